"""Files that are copied as they are, and tell where a picture in them was taken.

Pictures of the chapter are drawn again, so nothing of what a camera notes goes on. A file
that is copied keeps its notes: a photograph among a site's own files, a film, a PDF with
photographs in it. So each is searched for the three ways in which cameras write a place:
EXIF's GPS fields (a TIFF directory, wherever in the file it lies), XMP's `GPSLatitude`,
and the location of a film (ISO 6709). What compresses its notes may hide them from this.
"""

from __future__ import annotations

import re
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import unpack_from

from generator.engine.memo import Memo, known_digest
from generator.pattern import pattern
from generator.text.diagnostic import Diagnostic, Place, Severity, explained

# TIFF 6.0, section 2: the byte order, 42, and where the first directory lies.
TIFF = pattern(rb"II\*\0|MM\0\*")
# EXIF 2.32: the tag whose value is where the GPS fields lie, and the tag of the latitude among them.
GPS, LATITUDE = 0x8825, 0x0002
# The place in XMP, and in films (Apple's and Android's way).
WRITTEN = pattern(rb"GPSLatitude[^R]|location\.ISO6709|\xa9xyz.{4}[+-]\d\d?\.\d", re.DOTALL)

# What begins like a picture.
PICTURE = pattern(rb"\xff\xd8\xff|\x89PNG|RIFF....WEBP|GIF8|....ftyp(?:avif|heic|heix|mif1)|II\*\0|MM\0\*", re.DOTALL)

KNOWN = {b"1": "picture", b"2": "file", b"0": ""}


def tells_place(file: Path, memo: Memo) -> str:
    """`picture` or `file` when a file tells where something in it was taken, "" when it does not. Raises OSError."""
    digest = known_digest(str(file), memo.facts)
    key = bytes.fromhex(digest) + b"place"
    known = memo.facts.find(key)
    if known not in KNOWN:
        known = next(mark for mark, said in KNOWN.items() if said == looked_for(file))
        memo.facts.keep(key, known)
    return KNOWN[known]


def looked_for(file: Path) -> str:
    """The same, without the memo."""
    with open(file, "rb") as opened:
        # An empty file cannot be mapped, and has nothing to tell.
        if not opened.read(1):
            return ""
        with mmap(opened.fileno(), 0, access=ACCESS_READ) as content:
            told = WRITTEN.search(content) or any(has_place(content, found.start()) for found in TIFF.finditer(content))
            return "" if not told else "picture" if PICTURE.match(content) else "file"


def has_place(content: mmap, start: int) -> bool:
    """Whether what looks like the beginning of a TIFF has GPS fields with a latitude."""
    order = "<" if content[start : start + 2] == b"II" else ">"
    gps = entry(content, start, order, offset_at(content, start, order, 4), GPS)
    return gps is not None and entry(content, start, order, gps, LATITUDE) is not None


def entry(content: mmap, start: int, order: str, at: int | None, tag: int) -> int | None:
    """The value of a tag in the directory that lies `at` bytes after `start`."""
    if at is None or start + at + 2 > len(content):
        return None
    (count,) = unpack_from(f"{order}H", content, start + at)
    for number in range(min(count, 500)):
        field = start + at + 2 + 12 * number
        if field + 12 > len(content):
            return None
        if unpack_from(f"{order}H", content, field)[0] == tag:
            return offset_at(content, field, order, 8)
    return None


def offset_at(content: mmap, start: int, order: str, at: int) -> int | None:
    """The four bytes `at` after `start` as a number."""
    if start + at + 4 > len(content):
        return None
    (offset,) = unpack_from(f"{order}I", content, start + at)
    return int(offset)


@explained
def place_in_picture(name: str) -> Diagnostic:
    """A picture that is copied as it is tells where it was taken.

    Telephones write the place into each picture. Pictures below `content/media` are drawn
    again, and all notes left out. What lies below `content/static` is copied byte for
    byte. Put the picture below `content/media`, or have a program write it without its
    notes ("remove location", "export for the web").
    """
    return Diagnostic(
        code="place-in-picture",
        severity=Severity.ERROR,
        message="this picture tells where it was taken",
        where=Place(name),
        help="put it below `content/media`, where pictures lose their notes, or export it without the location",
    )


@explained
def place_in_file(name: str) -> Diagnostic:
    """A film, or a paper with photographs in it, tells where they were taken.

    Such a file is published as it is. Programs that make films and papers can leave the
    location out when they save; where nobody minds the place, nothing need be done.
    """
    return Diagnostic(
        code="place-in-file",
        severity=Severity.WARNING,
        message="something in this file tells where it was taken",
        where=Place(name),
        help="save it again without the location",
    )
