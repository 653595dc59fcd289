"""A head, and the features of its face."""

from PIL import ImageChops

from tests.drawings.art import Art
from tests.drawings.curves import ring, smooth
from tests.drawings.palette import BRICK, NIGHT, TOMATO, WHITE, Color, brightness, mix
from tests.drawings.people.face import Face
from tests.drawings.shapes import circle, polygon, rect


def head(art: Art, face: Face) -> None:
    """The head, all but its hair and its glasses."""
    ears(art, face)
    skull(art, face)
    if face.beard:
        beard(art, face, face.beard)
    for side in (-1, 1):
        eye(art, face, side)
        if face.lined:
            lines(art, face, side)
    nose = smooth([(324, 282), (330, 312), (338, 330), (322, 336)], closed=False)
    art.line(nose, face.shadow, w=5)
    if not face.beard:
        mouth(art, face)


def ears(art: Art, face: Face) -> None:
    """The ears, where the hair shows them, and what hangs from them."""
    for side in (-1, 1):
        if face.cut not in ("hijab", "bob", "long"):
            art.ellipse(320 + side * (face.half + 4), 292, 17, 27, mix(face.skin, face.shadow, 0.4))
        if face.earrings:
            art.circle(320 + side * (face.half + 6), 330, 9, face.earrings)


def skull(art: Art, face: Face) -> None:
    """The head's shape, with two warm cheeks."""
    w = face.half
    outline = [
        (320, 150),
        (320 + w * 0.78, 186),
        (320 + w, 270),
        (320 + w * 0.84, 352),
        (320 + w * 0.42, 404),
        (320, 416),
        (320 - w * 0.42, 404),
        (320 - w * 0.84, 352),
        (320 - w, 270),
        (320 - w * 0.78, 186),
    ]
    shape = polygon(smooth(outline))
    mask = art.fill(shape, face.skin, face.shadow, (300, 0), (320 + w * 1.25, 0), 0, 0.75)
    for side in (-1, 1):
        art.glow(320 + side * 52, 330, 44, TOMATO, 0.2, mask)


def beard(art: Art, face: Face, color: Color) -> None:
    """A full beard, and the lips in it."""
    w = face.half
    outline = [
        (320 - w * 0.99, 296),
        (320 - w * 0.66, 330),
        (280, 342),
        (320, 336),
        (360, 342),
        (320 + w * 0.66, 330),
        (320 + w * 0.99, 296),
        (320 + w * 0.84, 372),
        (320, 442),
        (320 - w * 0.84, 372),
    ]
    art.fill(polygon(smooth(outline)), color, NIGHT, (300, 0), (440, 0), 0, 0.5)
    art.ellipse(320, 366, 25, 10, mix(face.skin, BRICK, 0.4))


def eye(art: Art, face: Face, side: int) -> None:
    """One eye and its brow; `side` is -1 or 1."""
    x = 320 + side * 40
    art.ellipse(x, 284, 15, 10, WHITE)
    art.circle(x, 284, 9, NIGHT)
    art.circle(x + 3, 281, 2.6, WHITE)
    art.line(ring(x, 290, 19, 18, 205, 335, 12), mix(NIGHT, face.hair, 0.2), w=4)
    art.line(ring(x, 276, 25, 22, 212, 328, 12), mix(brow(face), NIGHT, 0.25), w=7)


def brow(face: Face) -> Color:
    """The brows' color: the hair's, darker where light hair would not show."""
    if face.cut == "hijab":
        return NIGHT
    if brightness(face.hair) < 480 or face.lined:
        return face.hair
    return mix(face.hair, NIGHT, 0.4)


def lines(art: Art, face: Face, side: int) -> None:
    """The lines that laughing leaves."""
    art.line(ring(320 + side * 40, 292, 22, 18, 35, 145, 10), face.shadow, w=2.4)
    start, end = (110, 170) if side > 0 else (10, 70)
    art.line(ring(320 + side * 60, 344, 26, 34, start, end, 10), face.shadow, w=2.4)


def mouth(art: Art, face: Face) -> None:
    """A smile."""
    lips = smooth([(284, 364), (320, 372), (356, 364), (342, 384), (320, 389), (298, 384)])
    art.polygon(lips, mix(face.skin, BRICK, 0.62))
    art.line(smooth([(280, 362), (320, 372), (360, 362)], closed=False), mix(face.shadow, NIGHT, 0.3), w=3.4)


def glasses(art: Art, face: Face) -> None:
    """Round glasses, square ones in a color, or none."""
    if not face.glasses:
        return
    frame = NIGHT if face.glasses == "round" else face.glasses
    for side in (-1, 1):
        x = 320 + side * 41
        if face.glasses == "round":
            art.tint(circle(x, 286, 34), WHITE, 0.2)
            art.hoop(x, 286, 35, 5, frame)
        else:
            art.tint(rect(x - 36, 260, 72, 50, r=14), WHITE, 0.2)
            outer, inner = rect(x - 38, 258, 76, 54, r=16), rect(x - 32, 264, 64, 42, r=11)
            art.stencil(ImageChops.subtract(art.mask(outer), art.mask(inner)), frame)
        art.line([(320 + side * 76, 282), (320 + side * (face.half + 2), 278)], frame, w=5)
    art.line([(314, 280), (326, 280)], frame, w=5)
