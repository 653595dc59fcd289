"""Each hostile string alone in prose, where no other one takes it along: nothing of it is active."""

from __future__ import annotations

import re

import pytest
from lxml import html as reader
from markupsafe import Markup

from generator.text.markdown import parse_prose
from generator.text.prose import ImageHole, join
from tests.poison.strings import PROSE, TEXTS, strings

WINDOWS = (
    "<table><tr><td style='background:red'>x<td style=''>y<th style='text-align:start'>z</table>",
    "<table><tr><td style='text-align: center; color: red' class=x>x<td style='text-align:left;text-align:right'>y</table>",
    "<a href='https://evil.example/noopener' target=_blank rel='opener'>x</a>",
    "<a target=_blank rel='OPENER me' href='https://evil.example/'>x</a>",
    "<a rel=nofollow target=_blank href='https://evil.example/' title='rel=\"noopener\"'>x</a>",
)


def picture(hole: ImageHole) -> Markup:
    return Markup('<img src="{}" alt="{}">').format(hole.src, hole.alt)


@pytest.mark.parametrize("string", [*strings(of_prose=True), *WINDOWS])
def test_nothing_of_it_is_active(string: str) -> None:
    text = str(join(parse_prose(string).value, lambda hole: hole.target, picture))
    if not text:
        return
    for one in reader.fragment_fromstring(text, create_parent="div").iter():
        assert one.tag not in ("script", "style", "iframe", "form", "input", "svg", "math", "base", "meta", "link")
        assert "style" not in one.attrib and not [*filter(re.compile("(?i)on").match, one.attrib)]
        if "target" in one.attrib:
            rel = one.get("rel").lower().split()
            assert "noopener" in rel and "opener" not in rel
            assert len(re.findall(" rel=", reader.tostring(one).decode())) == 1
    # A browser takes the first of two: there are none.
    for tag in re.findall(r"<[a-z][^<>]*>", text):
        names = re.findall(r' ([a-z-]+)="', tag)
        assert len(names) == len(set(names)), tag


def test_every_class_of_string_is_tried() -> None:
    tried = set(strings(of_prose=True))
    assert all(one in tried for told in (*TEXTS.values(), *PROSE.values()) for one in told)
    assert len(tried) > 200
