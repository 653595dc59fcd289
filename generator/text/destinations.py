"""Where the addresses in a Markdown text stand.

Python-Markdown forgets where its words came from, so the text is searched a second
time, for the few shapes a destination can have. That is exact for links, pictures,
reference definitions, `<https://…>`, bare addresses and HTML attributes, and a good
guess for what only looks like one of these (in indented code, say).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

from generator.pattern import pattern

# A bare web address. Closing punctuation belongs to the sentence: `trim` takes it off again.
SCHEME = "http"
BEHIND_SCHEME = (
    r"(?<![\w/=]http)s?+://(?:[\w\-]++\.)+[\w\-]++(?::\d++)?+"
    r"(?:[/?#][^\s<>\"'`*\[\]{}|\\^\x02\x03]{0,2000}+)?+"
)
BARE = SCHEME + BEHIND_SCHEME


class Shape(NamedTuple):
    """A way to write a destination.

    `mark` is what a text without one does not have. `pattern` finds the destination as its first group,
    `trim` takes from its end what is not part of it, `read` makes the target of what is left.
    """

    mark: str
    pattern: re.Pattern[str]
    read: Callable[[str], str]
    trim: Callable[[str], str] = str.rstrip
    html: bool = False


# What a browser takes off the ends of an address. To take off more (a no-break space) could make a harmless
# address harmful after the sanitizer has looked at it.
SPACE = " \t\n\f\r"

ESCAPED = pattern(r"\\([\\`*_{}\[\]()>#+\-.!|\"'])")

FENCED = pattern(r"^(`{3,}+|~{3,}+)[^\n]*+\n.*?^\1[ ]*+$", re.MULTILINE | re.DOTALL)
CODE_SPAN = pattern(r"(`(?<![`\\]`)`*+)(?:[^`\n]++|\n(?![ \t]*+\n)|(?!\1(?!`))`++)++\1(?!`)")


def unescaped(written: str) -> str:
    """Markdown's backslashes and HTML's character references, read."""
    return unescape(ESCAPED.sub(r"\1", written))


def mailto(written: str) -> str:
    """`<ada@example.org>` is a link to an e-mail address."""
    return written if written.startswith("mailto:") else f"mailto:{written}"


def trim(address: str) -> str:
    """A bare address without the punctuation of the sentence around it."""
    while True:
        bare = address.rstrip(".,:;!?_~")
        name = bare.rfind("&")
        if name >= 0 and address[len(bare) :].startswith(";") and bare[name + 1 :].isalnum():
            bare = bare[:name]
        if bare.endswith(")") and bare.count(")") > bare.count("("):
            bare = bare[:-1]
        if bare == address:
            return address
        address = bare


SHAPES = (
    Shape("](<", pattern(r"\]\(<([^<>\n]*+)>"), unescaped),
    Shape("](", pattern(r"\]\(\s*+((?:[^()\s\\<]|\\.|\([^()\s]*+\)|[ ](?![\"' )]))*+)"), unescaped),
    Shape("]:", pattern(r"^ {0,3}\[(?!\^)[^\[\]\n]*+\]:[ \t]*+\n?[ \t]*+<?([^\s<>]++)", re.MULTILINE), unescaped),
    Shape("://", pattern(r"<([A-Za-z][A-Za-z0-9+.\-]*+://[^<>\n]*+)>"), unescape),
    Shape("@", pattern(r"<([^<> !@]++@[^@<> ]++)>"), mailto),
    Shape("=", pattern(r"(?:href|src|poster)\s*+=\s*+\"([^\"<>]*+)", re.IGNORECASE), unescape, html=True),
    Shape("=", pattern(r"(?:href|src|poster)\s*+=\s*+'([^'<>]*+)", re.IGNORECASE), unescape, html=True),
    Shape("=", pattern(r"(?:href|src|poster)\s*+=\s*+([^\s\"'<>}]++)", re.IGNORECASE), unescape, html=True),
    Shape("://", pattern(rf"({SCHEME}(?>{BEHIND_SCHEME}))(?!\])"), unescape, trim),
)


class Destination(NamedTuple):
    """An address as its author meant it, and the characters of the text that hold it."""

    target: str
    start: int
    end: int
    html: bool


NOWHERE = Destination("", 0, 0, False)

Destinations = dict[str, deque[Destination]]


def find_destinations(text: str) -> Destinations:
    """Every destination of a Markdown text by its target; those of one target in the order of the text."""
    clear = without_code(text)
    places: list[Destination] = []
    has_attributes = "=" in clear and any(name in clear.casefold() for name in ("href", "src", "poster"))
    for shape in SHAPES:
        if has_attributes if shape.html else shape.mark in clear:
            for match in shape.pattern.finditer(clear):
                start, written = match.start(1), shape.trim(match[1])
                target = shape.read(written).strip(SPACE)
                places.append(Destination(target, start, start + len(written), shape.html))
    found: Destinations = {}
    end = 0
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        # What lies within another, like the address that is an attribute's value, is the same once more.
        if place.start >= end:
            found.setdefault(place.target, deque()).append(place)
            end = place.end
    return found


def take(destinations: Destinations, target: str) -> Destination:
    """Where the next link to `target` stands; the last place answers for all that follow."""
    places = destinations.get(target)
    if not places:
        return NOWHERE
    return places.popleft() if len(places) > 1 else places[0]


def without_code(text: str) -> str:
    """The text with code blanked out, every other character in its place."""
    if "`" not in text and "~~~" not in text:
        return text
    for code in (FENCED, CODE_SPAN):
        text = code.sub(lambda match: " " * len(match[0]), text)
    return text
