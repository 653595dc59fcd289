"""Pixels: refused when dangerous, right way up, in sRGB, without a word about their makers, the same bytes always."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageSequence, PngImagePlugin

from generator.engine.darkroom import Wanted, clean, measure, measure_each, resize
from generator.engine.memo import Memo
from generator.engine.pictures import Cleaned, PictureFacts, Rendition, Resized, renditions
from generator.engine.render import RenderProblem

SECRET = b"Ada Example"

# Formats that a chapter may use.
KINDS = ["jpg", "png", "webp", "avif", "gif", "tif", "bmp"]


def quarters(width: int = 600, height: int = 400, mode: str = "RGB") -> Image.Image:
    """A picture with a different color in each quarter: red, green, blue, white, as one reads."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill="red")
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill="lime")
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill="blue")
    return image if mode == "RGB" else image.convert(mode)


def corners(image: Image.Image) -> str:
    """The colors of the four quarters, as one reads."""
    pixels = image.convert("RGB")
    found = ""
    for x, y in ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)):
        color = pixels.getpixel((int(x * image.width), int(y * image.height)))
        assert isinstance(color, tuple)
        found += min(
            {"r": (255, 0, 0), "g": (0, 255, 0), "b": (0, 0, 255), "w": (255, 255, 255)}.items(),
            key=lambda named: sum(abs(a - b) for a, b in zip(named[1], color, strict=True)),
        )[0]
    return found


def measured(folder: Path, name: str) -> PictureFacts:
    facts, problems = measure(folder / name, name, Memo(folder / "memo"))
    assert facts is not None
    assert not problems
    return facts


def refused(folder: Path, name: str, content: bytes) -> tuple[str, str]:
    """The code and message for a file that cannot be used."""
    (folder / name).write_bytes(content)
    facts, problems = measure(folder / name, f"content/media/{name}", Memo(folder / "memo"))
    assert facts is None
    (problem,) = problems
    assert problem.where is not None
    assert problem.where.file == f"content/media/{name}"
    return problem.code, problem.message


def published(folder: Path, name: str) -> list[tuple[Rendition, bytes]]:
    """Everything a picture is published as."""
    recipe = resize(folder, Memo(folder / "memo"))
    made = []
    for rendition in renditions(f"/media/{name}", f"content/{name}", measured(folder, name)):
        content = recipe.render(rendition.view)
        assert isinstance(content, bytes)
        made.append((rendition, content))
    return made


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """A picture as a file."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


# -- looking ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_is_measured(tmp_path: Path, kind: str) -> None:
    quarters().save(tmp_path / f"hall.{kind}")
    facts = measured(tmp_path, f"hall.{kind}")
    assert (facts.format, facts.width, facts.height) == ({"jpg": "jpeg", "tif": "tiff"}.get(kind, kind), 600, 400)
    assert not facts.is_animated


def test_a_picture_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quarters().save(tmp_path / "hall.jpg")
    memo = Memo(tmp_path / "memo")
    first = measure(tmp_path / "hall.jpg", "hall.jpg", memo)
    memo.forget_unused()
    monkeypatch.setattr(Image, "open", lambda *args, **options: pytest.fail("opened again"))
    assert measure(tmp_path / "hall.jpg", "hall.jpg", Memo(tmp_path / "memo")) == first


def test_whoever_looks_at_pictures_finds_the_same_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        quarters(60 + number, 40).save(tmp_path / f"{number}.jpg")
    (tmp_path / "broken.jpg").write_bytes(b"This is not a picture.")
    (tmp_path / "odd.png").write_bytes((tmp_path / "3.jpg").read_bytes())
    (tmp_path / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="7"/>')
    wanted = [Wanted(path, path.name) for path in sorted(tmp_path.iterdir())]
    wanted += [Wanted(tmp_path / "gone.jpg", "gone.jpg")]
    alone = [measure(one.file, one.name, Memo(tmp_path / "none")) for one in wanted]
    for jobs in (1, 2, 5):
        memo = Memo(tmp_path / f"memo-{jobs}")
        assert list(measure_each(wanted, memo, jobs)) == alone
        memo.forget_unused()
    monkeypatch.setattr(Image, "open", lambda *args, **options: pytest.fail("opened again"))
    whole = [one for one in wanted if one.name not in ("broken.jpg", "gone.jpg")]
    for jobs in (1, 2, 5):
        again = list(measure_each(whole, Memo(tmp_path / f"memo-{jobs}"), jobs))
        assert again == [found for one, found in zip(wanted, alone, strict=True) if one in whole]


def test_a_picture_with_the_bytes_of_another_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quarters().save(tmp_path / "hall.jpg")
    memo = Memo(tmp_path / "memo")
    first = measure(tmp_path / "hall.jpg", "hall.jpg", memo)
    memo.forget_unused()
    # What CI finds: the same files, with other times.
    os.utime(tmp_path / "hall.jpg", (1, 1))
    monkeypatch.setattr(Image, "open", lambda *args, **options: pytest.fail("opened again"))
    assert measure(tmp_path / "hall.jpg", "hall.jpg", Memo(tmp_path / "memo")) == first


def test_a_picture_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    for kind, form in (("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("gif", "GIF"), ("avif", "AVIF")):
        noise = Image.frombytes("RGB", (64, 64), Random(1).randbytes(64 * 64 * 3))
        whole = saved(noise, form)
        for part in (1, 2, 3):
            assert refused(tmp_path, f"cut.{kind}", whole[: len(whole) * part // 4])[0] == "broken-picture"


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.jpg", b"This is not a picture.")[0] == "broken-picture"
    assert refused(tmp_path, "a.jpg", b"")[0] == "broken-picture"


def test_damaged_pictures_never_raise(tmp_path: Path) -> None:
    chance = Random(3)
    memo = Memo(tmp_path / "memo")
    for form in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"):
        whole = saved(quarters(40, 30), form)
        for _ in range(25):
            content = bytearray(whole)
            for _ in range(chance.randint(1, 8)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            (tmp_path / "x.jpg").write_bytes(content)
            measure(tmp_path / "x.jpg", "x.jpg", memo)


def test_a_small_file_that_claims_to_be_gigantic_is_refused(tmp_path: Path) -> None:
    header = bytearray(saved(Image.new("1", (8, 8))))
    for side in (9_000, 60_000):
        header[16:24] = side.to_bytes(4, "big") * 2
        chunk = PngImagePlugin._crc32(bytes(header[12:29]))
        header[29:33] = chunk.to_bytes(4, "big")
        assert refused(tmp_path, "bomb.png", bytes(header))[0] == "picture-too-large"


def test_an_endless_animation_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.engine.darkroom.LARGEST", 3 * 40 * 30)
    frames = [quarters(40, 30).rotate(90 * turn) for turn in range(4)]
    code, message = refused(tmp_path, "a.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert (code, message) == ("picture-too-large", "the picture is too large: 4 frames of 40 × 30 pixels")


def test_an_iphone_picture_is_told_how_to_become_one_that_is_shown(tmp_path: Path) -> None:
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100
    assert refused(tmp_path, "IMG_1.HEIC", heic) == (
        "picture-not-supported",
        "browsers do not show pictures of this kind: HEIC",
    )


def test_a_name_that_promises_another_kind_is_a_warning(tmp_path: Path) -> None:
    quarters().save(tmp_path / "logo.jpg", "PNG")
    facts, problems = measure(tmp_path / "logo.jpg", "content/media/logo.jpg", Memo(tmp_path / "memo"))
    assert facts is not None
    assert [(problem.code, problem.severity, problem.help) for problem in problems] == [
        ("wrong-extension", "warning", "name it `logo.png`")
    ]


# -- drawing ------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "avif"])
def test_a_picture_is_the_right_way_up_however_the_camera_was_held(tmp_path: Path, kind: str, orientation: int) -> None:
    # How the pixels lie in the file, for the picture to be seen as `rgbw` (EXIF 2.32, 4.6.4 A).
    lying = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = quarters(120, 80)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = image.transpose(lying[orientation]) if orientation in lying else image
    stored.save(tmp_path / f"hall.{kind}", exif=exif)
    for rendition, content in published(tmp_path, f"hall.{kind}"):
        shown = Image.open(BytesIO(content))
        assert shown.size == (rendition.width, rendition.height) == (120, 80)
        assert corners(shown) == "rgbw"
        assert not shown.getexif()


def with_secrets(kind: str) -> dict[str, Any]:
    """Options that make a picture tell where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 52.0, 12.0), 3: "W", 4: (87.0, 37.0, 12.0)})
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", SECRET.decode())
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, dict[str, Any]] = {
        "jpg": {"exif": exif, "comment": SECRET, "xmp": xmp, "icc_profile": profile},
        "png": {"exif": exif, "pnginfo": note, "icc_profile": profile},
        "webp": {"exif": exif, "xmp": xmp, "icc_profile": profile},
        "avif": {"exif": exif, "xmp": xmp},
        "gif": {"comment": SECRET},
        "tif": {"tiffinfo": {270: SECRET.decode(), 315: SECRET.decode()}},
        "bmp": {},
    }
    return options[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_tells_where_or_by_whom_a_picture_was_taken(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"hall.{kind}"
    quarters().save(file, **with_secrets(kind))
    assert SECRET in file.read_bytes() or kind == "bmp" or kind == "avif"
    for rendition, content in published(tmp_path, file.name):
        assert SECRET not in content, rendition.url
        shown = Image.open(BytesIO(content))
        assert not shown.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop", "Author"} & shown.info.keys()
        assert b"Exif" not in content
        assert b"xmpmeta" not in content


def test_an_animation_tells_nothing_either_and_keeps_moving(tmp_path: Path) -> None:
    frames = [quarters(40, 30).rotate(90 * turn) for turn in range(3)]
    for kind in ("gif", "webp", "png"):
        options = {} if kind == "png" else with_secrets(kind)
        more: dict[str, Any] = {"save_all": True, "append_images": frames[1:], "duration": [100, 200, 300], "loop": 3}
        frames[0].save(tmp_path / f"press.{kind}", **options, **more)
        ((rendition, content),) = published(tmp_path, f"press.{kind}")
        assert rendition.url == f"/media/press.{kind}"
        assert SECRET not in content
        shown = Image.open(BytesIO(content))
        times = []
        for frame in ImageSequence.Iterator(shown):
            frame.load()
            times.append(round(frame.info["duration"]))
        assert times == [100, 200, 300]
        assert shown.info["loop"] == 3


def test_colors_are_turned_into_those_every_browser_knows(tmp_path: Path) -> None:
    # A profile whose red and blue have changed places shows whether it was obeyed.
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile = bytearray(bytes(profile).replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ"))
    named = bytes(profile).replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be")).replace(b"sRGB b", b"swap b")
    quarters(60, 40).save(tmp_path / "hall.png", icc_profile=named)
    for _, content in published(tmp_path, "hall.png"):
        assert corners(Image.open(BytesIO(content))) == "bgrw"


def test_a_damaged_color_profile_is_passed_over(tmp_path: Path) -> None:
    quarters(60, 40).save(tmp_path / "hall.png", icc_profile=b"nonsense" * 30)
    assert corners(Image.open(BytesIO(published(tmp_path, "hall.png")[-1][1]))) == "rgbw"


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "RGBA", "1"])
def test_every_way_to_store_colors_is_shown(tmp_path: Path, mode: str) -> None:
    name = "hall.jpg" if mode == "CMYK" else "hall.png"
    quarters(60, 40, mode).save(tmp_path / name)
    for _, content in published(tmp_path, name):
        shown = corners(Image.open(BytesIO(content)))
        assert shown == ("rgbw" if mode not in ("L", "1") else shown)


def test_sixteen_bits_become_eight_and_not_white(tmp_path: Path) -> None:
    Image.new("I;16", (40, 30), 32768).save(tmp_path / "gray.png")
    assert Image.open(BytesIO(published(tmp_path, "gray.png")[-1][1])).getpixel((5, 5)) == 128


def test_what_is_see_through_stays_so_and_is_white_where_it_cannot(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    clear.save(tmp_path / "mark.png")
    for _, content in published(tmp_path, "mark.png"):
        assert Image.open(BytesIO(content)).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)
    view = Resized(
        file="content/mark.png",
        digest=measured(tmp_path, "mark.png").digest,
        width=40,
        height=30,
        format="jpeg",
        quality=80,
    )
    flat = resize(tmp_path, Memo(tmp_path / "memo")).render(view)
    assert isinstance(flat, bytes)
    assert Image.open(BytesIO(flat)).getpixel((5, 5)) == (255, 255, 255)


def test_a_size_has_the_same_bytes_whatever_was_made_before_it(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (230, 170), Random(5).randbytes(230 * 170 * 3)).resize((2300, 340))
    noise.save(tmp_path / "hall.jpg")
    wanted = [made.view for made in renditions("/hall.jpg", "content/hall.jpg", measured(tmp_path, "hall.jpg"))]
    together = [resize(tmp_path, Memo(tmp_path / "a")).render(view) for view in wanted]
    one = resize(tmp_path, Memo(tmp_path / "b"))
    in_order = [one.render(view) for view in wanted]
    other = resize(tmp_path, Memo(tmp_path / "c"))
    backwards = [other.render(view) for view in wanted[::-1]][::-1]
    assert together == in_order == backwards


def test_pixels_are_drawn_once_and_remembered(tmp_path: Path) -> None:
    quarters().save(tmp_path / "hall.jpg")
    first = published(tmp_path, "hall.jpg")
    views = [made.view for made, _ in first]
    (tmp_path / "hall.jpg").unlink()
    again = resize(tmp_path, Memo(tmp_path / "memo"))
    assert [again.render(view) for view in views] == [content for _, content in first]


def test_a_picture_that_changed_since_the_plan_is_a_problem(tmp_path: Path) -> None:
    quarters().save(tmp_path / "hall.jpg")
    view = renditions("/hall.jpg", "content/hall.jpg", measured(tmp_path, "hall.jpg"))[0].view
    quarters().rotate(180).save(tmp_path / "hall.jpg")
    with pytest.raises(RenderProblem) as raised:
        resize(tmp_path, Memo(tmp_path / "empty")).render(view)
    assert raised.value.problems[0].code == "file-changed"


def test_a_drawing_is_measured_and_published_clean(tmp_path: Path) -> None:
    mark = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><script>x()</script></svg>'
    (tmp_path / "mark.svg").write_bytes(mark)
    facts, problems = measure(tmp_path / "mark.svg", "mark.svg", Memo(tmp_path / "memo"))
    assert facts is not None
    assert (facts.format, facts.width, facts.height) == ("svg", 30, 20)
    assert [problem.code for problem in problems] == ["active-svg"]
    cleaned = clean(tmp_path).render(Cleaned(file="content/mark.svg", digest=facts.digest))
    assert cleaned == b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>'
