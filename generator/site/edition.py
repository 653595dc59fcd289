"""The edition: the chapter as it is published at one moment.

An edition knows the date, and what may be shown on it: no drafts, nothing before
its `publish_on`, nobody without consent. Whoever makes a view asks here, so the
question "may this be shown?" has one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import timedelta
from functools import cached_property
from itertools import chain
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from msgspec import Struct

from generator.engine.pictures import PictureFacts
from generator.language.english import ENGLISH
from generator.language.language import Language
from generator.model.chapter import Chapter, Occasion, repeated
from generator.model.consent import (
    Person,
    byline,
    held_pictures,
    listed,
    may_be_pictured,
    person,
    speaker,
    speakers_of,
    unagreed_pictures,
    withheld_pictures,
)
from generator.model.leaves import leaves
from generator.model.records import Event, MemberId, Post, Recap, Record, Ring, Speaker, Venue
from generator.model.revision import History
from generator.model.slug import topic_slug
from generator.model.when import is_past
from generator.site.reads import Made, Reach, Reads, beginning
from generator.site.statuses import STANDINGS
from generator.site.urls import Root, root_of
from generator.site.views import InLanguage
from generator.text.prose import Prose, Wording

# How far ahead the days of a series are shown: on its own page, and among all events.
SERIES_AHEAD = timedelta(days=366)
LIST_AHEAD = timedelta(days=186)


# Tells the anchors on a page.
Anchors: TypeAlias = Callable[[], frozenset[str]]


class Edition(Struct, frozen=True, kw_only=True, dict=True):
    """The chapter at one moment. `now` is an aware datetime in the chapter's zone."""

    chapter: Chapter
    now: DateTime
    drafts: bool
    root: Root
    # Path from content/media -> what the picture is.
    pictures: Mapping[str, PictureFacts]
    # What the site speaks.
    language: Language = ENGLISH
    # What the chapter itself speaks, where that is another language.
    original: Language | None = None
    # Address -> the page in each of its languages.
    versions: Mapping[str, tuple[InLanguage, ...]] = {}
    # Every address of the site -> tells the anchors on it; None where they are not known.
    routes: Mapping[str, Anchors | None] = {}
    # What the repository knows of the content.
    history: History = History()
    # The part of the site that this is.
    ring: Ring = "public"
    # Paths of the pictures that this ring sees and the public does not.
    inner: frozenset[str] = frozenset()
    # Addresses of files in content/static.
    static: frozenset[str] = frozenset()
    # Who reads which text, where somebody goes on from this edition.
    reads: Reads | None = None

    @property
    def today(self) -> Date:
        return self.now.date()

    def shows(self, record: Record) -> bool:
        """Whether a record is published today."""
        if self.drafts:
            return True
        publish_on = getattr(record, "publish_on", None)
        return not getattr(record, "draft", False) and (publish_on is None or publish_on <= self.today)

    @property
    def uid_domain(self) -> str:
        """The domain in ids that are for ever. A preview on another host has the same."""
        charter = self.chapter.charter
        return charter.uid_domain or urlsplit(charter.url).hostname or ""

    def own(self, target: str) -> str | None:
        """The site's own address in an absolute one, wherever this edition stands; None when it leads elsewhere."""
        return next((own for root in self._roots if (own := root.own(target)) is not None), None)

    @cached_property
    def _roots(self) -> tuple[Root, ...]:
        # A preview stands on another host, and what its volunteers write names the real one.
        return tuple(dict.fromkeys((self.root, root_of(self.chapter.charter.url))))

    def is_foreign(self, text: str) -> bool:
        """Whether a text is not in the language of the page it stands on: nobody has translated it."""
        return self.original is not None and text not in self._translated

    def lang(self, text: str) -> str:
        """The language of a text of the chapter, where it is not the page's; "" where it is."""
        return self.original.tag if self.original and text and self.is_foreign(text) else ""

    @cached_property
    def _translated(self) -> frozenset[str]:
        translations = self.chapter.translations.get(self.language.tag, ())
        return frozenset(leaf.value for one in translations for leaf in leaves(one) if isinstance(leaf.value, str))

    # -- what there is, in its order ---------------------------------------------

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """Events that have a page, in order of time."""
        return tuple(one for one in self.chapter.occasions.values() if self.shows(one.event))

    @cached_property
    def upcoming(self) -> tuple[Occasion, ...]:
        """What has not ended, with the days of series, in order of time. Postponed events have no day."""
        last = self.today + LIST_AHEAD
        coming = [one for one in self.occasions if not is_past(one.interval, self.now)]
        for series in self.chapter.series.values():
            if self.shows(series):
                coming += (one for one in self.repeated_from(series.id) if one.interval.first_day <= last)
        coming.sort(key=lambda one: (one.interval.start.timestamp(), one.id))
        return tuple(one for one in coming if STANDINGS[one.event.status].has_day)

    @cached_property
    def postponed(self) -> tuple[Occasion, ...]:
        """Events without a new day yet. One whose old day is long past has been forgotten, not postponed."""
        recent = self.now - SERIES_AHEAD
        return tuple(
            one
            for one in self.occasions
            if not STANDINGS[one.event.status].has_day and not is_past(one.interval, recent)
        )

    def sides(self, occasions: Iterable[Occasion]) -> tuple[tuple[Occasion, ...], tuple[Occasion, ...]]:
        """Events to come, in the order given, and past ones, turned round. Postponed ones have no day, so no side."""
        dated = [one for one in occasions if STANDINGS[one.event.status].has_day]
        coming = tuple(one for one in dated if not is_past(one.interval, self.now))
        return coming, tuple(one for one in reversed(dated) if is_past(one.interval, self.now))

    def occasions_of(self, series: str) -> tuple[Occasion, ...]:
        """The occurrences of a series that have a page, in order of time."""
        return tuple(one for one in self.chapter.occasions_of.get(series, ()) if self.shows(one.event))

    def repeated_from(self, series: str) -> tuple[Occasion, ...]:
        """The coming days of a series that have no file of their own."""
        return self._repeated.get(series, ())

    @cached_property
    def _repeated(self) -> Mapping[str, tuple[Occasion, ...]]:
        return {
            series.id: tuple(
                one
                for one in repeated(
                    self.chapter,
                    series,
                    self.occasions_of(series.id),
                    self.today - timedelta(days=1),
                    self.today + SERIES_AHEAD,
                )
                if not is_past(one.interval, self.now)
            )
            for series in self.shown(self.chapter.series)
        }

    @cached_property
    def years(self) -> dict[int, tuple[Occasion, ...]]:
        """Year -> its events that have a page, in order of time; oldest year first."""
        return _grouped((one.interval.first_day.year, one) for one in self.occasions)

    @cached_property
    def position_of(self) -> Mapping[str, int]:
        """File of a record -> its place in `occasions`, `recaps` or `posts`."""
        lists: tuple[Iterable[Record], ...] = ((one.event for one in self.occasions), self.recaps, self.posts)
        return {one.file: number for records in lists for number, one in enumerate(records)}

    @cached_property
    def recaps(self) -> tuple[Recap, ...]:
        """Newest first. A recap of an event that is not shown is not shown."""
        shown = [
            recap
            for recap in self.chapter.recaps.values()
            if self.shows(recap) and self.shows(self.chapter.occasions[recap.event].event)
        ]
        return tuple(reversed(shown))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Newest first."""
        return tuple(reversed([post for post in self.chapter.posts.values() if self.shows(post)]))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The directory, by name."""
        return listed(self.chapter, self.today, self.ring)

    def shown(self, records: Mapping[str, Any]) -> tuple[Any, ...]:
        """The records of a kind that are published today, in their order."""
        return tuple(record for record in records.values() if self.shows(record))

    # -- who belongs to whom --------------------------------------------------------

    def person(self, member: str) -> Person:
        """What this ring may know of a member, by id."""
        known = self.known.get(member)
        if known is None:
            known = self.known[member] = person(self.chapter.members[member], self.today, self.ring)
        return known

    @cached_property
    def known(self) -> dict[str, Person]:
        """Whoever was asked for already, by id or by name: an organizer is asked for on every page of an event."""
        return {}

    @cached_property
    def made(self) -> dict[tuple[object, ...], Made]:
        """What `once` made: (maker, identities of the subjects) -> it."""
        return {}

    def prose_of(self, text: str) -> Prose | None:
        """What a Markdown text of the chapter says; None where there is none.

        Whoever makes a view asks here, or below where less will do: who reads less is made again less often.
        """
        return self._retold(text, Reach.WHOLE) or self.chapter.prose.get(text)

    def beginning_of(self, text: str, reach: Reach) -> str:
        """The first characters of a Markdown text, plain: as many as `BEGINNINGS` has for that."""
        found = self._worded(text, reach)
        return beginning(found, reach) if found else ""

    def words_of(self, text: str) -> str:
        """The first different words of a Markdown text."""
        found = self._worded(text, Reach.WORDS)
        return found.words if found else ""

    def title_of(self, record: Event | Recap | Post) -> str:
        """What a record is called; "" for a recap that is called like its event. Views are made by asking here."""
        if self.reads is None:
            return record.title
        self.reads.note_title(record.file)
        return self.reads.retitled.get(record.file, record.title)

    def _worded(self, text: str, reach: Reach) -> Prose | Wording | None:
        return self._retold(text, reach) or self.chapter.prose.wording(text)

    def _retold(self, text: str, reach: Reach) -> Prose | None:
        """What a text says that was told anew; it is noted how much of it was read."""
        if self.reads is None:
            return None
        self.reads.note(text, reach)
        return self.reads.retold.get(text)

    def may_be_pictured(self, member: str) -> bool:
        """Whether pictures with this member in them may be shown."""
        return may_be_pictured(self.chapter.members[member], self.today, self.ring)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """Paths of pictures that show somebody who may not be pictured, or what a host has yet to agree to."""
        return withheld_pictures(self.chapter, self.today, self.ring) & self.chapter.media

    @cached_property
    def held(self) -> frozenset[str]:
        """Paths of pictures that wait for the host of a tour, and for nobody else."""
        unagreed = frozenset(unagreed_pictures(self.chapter, self.today, self.ring))
        return frozenset(held_pictures(self.chapter, self.today)) - unagreed

    def speaker(self, one: MemberId | Speaker) -> Person | Speaker:
        """Who speaks: a guest as announced, a member as far as consent goes."""
        return speaker(self.chapter, one, self.today, self.ring)

    def byline(self, text: str) -> Person:
        """What this ring may know of somebody named in a record."""
        known = self.known.get(text)
        if known is None:
            # Whoever is named by id is the same person here and in `person`.
            known = self.known[text] = byline(self.chapter, text, self.today, self.ring)
        return known

    @cached_property
    def people_of(self) -> Mapping[str, tuple[Person, ...]]:
        """Company id -> its people in the directory."""
        return _grouped((one.company, one) for one in self.people if one.company)

    @cached_property
    def _gatherings(self) -> tuple[Occasion, ...]:
        """Events that have a page, and the next day of each series that has none, in order of time."""
        following = (self.repeated_from(series.id)[:1] for series in self.shown(self.chapter.series))
        found = (*self.occasions, *chain.from_iterable(following))
        return tuple(sorted(found, key=lambda one: (one.interval.start.timestamp(), one.id)))

    @cached_property
    def hosted_by(self) -> Mapping[str, tuple[Occasion, ...]]:
        """Company id -> the events it hosts, in order of time."""
        return _grouped(
            (company, one)
            for one in self._gatherings
            for company in dict.fromkeys((one.event.host, *one.event.cohosts))
            if company
        )

    @cached_property
    def held_at(self) -> Mapping[str, tuple[Occasion, ...]]:
        """Venue id -> the events there, in order of time."""
        return _grouped((venue.id, one) for one in self._gatherings if (venue := self.venue(one)) and venue.id)

    @cached_property
    def parts_of(self) -> Mapping[str, tuple[Occasion, ...]]:
        """Member id -> the events that the member organizes or speaks at, in order of time."""
        return _grouped(
            (member, one)
            for one in self._gatherings
            for member in dict.fromkeys(
                who for who in (*one.event.organizers, *speakers_of(one.event)) if isinstance(who, str)
            )
        )

    @cached_property
    def recap_of(self) -> Mapping[str, Recap]:
        """Event id -> its recap, when that is shown."""
        return {recap.event: recap for recap in self.recaps}

    @cached_property
    def tags(self) -> Mapping[str, tuple[str, tuple[Record, ...]]]:
        """Tag's address -> its label and what bears it: events in order of time, recaps and posts newest first."""
        bearers: tuple[Any, ...] = (*(one.event for one in self.occasions), *self.recaps, *self.posts)
        labels: dict[str, str] = {}
        found: dict[str, list[Record]] = {}
        for record in bearers:
            for tag in dict.fromkeys(topic_slug(tag) for tag in record.tags):
                found.setdefault(tag, []).append(record)
            for tag in record.tags:
                labels.setdefault(topic_slug(tag), tag)
        return {tag: (labels[tag], tuple(found[tag])) for tag in sorted(found)}

    def venue(self, occasion: Occasion) -> Venue | None:
        """Where an event takes place; None online, or when nothing is said."""
        venue = occasion.event.venue
        if isinstance(venue, Venue):
            return venue
        return self.chapter.venues[venue] if venue else None


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, tuple[Any, ...]]:
    found: dict[Any, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
