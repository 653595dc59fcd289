"""Six slides, as one PDF, for the talk that a recap links to."""

import time
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from tests.drawings.art import Art
from tests.drawings.palette import (
    AMBER,
    CREAM,
    INK,
    MUSTARD,
    SLATE,
    TEAL,
    TOMATO,
    WHITE,
    Color,
    brightness,
    mix,
    rgb,
)


class Slide(NamedTuple):
    """One slide: its ground, its title and its text."""

    ground: Color
    title: str
    text: str


SLIDES = (
    Slide(TEAL, "Reading an\nexit interview", "Foundry & Floor Chicago, February 19, 2026"),
    Slide(CREAM, "They said “pay”", "38 of 61 forms. We believed all of them."),
    Slide(
        CREAM,
        "So we called them back",
        "Ninety days later, ten minutes, one question:\n“What happened in the week before you decided?”",
    ),
    Slide(
        MUSTARD,
        "The week before",
        "A shift changed by text message: 14\n"
        "A promise about training, forgotten: 11\n"
        "A supervisor who stopped saying good morning: 9\n"
        "Pay: 6",
    ),
    Slide(
        CREAM,
        "What we changed",
        "Shift changes are spoken, not typed.\n"
        "Every promise gets a date and a name.\n"
        "The form lost its “pay” check box.",
    ),
    Slide(TOMATO, "Call one person back", "Not the survey. The telephone."),
)

# The day of the talk, so that the file's own dates stay the same.
DAY = time.struct_time((2026, 2, 19, 12, 0, 0, 3, 50, 0))


def draw(number: int, slide: Slide) -> Image.Image:
    """One slide, with a small sawtooth roof at its foot."""
    ground = slide.ground
    art = Art(300 + number, 1280, 720, paper=ground)
    art.sky(ground, mix(ground, INK, 0.1), 0, 720)
    shade = mix(ground, INK, 0.16)
    for i in range(5):
        art.polygon([(760 + i * 110, 640), (760 + i * 110, 560), (870 + i * 110, 640)], shade)
    art.rect(760, 638, 560, 82, shade)
    art.rect(80, 96, 90, 12, TOMATO if ground != TOMATO else AMBER)
    image = art.finish()
    dark = brightness(ground) < 430
    ink, soft = (WHITE, mix(ground, WHITE, 0.75)) if dark else (INK, rgb(SLATE))
    below = 140 + 100 * (1 + slide.title.count("\n")) + 20
    pen = ImageDraw.Draw(image)
    pen.multiline_text((80, 140), slide.title, rgb(ink), ImageFont.load_default(72), spacing=14)
    pen.multiline_text((80, below), slide.text, soft, ImageFont.load_default(34), spacing=18)
    return image


def save(path: Path) -> None:
    """Write the slides to one file."""
    first, *rest = [draw(number, slide) for number, slide in enumerate(SLIDES)]
    first.save(
        path,
        save_all=True,
        append_images=rest,
        title="Reading an exit interview",
        creationDate=DAY,
        modDate=DAY,
        quality=80,
        resolution=96,
    )
