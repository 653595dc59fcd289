"""What can be wrong with a chapter though every file of it could be read.

One function for each check, named like its code. Its docstring is its manual page
(`chapter explain <code>`) and its test: the example is run, and must give the
message shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock
from datetime import timedelta
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, urlsplit

from generator.model.chapter import Chapter, Occasion, series_days, series_hours
from generator.model.consent import in_office
from generator.model.leaves import leaves
from generator.model.records import Event, Image, MediaPath, MenuItem, Record, Series
from generator.model.scalars import MONTHS
from generator.model.slips import quoted
from generator.model.when import WEEKDAYS, comes_twice, exists, is_past, last_day, parse_rhythm
from generator.text.diagnostic import Diagnostic, Label, Place, Severity, did_you_mean, explained
from generator.text.prose import ImageHole

Check = Callable[[Chapter, DateTime], Iterator[Diagnostic]]

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def check(chapter: Chapter, now: DateTime) -> tuple[Diagnostic, ...]:
    """Run every check. `now` is an aware datetime in the chapter's zone."""
    return tuple(problem for one in CHECKS for problem in one(chapter, now))


def _at(record: Record, *keys: str | int) -> Place:
    return Place(record.file, keys)


# -- hours and days --------------------------------------------------------------


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
                message=f"on {_words(day)} the clocks in {zone} skip {_clock(clock)}",
                where=_at(record, *name),
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
                message=f"on {_words(day)} the clocks in {zone} show {_clock(clock)} twice",
                where=_at(record, *name),
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
            yield _ends_early(event, "end_date", f"it starts on {_words(event.date)}", "did you mean a later day?")
        elif event.start and event.end and "end" in event.given:
            if event.end == event.start and not event.end_date:
                yield _ends_early(
                    event, "end", "it ends the moment it starts", "write a later hour, or leave `end` out"
                )
            elif event.end < event.start and (event.end.hour >= 12 or event.end_date == event.date):
                yield _ends_early(
                    event, "end", f"it starts at {_clock(event.start)}", "did you mean a later hour, or an `end_date`?"
                )
    for series in chapter.series.values():
        repeats = series.repeats
        hours = series_hours(series)
        if repeats and repeats.until and repeats.until < repeats.since:
            yield _ends_early(
                series, "repeats.until", f"it starts on {_words(repeats.since)}", "did you mean a later day?"
            )
        if hours["start"] and hours["end"] and hours["end"] <= hours["start"] and hours["end"].hour >= 12:
            name = "repeats.end" if repeats and repeats.end else "end"
            yield _ends_early(series, name, f"it starts at {_clock(hours['start'])}", "did you mean a later hour?")


def _ends_early(record: Event | Series, name: str, note: str, help: str) -> Diagnostic:
    what = "event" if isinstance(record, Event) else "series"
    return Diagnostic(
        code="end-before-start",
        severity=ERROR,
        message=f"this {what} ends before it starts",
        where=_at(record, *name.split(".")),
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
                message=f"this event lasts until {_clock(event.end)} the next morning",
                where=_at(event, "end"),
                note=f"it starts at {_clock(event.start)}",
                help=f"write `{_clock(event.end)} pm` if you meant the evening",
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
                where=_at(event, "rsvp", "closes"),
                note=f"the event is on {_words(event.date)}",
                help=f"write a day up to `{event.date}`",
            )
        elif rsvp.opens and rsvp.opens > (rsvp.closes or event.date):
            yield Diagnostic(
                code="rsvp-closes-late",
                severity=ERROR,
                message="sign-up opens after it closes",
                where=_at(event, "rsvp", "opens"),
                note=f"it closes on {_words(rsvp.closes or event.date)}",
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
                message=f"this event is on {_words(event.date)}, but its file is named for {_words(named)}",
                where=_at(event, "date"),
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
                where=_at(series, "repeats", "on"),
                help=help,
            )


# -- days in prose -----------------------------------------------------------------

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?\\.?" for name in MONTHS) + r"|sept\.?"
_DAY_IN_PROSE = re.compile(
    rf"\b(?:(?P<weekday>mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?"
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\b)"
    rf"(?:,?\s+(?P<year>(?:19|20)\d{{2}})\b)?",
    re.IGNORECASE,
)
# What comes before a day that is not the event's: a deadline, an earlier or a later date.
_OTHER_DAY = re.compile(
    r"\b(by(?:\w*day)?|before|until|till|til|through|thru|than|deadline|since|after|from|closes?|opens?|register\w*|rsvp\w*"
    r"|last|next|previous\w*|earlier|originally|was|were|not|instead of|due|starting|session\s*\d|also|following)"
    r"\b[^.!?\n]*$",
    re.IGNORECASE,
)
_SAYS_WHEN = re.compile(r"^\W*(when|date|day)\W", re.IGNORECASE)


class _Mention:
    """A day that prose names: where it stands, the weekday written with it, and the day meant."""

    def __init__(self, found: re.Match[str], near: Date) -> None:
        self.start, self.end = found.span()
        self.text = found[0]
        month = (found["month"] or found["month2"])[:3].casefold()
        number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month))
        weekday = (found["weekday"] or "")[:3].casefold()
        self.weekday = next((n for n, name in enumerate(WEEKDAYS) if weekday and name.startswith(weekday)), None)
        years = [int(found["year"])] if found["year"] else [near.year - 1, near.year, near.year + 1]
        days = list(filter(None, (_day(year, number, int(found["day"] or found["day2"])) for year in years)))
        # Without a year, the nearest such day to the event is meant.
        self.day = min(days, key=lambda day: abs(day - near), default=None)


def _day(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def _mentions(event: Event) -> Iterator[_Mention]:
    for found in _DAY_IN_PROSE.finditer(event.body):
        yield _Mention(found, event.date)


def _in_body(event: Event, mention: _Mention) -> Place:
    return Place(event.file, ("body",), (mention.start, mention.end))


def _days_of(chapter: Chapter, occasion: Occasion) -> set[Date]:
    """Every day that an event's prose may rightly name."""
    event, interval = occasion.event, occasion.interval
    days = {interval.first_day + timedelta(days=n) for n in range((interval.last_day - interval.first_day).days + 1)}
    days.update(earlier.date for earlier in event.previous)
    days.update(filter(None, (event.announced, event.updated, event.publish_on)))
    if event.rsvp:
        days.update(filter(None, (event.rsvp.opens, event.rsvp.closes)))
    if occasion.series:
        days.update(series_days(occasion.series, event.date + timedelta(days=92)))
    return days


@explained
def wrong_weekday(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A weekday in an event's text that the day does not have.

    People trust the weekday more than the number. When the two disagree, some come
    on the wrong day.

        -- content/events/2026-03-12-coffee.md --
        ---
        title: Coffee
        date: 2026-03-12
        ---
        See you on Friday, March 12th!

        warning[wrong-weekday]: March 12, 2026 is a Thursday
         --> content/events/2026-03-12-coffee.md:5:12
          |
        5 | See you on Friday, March 12th!
          |            ^^^^^^^^^^^^^^^^^^
          = help: write `Thursday`, or the right day
    """
    for occasion in _with_text(chapter):
        event, days = occasion.event, _days_of(chapter, occasion)
        for mention in _mentions(event):
            if mention.day is None or _contradicts(event, mention, days):
                continue
            if mention.weekday is not None and mention.weekday != mention.day.weekday():
                right = WEEKDAYS[mention.day.weekday()].title()
                yield Diagnostic(
                    code="wrong-weekday",
                    severity=WARNING,
                    message=f"{_words(mention.day)} is a {right}",
                    where=_in_body(event, mention),
                    help=f"write `{right}`, or the right day",
                )


@explained
def date_contradicts_event(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A day in an event's text that is not the event's.

    Most often the text was copied from an earlier announcement, or the event was
    moved and its text was not. Deadlines ("by Friday, March 6") and days that the
    event once had are left in peace.

        -- content/events/2026-03-12-coffee.md --
        ---
        title: Coffee
        date: 2026-03-12
        ---
        **When: Thursday, March 19th, 8:00 AM**

        warning[date-contradicts-event]: the text says March 19, 2026, the event is on March 12, 2026
         --> content/events/2026-03-12-coffee.md:5:9
          |
        5 | **When: Thursday, March 19th, 8:00 AM**
          |         ^^^^^^^^^^^^^^^^^^^^
          = help: correct the text, or `date` if the text is right
    """
    for occasion in _with_text(chapter):
        event, days = occasion.event, _days_of(chapter, occasion)
        for mention in _mentions(event):
            if mention.day is not None and _contradicts(event, mention, days):
                yield Diagnostic(
                    code="date-contradicts-event",
                    severity=WARNING,
                    message=f"the text says {_words(mention.day)}, the event is on {_words(event.date)}",
                    where=_in_body(event, mention),
                    help="correct the text, or `date` if the text is right",
                )


def _contradicts(event: Event, mention: _Mention, days: set[Date]) -> bool:
    """Whether a day is given out as the event's, and is not."""
    if mention.day is None or mention.day in days:
        return False
    line_start = event.body.rfind("\n", 0, mention.start) + 1
    before = event.body[line_start : mention.start]
    says_when = bool(_SAYS_WHEN.match(before))
    right_weekday = mention.weekday is not None and mention.weekday == mention.day.weekday()
    return (says_when or right_weekday) and not _OTHER_DAY.search(before.rsplit(". ", 1)[-1])


def _with_text(chapter: Chapter) -> Iterator[Occasion]:
    """Events that have a text of their own."""
    return (occasion for occasion in chapter.occasions.values() if "body" in occasion.event.given)


# -- what a chapter owes its readers -------------------------------------------------

# How long the writer of a recap may take.
RECAP_DUE = timedelta(days=14)
# Older ones are told of together: nobody writes forty recaps after years.
RECAP_TOLD = timedelta(days=400)


@explained
def event_without_recap(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An event that is over, and nobody has written what happened.

    Reported from two weeks after the event. A few lines are enough, and one picture.

        -- content/events/2026-02-05-tour.yaml --
        title: Example Press
        kind: tour
        date: 2026-02-05
        -- content/events/2026-01-08-coffee.yaml --
        title: Coffee
        date: 2026-01-08
        -- content/recaps/2026-01-08-coffee.md --
        ---
        summary: Good coffee.
        ---
        We met.

        warning[event-without-recap]: nobody has written a recap of `Example Press`
         --> content/events/2026-02-05-tour.yaml:1:8
          |
        1 | title: Example Press
          |        ^^^^^^^^^^^^^ it was on February 5, 2026
          = help: `chapter new recap --event 2026-02-05-tour` starts one
    """
    if chapter.unread.any_of("recaps"):
        return
    missing = [
        occasion
        for occasion in chapter.occasions.values()
        if is_past(occasion.interval, now - RECAP_DUE)
        and occasion.event.status not in ("cancelled", "postponed")
        and not occasion.event.draft
        and occasion.id not in chapter.recap_of
    ]
    told_since = now - RECAP_TOLD
    recent = [one for one in missing if chapter.recaps and not is_past(one.interval, told_since)]
    older = missing[: len(missing) - len(recent)]
    for occasion in recent:
        yield _no_recap(occasion, f"nobody has written a recap of {quoted(occasion.event.title)}")
    if older:
        others = len(older) - 1
        several = f" and of {others} earlier event{'s' * (others > 1)}" if others else ""
        yield _no_recap(older[-1], f"nobody has written a recap of {quoted(older[-1].event.title)}{several}")


def _no_recap(occasion: Occasion, message: str) -> Diagnostic:
    return Diagnostic(
        code="event-without-recap",
        severity=WARNING,
        message=message,
        where=_at(occasion.event, "title"),
        note=f"it was on {_words(occasion.event.date)}",
        help=f"`chapter new recap --event {occasion.id}` starts one",
    )


@explained
def term_ended(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An officer whose term has ended, and nobody has taken over.

    The site shows only officers in office, so this office now looks vacant.

        -- content/members/ada-example.yaml --
        name: Ada Example
        roles:
          - title: Treasurer
            from: 2024
            until: 2025

        warning[term-ended]: the term of this Treasurer ended on December 31, 2025
         --> content/members/ada-example.yaml:5:12
          |
        5 |     until: 2025
          |            ^^^^ nobody holds the office now
          = help: write the new term, or give the office to somebody else
    """
    if chapter.unread.any_of("members"):
        return
    today = now.date()
    held = {
        role.title.casefold()
        for member in chapter.members.values()
        for role in member.roles
        if in_office(role.since, role.until, today) and member.withdrawn is None
    }
    for member in chapter.members.values():
        for number, role in enumerate(member.roles):
            if role.until and last_day(role.until) < today and role.title.casefold() not in held:
                yield Diagnostic(
                    code="term-ended",
                    severity=WARNING,
                    message=f"the term of this {role.title} ended on {_words(last_day(role.until))}",
                    where=_at(member, "roles", number, "until"),
                    note="nobody holds the office now",
                    help="write the new term, or give the office to somebody else",
                )


@explained
def picture_without_alt(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A picture that says nothing to those who cannot see it.

    One sentence that says what the picture shows is read aloud in its place, and
    shown when the picture does not load.

        -- content/events/2026-03-12-coffee.md --
        ---
        title: Coffee
        date: 2026-03-12
        ---
        ![](media:cups.png)
        -- content/media/cups.png --
        (a picture)

        warning[picture-without-alt]: this picture has no description
         --> content/events/2026-03-12-coffee.md:5:5
          |
        5 | ![](media:cups.png)
          |     ^^^^^^^^^^^^^^
          = help: write what it shows: `![Three cups on a workbench](…)`
    """
    for record in records_of(chapter):
        for keys, image in _images(record):
            if not image.alt and image.src in chapter.media and keys[0] not in ("logo", "photo"):
                yield _no_alt(_at(record, *keys), "write what it shows: `{src: …, alt: Three cups on a workbench}`")
        for leaf in leaves(record):
            for hole in _prose_images(chapter, leaf.value) if leaf.keys[-1] in record.given else ():
                if hole.alt is None:
                    yield _no_alt(
                        Place(record.file, leaf.keys, (hole.start, hole.end)),
                        "write what it shows: `![Three cups on a workbench](…)`",
                    )


def _no_alt(where: Place, help: str) -> Diagnostic:
    return Diagnostic(
        code="picture-without-alt", severity=WARNING, message="this picture has no description", where=where, help=help
    )


def _images(record: Record) -> Iterator[tuple[tuple[str | int, ...], Image]]:
    for name in ("image", "logo", "photo"):
        image = getattr(record, name, None)
        if isinstance(image, Image) and name in record.given:
            yield (name,), image
    for number, photo in enumerate(getattr(record, "photos", ())):
        yield ("photos", number), photo


def _prose_images(chapter: Chapter, text: object) -> Iterable[ImageHole]:
    prose = chapter.prose.get(text) if isinstance(text, str) else None
    return prose.images if prose else ()


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
                    where=_at(record, "name"),
                    related=(Label(where=_at(twin, "name"), message="the other one"),),
                    help="keep one file, name it wherever the other is named, and remove the other",
                )


# Words that tell no two companies or places apart.
_LEGAL = frozenset(("the", "and", "inc", "llc", "llp", "ltd", "co", "corp", "corporation", "company", "gmbh"))


def _plain_name(name: str) -> str:
    words = re.findall(r"[^\W_]+", name.casefold().replace("'", "").replace("’", ""))
    return " ".join(word for word in words if word not in _LEGAL)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if re.findall(r"\d+", one) != re.findall(r"\d+", other) or min(len(one), len(other)) < 8:
        return False
    # "Plant North" and "Plant South" differ in a word; a slip differs in letters.
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > 0.92 and matcher.quick_ratio() > 0.92 and matcher.ratio() > 0.92


@explained
def unknown_media(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A picture, or a file, that is not in `content/media`.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    image: {src: cusp.png, alt: Three cups}
    -- content/media/cups.png --
    (a picture)

    error[unknown-media]: there is no file `cusp.png`
     --> content/events/2026-03-12-coffee.yaml:3:14
      |
    3 | image: {src: cusp.png, alt: Three cups}
      |              ^^^^^^^^ not found in content/media/
      = help: did you mean `cups.png`?
    """
    for record in records_of(chapter):
        for leaf in leaves(record):
            if leaf.type is MediaPath and leaf.value not in chapter.media and leaf.keys[0] in record.given:
                # A picture may be written as its path alone.
                yield no_such_file(Place(record.file, leaf.keys), leaf.value, chapter.media)


def no_such_file(where: Place, path: str, media: Iterable[str]) -> Diagnostic:
    """A file that is not in `content/media`, wherever it is named."""
    known = sorted(media)
    same = [other for other in known if other.rsplit("/", 1)[-1] == path.rsplit("/", 1)[-1]]
    case = [other for other in known if other.casefold() == path.casefold()]
    meant = case or same
    return Diagnostic(
        code="unknown-media",
        severity=ERROR,
        message=f"there is no file {quoted(path)}",
        where=where,
        note="not found in content/media/",
        help=f"did you mean `{meant[0]}`?" if meant else did_you_mean(path, known),
    )


@explained
def unknown_menu_entry(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An entry of the menu that is neither a page nor a section.

    -- content/chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/
    menu: [events, recap]

    error[unknown-menu-entry]: the menu cannot show `recap`
     --> content/chapter.yaml:4:16
      |
    4 | menu: [events, recap]
      |                ^^^^^ neither a page in content/pages/ nor a section
      = help: did you mean `recaps`?
    """
    known = {*SECTIONS, *chapter.pages}
    for leaf in leaves(chapter.charter):
        if leaf.type is MenuItem and leaf.value not in known and not chapter.unread.holds("pages", leaf.value):
            yield Diagnostic(
                code="unknown-menu-entry",
                severity=ERROR,
                message=f"the menu cannot show {quoted(leaf.value)}",
                where=Place(chapter.charter.file, leaf.keys),
                note="neither a page in content/pages/ nor a section",
                help=did_you_mean(leaf.value, known) or f"sections are {', '.join(SECTIONS)}",
            )


# The sections of every site, in the order of a menu.
SECTIONS = (
    "events", "recaps", "members", "companies", "posts", "takeaways", "ideas", "recommendations", "introductions",
)  # fmt: skip


# -- suppliers ---------------------------------------------------------------------

_CODES = frozenset(
    ("ref", "referral", "referrer", "aff", "affiliate", "aff_id", "affid", "via", "tag", "coupon", "promo", "partner",
     "irclickid", "clickid", "gclid", "fbclid", "msclkid", "mc_cid", "mc_eid", "invite", "fp_ref", "ref_id", "refcode")
)  # fmt: skip
_SHORTENERS = frozenset(
    ("bit.ly", "lnkd.in", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "rebrand.ly", "is.gd", "amzn.to",
     "cutt.ly", "t.ly", "shorturl.at", "dlvr.it", "hubs.ly", "trib.al")
)  # fmt: skip


@explained
def coded_address(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A recommendation whose address pays somebody, or hides where it leads.

    Members pass on a supplier's name because it is good, not for a fee. So the
    address must be the supplier's own, with no referral, affiliate or campaign code.

        -- content/members/ada-example.yaml --
        name: Ada Example
        -- content/recommendations/gloves.yaml --
        vendor: Example Gloves
        url: https://gloves.example.com/?ref=ada
        recommended_by: ada-example
        relationship: client

        error[coded-address]: this address carries the code `ref`
         --> content/recommendations/gloves.yaml:2:6
          |
        2 | url: https://gloves.example.com/?ref=ada
          |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = help: write `https://gloves.example.com/`
    """
    for record in chapter.recommendations.values():
        if not record.url:
            continue
        parts = urlsplit(record.url)
        codes = [key for key, _ in parse_qsl(parts.query, keep_blank_values=True) if _is_code(key)]
        hidden = (parts.hostname or "").removeprefix("www.") in _SHORTENERS
        if codes or hidden:
            clean = [pair for pair in parts.query.split("&") if pair and not _is_code(pair.split("=", 1)[0])]
            yield Diagnostic(
                code="coded-address",
                severity=ERROR,
                message="this address hides where it leads"
                if hidden
                else f"this address carries the code `{codes[0]}`",
                where=_at(record, "url"),
                help="write the supplier's own address"
                if hidden
                else f"write `{parts._replace(query='&'.join(clean)).geturl()}`",
            )


def _is_code(key: str) -> bool:
    folded = key.casefold()
    return folded in _CODES or folded.startswith("utm_")


# -- words -------------------------------------------------------------------------


def records_of(chapter: Chapter) -> Iterator[Record]:
    """Every record of the chapter, the charter first."""
    yield chapter.charter
    for kind in (
        chapter.members, chapter.companies, chapter.venues, chapter.series, chapter.recaps,
        chapter.posts, chapter.pages, chapter.ideas, chapter.recommendations,
    ):  # fmt: skip
        yield from kind.values()
    for occasion in chapter.occasions.values():
        yield occasion.event


def _clock(clock: Clock) -> str:
    return f"{clock.hour}:{clock.minute:02}"


def _words(day: Date) -> str:
    return f"{MONTHS[day.month - 1].title()} {day.day}, {day.year}"


CHECKS: tuple[Check, ...] = (
    time_does_not_exist,
    time_happens_twice,
    end_before_start,
    ends_next_morning,
    rsvp_closes_late,
    date_differs_from_name,
    unknown_rhythm,
    wrong_weekday,
    date_contradicts_event,
    event_without_recap,
    term_ended,
    picture_without_alt,
    same_name_twice,
    unknown_media,
    unknown_menu_entry,
    coded_address,
)
