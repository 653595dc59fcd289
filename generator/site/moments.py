"""Moments: when a thing was published and when it last changed, as feeds and structured data tell it.

A day that somebody wrote down is taken at its beginning, by the clock of the chapter;
what the history of the content knows is exact. All are text as RFC 3339 has it, to
the second, with the offset of that very day.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock

from generator.model.records import Post, Recap, Record
from generator.model.when import DAY, zone
from generator.site.edition import Edition

# When something changed of which nobody knows when: a day that is always the same.
BEGINNING = Date(2026, 1, 1)


def moment(edition: Edition, day: Date) -> str:
    """The beginning of a day at the chapter."""
    begins = DateTime.combine(day, Clock(), zone(edition.chapter.charter.timezone))
    # Before there were time zones a town's clock was so many minutes and seconds off, and RFC 3339 has no seconds.
    told = begins.astimezone(UTC) if (begins.utcoffset() or timedelta()).seconds % 60 else begins
    return told.isoformat()


def changed(edition: Edition, record: Record, *days: Date | None) -> str:
    """When a record last changed: the newest of its days and of the commits of its file."""
    newest = moment(edition, max(filter(None, days), default=BEGINNING))
    committed = edition.history.touched.get(record.file)
    if committed is None:
        return newest
    told = DateTime.fromtimestamp(committed, zone(edition.chapter.charter.timezone)).isoformat()
    return max(newest, told, key=instant)


def published(edition: Edition, record: Post | Recap) -> Date:
    """The day a post or a recap came out: not before the day until which it was hidden."""
    written = record.date if isinstance(record, Post) else record.date or _day_after(edition, record)
    return max(written, record.publish_on or written)


def _day_after(edition: Edition, recap: Recap) -> Date:
    """When a recap was written, at the earliest."""
    return edition.chapter.occasions[recap.event].interval.last_day + DAY


def instant(moment: str) -> float:
    """A moment in seconds since 1970: by the clock on the wall an hour comes twice."""
    return DateTime.fromisoformat(moment).timestamp()
