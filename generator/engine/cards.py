"""Cards: pictures for link previews, drawn from a few words.

Where somebody passes a page's address on, most programs show a picture of 1200 by
630 pixels (Open Graph) beside it. A page that has a picture shows that; for every
other one a card is drawn: what, when, where, and whose page it is.

The fonts come with the program, so that a card looks the same wherever it is drawn.
They know the letters of Latin scripts; a text that they cannot show is left out,
since a row of empty boxes is worse than nothing.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import __version__ as PILLOW  # this alone imports nothing else of it

from generator.engine.memo import Memo
from generator.engine.output import Recipe, View, fingerprint

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

# Pixels.
WIDTH, HEIGHT = 1200, 630
EDGE = 64
# The strip at the left, in the color of days.
STRIP = 28
ROOM = WIDTH - STRIP - 2 * EDGE
# The title's letters, largest first, how far its lines are apart, and how high it may be.
TITLE_SIZES = (84, 76, 66, 58)
LEADING = 1.17
TITLE_ROOM = 240
TEXT_SIZE, LABEL_SIZE = 36, 30

# The palette: for each color on its ground so many shades, and the number at which they begin.
SHADES = 16
INK, MUTED, ACCENT, DAY, INK_ON_DAY = range(0, 5 * SHADES, SHADES)
PAPER = INK

FONTS = Path(__file__).parent / "fonts"
DISPLAY, TEXT = "besley-bold.ttf", "hanken-grotesk-medium.ttf"


class Card(View, frozen=True, kw_only=True):
    """What is written on a card, and in which colors (`#rrggbb`)."""

    title: str
    # "Thursday, October 15, 2026, 8:00 – 9:30 AM"
    line: str = ""
    # "Harbour Print, Aurora, IL"
    place: str = ""
    # "Plant tour", "Cancelled": in a box above the title.
    label: str = ""
    # Whose page it is.
    name: str = ""
    paper: str = "#fbf8f0"
    ink: str = "#221c14"
    muted: str = "#665c4e"
    accent: str = "#0f5a50"
    day: str = "#f4b93a"


def draw_cards(memo: Memo) -> Recipe:
    """The recipe that draws cards, or finds them in `memo`."""

    def render(view: Card) -> bytes:
        key = fingerprint(recipe, view)
        drawn = memo.pictures.find(key)
        if drawn is None:
            drawn = draw_card(view)
            memo.pictures.keep(key, drawn)
        return drawn

    recipe = Recipe(name="card", digest=method(), render=render)
    return recipe


def method() -> bytes:
    """A digest of how cards are drawn: this file, the fonts, and the library's version."""
    digest = blake2b(PILLOW.encode(), digest_size=16)
    for path in (Path(__file__), FONTS / DISPLAY, FONTS / TEXT):
        digest.update(path.read_bytes())
    return digest.digest()


def draw_card(card: Card) -> bytes:
    """A card as a PNG of 1200 by 630 pixels."""
    from PIL import ImageDraw

    image = ground().copy()
    left, top, foot = STRIP + EDGE, EDGE, HEIGHT - EDGE
    label, text = font(TEXT, LABEL_SIZE), font(TEXT, TEXT_SIZE)
    if card.label and can_show(label, card.label):
        corner = (left + length(label, card.label) + 36, top + LABEL_SIZE + 24)
        ImageDraw.Draw(image).rounded_rectangle((left, top, *corner), 8, fill=DAY + SHADES - 1)
        write(image, (left + 18, top + 10), card.label, label, INK_ON_DAY)
    top += LABEL_SIZE + 44
    title, lines = fitted(card.title)
    for line in lines:
        write(image, (left, top), line, title, INK)
        top += round(title.size * LEADING)
    top += 40
    for line in (card.line, card.place):
        if line and can_show(text, line):
            write(image, (left, top), cut(line, text), text, MUTED)
            top += round(TEXT_SIZE * 1.4)
    if card.name and can_show(label, card.name):
        image.paste(ACCENT + SHADES - 1, (left, foot - LABEL_SIZE - 18, left + EDGE + 1, foot - LABEL_SIZE - 11))
        write(image, (left, foot - LABEL_SIZE), cut(card.name, label), label, ACCENT)
    image.putpalette(palette(card))
    buffer = BytesIO()
    # Measured: level 6 takes 2.5 times the time of 2 for a quarter fewer bytes, and most cards nobody ever asks for.
    image.save(buffer, "PNG", compress_level=2)
    return buffer.getvalue()


@cache
def ground() -> Image:
    """What all cards have in common: the paper, and the strip at its left.

    It is drawn in the numbers of a palette rather than in colors, so it is the same for all colors.
    """
    from PIL import Image

    image = Image.new("L", (WIDTH, HEIGHT), PAPER)
    image.paste(DAY + SHADES - 1, (0, 0, STRIP + 1, HEIGHT))
    return image


def palette(card: Card) -> bytes:
    """The colors of a card, as red, green, blue: for each ramp, the shades from its ground to its color."""
    colors = bytearray()
    for ground, color in (
        (card.paper, card.ink), (card.paper, card.muted), (card.paper, card.accent),
        (card.paper, card.day), (card.day, card.ink),
    ):  # fmt: skip
        pairs = list(zip(bytes.fromhex(ground[1:]), bytes.fromhex(color[1:]), strict=True))
        for shade in range(SHADES):
            colors += bytes(start + (end - start) * shade // (SHADES - 1) for start, end in pairs)
    return bytes(colors)


class Drawn(NamedTuple):
    """A letter in the shades of a ramp, where it is inked at all, and how far right and down of the pen it begins."""

    shades: Image
    mask: Image
    right: int
    down: int


def write(image: Image, at: tuple[int, int], text: str, face: FreeTypeFont, ramp: int) -> None:
    """Write a line, its edges in the shades of a ramp. `at` is its upper left corner, in pixels."""
    pen, top = at
    for letter in text:
        if not letter.isspace():
            shades, mask, right, down = drawn(face, letter, ramp)
            image.paste(shades, (pen + right, top + down), mask)
        pen += advance(face, letter)


@cache
def drawn(face: FreeTypeFont, letter: str, ramp: int) -> Drawn:
    """A letter as it is pasted: drawn once, however many cards have it."""
    from PIL import Image, ImageDraw

    left, top, right, below = (round(side) for side in face.getbbox(letter))
    ink = Image.new("L", (right - left, below - top))
    ImageDraw.Draw(ink).text((-left, -top), letter, 255, face)
    shades = [ramp + strength * (SHADES - 1) // 255 for strength in range(256)]
    # The mask is all or nothing: half a number of the palette is another color.
    return Drawn(ink.point(shades), ink.point([0] + [255] * 255), left, top)


@cache
def advance(face: FreeTypeFont, letter: str) -> int:
    """How far a letter takes the pen, in pixels: whole ones, and the same whatever its neighbors are."""
    return round(face.getlength(letter))


def length(face: FreeTypeFont, text: str) -> int:
    """How long a line is, in pixels."""
    return sum(advance(face, letter) for letter in text)


@cache
def font(name: str, size: int) -> FreeTypeFont:
    """A font that comes with the program, in pixels."""
    from PIL import ImageFont

    # Without Raqm, which not every machine has: with and without it letters stand differently.
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def can_show(face: FreeTypeFont, text: str) -> bool:
    """Whether a font has every letter of a text."""
    return all(letter.isspace() or has(face, letter) for letter in set(text))


@cache
def has(face: FreeTypeFont, letter: str) -> bool:
    """Whether a font has a letter: what it lacks, it draws as it draws what is no letter."""
    return bytes(face.getmask(letter)) != bytes(face.getmask("\uffff"))


def fitted(title: str) -> tuple[FreeTypeFont, list[str]]:
    """A title in the largest letters in which it fits, line by line; cut off when it fits in none."""
    lines: list[str] = []
    for size in TITLE_SIZES:
        face = font(DISPLAY, size)
        if not can_show(face, title):
            break
        lines = wrapped(title, face)
        if len(lines) * size * LEADING <= TITLE_ROOM and all(length(face, line) <= ROOM for line in lines):
            return face, lines
    most = int(TITLE_ROOM / (face.size * LEADING))
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if lines else []
    return face, [cut(line, face) for line in kept]


def wrapped(text: str, face: FreeTypeFont) -> list[str]:
    """A text in lines, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(face, longer) <= ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def cut(text: str, face: FreeTypeFont) -> str:
    """As much of a line as fits."""
    if length(face, text) <= ROOM:
        return text
    while text and length(face, f"{text}…") > ROOM:
        text = text[:-1].rstrip()
    return f"{text}…"
