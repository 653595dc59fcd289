"""Every picture of the sample chapter: its path under content/media, and what writes it.

The SVG logos in content/media/logos are drawn by hand and not among them.
"""

from collections.abc import Callable
from pathlib import Path

from PIL import Image, TiffImagePlugin

from tests.drawings import badges, slides
from tests.drawings.gatherings import (
    assembly_hall,
    bowling,
    conference_room,
    first_coffee,
    index_cards,
    kitchen_call,
    lake_picnic,
    long_table,
)
from tests.drawings.people import portrait
from tests.drawings.people.members import MEMBERS
from tests.drawings.scenes import gate, hard_hats, river_morning
from tests.drawings.tours import (
    blue_heron_line,
    blue_heron_press,
    fermata_bells,
    kessel_pour,
    kite_bicycles,
    northbranch_looms,
    northbranch_shuttle,
    oxbow_night,
    prairie_lantern_hall,
    pulaski_jars,
    sandhill_glass,
    two_flat_kitchen,
    wolf_lake_gears,
)

Draw = Callable[[], Image.Image]
Write = Callable[[Path], None]

SCENES: dict[str, Draw] = {
    "scenes/river-morning.jpg": river_morning.draw,
    "scenes/gate.jpg": gate.draw,
    "scenes/hard-hats.jpg": hard_hats.draw,
    "tours/blue-heron-press.jpg": blue_heron_press.draw,
    "tours/blue-heron-line.jpg": blue_heron_line.draw,
    "tours/northbranch-looms.jpg": northbranch_looms.draw,
    "tours/northbranch-shuttle.jpg": northbranch_shuttle.draw,
    "tours/kessel-pour.jpg": kessel_pour.draw,
    "tours/pulaski-jars.jpg": pulaski_jars.draw,
    "tours/prairie-lantern-hall.jpg": prairie_lantern_hall.draw,
    "tours/wolf-lake-gears.jpg": wolf_lake_gears.draw,
    "tours/two-flat-kitchen.jpg": two_flat_kitchen.draw,
    "tours/kite-bicycles.jpg": kite_bicycles.draw,
    "tours/sandhill-glass.jpg": sandhill_glass.draw,
    "tours/oxbow-night.jpg": oxbow_night.draw,
    "gatherings/first-coffee.jpg": first_coffee.draw,
    "gatherings/long-table.jpg": long_table.draw,
    "gatherings/index-cards.jpg": index_cards.draw,
    "gatherings/conference-room.jpg": conference_room.draw,
    "gatherings/assembly-hall.jpg": assembly_hall.draw,
    "gatherings/kitchen-call.jpg": kitchen_call.draw,
    "gatherings/bowling.jpg": bowling.draw,
    "gatherings/lake-picnic.jpg": lake_picnic.draw,
}

# Held sideways, by a telephone that tells where it was: the site must turn the one and forget the other.
TELEPHONED: dict[str, Draw] = {"tours/fermata-bells.jpg": fermata_bells.draw}

MARKS: dict[str, Draw] = {
    "logos/kite-and-sprocket.png": badges.kite_and_sprocket,
    "logos/oxbow-paper-tube.png": badges.oxbow,
    "logos/prairie-lantern.png": badges.prairie_lantern,
    "scenes/visitor-sticker.png": badges.visitor_sticker,
}


def scene(draw: Draw) -> Write:
    """A picture, as a camera would save it."""
    return lambda path: draw().save(path, quality=76, optimize=True, progressive=True)


def telephoned(draw: Draw) -> Write:
    """A picture lying on its side, with a telephone's notes."""

    def write(path: Path) -> None:
        turned = draw().transpose(Image.Transpose.ROTATE_90)
        turned.save(path, quality=76, optimize=True, progressive=True, exif=telephone_notes())

    return write


def telephone_notes() -> Image.Exif:
    """Exif 2.32: orientation 6 (turn right to view), a maker, and a made-up place in the middle of Lake Michigan."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F], exif[0x0110] = "Paperclip", "Telephone One"
    degrees = TiffImagePlugin.IFDRational
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (degrees(42), degrees(15), degrees(0))
    gps[3], gps[4] = "W", (degrees(87), degrees(0), degrees(0))
    return exif


def portrayed(seed: int, who: str) -> Write:
    """A member's portrait."""
    return lambda path: portrait.draw(seed, MEMBERS[who]).save(path, quality=80, optimize=True, progressive=True)


def mark(draw: Draw) -> Write:
    """A mark with a clear ground."""
    return lambda path: draw().save(path, optimize=True)


PICTURES: dict[str, Write] = {
    **{name: scene(draw) for name, draw in SCENES.items()},
    **{name: telephoned(draw) for name, draw in TELEPHONED.items()},
    **{f"people/{who}.jpg": portrayed(seed, who) for seed, who in enumerate(MEMBERS, start=100)},
    **{name: mark(draw) for name, draw in MARKS.items()},
    "slides/reading-an-exit-interview.pdf": slides.save,
}


def write_picture(name: str, folder: Path) -> Path:
    """Draw one picture into the folder, under its own name; its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    PICTURES[name](path)
    return path
