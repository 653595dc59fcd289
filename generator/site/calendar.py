"""Calendars: what subscribers are told of every event, and one file to take over each by itself.

An event has one entry, and it is the same wherever it stands: in `/calendar.ics`, in
the calendar of its kind, in a file of its own. Programs know an entry by its UID alone,
so that is made of what never changes: the id, and the chapter's own domain. No title,
day or address is in it.

A series is one entry with a rule. An event that stands for one of the rule's days
shares the series' UID and says which day that is (RECURRENCE-ID): for a Thursday that
was moved to Friday, the Thursday. An event of a series on a day of its own has a UID
of its own, and so has each day beside the rule. A day to be skipped is taken from the
rule (EXDATE).

How long they stay: an event for a year after it ended, so that nobody's memory is
emptied; a cancelled one for thirty days after its day, so that everybody hears of it
and the list does not fill with what never was. After that, an event of a series falls
back to the rule, if it took place as the rule says, and is else taken from it.

There are no alarms. When to be reminded is the subscriber's own affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date as Date
from datetime import timedelta
from functools import cached_property, partial
from typing import NamedTuple

from msgspec import Struct

from generator.model.chapter import Occasion, occurrence
from generator.model.records import Event, Series
from generator.model.revision import Revision, latest
from generator.site.cards import KIND_LABELS
from generator.site.edition import Edition
from generator.site.entries import event_entry, revised, series_entry, substitute_entry, years_of
from generator.site.icalendar import CalendarEntry, CalendarView, Subscription, ZoneYears
from generator.site.previews import home_card
from generator.site.reads import Made, Reads, once
from generator.site.recurrence import Days, days_of
from generator.site.statuses import STANDINGS
from generator.site.urls import address
from generator.text.diagnostic import Diagnostic, Label, Place, Severity, explained

# How long an event stays after it has ended, and a cancelled one after its day.
KEPT = timedelta(days=366)
CANCELLED_KEPT = timedelta(days=30)

# A series without an end is taken to go on this long, when the clocks of its zone are written down.
YEARS_AHEAD = 10

WHOLE = "/calendar.ics"


class Listing(NamedTuple):
    """An entry, and what decides which calendars it is in."""

    entry: CalendarEntry
    # Its kind; of what belongs to a series, also the series' id and kind.
    names: frozenset[str]
    # The years whose clocks it needs.
    years: tuple[ZoneYears, ...]


class Book(Struct, frozen=True, dict=True):
    """Every entry of an edition, each made once, when it is first asked for."""

    edition: Edition

    @cached_property
    def days(self) -> Mapping[str, Days]:
        """Series id -> its days."""
        edition = self.edition
        return {
            series.id: days_of(series.repeats, edition.occasions_of(series.id))
            for series in edition.shown(edition.chapter.series)
            if series.repeats
        }

    @cached_property
    def revised(self) -> Mapping[str, Revision]:
        """Series id -> its revision, of those that have a rule."""
        found = ((id, _revised(self.edition, self.edition.chapter.series[id], days)) for id, days in self.days.items())
        return {id: revised for id, revised in found if revised}

    @cached_property
    def made(self) -> dict[tuple[object, ...], Made]:
        """What `once` made for it."""
        return {}

    @property
    def reads(self) -> Reads | None:
        """Who reads which text."""
        return self.edition.reads


@once
def _told(book: Book) -> tuple[Listing, ...]:
    """What subscribers are told, in order of time; the days of a series after the series."""
    listings = [_event(book, one) for one in book.edition.occasions if is_kept(book.edition, one)]
    for id, days in book.days.items():
        listings += _series(book, book.edition.chapter.series[id], days)
    return tuple(sorted(listings, key=_order))


def _order(one: Listing) -> tuple[str, str, str]:
    entry = one.entry
    return (entry.replaces or entry.start, entry.uid, entry.replaces)


def is_kept(edition: Edition, occasion: Occasion) -> bool:
    """Whether subscribers still hear of an event."""
    cancelled = STANDINGS[occasion.event.status].ics == "CANCELLED"
    return edition.today - occasion.interval.last_day <= (CANCELLED_KEPT if cancelled else KEPT)


# -- the files -----------------------------------------------------------------------------


def calendars(edition: Edition) -> Iterator[tuple[str, Callable[[Edition], CalendarView]]]:
    """Every calendar: its address, and how its view is made."""
    book = Book(edition)
    yield WHOLE, partial(_whole, book)
    for name in calendar_names(edition):
        yield calendar_address(name), partial(_part, book, name)
    for one in edition.occasions:
        yield event_address(one), partial(_alone, book, one)


def calendar_names(edition: Edition) -> tuple[str, ...]:
    """The calendars beside the whole one: series, and kinds of events. None goes away because nothing is coming up."""
    series = edition.shown(edition.chapter.series)
    kinds = {one.event.kind for one in edition.occasions} | {one.kind for one in series}
    return tuple(sorted(kinds.union(one.id for one in series)))


def calendar_address(name: str) -> str:
    """The address of the calendar of a series, or of a kind of events."""
    return f"/calendar/{name}.ics"


def event_address(occasion: Occasion) -> str:
    """The address of an event's own file."""
    return address("events", occasion.id).removesuffix("/") + ".ics"


def _whole(book: Book, _: Edition) -> CalendarView:
    charter = book.edition.chapter.charter
    about = charter.description or charter.tagline
    return _view(book, _told(book), _subscription(book.edition, charter.name, about, "/events/", WHOLE))


def _part(book: Book, name: str, _: Edition) -> CalendarView:
    """A series and a kind of one name share a calendar: whoever follows it misses neither."""
    charter, series = book.edition.chapter.charter, book.edition.chapter.series.get(name)
    title, about, page = (
        (series.title, series.summary, address("series", name))
        if series
        else (book.edition.language.say(KIND_LABELS[name]), "", "/events/")
    )
    label = f"{charter.short_name or charter.name}: {title}"
    subscription = _subscription(book.edition, label, about, page, calendar_address(name))
    return _view(book, [one for one in _told(book) if name in one.names], subscription)


def _alone(book: Book, occasion: Occasion, _: Edition) -> CalendarView:
    # Nothing to follow, and no name: some programs make a new calendar of a file that has one.
    return _view(book, [_event(book, occasion)], None)


def _view(book: Book, listings: Iterable[Listing], subscription: Subscription | None) -> CalendarView:
    charter, this_year = book.edition.chapter.charter, book.edition.today.year
    listings = tuple(listings)
    years = [years for one in listings for years in one.years]
    if not listings:
        # A calendar must hold something (RFC 5545 3.6): an empty one holds its clocks.
        years = [ZoneYears(charter.timezone, this_year, this_year)]
    return CalendarView(
        entries=tuple(one.entry for one in listings),
        zones=tuple(
            ZoneYears(
                name,
                min(one.first for one in years if one.name == name),
                max(one.last for one in years if one.name == name),
            )
            for name in sorted({one.name for one in years})
        ),
        organizer=charter.name,
        email=charter.email,
        subscription=subscription,
    )


def _subscription(edition: Edition, name: str, description: str, page: str, url: str) -> Subscription:
    rgb = home_card(edition).accent
    return Subscription(
        name=name,
        description=description,
        url=edition.root.absolute(page),
        source=edition.root.absolute(url),
        timezone=edition.chapter.charter.timezone,
        color=nearest_color(rgb),
        rgb=rgb,
    )


# Colors that a calendar may have by name (RFC 7986 5.9, CSS Color 3): those that can be told from one another.
COLORS = {
    "black": "#000000", "gray": "#808080", "maroon": "#800000", "crimson": "#dc143c", "tomato": "#ff6347",
    "orange": "#ffa500", "gold": "#ffd700", "olive": "#808000", "green": "#008000", "limegreen": "#32cd32",
    "teal": "#008080", "steelblue": "#4682b4", "dodgerblue": "#1e90ff", "navy": "#000080", "royalblue": "#4169e1",
    "rebeccapurple": "#663399", "orchid": "#da70d6", "hotpink": "#ff69b4", "sienna": "#a0522d", "tan": "#d2b48c",
}  # fmt: skip


def nearest_color(rgb: str) -> str:
    """The name nearest to a color, `#rrggbb`."""

    def distance(name: str) -> int:
        other = COLORS[name]
        return sum((int(rgb[at : at + 2], 16) - int(other[at : at + 2], 16)) ** 2 for at in (1, 3, 5))

    return min(COLORS, key=distance)


# -- what is in them -----------------------------------------------------------------------


@once
def _event(book: Book, occasion: Occasion) -> Listing:
    edition, series = book.edition, occasion.series
    days = book.days.get(series.id) if series else None
    names = frozenset({occasion.event.kind, *((series.id, series.kind) if series else ())})
    if series is None or days is None or days.rule is None:
        return Listing(event_entry(edition, occasion), names, years_of(occasion))
    day = days.day_of.get(occasion.id)
    if day is None:
        return Listing(event_entry(edition, occasion, series), names, years_of(occasion))
    ruled = occurrence(edition.chapter, series, day)
    entry = substitute_entry(edition, occasion, series, day, book.revised[series.id])
    return Listing(entry, names, (*years_of(occasion), *years_of(ruled)))


def _revised(edition: Edition, series: Series, days: Days) -> Revision | None:
    """When a series last changed; None without a rule. Whatever takes a day away from the rule changes the series."""
    if days.rule is None:
        return None
    first = occurrence(edition.chapter, series, days.rule.first)
    absent = _absent(edition, series, days).values()
    return latest([revised(edition, first), *(revised(edition, one) for one in absent)])


def _series(book: Book, series: Series, days: Days) -> Iterator[Listing]:
    """A series' own entry, and one for each day beside its rule."""
    edition, names = book.edition, frozenset({series.id, series.kind})
    if days.rule:
        first = occurrence(edition.chapter, series, days.rule.first)
        excluded = tuple(sorted(days.rule.skipped.union(_absent(edition, series, days))))
        until = days.rule.until
        last = until.year if until else max(edition.today.year, days.rule.first.year) + YEARS_AHEAD
        yield Listing(
            series_entry(edition, series, days.rule, excluded, book.revised[series.id]),
            names,
            tuple(ZoneYears(years.name, years.first, max(years.last, last)) for years in years_of(first)),
        )
    for day in days.further:
        one = occurrence(edition.chapter, series, day)
        if is_kept(edition, one):
            yield Listing(event_entry(edition, one, series if days.rule else None), names, years_of(one))


def _absent(edition: Edition, series: Series, days: Days) -> Mapping[Date, Occasion]:
    """Days of the rule that events have taken from it."""
    return {**days.taken, **_gone(edition, series, days)}


def _gone(edition: Edition, series: Series, days: Days) -> dict[Date, Occasion]:
    """Days whose event subscribers no longer hear of, and on which nothing took place as the rule says."""
    gone = {}
    for one in edition.occasions_of(series.id):
        day = days.day_of.get(one.id)
        if day and not is_kept(edition, one) and not _took_place_as_ruled(edition, one, series, day):
            gone[day] = one
    return gone


def _took_place_as_ruled(edition: Edition, occasion: Occasion, series: Series, day: Date) -> bool:
    """Whether the rule alone says when it was."""
    ruled = occurrence(edition.chapter, series, day)
    return STANDINGS[occasion.event.status].takes_place and occasion.interval == ruled.interval


# -- ids -----------------------------------------------------------------------------------


def check_calendars(edition: Edition) -> Iterator[Diagnostic]:
    """An event and a series, or a further day of one, that calendar programs could not tell apart."""
    occasions = edition.chapter.occasions
    for id, series in edition.chapter.series.items():
        if id in occasions:
            yield same_calendar_id(occasions[id].event, series)
        for day in series.repeats.also if series.repeats else ():
            twin = occasions.get(occurrence(edition.chapter, series, day).id)
            if twin and twin.event.series != id:
                yield same_calendar_id(twin.event, series, day)


@explained
def same_calendar_id(event: Event, series: Series, day: Date | None = None) -> Diagnostic:
    """An event and a series have the same id.

    Calendar programs know what they show by its id alone. If an event and a series
    share one, subscribers see only one of the two. It is best to begin an event's
    file name with its day.

    A further day of a series (`also`) has an id as well: of `coffee` on June 18 it is
    `2026-06-18-coffee`. An event with this id is that day, if it says `series: coffee`.

        -- content/series/coffee.yaml --
        title: Coffee
        repeats: {every: month, on: first thursday, start: 8:00, from: 2026-04-02}
        -- content/events/coffee.yaml --
        title: Coffee with the mayor
        date: 2026-05-12

        warning[same-calendar-id]: an event and a series are both called `coffee`
         --> content/events/coffee.yaml:1:1
          |
        1 | title: Coffee with the mayor
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the event
         --> content/series/coffee.yaml:1:1
          |
        1 | title: Coffee
          | ------------- the series
          = help: rename the event's file: `2026-05-12-coffee`
    """
    message = f"an event and a series are both called `{event.id}`"
    help = f"rename the event's file: `{event.date.isoformat()}-{event.id}`"
    if day:
        message = f"an event is called `{event.id}`, like a further day of the series `{series.id}`"
        help = f"add `series: {series.id}` if it is that day, or rename the event's file"
    return Diagnostic(
        code="same-calendar-id",
        severity=Severity.WARNING,
        message=message,
        where=Place(event.file),
        note="the event",
        related=(Label(where=Place(series.file), message="the series"),),
        help=help,
    )
