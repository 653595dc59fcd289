"""The mistakes that generators of event sites make, each with the tests that keep it out of ours.

The list was gathered from the sites and issue trackers of twenty-odd chapters and
generators. A mistake is told by what was seen; what covers it is the name of a test,
`file::test`. Those that stood nowhere else stand below. A test that is renamed or
removed must be replaced here.
"""

from __future__ import annotations

import ast
import json
import re
import socket
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.build import build
from tests.chapter import chapter, check, order, site, tree
from tests.site.views import views

TESTS = Path(__file__).parent
CALENDAR = "site/test_calendar.py::test_"
READERS = "test_standards_calendar.py::test_"
FEEDS = "site/test_feeds.py::test_"
JSONLD = "site/test_jsonld.py::test_"
WEB = "test_standards_web.py::test_"
WHEN = "model/test_when.py::test_"
HERE = "test_mistakes.py::test_"

MISTAKES = {
    1: ("a random UID in each build", [CALENDAR + "an_event_keeps_its_uid_whatever_else_changes", "test_reproducible.py::test_it_is_the_same_from_another_folder_whose_files_come_in_any_order", FEEDS + "an_entry_keeps_its_id_whatever_else_changes"]),
    2: ("a UID made of title, date or spaces", [CALENDAR + "an_event_keeps_its_uid_whatever_else_changes", FEEDS + "an_entry_keeps_its_id_whatever_else_changes"]),
    3: ("no DTSTAMP", [READERS + "a_strict_reader_finds_nothing_wrong"]),
    4: ("DTSTAMP made of a date with a literal Z", [CALENDAR + "dtstamp_is_the_time_of_the_last_commit_in_utc"]),
    5: ("LAST-MODIFIED is now", [CALENDAR + "the_same_content_gives_the_same_bytes_on_another_day", "site/test_freshness.py::test_tomorrow_s_build_is_the_same_but_for_build_json", "site/test_freshness.py::test_the_sample_chapter_is_the_same_byte_for_byte_on_every_day_until_the_next_is_due", FEEDS + "a_commit_is_a_change_and_the_newest_counts"]),
    6: ("an hour with TZID and Z", [CALENDAR + "no_hour_with_a_zone_is_marked_as_utc"]),
    7: ("DTEND is date + 1 on an integer", [CALENDAR + "whole_days_end_on_the_day_after", READERS + "every_reader_sees_whole_days_as_days", JSONLD + "hours_have_the_offset_of_that_very_day"]),
    8: ("the end is (hour + 1) % 24", [CALENDAR + "an_event_late_in_the_evening_ends_the_next_day", JSONLD + "hours_have_the_offset_of_that_very_day"]),
    9: ("VALARM outside VEVENT", [CALENDAR + "there_are_no_alarms", READERS + "a_strict_reader_finds_nothing_wrong"]),
    10: ("VTIMEZONE missing, empty or None", [CALENDAR + "every_zone_that_is_used_is_declared_with_winter_and_summer", READERS + "every_reader_sees_the_right_hour_in_any_zone_over_the_years"]),
    11: ("folded by characters, Markdown in DESCRIPTION", [CALENDAR + "lines_are_folded_at_75_octets_between_characters", CALENDAR + "descriptions_are_plain_text"]),
    12: ("only commas escaped", [CALENDAR + "what_has_a_meaning_in_calendars_is_escaped", READERS + "every_reader_gives_back_the_text_as_it_was_written", READERS + "every_reader_gives_back_the_lines_of_a_description", FEEDS + "any_title_survives", JSONLD + "no_title_breaks_out_of_the_script"]),
    13: ("LF line ends, mended later", [CALENDAR + "lines_are_folded_at_75_octets_between_characters"]),
    14: ("cancelled published as confirmed", ["site/test_one_status.py::test_every_surface_says_the_same_of_an_event", "site/test_one_status.py::test_calendars_say_the_same_of_an_event", FEEDS + "a_cancelled_event_says_so_and_why_for_thirty_days", JSONLD + "what_does_not_take_place_keeps_its_day_and_is_not_offered"]),
    15: ("a feed of the future only, or of cancelled meetings for ever", [CALENDAR + "the_past_year_stays_and_what_was_cancelled_stays_thirty_days", FEEDS + "a_cancelled_event_says_so_and_why_for_thirty_days"]),
    16: ("the date of an entry is the event's, and text", [FEEDS + "an_event_is_dated_by_its_news_and_never_by_its_day", WEB + "a_feed_keeps_the_grammar_of_atom", WEB + "the_json_feed_keeps_its_specification"]),
    17: ("datetime without quotes, without hours", [WEB + "every_time_on_a_page_can_be_read_by_programs"]),
    18: ("place and sign-up hidden after the day, so that history is lost", [HERE + "a_past_event_keeps_its_place_and_loses_its_sign_up"]),
    19: ("today's event gone at midnight UTC, or during its last day", [HERE + "today_is_the_chapter_s_day_whatever_clock_the_machine_has", WHEN + "the_days_of_a_chapter_are_never_utc_days", WHEN + "an_event_is_upcoming_until_it_ends", "site/test_events.py::test_an_event_of_today_is_upcoming_until_it_ends", "site/test_events.py::test_an_event_of_several_days_is_upcoming_through_its_last", "theme/test_now.py::test_an_event_of_several_days_is_today_until_its_last_day_ends"]),
    20: ("a future event hidden like a post", ["site/test_writing.py::test_an_event_far_ahead_is_announced_and_not_hidden", "site/test_writing.py::test_a_post_appears_on_its_day_and_a_draft_only_in_a_preview"]),
    21: ("a reference that leads nowhere is accepted", ["model/test_link.py::test_an_id_that_leads_nowhere_is_told_with_what_was_meant", "model/test_link.py::test_whoever_is_named_like_a_file_to_be_renamed_is_right_already"]),
    22: ("an unknown key is ignored", [HERE + "an_organizer_in_the_singular_is_told_what_was_meant", "model/test_decode.py::test_one_reading_reports_every_slip_of_a_file", "model/test_decode.py::test_words_from_other_programs_lead_to_ours"]),
    23: ("of a key written twice the last wins", ["text/test_yaml.py::test_a_key_written_twice_is_reported_with_both_places_and_the_first_holds"]),
    24: ("links to oneself are checked against the live site", ["site/test_links.py::test_an_absolute_link_to_our_own_site_is_checked_and_kept_on_it", "site/test_links.py::test_an_absolute_link_to_our_own_site_stays_in_a_preview_that_stands_elsewhere", FEEDS + "a_feed_names_the_address_at_which_it_is_published"]),
    25: ("somebody else's server stops a build", [HERE + "a_build_asks_nobody_else"]),
    26: ("an incremental build forgets lists", ["test_incremental.py::test_a_build_on_top_of_others_is_the_build_that_never_saw_them", HERE + "a_renamed_venue_is_renamed_wherever_it_is_named", HERE + "a_deleted_event_is_gone_from_everywhere"]),
    27: ("links that track and links that hide", [HERE + "a_sign_up_that_tracks_or_hides_is_a_warning", "model/test_checks.py::test_a_recommended_address_pays_nobody", "test_manual.py::test_the_example_of_a_manual_page_gives_the_message_it_shows"]),
    28: ("personal addresses in the site", ["test_leaks.py::test_each_ring_is_told_what_people_agreed_to_and_nothing_else", "test_leaks.py::test_without_any_one_filter_the_proof_fails", JSONLD + "a_person_is_told_of_as_far_as_consent_goes", "site/test_chapter_json.py::test_nothing_hidden_is_named"]),
}  # fmt: skip

TIMES = {
    "2026-03-08 02:30 in Chicago, which does not exist": [WHEN + "half_past_two_does_not_exist_when_summer_time_begins"],
    "2026-11-01 01:30 in Chicago, which comes twice": [CALENDAR + "an_hour_that_comes_twice_is_said_in_utc", READERS + "every_reader_sees_events_that_span_a_change_of_the_clocks", WHEN + "half_past_one_comes_twice_when_summer_time_ends_and_the_first_is_taken", JSONLD + "hours_have_the_offset_of_that_very_day"],
    "events that span a change of the clocks": [READERS + "every_reader_sees_events_that_span_a_change_of_the_clocks", JSONLD + "hours_have_the_offset_of_that_very_day"],
    "January and July": [WHEN + "the_offset_is_that_of_the_day", READERS + "every_reader_sees_the_hour_on_the_wall_in_winter_and_in_summer", JSONLD + "hours_have_the_offset_of_that_very_day"],
    "a zone without summer time": [CALENDAR + "a_zone_that_keeps_its_clocks_has_one_part", JSONLD + "hours_have_the_offset_of_that_very_day"],
    "an event in another zone": ["site/test_events.py::test_an_event_elsewhere_ends_by_its_own_clock", JSONLD + "hours_have_the_offset_of_that_very_day"],
    "February 29": [CALENDAR + "whole_days_end_on_the_day_after", READERS + "every_reader_sees_whole_days_as_days", JSONLD + "hours_have_the_offset_of_that_very_day"],
    "December 31, all day": [CALENDAR + "whole_days_end_on_the_day_after", READERS + "every_reader_sees_whole_days_as_days", JSONLD + "hours_have_the_offset_of_that_very_day"],
    "ninety minutes when nobody says when it ends": ["model/test_chapter.py::test_a_chapter_has_defaults_for_what_nobody_says", WHEN + "the_wall_clock_becomes_an_instant"],
    "an end before the start": [WHEN + "the_wall_clock_becomes_an_instant", WHEN + "hours_that_cannot_be_are_reported"],
}  # fmt: skip


@cache
def named_in(file: str) -> frozenset[str]:
    """The names of the tests of a file that are run: those that nothing skips for good."""
    module = ast.parse((TESTS / file).read_text("utf-8"))
    functions = (one for one in module.body if isinstance(one, ast.FunctionDef))
    return frozenset(
        one.name for one in functions if not any("skip" in ast.unparse(mark) for mark in one.decorator_list)
    )


@pytest.mark.parametrize(
    ("what", "names"), [*MISTAKES.values(), *TIMES.items()], ids=[*map(str, MISTAKES), *map(str, range(len(TIMES)))]
)
def test_what_keeps_a_mistake_out_is_there(what: str, names: list[str]) -> None:
    assert names
    for name in names:
        file, _, test = name.partition("::")
        assert (TESTS / file).is_file() and test in named_in(file), f"{what}: there is no {name}"


def test_no_mistake_is_left_out() -> None:
    assert sorted(MISTAKES) == list(range(1, 29))
    assert len(TIMES) == 10


# -- those that stood nowhere else ---------------------------------------------------------

EVENT = """
-- venues/press-hall.yaml --
name: Press hall
address: {street: 12 Quay St, locality: Aurora}
directions: Past the water tower.
-- events/2026-05-07-tour.yaml --
title: Plant tour
date: 2026-05-07
start: 8:00
end: 9:30
announced: 2026-02-01
venue: press-hall
rsvp: {url: "https://sign.example.org/x"}
"""


def test_a_past_event_keeps_its_place_and_loses_its_sign_up() -> None:
    before = views(EVENT, "2026-05-07T09:29")["/events/2026-05-07-tour/"]
    after = views(EVENT, "2026-05-07T09:31")["/events/2026-05-07-tour/"]
    assert before.rsvp and after.rsvp is None
    assert before.venue == after.venue and after.venue.name == "Press hall"
    assert "water tower" in after.directions


def test_a_build_asks_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a build opened a connection")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = EVENT + "body: See [there](https://www.linkedin.com/in/ada) and ![x](https://host.example.net/x.png).\n"
    assert "https://www.linkedin.com/in/ada" in site(text)["/events/2026-05-07-tour/"]


def test_today_is_the_chapter_s_day_whatever_clock_the_machine_has() -> None:
    text = """
        -- events/2026-03-12-ball.yaml --
        title: Ball
        date: 2026-03-12
        start: "18:00"
        end: "23:45"
        -- events/2026-03-11-fair.yaml --
        title: Fair
        date: 2026-03-11
        end_date: 2026-03-12
        """
    # From half past five to half past eleven in Chicago; in London and in Tokyo it is tomorrow by then.
    for now in ("2026-03-12T22:30+00:00", "2026-03-13T00:30+00:00", "2026-03-13T04:30+00:00", "2026-03-13T13:30+09:00"):
        [month] = views(text, now)["/events/"].months
        assert [(card.title, card.today) for card in month.events] == [("Fair", True), ("Ball", True)], now
    [month] = views(text, "2026-03-13T04:45+00:00")["/events/"].months
    assert [card.title for card in month.events] == ["Fair"]
    assert views(text, "2026-03-13T05:00+00:00")["/events/"].months == ()


def test_an_organizer_in_the_singular_is_told_what_was_meant() -> None:
    said = check(EVENT + "organizer: ada-example\n")
    assert "error[unknown-key]" in said and "did you mean `organizers`?" in said and "tour.yaml:8:1" in said


@pytest.mark.parametrize(
    ("address", "instead"),
    [
        ("https://bit.ly/3abcd", "open it once, and write the address that you arrive at"),
        ("https://lnkd.in/gAbC", "open it once, and write the address that you arrive at"),
        ("https://tickets.example.org/e/1?aff=oddtdtcreator", "write `https://tickets.example.org/e/1`"),
    ],
)
def test_a_sign_up_that_tracks_or_hides_is_a_warning(address: str, instead: str) -> None:
    said = check(EVENT.replace("https://sign.example.org/x", address))
    assert said.startswith("warning[tracking-address]") and f"= help: {instead}\n" in said
    # It works all the same, so it stands until somebody has looked.
    assert address in site(EVENT.replace("https://sign.example.org/x", address))["/events/2026-05-07-tour/"]


PLACES = ("/events/2026-05-07-tour/", "/events/", "/venues/press-hall/", "/calendar.ics", "/events/2026-05-07-tour.ics", "/events/feed.xml", "/chapter.json")  # fmt: skip


def test_a_renamed_venue_is_renamed_wherever_it_is_named() -> None:
    with chapter(EVENT) as project:
        build(project, order())
        first = {url: body.decode() for url, body in tree(project.out).items() if url in PLACES}
        venue = project.content / "venues" / "press-hall.yaml"
        venue.write_text(venue.read_text("utf-8").replace("Press hall", "Paper mill"), "utf-8")
        build(project, order())
        second = {url: body.decode() for url, body in tree(project.out).items() if url in PLACES}
    assert first.keys() == second.keys() == set(PLACES)
    assert [url for url, text in first.items() if "Press hall" not in text] == []
    assert [url for url, text in second.items() if "Press hall" in text or "Paper mill" not in text] == []
    [told] = re.findall(r'ld\+json">(.*?)</script>', second["/events/2026-05-07-tour/"])
    assert json.loads(told)["@graph"][0]["location"]["name"] == "Paper mill"


def test_a_deleted_event_is_gone_from_everywhere() -> None:
    with chapter(EVENT) as project:
        build(project, order())
        (project.content / "events" / "2026-05-07-tour.yaml").unlink()
        build(project, order())
        after = tree(project.out)
    assert [url for url, body in after.items() if "2026-05-07-tour" in url or b"2026-05-07-tour" in body] == []
