"""A theme: templates, styles, scripts, icons and fonts, gathered from several folders.

A theme is laid over another. For each file the first that has it wins: the
chapter's own `themes/<name>/`, the theme of that name that came with the program,
then the same two for the theme named by `over:`, and so on. So a chapter overrides
one template by writing one file.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator.operator import OperatorError
from generator.text.diagnostic import Diagnostic, Parsed, Place, Severity
from generator.text.source import Source, Span
from generator.theme.slips import theme_in_a_circle, theme_not_text, theme_without_description, unknown_theme
from generator.theme.tokens import FOLDERS, Description, Token, decode_description

# (what people call the folder, where it is): `("themes", Path(…))`.
Search = tuple[tuple[str, Path], ...]

DESCRIPTION = "theme.yaml"
TEXTS = (".html", ".css", ".js", ".svg", ".po", ".pot")


class ThemeUnreadable(OperatorError):
    """A file of a theme is there but cannot be opened."""


class ThemeFile(NamedTuple):
    """A file of a theme: as people say it (`themes/default/pages/event.html`), and its bytes."""

    file: str
    data: bytes

    @property
    def text(self) -> str:
        """The text, without a byte-order mark and with plain line ends."""
        return plain_text(self.data)

    @property
    def source(self) -> Source:
        """The text with its name, for messages."""
        return Source(self.file, self.text)


class Theme(Struct, frozen=True, kw_only=True, dict=True):
    """A whole theme. `files` are named by their path inside it, `pages/event.html`, in the order of these names."""

    name: str
    license: str
    tokens: tuple[Token, ...]
    files: dict[str, ThemeFile]

    def catalogs(self, name: str) -> tuple[Source, ...]:
        """The theme's words in a language: every file of that name below `words/`. `messages.pot` lists them all."""
        return tuple(
            file.source for path, file in self.files.items() if path.startswith("words/") and path.endswith(f"/{name}")
        )

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every text of the theme, for showing the places that problems name."""
        return tuple(file.source for path, file in self.files.items() if path.endswith(TEXTS))


def read_theme(name: str, search: Search, where: Place | Span | None = None) -> Parsed[Theme | None]:
    """Read a theme and those it lies over. `where` is the place that names it, for messages.

    Without a usable theme the value is None and the problems say why. Raises
    ThemeUnreadable when a file is there but cannot be opened.
    """
    problems: list[Diagnostic] = []
    described: dict[str, Description] = {}
    known = theme_names(search)
    following: str | None = name
    named_at = where
    while following is not None:
        if following in described:
            return Parsed(None, (*problems, theme_in_a_circle(named_at, following, tuple(described))))
        if following not in known:
            return Parsed(None, (*problems, unknown_theme(named_at, following, known)))
        source = read_description(following, search)
        if source is None:
            return Parsed(None, (*problems, theme_without_description(named_at, following, search[0][0])))
        description, slips = decode_description(source)
        problems.extend(slips)
        described[following] = description
        following, named_at = description.over or None, description.over_at
    files: dict[str, ThemeFile] = {}
    taken = frozenset(FOLDERS)
    for layer, description in described.items():
        for label, folder in search:
            for path, file in read_files(folder / layer, f"{label}/{layer}"):
                if path.split("/")[0] in taken:
                    files.setdefault(path, file)
        taken &= description.takes
    problems.extend(theme_not_text(file.file) for path, file in files.items() if path.endswith(TEXTS) and garbled(file))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Parsed(None, tuple(problems))
    tokens: dict[str, Token] = {}
    for description in described.values():
        for token in description.tokens:
            tokens.setdefault(token.name, token)
    return Parsed(
        Theme(
            name=name,
            license=described[name].license,
            tokens=tuple(tokens[key] for key in sorted(tokens)),
            files={path: files[path] for path in sorted(files)},
        ),
        tuple(problems),
    )


def theme_layers(name: str, search: Search) -> tuple[str, ...]:
    """The theme and those it lies over, as far as they can be read."""
    layers: list[str] = []
    while name and name not in layers:
        layers.append(name)
        source = read_description(name, search)
        name = decode_description(source).value.over if source else ""
    return tuple(layers)


def theme_names(search: Search) -> tuple[str, ...]:
    """The themes there are, in the order of their names."""
    folders = [folder for _, folder in search if folder.is_dir()]
    return tuple(sorted({entry.name for folder in folders for entry in folder.iterdir() if entry.is_dir()}))


def read_description(name: str, search: Search) -> Source | None:
    """The first `theme.yaml` of a theme, if it has one."""
    return next(filter(None, (find_source(f"{label}/{name}/{DESCRIPTION}", search) for label, _ in search)), None)


def find_source(file: str, search: Search) -> Source | None:
    """The text of a theme's file that a problem names (`themes/default/theme.yaml`), if there is one."""
    for label, folder in search:
        path = folder / file.removeprefix(f"{label}/")
        if file.startswith(f"{label}/") and path.is_file():
            return Source(file, plain_text(read_bytes(path)))
    return None


def read_bytes(path: Path) -> bytes:
    """A file's bytes."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ThemeUnreadable(f"cannot read {path}: {error.strerror}") from None


def plain_text(data: bytes) -> str:
    """Text without a byte-order mark and with plain line ends."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def read_files(root: Path, label: str) -> list[tuple[str, ThemeFile]]:
    """The files of one folder of a theme, by their path inside it. Hidden files and editors' copies are left out."""
    found: list[tuple[str, ThemeFile]] = []
    for folder in FOLDERS:
        for parent, _, names in os.walk(root / folder):
            for name in names:
                if not name.startswith(".") and not name.endswith("~"):
                    path = Path(parent, name)
                    inside = path.relative_to(root).as_posix()
                    found.append((inside, ThemeFile(f"{label}/{inside}", read_bytes(path))))
    return found


def garbled(file: ThemeFile) -> bool:
    """Whether a file that should be text is none."""
    try:
        file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    return False
