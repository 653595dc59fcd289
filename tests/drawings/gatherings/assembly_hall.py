"""The Assembly: two days, one stage, no keynote longer than twenty minutes."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import skyline, tower
from tests.drawings.figures import CREW, Look, person
from tests.drawings.palette import BRICK, BUTTER, CREAM, MUSTARD, NIGHT, PINE, PLUM, RUST, SEA, SKINS, TEAL, TOMATO, mix
from tests.drawings.shapes import ellipse, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(16, paper=PLUM)
    arches(art)
    stage(art)
    beams(art)
    audience(art)
    return art.finish()


def arches(art: Art) -> None:
    """The hall's arches, and the city between them."""
    art.sky("#43284A", "#8A4458", 0, 1067)
    for i in range(9):
        t = i / 9
        art.hoop(800, 700, 900 - 74 * i, 34, mix("#55304F", MUSTARD, t * 0.55), ry=760 - 62 * i)
    art.fill(ellipse(800, 690, 400, 330), SEA, CREAM, (800, 360), (800, 700), 0, 0.9)
    skyline(art, 690, mix(TEAL, SEA, 0.25), 0.7, seed=31, left=430, right=1130)
    tower(art, 720, 690, 260, 70, PINE)


def stage(art: Art) -> None:
    """The stage, two chairs, a lectern and the speaker."""
    art.rect(300, 668, 1000, 30, RUST)
    art.fill(
        polygon([(260, 694), (1340, 694), (1420, 790), (180, 790)]), "#B5713F", RUST, (800, 694), (800, 790), 0, 0.8
    )
    for x, tone in ((470, TOMATO), (1130, TEAL)):
        art.polygon([(x - 60, 600), (x + 60, 600), (x + 44, 730), (x - 44, 730)], tone)
    art.fill(polygon([(930, 560), (1040, 560), (1024, 726), (946, 726)]), MUSTARD, RUST, (930, 0), (1050, 0), 0, 0.8)
    person(art, 800, 730, 300, Look(BRICK, SKINS[3], NIGHT, style="bun"), points=True)
    art.ellipse(800, 464, 17, 21, SKINS[3])


def beams(art: Art) -> None:
    """Two beams of light."""
    art.spray(polygon([(640, 0), (700, 0), (960, 720), (640, 720)]), BUTTER, (670, 0), (800, 720), 0.5, 0.08)
    art.spray(polygon([(1010, 0), (1060, 0), (1010, 720), (700, 720)]), BUTTER, (1030, 0), (800, 720), 0.45, 0.05)


def audience(art: Art) -> None:
    """Four rows of heads."""
    for row in range(4):
        y, n = 880 + row * 92, 13 - row * 2
        for i in range(n):
            x = 800 + (i - (n - 1) / 2) * (112 + row * 30) + (row % 2) * 30
            look = CREW[(i * 7 + row * 3) % 10]
            look = look._replace(coat=mix(look.coat, NIGHT, 0.55 - row * 0.13))
            person(art, x, y + 330 + row * 70, 400 + row * 78, look)
        art.spray(rect(0, 780, 1600, 287), NIGHT, (0, 1067), (0, 780), 0, 0.12)
