"""The days of a series, as iCalendar puts them (RFC 5545 3.8.5).

A first day, a rule that counts from it, and days taken from the rule: the same days
as on the site, said so that a program on a telephone can work them out.

Days beside the rule could be said too (RDATE). They are not: one program in wide use
reads their hour as if it were UTC, others overlook them. Each is an entry by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Date
from datetime import timedelta
from typing import NamedTuple

from generator.model.chapter import Occasion, days_taken
from generator.model.records import Repeats
from generator.model.when import Rhythm, falls_on, occurrences, parse_rhythm
from generator.site.vtimezone import WEEKDAYS

# How far into a series its first day is looked for: "fifth Thursday", with the first few skipped.
FIRST_DAY_WITHIN = timedelta(days=5 * 366)


class Recurrence(NamedTuple):
    """The days that a rule gives a series."""

    first: Date
    rhythm: Rhythm
    until: Date | None
    # Days of the rule on which it does not take place.
    skipped: frozenset[Date]

    def has(self, day: Date) -> bool:
        """Whether the series takes place on a day."""
        return self.gives(day) and day not in self.skipped

    def gives(self, day: Date) -> bool:
        """Whether a day is one of the rule's, skipped or not."""
        return self.first <= day and (self.until is None or day <= self.until) and falls_on(self.rhythm, day)

    @property
    def rule(self) -> str:
        """FREQ=MONTHLY;BYDAY=1TH: on which days, without until when."""
        if self.rhythm.month_days:
            days = "BYMONTHDAY=" + ",".join(map(str, self.rhythm.month_days))
        else:
            days = "BYDAY=" + ",".join(weekdays_of(self.rhythm))
        return f"FREQ={'MONTHLY' if self.rhythm.every == 'month' else 'WEEKLY'};{days}"


def weekdays_of(rhythm: Rhythm) -> tuple[str, ...]:
    """The weekdays of a rhythm, and which of the month: 1TH, -1FR; each Tuesday is TU."""
    return tuple(f"{nth or ''}{WEEKDAYS[day]}" for day, nth in rhythm.weekdays)


def recurrence(repeats: Repeats) -> Recurrence | None:
    """The rule of a series; None when it never takes place."""
    rhythm = parse_rhythm(repeats.every, repeats.on)
    if rhythm is None:
        return None
    # A further day takes place, also where it was skipped before.
    skip = frozenset(repeats.skip) - frozenset(repeats.also)
    last = min(filter(None, (repeats.until, repeats.since + FIRST_DAY_WITHIN)))
    first = next((day for day in occurrences(rhythm, repeats.since, last) if day not in skip), None)
    if first is None:
        return None
    whole = Recurrence(first, rhythm, repeats.until, frozenset())
    return whole._replace(skipped=frozenset(filter(whole.gives, skip)))


class Days(NamedTuple):
    """The days of a series, and the events that stand for some of them."""

    rule: Recurrence | None
    # Days beside the rule for which no event stands.
    further: tuple[Date, ...]
    # Event id -> the day of the rule that it stands for.
    day_of: Mapping[str, Date]
    # Other days of the rule that such an event takes: what was moved from one to another takes both.
    taken: Mapping[Date, Occasion]


def days_of(repeats: Repeats, written: Iterable[Occasion]) -> Days:
    """The days of a series. An event stands for the oldest day it ever had that no other stands for."""
    rule, written = recurrence(repeats), tuple(written)
    taken = {day: one for one in written for day in days_taken(one.event)}
    given = frozenset(filter(rule.has, taken)) if rule else frozenset()
    event_on: dict[Date, str] = {}
    for one in written:
        day = next((day for day in days_taken(one.event) if day in given and day not in event_on), None)
        if day:
            event_on[day] = one.id
    also = sorted(set(repeats.also).difference(taken))
    return Days(
        rule=rule,
        further=tuple(day for day in also if rule is None or not rule.has(day)),
        day_of={id: day for day, id in event_on.items()},
        taken={day: taken[day] for day in sorted(given.difference(event_on))},
    )
