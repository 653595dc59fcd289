"""Other people's programs read our calendars, and see what the site says."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

import icalendar
import pytest

from generator.model.when import WEEKDAYS, comes_twice, exists, parse_rhythm, zone
from tests.calendars import READERS, Occurrence, calendars, descriptions_with, read_with

EVERY_READER = pytest.mark.parametrize("reader", READERS)

# Zones of every sort: American, European, without summer time, with rules that fall on a Friday or a Saturday,
# in the southern half, with half an hour of summer time, and two that changed their minds lately.
ZONES = (
    "America/Chicago", "America/Phoenix", "Europe/Berlin", "Europe/Dublin", "Asia/Jerusalem", "America/Nuuk",
    "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Auckland", "America/Mexico_City", "Asia/Amman",
)  # fmt: skip


def utc(day: str, clock: str, zone_name: str = "America/Chicago") -> str:
    """An hour on a wall, in UTC."""
    return (
        f"{datetime.fromisoformat(f'{day}T{clock}').replace(tzinfo=zone(zone_name)).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    )


@EVERY_READER
def test_every_reader_sees_the_hour_on_the_wall_in_winter_and_in_summer(reader: str) -> None:
    found = calendars("""
        -- events/2026-01-15-winter.yaml --
        title: Winter
        date: 2026-01-15
        start: 8:00
        end: 9:30
        -- events/2026-07-16-summer.yaml --
        title: Summer
        date: 2026-07-16
        start: 8:00
        end: 9:30
    """)
    assert read_with(reader, found["/calendar.ics"]) == [
        Occurrence("2026-01-15T14:00:00Z", "2026-01-15T15:30:00Z", "2026-01-15-winter@small.example.org", "Winter"),
        Occurrence("2026-07-16T13:00:00Z", "2026-07-16T14:30:00Z", "2026-07-16-summer@small.example.org", "Summer"),
    ]


@pytest.fixture(scope="module")
def everywhere() -> dict[str, str]:
    """Calendars of a chapter that meets in every zone, in every other month of four years."""
    return calendars(
        "".join(
            f"-- events/{day}-{number}.yaml --\ntitle: {name}\ndate: {day}\nstart: 9:00\nend: 10:00\ntimezone: {name}\n"
            for number, name in enumerate(ZONES)
            for day in MEETINGS
        ),
        today="2020-01-01",
    )


MEETINGS = [f"{year}-{month:02}-15" for year in (2019, 2023, 2026, 2031) for month in range(1, 13, 2)]


@EVERY_READER
def test_every_reader_sees_the_right_hour_in_any_zone_over_the_years(reader: str, everywhere: dict[str, str]) -> None:
    told = read_with(reader, everywhere["/calendar.ics"])
    assert sorted((one.title, one.start) for one in told) == sorted(
        (name, utc(day, "09:00", name)) for name in ZONES for day in MEETINGS
    )


@pytest.mark.parametrize(("number", "name"), list(enumerate(ZONES)))
def test_an_event_by_itself_brings_the_clocks_of_its_year(number: int, name: str, everywhere: dict[str, str]) -> None:
    (told,) = read_with("libical", everywhere[f"/events/2023-07-15-{number}.ics"])
    assert (told.start, told.end) == (utc("2023-07-15", "09:00", name), utc("2023-07-15", "10:00", name))


@EVERY_READER
def test_every_reader_sees_whole_days_as_days(reader: str) -> None:
    found = calendars("""
        -- events/2026-12-31-retreat.yaml --
        title: Retreat
        date: 2026-12-31
        -- events/2028-02-28-fair.yaml --
        title: Fair
        date: 2028-02-28
        end_date: 2028-02-29
    """)
    told = [(one.start, one.end) for one in read_with(reader, found["/calendar.ics"])]
    assert told == [("2026-12-31", "2027-01-01"), ("2028-02-28", "2028-03-01")]


@EVERY_READER
def test_every_reader_sees_events_that_span_a_change_of_the_clocks(reader: str) -> None:
    found = calendars("""
        -- events/2026-03-07-night.yaml --
        title: Spring night
        date: 2026-03-07
        start: 22:00
        end: 4:00
        -- events/2026-10-31-night.yaml --
        title: Autumn night
        date: 2026-10-31
        start: 22:00
        end: 4:00
        -- events/2026-11-01-late.yaml --
        title: Ends in the second of two hours
        date: 2026-11-01
        start: 0:30
        -- events/2026-11-01-later.yaml --
        title: Begins in the first of two hours
        date: 2026-11-01
        start: 1:30
        -- events/2026-11-01-soon.yaml --
        title: Ends in the first of two hours
        date: 2026-11-01
        start: 0:15
        end: 1:15
    """)
    assert [(one.start, one.end) for one in read_with(reader, found["/calendar.ics"])] == [
        ("2026-03-08T04:00:00Z", "2026-03-08T09:00:00Z"),
        ("2026-11-01T03:00:00Z", "2026-11-01T10:00:00Z"),
        ("2026-11-01T05:15:00Z", "2026-11-01T06:15:00Z"),
        ("2026-11-01T05:30:00Z", "2026-11-01T07:00:00Z"),
        ("2026-11-01T06:30:00Z", "2026-11-01T08:00:00Z"),
    ]


def test_a_strict_reader_finds_nothing_wrong() -> None:
    for url, text in calendars(A_SERIES).items():
        found = icalendar.Calendar.from_ical(text)
        assert not found.errors, url
        for one in found.walk("VEVENT"):
            assert not one.errors, url
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"} <= set(one), url
        declared = {str(zone["TZID"]) for zone in found.walk("VTIMEZONE")}
        used = {
            one[name].params["TZID"]
            for one in found.walk("VEVENT")
            for name in ("DTSTART", "DTEND")
            if "TZID" in one[name].params
        }
        assert used <= declared, url


@EVERY_READER
def test_every_reader_gives_back_the_text_as_it_was_written(reader: str) -> None:
    title = 'a\\b;c,d: "quoted" ü🎉 ' + "mü🎉" * 40
    found = calendars(f"-- events/2026-05-05-text.yaml --\ntitle: >-\n  {title}\ndate: 2026-05-05\n")
    assert [one.title for one in read_with(reader, found["/calendar.ics"])] == [title]


@EVERY_READER
def test_every_reader_gives_back_the_lines_of_a_description(reader: str) -> None:
    body = "a\\\\b;c,d\n\ne ü🎉"
    text = f"-- events/2026-05-05-text.md --\n---\ntitle: Text\ndate: 2026-05-05\n---\n{body}\n"
    [told] = descriptions_with(reader, calendars(text)["/calendar.ics"])
    assert told.split("\n") == [
        "Confirmed.",
        "",
        "a\\b;c,d",
        "",
        "e ü🎉",
        "",
        "Members and guests",
        "",
        "https://small.example.org/events/2026-05-05-text/",
    ]


@EVERY_READER
def test_every_reader_sees_a_series_with_days_skipped_moved_added_and_cancelled(reader: str) -> None:
    found = calendars(A_SERIES)
    for url in ("/calendar.ics", "/calendar/coffee-morning.ics", "/calendar/coffee.ics"):
        told = read_with(reader, found[url], until="2026-10-01")
        assert [(one.start, one.title) for one in told] == [
            ("2026-03-05T14:00:00Z", "Coffee"),
            ("2026-04-02T13:00:00Z", "CANCELLED: Coffee"),
            ("2026-05-08T14:30:00Z", "Coffee, on a Friday"),
            ("2026-06-04T13:00:00Z", "Coffee"),
            ("2026-06-18T13:00:00Z", "Coffee"),
            ("2026-08-06T13:00:00Z", "Coffee at the mill"),
            ("2026-09-03T13:00:00Z", "Coffee"),
        ]


A_SERIES = """
    -- series/coffee-morning.yaml --
    title: Coffee
    kind: coffee
    repeats:
      every: month
      on: first thursday
      start: 8:00
      end: 9:00
      from: 2026-03-05
      skip: [2026-07-02]
      also: [2026-06-18]
    -- events/2026-04-02-coffee.yaml --
    title: Coffee
    date: 2026-04-02
    series: coffee-morning
    status: cancelled
    -- events/2026-05-07-coffee.yaml --
    title: Coffee, on a Friday
    date: 2026-05-08
    start: 9:30
    series: coffee-morning
    status: rescheduled
    previous: [{date: 2026-05-07}]
    -- events/2026-08-06-mill.yaml --
    title: Coffee at the mill
    date: 2026-08-06
    series: coffee-morning
"""


@pytest.mark.slow
def test_two_hundred_series_over_ten_years_are_expanded_alike() -> None:
    random = Random(20261015)
    made = [random_series(random, number) for number in range(200)]
    ics = calendars("".join(one.text for one in made), today="2026-03-01")["/calendar.ics"]
    days = [(start, one.title) for one in made for start in one.starts]
    assert len(days) > 20_000 and len([one for one in made if one.has_strange_nights]) > 5
    for reader in READERS:
        told = [(one.start, one.title) for one in read_with(reader, ics, "2020-01-01", "2037-01-01")]
        unasked = {shown for one in made for shown in UNASKED.get(reader, nothing)(one)}
        assert sorted(set(told) - unasked) == sorted(set(days) - unasked), reader
        assert len(unasked & set(days)) < len(days) / 10


class Made(NamedTuple):
    """A series as a volunteer might write it, and when it takes place."""

    text: str
    title: str
    # In UTC, or days.
    starts: list[str]
    # Those on days whose clocks skip the hour or show it twice.
    strange: list[str]
    # Whether there are such days, on which it takes place or not.
    has_strange_nights: bool


def nothing(one: Made) -> list[tuple[str, str]]:
    return []


def around(starts: list[str], title: str) -> list[tuple[str, str]]:
    """A series' starts, and what they would be with the clocks put otherwise."""
    moments = (
        datetime.fromisoformat(start) + timedelta(minutes=30 * steps) for start in starts for steps in range(-2, 3)
    )
    return [(f"{moment:%Y-%m-%dT%H:%M:%SZ}", title) for moment in moments]


# What a reader is not asked, since it reads otherwise than RFC 5545 3.3.5 says (the next test has the least cases):
# ical.js the hours that a day has not or has twice; libical any hour that is one of these on some night, also of a
# summer time that was abolished since.
UNASKED = {
    "ical.js": lambda one: around(one.strange, one.title),
    "libical": lambda one: around(one.starts, one.title) if one.has_strange_nights else [],
}


def random_series(random: Random, number: int) -> Made:
    every = random.choice(("week", "month"))
    weekday, other = random.sample(WEEKDAYS, 2)
    nth = random.choice(("first", "second", "third", "fourth", "fifth", "last", "first and third"))
    monthly = (f"{nth} {weekday}", f"{nth} {weekday}", str(random.randint(1, 31)), "last day")
    on = random.choice((weekday, f"{weekday} and {other}")) if every == "week" else random.choice(monthly)
    name, title = random.choice(ZONES), f"Series {number}"
    # At night clocks change, so half of them meet at night.
    clock = time(random.choice((random.randint(0, 4), random.randint(5, 23))), random.choice((0, 15, 30)))
    since = date(2024, 1, 1) + timedelta(days=random.randrange(800))
    until = since + timedelta(days=random.randrange(3000, 3653))
    ruled = by_the_book(every, on, since, until)
    skip = random.sample(ruled, min(len(ruled), 6))
    all_day = random.random() < 0.2
    hours = "" if all_day else f"start: '{clock:%H:%M}', "
    text = (
        f"-- series/series-{number}.yaml --\ntitle: {title}\ntimezone: {name}\n"
        f"repeats: {{every: {every}, on: {on}, {hours}from: {since}, until: {until}, "
        f"skip: [{', '.join(map(str, skip))}]}}\n"
    )
    kept = [day for day in ruled if day not in skip]
    if all_day:
        return Made(text, title, list(map(str, kept)), [], False)
    strange = [day for day in days_of_change(name) if not exists(day, clock, name) or comes_twice(day, clock, name)]
    starts = {day: utc(str(day), f"{clock:%H:%M}", name) for day in kept}
    return Made(text, title, list(starts.values()), [starts[day] for day in strange if day in starts], bool(strange))


@cache
def days_of_change(name: str) -> tuple[date, ...]:
    """The days on which the clocks of a zone are put on or back, from long before these years on."""
    days = [date(2010, 1, 1) + timedelta(days=number) for number in range(27 * 366)]
    offsets = [datetime(day.year, day.month, day.day, tzinfo=zone(name)).utcoffset() for day in days]
    return tuple(day for day, before, after in zip(days, offsets, offsets[1:], strict=False) if before != after)


# Santiago skips midnight on September 6, 2026; Chicago shows half past one twice on November 1.
SKIPPED = """
    -- series/late.yaml --
    title: Late
    timezone: America/Santiago
    repeats: {every: week, on: sunday and tuesday, start: "0:00", from: 2026-09-01, until: 2026-09-09}
"""
TWICE = """
    -- series/late.yaml --
    title: Late
    repeats: {every: week, on: sunday, start: "1:30", from: 2026-10-25, until: 2026-11-08}
"""


@pytest.mark.parametrize(
    ("text", "reader", "told"),
    [
        # RFC 5545 3.3.5: an hour that is skipped counts by the offset before; of two the first is meant.
        (SKIPPED, "node-ical", ["09-01T04", "09-06T04", "09-08T03"]),
        # Counted by the offset after.
        (SKIPPED, "ical.js", ["09-01T04", "09-06T03", "09-08T03"]),
        # The skipped hour became one o'clock, and one o'clock it stays until the next week.
        (SKIPPED, "libical", ["09-01T04", "09-06T04", "09-08T04"]),
        (TWICE, "node-ical", ["10-25T06", "11-01T06", "11-08T07"]),
        # The second.
        (TWICE, "ical.js", ["10-25T06", "11-01T07", "11-08T07"]),
        (TWICE, "libical", ["10-25T06", "11-01T07", "11-08T07"]),
    ],
)
def test_where_readers_differ_about_the_nights_on_which_clocks_change_one_reads_as_we_do(
    text: str, reader: str, told: list[str]
) -> None:
    found = read_with(reader, calendars(text)["/calendar.ics"])
    assert [one.start[5:13] for one in found] == told


def by_the_book(every: str, on: str, since: date, until: date) -> list[date]:
    """The days of a rule, as dateutil has them."""
    from dateutil import rrule

    rhythm = parse_rhythm(every, on)
    assert rhythm is not None
    return [
        moment.date()
        for moment in rrule.rrule(
            rrule.MONTHLY if every == "month" else rrule.WEEKLY,
            dtstart=datetime.combine(since, datetime.min.time()),
            until=datetime.combine(until, datetime.min.time()),
            byweekday=[rrule.weekday(day, nth or None) for day, nth in rhythm.weekdays] or None,
            bymonthday=rhythm.month_days or None,
        )
    ]
