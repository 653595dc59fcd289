"""A record as text: fields, prose, and where each field stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.diagnostic import Place
from generator.text.document import Document, Key, locate, parse_document
from generator.text.source import Source, Span


def document(file: str, text: str) -> Document:
    value, problems = parse_document(Source(file, text))
    assert problems == ()
    assert value is not None
    return value


def codes(file: str, text: str) -> list[str]:
    return [problem.code for problem in parse_document(Source(file, text)).problems]


def pointed(text: str, *keys: str | int, within: tuple[int, int] | None = None, file: str = "x.yaml") -> str:
    span = locate(Place(file, keys, within), Source(file, text))
    assert span is not None
    return text[span.start : span.end]


# -- parsing -----------------------------------------------------------------


def test_a_yaml_file_is_all_fields() -> None:
    read = document("x.yml", "title: A\nbody: |\n  Hello.\n")
    assert [entry.key.text for entry in read.fields.entries] == ["title", "body"]
    assert (read.body, read.body_start) == ("", -1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("closing", ["---", "...", "---  "])
def test_a_markdown_file_is_fields_and_prose(closing: str, end: str) -> None:
    text = end.join(["---", "title: A", closing, "", "Hello.", "---", "Bye.", ""])
    read = document("x.md", text)
    assert [entry.key.text for entry in read.fields.entries] == ["title"]
    assert read.body == end.join(["", "Hello.", "---", "Bye.", ""])
    assert text[read.body_start :] == read.body


def test_a_markdown_file_may_have_no_prose_or_no_fields() -> None:
    assert document("x.md", "---\ntitle: A\nbody: B\n---\n\n").body_start == -1
    assert document("x.md", "---\ntitle: A\n---").body == ""
    assert document("x.md", "---\n---\nHello.\n").body == "Hello.\n"
    assert document("x.md", "---\n# none\n\n---\nHello.\n").fields.entries == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hello.\n", "no-front-matter"),
        ("# About us\n\nHello.\n", "no-front-matter"),
        ("—\ntitle: A\n—\n", "no-front-matter"),
        ("----\ntitle: A\n----\n", "no-front-matter"),
        ("+++\ntitle = 'A'\n+++\n", "no-front-matter"),
        ("---\ntitle: A\n\nHello.\n", "unclosed-front-matter"),
        ("---", "unclosed-front-matter"),
        ("---\ntitle: A\nbody: B\n---\nHello.\n", "two-bodies"),
        ("", "empty-file"),
        (" \n\n", "empty-file"),
        ("---\ntitle: A: B\n---\nHello.\n", "unquoted-colon"),
        ("---\n- a\n---\nHello.\n", "not-a-mapping"),
        ("---\ntitle: A\n---\nHel\x07lo.\n", "control-character"),
    ],
)
def test_a_slip_has_one_name(text: str, code: str) -> None:
    assert codes("x.md", text) == [code]


def test_almost_a_first_line_is_explained() -> None:
    (problem,) = parse_document(Source("x.md", "—\ntitle: A\n—\n")).problems
    assert problem.help == "write the first line as three hyphens: `---`"


def test_a_slip_in_front_matter_stands_at_its_line() -> None:
    (problem,) = parse_document(Source("x.md", "---\ntitle: A: B\n---\nHello.\n")).problems
    assert problem.where == Span("x.md", 12, 13)


# -- places ------------------------------------------------------------------

EVENT = "title: A\nrsvp:\n  url: x\nagenda:\n  - title: B\n    start: 8:00\nnotice:\nbody: |\n  One\n  two three\n"


def test_a_field_is_found_by_its_keys() -> None:
    assert pointed(EVENT, "title") == "A"
    assert pointed(EVENT, "rsvp", "url") == "x"
    assert pointed(EVENT, "agenda", 0, "start") == "8:00"
    assert pointed(EVENT, "agenda", 0) == "title: B\n    start: 8:00"


def test_the_name_of_a_field_can_be_meant() -> None:
    assert pointed(EVENT, Key("title")) == "title"
    assert pointed(EVENT, "agenda", 0, Key("start")) == "start"


def test_a_field_that_is_not_there_is_shown_at_what_should_hold_it() -> None:
    assert pointed(EVENT, "rsvp", "closes") == "rsvp"
    assert pointed(EVENT, "agenda", 0, "end") == "title: B\n    start: 8:00"
    assert pointed(EVENT, "agenda", 7, "end") == "agenda"
    assert pointed(EVENT, "date") == "title: A"


def test_a_field_without_a_value_is_shown_at_its_name() -> None:
    assert pointed(EVENT, "notice") == "notice"


def test_a_text_stands_for_its_own_parts() -> None:
    assert pointed("cohosts: a\n", "cohosts", 0) == "a"
    assert pointed("image: a.jpg\n", "image", "src") == "a.jpg"


def test_a_record_as_a_whole_is_its_first_line() -> None:
    assert pointed(EVENT) == "title: A"


def test_a_place_within_prose_is_found_in_either_form() -> None:
    assert pointed(EVENT, "body", within=(4, 7)) == "two"
    assert pointed("---\ntitle: A\n---\nOne\ntwo three\n", "body", within=(4, 7), file="x.md") == "two"
    assert pointed("---\ntitle: A\n---\n\nOne\ntwo\n", "body", file="x.md") == "One"


def test_without_its_source_a_place_is_the_file() -> None:
    assert locate(Place("content/media/x.jpg", ("alt",)), None) == Span("content/media/x.jpg", 0, 0)
    assert locate(None, None) is None
    assert locate(Span("x", 1, 2), None) == Span("x", 1, 2)


def test_in_a_file_that_cannot_be_read_a_place_is_the_first_line() -> None:
    assert pointed("a: b: c\n", "a") == "a: b: c"


@given(st.text("-.\n\r ab:#", max_size=40))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    for file in ("x.md", "x.yaml"):
        value, problems = parse_document(Source(file, text))
        assert value is not None or problems
        assert locate(Place(file, ("a", 0)), Source(file, text)) is not None
