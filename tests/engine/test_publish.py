"""Publishing: the exact tree, nothing written twice, and never half a site."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import pytest

from generator.engine import publish as publishing
from generator.engine import swap as swapping
from generator.engine.output import Output, Recipe
from generator.engine.publish import Report, publish
from generator.engine.render import RenderProblem
from generator.engine.survey import stand
from generator.operator import OutputNotWritable
from generator.text.diagnostic import Diagnostic, Severity
from tests.engine.site_of_texts import RECIPE, Page, build, expected, modes, outputs, tree

HOME = {"/": "Home", "/events/": "Events", "/events/tour/": "Tour", "/feed.xml": "Feed"}


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory where the system has such, since thousands are made and removed here."""
    with TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        yield Path(folder).resolve()


def reasons(report: Report) -> dict[str, str]:
    return {written.url: written.reason for written in report.written}


# -- the tree ------------------------------------------------------------------


def test_the_site_is_exactly_what_was_planned(tmp_path: Path) -> None:
    report = build(tmp_path, HOME)
    assert tree(tmp_path / "site") == expected(HOME)
    assert reasons(report) == dict.fromkeys(HOME, "new")


def test_an_unchanged_site_is_not_touched(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    before = {path: path.lstat() for path in tmp_path.rglob("*")}
    report = build(tmp_path, HOME)
    assert (report.written, report.removed, report.reused) == ((), (), 4)
    assert {path: path.lstat() for path in tmp_path.rglob("*")} == before


def test_what_came_after_the_site_was_seen_is_published_by_no_later_build(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    report = build(tmp_path, {**HOME, "/events/": "Soon"})
    for text in ("Late", "Later", "Latest"):
        stood = stand(report.published.paths, len(report.published.sizes))
        assert stood.are_linked and stood.digest == report.published.digest
        # Where a file changes: elsewhere the folder's time would show.
        for stray in ("site/mine.txt", "site/events/mine.txt"):
            (tmp_path / stray).write_text("mine", "utf-8")
        planned = {**HOME, "/events/": text}
        report = build(tmp_path, planned, stood=stood)
        assert tree(tmp_path / "site") == expected(planned)
        planned = {**planned, "/": text}
        report = build(tmp_path, planned)
        assert tree(tmp_path / "site") == expected(planned)


def test_what_is_not_planned_any_more_is_removed(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    report = build(tmp_path, {"/": "Home"})
    assert report.removed == ("/events/", "/events/tour/", "/feed.xml")
    assert tree(tmp_path / "site") == expected({"/": "Home"})


def test_a_view_that_changed_says_which_field(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    report = build(tmp_path, HOME | {"/events/tour/": "Tour|Moved to Friday", "/": "Welcome|Hello"})
    assert reasons(report) == {"/": "view changed: title, notice", "/events/tour/": "view changed: notice"}
    assert report.reused == 2


def test_a_changed_recipe_writes_its_outputs_again(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    changed = Recipe(name="page", digest=b"2", render=RECIPE.render)
    assert set(reasons(build(tmp_path, HOME, changed)).values()) == {"recipe changed"}


def test_a_file_somebody_edited_or_removed_is_written_again(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    (tmp_path / "site/feed.xml").write_text("edited")
    (tmp_path / "site/events/index.html").unlink()
    report = build(tmp_path, HOME)
    assert reasons(report) == dict.fromkeys(["/events/", "/feed.xml"], "file was missing or altered")
    assert tree(tmp_path / "site") == expected(HOME)


def test_an_edit_of_the_same_length_is_noticed_too(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    sleep(0.02)
    feed = tmp_path / "site/feed.xml"
    feed.write_bytes(bytes(reversed(feed.read_bytes())))
    build(tmp_path, HOME)
    assert tree(tmp_path / "site") == expected(HOME)


@pytest.mark.parametrize("litter", ["events/note.txt", "events/tour/deep/er/x", ".DS_Store"])
def test_a_file_that_somebody_put_there_is_gone(tmp_path: Path, litter: str) -> None:
    build(tmp_path, HOME)
    sleep(0.02)
    (tmp_path / "site" / litter).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "site" / litter).write_text("litter")
    report = build(tmp_path, HOME)
    assert report.reused == 4
    assert tree(tmp_path / "site") == expected(HOME)
    build(tmp_path, HOME | {"/new/": "New"})
    assert tree(tmp_path / "site") == expected(HOME | {"/new/": "New"})


def test_a_folder_may_become_a_file_and_a_file_a_folder(tmp_path: Path) -> None:
    for pages in ({"/a/b/": "1", "/c": "2"}, {"/a": "3", "/c/d/": "4"}, {"/a/b/": "5", "/c": "6"}):
        build(tmp_path, pages)
        assert tree(tmp_path / "site") == expected(pages)


def test_fresh_takes_nothing_over(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    assert reasons(build(tmp_path, HOME, fresh=True)) == dict.fromkeys(HOME, "new")


def test_permissions_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        build(tmp_path, HOME)
    finally:
        os.umask(before)
    assert modes(tmp_path / "site") == {"folder 0o755", "file 0o644"}


def test_many_releases_in_a_row_are_each_exact(tmp_path: Path) -> None:
    chance = random.Random(7)
    addresses = [f"/{folder}/{name}" for folder in ("a", "a/b", "c") for name in ("", "x/", "y/", "z.txt")]
    for _ in range(40):
        pages = {
            url: chance.choice(["one", "two", "two|now"]) for url in chance.sample(addresses, chance.randint(0, 12))
        }
        if chance.random() < 0.2:
            (tmp_path / "site/litter").write_text("x") if (tmp_path / "site").exists() else None
        build(tmp_path, pages)
        assert tree(tmp_path / "site") == expected(pages)


def test_a_withdrawn_page_is_in_no_file_of_the_project_any_more(tmp_path: Path) -> None:
    with_ada = HOME | {"/members/ada/": "Ada Example"}
    for pages in (with_ada, with_ada | {"/": "Changed"}, HOME):
        build(tmp_path, pages)
    assert [path for path in tmp_path.rglob("*") if "ada" in path.name] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"Ada" in path.read_bytes()] == []
    assert b"members/ada" not in (tmp_path / ".cache/site.manifest").read_bytes()


# -- the manifest and the spare ----------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"nonsense", b"chapterhouse 2 manifest 1 00000000\nx"])
def test_a_damaged_manifest_costs_time_only(tmp_path: Path, content: bytes) -> None:
    build(tmp_path, HOME)
    build(tmp_path, HOME | {"/new/": "New"})
    (tmp_path / ".cache/site.manifest").write_bytes(content)
    report = build(tmp_path, HOME)
    assert reasons(report) == dict.fromkeys(HOME, "new")
    assert tree(tmp_path / "site") == expected(HOME)


def test_a_manifest_cut_anywhere_costs_time_only(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    manifest = tmp_path / ".cache/site.manifest"
    whole = manifest.read_bytes()
    for end in range(0, len(whole), 25):
        manifest.write_bytes(whole[:end])
        build(tmp_path, HOME)
        assert tree(tmp_path / "site") == expected(HOME)


def test_another_trees_manifest_is_not_believed(tmp_path: Path) -> None:
    build(tmp_path / "one", HOME)
    build(tmp_path / "two", HOME | {"/": "Another"})
    (tmp_path / "one/.cache/site.manifest").replace(tmp_path / "two/.cache/site.manifest")
    build(tmp_path / "two", HOME)
    assert tree(tmp_path / "two/site") == expected(HOME)


def test_the_second_change_is_made_in_the_spare_folder(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    build(tmp_path, HOME | {"/": "Second"})
    spare = (tmp_path / ".cache/site.spare").stat().st_ino
    build(tmp_path, HOME | {"/": "Third"})
    assert (tmp_path / "site").stat().st_ino == spare
    assert tree(tmp_path / "site") == tree(tmp_path / ".cache/site.spare") == expected(HOME | {"/": "Third"})


@pytest.mark.parametrize("damage", ["remove", "edit", "litter", "all"])
def test_a_damaged_spare_folder_costs_time_only(tmp_path: Path, damage: str) -> None:
    build(tmp_path, HOME)
    build(tmp_path, HOME | {"/": "Second"})
    spare = tmp_path / ".cache/site.spare"
    sleep(0.02)
    if damage == "remove":
        (spare / "feed.xml").unlink()
    elif damage == "edit":
        (spare / "feed.xml").unlink()
        (spare / "feed.xml").write_text("other")
    elif damage == "litter":
        (spare / "events/litter").write_text("litter")
    else:
        for path in sorted(spare.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    build(tmp_path, HOME | {"/": "Third"})
    assert tree(tmp_path / "site") == expected(HOME | {"/": "Third"})


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file in its place")
    for title in ("First", "Second", "Third"):
        build(tmp_path, HOME | {"/": title})
        assert tree(tmp_path / "site") == expected(HOME | {"/": title})


# -- problems -------------------------------------------------------------------


def refuse(view: Page) -> bytes:
    if "bad" in view.title:
        raise RenderProblem(Diagnostic(code="slip", severity=Severity.ERROR, message=view.title))
    return RECIPE.render(view)  # type: ignore[return-value]


def test_every_problem_is_found_and_nothing_is_published(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    careful = Recipe(name="page", digest=b"1", render=refuse)
    report = build(tmp_path, {"/": "bad one", "/x/": "fine", "/y/": "bad two"}, careful)
    assert [problem.message for problem in report.problems] == ["bad one", "bad two"]
    assert (report.written, report.reused) == ((), 0)
    assert tree(tmp_path / "site") == expected(HOME)
    assert build(tmp_path, HOME).reused == 4


def test_a_first_build_with_a_problem_leaves_nothing(tmp_path: Path) -> None:
    careful = Recipe(name="page", digest=b"1", render=refuse)
    report = build(tmp_path, HOME | {"/last/": "bad"}, careful)
    assert ([problem.message for problem in report.problems], report.written) == (["bad"], ())
    assert {path.name for path in tmp_path.iterdir()} == {".cache"}
    assert not any((tmp_path / ".cache").iterdir())
    assert reasons(build(tmp_path, HOME)) == dict.fromkeys(HOME, "new")


def test_a_fresh_build_with_a_problem_leaves_site_and_spare_as_they_were(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    build(tmp_path, HOME | {"/": "Second"})
    before = {path: path.lstat() for path in tmp_path.rglob("*") if path.name != ".cache"}
    build(tmp_path, HOME | {"/last/": "bad"}, Recipe(name="page", digest=b"1", render=refuse), fresh=True)
    assert {path: path.lstat() for path in tmp_path.rglob("*") if path.name != ".cache"} == before


def test_a_bug_leaves_the_site_as_it_was_and_is_not_hidden(tmp_path: Path) -> None:
    build(tmp_path, HOME)

    def stumble(view: Page) -> bytes:
        raise FileNotFoundError("a bug in a recipe")

    with pytest.raises(FileNotFoundError):
        build(tmp_path, {"/": "x"}, Recipe(name="page", digest=b"2", render=stumble))
    assert tree(tmp_path / "site") == expected(HOME)
    assert build(tmp_path, HOME).reused == 4


@pytest.mark.parametrize("url", ["/../evil.txt", "/a//b", "/a/./b"])
def test_no_output_leaves_the_site(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValueError, match="not a file below the site"):
        build(tmp_path, {url: "x"})


def test_two_outputs_for_one_file_are_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two outputs are one file"):
        publish([*outputs({"/a/": "1"}), *outputs({"/a/index.html": "2"})], tmp_path / "site", tmp_path / ".cache")


# -- places ----------------------------------------------------------------------


def refusal(root: Path, out: Path, **options: object) -> str:
    with pytest.raises(OutputNotWritable) as refused:
        publish(outputs(HOME), out, root / ".cache", **options)  # type: ignore[arg-type]
    assert "\n" not in str(refused.value)
    return str(refused.value).replace(str(root), "")


def test_a_folder_of_somebody_elses_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter1.doc").write_text("years of work")
    assert "holds files that Chapterhouse did not make" in refusal(tmp_path, tmp_path / "thesis")
    assert (tmp_path / "thesis/chapter1.doc").read_text() == "years of work"


def test_an_empty_folder_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    build(tmp_path, HOME)
    assert tree(tmp_path / "site") == expected(HOME)


def test_places_that_must_never_be_replaced_are_refused(tmp_path: Path) -> None:
    content, project = tmp_path / "project/content", tmp_path / "project"
    (content / "events").mkdir(parents=True)
    rules = {"sources": [content], "never": [project, tmp_path]}
    assert "would replace" in refusal(tmp_path, project, **rules)
    assert "would replace" in refusal(tmp_path, tmp_path, **rules)
    assert "overlap" in refusal(tmp_path, content, **rules)
    assert "overlap" in refusal(tmp_path, content / "events/public", **rules)
    assert "name a new folder" in refusal(tmp_path, Path("/"), **rules)
    assert sorted(os.listdir(tmp_path)) == ["project"]
    assert not (content / "events/public").exists()


def test_a_git_repository_is_refused_even_when_it_looks_like_a_site(tmp_path: Path) -> None:
    build(tmp_path, HOME)
    (tmp_path / "site/.git").write_text("gitdir: elsewhere")
    assert "is a Git repository" in refusal(tmp_path, tmp_path / "site")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    assert "is a file" in refusal(tmp_path, tmp_path / "site")


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to("elsewhere")
    assert "is a symbolic link" in refusal(tmp_path, tmp_path / "site")


def test_links_in_the_site_are_removed_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/only-copy.jpg").write_text("pixels")
    build(tmp_path, HOME)
    (tmp_path / "site/photos").symlink_to(tmp_path / "photos")
    (tmp_path / "site/feed.xml").unlink()
    (tmp_path / "site/feed.xml").symlink_to(tmp_path / "photos/only-copy.jpg")
    for title in ("First", "Second", "Third"):
        build(tmp_path, HOME | {"/": title})
        assert tree(tmp_path / "site") == expected(HOME | {"/": title})
    assert (tmp_path / "photos/only-copy.jpg").read_text() == "pixels"


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "closed").write_text("not even a folder")
    assert "cannot write the site to `/closed/site`" in refusal(tmp_path, tmp_path / "closed/site")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_closed_to_us_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    assert "permission denied" in refusal(tmp_path, tmp_path / "closed/site")


def fill_the_disk(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Let so many bytes be written, and no more."""
    real = os.write

    def nearly_full(into: int, content: bytes) -> int:
        nonlocal room
        if os.readlink(f"/proc/self/fd/{into}").endswith(".lock"):
            return real(into, content)
        if not room:
            raise OSError(28, "No space left on device")
        written = real(into, content[:room])
        room -= written
        return written

    monkeypatch.setattr(os, "write", nearly_full)


def test_a_full_disk_leaves_the_site_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, HOME)
    fill_the_disk(monkeypatch, 20)
    with pytest.raises(OutputNotWritable, match=r"no space left on device.*; nothing was published"):
        build(tmp_path, HOME | {"/": "Welcome to the chapter"})
    monkeypatch.undo()
    assert tree(tmp_path / "site") == expected(HOME)
    build(tmp_path, HOME | {"/": "Welcome"})
    assert tree(tmp_path / "site") == expected(HOME | {"/": "Welcome"})


def test_a_disk_that_fills_during_a_first_build_holds_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_the_disk(monkeypatch, 115)
    assert "no space left on device" in refusal(tmp_path, tmp_path / "site")
    monkeypatch.undo()
    assert {path.name for path in tmp_path.iterdir()} == {".cache"}
    assert not any((tmp_path / ".cache").iterdir())


def test_strange_files_beside_the_site_are_left_alone(tmp_path: Path) -> None:
    # Without a cache the work is done beside the site, where other people's files are too.
    (tmp_path / ".cache").write_text("a file")
    build(tmp_path, HOME)
    (tmp_path / ".site.parts").mkdir()
    (tmp_path / ".site.parts/mine.txt").write_text("mine")
    assert "is in the way" in refusal(tmp_path, tmp_path / "site")
    assert (tmp_path / ".site.parts/mine.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["site.parts", "site.spare", "site.old"])
@pytest.mark.parametrize("as_file", [True, False])
def test_nothing_in_the_cache_is_in_the_way(tmp_path: Path, place: str, as_file: bool) -> None:
    build(tmp_path, HOME)
    there = tmp_path / ".cache" / place
    if there.exists():
        shutil.rmtree(there)
    if as_file:
        there.write_text("a file in its place")
    else:
        there.mkdir()
        (there / "strange.txt").write_text("x")
    build(tmp_path, HOME | {"/": "Welcome"})
    assert tree(tmp_path / "site") == expected(HOME | {"/": "Welcome"})


def test_a_site_removed_while_the_next_one_is_made_is_told_and_then_mended(tmp_path: Path) -> None:
    build(tmp_path, HOME)

    def vanishing() -> Iterator[Output]:
        yield from outputs(HOME)
        (tmp_path / "site").rename(tmp_path / "moved away")
        yield from outputs({"/new/": "New"})

    with pytest.raises(OutputNotWritable, match="build again"):
        publish(vanishing(), tmp_path / "site", tmp_path / ".cache")
    build(tmp_path, HOME)
    assert tree(tmp_path / "site") == expected(HOME)


# -- other disks, other systems ----------------------------------------------------


def no_exchange(one: str, other: str) -> bool:
    return False


def no_links(*args: object, **options: object) -> None:
    raise OSError(1, "Operation not permitted")


def test_two_steps_do_where_folders_cannot_change_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "exchange", no_exchange)
    for title in ("First", "Second", "Third", "Fourth"):
        build(tmp_path, HOME | {"/": title})
        assert tree(tmp_path / "site") == expected(HOME | {"/": title})
        assert not (tmp_path / ".cache/site.old").exists()


def test_files_one_by_one_do_where_folders_cannot_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def swap(fresh: str, out: str, old: str) -> None:
        swapping.replace_each(fresh, out) if os.path.exists(out) else os.rename(fresh, out)

    monkeypatch.setattr(publishing, "swap", swap)
    for pages in (HOME, {"/": "Second"}, HOME | {"/events": "file"}, {"/events/": "x", "/feed.xml/": "folder"}):
        pages = {url: text for url, text in pages.items() if not (url == "/events/" and "/events" in pages)}
        pages = {url: text for url, text in pages.items() if not (url == "/events/tour/" and "/events" in pages)}
        build(tmp_path, pages)
        assert tree(tmp_path / "site") == expected(pages)


def test_copies_do_where_the_disk_has_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    for title in ("First", "Second", "Third"):
        report = build(tmp_path, HOME | {"/": title})
        assert tree(tmp_path / "site") == expected(HOME | {"/": title})
    assert report.reused == 3


# -- kills and crowds ------------------------------------------------------------------

OLD = {"/": "Old", "/gone/": "Gone", "/same/": "Same", "/events/tour/": "Tour"}
NEW = {"/": "New", "/same/": "Same", "/fresh/deep/": "Fresh", "/events/tour/": "Tour|Moved"}


def killed_at(number: int, root: Path, pages: dict[str, str], *, fresh: bool = False) -> bool:
    """Build in a process that is killed before the disk's `number`th change. Whether it came to that."""
    child = os.fork()
    if not child:
        left = number

        def watch(event: str, args: tuple[object, ...]) -> None:
            nonlocal left
            changes = event in CHANGES or (event == "open" and isinstance(args[2], int) and args[2] & os.O_CREAT)
            left -= bool(changes)
            if changes and left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        try:
            build(root, pages, fresh=fresh)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


CHANGES = {"os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "ctypes.dlsym"}


@pytest.mark.parametrize(
    ("history", "fresh"),
    [([OLD], False), ([NEW, OLD], False), ([NEW, OLD], True)],
    ids=["first change", "with a spare", "all anew"],
)
def test_a_kill_at_any_point_leaves_one_whole_release_and_the_next_build_mends_the_rest(
    tmp_path: Path, history: list[dict[str, str]], fresh: bool
) -> None:
    wholes = [expected(OLD), expected(NEW)]
    seen, number = [], 0
    while True:
        root = tmp_path / str(number)
        for pages in history:
            build(root, pages)
        if not killed_at(number, root, NEW, fresh=fresh):
            break
        left = tree(root / "site")
        assert left in wholes, number
        seen.append(left)
        build(root, NEW)
        assert tree(root / "site") == expected(NEW), number
        third = NEW | {"/": "Third"}
        build(root, third)
        assert tree(root / "site") == expected(third), number
        assert {path.name for path in root.iterdir()} == {"site", ".cache"}
        assert not {path.name for path in (root / ".cache").iterdir()} - {"site.manifest", "site.spare"}
        number += 1
    assert number > 25
    assert wholes[0] in seen
    assert wholes[1] in seen


def test_a_first_build_that_is_killed_leaves_no_half_site(tmp_path: Path) -> None:
    number = 0
    while killed_at(number, tmp_path / str(number), NEW):
        site = tmp_path / str(number) / "site"
        assert not site.exists() or tree(site) == expected(NEW)
        build(tmp_path / str(number), NEW)
        assert tree(site) == expected(NEW)
        number += 1
    assert number > 10


def test_a_kill_between_the_two_steps_is_mended(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    (tmp_path / "site").rename(tmp_path / ".cache/site.old")
    report = build(tmp_path, OLD)
    assert report.reused == 4
    assert tree(tmp_path / "site") == expected(OLD)


SECOND_BUILD = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from tests.engine.site_of_texts import build
for number in range(25):
    build(Path(sys.argv[1]), {"/": f"{sys.argv[1]} {number}", "/same/": "Same"})
"""


@pytest.mark.skipif(os.name != "posix", reason="only there can one ask after a process without doing anything to it")
def test_what_a_killed_process_wrote_aside_is_removed_and_what_another_writes_is_not(tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", "pass"])
    killed.wait()
    cache = tmp_path / ".cache"
    cache.mkdir()
    for name in (f"trail.{killed.pid}", f"trail.{os.getpid()}", "trail", "trail.1e400", f"trail.{10**30}"):
        (cache / name).write_text("half", "utf-8")
    build(tmp_path, HOME)
    assert not (cache / f"trail.{killed.pid}").exists()
    assert {f"trail.{os.getpid()}", "trail", "trail.1e400", f"trail.{10**30}"} <= set(os.listdir(cache))


def test_builds_at_the_same_time_take_turns(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", SECOND_BUILD, str(tmp_path), root]
    children = [subprocess.Popen(command) for _ in range(3)]
    while any(child.poll() is None for child in children):
        if (tmp_path / "site").exists():
            assert set(os.listdir(tmp_path / "site")) <= {".chapterhouse", "index.html", "same"}
        sleep(0.01)
    assert [child.returncode for child in children] == [0, 0, 0]
    assert tree(tmp_path / "site")["index.html"] == f"<h1>{tmp_path} 24</h1>"
    assert not (tmp_path / ".site.lock").exists()


def test_a_build_that_waited_long_enough_says_who_holds_the_site(tmp_path: Path) -> None:
    def slow() -> Iterator[Output]:
        assert f"another build (process {os.getpid()})" in refusal(tmp_path, tmp_path / "site", patience=0.1)
        yield from outputs(HOME)

    publish(slow(), tmp_path / "site", tmp_path / ".cache")
    assert tree(tmp_path / "site") == expected(HOME)
