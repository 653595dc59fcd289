"""Roofs, windows, and the city behind them."""

import random

from tests.drawings.art import Art
from tests.drawings.palette import BRICK, BUTTER, INK, TOMATO, Color, mix
from tests.drawings.shapes import polygon, rect

Lit = tuple[float, Color]  # the share of windows that are lit, and their color


def sawtooth(
    art: Art,
    x: float,
    y: float,
    w: float,
    h: float,
    teeth: int,
    base: float,
    wall: Color = BRICK,
    glass: Color = BUTTER,
    roof: Color = INK,
) -> None:
    """A factory front: teeth of glass and slate over a wall down to `base`."""
    step = w / teeth
    art.fill(rect(x, y + h, w, base - y - h), wall, mix(wall, INK, 0.7), (x, 0), (x + w, 0), 0, 0.55)
    for i in range(teeth):
        left = x + i * step
        art.polygon([(left, y + h + 1), (left, y), (left + step, y + h + 1)], roof)
        pane = [
            (left + step * 0.03, y + h),
            (left + step * 0.03, y + h * 0.14),
            (left + step * 0.17, y + h * 0.27),
            (left + step * 0.17, y + h),
        ]
        art.fill(polygon(pane), glass, TOMATO, (0, y), (0, y + h), 0, 0.35)
        slope = [(left + step * 0.24, y + h), (left + step * 0.24, y + h * 0.36), (left + step * 0.86, y + h)]
        art.polygon(slope, mix(roof, wall, 0.45))


def windows(
    art: Art,
    x: float,
    y: float,
    w: float,
    h: float,
    columns: int,
    rows: int,
    color: Color,
    gap: float = 0.28,
    skip: float = 0,
    lit: Lit | None = None,
) -> None:
    """A grid of windows; `gap` and `skip` are the shares that are wall, and that are missing."""
    cw, rh = w / columns, h / rows
    for r in range(rows):
        for c in range(columns):
            if skip and art.random.random() < skip:
                continue
            shade = lit[1] if lit and art.random.random() < lit[0] else color
            art.rect(x + c * cw + cw * gap / 2, y + r * rh + rh * gap / 2, cw * (1 - gap), rh * (1 - gap), shade)


def skyline(
    art: Art,
    base: float,
    color: Color,
    height: float,
    seed: int,
    lit: Lit | None = None,
    left: float = 0,
    right: float | None = None,
) -> None:
    """The city, flat and far: setbacks, antennas, slanted tops and gables."""
    # its own dice, so that one more building never moves anything else in the picture
    dice = random.Random(seed)
    right = art.w if right is None else right
    x = left - 20
    while x < right:
        w = dice.uniform(46, 105)
        h = dice.uniform(120, 330) * height
        kind = dice.random()
        art.rect(x, base - h, w, h, color)
        if kind < 0.25:
            art.rect(x + w * 0.22, base - h * 1.16, w * 0.56, h * 0.2, color)
            art.rect(x + w * 0.46, base - h * 1.4, w * 0.08, h * 0.3, color)
        elif kind < 0.4:
            art.polygon([(x, base - h + 1), (x + w, base - h - w * 0.55), (x + w, base - h + 1)], color)
        elif kind < 0.55:
            art.polygon([(x, base - h + 1), (x + w / 2, base - h - w * 0.5), (x + w, base - h + 1)], color)
        if lit:
            _night_windows(art, dice, (x, base - h, w, h), lit)
        x += w + dice.uniform(-4, 14)


def _night_windows(art: Art, dice: random.Random, box: tuple[float, float, float, float], lit: Lit) -> None:
    """Lit windows, here and there, on a building at x, y, of width and height."""
    x, y, w, h = box
    share, color = lit
    columns, rows = max(2, int(w // 15)), max(3, int(h // 22))
    for i in range(rows):
        for j in range(columns):
            if dice.random() < share:
                art.rect(x + w * (j + 0.3) / columns, y + 10 + h * (i + 0.2) / rows, w * 0.42 / columns, 7, color)


def tower(art: Art, x: float, base: float, h: float, w: float, color: Color) -> None:
    """The tall dark one with setbacks and two antennas."""
    for share, top in ((1.0, 0.52), (0.78, 0.74), (0.54, 0.88), (0.34, 1.0)):
        art.rect(x - w * share / 2, base - h * top, w * share, h * top, color)
    for s in (-1, 1):
        art.rect(x + s * w * 0.1 - 2, base - h * 1.22, 4, h * 0.24, color)
