"""The ways in which a text says the same: `&eacute;`, `%C3%A9`, `\\u00e9`, `=C3=A9`, base64, a line folded in a word.

Each way back is tried only where its mark is in the text, so that a page without any
costs a few searches for single bytes; and of a page with some, only what stands around
them is read again: what is far from all marks says what it says. What comes of one way
may want another (an address within JSON within HTML), so they are tried one after the
other, and again.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html import unescape
from urllib.parse import unquote_to_bytes

from generator.pattern import pattern

# Bytes on either side of a mark in which the rest of a name or an address stands, tags and all.
AROUND = 600
APART = b" \x1f\n"
GAPS = (b" ", b"\n", b'"', b"'", b"<", b">")
_GAP = pattern(b"[%s]" % b"".join(GAPS))

# How often one spelling may stand within another.
ROUNDS = 3

# Characters that are not seen, and may stand within a word: soft hyphen, joiners, widths of nothing, marks of order.
_UNSEEN = pattern(rb"\xc2\xad|\xcd\x8f|\xe2\x80[\x8b-\x8f]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf")
# The entities that every page has, which change no word.
_ENTITY = pattern(rb"&(?!(?:amp|lt|gt|quot|apos|nbsp|#39|#34);(?!#?\w{1,31};))#?\w{1,31};")
_PERCENT = pattern(rb"%[0-9A-Fa-f]{2}")
_ESCAPE = pattern(
    rb"\\(?:u([dD][89abAB][0-9A-Fa-f]{2})\\u([dD][c-fC-F][0-9A-Fa-f]{2})"
    rb"|u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))",
    re.DOTALL,
)
_IS_ESCAPED = pattern(rb"\\[A-Za-z/]")
_FOLD = pattern(rb"\r?\n[ \t]")
# Decoders take small letters too, but `=de` stands in every page: `width=device-width`.
_QUOTED = pattern(rb"=(?:([0-9A-F]{2})|[ \t]*\r?\n)")

# Any of these: where a text may say something else than it seems to.
_MARK = pattern(b"|".join(way.pattern for way in (_UNSEEN, _ENTITY, _PERCENT, _IS_ESCAPED, _QUOTED)))


def unfolded(text: bytes) -> bytes:
    """A calendar or a card with its lines whole (RFC 5545, 3.1): nothing in it means a line that is folded."""
    return _FOLD.sub(b"", text) if text.lstrip().startswith(b"BEGIN:V") else text


def respelled(text: bytes) -> Iterator[bytes]:
    """What a text says when it is read as programs read it; nothing when it says just what it says."""
    if b"\r\n " in text or b"\r\n\t" in text:
        text = _FOLD.sub(b"", text)
        yield text
    for _ in range(ROUNDS):
        plain = text = around_marks(text)
        for way in WAYS:
            plain = way(plain)
        if plain == text:
            return
        yield plain
        text = plain


def around_marks(text: bytes) -> bytes:
    """The stretches of a text in which something may be spelled otherwise, parted; all of a short text."""
    if len(text) < 4 * AROUND:
        return text
    pieces: list[bytes] = []
    end = 0
    for mark in _MARK.finditer(text):
        if mark.end() + AROUND <= end:
            continue
        start = mark.start() - AROUND
        # A stretch that begins where the last one ended goes on with it, and what holds together stays together: an
        # address, a run of base64.
        first = max(end, max(text.rfind(gap, end, start) for gap in GAPS) + 1) if start > end else end
        if first > end or not pieces:
            pieces.append(APART)
        gap = _GAP.search(text, mark.end() + AROUND)
        end = gap.start() if gap else len(text)
        pieces.append(text[first:end])
    return b"".join(pieces)


def in_utf8(text: bytes) -> bytes:
    """A text in UTF-8, whichever of two encodings it is in."""
    try:
        text.decode()
    except UnicodeDecodeError:
        # What is none of UTF-8 may be a letter as Windows writes it, or damaged; so it is read in both ways.
        return "\n".join((text.decode("cp1252", "replace"), text.decode("utf-8", "replace"))).encode()
    return text


def _seen(text: bytes) -> bytes:
    may_hold = (
        b"\xe2\x80" in text
        or b"\xc2\xad" in text
        or b"\xef\xbb\xbf" in text
        or b"\xcd\x8f" in text
        or b"\xe2\x81" in text
    )
    return _UNSEEN.sub(b"", text) if may_hold else text


def _entities(text: bytes) -> bytes:
    if b"&" not in text or not _ENTITY.search(text):
        return text
    return unescape(text.decode("utf-8", "replace")).encode("utf-8", "replace")


def _percents(text: bytes) -> bytes:
    return in_utf8(unquote_to_bytes(text)) if b"%" in text and _PERCENT.search(text) else text


def _escapes(text: bytes) -> bytes:
    if b"\\" not in text or not _IS_ESCAPED.search(text):
        return text
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[bytes]) -> bytes:
    high, low, *codes, other = match.groups()
    if high:
        return bytes.fromhex((high + low).decode()).decode("utf-16-be", "replace").encode()
    code = next(filter(None, codes), None)
    if code is not None:
        return chr(min(int(code, 16), 0x10FFFF)).encode("utf-8", "replace")
    # A letter after a backslash is a new line or its like; anything else is what it is.
    return b"\n" if other in b"nNrtfbv" else bytes(other)


def _quoted(text: bytes) -> bytes:
    if b"=" not in text or not _QUOTED.search(text):
        return text
    return in_utf8(_QUOTED.sub(lambda match: bytes.fromhex(match[1].decode()) if match[1] else b"", text))


WAYS: Sequence[Callable[[bytes], bytes]] = (_seen, _entities, _percents, _escapes, _quoted)


# -- base64 ---------------------------------------------------------------------------------

# Letters and digits in a row: fewer hold nothing, and words are shorter.
A_RUN = 15
_BASE64 = pattern(rb"[A-Za-z0-9+/_-]{15,}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/_-]{2,})*={0,2}")
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-"
# All letters of base64 as one letter, everything else as a space.
_MASK = bytes(ord("a") if code in _LETTERS else 32 for code in range(256))
_URL_LETTERS = bytes.maketrans(b"-_", b"+/")


def base64_runs(text: bytes) -> Iterator[bytes]:
    """What may be base64 in a text (RFC 4648, 4 and 5), lines broken or not; and much that only looks like it."""
    # To look for one letter fifteen times takes a quarter of what one pattern for all of it does.
    mask = text.translate(_MASK)
    at = mask.find(b"a" * A_RUN)
    while at >= 0:
        end = mask.find(b" ", at)
        end = len(text) if end < 0 else end
        # An address looks like one too, but has no capitals.
        if not text[at:end].islower() and (found := _BASE64.match(text, at)):
            yield found[0]
            end = found.end()
        at = mask.find(b"a" * A_RUN, end)


def unpacked(run: bytes) -> Iterator[bytes]:
    """What a run of letters may mean."""
    letters = b"".join(run.split()).rstrip(b"=").translate(_URL_LETTERS)
    # What stands before it may look like a part of it: the path of an address.
    for start in range(min(4, len(letters))):
        part = letters[start:]
        with suppress(Error, ValueError):
            yield b64decode(part[: len(part) - (len(part) % 4 == 1)] + b"=" * (-len(part) % 4))
