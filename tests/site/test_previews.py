"""What a link to a page looks like where somebody passes it on."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from generator.build import build
from generator.engine.cards import Card
from tests.chapter import chapter, order, picture, tree
from tests.site.views import views

PREFIX = "https://small.example.org/chapters/small"
TEXT = """
    -- chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/chapters/small/
    city: Aurora
    tagline: We show up.
    theme_options: {accent: "#0A5", poster: "#C0FFEE"}
    -- companies/press.yaml --
    name: Example Press
    -- venues/hall.yaml --
    name: Harbour Hall
    address: {locality: Aurora, region: IL}
    -- members/ada-example.yaml --
    name: Ada Example
    company: press
    consent: {given: 2026-01-02, directory: public}
    -- series/coffee.yaml --
    title: Coffee
    repeats: {every: month, on: first thursday, start: "8:00", from: 2026-01-01}
    -- events/2026-03-12-tour.yaml --
    title: Plant tour
    date: 2026-03-12
    start: "16:00"
    venue: hall
    kind: tour
    tags: [Ink]
    -- events/2026-03-20-pictured.yaml --
    title: Pictured
    date: 2026-03-20
    image: {src: large.jpg, alt: A hall full of people}
    -- events/2026-03-21-thumbnail.yaml --
    title: With a thumbnail
    date: 2026-03-21
    image: {src: small.png, alt: A stamp}
    -- events/2026-03-22-off.yaml --
    title: Off
    date: 2026-03-22
    status: cancelled
    -- events/2026-03-23-morning.yaml --
    title: قهوة الصباح 🎉
    date: 2026-03-23
    -- events/2026-02-10-past.yaml --
    title: Past
    date: 2026-02-10
    -- recaps/2026-02-10-past.md --
    ---
    summary: It was good.
    ---
    Very good.
    -- posts/2026-02-20-news.md --
    ---
    title: News
    date: 2026-02-20
    ---
    New.
    -- pages/about.md --
    ---
    title: About
    ---
    Us.
    -- media/small.png --
    (a picture)
    -- media/large.jpg --
    (a picture)
    """


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The published site."""
    with chapter(TEXT) as project:
        (project.content / "media/large.jpg").write_bytes(picture(".jpg", (1600, 1000)))
        build(project, order())
        return tree(project.out)


def meta(html: bytes) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([^"]*)" content="([^"]*)"', html.decode()))


def preview(files: dict[str, bytes], url: str) -> tuple[dict[str, str], bytes]:
    """What a page says of its preview, and the picture."""
    told = meta(files[url])
    assert told["og:image"].startswith(f"{PREFIX}/")
    return told, files[told["og:image"].removeprefix(PREFIX)]


def test_every_page_has_a_preview_of_the_size_it_says(files: dict[str, bytes]) -> None:
    pages = [url for url, body in files.items() if url.endswith(("/", ".html")) and b'http-equiv="refresh"' not in body]
    assert len(pages) > 20
    for url in pages:
        told, found = preview(files, url)
        assert told["twitter:card"] == "summary_large_image", url
        assert told["og:image:alt"], url
        size = (int(told["og:image:width"]), int(told["og:image:height"]))
        assert Image.open(io.BytesIO(found)).size == size and size[0] >= 600 and size[1] >= 315, url


def test_a_page_with_a_picture_of_its_own_shows_that(files: dict[str, bytes]) -> None:
    told, found = preview(files, "/events/2026-03-20-pictured/")
    assert told["og:image"] == f"{PREFIX}/media/large.jpg"
    assert (told["og:image:width"], told["og:image:height"]) == ("1600", "1000")
    assert told["og:image:alt"] == "A hall full of people"
    assert Image.open(io.BytesIO(found)).size == (1600, 1000)


def test_a_picture_too_small_for_a_preview_gives_way_to_a_card(files: dict[str, bytes]) -> None:
    told, found = preview(files, "/events/2026-03-21-thumbnail/")
    assert told["og:image"].startswith(f"{PREFIX}/cards/with-a-thumbnail.")
    assert Image.open(io.BytesIO(found)).size == (1200, 630)


def test_a_card_says_what_when_and_where_in_the_chapter_s_colors() -> None:
    assert views(TEXT)["/events/2026-03-12-tour/"].head.card == Card(
        title="Plant tour",
        line="Thursday, March 12, 2026 · 4:00 – 5:30\N{NO-BREAK SPACE}PM CDT",
        place="Harbour Hall, Aurora, IL",
        label="Plant tour",
        name="Small Chapter",
        accent="#00aa55",
        day="#c0ffee",
    )


def test_a_cancelled_event_says_so_on_its_card() -> None:
    card = views(TEXT)["/events/2026-03-22-off/"].head.card
    assert (card.title, card.label) == ("Off", "Cancelled")


def test_a_title_in_another_script_has_a_card_and_an_address(files: dict[str, bytes]) -> None:
    told, found = preview(files, "/events/2026-03-23-morning/")
    assert re.fullmatch(rf"{PREFIX}/cards/[0-9a-z.-]+\.png", told["og:image"])
    assert Image.open(io.BytesIO(found)).size == (1200, 630)
    assert told["og:title"] == "قهوة الصباح 🎉"


def test_pages_without_a_card_to_themselves_share_the_chapter_s() -> None:
    pages = views(TEXT)
    card = pages["/"].head.card
    assert (card.title, card.line, card.place) == ("Small Chapter", "We show up.", "Aurora")
    assert pages["/members/"].head.card == pages["/404.html"].head.card == card


def test_no_card_is_published_that_no_page_shows(files: dict[str, bytes]) -> None:
    shown = {meta(body).get("og:image", "") for url, body in files.items() if url.endswith(("/", ".html"))}
    cards = {f"{PREFIX}{url}" for url in files if url.startswith("/cards/")}
    assert len(cards) > 5 and cards <= shown


@pytest.mark.parametrize("color", ["teal", "oklch(40% 0.1 200)", "rgb(1 2 3)"])
def test_a_color_that_only_browsers_understand_leaves_the_card_as_it_is(color: str) -> None:
    charter = (
        "-- chapter.yaml --\nname: Small\ntimezone: UTC\nurl: https://small.example.org/\n"
        f"theme_options: {{accent: '{color}'}}\n"
    )
    assert views(charter)["/"].head.card.accent == Card(title="").accent
