"""Recaps, posts, pages and takeaways."""

from __future__ import annotations

import pytest

from tests.chapter import site
from tests.site.views import codes, titles, views

PLANT = """\
-- companies/harbour-print.yaml --
name: Harbour Print
-- members/ada-example.yaml --
name: Ada Example
consent: {given: 2026-01-01, directory: public, photo: public}
-- members/ben-example.yaml --
name: Ben Example
consent: {given: 2026-01-01, directory: public}
-- events/2026-02-10-tour.yaml --
title: The tour
date: 2026-02-10
kind: tour
host: harbour-print
tour: {photos: host-approval}
-- media/press.png --
(a picture)
-- media/people.png --
(a picture)
-- media/slides.pdf --
(slides)
-- recaps/2026-02-10-tour.md --
---
date: 2026-02-12
authors: [ada-example, Carla Guest]
summary: Loud, and worth it.
host_approved: 2026-02-20
photos:
  - {src: press.png, alt: A press}
  - {src: people.png, alt: Two people, people: [ada-example, ben-example]}
coverage:
  - {kind: slides, title: The slides, url: "media:slides.pdf"}
takeaways:
  - Ask the operator first
  - {idea: Shadow boards, topic: safety, shared_by: ben-example}
thanks: Thank you, Harbour Print.
---
Ink everywhere.
"""


def test_a_recap_and_its_event_lead_to_one_another() -> None:
    pages = views(PLANT)
    recap, event = pages["/recaps/2026-02-10-tour/"], pages["/events/2026-02-10-tour/"]
    assert (recap.title, recap.event.href) == ("The tour", "/events/2026-02-10-tour/")
    assert event.recap.href == "/recaps/2026-02-10-tour/"
    (card,) = pages["/events/2026/"].months[0].events
    assert card.recap_href == "/recaps/2026-02-10-tour/"


def test_a_recap_under_another_name_belongs_to_the_event_it_names() -> None:
    pages = views(
        PLANT.replace(
            "recaps/2026-02-10-tour.md --\n---\n", "recaps/ink.md --\n---\nevent: 2026-02-10-tour\ntitle: Ink\n"
        )
    )
    assert pages["/events/2026-02-10-tour/"].recap.href == "/recaps/ink/"
    assert (pages["/recaps/ink/"].title, titles(pages["/"].recaps)) == ("Ink", ["Ink"])


def test_a_recap_says_who_wrote_it_and_thanks_the_host() -> None:
    recap = views(PLANT)["/recaps/2026-02-10-tour/"]
    assert [(one.name, one.href) for one in recap.authors] == [
        ("Ada Example", "/members/ada-example/"),
        ("Carla Guest", ""),
    ]
    assert (recap.thanks, recap.host.name, recap.date) == (
        "Thank you, Harbour Print.",
        "Harbour Print",
        "February 12, 2026",
    )
    assert [(one.title, one.href) for one in recap.coverage] == [("The slides", "/media/slides.pdf")]


def test_the_pictures_of_a_tour_wait_for_its_host() -> None:
    for held in (PLANT.replace("host_approved: 2026-02-20\n", ""), PLANT.replace("2026-02-20", "2026-03-20")):
        pages = views(held)
        recap = pages["/recaps/2026-02-10-tour/"]
        assert recap.photos == ()
        assert recap.photos_held
        assert pages["/"].recaps[0].picture is None
        assert not [url for url in pages if url.startswith("/media/press")]
    open_doors = views(PLANT.replace("host_approved: 2026-02-20\n", "").replace("host-approval", "open"))
    assert open_doors["/recaps/2026-02-10-tour/"].photos


def test_what_is_said_below_a_picture_stands_there_and_in_the_feed() -> None:
    said = PLANT.replace("alt: A press}", "alt: A press, caption: Still warm, credit: Ben}")
    (photo,) = views(said)["/recaps/2026-02-10-tour/"].photos
    assert (photo.caption, photo.credit) == ("Still warm", "Ben")
    published = site(said)
    assert "<figcaption>Still warm " in published["/recaps/2026-02-10-tour/"]
    assert "Still warm Ben" in published["/feed.xml"]


def test_an_event_does_not_show_once_more_what_its_recap_shows() -> None:
    pictured = PLANT.replace("title: The tour\n", "title: The tour\nimage: {src: press.png, alt: A press}\n")
    after = views(pictured)["/events/2026-02-10-tour/"]
    assert after.recap.picture.alt == "A press" and after.picture is None
    held = views(pictured.replace("src: press.png, alt: A press}\n  - {", ""))["/events/2026-02-10-tour/"]
    assert held.recap.picture is None and held.picture.alt == "A press"


@pytest.mark.parametrize("theme", ["default", "noticeboard"])
def test_a_chapter_of_which_nothing_is_known_says_so_instead_of_nothing(theme: str) -> None:
    charter = (
        f"-- chapter.yaml --\nname: Small Chapter\ntimezone: America/Chicago\nurl: https://x.example/\ntheme: {theme}\n"
    )
    assert "We are just beginning." in site(charter)["/"]
    assert "We are just beginning." not in site(charter + "description: We bake.\n")["/"]


def test_a_picture_of_somebody_who_did_not_agree_to_pictures_is_held_back() -> None:
    pages = views(PLANT)
    recap = pages["/recaps/2026-02-10-tour/"]
    assert [photo.alt for photo in recap.photos] == ["A press"]
    assert not [url for url in pages if url.startswith("/media/people")]
    agreed = views(PLANT.replace("directory: public}", "directory: public, photo: public}"))
    assert [photo.alt for photo in agreed["/recaps/2026-02-10-tour/"].photos] == ["A press", "Two people"]
    assert [url for url in agreed if url.startswith("/media/people")]


def test_takeaways_are_gathered_by_topic_and_the_rest_comes_last() -> None:
    safety, rest = views(PLANT)["/takeaways/"].topics
    assert (safety.label, safety.id, rest.label) == ("Safety", "site-topic-safety", "Everything else")
    (idea,) = safety.takeaways
    assert (idea.idea, idea.shared_by, idea.recap_href) == ("Shadow boards", "Ben Example", "/recaps/2026-02-10-tour/")
    assert [one.idea for one in rest.takeaways] == ["Ask the operator first"]


def test_what_somebody_shared_who_is_not_listed_stays_without_the_name() -> None:
    hidden = PLANT.replace("name: Ben Example\nconsent: {given: 2026-01-01, directory: public}", "name: Ben Example")
    (idea,) = views(hidden)["/takeaways/"].topics[0].takeaways
    assert (idea.shared_by, idea.shared_by_href) == ("a member", "")


def test_the_recap_of_a_hidden_event_is_hidden() -> None:
    pages = views(PLANT.replace("kind: tour\n", "kind: tour\ndraft: true\n"))
    assert "/events/2026-02-10-tour/" not in pages
    assert "/recaps/2026-02-10-tour/" not in pages
    assert pages["/takeaways/"].topics == ()


def test_recaps_stand_by_year_newest_first() -> None:
    more = (
        PLANT
        + "-- events/2025-11-01-talk.yaml --\ntitle: A talk\ndate: 2025-11-01\n-- recaps/2025-11-01-talk.md --\n---\n---\nGood.\n"
        + "-- events/2026-01-15-coffee.yaml --\ntitle: Coffee\ndate: 2026-01-15\n"
        + "-- recaps/2026-01-15-coffee.md --\n---\n---\nHot.\n"
    )
    pages = views(more)
    groups = pages["/recaps/"].groups
    assert [(group.label, titles(group.recaps)) for group in groups] == [
        ("2026", ["The tour", "Coffee"]),
        ("2025", ["A talk"]),
    ]
    middle = pages["/recaps/2026-01-15-coffee/"]
    assert (middle.newer.title, middle.older.title) == ("The tour", "A talk")


POSTS = """\
-- posts/b.md --
---
title: Second
date: 2026-02-02
tags: [Hiring]
---
## What
Words about hiring.
-- posts/a.md --
---
title: First
date: 2026-02-01
tags: [hiring, Safety]
---
Words.
-- posts/c.md --
---
title: Third
date: 2026-02-03
publish_on: 2026-03-10
---
Words.
-- posts/d.md --
---
title: Fourth
date: 2026-02-04
draft: true
---
Words.
"""


def test_posts_stand_newest_first() -> None:
    pages = views(POSTS)
    assert titles(pages["/posts/"].posts) == ["Second", "First"]
    assert pages["/posts/a/"].newer.href == "/posts/b/"
    assert pages["/posts/a/"].older is None
    assert pages["/posts/b/"].head.description == "What Words about hiring."
    assert [(one.text, one.id) for one in pages["/posts/b/"].headings] == [("What", "what")]


def test_a_post_appears_on_its_day_and_a_draft_only_in_a_preview() -> None:
    assert titles(views(POSTS, "2026-03-09T23:59")["/posts/"].posts) == ["Second", "First"]
    assert titles(views(POSTS, "2026-03-10")["/posts/"].posts) == ["Third", "Second", "First"]
    preview = views(POSTS, drafts=True)
    assert titles(preview["/posts/"].posts) == ["Fourth", "Third", "Second", "First"]
    assert preview["/robots.txt"].preview


def test_a_tag_has_one_page_however_it_is_spelled() -> None:
    pages = views(POSTS)
    assert titles(pages["/tags/hiring/"].posts) == ["Second", "First"]
    assert [(tag.label, tag.href) for tag in pages["/posts/a/"].tags] == [
        ("Hiring", "/tags/hiring/"),
        ("Safety", "/tags/safety/"),
    ]
    assert "/tags/safety/" in pages


def test_a_tag_that_only_a_draft_has_has_no_page() -> None:
    assert "/tags/secret/" not in views(POSTS.replace("draft: true", "draft: true\ntags: [Secret]"))


def test_an_event_far_ahead_is_announced_and_not_hidden() -> None:
    far = "-- events/2031-05-01-assembly.yaml --\ntitle: Assembly\ndate: 2031-05-01\n"
    assert "/events/2031-05-01-assembly/" in views(far)
    assert codes(far) == []


def test_a_page_takes_its_place_in_the_menu_under_its_short_name() -> None:
    text = "-- pages/about.md --\n---\ntitle: About the chapter\nmenu_label: About\n---\n# Us\n"
    page = views(text)["/about/"]
    assert (page.title, page.head.section) == ("About the chapter", "about")
