"""A chapter every text of which is hostile, and its harmless twin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date as Date
from datetime import time as Clock
from datetime import timedelta
from functools import cache
from typing import Any

from generator.build import build
from generator.language.catalog import TEMPLATE, own_catalogs, read_template
from generator.model import records
from generator.model.records import KINDS, Charter, Extra, Record
from generator.model.scalars import SCALARS, Refusal
from generator.project import Project
from generator.text.diagnostic import Severity
from generator.text.report import render_text
from tests.chapter import chapter, found, order, picture, tree
from tests.inside import SIX
from tests.poison.records import LEFT_OUT, Leaf, Tree, choices, filled, quoted, written
from tests.poison.strings import NAMES, strings, with_picture

TODAY = Date(2026, 3, 1)
TEXTUAL = (str, records.Byline, records.Tag, records.Markdown)

# Texts that must be a word the program knows, whatever their type says.
KNOWN_WORDS = {"theme", "repeats.on", "members_part.groups"}


# -- which strings are texts, and which are refused ---------------------------------------


@cache
def fitting(kind: Any) -> tuple[str, ...]:
    """The hostile strings that the program reads as a value of a type, one class after another."""
    if kind is records.Markdown:
        # Joined to others a string may be read otherwise than alone, so none names what is not there.
        return tuple(one for one in accepted("body", True) if with_picture(one) == one)
    if kind in (str, records.Byline):
        return accepted("summary", False)
    read = SCALARS[kind]
    return tuple(one for one in accepted("summary", False) if not isinstance(read(one), Refusal))


@cache
def accepted(field: str, of_prose: bool) -> tuple[str, ...]:
    """The strings that a page's field may hold, each tried alone."""
    tried = strings(of_prose)
    wrong = refused(field, tried)
    return tuple(string for number, string in enumerate(tried) if number not in wrong)


@cache
def refused(field: str, tried: tuple[str, ...]) -> dict[int, str]:
    """Which of some strings a page may not say, and the code of the message about it."""
    files = [
        f"-- pages/p-{number}.yaml --\n{{title: x, {field}: {quoted(string)}}}\n" for number, string in enumerate(tried)
    ]
    told = found("-- media/hall.png --\n(a picture)\n" + "".join(files), today=str(TODAY)).problems
    return {
        int(one.where.file.rpartition("-")[2].removesuffix(".yaml")): one.code
        for one in told
        if one.severity == "error" and one.where
    }


# -- values ------------------------------------------------------------------------------


class Filler:
    """What each field of each record says. `turn` deals the strings out otherwise; `tame` gives the harmless twin."""

    def __init__(
        self, count: int, turn: int, *, tame: bool = False, members_part: str = "", theme: str = "default"
    ) -> None:
        self.count = count
        self.turn = turn
        self.tame = tame
        self.members_part = members_part
        self.theme = theme
        # How many values were dealt so far: each text ends with its number, for whoever looks for it.
        self.texts = 0
        # Mark -> the type and the text that ends with it.
        self.said: dict[str, tuple[Any, str]] = {}

    def record(self, kind: type[Record], number: int) -> Tree:
        self.kind, self.number = kind, number
        return filled(kind, self.value, number)

    def value(self, leaf: Leaf) -> Tree | None:
        own = VALUES.get(f"{self.kind.__name__}.{leaf.path}", VALUES.get(leaf.path, ...))
        if own is not ...:
            return own(self) if callable(own) else own
        if leaf.type is Extra:
            hostile = fitting(str)
            key = "harmless" if self.tame else hostile[self.texts % len(hostile)]
            return {"color": self.text(str), "list": [self.text(str), self.text(str)], key: self.text(str)}
        if leaf.type in TEXTUAL:
            return self.text(leaf.type)
        if words := choices(leaf.type):
            return words[self.number % len(words)]
        if leaf.type in HARMLESS:
            return self.scalar(leaf.type)
        return None

    def text(self, kind: Any) -> str:
        """A hostile text, and its mark."""
        self.texts += 1
        mark = f"q{self.texts}q"
        text = self.dealt(kind, mark)
        self.said[mark] = kind, text
        return text

    def dealt(self, kind: Any, mark: str) -> str:
        if self.tame:
            return "Harmless" if kind is records.Tag else f"Harmless {mark}"
        strings = fitting(kind)
        at = (self.texts + self.number + self.turn) % self.count
        dealt = strings[at :: self.count]
        if kind is records.Tag:
            return dealt[self.texts % len(dealt)]
        if kind is records.Markdown:
            # Notes go to the end of a text, where an element that was left open takes them along.
            alone = [one for one in strings if "[^" in one]
            dealt = (
                (alone[self.texts % len(alone)],)
                if self.texts % 9 == 0
                else tuple(one for one in dealt if one not in alone)
            )
        return ("\n\n" if kind is records.Markdown else " ").join((*dealt, mark))

    def private(self) -> str:
        """A text that begins with a mark too."""
        return f"p{self.texts}p {self.text(str)}"

    def biography(self) -> str:
        """A member's own text. Where it is not public every sentence must be nobody else's, or it could stand nowhere."""
        if self.tame or self.number % 3 == 0:
            return self.text(records.Markdown)
        self.texts += 1
        mark = f"q{self.texts}q"
        texts = [one for one in fitting(records.Markdown) if one in map(with_picture, fitting(str))]
        return " ".join(f"{mark} {' '.join(one.split())} {mark}" for one in texts[self.number :: self.count])

    def scalar(self, kind: Any) -> str:
        """A value of a type that is no text: a hostile one where the program takes it."""
        harmless = HARMLESS[kind]
        plain = harmless(self) if callable(harmless) else str(harmless)
        strings = () if self.tame else fitting(kind) if kind in OPEN else ()
        self.texts += 1
        return strings[(self.texts + self.turn) % len(strings)] if strings else plain

    def ref(self, folder: str) -> str:
        return f"{folder}-{self.number % self.count}"

    @property
    def day(self) -> Date:
        """When an event takes place: half of them are over."""
        return TODAY + timedelta(days=4 * (self.number - self.count // 2) - 1)


# Types of which some hostile strings are values, and harmless.
OPEN = (records.Url, records.Target, records.Email)


# Names that a record can write: a backslash is a slash there, and what begins with a dot is hidden.
WRITABLE = tuple(name for name in NAMES if "\\" not in name and not name.startswith("."))


def media(self: Filler) -> str:
    """A picture with a hostile name."""
    self.texts += 1
    number = self.texts % len(WRITABLE)
    return f"{number if self.tame else WRITABLE[number]}.png"


HARMLESS: dict[Any, Any] = {
    records.Url: lambda self: f"https://friend.example/{self.texts}",
    records.Target: lambda self: "/events/",
    records.Email: "ask@small.example.org",
    records.Domain: "small.example.org",
    records.Currency: "USD",
    records.Zone: "America/Chicago",
    records.Language: "en",
    records.PartialDate: "2020-04",
    records.Minutes: "90m",
    records.MediaPath: media,
    records.MenuItem: "page-0",
    records.MemberId: lambda self: self.ref("member"),
    records.CompanyId: lambda self: self.ref("company"),
    records.VenueId: lambda self: self.ref("venue"),
    records.SeriesId: lambda self: self.ref("series"),
    records.EventId: lambda self: self.ref("event"),
    records.PageId: lambda self: self.ref("page"),
    Date: "2026-01-02",
    Clock: "9:00",
    bool: "false",
    int: "20",
    float: "12.5",
}

# What has to be something of its own, by its path, or by the class of the record and its path. None leaves it out.
VALUES: dict[str, Any] = {
    "Charter.theme": lambda self: self.theme,
    "Charter.url": "https://small.example.org/",
    "Charter.language": "en",
    "Charter.search": "own",
    "Charter.words": lambda self: words(self),
    "Charter.theme_options": lambda self: LEFT_OUT,
    "Charter.members_part": lambda self: {"as": self.members_part} if self.members_part else LEFT_OUT,
    "Charter.join": lambda self: {"email": "join@small.example.org"},
    "Charter.menu": "page-0",
    "Series.repeats.on": "first thursday",
    "Series.repeats.every": "month",
    "Series.repeats.from": "2026-01-01",
    "Series.repeats.until": "2026-06-30",
    "Series.repeats.skip": LEFT_OUT,
    "Series.repeats.also": LEFT_OUT,
    "Series.repeats.end": "10:00",
    "Event.date": lambda self: str(self.day),
    "Event.end_date": LEFT_OUT,
    "Event.start": "9:00",
    "Event.end": "11:00",
    "Event.series": lambda self: self.ref("series") if self.number % 3 == 0 else LEFT_OUT,
    "Event.online.url": lambda self: f"https://meet.example/room-{self.number}",
    "Series.online.url": lambda self: f"https://meet.example/series-{self.number}",
    "Event.publish_on": LEFT_OUT,
    # One way to sign up, each of the three in turn.
    "rsvp.url": lambda self: self.scalar(records.Url) if self.number % 3 == 0 else LEFT_OUT,
    "rsvp.email": lambda self: self.scalar(records.Email) if self.number % 3 == 1 else LEFT_OUT,
    "rsvp.form": lambda self: "true" if self.number % 3 == 2 else LEFT_OUT,
    "Event.rsvp.closes": lambda self: str(self.day),
    "rsvp.opens": "2025-01-02",
    "Charter.introductions.form": lambda self: "true" if self.turn % 2 else LEFT_OUT,
    "Charter.suggestions.form": lambda self: "true" if self.turn % 2 else LEFT_OUT,
    "Member.body": lambda self: self.biography(),
    # What may be private is looked for by its first words, so these are nobody else's.
    **dict.fromkeys(
        (
            "tour.gate",
            "Event.tour.gate",
            "Series.tour.gate",
            "topics",
            "can_help_with",
            "would_like_to_meet",
            "Member.name",
            "display_name",
            "contact.phone",
        ),
        lambda self: self.private(),
    ),
    "withdrawn": LEFT_OUT,
    "left": LEFT_OUT,
    "until": LEFT_OUT,
    "consent.directory": lambda self: "members" if self.number % 3 == 2 else "public",
    "consent.review_by": "2027-01-01",
    "Recap.event": lambda self: f"event-{self.number % (self.count // 2)}",
    "Recommendation.review_by": "2027-01-01",
    "Recommendation.url": "https://friend.example/",
}


def words(self: Filler) -> Tree:
    """The site's own words, said otherwise. Where they have places, braces are only for these."""
    known: dict[str, frozenset[str]] = {}
    for source in own_catalogs(TEMPLATE):
        known |= read_template(source.text)
    made: dict[str, Tree] = {}
    for word in sorted(known)[self.turn % self.count :: self.count]:
        text = self.text(str)
        if known[word]:
            text = text.translate(BRACES)
            self.said[text.rpartition(" ")[2]] = str, text
        made[word] = f"{word} {text}" if known[word] else f"{text} {word}"
    return made


BRACES = dict.fromkeys(map(ord, "{}"))


# -- files -------------------------------------------------------------------------------


def files(filler: Filler) -> dict[str, str]:
    """Every file of the chapter but its pictures."""
    made = {"content/chapter.yaml": written(filler.record(Charter, 0)).text}
    for folder, kind in KINDS.items():
        singular = {"companies": "company", "series": "series"}.get(folder, folder.removesuffix("s"))
        for number in range(filler.count):
            tree = filler.record(kind, number)
            assert isinstance(tree, dict)
            name = f"content/{folder}/{singular}-{number}"
            made[f"{name}.yaml"] = written(tree).text
    return made


# A theme of the chapter's own, which shows what only such a theme shows.
OWN_THEME = {
    "themes/own/theme.yaml": "name: Own\nlicense: MIT\nover: default\n",
    "themes/own/pages/company.html": """
{% extends "parts/frame.html" %}
{% block main %}
<h1>{{ page.name }}</h1>
<p title="{{ page.extra.color }}" data-first="{{ page.extra.list[0] }}">{{ page.extra.color }}</p>
<ul>{% for one in page.extra.list %}<li>{{ one }}</li>{% endfor %}</ul>
{{ page.body }}
{% endblock %}
""",
}


@contextmanager
def poisoned(filler: Filler) -> Iterator[Project]:
    """The chapter on disk."""
    with chapter("", alone=True) as project:
        for name, text in (files(filler) | OWN_THEME).items():
            path = project.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        (project.content / "media").mkdir()
        for number, name in enumerate(("hall", *NAMES, *range(len(WRITABLE)))):
            (project.content / "media" / f"{name}.png").write_bytes(picture(size=(60 + number, 40)))
            (project.content / "media" / f"{name}.pdf").write_bytes(b"%PDF-1.4\n")
        yield project


def published(filler: Filler) -> dict[str, bytes]:
    """The chapter's site, its members' part locked if it has one: address -> bytes."""
    with poisoned(filler) as project:
        outcome = build(project, order(str(TODAY), passphrases=lambda name: SIX))
        wrong = tuple(one for one in outcome.problems if one.severity is Severity.ERROR)
        assert outcome.report is not None and not outcome.stopped, render_text(wrong, outcome.sources)
        return tree(project.out)
