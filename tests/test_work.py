"""How much a build does: counted, not timed, so that every machine agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.making import longest_first
from generator.order import Outcome, Work
from generator.project import Project
from tests.chapter import chapter, order, tree

TEXT = """
-- content/events/2026-03-12-coffee.md --
---
title: Coffee
date: 2026-03-12
start: 8:00
---
Come as you are.
-- content/events/2026-04-09-tour.md --
---
title: Plant tour
date: 2026-04-09
---
Wear closed shoes.
-- content/members/ada-example.yaml --
name: Ada Example
consent: {given: 2026-01-01, directory: public}
"""

COFFEE = "content/events/2026-03-12-coffee.md"


def built(project: Project) -> Outcome:
    outcome = build(project, order())
    assert outcome.report is not None and not outcome.stopped
    return outcome


def reword(project: Project, before: str, after: str) -> None:
    path = project.root / COFFEE
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def written(outcome: Outcome) -> set[str]:
    assert outcome.report is not None
    return {one.url for one in outcome.report.written}


def members(project: Project) -> int:
    return len([*(project.content / "members").glob("*.yaml")])


def test_a_build_of_what_did_not_change_parses_and_makes_nothing_and_decodes_members_alone() -> None:
    with chapter(TEXT) as project:
        first = built(project).work
        assert first.parsed and first.decoded == first.read - 1 and first.rendered == len(tree(project.out)) - 1
        again = built(project).work
        # A member lies in no cache; `chapter.yaml` says what holds for all.
        # How many views are made goes by how long ago the files were saved (`test_trail.py`).
        assert again._replace(viewed=0) == Work(read=first.read, decoded=members(project), parsed=0, rendered=0)


def test_another_body_is_one_record_and_one_text() -> None:
    with chapter(TEXT) as project:
        built(project)
        reword(project, "Come as you are.", "Come as you like.")
        outcome = built(project)
        assert (outcome.work.decoded, outcome.work.parsed) == (1 + members(project), 1)
        assert "/events/2026-03-12-coffee/" in written(outcome)
        # The page of another event shows its neighbor's title and not its text.
        assert "/events/2026-04-09-tour/" not in written(outcome)


def test_another_title_is_no_text_and_reaches_the_neighbors() -> None:
    with chapter(TEXT) as project:
        built(project)
        reword(project, "title: Coffee", "title: Tea")
        outcome = built(project)
        assert (outcome.work.decoded, outcome.work.parsed) == (1 + members(project), 0)
        assert {"/", "/events/", "/events/2026-03-12-coffee/", "/events/2026-04-09-tour/"} <= written(outcome)
        assert "/posts/" not in written(outcome)


def test_a_text_that_is_put_back_is_not_worked_out_twice_in_a_row_but_forgotten_in_between() -> None:
    with chapter(TEXT) as project:
        built(project)
        reword(project, "Come as you are.", "Come as you like.")
        built(project)
        reword(project, "Come as you like.", "Come as you are.")
        assert built(project).work.parsed == 1


def test_a_cache_from_another_checkout_serves_whatever_its_files_times_say(tmp_path: Path) -> None:
    with chapter(TEXT) as here, chapter(TEXT) as there:
        first = built(here)
        here.cache.rename(there.cache)
        moved = built(there).work
        assert (moved.parsed, moved.decoded) == (0, members(there))
        assert moved.rendered == first.work.rendered


@pytest.mark.parametrize("garbage", [b"", b"\0", b"chapterhouse 2 pack 0 00000000\n"])
def test_records_that_were_remembered_badly_are_read_again(garbage: bytes) -> None:
    with chapter(TEXT) as project:
        first = built(project).work
        whole = tree(project.out)
        for shard in (project.cache / "memo/records").iterdir():
            shard.write_bytes(garbage)
        again = built(project).work._replace(viewed=0)
        assert again == Work(read=first.read, decoded=first.decoded, parsed=0, rendered=0)
        assert tree(project.out) == whole


def test_no_cache_holds_a_members_own_file() -> None:
    text = TEXT + "contact: {phone: +1 555 0100 4242}\n"
    with chapter(text) as project:
        built(project)
        held = b"".join(path.read_bytes() for path in project.cache.rglob("*") if path.is_file())
        assert b"0100 4242" not in held and b"01004242" not in held


def test_what_holds_the_whole_chapter_is_begun_before_single_pages() -> None:
    # One page comes first of all: what all have in common is worked out with it.
    urls = {"/events/", "/search.json", "/", "/chapter.json", "/events/2026/"}
    assert longest_first(urls) == ["/", "/chapter.json", "/search.json", "/events/", "/events/2026/"]
    assert longest_first({"/feed.json"}) == ["/feed.json"]
