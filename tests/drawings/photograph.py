"""Photograph the sample chapter for the README: real pages, in a real browser.

    make pictures                                      # all of them
    python tests/drawings/photograph.py month phone    # those whose name has one of these words

Each picture is one window or several side by side, on the day that the sample chapter is
written for. Needs the libraries of the tests, and a Chromium: another version of it, and
where a theme uses the machine's own letters another machine, draws a little differently.
"""

from __future__ import annotations

import io
import mimetypes
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github"
DAY = datetime(2026, 11, 23, 9)
SITE = "https://chicago.example.org"
# Pixels between windows, and what is seen there.
GAP, GROUND = 20, "#b9b3a6"


class Window(NamedTuple):
    """A window of a browser: what it shows, how wide and high it is in CSS pixels, by day or by night."""

    url: str
    width: int = 1200
    height: int = 860
    scheme: Literal["light", "dark"] = "light"
    theme: str = "default"
    # How many pixels are one of CSS.
    scale: float = 1
    # What is seen of it on paper, as a selector; "" for the screen.
    sheet: str = ""


TOUR = "/events/2027-01-28-wolf-lake-gear/"
PICTURES: dict[str, tuple[Window, ...]] = {
    "screenshot.png": (Window("/", 1360, 960),),
    "phone.png": tuple(Window(TOUR, 390, 780, scheme, scale=1.5) for scheme in ("light", "dark")),
    "dark.png": (Window("/recaps/2026-05-14-kessel-foundry/", scheme="dark"),),
    "noticeboard.png": (Window("/", theme="noticeboard"),),
    "month.png": (Window("/events/", 1062, 760, sheet=".month"),),
}


def main(words: Sequence[str]) -> None:
    """Take every picture whose name has one of the words."""
    from tests.conftest import ARGUMENTS, find_chromium

    wanted = {name: row for name, row in PICTURES.items() if any(word in name for word in words or [""])}
    sites = {theme: published(theme) for theme in {window.theme for row in wanted.values() for window in row}}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(playwright), args=[*ARGUMENTS, "--hide-scrollbars"]
        )
        for name, row in wanted.items():
            picture = side_by_side([photograph(browser, sites[window.theme], window) for window in row])
            path = FOLDER / name
            # A page is mostly paper and ink: 256 colors are enough, and a tenth of the bytes.
            picture.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, optimize=True)
            print(f"{path.stat().st_size // 1024:5} kB  {path.relative_to(ROOT)}")
        browser.close()


def published(theme: str) -> dict[str, bytes]:
    """The sample chapter's site in a theme: address → bytes."""
    from generator.build import build
    from generator.order import Order
    from generator.project import find_project
    from tests.chapter import tree

    with TemporaryDirectory() as folder:
        charter = copytree(ROOT / "content", Path(folder, "content")) / "chapter.yaml"
        charter.write_text(charter.read_text("utf-8").replace("\ntheme: default\n", f"\ntheme: {theme}\n"), "utf-8")
        project = find_project(Path(folder), None, None)
        build(project, Order(now=DAY, url=SITE + "/"))
        return tree(project.out)


def photograph(browser: Browser, site: dict[str, bytes], window: Window) -> Image.Image:
    """What one sees at the top of a page, or a part of it on paper."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        kind = "text/html; charset=utf-8" if path.endswith("/") else mimetypes.guess_type(path)[0]
        route.fulfill(status=200 if path in site else 404, body=site.get(path, b""), content_type=kind or "")

    context = browser.new_context(
        viewport={"width": window.width, "height": window.height},
        color_scheme=window.scheme,
        device_scale_factor=window.scale,
        reduced_motion="reduce",
        timezone_id="America/Chicago",
        locale="en-US",
    )
    page = context.new_page()
    page.route("**/*", answer)
    page.clock.set_fixed_time(DAY)
    page.emulate_media(media="print" if window.sheet else "screen")
    page.goto(SITE + window.url, wait_until="networkidle")
    # A picture further down the page is not loaded yet, and never decoded.
    page.evaluate(
        "Promise.all([document.fonts.ready, ...[...document.images].filter((one) => one.complete).map((one) => one.decode())])"
    )
    shown = page.locator(window.sheet).first.screenshot() if window.sheet else page.screenshot()
    context.close()
    return Image.open(io.BytesIO(shown)).convert("RGB")


def side_by_side(windows: Sequence[Image.Image]) -> Image.Image:
    """The windows in a row; one alone stands without a frame."""
    if len(windows) == 1:
        return windows[0]
    width = sum(one.width for one in windows) + GAP * (len(windows) + 1)
    picture = Image.new("RGB", (width, max(one.height for one in windows) + 2 * GAP), GROUND)
    left = GAP
    for one in windows:
        picture.paste(one, (left, GAP))
        left += one.width + GAP
    return picture


if __name__ == "__main__":
    # Run by its path, Python looks for modules beside this file rather than in the project.
    sys.path[0] = str(ROOT)
    main(sys.argv[1:])
