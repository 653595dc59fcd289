"""Injection moulding behind glass: robots pick, people listen to the hum."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import Point
from tests.drawings.figures import crowd
from tests.drawings.fittings import floor
from tests.drawings.palette import AMBER, INK, NIGHT, PINE, PLUM, SEA, SLATE, STEEL, TEAL, TOMATO, WHITE, Color, mix
from tests.drawings.shapes import polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(23)
    room(art)
    machines(art)
    glass(art)
    gang(art)
    return art.finish()


def room(art: Art) -> None:
    """A bright room."""
    art.sky("#D5E6E2", "#A9CFC9", 0, 1067)
    for i in range(8):
        art.rect(40 + i * 200, 40, 150, 26, WHITE, r=8)
        art.glow(115 + i * 200, 60, 170, WHITE, 0.5)
    floor(art, 740, "#C3D9D0", SEA, lines="#AFCBC2", vanish=(800, 620))


def machines(art: Art) -> None:
    """Three machines, each with its robot."""
    for i, (x, tone) in enumerate(((120, TEAL), (620, TOMATO), (1120, PLUM))):
        machine(art, x, tone)
        robot(art, x, (x + 60 + i * 40, 210), (x + 200, 300 + i * 16), mix(tone, WHITE, 0.3))


def machine(art: Art, x: float, tone: Color) -> None:
    """A molding machine: its window, its hopper and its screen."""
    art.tint(rect(x - 10, 752, 420, 28, r=12), NIGHT, 0.3)
    art.fill(rect(x, 520, 400, 240, r=16), WHITE, STEEL, (x, 520), (x + 400, 800), 0, 0.7)
    art.rect(x, 690, 400, 24, tone)
    art.fill(rect(x + 30, 556, 190, 110, r=10), PINE, SEA, (x, 670), (x + 220, 550), 0, 0.7)
    for k in range(3):
        art.rect(x + 52 + k * 52, 590, 34, 56, mix(tone, WHITE, 0.35), r=14)
    art.rect(x + 250, 440, 120, 90, SLATE, r=8)
    art.polygon([(x + 268, 440), (x + 352, 440), (x + 380, 380), (x + 240, 380)], STEEL)
    art.rect(x + 256, 560, 114, 70, INK, r=6)
    art.line([(x + 270, 606), (x + 296, 590), (x + 318, 610), (x + 356, 576)], AMBER, w=5)


def robot(art: Art, x: float, elbow: Point, wrist: Point, part: Color) -> None:
    """A robot's arm from the rail to the part that it holds."""
    shoulder, hand = (x + 120, 160), x + 190
    art.rect(x + 84, 140, 72, 40, SLATE)
    art.line([shoulder, elbow], AMBER, w=40)
    art.line([elbow, wrist], AMBER, w=32)
    art.line([wrist, (hand, 430)], AMBER, w=22)
    art.line([(hand - 24, 464), (hand - 18, 430), (hand + 18, 430), (hand + 24, 464)], INK, w=8)
    for jx, jy in (shoulder, elbow, wrist):
        art.circle(jx, jy, 21, INK)
        art.circle(jx, jy, 9, STEEL)
    art.rect(hand - 15, 456, 30, 52, part, r=13)


def glass(art: Art) -> None:
    """The window that visitors stand behind."""
    art.rect(0, 120, 1600, 24, SLATE)
    art.tint(rect(0, 160, 1600, 640), WHITE, 0.12)
    for x in (-6, 396, 798, 1200, 1592):
        art.rect(x, 150, 14, 660, TEAL)
    art.rect(0, 796, 1600, 26, TEAL)
    art.tint(polygon([(450, 164), (620, 164), (340, 796), (170, 796)]), WHITE, 0.28)
    art.tint(polygon([(1260, 164), (1320, 164), (1040, 796), (980, 796)]), WHITE, 0.28)


def gang(art: Art) -> None:
    """The gang at the window."""
    crowd(art, [200, 350, 500, 690, 850, 1180, 1340], 1300, 560, who=[8, 0, 7, 2, 3, 6, 5], jitter=0.07)
