"""Two files for one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime as DateTime
from difflib import SequenceMatcher

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
        seen: list[tuple[str, Record]] = []
        for record in records.values():
            plain = _plain_name(record.name)
            twin = next((other for name, other in seen if _alike(plain, name)), None)
            seen.append((plain, record))
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


def _plain_name(name: str) -> str:
    words = re.findall(r"[^\W_]+", name.casefold().replace("'", "").replace("’", ""))
    return " ".join(word for word in words if word not in _LEGAL)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((len(one), len(other)))
    # Every name is held against every other: what their lengths tell is told without looking at letters.
    if short < 8 or 2 * short <= ALIKE * (short + long) or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    # "Plant North" and "Plant South" differ in a word; a slip differs in letters.
    in_common = sum((Counter(one) & Counter(other)).values())
    return 2 * in_common > ALIKE * (short + long) and SequenceMatcher(None, one, other, autojunk=False).ratio() > ALIKE
