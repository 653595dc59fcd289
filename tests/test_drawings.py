"""The sample chapter's pictures are what their script draws."""

import re
from pathlib import Path

import PIL
import pytest

from tests.drawings.photograph import PICTURES as PHOTOGRAPHS
from tests.drawings.pictures import PICTURES, write_picture

ROOT = Path(__file__).resolve().parents[1]
MEDIA = ROOT / "content" / "media"


def pinned_pillow() -> str:
    """The Pillow that the pictures were drawn with."""
    pin = re.search(r"^pillow==([\w.]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    assert pin is not None
    return pin[1]


def test_every_picture_in_content_media_but_the_svg_logos_has_a_drawing() -> None:
    kept = {path.relative_to(MEDIA).as_posix() for path in MEDIA.rglob("*.*") if path.suffix != ".svg"}

    assert kept == set(PICTURES)


def test_the_readme_shows_the_pictures_that_are_taken_of_real_pages_and_they_are_small() -> None:
    shown = set(re.findall(r"!\[[^]]+\]\(\.github/([^)]+)\)", (ROOT / "README.md").read_text("utf-8")))
    assert shown == set(PHOTOGRAPHS) == {path.name for path in (ROOT / ".github").glob("*.*") if path.suffix == ".png"}
    assert {name: size for name in shown if (size := (ROOT / ".github" / name).stat().st_size) > 150_000} == {}


def test_the_pictures_together_stay_below_six_megabytes() -> None:
    assert sum(path.stat().st_size for path in MEDIA.rglob("*.*")) < 6_000_000


@pytest.mark.parametrize("name", ["logos/prairie-lantern.png", "people/magdalena-ruiz.jpg"])
def test_drawing_a_picture_again_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    if PIL.__version__ != pinned_pillow():
        pytest.skip(f"drawn with Pillow {pinned_pillow()}; {PIL.__version__} may compress differently")

    assert write_picture(name, tmp_path).read_bytes() == (MEDIA / name).read_bytes()
