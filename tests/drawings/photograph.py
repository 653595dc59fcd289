"""Photograph the sample chapter for the README: real pages, in a real browser.

    make pictures

Each picture is one or more windows side by side, on the day that the sample chapter
is written for. Needs the libraries of the tests, and a Chromium.
"""

from __future__ import annotations

import mimetypes
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime(2026, 11, 23)
SITE = "http://chapter.example"
# Pixels between windows, and around them.
GAP = 24


class Window(NamedTuple):
    """A window of a browser: what it shows, how wide and high it is in CSS pixels, by day or by night."""

    url: str
    width: int
    height: int
    scheme: str = "light"
    theme: str = "default"


PICTURES: dict[str, tuple[Window, ...]] = {
    ".github/screenshot.png": (Window("/", 1280, 900), Window("/events/2026-12-03-coffee/", 390, 900, "dark")),
}


def main() -> None:
    """Take every picture."""
    from tests.conftest import ARGUMENTS, find_chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        sites = {theme: published(theme) for theme in {window.theme for row in PICTURES.values() for window in row}}
        for name, row in PICTURES.items():
            side_by_side([photograph(browser, sites[window.theme], window) for window in row]).save(
                ROOT / name, optimize=True
            )
            print(f"{(ROOT / name).stat().st_size // 1024:5} kB  {name}")
        browser.close()


def published(theme: str) -> dict[str, bytes]:
    """The sample chapter's site in a theme: address → bytes."""
    from generator.build import Order, build
    from generator.project import find_project
    from tests.chapter import tree

    with TemporaryDirectory() as folder:
        start = Path(folder)
        (start / "content").symlink_to(ROOT / "content")
        project = find_project(start, None, None)
        build(project, Order(now=DAY, url=SITE, theme=theme))
        return tree(project.out)


def photograph(browser: Browser, site: dict[str, bytes], window: Window) -> Image.Image:
    """What one sees at the top of a page."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        kind = "text/html; charset=utf-8" if path.endswith("/") else mimetypes.guess_type(path)[0]
        route.fulfill(status=200 if path in site else 404, body=site.get(path, b""), content_type=kind or "")

    page = browser.new_page(
        viewport={"width": window.width, "height": window.height}, color_scheme=window.scheme, device_scale_factor=1
    )
    page.route("**/*", answer)
    page.clock.install(time=DAY)
    page.goto(SITE + window.url, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    with TemporaryDirectory() as folder:
        page.screenshot(path=Path(folder, "page.png"))
        page.close()
        return Image.open(Path(folder, "page.png")).convert("RGB")


def side_by_side(windows: list[Image.Image]) -> Image.Image:
    """The windows in a row, on nothing."""
    width = sum(one.width for one in windows) + GAP * (len(windows) + 1)
    picture = Image.new("RGB", (width, max(one.height for one in windows) + 2 * GAP), "#8d8a83")
    left = GAP
    for one in windows:
        picture.paste(one, (left, GAP))
        left += one.width + GAP
    return picture


if __name__ == "__main__":
    # Run by its path, Python looks for modules beside this file rather than in the project.
    sys.path[0] = str(ROOT)
    main()
