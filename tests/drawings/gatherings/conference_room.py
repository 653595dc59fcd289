"""Afterwards: the long table, the whiteboard, the half-eaten sandwiches, the real talk."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import sawtooth, skyline
from tests.drawings.curves import ring, smooth
from tests.drawings.figures import CREW, Look, crowd
from tests.drawings.palette import (
    AMBER,
    BUTTER,
    CREAM,
    INK,
    MIST,
    MUSTARD,
    NIGHT,
    RUST,
    SAND,
    SEA,
    SLATE,
    STEEL,
    TEAL,
    TOMATO,
    WHITE,
    mix,
)
from tests.drawings.shapes import ellipse, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(13)
    window(art)
    whiteboard(art)
    far_side(art)
    table(art)
    lunch(art)
    near_side(art)
    return art.finish()


def window(art: Art) -> None:
    """The window, and the plant outside."""
    art.sky("#F3DDB0", "#E9C896", 0, 800)
    art.fill(rect(90, 90, 520, 330, r=8), SEA, CREAM, (90, 90), (90, 420), 0, 0.75)
    skyline(art, 418, mix(TEAL, MIST, 0.35), 0.55, seed=21, left=110, right=560)
    sawtooth(art, 330, 350, 280, 40, 4, base=420)
    for x in (90, 350, 604):
        art.rect(x - 6, 84, 14, 344, WHITE)
    art.rect(84, 84, 534, 12, WHITE)
    art.rect(84, 418, 534, 14, WHITE)


def whiteboard(art: Art) -> None:
    """A list of five, two circles, and arrows between them."""
    art.tint(rect(752, 92, 690, 366, r=8), INK, 0.2)
    art.rect(740, 80, 690, 366, SLATE, r=8)
    art.rect(752, 92, 666, 342, WHITE, r=4)
    for i, (ink, w) in enumerate(((TOMATO, 210), (INK, 300), (TEAL, 250), (INK, 180), (TOMATO, 280))):
        y = 138 + i * 56
        art.circle(796, y, 12, ink)
        art.line(smooth([(830, y), (870, y - 7), (910, y + 6), (960, y - 5), (830 + w, y + 2)], closed=False), ink, w=6)
    art.hoop(1270, 220, 84, 7, TEAL)
    art.hoop(1200, 330, 64, 7, TOMATO)
    art.line([(1150, 180), (1210, 280)], INK, w=6)
    art.line([(1332, 288), (1262, 330)], INK, w=6)


def far_side(art: Art) -> None:
    """Those on the far side, who face us."""
    art.fill(rect(0, 640, 1600, 430), "#B98A58", RUST, (0, 640), (0, 1067), 0, 0.6)
    art.rect(0, 630, 1600, 14, RUST)
    for i, x in enumerate((330, 540, 760, 980, 1200, 1390)):
        facing(art, x, CREW[(i * 3) % 10])


def facing(art: Art, x: float, look: Look) -> None:
    """Somebody behind the table who faces us."""
    shoulders = smooth([(x - 30, 610), (x - 84, 640), (x - 98, 760), (x + 98, 760), (x + 84, 640), (x + 30, 610)])
    art.fill(polygon(shoulders), look.coat, INK, (x - 20, 0), (x + 130, 0), 0, 0.5)
    if look.style in ("long", "scarf"):
        art.ellipse(x, 556, 58, 76, look.hair)
    if look.style == "afro":
        art.circle(x, 528, 70, look.hair)
    art.rect(x - 18, 580, 36, 50, mix(look.skin, RUST, 0.2), r=8)
    art.ellipse(x, 550, 42, 50, look.skin)
    if look.style == "bun":
        art.circle(x, 488, 22, look.hair)
    if look.style != "bald":
        hair = [(-45, 552), (-34, 506), (0, 494), (34, 506), (45, 552), (30, 524), (0, 516), (-28, 526)]
        art.polygon(smooth([(x + dx, y) for dx, y in hair]), look.hair)
    for s in (-1, 1):
        art.circle(x + s * 15, 550, 4, NIGHT)
    art.line(ring(x, 564, 13, 9, 30, 150, 10), RUST, w=3.4)


def table(art: Art) -> None:
    """The table."""
    art.tint(polygon([(120, 790), (1480, 790), (1640, 1040), (-40, 1040)]), NIGHT, 0.35)
    art.fill(
        polygon([(200, 716), (1400, 716), (1600, 960), (0, 960)]), "#8C4A2B", "#C98652", (0, 960), (1200, 716), 0, 0.8
    )
    art.polygon([(0, 960), (1600, 960), (1600, 1000), (0, 1000)], RUST)


def lunch(art: Art) -> None:
    """Cups, papers, and the half-eaten sandwiches."""
    for x, y, tone in (
        (380, 770, WHITE),
        (620, 800, TOMATO),
        (900, 762, TEAL),
        (1180, 806, WHITE),
        (1320, 760, AMBER),
        (260, 850, MUSTARD),
    ):
        art.tint(ellipse(x + 8, y + 12, 40, 13), NIGHT, 0.4)
        art.rect(x - 27, y - 36, 54, 46, tone, r=9)
        art.ellipse(x, y - 36, 27, 8, mix(tone, INK, 0.2))
        art.ellipse(x, y - 35, 21, 5, "#3E2214")
    for x, y in ((500, 850), (1040, 850), (760, 890)):
        art.polygon([(x - 70, y), (x + 50, y - 14), (x + 80, y + 34), (x - 56, y + 48)], WHITE)
        for k in range(3):
            art.line([(x - 44, y + 8 + k * 12), (x + 40, y - 2 + k * 12)], STEEL, w=3)
    art.ellipse(780, 806, 108, 27, WHITE)
    for k in range(5):
        art.polygon([(704 + k * 31, 806), (736 + k * 31, 806), (720 + k * 31, 774)], [SAND, BUTTER][k % 2])


def near_side(art: Art) -> None:
    """Those on the near side."""
    crowd(art, [110, 420, 1180, 1500], 1560, 760, who=[1, 0, 3, 4])
