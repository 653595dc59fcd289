"""Half past ten: the cars of the people we see least."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.city import sawtooth, skyline, windows
from tests.drawings.curves import smooth
from tests.drawings.figures import Look, person
from tests.drawings.palette import (
    AMBER,
    BUTTER,
    CREAM,
    MUSTARD,
    NIGHT,
    PLUM,
    SEA,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    TOMATO,
    WHITE,
    mix,
)
from tests.drawings.shapes import circle, ellipse, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(21, paper=NIGHT)
    stars(art)
    chimneys(art)
    plant(art)
    doors(art)
    cars(art)
    gang(art)
    return art.finish()


def stars(art: Art) -> None:
    """The stars and the moon."""
    art.sky("#0E1730", "#2B3F5E", 0, 700)
    for _ in range(120):
        art.circle(
            art.random.uniform(0, 1600),
            art.random.uniform(0, 420),
            art.random.uniform(0.8, 2.6),
            mix(WHITE, SEA, art.random.random() * 0.5),
        )
    art.glow(290, 210, 330, SEA, 0.5)
    art.circle(290, 210, 92, CREAM)
    art.spray(circle(290, 210, 92), STEEL, (230, 150), (390, 290), 0, 0.7)
    for x, y, r in ((260, 190, 18), (315, 240, 25), (300, 170, 10)):
        art.circle(x, y, r, mix(CREAM, STEEL, 0.4))


def chimneys(art: Art) -> None:
    """The city's lights, and two chimneys with theirs."""
    skyline(art, 640, "#22324C", 0.6, seed=8, lit=(0.25, "#8C7A4F"))
    for x in (1180, 1262):
        art.fill(
            polygon([(x, 150), (x + 42, 150), (x + 52, 660), (x - 10, 660)]),
            "#3A2A38",
            NIGHT,
            (x, 0),
            (x + 50, 0),
            0,
            0.8,
        )
        art.circle(x + 21, 142, 7, TOMATO)
        art.glow(x + 21, 142, 60, TOMATO, 0.8)
    smoke = [
        (1192, 140),
        (1170, 90),
        (1212, 50),
        (1330, 20),
        (1480, 40),
        (1600, -20),
        (1600, 60),
        (1440, 96),
        (1300, 90),
        (1232, 120),
    ]
    art.tint(polygon(smooth(smoke)), STEEL, 0.6)


def plant(art: Art) -> None:
    """The plant, lit from inside."""
    sawtooth(art, 300, 400, 1400, 110, 8, wall="#4A2C36", glass=AMBER, roof="#141B2B", base=760)
    art.glow(900, 610, 700, MUSTARD, 0.35)
    windows(art, 330, 545, 1270, 150, 17, 2, AMBER, gap=0.3, lit=(0.3, BUTTER))


def doors(art: Art) -> None:
    """Three open doors, and the light they throw."""
    for x in (520, 980, 1400):
        art.rect(x, 600, 120, 160, BUTTER)
        art.spray(
            polygon([(x, 760), (x + 120, 760), (x + 260, 1067), (x - 140, 1067)]), BUTTER, (0, 760), (0, 1000), 0.75, 0
        )
        art.polygon([(x + 44, 760), (x + 46, 690), (x + 60, 670), (x + 76, 690), (x + 78, 760)], NIGHT)
        art.circle(x + 61, 660, 14, NIGHT)
    art.fill(rect(0, 756, 1600, 311), "#1D2A40", NIGHT, (0, 756), (0, 1067), 0, 0.6)
    for x in (520, 980, 1400):
        art.spray(
            polygon([(x, 757), (x + 120, 757), (x + 300, 1067), (x - 180, 1067)]), AMBER, (0, 757), (0, 1040), 0.7, 0
        )


def cars(art: Art) -> None:
    """The cars of the people we see least."""
    tones = [TOMATO, SLATE, TEAL, MUSTARD, CREAM, PLUM, SEA]
    for i in range(7):
        x, y, tone = -30 + i * 250, 950 + (i % 2) * 10, mix(tones[i], NIGHT, 0.35)
        art.tint(ellipse(x + 110, y + 62, 130, 16), "#080C14", 0.6)
        art.polygon(
            smooth([(x + 40, y), (x + 70, y - 52), (x + 150, y - 52), (x + 182, y)], steps=8), mix(tone, NIGHT, 0.3)
        )
        art.rect(x + 72, y - 40, 36, 36, "#8FA9B5", r=6)
        art.rect(x + 114, y - 40, 36, 36, "#8FA9B5", r=6)
        art.fill(rect(x, y - 8, 222, 60, r=22), tone, NIGHT, (0, y - 8), (0, y + 52), 0, 0.7)
        art.circle(x + 210, y + 14, 9, TOMATO)
        for k in (54, 168):
            art.circle(x + k, y + 50, 27, "#080C14")
            art.circle(x + k, y + 50, 12, STEEL)


def gang(art: Art) -> None:
    """Three on their way in."""
    person(art, 880, 900, 200, Look(TOMATO, SKINS[3], NIGHT))
    person(art, 960, 915, 208, Look(TEAL, SKINS[0], "#8A4B26", style="long"))
    person(art, 1040, 905, 202, Look(MUSTARD, SKINS[5], NIGHT, style="afro"))
