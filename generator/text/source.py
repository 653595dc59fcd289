"""Text as it was read, and places in it.

A span counts characters of the decoded text, never bytes and never columns:
lines and columns are worked out only when a person must be shown the place.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from msgspec import Struct

from generator.pattern import pattern

# Runs of control characters (separators that some programs take for line ends among them), of
# marks that reorder the text around them, of surrogates and of non-characters.
INVISIBLE = pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)
# In the name of a file, tabs and line ends are none either.
INVISIBLE_IN_NAME = pattern(f"[\t\n\r]|{INVISIBLE.pattern}")


class Source(Struct, frozen=True):
    """One text file: its name as people say it (`content/events/x.yaml`) and its text."""

    file: str
    text: str


class Span(NamedTuple):
    """A stretch of a file: characters `start` (inclusive) to `end` (exclusive)."""

    file: str
    start: int
    end: int


class Position(NamedTuple):
    """Where a character stands, both counted from 1, as editors do."""

    line: int
    column: int


def line_starts(text: str) -> list[int]:
    """The offset at which each line starts. A line ends at LF; a CR before it belongs to the ending."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def position(text: str, offset: int) -> Position:
    """Line and column of a character of `text`."""
    starts = line_starts(text)
    line = bisect_right(starts, min(offset, len(text))) - 1
    return Position(line + 1, offset - starts[line] + 1)


def line_span(source: Source, offset: int) -> Span:
    """The line around a character, without its ending and the spaces around it."""
    text = source.text
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    stripped = line.strip()
    start += line.find(stripped)
    return Span(source.file, start, start + len(stripped))
