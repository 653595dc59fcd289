"""Solid shapes. A shape is a function that draws itself on a layer with an ink: a color, or a mask's 255."""

from collections.abc import Callable, Sequence

from PIL import ImageDraw

from tests.drawings.curves import Point
from tests.drawings.palette import RGB

# Everything is drawn at twice its size, and made smaller at the end: smooth edges.
SCALE = 2

Ink = RGB | int
Shape = Callable[[ImageDraw.ImageDraw, Ink], None]


def polygon(points: Sequence[Point]) -> Shape:
    """The area that the points enclose."""
    scaled = [(x * SCALE, y * SCALE) for x, y in points]
    return lambda layer, ink: layer.polygon(scaled, fill=ink)


def rect(x: float, y: float, w: float, h: float, r: float = 0) -> Shape:
    """A rectangle by its top left corner; `r` rounds its corners. Nothing, where it has no width or height."""
    box = (x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1)
    if w <= 0 or h <= 0:
        return lambda layer, ink: None
    if r:
        return lambda layer, ink: layer.rounded_rectangle(box, r * SCALE, fill=ink)
    return lambda layer, ink: layer.rectangle(box, fill=ink)


def ellipse(x: float, y: float, rx: float, ry: float) -> Shape:
    """An ellipse by its middle and its two radii."""
    box = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
    return lambda layer, ink: layer.ellipse(box, fill=ink)


def circle(x: float, y: float, r: float) -> Shape:
    """A circle by its middle and its radius."""
    return ellipse(x, y, r, r)


def hoop(x: float, y: float, r: float, w: float, ry: float | None = None) -> Shape:
    """A circle's outline of width `w`, measured inwards; an ellipse's, given `ry`."""
    ry = r if ry is None else ry
    box = ((x - r) * SCALE, (y - ry) * SCALE, (x + r) * SCALE, (y + ry) * SCALE)

    def shape(layer: ImageDraw.ImageDraw, ink: Ink) -> None:
        layer.ellipse(box, outline=ink, width=round(w * SCALE))

    return shape


def line(points: Sequence[Point], w: float = 2, caps: bool = True) -> Shape:
    """A line of width `w` through the points, with round ends where they would show."""
    scaled = [(x * SCALE, y * SCALE) for x, y in points]
    ends = [circle(x, y, w / 2 - 0.3) for x, y in (points[0], points[-1])] if caps and w > 2 else []

    def shape(layer: ImageDraw.ImageDraw, ink: Ink) -> None:
        layer.line(scaled, fill=ink, width=max(1, round(w * SCALE)), joint="curve")
        for end in ends:
            end(layer, ink)

    return shape
