"""The benchmark's chapter and theme, and what an edit costs: counted, since a timed test would lie."""

from __future__ import annotations

import hashlib
import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generator
from benchmarks.audit import shares
from benchmarks.measure import Measured, measure
from benchmarks.memory import MOMENTS, held
from benchmarks.profiles import short_of_aims
from benchmarks.results import Cell, Results
from benchmarks.stages import REST, STAGES, looked_at
from benchmarks.table import growth
from benchmarks.work import ALL, EDITS, Cost, costs


@pytest.fixture(scope="module")
def counted() -> dict[int, dict[str, Cost]]:
    return {pages: {edit.name: cost for edit, cost in costs(pages)} for pages in (60, 120)}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_costs_what_it_must_and_no_more_in_a_larger_chapter(edit, counted: dict[int, dict[str, Cost]]) -> None:
    smaller, larger = counted[60][edit.name], counted[120][edit.name]
    if edit.limit.viewed == ALL:
        assert smaller.viewed < larger.viewed
        smaller, larger = smaller._replace(viewed=ALL), larger._replace(viewed=ALL)
    assert smaller == larger == edit.limit


def test_the_audit_is_measured_in_a_build_that_looks_for_much() -> None:
    (one,) = shares(60, 1, "plain")
    assert one.values > 40 and one.files > 60
    assert 0 < one.audit < one.whole


@pytest.mark.parametrize(("file", "function"), [stage for stage in STAGES if stage[0].endswith(".py")])
def test_a_stage_is_a_function_of_the_program(file: str, function: str) -> None:
    found = (generator.__path__[0], *(["."] if file.startswith("benchmarks/") else []))
    texts = [path.read_text("utf-8") for folder in found for path in Path(folder).glob(f"**/{file}")]
    assert any(f"def {function}(" in text for text in texts)


@pytest.mark.parametrize(("module", "function"), MOMENTS)
def test_memory_is_looked_at_after_a_function_of_the_program(module: str, function: str) -> None:
    assert callable(getattr(importlib.import_module(module), function))


def called_as(name: str, file: str) -> Callable[[Callable[[], object]], object]:
    """A function of this name, in a file of this name, that calls what it is given."""
    names: dict[str, Any] = {}
    exec(compile(f"def {name}(do): do()", file, "exec"), names)
    return names[name]


def test_a_stage_has_all_the_time_that_code_in_c_takes() -> None:
    def work() -> None:
        # Much longer than from one look to the next, and none of it Python's.
        hashlib.pbkdf2_hmac("sha256", b"hat", b"salt", 300_000)

    began = time.process_time()
    with looked_at() as spent:
        called_as("encoded", "generator/engine/darkroom.py")(work)
        called_as("unheard_of", "generator/engine/darkroom.py")(work)
    whole = time.process_time() - began
    assert set(spent) == {"pictures: encode", REST}
    # Looked at once in a while, each of the two would have next to nothing.
    assert all(0.2 < part / whole < 0.8 for part in spent.values())


def test_a_process_knows_what_it_holds() -> None:
    now, most = held()
    assert 0 < now <= most


def test_of_a_build_that_is_short_of_its_aim_it_is_told_where_the_time_goes(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.jsonl")
    for row, ours, hugo in (("cold", 3.0, 2.0), ("body", 0.6, 2.0), ("title", 0.9, 2.0)):
        results.note(Cell(row, 1_000, "chapterhouse"), Measured(ours, 0))
        results.note(Cell(row, 1_000, "hugo"), Measured(hugo, 0))
    columns = {"cold": {"render": 3.0, "read": 1.0}, "one body edited": {}, "one title edited": {"import": 1.0}}
    assert list(short_of_aims(1_000, columns, results)) == [
        "* Cold: 3.000 s, and its aim allows 2.000 s. The largest parts: render 75 %, read 25 %.",
        "* One title edited: 0.900 s, and its aim allows 0.800 s. The largest parts: import 100 %.",
    ]


def test_a_chapter_that_takes_more_memory_than_its_aim_tells_what_each_page_adds(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.jsonl")
    for name, least, most in (("chapterhouse", 100, 590), ("hugo", 200, 1_180)):
        for pages, size in ((1_000, least), (50_000, most)):
            results.note(Cell("cold", pages, name), Measured(1.0, 0))
            results.note(Cell("memory", pages, name), Measured(1.0, size << 20))
    (said,) = (line for line in growth(results) if line.startswith("*"))
    assert said.startswith("* 50,000 pages take 590 MiB, and the aim is 300 MiB, 6 KiB for each.")
    assert "Each page more adds 10 KiB here, and 20 KiB with Hugo" in said
    results.note(Cell("memory", 50_000, "chapterhouse"), Measured(1.0, 1 << 20))
    results.note(Cell("memory", 50_000, "chapterhouse"), Measured(1.0, 1 << 20))
    assert not any(line.startswith("*") for line in growth(results)), "the median reaches it"


def test_what_whoever_measures_holds_counts_for_nobody(tmp_path: Path) -> None:
    ballast = b"x" * (200 << 20)
    measured = measure([sys.executable, "-c", "import time; time.sleep(0.5)"], tmp_path, {}, is_watched=True)
    assert 0 < measured.peak < len(ballast) / 2
