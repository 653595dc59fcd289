"""Words as an address.

Addresses outlive every library, so this is ours and never changes: a chapter's
tags and its new files have the same address in twenty years. What it cannot spell
it leaves out; a word of which nothing is left has no address, and the caller says so.
A topic is spelled in its own letters then: nobody's topics are all English.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that decomposition (Unicode NFKD) does not spell the way their readers do.
SPELLINGS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa",
        "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n",
        "&": " and ", "'": "", "’": "",
    }
)  # fmt: skip

# Names that Windows gives to devices, whatever their ending.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))})


@lru_cache(maxsize=1 << 14)
def slug(text: str) -> str:
    """`text` in lower-case `a-z0-9` with single hyphens between words; "" when nothing of it can be spelled.

    A name that Windows keeps for a device gets `-1`: a clone of the chapter must be possible there.
    """
    composed = unicodedata.normalize("NFC", text).lower()
    composed = re.sub(r"(?<=[a-z])#", " sharp", composed).replace("++", " plus plus")
    folded = unicodedata.normalize("NFKD", composed.translate(SPELLINGS)).lower()
    spelled = "".join(character for character in folded if not unicodedata.combining(character))
    words = "-".join(re.findall(r"[a-z0-9]+", spelled))
    return f"{words}-1" if words in DEVICES else words


def topic_slug(topic: str) -> str:
    """A topic's address: like `slug`, but with the topic's own letters where plain ones cannot spell it."""
    composed = unicodedata.normalize("NFC", topic)
    if all(slug(letter) for letter in composed if letter.isalpha()):
        return slug(topic)
    # Marks above and below letters belong to them; everything else parts words.
    kept = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in composed.lower())
    return "-".join("".join(kept).split())
