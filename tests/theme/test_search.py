"""The search page, as a reader uses it: with our own index, and with Pagefind's."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.build import build
from tests.chapter import chapter, order, tree

HOST = "http://chapter.test"

TEXT = """
    -- chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: http://chapter.test/aurora/
    search: {search}
    -- events/2025-05-07-tour.yaml --
    title: Tour of the printing hall
    kind: tour
    date: 2025-05-07
    body: We walk past the Heidelberg press.
    -- events/2026-04-01-coffee.yaml --
    title: Coffee
    kind: coffee
    date: 2026-04-01
    body: No press today, but a tour of the pastry.
    -- posts/cafe.md --
    ---
    title: A café round the corner
    date: 2026-02-01
    ---
    It has windows.
    """


@pytest.fixture(scope="module", params=["own", "pagefind"])
def published(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """A site below a path, with each of the two searches."""
    with chapter(TEXT.replace("{search}", request.param)) as project:
        build(project, order("2026-03-01"))
        return {f"/aurora{url}": body for url, body in tree(project.out).items()}


@pytest.fixture
def reader(browser: Browser, published: dict[str, bytes]) -> Iterator[Page]:
    """A window in which the site is on the web."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        body = published.get(path)
        kind = "text/html; charset=utf-8" if path.endswith("/") else mimetypes.guess_type(path)[0]
        route.fulfill(status=200 if body else 404, body=body or b"", content_type=kind or "application/octet-stream")

    context = browser.new_context()
    context.route("**/*", answer)
    page = context.new_page()
    yield page
    context.close()


def results(page: Page) -> list[str]:
    return page.locator(".search-results a").all_inner_texts()


def search(page: Page, words: str) -> None:
    page.goto(f"{HOST}/aurora/search/")
    page.get_by_label("What are you looking for?").fill(words)


def test_a_page_is_found_by_its_title_and_by_a_word_in_its_text(reader: Page) -> None:
    search(reader, "heidelberg")
    expect(reader.locator(".search-results a")).to_have_text(["Tour of the printing hall"])
    search(reader, "tour")
    expect(reader.locator(".search-results a").first).to_have_text("Tour of the printing hall")
    assert set(results(reader)) == {"Tour of the printing hall", "Coffee"}


def test_what_is_found_leads_to_its_page(reader: Page) -> None:
    search(reader, "heidelberg")
    reader.get_by_role("link", name="Tour of the printing hall").click()
    expect(reader).to_have_url(f"{HOST}/aurora/events/2025-05-07-tour/")


def test_kind_and_year_narrow_it_down(reader: Page) -> None:
    search(reader, "press")
    expect(reader.locator(".search-results a")).to_have_count(2)
    reader.get_by_label("Year").select_option("2026")
    expect(reader.locator(".search-results a")).to_have_text(["Coffee"])
    reader.get_by_label("Kind").select_option("Plant tour")
    expect(reader.locator(".search-results a")).to_have_count(0)
    expect(reader.locator("output").first).to_have_text("Nothing was found. Fewer letters find more.")


def test_accents_and_unfinished_words_do_not_matter(reader: Page) -> None:
    search(reader, "caf")
    expect(reader.locator(".search-results a")).to_have_text(["A café round the corner"])


def test_a_search_has_an_address_that_can_be_passed_on(reader: Page) -> None:
    search(reader, "coffee")
    expect(reader).to_have_url(f"{HOST}/aurora/search/?q=coffee")
    reader.reload()
    expect(reader.locator(".search-results a")).to_have_text(["Coffee"])
    expect(reader.get_by_label("What are you looking for?")).to_have_value("coffee")


def test_the_keyboard_is_enough(reader: Page) -> None:
    reader.goto(f"{HOST}/aurora/search/")
    field = reader.get_by_label("What are you looking for?")
    expect(field).to_be_visible()
    for _ in range(30):
        reader.keyboard.press("Tab")
        if field.evaluate("it => it === document.activeElement"):
            break
    reader.keyboard.type("heidelberg")
    expect(reader.locator(".search-results a")).to_have_count(1)
    # Kind, year, the button, and what was found.
    for _ in range(4):
        reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{HOST}/aurora/events/2025-05-07-tour/")


def test_a_search_asks_nobody_but_our_own_host(reader: Page) -> None:
    asked: list[str] = []
    reader.context.on("request", lambda request: asked.append(request.url))
    search(reader, "heidelberg")
    expect(reader.locator(".search-results a")).to_have_count(1)
    assert len(asked) > 3
    assert [url for url in asked if not url.startswith((f"{HOST}/aurora/", "data:", "blob:"))] == []


def test_when_the_index_does_not_come_the_page_says_so_and_leads_on(reader: Page) -> None:
    reader.route("**/search.json", lambda route: route.abort())
    reader.route("**/pagefind/**", lambda route: route.abort())
    reader.goto(f"{HOST}/aurora/search/")
    expect(reader.locator("output").first).to_have_text("The search could not be loaded. The pages are all there.")
    expect(reader.get_by_role("link", name="Events").last).to_be_visible()


def test_without_a_script_there_is_no_field_that_does_nothing(browser: Browser, published: dict[str, bytes]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(published["/aurora/search/"].decode())
    assert page.locator("input").count() == 1 and not page.locator("input").is_visible()
    assert page.locator(".search-sections a").count() > 2
    context.close()


def test_the_index_is_the_same_each_time() -> None:
    both = []
    for _ in range(2):
        with chapter(TEXT.replace("{search}", "pagefind")) as project:
            build(project, order("2026-03-01"))
            both.append({url: body for url, body in tree(project.out).items() if url.startswith("/pagefind/")})
    assert both[0] == both[1] and any(url.endswith(".pf_meta") for url in both[0])
