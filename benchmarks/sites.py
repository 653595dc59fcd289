"""A chapter in the hands of one program: written down, built, edited, looked over."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Failed, Measured, measure
from benchmarks.peers import Peer, Tools
from benchmarks.records import Record, records

SEED = 1
# Where outputs of earlier runs wait to be deleted.
ASIDE = "aside"


class Files(NamedTuple):
    """What a program made: how many files, how many of them pages, how many bytes."""

    files: int
    pages: int
    size: int


class Site(NamedTuple):
    """A chapter of so many pages, written for a program in a folder."""

    peer: Peer
    pages: int
    folder: Path
    tools: Tools
    # Where this program's own packages lie.
    program: Path

    @property
    def environment(self) -> dict[str, str]:
        """What every run gets: the program, and a place for what is temporary."""
        return {"PYTHONPATH": str(self.program), "TMPDIR": str(self.folder / "temporary"), "NO_COLOR": "1"}

    def write(self) -> None:
        """Write the chapter down, unless it was."""
        whole = self.folder / "temporary"
        if not whole.is_dir():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.peer.write(self.folder, self.pages, SEED)
            whole.mkdir()

    def clear(self) -> None:
        """Take away all that the program has made or kept.

        It is moved aside, and deleted when all is measured: some disks (ext4) do not use the place of a file again within a
        minute of its end, and look at each such place whenever a file is made.
        """
        aside = self.folder.parent / ASIDE / f"{self.folder.name}-{time.time_ns()}"
        for name in self.peer.made:
            if os.path.lexists(self.folder / name):
                aside.mkdir(parents=True, exist_ok=True)
                (self.folder / name).rename(aside / Path(name).name)

    def build(self, *, is_watched: bool = False) -> Measured:
        """Run the program; its memory is told where it is watched."""
        return measure(self.peer.build(self.tools), self.folder, self.environment, is_watched=is_watched)

    def edit_body(self) -> str:
        """Add a sentence to the edited event; the value is what its page must now say."""
        path, text = self._edited()
        mark = f"Edited {time.time_ns()}."
        path.write_text(f"{text.partition('Edited ')[0].rstrip()}\n\n{mark}\n", "utf-8")
        return mark

    def edit_title(self) -> str:
        """Change the title of the edited event; the value is what its page and its year's list must now say."""
        path, text = self._edited()
        head, line, rest = text.partition("itle: ")
        title = f"{edited(self.pages).title} {time.time_ns()}"
        path.write_text(f"{head}{line}{title}\n{rest.partition(chr(10))[2]}", "utf-8")
        return title

    def _edited(self) -> tuple[Path, str]:
        path = self.peer.path_of(self.folder, edited(self.pages))
        return path, path.read_text("utf-8")

    def page(self, out: Path) -> Path:
        """The edited event's page."""
        return page_of(out, self.peer.url_of(edited(self.pages)))

    def expect(self, mark: str, pages: Iterable[Path]) -> None:
        """Raises Failed unless every page says it."""
        for page in pages:
            if mark not in page.read_text("utf-8"):
                raise Failed(f"{self.peer.name}: {page} does not say `{mark}`")

    def year(self) -> Path:
        """The list of the edited event's year."""
        return page_of(self.folder / "public", f"/events/{edited(self.pages).id[:4]}/")

    def look_over(self) -> Files:
        """Count what was made. Raises Failed when a record has no page of its own, or one without its title."""
        out = self.folder / "public"
        for record in everything(self.pages):
            page = page_of(out, self.peer.url_of(record))
            if not page.is_file() or record.title not in page.read_text("utf-8"):
                raise Failed(f"{self.peer.name} made no page of {record.url}")
        made = [file for file in out.rglob("*") if file.is_file()]
        return Files(len(made), sum(file.suffix == ".html" for file in made), sum(file.stat().st_size for file in made))


def page_of(out: Path, url: str) -> Path:
    """The file of a page."""
    return out / url.strip("/") / "index.html"


@cache
def everything(pages: int) -> tuple[Record, ...]:
    """The records of a chapter, without their texts."""
    return tuple(record._replace(body="") for record in records(pages, SEED))


def edited(pages: int) -> Record:
    """The event that is edited: one in the middle, with neighbors on both sides."""
    events = [record for record in everything(pages) if record.kind == "events"]
    return events[len(events) // 2]
