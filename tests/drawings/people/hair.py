"""Hair: what lies behind the head, and what lies in front of it."""

import math
from collections.abc import Callable

from PIL import ImageChops

from tests.drawings.art import Art
from tests.drawings.curves import Point, smooth
from tests.drawings.palette import NIGHT, RUST, SLATE, WHITE, brightness, mix
from tests.drawings.people.face import Face
from tests.drawings.people.fringes import FRINGES
from tests.drawings.shapes import circle, ellipse, polygon


def behind(art: Art, face: Face) -> None:
    """The hair behind the head, for the cuts that have it."""
    if draw := BEHIND.get(face.cut):
        draw(art, face)


def front(art: Art, face: Face) -> None:
    """The hair over the forehead; a scarf or a bald head's fringe, where there is none."""
    if outline := FRINGES.get(face.cut):
        fringe(art, face, outline(320 - face.half, 320 + face.half))
    if draw := FRONT.get(face.cut):
        draw(art, face)


def fringe(art: Art, face: Face, outline: list[Point]) -> None:
    """Hair within an outline, lit from the left."""
    shade = NIGHT if brightness(face.hair) > 240 else SLATE
    art.fill(polygon(smooth(outline)), face.hair, shade, (300, 140), (450, 300), 0, 0.5)


def long_behind(art: Art, face: Face) -> None:
    """Down to below the shoulders."""
    outline = [
        (320, 118),
        (430, 160),
        (452, 300),
        (462, 450),
        (400, 500),
        (320, 470),
        (240, 500),
        (178, 450),
        (188, 300),
        (210, 160),
    ]
    art.fill(polygon(smooth(outline)), face.hair, NIGHT, (320, 160), (420, 520), 0, 0.6)


def bob_behind(art: Art, face: Face) -> None:
    """Down to the chin."""
    outline = [(320, 124), (428, 166), (446, 300), (428, 392), (320, 410), (212, 392), (194, 300), (212, 166)]
    art.fill(polygon(smooth(outline)), face.hair, NIGHT, (320, 160), (420, 420), 0, 0.6)


def afro_behind(art: Art, face: Face) -> None:
    """A round cloud."""
    art.fill(circle(320, 232, 152), face.hair, mix(face.hair, SLATE, 0.4), (420, 330), (220, 100), 0, 0.5)


def bun_behind(art: Art, face: Face) -> None:
    """A knot on top."""
    art.fill(circle(320, 112, 50), face.hair, NIGHT, (290, 80), (360, 150), 0, 0.6)
    art.ellipse(320, 262, 112, 128, face.hair)


def braids_behind(art: Art, face: Face) -> None:
    """Braids to the shoulders, four to a side, close together."""
    art.ellipse(320, 232, 104, 100, face.hair)
    for side in (-1, 1):
        for k in range(4):
            x = 64 + k * 20
            braid = smooth(
                [(320 + side * x * 0.62, 172), (320 + side * (x + 10), 330), (320 + side * (x + 4), 490)], closed=False
            )
            art.line(braid, mix(face.hair, RUST, 0.14 * (k % 2)), w=24)
            for px, py in braid[6::4]:
                art.line([(px - 8, py - 5), (px, py), (px + 8, py - 5)], mix(face.hair, SLATE, 0.55), w=2.4)


def curls_behind(art: Art, face: Face) -> None:
    """A ring of curls."""
    for i in range(16):
        angle = math.radians(150 + i * 16)
        x, y = 320 + 118 * math.cos(angle), 262 + 132 * math.sin(angle)
        art.circle(x, y, 40, mix(face.hair, NIGHT, 0.14 * (i % 2)))


def strands(art: Art, face: Face) -> None:
    """Three strands that catch the light."""
    for k in range(3):
        strand = smooth([(266 + k * 34, 150), (300 + k * 36, 146), (352 + k * 26, 172)], closed=False)
        art.line(strand, mix(face.hair, WHITE, 0.25), w=2.6)


def partings(art: Art, face: Face) -> None:
    """The partings between braids."""
    for k in range(-3, 4):
        art.line([(320 + k * 9, 128), (320 + k * 27, 176 + abs(k) * 9)], mix(face.hair, SLATE, 0.5), w=3)


def curls(art: Art, face: Face) -> None:
    """Curls over the forehead."""
    for i in range(11):
        angle = math.radians(186 + i * 16.8)
        x, y = 320 + 94 * math.cos(angle), 232 + 86 * math.sin(angle)
        art.circle(x, y, 31, mix(face.hair, WHITE, 0.1 * (i % 3)))


def bald(art: Art, face: Face) -> None:
    """What is left at the temples, and a shine."""
    w = face.half
    for s in (-1, 1):
        temple = [
            (320 + s * (w + 1), 300),
            (320 + s * (w + 10), 262),
            (320 + s * (w + 1), 222),
            (320 + s * (w - 12), 250),
        ]
        art.polygon(smooth(temple), face.hair)
    art.tint(ellipse(290, 186, 34, 14), WHITE, 0.3)


def hijab(art: Art, face: Face) -> None:
    """A scarf around the face, and its folds."""
    w = face.half
    drape = [
        (320, 112),
        (424, 156),
        (450, 280),
        (440, 390),
        (520, 520),
        (420, 600),
        (320, 560),
        (220, 600),
        (120, 520),
        (200, 390),
        (190, 280),
        (216, 156),
    ]
    opening = [
        (320, 172),
        (320 + w * 0.7, 208),
        (320 + w * 0.9, 280),
        (320 + w * 0.74, 356),
        (320, 420),
        (320 - w * 0.74, 356),
        (320 - w * 0.9, 280),
        (320 - w * 0.7, 208),
    ]
    cloth = ImageChops.subtract(art.mask(polygon(smooth(drape))), art.mask(polygon(smooth(opening))))
    art.stencil(cloth, face.hair)
    art.spray(cloth, NIGHT, (280, 0), (520, 0), 0, 0.55)
    for fold in (
        [(222, 200), (210, 330), (270, 440), (400, 500)],
        [(420, 210), (434, 340), (390, 450), (280, 540)],
        [(250, 560), (330, 510), (440, 520)],
    ):
        art.line(smooth(fold, closed=False), mix(face.hair, NIGHT, 0.3), w=4)


BEHIND: dict[str, Callable[[Art, Face], None]] = {
    "long": long_behind,
    "bob": bob_behind,
    "afro": afro_behind,
    "bun": bun_behind,
    "braids": braids_behind,
    "curls": curls_behind,
}

FRONT: dict[str, Callable[[Art, Face], None]] = {
    "short": strands,
    "side": strands,
    "long": strands,
    "bob": strands,
    "braids": partings,
    "curls": curls,
    "bald": bald,
    "hijab": hijab,
}
