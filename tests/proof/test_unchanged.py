"""What must not be taken for unchanged.

A build that finds nothing changed says so and ends. What it may believe for that: a
file of the content or the theme is the one it was when its size, its times and its
number on the disk are; a published file, when its size and its time of modification are
(`test_stories.py` has the one hand that this does not see).
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from generator.engine.manifest import MARKER
from tests.chapter import tree
from tests.proof.booth import Booth, build, compare, site
from tests.proof.press import REPOSITORY, needs_fork
from tests.proof.stories import Dice, World, commit

pytestmark = needs_fork


def furnish(world: World) -> None:
    """What the cases below change, and a slip to be told every time."""
    world.file("content/static/shelf/a.txt").write_text("Version 1\n")
    world.file("content/static/linked.txt").symlink_to("shelf/a.txt")
    world.file("content/venues/lonely.yaml").write_text("name: Lonely House\n")
    world.file("themes/default/styles/utilities.css").write_text("@layer utilities { .a { color: red } }\n")
    world.file("content/media/swatch.png").write_bytes(swatch("red"))
    world.file("content/posts/swatch.md").write_text(
        "---\ntitle: A swatch\ndate: 2026-02-01\n---\n![A color](media:swatch.png)\n"
    )
    commit(world, Dice(1))


def swatch(color: str) -> bytes:
    """A picture whose size in bytes does not tell its color."""
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), color).save(buffer, "PNG", compress_level=0)
    return buffer.getvalue()


def forge(path: Path, content: bytes) -> None:
    """Put another content in a file of its size, at its time: `cp -p`, `rsync -t`, an archive unpacked."""
    found = path.stat()
    assert len(content) == found.st_size, "not of the same size"
    assert content != path.read_bytes()
    path.write_bytes(content)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def edit_record(world: World) -> None:
    path = world.content / "pages/about.md"
    path.write_text(path.read_text().replace("printers", "binders"))


def forge_record(world: World) -> None:
    path = world.content / "pages/about.md"
    forge(path, path.read_bytes().replace(b"printers", b"painters"))


def forge_charter(world: World) -> None:
    path = world.content / "chapter.yaml"
    forge(path, path.read_bytes().replace(b"Ink, and", b"Ink, oh,"))


def forge_static_file(world: World) -> None:
    forge(world.content / "static/shelf/a.txt", b"Version 2\n")


def forge_picture(world: World) -> None:
    forge(world.content / "media/swatch.png", swatch("tan"))


def forge_style(world: World) -> None:
    forge(world.root / "themes/default/styles/utilities.css", b"@layer utilities { .a { color: tan } }\n")


def replace_by_an_older_file(world: World) -> None:
    path, older = world.content / "static/shelf/a.txt", world.root / "older.txt"
    older.write_text("Version 0\n")
    os.utime(older, (1_500_000_000, 1_500_000_000))
    older.replace(path)


def replace_under_its_time(world: World) -> None:
    path, fresh = world.content / "static/shelf/a.txt", world.root / "fresh.txt"
    fresh.write_text("Version 3\n")
    os.utime(fresh, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    fresh.replace(path)


def exchange_two_folders(world: World) -> None:
    """No file changes; two that are alike in size and time change places."""
    moment = (1_600_000_000, 1_600_000_000)
    for name in "bc":
        path = world.file(f"content/static/{name}/x.txt")
        path.write_text(f"{name}\n")
        os.utime(path, moment)
    folder = world.content / "static"
    (folder / "b").rename(folder / "aside")
    (folder / "c").rename(folder / "b")
    (folder / "aside").rename(folder / "c")


def add_record(world: World) -> None:
    world.file("content/posts/deep/new.md").write_text("---\ntitle: New\ndate: 2026-02-20\n---\nNew.\n")


def remove_record(world: World) -> None:
    (world.content / "ideas/bindery.yaml").unlink()


def rename_picture_to_what_it_hides(world: World) -> None:
    """A leftover's name begins with a dot: the file is there still, and counts no more."""
    (world.content / "static/shelf/a.txt").rename(world.content / "static/shelf/.a.txt")
    (world.content / "static/linked.txt").unlink()


def lead_a_link_elsewhere(world: World) -> None:
    world.file("content/static/shelf/b.txt").write_text("Version 4\n")
    path = world.content / "static/linked.txt"
    path.unlink()
    path.symlink_to("shelf/b.txt")


def edit_what_a_link_leads_to(world: World) -> None:
    (world.content / "static/shelf/a.txt").write_text("Version 5\n")


def edit_style(world: World) -> None:
    (world.root / "themes/default/styles/utilities.css").write_text("@layer utilities { .a { color: green } }\n")


def add_template(world: World) -> None:
    world.file("themes/default/pages/page.html").write_text("<!DOCTYPE html><title>{{ page.title }}</title>")


def remove_theme(world: World) -> None:
    shutil.rmtree(world.root / "themes")


def set_a_token(world: World) -> None:
    path = world.content / "chapter.yaml"
    path.write_text(path.read_text() + "theme_options: {accent: '#804000'}\n")


def spoil_a_record(world: World) -> None:
    (world.content / "pages/about.md").write_text("---\ntitle: [\n---\n")


def edit_published_file(world: World) -> None:
    (world.out / "index.html").write_text("edited")


def empty_published_file(world: World) -> None:
    os.truncate(world.out / "feed.xml", 0)


def remove_published_file(world: World) -> None:
    (world.out / "about/index.html").unlink()


def remove_published_folder(world: World) -> None:
    shutil.rmtree(world.out / "about")


def remove_site(world: World) -> None:
    shutil.rmtree(world.out)


def remove_marker(world: World) -> None:
    """Without it, the folder is somebody else's."""
    (world.out / MARKER).unlink()


def add_published_file(world: World) -> None:
    (world.out / "about/litter.txt").write_text("litter")


def add_published_folder(world: World) -> None:
    (world.out / "litter").mkdir()


def swap_published_files(world: World) -> None:
    one, other = world.out / "about/index.html", world.out / "first-time/index.html"
    one.rename(world.root / "aside")
    other.rename(one)
    (world.root / "aside").rename(other)


def restore_an_older_site(world: World) -> None:
    """The published folder of yesterday, put back with its times."""
    shutil.copytree(world.out, world.root / "yesterday")
    edit_record(world)
    shutil.rmtree(world.root / "yesterday/about")
    shutil.rmtree(world.out)
    (world.root / "yesterday").rename(world.out)


def pass_the_day(world: World) -> None:
    world.now = world.now.replace(day=3, hour=0)


def pass_a_minute(world: World) -> None:
    world.now = world.now.replace(minute=1)


def go_back(world: World) -> None:
    world.now = world.now.replace(year=2025)


def move_elsewhere(world: World) -> None:
    world.url = "https://elsewhere.example.org/below/"


def show_drafts(world: World) -> None:
    world.drafts = True


def commit_nothing(world: World) -> None:
    """The content is what it was; `/build.json` names the commit."""
    commit(world, Dice(2))


def lose_history(world: World) -> None:
    shutil.rmtree(world.root / ".git")


def change_nothing(world: World) -> None:
    """What was wrong is told again."""


def touch_everything(world: World) -> None:
    for path in world.content.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000), follow_symlinks=False)


CASES: tuple[Callable[[World], None], ...] = (
    edit_record, forge_record, forge_charter, forge_static_file, forge_picture, forge_style, replace_by_an_older_file,
    replace_under_its_time, exchange_two_folders, add_record, remove_record, rename_picture_to_what_it_hides,
    lead_a_link_elsewhere, edit_what_a_link_leads_to, edit_style, add_template, remove_theme, set_a_token, spoil_a_record,
    edit_published_file, empty_published_file, remove_published_file, remove_published_folder, remove_site,
    add_published_file, add_published_folder, swap_published_files, restore_an_older_site, pass_the_day, pass_a_minute,
    go_back, move_elsewhere, show_drafts, commit_nothing, lose_history, change_nothing, touch_everything,
)  # fmt: skip


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_it_is_seen(change: Callable[[World], None], booth: Booth, tmp_path: Path) -> None:
    world = World(tmp_path / "chapter")
    furnish(world)
    shutil.copytree(booth.compiled, world.root / ".cache")
    for _ in range(2):
        done = build(world, booth)
        assert done.code == 0, done.err
        assert "unreachable-page" in done.out
    change(world)
    assert not compare(world, build(world, booth), booth)


def test_a_site_without_its_marker_is_somebody_elses_and_is_left_alone(booth: Booth, tmp_path: Path) -> None:
    world = World(tmp_path / "chapter")
    assert build(world, booth).code == 0
    remove_marker(world)
    stands = site(world)
    done = build(world, booth)
    assert done.code == 2
    assert "did not make" in done.err
    assert site(world) == stands


def test_a_warning_stops_a_strict_build_of_what_was_built(booth: Booth, tmp_path: Path) -> None:
    world = World(tmp_path / "chapter")
    furnish(world)
    assert build(world, booth).code == 0
    assert booth.press.run(world.root, "build", *world.order, "--strict").code == 1
    assert build(world, booth).code == 0


def test_another_folder_is_built_though_this_one_is_unchanged(booth: Booth, tmp_path: Path) -> None:
    world = World(tmp_path / "chapter")
    assert build(world, booth).code == 0
    assert booth.press.run(world.root, "build", *world.order, "--output", "other").code == 0
    assert tree(world.root / "other") == site(world)


def test_another_chapter_is_built_into_the_folder_of_this_one(booth: Booth, tmp_path: Path) -> None:
    world, other = World(tmp_path / "chapter"), World(tmp_path / "other")
    edit_record(other)
    for one in (other, world):
        assert build(one, booth).code == 0
    done = booth.press.run(world.root, "build", *world.order, "--content", "../other/content", "--output", "public")
    assert done.code == 0
    assert site(world) == site(other)


def run(world: World, path: Path) -> str:
    """A build by a program that stands elsewhere, in a process that is really new."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", *world.order],
        cwd=world.root,
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def carried(world: World) -> str:
    """What a build says when it took over only what the program cannot change: pictures, and files given as they are."""
    kept = [url for url in site(world) if url.startswith(("/assets/", "/cards/", "/media/")) or url == "/humans.txt"]
    return f"{len(kept)} files reused"


def test_another_program_believes_nothing_of_this_one(tmp_path: Path) -> None:
    other = tmp_path / "other program"
    for room in ("generator", "themes"):
        shutil.copytree(REPOSITORY / room, other / room, ignore=shutil.ignore_patterns("__pycache__"))
    source = other / "generator/site/freshness.py"
    text = source.read_text("utf-8")
    assert "VERSION = 1\n" in text
    source.write_text(text.replace("VERSION = 1\n", "VERSION = 9\n"), "utf-8")
    world = World(tmp_path / "chapter")
    run(world, REPOSITORY)
    assert " 0 written" in run(world, REPOSITORY)
    assert carried(world) in run(world, other)
    assert b'"version": 9' in site(world)["/build.json"]
    assert carried(world) in run(world, REPOSITORY)
    assert b'"version": 1' in site(world)["/build.json"]


def test_another_catalog_of_the_program_is_seen_though_a_sentence_is_all_that_was_edited(tmp_path: Path) -> None:
    other = tmp_path / "other program"
    for room in ("generator", "themes"):
        shutil.copytree(REPOSITORY / room, other / room, ignore=shutil.ignore_patterns("__pycache__"))
    world = World(tmp_path / "chapter")
    charter = world.content / "chapter.yaml"
    charter.write_text(f"language: fr\n{charter.read_text('utf-8')}", "utf-8")
    run(world, other)
    catalog = other / "generator/language/words/fr.po"
    text = catalog.read_text("utf-8")
    assert 'msgid "Search"\nmsgstr "Rechercher"\n' in text
    catalog.write_text(
        text.replace('msgid "Search"\nmsgstr "Rechercher"', 'msgid "Search"\nmsgstr "Farfouiller"'), "utf-8"
    )
    text_of_record = next(path for path in world.texts("posts") if path.suffix == ".md")
    text_of_record.write_text(f"{text_of_record.read_text('utf-8').rstrip()}\n\nAutre chose.\n", "utf-8")
    run(world, other)
    assert b"Farfouiller" in site(world)["/404.html"]


def test_another_version_of_a_library_believes_nothing_of_this_one(tmp_path: Path) -> None:
    world = World(tmp_path / "chapter")
    run(world, REPOSITORY)
    newer = tmp_path / "newer"
    (newer / "markdown-99.0.dist-info").mkdir(parents=True)
    assert carried(world) in run(world, Path(f"{newer}{os.pathsep}{REPOSITORY}"))
