"""Four hundred jars a minute, and one man who listens for the wrong clink."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.figures import NET, crowd
from tests.drawings.fittings import floor
from tests.drawings.palette import (
    AMBER,
    BRICK,
    CREAM,
    INK,
    MIST,
    MOSS,
    MUSTARD,
    PINE,
    RUST,
    SAGE,
    SEA,
    SLATE,
    STEEL,
    TOMATO,
    WHITE,
    Color,
    mix,
)
from tests.drawings.shapes import rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(8)
    tiles(art)
    tanks(art)
    belt(art)
    jars(art)
    gang(art)
    return art.finish()


def tiles(art: Art) -> None:
    """A tiled wall."""
    art.rect(0, 0, 1600, 760, MIST)
    for r in range(16):
        for c in range(27):
            art.rect(c * 62 - (r % 2) * 31 + 2, r * 48 + 2, 58, 44, mix(MIST, WHITE, 0.25 + 0.4 * art.random.random()))
    art.spray(rect(0, 0, 1600, 760), SEA, (0, 0), (0, 760), 0, 0.75)


def tanks(art: Art) -> None:
    """Three tanks of brine."""
    for x in (180, 700, 1220):
        art.fill(rect(x, -20, 230, 330, r=40), "#C8D3D1", SLATE, (x, 0), (x + 230, 0), 0, 0.8)
        art.polygon([(x + 10, 300), (x + 220, 300), (x + 150, 400), (x + 80, 400)], STEEL)
        art.rect(x + 100, 396, 30, 66, SLATE)
        art.rect(x + 66, 60, 98, 130, MOSS, r=12)
        art.circle(x + 115, 125, 36, AMBER)
    art.line([(0, 236), (1600, 236)], STEEL, w=20, caps=False)


def belt(art: Art) -> None:
    """The floor and the belt."""
    floor(art, 752, "#8FA79B", PINE)
    art.rect(0, 700, 1600, 26, SLATE)
    art.fill(rect(0, 724, 1600, 62), STEEL, INK, (0, 724), (0, 790), 0, 0.75)
    for i in range(20):
        art.circle(40 + i * 82, 755, 20, INK)
        art.circle(40 + i * 82, 755, 8, STEEL)


def jars(art: Art) -> None:
    """Fifteen jars; the capper has reached the ninth."""
    kinds = ((MOSS, SAGE), (MOSS, SAGE), (TOMATO, AMBER), (MOSS, SAGE), (MUSTARD, TOMATO))
    for i in range(15):
        jar(art, 14 + i * 108, *kinds[i % 5])
        if i < 9:
            x = 14 + i * 108
            art.fill(rect(x - 3, 500, 94, 32, r=8), MUSTARD, RUST, (x, 0), (x + 94, 0), 0, 0.65)
    art.rect(940, 440, 100, 92, BRICK, r=10)
    art.rect(962, 300, 54, 150, SLATE)


def jar(art: Art, x: float, deep: Color, light: Color) -> None:
    """One jar, its label, and what is in it: cucumbers where it is green, else all sorts."""
    art.fill(rect(x, 524, 88, 178, r=18), mix(light, MIST, 0.3), mix(deep, INK, 0.3), (x, 0), (x + 88, 0), 0, 0.7)
    for k in range(7):
        px, py = x + 20 + (k % 3) * 24, 566 + (k // 3) * 46 + art.random.uniform(-6, 6)
        if deep == MOSS:
            art.rect(px - 9, py - 22, 19, 48, mix(MOSS, PINE, 0.25 * (k % 3)), r=9)
            art.circle(px - 3, py - 8, 2, SAGE)
        else:
            art.circle(px, py, 13, (TOMATO, AMBER, MOSS)[k % 3])
    art.rect(x + 9, 540, 9, 140, WHITE, r=4)
    art.rect(x + 14, 606, 60, 52, CREAM, r=4)
    art.rect(x + 14, 606, 60, 15, BRICK, r=4)


def gang(art: Art) -> None:
    """The gang, in white and in hair nets."""
    xs, who = (150, 290, 432, 574, 1170, 1310, 1450), (0, 8, 2, 4, 6, 3, 5)
    crowd(art, xs, 1320, 560, who, hats=[NET], whites=(WHITE, STEEL))
