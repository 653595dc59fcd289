"""Content lines: `NAME;PARAM=value:value`, of which calendars and contact cards are made.

RFC 5545 (iCalendar) section 3.1 and RFC 6350 (vCard) section 3.2 ask for the same:
a line ends with CRLF, one longer than 75 octets is folded, and a continuation begins
with a space. What folds by octets must take care not to cut a character in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.pattern import pattern

# RFC 5545 3.1: "Lines of text SHOULD NOT be longer than 75 octets, excluding the line break."
OCTETS = 75
CRLF = b"\r\n"

# What may not stand in a value at all: control characters but the tab (RFC 5545 3.1, CONTROL), and
# halves of surrogate pairs, which are no characters.
_UNSPEAKABLE = pattern("[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")
_LINE_BREAK = pattern(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# In this order: a backslash before any that is put in, and a pair that is one break before its halves.
_ESCAPED = (
    *((char, f"\\{char}") for char in "\\;,"),
    *((line_break, r"\n") for line_break in ("\r\n", *"\r\n\x0b\x0c\x85\u2028\u2029")),
)


def escape_text(text: str) -> str:
    r"""A text as a TEXT value: `\` `;` `,` and line breaks escaped (RFC 5545 3.3.11, RFC 6350 3.4)."""
    # Most texts hold little of it: to look for each by itself takes a tenth of what it takes to look at each character.
    for plain, escaped in _ESCAPED:
        text = text.replace(plain, escaped)
    return text


def fold(line: str) -> bytes:
    """A line in UTF-8, folded at 75 octets between characters, with its CRLF."""
    # What can be printed is speakable.
    octets = (line if line.isprintable() else _UNSPEAKABLE.sub("", line)).encode()
    pieces: list[bytes] = []
    start, room = 0, OCTETS
    while len(octets) - start > room:
        end = start + room
        # 0b10xxxxxx continues a character: step back to where that one begins.
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, OCTETS - 1
    pieces.append(octets[start:])
    return (CRLF + b" ").join(pieces) + CRLF


def content_line(name: str, value: str, params: Iterable[tuple[str, str]] = ()) -> bytes:
    """One property, folded. `value` is escaped already where its type asks for that; `params` are plain text."""
    return fold(name + "".join(f";{key}={_param(text)}" for key, text in params) + ":" + value)


def _param(text: str) -> str:
    """A parameter's value, quoted where RFC 5545 3.2 asks for it. It cannot hold a quotation mark: RFC 6868, ^'."""
    text = _LINE_BREAK.sub("^n", text.replace("^", "^^")).replace('"', "^'")
    return f'"{text}"' if re.search(r"[,;:^]", text) else text
