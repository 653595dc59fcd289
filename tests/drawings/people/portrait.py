"""A portrait, 640 by 640: a ground, shoulders, a head, hair, and little else. Drawn with respect."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import smooth
from tests.drawings.palette import INK, mix
from tests.drawings.people import clothes, features, hair
from tests.drawings.people.face import Face


def draw(seed: int, face: Face) -> Image.Image:
    """Draw somebody, from the back of the hair to the glasses."""
    art = Art(seed, 640, 640, paper=face.ground)
    ground(art, face)
    hair.behind(art, face)
    clothes.body(art, face)
    features.head(art, face)
    hair.front(art, face)
    features.glasses(art, face)
    return art.finish()


def ground(art: Art, face: Face) -> None:
    """The ground, with a sun, an arch, bars or a hill in its second color."""
    art.sky(face.ground, mix(face.ground, INK, 0.12), 0, 640)
    shape = art.random.choice(["sun", "arch", "bars", "hill"])
    if shape == "sun":
        art.circle(320 + art.random.uniform(-90, 90), 300, 236, face.light)
    elif shape == "arch":
        art.rect(110, 90, 420, 620, face.light, r=210)
    elif shape == "bars":
        for x in range(-120, 690, 90):
            art.polygon([(x, 640), (x + 45, 640), (x + 265, 0), (x + 220, 0)], face.light)
    else:
        hill = [(-80, 360), (120, 250), (340, 330), (560, 220), (740, 320), (740, 760), (-80, 760)]
        art.polygon(smooth(hill), face.light)
