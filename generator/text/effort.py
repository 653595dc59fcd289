"""How hard a text may be.

Python-Markdown takes minutes over a few kilobytes of the wrong characters, and no
clock can stop it on every platform, in threads, and with the same answer on each
machine. So work is counted, not timed. What the converter does step by step draws
on an `Effort`; what it does in one go (HTML, code fences, tables) is priced
beforehand from the marks the text has. A unit is about 50 ns, so the whole of
`EFFORT` is some two seconds, a thousand times what a post of 550 words takes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.pattern import pattern

EFFORT = 40_000_000
LONGEST = 256 * 1024
DEEPEST = 30
WIDEST = 500


class TooHard(Exception):
    """A text that asks for more work than prose is worth.

    `why` finishes "the text has …". Where it is too much says `start`, a character of the text, or else
    `near`, the piece that was being worked on.
    """

    def __init__(self, why: str, near: str = "", start: int = -1) -> None:
        super().__init__(why)
        self.why = why
        self.near = near
        self.start = start


class Effort:
    """What is left of the work one text may cause."""

    def __init__(self) -> None:
        self.left = EFFORT

    def renew(self, text: str) -> None:
        """Start over with `text`. TooHard when its mere shape is too much."""
        check_shape(text)
        self.left = EFFORT
        self.spend(price(text), "")

    def spend(self, units: int, near: str) -> None:
        """Take `units` away; TooHard when none are left."""
        self.left -= units
        if self.left < 0:
            raise TooHard("too much markup in one place", near)


class Shape(NamedTuple):
    """A shape, how often a text may have it, and what it is in plain words."""

    pattern: re.Pattern[str]
    most: int
    words: str


SHAPES = (
    Shape(pattern(r"([^\w\s])\1{999}"), 0, "the same mark a thousand times in a row"),
    Shape(pattern(r"\[\^"), 500, "more than 500 footnote marks"),
    Shape(pattern(r"^ *\*\[", re.MULTILINE), 200, "more than 200 abbreviations"),
    Shape(pattern(r"\n[ \t]*\n"), 10_000, "more than 10,000 paragraphs"),
)


def check_shape(text: str) -> None:
    """Raise TooHard for a text too long, or with more of one thing than any writer needs."""
    if len(text) > LONGEST:
        raise TooHard(f"more than {LONGEST // 1024} thousand characters", start=LONGEST)
    if (gap := text.expandtabs(4).find(" " * WIDEST)) >= 0:
        raise TooHard(f"{WIDEST} spaces in a row", start=min(gap, len(text)))
    for shape, most, words in SHAPES:
        for count, match in enumerate(shape.finditer(text)):
            if count >= most:
                raise TooHard(words, start=match.start())


def price(text: str) -> int:
    """Units for what the converter does in one go, at worst."""
    return sum(cost(text) for mark, cost in COSTS.items() if mark in text)


def price_of_tags(text: str) -> int:
    """A `<` makes the HTML parser look for its `>`, as far as there is none; a tag makes it copy the rest."""
    searched = sum(part.count("<") * (len(part) - part.find("<")) for part in text.split(">") if "<" in part)
    return searched + text.count("<") * len(text) // 2000


def price_of_declarations(text: str) -> int:
    """A `<!` or `<?` makes it look for an end that may never come."""
    return (text.count("<!") + text.count("<?")) * len(text) // 50


def price_of_comments(text: str) -> int:
    """A comment makes it look for the end of every tag of the paragraph that may be open."""
    paragraphs = (part for part in text.split("\n\n") if "<!--" in part)
    return sum(part.count("<!--") * part.count("<") * len(part) for part in paragraphs) // 50


def price_of_fences(text: str) -> int:
    """A fence is looked for from each one that opens a block of code."""
    return (text.count("\n```") + text.count("\n~~~") + 1) * len(text) // 5


def price_of_braces(text: str) -> int:
    """A `{` makes it look for attributes, to the end of the line and back."""
    return sum(line.count("{") * len(line) for line in text.split("\n")) // 20


def price_of_tables(text: str) -> int:
    """Every row gets as many cells as the head has."""
    lines = text.split("\n")
    return max(line.count("|") for line in lines) * len(lines) * 20


# What is asked of a text that has the mark.
COSTS = {
    "<": price_of_tags,
    "<!": price_of_declarations,
    "<?": price_of_declarations,
    "<!--": price_of_comments,
    "```": price_of_fences,
    "~~~": price_of_fences,
    "{": price_of_braces,
    "|": price_of_tables,
}
