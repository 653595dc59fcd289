"""The online hour, as it is: a laptop between the cereal and the cat."""

from PIL import Image, ImageChops

from tests.drawings.art import Art, Mask
from tests.drawings.city import skyline
from tests.drawings.curves import ring, smooth
from tests.drawings.figures import CREW, Look
from tests.drawings.palette import (
    AMBER,
    BLUSH,
    BRICK,
    BUTTER,
    CREAM,
    INK,
    MIST,
    MUSTARD,
    NIGHT,
    PINE,
    PLUM,
    RUST,
    SAGE,
    SEA,
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
    art = Art(17)
    night_window(art)
    shelf(art)
    laptop(art)
    callers(art)
    keyboard(art)
    breakfast(art)
    cat(art)
    return art.finish()


def night_window(art: Art) -> None:
    """A window at night, and half a curtain."""
    art.sky("#F1C59A", "#F6E2B8", 0, 700)
    art.fill(rect(90, 70, 400, 430, r=10), "#33506B", TEAL, (0, 70), (0, 500), 0, 0.8)
    art.circle(390, 170, 44, BUTTER)
    skyline(art, 498, NIGHT, 0.6, seed=13, lit=(0.4, AMBER), left=112, right=430)
    for x in (84, 284, 484):
        art.rect(x, 64, 13, 444, WHITE)
    for y in (64, 280, 500):
        art.rect(84, y, 413, 13, WHITE)
    art.fill(polygon([(60, 40), (180, 40), (150, 300), (60, 520)]), TOMATO, BRICK, (60, 0), (180, 0), 0, 0.7)


def shelf(art: Art) -> None:
    """A shelf of jars."""
    art.rect(1130, 170, 420, 18, RUST)
    for x, h, tone in (
        (1150, 90, TEAL),
        (1210, 120, TOMATO),
        (1275, 74, MUSTARD),
        (1350, 104, WHITE),
        (1430, 84, PLUM),
    ):
        art.fill(rect(x, 170 - h, 52, h, r=8), tone, INK, (x, 0), (x + 60, 0), 0, 0.5)


def laptop(art: Art) -> None:
    """The table, and the laptop's screen."""
    art.fill(rect(0, 690, 1600, 380), "#A8653A", RUST, (0, 690), (0, 1067), 0, 0.7)
    art.rect(0, 684, 1600, 12, "#C98652")
    art.tint(polygon([(380, 900), (1240, 900), (1330, 960), (300, 960)]), NIGHT, 0.4)
    art.rect(420, 270, 780, 540, INK, r=26)
    art.fill(rect(446, 296, 728, 470, r=10), PINE, TEAL, (446, 766), (1174, 296), 0, 0.7)


def callers(art: Art) -> None:
    """Six callers in their tiles."""
    grounds = (BUTTER, MIST, BLUSH, SAGE, CREAM, SEA)
    for i, (number, ground) in enumerate(zip((0, 1, 2, 6, 4, 3), grounds, strict=True)):
        x, y = 466 + (i % 3) * 234, 314 + (i // 3) * 222
        tile = art.mask(rect(x, y, 218, 206, r=12))
        art.stencil(tile, ground)
        caller(art, x + 109, y, CREW[number], tile)


def caller(art: Art, x: float, y: float, look: Look, tile: Mask) -> None:
    """Somebody who faces us, within a tile; x is the tile's middle and y its top."""
    if look.style in ("scarf", "long"):
        art.ellipse(x, y + 100, 58, 74, look.hair)
    elif look.style == "afro":
        art.circle(x, y + 74, 62, look.hair)
    elif look.style == "bun":
        art.circle(x, y + 30, 20, look.hair)
    shoulders = smooth([(x - 90, y + 206), (x - 76, y + 166), (x, y + 140), (x + 76, y + 166), (x + 90, y + 206)])
    art.stencil(ImageChops.multiply(art.mask(polygon(shoulders)), tile), look.coat)
    art.rect(x - 16, y + 116, 32, 42, mix(look.skin, RUST, 0.2), r=8)
    art.ellipse(x, y + 92, 40, 47, look.skin)
    if look.style != "bald":
        hair = [(-43, 94), (-34, 50), (0, 38), (34, 50), (43, 94), (30, 66), (-28, 68)]
        art.polygon(smooth([(x + dx, y + dy) for dx, dy in hair]), look.hair)
    for s in (-1, 1):
        art.circle(x + s * 14, y + 92, 3.6, NIGHT)
    art.line(ring(x, y + 106, 12, 8, 30, 150, 8), RUST, w=3)


def keyboard(art: Art) -> None:
    """The laptop's keys."""
    art.fill(polygon([(380, 806), (1240, 806), (1330, 906), (290, 906)]), "#C4CDCB", SLATE, (0, 806), (0, 906), 0, 0.6)
    for r in range(4):
        for k in range(15):
            w = 46 + r * 3
            art.rect(810 - 7.5 * w + k * w + 3, 818 + r * 16, w - 7, 11, INK, r=3)
    art.rect(290, 904, 1040, 13, STEEL, r=6)


def breakfast(art: Art) -> None:
    """A mug and the cereal."""
    art.fill(rect(1360, 760, 130, 150, r=16), TOMATO, RUST, (1360, 0), (1500, 0), 0, 0.7)
    art.hoop(1500, 832, 44, 17, TOMATO)
    art.ellipse(1425, 762, 65, 16, RUST)
    art.fill(polygon([(110, 560), (270, 540), (290, 880), (120, 900)]), AMBER, RUST, (110, 0), (320, 0), 0, 0.5)
    art.circle(196, 690, 52, TOMATO)
    art.circle(196, 690, 30, CREAM)
    for i in range(3):
        art.rect(136, 780 + i * 28, 118 - i * 22, 12, CREAM, r=6)


def cat(art: Art) -> None:
    """The cat."""
    cat = smooth(
        [
            (1180, 1067),
            (1160, 960),
            (1210, 880),
            (1226, 800),
            (1232, 742),
            (1262, 776),
            (1306, 776),
            (1336, 742),
            (1344, 800),
            (1356, 880),
            (1440, 960),
            (1450, 1067),
        ]
    )
    art.fill(polygon(cat), NIGHT, SLATE, (1260, 0), (1460, 0), 0, 0.6)
