"""The first Thursday, from above: nine cups, one plate of kolaches, no agenda."""

import math

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import smooth
from tests.drawings.palette import (
    AMBER,
    BLUSH,
    BUTTER,
    CREAM,
    INK,
    MIST,
    MUSTARD,
    PLUM,
    RUST,
    SLATE,
    STEEL,
    TEAL,
    TOMATO,
    WHITE,
    Color,
    mix,
)
from tests.drawings.shapes import circle, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(3, paper="#B7743F")
    boards(art)
    notebook(art)
    kolaches(art)
    cups(art)
    name_tag(art)
    return art.finish()


def boards(art: Art) -> None:
    """The table's boards and their grain."""
    for i in range(8):
        y = i * 140
        tone = mix("#B7743F", "#9A5B30", art.random.random() * 0.8)
        art.fill(rect(0, y, 1600, 138), tone, "#8A4E28", (art.random.uniform(0, 800), 0), (1600, 0), 0, 0.5)
        for _ in range(7):
            yy = y + art.random.uniform(10, 130)
            art.line(
                smooth(
                    [
                        (art.random.uniform(-100, 500), yy),
                        (art.random.uniform(500, 900), yy + art.random.uniform(-10, 10)),
                        (art.random.uniform(1000, 1700), yy),
                    ],
                    closed=False,
                ),
                mix(tone, RUST, 0.3),
                w=1.7,
            )
    art.spray(rect(0, 0, 1600, 1067), BUTTER, (1600, 0), (500, 700), 0.45, 0)


def notebook(art: Art) -> None:
    """A notebook, and the pencil beside it."""
    art.tint(polygon([(228, 170), (520, 120), (590, 520), (300, 566)]), INK, 0.25)
    art.polygon([(210, 150), (505, 100), (575, 500), (282, 548)], CREAM)
    art.polygon([(210, 150), (240, 145), (312, 543), (282, 548)], TEAL)
    for i in range(9):
        y = 176 + i * 37
        art.line(
            [(282 + i * 6.3, y), (282 + i * 6.3 + art.random.uniform(120, 200), y - 34)], mix(INK, CREAM, 0.35), w=3.5
        )
    art.line([(470, 560), (640, 470)], TOMATO, w=13)
    art.line([(640, 470), (664, 457)], INK, w=9)


def kolaches(art: Art) -> None:
    """One plate of kolaches."""
    art.tint(circle(818, 560, 218), INK, 0.25)
    art.circle(800, 540, 214, WHITE)
    art.spray(circle(800, 540, 214), STEEL, (640, 400), (980, 720), 0, 0.4)
    art.hoop(800, 540, 196, 8, TEAL)
    art.hoop(800, 540, 180, 3, TEAL)
    for x, y, jam in (
        (735, 480, TOMATO),
        (855, 470, "#5B2A4D"),
        (900, 585, MUSTARD),
        (790, 620, TOMATO),
        (700, 580, "#5B2A4D"),
    ):
        art.tint(circle(x + 7, y + 9, 56), RUST, 0.3)
        art.circle(x, y, 56, "#D99A4E")
        art.spray(circle(x, y, 56), RUST, (x - 30, y - 40), (x + 60, y + 60), 0, 0.6)
        art.circle(x, y, 27, jam)
        art.circle(x - 8, y - 9, 6, WHITE)


def cups(art: Art) -> None:
    """Nine cups."""
    cup(art, 1130, 260, 92, -40, saucer=MIST)
    cup(art, 640, 190, 78, 200, mug=TOMATO)
    cup(art, 390, 800, 92, 140, saucer=BLUSH)
    cup(art, 1250, 690, 86, 20, mug=TEAL)
    cup(art, 960, 905, 90, 60, saucer=AMBER)
    cup(art, 1455, 400, 80, -20, mug=INK)
    cup(art, 110, 560, 80, 170, coffee="#7A4A2C")
    cup(art, 640, 985, 80, 100, mug=PLUM)
    cup(art, 1500, 900, 90, -60, saucer=WHITE)


def cup(
    art: Art,
    x: float,
    y: float,
    r: float,
    angle: float,
    mug: Color = WHITE,
    coffee: Color = "#4A2A1B",
    saucer: Color | None = None,
) -> None:
    """A cup from straight above, its ear at an angle in degrees clockwise from three o'clock."""
    shadow = r * (1.5 if saucer else 1.08)
    art.tint(circle(x + r * 0.22, y + r * 0.28, shadow), INK, 0.28)
    if saucer:
        art.circle(x, y, r * 1.48, saucer)
        art.hoop(x, y, r * 1.3, r * 0.06, mix(saucer, INK, 0.18))
    hx, hy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    art.line([(x + hx * r * 0.9, y + hy * r * 0.9), (x + hx * r * 1.38, y + hy * r * 1.38)], mug, w=r * 0.34)
    art.circle(x, y, r, mug)
    art.spray(circle(x, y, r), SLATE, (x - r, y - r), (x + r, y + r), 0, 0.4)
    art.circle(x, y, r * 0.82, coffee)
    art.spray(circle(x, y, r * 0.82), MUSTARD, (x + r, y + r), (x - r, y - r), 0, 0.5)


def name_tag(art: Art) -> None:
    """A name tag, a spoon, sugar."""
    art.tint(polygon([(1108, 470), (1330, 430), (1352, 552), (1130, 592)]), INK, 0.22)
    art.polygon([(1098, 458), (1320, 418), (1342, 540), (1120, 580)], WHITE)
    art.polygon([(1098, 458), (1320, 418), (1328, 458), (1106, 498)], TOMATO)
    art.line(
        smooth([(1150, 538), (1170, 510), (1190, 535), (1215, 500), (1235, 528), (1280, 498)], closed=False), INK, w=6
    )
    art.line([(160, 930), (270, 1010)], "#C9D2D0", w=11)
    art.ellipse(150, 922, 30, 22, "#C9D2D0")
    for x, y in ((1330, 150), (1375, 190), (1320, 205)):
        art.rect(x, y, 34, 34, WHITE, r=4)
        art.spray(rect(x, y, 34, 34, r=4), STEEL, (x, y), (x + 40, y + 40), 0, 0.5)
