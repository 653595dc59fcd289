"""Two files for one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime as DateTime
from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from typing import NamedTuple

from generator.model.chapter import Chapter
from generator.model.checks.words import WARNING, at
from generator.model.records import Record
from generator.text.diagnostic import Diagnostic, Label, explained


@explained
def same_name_twice(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """Two places, or two companies, that look like the same one.

    With two files for one place, half of its events are on one page and half on the
    other, and the way in is described in only one of them.

        -- content/venues/irish-pub.yaml --
        name: Example's Irish Pub & Restaurant
        -- content/venues/irish-pub-2.yaml --
        name: Example's Irish Pub & Restaurnat

        warning[same-name-twice]: two venues look like the same one
         --> content/venues/irish-pub-2.yaml:1:7
          |
        1 | name: Example's Irish Pub & Restaurnat
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         --> content/venues/irish-pub.yaml:1:7
          |
        1 | name: Example's Irish Pub & Restaurant
          |       -------------------------------- the other one
          = help: keep one file, name it wherever the other is named, and remove the other
    """
    for kind, records in (("venues", chapter.venues), ("companies", chapter.companies)):
        # By their numbers: "Plant 4" is not "Plant 5".
        seen: dict[tuple[str, ...], list[tuple[_Name, Record]]] = {}
        for record in records.values():
            name = _name(record.name)
            others = seen.setdefault(tuple(re.findall(r"\d+", name.plain)), [])
            twin = next((other for one, other in others if _alike(name, one)), None)
            others.append((name, record))
            if twin is not None:
                yield Diagnostic(
                    code="same-name-twice",
                    severity=WARNING,
                    message=f"two {kind} look like the same one",
                    where=at(record, "name"),
                    related=(Label(where=at(twin, "name"), message="the other one"),),
                    help="keep one file, name it wherever the other is named, and remove the other",
                )


# Two names are one thing's when so much of their letters is the same, in the same order.
ALIKE = 0.92
# Words that tell no two companies or places apart.
_LEGAL = frozenset(("the", "and", "inc", "llc", "llp", "ltd", "co", "corp", "corporation", "company", "gmbh"))


class _Name(NamedTuple):
    """A name without what tells nothing, and a bit for each letter in it; two letters may have the same."""

    plain: str
    letters: int


def _name(written: str) -> _Name:
    words = re.findall(r"[^\W_]+", written.casefold().replace("'", "").replace("’", ""))
    plain = " ".join(word for word in words if word not in _LEGAL)
    return _Name(plain, reduce(or_, (1 << ord(letter) % 64 for letter in plain), 0))


def _alike(one: _Name, other: _Name) -> bool:
    if one.plain == other.plain:
        return True
    short, long = sorted((len(one.plain), len(other.plain)))
    # Every name is held against every other: what their lengths and letters tell is told without their order.
    most_apart = (1 - ALIKE) * (short + long)
    if short < 8 or long - short >= most_apart or (one.letters ^ other.letters).bit_count() >= most_apart:
        return False
    # "Plant North" and "Plant South" differ in a word; a slip differs in letters.
    in_common = sum((Counter(one.plain) & Counter(other.plain)).values())
    return (
        2 * in_common > ALIKE * (short + long)
        and SequenceMatcher(None, one.plain, other.plain, autojunk=False).ratio() > ALIKE
    )
