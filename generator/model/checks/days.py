"""Days that an event's text names, held against its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import timedelta

from generator.model.chapter import Chapter, Occasion, series_days
from generator.model.checks.words import WARNING, day_words
from generator.model.records import Event
from generator.model.scalars import MONTHS
from generator.model.when import WEEKDAYS
from generator.pattern import pattern
from generator.text.diagnostic import Diagnostic, Place, explained

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?\\.?" for name in MONTHS) + r"|sept\.?"
_DAY_IN_PROSE = pattern(
    rf"\b(?:(?P<weekday>mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?"
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\b)"
    rf"(?:,?\s+(?P<year>(?:19|20)\d{{2}})\b)?",
    re.IGNORECASE,
)
# Where such a day can be: a number with a month's first letters behind it, or after white space, where they may be
# before it. Most numbers are within an address, `2026-10-15-harbour-print`: of these, one digit is looked at.
_BEGINNINGS = tuple(name[:3] for name in MONTHS)
_NUMBER = pattern(
    rf"\d(?<!\d.)(?<!\d-.)(?:[\d-]*+(?P<month>(?i:st|nd|rd|th)?\s+(?i:of\s+)?(?i:{'|'.join(_BEGINNINGS)}))|(?<=\s.))"
)
_LAST_WORD = pattern(r"\b(\w{3})\w*\.?\s+$")
# Characters: the longest month, a period, and as much white space.
_NEAR = 24
# What comes before a day that is not the event's: a deadline, an earlier or a later date.
_OTHER_DAY = pattern(
    r"\b(by(?:\w*day)?|before|until|till|til|through|thru|than|deadline|since|after|from|closes?|opens?|register\w*|rsvp\w*"
    r"|last|next|previous\w*|earlier|originally|was|were|not|instead of|due|starting|session\s*\d|also|following)"
    r"\b[^.!?\n]*$",
    re.IGNORECASE,
)
_SAYS_WHEN = pattern(r"^\W*(when|date|day)\W", re.IGNORECASE)


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
    # Most texts name no day, and to see that takes a twentieth of the time.
    if _may_name_a_day(event.body):
        for found in _DAY_IN_PROSE.finditer(event.body):
            yield _Mention(found, event.date)


def _may_name_a_day(text: str) -> bool:
    """Whether a text holds a number beside a word that begins like a month; of how many digits is not asked."""
    for number in _NUMBER.finditer(text):
        if number["month"]:
            return True
        before = _LAST_WORD.search(text, max(0, number.start() - _NEAR), number.start())
        if before and before[1].casefold() in _BEGINNINGS:
            return True
    return False


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
        event, mentions = occasion.event, tuple(_mentions(occasion.event))
        days = _days_of(chapter, occasion) if mentions else set()
        for mention in mentions:
            if mention.day is None or _contradicts(event, mention, days):
                continue
            if mention.weekday is not None and mention.weekday != mention.day.weekday():
                right = WEEKDAYS[mention.day.weekday()].title()
                yield Diagnostic(
                    code="wrong-weekday",
                    severity=WARNING,
                    message=f"{day_words(mention.day)} is a {right}",
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
        event, mentions = occasion.event, tuple(_mentions(occasion.event))
        days = _days_of(chapter, occasion) if mentions else set()
        for mention in mentions:
            if mention.day is not None and _contradicts(event, mention, days):
                yield Diagnostic(
                    code="date-contradicts-event",
                    severity=WARNING,
                    message=f"the text says {day_words(mention.day)}, the event is on {day_words(event.date)}",
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
