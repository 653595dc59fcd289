"""Somebody who makes letters larger, lines wider apart, or movement stop: nothing is lost, covered or cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.reading.pages import PAIRS
from tests.reading.window import View, visit, window

# A window of 1280 × 1024 at 400 %, WCAG 1.4.10.
ZOOMED = (320, 256)

# What sticks out at a side of the page, unless it lies in something that scrolls by itself.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (one) => one && one !== document.body && one !== document.documentElement &&
    (["auto", "scroll"].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const out = [...document.querySelectorAll("body *")].filter((one) => {
    const {left, right, width, height} = one.getBoundingClientRect();
    return width > 1 && height > 1 && (right > wide + 1 || left < -1) && !scrolls(one) && one.checkVisibility();
  }).map((one) => one.outerHTML.slice(0, 120));
  const page = document.scrollingElement;
  return page.scrollWidth > wide ? [`the page is ${page.scrollWidth} wide`, ...out] : out;
}"""

# WCAG 1.4.12.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
}"""

# Text that its own box cuts off, and texts that lie over one another.
LOST = """() => {
  const shown = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const unseen = (one) => one.closest(".unseen, .skip, .day-holds");
  const texts = [...document.querySelectorAll("body *")].filter(
    (one) => own(one) && shown(one) && !unseen(one) && !["SCRIPT", "OPTION", "TEXTAREA"].includes(one.tagName));
  const lines = texts.flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    // What is painted of a letter, about: its box is higher.
    return [...range.getClientRects()].filter(({width, height}) => width > 2 && height > 2).map(({left, right, top, height}) =>
      ({one, left, right, top: top + height * 0.25, bottom: top + height * 0.75}));
  })).sort((one, other) => one.top - other.top);
  const cut = lines.filter((line) => {
    for (let box = line.one; box && box !== document.body; box = box.parentElement) {
      const {overflowX, overflowY, display} = getComputedStyle(box), edge = box.getBoundingClientRect();
      if (display === "inline") continue;
      // What can be scrolled to is not lost.
      if (["auto", "scroll"].includes(overflowX)) return false;
      if (["hidden", "clip"].includes(overflowX) && (line.right > edge.right + 1 || line.left < edge.left - 1)) return true;
      if (["hidden", "clip"].includes(overflowY) && (line.bottom > edge.bottom || line.top < edge.top)) return true;
    }
    return false;
  }).map(({one}) => `cut off: ${one.innerText.slice(0, 60)}`);
  // What is stuck to the window lies over what scrolls below it, and scrolls away from it.
  const stuck = (one) => one && (["sticky", "fixed"].includes(getComputedStyle(one).position) ? one : stuck(one.parentElement));
  const over = [];
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      if (other.top >= one.bottom) break;
      if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && stuck(one.one) === stuck(other.one))
        over.push(`one over the other: ${one.one.innerText.slice(0, 40)} / ${other.one.innerText.slice(0, 40)}`);
    }
  });
  return [...new Set([...cut, ...over])];
}"""

MOVING = """() => {
  const still = (time) => time.split(",").every((one) => parseFloat(one) === 0);
  const found = [];
  for (const one of document.querySelectorAll("*")) for (const part of [null, "::before", "::after"]) {
    const style = getComputedStyle(one, part);
    if (!still(style.transitionDuration)) found.push(`transition of ${one.localName}.${one.className}`);
    if (style.animationName !== "none") found.push(`animation of ${one.localName}.${one.className}`);
    if (!part && style.scrollBehavior !== "auto") found.push(`scrolling of ${one.localName}`);
  }
  return [...new Set(found)];
}"""


def lost(page: Page) -> list[str]:
    found: list[str] = page.evaluate(LOST)
    return found


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "name"), PAIRS, indirect=["theme"])
def test_at_four_hundred_percent_one_scrolls_one_way(name: str, theme: str, root: str, browser: Browser) -> None:
    with window(browser, View(320, "light", True)) as page:
        # On a slow line the page is read in another typeface, which is wider.
        page.route("**/*.woff2", lambda route: route.abort())
        page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
        visit(page, root, name)
        assert page.evaluate(STICKING_OUT) == []
        assert lost(page) == []
        # What sticks to the window leaves most of so small a window to what is read.
        covered = page.evaluate(
            "() => [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() &&"
            " ['sticky', 'fixed'].includes(getComputedStyle(one).position))"
            ".reduce((sum, one) => sum + one.offsetHeight, 0)"
        )
        assert covered <= ZOOMED[1] / 3
        page.evaluate(SPACED)
        assert page.evaluate(STICKING_OUT) == []


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "name"), PAIRS, indirect=["theme"])
def test_lines_and_letters_can_be_set_wider_apart_and_nothing_moves(
    name: str, theme: str, root: str, browser: Browser
) -> None:
    with window(browser) as page:
        visit(page, root, name)
        for width in (1280, 768, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("() => { document.adoptedStyleSheets = []; }")
            assert lost(page) == [], width
            page.evaluate(SPACED)
            assert lost(page) == [], width
        # Whoever asked for less movement sees none.
        assert page.evaluate(MOVING) == []
        assert page.evaluate("() => document.getAnimations().length") == 0


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["default"], indirect=True)
def test_what_is_lost_would_be_found(root: str, browser: Browser) -> None:
    with window(browser, View(320, "light", True)) as page:
        visit(page, root, "home")
        page.evaluate("() => { document.querySelector('h1').style.width = '400px'; }")
        assert any("<h1" in one for one in page.evaluate(STICKING_OUT))
        page.evaluate(
            "() => Object.assign(document.querySelector('h1').style, {width: '', height: '1rem', overflow: 'hidden'})"
        )
        assert any("cut off" in one for one in lost(page))
        page.evaluate("() => Object.assign(document.querySelector('h1').style, {height: '1rem', overflow: 'visible'})")
        assert any("over the other" in one for one in lost(page))
        page.emulate_media(reduced_motion="no-preference")
        page.evaluate("() => { document.querySelector('h1').style.transition = 'opacity 1s'; }")
        assert any("h1" in one for one in page.evaluate(MOVING))
