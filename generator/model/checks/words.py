"""What every check says the same way: a place, a day, an hour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock

from generator.model.chapter import Chapter
from generator.model.records import Record
from generator.model.scalars import MONTHS
from generator.text.diagnostic import Diagnostic, Place, Severity

# The moment is an aware datetime in the chapter's zone.
Check = Callable[[Chapter, DateTime], Iterator[Diagnostic]]

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def at(record: Record, *keys: str | int) -> Place:
    """A field of a record."""
    return Place(record.file, keys)


def clock_words(clock: Clock) -> str:
    """`8:00`"""
    return f"{clock.hour}:{clock.minute:02}"


def day_words(day: Date) -> str:
    """`March 12, 2026`"""
    return f"{MONTHS[day.month - 1].title()} {day.day}, {day.year}"
