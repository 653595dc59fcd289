"""Frames on the overhead line, still wet, in the colors of the spring."""

import math

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import windows
from tests.drawings.figures import Look, crowd, person
from tests.drawings.fittings import floor
from tests.drawings.palette import (
    AMBER,
    BRICK,
    BUTTER,
    CREAM,
    INK,
    MIST,
    MOSS,
    MUSTARD,
    NIGHT,
    PINE,
    PLUM,
    RUST,
    SEA,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    TOMATO,
    WHITE,
    Color,
    mix,
)
from tests.drawings.shapes import ellipse, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(22)
    hall(art)
    overhead(art)
    stand(art)
    gang(art)
    return art.finish()


def bike(art: Art, x: float, y: float, s: float, tone: Color) -> None:
    """Two wheels, a diamond, a saddle."""
    rear, front = (x - 100 * s, y), (x + 105 * s, y)
    crank, seat, head = (x - 22 * s, y + 4 * s), (x - 50 * s, y - 108 * s), (x + 72 * s, y - 104 * s)
    for wx, wy in (rear, front):
        art.hoop(wx, wy, 68 * s, 7 * s, INK)
        art.hoop(wx, wy, 60 * s, 3 * s, STEEL)
        for k in range(9):
            ang = math.pi * k / 9
            art.line(
                [
                    (wx - 60 * s * math.cos(ang), wy - 60 * s * math.sin(ang)),
                    (wx + 60 * s * math.cos(ang), wy + 60 * s * math.sin(ang)),
                ],
                mix(STEEL, CREAM, 0.35),
                w=1.4,
                caps=False,
            )
    for p0, p1 in ((rear, crank), (rear, seat), (crank, seat), (crank, head), (seat, head), (head, front)):
        art.line([p0, p1], tone, w=11 * s)
    art.line([seat, (seat[0] - 7 * s, seat[1] - 26 * s)], STEEL, w=8 * s)
    art.line([(seat[0] - 40 * s, seat[1] - 30 * s), (seat[0] + 28 * s, seat[1] - 27 * s)], RUST, w=14 * s)
    art.line([head, (head[0] - 7 * s, head[1] - 30 * s), (head[0] + 30 * s, head[1] - 44 * s)], STEEL, w=8 * s)
    art.circle(*crank, 19 * s, STEEL)
    art.circle(*crank, 9 * s, INK)


def hall(art: Art) -> None:
    """A light hall, and the overhead line."""
    art.sky("#F4E3BC", "#EFCFA0", 0, 800)
    for i in range(6):
        art.fill(rect(40 + i * 270, 120, 190, 330, r=10), mix(SEA, WHITE, 0.3), BUTTER, (0, 120), (0, 450), 0.1, 0.7)
        windows(art, 40 + i * 270, 120, 190, 330, 3, 5, mix(MIST, WHITE, 0.5), gap=0.1)
    floor(art, 780, "#9AB0A2", MOSS, lines="#8AA294", vanish=(800, 660))
    art.rect(0, 60, 1600, 22, TEAL)
    art.rect(0, 82, 1600, 6, PINE)


def overhead(art: Art) -> None:
    """Five frames on the line."""
    tones = [TOMATO, TEAL, MUSTARD, PLUM, SEA]
    for i in range(5):
        x = 160 + i * 330
        art.line([(x - 40, 84), (x - 50, 330)], INK, w=5)
        art.line([(x + 60, 84), (x + 68, 330)], INK, w=5)
        art.circle(x - 40, 74, 14, AMBER)
        art.circle(x + 60, 74, 14, AMBER)
        bike(art, x, 440 + (i % 2) * 16, 1.06, tones[i])


def stand(art: Art) -> None:
    """One in the stand."""
    art.tint(ellipse(1190, 905, 240, 22), NIGHT, 0.35)
    art.rect(1120, 850, 150, 20, SLATE)
    art.rect(1184, 700, 18, 160, SLATE)
    bike(art, 1190, 820, 1.18, TOMATO)


def gang(art: Art) -> None:
    """The mechanic, the gang, and the one who points."""
    person(art, 1420, 960, 440, Look(BRICK, SKINS[6], "#D9A441"))
    crowd(art, [130, 262, 398, 532, 668], 1270, 540, who=[4, 9, 6, 2, 1])
    person(art, 850, 1080, 430, Look(MUSTARD, SKINS[1], NIGHT, style="bun"), points=True)
