"""Edits of a served chapter, one after another in one process that lives, as `chapter serve` does.

This is what runs in that process, in the chapter's folder: `python -m benchmarks.edits PAGES`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from benchmarks.measure import Failed
from benchmarks.peers import OURS, REPOSITORY, Tools
from benchmarks.sites import Site
from benchmarks.stages import looked_at
from benchmarks.work import NOW
from generator.build import build
from generator.engine.crew import cores
from generator.order import Order, Outcome
from generator.project import find_project

# Edits that a column tells the mean of: a look every few milliseconds sees little of a single one.
EDITS = 20


class Series(NamedTuple):
    """Stage -> seconds of the processor's time: of the first edit, and of each later one; how often it calls `lstat`."""

    first: Mapping[str, float]
    later: Mapping[str, float]
    lstats: int


def series(site: Site) -> Series:
    """Build, and edit a body again and again. Raises Failed when the page does not say so."""
    out = site.folder / ".cache" / "preview"
    project = find_project(site.folder, None, out)
    order = Order(now=NOW, is_live=True, jobs=cores())
    last = _built(build(project, order))

    def edit() -> None:
        nonlocal last
        mark = site.edit_body()
        last = _built(build(project, order, last=last))
        site.expect(mark, [site.page(out)])

    with looked_at() as first:
        edit()
    with looked_at() as later:
        for _ in range(EDITS):
            edit()
    with patch("os.lstat", wraps=os.lstat) as lstat:
        edit()
    return Series(first, {stage: spent / EDITS for stage, spent in later.items()}, lstat.call_count)


def _built(outcome: Outcome) -> Outcome:
    if outcome.report is None:
        raise Failed("\n".join(problem.message for problem in outcome.problems))
    return outcome


if __name__ == "__main__":
    print(json.dumps(series(Site(OURS, int(sys.argv[1]), Path.cwd(), Tools(Path()), REPOSITORY))))
