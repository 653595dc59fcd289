"""The clocks that calendars bring with them say what the zones' own rules say, read by dateutil."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from dateutil.rrule import rrulestr

from generator.model.when import zone, zone_names
from generator.site.vtimezone import onsets, vtimezone

HOUR = timedelta(hours=1)


class Part(NamedTuple):
    """A STANDARD or DAYLIGHT part, as a file says it."""

    kind: str
    start: datetime
    rule: str
    before: timedelta
    after: timedelta
    name: str


def parts_of(text: str) -> list[Part]:
    found = []
    whole = text.replace("\r\n ", "")
    for kind, body in re.findall(r"BEGIN:(STANDARD|DAYLIGHT)\r\n(.*?)END:\1\r\n", whole, re.DOTALL):
        said = dict(line.split(":", 1) for line in body.splitlines())
        before, after = (offset_of(said[name]) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
        start = datetime.strptime(said["DTSTART"], "%Y%m%dT%H%M%S")
        found.append(Part(kind, start, said.get("RRULE", ""), before, after, said["TZNAME"]))
    return found


def offset_of(said: str) -> timedelta:
    hours, minutes, seconds = (int(said[at : at + 2] or 0) for at in (1, 3, 5))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds) * (-1 if said[0] == "-" else 1)


class Clocks:
    """What a program that follows the file shows: at each moment the part that began last."""

    def __init__(self, name: str, first: int, last: int) -> None:
        self.text = vtimezone(name, first, last).decode()
        self.parts = parts_of(self.text)
        self.begun = sorted(
            ((wall - part.before, part) for part in self.parts for wall in self.walls(part, last)),
            key=lambda one: one[0],
        )
        self.moments = [moment for moment, _ in self.begun]

    def walls(self, part: Part, last: int) -> list[datetime]:
        """When a part begins, by the clock on the wall before it."""
        if not part.rule:
            return [part.start]
        rule = part.rule
        if until := re.search(r";UNTIL=(\d{8}T\d{6})Z", rule):
            end = datetime.strptime(until[1], "%Y%m%dT%H%M%S") + part.before
            rule = rule.replace(until[0], f";UNTIL={end:%Y%m%dT%H%M%S}")
        return list(rrulestr(rule, dtstart=part.start).between(part.start, datetime(last + 1, 1, 2), inc=True))

    def at(self, moment: datetime) -> tuple[timedelta, str]:
        """Offset and name at a moment in UTC, naive."""
        part = self.begun[bisect_right(self.moments, moment) - 1][1]
        return part.after, part.name


def truth(name: str, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.replace(tzinfo=UTC).astimezone(zone(name))
    return local.utcoffset(), local.tzname()


SOUTHERN = ("America/Santiago", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham")
WITHOUT_SUMMER_TIME = ("America/Phoenix", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "UTC", "Pacific/Kiritimati")
# Those that changed their minds, some of them more than once, one by leaving a day out.
CHANGED = (
    "America/Mexico_City", "America/Sao_Paulo", "America/Nuuk", "America/Caracas", "Europe/Istanbul", "Europe/Moscow",
    "Asia/Amman", "Asia/Tehran", "Asia/Pyongyang", "Africa/Cairo", "Africa/Juba", "Pacific/Apia", "Pacific/Norfolk",
)  # fmt: skip
PECULIAR = ("Europe/Dublin", "Africa/Casablanca", "Asia/Gaza", "Asia/Jerusalem", "Antarctica/Troll", "Europe/Lisbon")
CHICAGO_AND_BERLIN = ("America/Chicago", "America/New_York", "Europe/Berlin", "Europe/London")
ZONES = (*CHICAGO_AND_BERLIN, *SOUTHERN, *WITHOUT_SUMMER_TIME, *CHANGED, *PECULIAR)


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize(("first", "last"), [(1996, 2036), (2010, 2012), (2026, 2026), (2026, 2040)])
def test_every_moment_of_the_years_asked_for_has_its_own_offset(name: str, first: int, last: int) -> None:
    clocks = Clocks(name, first, last)
    moments = [datetime(first, 1, 1) + timedelta(days=5, hours=7) * number for number in range((last - first + 1) * 69)]
    for year in range(first, last + 1):
        for onset in onsets(name, year):
            moments += [onset.utc - timedelta(seconds=1), onset.utc, onset.utc + HOUR, onset.utc - HOUR]
    wrong = [
        moment
        for moment in moments
        if moment.year in range(first, last + 1) and clocks.at(moment) != truth(name, moment)
    ]
    assert wrong == []


@pytest.mark.slow
def test_every_zone_there_is_is_right_in_these_years() -> None:
    moments = [datetime(2025, 1, 1) + timedelta(days=3, hours=5) * number for number in range(4 * 114)]
    for name in sorted(zone_names()):
        clocks = Clocks(name, 2025, 2028)
        assert [one for one in moments if one.year <= 2028 and clocks.at(one) != truth(name, one)] == [], name


@pytest.mark.parametrize("name", ZONES)
def test_the_changes_of_the_clocks_are_found_to_the_second(name: str) -> None:
    for year in range(1996, 2037):
        for onset in onsets(name, year):
            before, after = (truth(name, moment) for moment in (onset.utc - timedelta(seconds=1), onset.utc))
            assert (before[0], after[0]) == (onset.before.offset, onset.after.offset), (name, onset)
            assert before != after or onset.before.saving != onset.after.saving


def unfolded(name: str, first: int, last: int) -> list[str]:
    return vtimezone(name, first, last).decode().splitlines()


def test_chicago_reads_as_everybody_writes_it() -> None:
    assert unfolded("America/Chicago", 2026, 2026) == [
        "BEGIN:VTIMEZONE",
        "TZID:America/Chicago",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250309T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZOFFSETFROM:-0600",
        "TZOFFSETTO:-0500",
        "TZNAME:CDT",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251102T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0600",
        "TZNAME:CST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize("name", WITHOUT_SUMMER_TIME)
def test_a_zone_that_keeps_its_clocks_has_one_part_and_no_rule(name: str) -> None:
    [part] = parts_of(vtimezone(name, 2026, 2030).decode())
    assert (part.kind, part.rule) == ("STANDARD", "")


def test_kathmandu_is_five_hours_and_three_quarters_ahead() -> None:
    assert "TZOFFSETTO:+0545" in unfolded("Asia/Kathmandu", 2026, 2026)


@pytest.mark.parametrize("name", SOUTHERN)
def test_in_the_south_summer_time_begins_at_the_end_of_the_year(name: str) -> None:
    parts = parts_of(vtimezone(name, 2026, 2030).decode())
    assert {(part.kind, part.start.month > 7) for part in parts} == {("DAYLIGHT", True), ("STANDARD", False)}


def test_in_dublin_summer_is_summer_though_the_law_calls_winter_the_exception() -> None:
    parts = {part.kind: part for part in parts_of(vtimezone("Europe/Dublin", 2026, 2026).decode())}
    assert (parts["DAYLIGHT"].name, parts["DAYLIGHT"].after) == ("IST", HOUR)
    assert (parts["STANDARD"].name, parts["STANDARD"].after) == ("GMT", timedelta())
    assert parts["DAYLIGHT"].rule == "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"


def test_morocco_s_clocks_follow_the_moon_so_each_change_stands_by_itself() -> None:
    parts = parts_of(vtimezone("Africa/Casablanca", 2021, 2025).decode())
    assert not [part for part in parts if part.rule]
    years = [part.start.year for part in parts]
    assert all(years.count(year) == 2 for year in range(2021, 2026))


def test_a_country_that_gave_summer_time_up_has_rules_that_end() -> None:
    parts = parts_of(vtimezone("America/Mexico_City", 2015, 2030).decode())
    assert {part.rule.partition("UNTIL=")[2][:4] for part in parts} == {"2022"}
    assert Clocks("America/Mexico_City", 2015, 2030).at(datetime(2023, 7, 1))[0] == timedelta(hours=-6)


@pytest.mark.parametrize("name", ZONES)
def test_every_file_has_standard_time_and_is_short(name: str) -> None:
    lines = unfolded(name, 2026, 2036)
    assert "BEGIN:STANDARD" in lines and f"TZID:{name}" in lines
    # The moon's rules are the longest: two changes a year.
    assert len(lines) <= 3 + 7 * 2 * 12


def test_rules_that_go_on_are_right_long_after_the_years_asked_for() -> None:
    for name in CHICAGO_AND_BERLIN:
        clocks = Clocks(name, 2026, 2026)
        late = {part.start.year: part for part in clocks.parts}
        assert all("UNTIL" not in part.rule for part in late.values())
        for part in clocks.parts:
            for wall in clocks.walls(part, 2075):
                assert truth(name, wall - part.before)[0] == part.after, (name, wall)
