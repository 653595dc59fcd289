"""Where a picture was taken, and by whom, goes into the chapter in every format and comes out in none.

What is published is read back with Pillow, byte by byte, and, where it is installed, with
ExifTool, which knows notes that nobody else does.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.build import build
from tests.chapter import chapter, order, tree
from tests.photographs import FORMATS, IN_WORDS, MOVING, SECRET, WITH_EXIF, photograph

# What ExifTool may still find: the file itself, and what its format needs to be shown.
FIT_TO_SHOW = {"ExifTool", "System", "File", "JFIF", "PNG", "RIFF", "GIF", "QuickTime", "Meta", "Composite", "SVG",
               "ItemList", "Track1", "Track2"}  # fmt: skip
# Of these groups, notes that a person or a camera would have made.
NOTES = {"Comment", "Author", "XMP", "GPSLatitude", "Creator", "Artist", "Description", "MetadataDate", "Desc", "Title"}


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    """Name -> picture: one of each format, and each that can move."""
    moving = {f"moving-{kind}.{kind}": photograph(kind, moving=True) for kind in MOVING}
    return {f"{kind}.{kind}": photograph(kind) for kind in FORMATS} | moving


@pytest.fixture(scope="module")
def published(pictures: dict[str, bytes]) -> dict[str, bytes]:
    """Every file of a site that shows all of them: address -> bytes."""
    with chapter() as project:
        shown = "".join(f"  - {{src: {name}, alt: A picture}}\n" for name in pictures)
        for name, text in {
            "events/2026-02-05-tour.yaml": "title: Tour\ndate: 2026-02-05\ntour: {photos: open}\n",
            "recaps/2026-02-05-tour.yaml": f"photos:\n{shown}",
            "companies/press.yaml": "name: Press\nlogo: svg.svg\n",
            "pages/about.md": "---\ntitle: About\n---\n![The hall](media:jpg.jpg)\n",
        }.items():
            file = project.content / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        for folder in ("media", "static"):
            (project.content / folder).mkdir()
        for name, content in pictures.items():
            (project.content / "media" / name).write_bytes(content)
        (project.content / "static/mark.svg").write_bytes(pictures["svg.svg"])
        assert build(project, order()).report
        return tree(project.out)


def images(files: dict[str, bytes]) -> dict[str, bytes]:
    return {url: body for url, body in files.items() if url.endswith((*FORMATS, "jpeg", "webp"))}


def test_each_picture_tells_before_and_is_published(pictures: dict[str, bytes], published: dict[str, bytes]) -> None:
    for name, content in pictures.items():
        assert name == "bmp.bmp" or SECRET.encode() in content, name
        assert name.rpartition(".")[2] in ("bmp", "tif") or IN_WORDS.encode() in content, name
        if name.endswith(WITH_EXIF):
            assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)[1] == "N", name
    for name in pictures:
        own = f"/media/{name}" if not name.endswith(("tif", "bmp")) else f"/media/{name[:-4]}.jpg"
        assert own in published
    assert len(images(published)) > 2 * len(pictures)


def test_no_published_file_holds_a_note(published: dict[str, bytes]) -> None:
    for url, body in published.items():
        for note in (SECRET.encode(), SECRET.encode("utf-16-le"), IN_WORDS.encode(), b"Telephone 7"):
            assert note not in body, url
        if url in images(published):
            for mark in (
                b"Exif\0\0",
                b"xmpmeta",
                b"Photoshop",
                b"GPS",
                b"XMP Data",
                b"iTXt",
                b"tEXt",
                b"zTXt",
                b"eXIf",
            ):
                assert mark not in body, (url, mark)


def test_pillow_finds_nothing_but_pixels(published: dict[str, bytes]) -> None:
    for url, body in images(published).items():
        if not url.endswith(".svg"):
            image = Image.open(io.BytesIO(body))
            assert not image.getexif() and not image.getexif().get_ifd(0x8825), url
            assert not {"exif", "xmp", "comment", "photoshop", "icc_profile", "Author"} & image.info.keys(), url


@pytest.fixture(scope="module")
def exiftool() -> Iterator[str]:
    found = shutil.which("exiftool")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("ExifTool is not installed")
        pytest.skip("ExifTool is not installed")
    yield found


def noted(exiftool: str, folder: Path, files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """What ExifTool finds in files: name -> `Group:Tag` -> value."""
    for name, content in files.items():
        (folder / name.strip("/").replace("/", "-")).write_bytes(content)
    said = subprocess.run([exiftool, "-json", "-a", "-G1", folder], capture_output=True, text=True, check=False).stdout
    return {one.pop("SourceFile").rpartition("/")[2]: one for one in json.loads(said)}


def test_exiftool_finds_nothing_either(
    exiftool: str, published: dict[str, bytes], pictures: dict[str, bytes], tmp_path: Path
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    for name, tags in noted(exiftool, before, pictures).items():
        assert name == "bmp.bmp" or SECRET in json.dumps(tags), name
        assert name == "bmp.bmp" or any(tag.endswith(":GPSLatitude") for tag in tags), name
    found = noted(exiftool, after, images(published))
    assert len(found) == len(images(published))
    for name, tags in found.items():
        groups = {tag.partition(":")[0] for tag in tags}
        assert groups <= FIT_TO_SHOW, name
        assert not {tag.partition(":")[2] for tag in tags} & NOTES, name


# -- what is copied ----------------------------------------------------------------------

PDF = b"%%PDF-1.4\n1 0 obj<</Subtype/Image/Filter/DCTDecode>>stream\n%s\nendstream endobj\n"
FILM = b"\0\0\0\x18ftypisom\0\0\2\0moovudta\0\0\0\x1c\xa9xyz\0\x10\x15\xc7+41.8753-087.6250/"


def told(files: dict[str, bytes]) -> tuple[list[tuple[str, str]], dict[str, bytes]]:
    """The messages about a chapter with these files, as `(code, file)`, and what it published."""
    with chapter() as project:
        for name, content in files.items():
            file = project.content / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        # Twice: the second time by the memo.
        first, again = ([(one.code, one.where.file) for one in build(project, order()).problems if one.where]
                        for _ in range(2))  # fmt: skip
        assert first == again
        return first, tree(project.out) if project.out.exists() else {}


@pytest.mark.parametrize("kind", [one for one in FORMATS if one not in ("bmp", "svg")])
def test_a_picture_that_is_copied_may_not_tell_its_place(kind: str) -> None:
    assert told({f"static/hall.{kind}": photograph(kind)}) == (
        [("place-in-picture", f"content/static/hall.{kind}")],
        {},
    )


@pytest.mark.parametrize("kind", [one for one in FORMATS if one not in ("avif", "svg")])
def test_a_picture_without_a_place_is_copied_as_it_is(kind: str) -> None:
    file = io.BytesIO()
    Image.effect_noise((60, 40), 50).save(file, {"jpg": "JPEG", "tif": "TIFF"}.get(kind, kind))
    problems, files = told({f"static/hall.{kind}": file.getvalue()})
    assert problems == [] and files[f"/hall.{kind}"] == file.getvalue()


def test_a_paper_and_a_film_that_tell_a_place_are_told_of() -> None:
    files = {"media/slides.pdf": PDF % photograph("jpg"), "media/film.mp4": FILM, "static/plain.pdf": PDF % b"nothing",
             "static/empty.txt": b""}  # fmt: skip
    problems, published = told(files)
    assert problems == [("place-in-file", "content/media/film.mp4"), ("place-in-file", "content/media/slides.pdf")]
    assert published["/media/slides.pdf"] == files["media/slides.pdf"]


def test_a_drawing_among_the_site_s_own_files_only_draws() -> None:
    active = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path onclick="x()" d="M0 0"/></svg>'
    problems, published = told({"static/mark.svg": active})
    assert {code for code, _ in problems} == {"active-svg"}
    assert published["/mark.svg"] == b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.mark.parametrize("name", ["form.html", "x.HTM", "x.xhtml", "x.svgz", "x.js", "x.xml", "x.php", "deep/x.mjs"])
def test_a_page_or_a_program_is_no_picture_and_no_paper(name: str) -> None:
    problems, published = told({f"media/{name}": b"<script>alert(1)</script>"})
    assert problems == [("active-file", f"content/media/{name}")] and published == {}
