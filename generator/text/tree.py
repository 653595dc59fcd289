"""A folder of content, read from the disk.

The records are read as text; what lies below `media/` and `static/` is only listed.
Nothing outside the folder is ever opened: a link is followed when it stays inside,
and each folder is entered through a link at most once, so no circle is endless.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct

from generator.operator import ProjectNotFound
from generator.text import slips
from generator.text.diagnostic import Diagnostic, Parsed, Severity
from generator.text.document import RECORD_ENDINGS
from generator.text.source import INVISIBLE_IN_NAME, Source, Span

LARGEST_RECORD = 1024 * 1024
# Bytes of a name: disks take 255, and the sizes of a picture have longer names than the picture.
LONGEST_NAME = 180
# Folders of files that are published as they are.
FILE_FOLDERS = ("media", "static")

# Left behind by editors and file managers; nobody means to publish them.
_LEFTOVERS = ("thumbs.db", "desktop.ini")
_LEFTOVER_ENDINGS = ("~", ".swp", ".swo")
# The only hidden names that a web server has a use for (RFC 8615, GitHub Pages, Apache).
_SERVED_THOUGH_HIDDEN = (".well-known", ".nojekyll", ".htaccess")


class Advice(NamedTuple):
    """What to say of a file among the records that is none."""

    endings: tuple[str, ...]
    severity: Severity
    help: str


# The first whose endings fit; `{stem}` is the file's name without its ending.
ADVICE = (
    Advice((".txt", ".text", ".markdown", ".mdown", ".mkd"), Severity.ERROR, "rename it to `{stem}.md`"),
    Advice(
        (".doc", ".docx", ".odt", ".rtf", ".pages"),
        Severity.ERROR,
        "save it as plain text with the ending `.md`; to publish it as it is, put it below `media`",
    ),
    Advice(
        (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".svg", ".pdf", ".tif", ".tiff"),
        Severity.WARNING,
        "pictures and documents go below `media`",
    ),
    Advice(
        ("",),
        Severity.WARNING,
        "records end in `.yaml`, `.yml` or `.md`; what is published as it is goes below `media` or `static`",
    ),
)


class File(Struct, frozen=True):
    """A file that is published as it is: its canonical name, where it lies, its size in bytes."""

    file: str
    path: Path
    size: int


class Tree(Struct, frozen=True):
    """All of a folder, each part sorted by name."""

    sources: tuple[Source, ...] = ()
    files: tuple[File, ...] = ()


def read_tree(root: Path, label: str, folders: tuple[str, ...] = (), known: Container[str] = ()) -> Parsed[Tree]:
    """Read the folder `root`, which people know as `label`.

    Names are in Unicode's composed form (NFC) and begin with `label`, wherever `root`
    is. When `folders` are given, other folders directly below `root` are reported
    and not read; `media` and `static` are always known. Records whose names are in `known`
    are not read: their sources come without their text.

    Raises ProjectNotFound when `root` is not a folder.
    """
    if not root.is_dir():
        raise ProjectNotFound(f"there is no folder {root}")
    sources: list[Source] = []
    files: list[File] = []
    problems: list[Diagnostic] = []
    for found in _walk(os.path.realpath(root), label, folders):
        if not isinstance(found, Diagnostic) and found.file in known:
            sources.append(Source(found.file, ""))
            continue
        part = found if isinstance(found, Diagnostic) else _read(found)
        if isinstance(part, Source):
            sources.append(part)
        elif isinstance(part, File):
            files.append(part)
        else:
            problems.append(part)
    tree = Tree(tuple(sorted(sources, key=_name)), tuple(sorted(files, key=_name)))
    return Parsed(tree, tuple(sorted(problems, key=lambda problem: problem.where or ())))


def _name(part: Source | File) -> str:
    return part.file


class _Found(NamedTuple):
    """A file that was met, not yet read; `as_it_is` below `media` and `static`."""

    file: str
    path: str
    as_it_is: bool


def _walk(root: str, label: str, folders: tuple[str, ...]) -> Iterator[_Found | Diagnostic]:
    """Every file below `root`, and what stands in the way of one."""
    # Folders still to be listed: where, under what name, below which folder of the root.
    waiting = [(root, label, "")]
    linked: set[str] = set()
    while waiting:
        folder, here, top = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if not _is_leftover(entry.name, top)]
        except OSError as error:
            yield slips.unreadable_file(_whole(here), _reason(error))
            continue
        # In order, so that which link is the second to a folder does not depend on the disk.
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = normalize("NFC", entry.name)
            shown = f"{here}/{name}"
            path = _followed(entry, shown, root, folder, linked)
            if isinstance(path, Diagnostic):
                yield path
            elif entry.is_file():
                yield _Found(shown, path, top in FILE_FOLDERS)
            elif not entry.is_dir():
                yield slips.special_file(_whole(shown))
            elif top or not folders or name in folders or name in FILE_FOLDERS:
                waiting.append((path, shown, top or name))
            else:
                yield slips.unknown_folder(_whole(shown), name, (*folders, *FILE_FOLDERS))


def _followed(entry: os.DirEntry[str], shown: str, root: str, folder: str, linked: set[str]) -> str | Diagnostic:
    """The path of an entry, its link followed; `linked` gains the folder that a link leads to."""
    if INVISIBLE_IN_NAME.search(shown):
        return slips.odd_file_name(_whole(shown.encode("utf-8", "backslashreplace").decode()))
    if len(entry.name.encode("utf-8", "surrogateescape")) > LONGEST_NAME:
        return slips.long_file_name(_whole(shown), LONGEST_NAME)
    if not entry.is_symlink():
        return entry.path
    try:
        target = os.path.realpath(entry.path, strict=True)
    except OSError:
        return slips.broken_link(_whole(shown))
    if not _holds(root, target) or "/." in Path(target[len(root) :]).as_posix():
        return slips.link_outside(_whole(shown))
    if entry.is_dir():
        if target in linked or _holds(target, folder):
            return slips.broken_link(_whole(shown))
        linked.add(target)
    return target


def _is_leftover(name: str, top: str) -> bool:
    if name.startswith("."):
        return not (top == "static" and name in _SERVED_THOUGH_HIDDEN)
    return name.lower() in _LEFTOVERS or name.endswith(_LEFTOVER_ENDINGS)


def _holds(folder: str, path: str) -> bool:
    """Whether `path`, with all links resolved, is `folder` or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _read(found: _Found) -> Source | File | Diagnostic:
    """The text of a record, or the size of a file that is published as it is."""
    try:
        if found.as_it_is:
            return File(found.file, Path(found.path), os.stat(found.path).st_size)
        return _odd_ending(found.file) or _read_record(found)
    except OSError as error:
        return slips.unreadable_file(_whole(found.file), _reason(error))


def read_again(path: str, root: Path, label: str) -> Source | None:
    """The text of a record below `root`, read once more by its path; None where it is not what a record can be."""
    again = _read(_Found(file_of(path, str(root), label), path, as_it_is=False))
    return again if isinstance(again, Source) else None


# Gets the text of a file from where it lies; None where it cannot be had.
FetchText = Callable[[], str | None]


class Texts(Mapping[str, str]):
    """File -> text. Most lie elsewhere until somebody asks; one that cannot be had is not there."""

    def __init__(
        self, here: Mapping[str, str] = MappingProxyType({}), away: Mapping[str, FetchText] = MappingProxyType({})
    ):
        self._here = dict(here)
        self._away = away

    def __getitem__(self, file: str) -> str:
        if file not in self._here and file in self._away and (text := self._away[file]()) is not None:
            self._here[file] = text
        return self._here[file]

    def __iter__(self) -> Iterator[str]:
        return iter({*self._here, *self._away})

    def __len__(self) -> int:
        return len({*self._here, *self._away})

    def with_others(self, texts: Mapping[str, str]) -> Texts:
        """These, but for some that are others by now."""
        return Texts({**self._here, **texts}, self._away)


def text_at(file: str, path: str) -> str | None:
    """The text of a record, by its path; None where that is not what a record can be."""
    found = _read(_Found(file, path, as_it_is=False))
    return found.text if isinstance(found, Source) else None


def file_of(path: str, root: str, label: str) -> str:
    """The canonical name of a file, by its path; `root` is the folder that people know as `label`."""
    within = path[len(root) :] if path.startswith(f"{root}{os.sep}") else f"{os.sep}{os.path.relpath(path, root)}"
    return normalize("NFC", f"{label}{within.replace(os.sep, '/')}")


def _odd_ending(file: str) -> Diagnostic | None:
    """What to say when a file's ending is not a record's, or is there twice."""
    plain = file.removesuffix(next(filter(file.endswith, RECORD_ENDINGS), ""))
    if plain != file and not plain.lower().endswith(RECORD_ENDINGS):
        return None
    name = PurePosixPath(file)
    stem, ending = name.stem, name.suffix
    if PurePosixPath(stem).suffix.lower() in RECORD_ENDINGS:
        return slips.unexpected_ending(_whole(file), name.name, Severity.ERROR, f"rename it to `{stem}`")
    if (lower := ending.lower()) in RECORD_ENDINGS:
        return slips.unexpected_ending(_whole(file), name.name, Severity.ERROR, f"rename it to `{stem}{lower}`")
    advice = next(advice for advice in ADVICE if lower.endswith(advice.endings))
    return slips.unexpected_ending(_whole(file), name.name, advice.severity, advice.help.format(stem=stem))


def _read_record(found: _Found) -> Source | Diagnostic:
    with open(found.path, "rb", buffering=0) as record:
        size = os.fstat(record.fileno()).st_size
        # Asked for so many bytes at most, Python makes room for all of those: that took five times as long.
        data = record.read() if size <= LARGEST_RECORD else b""
    # It may have grown since, and some disks do not know how large a file is.
    if (size := max(size, len(data))) > LARGEST_RECORD:
        return slips.too_big_record(_whole(found.file), size, LARGEST_RECORD)
    # UTF-16 is mostly zero bytes, which are UTF-8 in form.
    zeros = data.count(0)
    if zeros and zeros * 4 >= len(data):
        return slips.not_utf8(_whole(found.file), 1, data.index(0), ", which looks like UTF-16")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return slips.not_utf8(_whole(found.file), line, error.start, _guess(data, error.start))
    # A byte-order mark is no part of the text, and offsets count from after it.
    return Source(found.file, text.removeprefix("\ufeff"))


def _guess(data: bytes, at: int) -> str:
    """What the encoding may be, by the first byte that is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ", which looks like UTF-16"
    meant = data[at : at + 1].decode("cp1252", "ignore")
    return f", which looks like `{meant}` in Windows-1252" if meant.isprintable() and meant.strip() else ""


def _whole(file: str) -> Span:
    """A file or folder as a whole."""
    return Span(file, 0, 0)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
