"""Where time and memory go: tables in Markdown of what was seen within the process that works."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from benchmarks.peers import REPOSITORY, build_ours
from benchmarks.results import Results
from benchmarks.rows import Wish, photo_site, site_for
from benchmarks.sites import Site
from benchmarks.stages import REST, STAGES
from benchmarks.table import missed

# Of a column; a stage with less in each of them has no line.
LEAST = 0.005
# Of a build that takes longer than its aim allows, so many of the largest stages are told.
TOLD = 6
# Row of `table.ROWS` -> the column of its profile.
PROFILED = {"cold": "cold", "unchanged": "nothing changed", "body": "one body edited", "title": "one title edited"}


def profiles(sizes: Sequence[int], rows: Collection[str], wish: Wish, results: Results) -> Iterator[str]:
    """The profiles of builds, and of what else is among the rows that are measured."""
    for pages in sizes:
        yield from (*builds(pages, wish, results), "")
    if "serve" in rows:
        yield from ("### An edit that is served", "", *edits(sizes, wish), "")
    if "photos" in rows:
        yield from ("### Photographs", "", *photographs(wish), "")
    if "memory" in rows:
        yield from ("### Where memory goes", "", *memory(sizes, wish), "")


def builds(pages: int, wish: Wish, results: Results) -> Iterator[str]:
    """The stages of a cold build, of one after another and after an edit, and what keeps each from its aim.

    In processor time.
    """
    site = site_for("chapterhouse", pages, wish)
    site.clear()
    columns = {PROFILED["cold"]: sampled(site)}
    # The first edit after a cold build makes the spare for later ones.
    site.edit_body()
    site.build()
    for row, edit in (("unchanged", lambda: None), ("body", site.edit_body), ("title", site.edit_title)):
        edit()
        columns[PROFILED[row]] = sampled(site)
    yield from table(f"{pages:,} pages, one process", columns)
    yield from ("", *short_of_aims(pages, columns, results))


def short_of_aims(pages: int, columns: Mapping[str, Mapping[str, float]], results: Results) -> Iterator[str]:
    """Of each build that takes longer than its aim allows: how much longer, and the largest parts of its profile."""
    for row, name in PROFILED.items():
        if found := missed(results, row, pages):
            whole = sum(columns[name].values())
            parts = ", ".join(
                f"{stage} {100 * columns[name][stage] / whole:.0f} %" for stage in largest(columns[name], TOLD)
            )
            yield (
                f"* {name.capitalize()}: {found.seconds:.3f} s, and its aim allows {found.allowed:.3f} s. "
                f"The largest parts: {parts}."
            )


def largest(spent: Mapping[str, float], count: int) -> list[str]:
    """The stages that took most, so many of them."""
    return sorted(spent, key=lambda stage: -spent[stage])[:count]


LATER = (
    "* Files and folders are compared, and the manifest is written, when the page is on the disk already; and while a "
    "watcher says what was saved, the disk is looked at then too."
)


def edits(sizes: Sequence[int], wish: Wish) -> Iterator[str]:
    """The stages of body edits in a process that serves, one after another."""
    columns: dict[str, Mapping[str, float]] = {}
    said = []
    for pages in sizes:
        site = site_for("chapterhouse", pages, wish)
        site.clear()
        first, columns[f"{pages:,} pages"], asked = told("edits", [str(pages)], site)
        said += [
            f"* At {pages:,} pages, the first edit after a cold start takes {_milliseconds(sum(first.values()))}"
            f" ({', '.join(f'{stage} {_milliseconds(first[stage])}' for stage in largest(first, 2))});"
            f" each later one calls `lstat` {asked:,} times."
        ]
    yield from table("each later edit of a body, one process", columns, _milliseconds)
    yield from ("", *said, LATER)


def photographs(wish: Wish) -> Iterator[str]:
    """The stages of the row of photographs."""
    site = photo_site("chapterhouse", wish)
    site.clear()
    yield from table("one process", {f"{wish.photos} photographs, cold": sampled(site)})


def memory(sizes: Sequence[int], wish: Wish) -> Iterator[str]:
    """What a cold build holds after each step."""
    columns = []
    for pages in sizes:
        site = site_for("chapterhouse", pages, wish)
        site.clear()
        columns.append(told("memory", _build(site), site))
    yield f"| one process, cold: MiB after |{''.join(f' {pages:,} pages | most so far |' for pages in sizes)}"
    yield f"|---|{'---:|---:|' * len(sizes)}"
    for step in columns[0] if columns else ():
        yield f"| {step} | {' | '.join(f'{held / 2**20:.0f}' for column in columns for held in column[step])} |"


def sampled(site: Site) -> Mapping[str, float]:
    """A build of a site in a process of its own: stage -> seconds of the processor's time."""
    return told("stages", _build(site), site)  # type: ignore[no-any-return]


def _build(site: Site) -> list[str]:
    # `python -m generator build …`, in one process.
    return [*build_ours(site.tools)[3:], "--jobs", "1"]


def told(module: str, arguments: Sequence[str], site: Site) -> Any:
    """What a module of the benchmark says at last, as JSON, run in a site's folder with the program that is measured."""
    done = subprocess.run(
        [site.tools.python, "-m", f"benchmarks.{module}", *arguments],
        cwd=site.folder,
        env={**os.environ, **site.environment, "PYTHONPATH": f"{site.program}:{REPOSITORY}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _seconds(value: float) -> str:
    return f"{value:.2f} s"


def _milliseconds(value: float) -> str:
    return f"{value * 1000:.1f} ms"


def table(
    says: str, columns: Mapping[str, Mapping[str, float]], show: Callable[[float], str] = _seconds
) -> Iterator[str]:
    """Stages, and what of a column's time each took. What is nowhere worth a line is among the rest."""
    yield f"| {says} |{''.join(f' {name} |' for name in columns)}"
    yield f"|---|{'---:|' * len(columns)}"
    totals = [sum(column.values()) for column in columns.values()]
    lines = {stage: [column.get(stage, 0.0) for column in columns.values()] for stage in STAGES.values()}
    for stage, line in [*lines.items()]:
        if all(one < LEAST * total for one, total in zip(line, totals, strict=True)):
            del lines[stage]
    lines[REST] = [total - sum(shares) for total, *shares in zip(totals, *lines.values(), strict=True)]
    for stage, line in lines.items():
        shares = [
            f"{show(one)}, {100 * one / total:.0f} %" if one else "" for one, total in zip(line, totals, strict=True)
        ]
        yield f"| {stage} | {' | '.join(shares)} |"
    yield f"| **all** | {' | '.join(map(show, totals))} |"
