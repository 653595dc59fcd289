"""A browser for the tests that need one.

Without a Chromium they are skipped, and say so; in CI, where it is installed, its
absence is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

PLACES = (
    os.environ.get("CHROMIUM", ""),
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)

# Machines are shared and noisy: how long an example takes says nothing.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


def chromium_here() -> str | None:
    """Where this machine has a Chromium."""
    return next((path for place in PLACES if place and (path := shutil.which(place))), None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser come last: Playwright keeps an event loop running, beside which nobody can run another."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine, headless."""
    with sync_playwright() as playwright:
        found = find_chromium(playwright)
        if found is None:
            missing = "no Chromium: install one, name it in CHROMIUM, or run `playwright install chromium`"
            if os.environ.get("CI"):
                pytest.fail(missing)
            pytest.skip(missing)
        chromium = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


def find_chromium(playwright: Playwright) -> Path | None:
    """The Chromium of this machine, or Playwright's own."""
    installed = chromium_here()
    own = Path(playwright.chromium.executable_path)
    return Path(installed) if installed else own if own.exists() else None


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window that remembers nothing."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
