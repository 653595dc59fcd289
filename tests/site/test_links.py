"""Every way to write a link, and where it leads."""

from __future__ import annotations

import re

import pytest

from tests.chapter import build, chapter, order, site, tree
from tests.crawl import broken, links
from tests.site.views import check, codes

ROOTS = ("https://small.example.org/", "https://example.org/chapters/chicago/")

# A record of each kind, to be linked to; the menu leads to the pages.
AROUND = """\
-- chapter.yaml --
name: Small Chapter
timezone: America/Chicago
url: {root}
menu: [events, about, guide]
repository: {{url: https://github.com/example/small, branch: main}}
-- members/ada-example.yaml --
name: Ada Example
consent: {{given: 2026-01-01, directory: public}}
-- companies/harbour-print.yaml --
name: Harbour Print
venue: harbour-hall
-- venues/harbour-hall.yaml --
name: Harbour Hall
-- series/coffee.yaml --
title: Coffee
repeats: {{every: month, on: first thursday, from: 2026-01-01, start: "8:00"}}
-- events/2026/2026-02-10-tour.yaml --
title: The tour
date: 2026-02-10
venue: harbour-hall
-- recaps/2026/2026-02-10-tour.md --
---
summary: Loud.
---
## What we saw
Ink.
-- posts/2026-02-20-news.md --
---
title: News
date: 2026-02-20
---
-- ideas/picnic.yaml --
title: A picnic
-- pages/guide.md --
---
title: Guide
---
## Getting in
By the door.
-- media/plan.pdf --
(a plan)
-- media/slides/Deck #3 100%.pdf --
(slides)
-- media/hall.png --
(a picture)
-- media/50% off.png --
(a picture)
-- static/badge.txt --
A badge.
-- pages/about.md --
---
title: About
---
"""

GUIDE = "/guide/"
TOUR = "/events/2026-02-10-tour/"

WAYS = [
    ("event:2026-02-10-tour", TOUR),
    ("member:ada-example", "/members/ada-example/"),
    ("company:harbour-print", "/companies/harbour-print/"),
    ("venue:harbour-hall", "/venues/harbour-hall/"),
    ("series:coffee", "/series/coffee/"),
    ("recap:2026-02-10-tour", "/recaps/2026-02-10-tour/"),
    ("recap:2026-02-10-tour#what-we-saw", "/recaps/2026-02-10-tour/#what-we-saw"),
    ("post:2026-02-20-news", "/posts/2026-02-20-news/"),
    ("page:guide", GUIDE),
    ("Page:guide", GUIDE),
    ("page:guide#getting-in", "/guide/#getting-in"),
    ("media:plan.pdf", "/media/plan.pdf"),
    ("media:plan.pdf#page=2", "/media/plan.pdf#page=2"),
    ("media:slides/Deck%20%233%20100%25.pdf", "/media/slides/Deck%20%233%20100%25.pdf"),
    ("/media/slides/Deck%20%233%20100%25.pdf", "/media/slides/Deck%20%233%20100%25.pdf"),
    ("media:hall.png", "/media/hall.png"),
    ("/guide/", GUIDE),
    ("/guide", GUIDE),
    ("/guide/index.html", GUIDE),
    ("/guide/#getting-in", "/guide/#getting-in"),
    ("/guide/?from=mail#getting-in", "/guide/?from=mail#getting-in"),
    ("../guide/", GUIDE),
    ("../guide", GUIDE),
    ("guide.md", GUIDE),
    ("guide.md#getting-in", "/guide/#getting-in"),
    ("../pages/guide.md", GUIDE),
    ("../events/2026/2026-02-10-tour.yaml", TOUR),
    ("../media/plan.pdf", "/media/plan.pdf"),
    ("../media/slides/Deck%20%233%20100%25.pdf", "/media/slides/Deck%20%233%20100%25.pdf"),
    ("/media/plan.pdf", "/media/plan.pdf"),
    ("/badge.txt", "/badge.txt"),
    ("../badge.txt", "/badge.txt"),
    ("/sitemap.xml", "/sitemap.xml"),
    ("/", "/"),
    ("..", "/"),
    ("/events/2026/", "/events/2026/"),
]


@pytest.mark.parametrize("root", ROOTS)
def test_every_way_to_write_a_link_leads_to_its_page_and_stays_below_the_root(root: str) -> None:
    written = "\n\n".join(f"[way {number}]({target})" for number, (target, _) in enumerate(WAYS))
    with chapter(AROUND.format(root=root) + written + "\n") as project:
        outcome = build(project, order("2026-03-01"))
        assert outcome.problems == ()
        published = tree(project.out)
    prefix = "/chapters/chicago" if "chapters" in root else ""
    found = dict(re.findall(r'<a href="([^"]*)"[^>]*>way (\d+)</a>', published["/about/"].decode()))
    given = {int(number): target for target, number in _pairs(published["/about/"].decode())}
    assert found
    assert [given[number] for number in range(len(WAYS))] == [prefix + leads for _, leads in WAYS]
    assert broken(published, root) == []


def _pairs(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]*)"[^>]*>way (\d+)</a>', html)


@pytest.mark.parametrize("root", ROOTS)
def test_an_absolute_link_to_our_own_site_is_checked_and_kept_on_it(root: str) -> None:
    page = AROUND.format(root=root) + f"[a]({root}guide/) [b]({root}gide/)\n"
    assert codes(page) == ["unknown-address"]
    assert "this site has no page `/gide/`" in check(page)


def test_an_absolute_link_to_our_own_site_stays_in_a_preview_that_stands_elsewhere() -> None:
    root = ROOTS[0]
    text = AROUND.format(root=root) + f"[a]({root}guide/)\n"
    about = site(text, url="http://127.0.0.1:8000/")["/about/"]
    assert '<a href="/guide/">a</a>' in about


def test_an_address_written_with_the_prefix_means_the_same() -> None:
    about = site(AROUND.format(root=ROOTS[1]) + "[a](/chapters/chicago/guide/)\n")["/about/"]
    assert '<a href="/chapters/chicago/guide/">a</a>' in about


def test_a_link_elsewhere_is_left_as_it_is() -> None:
    about = site(AROUND.format(root=ROOTS[1]) + "[a](https://example.org/other/?x=1&y=2) [b](mailto:a@example.org)\n")[
        "/about/"
    ]
    assert 'href="https://example.org/other/?x=1&amp;y=2"' in about
    assert 'href="mailto:a@example.org"' in about


LOST = [
    ("event:2026-02-11-tour", "unknown-event"),
    ("page:gide", "unknown-page"),
    ("/gide/", "unknown-address"),
    ("gide.md", "unknown-page"),
    ("../../guide", "unknown-address"),
    ("#nowhere", "unknown-anchor"),
    ("page:guide#geting-in", "unknown-anchor"),
    ("media:paln.pdf", "unknown-media"),
    ("/paln.pdf", "missing-file"),
]


@pytest.mark.parametrize(("target", "code"), LOST)
def test_a_link_that_leads_nowhere_is_reported_once_at_its_place(target: str, code: str) -> None:
    if target == "../../guide":
        target = "../../guides"
    text = AROUND.format(root=ROOTS[0]) + f"See\n[it]({target}).\n"
    report = check(text)
    assert report.count("[" + code + "]") == 1
    assert "content/pages/about.md:5:6" in report


def test_a_picture_in_prose_has_its_sizes_and_its_name_may_hold_a_percent_sign() -> None:
    root = ROOTS[1]
    with chapter(
        AROUND.format(root=root) + "![A hall](media:50%25%20off.png)\n![Again](../media/hall.png)\n"
    ) as project:
        outcome = build(project, order())
        assert outcome.problems == ()
        published = tree(project.out)
    about = published["/about/"].decode()
    assert 'src="/chapters/chicago/media/50%25%20off.png" alt="A hall" width="60" height="40"' in about
    assert broken(published, root) == []


@pytest.mark.parametrize(("wanted", "size"), [("30", "30 20"), ("600", "60 40"), ("half", "60 40"), ("0", "60 40")])
def test_a_picture_in_prose_is_as_small_as_its_author_wants_it(wanted: str, size: str) -> None:
    width, height = size.split()
    about = site(AROUND.format(root=ROOTS[0]) + f'![A hall](../media/hall.png){{: width="{wanted}" }}\n')["/about/"]
    assert f'alt="A hall" width="{width}" height="{height}"' in about


def test_a_link_to_a_draft_keeps_its_words_and_says_so() -> None:
    text = (
        AROUND.format(root=ROOTS[0])
        + "[the plan](page:plan)\n-- pages/plan.md --\n---\ntitle: Plan\ndraft: true\n---\n"
        + "-- ideas/boat.yaml --\ntitle: A boat\ndraft: true\n"
    )
    assert codes(text) == ["link-to-hidden"]
    published = site(text)
    assert "the plan" in published["/about/"]
    assert not [link for link in links("/about/", published["/about/"]) if "plan" in link.target]
    assert "A boat" not in published["/ideas/"]
    assert '<a href="/plan/">the plan</a>' in site(text, drafts=True)["/about/"]


# -- what would be loaded from elsewhere ---------------------------------------------


def about(body: str) -> str:
    """A page with this text, as it is published."""
    text = f"""
-- media/hall.png --
(a picture)
-- pages/about.md --
---
title: About
---
{body}
"""
    return site(text)["/about/"]


def test_a_picture_from_elsewhere_becomes_a_link_to_it() -> None:
    page = about("![The hall](https://elsewhere.example/hall.jpg)")
    assert '<a href="https://elsewhere.example/hall.jpg">The hall</a>' in page
    assert "<img" not in page


def test_within_a_link_only_its_words_are_left() -> None:
    page = about("[![The hall](https://elsewhere.example/hall.jpg)](/events/) and [a link](/events/)")
    assert '<a href="/events/">The hall</a> and' in page
    page = about("See [the events](/events/): ![The hall](https://elsewhere.example/hall.jpg)")
    assert '</a>: <a href="https://elsewhere.example/hall.jpg">The hall</a>' in page


def test_a_film_from_elsewhere_loses_its_address() -> None:
    body = '<video controls src="https://elsewhere.example/x.mp4" poster="https://elsewhere.example/x.jpg"></video>'
    page = about(body)
    assert "<video" in page and "elsewhere.example" not in page
    assert codes(f"-- pages/about.md --\n---\ntitle: About\n---\n{body}\n").count("loaded-from-elsewhere") == 2


def test_a_picture_of_the_site_itself_is_shown_whichever_way_it_is_written() -> None:
    for target in ("/media/hall.png", "https://small.example.org/media/hall.png", "media:hall.png"):
        assert '<img src="/media/hall.png" alt="The hall"' in about(f"![The hall]({target})")
