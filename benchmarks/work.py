"""Count what an edit costs.

Counts are exact, on every machine and at every hour, so a regression shows in them
first: when one edit reads, decodes, parses, makes or writes more than it must, or when
what it costs grows with the chapter.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.chapter import path_of, write_chapter
from benchmarks.measure import Failed
from benchmarks.records import Record
from benchmarks.sites import SEED, edited, everything
from generator.build import build
from generator.order import Order, Outcome
from generator.project import Project, find_project

# Seconds between an edit and a build.
REST = 0.05
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Cost(NamedTuple):
    """What a build did after an edit."""

    # Records decoded; the members', which lie in no cache, are not counted where all of them are.
    decoded: int
    # Texts parsed.
    parsed: int
    # Views made.
    viewed: int
    # Files made.
    rendered: int
    # Files written to the disk.
    written: int


class Edit(NamedTuple):
    """An edit, and what it may cost in a chapter of any size."""

    name: str
    perform: Callable[[Path, int], None]
    limit: Cost
    # Whether the chapter is in memory, as it is while it is served.
    is_served: bool = False


def _nothing(content: Path, pages: int) -> None:
    """Leave all as it is."""


def _body(content: Path, pages: int) -> None:
    path = path_of(content, edited(pages))
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nOne sentence more.\n", "utf-8")


def _title(content: Path, pages: int) -> None:
    path = path_of(content, edited(pages))
    path.write_text(path.read_text("utf-8").replace("title: ", "title: New ", 1), "utf-8")


def _biography(content: Path, pages: int) -> None:
    path = path_of(content, _first("members", pages))
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nOne sentence more.\n", "utf-8")


def _company(content: Path, pages: int) -> None:
    path = path_of(content, _first("companies", pages))
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nOne sentence more.\n", "utf-8")


def _first(kind: str, pages: int) -> Record:
    return next(record for record in everything(pages) if record.kind == kind)


# Every view of a chapter, of whatever size.
ALL = 1_000_000

# A new title is told by its page and card, its neighbors', host's, venue's and organizer's pages,
# its year, its own calendar, the search index and the chapter's data.
EDITS = (
    Edit("nothing", _nothing, Cost(0, 0, 0, 0, 0)),
    Edit("an event's text", _body, Cost(1, 1, 1, 1, 1)),
    Edit("an event's title", _title, Cost(1, 0, 13, 10, 10)),
    Edit("a member's biography", _biography, Cost(0, 1, ALL, 1, 1)),
    Edit("a company's text", _company, Cost(1, 1, 2, 1, 1)),
    Edit("an event's text, served", _body, Cost(1, 1, 1, 1, 1), is_served=True),
    Edit("an event's title, served", _title, Cost(1, 0, 13, 10, 10), is_served=True),
    Edit("a company's text, served", _company, Cost(1, 1, 2, 1, 1), is_served=True),
)


def costs(pages: int) -> Iterator[tuple[Edit, Cost]]:
    """Each edit with what it costs in a chapter of so many pages. Raises Failed when it does not build."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        write_chapter(root, pages, SEED)
        project = find_project(root, None, None)
        # Every file is to be old enough to be known by its times.
        time.sleep(REST)
        _built(project)
        members = sum(1 for _ in (project.content / "members").rglob("*.md"))
        for edit in EDITS:
            last = _built(project, is_live=True) if edit.is_served else None
            edit.perform(project.content, pages)
            time.sleep(REST)
            outcome = _built(project, last, is_live=edit.is_served)
            work = outcome.work
            decoded = work.decoded if edit.is_served and work.read == 1 else work.decoded - members
            written = len(outcome.report.written if outcome.report else ())
            yield edit, Cost(decoded, work.parsed, work.viewed, work.rendered, written)


def _built(project: Project, last: Outcome | None = None, *, is_live: bool = False) -> Outcome:
    outcome = build(project, Order(now=NOW, is_live=is_live), last=last)
    if outcome.report is None:
        raise Failed("\n".join(problem.message for problem in outcome.problems))
    return outcome
