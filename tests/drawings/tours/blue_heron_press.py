"""A web of card runs through a six-color press."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import Point, smooth
from tests.drawings.figures import Look, crowd, person
from tests.drawings.fittings import floor, truss
from tests.drawings.palette import (
    AMBER,
    BRICK,
    CREAM,
    INK,
    MIST,
    MUSTARD,
    NIGHT,
    PINE,
    PLUM,
    RUST,
    SAND,
    SEA,
    SKINS,
    STEEL,
    TEAL,
    TOMATO,
    WHITE,
    mix,
)
from tests.drawings.shapes import circle, rect

INKS = (TEAL, TOMATO, MUSTARD, PLUM, INK, SEA)


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(4)
    hall(art)
    towers(art)
    paper(art)
    reel(art)
    catwalk(art)
    gang(art)
    return art.finish()


def hall(art: Art) -> None:
    """A light hall with a sawtooth roof."""
    art.sky("#DCE4D6", "#F4E7C8", 0, 760)
    for i in range(8):
        art.polygon([(i * 210 - 60, 0), (i * 210 + 80, 0), (i * 210 + 80, 96), (i * 210 - 60, 30)], MIST)
        art.line([(i * 210 + 84, 0), (i * 210 + 84, 760)], mix(SEA, CREAM, 0.3), w=12, caps=False)
    truss(art, 92, 46, mix(TEAL, CREAM, 0.25), bays=13, w=5)
    floor(art, 742, SAND, "#C59F6D")
    art.line([(0, 812), (1600, 812)], MUSTARD, w=12, caps=False)


def towers(art: Art) -> None:
    """Six printing towers, one ink each."""
    art.tint(rect(80, 742, 1400, 46), INK, 0.35)
    for i, ink in enumerate(INKS):
        x = 150 + i * 208
        art.fill(
            rect(x, 330, 176, 432, r=14), PINE if i % 2 else mix(PINE, TEAL, 0.35), NIGHT, (x, 0), (x + 230, 0), 0, 0.65
        )
        art.rect(x + 22, 354, 132, 62, ink, r=8)
        art.rect(x + 22, 354, 132, 12, mix(ink, WHITE, 0.35), r=6)
        for cy, r, tone in ((486, 50, STEEL), (588, 60, ink), (692, 46, STEEL)):
            art.circle(x + 88, cy, r + 7, NIGHT)
            art.fill(circle(x + 88, cy, r), tone, INK, (x + 50, cy - 50), (x + 140, cy + 60), 0, 0.8)
            art.circle(x + 88, cy, r * 0.28, mix(tone, WHITE, 0.45))
            art.circle(x + 88, cy, r * 0.12, INK)


def paper(art: Art) -> None:
    """The web of card, and the red it takes on."""
    route: list[Point] = [(0, 640)]
    for i in range(6):
        x = 150 + i * 208 + 88
        route += [(x - 66, 640), (x - 30, 645), (x + 30, 532), (x + 66, 532), (x + 120, 640)]
    route.append((1600, 640))
    web = smooth(route, closed=False, steps=8)
    art.line(web, CREAM, w=15, caps=False)
    art.line([(x, y + 3) for x, y in web if x > 360], TOMATO, w=3, caps=False)


def reel(art: Art) -> None:
    """The reel at one end, the printed stack at the other."""
    art.circle(20, 640, 172, mix(SAND, RUST, 0.25))
    for r in range(150, 20, -17):
        art.hoop(20, 640, r, 3, mix(CREAM, RUST, 0.4))
    art.circle(20, 640, 30, INK)
    for i in range(15):
        art.rect(1424 + art.random.uniform(-4, 4), 752 - i * 13, 190, 11, CREAM if i % 2 else mix(CREAM, SAND, 0.7))
        art.rect(1450, 752 - i * 13, 34, 11, INKS[i % 6])
    art.rect(1410, 765, 200, 20, RUST)


def catwalk(art: Art) -> None:
    """A catwalk, and the press operator on it."""
    art.line([(120, 322), (1420, 322)], MUSTARD, w=7)
    for i in range(14):
        art.line([(120 + i * 100, 322), (120 + i * 100, 250)], MUSTARD, w=5)
    art.line([(120, 250), (1420, 250)], MUSTARD, w=7)
    person(art, 1010, 324, 200, Look(TOMATO, SKINS[2], NIGHT), points=True)
    art.line([(120, 290), (1420, 290)], MUSTARD, w=4)


def gang(art: Art) -> None:
    """The gang, and the one who explains."""
    crowd(art, [215, 330, 452, 566, 690], 1235, 500, who=[6, 3, 0, 8, 2], vest=AMBER)
    person(art, 842, 1240, 520, Look(BRICK, SKINS[0], "#5A3A22", vest=AMBER), points=True)
