"""People seen from behind. The head is a unit, as taught, and a figure is eight of them."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from tests.drawings.art import Art
from tests.drawings.curves import ring, smooth
from tests.drawings.palette import (
    BLUSH,
    BRICK,
    INK,
    MUSTARD,
    NIGHT,
    PINE,
    PLUM,
    RUST,
    SAGE,
    SKINS,
    SLATE,
    TEAL,
    TOMATO,
    WHITE,
    Color,
    mix,
)
from tests.drawings.shapes import ellipse, polygon

NET = "net"  # a hat that is a hair net


class Look(NamedTuple):
    """What somebody wears; `hat` and `vest` are colors."""

    coat: Color
    skin: Color
    hair: Color
    style: Literal["short", "long", "bun", "afro", "scarf", "bald"] = "short"
    hat: Color | None = None
    vest: Color | None = None
    legs: Color | None = None


class Stance(NamedTuple):
    """Where somebody stands: the feet, the top of the head and its middle, and the unit."""

    x: float
    y: float
    u: float
    top: float
    cx: float


CREW = (
    Look(TEAL, SKINS[3], NIGHT),
    Look(TOMATO, SKINS[0], "#8A4B26", "long"),
    Look(MUSTARD, SKINS[5], NIGHT, "afro"),
    Look(SLATE, SKINS[1], "#B9B2A4", "bald"),
    Look(PLUM, SKINS[2], NIGHT, "bun"),
    Look(SAGE, SKINS[6], "#D9A441"),
    Look(BRICK, SKINS[4], TEAL, "scarf"),
    Look(PINE, SKINS[0], "#C9C3B4", "bun"),
    Look(BLUSH, SKINS[7], "#3A2418", "long"),
    Look(INK, SKINS[1], "#5A3A22"),
)


def person(art: Art, x: float, y: float, h: float, look: Look, points: bool = False, lean: float = 0) -> None:
    """Somebody `h` tall with the feet at y, or cropped by whatever is drawn later; may point to the upper right."""
    u = h / 8.0
    at = Stance(x, y, u, y - h, x + lean * u)
    _legs(art, at, look)
    _arms(art, at, look, points)
    _torso(art, at, look)
    _head(art, at, look)
    HAIR[look.style](art, at, look.hair)
    if look.style in ("short", "bald", "bun"):
        for s in (-1, 1):
            art.ellipse(at.cx + s * u * 0.56 * 1.02, at.top + u * 0.64, u * 0.1, u * 0.17, look.skin)
    if look.hat == NET:
        art.tint(ellipse(at.cx, at.top + u * 0.42, u * 0.74, u * 0.6), WHITE, 0.75)
    elif look.hat:
        _hat(art, at, look.hat)


def crowd(
    art: Art,
    xs: Sequence[float],
    y: float,
    h: float,
    who: Sequence[int],
    hats: Sequence[Color | None] = (),
    vest: Color | None = None,
    whites: tuple[Color, Color] | None = None,
    jitter: float = 0.04,
) -> None:
    """Several of the crew side by side, by their numbers.

    Hats go round; `whites` is a coat and trousers for all of them; heights differ by the share `jitter`.
    """
    for i, (x, number) in enumerate(zip(xs, who, strict=True)):
        look = CREW[number]._replace(hat=hats[i % len(hats)] if hats else None, vest=vest)
        if whites:
            look = look._replace(coat=whites[0], legs=whites[1])
        person(art, x, y, h * (1 + art.random.uniform(-jitter, jitter)), look)


def _legs(art: Art, at: Stance, look: Look) -> None:
    x, y, u = at.x, at.y, at.u
    trousers = [
        (x - u * 0.95, y - u * 3.6),
        (x + u * 0.95, y - u * 3.6),
        (x + u * 0.86, y),
        (x + u * 0.18, y),
        (x, y - u * 2.9),
        (x - u * 0.18, y),
        (x - u * 0.86, y),
    ]
    art.polygon(trousers, look.legs or mix(look.coat, INK, 0.55))


def _arms(art: Art, at: Stance, look: Look, points: bool) -> None:
    x, _, u, top, cx = at
    sleeve = mix(look.coat, INK, 0.14)
    for s in (-1,) if points else (-1, 1):
        art.line(
            [(cx + s * u * 1.2, top + u * 1.9), (x + s * u * 1.45, top + u * 3.2), (x + s * u * 1.3, top + u * 4.5)],
            sleeve,
            w=u * 0.55,
        )
        if not points:
            art.circle(x + s * u * 1.28, top + u * 4.75, u * 0.26, look.skin)
    if points:
        art.line(
            [(cx + u * 1.1, top + u * 1.8), (cx + u * 2.1, top + u * 1.6), (cx + u * 3.1, top + u * 0.7)],
            sleeve,
            w=u * 0.52,
        )
        art.circle(cx + u * 3.3, top + u * 0.52, u * 0.26, look.skin)


def _torso(art: Art, at: Stance, look: Look) -> None:
    x, y, u, top, cx = at
    back = smooth(
        [
            (cx - u * 0.42, top + u * 1.18),
            (cx - u * 1.18, top + u * 1.5),
            (cx - u * 1.38, top + u * 2.1),
            (x - u * 1.22, y - u * 3.3),
            (x, y - u * 3.15),
            (x + u * 1.22, y - u * 3.3),
            (cx + u * 1.38, top + u * 2.1),
            (cx + u * 1.18, top + u * 1.5),
            (cx + u * 0.42, top + u * 1.18),
        ]
    )
    art.fill(polygon(back), look.coat, mix(look.coat, INK, 0.6), (x - u * 0.6, 0), (x + u * 1.6, 0), 0, 0.6)
    if look.vest:
        for s in (-0.55, 0.55):
            art.rect(cx + s * u - u * 0.14, top + u * 1.25, u * 0.28, u * 3.2, look.vest)
        art.rect(x - u * 1.24, top + u * 3.0, u * 2.48, u * 0.28, look.vest)


def _head(art: Art, at: Stance, look: Look) -> None:
    u, top, cx = at.u, at.top, at.cx
    art.rect(cx - u * 0.26, top + u * 0.8, u * 0.52, u * 0.62, mix(look.skin, RUST, 0.18), r=u * 0.1)
    art.ellipse(cx, top + u * 0.58, u * 0.56, u * 0.64, look.skin)


def _hat(art: Art, at: Stance, hat: Color) -> None:
    """A hard hat from behind."""
    u, top, cx = at.u, at.top, at.cx
    dome = ring(cx, top + u * 0.4, u * 0.72, u * 0.66, 180, 360, 30)
    art.fill(polygon(dome), hat, mix(hat, INK, 0.5), (cx, 0), (cx + u * 0.8, 0), 0, 0.6)
    art.rect(cx - u * 0.84, top + u * 0.34, u * 1.68, u * 0.18, mix(hat, INK, 0.12), r=u * 0.09)
    art.rect(cx - u * 0.09, top - u * 0.3, u * 0.18, u * 0.66, mix(hat, WHITE, 0.35), r=u * 0.08)


def _short(art: Art, at: Stance, hair: Color) -> None:
    u, top, cx = at.u, at.top, at.cx
    r = u * 0.56
    outline = [
        (cx - r * 1.06, top + u * 0.45),
        (cx - u * 0.25, top - u * 0.08),
        (cx + u * 0.25, top - u * 0.08),
        (cx + r * 1.06, top + u * 0.45),
        (cx + r * 0.8, top + u * 0.98),
        (cx, top + u * 1.1),
        (cx - r * 0.8, top + u * 0.98),
    ]
    art.polygon(smooth(outline), hair)


def _long(art: Art, at: Stance, hair: Color) -> None:
    u, top, cx = at.u, at.top, at.cx
    outline = [
        (cx - u * 0.66, top + u * 0.5),
        (cx - u * 0.3, top - u * 0.06),
        (cx + u * 0.3, top - u * 0.06),
        (cx + u * 0.66, top + u * 0.5),
        (cx + u * 0.7, top + u * 1.7),
        (cx, top + u * 1.9),
        (cx - u * 0.7, top + u * 1.7),
    ]
    art.polygon(smooth(outline), hair)


def _scarf(art: Art, at: Stance, hair: Color) -> None:
    u, top, cx = at.u, at.top, at.cx
    outline = [
        (cx - u * 0.62, top + u * 0.4),
        (cx, top - u * 0.1),
        (cx + u * 0.62, top + u * 0.4),
        (cx + u * 0.75, top + u * 1.35),
        (cx, top + u * 2.3),
        (cx - u * 0.75, top + u * 1.35),
    ]
    art.polygon(smooth(outline), hair)


def _bun(art: Art, at: Stance, hair: Color) -> None:
    art.ellipse(at.cx, at.top + at.u * 0.55, at.u * 0.56 * 1.06, at.u * 0.62, hair)
    art.circle(at.cx, at.top + at.u * 0.02, at.u * 0.3, hair)


def _afro(art: Art, at: Stance, hair: Color) -> None:
    art.circle(at.cx, at.top + at.u * 0.42, at.u * 0.85, hair)


def _bald(art: Art, at: Stance, hair: Color) -> None:
    art.polygon(ring(at.cx, at.top + at.u * 0.66, at.u * 0.56 * 1.03, at.u * 0.56, 10, 170, 20), hair)


HAIR: dict[str, Callable[[Art, Stance, Color], None]] = {
    "short": _short,
    "long": _long,
    "scarf": _scarf,
    "bun": _bun,
    "afro": _afro,
    "bald": _bald,
}
