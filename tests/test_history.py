"""What git tells of the content."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import history
from generator.cli import main
from generator.history import read_history
from generator.model.revision import History, Untold, check_history
from generator.text.diagnostic import Severity
from tests.calendars import entries, unfolded
from tests.chapter import codes, errors, tree

EARLY, LATER = 1_700_000_000, 1_710_000_000


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with nothing in it."""
    if not shutil.which("git"):
        pytest.skip("no git: there is no history to read")
    (tmp_path / "content" / "events").mkdir(parents=True)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def git(folder: Path, *arguments: str, at: int = EARLY) -> None:
    who = {f"GIT_{role}_{part}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    when = {"GIT_AUTHOR_DATE": f"{at} +0000", "GIT_COMMITTER_DATE": f"{at} +0000", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, env=os.environ | who | when, check=True, capture_output=True)


def commit(folder: Path, name: str, text: str, at: int) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=a change", at=at)


def test_a_file_is_as_new_as_the_last_commit_that_touched_it(repository: Path) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    commit(repository, "content/events/b ü.yaml", "title: B", EARLY)
    commit(repository, "content/events/a.yaml", "title: A again", LATER)
    found = read_history(repository / "content")
    assert found.touched == {"content/events/a.yaml": LATER, "content/events/b ü.yaml": EARLY}
    assert len(found.commit) == 40
    assert not found.shallow


def test_a_file_that_only_moved_to_another_folder_did_not_change(repository: Path) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    (repository / "content/events/2026").mkdir()
    git(repository, "mv", "content/events/a.yaml", "content/events/2026/a.yaml")
    git(repository, "commit", "--quiet", "--message=tidy", at=LATER)
    assert read_history(repository / "content").touched["content/events/2026/a.yaml"] == EARLY


def test_a_change_is_as_new_as_the_merge_that_published_it(repository: Path) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    git(repository, "switch", "--quiet", "--create", "draft")
    commit(repository, "content/events/a.yaml", "title: A again", EARLY + 60)
    git(repository, "switch", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--no-edit", "draft", at=LATER)
    assert read_history(repository / "content").touched["content/events/a.yaml"] == LATER


def test_a_clock_that_went_wrong_makes_no_change_look_older(repository: Path) -> None:
    commit(repository, "content/events/a.yaml", "title: A", LATER)
    commit(repository, "content/events/b.yaml", "title: B", LATER)
    commit(repository, "content/events/a.yaml", "title: A again", EARLY)
    assert read_history(repository / "content").touched == dict.fromkeys(
        ("content/events/a.yaml", "content/events/b.yaml"), LATER
    )


def test_what_is_not_committed_counts_for_nothing(repository: Path) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    (repository / "content/events/a.yaml").write_text("title: Another", "utf-8")
    (repository / "content/events/new.yaml").write_text("title: New", "utf-8")
    assert read_history(repository / "content").touched == {"content/events/a.yaml": EARLY}


def test_a_shallow_clone_says_so(repository: Path, tmp_path: Path) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    commit(repository, "content/events/b.yaml", "title: B", LATER)
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "clone")
    assert read_history(tmp_path / "clone" / "content").shallow


def test_without_a_commit_there_is_no_history(repository: Path) -> None:
    assert read_history(repository / "content") == History()


def test_without_a_repository_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_history(tmp_path) == History()
    monkeypatch.setenv("PATH", "")
    assert read_history(tmp_path) == History()


def test_a_repository_without_git_says_that_git_is_missing(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    monkeypatch.setenv("PATH", "")
    found = read_history(repository / "content")
    assert found == History(untold=Untold(why="missing", repository=str(repository)))
    [told] = check_history(found)
    assert told.message.startswith("git is not installed here") and "install git" in told.help


def test_a_folder_that_git_does_not_trust_says_what_to_do(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    # Git's own tests pretend in this way that the folder is another user's.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    found = read_history(repository / "content")
    assert found == History(untold=Untold(why="refused", repository=str(repository)))
    [told] = check_history(found)
    assert told.severity is Severity.WARNING
    assert told.help == f"if you trust it: `git config --global --add safe.directory {repository}`"


def test_a_folder_that_is_trusted_as_the_message_says_tells_its_history(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    [told] = check_history(read_history(repository / "content"))
    _, command, _ = told.help.split("`")
    subprocess.run(command.split(), cwd=tmp_path, check=True)
    assert read_history(repository / "content").touched == {"content/events/a.yaml": EARLY}


def test_a_broken_repository_says_so(repository: Path) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    (repository / ".git/HEAD").write_text("nonsense")
    [told] = check_history(read_history(repository / "content"))
    assert told.message.startswith("git cannot read the repository") and str(repository) in told.help


def test_a_build_warns_and_goes_on_when_the_history_is_untold() -> None:
    history = History(untold=Untold(why="missing", repository="/srv/chapter"))
    event = "-- events/2026-03-12-coffee.yaml --\ntitle: Coffee\ndate: 2026-03-12\n"
    assert codes(event, history=history) == ["untold-history"]
    assert errors(event, history=history) == []


# -- from the repository into calendars ----------------------------------------------------

CHAPTER = {
    "content/chapter.yaml": "name: Small Chapter\ntimezone: America/Chicago\nurl: https://small.example.org/\n",
    "content/venues/mill.yaml": "name: The mill\n",
    "content/series/rounds.yaml": "title: Rounds\nrepeats: {every: week, on: friday, start: 8:00, end: 9:00, from: 2023-12-01}\nvenue: mill\n",
    "content/events/tour.yaml": "title: Tour\ndate: 2023-12-05\nstart: 8:00\nend: 9:30\nvenue: mill\n",
    "content/events/talk.yaml": "title: Talk\ndate: 2023-12-06\nstart: 8:00\nend: 9:30\nvenue: {name: Hall}\n",
}  # fmt: skip


@pytest.fixture
def published(repository: Path) -> Path:
    """A chapter in its repository."""
    for name, text in CHAPTER.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(text, "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=begin", at=EARLY)
    return repository


def build(root: Path, out: str = "public") -> dict[str, bytes]:
    """What `chapter build` publishes."""
    assert (
        main(["build", "--content", str(root / "content"), "--output", str(root / out), "--today", "2024-04-01"]) == 0
    )
    return tree(root / out)


def stamps(files: dict[str, bytes]) -> dict[str, tuple[str, str, str]]:
    """Title -> LAST-MODIFIED, DTSTAMP and SEQUENCE."""
    told = entries(unfolded(files["/calendar.ics"].decode()))
    return {one["SUMMARY"]: (one["LAST-MODIFIED"], one["DTSTAMP"], one["SEQUENCE"]) for one in told}


def test_an_entry_is_as_new_as_the_last_commit_to_its_event_its_venue_or_its_series(published: Path) -> None:
    # Minutes since the beginning of 2020.
    early, later = (
        (f"{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}",) * 2 + (str((at - 1_577_836_800) // 60),)
        for at in (EARLY, LATER)
    )
    assert stamps(build(published)) == {"Tour": early, "Talk": early, "Rounds": early}
    commit(published, "content/venues/mill.yaml", "name: The old mill\n", LATER)
    assert stamps(build(published)) == {"Tour": later, "Talk": early, "Rounds": later}
    assert int(later[2]) > int(early[2])


def test_a_commit_gives_the_same_bytes_in_every_clone(
    published: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = build(published)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    git(elsewhere, "clone", "--quiet", published.as_uri(), "clone")
    assert build(elsewhere / "clone") == here
    assert json.loads(here["/build.json"])["source_commit"] == read_history(published / "content").commit


def test_a_shallow_clone_is_built_with_a_warning_that_says_what_to_set(
    published: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(published, "content/venues/mill.yaml", "name: The old mill\n", LATER)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    git(elsewhere, "clone", "--quiet", "--depth=1", published.as_uri(), "clone")
    build(elsewhere / "clone")
    said = capsys.readouterr().err
    assert "warning[shallow-history]" in said and "`fetch-depth: 0`" in said


def test_the_log_is_read_once_however_many_files_there_are(
    published: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("bin")
    asked, program = folder / "asked", folder / "git"
    program.write_text(f'#!/bin/sh\necho "$@" >> {asked}\nexec {shutil.which("git")} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    build(published)
    # Both at once: which is first is chance.
    assert sorted(line.split()[2] for line in asked.read_text().splitlines()) == ["log", "rev-parse"]


def test_a_git_that_hangs_is_not_waited_for(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "content/events/a.yaml", "title: A", EARLY)
    program = tmp_path_factory.mktemp("bin") / "git"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(history, "PATIENCE", 0.2)
    assert read_history(repository / "content") == History(untold=Untold(why="broken", repository=str(repository)))
