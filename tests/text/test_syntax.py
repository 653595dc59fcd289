"""What cannot be read is explained where the slip is, not where the parser noticed it."""

from __future__ import annotations

import pytest

from generator.text.report import render_text
from generator.text.source import Source
from generator.text.yaml import parse_yaml


def check(text: str) -> str:
    source = Source("x.yaml", text)
    return render_text(parse_yaml(source).problems, {"x.yaml": text})


@pytest.mark.parametrize(
    ("text", "code", "place", "help"),
    [
        ("title: Coffee: third Thursday\n", "unquoted-colon", "1:14", '`title: "Coffee: third Thursday"`'),
        ("a: 1\ntitle: 'Print' and: more\n", "text-after-quote", "2:14", "`title: \"'Print' and: more\"`"),
        ('say: he said "x": y # z\n', "unquoted-colon", "1:17", "`say: 'he said \"x\": y'`"),
        ("a: 1\r\ntitle: A: B\r\nb: 2\r\n", "unquoted-colon", "2:9", '`title: "A: B"`'),
        ("title:Coffee\ndate: 2026-03-12\n", "missing-space", "1:6", "`title: Coffee`"),
        ("a: 1\ntitle:Coffee\nb: 2\n", "missing-space", "2:6", "`title: Coffee`"),
        ("a: 1\nrsvp:\n  url:x\n  note: y\n", "missing-space", "3:6", "`url: x`"),
        ('a: 1\n"title":Coffee\n', "missing-space", "2:8", '`"title": Coffee`'),
        ("a: 1\nof the month\nb: 2\n", "missing-colon", "2:1", "indent it"),
        ("body: |\nHello there,\nwe meet.\n", "missing-colon", "2:1", "indent it"),
        ("title: @acme\n", "unquoted-start", "1:8", '`title: "@acme"`'),
        ("title: `x`\n", "unquoted-start", "1:8", '`title: "`x`"`'),
        ("title: %x\n", "unquoted-start", "1:8", '`title: "%x"`'),
        ("title: *very* good\n", "unquoted-start", "1:8", '`title: "*very* good"`'),
        ("title: [Draft] Coffee\nb: 1\n", "unquoted-start", "1:8", '`title: "[Draft] Coffee"`'),
        ("title: {x} Coffee\n", "unquoted-start", "1:8", '`title: "{x} Coffee"`'),
        ("title: | Coffee\n", "unquoted-start", "1:8", "on the line below"),
        ("title: > Coffee\n", "unquoted-start", "1:8", "on the line below"),
        ("title: , Coffee\n", "unquoted-start", "1:8", '`title: ", Coffee"`'),
        ("title: -\n", "unquoted-start", "1:8", '`title: "-"`'),
        ("tags: - print\n", "list-on-one-line", "1:7", "`[one, two]`"),
        ('title: "Coffee\ndate: 1\n', "unclosed-quote", "1:8", '`"`'),
        ('title: "Coffee\nkind: "talk"\n', "unclosed-quote", "1:8", '`"`'),
        ("title: 'tis the season\n", "unclosed-quote", "1:8", '`title: "\'tis the season"`'),
        ("title: 'Ada's coffee'\n", "text-after-quote", "1:12", '`title: "Ada\'s coffee"`'),
        ('title: "Print" and ink\n', "text-after-quote", "1:14", "`title: '\"Print\" and ink'`"),
        ("tags: [print, coffee\ndate: 1\n", "unclosed-bracket", "1:7", "`]`"),
        ("cost: {amount: 5\n", "unclosed-bracket", "1:7", "`}`"),
        ("tags: [\n", "unclosed-bracket", "1:7", "`]`"),
        ("tags: [print, #coffee]\n", "unclosed-bracket", "1:7", "begins a comment"),
        ('path: "C:\\Users"\n', "unknown-escape", "1:10", "single quotes"),
        ("a:\n\tb: 1\n", "tab-indentation", "2:1", "spaces"),
        ("a: 1\n\tb: 1\n", "tab-indentation", "2:1", "spaces"),
        ("a:\n- b: 1\n\t c: 2\n", "tab-indentation", "3:1", "spaces"),
        ("a: |\n  b\n\tc\n", "tab-indentation", "3:1", "spaces"),
        ("a: “b: c”\n", "smart-quotes", "1:4", '`a: "b: c"`'),
        ("a: 1\n  b: 2\n", "indentation", "2:3", "same column as the line above"),
        ("  a: 1\nb: 2\n", "indentation", "2:1", "same column as the first field"),
        ("a:\n   b: 1\n  c: 2\n", "indentation", "3:3", "the lines it belongs to"),
        ("a:\n  - b\n - c\n", "indentation", "3:2", "the lines it belongs to"),
        ("a: 1\n: b\n", "missing-key", "2:1", "name of the field"),
        ("a: 1\n...\nb: 2\n", "several-documents", "2:1", "`.md`"),
        ("a: b\n]\n", "yaml-syntax", "2:1", "quotes"),
    ],
)
def test_the_cause_is_named_where_it_is_with_what_to_write(text: str, code: str, place: str, help: str) -> None:
    drawn = check(text)
    assert drawn.startswith(f"error[{code}]: ")
    assert f"--> x.yaml:{place}\n" in drawn
    assert help in drawn.rpartition("= help: ")[2]


@pytest.mark.parametrize("text", ["a: @b\na: c\nd: C# #3\n", "a: 1\na: 2\nb: C: D\ne: &f g\n"])
def test_a_file_that_cannot_be_read_gives_one_problem(text: str) -> None:
    assert check(text).count("-->") == 1


def test_a_long_line_is_not_repeated_in_the_help() -> None:
    assert check(f"title: {'long ' * 40}: x\n").endswith("= help: put the value in quotes\n")
