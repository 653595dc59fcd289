"""The table of ratios, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.peers import DIFFERENCES
from benchmarks.results import Cell, Results
from benchmarks.rows import FLOORS

OURS, HUGO = "chapterhouse", "hugo"


class Aim(NamedTuple):
    """A row of the table: what it says, and the aim against Hugo by number of pages."""

    says: str
    aims: Mapping[int, float]


ROWS: dict[str, Aim] = {
    "cold": Aim("cold, nothing cached", {1_000: 1.0, 10_000: 1.0}),
    "unchanged": Aim("nothing changed, whole process", {1_000: 0.10, 10_000: 0.03}),
    "body": Aim("one body edited, whole process", {1_000: 0.35, 10_000: 0.10}),
    "title": Aim("one title edited, whole process", {1_000: 0.40, 10_000: 0.15}),
    "serve": Aim("save to files on disk in `serve`", {1_000: 0.25, 10_000: 0.05}),
    "photos": Aim("photographs of 12 megapixels into three WebP widths, cold", {100: 0.15}),
    "cards": Aim("cold, with a preview card drawn for each page without a picture", {}),
}
MEMORY_AIM = 0.5
# Of so many pages, bytes of memory at most.
GROWTH_AIM = 50_000, 300 << 20


def ratios(results: Results, names: Sequence[str]) -> Iterator[str]:
    """Seconds of this program and Hugo, their ratio and its aim, and the ratios to the others."""
    others = [name for name in names if name not in (OURS, HUGO)]
    yield f"| | | Chapterhouse | Hugo | **ratio** | aim |{''.join(f' to {name.capitalize()} |' for name in others)}"
    yield f"|---|---:|---:|---:|---:|---:|{'---:|' * len(others)}"
    for row, aim in ROWS.items():
        for pages in sorted({cell.pages for cell in results.runs if cell.row == row}):
            cells = {name: Cell(row, pages, name) for name in names}
            yield _line(
                aim.says,
                pages,
                results.seconds(cells.get(OURS, Cell("", 0, ""))),
                results.seconds(cells.get(HUGO, Cell("", 0, ""))),
                [results.seconds(cells[name]) for name in others],
                aim.aims.get(pages),
                _seconds,
            )
    for pages in sorted({cell.pages for cell in results.runs if cell.row == "memory"}):
        cells = {name: Cell("memory", pages, name) for name in names}
        yield _line(
            "peak memory, cold",
            pages,
            results.peak(cells.get(OURS, Cell("", 0, ""))),
            results.peak(cells.get(HUGO, Cell("", 0, ""))),
            [results.peak(cells[name]) for name in others],
            MEMORY_AIM,
            _mebibytes,
        )


class Missed(NamedTuple):
    """Seconds that a row takes, the median, and those that its aim allows."""

    seconds: float
    allowed: float


def missed(results: Results, row: str, pages: int) -> Missed | None:
    """How far a row is from its aim; None where it reaches that, or was not measured."""
    ours, hugo = results.seconds(Cell(row, pages, OURS)), results.seconds(Cell(row, pages, HUGO))
    aim = ROWS[row].aims.get(pages)
    if ours is None or hugo is None or aim is None or ours <= aim * hugo:
        return None
    return Missed(ours, aim * hugo)


def _line(says, pages, ours, hugo, others, aim, show) -> str:  # type: ignore[no-untyped-def]
    ratio = f"**{ours / hugo:.3f}**" if ours and hugo else ""
    columns = [says, f"{pages:,}", show(ours), show(hugo), ratio, f"{aim:.2f}" if aim else ""]
    columns += [f"{ours / other:.3f}" if ours and other else "" for other in others]
    return f"| {' | '.join(columns)} |"


def _seconds(value: float | None) -> str:
    return f"{value:.3f} s" if value else ""


def _mebibytes(value: float | None) -> str:
    return f"{value / 2**20:.0f} MiB" if value else ""


def growth(results: Results) -> Iterator[str]:
    """How time and memory of a cold build grow with the chapter."""
    yield "| pages | Chapterhouse, cold | a page | peak memory | Hugo, cold | peak memory |"
    yield "|---:|---:|---:|---:|---:|---:|"
    for pages in sorted({cell.pages for cell in results.runs if cell.row == "cold" and cell.name == OURS}):
        ours, hugo = Cell("cold", pages, OURS), Cell("cold", pages, HUGO)
        our_memory, their_memory = Cell("memory", pages, OURS), Cell("memory", pages, HUGO)
        seconds = results.seconds(ours) or 0
        columns = (
            f"{pages:,}", _seconds(seconds), f"{seconds / pages * 1000:.2f} ms", _mebibytes(results.peak(our_memory)),
            _seconds(results.seconds(hugo)), _mebibytes(results.peak(their_memory)),
        )  # fmt: skip
        yield f"| {' | '.join(columns)} |"
    pages, most = GROWTH_AIM
    peak = results.peak(Cell("memory", pages, OURS))
    if peak and peak > most:
        ours, hugo = (held_by_each(results, name) for name in (OURS, HUGO))
        yield ""
        yield (
            f"* {pages:,} pages take {_mebibytes(peak)}, and the aim is {_mebibytes(most)}, {most / pages / 1024:.0f} KiB "
            f"for each. Each page more adds {ours / 1024:.0f} KiB here, and {hugo / 1024:.0f} KiB with Hugo: the record, "
            "what was linked, and what is planned and noted of it, in two processes (below, where memory goes)."
        )


def held_by_each(results: Results, name: str) -> float:
    """Bytes by which the peak grows for each page more, from the smallest chapter that was measured to the largest."""
    peaks = {cell.pages: results.peak(cell) or 0 for cell in results.runs if (cell.row, cell.name) == ("memory", name)}
    least, most = min(peaks), max(peaks)
    return (peaks[most] - peaks[least]) / (most - least) if most > least else 0.0


def floors(results: Results) -> Iterator[str]:
    """What Python alone takes, beside a whole build of Hugo; nothing when it was not measured."""
    sizes = sorted({cell.pages for cell in results.runs if cell.row == "floor"})
    if sizes:
        yield from ("### What Python takes at least", "")
        yield "| whole process | pages | | beside Hugo's | | **ratio** | aim |"
        yield "|---|---:|---:|---|---:|---:|---:|"
    for name, floor in FLOORS.items():
        for row in floor.below:
            for pages in sizes:
                ours, hugo = results.seconds(Cell("floor", pages, name)), results.seconds(Cell(row, pages, HUGO))
                ratio = f"**{ours / hugo:.3f}**" if ours and hugo else ""
                aim = f"{ROWS[row].aims[pages]:.2f}" if pages in ROWS[row].aims else ""
                columns = (floor.says, f"{pages:,}", _seconds(ours), ROWS[row].says, _seconds(hugo), ratio, aim)
                yield f"| {' | '.join(columns)} |"
    if sizes:
        yield ""


def work_done(results: Results) -> Iterator[str]:
    """What each program made: proof that all did the work."""
    yield "| pages | program | files | pages of HTML | MB | runs of each row (fewest) |"
    yield "|---:|---|---:|---:|---:|---:|"
    for (pages, name), made in sorted(results.made.items()):
        runs = [len(runs) for cell, runs in results.runs.items() if cell.pages == pages and cell.name == name]
        fewest = min(runs, default=0)
        yield f"| {pages:,} | {name.capitalize()} | {made.files:,} | {made.pages:,} | {made.size / 1e6:.1f} | {fewest} |"


def document(results: Results, names: Sequence[str], facts: Sequence[str], stages: Sequence[str]) -> str:
    """RESULTS.md."""
    return "\n".join(
        (
            "# How fast, beside others",
            "",
            "Made by `make bench`. Medians of whole processes, on the same content, measured in turn, with themes that",
            "make the same pages. A ratio below 1 means that Chapterhouse is faster or smaller.",
            "",
            *(f"* {fact}" for fact in facts),
            "",
            *ratios(results, names),
            "",
            "## Growth",
            "",
            *growth(results),
            "",
            "## Where the time goes",
            "",
            *stages,
            *floors(results),
            "## What was made",
            "",
            *work_done(results),
            "",
            "## What differs",
            "",
            *(f"* {difference}" for difference in DIFFERENCES),
            "",
        )
    )
