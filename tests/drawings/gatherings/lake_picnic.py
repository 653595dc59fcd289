"""August: the grill, the lake, the lift bridge, and nobody's phone."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import ring, smooth
from tests.drawings.figures import Look, crowd, person
from tests.drawings.fittings import truss
from tests.drawings.palette import (
    AMBER,
    BRICK,
    CREAM,
    INK,
    MOSS,
    MUSTARD,
    NIGHT,
    PINE,
    RUST,
    SAGE,
    SEA,
    SKINS,
    SLATE,
    TEAL,
    TOMATO,
    WHITE,
    mix,
)
from tests.drawings.shapes import circle, ellipse, line, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(24)
    sky(art)
    bridge(art)
    lake(art)
    shore(art)
    table(art)
    grill(art)
    gang(art)
    return art.finish()


def sky(art: Art) -> None:
    """An August sky."""
    art.sky("#86C0C0", "#F6DFAE", 0, 560)
    art.circle(1240, 300, 96, AMBER)
    for x, y, s in ((300, 160, 1.2), (860, 110, 0.9)):
        cloud = [
            (x - 150 * s, y),
            (x - 70 * s, y - 44 * s),
            (x, y - 34 * s),
            (x + 60 * s, y - 62 * s),
            (x + 130 * s, y - 22 * s),
            (x + 190 * s, y),
        ]
        art.polygon(smooth(cloud), CREAM)


def bridge(art: Art) -> None:
    """The lift bridge."""
    for x in (170, 520):
        art.rect(x, 230, 44, 370, BRICK)
        for k in range(6):
            art.line([(x, 240 + k * 58), (x + 44, 296 + k * 58)], RUST, w=5)
        art.rect(x - 10, 216, 64, 20, RUST)
    truss(art, 420, 60, BRICK, bays=6, w=7, x0=204, x1=530)
    truss(art, 530, 44, BRICK, bays=4, w=6, x0=0, x1=180)
    truss(art, 530, 44, BRICK, bays=12, w=6, x0=550, x1=1100)


def lake(art: Art) -> None:
    """The lake, and three sails."""
    art.fill(rect(0, 574, 1600, 180), TEAL, SEA, (0, 740), (0, 574), 0, 0.8)
    for _ in range(50):
        x = art.random.choice([art.random.uniform(1080, 1400), art.random.uniform(0, 1600)])
        y = art.random.uniform(584, 700)
        tone = art.random.choice([AMBER, CREAM])
        art.tint(rect(x, y, art.random.uniform(20, 90), 3.4, r=1.6), tone, 0.8)
    for x, y, s, tone in ((760, 640, 0.9, TOMATO), (1440, 620, 0.65, WHITE), (980, 610, 0.5, MUSTARD)):
        art.polygon([(x, y - 110 * s), (x, y - 10 * s), (x + 70 * s, y - 10 * s)], tone)
        art.polygon([(x - 8 * s, y - 90 * s), (x - 8 * s, y - 10 * s), (x - 46 * s, y - 10 * s)], mix(tone, CREAM, 0.5))
        art.polygon([(x - 60 * s, y), (x + 80 * s, y), (x + 56 * s, y + 22 * s), (x - 40 * s, y + 22 * s)], INK)


def shore(art: Art) -> None:
    """The grass and two trees."""
    art.fill(
        polygon(smooth([(-60, 760), (300, 716), (800, 748), (1300, 706), (1700, 740), (1700, 1200), (-60, 1200)])),
        MOSS,
        SAGE,
        (0, 1067),
        (0, 720),
        0,
        0.7,
    )
    for x, y, s in ((90, 700, 1.3), (1520, 690, 1.5)):
        art.rect(x - 13 * s, y - 40 * s, 26 * s, 170 * s, RUST)
        for dx, dy, r in ((0, -130, 92), (-62, -80, 66), (62, -84, 70), (10, -190, 58)):
            art.fill(
                circle(x + dx * s, y + dy * s, r * s), PINE, MOSS, (x + 60 * s, y), (x - 80 * s, y - 220 * s), 0, 0.8
            )


def table(art: Art) -> None:
    """The table, its cloth, and a watermelon."""
    art.tint(ellipse(640, 1010, 420, 40), PINE, 0.5)
    art.polygon([(300, 880), (980, 880), (1040, 940), (240, 940)], CREAM)
    for i in range(11):
        t = i / 11
        if i % 2:
            art.polygon(
                [
                    (300 + 680 * t, 880),
                    (300 + 680 * (t + 1 / 11), 880),
                    (240 + 800 * (t + 1 / 11), 940),
                    (240 + 800 * t, 940),
                ],
                TOMATO,
            )
    art.rect(240, 940, 800, 40, BRICK)
    for x in (320, 930):
        art.line([(x, 960), (x + (30 if x > 600 else -30), 1067)], RUST, w=20)
    for x, tone in ((400, AMBER), (530, TEAL), (820, WHITE)):
        art.rect(x, 850, 44, 56, tone, r=8)
    art.ellipse(680, 900, 74, 17, WHITE)
    art.polygon(ring(680, 898, 60, 44, 180, 360, 20), "#5B8C4A")
    art.polygon(ring(680, 898, 50, 34, 180, 360, 20), TOMATO)


def grill(art: Art) -> None:
    """The grill."""
    art.line([(1180, 930), (1150, 1067)], INK, w=9)
    art.line([(1240, 930), (1270, 1067)], INK, w=9)
    art.polygon(ring(1210, 900, 96, 60, 0, 180, 24), INK)
    art.ellipse(1210, 900, 98, 17, SLATE)
    for k in range(4):
        art.rect(1146 + k * 34, 888, 26, 11, BRICK, r=5)
        art.tint(
            line(
                smooth(
                    [(1170 + k * 26, 870), (1182 + k * 26, 830), (1160 + k * 26, 790), (1178 + k * 26, 740)],
                    closed=False,
                ),
                w=8,
            ),
            WHITE,
            0.4,
        )


def gang(art: Art) -> None:
    """The cook, the gang, and one who watches the sails."""
    person(art, 1370, 1090, 400, Look(TOMATO, SKINS[0], "#5A3A22"))
    crowd(art, [440, 560, 680, 800], 1330, 520, who=[4, 6, 0, 7])
    person(art, 1010, 900, 280, Look(MUSTARD, SKINS[5], NIGHT, style="afro"))
