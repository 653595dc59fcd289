"""Somebody withdraws: each place that named her says "a member", or leaves her out, and keeps all the rest."""

from __future__ import annotations

import pytest

from tests.chapter import check, site
from tests.crawl import prose

TEXT = """
    -- chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/
    email: hello@small.example.org
    theme: {theme}
    introductions: {{connector: dora-gone}}
    -- members/dora-gone.yaml --
    name: Dora Gone
    title: Founder of things
    company: lake-foundry
    photo: people/dora.png
    consent: {{given: 2026-01-01, directory: public, photo: public}}
    {withdrawn}
    -- members/ada-example.yaml --
    name: Ada Example
    consent: {{given: 2026-01-01, directory: public, photo: public}}
    -- companies/lake-foundry.yaml --
    name: Lake Foundry
    contact: dora-gone
    -- media/people/dora.png --
    (a picture)
    -- media/both.png --
    (a picture)
    -- media/hall.png --
    (a picture)
    -- events/2026-02-05-tour.yaml --
    title: Foundry tour
    kind: tour
    date: 2026-02-05
    host: lake-foundry
    organizers: [dora-gone, ada-example]
    speakers: [dora-gone, ada-example]
    agenda: [{{title: Words of welcome, speakers: [dora-gone]}}]
    -- events/2026-02-06-talk.yaml --
    title: Talk
    date: 2026-02-06
    speakers: [{{name: Dóra  GONE, title: Guest of honor, bio: Speaks a lot., photo: people/dora.png}}]
    -- recaps/2026-02-05-tour.md --
    ---
    authors: [dora-gone, ada-example]
    takeaways: [{{idea: Measure twice., shared_by: dora-gone}}]
    photos:
      - {{src: both.png, alt: Two at the furnace, caption: {caption}, people: [dora-gone, ada-example]}}
      - {{src: hall.png, alt: The hall, caption: The hall at noon., people: [ada-example]}}
    ---
    We saw it.
    -- posts/news.md --
    ---
    title: News
    date: 2026-02-07
    authors: [Dora Gone]
    ---
    Words.
    -- ideas/walk.yaml --
    title: Walk a night shift
    proposed_by: dora-gone
    supporters: [dora-gone, ada-example]
    -- recommendations/gloves.yaml --
    vendor: Gloves
    recommended_by: dora-gone
    relationship: client
"""
TOUR, RECAP = "/events/2026-02-05-tour/", "/recaps/2026-02-05-tour/"

# A page, what stands there while she agrees, and what instead.
PLACES = {
    "an author of a recap": (RECAP, "Told by Dora Gone, Lake Foundry and Ada Example", "Told by a member and Ada Example"),
    "who shared a takeaway": (RECAP, "Measure twice. Dora Gone", "Measure twice. a member"),
    "the same, of all takeaways": ("/takeaways/", "Measure twice. Dora Gone", "Measure twice. a member"),
    "the same, of all tours": ("/tours/", "Measure twice. Dora Gone", "Measure twice. a member"),
    "an author of news, by name": ("/posts/news/", "Dora Gone, Lake Foundry", "a member"),
    "a speaker": (TOUR, "Who speaks - Dora Gone", "Who speaks - a member"),
    "a speaker of the agenda": (TOUR, "Words of welcome Dora Gone, Lake Foundry", "Words of welcome a member"),
    "a speaker announced like a guest": (
        "/events/2026-02-06-talk/", "Who speaks - Dora Gone Founder of things", "Who speaks - a member",
    ),
    # Nobody can look for a member: of hosts the others stay.
    "a host of the event": (TOUR, "Look for - Dora Gone Founder of things Lake Foundry - AE Ada", "Look for - AE Ada"),
    "whom to ask at a company": ("/companies/lake-foundry/", "Ask for Dora Gone", ""),
    "who makes introductions": (
        "/introductions/", "Who makes the introduction Dora Gone", "One of us who knows nearly everybody.",
    ),
    "who proposed an idea": ("/ideas/", "Proposed by Dora Gone, Lake Foundry", "Proposed by a member"),
    "who supports an idea": ("/ideas/", "Dora Gone and Ada Example would come", "Ada Example would come - One more would come"),
    "who recommends": ("/recommendations/", "Gloves Dora Gone, Lake Foundry", "Gloves a member"),
    "who discloses": ("/recommendations/", "Dora Gone is a client", "a member is a client"),
    "who is in a picture": (RECAP, "At the furnace, both.", ""),
}  # fmt: skip

Pages = dict[str, str]


def text(theme: str = "default", withdrawn: str = "", caption: str = '"At the furnace, both."') -> str:
    return TEXT.format(theme=theme, withdrawn=withdrawn, caption=caption)


def said(page: str) -> str:
    return " ".join(prose(page).split())


@pytest.fixture(scope="module")
def before() -> Pages:
    return site(text())


@pytest.fixture(scope="module")
def after() -> Pages:
    return site(text(withdrawn="withdrawn: 2026-02-20"))


@pytest.mark.parametrize("place", PLACES)
def test_a_member_stands_instead(before: Pages, after: Pages, place: str) -> None:
    url, named, instead = PLACES[place]
    assert named in said(before[url])
    assert named not in said(after[url]) and instead in said(after[url])


@pytest.mark.parametrize("theme", ["default", "noticeboard"])
def test_of_her_nothing_is_left_and_of_the_others_all(theme: str) -> None:
    pages = site(text(theme, withdrawn="withdrawn: 2026-02-20"))
    for url, page in pages.items():
        for trace in ("dora", "dóra", "founder of things", "speaks a lot", "both.", "at the furnace"):
            assert trace not in f"{url}\n{page}".casefold(), (url, trace)
    assert "The hall at noon." in said(pages[RECAP]) and "/members/ada-example/" in pages


def test_a_caption_that_still_names_her_is_an_error_with_its_place() -> None:
    caption = "Ada Example and Dora Gone at the furnace."
    before = "  - {src: both.png, alt: Two at the furnace, caption: Ada Example and "
    assert "withdrawn-name" not in check(text(caption=caption))
    told = check(text(withdrawn="withdrawn: 2026-02-20", caption=caption))
    assert "error[withdrawn-name]" in told
    [place] = [line for line in told.splitlines() if line.startswith(" --> content/recaps/")]
    assert place == f" --> content/recaps/2026-02-05-tour.md:5:{len(before) + 1}"
