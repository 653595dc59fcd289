"""The script with which one finds a name in a long list."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.chapter import site

SCRIPT = Path(__file__).parents[2] / "themes/default/scripts/filter.js"

PEOPLE = "".join(
    f"-- members/person-{number}.yaml --\nname: {name}\ntitle: {title}\n{role}"
    "consent: {given: 2026-01-01, directory: public}\n"
    for number, (name, title, role) in enumerate(
        (
            ("Ada Example", "HR director", "roles: [{title: President}]\n"),
            ("Zoë Example", "Recruiter", ""),
            ("Cleo Other", "HR director", ""),
        )
    )
)


@pytest.mark.browser
def test_a_name_is_found_among_officers_and_members(page: Page) -> None:
    page.set_content(site(PEOPLE)["/members/"])
    page.evaluate(f"() => {{{SCRIPT.read_text('utf-8')}}}")
    names, headings = page.locator(".person-name:visible"), page.locator("main h2:visible")
    assert names.all_text_contents() == ["Ada Example", "Cleo Other", "Zoë Example"]
    field = page.get_by_label("Find a name")
    field.fill("zoe")
    assert names.all_text_contents() == ["Zoë Example"]
    assert headings.all_text_contents() == ["Members"], "no heading stands over nothing"
    field.fill("hr DIR")
    assert names.all_text_contents() == ["Ada Example", "Cleo Other"]
    assert page.locator(".filter + output, output").first.text_content() == "2 / 3"
    field.fill("")
    assert len(names.all()) == 3 and len(headings.all()) == 2


@pytest.mark.browser
def test_where_nobody_is_listed_there_is_nothing_to_search(page: Page) -> None:
    page.set_content(site("")["/members/"])
    page.evaluate(f"() => {{{SCRIPT.read_text('utf-8')}}}")
    assert page.locator("input[type=search]").count() == 0
    assert "Nobody is listed yet." in (page.locator("main").text_content() or "")


WILLING = PEOPLE.replace(
    "directory: public}\n", "directory: public, introductions: public}\ncan_help_with: [a first post]\n"
)


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["default", "noticeboard"])
def test_somebody_willing_is_found_and_the_field_stays_when_nobody_is(theme: str, page: Page) -> None:
    charter = f"-- chapter.yaml --\nname: X\ntimezone: America/Chicago\nurl: https://x.example.org/\ntheme: {theme}\n"
    page.set_content(site(charter + WILLING)["/introductions/"])
    page.evaluate(f"() => {{{SCRIPT.read_text('utf-8')}}}")
    people, field = (
        page.locator("main [data-filter] > ul > li:visible"),
        page.get_by_label("Find a person or a subject"),
    )
    assert people.count() == 3
    field.fill("zoe")
    assert people.count() == 1
    field.fill("nobody at all")
    assert people.count() == 0 and field.is_visible()
