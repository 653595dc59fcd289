"""Arrive early. The gate wants your name, your license plate and, it turns out, your opinion of the Bears."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import sawtooth, windows
from tests.drawings.curves import ring, smooth
from tests.drawings.figures import Look, crowd, person
from tests.drawings.palette import (
    AMBER,
    BRICK,
    BUTTER,
    CREAM,
    INK,
    MOSS,
    NIGHT,
    PINE,
    PLUM,
    RUST,
    SAND,
    SEA,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    TOMATO,
    WHITE,
    mix,
)
from tests.drawings.shapes import polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(14)
    morning(art)
    plant(art)
    road(art)
    hut(art)
    guard(art)
    barrier(art)
    gang(art)
    return art.finish()


def morning(art: Art) -> None:
    """A blue morning with three clouds."""
    art.sky("#7FB3B1", "#F3DFB4", 0, 700)
    art.circle(330, 250, 88, BUTTER)
    cloud = ((-120, 0), (-60, -40), (0, -30), (50, -56), (110, -20), (150, 0))
    for x, y, s in ((640, 150, 1.0), (1180, 100, 0.8), (120, 130, 0.7)):
        art.polygon(smooth([(x + dx * s, y + dy * s) for dx, dy in cloud]), CREAM)


def plant(art: Art) -> None:
    """The plant behind its fence."""
    sawtooth(art, 520, 330, 1120, 110, 7, wall=mix(BRICK, RUST, 0.3), base=720)
    windows(art, 560, 480, 1040, 130, 18, 2, mix(SEA, INK, 0.4), gap=0.4, lit=(0.3, BUTTER))
    for x in (1240, 1330):
        art.fill(
            polygon([(x, 60), (x + 40, 60), (x + 48, 440), (x - 8, 440)]), RUST, NIGHT, (x, 0), (x + 48, 0), 0, 0.7
        )
        art.rect(x - 2, 90, 44, 14, CREAM)
        art.rect(x - 2, 116, 44, 14, CREAM)
    art.rect(0, 690, 1600, 60, MOSS)
    for i in range(40):
        x = i * 42
        art.line([(x, 560), (x, 720)], INK, w=4, caps=False)
    for y in (575, 700):
        art.line([(0, y), (470, y)], INK, w=5, caps=False)
    art.rect(470, 520, 1140, 220, mix(BRICK, RUST, 0.3))


def road(art: Art) -> None:
    """The road in."""
    art.fill(rect(0, 735, 1600, 332), SLATE, INK, (0, 735), (0, 1067), 0, 0.75)
    art.polygon([(640, 735), (1160, 735), (1560, 1067), (200, 1067)], "#55687A")
    for i in range(4):
        t, n = (i + 0.15) / 4, (i + 0.6) / 4
        art.polygon(
            [
                (900 - 6 - 8 * t, 735 + 332 * t),
                (900 + 6 + 8 * t, 735 + 332 * t),
                (896 + 16 + 10 * n, 735 + 332 * n),
                (890 - 14 - 10 * n, 735 + 332 * n),
            ],
            AMBER,
        )
    art.rect(470, 500, 760, 12, INK)


def hut(art: Art) -> None:
    """The guard's hut."""
    art.tint(polygon([(140, 880), (560, 880), (640, 930), (170, 930)]), NIGHT, 0.4)
    art.fill(rect(170, 470, 330, 420), CREAM, SAND, (170, 0), (500, 0), 0, 0.9)
    art.rect(170, 810, 330, 80, TEAL)
    art.polygon([(130, 480), (540, 480), (500, 420), (170, 420)], BRICK)
    art.rect(130, 470, 410, 18, RUST)
    art.fill(rect(206, 540, 258, 170, r=6), PINE, SEA, (206, 700), (470, 540), 0, 0.9)


def guard(art: Art) -> None:
    """The guard, at the window."""
    art.polygon(smooth([(300, 640), (262, 664), (254, 712), (410, 712), (402, 664), (366, 640)]), INK)
    art.rect(318, 615, 30, 36, SKINS[7])
    art.ellipse(333, 600, 32, 37, SKINS[2])
    art.polygon(ring(333, 592, 36, 32, 180, 360, 20), INK)
    art.rect(290, 588, 92, 9, INK, r=4)
    art.rect(326, 568, 14, 12, AMBER)
    for s in (-1, 1):
        art.circle(333 + s * 12, 604, 3.2, NIGHT)
    art.line(ring(333, 614, 11, 7, 30, 150, 8), RUST, w=3)
    art.rect(196, 706, 278, 16, RUST)
    art.rect(380, 690, 34, 18, TOMATO, r=3)


def barrier(art: Art) -> None:
    """The barrier, going up."""
    art.fill(rect(520, 690, 64, 210, r=8), AMBER, RUST, (520, 0), (590, 0), 0, 0.7)
    for i in range(9):
        t, n = i / 9, (i + 1) / 9
        x0, y0, x1, y1 = 552 + 860 * t, 730 - 290 * t, 552 + 860 * n, 730 - 290 * n
        art.line([(x0, y0), (x1, y1)], TOMATO if i % 2 else WHITE, w=26, caps=False)
    art.circle(552, 730, 25, INK)
    art.circle(552, 730, 10, STEEL)


def gang(art: Art) -> None:
    """The gang; one is at the window already."""
    crowd(art, [1080, 1200, 1315, 1440], 1130, 440, who=[8, 0, 1, 2], hats=[None, None, None, AMBER])
    person(art, 700, 990, 400, Look(PLUM, SKINS[0], "#C9C3B4", style="bun"))
