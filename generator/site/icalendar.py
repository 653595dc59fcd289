"""iCalendar files (RFC 5545, RFC 7986), from views to bytes.

The views hold finished values in the file's own notation: `20261015T080000` by the
clock of the entry's zone, `20261015` for a day, `20260930T141500Z` for a moment.
Texts are plain; they are escaped here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.engine.output import View
from generator.site.contentlines import content_line, escape_text
from generator.site.vtimezone import vtimezone

PRODUCT = "-//Chapterhouse//Chapterhouse//EN"

# How often a subscriber is asked to look for changes (RFC 5545 3.3.6).
REFRESH = "PT6H"


class CalendarEntry(View, frozen=True, kw_only=True):
    """One VEVENT: an event, a whole series, or an occurrence of a series that differs from its rule."""

    uid: str
    # DTSTAMP and LAST-MODIFIED.
    revised: str
    sequence: int
    # "" when nobody wrote it down.
    created: str
    # Without a zone both are days; `end` is exclusive either way.
    zone: str
    start: str
    end: str
    title: str
    description: str
    location: str
    # "41.7606;-88.3201", or "".
    geo: str
    url: str
    # TENTATIVE | CONFIRMED | CANCELLED
    status: str
    # Whether the day stays free for other things.
    transparent: bool
    categories: tuple[str, ...]
    # A public address to join at from afar, and what is there; "" for none.
    conference: str = ""
    conference_label: str = ""
    # For a series: its rule, and the starts that are taken from it, in `series_zone`.
    recurs: str = ""
    excluded: tuple[str, ...] = ()
    # For an occurrence that differs: the start the rule gives it.
    replaces: str = ""
    # The zone of the series' own clock; "" for whole days.
    series_zone: str = ""
    # The UID of the series it belongs to without being one of its days.
    belongs_to: str = ""


class ZoneYears(View, frozen=True):
    """A zone that entries are written in, and the years they lie in."""

    name: str
    first: int
    last: int


class Subscription(View, frozen=True, kw_only=True):
    """What a calendar program shows of a calendar that it follows."""

    name: str
    description: str
    # Absolute: the page it belongs to, and its own address.
    url: str
    source: str
    timezone: str
    # A name of CSS, and `#rrggbb`.
    color: str
    rgb: str


class CalendarView(View, frozen=True, kw_only=True):
    """`/calendar.ics` and its sisters. Without a subscription it is to be taken over once, not followed."""

    entries: tuple[CalendarEntry, ...]
    zones: tuple[ZoneYears, ...]
    # Who invites: the chapter and its public address; "" when it has none.
    organizer: str
    email: str
    subscription: Subscription | None = None


def render_calendar(view: CalendarView) -> bytes:
    """A VCALENDAR in UTF-8: lines end with CRLF and are folded at 75 octets."""
    return b"".join(_calendar(view))


def _calendar(view: CalendarView) -> Iterator[bytes]:
    yield content_line("BEGIN", "VCALENDAR")
    yield content_line("VERSION", "2.0")
    yield content_line("PRODID", PRODUCT)
    yield content_line("CALSCALE", "GREGORIAN")
    yield content_line("METHOD", "PUBLISH")
    if view.subscription:
        yield from _subscription(view.subscription)
    for zone in view.zones:
        yield vtimezone(zone.name, zone.first, zone.last)
    for entry in view.entries:
        yield from _entry(entry, view)
    yield content_line("END", "VCALENDAR")


def _subscription(one: Subscription) -> Iterator[bytes]:
    # The names that programs had before RFC 7986 gave them proper ones; most still read these only.
    for name in ("NAME", "X-WR-CALNAME"):
        yield content_line(name, escape_text(one.name))
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        if one.description:
            yield content_line(name, escape_text(one.description))
    yield content_line("URL", one.url)
    yield content_line("SOURCE", one.source, (("VALUE", "URI"),))
    yield content_line("X-WR-TIMEZONE", one.timezone)
    yield content_line("REFRESH-INTERVAL", REFRESH, (("VALUE", "DURATION"),))
    yield content_line("X-PUBLISHED-TTL", REFRESH)
    yield content_line("COLOR", one.color)
    yield content_line("X-APPLE-CALENDAR-COLOR", one.rgb)


def _entry(entry: CalendarEntry, view: CalendarView) -> Iterator[bytes]:
    yield content_line("BEGIN", "VEVENT")
    yield content_line("UID", escape_text(entry.uid))
    yield content_line("DTSTAMP", entry.revised)
    yield content_line("LAST-MODIFIED", entry.revised)
    yield content_line("SEQUENCE", str(entry.sequence))
    if entry.created:
        yield content_line("CREATED", entry.created)
    if entry.replaces:
        yield _time("RECURRENCE-ID", entry.replaces, entry.series_zone)
    yield _time("DTSTART", entry.start, entry.zone)
    yield _time("DTEND", entry.end, entry.zone)
    if entry.recurs:
        yield content_line("RRULE", entry.recurs)
    # One to a line: several in one are overlooked by some programs.
    for start in entry.excluded:
        yield _time("EXDATE", start, entry.series_zone)
    if entry.belongs_to:
        yield content_line("RELATED-TO", escape_text(entry.belongs_to))
    yield content_line("SUMMARY", escape_text(entry.title))
    yield content_line("DESCRIPTION", escape_text(entry.description))
    if entry.location:
        yield content_line("LOCATION", escape_text(entry.location))
    if entry.geo:
        yield content_line("GEO", entry.geo)
    yield content_line("URL", entry.url)
    if entry.conference:
        label = (("LABEL", entry.conference_label),) if entry.conference_label else ()
        yield content_line("CONFERENCE", entry.conference, (("VALUE", "URI"), ("FEATURE", "VIDEO"), *label))
    yield content_line("STATUS", entry.status)
    yield content_line("TRANSP", "TRANSPARENT" if entry.transparent else "OPAQUE")
    yield content_line("CLASS", "PUBLIC")
    yield content_line("CATEGORIES", ",".join(escape_text(one) for one in entry.categories))
    if view.email:
        yield content_line("ORGANIZER", f"mailto:{view.email}", (("CN", view.organizer),))
    yield content_line("END", "VEVENT")


def _time(name: str, value: str, zone: str) -> bytes:
    """A day, an hour by the clock of a zone, or a moment in UTC."""
    if value.endswith("Z"):
        return content_line(name, value)
    return content_line(name, value, (("TZID", zone),) if zone else (("VALUE", "DATE"),))
