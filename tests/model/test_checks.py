"""What can be wrong though every file can be read. The examples of the manual are run in `test_manual.py`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.checks import CHECKS
from generator.model.checks.selling import PITCHES, sounding, whole_words
from generator.text.diagnostic import MANUAL, code_of
from tests.chapter import check, codes


def event(fields: str, name: str = "x", body: str = "") -> str:
    return f"-- content/events/{name}.md --\n---\ntitle: Coffee\n{fields}\n---\n{body}\n"


def test_every_check_has_a_manual_page() -> None:
    assert {code_of(one) for one in CHECKS} <= MANUAL.keys()


# -- sign-up ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rsvp", "expected"),
    [
        ("{email: a@example.org, closes: 2026-03-12}", []),
        ("{email: a@example.org, closes: 2026-03-13}", ["rsvp-closes-late"]),
        ("{email: a@example.org, opens: 2026-03-13}", ["rsvp-closes-late"]),
        ("{email: a@example.org, opens: 2026-03-10, closes: 2026-03-09}", ["rsvp-closes-late"]),
    ],
)
def test_sign_up_ends_before_the_event(rsvp: str, expected: list[str]) -> None:
    assert codes(event(f"date: 2026-03-12\nrsvp: {rsvp}")) == expected


# -- days ------------------------------------------------------------------------------


def test_a_moved_event_keeps_its_name_and_says_which_day_it_had() -> None:
    name = "2026-03-12-coffee"
    assert codes(event("date: 2026-03-19", name)) == ["date-differs-from-name"]
    assert codes(event("date: 2026-03-19\nprevious: [{date: 2026-03-12}]", name)) == []
    assert codes(event("date: 2026-03-12", "2026-02-30-coffee")) == []
    assert codes(event("date: 2026-03-12", "coffee")) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Thursday, March 12", []),
        ("Friday, March 12", ["wrong-weekday"]),
        ("Fri., 12th of March", ["wrong-weekday"]),
        ("See you on March 12.", []),
        ("When: March 19", ["date-contradicts-event"]),
        ("Thursday, March 19, 2026", ["date-contradicts-event"]),
        ("Sign up by Friday, March 6.", []),
        ("Moved from Thursday, March 5.", []),
        ("The press was built in March 1911.", []),
        ("In May 12 people came.", []),
        ("The marching band of 12 will play.", []),
        ("Open until Thursday, March 19.", []),
    ],
)
def test_a_day_in_the_text_is_held_against_the_event(body: str, expected: list[str]) -> None:
    assert codes(event("date: 2026-03-12", body=body)) == expected


def test_a_day_that_the_event_knows_of_is_no_contradiction() -> None:
    fields = "date: 2026-03-19\nprevious: [{date: 2026-03-12}]\nend_date: 2026-03-20"
    assert codes(event(fields, body="Thursday, March 12 and Friday, March 20")) == []


# -- recaps and terms ------------------------------------------------------------------


@pytest.mark.parametrize(("today", "expected"), [("2026-02-18", []), ("2026-02-20", ["event-without-recap"])])
def test_a_recap_is_missed_after_two_weeks(today: str, expected: list[str]) -> None:
    assert codes(event("date: 2026-02-05"), today=today) == expected


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_did_not_take_place_needs_no_recap(status: str) -> None:
    assert codes(event(f"date: 2026-02-05\nstatus: {status}")) == []


def test_many_old_events_without_recap_are_told_together() -> None:
    text = "".join(event(f"date: 2024-01-{day:02}", f"e{day}") for day in range(1, 29))
    shown = check(text)
    assert shown.count("event-without-recap") == 1
    assert "and of 27 earlier events" in shown


ROLE = "-- content/members/{}.yaml --\nname: {}\nroles: [{{title: Treasurer, from: {}, until: {}}}]\n"


def test_an_office_without_anybody_in_it_is_told() -> None:
    assert codes(ROLE.format("ada", "Ada", 2024, 2025)) == ["term-ended"]
    assert codes(ROLE.format("ada", "Ada", 2024, 2025) + ROLE.format("ben", "Ben", 2026, 2027)) == []
    assert codes(ROLE.format("ada", "Ada", 2024, 2025) + ROLE.format("ben", "Ben", 2027, 2028)) == ["term-ended"]


# -- names -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Example Press Inc.", "The Example Press", True),
        ("Harbour Print & Co", "Harbour Print", True),
        ("Plant North Hall", "Plant South Hall", False),
        ("Hall 1", "Hall 2", False),
        ("Guild Hall", "Guild Hall", True),
        ("Ace", "Act", False),
    ],
)
def test_two_files_for_one_place_are_told(one: str, other: str, alike: bool) -> None:
    text = f"-- content/companies/a.yaml --\nname: {one}\n-- content/companies/b.yaml --\nname: {other}\n"
    assert codes(text) == ["same-name-twice"] * alike


# -- pictures --------------------------------------------------------------------------

CUPS = "-- content/media/2026/cups.png --\n(a picture)\n"


def test_a_picture_that_is_not_there_is_told_once_with_where_it_is() -> None:
    shown = check(event("date: 2026-03-12\nimage: cups.png") + CUPS)
    assert shown.count("error[") == 1 and "warning[" not in shown
    assert "did you mean `2026/cups.png`?" in shown


def test_a_picture_in_other_capitals_is_another_file() -> None:
    assert "did you mean `2026/cups.png`?" in check(
        event("date: 2026-03-12\nimage: {src: 2026/Cups.PNG, alt: x}") + CUPS
    )


def test_a_picture_of_somebody_who_did_not_agree_is_told() -> None:
    ada = "-- content/members/ada.yaml --\nname: Ada\nphoto: 2026/cups.png\n"
    assert codes(event("date: 2026-03-12\nimage: {src: 2026/cups.png, alt: x}") + CUPS + ada) == ["withheld-picture"]


# -- suppliers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://gloves.example.com/", None),
        ("https://gloves.example.com/?id=3&color=red", None),
        ("https://gloves.example.com/?ref=ada", "`ref`"),
        ("https://gloves.example.com/?color=red&utm_source=chapter", "`utm_source`"),
        ("https://gloves.example.com/?AFF=1", "`AFF`"),
        ("https://bit.ly/x", "hides where it leads"),
        ("https://www.lnkd.in/x", "hides where it leads"),
    ],
)
def test_a_recommended_address_pays_nobody(url: str, code: str | None) -> None:
    text = f"""
-- content/members/ada.yaml --
name: Ada
-- content/recommendations/gloves.yaml --
vendor: Gloves
url: {url}
recommended_by: ada
relationship: client
"""
    shown = check(text)
    assert (code in shown and "coded-address" in shown) if code else shown == ""


def test_help_keeps_what_is_the_suppliers_own() -> None:
    text = """
-- content/members/ada.yaml --
name: Ada
-- content/recommendations/gloves.yaml --
vendor: Gloves
url: https://x.example.com/a?b=1&ref=2&c=3
recommended_by: ada
relationship: client
"""
    shown = check(text)
    assert "write `https://x.example.com/a?b=1&c=3`" in shown


# -- the menu --------------------------------------------------------------------------


def test_the_menu_shows_pages_and_sections() -> None:
    menu = (
        "-- content/chapter.yaml --\nname: A\ntimezone: America/Chicago\nurl: https://a.example/\nmenu: [events, {}]\n"
    )
    about = "-- content/pages/about.yaml --\ntitle: About\nbody: Hi.\n"
    assert codes(menu.format("about") + about) == []
    assert "did you mean `about`?" in check(menu.format("abuot") + about)


# -- sales language --------------------------------------------------------------------

BITS = (
    *("new", "leads", "clients", "prospects", "free", "trial", "World", "class", "ACT", "now", "maximize", "your roi"),
    *("from", "only", "$99", "USD 40", "uſd 5", "€", "9", "5% off", "per", "hour", "k", "-", " ", "\n", "x", "\u0345"),
    *("İ", "ı", "ſ", "lİmıted-time", "ﬁ", "ß", "Σ", "K", "proſpectſ"),
)


@given(st.lists(st.sampled_from(BITS), max_size=8), st.sampled_from(("", " ")))
def test_a_look_in_small_letters_misses_no_sales_language(bits: list[str], space: str) -> None:
    text = space.join(bits)
    found = [re.search(whole_words(one.ways), text, re.IGNORECASE) for one in PITCHES]
    first = next((match[0] for match in found if match), None)
    said = sounding(text)
    assert (said[0] if said and "advertisement" in said[0] else None) == (
        f"`{first}` sounds like an advertisement" if first else None
    )
