"""The texts of a PDF, as far as they can be had without drawing it (ISO 32000-2, 7.3.8 and 9.4).

A page is a stream of drawing orders; the strings that it shows are in the font's own
numbering as often as not. The fonts that programs write today bring a table along that
says what each number means (`ToUnicode`), for those who copy text out of the page. Which
font is in use at each order is not followed: every string is read by every table.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress

from generator.pattern import pattern

_STREAM = pattern(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_STRING = rb"\((?:[^\\()]|\\.|\([^()]*\))*\)|<[0-9A-Fa-f\s]*>"
# Strings shown together, with how far the pen goes back between them; or one alone.
_SHOWN = pattern(
    rb"\[((?:\s|" + _STRING + rb"|[-+.\d]+)*)\]\s*TJ|(" + _STRING + rb")\s*(?:Tj|'|\")|(\bT[dDm*]\b|\bET\b)", re.DOTALL
)
_PART = pattern(rb"(" + _STRING + rb")|([-+.\d]+)", re.DOTALL)
_ESCAPE = pattern(rb"\\(?:([0-7]{1,3})|(\r?\n)|(.))", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
# A pen that goes on by more than this, in thousandths of a letter's height, leaves a space.
A_SPACE = 180
MOST = 128 * 1024 * 1024


def pdf_layers(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What is written in a PDF: its own text, its streams, and what its pages show."""
    yield "", b"\n" + _STREAM.sub(b"", content)
    yield "the notes in it", b"\n".join(_texts(content, {}))
    streams = [_unpacked(match[1]) for match in _STREAM.finditer(content)]
    tables = [table for table in map(_table, streams) if table]
    for stream in streams:
        if b"begincmap" in stream:
            continue
        if stream.startswith(b"\xff\xd8\xff"):
            yield "a picture in it", stream
            continue
        if b"TJ" in stream or b"Tj" in stream:
            yield from (("its pages", _shown(stream, table)) for table in (_PLAIN, *tables))
        # A stream may hold texts of any kind: notes, and objects of the file with texts of their own.
        yield "the notes in it", b"\n" + stream
        yield "the notes in it", b"\n".join(_texts(stream, {}))


def _unpacked(stream: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(stream, MOST)
    return stream


# A table of no font: every byte is the letter it is.
_PLAIN: Mapping[bytes, str] = {}


def _shown(stream: bytes, table: Mapping[bytes, str]) -> bytes:
    """The text that orders show, read by a table."""
    said: list[str] = []
    for array, alone, moved in _SHOWN.findall(stream):
        if moved:
            said.append("\n")
        elif alone:
            said.append(_read(_bytes(alone), table))
        for string, number in _PART.findall(array):
            if string:
                said.append(_read(_bytes(string), table))
            elif _number(number) < -A_SPACE:
                said.append(" ")
    return "".join(said).encode("utf-8", "replace")


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0


def _texts(content: bytes, table: Mapping[bytes, str]) -> Iterator[bytes]:
    """Every string of a part of the file that shows nothing: title, author, remarks."""
    for match in re.finditer(_STRING, content):
        yield _read(_bytes(match[0]), table).encode("utf-8", "replace")


def _bytes(string: bytes) -> bytes:
    """What a string means, without its brackets and escapes."""
    if string.startswith(b"<"):
        digits = b"".join(string[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPE.sub(_unescaped, string[1:-1])


def _unescaped(match: re.Match[bytes]) -> bytes:
    octal, broken, other = match.groups()
    if octal:
        return bytes([int(octal, 8) & 255])
    return b"" if broken else _NAMED.get(other, other)


def _read(string: bytes, table: Mapping[bytes, str]) -> str:
    if not table:
        return (
            string.decode("utf-16", "replace")
            if string[:2] in (b"\xfe\xff", b"\xff\xfe")
            else string.decode("cp1252", "replace")
        )
    width = len(next(iter(table)))
    return "".join(table.get(string[at : at + width], "") for at in range(0, len(string), width))


_CHARS = pattern(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = pattern(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = rb"<([0-9A-Fa-f\s]+)>"
_CHAR = pattern(_HEX + rb"\s*" + _HEX)
_RANGE = pattern(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[((?:\s|" + _HEX + rb")*)\])")
# Letters of one range, at most.
LONGEST = 65_536


def _table(stream: bytes) -> dict[bytes, str]:
    """A font's table: number -> letters. Empty when a stream is none."""
    if b"begincmap" not in stream:
        return {}
    table: dict[bytes, str] = {}
    for block in _CHARS.findall(stream):
        table.update((_code(code), _letters(_code(letters))) for code, letters in _CHAR.findall(block))
    for block in _RANGES.findall(stream):
        for first, last, letters, each, _ in _RANGE.findall(block):
            start, width = int(first, 16), len(_code(first))
            count = min(int(last, 16) - start + 1, LONGEST)
            listed = [_letters(_code(one)) for one in re.findall(_HEX, each)]
            begin = int.from_bytes(_code(letters), "big") if letters else 0
            for number in range(count if letters else min(count, len(listed))):
                text = (
                    _letters((begin + number).to_bytes(max(2, len(_code(letters))), "big"))
                    if letters
                    else listed[number]
                )
                table[(start + number).to_bytes(width, "big")] = text
    return table


def _code(digits: bytes) -> bytes:
    return bytes.fromhex(b"".join(digits.split()).decode())


def _letters(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
