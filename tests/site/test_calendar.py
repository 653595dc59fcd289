"""What subscribers are told. Numbers such as #7 are those of the mistakes listed in the field notes."""

from __future__ import annotations

import pytest

from generator.model.revision import History
from tests.calendars import calendar, calendars, entries, entry, unfolded
from tests.chapter import check

COFFEE = """
    -- events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    start: 8:00
    end: 9:30
"""

SERIES = """
    -- series/mornings.yaml --
    title: Morning coffee
    kind: coffee
    repeats: {every: month, on: first thursday, start: 8:00, end: 9:00, from: 2026-03-05}
"""


def test_an_event_keeps_its_uid_whatever_else_changes() -> None:
    """#1, #2"""
    before = entry(COFFEE)
    after = entry(COFFEE.replace("title: Coffee", "title: Tea").replace("date: 2026-03-12", "date: 2026-04-02"))
    assert before["UID"] == after["UID"] == "2026-03-12-coffee@small.example.org"


def test_a_preview_on_another_host_has_the_same_uids() -> None:
    previewed = calendars(COFFEE, url="https://preview-7.example.net/")["/calendar.ics"]
    assert "UID:2026-03-12-coffee@small.example.org\r\n" in previewed


def test_the_chapter_may_name_the_domain_of_its_uids() -> None:
    text = "-- chapter.yaml --\nname: Small\ntimezone: America/Chicago\nurl: https://new.example.org/\nuid_domain: old.example.org\n"
    assert entry(text + COFFEE.replace("\n    ", "\n"))["UID"] == "2026-03-12-coffee@old.example.org"


def test_dtstamp_is_the_time_of_the_last_commit_in_utc() -> None:
    """#3, #4, #5"""
    history = History(touched={"content/events/2026-03-12-coffee.yaml": 1_772_000_000})
    found = entry(COFFEE, history=history)
    assert found["DTSTAMP"] == found["LAST-MODIFIED"] == "20260225T061320Z"
    assert found["SEQUENCE"] == "3236053"


def test_a_change_to_the_venue_is_a_change_to_its_events() -> None:
    """#26"""
    text = COFFEE + "    venue: hall\n    -- venues/hall.yaml --\n    name: Hall\n"
    history = History(
        touched={"content/events/2026-03-12-coffee.yaml": 1_772_000_000, "content/venues/hall.yaml": 1_772_100_000}
    )
    assert entry(text, history=history)["DTSTAMP"] == "20260226T100000Z"


@pytest.mark.parametrize(
    ("says", "stamp"),
    [
        ("start: 8:00\n    venue: hall", "20260226T100000Z"),
        ("start: 8:00\n    end: 9:00", "20260226T100000Z"),
        ("start: 8:00\n    end: 9:00\n    venue: hall", "20260225T061320Z"),
        ("venue: hall", "20260225T061320Z"),
    ],
    ids=["no end", "no venue", "both", "a whole day"],
)
def test_a_change_to_the_defaults_is_a_change_to_events_that_leave_their_end_or_place_to_them(
    says: str, stamp: str
) -> None:
    text = f"-- events/it.yaml --\n    title: It\n    date: 2026-03-12\n    {says}\n-- venues/hall.yaml --\n    name: Hall\n"
    history = History(touched={"content/events/it.yaml": 1_772_000_000, "content/chapter.yaml": 1_772_100_000})
    assert entry(text.replace("\n    ", "\n"), history=history)["DTSTAMP"] == stamp


@pytest.mark.parametrize(
    ("days", "stamp", "sequence"),
    [
        ("announced: 2026-01-10\n    updated: 2026-02-01", "20260201T000000Z", "3201120"),
        ("announced: 2026-01-10", "20260110T000000Z", "3169440"),
        ("", "20200101T000000Z", "0"),
    ],
)
def test_without_a_commit_the_days_in_the_file_count(days: str, stamp: str, sequence: str) -> None:
    found = entry(COFFEE + f"    {days}\n")
    assert (found["DTSTAMP"], found["SEQUENCE"]) == (stamp, sequence)


def test_the_same_content_gives_the_same_bytes_on_another_day() -> None:
    """#5"""
    assert calendars(COFFEE + SERIES, today="2026-03-01") == calendars(COFFEE + SERIES, today="2026-05-20T23:59")


def test_no_hour_with_a_zone_is_marked_as_utc() -> None:
    """#6"""
    lines = calendar(COFFEE + SERIES).splitlines()
    assert not [line for line in lines if "TZID=" in line and line.endswith("Z")]


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("2026-01-31", "2026-01-31", "20260131", "20260201"),
        ("2026-12-31", "2026-12-31", "20261231", "20270101"),
        ("2028-02-28", "2028-02-29", "20280228", "20280301"),
    ],
)
def test_whole_days_end_on_the_day_after(first: str, last: str, start: str, end: str) -> None:
    """#7"""
    found = entry(f"-- events/fair.yaml --\ntitle: Fair\ndate: {first}\nend_date: {last}\n")
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == (start, end)


def test_an_event_late_in_the_evening_ends_the_next_day() -> None:
    """#8"""
    found = entry("-- events/late.yaml --\ntitle: Late\ndate: 2026-12-31\nstart: 23:30\n")
    assert found["DTEND;TZID=America/Chicago"] == "20270101T010000"


def test_an_hour_that_comes_twice_is_said_in_utc() -> None:
    found = entry("-- events/late.yaml --\ntitle: Late\ndate: 2026-11-01\nstart: 0:45\nend: 1:30\n")
    assert (found["DTSTART;TZID=America/Chicago"], found["DTEND"]) == ("20261101T004500", "20261101T063000Z")
    found = entry("-- events/late.yaml --\ntitle: Late\ndate: 2026-11-01\nstart: 1:30\n")
    assert (found["DTSTART"], found["DTEND;TZID=America/Chicago"]) == ("20261101T063000Z", "20261101T020000")


def test_there_are_no_alarms() -> None:
    """#9"""
    assert "VALARM" not in calendar(COFFEE + SERIES)


def test_every_zone_that_is_used_is_declared_with_winter_and_summer() -> None:
    """#10"""
    text = calendar(
        COFFEE
        + "    -- events/abroad.yaml --\n    title: Abroad\n    date: 2026-05-06\n    start: 9:00\n    timezone: Europe/Berlin\n"
    )
    zones = [part.split("END:VTIMEZONE")[0] for part in text.split("BEGIN:VTIMEZONE\n")[1:]]
    assert [zone.splitlines()[0] for zone in zones] == ["TZID:America/Chicago", "TZID:Europe/Berlin"]
    assert all(zone.count("BEGIN:STANDARD") == zone.count("BEGIN:DAYLIGHT") == 1 for zone in zones)


def test_a_zone_that_keeps_its_clocks_has_one_part() -> None:
    text = calendar(COFFEE + "    timezone: America/Phoenix\n")
    assert text.count("BEGIN:STANDARD") == 1
    assert "DAYLIGHT" not in text


def test_an_empty_calendar_still_holds_something() -> None:
    assert "BEGIN:VTIMEZONE\nTZID:America/Chicago\n" in calendar()


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    """#11, #13"""
    title = "mü🎉" * 60
    octets = calendars(f"-- events/long.yaml --\ntitle: {title}\ndate: 2026-05-05\n")["/calendar.ics"].encode()
    lines = octets.split(b"\r\n")
    assert octets.endswith(b"END:VCALENDAR\r\n") and b"\n" not in octets.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert f"SUMMARY:{title}\n" in unfolded(octets.decode())


def test_descriptions_are_plain_text() -> None:
    """#11"""
    text = COFFEE.replace(
        "-coffee.yaml --\n", "-coffee.yaml --\n    body: 'Bring **your** [cup](https://cups.example.com/).'\n"
    )
    assert entry(text)["DESCRIPTION"] == (
        "Confirmed.\\n\\nBring your cup.\\n\\nMembers and guests\\n\\nhttps://small.example.org/events/2026-03-12-coffee/"
    )


def test_what_has_a_meaning_in_calendars_is_escaped() -> None:
    """#12"""
    assert entry('-- events/it.yaml --\ntitle: "a\\\\b;c,d"\ndate: 2026-05-05\n')["SUMMARY"] == "a\\\\b\\;c\\,d"


@pytest.mark.parametrize(
    ("status", "summary", "word", "busy"),
    [
        ("confirmed", "Coffee", "CONFIRMED", "OPAQUE"),
        ("full", "Coffee (full)", "CONFIRMED", "OPAQUE"),
        ("tentative", "Tentative: Coffee", "TENTATIVE", "TRANSPARENT"),
        ("postponed", "POSTPONED: Coffee", "TENTATIVE", "TRANSPARENT"),
        ("moved-online", "Coffee (online)", "CONFIRMED", "OPAQUE"),
        ("cancelled", "CANCELLED: Coffee", "CANCELLED", "TRANSPARENT"),
    ],
)
def test_title_and_status_say_what_has_become_of_it(status: str, summary: str, word: str, busy: str) -> None:
    """#14"""
    found = entry(COFFEE + f"    status: {status}\n    notice: The press is down\n")
    assert (found["SUMMARY"], found["STATUS"], found["TRANSP"]) == (summary, word, busy)
    assert "The press is down" in found["DESCRIPTION"].split("\\n")[0]


def test_an_event_that_moved_says_from_when() -> None:
    text = COFFEE + "    status: rescheduled\n    previous: [{date: 2026-03-05, start: 8:00}]\n"
    assert entry(text)["DESCRIPTION"].startswith("Moved from Thursday\\, March 5\\, 8:00\N{NO-BREAK SPACE}AM.")


def test_the_past_year_stays_and_what_was_cancelled_stays_thirty_days() -> None:
    """#15"""
    assert len(entries(calendar(COFFEE, today="2027-03-12"))) == 1
    assert len(entries(calendar(COFFEE, today="2027-03-15"))) == 0
    cancelled = COFFEE + "    status: cancelled\n"
    assert len(entries(calendar(cancelled, today="2026-04-11"))) == 1
    assert len(entries(calendar(cancelled, today="2026-04-12"))) == 0
    assert len(entries(calendar(COFFEE, today="2030-01-01", url="/events/2026-03-12-coffee.ics"))) == 1


@pytest.mark.parametrize("visibility", ["members", "registrants", "public"])
def test_a_join_link_appears_only_when_the_chapter_made_it_public(visibility: str) -> None:
    secret = "https://meet.example.com/s3cret"
    text = COFFEE + f"    attendance: online\n    online: {{url: '{secret}', label: Zoom, visibility: {visibility}}}\n"
    told = "".join(map(unfolded, calendars(text).values()))
    assert (secret in told) == (visibility == "public")
    assert "LOCATION:Online\\, Zoom\n" in told


def test_the_organizer_is_the_chapter_at_its_public_address() -> None:
    """#28"""
    charter = (
        "-- chapter.yaml --\nname: 'Small, but good'\ntimezone: America/Chicago\nurl: https://small.example.org/\n"
    )
    event = COFFEE.replace("\n    ", "\n")
    assert "ORGANIZER" not in calendar(charter + event)
    assert 'ORGANIZER;CN="Small, but good":mailto:hello@small.example.org\n' in calendar(
        charter + "email: hello@small.example.org\n" + event
    )


WHOLE = """
-- chapter.yaml --
name: Small Chapter
short_name: Small
timezone: America/Chicago
url: https://small.example.org/chapters/small/
description: We meet; we talk, too.
email: hello@small.example.org
theme_options: {accent: "#0f5a50"}
-- venues/hall.yaml --
name: Press hall
address: {street: 12 Quay St, locality: Aurora, region: IL, postal_code: "60505", country: US}
geo: {lat: 41.7606, lon: -88.32015}
-- events/2026-05-07-tour.yaml --
title: Plant tour
kind: tour
date: 2026-05-07
start: 8:00
end: 9:30
announced: 2026-02-01
updated: 2026-02-20
venue: hall
room: Room 4
attendance: hybrid
online: {url: "https://live.example.org/tour", label: "Stream, live", visibility: public}
audience: members
cost: {amount: 12.5}
tags: [ink, Plant tour]
summary: A hall as long as a street.
body: Bring **shoes**.
"""


def test_an_entry_says_all_that_is_public_of_an_event() -> None:
    [found] = entries(calendar(WHOLE))
    assert found == {
        "UID": "2026-05-07-tour@small.example.org",
        "DTSTAMP": "20260220T000000Z",
        "LAST-MODIFIED": "20260220T000000Z",
        "SEQUENCE": "3228480",
        "CREATED": "20260201T000000Z",
        "DTSTART;TZID=America/Chicago": "20260507T080000",
        "DTEND;TZID=America/Chicago": "20260507T093000",
        "SUMMARY": "Plant tour",
        "DESCRIPTION": (
            "Confirmed.\\n\\nA hall as long as a street.\\n\\nBring shoes.\\n\\n"
            "For members\\n$12.50\\nJoin: https://live.example.org/tour\\n\\n"
            "https://small.example.org/chapters/small/events/2026-05-07-tour/"
        ),
        "LOCATION": "Press hall\\, Room 4\\, 12 Quay St\\, Aurora\\, IL 60505",
        "GEO": "41.7606;-88.32015",
        "URL": "https://small.example.org/chapters/small/events/2026-05-07-tour/",
        'CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL="Stream, live"': "https://live.example.org/tour",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "CLASS": "PUBLIC",
        "CATEGORIES": "Plant tour,ink",
        "ORGANIZER;CN=Small Chapter": "mailto:hello@small.example.org",
    }


def test_a_calendar_to_follow_says_what_it_is_and_how_often_to_look() -> None:
    whole, tours = (
        calendar(WHOLE, url=url).partition("BEGIN:VTIMEZONE")[0].splitlines()
        for url in ("/calendar.ics", "/calendar/tour.ics")
    )
    assert whole == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Chapterhouse//Chapterhouse//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Small Chapter",
        "X-WR-CALNAME:Small Chapter",
        "DESCRIPTION:We meet\\; we talk\\, too.",
        "X-WR-CALDESC:We meet\\; we talk\\, too.",
        "URL:https://small.example.org/chapters/small/events/",
        "SOURCE;VALUE=URI:https://small.example.org/chapters/small/calendar.ics",
        "X-WR-TIMEZONE:America/Chicago",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "COLOR:teal",
        "X-APPLE-CALENDAR-COLOR:#0f5a50",
    ]
    assert "NAME:Small: Plant tour" in tours
    assert "SOURCE;VALUE=URI:https://small.example.org/chapters/small/calendar/tour.ics" in tours


def test_there_is_a_calendar_of_each_series_of_each_kind_and_of_each_event() -> None:
    text = SERIES + "    -- events/2026-04-10-talk.yaml --\n    title: Talk\n    kind: talk\n    date: 2026-04-10\n"
    found = calendars(text)
    assert set(found) == {
        "/calendar.ics",
        "/calendar/coffee.ics",
        "/calendar/mornings.ics",
        "/calendar/talk.ics",
        "/events/2026-04-10-talk.ics",
    }
    titles = {url: [one["SUMMARY"] for one in entries(unfolded(ics))] for url, ics in found.items()}
    assert titles["/calendar.ics"] == ["Morning coffee", "Talk"]
    assert titles["/calendar/coffee.ics"] == titles["/calendar/mornings.ics"] == ["Morning coffee"]
    assert titles["/calendar/talk.ics"] == titles["/events/2026-04-10-talk.ics"] == ["Talk"]


def test_an_event_is_told_alike_wherever_it_stands() -> None:
    text = (
        SERIES
        + "    -- events/2026-04-02-mill.yaml --\n    title: Coffee at the mill\n    date: 2026-04-02\n    series: mornings\n"
    )
    found = calendars(text)
    alone = found["/events/2026-04-02-mill.ics"]
    told = alone[alone.index("BEGIN:VEVENT") : alone.index("END:VCALENDAR")]
    assert "RECURRENCE-ID;TZID=America/Chicago:20260402T080000\r\n" in told
    for url in ("/calendar.ics", "/calendar/mornings.ics", "/calendar/coffee.ics"):
        assert told in found[url]


def test_a_substitute_is_never_older_than_its_series() -> None:
    """Programs overlook one whose number is lower: it belongs to days that the series had before."""
    text = (
        SERIES
        + """
    -- events/2026-04-02-mill.yaml --
    title: At the mill
    date: 2026-04-02
    series: mornings
    -- events/2026-05-07-both.yaml --
    title: Two in one
    date: 2026-05-07
    series: mornings
    previous: [{date: 2026-06-04}]
"""
    )
    first, second = 1_772_000_000, 1_772_100_000
    touched = {"content/events/2026-04-02-mill.yaml": first, "content/events/2026-05-07-both.yaml": second}
    found = calendar(text, history=History(touched={**touched, "content/series/mornings.yaml": first}))
    [series, mill, both] = entries(found)
    assert series["EXDATE;TZID=America/Chicago"] == "20260507T080000", (
        "the later of its two days is taken from the rule"
    )
    assert series["SEQUENCE"] == mill["SEQUENCE"] == both["SEQUENCE"] == "3237720"
    assert (mill["DTSTAMP"], both["DTSTAMP"]) == ("20260225T061320Z", "20260226T100000Z"), "each changed when it did"


def test_an_event_alone_does_not_ask_for_a_calendar_of_its_own() -> None:
    assert "X-WR-CALNAME" not in calendar(COFFEE, url="/events/2026-03-12-coffee.ics")


def test_what_was_cancelled_leaves_the_series_without_coming_back() -> None:
    text = (
        SERIES
        + "    -- events/2026-04-02-none.yaml --\n    title: None\n    date: 2026-04-02\n    series: mornings\n    status: cancelled\n"
    )
    assert "RECURRENCE-ID" in calendar(text, today="2026-04-20")
    later = calendar(text, today="2026-06-20")
    assert "RECURRENCE-ID" not in later
    assert "EXDATE;TZID=America/Chicago:20260402T080000\n" in later


def test_an_event_of_a_series_on_a_day_of_its_own_has_a_uid_of_its_own() -> None:
    text = (
        SERIES
        + "    -- events/2026-04-10-extra.yaml --\n    title: Extra\n    date: 2026-04-10\n    series: mornings\n"
    )
    extra = entries(calendar(text))[1]
    assert extra["UID"] == "2026-04-10-extra@small.example.org"
    assert extra["RELATED-TO"] == "mornings@small.example.org"


def test_a_draft_leaves_the_usual_day_where_it_is() -> None:
    text = (
        SERIES
        + "    -- events/2026-04-02-mill.yaml --\n    title: Mill\n    date: 2026-04-02\n    series: mornings\n    draft: true\n"
    )
    assert "Mill" not in calendar(text)
    assert "EXDATE" not in calendar(text)


def test_an_event_and_a_series_of_one_id_are_reported() -> None:
    text = SERIES + "    -- events/mornings.yaml --\n    title: Mornings\n    date: 2026-04-10\n"
    assert "warning[same-calendar-id]: an event and a series are both called `mornings`" in check(text)


def test_an_event_that_is_called_like_a_further_day_of_a_series_is_reported() -> None:
    text = SERIES.replace("from: 2026-03-05}", "from: 2026-03-05, also: [2026-06-18]}")
    extra = "    -- events/2026-06-18-mornings.yaml --\n    title: Extra\n    date: 2026-06-18\n"
    said = check(text + extra)
    assert "warning[same-calendar-id]: an event is called `2026-06-18-mornings`, like a further day of the series `mornings`" in said  # fmt: skip
    assert "help: add `series: mornings` if it is that day" in said
    assert check(text + extra + "    series: mornings\n") == check(text) == ""
    assert len(entries(calendar(text + extra + "    series: mornings\n"))) == 2


def test_a_shallow_history_is_reported() -> None:
    assert "warning[shallow-history]" in check(COFFEE, history=History(commit="c0ffee", shallow=True))
