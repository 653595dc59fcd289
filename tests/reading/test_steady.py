"""What one has begun to read stays where it is, and Lighthouse has nothing to add."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.conftest import chromium_here
from tests.proof.share import WHOLE
from tests.reading.lighthouse import BROUGHT, CATEGORIES, failed, opinion, scores, short_of
from tests.reading.pages import PAGES
from tests.reading.window import View, window

WATCHED = ("home", "events", "event with a form", "recap", "members", "companies", "introductions", "search")
# What comes late: on a slow line anything may.
LATE = ("nothing", "*.woff2", "*.js", "*.webp")
# Each move: how far it counts (https://wicg.github.io/layout-instability/), and what moved.
MOVES = """window.moves = [];
new PerformanceObserver((list) => moves.push(...list.getEntries().map(({value, sources}) =>
  `${value.toFixed(4)} ${sources.map(({node}) => node?.outerHTML?.slice(0, 80) ?? node?.data).join(" | ")}`)))
  .observe({type: "layout-shift", buffered: true});"""


def later(seconds: float) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        time.sleep(seconds)
        route.continue_()

    return answer


@pytest.mark.browser
@pytest.mark.parametrize("number", range(len(LATE)) if WHOLE else range(1))
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", WATCHED)
def test_nothing_jumps_whatever_comes_late(
    name: str, width: int, number: int, theme: str, root: str, browser: Browser
) -> None:
    # In every run each page waits for one kind of file, and all kinds are waited for.
    late = LATE[(number + WATCHED.index(name) + (width == 390)) % len(LATE)]
    with window(browser, View(width, "light", True)) as page:
        page.route(f"**/{late}", later(0.4))
        page.add_init_script(MOVES)
        page.goto(root + PAGES[name], wait_until="networkidle")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("() => moves") == []


@pytest.mark.browser
def test_a_jump_would_be_noticed(root: str, browser: Browser) -> None:
    with window(browser) as page:
        page.add_init_script(MOVES)
        page.goto(root, wait_until="networkidle")
        page.evaluate("() => { document.querySelector('main').style.marginBlockStart = '200px'; }")
        page.wait_for_function("() => moves.length")


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["default"], indirect=True)
@pytest.mark.parametrize("name", ["home", "event with a form", "recap", "members"])
def test_lighthouse_has_nothing_to_add(name: str, theme: str, root: str, browser: Browser, tmp_path: Path) -> None:
    """As a telephone on a slow line sees the site of the sample, with its host's headers and compression."""
    chromium = chromium_here() or browser.browser_type.executable_path
    report = opinion(root + PAGES[name], tmp_path, chromium)
    assert short_of(report, "accessibility", "best-practices", "seo") == []
    assert failed(report, BROUGHT) == []
    if WHOLE:
        # The mark for performance is half the page's and half that of a machine, which should do nothing else then.
        # What it does not reach once is no fault of the page: the best of four counts.
        reports = [report, *(opinion(root + PAGES[name], tmp_path, chromium) for _ in range(3))]
        best = max(reports, key=lambda one: one["categories"]["performance"]["score"])
        assert scores(best) == dict.fromkeys(CATEGORIES, 100), short_of(best, "performance")
