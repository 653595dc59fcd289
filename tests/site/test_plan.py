"""The whole plan: each address once, old addresses lead on, what is hidden has none."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from generator.site.views import PAGES, InsideView, LockView
from tests.chapter import files_of, site
from tests.crawl import links
from tests.site.views import check, codes, views

CLASHES = {
    "a page and a section": "-- pages/events.md --\n---\ntitle: E\n---\n",
    "a page and a section in capitals": "-- pages/Events.md --\n---\ntitle: E\n---\n",
    "an old address and a page": "-- pages/a.md --\n---\ntitle: A\naliases: [/members/]\n---\n",
    "an old address and its own page": "-- pages/a.md --\n---\ntitle: A\naliases: [/a]\n---\n",
    "an old address and its own page, spelled otherwise": "-- pages/a.md --\n---\ntitle: A\naliases: [/%41/]\n---\n",
    "an old address twice": "-- pages/a.md --\n---\ntitle: A\naliases: [/old, /OLD/]\n---\n",
    "an old address twice, with two kinds of accent": (
        "-- pages/a.md --\n---\ntitle: A\naliases: [/caf%C3%A9, /cafe%CC%81]\n---\n"
    ),
    "two records' old address": (
        "-- pages/a.md --\n---\ntitle: A\naliases: [/old/]\n---\n-- pages/b.md --\n---\ntitle: B\naliases: [/old]\n---\n"
    ),
    "a file and a page": "-- static/events/index.html --\nx\n",
    "a file and the home page": "-- static/index.html --\nx\n",
    "a file where a folder is": "-- static/events --\nx\n",
    "a file and the 404 page": "-- static/404.html --\nx\n",
    "a file and the site's own robots.txt": "-- static/robots.txt --\nx\n",
    "a file and the site's own _redirects": "-- static/_redirects --\nx\n",
    "a file and the site's own sitemap": "-- static/Sitemap.xml --\nx\n",
    "a file and the theme's folder": "-- static/assets --\nx\n",
    "an old address below a file": "-- pages/a.md --\n---\ntitle: A\naliases: [/robots.txt/old/]\n---\n",
    "a file and a picture": "-- media/a.png --\n(a picture)\n-- static/media/a.png --\n(a picture)\n",
    "two pictures that differ in capitals": "-- media/a.png --\n(a picture)\n-- media/A.png --\n(a picture)\n",
    "a file where the media are": "-- media/a.pdf --\nx\n-- static/media --\nx\n",
    "an old address and a file": (
        "-- pages/a.md --\n---\ntitle: A\naliases: [/old.html]\n---\n-- static/old.html --\nx\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", CLASHES.values(), ids=CLASHES)
def test_two_claims_to_one_address_are_reported_once(text: str) -> None:
    assert codes(text).count("address-taken") == 1


def test_both_places_are_shown_when_both_are_the_volunteers() -> None:
    report = check(CLASHES["two records' old address"])
    assert "content/pages/b.md:3:11" in report
    assert "content/pages/a.md:3:11" in report


def test_a_file_and_a_folder_whose_names_only_begin_alike_are_no_clash() -> None:
    assert codes("-- static/event --\nx\n-- static/robots.txt.old --\nx\n-- static/assets/own.css --\nx\n") == []


# -- old addresses --------------------------------------------------------------------

MOVED = """\
-- chapter.yaml --
name: Small Chapter
timezone: America/Chicago
url: {url}
menu: [about]
-- pages/about.md --
---
title: "About <us> & you"
aliases: [/history/, /about-us, /old/page.html, /100%25/]
---
"""


@pytest.mark.parametrize(("url", "prefix"), [("https://small.example.org/", ""), ("https://example.org/a/b/", "/a/b")])
def test_an_old_address_leads_on_with_and_without_a_servers_help(url: str, prefix: str) -> None:
    published = site(MOVED.format(url=url))
    for old in ("/history/", "/about-us/", "/old/page.html", "/100%/"):
        page = published[old]
        assert f'<meta http-equiv="refresh" content="0; url={prefix}/about/">' in page
        assert f'<link rel="canonical" href="{url}about/">' in page
        assert f'<a href="{prefix}/about/">About &lt;us&gt; &amp; you</a>' in page
    assert published["/_redirects"] == (
        f"{prefix}/history/ {prefix}/about/ 301\n"
        f"{prefix}/about-us/ {prefix}/about/ 301\n"
        f"{prefix}/old/page.html {prefix}/about/ 301\n"
        f"{prefix}/100%25/ {prefix}/about/ 301\n"
    )


def test_an_old_address_of_a_hidden_page_is_not_answered() -> None:
    hidden = MOVED.format(url="https://small.example.org/").replace("aliases", "draft: true\naliases")
    published = views(hidden)
    assert "/history/" not in published
    assert published["/_redirects"].lines == ()


# -- what the site has ------------------------------------------------------------------

FULL = """\
-- chapter.yaml --
name: Small Chapter
timezone: America/Chicago
url: https://small.example.org/
menu: [about]
repository: {url: https://github.com/example/small.git, branch: trunk}
-- members/ada-example.yaml --
name: Ada Example
consent: {given: 2026-01-01, directory: public}
-- companies/harbour-print.yaml --
name: Harbour Print
-- venues/hall.yaml --
name: Hall
-- series/coffee.yaml --
title: Coffee
repeats: {every: month, on: first thursday, from: 2026-01-01}
-- events/our 2026/2026-02-10-tour.yaml --
title: Tour
date: 2026-02-10
updated: 2026-02-01
venue: hall
tags: [Ink]
-- recaps/2026-02-10-tour.md --
---
date: 2026-02-12
---
Loud.
-- posts/news.md --
---
title: News
date: 2026-02-20
---
-- pages/about.md --
---
title: About
aliases: [/history/]
---
"""


def test_every_kind_of_page_is_there() -> None:
    # The members' part has tests of its own.
    assert {type(view) for view in views(FULL).values()} >= PAGES.keys() - {InsideView, LockView}


def test_a_chapter_that_has_only_begun_has_its_sections_and_nothing_broken() -> None:
    published = site()
    assert {"/", "/events/", "/members/", "/404.html", "/robots.txt", "/sitemap.xml"} <= published.keys()


def test_the_sitemap_has_every_page_but_those_nobody_looks_for() -> None:
    published = site(FULL)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = ElementTree.fromstring(published["/sitemap.xml"])
    entries = {url.findtext("s:loc", "", space): url.findtext("s:lastmod", None, space) for url in found}
    pages = {url for url in published if url.endswith("/")} - {"/history/"}
    assert {url.removeprefix("https://small.example.org") for url in entries} == pages
    assert entries["https://small.example.org/events/2026-02-10-tour/"] == "2026-02-01"
    assert entries["https://small.example.org/about/"] is None


def test_robots_may_read_the_site_but_not_a_preview() -> None:
    assert site()["/robots.txt"] == "User-agent: *\nDisallow:\n\nSitemap: https://small.example.org/sitemap.xml\n"
    preview = site(drafts=True)
    assert "Disallow: /\n" in preview["/robots.txt"]
    assert '<meta name="robots" content="noindex, nofollow">' in preview["/"]


def test_each_page_made_from_a_file_says_where_to_edit_it() -> None:
    pages = views(FULL)
    edit = "https://github.com/example/small/edit/trunk/content"
    assert pages["/about/"].head.edit == f"{edit}/pages/about.md"
    assert pages["/events/2026-02-10-tour/"].head.edit == f"{edit}/events/our%202026/2026-02-10-tour.yaml"
    assert pages["/"].head.edit == f"{edit}/chapter.yaml"
    assert pages["/events/"].head.edit == ""
    gitlab = views(FULL.replace("https://github.com/example/small.git", "https://gitlab.com/example/small/"))
    assert gitlab["/about/"].head.edit == "https://gitlab.com/example/small/-/edit/trunk/content/pages/about.md"


HIDDEN = {
    "members": ("ada", "name: Secret\nconsent: {given: 2026-01-01, directory: members}"),
    "companies": ("acme", "name: Secret\ndraft: true"),
    "venues": ("hall", "name: Secret\ndraft: true"),
    "series": ("coffee", "title: Secret\ndraft: true\nrepeats: {every: week, on: monday, from: 2026-01-01}"),
    "events": ("tour", "title: Secret\ndate: 2026-04-01\ndraft: true\naliases: [/secret/]\ntags: [Secret]"),
    "posts": ("news", "title: Secret\ndate: 2026-02-01\npublish_on: 2026-03-02"),
    "pages": ("plan", "title: Secret\ndraft: true"),
    "ideas": ("boat", "title: Secret\ndraft: true"),
    "recommendations": (
        "vendor", "vendor: Secret\nrecommended_by: ben-example\nrelationship: none\ndraft: true"
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_is_hidden_has_no_page_and_no_name_anywhere(kind: str) -> None:
    id, fields = HIDDEN[kind]
    text = f"-- members/ben-example.yaml --\nname: Ben Example\n-- {kind}/{id}.yaml --\n{fields}\n"
    pages = views(text)
    assert "Secret" not in repr(list(pages.values()))
    assert not [url for url in pages if "secret" in url or id in url.split("/")]


def test_a_hidden_record_that_others_name_is_not_linked() -> None:
    published = site(
        "-- venues/hall.yaml --\nname: The hall\ndraft: true\n-- companies/acme.yaml --\nname: Acme\ndraft: true\n"
        "-- series/coffee.yaml --\ntitle: Coffee\ndraft: true\nvenue: hall\nhost: acme\n"
        "-- events/x.yaml --\ntitle: X\ndate: 2026-04-01\nvenue: hall\nhost: acme\nseries: coffee\n"
    )
    targets = {link.target for url, body in published.items() if url.endswith("/") for link in links(url, body)}
    own = [target for target in targets if target.startswith("/")]
    assert own and not [target for target in own if re.search("hall|acme|coffee", target)]


# -- pages that nothing leads to -----------------------------------------------------------


def test_a_page_is_reached_by_a_menu_a_link_or_its_part_in_the_chapter() -> None:
    page = "-- pages/a.md --\n---\ntitle: A\n---\n"
    assert codes(page) == ["unreachable-page"]
    assert codes(page + "-- pages/first-time.md --\n---\ntitle: First\n---\n[A](page:a)\n") == []
    assert codes(page.replace("pages/a.md", "pages/about.md")) == []
    charter = "-- chapter.yaml --\nname: S\ntimezone: America/Chicago\nurl: https://small.example.org/\n"
    assert codes(page + charter + "menu: [events, a]\n") == []
    assert codes(page + charter + "join: {page: a}\n") == []


def test_a_venue_is_reached_by_an_event_a_company_a_series_or_the_chapters_habit() -> None:
    venue = "-- venues/hall.yaml --\nname: Hall\n"
    assert codes(venue) == ["unreachable-page"]
    assert codes(venue + "-- companies/acme.yaml --\nname: Acme\nvenue: hall\n") == []
    assert codes(venue + "-- events/x.yaml --\ntitle: X\ndate: 2026-04-01\nvenue: hall\n") == []
    ended = "title: C\nvenue: hall\nrepeats: {every: month, on: first thursday, from: 2024-01-01, until: 2024-02-01}\n"
    assert codes(venue + "-- series/coffee.yaml --\n" + ended) == []


# -- media ------------------------------------------------------------------------------------


def test_a_picture_is_published_when_something_shows_it_and_not_before() -> None:
    text = "-- media/people/Ada.PNG --\n(a picture)\n-- media/plan.pdf --\nx\n-- media/hall.png --\n(a picture)\n"
    shown = "-- posts/x.md --\n---\ntitle: X\ndate: 2026-02-01\nimage: {src: hall.png, alt: A hall}\n---\n"
    found = {url for url in views(text + shown) if url.startswith("/media/")}
    assert {re.sub(r"-60w\.\w+", "-60w", url) for url in found} == {
        "/media/plan.pdf",
        "/media/hall.png",
        "/media/hall-60w.webp",
    }


def test_slides_that_only_a_draft_names_wait_with_it() -> None:
    text = "-- media/plan.pdf --\nx\n-- posts/x.md --\n---\ntitle: X\ndate: 2026-02-01\ndraft: true\n---\n[p](media:plan.pdf)\n"
    assert "/media/plan.pdf" not in views(text)
    assert "/media/plan.pdf" in views(text, drafts=True)


def test_static_files_are_copied_as_they_are() -> None:
    with_file = "-- static/.well-known/security.txt --\nContact: x\n-- static/a b/c.txt --\n{{ not a template }}\n"
    published = site(with_file)
    assert published["/.well-known/security.txt"] == "Contact: x\n"
    assert published["/a b/c.txt"] == files_of(with_file)["content/static/a b/c.txt"]
