"""Eleven bells on a beam, and the man who tunes them by taking away."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import windows
from tests.drawings.curves import ring, smooth
from tests.drawings.figures import Look, crowd, person
from tests.drawings.fittings import floor
from tests.drawings.palette import AMBER, BLUSH, BRICK, BUTTER, MUSTARD, NIGHT, RUST, SEA, SKINS, STEEL, WHITE, mix
from tests.drawings.shapes import polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(10, paper="#3B2434")
    hall(art)
    peal(art)
    bench(art)
    gang(art)
    return art.finish()


def hall(art: Art) -> None:
    """An evening hall, and the beam across it."""
    art.sky("#55304A", "#B5543B", 0, 1067)
    art.glow(800, 700, 900, AMBER, 0.75)
    for i in range(4):
        art.tint(rect(80 + i * 390, 40, 270, 300, r=10), BUTTER, 0.5)
        windows(art, 80 + i * 390, 40, 270, 300, 4, 4, mix(BUTTER, BLUSH, 0.3), gap=0.1)
    art.fill(rect(0, 250, 1600, 52), RUST, NIGHT, (0, 250), (0, 310), 0, 0.8)
    art.rect(0, 250, 1600, 10, BRICK)


def peal(art: Art) -> None:
    """Nine bells on the beam, large to small."""
    x = 70
    for i in range(9):
        s = 205 - i * 15
        cx, top = x + s * 0.5, 320
        tone = mix(MUSTARD, AMBER, (i % 3) / 3)
        art.rect(cx - 9, 296, 18, 50, NIGHT)
        h = s * 1.12
        bell = smooth(
            [
                (cx - s * 0.2, top + h * 0.04),
                (cx, top - h * 0.02),
                (cx + s * 0.2, top + h * 0.04),
                (cx + s * 0.3, top + h * 0.34),
                (cx + s * 0.36, top + h * 0.68),
                (cx + s * 0.5, top + h * 0.95),
                (cx + s * 0.46, top + h),
                (cx - s * 0.46, top + h),
                (cx - s * 0.5, top + h * 0.95),
                (cx - s * 0.36, top + h * 0.68),
                (cx - s * 0.3, top + h * 0.34),
            ]
        )
        art.fill(polygon(bell), tone, RUST, (cx - s * 0.2, 0), (cx + s * 0.55, 0), 0, 0.9)
        art.line([(cx - s * 0.18, top + h * 0.2), (cx - s * 0.24, top + h * 0.62)], WHITE, w=s * 0.05)
        art.line([(cx - s * 0.31, top + h * 0.38), (cx + s * 0.31, top + h * 0.38)], mix(tone, RUST, 0.55), w=3)
        art.line([(cx - s * 0.43, top + h * 0.86), (cx + s * 0.43, top + h * 0.86)], mix(tone, RUST, 0.55), w=4)
        art.circle(cx, top + h * 1.05, s * 0.08, NIGHT)
        x += s + 14


def bench(art: Art) -> None:
    """The bench, and a tuning fork that sounds."""
    floor(art, 800, "#5A2F2A", NIGHT)
    art.fill(rect(1130, 700, 360, 30, r=6), "#8B5A34", NIGHT, (0, 700), (0, 735), 0, 0.6)
    for px in (1150, 1450):
        art.rect(px, 728, 22, 120, RUST)
    art.line([(1210, 700), (1210, 600)], STEEL, w=8)
    art.line([(1188, 600), (1188, 540)], STEEL, w=8)
    art.line([(1232, 600), (1232, 540)], STEEL, w=8)
    art.line([(1188, 600), (1232, 600)], STEEL, w=8)
    for r in (60, 92, 124):
        for s in (-1, 1):
            art.line(ring(1210, 556, r, r, -24 if s > 0 else 156, 24 if s > 0 else 204, 14), BUTTER, w=4)


def gang(art: Art) -> None:
    """The tuner, and the gang."""
    person(art, 1345, 900, 430, Look(SEA, SKINS[0], "#C9C3B4", style="bald"))
    crowd(art, [130, 262, 396, 528, 664, 800], 1290, 560, who=[2, 7, 0, 1, 5, 6], jitter=0.06)
    art.spray(rect(0, 640, 900, 427), NIGHT, (0, 700), (0, 1067), 0, 0.55)
