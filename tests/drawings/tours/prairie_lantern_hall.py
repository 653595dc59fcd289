"""The test hall for street lamps: night at two in the afternoon."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import smooth
from tests.drawings.figures import CREW, person
from tests.drawings.fittings import floor
from tests.drawings.palette import AMBER, BUTTER, MUSTARD, NIGHT, SLATE, STEEL, WHITE, Color, mix
from tests.drawings.shapes import ellipse, polygon


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(11, paper=NIGHT)
    hall(art)
    lamps(art)
    gang(art)
    return art.finish()


def hall(art: Art) -> None:
    """Night at two in the afternoon."""
    art.sky("#0F1826", "#22334A", 0, 800)
    floor(art, 700, "#1B2940", "#2A3D55", lines="#33475F", vanish=(1120, 610))


def lamps(art: Art) -> None:
    """Seven street lamps, each with its own white."""
    tones = (BUTTER, AMBER, "#FCE7BE", MUSTARD, BUTTER, "#DCE9E4", AMBER)
    for i, tone in enumerate(tones):
        street_lamp(art, (i / 6) ** 1.3, tone)


def street_lamp(art: Art, t: float, tone: Color) -> None:
    """A lamp on a curved post; `t` runs from far (0) to near (1)."""
    x, foot, top, reach, w = 1150 - 1040 * t, 706 + 250 * t, 520 - 420 * t, 46 + 150 * t, 4 + 11 * t
    art.tint(ellipse(x + reach, foot + 10 * t, 60 + 190 * t, 12 + 42 * t), tone, 0.85)
    cone = [
        (x + reach - 8 - 26 * t, top + 4),
        (x + reach + 8 + 26 * t, top + 4),
        (x + reach + 60 + 190 * t, foot + 8),
        (x + reach - 60 - 190 * t, foot + 8),
    ]
    art.spray(polygon(cone), tone, (0, top), (0, foot), 0.8, 0.12)
    art.line([(x, foot), (x, top + 30 * t)], STEEL, w=w)
    arm = [
        (x, top + 40 + 40 * t),
        (x + reach * 0.1, top),
        (x + reach * 0.6, top - 8 - 8 * t),
        (x + reach * 1.1, top),
    ]
    art.line(smooth(arm, closed=False), STEEL, w=w * 0.8)
    art.rect(x + reach - 14 - 32 * t, top - 5 - 6 * t, 28 + 64 * t, 9 + 14 * t, SLATE, r=4 + 5 * t)
    art.rect(x + reach - 11 - 26 * t, top + 4 + 4 * t, 22 + 52 * t, 4 + 5 * t, WHITE, r=2)
    base = [(x - w * 1.4, foot), (x + w * 1.4, foot), (x + w, foot - 40 * t - 8), (x - w, foot - 40 * t - 8)]
    art.polygon(base, SLATE)


def gang(art: Art) -> None:
    """The gang, dimly."""
    art.glow(1180, 560, 320, BUTTER, 0.35)
    for i, x in enumerate((960, 1075, 1190, 1310, 1425)):
        look = CREW[(i * 2 + 3) % 10]
        look = look._replace(coat=mix(look.coat, NIGHT, 0.35), hat=(None, WHITE, None, AMBER, None)[i])
        person(art, x, 1090, 400 + 16 * (i % 3), look)
