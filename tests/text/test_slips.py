"""Every slip's manual page says the truth."""

from __future__ import annotations

import re
from inspect import getmembers, isfunction
from pathlib import Path
from textwrap import dedent

import pytest

from generator.text import slips
from generator.text.diagnostic import MANUAL, code_of
from generator.text.document import parse_document
from generator.text.report import render_text
from generator.text.tree import read_tree

CODES = sorted(code for _, function in getmembers(slips, isfunction) if (code := code_of(function)) in MANUAL)
FILE = re.compile(r"^-- (\S+) --\n", re.MULTILINE)
EXAMPLE = re.compile(r"^    (-- .*?)\n\n    ((?:error|warning)\[.*)\Z", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("code", CODES)
def test_a_page_begins_with_a_sentence(code: str) -> None:
    summary, blank, *rest = MANUAL[code].splitlines()
    assert summary.endswith(".")
    assert blank == ""
    assert rest


@pytest.mark.parametrize("code", [code for code in CODES if EXAMPLE.search(MANUAL[code])])
def test_an_example_gives_its_message(code: str, tmp_path: Path) -> None:
    example = EXAMPLE.search(MANUAL[code])
    assert example is not None
    _, *parts = FILE.split(dedent("    " + example[1]))
    for file, text in zip(parts[::2], parts[1::2], strict=True):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text + "\n", encoding="utf-8")
    tree, problems = read_tree(tmp_path / "content", "content", ("events", "pages", "posts"))
    for source in tree.sources:
        problems += parse_document(source).problems
    drawn = render_text(problems, {source.file: source.text for source in tree.sources})
    assert drawn == dedent("    " + example[2])
