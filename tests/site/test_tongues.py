"""Entries in several languages side by side: one truth, two pages, and a way from each to the other."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from generator.build import build
from tests.chapter import chapter, check, codes, errors, order, site, tree

TOUR = """
    -- chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/site/
    menu: [events, about]
    -- events/2026-03-12-tour.yaml --
    title: The print works
    kind: tour
    date: 2026-03-12
    start: 8:00
    end: 9:30
    venue: hall
    summary: See the presses.
    tour: {wear: [Closed shoes]}
    agenda:
      - {start: "8:00", title: Doors}
      - {start: "8:30", title: The presses}
    body: We meet at the gate.
    -- events/2026-03-12-tour.fr.md --
    ---
    title: L’imprimerie
    summary: Voir les presses.
    tour: {wear: [Chaussures fermées]}
    agenda:
      - {title: Accueil}
      - {title: Les presses}
    ---
    Lisez [ceci](page:about#acces), puis [cela](page:rules), ou [le tout](/events/2026-03-12-tour/).
    -- venues/hall.yaml --
    name: Harbour Hall
    directions: Take the stairs.
    -- pages/about.md --
    ---
    title: About us
    ---
    See [the tour](event:2026-03-12-tour), [the rules](page:rules).
    -- pages/about.fr.md --
    ---
    title: Qui nous sommes
    ---
    ## Accès

    Voir [la visite](event:2026-03-12-tour).
    -- pages/rules.md --
    ---
    title: House rules
    ---
    Be kind.
"""


@pytest.fixture(scope="module")
def published() -> dict[str, str]:
    return site(TOUR)


def links(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)"', html)


def prose(html: str) -> str:
    found = re.search(r'<div class="prose[^"]*">(.*?)</div>', html, re.DOTALL)
    assert found
    return found[1]


def test_a_translated_page_is_in_its_language_from_the_menu_to_the_date(published: dict[str, str]) -> None:
    page = published["/fr/events/2026-03-12-tour/"]
    assert '<html lang="fr" dir="ltr">' in page
    assert '<meta property="og:locale" content="fr_FR">' in page
    for words in ("L’imprimerie", "Voir les presses.", "jeudi 12 mars 2026", "Visite d’usine", "Événements", "Accueil"):
        assert words in page
    assert not re.search(r"The print works|See the presses|Thursday|Getting in|Closed shoes|Doors<", page)


def test_a_translation_keeps_the_hours_the_place_and_the_status_of_its_original(published: dict[str, str]) -> None:
    pages = [published[url] for url in ("/events/2026-03-12-tour/", "/fr/events/2026-03-12-tour/")]
    times = [re.findall(r'datetime="([^"]+)"', page) for page in pages]
    assert times[0] == times[1] and "2026-03-12T08:30-05:00" in times[0]
    assert all("Harbour Hall" in page and 'data-status="confirmed"' in page for page in pages)


def test_what_nobody_translated_is_marked_as_the_chapters_own_language(published: dict[str, str]) -> None:
    assert (
        '<div class="prose" lang="en" dir="ltr"><p>Take the stairs.</p></div>'
        in published["/fr/events/2026-03-12-tour/"]
    )
    assert 'lang="en" dir="ltr"><p>' not in published["/events/2026-03-12-tour/"]


def test_what_others_are_called_is_marked_too_where_nobody_translated_it() -> None:
    published = site(
        TOUR.replace("menu: [events, about]", "menu: [events, about, rules]").replace(
            "venue: hall", "venue: hall\n    host: press"
        )
        + """
    -- companies/press.yaml --
    name: Harbour Print
    summary: They print.
    -- events/2026-02-01-before.yaml --
    title: The one before
    date: 2026-02-01
    -- events/2026-04-01-after.yaml --
    title: The one after
    date: 2026-04-01
    -- events/2026-04-01-after.fr.yaml --
    title: Le suivant
    """
    )
    page = published["/fr/events/2026-03-12-tour/"]
    assert '<a href="/site/rules/" lang="en">House rules</a>' in page
    assert '<span lang="en">The one before</span>' in page
    assert "<span>Le suivant</span>" in page
    assert '<p lang="en">They print.</p>' in page
    assert "lang=" not in published["/events/2026-03-12-tour/"].partition("</header>")[2]


def test_links_of_a_french_page_lead_to_french_pages_where_there_are_any(published: dict[str, str]) -> None:
    page = published["/fr/events/2026-03-12-tour/"]
    assert links(prose(page)) == ["/site/fr/about/#acces", "/site/rules/", "/site/fr/events/2026-03-12-tour/"]
    menu = re.search(r'<ul class="menu">.*?</ul>', page, re.DOTALL)
    assert menu and links(menu[0])[:2] == ["/site/events/", "/site/fr/about/"]
    assert ">Qui nous sommes</a>" in menu[0]
    assert links(prose(published["/about/"])) == ["/site/events/2026-03-12-tour/", "/site/rules/"]


def test_both_pages_lead_to_each_other_for_people_and_for_machines(published: dict[str, str]) -> None:
    root, event = "https://small.example.org/site", "/events/2026-03-12-tour/"
    for url, own, other in ((event, "en", "fr_FR"), (f"/fr{event}", "fr", "en_US")):
        page = published[url]
        assert f'<link rel="canonical" href="{root}{url}">' in page
        alternates = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
        assert sorted(alternates) == [("en", root + event), ("fr", f"{root}/fr{event}"), ("x-default", root + event)]
        assert re.findall(r'og:locale:alternate" content="([^"]+)"', page) == [other]
        switch = re.search(r'<nav class="languages".*?</nav>', page, re.DOTALL)
        assert switch
        assert re.findall(r'<a href="([^"]+)" lang="([^"]+)" hreflang="([^"]+)"( aria-current="page")?>([^<]+)', switch[0]) == [
            (f"/site{event}", "en", "en", ' aria-current="page"' * (own == "en"), "English"),
            (f"/site/fr{event}", "fr", "fr", ' aria-current="page"' * (own == "fr"), "Français"),
        ]  # fmt: skip


def test_a_page_of_one_language_has_no_switch(published: dict[str, str]) -> None:
    for url in ("/", "/events/", "/rules/"):
        assert "hreflang" not in published[url] and 'class="languages"' not in published[url]


def test_the_sitemap_says_which_pages_are_one_in_several_languages(published: dict[str, str]) -> None:
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {
        entry.findtext("s:loc", "", spaces): {
            (one.get("hreflang"), one.get("href")) for one in entry.findall("x:link", spaces)
        }
        for entry in ElementTree.fromstring(published["/sitemap.xml"])
    }
    root = "https://small.example.org/site"
    about = {("en", f"{root}/about/"), ("fr", f"{root}/fr/about/"), ("x-default", f"{root}/about/")}
    assert found[f"{root}/about/"] == found[f"{root}/fr/about/"] == about
    assert found[f"{root}/rules/"] == set()


def things(page: str) -> dict[str, dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    graph = json.loads(found[1])
    return {one["@type"]: one for one in graph.get("@graph", [graph])}


def test_machines_are_told_the_language_of_a_page_and_what_it_translates(published: dict[str, str]) -> None:
    root, event = "https://small.example.org/site", "/events/2026-03-12-tour/"
    own, french = things(published[event]), things(published[f"/fr{event}"])
    assert (own["WebPage"]["inLanguage"], french["WebPage"]["inLanguage"]) == ("en", "fr")
    assert own["WebPage"]["workTranslation"] == [{"@type": "WebPage", "url": f"{root}/fr{event}", "inLanguage": "fr"}]
    assert french["WebPage"]["translationOfWork"] == {"@type": "WebPage", "url": root + event, "inLanguage": "en"}
    # One event, whichever page tells of it; and it is held in the chapter's language.
    assert own["Event"]["@id"] == french["Event"]["@id"] == f"{root}{event}#event"
    assert french["Event"]["name"] == "L’imprimerie" and french["Event"]["inLanguage"] == "en"


def test_an_article_is_in_the_language_of_its_page() -> None:
    published = site("""
        -- posts/2026-02-01-news.md --
        ---
        title: A new urn
        date: 2026-02-01
        ---
        Hot.
        -- posts/2026-02-01-news.fr.md --
        ---
        title: Une nouvelle bouilloire
        ---
        Chaud.
    """)
    pages = (published["/posts/2026-02-01-news/"], published["/fr/posts/2026-02-01-news/"])
    assert [things(page)["Article"]["inLanguage"] for page in pages] == ["en", "fr"]


def test_lists_calendars_feeds_and_the_search_stay_in_the_language_of_the_chapter(published: dict[str, str]) -> None:
    for url in ("/", "/events/", "/calendar.ics", "/events/feed.xml", "/feed.xml", "/search.json", "/chapter.json"):
        assert "imprimerie" not in published[url] and "/fr/" not in published[url]
    assert "The print works" in published["/calendar.ics"]


def test_every_kind_of_record_with_a_page_of_its_own_can_be_translated() -> None:
    published = site("""
        -- companies/press.yaml --
        name: Press
        summary: They print.
        -- companies/press.fr.yaml --
        summary: Ils impriment.
        -- venues/hall.yaml --
        name: Hall
        access: {step_free: A ramp.}
        -- venues/hall.fr.yaml --
        access: {step_free: Une rampe.}
        -- series/coffee.yaml --
        title: Coffee
        venue: hall
        repeats: {every: month, on: first thursday, from: 2026-01-01}
        -- series/coffee.fr.yaml --
        title: Le café
        -- events/2026-02-05-coffee.yaml --
        title: Coffee
        date: 2026-02-05
        series: coffee
        host: press
        -- events/2026-02-05-coffee.fr.yaml --
        title: Le café de février
        -- recaps/2026-02-05-coffee.md --
        ---
        takeaways: [Ask first.]
        photos: [{src: cups.png, alt: Three cups}]
        host_approved: 2026-02-06
        ---
        Good.
        -- recaps/2026-02-05-coffee.fr.md --
        ---
        takeaways: [D’abord demander.]
        photos: [{alt: Trois tasses}]
        ---
        Bien.
        -- media/cups.png --
        (a picture)
    """)
    assert "Ils impriment." in published["/fr/companies/press/"]
    assert "Une rampe." in published["/fr/venues/hall/"]
    assert "premier jeudi" in published["/fr/series/coffee/"]
    # What an event is called, its series and its recap: each in French, and each a link to its French page.
    event = published["/fr/events/2026-02-05-coffee/"]
    assert 'href="/fr/series/coffee/">Le café</a>' in event
    recap = published["/fr/recaps/2026-02-05-coffee/"]
    assert "Le café de février" in recap and "D’abord demander." in recap and 'alt="Trois tasses"' in recap


def test_an_event_says_what_its_series_says_in_french() -> None:
    published = site("""
        -- series/coffee.yaml --
        title: Coffee
        summary: An hour, no agenda.
        repeats: {every: month, on: first thursday, from: 2026-01-01, start: "8:00", end: "9:00"}
        -- series/coffee.fr.yaml --
        summary: Une heure, sans programme.
        -- events/2026-03-05-coffee.yaml --
        title: Coffee
        date: 2026-03-05
        series: coffee
        -- events/2026-03-05-coffee.fr.yaml --
        title: Le café
    """)
    page = published["/fr/events/2026-03-05-coffee/"]
    assert "Une heure, sans programme." in page
    assert "08:00 – 09:00" in page


def test_the_chapter_itself_has_words_in_another_language() -> None:
    published = site(
        TOUR
        + """
    -- chapter.fr.yaml --
    words: {Events: Rencontres}
    """
    )
    assert ">Rencontres</a>" in published["/fr/about/"]
    assert ">Events</a>" in published["/about/"]


def test_words_that_a_chapter_says_otherwise_in_its_own_language_are_not_said_in_another() -> None:
    published = site(TOUR.replace("menu:", "words: {Search: Have a look}\n    menu:"))
    assert "Have a look" in published["/about/"] and "Have a look" not in published["/fr/about/"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("events/2026-03-12-tour.fr.md", "---\ndate: 2026-03-13\n---\n", "not-in-translation"),
        ("events/2026-03-12-tour.fr.yaml", "status: cancelled\n", "not-in-translation"),
        ("events/2026-03-12-tour.fr.yaml", "agenda: [{title: A, start: '9:00'}, {title: B}]\n", "not-in-translation"),
        ("events/2026-03-12-tour.fr.yaml", "agenda: [{title: A}]\n", "other-pieces"),
        ("events/2026-03-12-tour.fr.yaml", "rsvp: {note: Merci}\n", "nothing-to-translate"),
        ("events/2026-03-12-tuor.fr.yaml", "title: A\n", "translation-without-original"),
        ("events/2026-03-12-tour.en.yaml", "title: A\n", "own-language"),
        ("events/2026-03-12-tour.xx.yaml", "title: A\n", "unknown-ending"),
        ("events/2026-03-12-tour.old.yaml", "title: A\n", "unknown-ending"),
        ("events/2026-03-12-tour.fr.yaml", "titel: A\n", "unknown-key"),
        ("events/2026-03-12-tour.2.yaml", "title: A\n", "bad-file-name"),
        ("members/ada.fr.yaml", "title: A\n", "not-translated"),
        ("ideas/x.fr.yaml", "title: A\n", "not-translated"),
        ("pages/rules.fr.md", "---\ntitle: A\n---\n[there](event:nowhere)", "unknown-event"),
        ("pages/rules.fr.md", "---\ntitle: A\n---\n[there](page:about#nowhere)", "unknown-anchor"),
        ("pages/rules.fr.md", "---\ntitle: A\n---\n![Cups](media:nothing.png)", "unknown-media"),
        ("pages/fr.md", "---\ntitle: A\n---\n[x](page:about)", "address-taken"),
    ],
)
def test_what_cannot_be_a_translation_is_an_error(name: str, text: str, expected: str) -> None:
    base = TOUR.replace("    ", "").partition("-- events/2026-03-12-tour.fr.md")
    rest = base[2].partition("-- venues/hall.yaml --")[2]
    # The original of the tour, without its translation; the page "about" has one.
    assert errors(f"{base[0]}-- venues/hall.yaml --{rest}-- {name} --\n{text}") == [expected]


def test_two_translations_into_one_language_are_one_too_many() -> None:
    twice = "-- pages/about.md --\n---\ntitle: A\n---\n-- pages/about.fr.md --\n---\ntitle: B\n---\n"
    assert errors(f"{twice}-- pages/about.FR.yaml --\ntitle: C\n") == ["duplicate-id"]


def test_one_slip_in_an_original_has_no_echo_in_its_translation() -> None:
    assert codes("-- pages/about.md --\n---\ntitel: A\n---\n-- pages/about.fr.md --\n---\ntitle: B\n---\n") == [
        "unknown-key"
    ]


def test_a_language_without_a_catalog_is_told_of_once() -> None:
    found = check(TOUR.replace(".fr.md", ".eu.md"))
    assert found.count("untranslated-language") == 1 and "2026-03-12-tour.eu.md" in found


def test_the_members_part_is_in_the_language_of_the_chapter() -> None:
    published = site(
        TOUR.replace("menu:", "members_part: {as: folder}\n    menu:")
        + """
    -- events/2026-03-12-talk.yaml --
    title: A talk
    date: 2026-03-12
    attendance: online
    online: {url: "https://talk.example.org/1", visibility: members}
    -- events/2026-03-12-talk.fr.yaml --
    title: Une causerie
    """,
        passphrases=lambda _: "",
    )
    inside = published["/inside/events/2026-03-12-talk/"]
    assert "https://talk.example.org/1" in inside and "hreflang" not in inside
    assert not [url for url in published if url.startswith("/inside/fr/")]
    assert "talk.example.org" not in published["/fr/events/2026-03-12-talk/"]


# -- nobody is told of in another language either ---------------------------------------------

MEMBER = """
    -- members/walter-example.yaml --
    name: Walter Example
    withdrawn: 2026-02-01
    contact: {email: walter@example.com}
"""


def test_a_withdrawn_members_name_in_a_translation_is_an_error() -> None:
    text = TOUR.replace("Lisez", "Walter Example vous attend. Lisez") + MEMBER
    told = check(text)
    assert errors(text) == ["withdrawn-name"]
    assert "content/events/2026-03-12-tour.fr.md:9:1" in told


def test_a_private_address_in_a_title_of_a_translation_is_an_error() -> None:
    text = TOUR.replace("title: L’imprimerie", "title: Écrire à walter@example.com") + MEMBER
    assert errors(text) == ["private-text"]


def test_a_draft_has_no_page_in_any_language_and_a_draft_translation_has_none_of_its_own() -> None:
    hidden = site(TOUR.replace("#acces", "").replace("title: Qui nous", "draft: true\n    title: Qui nous"))
    assert "/fr/about/" not in hidden and "hreflang" not in hidden["/about/"]
    assert links(prose(hidden["/fr/events/2026-03-12-tour/"]))[0] == "/site/about/"


def test_a_translation_of_a_draft_is_a_draft() -> None:
    draft = TOUR.replace("title: The print works", "title: The print works\n    draft: true")
    assert not any("2026-03-12-tour" in url for url in site(draft))
    assert "/fr/events/2026-03-12-tour/" in site(draft, drafts=True)


def test_a_picture_that_waits_for_the_host_is_not_shown_by_a_translation() -> None:
    held = """
        -- events/2026-02-05-tour.yaml --
        title: The works
        kind: tour
        date: 2026-02-05
        tour: {photos: host-approval}
        -- recaps/2026-02-05-tour.md --
        ---
        summary: Good.
        ---
        We saw it.
        -- recaps/2026-02-05-tour.fr.md --
        ---
        summary: Bien.
        ---
        ![La presse](media:press.png)
        -- media/press.png --
        (a picture)
    """
    published = site(held)
    assert "press" not in published["/fr/recaps/2026-02-05-tour/"]
    with chapter(held) as project:
        build(project, order())
        assert not [url for url in tree(project.out) if url.startswith("/media/")]
    approved = held.replace("summary: Good.", "summary: Good.\n        host_approved: 2026-02-06")
    assert "/media/press" in site(approved)["/fr/recaps/2026-02-05-tour/"]
