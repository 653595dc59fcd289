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
from typing import TYPE_CHECKING

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
    from PIL import Image, ImageDraw

    # Drawn in the numbers of a palette rather than in colors: half the time, and a third of the bytes.
    image = Image.new("L", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, STRIP, HEIGHT), fill=DAY + SHADES - 1)
    left, top, foot = STRIP + EDGE, EDGE, HEIGHT - EDGE
    label, text = font(TEXT, LABEL_SIZE), font(TEXT, TEXT_SIZE)
    if card.label and can_show(label, card.label):
        corner = (left + draw.textlength(card.label, label) + 36, top + LABEL_SIZE + 24)
        draw.rounded_rectangle((left, top, *corner), 8, fill=DAY + SHADES - 1)
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
        draw.rectangle((left, foot - LABEL_SIZE - 18, left + EDGE, foot - LABEL_SIZE - 12), fill=ACCENT + SHADES - 1)
        write(image, (left, foot - LABEL_SIZE), cut(card.name, label), label, ACCENT)
    image.putpalette(palette(card))
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


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


def write(image: Image, at: tuple[int, int], text: str, face: FreeTypeFont, ramp: int) -> None:
    """Write a line, its edges in the shades of a ramp. `at` is its upper left corner, in pixels."""
    from PIL import Image, ImageDraw

    right, below = (round(side) + 4 for side in face.getbbox(text)[2:])
    line = Image.new("L", (right, below))
    ImageDraw.Draw(line).text((0, 0), text, 255, face)
    shades = [ramp + strength * (SHADES - 1) // 255 for strength in range(256)]
    # The mask is all or nothing: half a number of the palette is another color.
    image.paste(line.point(shades), at, line.point([0] + [255] * 255))


@cache
def font(name: str, size: int) -> FreeTypeFont:
    """A font that comes with the program, in pixels."""
    from PIL import ImageFont

    # Without Raqm, which not every machine has: with and without it letters stand differently.
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def can_show(face: FreeTypeFont, text: str) -> bool:
    """Whether a font has every letter of a text."""
    return all(letter.isspace() or shape(face, letter) != shape(face, "\uffff") for letter in set(text))


@cache
def shape(face: FreeTypeFont, letter: str) -> bytes:
    """A letter as it is drawn."""
    return bytes(face.getmask(letter))


def fitted(title: str) -> tuple[FreeTypeFont, list[str]]:
    """A title in the largest letters in which it fits, line by line; cut off when it fits in none."""
    lines: list[str] = []
    for size in TITLE_SIZES:
        face = font(DISPLAY, size)
        if not can_show(face, title):
            break
        lines = wrapped(title, face)
        if len(lines) * size * LEADING <= TITLE_ROOM and all(face.getlength(line) <= ROOM for line in lines):
            return face, lines
    most = int(TITLE_ROOM / (face.size * LEADING))
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if lines else []
    return face, [cut(line, face) for line in kept]


def wrapped(text: str, face: FreeTypeFont) -> list[str]:
    """A text in lines, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def cut(text: str, face: FreeTypeFont) -> str:
    """As much of a line as fits."""
    if face.getlength(text) <= ROOM:
        return text
    while text and face.getlength(f"{text}…") > ROOM:
        text = text[:-1].rstrip()
    return f"{text}…"
