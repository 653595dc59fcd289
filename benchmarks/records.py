"""A chapter of any size, made by dice: the same seed and size give the same chapter.

It is told in no generator's words. `chapter.py` writes it down in ours, `peers/` in those
of others, so that all build the same site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date as Date
from datetime import timedelta
from random import Random
from typing import NamedTuple

from benchmarks.prose import NAMES, NOUNS, QUALITIES, Link, body, sentence, title
from benchmarks.prose import Writer as _Writer

# The kinds that have a picture: the same one for all, since pictures are measured apart.
PICTURED = ("events", "recaps", "posts")
PICTURE, WIDTH, HEIGHT, ALT = "chapter.jpg", 640, 400, "A line of hats on hooks"

# How many of a thousand pages are of each kind: an active chapter's, after some years.
SHARES = {
    "events": 480,
    "recaps": 200,
    "posts": 150,
    "members": 90,
    "companies": 40,
    "venues": 30,
    "pages": 10,
}

# The day it is, and the years that the chapter's life spans.
TODAY = Date(2026, 11, 23)
FIRST, LAST = Date(2007, 1, 4), Date(2027, 3, 1)

KINDS_OF_EVENT = ("coffee", "tour", "roundtable", "talk", "workshop", "social", "meeting")
TOWNS = ("Chicago", "Cicero", "Berwyn", "Aurora", "Joliet", "Elgin", "Gary", "Bedford Park")

# The one word of a kind that links in prose are written with.
SINGULAR = {kind: kind[:-1] for kind in SHARES} | {"companies": "company"}


class Record(NamedTuple):
    """A page to be: `events`, its id, what it is called, when, what else is known of it, and its text."""

    kind: str
    id: str
    title: str
    date: Date | None
    # Field -> text, or the id of another record: see `NAMED`.
    fields: Mapping[str, str]
    summary: str
    body: str

    @property
    def url(self) -> str:
        """Its address on the site. A plain page stands at the root."""
        return f"/{self.id}/" if self.kind == "pages" else f"/{self.kind}/{self.id}/"


# Which fields name a record of which kind.
NAMED = {"venue": "venues", "host": "companies", "company": "companies", "organizer": "members", "author": "members"}


def records(pages: int, seed: int) -> Iterator[Record]:
    """The records of a chapter with so many pages; one page for each."""
    names = {kind: tuple(_names(kind, pages * share // 1000, seed)) for kind, share in SHARES.items()}
    # A chapter learns to write down what happened: its later events are all told of.
    past = [one for one in names["events"] if one.date and one.date < TODAY]
    names["recaps"] = tuple(one._replace(kind="recaps") for one in past[-len(names["recaps"]) :])
    everything = [one for kind in names.values() for one in kind]
    for name in everything:
        dice = Random(f"{seed} {name.kind} {name.id}")
        links: list[Link] = [(one.title, f"{SINGULAR[one.kind]}:{one.id}") for one in dice.sample(everything, 4)]
        fields = dict(_fields(name.kind, dice, names))
        summary = sentence(_Writer(dice, ())).replace("*", "")
        # A member says nothing here: what a page tells of a person is a matter of consent.
        text = "" if name.kind == "members" else body(dice, links)
        yield name._replace(fields=fields, summary=summary, body=text)


def named(kind: str, fields: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """What a record's fields name: (field, kind, id)."""
    return ((field, NAMED[field], fields[field]) for field in fields if field in NAMED)


def _names(kind: str, count: int, seed: int) -> Iterator[Record]:
    """The records without their texts, oldest first."""
    days = (LAST - FIRST).days
    for number in range(count):
        dice = Random(f"{seed} {kind} {number}")
        date = FIRST + timedelta(days * number // count) if kind in ("events", "posts") else None
        if date and kind == "posts":
            date = min(date, TODAY)
        called = _called(kind, dice)
        stem = "-".join("".join(one if one.isalnum() else " " for one in called.lower()).split())
        # The number keeps ids apart, as a volunteer's second thought would.
        stem = f"{date.isoformat()}-{stem}-{number}" if date else f"{stem}-{number}"
        yield Record(kind, stem, called, date, {}, "", "")


def _called(kind: str, dice: Random) -> str:
    if kind == "members":
        return f"{dice.choice(NAMES)} {dice.choice(NOUNS).capitalize()}{dice.choice(('son', 'man', 'field', 'ham'))}"
    if kind == "companies":
        return f"{dice.choice(QUALITIES).capitalize()} {dice.choice(NOUNS).capitalize()} Works"
    if kind == "venues":
        return f"{dice.choice(NOUNS).capitalize()} {dice.choice(('Hall', 'House', 'Room', 'Yard'))}"
    return title(dice).replace("*", "")


def _fields(kind: str, dice: Random, names: Mapping[str, tuple[Record, ...]]) -> Iterator[tuple[str, str]]:
    if kind == "events":
        hour = dice.randint(8, 18)
        yield "kind", dice.choice(KINDS_OF_EVENT)
        yield "start", f"{hour:02}:30"
        yield "end", f"{hour + 2:02}:00"
        yield "venue", dice.choice(names["venues"]).id
        yield "host", dice.choice(names["companies"]).id
        yield "organizer", dice.choice(names["members"]).id
    elif kind in ("recaps", "posts"):
        yield "author", dice.choice(names["members"]).id
    elif kind == "members":
        yield "company", dice.choice(names["companies"]).id
        yield "position", f"{dice.choice(QUALITIES).capitalize()} {dice.choice(NOUNS)} manager"
    elif kind == "companies":
        yield "industry", f"{dice.choice(NOUNS).capitalize()}s and {dice.choice(NOUNS)}s"
        yield "city", dice.choice(TOWNS)
    elif kind == "venues":
        yield "street", f"{dice.randint(100, 9900)} W {dice.choice(NOUNS).capitalize()} St"
        yield "city", dice.choice(TOWNS)
