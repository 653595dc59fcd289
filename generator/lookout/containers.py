"""What a file holds: packed files, the texts of a PDF, the notes of a picture.

`layers` takes a file apart until nothing in it is packed. A layer is text in some
encoding that is ASCII's kin; how words are spelled in it (`&eacute;`, `%C3%A9`) is the
business of `spellings.py`.

The doubts that remain: what is locked with a password, what a PDF shows as outlines or
as pixels, and what a picture shows. Nobody but a person can read that.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple

from generator.lookout.pdf import pdf_layers
from generator.lookout.spellings import in_utf8
from generator.pattern import pattern

# Bytes that one packed file may grow to, and how deep files are packed in one another: a small file can claim to be
# all there is.
LARGEST = 128 * 1024 * 1024
DEEPEST = 4


class Layer(NamedTuple):
    """Something that a file holds."""

    # Where: "its EXIF data", "`ppt/slides/slide1.xml`"; "" for the file itself.
    where: str
    # As text in UTF-8; none when it is packed: what it holds follows.
    text: bytes
    # As it is.
    content: bytes


def layers(content: bytes, where: str = "", depth: int = 0) -> Iterator[Layer]:
    """Everything that a file holds, and is text or can be read as one."""
    opener = opener_of(content) if depth < DEEPEST else None
    if opener is None:
        yield Layer(where, readable(content), content)
        return
    yield Layer(where, b"", content)
    # Damaged files make those who open them raise everything there is; what was found until then counts.
    with suppress(Exception):
        for part, inner in opener(content):
            yield from layers(inner, " in ".join(filter(None, (part, where))), depth + 1)


def may_hold_text(content: bytes) -> bool:
    """Whether bytes look like a file that is taken apart, or have a run of text in them. Most have not."""
    return content[:2] in OPENED or b"\0" in content or _RUN.search(content) is not None


def inner_layers(content: bytes, where: str) -> Iterator[Layer]:
    """What stands in bytes that a text holds, if they hold anything: most are no text and no file."""
    if opener_of(content):
        yield from layers(content, where, 1)
    else:
        yield Layer(
            where, b"\n".join(_RUN.findall(content)) or (in_utf16(content) if b"\0" in content else b""), content
        )


def opener_of(content: bytes) -> Callable[[bytes], Iterator[tuple[str, bytes]]] | None:
    """What takes a file of this kind apart; None when it is in one piece."""
    start = content[:16]
    for magic, opener in OPENERS.items():
        if start.startswith(magic):
            return opener
    return riff_notes if start[:4] == b"RIFF" and start[8:12] == b"WEBP" else None


# -- packed -----------------------------------------------------------------------------


def inflated(content: bytes) -> bytes:
    """What zlib or gzip packed. Raises zlib.error."""
    unpacker = zlib.decompressobj(47)
    return unpacker.decompress(content, LARGEST)


def gzip_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """A gzip file: each of its members (RFC 1952)."""
    while content[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(31)
        yield "", unpacker.decompress(content, LARGEST)
        content = unpacker.unused_data
    if content:
        yield "", content


def zip_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in an archive, and their names: slides and papers of any office are archives."""
    # It brings half the standard library along, and few sites publish an archive.
    import zipfile

    with zipfile.ZipFile(BytesIO(content)) as archive:
        yield "the names in it", "\n".join((*archive.namelist(), archive.comment.decode("utf-8", "replace"))).encode()
        for member in archive.infolist():
            if member.file_size <= LARGEST and not member.is_dir():
                # One that is locked, or packed in a way nobody here knows, hides none of the others.
                with suppress(RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
                    yield f"`{member.filename}`", archive.read(member)


# -- pictures -----------------------------------------------------------------------------


def jpeg_notes(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What a JPEG says besides its pixels: the segments before them (ITU-T T.81, B.1), and all that follows its end."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] != b"\xda":
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        yield note_of(content[at + 4 : at + 2 + size])
        at += 2 + max(size, 2)
    end = content.find(b"\xff\xd9", at)
    if end >= 0 and content[end + 2 :].strip(b"\0"):
        # Telephones put a second picture there, with notes of its own.
        yield "what follows the picture", content[end + 2 :].lstrip(b"\0")


def png_notes(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What a PNG says besides its pixels: chunk by chunk (PNG, 3rd edition, 5)."""
    at = 8
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        body = content[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in (b"zTXt", b"iTXt"):
            key, _, packed = body.partition(b"\0")
            start = packed.find(b"\x78")
            with suppress(zlib.error):
                body = key + b"\0" + inflated(packed[start:]) if start >= 0 else body
            # What is not packed after all is read as it stands.
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield note_of(raw_profile(body))
        elif kind not in (b"IDAT", b"fdAT"):
            yield note_of(body) if kind != b"eXIf" else ("its EXIF data", body)
        if kind == b"IEND":
            break
    if content[at:].strip(b"\0"):
        yield "what follows the picture", content[at:]


def raw_profile(body: bytes) -> bytes:
    """A note as ImageMagick writes it into a PNG: `Raw profile type exif`, its length, and hexadecimal digits."""
    if not body.startswith(b"Raw profile type"):
        return body
    digits = b"".join(body.partition(b"\0")[2].split()[2:])
    with suppress(ValueError):
        return bytes.fromhex(digits.decode("ascii", "replace"))
    return body


def riff_notes(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What a WebP says besides its pixels (RFC 9649, 2.7)."""
    at = 12
    while at + 8 <= len(content):
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if kind not in (b"VP8 ", b"VP8L", b"ALPH", b"ANMF"):
            yield RIFF_NOTES.get(kind, "its notes"), content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    if content[at:].strip(b"\0"):
        yield "what follows the picture", content[at:]


RIFF_NOTES = {b"EXIF": "its EXIF data", b"XMP ": "its XMP data"}

# How notes begin, wherever they stand.
NOTES = {
    b"Exif\0": "its EXIF data",
    b"II*\0": "its EXIF data",
    b"MM\0*": "its EXIF data",
    b"http://ns.adobe.com/xap/1.0/": "its XMP data",
    b"http://ns.adobe.com/xmp/extension/": "its XMP data",
    b"XML:com.adobe.xmp": "its XMP data",
    b"Photoshop 3.0": "its IPTC data",
    b"8BIM": "its IPTC data",
}


def note_of(body: bytes) -> tuple[str, bytes]:
    """A picture's note, and what it is called."""
    called = next((name for start, name in NOTES.items() if body.startswith(start)), "its notes")
    # Its beginning would have it opened as a picture of its own: it is one, but only for its notes.
    return called, b"\n" + body


OPENERS: Mapping[bytes, Callable[[bytes], Iterator[tuple[str, bytes]]]] = {
    b"\x1f\x8b": gzip_parts,
    b"PK\x03\x04": zip_parts,
    b"%PDF-": pdf_layers,
    b"\xff\xd8\xff": jpeg_notes,
    b"\x89PNG\r\n\x1a\n": png_notes,
}


# How files begin that are taken apart.
OPENED = frozenset((*(magic[:2] for magic in OPENERS), b"RI"))


# -- text ---------------------------------------------------------------------------------

# Runs of text in what is none: ASCII, the letters of Latin scripts, and punctuation beyond ASCII.
_RUN = pattern(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xcf][\x80-\xbf]|\xe2\x80[\x80-\xbf]){6,}")
_WIDE_RUNS = {
    "utf-16-le": pattern(rb"(?:[\t\n\r\x20-\xff][\x00-\x02]){4,}"),
    "utf-16-be": pattern(rb"(?:[\x00-\x02][\t\n\r\x20-\xff]){4,}"),
}


def readable(content: bytes) -> bytes:
    """The text of a file as UTF-8; of a binary file, the runs of text in it, in eight bits and in sixteen."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace").encode()
    if b"\0" in content:
        return b"\n".join((*_RUN.findall(content), in_utf16(content)))
    return in_utf8(content)


def in_utf16(content: bytes) -> bytes:
    """The runs of text in sixteen bits, in eight."""
    wide = (run.decode(name).encode() for name, pattern in _WIDE_RUNS.items() for run in pattern.findall(content))
    return b"\n".join(wide)
