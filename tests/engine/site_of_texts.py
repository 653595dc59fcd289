"""A site of plain texts, to publish in tests."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.engine.output import Output, Recipe, View
from generator.engine.publish import Report, publish


class Page(View, frozen=True, kw_only=True):
    """A page with two fields."""

    title: str
    notice: str = ""


def write(view: Page) -> bytes:
    """A page as bytes."""
    return f"<h1>{view.title}</h1>{view.notice}".encode()


RECIPE = Recipe(name="page", digest=b"1", render=write)


def outputs(pages: Mapping[str, str], recipe: Recipe = RECIPE) -> list[Output]:
    """Address → title, as outputs. A title of two parts, `title|notice`, has a notice."""
    return [
        Output(url=url, recipe=recipe, view=Page(title=text.partition("|")[0], notice=text.partition("|")[2]))
        for url, text in pages.items()
    ]


def build(root: Path, pages: Mapping[str, str], recipe: Recipe = RECIPE, **options: Any) -> Report:
    """Publish pages in `root/site`."""
    return publish(outputs(pages, recipe), root / "site", root / ".cache", **options)


def tree(root: Path) -> dict[str, str]:
    """Path → text of everything in a folder, but the marker; folders that are empty are there too."""
    found = {}
    for folder, folders, files in os.walk(root):
        for name in files:
            path = Path(folder, name)
            found[str(path.relative_to(root))] = path.read_text()
        if not folders and not files:
            found[str(Path(folder).relative_to(root)) + "/"] = ""
    found.pop(".chapterhouse", None)
    return found


def expected(pages: Mapping[str, str]) -> dict[str, str]:
    """The tree that pages must make."""
    return {output.path: write(output.view).decode() for output in outputs(pages)}  # type: ignore[arg-type]


def modes(root: Path) -> set[str]:
    """The permissions found in a tree."""
    paths = [root, *root.rglob("*")]
    return {("folder " if path.is_dir() else "file ") + oct(stat.S_IMODE(path.lstat().st_mode)) for path in paths}
