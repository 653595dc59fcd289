"""What a page says of itself to programs that show a link to it."""

from __future__ import annotations

import pytest

from generator.engine.cards import HEIGHT, WIDTH
from generator.site.heads import makes_a_preview
from generator.site.views import Picture
from tests.crawl import is_page
from tests.site.views import views

TEXT = """
    -- chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/chapters/small/
    description: We meet.
    -- media/logo.png --
    (a picture)
    -- companies/harbour-print.yaml --
    name: Harbour Print
    logo: {src: logo.png, alt: A press}
    -- events/2026-05-07-tour.yaml --
    title: Plant tour
    date: 2026-05-07
    start: 8:00
    end: 9:30
    host: harbour-print
    venue: {name: Press hall, address: {locality: Aurora}}
    summary: A hall as long as a street.
"""


def test_a_preview_of_an_event_says_when_where_and_what() -> None:
    head = views(TEXT)["/events/2026-05-07-tour/"].head
    assert head.description.replace("\xa0", " ") == "Thu, May 7, 8:00 AM · Press hall · A hall as long as a street."
    assert (
        head.image_alt.replace("\xa0", " ")
        == "Plant tour · Thursday, May 7, 2026 · 8:00 – 9:30 AM CDT · Press hall, Aurora"
    )


def test_every_page_has_a_picture_of_the_right_size_at_a_whole_address() -> None:
    pages = {url: view for url, view in views(TEXT).items() if is_page(url) and hasattr(view, "head")}
    assert len(pages) > 10
    for url, view in pages.items():
        head = view.head
        assert head.image.startswith("https://small.example.org/chapters/small/"), url
        assert (head.image_width, head.image_height) == (WIDTH, HEIGHT), url
        assert head.image_alt and head.title and head.description, url


@pytest.mark.parametrize(
    ("src", "width", "height", "does"),
    [
        ("/media/hall.jpg", 1600, 900, True),
        ("/media/hall.jpg", 600, 315, True),
        ("/media/logo.png", 599, 400, False),
        ("/media/strip.png", 2000, 300, False),
        ("/media/upright.jpg", 1500, 2000, False),
        ("/media/drawing.svg", 1600, 900, False),
        ("/media/film.GIF", 1600, 900, False),
    ],
)
def test_a_page_s_own_picture_stands_for_it_when_it_is_large_and_lies(
    src: str, width: int, height: int, does: bool
) -> None:
    picture = Picture(src=src, width=width, height=height, alt="", portrait=height > width)
    assert makes_a_preview(picture) == does
