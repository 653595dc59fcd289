"""Series and their occurrences: what the rule says, what a file says instead."""

from __future__ import annotations

from datetime import UTC
from datetime import date as Date
from datetime import time as Clock

from generator.model.chapter import Chapter, Occasion, repeated
from tests.chapter import codes
from tests.model.reading import chapter_of

COFFEE = """
-- content/series/coffee.yaml --
title: Candy coffee
kind: coffee
venue: {name: The hall}
capacity: 20
tags: [coffee]
repeats: {every: month, on: first thursday, start: 8:00, end: 9:30, from: 2026-01-01, until: 2026-12-31}
"""


def coming(chapter: Chapter, since: str = "2026-01-01", until: str = "2027-06-30") -> list[Occasion]:
    series = chapter.series["coffee"]
    written = chapter.occasions_of.get("coffee", ())
    return list(repeated(chapter, series, written, Date.fromisoformat(since), Date.fromisoformat(until)))


def days(text: str) -> list[str]:
    return [str(one.event.date)[5:] for one in coming(chapter_of(text))]


RULED = ["01-01", "02-05", "03-05", "04-02", "05-07", "06-04", "07-02", "08-06", "09-03", "10-01", "11-05", "12-03"]


def event(fields: str, name: str = "x") -> str:
    return f"-- content/events/{name}.yaml --\ntitle: Coffee\nseries: coffee\n{fields}\n"


def test_a_series_takes_place_from_its_first_day_to_its_last() -> None:
    assert days(COFFEE) == RULED


def test_a_day_is_skipped_and_another_is_added() -> None:
    text = COFFEE.replace("until:", "skip: [2026-07-02], also: [2026-07-09], until:")
    assert days(text) == [*RULED[:6], "07-09", *RULED[7:]]


def test_a_day_that_is_skipped_and_added_takes_place() -> None:
    assert days(COFFEE.replace("until:", "skip: [2026-07-02], also: [2026-07-02], until:")) == RULED


def test_a_day_that_is_added_twice_takes_place_once() -> None:
    assert days(COFFEE.replace("until:", "also: [2026-07-02, 2026-07-02], until:")) == RULED


def test_a_file_of_the_same_day_replaces_the_occurrence() -> None:
    assert days(COFFEE + event("date: 2026-07-02")) == [day for day in RULED if day != "07-02"]


def test_a_cancelled_occurrence_says_so_and_is_not_repeated() -> None:
    chapter = chapter_of(COFFEE + event("date: 2026-07-02\nstatus: cancelled\nnotice: No meeting in July"))
    assert "2026-07-02" not in [str(one.event.date) for one in coming(chapter)]
    assert chapter.occasions["x"].event.status == "cancelled"


def test_an_occurrence_that_was_moved_stands_for_the_day_it_had() -> None:
    moved = event("date: 2026-07-09\nprevious: [{date: 2026-07-02, reason: The holiday}]")
    assert days(COFFEE + moved) == [day for day in RULED if day != "07-02"]


def test_another_series_takes_no_day_of_this_one() -> None:
    text = "-- content/events/x.yaml --\ntitle: A talk\ndate: 2026-07-02\n"
    assert days(COFFEE + text) == RULED


def test_an_event_has_from_its_series_what_it_does_not_say() -> None:
    one = chapter_of(COFFEE + event("date: 2026-07-02\ncapacity: 12")).occasions["x"].event
    assert (one.kind, one.capacity, one.tags) == ("coffee", 12, ("coffee",))
    assert (one.start, one.end) == (Clock(8), Clock(9, 30))


def test_an_event_at_another_hour_lasts_as_long_as_its_series() -> None:
    # It does not end when the usual one would.
    one = chapter_of(COFFEE + event("date: 2026-07-02\nstart: 17:00")).occasions["x"]
    assert (one.interval.start.hour, one.interval.end.strftime("%H:%M")) == (17, "18:30")


def test_an_event_with_hours_of_its_own_has_them() -> None:
    one = chapter_of(COFFEE + event("date: 2026-07-02\nstart: 7:00\nend: 7:45")).occasions["x"]
    assert (one.interval.start.strftime("%H:%M"), one.interval.end.strftime("%H:%M")) == ("07:00", "07:45")


def test_an_event_that_only_ends_otherwise_starts_as_usual() -> None:
    one = chapter_of(COFFEE + event("date: 2026-07-02\nend: 11:00")).occasions["x"]
    assert (one.interval.start.strftime("%H:%M"), one.interval.end.strftime("%H:%M")) == ("08:00", "11:00")


def test_the_hours_of_a_series_may_stand_outside_its_rule() -> None:
    text = COFFEE.replace("start: 8:00, end: 9:30, ", "") + "start: 8:00\nend: 9:00\n"
    one = coming(chapter_of(text))[0]
    assert (one.interval.start.hour, one.interval.end.hour) == (8, 9)


def test_an_occurrence_keeps_its_hour_when_the_clocks_change() -> None:
    hours = [one.interval.start.astimezone(UTC).hour for one in coming(chapter_of(COFFEE))]
    assert hours == [14, 14, 14, 13, 13, 13, 13, 13, 13, 13, 14, 14]


def test_what_belongs_to_one_day_is_not_taken_from_the_series() -> None:
    text = COFFEE + "notice: We meet upstairs\nsummary: Coffee first\ndraft: true\n"
    one = coming(chapter_of(text))[0].event
    assert (one.summary, one.notice, one.draft) == ("Coffee first", "", False)


def test_a_chapter_has_defaults_for_what_nobody_says() -> None:
    text = """
-- content/chapter.yaml --
name: Small Chapter
timezone: America/Chicago
url: https://small.example.org/
defaults: {event_duration: 2h, kind: roundtable, venue: hall, capacity: 30, audience: public, attendance: hybrid}
-- content/venues/hall.yaml --
name: The hall
-- content/events/x.yaml --
title: X
date: 2026-03-12
start: 8:00
"""
    one = chapter_of(text).occasions["x"]
    event = one.event
    assert one.interval.end.hour == 10
    assert (event.kind, event.venue, event.capacity, event.audience, event.attendance) == (
        "roundtable", "hall", 30, "public", "hybrid",
    )  # fmt: skip


def test_a_series_whose_rule_names_no_day_is_told_once() -> None:
    assert codes(COFFEE.replace("first thursday", "some thursday")) == ["unknown-rhythm"]


def test_a_series_that_ends_before_it_begins_is_told() -> None:
    assert codes(COFFEE.replace("2026-12-31", "2025-12-31")) == ["end-before-start"]
