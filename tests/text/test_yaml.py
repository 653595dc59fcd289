"""YAML is read as text: nothing is resolved, everything has its place, and no slip is silent."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.source import INVISIBLE, Source
from generator.text.yaml import DEEPEST, MOST_VALUES, Mapping, Node, Scalar, Sequence, offset_in_source, parse_yaml


def read(text: str) -> Mapping:
    fields, problems = parse_yaml(Source("x.yaml", text))
    assert problems == ()
    assert fields is not None
    return fields


def value(text: str, key: str = "k") -> str:
    entry = read(text).find(key)
    assert entry is not None
    assert isinstance(entry.value, Scalar)
    return entry.value.text


def codes(text: str) -> list[str]:
    return [problem.code for problem in parse_yaml(Source("x.yaml", text)).problems]


def nodes(node: Node) -> list[Node]:
    match node:
        case Scalar():
            return [node]
        case Sequence(items=items):
            return [node, *(inner for item in items for inner in nodes(item))]
        case Mapping(entries=entries):
            return [node, *(inner for entry in entries for part in entry for inner in nodes(part))]


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls, Python's and C's: what it costs, and on every machine the same."""
    counted = 0

    def look(_frame: object, what: str, _function: object) -> None:
        nonlocal counted
        counted += what in ("call", "c_call")

    others = sys.getprofile()
    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(others)
    return counted


# -- text stays text ---------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    """
    18:30 8:00 08:00 18:30:00 2026-09-17 2026-02-30 06103 0755 0o17 0x1F 60601 +4917012345678 NO no on Off yes y true
    null ~ 1.10 12_000 1e3 .inf .nan = 190:20:30 C# https://example.org/#top a:b 5,000 --- -1 ?x :) x@y.example 100%
    """.replace(" --- ", " ").split(),
)
def test_a_value_is_the_text_that_was_written(written: str) -> None:
    assert value(f"k: {written}\n") == written


def test_a_date_with_a_time_is_the_text_that_was_written() -> None:
    assert value("k: 2026-09-17 08:00\n") == "2026-09-17 08:00"


def test_keys_are_the_text_that_was_written() -> None:
    assert [entry.key.text for entry in read("on: a\n1: b\nno: c\n2026-01-01: d\n").entries] == [
        "on",
        "1",
        "no",
        "2026-01-01",
    ]


def test_only_a_value_without_quotes_is_plain() -> None:
    fields = read("a: ~\nb: '~'\nc: \"~\"\nd: |\n  ~\ne:\nf: ''\n")
    assert [isinstance(entry.value, Scalar) and entry.value.plain for entry in fields.entries] == [
        True,
        False,
        False,
        False,
        True,
        False,
    ]


def test_windows_line_endings_and_trailing_spaces_do_not_matter() -> None:
    assert value("k: a  \r\nl: b\r\n") == "a"
    assert value("k: |\r\n  a\r\n  b\r\n") == "a\nb\n"


# -- places ------------------------------------------------------------------


def test_every_node_knows_its_place() -> None:
    text = "a: b\nc:\n  - d\n  - e: [f, 'g']\nh: {i: j}\n"
    assert [text[node.start : node.end] for node in nodes(read(text)) if isinstance(node, Scalar)] == [
        "a", "b", "c", "d", "e", "f", "'g'", "h", "i", "j",
    ]  # fmt: skip
    c, h = read(text).entries[1:]
    assert text[c.value.start : c.value.end] == "- d\n  - e: [f, 'g']"
    assert text[h.value.start : h.value.end] == "{i: j}"


@pytest.mark.parametrize(
    "before",
    [
        "k: café\n",
        "k: cafe\u0301\n",
        "k: 👩‍💻 🎉\n",
        "k: a\r\n",
        "k:\ta\n",
        "# 印刷\n",
        "\n\r\n",
        "k: a\u00a0b\n",
        "\ufeffk: a\n",
    ],
    ids=repr,
)
def test_a_place_is_exact_after_anything(before: str) -> None:
    text = before + "title: Kaffee\n"
    entry = read(text).find("title")
    assert entry is not None
    assert text[entry.value.start : entry.value.end] == "Kaffee"


def test_a_place_counts_from_the_start_of_the_whole_source() -> None:
    text = "---\ntitle: x\n---\n"
    fields, _ = parse_yaml(Source("x.md", text), 4, 13)
    assert fields is not None
    assert text[fields.entries[0].value.start] == "x"


PROSE = "One two.\n\nThree [four](event:x), “five” it's; back\\slash.\n"


@pytest.mark.parametrize(
    "text",
    [
        "body: |\n  One two.\n\n  Three [four](event:x), “five” it's; back\\slash.\n",
        "body: |  # said\r\n     One two.\r\n\r\n     Three [four](event:x), “five” it's; back\\slash.\r\n",
        "k: [a, b]\nbody: |+\n  One two.\n  \n  Three [four](event:x), “five” it's; back\\slash.\n",
        "body: >\n  One\n  two.\n\n\n  Three\n  [four](event:x),\n  “five” it's; back\\slash.\n",
        "body: 'One two.\n\n\n  Three [four](event:x), “five”\n  it''s; back\\slash.\n\n  '\n",
        'body: "One two.\\n\\nThree [four](\\x65vent:x), \\\n  \\u201Cfive” it\'s;\\ back\\\\slash.\\n"\n',
    ],
)
def test_a_place_within_a_value_is_found_in_the_file(text: str) -> None:
    entry = read(text).find("body")
    assert entry is not None
    body = entry.value
    assert isinstance(body, Scalar)
    assert body.text == PROSE
    for word in ("One", "two", "[four]", "five", "it", "back"):
        at = offset_in_source(body, PROSE.index(word), text)
        assert text.startswith(word, at), (word, text[at:])


def test_a_space_within_a_literal_block_is_found_exactly() -> None:
    text = "body: |\n    a  b\n    c\n"
    body = read(text).entries[0].value
    assert isinstance(body, Scalar)
    assert [text[offset_in_source(body, at, text)] for at in range(6)] == ["a", " ", " ", "b", "\n", "c"]


# -- slips -------------------------------------------------------------------


def test_a_key_written_twice_is_reported_with_both_places_and_the_first_holds() -> None:
    fields, (problem,) = parse_yaml(Source("x.yaml", "a: 1\nb: 2\na: 3\n"))
    assert problem.code == "duplicate-key"
    assert problem.where == ("x.yaml", 10, 11)
    assert problem.related[0].where == ("x.yaml", 0, 1)
    assert fields is not None
    assert [entry.value for entry in fields.entries] == [Scalar("1", True, 3, 4), Scalar("2", True, 8, 9)]


def test_every_duplicate_is_reported() -> None:
    assert codes("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n") == ["duplicate-key"] * 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &b c\n", "anchor"),
        ("a: &b\n", "anchor"),
        ("a: &b [c]\n", "anchor"),
        ("a: 1\n<<: b\n", "merge-key"),
        ("a: !b c\n", "tag"),
        ("a: !!python/object/apply:os.system [x]\n", "tag"),
        ("a: {{ b }}\n", "key-not-text"),
        ("? [a]\n: b\n", "key-not-text"),
        ("a: 1\n: b\n", "missing-key"),
        ("- a\n", "not-a-mapping"),
        ("just words\n", "not-a-mapping"),
        ("", "empty-file"),
        ("# nothing\n", "empty-file"),
        ("---\n", "empty-file"),
        ("a: 1\n---\nb: 2\n", "several-documents"),
        ("a: 1\n...\nb: 2\n", "several-documents"),
        ("a: C# meetup #3\n", "cut-at-hash"),
        ("a: #ff0000\n", "cut-at-hash"),
        ("a:\n- b\n -c\n", "list-indentation"),
        ("a:\n  - b\n    - c\n", "list-indentation"),
        ("a: “b”\n", "smart-quotes"),
        ("a:\n  b:c\n", "missing-space"),
        ("title:Coffee\n", "missing-space"),
        ("a: 1\n\u00a0b: 2\n", "odd-space"),
        ("a: b\x00c\n", "control-character"),
        ('a: "\\e[31mred"\n', "control-character"),
        ("a: b\u202ec\n", "control-character"),
        ("a: \ud800\n", "control-character"),
        ("a: |\n  b\u2028c\n", "control-character"),
    ],
)
def test_a_slip_has_one_name(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # a comment\n",
        "a: b #\n",
        "a: b#c\n",
        "#a: b\nc: d\n",
        "a: 'b #3'\n",
        "a: |\n  # Heading\n  - item\n  text #3\n",
        "a: He said “yes”\n",
        "a: “Yes”, he said\n",
        "a: see https://example.org\n",
        "a: |\n  key:value\n",
        "a:\n  https://example.org\n",
        "---\na: b\n",
        "a: []\nb: {}\n",
    ],
)
def test_what_is_meant_is_not_reported(text: str) -> None:
    assert codes(text) == []


def test_an_alias_is_refused_however_often_it_is_used() -> None:
    bomb = "a: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in pairwise("abcdefghi"))
    assert set(codes(bomb)) == {"anchor"}


def test_text_garbled_by_another_encoding_is_recognized() -> None:
    _, (problem,) = parse_yaml(Source("x.yaml", "a: IBM\u00e2\u0080\u0099s\n"))
    assert problem.help == "`’` was meant: write it again"


# -- limits ------------------------------------------------------------------


@pytest.mark.parametrize("levels", [DEEPEST - 1, DEEPEST])
def test_the_deepest_levels_are_read(levels: int) -> None:
    assert codes("a: " + "[" * (levels - 1) + "]" * (levels - 1)) == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_level_too_many_ends_the_reading_at_once(opening: str) -> None:
    def too_deep(levels: int) -> int:
        text = "a:\n  " + opening * levels
        return calls(lambda: codes(text))

    assert codes("a:\n  " + opening * DEEPEST) == codes("a:\n  " + opening * 1_000_000) == ["nested-too-deep"]
    assert too_deep(1_000_000) == too_deep(2 * DEEPEST)


def test_too_many_values_are_reported_once() -> None:
    assert codes("a: [" + "b, " * MOST_VALUES + "]\n") == ["too-many-values"]
    assert codes("a: [" + "b, " * (MOST_VALUES - 10) + "]\n") == []


# -- nothing raises ----------------------------------------------------------

SPACES = ["\n", "\n  ", "\n ", "\t", "\r\n", "\r", " ", "  ", "\u00a0", "\u2028", "\u0085", "\ufeff"]
MARKS = [": ", ":", "- ", "-", "'", '"', "|", ">", "|2-", "#", " #x", "[", "]", "{", "}", ", ", "? ", "@", "`", "\\"]
WORDS = ["a", "title", "key:value", "~", "<<", "&a ", "*a ", "!t ", "!!", "%YAML 1.1\n", "---\n", "...\n", "\\x4"]
LETTERS = ["“", "”", "é", "e\u0301", "👩‍💻", "印", "\x00", "\ud800", "\u202e"]
TOKENS = st.sampled_from(SPACES + MARKS + WORDS + LETTERS)


@settings(max_examples=1500, deadline=None)
@given(st.one_of(st.lists(TOKENS, max_size=40).map("".join), st.text(max_size=60)))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    fields, problems = parse_yaml(Source("x.yaml", text))
    assert fields is not None or problems
    for problem in problems:
        assert problem.where is not None
        _, start, end = problem.where
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert 0 <= start <= end
        assert start <= len(text)
    for node in nodes(fields) if fields is not None else ():
        assert 0 <= node.start <= node.end <= len(text)
        if isinstance(node, Scalar):
            for at in range(len(node.text) + 1):
                assert node.start <= offset_in_source(node, at, text) <= node.end


@settings(max_examples=300, deadline=None)
@given(
    st.lists(TOKENS, max_size=12).map("".join).filter(lambda text: text.strip() == text and text.isprintable()),
)
def test_a_plain_value_that_is_read_is_found_where_it_stands(text: str) -> None:
    fields, _ = parse_yaml(Source("x.yaml", f"k: {text}\n"))
    for node in nodes(fields) if fields is not None else ():
        if isinstance(node, Scalar) and node.plain:
            assert f"k: {text}\n"[node.start : node.end] == node.text


def test_an_event_is_read_in_few_steps_and_a_long_text_in_no_more_for_each_line() -> None:
    event = (
        "title: Coffee\nkind: coffee\ndate: 2026-03-12\nstart: 8:00\nend: 9:30\nvenue: harbour-print\n"
        "organizers: [ada-example, bob-example]\nagenda:\n  - start: 8:00\n    title: Welcome\n"
        "rsvp:\n  url: https://example.org/rsvp\n  closes: 2026-03-10\nbody: |\n  Hello.\n"
    )
    read(event)  # compiles the patterns
    assert calls(lambda: read(event)) < 600

    def lines(count: int) -> int:
        text = "".join(f"k{number}: [a, b]\n" for number in range(count))
        return calls(lambda: read(text))

    assert lines(2000) <= 2.02 * lines(1000)


def test_what_cannot_be_seen_does_not_count_as_printable() -> None:
    assert not [one for one in map(chr, range(0x110000)) if INVISIBLE.match(one) and one.isprintable()]
