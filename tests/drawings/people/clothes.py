"""Shoulders, a neck, and what is worn around it."""

from collections.abc import Callable

from tests.drawings.art import Art
from tests.drawings.curves import smooth
from tests.drawings.palette import AMBER, NIGHT, TEAL, TOMATO, WHITE, brightness, mix
from tests.drawings.people.face import Face
from tests.drawings.shapes import polygon, rect


def body(art: Art, face: Face) -> None:
    """The shoulders, the neck and the collar."""
    shoulders = smooth([(320, 452), (420, 462), (540, 520), (590, 700), (50, 700), (100, 520), (220, 462)])
    art.fill(polygon(shoulders), face.coat, mix(face.coat, NIGHT, 0.7), (260, 0), (640, 0), 0, 0.6)
    neck = [(270, 372), (370, 372), (378, 474), (320, 506), (262, 474)]
    art.fill(polygon(neck), face.skin, face.shadow, (0, 470), (0, 380), 0.05, 0.95)
    COLLARS[face.collar](art, face)


def crew(art: Art, face: Face) -> None:
    """A round neck."""
    band = [(254, 452), (320, 500), (386, 452), (396, 470), (320, 528), (244, 470)]
    art.polygon(smooth(band), mix(face.coat, WHITE, 0.3))


def shirt(art: Art, face: Face) -> None:
    """A white collar, and a row of buttons under it."""
    art.polygon([(320, 512), (262, 450), (226, 478), (276, 556)], WHITE)
    art.polygon([(320, 512), (378, 450), (414, 478), (364, 556)], WHITE)
    art.line([(320, 520), (320, 640)], mix(face.coat, NIGHT, 0.4), w=3, caps=False)


def blazer(art: Art, face: Face) -> None:
    """Two lapels."""
    art.polygon([(262, 456), (378, 456), (320, 640)], WHITE if brightness(face.coat) < 420 else TEAL)
    art.polygon([(258, 448), (196, 480), (236, 640), (318, 640)], mix(face.coat, NIGHT, 0.22))
    art.polygon([(382, 448), (444, 480), (404, 640), (322, 640)], mix(face.coat, NIGHT, 0.34))
    throat = [(270, 430), (370, 430), (378, 470), (320, 512), (262, 470)]
    art.fill(polygon(throat), face.skin, face.shadow, (0, 500), (0, 430), 0.0, 0.6)


def turtle(art: Art, face: Face) -> None:
    """A turtleneck."""
    art.fill(rect(258, 418, 124, 74, r=22), mix(face.coat, NIGHT, 0.12), NIGHT, (300, 0), (400, 0), 0, 0.4)


def scarf(art: Art, face: Face) -> None:
    """A bright scarf, whatever the coat."""
    cloth = smooth([(236, 440), (320, 486), (404, 440), (424, 486), (330, 548), (216, 486)])
    art.fill(polygon(cloth), AMBER, TOMATO, (230, 0), (420, 0), 0, 0.8)


def overall(art: Art, face: Face) -> None:
    """A bib and its two straps."""
    cloth = mix(face.coat, NIGHT, 0.45)
    for x in (210, 390):
        art.polygon([(x, 470), (x + 44, 470), (x + 40, 640), (x + 4, 640)], cloth)
    art.rect(208, 572, 226, 80, cloth)
    for x in (234, 408):
        art.circle(x, 588, 8, AMBER)


COLLARS: dict[str, Callable[[Art, Face], None]] = {
    "crew": crew,
    "shirt": shirt,
    "blazer": blazer,
    "turtle": turtle,
    "scarf": scarf,
    "overall": overall,
}
