"""The script that keeps a page true while nobody builds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from generator.build import build
from tests.chapter import chapter, order, tree

TEXT = """
    -- chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/
    theme: THEME
    -- venues/mill.yaml --
    name: The mill
    -- companies/press.yaml --
    name: Example Press
    -- members/ada-example.yaml --
    name: Ada Example
    consent: {given: 2026-01-02, directory: public}
    -- series/rounds.yaml --
    title: Rounds
    repeats: {every: month, on: second thursday, start: "9:00", from: 2026-02-01}
    -- events/2026-02-12-before.yaml --
    title: Before
    date: 2026-02-12
    start: "9:00"
    series: rounds
    kind: talk
    venue: mill
    host: press
    organizers: [ada-example]
    tags: [ink]
    -- events/2026-03-12-tour.yaml --
    title: Tour
    date: 2026-03-12
    start: "9:00"
    end: "11:00"
    kind: tour
    series: rounds
    venue: mill
    host: press
    organizers: [ada-example]
    tags: [ink]
    rsvp: {url: "https://sign.example.org/", closes: 2026-03-10}
    -- events/2026-03-12-off.yaml --
    title: Off
    date: 2026-03-12
    start: "9:00"
    end: "11:00"
    status: cancelled
    -- events/2026-03-20-call.yaml --
    title: Call
    date: 2026-03-20
    start: "18:00"
    end: "19:00"
    attendance: online
    -- events/2026-04-02-feast.yaml --
    title: Feast
    date: 2026-04-02
    end_date: 2026-04-04
    """


@pytest.fixture(scope="module", params=["default", "noticeboard"])
def published(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The site as it is served, in each theme."""
    with chapter(TEXT.replace("THEME", request.param)) as project:
        build(project, order("2026-03-01"))
        return tree(project.out)


def test_the_script_is_small_and_waits_for_the_page(published: dict[str, bytes]) -> None:
    [(url, served)] = ((url, body) for url, body in published.items() if re.match(r"/assets/now\..*js", url))
    assert len(served) < 1500
    assert f'<script src="{url}" defer></script>' in published["/events/"].decode()


SITE = "https://small.example.org"
KINDS = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}


@pytest.fixture(scope="module")
def see(browser: Browser, published: dict[str, bytes]) -> Callable[..., str]:
    """What somebody sees on a page at a moment, from a place, with a script or without."""

    def serve(route: Route) -> None:
        url = route.request.url.removeprefix(SITE)
        kind = KINDS.get(Path(url).suffix, "text/html; charset=utf-8")
        route.fulfill(body=published.get(url, b""), content_type=kind, status=200 if url in published else 404)

    def look(url: str, moment: str, place: str = "America/Chicago", script: bool = True) -> str:
        page = browser.new_page(timezone_id=place, locale="en-US", java_script_enabled=script)
        page.route("**/*", serve)
        if script:
            page.clock.set_fixed_time(datetime.fromisoformat(moment))
        page.goto(SITE + url, wait_until="load")
        seen = page.inner_text("main")
        page.close()
        return " ".join(seen.split())

    return look


pytestmark = pytest.mark.browser


def test_an_event_leaves_the_list_when_it_has_ended_and_not_before(see: Callable[..., str]) -> None:
    assert "Tour" in see("/events/", "2026-03-12T10:59:00-05:00")
    after = see("/events/", "2026-03-12T11:00:00-05:00")
    assert "Tour" not in after and "Call" in after


def test_the_home_page_no_longer_promises_what_has_ended(see: Callable[..., str]) -> None:
    before, after = (see("/", moment) for moment in ("2026-03-12T10:59:00-05:00", "2026-03-12T11:00:00-05:00"))
    assert "Tour" in before and "Call" in before
    assert "Tour" not in after and "Call" in after


# Where events to come stand beside those that were, and under which headings.
BOTH_SIDES = {
    "/series/rounds/": ("Next time", "Before now"),
    "/venues/mill/": ("We meet here next", "We have met here"),
    "/companies/press/": ("Their door opens next", "Also with them"),
    "/members/ada-example/": ("Where to meet", "Before now"),
    "/tags/ink/": ("Coming up", "Before now"),
}


@pytest.mark.parametrize("url", BOTH_SIDES)
def test_what_has_ended_moves_to_what_was_before(see: Callable[..., str], url: str) -> None:
    soon, over = (see(url, moment) for moment in ("2026-03-12T10:59:00-05:00", "2026-03-12T11:00:00-05:00"))
    coming, was = BOTH_SIDES[url]
    first, _, last = soon.partition(was)
    assert coming in first and "Tour" in first and "Tour" not in last and "Before" in last
    first, _, last = over.partition(was)
    assert coming not in first and "Tour" not in first
    assert 0 < last.index("Tour") < last.rindex("Before"), "the latest stands first"


def test_a_tour_that_has_ended_is_no_longer_the_next_door(see: Callable[..., str]) -> None:
    assert "The next doors" in see("/tours/", "2026-03-12T10:59:00-05:00")
    over = see("/tours/", "2026-03-12T11:00:00-05:00")
    assert "The next doors" not in over and "2026-03-12" not in over and "Where we have been" in over


def test_what_has_ended_is_not_put_into_a_calendar(see: Callable[..., str]) -> None:
    assert "Put it in your calendar" in see("/events/2026-03-12-tour/", "2026-03-12T10:59:00-05:00")
    after = see("/events/2026-03-12-tour/", "2026-03-12T11:00:00-05:00")
    assert "Put it in your calendar" not in after and "Outlook" not in after
    # Following the calendar goes on making sense.
    assert "Open in your calendar" in after


def test_without_a_script_the_page_says_what_was_true_when_it_was_built(see: Callable[..., str]) -> None:
    late = "2026-05-01T00:00:00-05:00"
    assert {"Tour", "Call", "Feast"} <= set(see("/events/", late, script=False).split())
    page = see("/events/2026-03-12-tour/", late, script=False)
    assert "I’m coming" in page and "Until Tuesday, March 10" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Put it in your calendar" in page and "Thursday, March 12, 2026" in page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("url", ["/", "/events/", "/events/2026-03-12-tour/", "/events/2026-03-20-call/"])
def test_on_the_day_it_was_built_the_script_changes_nothing(see: Callable[..., str], url: str) -> None:
    now = "2026-03-01T00:00:00-06:00"
    assert see(url, now) == see(url, now, script=False)


def test_a_month_without_events_is_not_shown(see: Callable[..., str]) -> None:
    seen = see("/events/", "2026-03-21T00:00:00-05:00")
    assert "March" not in seen and "Feast" in seen


def test_today_is_the_event_s_own_day_wherever_one_is(see: Callable[..., str]) -> None:
    evening, morning = "2026-03-11T23:30:00-05:00", "2026-03-12T00:30:00-05:00"
    assert "TODAY" not in see("/events/", evening, "Europe/Berlin").upper()
    assert "TODAY" in see("/events/", morning, "America/Los_Angeles").upper()


def test_an_event_under_way_is_happening_now(see: Callable[..., str]) -> None:
    seen = see("/events/2026-03-12-tour/", "2026-03-12T09:30:00-05:00").lower()
    assert "happening now" in seen
    assert "happening now" not in see("/events/2026-03-12-off/", "2026-03-12T09:30:00-05:00").lower()


def test_an_event_of_several_days_is_today_until_its_last_day_ends(see: Callable[..., str]) -> None:
    assert "today" in see("/events/", "2026-04-04T23:30:00-05:00").lower()
    assert "Feast" not in see("/events/", "2026-04-05T00:00:00-05:00")


def test_one_can_no_longer_sign_up_when_that_is_over(see: Callable[..., str]) -> None:
    assert "I’m coming" in see("/events/2026-03-12-tour/", "2026-03-10T23:59:00-05:00")
    assert "I’m coming" not in see("/events/2026-03-12-tour/", "2026-03-11T00:00:00-05:00")


def test_a_visitor_far_away_is_told_the_hour_there(see: Callable[..., str]) -> None:
    assert "(for you: Sat 12:00 AM)" in see("/events/2026-03-20-call/", "2026-03-10T12:00:00-05:00", "Europe/Berlin")
    assert "for you" not in see("/events/2026-03-20-call/", "2026-03-10T12:00:00-05:00")
    assert "for you" not in see("/events/2026-03-12-tour/", "2026-03-10T12:00:00-05:00", "Europe/Berlin")
