"""What a chapter changes of the theme it uses, and what has changed below it since.

A chapter overrides a file of its theme by writing one of the same name. Years later
the theme has moved on, and nobody remembers what was changed, or why. So `chapter
theme copy` keeps the original beside the copy, in a hidden folder, and from the
three (original, the chapter's, the theme's of today) both changes can be told.

    themes/default/pages/event.html             the chapter's
    themes/default/.originals/pages/event.html  what it was copied from
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from generator.operator import OperatorError
from generator.theme.theme import TEXTS, Search, plain_text, read_bytes, read_files, theme_layers
from generator.theme.tokens import FOLDERS

ORIGINALS = ".originals"


class NothingToCopy(OperatorError):
    """The theme has no such file, or the chapter has it already."""


class Override(NamedTuple):
    """A file that a chapter has in place of its theme's. Each of the three is None where there is none."""

    # Its path inside the theme: `pages/event.html`.
    path: str
    ours: bytes
    # The theme's file of today, and the one that ours was copied from.
    theirs: bytes | None
    original: bytes | None


def find_overrides(name: str, search: Search) -> tuple[Override, ...]:
    """The files of a theme that stand in the first folder of `search` and in a layer below it, by their paths.

    `name` is the theme's. Files that only the chapter has are its own, and no overrides,
    unless they were copied and the theme no longer has them.
    """
    (_, own), *_ = layers = folders_of(name, search)
    found = []
    for path, file in sorted(read_files(own, name)):
        theirs = first_with(path, layers[1:])
        original = bytes_of(own / ORIGINALS / path)
        if theirs is not None or original is not None:
            found.append(Override(path, file.data, theirs, original))
    return tuple(found)


def copy_file(path: str, name: str, search: Search) -> Path:
    """Copy a file of the theme `name` to where the chapter may change it, and keep the original beside it.

    Returns where it now is. Raises NothingToCopy.
    """
    (label, own), *below = folders_of(name, search)
    parts = path.split("/")
    inside = parts[0] in FOLDERS and not {"", ".", ".."} & set(parts)
    theirs = first_with(path, below) if inside else None
    if theirs is None:
        raise NothingToCopy(f"the theme `{name}` has no file {path}")
    if (own / path).exists():
        raise NothingToCopy(f"{label}/{name}/{path} is there already")
    for target in (own / ORIGINALS / path, own / path):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(theirs)
    return own / path


def told(overrides: tuple[Override, ...]) -> Iterator[str]:
    """What is to be said of overrides, in lines."""
    for one in overrides:
        yield f"{one.path}: {standing(one)}"
        if one.original is not None and one.theirs is not None and one.original != one.theirs:
            yield from difference(one.path, one.original, one.theirs, "as it was copied", "the theme's of today")
        base = one.original if one.original is not None else one.theirs
        if base is not None and base != one.ours:
            since = "as it was copied" if one.original is not None else "the theme's of today"
            yield from difference(one.path, base, one.ours, since, "yours")


def standing(one: Override) -> str:
    """How the chapter's file and the theme's of today stand to each other."""
    if one.theirs is None:
        return "the theme has it no longer"
    if one.ours == one.theirs:
        return "the same as the theme's; it can be deleted"
    if one.original is None:
        return "yours; it was not made with `chapter theme copy`, so what changed in the theme since cannot be told"
    if one.original == one.theirs:
        return "yours; the theme's has not changed since you copied it"
    return "yours; the theme's has changed since you copied it"


def difference(path: str, before: bytes, after: bytes, was: str, now: str) -> Iterator[str]:
    """A unified diff of two versions of a file, indented. Of pictures and fonts, that they differ."""
    if not path.endswith(TEXTS):
        yield f"  {now} differs from the one {was}"
        return
    lines = unified_diff(
        plain_text(before).splitlines(),
        plain_text(after).splitlines(),
        f"{path} ({was})",
        f"{path} ({now})",
        lineterm="",
    )
    yield from (f"  {line}" for line in lines)


def folders_of(name: str, search: Search) -> list[tuple[str, Path]]:
    """(what people call the place, folder) of each layer of a theme, the chapter's own first, each folder once."""
    label, own = search[0]
    below = [(of, folder / layer) for layer in theme_layers(name, search) for of, folder in search]
    mine = own / name
    return [(label, mine), *(one for one in below if one[1] != mine)]


def first_with(path: str, folders: list[tuple[str, Path]]) -> bytes | None:
    """A file's bytes from the first folder that has it."""
    return next((found for _, folder in folders if (found := bytes_of(folder / path)) is not None), None)


def bytes_of(path: Path) -> bytes | None:
    """A file's bytes, if there is one."""
    return read_bytes(path) if path.is_file() else None
