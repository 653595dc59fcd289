"""A double row of looms, every warp another color."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import windows
from tests.drawings.figures import Look, crowd, person
from tests.drawings.fittings import floor
from tests.drawings.palette import (
    AMBER,
    BLUSH,
    BRICK,
    BUTTER,
    CREAM,
    INK,
    MOSS,
    MUSTARD,
    NIGHT,
    PINE,
    PLUM,
    RUST,
    SEA,
    SKINS,
    TEAL,
    TOMATO,
    Color,
    mix,
)
from tests.drawings.shapes import ellipse, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(6)
    roof(art)
    aisle(art)
    looms(art)
    gang(art)
    return art.finish()


def roof(art: Art) -> None:
    """The north light, and a row of windows."""
    art.sky("#F6DDA8", "#EFC487", 0, 560)
    for i in range(6):
        x = i * 290 - 70
        art.polygon([(x, 210), (x, 20), (x + 290, 210)], mix(SEA, CREAM, 0.2))
        art.polygon([(x + 30, 210), (x + 30, 58), (x + 290, 210)], mix(MUSTARD, CREAM, 0.35))
        for k in range(3):
            art.line([(x + 8 + k * 8, 30 + k * 10), (x + 8 + k * 8, 210)], CREAM, w=2, caps=False)
    art.rect(0, 206, 1600, 16, RUST)
    art.fill(rect(0, 222, 1600, 330), mix(MUSTARD, BRICK, 0.35), RUST, (0, 222), (0, 560), 0, 0.65)
    windows(art, 30, 256, 1540, 150, 22, 1, BUTTER, gap=0.35)


def aisle(art: Art) -> None:
    """The boards, and the light along the middle."""
    floor(art, 545, "#B87A4B", "#7E4A33", lines="#8A5638", vanish=(800, 430))
    art.spray(polygon([(650, 545), (950, 545), (1250, 1067), (350, 1067)]), BUTTER, (0, 545), (0, 1067), 0.75, 0.1)


def looms(art: Art) -> None:
    """Five rows of looms on either side, larger as they come nearer."""
    warps = (TOMATO, TEAL, AMBER, PLUM, SEA, BLUSH, MOSS, CREAM)
    for row in range(5):
        t = (row / 4) ** 1.35
        for side in (-1, 1):
            loom(art, 800 + side * (235 + 470 * t), 560 + 410 * t, 0.28 + 0.92 * t, warps[(row * 2 + (side > 0)) % 8])


def loom(art: Art, x: float, y: float, s: float, ink: Color) -> None:
    """A loom that stands on y, at a scale, with its warp and the cloth on its beam."""
    w, h = 360 * s, 330 * s
    art.tint(ellipse(x, y + 8 * s, w * 0.62, 24 * s), NIGHT, 0.45)
    for leg in (-0.5, 0.42):
        art.fill(rect(x + w * leg, y - h, w * 0.08, h), PINE, NIGHT, (x, y - h), (x, y), 0, 0.7)
    art.rect(x - w * 0.56, y - h * 1.02, w * 1.12, h * 0.12, TEAL, r=5)
    art.rect(x - w * 0.5, y - h * 0.98, w, h * 0.03, SEA)
    for k in range(15):
        tx = x - w * 0.4 + k * w * 0.8 / 14
        thread = [(tx, y - h * 0.9), (tx + (k - 7) * 0.6 * s, y - h * 0.42)]
        art.line(thread, ink if k % 3 else CREAM, w=max(1.5, 5 * s), caps=False)
    art.rect(x - w * 0.44, y - h * 0.68, w * 0.88, h * 0.06, INK)
    roll, lit, shaded = rect(x - w * 0.46, y - h * 0.44, w * 0.92, h * 0.2, r=8 * s), y - h * 0.44, y - h * 0.22
    art.fill(roll, ink, mix(ink, INK, 0.6), (0, lit), (0, shaded), 0, 0.8)
    for k in range(6):
        art.rect(x - w * 0.46 + k * w * 0.155 + w * 0.05, y - h * 0.44, w * 0.04, h * 0.2, CREAM)
    art.rect(x - w * 0.56, y - h * 0.2, w * 1.12, h * 0.08, RUST, r=4)


def gang(art: Art) -> None:
    """The gang in the aisle."""
    crowd(art, [640, 722, 800, 884, 962], 1010, 330, who=[7, 2, 5, 4, 3])
    person(art, 800, 690, 150, Look(BRICK, SKINS[5], NIGHT), points=True)
