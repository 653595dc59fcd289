"""December: the league of people who know each other's grievance procedures."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import smooth
from tests.drawings.figures import Look, crowd, person
from tests.drawings.palette import (
    AMBER,
    BRICK,
    BUTTER,
    INK,
    NIGHT,
    PINE,
    PLUM,
    RUST,
    SEA,
    SKINS,
    SLATE,
    TEAL,
    TOMATO,
    WHITE,
    mix,
)
from tests.drawings.shapes import circle, ellipse, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(18)
    wall(art)
    lanes(art)
    pins(art)
    balls(art)
    gang(art)
    return art.finish()


def wall(art: Art) -> None:
    """Rays, and a row of bulbs."""
    art.sky(TEAL, PINE, 0, 470)
    for i in range(12):
        art.polygon(
            [(800, 470), (800 + (i - 6) * 400 - 60, -200), (800 + (i - 6) * 400 + 140, -200)], mix(TEAL, SEA, 0.4)
        )
    art.fill(rect(0, 210, 1600, 120), TOMATO, BRICK, (0, 210), (0, 330), 0, 0.6)
    for i in range(24):
        art.circle(36 + i * 67, 270, 17, BUTTER)
        art.glow(36 + i * 67, 270, 40, AMBER, 0.5)


def lanes(art: Art) -> None:
    """The lanes and their gutters."""
    art.rect(0, 330, 1600, 160, NIGHT)
    art.fill(
        polygon([(0, 480), (1600, 480), (1600, 1067), (0, 1067)]), "#D79B57", "#9B5A2E", (0, 480), (0, 1067), 0, 0.7
    )
    for i in range(-22, 23):
        art.line([(800 + i * 36, 480), (800 + i * 92, 1067)], "#B57740", w=2, caps=False)
    for i in (-2, -1, 1, 2):
        x0, x1 = 800 + i * 216 - 108 * (1 if i > 0 else -1), 800 + i * 560 - 280 * (1 if i > 0 else -1)
        art.polygon([(x0 - 16, 480), (x0 + 16, 480), (x1 + 46, 1067), (x1 - 46, 1067)], SLATE)


def pins(art: Art) -> None:
    """Ten pins to a lane."""
    for lane in range(5):
        for row in range(4):
            for k in range(4 - row):
                pin(art, 352 + lane * 224 + (k - (3 - row) / 2) * 40, 442 + row * 13)


def pin(art: Art, x: float, y: float) -> None:
    """A pin that stands on y."""
    shape = ((-6, -66), (0, -78), (6, -66), (5, -52), (12, -26), (7, 0), (-7, 0), (-12, -26), (-5, -52))
    art.polygon(smooth([(x + dx, y + dy) for dx, dy in shape], steps=6), WHITE)
    art.rect(x - 6, y - 57, 12, 5, TOMATO)


def balls(art: Art) -> None:
    """Two balls on their way, and the arrows they are aimed by."""
    for x, y, r, tone in ((690, 690, 46, PLUM), (1010, 590, 30, INK)):
        art.tint(ellipse(x + 6, y + r * 0.9, r, r * 0.28), NIGHT, 0.4)
        art.fill(circle(x, y, r), tone, NIGHT, (x - r * 0.4, y - r), (x + r, y + r), 0, 0.8)
        for k in range(3):
            art.circle(x - r * 0.2 + k * r * 0.2, y - r * 0.4 + (k % 2) * r * 0.16, r * 0.08, NIGHT)
    for i in range(5):
        x, y = 700 + i * 50, 900 - abs(i - 2) * -16
        art.polygon([(x - 10, y + 26), (x, y), (x + 10, y + 26)], RUST)


def gang(art: Art) -> None:
    """The gang; one has just let go."""
    crowd(art, [150, 286, 1240, 1370, 1498], 1260, 600, who=[6, 5, 7, 2, 1])
    person(art, 480, 1130, 560, Look(TOMATO, SKINS[5], NIGHT), points=True, lean=0.3)
