"""What a chapter changes of its theme, and what has changed in the theme since."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.theme.overrides import NothingToCopy, copy_file, find_overrides, told
from generator.theme.theme import Search


@pytest.fixture
def search(tmp_path: Path) -> Search:
    """A theme that came with the program, one that lies over it, and a chapter with nothing of its own."""
    for file, text in {
        "program/default/theme.yaml": "license: MIT",
        "program/default/pages/event.html": "<h1>{{ page.title }}</h1>\n<p>When</p>\n",
        "program/default/pages/post.html": "<h1>{{ page.title }}</h1>\n",
        "program/board/theme.yaml": "license: MIT\nover: default",
        "program/board/styles/base.css": "p { margin: 0 }\n",
    }.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "chapter").mkdir()
    return (("themes", tmp_path / "chapter"), ("(built-in) themes", tmp_path / "program"))


def lines(search: Search, name: str = "default") -> list[str]:
    return list(told(find_overrides(name, search)))


def test_a_copy_can_be_changed_and_the_change_is_told(search: Search) -> None:
    path = copy_file("pages/event.html", "default", search)
    assert lines(search) == ["pages/event.html: the same as the theme's; it can be deleted"]
    path.write_text("<h1>{{ page.title }}</h1>\n<p>The day</p>\n")
    assert lines(search) == [
        "pages/event.html: yours; the theme's has not changed since you copied it",
        "  --- pages/event.html (as it was copied)",
        "  +++ pages/event.html (yours)",
        "  @@ -1,2 +1,2 @@",
        "   <h1>{{ page.title }}</h1>",
        "  -<p>When</p>",
        "  +<p>The day</p>",
    ]


def test_what_changed_in_the_theme_since_is_told_apart_from_what_the_chapter_changed(
    search: Search, tmp_path: Path
) -> None:
    copy_file("pages/event.html", "default", search).write_text("<h1>{{ page.title }}</h1>\n<p>The day</p>\n")
    (tmp_path / "program/default/pages/event.html").write_text("<h1>{{ page.title }}!</h1>\n<p>When</p>\n")
    said = lines(search)
    assert said[0] == "pages/event.html: yours; the theme's has changed since you copied it"
    assert "  +<h1>{{ page.title }}!</h1>" in said[: said.index("  +++ pages/event.html (yours)")]
    assert "  +<p>The day</p>" in said[said.index("  +++ pages/event.html (yours)") :]


def test_a_file_that_the_theme_has_no_longer_is_told(search: Search, tmp_path: Path) -> None:
    copy_file("pages/post.html", "default", search)
    (tmp_path / "program/default/pages/post.html").unlink()
    assert lines(search) == ["pages/post.html: the theme has it no longer"]


def test_an_override_without_its_original_is_compared_with_the_theme_of_today(search: Search, tmp_path: Path) -> None:
    own = tmp_path / "chapter/default/pages/post.html"
    own.parent.mkdir(parents=True)
    own.write_text("<h2>{{ page.title }}</h2>\n")
    said = lines(search)
    assert "cannot be told" in said[0]
    assert said[1:3] == ["  --- pages/post.html (the theme's of today)", "  +++ pages/post.html (yours)"]


def test_a_file_is_copied_from_the_theme_below(search: Search, tmp_path: Path) -> None:
    copy_file("pages/event.html", "board", search)
    assert (tmp_path / "chapter/board/pages/event.html").read_text().startswith("<h1>")


def test_files_of_the_chapter_alone_are_no_overrides(search: Search, tmp_path: Path) -> None:
    own = tmp_path / "chapter/default/parts/ours.html"
    own.parent.mkdir(parents=True)
    own.write_text("ours")
    assert lines(search) == []


def test_what_is_not_there_or_there_already_is_not_copied(search: Search) -> None:
    with pytest.raises(NothingToCopy, match="has no file pages/evnt"):
        copy_file("pages/evnt.html", "default", search)
    copy_file("pages/event.html", "default", search)
    with pytest.raises(NothingToCopy, match="is there already"):
        copy_file("pages/event.html", "default", search)


def test_nothing_outside_a_theme_is_copied(search: Search, tmp_path: Path) -> None:
    (tmp_path / "program/secret").write_text("no")
    with pytest.raises(NothingToCopy):
        copy_file("../secret", "default", search)
    with pytest.raises(NothingToCopy):
        copy_file("pages/../../secret", "default", search)
