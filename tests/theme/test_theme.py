"""A theme is gathered from several folders: the first that has a file gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.operator import OperatorError
from generator.text.diagnostic import Place
from generator.text.source import Span
from generator.theme.theme import Search, find_source, read_theme
from tests.theme.tiny import lay

PACKAGED = """
-- packaged/default/theme.yaml --
license: MIT
tokens:
  accent: {value: "#0a5", help: The color of links.}
-- packaged/default/pages/event.html --
packaged event
-- packaged/default/pages/news.html --
packaged news
-- packaged/default/README --
Not a part of the theme.
"""


def search(root: Path) -> Search:
    return (("themes", root / "themes"), ("packaged", root / "packaged"))


def texts(root: Path, name: str) -> dict[str, str]:
    theme, problems = read_theme(name, search(root))
    assert problems == ()
    assert theme is not None
    return {path: file.text.strip() for path, file in theme.files.items()}


def test_a_chapter_overrides_one_template_by_one_file(tmp_path: Path) -> None:
    lay(tmp_path, PACKAGED + "-- themes/default/pages/event.html --\nour event\n")
    assert texts(tmp_path, "default") == {"pages/event.html": "our event", "pages/news.html": "packaged news"}


def test_a_theme_lies_over_another_and_over_the_chapters_changes_of_that_one(tmp_path: Path) -> None:
    lay(
        tmp_path,
        PACKAGED
        + """
-- themes/default/pages/news.html --
our news
-- themes/autumn/theme.yaml --
license: CC0-1.0
over: default
tokens:
  accent: {value: "#a50"}
-- themes/autumn/pages/event.html --
autumn event
""",
    )
    assert texts(tmp_path, "autumn") == {"pages/event.html": "autumn event", "pages/news.html": "our news"}
    theme = read_theme("autumn", search(tmp_path)).value
    assert theme is not None
    assert theme.license == "CC0-1.0"
    assert [(token.name, token.value) for token in theme.tokens] == [("accent", "#a50")]


def test_a_file_is_named_as_people_say_it(tmp_path: Path) -> None:
    lay(tmp_path, PACKAGED + "-- themes/default/pages/event.html --\nour event\n")
    theme = read_theme("default", search(tmp_path)).value
    assert theme is not None
    assert [source.file for source in theme.sources] == [
        "themes/default/pages/event.html",
        "packaged/default/pages/news.html",
    ]


def test_the_text_of_a_file_that_a_problem_names_is_found(tmp_path: Path) -> None:
    lay(tmp_path, PACKAGED + "-- themes/autumn/theme.yaml --\nover: defualt\n")
    (problem,) = read_theme("autumn", search(tmp_path)).problems
    assert isinstance(problem.where, Span)
    source = find_source(problem.where.file, search(tmp_path))
    assert source is not None
    assert source.text[problem.where.start : problem.where.end] == "defualt"
    assert find_source("content/chapter.yaml", search(tmp_path)) is None


def test_a_file_that_leads_nowhere_stops_the_command(tmp_path: Path) -> None:
    lay(tmp_path, PACKAGED)
    (tmp_path / "packaged/default/pages/home.html").symlink_to("nowhere.html")
    with pytest.raises(OperatorError, match="No such file"):
        read_theme("default", search(tmp_path))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    lay(tmp_path, PACKAGED)
    (tmp_path / "packaged/default/pages/event.html").write_bytes(b"\xef\xbb\xbf<p>\r\n</p>\r\n")
    theme = read_theme("default", search(tmp_path)).value
    assert theme is not None
    assert theme.files["pages/event.html"].text == "<p>\n</p>\n"


def test_hidden_files_and_editors_copies_are_left_out(tmp_path: Path) -> None:
    spare = "-- themes/default/pages/.event.html.swp --\nx\n-- themes/default/pages/event.html~ --\nx\n"
    lay(tmp_path, PACKAGED + spare)
    assert list(texts(tmp_path, "default")) == ["pages/event.html", "pages/news.html"]


# (files, theme, code, message, help)
BAD: list[tuple[str, str, str, str, str]] = [
    ("", "defualt", "unknown-theme", "no theme is called `defualt`", "did you mean `default`?"),
    ("", "", "unknown-theme", "no theme is called ``", "the themes are `default`"),
    ("", "../packaged", "unknown-theme", "no theme is called `../packaged`", "the themes are `default`"),
    (
        "-- themes/autumn/pages/event.html --\nx\n",
        "autumn",
        "theme-without-description",
        "the theme `autumn` has no `theme.yaml`",
        "write themes/autumn/theme.yaml with the lines `license: CC0-1.0` and `over: default`",
    ),
    (
        "-- themes/a/theme.yaml --\nover: b\n-- themes/b/theme.yaml --\nover: a\n",
        "a",
        "theme-in-a-circle",
        "the theme `a` lies over itself",
        "themes are laid over one another in this order: a, b, a",
    ),
    (
        "-- themes/a/theme.yaml --\nover: b\n",
        "a",
        "unknown-theme",
        "no theme is called `b`",
        "the themes are `a`, `default`",
    ),
    (
        "-- themes/a/theme.yaml --\ntoken: {}\n",
        "a",
        "unknown-theme-field",
        "a theme has no field `token`",
        "did you mean `tokens`?",
    ),
    ("-- themes/a/theme.yaml --\nname: [a]\n", "a", "theme-field-form", "`name` is a text", ""),
    (
        "-- themes/a/theme.yaml --\ntokens: {Accent: {value: red}}\n",
        "a",
        "theme-field-form",
        "`Accent` cannot be the name of a token",
        "names are of a-z, 0-9 and single hyphens",
    ),
    (
        "-- themes/a/theme.yaml --\ntokens: {a: {help: b}}\n",
        "a",
        "theme-field-form",
        "the token `a` has no `value`",
        "",
    ),
    (
        "-- themes/a/theme.yaml --\ntokens: {a: {value: 'x;}'}}\n",
        "a",
        "unfit-token",
        "`a` is not a value that CSS can hold",
        "",
    ),
    ("-- themes/a/theme.yaml --\nlicense: 'CC0\n", "a", "unclosed-quote", "the quote `'` is never closed", ""),
]


@pytest.mark.parametrize(("files", "name", "code", "message", "help"), BAD, ids=[bad[2] for bad in BAD])
def test_what_is_wrong_with_a_theme_is_said_once(
    tmp_path: Path, files: str, name: str, code: str, message: str, help: str
) -> None:
    lay(tmp_path, PACKAGED + files)
    theme, problems = read_theme(name, search(tmp_path), Place("content/chapter.yaml", ("theme",)))
    assert theme is None
    assert [problem.code for problem in problems] == [code]
    if code != "unclosed-quote":
        assert (problems[0].message, problems[0].help) == (message, help)
    assert problems[0].where is not None


def test_an_unknown_theme_is_reported_where_the_chapter_names_it(tmp_path: Path) -> None:
    where = Place("content/chapter.yaml", ("theme",))
    problems = read_theme("x", search(lay(tmp_path, PACKAGED)), where).problems
    assert [problem.where for problem in problems] == [where]


def test_a_template_that_is_no_text_is_reported(tmp_path: Path) -> None:
    lay(tmp_path, PACKAGED)
    (tmp_path / "packaged/default/pages/event.html").write_bytes(b"caf\xe9")
    theme, problems = read_theme("default", search(tmp_path))
    assert theme is None
    assert [problem.code for problem in problems] == ["theme-not-text"]


def test_a_theme_takes_only_the_folders_it_names_from_the_theme_below(tmp_path: Path) -> None:
    lay(
        tmp_path,
        PACKAGED
        + """
-- packaged/default/icons/pin.svg --
<svg/>
-- themes/board/theme.yaml --
license: CC0-1.0
over: default
takes: [icons]
-- themes/board/pages/event.html --
board event
""",
    )
    assert texts(tmp_path, "board") == {"icons/pin.svg": "<svg/>", "pages/event.html": "board event"}


def test_a_folder_that_no_theme_has_cannot_be_taken(tmp_path: Path) -> None:
    lay(tmp_path, PACKAGED + "-- themes/board/theme.yaml --\nlicense: CC0-1.0\nover: default\ntakes: [icon]\n")
    _, (problem,) = read_theme("board", search(tmp_path))
    assert (problem.code, problem.where) == ("theme-field-form", Span("themes/board/theme.yaml", 39, 43))
