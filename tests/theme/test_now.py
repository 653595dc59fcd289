"""The script that keeps a page true while nobody builds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.build import build
from tests.chapter import chapter, order, tree

SCRIPT = Path(__file__).parents[2] / "themes/default/scripts/now.js"

TEXT = """
    -- events/2026-03-12-tour.yaml --
    title: Tour
    date: 2026-03-12
    start: "9:00"
    end: "11:00"
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


def test_the_script_is_small() -> None:
    assert len(SCRIPT.read_bytes()) < 1500


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every page of the site, with its script and style in it."""
    with chapter(TEXT) as project:
        build(project, order("2026-03-01"))
        files = {url: body.decode() for url, body in tree(project.out).items() if url.endswith(("/", ".css"))}
    style = next(text for url, text in files.items() if url.endswith(".css"))
    inline = f"<style>{style}</style><script>addEventListener('DOMContentLoaded', () => {SCRIPT.read_text()})</script>"
    bare = {url: re.sub(r"<link rel=.stylesheet.*?>|<script src.*?</script>", "", text) for url, text in files.items()}
    return {url: text.replace("</head>", inline + "</head>") for url, text in bare.items()}


@pytest.fixture(scope="module")
def see(browser: Browser, pages: dict[str, str]) -> Callable[..., str]:
    """What somebody sees on a page at a moment, from a place."""

    def look(url: str, moment: str, place: str = "America/Chicago") -> str:
        page = browser.new_page(timezone_id=place, locale="en-US")
        page.clock.set_fixed_time(datetime.fromisoformat(moment))
        page.set_content(pages[url], wait_until="load")
        seen = page.inner_text("main")
        page.close()
        return " ".join(seen.split())

    return look


pytestmark = pytest.mark.browser


def test_an_event_leaves_the_list_when_it_has_ended_and_not_before(see: Callable[..., str]) -> None:
    assert "Tour" in see("/events/", "2026-03-12T10:59:00-05:00")
    after = see("/events/", "2026-03-12T11:00:00-05:00")
    assert "Tour" not in after and "Call" in after


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
