"""What must appear nowhere: the values, and where prose holds them."""

from __future__ import annotations

from datetime import date as Date

import pytest

from generator.model.private import private_values
from tests.chapter import check, codes, errors
from tests.model.reading import chapter_of

TODAY = Date(2026, 3, 1)

HIDDEN = """
-- content/members/ada.yaml --
name: Ada Maria Example
display_name: Ada Example
contact:
  email: ada@example.com
  phone: +1 312-555-0199
  linkedin: https://www.linkedin.com/in/ada-ex
  website: https://ada.example.com/
withdrawn: 2026-02-01
body: Once built a press out of nothing but two doors and a bicycle.
"""


def post(body: str, title: str = "News") -> str:
    return f"-- content/posts/news.md --\n---\ntitle: {title}\ndate: 2026-02-10\n---\n{body}\n"


def test_everything_of_somebody_who_withdrew_is_private() -> None:
    values = private_values(chapter_of(HIDDEN), TODAY)
    assert {one.kind for one in values} == {"name", "email", "phone", "linkedin", "website", "bio"}
    assert {one.text for one in values if one.kind == "name"} == {"Ada Maria Example", "Ada Example"}
    assert all(one.stops and one.member == "ada" and one.why == "withdrew on February 1, 2026" for one in values)


def test_what_is_shared_among_members_is_private_in_public_only() -> None:
    chapter = chapter_of(
        """
-- content/members/ada.yaml --
name: Ada Example
contact: {email: ada@example.com, phone: 312-555-0199}
consent: {given: 2026-01-15, directory: members, email: members}
"""
    )
    assert {one.kind for one in private_values(chapter, TODAY)} == {"name", "email", "phone"}
    assert {one.kind for one in private_values(chapter, TODAY, "members")} == {"phone"}


LAPSED = HIDDEN.replace(
    "withdrawn: 2026-02-01",
    "consent: {given: 2025-01-15, directory: public, email: public, phone: public, linkedin: public, website: public, "
    "bio: public, review_by: 2026-02-01}",
)


def test_time_alone_makes_nothing_that_stops_a_build() -> None:
    assert not [one for one in private_values(chapter_of(LAPSED), TODAY) if one.stops]
    assert codes(LAPSED + post("Thanks, Ada Example.")) == ["consent-lapsed"]
    assert "still named here" in check(LAPSED + post("Thanks, Ada Example."))


def test_what_somebody_who_lapsed_never_agreed_to_stops_a_build_as_before() -> None:
    silent = LAPSED.replace("phone: public, ", "")
    assert {one.kind for one in private_values(chapter_of(silent), TODAY) if one.stops} == {"phone"}
    assert errors(silent + post("Call 312-555-0199.")) == ["private-text"]


@pytest.mark.parametrize(
    "more",
    [
        "-- content/companies/works.yaml --\nname: Ada Example\n",
        "-- content/members/other.yaml --\nname: Ada Example\nconsent: {given: 2026-01-15, directory: public}\n",
    ],
)
def test_a_name_that_is_public_by_another_record_is_not_private(more: str) -> None:
    assert "Ada Example" not in {one.text for one in private_values(chapter_of(HIDDEN + more), TODAY)}


def test_a_longer_public_name_is_no_leak() -> None:
    company = "-- content/companies/works.yaml --\nname: Ada Example & Sons\n"
    assert errors(HIDDEN + company + post("We went to Ada Example & Sons.")) == []
    assert errors(HIDDEN + company + post("At Ada Example & Sons, Ada Example met us.")) == ["withdrawn-name"]


def test_a_name_of_one_word_is_a_word_like_others() -> None:
    assert errors("-- content/members/rose.yaml --\nname: Rose\n" + post("A rose for Rose.")) == []


@pytest.mark.parametrize(
    "text",
    [
        post("Thanks to ADA  EXAMPLE."),
        post("Thanks to **Ada**\nExample."),
        post("![Ada Éxample at the door](https://pictures.example/door.png)"),
        post("So it was.", "Coffee with Ada Example"),
        "-- content/posts/news-of-ada-example.md --\n---\ntitle: News\ndate: 2026-02-10\n---\nSo.\n",
        post("So.").replace("date:", "aliases: [/ada-example/]\ndate:"),
        post("So.").replace("date:", "extra: {quote: Ada Example said so}\ndate:"),
        post("So.").replace("date:", "tags: [Ada Example]\ndate:"),
        "-- content/events/2026-03-12-coffee.yaml --\ntitle: Coffee\ndate: 2026-03-12\nnotice: Without Ada Example\n",
        "-- content/events/2026-03-12-coffee.yaml --\ntitle: Coffee\ndate: 2026-03-12\n"
        "agenda: [{title: Ada Example speaks}]\n",
        "-- content/companies/works.yaml --\nname: Works\nsummary: Founded by Ada Example.\n",
    ],
)
def test_a_withdrawn_name_in_any_text_is_an_error(text: str) -> None:
    assert errors(HIDDEN + text) == ["withdrawn-name"]
    assert "this names somebody who withdrew on February 1, 2026" in check(HIDDEN + text)


def test_where_a_record_gives_a_name_a_member_stands_in_its_place() -> None:
    event = """
-- content/events/2026-02-05-talk.yaml --
title: Talk
date: 2026-02-05
speakers: [{name: Ada Example, bio: Ada Example speaks.}]
-- content/recaps/2026-02-05-talk.md --
---
authors: [Ada Example]
takeaways: [{idea: Measure., shared_by: ada example}]
---
So it was.
"""
    assert errors(HIDDEN + event) == []


@pytest.mark.parametrize(
    "text",
    ["Write to ADA@example.com.", "Call (312) 555 0199.", "[Her profile](https://linkedin.com/in/ada-ex/)",
     "See ada.example.com.", "She once built a press out of nothing but two doors and a bicycle."],
)  # fmt: skip
def test_an_address_or_a_number_that_is_not_public_is_an_error(text: str) -> None:
    body = HIDDEN.replace("Once built", "She once built")
    assert errors(body + post(text)) == ["private-text"]


def test_what_the_chapter_gives_openly_is_no_secret() -> None:
    charter = "-- content/chapter.yaml --\nname: S\ntimezone: UTC\nurl: https://s.example/\nemail: ada@example.com\n"
    assert errors(HIDDEN + charter + post("Write to ada@example.com.")) == []


def test_a_join_link_in_prose_is_an_error_and_in_its_field_it_is_none() -> None:
    event = """
-- content/events/2026-03-12-call.yaml --
title: Call
date: 2026-03-12
attendance: online
online: {url: "https://meet.example/secret-room", visibility: members}
"""
    assert errors(event) == []
    assert errors(event + post("Join at <https://meet.example/secret-room>.")) == ["private-text"]


def test_somebody_who_lapsed_is_told_of_once_however_often_a_link_leads_there() -> None:
    lapsed = "-- content/members/ada.yaml --\nname: Ada\nconsent: {given: 2025-01-15, directory: public, review_by: 2026-01-15}\n"
    assert codes(lapsed + post("[a](member:ada) [b](member:ada) [c](/members/ada/)")) == ["consent-lapsed"]
    gone = "-- content/members/ada.yaml --\nname: Ada\n"
    assert codes(gone + post("[a](member:ada) [b](member:ada)")) == ["link-to-hidden"]


@pytest.mark.parametrize(
    ("review_by", "told"),
    [("2026-05-01", []), ("2026-04-30", ["consent-review-due"]), ("2026-03-01", ["consent-review-due"]),
     ("2026-02-28", ["consent-lapsed"])],
)  # fmt: skip
def test_volunteers_are_told_from_sixty_days_before(review_by: str, told: list[str]) -> None:
    assert (
        codes(
            f"-- content/members/ada.yaml --\nname: Ada\nconsent: {{given: 2025-05-01, directory: public, review_by: {review_by}}}\n"
        )
        == told
    )
