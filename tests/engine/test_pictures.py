"""Which sizes of a picture there are, and where they stand."""

from __future__ import annotations

import pytest

from generator.engine.output import check_view_class
from generator.engine.pictures import Cleaned, PictureFacts, Resized, renditions, resized_url, widths


def facts(width: int, height: int, kind: str = "jpeg", **more: bool) -> PictureFacts:
    return PictureFacts(format=kind, width=width, height=height, digest="3fa4c2d1" * 4, **more)


def sizes(url: str, picture: PictureFacts) -> list[tuple[str, int, int]]:
    return [(made.url, made.width, made.height) for made in renditions(url, "content" + url, picture)]


@pytest.mark.parametrize(
    ("width", "made"),
    [
        (4000, (480, 960, 1600)),
        (1600, (480, 960, 1600)),
        (1000, (480, 1000)),
        (700, (480, 700)),
        (500, (500,)),
        (32, (32,)),
    ],
)
def test_no_size_is_wider_than_the_picture_and_none_is_close_to_the_next(width: int, made: tuple[int, ...]) -> None:
    assert widths(facts(width, 300)) == made


def test_a_photograph_has_three_sizes_and_itself() -> None:
    assert sizes("/media/tours/hall.jpg", facts(4032, 3024)) == [
        ("/media/tours/hall-480w.3fa4c2d1.webp", 480, 360),
        ("/media/tours/hall-960w.3fa4c2d1.webp", 960, 720),
        ("/media/tours/hall-1600w.3fa4c2d1.webp", 1600, 1200),
        ("/media/tours/hall.jpg", 2000, 1500),
    ]


def test_an_upright_photograph_is_measured_by_its_long_side() -> None:
    assert sizes("/media/hall.jpg", facts(3024, 4032))[-1] == ("/media/hall.jpg", 1500, 2000)


def test_a_strip_of_pixels_keeps_at_least_one() -> None:
    assert sizes("/media/line.png", facts(9000, 1, "png"))[0] == ("/media/line-480w.3fa4c2d1.webp", 480, 1)


def test_what_no_browser_shows_is_published_as_what_all_show() -> None:
    assert sizes("/media/scan.tif", facts(300, 200, "tiff"))[-1][0] == "/media/scan.jpg"
    assert sizes("/media/IMG_1.HEIC", facts(300, 200, "jpeg"))[-1][0] == "/media/IMG_1.jpg"
    assert sizes("/media/scan.tif", facts(300, 200, "tiff", has_alpha=True))[-1][0] == "/media/scan.png"


def test_a_picture_is_published_as_what_its_name_promises() -> None:
    made = renditions("/media/logo.jpg", "content/media/logo.jpg", facts(300, 200, "png"))[-1].view
    assert isinstance(made, Resized)
    assert made.format == "jpeg"


def test_what_moves_is_kept_whole() -> None:
    assert sizes("/media/press.gif", facts(3000, 2000, "gif", is_animated=True)) == [("/media/press.gif", 3000, 2000)]


def test_a_drawing_has_no_sizes() -> None:
    assert sizes("/media/mark.svg", facts(30, 20, "svg")) == [("/media/mark.svg", 30, 20)]


def test_a_size_is_named_by_the_pictures_content() -> None:
    assert resized_url("/media/a.b/hall.jpeg", 960, "0123456789ab", ".webp") == "/media/a.b/hall-960w.01234567.webp"


def test_the_views_hold_nothing_that_could_hide_a_difference() -> None:
    assert check_view_class(Resized) == check_view_class(Cleaned) == ()
