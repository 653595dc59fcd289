"""A row of visitors' hats on pegs. The pink one is always taken first."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import ring, smooth
from tests.drawings.fittings import hardhat
from tests.drawings.palette import AMBER, BLUSH, BRICK, CREAM, INK, NIGHT, RUST, SEA, TEAL, TOMATO, WHITE, mix
from tests.drawings.shapes import polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(15)
    wall(art)
    pegs(art)
    sign(art)
    return art.finish()


def wall(art: Art) -> None:
    """A wall of boards."""
    for i in range(17):
        tone = mix("#E7D2A4", "#D9BC85", art.random.random())
        art.rect(i * 96, 0, 94, 1067, tone)
        art.rect(i * 96 + 94, 0, 3, 1067, "#B9965E")
    art.spray(rect(0, 0, 1600, 1067), RUST, (1600, 0), (100, 1067), 0.0, 0.5)


def pegs(art: Art) -> None:
    """Two rows of four pegs."""
    hats = [TOMATO, AMBER, WHITE, TEAL, "#E58FA0", AMBER, WHITE, SEA]
    for row in range(2):
        y = 330 + row * 430
        art.tint(rect(70, y + 24, 1480, 30), NIGHT, 0.25)
        art.fill(rect(60, y - 8, 1480, 36, r=6), "#8C5A33", RUST, (0, y - 8), (0, y + 30), 0, 0.7)
        for i in range(4):
            x = 230 + i * 375
            art.tint(polygon(ring(x + 26, y + 24, 150, 128, 180, 360, 30)), NIGHT, 0.25)
            if row == 1 and i == 2:
                art.rect(x - 12, y - 60, 24, 70, RUST, r=10)
                art.circle(x, y - 62, 18, BRICK)
                continue
            hardhat(art, x - 18, y, 140, hats[row * 4 + i])
            art.rect(x - 62, y - 62, 66, 30, CREAM, r=4)
            art.line([(x - 50, y - 47), (x - 8, y - 47)], INK, w=5)
            gy = y + 92
            art.line(smooth([(x - 78, gy - 40), (x - 92, gy - 16), (x - 70, gy)], closed=False), INK, w=5)
            art.line(smooth([(x + 78, gy - 40), (x + 92, gy - 16), (x + 70, gy)], closed=False), INK, w=5)
            for s in (-1, 1):
                art.fill(
                    rect(x + s * 40 - 33, gy - 20, 66, 46, r=18),
                    mix(SEA, WHITE, 0.35),
                    WHITE,
                    (x + s * 40 + 20, gy + 20),
                    (x + s * 40 - 20, gy - 20),
                    0,
                    0.9,
                )
                art.line([(x + s * 40 - 33, gy - 16), (x + s * 40 + 33, gy - 16)], INK, w=7)
            art.line([(x - 9, gy - 8), (x + 9, gy - 8)], INK, w=6)


def sign(art: Art) -> None:
    """A sign, too small to read."""
    art.rect(480, 42, 640, 110, BRICK, r=10)
    art.rect(492, 54, 616, 86, BRICK, r=6)
    for x in (504, 1096):
        art.circle(x, 97, 7, CREAM)
    for i in range(6):
        art.rect(560 + i * 84, 80, 58, 10, CREAM, r=4)
        art.rect(574 + i * 84, 104, 44, 10, BLUSH, r=4)
