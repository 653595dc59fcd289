"""A build that finds the last one's trail publishes what a build without a past would, and makes little of it anew."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import build
from generator.engine.survey import Seen, look_at_all, stand
from generator.order import Order, Outcome
from generator.project import Project
from generator.text.report import render_text
from generator.trail import NAME
from tests.chapter import chapter, order, project, tree
from tests.corpora import REAL, SAMPLE
from tests.inside import members_chapter
from tests.proof.share import share
from tests.test_retell import (
    FRENCH,
    MORE_THAN_A_SENTENCE,
    NEWS,
    TEXT,
    Live,
    addresses,
    stands_or_is_shortest,
    told,
    without_members_part,
)

COFFEE = "content/events/2026-03-12-coffee.md"
# So many views at most are made along a trail in these tests; a build of the whole makes many more.
FEW = 12
# A title is said in more places: on the home page, in lists, calendars and feeds.
MANY = 25


class Later(Live):
    """A chapter that is built by one process after another."""

    def __init__(self, of: Project, wanted: Order | None = None) -> None:
        super().__init__(of, wanted or order())

    def build(self, wanted: Order | None = None) -> Outcome:
        # Every file is old enough to be known by its times.
        time.sleep(0.03)
        self.last = build(self.project, wanted or self.wanted, seen=self.seen)
        return self.last

    @property
    def seen(self) -> Seen:
        """What the command sees before it builds."""
        look = look_at_all([*map(str, self.project.sources)], str(self.project.cache / "look.clock"))
        published = self.last.report.published if self.last and self.last.report else None
        try:
            return Seen(look, stand(published.paths, len(published.sizes)) if published else None)
        except OSError:
            return Seen(look, None)


def is_short(outcome: Outcome) -> bool:
    """Whether a build was led by a trail."""
    return outcome.work.viewed <= FEW


@pytest.fixture
def later() -> Iterator[Later]:
    with chapter(TEXT) as found:
        made = Later(found)
        assert made.last is not None and not is_short(made.last), "without a past, all views are made"
        yield made


def test_another_sentence_makes_what_shows_it(later: Later) -> None:
    outcome = later.edit(COFFEE, "as you are", "as you like")
    assert is_short(outcome) and (outcome.work.parsed, later.is_true()) == (1, True)
    shown = addresses(outcome)
    assert {"/events/2026-03-12-coffee/", "/events/2026-03-12-coffee.ics", "/events/feed.xml"} <= shown
    assert "/posts/news/" not in shown and "/" not in shown


def test_how_a_long_text_ends_reaches_no_list_and_how_it_begins_does(later: Later) -> None:
    outcome = later.edit(NEWS, "minds. \n", "minds it.\n")
    assert is_short(outcome) and addresses(outcome) <= {"/posts/news/", "/feed.xml", "/feed.json", "/search.json"}
    outcome = later.edit(NEWS, "It will be cold", "It will be warm")
    assert is_short(outcome) and "/posts/" in addresses(outcome) and later.is_true()


def test_one_trail_leads_to_the_next(later: Later) -> None:
    for before, after in (("cold", "warm"), ("warm", "hot"), ("hot", "cold")):
        assert is_short(later.edit(NEWS, before, after)) and later.is_true()
    assert not is_short(later.edit(NEWS, "title: News", "title: News\ntags: [ink]")) and later.is_true()
    assert is_short(later.edit(NEWS, "cold", "mild")) and later.is_true()


def test_only_what_changed_is_read_and_what_lies_in_no_cache(later: Later) -> None:
    outcome = later.edit(NEWS, "cold", "warm")
    # The text, the charter and the two members.
    assert outcome.work.read == 4 and later.is_true()
    assert later.edit(NEWS, "title: News", "title: News\ntags: [ink]").work.read == 4 and later.is_true()


def test_what_is_said_of_a_file_that_nobody_read_shows_its_line(later: Later) -> None:
    (later.project.root / "content/posts/more.md").write_text(
        "---\ntitle: More\ndate: 2026-02-13\n---\nSee\n[this](page:first-time).\n", "utf-8"
    )
    later.build()
    outcome = later.edit("content/pages/first-time.md", "title: Your", "draft: true\ntitle: Your")
    assert outcome.work.read == 4 and [one.code for one in outcome.problems] == ["link-to-hidden"]
    said = render_text(outcome.problems, outcome.sources)
    assert "content/posts/more.md:6:8" in said and "[this](page:first-time)" in said and later.is_true()


def test_a_name_that_is_decomposed_on_the_disk_is_no_hindrance(later: Later) -> None:
    post = later.project.root / "content/posts/cafe\u0301/more.md"
    post.parent.mkdir()
    post.write_text("---\ntitle: More\ndate: 2026-02-13\n---\n[this](page:first-time).\n", "utf-8")
    later.build()
    assert is_short(later.edit(NEWS, "cold", "warm")) and later.is_true()
    outcome = later.edit("content/pages/first-time.md", "title: Your", "draft: true\ntitle: Your")
    assert outcome.work.read == 4 and "[this](page:first-time)" in render_text(outcome.problems, outcome.sources)
    assert later.is_true()


def test_another_title_makes_what_says_it(later: Later) -> None:
    outcome = later.edit(NEWS, "title: News", "title: Olds")
    assert outcome.work.viewed < MANY and later.is_true()
    assert {"/posts/news/", "/posts/", "/feed.xml", "/search.json", "/chapter.json"} <= addresses(outcome)
    assert "/events/" not in addresses(outcome)
    outcome = later.edit(NEWS, "title: Olds", "title: News")
    assert outcome.work.viewed < MANY and later.is_true(), "and the card of the last title is gone"
    assert later.edit(COFFEE, "title: Coffee", "title: Tea").work.viewed < MANY and later.is_true()


def test_title_and_text_at_once(later: Later) -> None:
    path = later.project.root / NEWS
    path.write_text(path.read_text("utf-8").replace("cold", "warm"), "utf-8")
    assert later.edit(NEWS, "title: News", "title: Olds").work.viewed < MANY and later.is_true()


def test_a_text_that_becomes_another_files_text_is_built_whole(later: Later) -> None:
    page, post = "content/pages/first-time.md", "content/posts/more.md"
    (later.project.root / post).write_text("---\ntitle: More\ndate: 2026-02-13\n---\nBring nobody.\n", "utf-8")
    later.build()
    assert is_short(later.edit(NEWS, "cold", "warm")) and later.is_true()
    path = later.project.root / post
    path.write_text(path.read_text("utf-8").replace("Bring nobody.", "Come as you are."), "utf-8")
    assert not is_short(later.edit(post, "title: More", "title: Most")) and later.is_true()
    assert not is_short(later.edit(page, "Bring nobody.", "Come as you are.")) and later.is_true()


def test_two_files_at_once_and_one_that_was_saved_unchanged(later: Later) -> None:
    path = later.project.root / "content/pages/first-time.md"
    path.write_text(path.read_text("utf-8").replace("nobody", "a friend"), "utf-8")
    (later.project.root / COFFEE).touch()
    outcome = later.edit(NEWS, "cold", "warm")
    assert is_short(outcome) and {"/first-time/", "/posts/news/"} <= addresses(outcome) and later.is_true()


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        *MORE_THAN_A_SENTENCE,
        ("content/members/ada-example.yaml", "directory: public", "directory: none"),
    ],
)
def test_whatever_is_more_than_another_sentence_is_built_whole(
    later: Later, file: str, before: str, after: str
) -> None:
    outcome = later.edit(file, before, after)
    assert outcome.stopped or (not is_short(outcome) and later.is_true())
    assert not is_short(later.edit(file, after, before)), "it is mended, by a build of the whole"
    assert later.is_true()


def test_what_there_is_to_say_is_said_again_along_a_trail(later: Later) -> None:
    assert later.edit(COFFEE, "as you are", "on Friday, March 12, as you are").problems
    outcome = later.edit(NEWS, "cold", "warm")
    assert is_short(outcome) and [one.code for one in outcome.problems] == ["wrong-weekday"] and later.is_true()
    assert not later.edit(COFFEE, "Friday", "Thursday").problems and later.is_true()


def test_a_later_moment_of_the_day_is_told_and_another_day_is_built_whole(later: Later) -> None:
    assert later.last is not None
    later.wanted = order("2026-03-01 18:30")
    outcome = later.edit(NEWS, "cold", "warm")
    assert is_short(outcome) and "/build.json" in addresses(outcome) and later.is_true()
    later.wanted = order("2026-03-13")
    assert not is_short(later.edit(NEWS, "warm", "hot")) and later.is_true()
    later.wanted = order("2026-03-13", drafts=True)
    assert not is_short(later.edit(NEWS, "hot", "mild")) and later.is_true()


def test_files_that_came_or_went_are_seen(later: Later) -> None:
    more = later.project.root / "content/posts/more.md"
    more.write_text("---\ntitle: More\ndate: 2026-02-13\n---\nYes.\n", "utf-8")
    assert not is_short(later.edit(NEWS, "cold", "warm")) and later.is_true()
    more.unlink()
    assert not is_short(later.edit(NEWS, "warm", "cold")) and later.is_true()
    more.write_text("---\ntitle: More\ndate: 2026-02-13\n---\nYes.\n", "utf-8")
    (later.project.root / "content/pages/first-time.md").unlink()
    assert not is_short(later.edit(NEWS, "cold", "warm")) and later.is_true()


def test_two_texts_that_are_the_same_are_told_apart(later: Later) -> None:
    page = "content/pages/first-time.md"
    assert not is_short(later.edit(page, "Bring nobody.", "Come as you are.")) and later.is_true()
    assert not is_short(later.edit(page, "Come as you are.", "Come as you were.")) and later.is_true()


def test_a_published_file_that_was_seen_to_stand_is_not_looked_at_again(
    later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    lstat = os.lstat

    def watched(path: str) -> os.stat_result:
        looked.append(str(path))
        return lstat(path)

    # The first release has no second names yet.
    later.edit(NEWS, "cold", "warm")
    coffee = later.project.root / COFFEE
    coffee.write_text(coffee.read_text("utf-8").replace("as you are", "as you like"), "utf-8")
    time.sleep(0.03)
    seen = later.seen
    with monkeypatch.context() as patched:
        patched.setattr(os, "lstat", watched)
        later.last = build(later.project, later.wanted, seen=seen)
    pages = [path for path in looked if path.startswith(f"{later.project.out}/") and os.path.isfile(path)]
    assert is_short(later.last) and len(pages) <= FEW < len(tree(later.project.out)) and later.is_true()


def test_a_file_of_the_spare_that_is_no_second_name_is_looked_at(later: Later) -> None:
    later.edit(NEWS, "cold", "warm")
    page = later.project.out / "tours/index.html"
    folder = page.parent.stat()
    shutil.copy2(page, page.with_suffix(".copy"))
    page.with_suffix(".copy").replace(page)
    os.utime(page.parent, ns=(folder.st_atime_ns, folder.st_mtime_ns))
    (later.project.cache / "public.spare/tours/index.html").write_text("mine", "utf-8")
    for before, after in (("as you are", "as you like"), ("as you like", "as you may")):
        assert is_short(later.edit(COFFEE, before, after)) and later.is_true()


def test_a_folder_that_came_is_told_of_though_it_is_empty(later: Later) -> None:
    (later.project.content / "evnts").mkdir()
    outcome = later.edit(NEWS, "cold", "warm")
    assert outcome.stopped and [one.code for one in outcome.problems] == ["unknown-folder"]
    (later.project.content / "evnts").rmdir()
    assert not later.build().problems and later.is_true()


def test_a_published_file_that_somebody_altered_is_mended(later: Later) -> None:
    (later.project.out / "tours/index.html").write_text("mine", "utf-8")
    later.edit(NEWS, "cold", "warm")
    assert later.is_true()
    shutil.rmtree(later.project.out)
    later.edit(NEWS, "warm", "cold")
    assert later.is_true()


def test_a_build_that_stops_leaves_no_trail_and_the_next_is_right(later: Later) -> None:
    trail = later.project.cache / NAME
    assert trail.is_file()
    assert later.edit(NEWS, "title: News", "title: [News").stopped and not trail.exists()
    assert not is_short(later.edit(NEWS, "title: [News", "title: News")) and later.is_true() and trail.is_file()


@pytest.mark.parametrize("garbage", [b"", b"\0", b"chapterhouse 2 trail 0 00000000\n", b"x" * 9999])
def test_a_trail_that_is_damaged_leads_nowhere(later: Later, garbage: bytes) -> None:
    (later.project.cache / NAME).write_bytes(garbage)
    outcome = later.edit(NEWS, "cold", "warm")
    assert not is_short(outcome) and outcome.distrusted == 1 and later.is_true()


def test_a_trail_of_another_folder_leads_nowhere(later: Later) -> None:
    with chapter(TEXT.replace("cold", "icy")) as other:
        elsewhere = Later(other)
        shutil.copy(later.project.cache / NAME, other.cache / NAME)
        assert not is_short(elsewhere.edit(NEWS, "icy", "warm")) and elsewhere.is_true()


def test_no_trail_names_who_may_not_be_named(later: Later) -> None:
    """A message may; then there is none."""
    trail = later.project.cache / NAME
    assert b"Ben" not in trail.read_bytes() and b"ben-example" not in trail.read_bytes()
    later.edit(NEWS, "cold.", "cold for Ben Example.")
    assert later.last is not None and later.last.problems
    assert not trail.exists() or b"Ben Example" not in trail.read_bytes()


def test_a_chapter_in_two_languages_is_told_anew_in_both() -> None:
    with chapter(TEXT + FRENCH) as found:
        later = Later(found)
        outcome = later.edit(NEWS, "cold", "warm")
        assert is_short(outcome) and {"/posts/news/", "/fr/posts/news/"} <= addresses(outcome) and later.is_true()
        outcome = later.edit("content/pages/first-time.md", "nobody", "a friend")
        assert is_short(outcome) and "/first-time/" in addresses(outcome) and later.is_true()
        assert "/fr/first-time/" not in addresses(outcome), "it has a text of its own"
        assert not is_short(later.edit("content/pages/first-time.fr.md", "Personne", "Tous")) and later.is_true()


def test_a_chapter_with_a_members_part_leaves_no_trail() -> None:
    with members_chapter("{as: folder}") as found:
        later = Later(found, order(passphrases=lambda name: ""))
        assert not (found.cache / NAME).exists()
        page = next((found.root / "content").glob("**/*.md"))
        page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
        assert not is_short(later.build()) and later.is_true()


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_made_the_views_is_nobodys_business(jobs: int) -> None:
    with chapter(TEXT) as found:
        later = Later(found, order(jobs=jobs))
        assert is_short(later.edit(NEWS, "cold", "warm")) and later.is_true()


@pytest.mark.parametrize("content", [SAMPLE, REAL], ids=["sample", "real"])
def test_every_text_of_a_chapter_in_turn(content: Path, tmp_path: Path) -> None:
    if not content.is_dir():
        pytest.skip("the real chapter is not here")
    shutil.copytree(content, tmp_path / "content")
    without_members_part(tmp_path)
    later = Later(project(tmp_path), order("2026-11-23", jobs=os.cpu_count() or 1))
    assert later.last is not None and not later.last.stopped, render_text(later.last.problems, later.last.sources)
    whole = later.last.work.viewed
    texts = [path for path in sorted((tmp_path / "content").glob("*/**/*.md")) if "." not in path.stem]
    quick = 0
    for path in texts:
        path.write_text(path.read_text("utf-8").rstrip() + "\n\nOne more thing was said.\n", "utf-8")
        quick += later.build().work.viewed < whole // 2
    assert quick > len(texts) // 2, "most texts have nothing that anybody must be told"
    assert later.is_true()
    for path in texts[::3]:
        head, fence, body = path.read_text("utf-8").partition("\n---\n")
        path.write_text(f"{head}{fence}Well then. {body.lstrip()}", "utf-8")
        later.build()
    assert later.is_true()
    quick = 0
    for path in texts[1::3]:
        path.write_text(re.sub(r"(?m)^title: [\"']?(?=\w)", r"\g<0>O ", path.read_text("utf-8"), count=1), "utf-8")
        quick += later.build().work.viewed < whole // 2
    assert quick > len(texts) // 12, "most titles have nothing that anybody must be told"
    assert later.is_true()


@pytest.mark.parametrize("seed", range(share(4, 300)))
def test_processes_that_follow_each_others_trails_publish_what_one_without_a_past_does(seed: int) -> None:
    stands_or_is_shortest(seed, lambda of: told(of, Later, is_live=False))
