"""The front page: the gang on the river wall, a raised bridge, a sawtooth plant, the city."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import sawtooth, skyline, tower, windows
from tests.drawings.curves import smooth
from tests.drawings.figures import Look, crowd, person
from tests.drawings.palette import (
    AMBER,
    BRICK,
    BUTTER,
    CREAM,
    INK,
    MIST,
    MOSS,
    MUSTARD,
    NIGHT,
    PINE,
    RUST,
    SAND,
    SEA,
    SKINS,
    SLATE,
    TEAL,
    TOMATO,
    WHITE,
    mix,
)
from tests.drawings.shapes import circle, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(1)
    dawn(art)
    city(art)
    far_bank(art)
    chimneys(art)
    river(art)
    bridge(art)
    gang(art)
    return art.finish()


def dawn(art: Art) -> None:
    """The sky, and the sun in it."""
    art.sky("#F3B765", "#F9E3B4", 0, 640)
    art.glow(1130, 296, 620, WHITE, 0.75)
    art.circle(1130, 296, 110, TOMATO)
    art.spray(circle(1130, 296, 110), AMBER, (1130, 406), (1130, 196), 0, 0.75)


def city(art: Art) -> None:
    """The city, far and near."""
    skyline(art, 640, mix(SEA, "#F3CF93", 0.45), 0.95, seed=5)
    skyline(art, 650, mix(TEAL, "#E9C48B", 0.3), 0.72, seed=9)
    tower(art, 560, 650, 470, 118, PINE)
    art.rect(360, 380, 92, 280, mix(PINE, TEAL, 0.5))
    windows(art, 366, 392, 80, 240, 5, 13, mix(TEAL, BUTTER, 0.5), skip=0.35)
    art.rect(690, 340, 70, 310, mix(PINE, INK, 0.2))
    art.polygon([(690, 341), (760, 300), (760, 341)], mix(PINE, INK, 0.2))
    windows(art, 696, 356, 58, 250, 4, 14, mix(TEAL, BUTTER, 0.4), skip=0.4)


def far_bank(art: Art) -> None:
    """A park, and the plant on the far bank."""
    art.fill(rect(0, 634, 1600, 112), MOSS, PINE, (0, 640), (0, 740), 0, 0.8)
    for i in range(26):
        x = 130 + i * 36 + art.random.uniform(-8, 8)
        art.circle(x, 690 + art.random.uniform(-6, 6), art.random.uniform(18, 32), mix(PINE, MOSS, art.random.random()))
    art.rect(0, 716, 1600, 22, mix(SLATE, SAND, 0.4))
    sawtooth(art, 980, 520, 640, 84, 7, wall=BRICK, base=740)
    windows(art, 1000, 622, 600, 86, 15, 2, BUTTER, gap=0.4, lit=(0.35, MUSTARD))


def chimneys(art: Art) -> None:
    """Two chimneys; one smokes."""
    for x, top in ((930, 330), (890, 380)):
        art.fill(
            polygon([(x, top), (x + 26, top), (x + 34, 740), (x - 8, 740)]), RUST, NIGHT, (x, 0), (x + 34, 0), 0, 0.7
        )
        art.rect(x - 3, top + 14, 32, 10, CREAM)
    left = [(905, 372), (880, 330), (905, 285), (868, 250), (842, 226), (880, 238), (925, 262), (938, 300), (920, 340)]
    art.polygon(smooth(left), CREAM)
    right = [(943, 322), (930, 285), (962, 240), (930, 200), (900, 176), (946, 188), (990, 222), (990, 262), (965, 300)]
    art.tint(polygon(smooth(right)), CREAM, 0.9)


def river(art: Art) -> None:
    """The river, and the light on it."""
    art.fill(rect(0, 735, 1600, 335), TEAL, PINE, (0, 735), (0, 1000), 0, 0.9)
    for i in range(60):
        y = 748 + i * 4.6
        w = art.random.uniform(24, 130)
        x = art.random.choice([art.random.uniform(960, 1290), art.random.uniform(0, 1600)])
        art.tint(rect(x, y, w, 3.4, r=1.6), art.random.choice([BUTTER, AMBER, TOMATO, MIST]), 0.75)


def bridge(art: Art) -> None:
    """The bascule bridge, one leaf up."""
    art.rect(0, 690, 150, 190, SLATE)
    art.rect(30, 612, 78, 110, BRICK)
    art.polygon([(20, 614), (69, 568), (118, 614)], PINE)
    windows(art, 40, 634, 58, 60, 2, 2, BUTTER, gap=0.4)
    leaf = [(108, 770), (470, 486), (486, 508), (138, 806)]
    art.polygon(leaf, BRICK)
    for i in range(9):
        t, n = i / 9, (i + 1) / 9
        x0, y0, x1, y1 = 108 + 362 * t, 770 - 284 * t, 108 + 362 * n, 770 - 284 * n
        lift = 74 * (1 - t) + 14
        lift2 = 74 * (1 - n) + 14
        art.line(
            [(x0, y0), (x0 - lift * 0.5, y0 - lift * 0.75), (x1, y1), (x1 - lift2 * 0.5, y1 - lift2 * 0.75)], BRICK, w=6
        )
    art.line([(66, 706), (470 - 9, 476)], BRICK, w=9)


def gang(art: Art) -> None:
    """The near bank and the gang."""
    art.fill(polygon([(0, 905), (1600, 880), (1600, 1067), (0, 1067)]), INK, NIGHT, (0, 880), (0, 1067), 0, 0.9)
    art.line([(0, 902), (1600, 877)], SAND, w=9, caps=False)
    crowd(
        art,
        [590, 690, 792, 884, 992, 1086, 1186],
        1130,
        370,
        who=[5, 0, 1, 2, 6, 3, 8],
        hats=[None, AMBER, None, None, None, WHITE, None],
    )
    person(art, 476, 1140, 392, Look(BRICK, SKINS[4], NIGHT, style="bun", hat=TOMATO))
    person(art, 1300, 1140, 384, Look(SEA, SKINS[0], "#8A4B26", hat=AMBER), points=True)
