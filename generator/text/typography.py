"""Curly quotation marks, dashes and ellipses, as Python-Markdown's `smarty` makes them of plain ones.

There each of some twenty patterns sees what those before it put in as one strange character,
so here that is a letter between two controls until the end. And there some patterns take the
character beside a mark along, which those after them do not see then. Where no two marks touch,
or have but a character of that kind between them, that is the same; where they do, the text is
left to Python-Markdown.
"""

from __future__ import annotations

from generator.pattern import pattern

# The two controls that Python-Markdown keeps for itself: no text has them.
STX, ETX = "\x02", "\x03"
TOUCHING = pattern(r"\"[ \ns–—]?[\"']|'[ \ns–—]?[\"']|----|\.\.\.\.")
ENTITIES = {
    "A": "&lsquo;",
    "B": "&rsquo;",
    "C": "&ldquo;",
    "D": "&rdquo;",
    "M": "&mdash;",
    "N": "&ndash;",
    "H": "&hellip;",
}
PUT_IN = pattern(r"\x02([A-Z])\x03")
PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
BEFORE_CLOSING = r"[^ \n\[{(\-\x02\x03]"
QUOTES = (
    (
        "'",
        (
            (pattern(rf"\A'(?={PUNCTUATION}\B)"), "\x02B\x03"),
            (pattern(r"'(?<!\w')(?=\d\ds)"), "\x02B\x03"),
            (pattern(r"'(?<=[ \n–—]')(?=\w)"), "\x02A\x03"),
            (pattern(rf"'(?<={BEFORE_CLOSING}')(?!\s|s\b|\d)"), "\x02B\x03"),
            (pattern(r"'(?=\s|s\b)"), "\x02B\x03"),
            (pattern(r"'"), "\x02A\x03"),
        ),
    ),
    (
        '"',
        (
            (pattern(rf'\A"(?={PUNCTUATION}\B)'), "\x02D\x03"),
            (pattern(r'"(?<=[ \n–—]")(?=\w)'), "\x02C\x03"),
            (pattern(rf'"(?=\s)|"(?<={BEFORE_CLOSING}")'), "\x02D\x03"),
            (pattern(r'"'), "\x02C\x03"),
        ),
    ),
)


class Uncommon(Exception):
    """A text that only Python-Markdown knows how to read."""


def typographic(text: str) -> str:
    """Words with curly quotation marks, dashes and ellipses, escaped. Uncommon where marks touch one another."""
    if not has_marks(text):
        return escaped(text)
    if TOUCHING.search(text):
        raise Uncommon
    text = text.replace("---", "\x02M\x03").replace("--", "\x02N\x03")
    for mark, substitutions in QUOTES:
        if mark in text:
            for pattern, replacement in substitutions:
                text = pattern.sub(replacement, text)
    text = escaped(text.replace("...", "\x02H\x03"))
    parts = PUT_IN.split(text)
    parts[1::2] = [ENTITIES[letter] for letter in parts[1::2]]
    return "".join(parts)


def has_marks(text: str) -> bool:
    """Whether a text has quotation marks, dashes or an ellipsis to be made typographic."""
    return '"' in text or "'" in text or "--" in text or "..." in text


def escaped(text: str) -> str:
    """Text, or an address, that has neither `<` nor character references, as HTML."""
    return text.replace("&", "&amp;").replace(">", "&gt;")
