"""Ink, paper and a steady hand: what every picture is drawn with.

A picture is drawn flat, as a screen printer would: solid shapes, then sprayed
tones cut by a mask, then a little grain of the paper. Everything random is
seeded, so the same script gives the same picture. Needs Pillow only.
"""

import random
from collections.abc import Sequence
from functools import cached_property

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.drawings import shapes
from tests.drawings.curves import Point
from tests.drawings.palette import CREAM, Color, rgb
from tests.drawings.shapes import SCALE, Shape

Mask = Image.Image


class Art:
    """A picture in the making. Lengths are in pixels of the finished picture, shares run from 0 to 1."""

    def __init__(self, seed: int, w: int = 1600, h: int = 1067, paper: Color = CREAM) -> None:
        self.w, self.h = w, h
        self.random = random.Random(seed)
        self.size = (w * SCALE, h * SCALE)
        self.image = Image.new("RGB", self.size, rgb(paper))
        self.layer = ImageDraw.Draw(self.image)

    # Solid shapes

    def polygon(self, points: Sequence[Point], color: Color) -> None:
        """Ink what the points enclose."""
        shapes.polygon(points)(self.layer, rgb(color))

    def rect(self, x: float, y: float, w: float, h: float, color: Color, r: float = 0) -> None:
        """Ink a rectangle; `r` rounds its corners."""
        shapes.rect(x, y, w, h, r)(self.layer, rgb(color))

    def ellipse(self, x: float, y: float, rx: float, ry: float, color: Color) -> None:
        """Ink an ellipse."""
        shapes.ellipse(x, y, rx, ry)(self.layer, rgb(color))

    def circle(self, x: float, y: float, r: float, color: Color) -> None:
        """Ink a circle."""
        shapes.circle(x, y, r)(self.layer, rgb(color))

    def hoop(self, x: float, y: float, r: float, w: float, color: Color, ry: float | None = None) -> None:
        """Ink a circle's outline."""
        shapes.hoop(x, y, r, w, ry)(self.layer, rgb(color))

    def line(self, points: Sequence[Point], color: Color, w: float = 2, caps: bool = True) -> None:
        """Ink a line."""
        shapes.line(points, w, caps)(self.layer, rgb(color))

    # Tones, cut by a mask

    def mask(self, shape: Shape | Mask) -> Mask:
        """The shape as a mask; a mask as it is."""
        if isinstance(shape, Image.Image):
            return shape
        layer = Image.new("L", self.size, 0)
        shape(ImageDraw.Draw(layer), 255)
        return layer

    def stencil(self, mask: Mask, color: Color) -> None:
        """One coat of a color, through a mask."""
        self.image.paste(Image.new("RGB", self.size, rgb(color)), mask=mask)

    def tint(self, shape: Shape | Mask, color: Color, share: float) -> None:
        """One even, see-through coat of a color."""
        self.stencil(self.mask(shape).point(lambda v: round(v * share)), color)

    def spray(
        self,
        shape: Shape | Mask,
        color: Color,
        start: Point,
        end: Point,
        first: float = 0.0,
        last: float = 1.0,
    ) -> None:
        """Spray a color within a shape, from the share `first` at `start` to the share `last` at `end`."""
        mask = self.mask(shape)
        tone = self._speckle(self._ramp(start, end, first, last), 0.1)
        self.stencil(ImageChops.multiply(tone, mask), color)

    def fill(
        self,
        shape: Shape,
        color: Color,
        shade: Color,
        start: Point,
        end: Point,
        first: float = 0.0,
        last: float = 0.7,
    ) -> Mask:
        """A shape in one color, and a second color sprayed over it."""
        mask = self.mask(shape)
        self.stencil(mask, color)
        self.spray(mask, shade, start, end, first, last)
        return mask

    def glow(
        self,
        x: float,
        y: float,
        r: float,
        color: Color,
        strength: float = 0.8,
        within: Mask | None = None,
    ) -> None:
        """A light, brightest in its middle."""
        width = round(2 * r * SCALE)
        disc = Image.radial_gradient("L").resize((width, width))
        disc = disc.point(lambda v: round(255 * strength * max(0.0, 1 - v / 180) ** 1.6))
        tone = Image.new("L", self.size, 0)
        tone.paste(disc, (round((x - r) * SCALE), round((y - r) * SCALE)))
        tone = self._speckle(tone, 0.09)
        self.stencil(ImageChops.multiply(tone, within) if within else tone, color)

    def sky(self, top: Color, bottom: Color, y0: float, y1: float) -> None:
        """A field that runs from one color to another."""
        self.rect(0, y0, self.w, y1 - y0, top)
        self.spray(shapes.rect(0, y0, self.w, y1 - y0), bottom, (0, y0), (0, y1), 0, 1)

    def finish(self) -> Image.Image:
        """The picture at its own size, with the paper showing."""
        image = self.image.resize((self.w, self.h), Image.Resampling.BOX)
        half = (self.w // 2, self.h // 2)
        small = Image.frombytes("L", half, random.Random(11).randbytes(half[0] * half[1]))
        tooth = small.resize((self.w, self.h), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.5))
        tooth = tooth.point(lambda v: round(128 + (v - 128) * 2 / 64))
        return ImageChops.add(image, Image.merge("RGB", (tooth, tooth, tooth)), 1, -128)

    @cached_property
    def _noise(self) -> Mask:
        """Speckle, one grain to a finished pixel."""
        grain = Image.frombytes("L", (self.w, self.h), random.Random(7).randbytes(self.w * self.h))
        return grain.resize(self.size, Image.Resampling.NEAREST)

    def _speckle(self, tone: Mask, crisp: float) -> Mask:
        """A smooth tone, turned to spray."""
        hard = ImageChops.add(tone, self._noise, 1, -255).point(lambda v: 255 if v > 0 else 0)
        return Image.blend(tone, hard, crisp)

    def _ramp(self, start: Point, end: Point, first: float, last: float) -> Mask:
        """Values running from `first` to `last` along the line from start to end, and level beyond it."""
        pad = 40  # how many times the line's own length the level ends reach
        rise = [first + (last - first) * i / 255 for i in range(256)]
        values = [first] * (256 * pad) + rise + [last] * (256 * pad)
        strip = Image.new("L", (1, len(values)))
        strip.putdata([round(255 * v) for v in values])
        strip = strip.resize((3, strip.height), Image.Resampling.NEAREST)
        (x0, y0), (x1, y1) = start, end
        dx, dy = (x1 - x0) * SCALE, (y1 - y0) * SCALE
        length = dx * dx + dy * dy
        d, e = 256 * dx / length, 256 * dy / length
        f = 256 * pad - d * x0 * SCALE - e * y0 * SCALE
        return strip.transform(self.size, Image.Transform.AFFINE, (0, 0, 1, d, e, f), Image.Resampling.NEAREST)
