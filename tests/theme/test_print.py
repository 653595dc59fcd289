"""What comes out of a printer: an event on one sheet, a month on another."""

from __future__ import annotations

import mimetypes
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from tests.drawings.photograph import DAY, SITE, published

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    """The sample chapter's site: address → bytes."""
    return published("default")


def sheets(page: Page, sample: dict[str, bytes], url: str, paper: str) -> list[tuple[float, float]]:
    """The sheets of a printed page, each by its width and height in points."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        kind = "text/html; charset=utf-8" if path.endswith("/") else mimetypes.guess_type(path)[0]
        route.fulfill(status=200 if path in sample else 404, body=sample.get(path, b""), content_type=kind or "")

    page.route("**/*", answer)
    page.clock.set_fixed_time(DAY)
    page.goto(SITE + url)
    printed = page.pdf(format=paper, prefer_css_page_size=True)
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    return [(float(width), float(height)) for width, height in found]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    "event", ["2026-12-03-candy-coffee", "2027-01-28-wolf-lake-gear", "2027-05-05-spring-assembly"]
)
def test_an_event_to_come_is_printed_on_one_sheet(page: Page, sample: dict[str, bytes], event: str, paper: str) -> None:
    [(width, height)] = sheets(page, sample, f"/events/{event}/", paper)
    assert width < height


def test_each_month_is_a_sheet_for_the_wall(page: Page, sample: dict[str, bytes]) -> None:
    months = sample["/events/"].decode().count('class="month-leaf"')
    printed = sheets(page, sample, "/events/", "A4")
    assert len(printed) == months == 13
    assert all(width > height for width, height in printed)
