"""Curly quotation marks, dashes and ellipses, as Python-Markdown's `smarty` makes them of plain ones.

There each of some twenty patterns sees what those before it put in as one strange character,
so here that is a letter between two controls, with what else the pattern took, until the end.
And there each pattern looks anew after what it put in. Where no two marks touch, that is the
same; where they do, the text is left to Python-Markdown.
"""

from __future__ import annotations

import re

# The two controls that Python-Markdown keeps for itself: no text has them.
STX, ETX = "\x02", "\x03"
SMART = re.compile(r"\"|'|--|\.\.\.")
TOUCHING = re.compile(r"\"[\"']|'[\"']|----|\.\.\.\.")
ENTITIES = {
    "A": "&lsquo;",
    "B": "&rsquo;",
    "C": "&ldquo;",
    "D": "&rdquo;",
    "M": "&mdash;",
    "N": "&ndash;",
    "H": "&hellip;",
}
# What has been put in: the character before it that goes with it, its letter, the one after.
PUT_IN = re.compile(r"\x02([^A-Z\x03]?)([A-Z])([^\x03]?)\x03")
PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
BEFORE_CLOSING = r"[^ \n\[{(\-\x02\x03]"
QUOTES = (
    (
        "'",
        (
            (re.compile(rf"\A'(?={PUNCTUATION}\B)"), "\x02B\x03"),
            (re.compile(r"'(?<!\w')(?=\d\ds)"), "\x02B\x03"),
            (re.compile(r"([ \n–—])'(?=\w)"), "\x02\\1A\x03"),
            (re.compile(rf"'(?<={BEFORE_CLOSING}')(?!\s|s\b|\d)"), "\x02B\x03"),
            (re.compile(r"'(\s|s\b)"), "\x02B\\1\x03"),
            (re.compile(r"'"), "\x02A\x03"),
        ),
    ),
    (
        '"',
        (
            (re.compile(rf'\A"(?={PUNCTUATION}\B)'), "\x02D\x03"),
            (re.compile(r'([ \n–—])"(?=\w)'), "\x02\\1C\x03"),
            (re.compile(rf'"(?=\s)|"(?<={BEFORE_CLOSING}")'), "\x02D\x03"),
            (re.compile(r'"'), "\x02C\x03"),
        ),
    ),
)


class Uncommon(Exception):
    """A text that only Python-Markdown knows how to read."""


def typographic(text: str) -> str:
    """Words with curly quotation marks, dashes and ellipses, escaped. Uncommon where marks touch one another."""
    if not SMART.search(text):
        return escaped(text)
    if TOUCHING.search(text):
        raise Uncommon
    text = text.replace("---", "\x02M\x03").replace("--", "\x02N\x03")
    for mark, substitutions in QUOTES:
        if mark in text:
            for pattern, replacement in substitutions:
                text = pattern.sub(replacement, text)
    text = escaped(text.replace("...", "\x02H\x03"))
    return PUT_IN.sub(lambda found: f"{found[1]}{ENTITIES[found[2]]}{found[3]}", text)


def escaped(text: str) -> str:
    """Text, or an address, that has neither `<` nor character references, as HTML."""
    return text.replace("&", "&amp;").replace(">", "&gt;")
