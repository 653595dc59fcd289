"""Time, as a chapter means it.

A volunteer writes the day and the hour on the wall: `2026-10-15`, `8:00`. What
instant that is depends on the zone's rules for that very day, so it is worked out
here, once, and everything else is given finished instants.

Three cases need care.

* *The hour that does not exist.* In spring the clock jumps from 2:00 to 3:00. An
  event at 2:30 that day is a slip, and an error: nobody can come to it.
* *The hour that comes twice.* In autumn the clock goes back from 2:00 to 1:00. An
  event at 1:30 that day is taken for the first of the two, with a warning.
* *The end.* Without one, the event lasts the chapter's default, in elapsed minutes.
  An end that reads earlier than the start is the next morning.

An all-day event runs from midnight to the midnight after its last day, both in its
own zone; "upcoming" means not ended, so on its last day it still is.

The rules of the zones come from the pinned `tzdata` package, never from the
machine, so that two machines agree on every hour.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, timedelta
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock
from functools import cache
from importlib import resources
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

DAY = timedelta(days=1)


class Interval(Struct, frozen=True, kw_only=True):
    """From when to when: two aware datetimes in the event's own zone; `end` is exclusive."""

    start: DateTime
    end: DateTime
    all_day: bool
    zone: str

    @property
    def first_day(self) -> Date:
        return self.start.date()

    @property
    def last_day(self) -> Date:
        """The last day on which it takes place."""
        return (self.end - timedelta(microseconds=1)).date() if self.end > self.start else self.start.date()


def is_past(interval: Interval, now: DateTime) -> bool:
    """Whether it has ended. Until then it is upcoming, also while it is under way."""
    # As instants: two readings of one clock compare by the wall, and the autumn hour comes twice.
    return now.timestamp() >= interval.end.timestamp()


# -- zones ---------------------------------------------------------------------


@cache
def zone_names() -> frozenset[str]:
    """Every IANA zone, exactly as spelled."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


def is_zone(name: str) -> bool:
    """Whether a name is an IANA zone, exactly as spelled."""
    return name in zone_names()


@cache
def zone(name: str) -> ZoneInfo:
    """A zone by its IANA name. The name must be one of `zone_names`."""
    *folders, last = name.split("/")
    package = ".".join(["tzdata", "zoneinfo", *folders])
    with resources.files(package).joinpath(last).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def exists(day: Date, clock: Clock, name: str) -> bool:
    """Whether the clocks of a zone show that hour on that day at all."""
    wall = DateTime.combine(day, clock, zone(name))
    return wall.astimezone(UTC).astimezone(zone(name)).replace(fold=0) == wall.replace(fold=0)


def comes_twice(day: Date, clock: Clock, name: str) -> bool:
    """Whether the clocks of a zone show that hour twice on that day."""
    wall = DateTime.combine(day, clock, zone(name))
    return exists(day, clock, name) and wall.utcoffset() != wall.replace(fold=1).utcoffset()


def interval(
    day: Date, end_day: Date | None, start: Clock | None, end: Clock | None, zone_name: str, minutes: int
) -> Interval:
    """When something takes place. `minutes` is how long it lasts when no end is given."""
    tz = zone(zone_name)
    if start is None:
        last = max(end_day or day, day)
        return Interval(
            start=DateTime.combine(day, Clock(), tz), end=DateTime.combine(last + DAY, Clock(), tz),
            all_day=True, zone=zone_name,
        )  # fmt: skip
    begins = DateTime.combine(day, start, tz)
    if end is None:
        ends = (DateTime.combine(end_day, start, tz) if end_day else begins).astimezone(UTC)
        closes = (ends + timedelta(minutes=minutes)).astimezone(tz)
    else:
        last = end_day or (day + DAY if end < start else day)
        closes = DateTime.combine(last, end, tz)
    return Interval(start=begins, end=max(closes, begins), all_day=False, zone=zone_name)


# -- parts of a date -------------------------------------------------------------


def first_day(partial: str) -> Date:
    """The first day of a year, a month or a day: `2021` is January 1, 2021."""
    year, month, day = (int(part) for part in (partial + "-01-01").split("-")[:3])
    return Date(year, month, day)


def last_day(partial: str) -> Date:
    """The last day of a year, a month or a day: `2021-02` is February 28, 2021."""
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 1:
        return Date(parts[0], 12, 31)
    if len(parts) == 2:
        return Date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    return Date(parts[0], parts[1], parts[2])


# -- recurrence ------------------------------------------------------------------

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
    "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "last": -1,
}  # fmt: skip


class Rhythm(NamedTuple):
    """On which days something repeats, as RFC 5545 puts it (BYDAY, BYMONTHDAY)."""

    every: str
    # (weekday from 0 = Monday, which one of the month; 0 = each)
    weekdays: tuple[tuple[int, int], ...] = ()
    # Days of the month; -1 is the last.
    month_days: tuple[int, ...] = ()


def parse_rhythm(every: str, on: str) -> Rhythm | None:
    """What `on` means: `thursday`, `first thursday`, `first and third tuesday`, `last friday`, `15`. None: nothing."""
    words = [
        word
        for word in re.split(r"[\s,&+]+", on.casefold().strip())
        if word not in ("", "and", "the", "of", "every", "day")
    ]
    ordinals = [ORDINALS[word] for word in words if word in ORDINALS]
    days = [found for found in map(_weekday, words) if found is not None]
    numbers = [int(word.rstrip("stndrh")) for word in words if re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", word)]
    if len(ordinals) + len(days) < len(words):
        good = every == "month" and not days and len(numbers) == len(words) and all(1 <= n <= 31 for n in numbers)
        return Rhythm(every, month_days=tuple(numbers)) if good and numbers else None
    if every == "week":
        return Rhythm(every, tuple((day, 0) for day in days)) if days and not ordinals else None
    if ordinals == [-1] and not days and on.casefold().split()[-1:] == ["day"]:
        return Rhythm(every, month_days=(-1,))
    if days and ordinals:
        return Rhythm(every, tuple((day, nth) for nth in ordinals for day in days))
    return None


def _weekday(word: str) -> int | None:
    bare = word.rstrip("s") if word not in WEEKDAYS else word
    for number, name in enumerate(WEEKDAYS):
        if bare == name or (len(bare) >= 3 and name.startswith(bare)):
            return number
    return None


def occurrences(rhythm: Rhythm, since: Date, until: Date) -> Iterator[Date]:
    """The days of a rhythm from `since` to `until`, both inclusive, in order."""
    # A chapter without series does not pay for the import.
    from dateutil import rrule

    rule = rrule.rrule(
        rrule.MONTHLY if rhythm.every == "month" else rrule.WEEKLY,
        dtstart=DateTime.combine(since, Clock()),
        until=DateTime.combine(until, Clock()),
        byweekday=[rrule.weekday(day, nth or None) for day, nth in rhythm.weekdays] or None,
        bymonthday=rhythm.month_days or None,
    )
    return (moment.date() for moment in rule)


def falls_on(rhythm: Rhythm, day: Date) -> bool:
    """Whether a day is one of a rhythm's."""
    length = monthrange(day.year, day.month)[1]
    if rhythm.month_days:
        return day.day in rhythm.month_days or (day.day == length and -1 in rhythm.month_days)
    nth = {0, (day.day - 1) // 7 + 1, -1 if day.day + 7 > length else 0}
    return any(day.weekday() == weekday and which in nth for weekday, which in rhythm.weekdays)
