"""The search index says what is public, and no more."""

from __future__ import annotations

import json
from typing import Any

from tests.chapter import site
from tests.site.views import views

TEXT = """
    -- companies/harbour-print.yaml --
    name: Harbour Print
    industry: Printing
    -- members/ada-example.yaml --
    name: Ada Example
    title: Press chief
    company: harbour-print
    consent: {given: 2026-01-01, directory: public}
    -- members/ben-hidden.yaml --
    name: Ben Hidden
    title: Shadow chief
    -- venues/hall.yaml --
    name: Print Hall
    address: {street: 1 Quay Street, locality: Aurora}
    -- events/2025-05-07-tour.md --
    ---
    title: Plant tour
    kind: tour
    date: 2025-05-07
    host: harbour-print
    venue: hall
    tags: [Safety]
    ---
    We walk past the *Heidelberg* press.
    -- events/2026-09-01-secret.yaml --
    title: Secret plans
    date: 2026-09-01
    draft: true
    -- recaps/2025-05-07-tour.md --
    ---
    date: 2025-05-10
    takeaways: [Label every drawer]
    ---
    It smelled of ink.
    -- posts/news.md --
    ---
    title: A new room
    date: 2026-02-01
    ---
    It has windows.
    """


def index(text: str = TEXT) -> dict[str, list[str]]:
    """Address -> title, kind, year, about, words."""
    entries: list[list[str]] = json.loads(site(text)["/search.json"])
    return {href: rest for href, *rest in entries}


def test_every_kind_of_page_can_be_found() -> None:
    found = index()
    assert {href: rest[:4] for href, rest in found.items()} == {
        "/events/2025-05-07-tour/": ["Plant tour", "Plant tour", "2025", "May 7, 2025, Harbour Print"],
        "/recaps/2025-05-07-tour/": ["Plant tour", "Recap", "2025", "It smelled of ink."],
        "/posts/news/": ["A new room", "News", "2026", "It has windows."],
        "/members/ada-example/": ["Ada Example", "Member", "", "Press chief, Harbour Print"],
        "/companies/harbour-print/": ["Harbour Print", "Company", "", "Printing"],
        "/venues/hall/": ["Print Hall", "Place", "", "1 Quay Street, Aurora"],
    }


def test_a_page_is_found_by_the_words_of_its_text_its_topics_and_its_place() -> None:
    found = index()
    assert {"heidelberg", "safety", "print", "hall", "aurora"} <= set(found["/events/2025-05-07-tour/"][4].split())
    assert {"ink", "drawer"} <= set(found["/recaps/2025-05-07-tour/"][4].split())


def test_drafts_and_people_without_consent_cannot_be_found() -> None:
    text = site(TEXT)["/search.json"].casefold()
    assert "secret" not in text and "hidden" not in text and "shadow" not in text


def test_a_long_text_is_found_by_its_first_words_and_keeps_the_index_small() -> None:
    long = "-- posts/long.md --\n---\ntitle: Long\ndate: 2026-02-01\n---\n" + " ".join(f"word{n}" for n in range(500))
    [*_, words] = index(long)["/posts/long/"]
    assert words.split()[0] == "word0" and len(words.split()) == 120


def test_the_page_offers_what_there_is_and_ways_on_without_a_script() -> None:
    page: Any = views(TEXT)["/search/"]
    assert page.kinds == ("Company", "Member", "News", "Place", "Plant tour", "Recap")
    assert page.years == ("2026", "2025")
    assert {"Events", "Recaps", "Members"} <= {one.label for one in page.sections}


def test_every_page_leads_to_the_search() -> None:
    assert all('href="/search/"' in text for url, text in site(TEXT).items() if url.endswith("/"))
