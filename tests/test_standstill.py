"""The early way out: taken when nothing changed, and never otherwise."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import cli, standstill
from generator.engine import survey
from tests.chapter import tree, write
from tests.proof.stories import GIT

COFFEE = "title: Coffee\ndate: 2026-03-12\nbody: Come on Wednesday, March 12.\n"
CHARTER = "name: Small Chapter\ntimezone: America/Chicago\nurl: https://small.example.org/\n"
TODAY = ("build", "--today", "2026-03-01")


class Desk:
    """A folder with a chapter in it, and a count of the builds that really took place."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.builds = folder, 0
        whole = cli._order

        def counted(*given: object, **named: object) -> object:
            self.builds += 1
            return whole(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(cli, "_order", counted)

    def build(self, *arguments: str) -> bool:
        """Build; whether it was more than a look."""
        before = self.builds
        # Every file is old enough to be known by its times.
        time.sleep(0.05)
        cli.main(arguments or TODAY)
        return self.builds > before


@pytest.fixture(params=[standstill.WORTH_A_FORK, 1], ids=["alone", "forked"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(standstill, "WORTH_A_FORK", request.param)
    write(tmp_path, {"content/chapter.yaml": CHARTER, "content/events/coffee.yaml": COFFEE})
    monkeypatch.chdir(tmp_path)
    yield Desk(tmp_path, monkeypatch)


def test_nothing_is_done_twice_and_the_warnings_are_told_again(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.build()
    first, whole = capsys.readouterr(), tree(desk.folder / "public")
    assert not desk.build()
    again = capsys.readouterr()
    assert "warning[wrong-weekday]" in again.err and again.err == first.err
    assert again.out.startswith(f"{len(whole) - 1} files reused, 0 written, 0 removed")
    assert tree(desk.folder / "public") == whole


@pytest.mark.parametrize("file", ["content/events/coffee.yaml", "content/events/new.yaml", "themes/default/theme.yaml"])
def test_a_file_that_was_touched_or_added_is_noticed(desk: Desk, file: str) -> None:
    desk.build()
    write(desk.folder, {file: COFFEE})
    assert desk.build()


def test_a_folder_that_came_or_went_is_noticed_though_it_is_empty(desk: Desk) -> None:
    desk.build()
    (desk.folder / "content/venues/old").mkdir(parents=True)
    assert desk.build() and not desk.build()
    (desk.folder / "content/venues/old").rmdir()
    assert desk.build() and not desk.build()


def test_another_text_of_the_same_size_and_time_is_noticed(desk: Desk) -> None:
    desk.build()
    path = desk.folder / "content/events/coffee.yaml"
    found = path.stat()
    path.write_text(COFFEE.replace("Coffee", "Toffee"), "utf-8")
    os.utime(path, ns=(found.st_mtime_ns, found.st_mtime_ns))
    assert desk.build()
    assert "Toffee" in (desk.folder / "public/events/coffee/index.html").read_text("utf-8")


def test_a_file_as_young_as_the_build_is_not_trusted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "TICK", 10**12)
    desk.build()
    assert desk.build()


def test_a_published_file_that_was_altered_removed_or_added_is_noticed(desk: Desk) -> None:
    desk.build()
    whole = tree(desk.folder / "public")
    home = desk.folder / "public/index.html"
    for disturb in (lambda: home.write_text("mine"), home.unlink, lambda: (desk.folder / "public/x").write_text("")):
        disturb()
        assert desk.build()
        assert tree(desk.folder / "public") == whole
        assert not desk.build()


@pytest.mark.parametrize(
    "other", [("--today", "2026-03-02"), ("--today", "2026-03-01", "--drafts"), ("--today", "2026-03-01", "--fresh")]
)
def test_another_order_is_another_build(desk: Desk, other: tuple[str, ...]) -> None:
    desk.build()
    assert desk.build("build", *other)


def test_a_commit_is_noticed_though_it_changes_no_file(desk: Desk) -> None:
    desk.build()
    git(desk.folder, "init", "-q")
    git(desk.folder, "add", "content")
    git(desk.folder, "commit", "-q", "--no-gpg-sign", "-m", "First")
    assert desk.build()
    assert "source_commit" in (desk.folder / "public/build.json").read_text("utf-8")
    assert not desk.build()
    git(desk.folder, "commit", "-q", "--no-gpg-sign", "--amend", "--allow-empty", "-m", "First of all")
    assert desk.build()


def test_a_cache_that_is_a_link_to_itself_is_in_nobodys_way(desk: Desk) -> None:
    (desk.folder / ".cache").symlink_to(".cache")
    assert desk.build() and (desk.folder / "public/index.html").is_file()


def test_content_that_is_a_link_to_itself_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").symlink_to("content")
    monkeypatch.chdir(tmp_path)
    assert cli.main(TODAY) == 2
    assert "there is no folder" in capsys.readouterr().err


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], env={**os.environ, **GIT}, check=True, capture_output=True)


def test_by_the_clock_the_site_stands_until_something_happens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.build("build")
    assert not desk.build("build")
    tomorrow = time.time() + 86_400
    monkeypatch.setattr(cli.time, "time", lambda: tomorrow)
    assert desk.build("build")


@pytest.mark.parametrize("damage", [b"", b"chapterhouse", b"\xff" * 300])
def test_a_damaged_note_is_no_note(desk: Desk, damage: bytes) -> None:
    desk.build()
    note = desk.folder / ".cache/standstill"
    note.write_bytes(damage)
    assert desk.build()
    note.write_bytes(note.read_bytes()[:-3])
    assert desk.build()


def test_a_build_with_errors_leaves_no_note(desk: Desk) -> None:
    desk.build()
    write(desk.folder, {"content/events/coffee.yaml": "title: Coffee\n"})
    desk.build()
    assert not (desk.folder / ".cache/standstill").exists()


def test_the_way_out_imports_neither_templates_nor_records() -> None:
    import subprocess
    import sys

    heavy = ("jinja2", "msgspec", "yaml", "markdown", "nh3", "PIL")
    asked = f"import sys, {standstill.__name__}; print([name for name in {heavy!r} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60)
    assert said.stdout == "[]\n", said.stderr
