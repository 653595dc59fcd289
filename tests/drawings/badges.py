"""Small marks with a clear ground: three company logos and a sticker, as PNG with alpha."""

import math

from PIL import Image, ImageChops

from tests.drawings.art import Art, Mask
from tests.drawings.curves import smooth
from tests.drawings.fittings import hardhat
from tests.drawings.palette import AMBER, BRICK, CREAM, INK, MIST, MOSS, MUSTARD, PINE, SEA, TEAL, TOMATO, rgb

CLEAR = "#FF00FF"  # a paper in a color that no ink has


def kite_and_sprocket() -> Image.Image:
    """A kite on a string, and the wheel it is tied to."""
    art = Art(401, 480, 240, paper=CLEAR)
    art.polygon([(150, 20), (226, 104), (150, 214), (74, 104)], TOMATO)
    art.polygon([(150, 20), (226, 104), (150, 104)], AMBER)
    art.polygon([(150, 104), (226, 104), (150, 214)], BRICK)
    art.line(smooth([(150, 206), (196, 222), (238, 190), (282, 206)], closed=False), INK, w=6)
    for i in range(12):
        angle = math.tau * i / 12
        art.circle(346 + 74 * math.cos(angle), 120 + 74 * math.sin(angle), 13, INK)
    art.circle(346, 120, 72, INK)
    for i in range(5):
        angle = math.tau * i / 5 - 1.57
        art.circle(346 + 40 * math.cos(angle), 120 + 40 * math.sin(angle), 15, CREAM)
    art.circle(346, 120, 15, CREAM)
    return cut_out(art)


def oxbow() -> Image.Image:
    """Three paper tubes, tied with one string."""
    art = Art(402, 480, 240, paper=CLEAR)
    for i, (x, tone) in enumerate(((60, TEAL), (180, PINE), (300, TEAL))):
        art.rect(x, 60, 120, 130, tone)
        art.ellipse(x + 60, 190, 60, 24, tone)
        art.ellipse(x + 60, 60, 60, 24, SEA)
        art.ellipse(x + 60, 60, 40, 15, INK)
        art.line([(x + 4, 96 + i * 4), (x + 116, 140 + i * 4)], AMBER, w=9)
    return cut_out(art)


def prairie_lantern() -> Image.Image:
    """A lantern that shines over long grass."""
    art = Art(403, 480, 240, paper=CLEAR)
    for i in range(9):
        angle = math.pi * (i / 8) + math.pi
        x, y = math.cos(angle), math.sin(angle)
        art.line([(240 + 96 * x, 128 + 96 * y), (240 + 118 * x, 128 + 118 * y)], MUSTARD, w=10)
    art.polygon([(190, 90), (290, 90), (272, 190), (208, 190)], AMBER)
    art.polygon([(176, 92), (304, 92), (240, 50)], INK)
    art.rect(202, 188, 76, 16, INK, r=5)
    art.rect(60, 206, 360, 12, MOSS, r=6)
    for i in range(14):
        x = 70 + i * 26
        if abs(x - 240) > 54:
            art.line([(x, 208), (x + (7 if i % 2 else -7), 164 + (i % 3) * 8)], MOSS, w=6)
    return cut_out(art)


def visitor_sticker() -> Image.Image:
    """The round sticker that a gate hands out."""
    art = Art(404, 480, 480, paper=CLEAR)
    art.circle(240, 240, 228, CREAM)
    art.hoop(240, 240, 216, 12, TOMATO)
    art.circle(240, 240, 196, TEAL)
    hardhat(art, 226, 250, 116, AMBER)
    art.rect(150, 300, 190, 22, CREAM, r=11)
    art.rect(180, 336, 130, 16, MIST, r=8)
    return cut_out(art)


def cut_out(art: Art) -> Image.Image:
    """The picture where ink has fallen, at its own size; the paper is left out."""
    paper = Image.new("RGB", art.size, rgb(CLEAR))
    inked = ImageChops.difference(art.image, paper).convert("L").point(lambda v: 255 if v else 0)
    alpha = inked.resize((art.w, art.h), Image.Resampling.BOX)
    # shrunk on black and divided by alpha, so that the paper's color does not bleed into the edges
    on_black = Image.composite(art.image, Image.new("RGB", art.size), inked)
    small = on_black.resize((art.w, art.h), Image.Resampling.BOX)
    return Image.merge("RGBA", (*(_divide(band, alpha) for band in small.split()), alpha))


def _divide(band: Mask, alpha: Mask) -> Mask:
    """A band without its share of black."""
    pixels = zip(band.tobytes(), alpha.tobytes(), strict=True)
    return Image.frombytes("L", band.size, bytes(min(255, v * 255 // a) if a else 0 for v, a in pixels))
