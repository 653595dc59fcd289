"""Wall clocks become instants: summer time, nights, zones, rhythms."""

from __future__ import annotations

from datetime import UTC, timedelta
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from generator.model.when import (
    ORDINALS,
    WEEKDAYS,
    comes_twice,
    exists,
    first_day,
    is_past,
    is_zone,
    last_day,
    occurrences,
    parse_rhythm,
    zone,
    zone_names,
)
from tests.chapter import codes
from tests.model.reading import occasion_of


def instants(fields: str) -> tuple[str, str]:
    """When an event starts and ends, in UTC."""
    interval = occasion_of(fields).interval
    return tuple(moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") for moment in (interval.start, interval.end))  # type: ignore[return-value]


def offsets(fields: str) -> tuple[str, str]:
    interval = occasion_of(fields).interval
    return interval.start.isoformat()[-6:], interval.end.isoformat()[-6:]


# -- time vectors ----------------------------------------------------------------------


def test_half_past_two_does_not_exist_when_summer_time_begins() -> None:
    assert not exists(Date(2026, 3, 8), Clock(2, 30), "America/Chicago")
    assert exists(Date(2026, 3, 8), Clock(3, 0), "America/Chicago")
    assert codes("-- content/events/x.yaml --\ntitle: X\ndate: 2026-03-08\nstart: 2:30\n") == ["time-does-not-exist"]


def test_half_past_one_comes_twice_when_summer_time_ends_and_the_first_is_taken() -> None:
    assert comes_twice(Date(2026, 11, 1), Clock(1, 30), "America/Chicago")
    assert not comes_twice(Date(2026, 11, 1), Clock(2, 0), "America/Chicago")
    assert codes("-- content/events/x.yaml --\ntitle: X\ndate: 2026-11-01\nstart: 1:30\n") == ["time-happens-twice"]
    assert instants("date: 2026-11-01\nstart: 1:30\nend: 3:00") == ("2026-11-01 06:30", "2026-11-01 09:00")


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        # The night in which an hour is missing is an hour shorter, and the other one longer.
        ("date: 2026-03-07\nstart: 22:00\nend: 4:00", "2026-03-08 04:00", "2026-03-08 09:00"),
        ("date: 2026-10-31\nstart: 22:00\nend: 4:00", "2026-11-01 03:00", "2026-11-01 10:00"),
        # Without an end the default of 90 minutes elapses, whatever the clocks do.
        ("date: 2026-03-08\nstart: 1:30", "2026-03-08 07:30", "2026-03-08 09:00"),
        ("date: 2026-11-01\nstart: 0:30", "2026-11-01 05:30", "2026-11-01 07:00"),
        ("date: 2026-02-28\nstart: 23:30", "2026-03-01 05:30", "2026-03-01 07:00"),
        ("date: 2026-12-31\nstart: 23:30", "2027-01-01 05:30", "2027-01-01 07:00"),
        # An end before the start is the next morning.
        ("date: 2026-12-31\nstart: 21:00\nend: 1:00", "2027-01-01 03:00", "2027-01-01 07:00"),
        ("date: 2028-02-29\nstart: 8:00\nend: 9:30", "2028-02-29 14:00", "2028-02-29 15:30"),
        # All day is from midnight to midnight, in the zone.
        ("date: 2026-12-31", "2026-12-31 06:00", "2027-01-01 06:00"),
        ("date: 2028-02-29", "2028-02-29 06:00", "2028-03-01 06:00"),
        ("date: 2026-03-08", "2026-03-08 06:00", "2026-03-09 05:00"),
        ("date: 2026-11-01", "2026-11-01 05:00", "2026-11-02 06:00"),
        ("date: 2026-06-04\nend_date: 2026-06-06", "2026-06-04 05:00", "2026-06-07 05:00"),
        ("date: 2026-06-04\nend_date: 2026-06-06\nstart: 9:00\nend: 17:00", "2026-06-04 14:00", "2026-06-06 22:00"),
        # A zone of its own, one without summer time, one of half an hour.
        ("date: 2026-07-01\nstart: 8:00\ntimezone: America/New_York", "2026-07-01 12:00", "2026-07-01 13:30"),
        ("date: 2026-07-01\nstart: 8:00\ntimezone: America/Phoenix", "2026-07-01 15:00", "2026-07-01 16:30"),
        ("date: 2026-01-15\nstart: 8:00\ntimezone: America/Phoenix", "2026-01-15 15:00", "2026-01-15 16:30"),
        ("date: 2026-01-15\nstart: 8:00\ntimezone: Asia/Kolkata", "2026-01-15 02:30", "2026-01-15 04:00"),
        # A day that a zone never had, and one with only part of its hours.
        ("date: 2011-12-31\nstart: 8:00\ntimezone: Pacific/Apia", "2011-12-30 18:00", "2011-12-30 19:30"),
    ],
)  # fmt: skip
def test_the_wall_clock_becomes_an_instant(fields: str, start: str, end: str) -> None:
    assert instants(fields) == (start, end)


def test_the_offset_is_that_of_the_day() -> None:
    assert offsets("date: 2026-01-15\nstart: 8:00") == ("-06:00", "-06:00")
    assert offsets("date: 2026-07-15\nstart: 8:00") == ("-05:00", "-05:00")
    assert offsets("date: 2026-03-07\nstart: 22:00\nend: 4:00") == ("-06:00", "-05:00")


def test_the_days_of_a_chapter_are_never_utc_days() -> None:
    interval = occasion_of("date: 2026-12-31\nstart: 23:30").interval
    assert (interval.first_day, interval.last_day) == (Date(2026, 12, 31), Date(2027, 1, 1))
    whole = occasion_of("date: 2026-12-31").interval
    assert (whole.first_day, whole.last_day, whole.all_day) == (Date(2026, 12, 31), Date(2026, 12, 31), True)


def test_midnight_is_an_hour_and_not_all_day() -> None:
    assert not occasion_of("date: 2026-03-12\nstart: 0:00").interval.all_day
    assert instants("date: 2026-03-12\nstart: 22:00\nend: 0:00") == ("2026-03-13 03:00", "2026-03-13 05:00")


@pytest.mark.parametrize(
    ("now", "past"),
    [("2026-03-12T08:00", False), ("2026-03-12T09:29", False), ("2026-03-12T09:30", True), ("2026-03-12T23:30", True)],
)
def test_an_event_is_upcoming_until_it_ends(now: str, past: bool) -> None:
    interval = occasion_of("date: 2026-03-12\nstart: 8:00").interval
    assert is_past(interval, DateTime.fromisoformat(now).replace(tzinfo=zone("America/Chicago"))) is past


def test_an_all_day_event_is_upcoming_through_its_last_day() -> None:
    interval = occasion_of("date: 2026-06-04\nend_date: 2026-06-06").interval
    assert not is_past(interval, DateTime(2026, 6, 7, 4, 59, tzinfo=UTC))
    assert is_past(interval, DateTime(2026, 6, 7, 5, 0, tzinfo=UTC))


def test_the_second_of_two_equal_hours_is_later() -> None:
    interval = occasion_of("date: 2026-11-01\nstart: 0:45\nend: 1:30").interval
    wall = DateTime(2026, 11, 1, 1, 15, tzinfo=zone("America/Chicago"))
    assert not is_past(interval, wall)
    assert is_past(interval, wall.replace(fold=1))


# -- slips of hours --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("date: 2026-03-12\nstart: 18:00\nend: 17:00", ["end-before-start"]),
        ("date: 2026-03-12\nstart: 8:00\nend: 8:00", ["end-before-start"]),
        ("date: 2026-03-12\nend_date: 2026-03-11", ["end-before-start"]),
        ("date: 2026-03-12\nend_date: 2026-03-12\nstart: 20:00\nend: 1:00", ["end-before-start"]),
        ("date: 2026-03-12\nstart: 8:00 pm\nend: 9:30", ["ends-next-morning"]),
        ("date: 2026-03-12\nstart: 22:00\nend: 1:00", []),
        ("date: 2026-03-08\nstart: 1:00\nend: 2:30", ["time-does-not-exist"]),
        ("date: 2026-03-07\nstart: 22:00\nend: 2:30", ["time-does-not-exist"]),
        ("date: 2026-03-08\nstart: 2:30\ntimezone: America/Phoenix", []),
        ("date: 2026-03-29\nstart: 2:30\ntimezone: Europe/Berlin", ["time-does-not-exist"]),
        ("date: 2026-10-04\nstart: 2:15\ntimezone: Australia/Lord_Howe", ["time-does-not-exist"]),
        ("date: 2026-03-08\nstart: 1:00\nend: 4:00\nagenda: [{title: A, start: 2:30}]", ["time-does-not-exist"]),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_reported(fields: str, code: list[str]) -> None:
    assert codes(f"-- content/events/x.yaml --\ntitle: X\n{fields}\n") == code


# -- zones -----------------------------------------------------------------------------


def test_every_zone_can_be_read() -> None:
    assert len(zone_names()) > 400
    for name in zone_names():
        assert zone(name).utcoffset(DateTime(2026, 7, 1, tzinfo=zone(name))) is not None


@pytest.mark.parametrize("name", ["america/chicago", "../etc/passwd", "America", "", "America/Chicago ", "tzdata.zi"])
def test_a_zone_is_spelled_exactly(name: str) -> None:
    assert not is_zone(name)


# -- parts of a date -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [("2021", Date(2021, 1, 1), Date(2021, 12, 31)), ("2024-02", Date(2024, 2, 1), Date(2024, 2, 29)),
     ("2021-02", Date(2021, 2, 1), Date(2021, 2, 28)), ("2021-04-15", Date(2021, 4, 15), Date(2021, 4, 15))],
)  # fmt: skip
def test_part_of_a_date_runs_from_its_first_day_to_its_last(partial: str, first: Date, last: Date) -> None:
    assert (first_day(partial), last_day(partial)) == (first, last)


# -- rhythms ---------------------------------------------------------------------------


def days(every: str, on: str, since: str, until: str) -> list[str]:
    rhythm = parse_rhythm(every, on)
    assert rhythm is not None, on
    return [str(day)[5:] for day in occurrences(rhythm, Date.fromisoformat(since), Date.fromisoformat(until))]


@pytest.mark.parametrize(
    ("every", "on", "expected"),
    [
        ("week", "thursday", ["01-01", "01-08", "01-15", "01-22", "01-29"]),
        ("week", "Thursdays", ["01-01", "01-08", "01-15", "01-22", "01-29"]),
        ("week", "mon and thu", ["01-01", "01-05", "01-08", "01-12", "01-15", "01-19", "01-22", "01-26", "01-29"]),
        ("month", "first thursday", ["01-01"]), ("month", "1st Thu", ["01-01"]), ("month", "fifth thursday", ["01-29"]),
        ("month", "first and third tuesday", ["01-06", "01-20"]), ("month", "last friday", ["01-30"]),
        ("month", "the second wednesday", ["01-14"]),
        ("month", "15", ["01-15"]), ("month", "1st and 15th", ["01-01", "01-15"]), ("month", "last day", ["01-31"]),
    ],
)  # fmt: skip
def test_a_rhythm_is_read_as_people_say_it(every: str, on: str, expected: list[str]) -> None:
    assert days(every, on, "2026-01-01", "2026-01-31") == expected


@pytest.mark.parametrize(
    ("every", "on"),
    [("month", "thursday"), ("week", "first thursday"), ("week", "15"), ("month", "32"), ("month", "0"), ("month", ""),
     ("week", ""), ("month", "first"), ("month", "whenever"), ("week", "every"), ("month", "last"),
     ("month", "sixth monday")],
)  # fmt: skip
def test_what_names_no_day_is_no_rhythm(every: str, on: str) -> None:
    assert parse_rhythm(every, on) is None


def test_a_month_without_such_a_day_is_passed_over() -> None:
    assert days("month", "31", "2026-01-01", "2026-05-31") == ["01-31", "03-31", "05-31"]
    assert days("month", "fifth friday", "2026-01-01", "2026-06-30") == ["01-30", "05-29"]


NAMES = st.lists(st.sampled_from(range(7)), min_size=1, max_size=3, unique=True)
NTHS = st.lists(
    st.sampled_from(["first", "second", "third", "fourth", "fifth", "last"]), min_size=1, max_size=3, unique=True
)
SINCE = st.dates(Date(2000, 1, 1), Date(2060, 1, 1))


@given(NAMES, SINCE)
def test_a_weekly_rhythm_is_what_the_standard_library_counts(weekdays: list[int], since: Date) -> None:
    until = since + timedelta(days=120)
    rhythm = parse_rhythm("week", " and ".join(WEEKDAYS[day] for day in weekdays))
    assert rhythm is not None
    every = (since + timedelta(days=number) for number in range(121))
    assert list(occurrences(rhythm, since, until)) == [day for day in every if day.weekday() in weekdays]


@given(NTHS, NAMES, SINCE)
def test_a_monthly_rhythm_is_what_dateutil_says(nths: list[str], weekdays: list[int], since: Date) -> None:
    until = since + timedelta(days=400)
    rhythm = parse_rhythm("month", f"{', '.join(nths)} {' '.join(WEEKDAYS[day] for day in weekdays)}")
    assert rhythm is not None
    expected = rrule.rruleset()
    for nth in nths:
        for day in weekdays:
            start = DateTime.combine(since, Clock())
            weekday = rrule.weekday(day, ORDINALS[nth])
            expected.rrule(
                rrule.rrule(rrule.MONTHLY, dtstart=start, until=DateTime.combine(until, Clock()), byweekday=weekday)
            )
    assert list(occurrences(rhythm, since, until)) == [moment.date() for moment in expected]
