"""What was measured, kept after every run so that a benchmark can be interrupted, and told as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.measure import Measured
from benchmarks.sites import Files

if TYPE_CHECKING:
    from benchmarks.rows import Wish


class Cell(NamedTuple):
    """A place in the table: which row, how many pages (or photographs), which program."""

    row: str
    pages: int
    name: str


class Results:
    """The runs so far, in a file that each run adds a line to."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.runs: dict[Cell, list[Measured]] = {}
        self.made: dict[tuple[int, str], Files] = {}
        for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
            told = json.loads(line)
            if "files" in told:
                self.made[told["pages"], told["name"]] = Files(*told["files"])
            else:
                cell = Cell(told["row"], told["pages"], told["name"])
                self.runs.setdefault(cell, []).append(Measured(told["seconds"], told["peak"]))

    def note(self, cell: Cell, measured: Measured) -> None:
        """Keep a run."""
        self.runs.setdefault(cell, []).append(measured)
        self._write({**cell._asdict(), **measured._asdict()})
        print(
            f"  {cell.row:9} {cell.pages:6} {cell.name:12} {measured.seconds:8.3f} s {measured.peak >> 20:5} MiB",
            flush=True,
        )

    def note_files(self, pages: int, name: str, made: Files) -> None:
        """Keep what a program made."""
        self.made[pages, name] = made
        self._write({"pages": pages, "name": name, "files": made})

    def files(self, pages: int, name: str) -> Files | None:
        """What a program made."""
        return self.made.get((pages, name))

    def wants(self, cell: Cell, wish: Wish) -> bool:
        """Whether a cell wants a further run."""
        runs = self.runs.get(cell, [])
        return len(runs) < wish.runs and sum(run.seconds for run in runs) <= wish.allowance

    def turns(self, cells: Mapping[str, Cell], wish: Wish) -> Iterator[str]:
        """The programs in turn, as long as one of their cells wants a run."""
        while waiting := [name for name, cell in cells.items() if self.wants(cell, wish)]:
            yield from waiting

    def seconds(self, cell: Cell) -> float | None:
        """The median; None when it was not measured."""
        runs = self.runs.get(cell)
        return median(run.seconds for run in runs) if runs else None

    def peak(self, cell: Cell) -> int | None:
        """Bytes of memory, the median of the peaks; None when it was not measured."""
        runs = self.runs.get(cell)
        return int(median(run.peak for run in runs)) if runs and runs[0].peak else None

    def _write(self, told: Mapping[str, object]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as stream:
            stream.write(f"{json.dumps(told)}\n")
