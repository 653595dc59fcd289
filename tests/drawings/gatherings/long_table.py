"""The coffee house on a first Thursday: one long table, the L going by."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import skyline, windows
from tests.drawings.curves import smooth
from tests.drawings.figures import CREW, person
from tests.drawings.fittings import lamp
from tests.drawings.palette import (
    AMBER,
    BLUSH,
    BRICK,
    BUTTER,
    CREAM,
    INK,
    MIST,
    PINE,
    RUST,
    SAND,
    SEA,
    SLATE,
    TEAL,
    TOMATO,
    WHITE,
    mix,
)
from tests.drawings.shapes import line, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(20, paper="#7A4A33")
    view(art)
    tracks(art)
    train(art)
    frame(art)
    gang(art)
    counter(art)
    return art.finish()


def view(art: Art) -> None:
    """The window, and the street behind it."""
    art.sky("#8C5238", "#5E3527", 0, 1067)
    art.fill(rect(130, 70, 1340, 560, r=12), "#F3D79E", MIST, (130, 630), (130, 70), 0, 0.9)
    skyline(art, 600, mix(SEA, CREAM, 0.45), 0.9, seed=17, left=150, right=1400)
    for x, w, h, tone in ((140, 230, 300, BRICK), (1190, 270, 260, RUST), (380, 170, 190, mix(BRICK, SAND, 0.4))):
        art.rect(x, 630 - h, w, h, tone)
        windows(art, x + 16, 630 - h + 24, w - 32, h - 60, 4, 4, BUTTER, gap=0.45, lit=(0.4, SLATE))
        art.rect(x - 6, 630 - h - 10, w + 12, 16, RUST)


def tracks(art: Art) -> None:
    """The tracks of the L."""
    art.rect(130, 452, 1340, 22, INK)
    art.rect(130, 492, 1340, 10, INK)
    for i in range(6):
        art.rect(200 + i * 240, 470, 18, 170, INK)
    for i in range(18):
        art.line([(140 + i * 76, 474), (178 + i * 76, 494)], INK, w=5)


def train(art: Art) -> None:
    """Three cars of the L."""
    for i in range(3):
        x = 300 + i * 346
        art.fill(rect(x, 330, 334, 118, r=14), "#CBD5D4", SLATE, (0, 330), (0, 450), 0, 0.5)
        art.rect(x, 412, 334, 14, TOMATO)
        art.rect(x, 428, 334, 7, TEAL)
        for k in range(6):
            art.rect(x + 22 + k * 50, 352, 38, 44, PINE if k not in (1, 4) else INK, r=4)


def frame(art: Art) -> None:
    """The window's frame, and three lamps before it."""
    for x in (130, 460, 790, 1120, 1458):
        art.rect(x - 8, 62, 18, 578, "#3A2018")
    art.rect(118, 62, 1364, 18, "#3A2018")
    art.rect(110, 622, 1380, 26, "#3A2018")
    for x in (300, 800, 1300):
        lamp(art, x, 150, 92, shade=TEAL)
        art.glow(x, 240, 260, BUTTER, 0.7)


def gang(art: Art) -> None:
    """Seven along the table."""
    art.fill(polygon([(60, 880), (1540, 880), (1600, 960), (0, 960)]), "#C98652", RUST, (0, 960), (0, 860), 0, 0.3)
    for i, x in enumerate((240, 420, 610, 800, 1000, 1190, 1370)):
        person(art, x, 1180, 520, CREW[(i * 3 + 2) % 10])


def counter(art: Art) -> None:
    """The near edge, and eight cups that steam."""
    art.fill(polygon([(20, 900), (1580, 900), (1600, 980), (0, 980)]), "#D69A62", RUST, (0, 890), (0, 985), 0, 0.6)
    art.rect(0, 978, 1600, 90, "#4A2A1E")
    for i, x in enumerate((150, 330, 520, 700, 905, 1100, 1290, 1460)):
        tone = [WHITE, TOMATO, TEAL, WHITE, AMBER, INK, BLUSH, WHITE][i]
        art.rect(x - 24, 890, 48, 46, tone, r=8)
        art.hoop(x + 28, 911, 16, 6, tone)
        art.ellipse(x, 891, 24, 6, "#3E2214")
        art.tint(line(smooth([(x - 4, 872), (x + 8, 850), (x - 8, 828), (x + 4, 800)], closed=False), w=6), WHITE, 0.4)
