"""What a factory hall has: girders, lamps, a floor, hard hats."""

from tests.drawings.art import Art
from tests.drawings.curves import Point, ring
from tests.drawings.palette import BUTTER, INK, PINE, WHITE, Color, mix
from tests.drawings.shapes import polygon, rect


def truss(
    art: Art, y: float, h: float, color: Color, bays: int, w: float = 4, x0: float = 0, x1: float | None = None
) -> None:
    """A roof girder from wall to wall."""
    x1 = art.w if x1 is None else x1
    art.line([(x0, y), (x1, y)], color, w=w * 1.6, caps=False)
    art.line([(x0, y + h), (x1, y + h)], color, w=w * 1.6, caps=False)
    step = (x1 - x0) / bays
    for i in range(bays):
        art.line([(x0 + i * step, y + h), (x0 + (i + 0.5) * step, y), (x0 + (i + 1) * step, y + h)], color, w=w)


def lamp(
    art: Art, x: float, y: float, size: float, shade: Color = PINE, beam: Color | None = None, depth: float = 400
) -> None:
    """A hanging factory lamp, with its cone of light `depth` deep."""
    art.line([(x, y - 400), (x, y)], INK, w=max(2, size * 0.06), caps=False)
    if beam:
        cone = [
            (x - size * 0.6, y + size * 0.5),
            (x + size * 0.6, y + size * 0.5),
            (x + size * 2.2, y + depth),
            (x - size * 2.2, y + depth),
        ]
        art.spray(polygon(cone), beam, (0, y), (0, y + depth), 0.55, 0)
    art.ellipse(x, y + size * 0.5, size * 0.4, size * 0.2, BUTTER)
    hood = [
        (x - size * 0.14, y),
        (x + size * 0.14, y),
        (x + size * 0.72, y + size * 0.52),
        (x - size * 0.72, y + size * 0.52),
    ]
    art.polygon(hood, shade)


def hardhat(art: Art, x: float, y: float, r: float, color: Color) -> None:
    """A hard hat, seen from the side."""
    dome = ring(x, y, r, r * 0.86, 180, 360, 40)
    art.fill(polygon(dome), color, mix(color, INK, 0.6), (x - r * 0.2, y - r), (x + r, y), 0, 0.55)
    art.rect(x - r * 0.1, y - r * 0.95, r * 0.2, r * 0.92, mix(color, WHITE, 0.3), r=r * 0.1)
    for s in (-0.5, 0.5):
        art.line([(x + s * r, y - r * 0.08), (x + s * r * 0.8, y - r * 0.66)], mix(color, INK, 0.18), w=r * 0.06)
    art.rect(x - r * 1.12, y - r * 0.12, r * 2.5, r * 0.17, mix(color, INK, 0.12), r=r * 0.08)


def floor(art: Art, y: float, color: Color, far: Color, lines: Color | None = None, vanish: Point = (800, 0)) -> None:
    """A floor to the picture's foot, with boards running to a vanishing point."""
    art.fill(rect(0, y, art.w, art.h - y), color, far, (0, art.h), (0, y), 0, 0.8)
    if not lines:
        return
    vx, vy = vanish
    for i in range(-14, 15):
        bx = art.w / 2 + i * art.w / 14 * 1.3
        t = (y - vy) / (art.h - vy)
        art.line([(vx + (bx - vx) * t, y), (bx, art.h)], lines, w=1.6, caps=False)
