"""Every code's manual page holds an example, and the example gives the message it shows."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from generator.manual import whole_manual
from generator.text.diagnostic import nearest
from tests.chapter import build_report, check

EXAMPLE = re.compile(r"^( *)-- .+? --\n(?:.*\n?)*", re.MULTILINE)
MESSAGE = re.compile(r"^(error|warning)\[", re.MULTILINE)


def example(page: str) -> tuple[str, str] | None:
    """The files of a page's example, and the message they must give."""
    found = EXAMPLE.search(page + "\n")
    if found is None:
        return None
    text = dedent(found[0])
    at = MESSAGE.search(text)
    assert at, "an example shows its message"
    return text[: at.start()].rstrip("\n") + "\n", text[at.start() :].strip("\n")


PAGES = whole_manual()
EXAMPLES = {code: found for code, page in PAGES.items() if (found := example(page))}


# What is found in the bytes of a site, and not in what it is made from.
IN_A_BUILD = {"private-in-site"}


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_the_example_of_a_manual_page_gives_the_message_it_shows(code: str) -> None:
    files, message = EXAMPLES[code]
    shown = [
        part.strip("\n")
        for part in re.split(r"\n\n(?=error\[|warning\[)", (build_report if code in IN_A_BUILD else check)(files))
    ]
    assert set(re.split(r"\n(?=error\[|warning\[)", message)) <= set(shown)


@pytest.mark.parametrize("code", sorted(PAGES))
def test_a_manual_page_begins_with_one_sentence(code: str) -> None:
    first, _, rest = PAGES[code].partition("\n\n")
    assert first.endswith(".") and rest


def test_a_mistyped_code_finds_its_page() -> None:
    assert nearest("unknown-compny", PAGES) == "unknown-company"
