"""Photographs, made by dice: of 12 megapixels, as cameras make them, no two alike."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageFilter

from benchmarks.chapter import CHARTER, PLAIN
from benchmarks.peers import Tools

WIDTH, HEIGHT = 4000, 3000
WIDTHS, QUALITY = (480, 960, 1600), 80


def write_photos(folder: Path, count: int) -> None:
    """Write `000.jpg` and so on into a folder."""
    folder.mkdir(parents=True)
    scene = draw_scene()
    for number in range(count):
        dice = Random(number)
        moved = ImageChops.offset(scene, dice.randrange(WIDTH), dice.randrange(HEIGHT))
        moved.save(folder / f"{number:03}.jpg", quality=88)


def draw_scene() -> Image.Image:
    """Something with large forms, small ones, and the grain of a sensor."""
    scene = Image.new("RGB", (WIDTH, HEIGHT))
    for size, share in ((8, 1.0), (60, 0.5), (500, 0.3), (WIDTH, 0.08)):
        small = Image.merge("RGB", [noise(size, seed) for seed in range(3)])
        scene = Image.blend(scene, small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), share)
    return scene.filter(ImageFilter.SMOOTH)


def noise(width: int, seed: int) -> Image.Image:
    """Gray dots."""
    height = max(1, width * HEIGHT // WIDTH)
    return Image.frombytes("L", (width, height), Random(seed).randbytes(width * height))


def write_ours(folder: Path, photos: Path) -> None:
    """A chapter with one recap that has all the photographs."""
    content = folder / "content"
    (content / "recaps").mkdir(parents=True)
    (content / "events").mkdir()
    (content / "chapter.yaml").write_text(CHARTER.format(theme=PLAIN.name).replace("menu:", "# menu:"), "utf-8")
    shutil.copytree(PLAIN, folder / "themes" / PLAIN.name)
    shutil.copytree(photos, content / "media" / "photos", copy_function=shutil.copyfile)
    (content / "events" / "album.md").write_text("---\ntitle: An album\ndate: 2026-10-01\n---\n", "utf-8")
    lines = (f"  - {{src: photos/{photo.name}, alt: A photograph}}" for photo in sorted(photos.iterdir()))
    text = "\n".join(("---", "event: album", "date: 2026-10-02", "photos:", *lines, "---", ""))
    (content / "recaps" / "album.md").write_text(text, "utf-8")


def write_hugo(folder: Path, photos: Path) -> None:
    """A Hugo site of one page with all the photographs."""
    (folder / "layouts").mkdir(parents=True)
    (folder / "hugo.toml").write_text('baseURL = "https://chapter.example.org/"\ndisableKinds = ["taxonomy", "term"]\n')
    shutil.copytree(photos, folder / "assets" / "photos", copy_function=shutil.copyfile)
    widths = " ".join(f'"{width}x webp q{QUALITY}"' for width in WIDTHS)
    (folder / "layouts" / "index.html").write_text(
        '{{ range $photo := resources.Match "photos/*.jpg" }}{{ range slice '
        f"{widths} }}}}"
        '<img src="{{ ($photo.Resize .).RelPermalink }}" alt="">{{ end }}{{ end }}\n'
    )


def build_hugo(tools: Tools) -> list[str]:
    """Hugo gives up after a minute unless told otherwise."""
    return [tools.hugo, "--quiet"]
