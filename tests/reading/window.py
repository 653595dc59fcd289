"""A reader's window: wide or narrow, by day, by night or in colors of the reader's own, with and without script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import product
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect

from tests.inside import SIX
from tests.reading.pages import PAGES, TODAY

WIDTHS = (320, 768, 1280)
COLORS = ("light", "dark", "forced")


class View(NamedTuple):
    """How somebody looks at a page."""

    width: int
    colors: str
    script: bool

    def __str__(self) -> str:
        return f"{self.width} px, {self.colors}, {'with' if self.script else 'without'} script"


DESK = View(1280, "light", True)
VIEWS = tuple(View(*one) for one in product(WIDTHS, COLORS, (True, False)))


@contextmanager
def window(browser: Browser, view: View = DESK) -> Iterator[Page]:
    """An empty window. Its clock stands still at the day the site was built for, and it scrolls at once."""
    context = browser.new_context(
        viewport={"width": view.width, "height": 800},
        color_scheme="dark" if view.colors == "dark" else "light",
        forced_colors="active" if view.colors == "forced" else "none",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(TODAY))
    yield page
    context.close()


def look(page: Page, view: View) -> None:
    """Look at the page that is open in another way. Whether it has scripts was settled when it was opened."""
    page.set_viewport_size({"width": view.width, "height": 800})
    page.emulate_media(
        color_scheme="dark" if view.colors == "dark" else "light",
        forced_colors="active" if view.colors == "forced" else "none",
    )


def visit(page: Page, root: str, name: str, *, script: bool = True) -> None:
    """Open a page of the sample; what is locked is opened too, where there is a script to do it."""
    if not script:
        # A checker is a script as well. So scripts are off while the page comes, and on again when it stands.
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        page.goto(root + PAGES[name])
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        return
    page.goto(root + PAGES[name])
    if name == "search":
        expect(page.locator(".search form")).to_be_visible()
    if name == "inside":
        page.get_by_label("Passphrase").fill(SIX)
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("button", name="Lock again")).to_be_visible()
