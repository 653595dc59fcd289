"""Other people's programs read our calendars, and see what the site says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import icalendar
import pytest

from generator.model.when import WEEKDAYS, parse_rhythm, zone
from tests.calendars import READERS, Occurrence, calendars, read_with

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
    """)
    assert [(one.start, one.end) for one in read_with(reader, found["/calendar.ics"])] == [
        ("2026-03-08T04:00:00Z", "2026-03-08T09:00:00Z"),
        ("2026-11-01T03:00:00Z", "2026-11-01T10:00:00Z"),
        ("2026-11-01T05:30:00Z", "2026-11-01T07:00:00Z"),
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
    ics = calendars("".join(text for text, _ in made), today="2026-03-01")["/calendar.ics"]
    days = sorted(day for _, days in made for day in days)
    assert len(days) > 20_000
    for reader in READERS:
        told = read_with(reader, ics, "2020-01-01", "2037-01-01")
        assert sorted((one.start, one.title) for one in told) == days, reader


def random_series(random: Random, number: int) -> tuple[str, list[tuple[str, str]]]:
    """A series as a volunteer might write it, and when it takes place: (start in UTC or a day, title)."""
    every = random.choice(("week", "month"))
    weekday, other = random.sample(WEEKDAYS, 2)
    nth = random.choice(("first", "second", "third", "fourth", "fifth", "last", "first and third"))
    monthly = (f"{nth} {weekday}", f"{nth} {weekday}", str(random.randint(1, 31)), "last day")
    on = random.choice((weekday, f"{weekday} and {other}")) if every == "week" else random.choice(monthly)
    name, title = random.choice(ZONES), f"Series {number}"
    # By day: at night clocks change, and no two programs agree on an hour that a rule gives and a day has not.
    hour, minute = random.randint(6, 20), random.choice((0, 15, 30))
    since = date(2024, 1, 1) + timedelta(days=random.randrange(800))
    until = since + timedelta(days=random.randrange(3000, 3653))
    ruled = by_the_book(every, on, since, until)
    skip = random.sample(ruled, min(len(ruled), 6))
    all_day = random.random() < 0.2
    hours = "" if all_day else f"start: '{hour:02}:{minute:02}', "
    text = (
        f"-- series/series-{number}.yaml --\ntitle: {title}\ntimezone: {name}\n"
        f"repeats: {{every: {every}, on: {on}, {hours}from: {since}, until: {until}, "
        f"skip: [{', '.join(map(str, skip))}]}}\n"
    )
    clock = f"{hour:02}:{minute:02}"
    kept = [day for day in ruled if day not in skip]
    return text, [(str(day) if all_day else utc(str(day), clock, name), title) for day in kept]


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
