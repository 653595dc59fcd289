"""Date patterns, as Unicode's locale data write them (UTS 35, part 4): `EEEE, MMMM d, y`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.pattern import pattern

# A quoted text, a field (one letter, repeated), or anything else.
TOKEN = pattern(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^'A-Za-z]+")


class Token(NamedTuple):
    """A piece of a pattern: a field such as `MMMM`, or text that is written as it stands."""

    text: str
    is_field: bool


@lru_cache(maxsize=256)
def parse_pattern(pattern: str) -> tuple[Token, ...]:
    """The tokens of a pattern. Two quotes stand for one."""
    return tuple(
        Token(found.group(), True)
        if found.group(2)
        else Token((found.group(1) or "'").replace("''", "'"), False)
        if found.group().startswith("'")
        else Token(found.group(), False)
        for found in TOKEN.finditer(pattern)
    )
