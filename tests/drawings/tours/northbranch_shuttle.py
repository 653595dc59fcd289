"""Close up: the shed opens, the shuttle is somewhere inside, you blink."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import smooth
from tests.drawings.palette import (
    AMBER,
    BLUSH,
    BUTTER,
    CREAM,
    INK,
    MUSTARD,
    NIGHT,
    PINE,
    RUST,
    SEA,
    STEEL,
    TOMATO,
    WHITE,
    Color,
    mix,
)
from tests.drawings.shapes import polygon, rect

INKS = (TOMATO, AMBER, CREAM, SEA, MUSTARD, BLUSH, TOMATO, CREAM)


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(7, paper=PINE)
    warp(art)
    shuttle(art)
    harness(art)
    cloth(art)
    return art.finish()


def warp(art: Art) -> None:
    """The warp from above: every other thread goes through the harness, the rest dive behind the shuttle."""
    art.sky(PINE, NIGHT, 0, 1067)
    for i in range(60):
        x = -60 + i * 29
        if i % 2:
            art.line([(800 + (x - 800) * 0.52, -10), (x, 330)], thread(i), w=8, caps=False)
        else:
            below = [(800 + (x - 800) * 0.52, -10), (x, 330), (x, 700)]
            art.line(below, mix(thread(i), NIGHT, 0.45), w=6, caps=False)
    art.tint(rect(0, 330, 1600, 370), NIGHT, 0.42)


def thread(i: int) -> Color:
    """The color of a warp thread; four to a stripe."""
    return INKS[(i // 4) % 8]


def shuttle(art: Art) -> None:
    """The shuttle, and the weft from its eye."""
    art.tint(polygon(smooth([(330, 600), (700, 530), (1240, 545), (1330, 600), (1240, 640), (700, 660)])), NIGHT, 0.5)
    boat = smooth([(250, 560), (420, 500), (800, 478), (1180, 500), (1350, 560), (1180, 612), (800, 634), (420, 612)])
    art.fill(polygon(boat), "#C0803F", RUST, (0, 490), (0, 640), 0, 0.85)
    art.polygon(smooth([(520, 556), (600, 528), (1000, 528), (1080, 556), (1000, 584), (600, 584)]), NIGHT)
    art.fill(rect(580, 532, 420, 48, r=24), TOMATO, RUST, (0, 532), (0, 580), 0, 0.8)
    for i in range(22):
        art.line([(604 + i * 17.4, 534), (598 + i * 17.4, 578)], mix(TOMATO, CREAM, 0.4), w=2.4)
    art.polygon([(250, 560), (316, 532), (316, 588)], STEEL)
    art.polygon([(1350, 560), (1284, 532), (1284, 588)], STEEL)
    art.line(smooth([(990, 552), (1110, 520), (1300, 660), (1600, 706)], closed=False), TOMATO, w=5)


def harness(art: Art) -> None:
    """The harness, and the threads it lifts, in front of the shuttle."""
    for i in range(1, 60, 2):
        x = -60 + i * 29
        art.line([(x, 190), (x, 330)], mix(STEEL, WHITE, 0.35), w=3, caps=False)
        art.line([(x, 330), (x, 700)], thread(i), w=5, caps=False)
        art.circle(x, 330, 8, STEEL)
        art.circle(x, 330, 3.6, NIGHT)
    for y in (160, 386):
        art.tint(rect(0, y + 12, 1600, 40), NIGHT, 0.35)
        art.fill(rect(-20, y, 1640, 38, r=8), "#C0803F", RUST, (0, y), (0, y + 38), 0, 0.75)


def cloth(art: Art) -> None:
    """The woven cloth."""
    art.rect(0, 696, 1600, 380, CREAM)
    for j in range(16):
        for i in range(60):
            x = -60 + i * 29
            art.rect(x - 13, 700 + j * 24, 26, 21, thread(i) if (i + j) % 2 else TOMATO, r=5)
    art.spray(rect(0, 690, 1600, 377), NIGHT, (0, 720), (0, 1067), 0, 0.6)
    art.rect(0, 684, 1600, 26, STEEL)
    art.spray(rect(0, 684, 1600, 26), INK, (0, 684), (0, 712), 0, 0.8)
    art.glow(800, 380, 700, BUTTER, 0.3)
