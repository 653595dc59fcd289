"""How long the site stays true: `/build.json`.

A site of files does not know what time it is. It was right when it was built, and
it goes on being right until something happens that depends on the day: an event
ends, signing up closes, a post comes out, a consent runs out. The first of these is
`fresh_until`. Until then another build would give the same files, byte for byte;
from then on the site claims something that is no longer so.

So this file lists every way in which the edition depends on its `now`. What is
hidden today is not named here: `/build.json` is public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock
from functools import partial
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from generator.engine.output import View
from generator.model.chapter import Occasion, days_taken, records_of, series_days
from generator.model.consent import turning_days
from generator.model.records import Company, Event, Member, Post, Recap, Record, Series
from generator.model.when import DAY, last_day, zone
from generator.site.calendar import CANCELLED_KEPT, KEPT
from generator.site.edition import LIST_AHEAD, SERIES_AHEAD, Edition
from generator.site.feeds import EVENT_NEWS
from generator.site.jsontext import json_text
from generator.site.statuses import STANDINGS

# Where a site says until when it is true.
BUILD = "/build.json"
# Of what that says. A field more is the same version.
VERSION = 1

# How far behind a series' horizon its next day is looked for: what is further comes after the new year.
A_YEAR = timedelta(days=366)


class BuildView(View, frozen=True, kw_only=True):
    """`/build.json`: when the site was built, from what, and until when it is true. Times are RFC 3339."""

    generated_at: str
    timezone: str
    fresh_until: str
    why: str
    source_commit: str


class Change(NamedTuple):
    """Something that will be otherwise from a moment on."""

    moment: DateTime
    # Its `{}` is what the event is called: of ten thousand changes one is told.
    why: str
    event: Event | None = None


# A change that comes with a day.
On: TypeAlias = Callable[[Date, str], Change]


def build_view(edition: Edition) -> BuildView:
    """`/build.json`"""
    first = next_change(edition)
    return BuildView(
        generated_at=edition.now.isoformat(timespec="seconds"),
        timezone=edition.chapter.charter.timezone,
        fresh_until=first.moment.isoformat(timespec="seconds"),
        why=first.why,
        source_commit=edition.history.commit,
    )


def render_build(view: BuildView) -> bytes:
    """The view as JSON."""
    return json_text(
        {
            "version": VERSION,
            "generated_at": view.generated_at,
            "timezone": view.timezone,
            "fresh_until": view.fresh_until,
            "why": view.why,
            "source_commit": view.source_commit,
        }
    )


def next_change(edition: Edition) -> Change:
    """The first thing that will make the site untrue: the new year, if nothing else."""
    here = zone(edition.chapter.charter.timezone)
    now = edition.now.timestamp()
    coming = (change for change in changes(edition) if change.moment.timestamp() > now)
    first = min(coming, key=lambda change: change.moment.timestamp())
    why = first.why.format(f"“{edition.title_of(first.event)}”") if first.event else first.why
    return first._replace(moment=first.moment.astimezone(UTC).astimezone(here), why=why)


def changes(edition: Edition) -> Iterator[Change]:
    """All that happens by itself, past and to come, in no order."""
    here = zone(edition.chapter.charter.timezone)
    on = partial(_begins, here)
    repeating = (one for series in edition.chapter.series for one in edition.repeated_from(series))
    for occasion in (*edition.occasions, *repeating):
        yield from (change._replace(event=occasion.event) for change in _of_occasion(occasion, on, here))
    for series in edition.shown(edition.chapter.series):
        yield from _of_series(edition, series, on)
    # Calendars with a rule say how the clocks are set in the years to come.
    yield on(Date(edition.today.year + 1, 1, 1), "a new year begins")
    for record in records_of(edition.chapter):
        publish_on = getattr(record, "publish_on", None)
        if publish_on and not getattr(record, "draft", False):
            yield on(publish_on, f"{A_RECORD[type(record)]} is published")
        if isinstance(record, Member):
            yield from (on(day, why) for day, why in turning_days(record))
        elif isinstance(record, Company) and record.left:
            yield on(last_day(record.left) + DAY, "a company leaves")
        elif isinstance(record, Recap) and record.host_approved:
            yield on(record.host_approved, "a host's consent to pictures begins")


# What waits for its day, without its name: that is not public yet.
A_RECORD: dict[type[Record], str] = {Event: "an event", Series: "a series", Recap: "a recap", Post: "a post"}


def _begins(here: ZoneInfo, day: Date, why: str) -> Change:
    return Change(DateTime.combine(day, Clock(), here), why)


def _of_occasion(occasion: Occasion, on: On, here: ZoneInfo) -> Iterator[Change]:
    event, interval, standing = occasion.event, occasion.interval, STANDINGS[occasion.event.status]
    ends = interval.end.astimezone(here)
    yield Change(ends, "{} ends")
    if standing.takes_place:
        yield on(interval.first_day, "the day of {} begins")
        over = on(interval.last_day + DAY, "the day of {} is over")
        # Further west it goes on when the chapter's day is over.
        if over.moment.timestamp() < ends.timestamp():
            yield over
    yield Change(ends + EVENT_NEWS, "{} leaves the feed of events")
    kept = CANCELLED_KEPT if standing.ics == "CANCELLED" else KEPT
    yield on(interval.last_day + kept + DAY, "{} leaves the calendar")
    if not standing.has_day:
        yield Change(ends + SERIES_AHEAD, "{} has waited a year for a new day")
    if event.rsvp and event.rsvp.opens:
        yield on(event.rsvp.opens, "sign-up opens for {}")
    if event.rsvp and event.rsvp.closes:
        yield on(event.rsvp.closes + DAY, "sign-up closes for {}")


def _of_series(edition: Edition, series: Series, on: On) -> Iterator[Change]:
    """The next day of a series that comes within sight, in each list; and days it does not take place."""
    taken = {day for one in edition.occasions_of(series.id) for day in days_taken(one.event)}
    days = [day for day in series_days(series, edition.today + SERIES_AHEAD + A_YEAR) if day not in taken]
    for ahead in (LIST_AHEAD, SERIES_AHEAD):
        following = next((day for day in days if day > edition.today + ahead), None)
        if following:
            yield on(following - ahead, f"another “{series.title}” comes within sight")
    if series.repeats:
        for day in series.repeats.skip:
            yield on(day + DAY, f"a day without “{series.title}” is over")
        for day in series.repeats.also:
            yield on(day + KEPT + DAY, f"“{series.title}” leaves the calendar")
