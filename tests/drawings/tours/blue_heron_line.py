"""Folded cartons leave the gluer like a deck of cards that someone is dealing."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.figures import Look, person
from tests.drawings.fittings import lamp
from tests.drawings.palette import (
    BLUSH,
    BUTTER,
    CREAM,
    INK,
    MUSTARD,
    NIGHT,
    PINE,
    SEA,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    TOMATO,
    WHITE,
    Color,
    mix,
)
from tests.drawings.shapes import polygon


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(5, paper=TEAL)
    hall(art)
    belt(art)
    cartons(art)
    pair(art)
    return art.finish()


def hall(art: Art) -> None:
    """A green hall under five lamps."""
    art.sky(TEAL, PINE, 0, 1067)
    art.glow(1200, 150, 900, SEA, 0.8)
    for i in range(5):
        lamp(art, 170 + i * 330, 120, 78, shade=NIGHT, beam=BUTTER, depth=520)


def belt(art: Art) -> None:
    """The belt, running up to the right."""
    art.polygon([(0, 700), (1600, 420), (1600, 560), (0, 900)], NIGHT)
    art.fill(polygon([(0, 690), (1600, 410), (1600, 470), (0, 790)]), SLATE, INK, (0, 700), (1600, 440), 0, 0.5)
    for i in range(26):
        t = (i / 25) ** 1.25
        x, y = 1600 * (1 - t), 520 + 330 * t
        art.circle(x, y - 16 * t, 8 + 18 * t, STEEL)
        art.circle(x, y - 16 * t, 4 + 9 * t, INK)


def cartons(art: Art) -> None:
    """Cartons on edge, larger as they come nearer."""
    tones = (TOMATO, CREAM, MUSTARD, CREAM, BLUSH, CREAM)
    for i in range(17):
        t = (i / 16) ** 1.5
        carton(art, 1560 - 1500 * t, 438 + 262 * t, 54 + 190 * t, tones[i % 6])


def carton(art: Art, x: float, y: float, s: float, tone: Color) -> None:
    """A carton `s` wide by its lower left corner: front, side, top, and a heron's head."""
    lean = s * 0.34
    shadow = [(x, y + 6), (x + s, y - s * 0.14), (x + s * 1.5, y), (x + s * 0.6, y + s * 0.2)]
    art.tint(polygon(shadow), NIGHT, 0.4)
    front = [(x, y), (x + s, y - s * 0.17), (x + s + lean * 0.3, y - s * 1.1), (x + lean * 0.3, y - s * 0.95)]
    art.fill(polygon(front), tone, mix(tone, INK, 0.5), (x, y - s), (x + s, y + s * 0.2), 0, 0.55)
    side = [
        (x + s, y - s * 0.17),
        (x + s * 1.24, y - s * 0.07),
        (x + s * 1.24 + lean * 0.3, y - s * 0.98),
        (x + s + lean * 0.3, y - s * 1.1),
    ]
    art.polygon(side, mix(tone, INK, 0.35))
    top = [
        (x + lean * 0.3, y - s * 0.95),
        (x + s + lean * 0.3, y - s * 1.1),
        (x + s * 1.24 + lean * 0.3, y - s * 0.98),
        (x + s * 0.3 + lean * 0.3, y - s * 0.84),
    ]
    art.polygon(top, mix(tone, WHITE, 0.35))
    head = mix(tone, TEAL, 0.85)
    art.ellipse(x + s * 0.56, y - s * 0.56, s * 0.2, s * 0.24, head)
    art.polygon([(x + s * 0.5, y - s * 0.62), (x + s * 0.84, y - s * 0.7), (x + s * 0.62, y - s * 0.5)], head)


def pair(art: Art) -> None:
    """Two who watch."""
    person(art, 1220, 1190, 560, Look(CREAM, SKINS[4], NIGHT, style="bun", vest=TOMATO))
    person(art, 1410, 1230, 600, Look(MUSTARD, SKINS[1], "#3A2418", vest=TOMATO))
