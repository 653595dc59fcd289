"""Hours that are not there, ends before starts, rhythms that name no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock

from generator.model.chapter import Chapter, series_hours
from generator.model.checks.words import ERROR, WARNING, at, clock_words, day_words
from generator.model.records import Event, Series
from generator.model.when import WEEKDAYS, comes_twice, exists, parse_rhythm
from generator.text.diagnostic import Diagnostic, explained


@explained
def time_does_not_exist(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An hour that the clocks skip that day.

    When summer time begins, the clock jumps from 2:00 to 3:00. Nobody can come at
    half past two.

        -- content/events/2026-03-08-night-shift.yaml --
        title: Night shift breakfast
        date: 2026-03-08
        start: 2:30

        error[time-does-not-exist]: on March 8, 2026 the clocks in America/Chicago skip 2:30
         --> content/events/2026-03-08-night-shift.yaml:3:8
          |
        3 | start: 2:30
          |        ^^^^ summer time begins that night
          = help: write an hour before 2:00 or from 3:00 on
    """
    for record, name, day, clock, zone in _written_hours(chapter):
        if not exists(day, clock, zone):
            yield Diagnostic(
                code="time-does-not-exist",
                severity=ERROR,
                message=f"on {day_words(day)} the clocks in {zone} skip {clock_words(clock)}",
                where=at(record, *name),
                note="summer time begins that night",
                help=f"write an hour before {clock.hour}:00 or from {clock.hour + 1}:00 on",
            )


@explained
def time_happens_twice(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An hour that the clocks show twice that day.

    When summer time ends, the clock goes back from 2:00 to 1:00, so half past one
    comes twice. The first of the two is taken.

        -- content/events/2026-11-01-night-shift.yaml --
        title: Night shift breakfast
        date: 2026-11-01
        start: 1:30

        warning[time-happens-twice]: on November 1, 2026 the clocks in America/Chicago show 1:30 twice
         --> content/events/2026-11-01-night-shift.yaml:3:8
          |
        3 | start: 1:30
          |        ^^^^ the first of the two is taken
          = help: choose another hour if you can
    """
    for record, name, day, clock, zone in _written_hours(chapter):
        if comes_twice(day, clock, zone):
            yield Diagnostic(
                code="time-happens-twice",
                severity=WARNING,
                message=f"on {day_words(day)} the clocks in {zone} show {clock_words(clock)} twice",
                where=at(record, *name),
                note="the first of the two is taken",
                help="choose another hour if you can",
            )


def _written_hours(chapter: Chapter) -> Iterator[tuple[Event, tuple[str | int, ...], Date, Clock, str]]:
    """Each hour of each event: record, keys, day, clock, zone."""
    for occasion in chapter.occasions.values():
        event, zone = occasion.event, occasion.interval.zone
        for name in ("start", "end"):
            clock = getattr(event, name)
            if clock is None:
                continue
            day = occasion.interval.start.date() if name == "start" else occasion.interval.end.date()
            yield event, (name,) if name in event.given else ("date",), day, clock, zone
        for number, item in enumerate(event.agenda):
            for name in ("start", "end"):
                if getattr(item, name) is not None and "agenda" in event.given:
                    yield event, ("agenda", number, name), event.date, getattr(item, name), zone


@explained
def end_before_start(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An event that ends before it starts.

    An `end` that reads earlier than the `start` is the next morning: `start: 22:00`,
    `end: 1:00` is fine. An end in the next afternoon is a slip, most often a missing
    `pm`; so is an `end_date` before the `date`.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: 2026-03-12
        start: 18:00
        end: 17:00

        error[end-before-start]: this event ends before it starts
         --> content/events/2026-03-12-coffee.yaml:4:6
          |
        4 | end: 17:00
          |      ^^^^^ it starts at 18:00
          = help: did you mean a later hour, or an `end_date`?
    """
    for occasion in chapter.occasions.values():
        event = occasion.event
        if event.end_date and event.end_date < event.date:
            yield _ends_early(event, "end_date", f"it starts on {day_words(event.date)}", "did you mean a later day?")
        elif event.start and event.end and "end" in event.given:
            if event.end == event.start and not event.end_date:
                yield _ends_early(
                    event, "end", "it ends the moment it starts", "write a later hour, or leave `end` out"
                )
            elif event.end < event.start and (event.end.hour >= 12 or event.end_date == event.date):
                yield _ends_early(
                    event,
                    "end",
                    f"it starts at {clock_words(event.start)}",
                    "did you mean a later hour, or an `end_date`?",
                )
    for series in chapter.series.values():
        repeats = series.repeats
        hours = series_hours(series)
        if repeats and repeats.until and repeats.until < repeats.since:
            yield _ends_early(
                series, "repeats.until", f"it starts on {day_words(repeats.since)}", "did you mean a later day?"
            )
        if hours["start"] and hours["end"] and hours["end"] <= hours["start"] and hours["end"].hour >= 12:
            name = "repeats.end" if repeats and repeats.end else "end"
            yield _ends_early(series, name, f"it starts at {clock_words(hours['start'])}", "did you mean a later hour?")


def _ends_early(record: Event | Series, name: str, note: str, help: str) -> Diagnostic:
    what = "event" if isinstance(record, Event) else "series"
    return Diagnostic(
        code="end-before-start",
        severity=ERROR,
        message=f"this {what} ends before it starts",
        where=at(record, *name.split(".")),
        note=note,
        help=help,
    )


@explained
def ends_next_morning(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An event that would last through the night.

    `start: 20:00` with `end: 9:30` is read as half past nine the next morning.
    Mostly half past nine in the evening was meant.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: 2026-03-12
        start: 8:00 pm
        end: 9:30

        warning[ends-next-morning]: this event lasts until 9:30 the next morning
         --> content/events/2026-03-12-coffee.yaml:4:6
          |
        4 | end: 9:30
          |      ^^^^ it starts at 20:00
          = help: write `9:30 pm` if you meant the evening
    """
    for occasion in chapter.occasions.values():
        event = occasion.event
        if not (event.start and event.end and "end" in event.given and not event.end_date):
            continue
        if event.end < event.start and 6 <= event.end.hour < 12:
            yield Diagnostic(
                code="ends-next-morning",
                severity=WARNING,
                message=f"this event lasts until {clock_words(event.end)} the next morning",
                where=at(event, "end"),
                note=f"it starts at {clock_words(event.start)}",
                help=f"write `{clock_words(event.end)} pm` if you meant the evening",
            )


@explained
def rsvp_closes_late(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A sign-up that closes after the event has started, or opens after it closes.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    rsvp:
      email: coffee@example.org
      closes: 2026-03-21

    error[rsvp-closes-late]: sign-up closes after the event has started
     --> content/events/2026-03-12-coffee.yaml:5:11
      |
    5 |   closes: 2026-03-21
      |           ^^^^^^^^^^ the event is on March 12, 2026
      = help: write a day up to `2026-03-12`
    """
    for occasion in chapter.occasions.values():
        event, rsvp = occasion.event, occasion.event.rsvp
        if rsvp is None or "rsvp" not in event.given:
            continue
        if rsvp.closes and rsvp.closes > event.date:
            yield Diagnostic(
                code="rsvp-closes-late",
                severity=ERROR,
                message="sign-up closes after the event has started",
                where=at(event, "rsvp", "closes"),
                note=f"the event is on {day_words(event.date)}",
                help=f"write a day up to `{event.date}`",
            )
        elif rsvp.opens and rsvp.opens > (rsvp.closes or event.date):
            yield Diagnostic(
                code="rsvp-closes-late",
                severity=ERROR,
                message="sign-up opens after it closes",
                where=at(event, "rsvp", "opens"),
                note=f"it closes on {day_words(rsvp.closes or event.date)}",
                help=f"write a day up to `{rsvp.closes or event.date}`",
            )


@explained
def date_differs_from_name(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An event whose file name starts with another day than its `date`.

    Either the date is a slip, or the event was moved. A moved event keeps its file
    name, so that its address and its calendar entry stay the same, and says under
    `previous` which day it had.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: 2026-03-21

        warning[date-differs-from-name]: this event is on March 21, 2026, but its file is named for March 12, 2026
         --> content/events/2026-03-12-coffee.yaml:2:7
          |
        2 | date: 2026-03-21
          |       ^^^^^^^^^^ a Saturday
          = help: if it was moved, add `previous: [{date: 2026-03-12}]`
    """
    for occasion in chapter.occasions.values():
        event = occasion.event
        found = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:-|$)", event.id)
        if not found:
            continue
        try:
            named = Date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
        if named != event.date and named not in {earlier.date for earlier in event.previous}:
            yield Diagnostic(
                code="date-differs-from-name",
                severity=WARNING,
                message=f"this event is on {day_words(event.date)}, but its file is named for {day_words(named)}",
                where=at(event, "date"),
                note=f"a {WEEKDAYS[event.date.weekday()].title()}",
                help=f"if it was moved, add `previous: [{{date: {named}}}]`",
            )


@explained
def unknown_rhythm(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A series whose `on` names no day.

    -- content/series/coffee.yaml --
    title: Coffee
    repeats:
      every: month
      on: thursday
      from: 2026-01-01

    error[unknown-rhythm]: `on: thursday` names no day of a month
     --> content/series/coffee.yaml:4:7
      |
    4 |   on: thursday
      |       ^^^^^^^^
      = help: write `first thursday`, `last friday`, or a number such as `15`
    """
    for series in chapter.series.values():
        repeats = series.repeats
        if repeats and parse_rhythm(repeats.every, repeats.on) is None:
            help = (
                "write `first thursday`, `last friday`, or a number such as `15`"
                if repeats.every == "month"
                else "write a weekday such as `thursday`, or `monday and thursday`"
            )
            yield Diagnostic(
                code="unknown-rhythm",
                severity=ERROR,
                message=f"`on: {repeats.on}` names no day of a {repeats.every}",
                where=at(series, "repeats", "on"),
                help=help,
            )
