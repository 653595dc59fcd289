"""Points in a row: what polygons and lines are made of. One unit is one pixel of the finished picture."""

import math
from collections.abc import Sequence

Point = tuple[float, float]


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 14) -> list[Point]:
    """A curve that passes through the points (Catmull-Rom), `steps` points to each of them."""
    count = len(points)
    curve: list[Point] = []
    for i in range(count if closed else count - 1):
        a, b, c, d = (points[(i + k) % count if closed else min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        for k in range(steps):
            t = k / steps
            curve.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    if not closed:
        curve.append(points[-1])
    return curve


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    """One coordinate of the curve from b to c, at t (0 to 1)."""
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def ring(x: float, y: float, rx: float, ry: float, start: float = 0, end: float = 360, count: int = 64) -> list[Point]:
    """Points along an ellipse, in degrees clockwise from three o'clock."""
    angles = (math.radians(start + (end - start) * i / count) for i in range(count + 1))
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]
