"""Pictures as the plan sees them: facts, sizes and addresses. Pixels are `darkroom.py`'s.

A picture from the content is published as WebP in up to three widths, for the
`srcset`, and once in its own format at its own address, for whoever asks for that.
None of them is the file itself: each is drawn again from its pixels, because files
from cameras and telephones tell where and when they were taken, and by whom.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from generator.engine.output import View

# Widths for the `srcset`, in pixels: telephones, columns, whole screens.
WIDTHS = (480, 960, 1600)

# The long side of the picture at its own address, in pixels at most.
LONGEST = 2000

# What a file's name promises.
FORMATS = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".png": "png",
    ".webp": "webp",
    ".gif": "gif",
    ".avif": "avif",
    ".tif": "tiff",
    ".tiff": "tiff",
    ".bmp": "bmp",
    ".svg": "svg",
}

# What a telephone keeps: read by nobody else, so asked for again in another format.
UNREADABLE = (".heic", ".heif")

# What every browser shows. All else is published as JPEG, or as PNG where it is see-through.
SHOWN = ("jpeg", "png", "webp", "gif", "avif")

# Encoder settings, 0 to 100. Drawings (PNG, GIF) show what a photograph hides.
PHOTOGRAPH = 80
DRAWING = 90


class PictureFacts(Struct, frozen=True, kw_only=True):
    """What is known of a picture file without looking at it again."""

    # "jpeg", "png", "webp", "gif", "avif", "tiff", "bmp" or "svg": by content, whatever its name says.
    format: str
    # Pixels, as the picture is seen (EXIF's orientation applied). 0 when an SVG does not say.
    width: int
    height: int
    is_animated: bool = False
    has_alpha: bool = False
    # BLAKE2b of 128 bits of the file, in hexadecimal.
    digest: str


class Resized(View, frozen=True, kw_only=True):
    """A picture drawn again."""

    # What people call the file: `content/media/hall.jpg`.
    file: str
    digest: str
    # Pixels.
    width: int
    height: int
    format: str
    quality: int
    # All frames, at their own size.
    is_animated: bool = False


class Cleaned(View, frozen=True, kw_only=True):
    """An SVG without anything that acts."""

    file: str
    digest: str


class Rendition(NamedTuple):
    """One file a picture is published as."""

    url: str
    width: int
    height: int
    view: Resized | Cleaned


def is_picture(path: str) -> bool:
    """Whether a file is a picture, by its name."""
    return path.lower().endswith((*FORMATS, *UNREADABLE))


def widths(facts: PictureFacts) -> tuple[int, ...]:
    """The widths worth making, ascending: never wider than the picture, none close to the next."""
    if facts.is_animated or facts.format == "svg":
        return ()
    widest = min(facts.width, WIDTHS[-1])
    return (*(width for width in WIDTHS if width * 5 < widest * 4), widest)


# A venue's picture stands on the pages of all its events.
@lru_cache(maxsize=4096)
def renditions(url: str, file: str, facts: PictureFacts) -> tuple[Rendition, ...]:
    """Every file a picture is published as: the `srcset` in ascending width, then the one for its own address.

    `url` is that address, `file` the name people call the picture by.
    """
    quality = DRAWING if facts.format in ("png", "gif", "bmp") else PHOTOGRAPH
    if facts.format == "svg":
        return (Rendition(url, facts.width, facts.height, Cleaned(file=file, digest=facts.digest)),)
    made = []
    for width in widths(facts):
        height = scaled(facts.height, width, facts.width)
        view = Resized(file=file, digest=facts.digest, width=width, height=height, format="webp", quality=quality)
        made.append(Rendition(resized_url(url, width, facts.digest, ".webp"), width, height, view))
    width, height = (facts.width, facts.height) if facts.is_animated else within(facts.width, facts.height, LONGEST)
    own_url, own_format = shown(url, facts)
    view = Resized(
        file=file,
        digest=facts.digest,
        width=width,
        height=height,
        format=own_format,
        quality=quality,
        is_animated=facts.is_animated,
    )
    return (*made, Rendition(own_url, width, height, view))


def shown(url: str, facts: PictureFacts) -> tuple[str, str]:
    """The address and format a browser is given: what the name promises, if browsers show that."""
    suffix = PurePosixPath(url).suffix
    promised = facts.format if facts.is_animated else FORMATS.get(suffix.lower(), "")
    if promised in SHOWN:
        return url, promised
    stem = url.removesuffix(suffix)
    return (f"{stem}.png", "png") if facts.has_alpha else (f"{stem}.jpg", "jpeg")


def resized_url(url: str, width: int, digest: str, ext: str) -> str:
    """The address of a size: `/media/hall.jpg` in 960 pixels is `/media/hall-960w.3fa4c2d1.webp`."""
    return f"{url.removesuffix(PurePosixPath(url).suffix)}-{width}w.{digest[:8]}{ext}"


def within(width: int, height: int, longest: int) -> tuple[int, int]:
    """Width and height (pixels) when neither may be more than `longest`."""
    if max(width, height) <= longest:
        return width, height
    if width >= height:
        return longest, scaled(height, longest, width)
    return scaled(width, longest, height), longest


def scaled(side: int, part: int, whole: int) -> int:
    """`side` × `part` ÷ `whole`, rounded half up, at least 1: in whole numbers, so the same everywhere."""
    return max(1, (2 * side * part + whole) // (2 * whole))
