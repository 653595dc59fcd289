"""Search: what the site holds, as one small file that the search page reads in the browser.

It says of each page what it is called, what it is, when it was, and which words it
holds. Words, not texts: a reader looks for a page, and the page has the text. What
stands here stands on a public page already, as far as consent goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import astuple

from generator.engine.output import View
from generator.language.language import message
from generator.model.chapter import Occasion
from generator.model.consent import Person
from generator.model.records import Company, Page, Post, Recap
from generator.site.cards import KIND_LABELS, link_view, recap_title, summary_of, venue_card
from generator.site.edition import Edition
from generator.site.heads import head
from generator.site.home import sections
from generator.site.jsontext import short_json
from generator.site.reads import kept
from generator.site.urls import SECTION_LABELS, address
from generator.site.views import SearchView
from generator.site.wording import date_words
from generator.site.writing import ideas_of
from generator.text import vocabulary

INDEX = "/search.json"
# What a chapter may ask for instead.
PAGEFIND = "/pagefind/pagefind.js"
# Characters of the line under a result, where its record has no summary.
ABOUT = 90

NEWS, PAGE, MEMBER, COMPANY, PLACE = (
    message("News"),
    message("Page"),
    message("Member"),
    message("Company"),
    message("Place"),
)
RECAP = message("Recap")


class PageText(NamedTuple):
    """A page that can be found."""

    # The site's own address.
    url: str
    title: str
    # "Plant tour", "Recap", "Member": in words, and what the filter offers.
    kind: str
    # "2026"; "" for what has no day.
    year: str
    # One line that tells it from others: a day, a place, a company.
    about: str
    # Its words, without those of its body; and that, in Markdown.
    text: str
    body: str = ""


class SearchEntry(View, frozen=True):
    """A page in the index. `words` are in lower case, parted by spaces, each once; `href` has the site's prefix."""

    href: str
    title: str
    kind: str
    year: str
    about: str
    words: str


class SearchIndex(View, frozen=True):
    """`/search.json`"""

    entries: tuple[SearchEntry, ...]


def render_search(view: SearchIndex) -> bytes:
    """The index as JSON (RFC 8259): a list of lists, the fields of an entry in their order."""
    return short_json([astuple(entry) for entry in view.entries])


def search_view(edition: Edition) -> SearchView:
    """`/search/`"""
    name, say = edition.chapter.charter.name, edition.language.say
    pages = tuple(pages_to_find(edition))
    by_pagefind = asks_pagefind(edition)
    return SearchView(
        head=head(edition, "/search/", say("Search"), say("Find an event, a person or an idea of {name}.", name=name)),
        index="" if by_pagefind else edition.root.href(INDEX),
        pagefind=edition.root.href(PAGEFIND) if by_pagefind else "",
        kinds=tuple(sorted({page.kind for page in pages}, key=str.casefold)),
        years=tuple(sorted({page.year for page in pages if page.year}, reverse=True)),
        sections=tuple(link_view(edition, say(SECTION_LABELS[one]), f"/{one}/") for one in sections(edition)),
    )


def asks_pagefind(edition: Edition) -> bool:
    """Whether Pagefind makes the index. Of nothing it makes none."""
    return edition.chapter.charter.search == "pagefind" and next(pages_to_find(edition), None) is not None


def search_index(edition: Edition) -> SearchIndex:
    """Everything that can be found: events first, each kind in the order of its own list."""
    return SearchIndex(entries=tuple(_entry(edition, page) for page in pages_to_find(edition)))


@kept
def _entry(edition: Edition, page: PageText) -> SearchEntry:
    return SearchEntry(
        href=edition.root.href(page.url),
        title=page.title,
        kind=page.kind,
        year=page.year,
        about=page.about,
        words=vocabulary.joined(vocabulary.vocabulary(page.text), edition.words_of(page.body)),
    )


def pages_to_find(edition: Edition) -> Iterator[PageText]:
    """Each page that can be found."""
    chapter = edition.chapter
    for occasion in reversed(edition.occasions):
        yield _event(edition, occasion)
    for recap in edition.recaps:
        yield _recap(edition, recap)
    for post in edition.posts:
        yield _post(edition, post)
    for page in edition.shown(chapter.pages):
        yield _page(edition, page)
    for person in edition.people:
        yield _person(edition, person)
    for company in edition.shown(chapter.companies):
        yield _company(edition, company)
    for venue in edition.shown(chapter.venues):
        about = joined(", ", venue.address.street, venue.address.locality)
        yield PageText(address("venues", venue.id), venue.name, edition.language.say(PLACE), "", about, "")


@kept
def _event(edition: Edition, occasion: Occasion) -> PageText:
    event = occasion.event
    day = occasion.interval.first_day
    place = venue_card(edition, occasion)
    host = edition.chapter.companies[event.host].name if event.host else ""
    return PageText(
        address("events", event.id),
        edition.title_of(event),
        edition.language.say(KIND_LABELS[event.kind]),
        edition.language.number(day.year),
        joined(", ", date_words(edition.language, day), host),
        joined(" ", event.summary, *event.tags, *((place.name, place.town) if place else ())),
        event.body,
    )


@kept
def _recap(edition: Edition, recap: Recap) -> PageText:
    day = edition.chapter.occasions[recap.event].interval.first_day
    return PageText(
        address("recaps", recap.id),
        recap_title(edition, recap),
        edition.language.say(RECAP),
        edition.language.number(day.year),
        recap.summary or summary_of(edition, recap.body),
        joined(" ", *recap.tags, *ideas_of(recap)),
        recap.body,
    )


@kept
def _post(edition: Edition, post: Post) -> PageText:
    return PageText(
        address("posts", post.id),
        edition.title_of(post),
        edition.language.say(NEWS),
        edition.language.number(post.date.year),
        post.summary or summary_of(edition, post.body, ABOUT),
        joined(" ", *post.tags),
        post.body,
    )


@kept
def _page(edition: Edition, page: Page) -> PageText:
    about = page.summary or summary_of(edition, page.body, ABOUT)
    say = edition.language.say
    return PageText(address("pages", page.id), page.title, say(PAGE), "", about, "", page.body)


def _person(edition: Edition, person: Person) -> PageText:
    company = edition.chapter.companies[person.company].name if person.company else ""
    return PageText(
        address("members", person.id),
        person.name,
        edition.language.say(MEMBER),
        "",
        joined(", ", person.title, company),
        joined(" ", *person.roles, *person.topics, *person.can_help_with),
    )


@kept
def _company(edition: Edition, company: Company) -> PageText:
    about = joined(", ", company.industry, company.city)
    say = edition.language.say
    return PageText(
        address("companies", company.id), company.name, say(COMPANY), "", about, company.summary, company.body
    )


def joined(between: str, *texts: str) -> str:
    """The texts that say something, joined."""
    return between.join(filter(None, texts))


def text_of(edition: Edition, page: PageText) -> str:
    """All words of a page."""
    body = edition.prose_of(page.body)
    return joined(" ", page.text, body.plain if body else "")
