"""Pixels: pictures are looked at once, and drawn again in the sizes that were planned.

Whatever size is asked for, and whatever the memo still has, the way to it is the
same: the file is decoded to a fixed size, and each width is drawn from the next
wider one. So a size has the same bytes on the first build as on the hundredth.

Nothing of a file but its pixels goes on: the pixels are put into a new image, in
sRGB and the right way up, and no encoder ever sees what else the file said.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import DecodeError, msgpack
from PIL import __version__ as PILLOW  # this alone imports nothing else of it

from generator.engine import svg
from generator.engine.copies import file_changed, located
from generator.engine.crew import share
from generator.engine.memo import Memo, known_digest, looks_of
from generator.engine.output import Recipe, fingerprint
from generator.engine.pictures import FORMATS, LONGEST, WIDTHS, Cleaned, PictureFacts, Resized, scaled, within
from generator.engine.render import RenderProblem
from generator.text.diagnostic import Diagnostic, Parsed, Place, Severity, explained

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels of the largest picture that is opened: the largest telephones of the day make 50 million
# by default, and a small file can claim to be a billion. All frames of an animation count together.
LARGEST = 64 * 1024 * 1024

# Pillow reads many more, some of them by code that few have looked at.
READ = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP")
# Telephones pack a second picture behind the JPEG, and Pillow then calls the file by another name.
NAMES = {"MPO": "jpeg"}

# How each format is written. Measured: WebP's method 2 takes half the time of 4 for 3 % more bytes. On a chapter's
# own pictures 1 and 0 take a quarter to a third less again, for files that are 24 to 36 % larger.
WRITE: dict[str, dict[str, Any]] = {
    "jpeg": {"progressive": True, "optimize": True},
    "png": {"compress_level": 6},
    "webp": {"method": 2},
    "gif": {},
    # One thread, since the bytes depend on their number.
    "avif": {"speed": 8, "max_threads": 1},
}

# `Image.Resampling.BICUBIC`, before Pillow is imported. Measured: `LANCZOS` takes a third longer for the same picture
# to the eye, and makes files 6 % larger of a chapter's own.
BICUBIC = 3

# EXIF's tag for how the camera was held.
ORIENTATION = 0x0112

FACTS = msgpack.Decoder(PictureFacts)


# -- looking ------------------------------------------------------------------


class Wanted(NamedTuple):
    """A picture's file, and what people call it."""

    file: Path
    name: str


class Looked(NamedTuple):
    """What a picture is, or what is wrong with it; where it was read, its digest and how its file looks outside."""

    facts: PictureFacts | None
    problems: tuple[Diagnostic, ...] = ()
    digest: str = ""
    looks: bytes = b""


def measure(file: Path, name: str, memo: Memo) -> Parsed[PictureFacts | None]:
    """What a picture is: format, size, digest. `name` is what people call the file."""
    return next(measure_each([Wanted(file, name)], memo))


def measure_each(wanted: Sequence[Wanted], memo: Memo, jobs: int = 1) -> Iterator[Parsed[PictureFacts | None]]:
    """What pictures are. So many processes look at those that nobody has looked at yet."""
    known = {one.file: facts for one in wanted if not is_drawn(one) and (facts := recalled(one.file, memo))}
    unknown = [one for one in wanted if one.file not in known and not is_drawn(one)]
    looked = share(partial(look_through, memo=memo), unknown, jobs)
    for one in wanted:
        if is_drawn(one):
            yield measure_drawing(one, memo)
            continue
        found = Looked(known[one.file]) if one.file in known else next(looked)
        if found.digest:
            memo.facts.keep(found.looks, found.digest.encode())
        if found.digest and found.facts:
            memo.facts.keep(bytes.fromhex(found.digest), msgpack.encode(found.facts))
        facts, problems = found.facts, found.problems
        if facts and FORMATS.get(one.file.suffix.lower()) != facts.format:
            problems = (wrong_extension(one.name, facts.format),)
        yield Parsed(facts, problems)


def is_drawn(one: Wanted) -> bool:
    """Whether a picture is an SVG, which is text."""
    return one.file.suffix.lower() == ".svg"


def recalled(file: Path, memo: Memo) -> PictureFacts | None:
    """What an earlier build found of a file that looks as it did then."""
    try:
        digest = memo.facts.find(looks_of(str(file)))
    except OSError:
        return None
    return remembered(digest.decode(), memo) if digest else None


def look_through(one: Wanted, memo: Memo) -> Looked:
    """Read a picture, and look at it unless an earlier build has looked at the same bytes."""
    looks, digest = b"", ""
    try:
        looks, content = looks_of(str(one.file)), one.file.read_bytes()
        digest = blake2b(content, digest_size=16).hexdigest()
        return Looked(remembered(digest, memo) or look(content, digest), (), digest, looks)
    except OSError as error:
        return Looked(None, (unreadable(one.name, error),))
    except PictureError as error:
        return Looked(None, (error.told(one.name),), digest, looks)


def unreadable(name: str, error: OSError) -> Diagnostic:
    """What to say of a picture that cannot be read."""
    return broken_picture(name, (error.strerror or "it cannot be read").lower())


def measure_drawing(one: Wanted, memo: Memo) -> Parsed[PictureFacts | None]:
    """What an SVG is, whose file is to be read."""
    try:
        digest = known_digest(str(one.file), memo.facts)
        return measure_svg(one.file.read_bytes(), one.name, digest)
    except OSError as error:
        return Parsed(None, (unreadable(one.name, error),))


def measure_svg(content: bytes, name: str, digest: str) -> Parsed[PictureFacts | None]:
    """What an SVG is."""
    drawing, problems = svg.clean_svg(content, name)
    if drawing is None:
        return Parsed(None, problems)
    _, width, height = drawing
    return Parsed(PictureFacts(format="svg", width=width, height=height, has_alpha=True, digest=digest), problems)


def remembered(digest: str, memo: Memo) -> PictureFacts | None:
    """The facts an earlier build found."""
    kept = memo.facts.find(bytes.fromhex(digest))
    try:
        return None if kept is None else FACTS.decode(kept)
    except DecodeError:
        return None


class PictureError(Exception):
    """Why a picture cannot be used: `told` makes the diagnostic, given what people call the file."""

    def __init__(self, told: Callable[[str], Diagnostic]) -> None:
        super().__init__()
        self.told = told


def look(content: bytes, digest: str) -> PictureFacts:
    """Open a picture and decode it, so that one that is cut short is found before anything is published.

    Raises PictureError.
    """
    image = opened(content)
    try:
        frames = 1 if image.format == "MPO" else int(getattr(image, "n_frames", 1))
        width, height = seen_size(image)
        has_alpha = is_see_through(image)
        if frames * width * height <= LARGEST:
            # An eighth of a JPEG takes a quarter of the time, and reads every byte.
            image.draft(None, (image.width // 8, image.height // 8))
            image.load()
    except Exception as error:  # Damaged files make decoders raise everything there is.
        raise PictureError(damaged) from error
    if frames * width * height > LARGEST:
        raise PictureError(lambda name: picture_too_large(name, f"{frames:,} frames of {width:,} × {height:,} pixels"))
    kind = NAMES.get(str(image.format), str(image.format).lower())
    is_animated = frames > 1 and kind != "tiff"
    return PictureFacts(
        format=kind, width=width, height=height, is_animated=is_animated, has_alpha=has_alpha, digest=digest
    )


def opened(content: bytes) -> Image:
    """A picture, its header read. Raises PictureError."""
    from PIL import Image, UnidentifiedImageError  # 60 ms, and only for pictures nobody has looked at yet

    try:
        with warnings.catch_warnings():
            # Pillow warns of what is too large and of odd EXIF; what matters is looked at below.
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(content), formats=READ)
    except Image.DecompressionBombError as error:
        raise PictureError(lambda name: picture_too_large(name, "hundreds of megapixels")) from error
    except UnidentifiedImageError as error:
        raise PictureError(lambda name: unknown(name, content)) from error
    except Exception as error:
        raise PictureError(damaged) from error
    width, height = image.size
    if width * height > LARGEST:
        raise PictureError(lambda name: picture_too_large(name, f"{width:,} × {height:,} pixels"))
    return image


def seen_size(image: Image) -> tuple[int, int]:
    """Width and height in pixels, the right way up."""
    return (image.height, image.width) if is_sideways(image) else image.size


def is_sideways(image: Image) -> bool:
    """Whether the camera was held upright, and the picture lies on its side (EXIF 2.32, 4.6.4 A, values 5 to 8)."""
    return int(image.getexif().get(ORIENTATION, 1)) in (5, 6, 7, 8)


def is_see_through(image: Image) -> bool:
    """Whether a pixel may be transparent."""
    return image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info


def read_as_planned(file: Path, digest: str) -> bytes:
    """The bytes of a file, made sure to be those that the plan was made with. Raises PictureError."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise PictureError(file_changed) from error
    if blake2b(content, digest_size=16).hexdigest() != digest:
        raise PictureError(file_changed)
    return content


# -- drawing ------------------------------------------------------------------


def resize(root: Path, memo: Memo) -> Recipe:
    """The recipe that draws pictures, or finds them in `memo`; `root` is the folder a view's `file` names first."""

    # One at a time: it is some twenty megabytes, and a picture's sizes are asked for one after another.
    @lru_cache(maxsize=1)
    def negative(file: str, digest: str) -> Negative:
        return Negative(read_as_planned(located(root, file), digest))

    def render(view: Resized) -> bytes:
        key = fingerprint(recipe, view)
        drawn = memo.pictures.find(key)
        if drawn is None:
            try:
                if view.is_animated:
                    drawn = animated(read_as_planned(located(root, view.file), view.digest), view)
                else:
                    drawn = encoded(negative(view.file, view.digest).at(view.width, view.height), view)
            except PictureError as error:
                raise RenderProblem(error.told(view.file)) from error
            memo.pictures.keep(key, drawn)
        return drawn

    recipe = Recipe(name="resize", digest=method(), render=render)
    return recipe


def method() -> bytes:
    """A digest of how pictures are drawn: this file, and the library's version."""
    return blake2b(Path(__file__).read_bytes() + PILLOW.encode(), digest_size=16).digest()


def clean(root: Path) -> Recipe:
    """The recipe that publishes SVGs; `root` is the folder that a view's `file` names first."""

    def render(view: Cleaned) -> bytes:
        try:
            content = read_as_planned(located(root, view.file), view.digest)
        except PictureError as error:
            raise RenderProblem(error.told(view.file)) from error
        drawing, problems = svg.clean_svg(content, view.file)
        if drawing is None:
            raise RenderProblem(*problems)
        return drawing.content

    return Recipe(name="clean", digest=blake2b(Path(svg.__file__).read_bytes(), digest_size=16).digest(), render=render)


class Negative:
    """A decoded picture, and the widths drawn from it so far."""

    def __init__(self, content: bytes) -> None:
        self.image = develop(content)
        self.drawn: dict[tuple[int, int], Image] = {}

    def at(self, width: int, height: int) -> Image:
        """The picture in another size; each of the usual widths is drawn from the next wider one."""
        size = width, height
        if size == self.image.size:
            return self.image
        if size not in self.drawn:
            source = self.image
            wider = next((other for other in WIDTHS if width < other < source.width), None)
            if wider is not None and width in WIDTHS:
                source = self.at(wider, scaled(source.height, wider, source.width))
            self.drawn[size] = source.resize(size, BICUBIC)
        return self.drawn[size]


def develop(content: bytes) -> Image:
    """Decode a picture: the right way up, in sRGB, not much larger than its largest size. Raises PictureError."""
    from PIL import ImageOps

    image = opened(content)
    try:
        width, height = seen_size(image)
        width, height = needed_size(width, height)
        # A JPEG can be decoded to a half, a quarter or an eighth of its size; others do as they like.
        image.draft(None, (height, width) if is_sideways(image) else (width, height))
        image.load()
        return plain(ImageOps.exif_transpose(image))
    except Exception as error:
        raise PictureError(damaged) from error


def needed_size(width: int, height: int) -> tuple[int, int]:
    """The smallest size from which every size of a picture can be drawn without drawing it larger."""
    needed = max(within(width, height, LONGEST)[0], min(width, WIDTHS[-1]))
    return needed, scaled(height, needed, width)


def plain(image: Image) -> Image:
    """The pixels alone, as gray, RGB or RGBA in sRGB."""
    from PIL import Image

    has_alpha = is_see_through(image)
    mode = "RGBA" if has_alpha else "L" if image.mode in ("1", "L", "I", "F") or "I;16" in image.mode else "RGB"
    if image.mode in ("RGB", "RGBA", "CMYK") and "icc_profile" in image.info:
        image = in_srgb(image, image.info["icc_profile"])
    if "I;16" in image.mode:
        # Sixteen bits to eight; `convert` alone would make everything but black white.
        image = image.convert("I").point(lambda value: value / 256)
    image = image if image.mode == mode else image.convert(mode)
    # A new image rather than a copy: a copy would carry the file's notes along.
    return Image.frombytes(mode, image.size, image.tobytes())


def in_srgb(image: Image, profile: bytes) -> Image:
    """Colors as they look to a browser that is told nothing about them (ICC.1:2022 profiles)."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space.strip() != image.mode.removesuffix("A"):
            return image
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        colors = image.convert("RGB") if image.mode == "RGBA" else image
        result = ImageCms.profileToProfile(colors, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile nobody can read is one browsers pass over, too.
        return image
    if result is None:
        return image
    if image.mode == "RGBA":
        result.putalpha(image.getchannel("A"))
    return result


def encoded(image: Image, view: Resized) -> bytes:
    """A picture as a file."""
    from PIL import Image

    if view.format == "jpeg" and image.mode == "RGBA":
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image).convert("RGB")
    file = BytesIO()
    image.save(file, view.format, **WRITE[view.format], **quality(view))
    return file.getvalue()


def animated(content: bytes, view: Resized) -> bytes:
    """All frames of a picture, with their times, as a file. Raises PictureError."""
    from PIL import ImageSequence

    source = opened(content)
    try:
        loop = {"loop": source.info["loop"]} if "loop" in source.info else {}
        frames, times = [], []
        for frame in ImageSequence.Iterator(source):
            frames.append(plain(frame))
            times.append(round(frame.info.get("duration", 0)))
    except Exception as error:
        raise PictureError(damaged) from error
    file = BytesIO()
    # Each frame replaces the one before: they come out of the decoder whole.
    disposal = {"disposal": 2} if view.format == "gif" and frames[0].mode == "RGBA" else {}
    frames[0].save(
        file,
        view.format,
        save_all=True,
        append_images=frames[1:],
        duration=times,
        **loop,
        **disposal,
        **WRITE[view.format],
        **quality(view),
    )
    return file.getvalue()


def quality(view: Resized) -> dict[str, int]:
    """The encoder's setting, for encoders that have one."""
    return {"quality": view.quality} if view.format in ("jpeg", "webp", "avif") else {}


# -- problems -----------------------------------------------------------------


def damaged(name: str) -> Diagnostic:
    """The decoder gave up."""
    return broken_picture(name, "it is damaged or cut short")


def unknown(name: str, content: bytes) -> Diagnostic:
    """No decoder knows the file."""
    brand = content[8:12]
    if content[4:8] == b"ftyp" and brand in HEIC:
        return picture_not_supported(name, "HEIC")
    for start, kind in STRANGERS.items():
        if content.startswith(start):
            return picture_not_supported(name, kind)
    return broken_picture(name, "it is no picture, or damaged at its very beginning")


# Brands of ISO base media files (ISO/IEC 23008-12) that no browser shows everywhere.
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
STRANGERS = {
    b"8BPS": "Photoshop",
    b"%PDF": "PDF",
    b"\x00\x00\x00\x0cjP  ": "JPEG 2000",
    b"\xff\x0a": "JPEG XL",
    b"\x00\x00\x00\x0cJXL ": "JPEG XL",
    b"\x00\x00\x01\x00": "icon",
    b"<svg": "SVG",
    b"<?xml": "SVG",
}


@explained
def broken_picture(name: str, why: str) -> Diagnostic:
    """A picture cannot be read.

    The file ends too early, is damaged, or is something else with a picture's name. This
    happens when a copy or an upload was interrupted. Get the picture again from where
    it came from, look at it on your own computer, and put it in place of this one.

    -- content/media/hall.jpg --
    This is not a picture.

    error[broken-picture]: the picture cannot be used: it is no picture, or damaged at its very beginning
     --> content/media/hall.jpg
      = help: copy the picture again from where it came from
    """
    return Diagnostic(
        code="broken-picture",
        severity=Severity.ERROR,
        message=f"the picture cannot be used: {why}",
        where=Place(name),
        help="copy the picture again from where it came from",
    )


@explained
def picture_too_large(name: str, size: str) -> Diagnostic:
    """A picture has too many pixels to be opened safely.

    Pictures of up to 64 megapixels are accepted, which is more than most cameras make
    and forty times what a page shows. Beyond that, opening one takes gigabytes of
    memory, and a small file that claims to be gigantic is a known way to stop a computer.
    Save a smaller version; 4,000 pixels on the long side are plenty.
    """
    return Diagnostic(
        code="picture-too-large",
        severity=Severity.ERROR,
        message=f"the picture is too large: {size}",
        where=Place(name),
        help="save it smaller; 4,000 pixels on the long side are plenty",
    )


@explained
def picture_not_supported(name: str, kind: str) -> Diagnostic:
    """A picture is of a kind that browsers do not show.

    Pictures may be JPEG, PNG, WebP, GIF or AVIF (TIFF and BMP are converted), and
    drawings SVG. iPhones save HEIC unless told otherwise: open the picture on the
    telephone or computer and export it as JPEG. To have JPEG from now on, choose
    Settings, Camera, Formats, Most Compatible.
    """
    advice = HELP.get(kind, "open it and export it as JPEG or PNG")
    return Diagnostic(
        code="picture-not-supported",
        severity=Severity.ERROR,
        message=f"browsers do not show pictures of this kind: {kind}",
        where=Place(name),
        help=advice,
    )


HELP = {
    "HEIC": "open it and export it as JPEG; on an iPhone, Settings > Camera > Formats > Most Compatible saves JPEG",
    "SVG": "name the file `.svg`",
}


@explained
def wrong_extension(name: str, kind: str) -> Diagnostic:
    """A picture's file name promises another kind of picture than the file holds.

    The name ends in `.jpg`, say, and the file is a PNG. It is published as what
    its name promises, so nothing is broken, but other programs may refuse the file. Rename
    it, and write the new name where the picture is used.
    """
    return Diagnostic(
        code="wrong-extension",
        severity=Severity.WARNING,
        message=f"the file is a {kind.upper()} picture, and its name says otherwise",
        where=Place(name),
        help=f"name it `{Path(name).stem}{EXTENSIONS[kind]}`",
    )


EXTENSIONS = {kind: extension for extension, kind in reversed(FORMATS.items())}
