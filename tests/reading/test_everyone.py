"""Nothing stands in anybody's way: what axe and HTML_CodeSniffer say of every kind of page, however it is looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.proof.share import WHOLE
from tests.reading.checkers import violations
from tests.reading.host import hosted
from tests.reading.pages import PAGES, THEMES, templates
from tests.reading.window import COLORS, VIEWS, WIDTHS, View, look, visit, window


def test_every_template_is_looked_at() -> None:
    for theme in THEMES:
        assert templates(theme) == {name.split()[0] for name in PAGES}, theme


def views(name: str, theme: str) -> tuple[View, ...]:
    """How a page is looked at in this run: in every way, or in one.

    In one, all pages of a theme together are looked at in all eighteen ways; and where one theme shows a page
    narrow, by day and with a script, the other shows it wider, by night and without.
    """
    if WHOLE:
        return VIEWS
    number, other = list(PAGES).index(name), THEMES.index(theme)
    return (
        View(
            WIDTHS[(number + other) % 3],
            COLORS[(number // 3 + other) % 3],
            (number // 9 + other) % 2 == 0,
        ),
    )


@pytest.mark.parametrize("theme", THEMES)
def test_all_pages_together_are_looked_at_in_every_way(theme: str) -> None:
    assert {view for name in PAGES for view in views(name, theme)} == set(VIEWS)


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_neither_checker_finds_anything(name: str, theme: str, root: str, browser: Browser) -> None:
    found: dict[str, list[str]] = {}
    for script in (True, False):
        wanted = [view for view in views(name, theme) if view.script == script]
        if not wanted:
            continue
        with window(browser) as page:
            visit(page, root, name, script=script)
            for view in wanted:
                look(page, view)
                if said := violations(page):
                    found[str(view)] = said
    assert found == {}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("document.querySelector('main h1 + *, main p').style.color = '#ddd'", ("axe color-contrast", "G18")),
        ("document.querySelector('.masthead img').removeAttribute('alt')", ("axe image-alt", "H37")),
        ("document.querySelector('[for=site-rsvp-name]').remove()", ("axe label", "F68")),
        ("document.documentElement.removeAttribute('lang')", ("axe html-has-lang", "H57")),
        ("document.querySelector('main').append(document.createElement('button'))", ("axe button-name", "H91")),
    ],
)
def test_both_checkers_would_tell(
    wrong: str, told: tuple[str, str], sites: dict[str, dict[str, bytes]], browser: Browser
) -> None:
    """So a page on which they find nothing was read."""
    with hosted(sites["default"]) as root, window(browser) as page:
        visit(page, root, "event with a form")
        page.evaluate(f"() => {{{wrong}}}")
        said = "\n".join(violations(page))
        assert [one for one in told if one not in said] == []
