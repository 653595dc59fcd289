"""Time zones, as a calendar must carry them (RFC 5545 3.6.5, VTIMEZONE).

A calendar program believes the rules that come with the file, so they must be right
for every day the file speaks of, and in a form that all programs read alike. That
form is a yearly rule: "the second Sunday of March". Lists of dates are read an hour
wrong in summer by at least one program in common use, so there are none here.

The rules are found again from the zone's own changes of offset, as `when.zone` knows
them. Changes of one kind ("to summer time") that follow one another year by year and
fit one rule become one part; where a country changed its mind, one rule ends (UNTIL)
and the next begins. What fits no rule stands by itself: Morocco's clocks follow the
moon. A zone that keeps its clocks still has one part, STANDARD.

A rule is taken to go on when it still fits 28 years on: by then the calendar's weeks
have come round, and every date that the rule can ever give has been seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, timedelta
from datetime import date as Date
from datetime import datetime as DateTime
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.model.when import zone
from generator.site.contentlines import content_line

# Years until every date falls on every weekday again.
CYCLE = 28
# The last year in which a rule can be looked for.
LAST_YEAR = 9998

MINUTE = timedelta(minutes=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Observance(NamedTuple):
    """What the clocks of a zone show: how far from UTC, under which letters, and whether it is summer time."""

    offset: timedelta
    name: str
    saving: timedelta


class Onset(NamedTuple):
    """A change of the clocks: when, by the clock on the wall before it, and from what to what."""

    wall: DateTime
    before: Observance
    after: Observance

    @property
    def utc(self) -> DateTime:
        return self.wall - self.before.offset


class Rule(NamedTuple):
    """A part of a zone. It is in force from `onset` on, and again whenever `recurs` says, "" for once only."""

    onset: Onset
    recurs: str = ""


@cache
def vtimezone(name: str, first: int, last: int) -> bytes:
    """A zone's VTIMEZONE, right for all days of the years `first` to `last` and on, as far as its rules are known."""
    parts = b"".join(_part(one) for one in rules(name, first, last))
    return content_line("BEGIN", "VTIMEZONE") + content_line("TZID", name) + parts + content_line("END", "VTIMEZONE")


def _part(rule: Rule) -> bytes:
    onset = rule.onset
    kind = "DAYLIGHT" if _is_summer(onset) else "STANDARD"
    lines = [("BEGIN", kind), ("DTSTART", f"{onset.wall:%Y%m%dT%H%M%S}")]
    if rule.recurs:
        lines.append(("RRULE", rule.recurs))
    lines += [
        ("TZOFFSETFROM", _offset(onset.before.offset)),
        ("TZOFFSETTO", _offset(onset.after.offset)),
        ("TZNAME", onset.after.name),
        ("END", kind),
    ]
    return b"".join(content_line(name, value) for name, value in lines)


def _is_summer(onset: Onset) -> bool:
    """Whether the clocks run ahead after it."""
    # Ireland's law has it the other way round: winter is the exception.
    return onset.after.saving > timedelta() or onset.before.saving < timedelta() == onset.after.saving


def _offset(offset: timedelta) -> str:
    """-0600, +0530; before there were zones, +001730 (RFC 5545 3.3.14)."""
    sign = "-" if offset < timedelta() else "+"
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours:02}{minutes:02}" + (f"{seconds:02}" if seconds else "")


# -- the rules of a zone -----------------------------------------------------------


def rules(name: str, first: int, last: int) -> tuple[Rule, ...]:
    """The parts of a zone that are in force in the years `first` to `last`, in order."""
    # From the year before: what was in force on New Year's Day began in it.
    years = range(max(first - 1, 1), min(last + CYCLE, LAST_YEAR) + 1)
    kinds: dict[tuple[Observance, Observance], list[Onset]] = {}
    for year in years:
        for onset in onsets(name, year):
            kinds.setdefault((onset.before, onset.after), []).append(onset)
    found = [rule for kind in kinds.values() for rule in _ruled(kind, years[-1])]
    needed = [one for one in found if one.onset.wall.year <= last]
    if not any(one.onset.wall.year < first for one in needed):
        needed.append(_since_ever(name, first))
    return tuple(sorted(needed, key=lambda one: one.onset.wall))


def _since_ever(name: str, first: int) -> Rule:
    """What was in force before the first change."""
    start = _observed(name, DateTime(first, 1, 1, tzinfo=UTC))
    new_year = DateTime(min(1970, first), 1, 1, tzinfo=UTC).replace(tzinfo=None)
    return Rule(Onset(new_year, start, start))


def _ruled(onsets: list[Onset], horizon: int) -> Iterator[Rule]:
    """Onsets of one kind, in order, as rules. The last rule goes on when it still holds at the horizon, a year."""
    run: list[Onset] = []
    fitting: tuple[Form, ...] = ()
    for onset in onsets:
        still = tuple(form for form in fitting if form.fits([*run, onset])) if run else FORMS
        if run and still and onset.wall.year == run[-1].wall.year + 1 and onset.wall.time() == run[-1].wall.time():
            run, fitting = [*run, onset], still
        else:
            yield from _rule(run, fitting, horizon)
            run, fitting = [onset], FORMS
    yield from _rule(run, fitting, horizon)


def _rule(run: list[Onset], fitting: tuple[Form, ...], horizon: int) -> Iterator[Rule]:
    if len(run) == 1:
        yield Rule(run[0])
    elif run:
        days = [one.wall.date() for one in run]
        until = "" if run[-1].wall.year >= horizon else f";UNTIL={run[-1].utc:%Y%m%dT%H%M%SZ}"
        yield Rule(run[0], f"FREQ=YEARLY;BYMONTH={days[0].month};{fitting[0].says(days)}{until}")


class Form(NamedTuple):
    """A form of yearly rule: whether days fit it, and how it is said."""

    agrees: Callable[[list[Date]], bool]
    says: Callable[[list[Date]], str]

    def fits(self, run: list[Onset]) -> bool:
        days = [one.wall.date() for one in run]
        return len({day.month for day in days}) == 1 and self.agrees(days)


def _one(values: Iterable[object]) -> bool:
    return len(set(values)) == 1


def _nth(day: Date) -> int:
    """Which of its weekday in the month."""
    return (day.day - 1) // 7 + 1


def _is_last(day: Date) -> bool:
    """Whether it is the last of its weekday in the month."""
    return (day + timedelta(days=7)).month != day.month


def _weekday(days: list[Date]) -> str:
    return WEEKDAYS[days[0].weekday()]


def _week(days: list[Date]) -> str:
    """The seven days of the month among which the day is found: 23,24,25,26,27,28,29."""
    first = min(day.day for day in days)
    return ",".join(str(day) for day in range(first, first + 7))


def _span(days: list[Date]) -> int:
    numbers = [day.day for day in days]
    return max(numbers) - min(numbers)


# In the order in which they are preferred.
FORMS = (
    # The last Sunday.
    Form(
        lambda days: _one(day.weekday() for day in days) and all(map(_is_last, days)),
        lambda days: f"BYDAY=-1{_weekday(days)}",
    ),
    # The second Sunday.
    Form(
        lambda days: _one(day.weekday() for day in days) and _one(map(_nth, days)),
        lambda days: f"BYDAY={_nth(days[0])}{_weekday(days)}",
    ),
    # September 22.
    Form(
        lambda days: _one(day.day for day in days),
        lambda days: f"BYMONTHDAY={days[0].day}",
    ),
    # The Friday before the last Sunday.
    Form(
        lambda days: _one(day.weekday() for day in days) and _span(days) <= 6,
        lambda days: f"BYMONTHDAY={_week(days)};BYDAY={_weekday(days)}",
    ),
)


# -- the changes of a zone ---------------------------------------------------------


@cache
def onsets(name: str, year: int) -> tuple[Onset, ...]:
    """The changes of a zone's clocks in a year (of UTC), in order."""
    # No zone has ever changed its clocks twice within a fortnight and ended where it was.
    times = [DateTime(year, 1, 1, tzinfo=UTC) + timedelta(days=14 * number) for number in range(27)]
    times = [*(one for one in times if one.year == year), DateTime(year + 1, 1, 1, tzinfo=UTC)]
    return tuple(onset for low, high in pairwise(times) for onset in _between(name, low, high))


def _between(name: str, low: DateTime, high: DateTime) -> Iterator[Onset]:
    """The changes after `low`, up to `high`, found by halving."""
    before, after = _observed(name, low), _observed(name, high)
    if before == after:
        return
    if high - low <= MINUTE:
        yield Onset((high + before.offset).replace(tzinfo=None), before, after)
        return
    middle = low + (high - low) // MINUTE // 2 * MINUTE
    yield from _between(name, low, middle)
    yield from _between(name, middle, high)


def _observed(name: str, moment: DateTime) -> Observance:
    local = moment.astimezone(zone(name))
    nothing = timedelta()
    return Observance(local.utcoffset() or nothing, local.tzname() or "", local.dst() or nothing)
