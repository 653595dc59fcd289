"""How well colors can be told apart: the contrast that WCAG 2.2 asks of text, by day and by night.

A theme says of a token that it is read `on` others. A color in a form that is not known here (`lab()`, `color()`, one
that lets others shine through) is not measured, so nothing is said of it.
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from math import cos, hypot, pi, radians, sin

from generator.pattern import pattern
from generator.text.diagnostic import Diagnostic, Place
from generator.theme.slips import faint_color
from generator.theme.tokens import Token, halves

# WCAG 2.2, 1.4.3: for text of an ordinary size.
LEAST = 4.5

# Red, green and blue from 0 to 1, as a screen takes them.
Color = tuple[float, float, float]

_FUNCTION = pattern(r"(rgba?|hsla?|oklch|oklab)\(([^/)]*?)(?:/\s*(?:1|100%)\s*)?\)", re.IGNORECASE)


def faint(
    tokens: tuple[Token, ...], chosen: tuple[tuple[str, str], ...], where: Place | None
) -> tuple[Diagnostic, ...]:
    """What of a chapter's own colors cannot be read, told at the field that chose it."""
    own = dict(chosen)
    values = {token.name: own.get(token.name, token.value) for token in tokens}
    problems: list[Diagnostic] = []
    for token in tokens:
        for ground in token.on:
            # What the theme itself brings together is for its author to look at.
            told = next((name for name in (token.name, ground) if name in own), None)
            if told is None or ground not in values:
                continue
            place = where and where._replace(keys=(*where.keys, told))
            pairs = zip(("day", "night"), halves(values[token.name]), halves(values[ground]), strict=True)
            for time, text, below in pairs:
                ratio = contrast(kept_within(color(text), token.kept, time), color(below))
                if ratio is not None and ratio < LEAST:
                    problems.append(faint_color(place, token.name, ground, time, ratio))
    return tuple(problems)


def contrast(one: Color | None, other: Color | None) -> float | None:
    """The contrast of two colors, from 1 to 21."""
    if one is None or other is None:
        return None
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (linear(part) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def kept_within(found: Color | None, kept: tuple[float, float, float] | None, time: str) -> Color | None:
    """A color as a theme shows it that keeps it dark enough by day, and light and pale enough by night."""
    if found is None or kept is None:
        return found
    by_day, by_night, most = kept
    light, a, b = to_oklab(found)
    if time == "day":
        return from_oklab(min(light, by_day), a, b)
    share = min(1, most / (hypot(a, b) or 1))
    return from_oklab(max(light, by_night), a * share, b * share)


# -- colors as CSS writes them -------------------------------------------------


def color(value: str) -> Color | None:
    """A color of CSS, None where it is not measured."""
    value = value.strip().lower()
    if value.startswith("#"):
        digits = value[1:] if len(value) > 5 else "".join(2 * digit for digit in value[1:])
        if len(digits) == 8 and digits[6:] != "ff":
            return None
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue
    if found := _FUNCTION.fullmatch(value):
        parts = re.split(r"[\s,]+", found[2].strip())
        return _FORMS[found[1].rstrip("a") if found[1] != "oklab" else "oklab"](parts) if len(parts) == 3 else None
    # A list of a hundred and forty names, which those who want it have at hand.
    from PIL.ImageColor import colormap, getrgb

    if value not in colormap:
        return None
    red, green, blue = (part / 255 for part in getrgb(value)[:3])
    return red, green, blue


def _number(text: str, whole: float = 1) -> float:
    """A number; of a percentage its share of a whole, and of an angle its degrees."""
    if text == "none":
        return 0
    for unit, times in (("%", whole / 100), ("grad", 0.9), ("deg", 1), ("turn", 360), ("rad", 180 / pi)):
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * times
    return float(text)


def _rgb(parts: list[str]) -> Color:
    red, green, blue = (min(max(_number(part, 255) / 255, 0), 1) for part in parts)
    return red, green, blue


def _hsl(parts: list[str]) -> Color:
    saturation, light = (_number(part if part.endswith("%") else f"{part}%") for part in parts[1:])
    return hls_to_rgb(_number(parts[0]) / 360 % 1, light, saturation)


def _oklch(parts: list[str]) -> Color:
    chroma, hue = _number(parts[1], 0.4), radians(_number(parts[2]))
    return from_oklab(_number(parts[0]), chroma * cos(hue), chroma * sin(hue))


def _oklab(parts: list[str]) -> Color:
    return from_oklab(_number(parts[0]), _number(parts[1], 0.4), _number(parts[2], 0.4))


_FORMS = {"rgb": _rgb, "hsl": _hsl, "oklch": _oklch, "oklab": _oklab}


# -- OKLab: https://www.w3.org/TR/css-color-4/#color-conversion-code --------------


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def curved(part: float) -> float:
    part = min(max(part, 0), 1)
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def to_oklab(color: Color) -> Color:
    red, green, blue = (linear(part) for part in color)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def from_oklab(light: float, a: float, b: float) -> Color:
    """What no screen can show is cut to what it can, as browsers do."""
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        curved(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        curved(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        curved(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )
