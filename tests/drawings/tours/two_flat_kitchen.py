"""Copper kettles, a marble slab, and caramel that must not be hurried."""

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import ring, smooth
from tests.drawings.figures import NET, Look, person
from tests.drawings.fittings import floor
from tests.drawings.palette import BLUSH, BUTTER, CREAM, INK, NIGHT, RUST, SKINS, SLATE, STEEL, TOMATO, WHITE, mix
from tests.drawings.shapes import line, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(12)
    tiles(art)
    kettles(art)
    cooks(art)
    slab(art)
    return art.finish()


def tiles(art: Art) -> None:
    """A checkered wall, and the hood over the kettles."""
    art.rect(0, 0, 1600, 800, BLUSH)
    for c in range(0, 1600, 100):
        for r in range(8):
            if (c // 100 + r) % 2:
                art.rect(c, r * 90, 100, 90, mix(BLUSH, CREAM, 0.55))
    art.spray(rect(0, 0, 1600, 800), TOMATO, (0, 0), (0, 800), 0, 0.35)
    art.fill(polygon([(420, 0), (1180, 0), (1120, 190), (480, 190)]), STEEL, SLATE, (420, 0), (1180, 0), 0, 0.8)
    art.rect(470, 184, 660, 22, SLATE)
    floor(art, 770, "#C98A63", RUST)


def kettles(art: Art) -> None:
    """Four copper kettles, the near ones at the sides."""
    kettle(art, 250, 560, 190)
    kettle(art, 650, 470, 150)
    kettle(art, 1010, 470, 150)
    kettle(art, 1380, 560, 190)


def kettle(art: Art, x: float, y: float, r: float) -> None:
    """A kettle on its stand, with a spoon in it, steaming."""
    art.glow(x, y - r * 0.3, r * 1.2, WHITE, 0.5)
    stand = [
        (x - r * 0.7, y + r * 0.6),
        (x + r * 0.7, y + r * 0.6),
        (x + r * 0.8, y + r * 1.3),
        (x - r * 0.8, y + r * 1.3),
    ]
    art.polygon(stand, INK)
    bowl = ring(x, y, r, r * 0.95, 0, 180, 40)
    art.fill(polygon(bowl), "#C9703A", RUST, (x - r * 0.4, 0), (x + r, 0), 0, 0.9)
    shine = [
        (x - r * 0.8, y + r * 0.15),
        (x - r * 0.66, y + r * 0.1),
        (x - r * 0.4, y + r * 0.7),
        (x - r * 0.52, y + r * 0.66),
    ]
    art.tint(polygon(smooth(shine)), WHITE, 0.6)
    art.ellipse(x, y, r * 1.06, r * 0.24, "#E39A5C")
    art.ellipse(x, y + 3, r * 0.96, r * 0.19, "#6B3417")
    art.ellipse(x - r * 0.14, y + 5, r * 0.7, r * 0.12, "#A65A22")
    art.line([(x + r * 0.3, y + 4), (x + r * 0.75, y - r * 0.95)], "#D9B27C", w=15)
    for k in range(3):
        sx = x - r * 0.4 + k * r * 0.38
        wisp = [(sx, y - r * 0.2), (sx + 22, y - r * 0.5), (sx - 14, y - r * 0.8), (sx + 14, y - r * 1.2)]
        art.tint(line(smooth(wisp, closed=False), w=11), WHITE, 0.5)


def cooks(art: Art) -> None:
    """Two at the kettles."""
    person(art, 812, 960, 500, Look(WHITE, SKINS[4], NIGHT, style="bun", hat=NET))
    person(art, 1180, 975, 520, Look(WHITE, SKINS[1], "#8A4B26", hat=NET))


def slab(art: Art) -> None:
    """The marble slab, and the caramel that is being cut on it."""
    art.fill(polygon([(60, 800), (1540, 800), (1600, 1067), (0, 1067)]), "#F3EEE2", STEEL, (0, 800), (0, 1067), 0, 0.5)
    art.fill(
        polygon(smooth([(270, 850), (700, 832), (1230, 846), (1330, 930), (1160, 1000), (520, 1010), (220, 950)])),
        "#C07128",
        "#7B3D15",
        (300, 840),
        (1200, 1010),
        0,
        0.8,
    )
    art.tint(polygon(smooth([(370, 868), (700, 852), (960, 862), (700, 884)])), BUTTER, 0.65)
    for i in range(9):
        x = 640 + i * 58
        art.line([(x, 860), (x + 34, 984)], "#7B3D15", w=4)
    for i in range(4):
        art.line([(620, 876 + i * 32), (1180 + i * 10, 880 + i * 32)], "#7B3D15", w=4)
    art.rect(60, 792, 1480, 14, STEEL)
