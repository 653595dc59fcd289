"""How much of a cold build the audit takes.

Measured within one build, in the time that the process itself computed: so it is a share,
and whatever else the machine does meets both alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple, ParamSpec, TypeVar

import generator.audit
import generator.build
from benchmarks.chapter import write_chapter
from benchmarks.measure import Failed
from benchmarks.prose import NAMES, NOUNS, sentence
from benchmarks.prose import Writer as _Writer
from benchmarks.sites import SEED
from benchmarks.work import NOW
from generator.build import build
from generator.order import Order
from generator.project import find_project

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

# The most it may take.
LIMIT = 0.15
# Of a hundred pages, members whom nobody may name; each has all that a member can have, and a biography.
HIDDEN = 6
SENTENCES = 5


class Share(NamedTuple):
    """One build: seconds of the audit, seconds of all, and how many values were looked for in how many files."""

    audit: float
    whole: float
    values: int
    files: int

    @property
    def part(self) -> float:
        return self.audit / self.whole


def shares(pages: int, runs: int, theme: str) -> Iterator[Share]:
    """Cold builds of a chapter of so many pages with much that is private. Raises Failed when one stops."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        write_chapter(root, pages, SEED, theme=theme)
        write_private(root / "content", pages)
        for number in range(runs):
            project = find_project(root, None, root / f"public-{number}")._replace(cache=root / f".cache-{number}")
            with timed() as clock:
                began = time.process_time()
                outcome = build(project, Order(now=NOW))
                whole = time.process_time() - began
            if outcome.stopped or outcome.report is None:
                raise Failed("\n".join(problem.message for problem in outcome.problems))
            yield Share(clock.seconds, whole, clock.values, len(outcome.report.written))


def write_private(content: Path, pages: int) -> None:
    """Give every member of a chapter ways to reach them that are nobody's business, and add members who said no."""
    for path in sorted((content / "members").glob("*.md")):
        path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{contact(path.stem)}", 1), "utf-8")
    for number in range(pages * HIDDEN // 100):
        dice = Random(f"{SEED} hidden {number}")
        name = f"{dice.choice(NAMES)} {dice.choice(NOUNS).capitalize()}worth"
        # As biographies do, each sentence names something that nothing else does.
        town = f"{dice.choice(NOUNS).capitalize()}bury"
        said = "\n".join(f"In {town}, {sentence(_Writer(dice, ())).replace('*', '')}" for _ in range(SENTENCES))
        text = f"---\nname: {name}\n{contact(f'hidden-{number}')}withdrawn: 2026-02-01\n---\n{said}\n"
        (content / "members" / f"hidden-{number}.md").write_text(text, "utf-8")


def contact(id: str) -> str:
    """All ways to reach somebody."""
    digits = Random(f"{SEED} {id}").randrange(10**7)
    return (
        f"contact:\n  email: {id}@private.example.org\n  phone: +1 312 {digits // 10_000:03}-{digits % 10_000:04}\n"
        f"  linkedin: https://www.linkedin.com/in/{id}-private\n  website: https://{id}.example.net/\n"
    )


class Clock:
    """Seconds that some functions took together, and what they were given."""

    seconds = 0.0
    values = 0


@contextmanager
def timed() -> Iterator[Clock]:
    """Time all that a build does for the audit alone."""
    clock = Clock()
    look, private_of, watch_of = generator.audit.look, generator.build.private_of, generator.build.watch_of

    def clocked(do: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        def run(*given: Asked.args, **named: Asked.kwargs) -> Answer:
            began = time.process_time()
            try:
                return do(*given, **named)
            finally:
                clock.seconds += time.process_time() - began

        return run

    def counted(*given, **named):  # type: ignore[no-untyped-def]
        private = private_of(*given, **named)
        clock.values = len(private.values)
        return private

    try:
        generator.audit.look = clocked(look)
        generator.build.private_of, generator.build.watch_of = clocked(counted), clocked(watch_of)
        yield clock
    finally:
        generator.audit.look, generator.build.private_of, generator.build.watch_of = look, private_of, watch_of
