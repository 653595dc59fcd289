"""The wheel alone, in an empty folder, makes a chapter and builds it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*run, "--wheel-dir", folder, ROOT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def chapter(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel into an environment of its own.

    The libraries are those of this one, so that nothing has to be downloaded.
    """
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    own = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    (Path(own.strip()) / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return scripts / "chapter"


def call(command: Path, *arguments: str, folder: Path) -> str:
    done = subprocess.run(
        [command, *arguments], cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_the_theme_the_starter_and_the_lock_and_no_tests(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert "generator/themes/default/theme.yaml" in names
    assert "generator/themes/default/pages/event.html" in names
    assert "generator/themes/noticeboard/pages/event.html" in names
    assert "generator/starter/gitignore" in names
    assert "generator/starter/chapter.yaml" in names
    assert "generator/requirements.lock" in names
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {"generator"}


def test_the_wheel_makes_a_chapter_and_builds_it_in_an_empty_folder(chapter: Path, tmp_path: Path) -> None:
    call(chapter, "new", "site", "demo", "--today", "2026-03-01", folder=tmp_path)
    demo = tmp_path / "demo"
    call(chapter, "check", "--strict", "--today", "2026-03-01", folder=demo)
    call(chapter, "build", "--strict", "--today", "2026-03-01", folder=demo)
    for name in ("index.html", "404.html", "sitemap.xml", "events/2026-03-26-open-evening/index.html"):
        assert (demo / "public" / name).is_file()
    call(chapter, "new", "event", "--title", "Plant tour", "--date", "2026-04-09", folder=demo)
    call(chapter, "build", "--today", "2026-03-01", folder=demo)
    assert (demo / "public/events/2026-04-09-plant-tour/index.html").is_file()
