"""Somebody who has no mouse: everything can be reached, in order, is seen where one is, and nothing holds one fast."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.inside import SIX
from tests.proof.share import WHOLE
from tests.reading.host import hosted
from tests.reading.pages import PAIRS, THEMES
from tests.reading.window import COLORS, DESK, View, visit, window

PHONE = View(320, "light", True)
WALKED = ("home", "events", "event with a form", "members", "search", "lock")

# What a keyboard must reach, in the order of the page: an attribute numbers it. Of radio buttons, one in a group.
NUMBER = """() => {
  const seen = (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest("[inert]");
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && seen(one) && !(one.type === "radio" && !one.checked));
  all.forEach((one, at) => one.dataset.stop = at);
  return all.map((one) => `${one.localName} ${(one.innerText || one.name || one.type || "").trim().slice(0, 40)}`);
}"""

# Where the keyboard is: the number, whether the whole of it or a part is in sight, and what kind of thing it is.
WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  // A radio button is painted by its label.
  const shown = one.type === "radio" ? one.closest("label") : one;
  const boxes = [...shown.getClientRects()].filter(({width, height}) => width && height);
  const tops = boxes.flatMap(({left, top, width, height}) => [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map(
    (y) => document.elementFromPoint(left + width * x, top + height * y))));
  return {
    stop: Number(one.dataset.stop ?? -1),
    seen: tops.some((top) => top && (shown.contains(top) || top.contains(shown) && getComputedStyle(one).pointerEvents === "none")),
    kind: `${one.closest("header, nav, main, footer, form")?.className}/${one.localName}.${one.className}`,
  };
}"""


class Stop(NamedTuple):
    """Where the keyboard stood."""

    stop: int
    seen: bool
    kind: str


def where(page: Page) -> Stop | None:
    found: dict[str, Any] | None = page.evaluate(WHERE)
    return Stop(**found) if found else None


def walk(page: Page, key: str, most: int) -> list[Stop]:
    """Every stop of a key, until the page is left or begins again."""
    stops: list[Stop] = []
    for _ in range(most):
        page.keyboard.press(key)
        at = where(page)
        if at is None or at.stop in {one.stop for one in stops}:
            break
        stops.append(at)
    return stops


@pytest.mark.browser
@pytest.mark.parametrize("number", range(2) if WHOLE else range(1))
@pytest.mark.parametrize("name", WALKED)
def test_the_keyboard_reaches_everything_in_order_and_is_always_in_sight(
    name: str, number: int, theme: str, root: str, browser: Browser
) -> None:
    # In every run each page is walked wide in one theme and narrow in the other.
    view = (DESK, PHONE)[(number + WALKED.index(name) + THEMES.index(theme)) % 2]
    with window(browser, view) as page:
        visit(page, root, name)
        named = page.evaluate(NUMBER)
        assert len(named) > 10
        # It begins where nothing is focused; a field may have been given the focus.
        page.evaluate("() => document.activeElement.blur()")
        there = walk(page, "Tab", len(named) + 5)
        assert [one.stop for one in there] == list(range(len(named))), named
        assert [named[one.stop] for one in there if not one.seen] == []
        # And back again: from the last, until the first.
        page.locator(f"[data-stop='{len(named) - 1}']").focus()
        back = walk(page, "Shift+Tab", len(named) - 1)
        assert [one.stop for one in back] == list(range(len(named) - 2, -1, -1))
        assert [named[one.stop] for one in back if not one.seen] == []


@pytest.mark.browser
def test_the_walk_would_tell(sites: dict[str, dict[str, bytes]], browser: Browser) -> None:
    """What is covered, what is out of order, and what holds the keyboard fast."""
    with hosted(sites["default"]) as root, window(browser) as page:
        visit(page, root, "home")
        named = page.evaluate(NUMBER)
        sound = walk(page, "Tab", len(named) + 5)
        page.evaluate(
            "() => { document.activeElement.blur(); const cover = document.body.appendChild(document.createElement('div'));"
            " Object.assign(cover.style, {position: 'fixed', inset: '0 0 auto', height: '200px'}); }"
        )
        assert all(one.seen for one in sound) and not all(one.seen for one in walk(page, "Tab", len(named) + 5))
        page.evaluate(
            "() => { document.activeElement.blur(); document.querySelector('[data-stop=\"5\"]').tabIndex = 1; }"
        )
        assert [one.stop for one in walk(page, "Tab", 3)] == [5, 0, 1]
        page.evaluate(
            "() => { document.activeElement.blur(); document.querySelector('[data-stop=\"3\"]').addEventListener("
            "'keydown', (event) => event.preventDefault()); document.querySelector('[data-stop=\"5\"]').tabIndex = 0; }"
        )
        assert [one.stop for one in walk(page, "Tab", 9)] == [2, 3]


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "name"), PAIRS, indirect=["theme"])
def test_the_first_stop_leads_past_the_menu(name: str, theme: str, root: str, browser: Browser) -> None:
    with window(browser) as page:
        visit(page, root, name)
        page.evaluate(NUMBER)
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
        # What was opened begins at its heading.
        if name != "inside":
            page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the content")
        skip.focus()
        expect(skip).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "site-main"
        page.keyboard.press("Tab")
        first = page.evaluate("() => document.querySelector('main [data-stop]')?.dataset.stop")
        at = where(page)
        assert at and (first is None or at.stop == int(first))


def painted(page: Page, clip: dict[str, float]) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(clip=clip, animations="disabled", caret="hide"))).convert("RGB")  # type: ignore[arg-type]


def changed(one: Image.Image, other: Image.Image) -> list[tuple[bytes, bytes]]:
    """The pixels in which two pictures differ."""
    pixels = ([data[at : at + 3] for at in range(0, len(data), 3)] for data in (one.tobytes(), other.tobytes()))
    return [(before, after) for before, after in zip(*pixels, strict=True) if before != after]


def luminance(color: bytes) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [value / 255 for value in color]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: bytes, other: bytes) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.browser
@pytest.mark.parametrize("number", range(3) if WHOLE else range(1))
@pytest.mark.parametrize("name", WALKED)
def test_a_ring_is_painted_round_what_the_keyboard_is_on(
    name: str, number: int, theme: str, root: str, browser: Browser
) -> None:
    """One of each kind of thing, with the focus and without: the pixels that differ are as many as a ring two pixels
    wide round its smaller side has, and are told apart as WCAG 1.4.11 and 2.4.13 ask."""
    colors = COLORS[(number + WALKED.index(name) + THEMES.index(theme)) % 3]
    with window(browser, View(1280, colors, True)) as page:
        visit(page, root, name)
        named = page.evaluate(NUMBER)
        page.evaluate("() => document.activeElement.blur()")
        kinds: dict[str, int] = {}
        for one in walk(page, "Tab", len(named) + 5):
            kinds.setdefault(one.kind, one.stop)
        assert len(kinds) > 3
        for kind, stop in kinds.items():
            page.keyboard.press("Shift")
            one = page.locator(f"[data-stop='{stop}']")
            one.focus()
            box = page.evaluate(
                "() => { const one = document.activeElement, shown = one.type === 'radio' ? one.closest('label') : one;"
                " const {x, y, width, height} = shown.getBoundingClientRect(); return {x, y, width, height}; }"
            )
            clip = {"x": max(box["x"] - 8, 0), "y": max(box["y"] - 8, 0)}
            clip |= {"width": box["width"] + 16, "height": min(box["height"] + 16, 800 - clip["y"])}
            with_it = painted(page, clip)
            page.evaluate("() => document.activeElement.blur()")
            without = painted(page, clip)
            ring = sum(contrast(*pair) >= 3 for pair in changed(with_it, without))
            least = 2 * 2 * min(box["width"], box["height"])
            assert ring >= least, (kind, named[stop], ring, least)


# -- what a key does ------------------------------------------------------------------------


@pytest.mark.browser
def test_escape_empties_the_field_over_the_members(theme: str, root: str, browser: Browser) -> None:
    with window(browser) as page:
        visit(page, root, "members")
        field, people = page.locator("main input[type=search]"), page.locator("main .h-card:visible")
        everybody = people.count()
        field.focus()
        page.keyboard.type("okafor")
        assert 0 < people.count() < everybody
        page.keyboard.press("Escape")
        expect(field).to_have_value("")
        expect(field).to_be_focused()
        assert people.count() == everybody


@pytest.mark.browser
def test_escape_empties_the_search(theme: str, root: str, browser: Browser) -> None:
    with window(browser) as page:
        visit(page, root, "search")
        field = page.get_by_label("What are you looking for?")
        field.focus()
        page.keyboard.type("caramel")
        expect(page.locator(".search-results a").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(field).to_have_value("")
        expect(page.locator(".search-results a")).to_have_count(0)


@pytest.mark.browser
def test_arrows_choose_a_kind_of_event(sites: dict[str, dict[str, bytes]], browser: Browser) -> None:
    with hosted(sites["default"]) as root, window(browser) as page:
        visit(page, root, "events")
        cards = page.locator(".event-list > li:visible")
        whole = cards.count()
        page.get_by_role("radio", name="Everything").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name="Coffee")).to_be_focused()
        assert 0 < cards.count() < whole
        assert {one.get_attribute("data-kind") for one in cards.all()} == {"coffee"}
        page.keyboard.press("ArrowLeft")
        assert cards.count() == whole


@pytest.mark.browser
def test_the_lock_opens_and_closes_without_a_mouse(theme: str, root: str, browser: Browser) -> None:
    with window(browser) as page:
        visit(page, root, "lock")
        field = page.get_by_label("Passphrase")
        field.focus()
        page.keyboard.type("abacus abacus abacus abacus abacus abacus")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("does not open it")
        expect(field).to_be_focused()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(SIX)
        page.keyboard.press("Enter")
        # What was opened is where the keyboard is, and what comes next is in it.
        expect(page.locator("main h1:focus")).to_have_text("For members")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('main') !== null")
        page.get_by_role("button", name="Lock again").focus()
        page.keyboard.press("Enter")
        expect(field).to_be_focused()
        expect(page.get_by_role("status")).to_contain_text("Locked.")


@pytest.mark.browser
def test_the_way_past_the_menu_stays_on_the_page_that_was_opened(theme: str, root: str, browser: Browser) -> None:
    with window(browser) as page:
        visit(page, root, "inside")
        page.locator("main").get_by_role("link", name="Takeaways").click()
        title = page.locator("main h1:visible")
        expect(title).to_have_text("What we took home")
        page.get_by_role("link", name="Skip to the content").focus()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        expect(page).to_have_url(f"{root}/inside/#/takeaways/")
        expect(title).to_have_text("What we took home")
