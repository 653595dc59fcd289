"""The chapter: every record, linked.

A `Chapter` is proof. Each id in it names a record that is there, each event is
settled (its series' defaults filled in, its hours turned into instants), each text
is parsed. So whoever holds one never asks "what if it is missing".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.model.records import (
    KIND_OF,
    Charter,
    Company,
    Event,
    EventFields,
    Idea,
    Member,
    Page,
    Post,
    Recap,
    Recommendation,
    Record,
    Series,
    Translation,
    Venue,
)
from generator.model.when import Interval, interval, occurrences, parse_rhythm
from generator.text.prose import Library, Prose
from generator.text.spelling import fold


class Occasion(Struct, frozen=True, kw_only=True):
    """An event, settled: nothing is left to a default, and its hours are instants."""

    event: Event
    interval: Interval
    series: Series | None = None
    # Whether it has a file, and so a page; an occurrence that only a rule makes has not.
    written: bool = True

    @property
    def id(self) -> str:
        return self.event.id


class Unread(Struct, frozen=True, kw_only=True):
    """What is there and could not be read: ids by kind, and kinds whose folder was not entered.

    Whoever finds that something is missing asks here first, so that one slip has no echoes.
    """

    ids: Mapping[str, frozenset[str]] = {}
    folders: frozenset[str] = frozenset()

    def holds(self, kind: str, id: str) -> bool:
        """Whether a record may be there after all."""
        return kind in self.folders or id in self.ids.get(kind, ())

    def any_of(self, *kinds: str) -> bool:
        """Whether anything of these kinds is unread; without a kind, anything at all."""
        return any(kind in self.folders or self.ids.get(kind) for kind in kinds or (*self.ids, *self.folders))


class Chapter(Struct, frozen=True, kw_only=True, dict=True):
    """The whole, linked."""

    charter: Charter
    members: Mapping[str, Member]
    companies: Mapping[str, Company]
    venues: Mapping[str, Venue]
    series: Mapping[str, Series]
    # By id, in order of time.
    occasions: Mapping[str, Occasion]
    # By the id of their event, in order of time.
    recaps: Mapping[str, Recap]
    posts: Mapping[str, Post]
    pages: Mapping[str, Page]
    ideas: Mapping[str, Idea]
    recommendations: Mapping[str, Recommendation]
    # Every Markdown text of the chapter, parsed, by the text itself.
    prose: Library
    # Every file in content/media, by its path from there.
    media: frozenset[str]
    # Language -> the translations into it.
    translations: Mapping[str, tuple[Translation, ...]] = {}
    unread: Unread = Unread()

    @cached_property
    def recap_of(self) -> Mapping[str, Recap]:
        """Event id -> its recap."""
        return {recap.event: recap for recap in self.recaps.values()}

    def original_of(self, translation: Translation) -> Record:
        """The record that a translation is of."""
        records: Mapping[type[Struct], Mapping[str, Any]] = {
            Charter: {self.charter.id: self.charter},
            Company: self.companies,
            Venue: self.venues,
            Series: self.series,
            Event: {id: self.occasions[id].event for id in (translation.id,) if id in self.occasions},
            Recap: self.recaps,
            Post: self.posts,
            Page: self.pages,
        }
        original: Record = records[translation.original][translation.id]
        return original

    @cached_property
    def translations_of(self) -> Mapping[tuple[type[Struct], str], tuple[Translation, ...]]:
        """(class, id) of a record -> what its other files say of it, in other languages."""
        found: dict[tuple[type[Struct], str], list[Translation]] = {}
        for translations in self.translations.values():
            for one in translations:
                found.setdefault((one.original, one.id), []).append(one)
        return {record: tuple(translations) for record, translations in found.items()}

    @cached_property
    def bearers(self) -> Mapping[str, tuple[Member, ...]]:
        """Folded name -> the members who bear it, or go by it."""
        found: dict[str, list[Member]] = {}
        for member in self.members.values():
            for name in {fold(member.name), fold(member.display_name)} - {""}:
                found.setdefault(name, []).append(member)
        return {name: tuple(members) for name, members in found.items()}

    @cached_property
    def pictures_before(self) -> frozenset[str]:
        """Pictures that were there before any event took place: logos, and those that announced one."""
        logos = (self.charter.logo, *(company.logo for company in self.companies.values()))
        announced = (occasion.event.image for occasion in self.occasions.values())
        return frozenset(image.src for image in (*logos, *announced) if image)

    @cached_property
    def occasions_of(self) -> Mapping[str, tuple[Occasion, ...]]:
        """Series id -> its written occurrences, in order of time."""
        found: dict[str, list[Occasion]] = {}
        for occasion in self.occasions.values():
            if occasion.series:
                found.setdefault(occasion.series.id, []).append(occasion)
        return {series: tuple(occasions) for series, occasions in found.items()}


def records_of(chapter: Chapter) -> Iterator[Record]:
    """Every record of the chapter, the charter first, and what is said of them in other languages."""
    yield chapter.charter
    for kind in (
        chapter.members, chapter.companies, chapter.venues, chapter.series, chapter.recaps,
        chapter.posts, chapter.pages, chapter.ideas, chapter.recommendations,
    ):  # fmt: skip
        yield from kind.values()
    for occasion in chapter.occasions.values():
        yield occasion.event
    for translations in chapter.translations.values():
        yield from translations


def alone(chapter: Chapter, record: Record, prose: Prose | None) -> Chapter:
    """The chapter with one record in it, `prose` being its body's if it has one, beside the charter and the series."""
    none: dict[str, Any] = {}
    kinds = ("members", "companies", "venues", "occasions", "recaps", "posts", "pages", "ideas", "recommendations")
    nothing = dict.fromkeys(kinds, none)
    if isinstance(record, Event):
        kind: dict[str, Any] = {"occasions": {record.id: replace(chapter.occasions[record.id], event=record)}}
    else:
        kind = {KIND_OF[type(record)]: {record.id: record}}
    body: str = getattr(record, "body", "")
    told = chapter.prose.with_another(body, prose) if prose else chapter.prose
    return replace(chapter, **{**nothing, **kind, "prose": told, "translations": {}})


# What an occurrence has of its own; everything else its series may say for it.
OWN = frozenset(
    {"id", "file", "given", "title", "date", "end_date", "series", "previous", "announced", "updated",
     "aliases", "draft", "publish_on", "notice", "repeats", "extra"}
)  # fmt: skip


def settle(event: Event, series: Series | None, charter: Charter, *, written: bool = True) -> Occasion:
    """Fill in what the event does not say: first from its series, then from the chapter's defaults."""
    filled: dict[str, Any] = {}
    if series:
        for name in EventFields.__struct_fields__:
            if name not in OWN and name not in event.given and name in series.given:
                filled[name] = getattr(series, name)
        hours = series_hours(series)
        filled |= {name: clock for name, clock in hours.items() if clock and name not in event.given}
    defaults = charter.defaults
    for name in ("kind", "attendance", "audience", "venue", "capacity"):
        if name in defaults.__struct_fields__ and name not in event.given and name not in filled:
            filled[name] = getattr(defaults, name)
    minutes: int = defaults.event_duration
    if series and "start" in event.given and "end" not in event.given and "end" in filled:
        # Moved to another hour: it lasts as long as usual, it does not end when the usual one would.
        usual = interval(event.date, None, hours["start"], hours["end"], charter.timezone, minutes)
        minutes = int((usual.end - usual.start).total_seconds() // 60) if hours["start"] else minutes
        filled.pop("end")
    settled = replace(event, **filled) if filled else event
    return Occasion(
        event=settled,
        interval=interval(
            settled.date,
            settled.end_date,
            settled.start,
            settled.end,
            settled.timezone or charter.timezone,
            minutes,
        ),
        series=series,
        written=written,
    )


def series_hours(series: Series) -> dict[str, Any]:
    """When an occurrence starts and ends, by the clock on the wall; None where nothing is said."""
    repeats = series.repeats
    return {
        "start": (repeats and repeats.start) or series.start,
        "end": (repeats and repeats.end) or series.end,
    }


def series_days(series: Series, until: Date) -> tuple[Date, ...]:
    """The days of a series up to `until`, inclusive: its rule, without those skipped, with the further ones."""
    repeats = series.repeats
    if repeats is None:
        return ()
    rhythm = parse_rhythm(repeats.every, repeats.on)
    last = min(until, repeats.until) if repeats.until else until
    ruled = set(occurrences(rhythm, repeats.since, last)) if rhythm and last >= repeats.since else set()
    further = {day for day in repeats.also if day <= until}
    return tuple(sorted((ruled - set(repeats.skip)) | further))


def repeated(
    chapter: Chapter, series: Series, written: Iterable[Occasion], since: Date, until: Date
) -> tuple[Occasion, ...]:
    """The occurrences of a series from `since` to `until`, both inclusive, but for those that `written` stand for."""
    taken: set[Date] = set()
    for occasion in written:
        taken.update(days_taken(occasion.event))
    return tuple(
        occurrence(chapter, series, day) for day in series_days(series, until) if day >= since and day not in taken
    )


def days_taken(event: Event) -> tuple[Date, ...]:
    """The days of its series that an event stands for: one that was moved still has the days it once had."""
    return (*(earlier.date for earlier in event.previous), event.date)


def occurrence(chapter: Chapter, series: Series, day: Date) -> Occasion:
    """An occurrence that only the rule of its series makes."""
    event = Event(
        id=f"{day.isoformat()}-{series.id}",
        file=series.file,
        title=series.title,
        date=day,
        series=series.id,  # type: ignore[arg-type]
    )
    return settle(event, series, chapter.charter, written=False)
