"""Cards for link previews: a picture that fits, in the chapter's colors, always the same."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from generator.engine import cards
from generator.engine.cards import DISPLAY, EDGE, ROOM, STRIP, Card, can_show, cut, draw_card, draw_cards, fitted, font
from generator.engine.memo import Memo

TOUR = Card(
    title="Plant tour at Harbour Print",
    line="Thursday, October 15, 2026 · 4:00 – 6:00 PM",
    place="Harbour Print, Aurora, IL",
    label="Plant tour",
    name="Small Chapter",
)
LONG = "How a family of printers kept a press of 1911 running through two wars, a flood, and the internet"
TITLES = {
    "short": "Coffee",
    "long": LONG,
    "longer still": f"{LONG}. " * 4,
    "a word wider than the card": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    * 2,
    "accents": "Ça ira : Übung für Łódź, São Paulo — «déjà vu»",
    "emoji": "Coffee ☕🎉 and cake 👩🏽‍🏭",
    "right to left": "قهوة الصباح",
    "Hebrew and digits": "קפה 2026",
    "Chinese": "早晨咖啡",
    "empty": "",
    "spaces": "   ",
    "a line break": "Coffee\nand cake",
    "control characters": "a\x00b\x1b[31m\u202e",
    "half a surrogate pair": "broken \ud83d",
}


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(card))).convert("RGB")


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_whatever_the_title_a_card_is_a_png_of_1200_by_630_with_nothing_near_its_edges(title: str) -> None:
    drawn = draw_card(replace(TOUR, title=title))
    image = Image.open(io.BytesIO(drawn))
    assert (image.size, image.format) == ((1200, 630), "PNG")
    paper = image.convert("RGB").crop((STRIP + 1, 0, 1200, 630))
    written = ImageChops.difference(paper, Image.new("RGB", paper.size, TOUR.paper)).getbbox()
    assert written
    left, top, right, below = written
    # An accent or a tail may reach out of its line by a few pixels.
    assert min(left, top) >= EDGE - 8 and max(right - paper.width, below - paper.height) <= 16 - EDGE


@pytest.mark.parametrize("name", ["short", "long", "longer still", "a word wider than the card", "accents"])
def test_a_title_leaves_room_for_what_stands_below_it(name: str) -> None:
    face, lines = fitted(TITLES[name])
    assert lines and all(face.getlength(line) <= ROOM for line in lines)
    assert len(lines) * face.size * cards.LEADING <= cards.TITLE_ROOM


def test_a_short_title_is_written_large_and_a_long_one_smaller_in_several_lines() -> None:
    short, [line] = fitted("Coffee")
    assert (short.size, line) == (cards.TITLE_SIZES[0], "Coffee")
    long, lines = fitted("What the flood of 1987 did to the presses, and who dried them out")
    assert long.size < short.size and len(lines) > 1
    assert " ".join(lines) == "What the flood of 1987 did to the presses, and who dried them out"


def test_what_fits_in_no_size_is_cut_off_with_a_sign_of_it() -> None:
    face, lines = fitted(TITLES["longer still"])
    assert face.size == cards.TITLE_SIZES[-1]
    assert lines[-1].endswith("…") and TITLES["longer still"].startswith(" ".join(lines)[:-1])


def test_a_line_is_cut_only_when_it_must_be() -> None:
    face = font(DISPLAY, 58)
    assert cut("Coffee", face) == "Coffee"
    assert cut("Coffee " * 50, face).endswith("Coffee…") or cut("Coffee " * 50, face).endswith("…")
    assert face.getlength(cut("Coffee " * 50, face)) <= ROOM


@pytest.mark.parametrize("name", ["right to left", "Hebrew and digits", "Chinese", "emoji"])
def test_a_text_that_the_fonts_do_not_know_is_left_out_rather_than_boxed(name: str) -> None:
    assert picture(replace(TOUR, title=TITLES[name])).tobytes() == picture(replace(TOUR, title="")).tobytes()
    assert can_show(font(DISPLAY, 58), TITLES["accents"])


def test_a_card_has_the_colors_it_is_given() -> None:
    chosen = replace(TOUR, paper="#102030", ink="#fedcba", day="#c0ffee", accent="#abcdef", muted="#998877")
    image = picture(chosen)
    found = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in image.getcolors(1 << 20) or ()}  # type: ignore[misc]
    assert {"#102030", "#fedcba", "#c0ffee", "#abcdef", "#998877"} <= found
    assert image.getpixel((STRIP // 2, 315)) == (0xC0, 0xFF, 0xEE)
    assert image.getpixel((1190, 10)) == (0x10, 0x20, 0x30)


@pytest.mark.parametrize("part", ["title", "line", "place", "label", "name"])
def test_every_part_of_a_card_is_seen(part: str) -> None:
    assert picture(replace(TOUR, **{part: ""})).tobytes() != picture(TOUR).tobytes()


def test_a_card_is_the_same_bytes_each_time_and_says_nothing_about_its_making() -> None:
    drawn = draw_card(TOUR)
    assert draw_card(TOUR) == drawn
    chunks, at = set(), 8
    while at < len(drawn):
        [length] = struct.unpack(">I", drawn[at : at + 4])
        chunks.add(drawn[at + 4 : at + 8])
        at += length + 12
    assert chunks == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def test_a_card_is_small_enough_to_send() -> None:
    assert max(len(draw_card(replace(TOUR, title=title))) for title in TITLES.values()) < 40_000


def test_a_card_is_drawn_once_and_then_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memo = Memo(tmp_path)
    drawn = draw_cards(memo).render(TOUR)
    monkeypatch.setattr(cards, "draw_card", lambda card: pytest.fail("drawn again"))
    assert draw_cards(memo).render(TOUR) == drawn
