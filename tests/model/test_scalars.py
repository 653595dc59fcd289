"""What a volunteer writes is what the chapter holds: YAML has no say in it."""

from __future__ import annotations

from datetime import date as Date
from datetime import time as Clock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.scalars import SCALARS, Refusal, is_id, read_clock, read_date, read_minutes, read_zone
from tests.chapter import TINY, check, codes, site
from tests.model.reading import chapter_of, occasion_of


def test_half_past_six_is_half_past_six() -> None:
    assert occasion_of("date: 2026-10-15\nstart: 18:30").event.start == Clock(18, 30)


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("8:00", Clock(8)), ("08:00", Clock(8)), ('"8:00"', Clock(8)), ("18:30", Clock(18, 30)),
        ("18:30:00", Clock(18, 30)), ("8:00 am", Clock(8)), ("8:00 AM", Clock(8)), ("8:00am", Clock(8)),
        ("8 am", Clock(8)), ("8 a.m.", Clock(8)), ("12:00 pm", Clock(12)), ("12:00 am", Clock(0)),
        ("12:30 a.m.", Clock(0, 30)), ("6:30 PM", Clock(18, 30)), ("6:30 p.m.", Clock(18, 30)), ("0:00", Clock(0)),
    ],
)  # fmt: skip
def test_an_hour_is_read_in_every_way_people_write_it(written: str, clock: Clock) -> None:
    assert occasion_of(f"date: 2026-10-15\nstart: {written}").event.start == clock


@pytest.mark.parametrize(
    "written",
    ["2026-10-15", '"2026-10-15"', "2026-10-15 00:00", "2026-10-15T00:00:00", "2026-10-15T00:00:00.000Z",
     " 2026-10-15  "],
)  # fmt: skip
def test_a_day_is_read_also_as_other_editors_write_it(written: str) -> None:
    assert occasion_of(f"date: {written}").event.date == Date(2026, 10, 15)


def test_the_words_of_an_address_stay_as_they_are_written() -> None:
    venue = chapter_of(
        """
-- content/venues/hall.yaml --
name: 0755
address:
  street: 12_000 Example Street
  locality: Off
  region: NO
  postal_code: 06103
  country: on
parking: =
-- content/venues/shed.yaml --
name: 1.10
address: {region: No, postal_code: 60601, country: y}
"""
    ).venues
    address = venue["hall"].address
    assert (address.street, address.locality, address.region) == ("12_000 Example Street", "Off", "NO")
    assert (address.postal_code, address.country) == ("06103", "on")
    assert (venue["hall"].name, venue["hall"].parking) == ("0755", "=")
    assert (venue["shed"].name, venue["shed"].address.postal_code) == ("1.10", "60601")


@pytest.mark.parametrize(
    ("written", "value"),
    [("true", True), ("yes", True), ("On", True), ("Y", True), ("false", False), ("no", False), ("OFF", False)],
)
def test_yes_and_no_are_read_where_one_of_them_is_wanted(written: str, value: bool) -> None:
    assert chapter_of(f"-- content/pages/x.yaml --\ntitle: X\ndraft: {written}\n").pages["x"].draft is value


@pytest.mark.parametrize("written", ["", '""', "''", "~", "null", "Null"])
def test_nothing_in_any_spelling_is_not_given(written: str) -> None:
    fields = "\n".join(f"{name}: {written}" for name in ("summary", "start", "speakers", "access", "venue", "status"))
    event = occasion_of(f"date: 2026-10-15\n{fields}").event
    assert event.given == {"title", "date"}


def test_a_list_of_nothing_is_empty() -> None:
    event = occasion_of("date: 2026-10-15\nspeakers: []\naccess: {}\ntags: [~, '', print]").event
    assert (event.speakers, event.tags) == ((), ("print",))


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("2h", 120), ("90m", 90), ("1h30", 90), ("1h30m", 90), ("1.5h", 90), ("45 min", 45), ("2 hours", 120),
     ("1 hour 15 minutes", 75), ("PT1H", 60)],
)  # fmt: skip
def test_a_length_of_time_has_a_unit(written: str, minutes: int) -> None:
    assert read_minutes(written) == minutes


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("Oct 15, 2026", "write `2026-10-15`"), ("15 October 2026", "write `2026-10-15`"),
        ("2026/10/5", "write `2026-10-05`"), ("2026-3-2", "write `2026-03-02`"), ("10/11/2026", ""),
        ("2026/3/123456", ""), ("2026-02-30", "the last day of that month is `2026-02-28`"),
        ("2024-02-30", "the last day of that month is `2024-02-29`"),
        ("2026-15-10", "a month is 01 to 12: year, month, day"),
    ],
)  # fmt: skip
def test_a_day_written_otherwise_is_shown_as_it_should_be(written: str, help: str) -> None:
    refusal = read_date(written)
    assert isinstance(refusal, Refusal) and refusal.help == help


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("20.00", "write `20:00`"), ("1830", "write `18:30`"), ("8h", "write `8:00`"), ("noon", "write `12:00`"),
        ("Midnight", "write `0:00`"), ("8", "write `8 am` or `8 pm`"), ("24:00", "midnight is `0:00` of the next day"),
        ("13:00 pm", "write `13:00`"), ("soon", ""),
    ],
)  # fmt: skip
def test_an_hour_written_otherwise_is_shown_as_it_should_be(written: str, help: str) -> None:
    refusal = read_clock(written)
    assert isinstance(refusal, Refusal) and refusal.help == help


@pytest.mark.parametrize(
    ("written", "meant"),
    [("CST", "America/Chicago"), ("est", "America/New_York"), ("HST", "Pacific/Honolulu"),
     ("America/Chigaco", "America/Chicago"), ("America/New York", "America/New_York"),
     ("europe/berlin", "Europe/Berlin")],
)  # fmt: skip
def test_a_zone_is_named_after_a_city(written: str, meant: str) -> None:
    # Some abbreviations are zones too, without summer time: an hour wrong for half the year.
    refusal = read_zone(written)
    assert isinstance(refusal, Refusal) and refusal.help == f"did you mean `{meant}`?"


@pytest.mark.parametrize("name", ["Café", "Ada Example", "../x", "-x", "", "a" * 121, "a.b", "ä"])
def test_an_id_is_what_an_address_can_have(name: str) -> None:
    assert not is_id(name)


@given(st.text())
def test_no_text_at_all_makes_a_reader_fail(text: str) -> None:
    for read in SCALARS.values():
        read(text)


@given(st.from_regex(r"[0-9apm.:hH\-/T ²٣]{0,24}", fullmatch=True))
def test_nothing_that_looks_like_a_number_makes_a_reader_fail(text: str) -> None:
    for read in SCALARS.values():
        read(text)


@given(st.dates())
def test_every_day_of_the_calendar_is_read_back(day: Date) -> None:
    assert read_date(day.isoformat()) == day


@given(st.times().map(lambda clock: clock.replace(microsecond=0, fold=0)))
def test_every_hour_of_the_day_is_read_back(clock: Clock) -> None:
    assert read_clock(clock.isoformat()) == clock
    twelve = f"{clock.hour % 12 or 12}:{clock.minute:02} {'am' if clock.hour < 12 else 'pm'}"
    assert read_clock(twelve) == clock.replace(second=0)


@pytest.mark.parametrize(
    ("field", "written", "help"),
    [
        ("uid_domain", "https://chicago.example.org/x", "write `chicago.example.org`"),
        ("uid_domain", "chicago example org", ""),
    ],
)
def test_a_domain_is_a_name_without_an_address(field: str, written: str, help: str) -> None:
    said = check(f"-- chapter.yaml --\n{TINY['content/chapter.yaml']}{field}: {written}\n")
    assert f"error[wrong-type]: `{field}` wants a name such as `chicago.example.org`" in said
    assert help in said


@pytest.mark.parametrize(
    "written", ["Chicago.example.org", "zürich.example", "my_site.example", "localhost", "10.0.0.7", "東京.example"]
)
def test_what_may_be_the_host_of_the_address_may_be_said_of_calendars_too(written: str) -> None:
    files = site(
        f"-- chapter.yaml --\n{TINY['content/chapter.yaml']}uid_domain: {written}\n-- events/e.yaml --\ntitle: E\ndate: 2026-03-10\n"
    )
    assert f"UID:e@{written}" in files["/calendar.ics"].replace("\r\n ", "")


@pytest.mark.parametrize(("written", "help"), [("$", "write `USD`"), ("€", "write `EUR`"), ("dollars", "")])
def test_a_currency_is_a_code(written: str, help: str) -> None:
    said = check(f"-- events/e.yaml --\ntitle: E\ndate: 2026-03-10\ncost: {{amount: 20, currency: {written}}}\n")
    assert "`currency` wants a currency's code such as `USD`" in said and help in said


@pytest.mark.parametrize(
    "alias", ["/con/", "/aux.html", "/old./", "/a%0Ab/", "/a%2Fb/", "/.git/x/", "/what%3F/", "/%ff/"]
)
def test_an_old_address_has_only_names_that_every_system_can_have(alias: str) -> None:
    assert codes(f"-- pages/p.yaml --\ntitle: P\naliases: ['{alias}']\n").count("bad-path") == 1


@pytest.mark.parametrize("alias", ["/caf%C3%A9/", "/.well-known/x", "old", "/2021/07/a.b-c~d/", "/old.html"])
def test_other_old_addresses_are_taken(alias: str) -> None:
    assert "bad-path" not in codes(f"-- pages/p.yaml --\ntitle: P\naliases: ['{alias}']\n")


def test_a_topic_is_short_enough_for_an_address() -> None:
    post = "-- posts/p.yaml --\ntitle: P\ndate: 2026-02-01\ntags: [{}]\n"
    assert codes(post.format("a" * 120)) == [] and codes(post.format("a" * 121)) == ["wrong-type"]
