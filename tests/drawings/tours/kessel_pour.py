"""A ladle tips; everyone behind the yellow line takes the same breath."""

import math

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import windows
from tests.drawings.curves import smooth
from tests.drawings.figures import CREW, Look, person
from tests.drawings.fittings import floor, truss
from tests.drawings.palette import AMBER, BUTTER, MUSTARD, NIGHT, RUST, SKINS, TOMATO, WHITE, mix
from tests.drawings.shapes import polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(2, paper=NIGHT)
    hall(art)
    crane(art)
    ladle(art)
    molds(art)
    sparks(art)
    gang(art)
    return art.finish()


def hall(art: Art) -> None:
    """A dark hall, lit by the metal alone."""
    art.sky("#1A2231", "#3A2630", 0, 1067)
    for i in range(6):
        x = 60 + i * 290
        art.fill(
            polygon([(x, 0), (x + 34, 0), (x + 34, 760), (x, 760)]), "#10161F", RUST, (x, 300), (x + 60, 300), 0, 0.5
        )
    for i in range(5):
        x = 112 + i * 290
        art.tint(rect(x, 110, 220, 330), "#2F4256", 0.7)
        windows(art, x, 110, 220, 330, 4, 6, "#43596C", gap=0.12)
    truss(art, 36, 64, "#0D131B", bays=11, w=6)
    art.glow(900, 640, 1050, TOMATO, 0.85)
    art.glow(900, 640, 620, MUSTARD, 0.9)


def crane(art: Art) -> None:
    """The traveling crane and its hook."""
    art.rect(0, 116, 1600, 30, "#0D131B")
    art.rect(640, 100, 240, 62, MUSTARD)
    for i in range(6):
        art.polygon([(640 + i * 44, 162), (662 + i * 44, 162), (682 + i * 44, 140), (660 + i * 44, 140)], NIGHT)
    for x in (690, 830):
        art.line([(x, 160), (x - 5, 366)], NIGHT, w=8)
    art.line([(620, 366), (900, 366)], NIGHT, w=22)
    for x in (628, 892):
        art.line([(x, 366), (x, 470)], NIGHT, w=14)


def ladle(art: Art) -> None:
    """The ladle, and the stream from its lip."""
    body = [(618, 430), (884, 372), (920, 560), (868, 640), (716, 674), (640, 610)]
    art.fill(polygon(body), "#2A2E38", TOMATO, (660, 520), (960, 520), 0, 0.85)
    art.polygon([(614, 436), (886, 376), (894, 402), (620, 462)], "#4A4B52")
    art.polygon([(884, 374), (942, 384), (912, 420)], "#4A4B52")
    art.line([(632, 452), (890, 396)], BUTTER, w=12)
    art.glow(965, 610, 190, WHITE, 0.85)
    stream = smooth(
        [(920, 392), (948, 398), (966, 470), (972, 610), (974, 742), (956, 742), (954, 610), (948, 480), (922, 416)]
    )
    art.polygon(stream, BUTTER)
    art.line([(932, 402), (956, 470), (964, 610), (965, 738)], WHITE, w=9)


def molds(art: Art) -> None:
    """The molds; those that are poured glow."""
    floor(art, 800, "#1B1A22", TOMATO)
    for i in range(6):
        x = 350 + i * 205
        art.fill(
            rect(x, 736, 180, 120, r=6), "#30242A", AMBER, (x, 830), (x + 60, 700), 0, 0.75 if 2 <= i <= 4 else 0.4
        )
        art.rect(x, 782, 180, 10, "#160F14")
        art.rect(x + 70, 726, 40, 12, BUTTER if i <= 3 else "#160F14")


def sparks(art: Art) -> None:
    """Sparks that fall in arcs."""
    for _ in range(90):
        t = art.random.random()
        ang = art.random.uniform(-2.9, -0.2)
        r = 40 + 300 * t * t
        x, y = 965 + math.cos(ang) * r, 740 + math.sin(ang) * r * 0.85 + 120 * t * t
        art.circle(x, y, art.random.uniform(1.3, 4), art.random.choice([BUTTER, WHITE, AMBER]))


def gang(art: Art) -> None:
    """The pourer, and the gang behind the line."""
    person(art, 1210, 890, 420, Look("#B9C4C7", SKINS[3], NIGHT, hat="#DDE5E4", legs="#6F7F86"))
    art.line([(1180, 660), (1010, 560)], "#0D131B", w=11)
    art.line([(0, 944), (1600, 944)], AMBER, w=14, caps=False)
    for i, x in enumerate((70, 190, 305, 430, 552)):
        look = CREW[(i * 3 + 1) % 10]
        look = look._replace(coat=mix(look.coat, NIGHT, 0.5), hat=(AMBER, WHITE, AMBER, TOMATO, AMBER)[i])
        person(art, x, 1250, 440 + 14 * (i % 3), look)
    art.spray(rect(0, 770, 640, 300), TOMATO, (0, 0), (640, 0), 0, 0.3)
