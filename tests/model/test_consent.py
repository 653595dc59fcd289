"""Who may be named, on which day, and with what."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta

import pytest

from generator.model.consent import (
    UNNAMED,
    Person,
    byline,
    is_public,
    listed,
    may_be_pictured,
    person,
    speaker,
    turning_days,
    withheld_pictures,
)
from generator.model.records import Member, Speaker
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
    assert is_public(member(fields), TODAY) is public
    assert (person(member(fields), TODAY) == UNNAMED) is not public


def test_a_person_shows_a_name_a_title_a_company_and_offices() -> None:
    chapter = chapter_of(
        """
-- content/companies/press.yaml --
name: Press
-- content/members/ada.yaml --
name: Ada Maria Example
display_name: Ada Example
pronouns: she/her
company: press
title: Founder
roles: [{title: President, from: 2026}, {title: Treasurer, from: 2024, until: 2025}, {title: Chair, from: 2027}]
topics: [presses]
contact: {email: ada@example.com, phone: "1"}
consent: {given: 2026-01-15, directory: public, photo: public, bio: public, email: public, phone: public}
body: A biography.
"""
    )
    assert listed(chapter, TODAY) == (
        Person(name="Ada Example", id="ada", title="Founder", company="press", roles=("President",)),
    )


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
