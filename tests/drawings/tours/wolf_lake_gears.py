"""The big hobber at rest, and a gear with a person for scale."""

import math

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import Point
from tests.drawings.figures import Look, crowd, person
from tests.drawings.fittings import floor
from tests.drawings.palette import (
    AMBER,
    BRICK,
    BUTTER,
    MIST,
    MUSTARD,
    NIGHT,
    PLUM,
    RUST,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    TOMATO,
    WHITE,
    Color,
    mix,
)
from tests.drawings.shapes import polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(9)
    hall(art)
    train(art)
    gang(art)
    return art.finish()


def gear(art: Art, x: float, y: float, r: float, teeth: int, tone: Color, turn: float = 0.0, holes: int = 6) -> None:
    """A gear by its middle and its radius, turned by some radians."""
    edge: list[Point] = []
    for i in range(teeth):
        for share, rad in ((0.0, 0.9), (0.22, 0.9), (0.32, 1.0), (0.62, 1.0), (0.74, 0.9)):
            angle = 2 * math.pi * (i + share) / teeth + turn
            edge.append((x + r * rad * math.cos(angle), y + r * rad * math.sin(angle)))
    art.tint(polygon([(px + r * 0.07, py + r * 0.05) for px, py in edge]), NIGHT, 0.4)
    art.fill(polygon(edge), tone, NIGHT, (x - r * 0.5, y - r), (x + r * 0.9, y + r), 0, 0.75)
    art.hoop(x, y, r * 0.8, r * 0.03, mix(tone, NIGHT, 0.45))
    for i in range(holes):
        angle = 2 * math.pi * i / holes + turn
        hx, hy = x + r * 0.53 * math.cos(angle), y + r * 0.53 * math.sin(angle)
        art.circle(hx, hy, r * 0.16, mix(tone, NIGHT, 0.65))
        art.circle(hx + r * 0.02, hy + r * 0.02, r * 0.14, "#D9C79C")
    art.circle(x, y, r * 0.24, mix(tone, WHITE, 0.25))
    art.circle(x, y, r * 0.13, NIGHT)


def hall(art: Art) -> None:
    """Five tall windows over the shop floor."""
    art.sky("#C9D6CF", "#EBD9B2", 0, 1067)
    for i in range(5):
        art.fill(rect(40 + i * 320, 60, 236, 420, r=118), mix(MIST, WHITE, 0.4), BUTTER, (0, 60), (0, 480), 0.1, 0.8)
        for k in range(1, 4):
            art.line([(40 + i * 320 + k * 59, 60), (40 + i * 320 + k * 59, 480)], SLATE, w=5, caps=False)
        for k in range(1, 6):
            art.line([(40 + i * 320, 60 + k * 74), (276 + i * 320, 60 + k * 74)], SLATE, w=5, caps=False)
    art.rect(0, 500, 1600, 24, BRICK)
    floor(art, 800, "#A9825A", RUST)


def train(art: Art) -> None:
    """Five gears, in mesh or nearly."""
    gear(art, 560, 470, 380, 40, TEAL)
    gear(art, 1105, 560, 225, 24, MUSTARD, turn=0.12)
    gear(art, 1420, 640, 150, 16, TOMATO, turn=0.05, holes=5)
    gear(art, 1330, 300, 120, 14, PLUM, turn=0.2, holes=5)
    gear(art, 110, 700, 170, 18, STEEL, turn=0.1, holes=5)
    art.rect(180, 842, 760, 24, RUST)
    for x in (230, 840):
        art.polygon([(x, 842), (x + 90, 842), (x + 60, 790), (x + 30, 790)], BRICK)


def gang(art: Art) -> None:
    """The gang, and the one who explains."""
    crowd(
        art,
        [690, 800, 905, 1015, 1130, 1240],
        1180,
        430,
        who=[6, 9, 2, 7, 0, 3],
        hats=[AMBER, WHITE, AMBER, TOMATO, AMBER, WHITE],
    )
    person(art, 330, 1010, 420, Look(SLATE, SKINS[1], "#B9B2A4", hat=AMBER), points=True)
