"""Slips, drawn for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.diagnostic import Diagnostic, Label, Place, Severity
from generator.text.report import (
    RENDERERS,
    Style,
    columns,
    render_github,
    render_json,
    render_short,
    render_text,
    summary,
)
from generator.text.source import Span

ADA = "content/members/ada.yaml"
ADA_TEXT = "name: Ada Example\ntitle: Printer\ncompany: harbor-print\n"


def slip(where: Span | Place | None, message: str = "a slip", **more: object) -> Diagnostic:
    parts: dict[str, object] = {
        "code": "some-slip",
        "severity": Severity.ERROR,
        "message": message,
        "where": where,
    } | more
    return Diagnostic(**parts)  # type: ignore[arg-type]


UNKNOWN = slip(
    Span(ADA, 42, 54),
    "no company is called `harbor-print`",
    code="unknown-company",
    note="not found in content/companies/",
    help="did you mean `harbour-print`?",
)


def drawn(text: str, found: str, width: int = 100, note: str = "") -> str:
    """The excerpt of a one-line file in which `found` is underlined: the line and the carets below it."""
    at = text.index(found)
    report = render_text([slip(Span("x", at, at + len(found)), note=note)], {"x": text}, style=Style(width=width))
    return "\n".join(report.splitlines()[3:])


# -- text --------------------------------------------------------------------


def test_a_slip_is_drawn_with_its_line() -> None:
    assert render_text([UNKNOWN], {ADA: ADA_TEXT}) == (
        "error[unknown-company]: no company is called `harbor-print`\n"
        " --> content/members/ada.yaml:3:10\n"
        "  |\n"
        "3 | company: harbor-print\n"
        "  |          ^^^^^^^^^^^^ not found in content/companies/\n"
        "  = help: did you mean `harbour-print`?\n"
    )


def test_a_field_is_found_by_its_keys() -> None:
    by_keys = slip(Place(ADA, ("company",)))
    assert ":3:10\n" in render_text([by_keys], {ADA: ADA_TEXT})


def test_a_related_place_in_the_same_file_is_drawn_in_the_order_of_the_lines() -> None:
    twice = slip(Span("x", 12, 13), note="again", related=(Label(Span("x", 0, 1), "first"),))
    assert render_text([twice], {"x": "a: 1\nb: 2\n\na: 3\n".replace("\n\n", "\nc\n")}) == (
        "error[some-slip]: a slip\n --> x:4:1\n  |\n1 | a: 1\n  | - first\n...\n4 | a: 3\n  | ^ again\n"
    )


def test_a_related_place_in_another_file_has_its_own_excerpt() -> None:
    text = "a: 1\n" * 12
    twice = slip(Span("y", 55, 56), related=(Label(Span("x", 0, 1), "first"),), help="one\ntwo")
    assert render_text([twice], {"x": "a: 1\n", "y": text}) == (
        "error[some-slip]: a slip\n"
        "  --> y:12:1\n"
        "   |\n"
        "12 | a: 1\n"
        "   | ^\n"
        "  --> x:1:1\n"
        "   |\n"
        " 1 | a: 1\n"
        "   | - first\n"
        "   = help: one\n"
        "   =       two\n"
    )


def test_a_file_whose_text_is_not_at_hand_is_named() -> None:
    assert render_text([slip(Place("content/media/x.jpg"), help="h")], {}) == (
        "error[some-slip]: a slip\n --> content/media/x.jpg\n  = help: h\n"
    )
    assert render_text([slip(None, help="h")], {}) == "error[some-slip]: a slip\n  = help: h\n"


def test_no_problems_give_no_text() -> None:
    assert [render([], {}) for render in RENDERERS.values()] == ["", "", "[]\n", ""]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("k:\tx y\n", "y", "1 | k:    x y\n  |         ^"),
        ("k: 印刷 x\n", "x", "1 | k: 印刷 x\n  |         ^"),
        ("k: 印刷 x\n", "印刷", "1 | k: 印刷 x\n  |    ^^^^"),
        ("k: 🎉 x\n", "x", "1 | k: 🎉 x\n  |       ^"),
        ("k: cafe\u0301 x\n", "x", "1 | k: cafe\u0301 x\n  |         ^"),
        ("k: cafe\u0301 x\n", "cafe\u0301", "1 | k: cafe\u0301 x\n  |    ^^^^"),
        ("k: a\u00a0b\n", "b", "1 | k: a␣b\n  |      ^"),
        ("k: \x1b[31mx\r\n", "x", "1 | k: ␛[31mx\n  |         ^"),
        ("k: \u202ex\u200by\x9b\n", "y", "1 | k: �x�y�\n  |       ^"),
        ("k: x  \r\n", "x", "1 | k: x\n  |    ^"),
    ],
)
def test_carets_stand_under_what_they_mean(text: str, found: str, expected: str) -> None:
    assert drawn(text, found) == expected


def test_a_place_of_several_lines_is_underlined_on_its_first() -> None:
    assert drawn("k: [a,\n  b]\n", "[a,\n  b]") == "1 | k: [a,\n  |    ^^^"


def test_a_place_of_no_width_has_one_caret() -> None:
    report = render_text([slip(Span("x", 2, 2))], {"x": "k:\n"})
    assert report.endswith("1 | k:\n  |   ^\n")
    assert render_text([slip(Span("x", 9, 9))], {"x": ""}).endswith("1 |\n  | ^\n")


@pytest.mark.parametrize(
    ("text", "found", "shown"),
    [
        ("x" * 50 + "HERE" + "y" * 50, "HERE", "…" + "x" * 17 + "HERE" + "y" * 17 + "…"),
        ("HERE" + "y" * 90, "HERE", "HERE" + "y" * 34 + "…"),
        ("x" * 90 + "HERE", "HERE", "…" + "x" * 34 + "HERE"),
        ("x" * 50 + "HERE" * 40, "HERE" * 40, "…" + "HERE" * 9 + "HE…"),
        ("x" * 30 + "HERE" + "印" * 30, "HERE", "…" + "x" * 18 + "HERE" + "印" * 8 + "…"),
    ],
)
def test_a_long_line_is_cut_around_the_place(text: str, found: str, shown: str) -> None:
    line, carets = drawn(text + "\n", found, width=44).splitlines()
    assert line == f"1 | {shown}"
    assert carets.index("^") == line.index("HERE")
    assert columns(line) <= 44


def test_a_line_of_a_million_characters_is_drawn_at_once() -> None:
    text = "é" * 500_000 + "HERE" + "印" * 500_000
    assert len(drawn(text, "HERE", width=60)) < 130


def test_nothing_a_terminal_obeys_gets_through() -> None:
    nasty = slip(
        Span("a\x1b]0;b", 0, 4),
        "m\x1b[2J\u202e\x9b",
        note="n\x07",
        help="h\x1b[1m\r\n::warning::x",
        related=(Label(Span("c\n\x08", 0, 0), "r\x1b"),),
    )
    for name, render in RENDERERS.items():
        report = render([nasty], {"a\x1b]0;b": "\x1b[31m\x00\x7f\x85\u2028"})
        assert not [character for character in report if not character.isprintable() and character != "\n"], name
        assert not [line for line in report.splitlines() if line.lstrip().startswith("::") and name != "github"]
        assert report.count("\n::") == 0


def test_color_is_only_added_around_the_same_text() -> None:
    plain = render_text([UNKNOWN], {ADA: ADA_TEXT})
    colored = render_text([UNKNOWN], {ADA: ADA_TEXT}, style=Style(color=True))
    assert "\x1b[1;31merror[unknown-company]\x1b[0m" in colored
    for code in ("1;31", "1;34", "1;33", "1", "0"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == plain


def test_files_are_named_as_seen_from_the_current_folder() -> None:
    style = Style(shown={"content/": "../chapter/", "content/members/": "people/"})
    assert render_short([UNKNOWN], {ADA: ADA_TEXT}, style=style).startswith("people/ada.yaml:3:10: ")


# -- order -------------------------------------------------------------------


def test_problems_are_sorted_by_place_and_shown_once() -> None:
    sources = {"a": "one\ntwo\n", "b": "one\n"}
    problems = [slip(Span("b", 0, 1)), slip(Span("a", 4, 5)), slip(Span("a", 0, 1)), slip(Span("b", 0, 1)), slip(None)]
    assert render_short(problems, sources) == (
        "error[some-slip]: a slip\n"
        "a:1:1: error[some-slip]: a slip\n"
        "a:2:1: error[some-slip]: a slip\n"
        "b:1:1: error[some-slip]: a slip\n"
    )
    assert summary(problems) == "4 errors in 2 files"


def test_the_summary_counts_in_words() -> None:
    warning = slip(Span("b", 0, 1), severity=Severity.WARNING)
    assert summary([]) == ""
    assert summary([slip(None)]) == "1 error"
    assert summary([warning]) == "1 warning in 1 file"
    assert summary([warning, slip(Span("a", 0, 1)), slip(Place("c"))]) == "2 errors, 1 warning in 3 files"


# -- programs ----------------------------------------------------------------


def test_json_says_everything() -> None:
    twice = slip(Span(ADA, 42, 54), note="n", help="h", related=(Label(Span(ADA, 0, 4), "first"),))
    here = {"file": ADA, "line": 3, "column": 10, "end_line": 3, "end_column": 22}
    first = {"file": ADA, "line": 1, "column": 1, "end_line": 1, "end_column": 5, "message": "first"}
    unplaced = dict.fromkeys(here, None) | {"note": "", "help": "", "related": []}
    problem = {"code": "some-slip", "severity": "error", "message": "a slip"}
    assert json.loads(render_json([twice, slip(None)], {ADA: ADA_TEXT})) == [
        problem | unplaced,
        problem | here | {"note": "n", "help": "h", "related": [first]},
    ]


def test_github_gets_an_annotation() -> None:
    odd = slip(Span("a,b:c%.md", 5, 6), "100%: x\ny", help="h", severity=Severity.WARNING)
    assert render_github([UNKNOWN, odd], {ADA: ADA_TEXT, "a,b:c%.md": "one\ntwo\n"}) == (
        "::warning file=a%2Cb%3Ac%25.md,line=2,col=2,endColumn=3,title=some-slip::100%25: x␊y%0Ah\n"
        "::error file=content/members/ada.yaml,line=3,col=10,endColumn=22,title=unknown-company::"
        "no company is called `harbor-print`%0Anot found in content/companies/%0Adid you mean `harbour-print`?\n"
    )


# -- nothing raises ----------------------------------------------------------


@given(st.text(max_size=80), st.integers(0, 100), st.integers(0, 100), st.integers(0, 30), st.text(max_size=9))
def test_no_text_makes_a_report_fail(text: str, start: int, length: int, width: int, message: str) -> None:
    problem = slip(Span("x", start, start + length), message, note=message, help=message)
    sources: Mapping[str, str] = {"x": text}
    for render in RENDERERS.values():
        render([problem], sources, style=Style(width=width))
