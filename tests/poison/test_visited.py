"""The poisoned chapter in a browser: nothing runs, nobody else is asked, the policy has nothing to stop.

Every page of both themes, and of the members' part, is opened and everything on it is
touched. `PROOF=1` visits larger chapters too, in which each text is one string alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.crawl import is_page
from tests.inside import SIX
from tests.poison.chapter import TODAY, Filler, published
from tests.poison.host import hosted
from tests.poison.strings import strings
from tests.poison.visitor import Visitor
from tests.proof.share import WHOLE
from tests.vault.opening import contents

pytestmark = pytest.mark.browser


class Round(NamedTuple):
    """One chapter: its theme, how many records it has of each kind, and how its strings are dealt out."""

    theme: str
    count: int
    turn: int


ROUNDS = [Round("own", 3, 0), Round("noticeboard", 3, 1)]
if WHOLE:
    ROUNDS += [Round(theme, 4, turn) for theme in ("default", "noticeboard") for turn in range(4)]
    ROUNDS += [Round(theme, 40, 0) for theme in ("own", "noticeboard")]


class Poisoned(NamedTuple):
    """A published chapter: address -> bytes, without the stubs that stand at old addresses."""

    round: Round
    files: dict[str, bytes]

    @property
    def pages(self) -> list[str]:
        return [url for url, body in self.files.items() if is_page(url) and b'http-equiv="refresh"' not in body]


@pytest.fixture(scope="module", params=ROUNDS, ids=lambda one: f"{one.theme}-{one.count}-{one.turn}")
def site(request: pytest.FixtureRequest) -> Poisoned:
    one: Round = request.param
    return Poisoned(one, published(Filler(one.count, one.turn, theme=one.theme, members_part="encrypted")))


@pytest.fixture
def visitor(browser: Browser, site: Poisoned) -> Iterator[Visitor]:
    """Somebody who visits the site where its host sends the headers that it asks for."""
    with hosted(site.files, with_headers=True) as host:
        visitor = Visitor(browser, host, str(TODAY))
        yield visitor
        visitor.context.close()


def test_nothing_runs_and_nobody_else_is_asked(visitor: Visitor, site: Poisoned) -> None:
    # Ideas and recommendations share a page each, and not every member has one.
    assert len(site.pages) > 9 * site.round.count
    for url in site.pages:
        visitor.visit(url)
    assert visitor.wrong == []


def test_nothing_runs_in_the_members_part(visitor: Visitor, site: Poisoned) -> None:
    inside = contents(site.files["/inside/bundle.bin"], SIX)
    pages = [path for path in inside if path.endswith("/")]
    assert len(pages) > 2 * site.round.count
    page = visitor.visit("/inside/")
    page.get_by_label("Passphrase").fill(SIX)
    page.locator("[data-vault] form").evaluate("(form) => form.requestSubmit()")
    expect(page.locator("[data-vault-locked]").first).to_be_hidden()
    for path in pages:
        visitor.at = path
        page.evaluate("document.title = 'not yet'")
        page.evaluate("(hash) => { location.hash = '#/not-there/'; location.hash = hash; }", f"#/{path[8:]}")
        page.wait_for_function("() => document.title !== 'not yet'")
        visitor.touch(locks="[data-vault]")
    assert visitor.wrong == []


def test_a_search_shows_words_and_no_markup(visitor: Visitor) -> None:
    visitor.visit(
        "/search/", "?q=%3Cimg%20src=x%20onerror=alert(1)%3E&kind=%22%3E%3Cscript%3E#%22%3E%3Cscript%3Ealert(1)"
    )
    page = visitor.visit("/search/", "?q=alert")
    expect(page.locator(".search-results a").first).to_be_visible()
    visitor.touch()
    assert page.locator(".search-results li > *:not(a, p), .search-results :is(a, p) > *").count() == 0
    assert visitor.wrong == []


@pytest.mark.parametrize("is_in_page", [True, False], ids=["the page's own policy", "no policy"])
def test_nor_where_the_host_sends_no_headers(browser: Browser, site: Poisoned, is_in_page: bool) -> None:
    """Some hosts send none. And were the policy to fail, there would still be nothing to run."""
    with hosted(site.files, with_headers=False) as host:
        visitor = Visitor(browser, host, str(TODAY), bypass_csp=not is_in_page)
        for url in site.pages if WHOLE else site.pages[:: 2 * site.round.count]:
            visitor.visit(url)
        visitor.context.close()
    assert visitor.wrong == []


def test_old_addresses_lead_to_the_site_alone(site: Poisoned) -> None:
    stubs = [body.decode() for url, body in site.files.items() if is_page(url) and url not in site.pages]
    for stub in stubs:
        assert '<meta http-equiv="refresh" content="0; url=/' in stub and "url=//" not in stub


def test_the_visitor_would_have_told(browser: Browser) -> None:
    """Without the program between, most strings of the list act: the visitor can see it."""
    raw = [one for one in strings(of_prose=False) if "<" in one and "\ud800" not in one]
    pages = {f"/{number}/": f"<!DOCTYPE html><p>{one}".encode() for number, one in enumerate(raw)}
    pages |= {"/attribute/": b'<!DOCTYPE html><p title="" onmouseover="alert(1)" x="">x</p>'}
    pages |= {"/link/": b"<!DOCTYPE html><a href='java&Tab;script:alert(1)'>x</a>"}
    wrong: list[str] = []
    with hosted(pages, with_headers=False) as host:
        for url in pages:
            # One window each: where a page leads may still be on its way while the next is asked for.
            visitor = Visitor(browser, host, str(TODAY))
            with suppress(Error):  # it led away while it was being touched
                visitor.visit(url)
            visitor.context.close()
            wrong += visitor.wrong
    told = {one.split(": ", 1)[0] for one in wrong}
    assert {"/attribute/", "/link/"} < told and len(told) > len(raw) // 2
    ways = " ".join(wrong)
    for way in ("alert was called", "a handler", "an element", "an address", "was asked for"):
        assert way in ways
