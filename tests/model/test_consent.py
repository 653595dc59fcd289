"""Who may be named, on which day, and with what."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta

import pytest
from msgspec.structs import replace

from generator.model.consent import (
    UNNAMED,
    Person,
    byline,
    is_listed,
    listed,
    may_be_pictured,
    may_join,
    may_pass_the_gate,
    person,
    speaker,
    turning_days,
    withheld_pictures,
)
from generator.model.records import Member, Online, Speaker, Url
from tests.model.reading import chapter_of

TODAY = Date(2026, 3, 1)


def member(fields: str) -> Member:
    return chapter_of(f"-- content/members/ada.yaml --\nname: Ada Example\n{fields}\n").members["ada"]


@pytest.mark.parametrize(
    ("fields", "public"),
    [
        ("", False),
        ("consent: {given: 2026-01-15}", False),
        ("consent: {given: 2026-01-15, photo: public, bio: public}", False),
        ("consent: {given: 2026-01-15, directory: members}", False),
        ("consent: {given: 2026-01-15, directory: public}", True),
        ("consent: {given: 2026-03-01, directory: public}", True),
        ("consent: {given: 2026-03-02, directory: public}", False),
        ("consent: {given: 2026-01-15, directory: public, review_by: 2026-03-01}", True),
        ("consent: {given: 2026-01-15, directory: public, review_by: 2026-02-28}", False),
        ("consent: {given: 2026-01-15, directory: public}\nwithdrawn: 2026-02-28", False),
        ("consent: {given: 2026-01-15, directory: public}\nwithdrawn: 2026-12-31", False),
        ("consent: {given: 2026-01-15, directory: public}\ndraft: true", False),
        ("consent: {given: 2026-01-15, directory: public}\nleft: 2024", True),
    ],
)
def test_a_person_is_public_only_by_their_own_word(fields: str, public: bool) -> None:
    assert is_listed(member(fields), TODAY) is public
    assert (person(member(fields), TODAY) == UNNAMED) is not public


WHOLE = """
-- content/companies/press.yaml --
name: Press
-- content/members/ada.yaml --
name: Ada Maria Example
display_name: Ada Example
pronouns: she/her
company: press
title: Founder
photo: ada.png
roles: [{title: President, from: 2026}, {title: Treasurer, from: 2024, until: 2025}, {title: Chair, from: 2027}]
topics: [presses]
can_help_with: [Moving a press]
would_like_to_meet: [A founder]
contact: {email: ada@example.com, phone: "1", linkedin: "https://l.example/ada", website: "https://ada.example/"}
consent: {given: 2026-01-15, directory: public, %s}
body: A biography.
-- content/media/ada.png --
"""
ENTRY = Person(name="Ada Example", id="ada", title="Founder", company="press", roles=("President",))


@pytest.mark.parametrize(
    ("field", "opens"),
    [
        ("review_by", {}),
        ("bio", {"bio": "A biography.", "topics": ("presses",), "pronouns": "she/her"}),
        ("email", {"email": "ada@example.com"}),
        ("phone", {"phone": "1"}),
        ("linkedin", {"linkedin": "https://l.example/ada"}),
        ("website", {"website": "https://ada.example/"}),
        (
            "introductions",
            {"topics": ("presses",), "can_help_with": ("Moving a press",), "would_like_to_meet": ("A founder",)},
        ),
    ],
)
def test_each_field_opens_for_itself_and_for_those_it_names(field: str, opens: dict[str, object]) -> None:
    public, members, nobody = (
        listed(chapter_of(WHOLE % f"{field}: {'2027-01-15' if field == 'review_by' else level}"), TODAY, ring)
        for level, ring in (("public", "public"), ("members", "members"), ("members", "public"))
    )
    assert public == members == (replace(ENTRY, **opens),)
    assert nobody == (ENTRY,)


def test_a_portrait_is_handed_out_with_its_own_yes() -> None:
    (ada,) = listed(chapter_of(WHOLE % "photo: public"), TODAY)
    assert ada.photo is not None and ada.photo.src == "ada.png"


def test_nothing_opens_without_the_entry() -> None:
    fields = "consent: {given: 2026-01-15, directory: members, email: public}\ncontact: {email: a@example.com}"
    assert person(member(fields), TODAY) == UNNAMED
    assert person(member(fields), TODAY, "members").email == "a@example.com"


def test_of_two_with_one_name_the_hidden_one_decides() -> None:
    chapter = chapter_of(PEOPLE + "-- content/members/ben-2.yaml --\nname: Bén  Example\n")
    assert byline(chapter, "Ben Example", TODAY) == UNNAMED


@pytest.mark.parametrize(("visibility", "rings"), [("public", 2), ("members", 1), ("registrants", 0)])
def test_a_join_link_is_for_those_it_names(visibility: str, rings: int) -> None:
    online = Online(url=Url("https://meet.example/"), visibility=visibility)  # type: ignore[arg-type]
    assert [may_join(online, "public"), may_join(online, "members")].count(True) == rings
    assert may_pass_the_gate("members") and not may_pass_the_gate("public")


def test_a_tours_pictures_wait_for_the_host_wherever_they_are_shown() -> None:
    text = """
-- content/companies/press.yaml --
name: Press
logo: logo.png
-- content/events/tour.yaml --
title: Tour
kind: tour
date: 2026-02-01
image: before.png
tour: {photos: host-approval}
-- content/recaps/tour.md --
---
photos: [{src: hall.png}]%s
---
![a](media:inline.png) ![b](../media/beside.png) [c](/media/linked.png) ![d](media:before.png) ![e](media:logo.png)
-- content/media/hall.png --
-- content/media/inline.png --
-- content/media/beside.png --
-- content/media/linked.png --
-- content/media/before.png --
-- content/media/logo.png --
"""
    held = {"hall.png", "inline.png", "beside.png", "linked.png"}
    assert withheld_pictures(chapter_of(text % ""), TODAY) == held
    assert withheld_pictures(chapter_of(text % "\nhost_approved: 2026-03-02"), TODAY) == held
    assert withheld_pictures(chapter_of(text % "\nhost_approved: 2026-03-01"), TODAY) == frozenset()


def test_who_has_left_is_named_in_the_past_and_nothing_else() -> None:
    ada = member("title: Founder\nleft: 2026-02\nconsent: {given: 2025-01-15, directory: public}")
    assert person(ada, Date(2026, 2, 28)).id == "ada"
    assert person(ada, TODAY) == Person(name="Ada Example")


PEOPLE = """
-- content/members/ada.yaml --
name: Ada Maria Example
display_name: Ada Example
-- content/members/ben.yaml --
name: Ben Example
consent: {given: 2026-01-15, directory: public}
"""


@pytest.mark.parametrize("name", ["ada", "Ada Example", "Ada Maria Example", "ADA EXAMPLE"])
def test_a_hidden_person_is_hidden_in_every_spelling(name: str) -> None:
    chapter = chapter_of(PEOPLE)
    assert byline(chapter, name, TODAY) == UNNAMED
    assert speaker(chapter, Speaker(name=name, title="Founder") if name != "ada" else "ada", TODAY) == UNNAMED  # type: ignore[arg-type]


def test_a_guest_is_named_as_announced() -> None:
    chapter, guest = chapter_of(PEOPLE), Speaker(name="Cleo Guest", title="Engineer")
    assert speaker(chapter, guest, TODAY) is guest
    assert byline(chapter, "Cleo Guest", TODAY) == Person(name="Cleo Guest")
    assert byline(chapter, "Ben Example", TODAY).id == "ben"


def test_a_picture_needs_a_yes_of_its_own() -> None:
    assert not may_be_pictured(member("consent: {given: 2026-01-15, directory: public}"), TODAY)
    assert not may_be_pictured(member("consent: {given: 2026-01-15, photo: public}"), TODAY)
    assert may_be_pictured(member("consent: {given: 2026-01-15, directory: public, photo: public}"), TODAY)


def test_a_picture_is_withheld_as_soon_as_one_person_in_it_did_not_agree() -> None:
    chapter = chapter_of(
        """
-- content/members/ada.yaml --
name: Ada
photo: ada.png
consent: {given: 2026-01-15, directory: public}
-- content/members/ben.yaml --
name: Ben
photo: ben.png
consent: {given: 2026-01-15, directory: public, photo: public}
-- content/events/x.yaml --
title: X
date: 2026-02-01
speakers: [{name: ada, photo: speaker.png}, {name: Guest, photo: guest.png}]
-- content/recaps/x.yaml --
photos:
  - {src: both.png, people: [ada, ben]}
  - {src: one.png, people: [ben]}
  - {src: none.png}
"""
    )
    assert withheld_pictures(chapter, TODAY) == {"ada.png", "both.png", "speaker.png"}


def test_between_the_days_told_nothing_changes() -> None:
    fields = """
title: Founder
left: 2026-09
roles: [{title: President, from: 2026-04, until: 2026-06-15}, {title: Chair, until: 2026}]
consent: {given: 2026-02-15, directory: public, review_by: 2026-11-30}
"""
    ada = member(fields)
    turning = {day for day, _ in turning_days(ada)}
    day = Date(2026, 1, 1)
    while day < Date(2027, 12, 31):
        following = day + timedelta(days=1)
        assert following in turning or person(ada, day) == person(ada, following)
        day = following
