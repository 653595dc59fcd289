"""Names in prose, however they are spelled.

A person who may not be named must be found as `Ada Example`, `ADA  EXAMPLE`,
`Ada **Exámple**` and `[Ada](https://…) Example` broken over two lines. So texts are
*folded* before they are compared: case, accents, markup and everything that cannot be
seen are taken away, and words are parted by single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from unicodedata import normalize

from generator.pattern import pattern

# What a reader does not see: tags, the addresses of links, emphasis, soft hyphens and characters without width.
_SILENT = (
    r"</?[a-zA-Z][^<>]*>|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^()]*)?\)|\]\[[^\]]*\]"
    r"|[*~`\\\[\]\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff]"
)
_ENTITY = r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,30});"
_IS_SILENT = pattern(_SILENT)
_PIECE = pattern(rf"(?P<silent>{_SILENT})|{_ENTITY}|.", re.DOTALL)
# What joins words to something else than a name: `ada@example.com` names nobody called Ada Example.
_JOINT = pattern(r"(?<=[^\W_])[@.:/](?=[^\W_])")
_JOINED = " \x1f "
_BETWEEN_WORDS = pattern(r"(?:[^\w\x1f]|_)+")
_ACCENT = pattern(r"[\u0300-\u036f]")
# Letters that Unicode does not take apart, as people type them who have no key for them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """A text as it is compared: small letters without accents, words parted by single spaces."""
    letters = plain_letters(_IS_SILENT.sub("", unescape(text) if "&" in text else text))
    return _BETWEEN_WORDS.sub(" ", _JOINT.sub(_JOINED, letters)).strip()


def plain_letters(text: str) -> str:
    """A text in small letters without accents; nothing else of it is changed."""
    if text.isascii():
        return text.lower()
    return _ACCENT.sub("", normalize("NFKD", text.casefold())).translate(_PLAIN)


_LINK = pattern(r"\]\([^()\n]*\)|\]\[[^\]\n]*\]")
_TAG = pattern(r"</?[a-zA-Z][^<>]*>")
_MARKS = str.maketrans(dict.fromkeys("*~`\\[]"))
_UNSEEN = pattern("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff]")


# Everything in ASCII that is no letter and no digit, as a space.
_GAPS = str.maketrans({code: " " for code in range(128) if not chr(code).isalnum()})


def skim(text: str) -> str:
    """A text with every word spelled and parted as `fold` does, twenty times as fast; what joins words is lost."""
    text = unescape(text) if "&" in text else text
    text = _LINK.sub("", text) if "](" in text or "][" in text else text
    text = _TAG.sub("", text) if "<" in text else text
    if text.isascii():
        return text.translate(_MARKS).lower().translate(_GAPS)
    return _BETWEEN_WORDS.sub(" ", plain_letters(_UNSEEN.sub("", text.translate(_MARKS))))


class Folded:
    """A text, folded, that still knows where each of its characters was written."""

    def __init__(self, text: str) -> None:
        written = [
            (letter, piece.span())
            for piece in _PIECE.finditer(text)
            if not piece["silent"]
            # An accent that stands apart leaves no letter.
            for letter in plain_letters(unescape(piece[0]))
        ]
        letters = "".join(letter for letter, _ in written)
        self.text = ""
        self.at: list[tuple[int, int]] = []
        joints = {found.start() for found in _JOINT.finditer(letters)}
        for number, (letter, span) in enumerate(written):
            folded = _JOINED if number in joints else " " if _BETWEEN_WORDS.match(letter) else letter
            if folded[0] == " " and self.text[-1:] in ("", " "):
                folded = folded[1:]
            self.text += folded
            self.at += [span] * len(folded)

    def mentions(self, words: str) -> Iterator[tuple[int, int]]:
        """Where folded words stand in the text as it was written: start, end."""
        for found in re.finditer(rf"(?<!\S){re.escape(words)}(?!\S)", self.text):
            yield self.at[found.start()][0], self.at[found.end() - 1][1]


def mentions(text: str, words: str) -> list[tuple[int, int]]:
    """Where folded words stand in a text as it was written: start, end."""
    return list(Folded(text).mentions(words)) if words else []
