"""The words of a text, each once: enough of them to find it by."""

from __future__ import annotations

import re

# Of a long text, so many different words are enough.
MOST = 120
# Characters that hold most of these.
STRETCH = 1_000
WORD = re.compile(r"\w[\w’'-]+")


def vocabulary(text: str) -> str:
    """The different words of a text, in lower case and parted by spaces, in the order they appear."""
    different: dict[str, None] = {}
    start = 0
    while start < len(text) and len(different) < MOST:
        # A stretch ends where a word does: only a long text is looked through in more than one, and none to its end.
        space = text.find(" ", start + STRETCH)
        end = len(text) if space < 0 else space
        different |= dict.fromkeys(WORD.findall(text[start:end].casefold()))
        start = end
    different.pop("", None)
    return " ".join(list(different)[:MOST])


def joined(first: str, second: str) -> str:
    """The vocabulary of two texts, one after the other, of whose each it is known."""
    if not first or not second:
        return first or second
    return " ".join(list(dict.fromkeys((*first.split(" "), *second.split(" "))))[:MOST])
