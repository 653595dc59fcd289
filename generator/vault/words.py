"""The words of passphrases: the Electronic Frontier Foundation's long list (CC BY 3.0 US)."""

from __future__ import annotations

from functools import cache
from math import log2
from pathlib import Path


@cache
def words() -> tuple[str, ...]:
    """All 7,776 of them: short, common, unmistakable when read aloud."""
    return tuple((Path(__file__).parent / "words.txt").read_text("utf-8").split())


def bits_of_a_word() -> float:
    """How much a word adds that was drawn by lot: 12.9 bits."""
    return log2(len(words()))
