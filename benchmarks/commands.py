"""`python -m benchmarks`: write a chapter, measure it, count the work."""

from __future__ import annotations

import compileall
import datetime
import os
import platform
import shutil
import statistics
import subprocess
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.audit import LIMIT, shares
from benchmarks.chapter import PLAIN, write_chapter
from benchmarks.peers import OURS, PEERS, REPOSITORY, Tools
from benchmarks.profiles import profiles
from benchmarks.results import Results
from benchmarks.rows import PROCESSES, Wish, run_cards, run_floors, run_photos, run_process, run_serve
from benchmarks.sites import ASIDE
from benchmarks.table import document
from benchmarks.toolbox import install
from benchmarks.work import Cost, costs

RESULTS = Path(__file__).parent / "RESULTS.md"
ROWS = (*PROCESSES, "floor", "serve", "photos", "cards")
# At fifty thousand pages only growth is looked at, and only of these.
LARGEST, GROWING = 50_000, ("chapterhouse", "hugo")
# At more pages than these, MkDocs and Pelican look at every file over and over, and their servers never come to rest.
STEADY, RESTING = 1_000, ("chapterhouse", "hugo", "eleventy")

HELP = """
  python -m benchmarks run                                 everything, into benchmarks/RESULTS.md
  python -m benchmarks run --sizes 1000 --peers hugo       the heart of it, in about a minute
  python -m benchmarks run --rows cold,unchanged --runs 3
  python -m benchmarks write FOLDER --pages 10000          only the chapter, to look at or to profile
  python -m benchmarks work                                count what an edit costs; exit code 1 when it is too much
  python -m benchmarks audit                               how much of a cold build the audit takes; 1 when too much

What was measured is kept: `run` goes on where it was interrupted, and starts anew with --again.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the value is the exit code."""
    whole = ArgumentParser(
        prog="python -m benchmarks", description=__doc__, epilog=HELP, formatter_class=RawDescriptionHelpFormatter
    )
    commands = whole.add_subparsers(required=True)
    run = commands.add_parser("run", help="measure this program beside others")
    run.set_defaults(run=run_all)
    run.add_argument(
        "--sizes", type=_numbers, default=(1_000, 10_000, 50_000), help="pages (default: 1000,10000,50000)"
    )
    run.add_argument("--peers", type=_names, default=tuple(PEERS), help=f"default: {','.join(PEERS)}")
    run.add_argument("--rows", type=_names, default=ROWS, help=f"default: {','.join(ROWS)}")
    run.add_argument("--runs", type=int, default=5, help="of each cell (default: 5)")
    run.add_argument(
        "--allowance", type=float, default=45, help="seconds for a cell; then no further run (default: 45)"
    )
    run.add_argument("--photos", type=int, default=100, help="photographs (default: 100)")
    run.add_argument("--folder", type=Path, default=REPOSITORY / ".bench", help="for sites and peers (default: .bench)")
    run.add_argument("--program", type=Path, default=REPOSITORY, help="a checkout of this program (default: this one)")
    run.add_argument("--again", action="store_true", help="forget what was measured")
    run.add_argument("--results", type=Path, default=RESULTS, help="the file to write (default: benchmarks/RESULTS.md)")
    write = commands.add_parser("write", help="write a chapter")
    write.set_defaults(run=run_write)
    write.add_argument("folder", type=Path)
    write.add_argument("--pages", type=int, default=1_000)
    write.add_argument("--seed", type=int, default=1)
    write.add_argument("--theme", default=PLAIN.name, help="default: the benchmark's own, `plain`")
    write.add_argument("--no-pictures", dest="pictures", action="store_false", help="preview cards are drawn instead")
    work = commands.add_parser("work", help="count what an edit costs")
    work.set_defaults(run=run_work)
    work.add_argument("--sizes", type=_numbers, default=(100, 300), help="pages (default: 100,300)")
    audit = commands.add_parser("audit", help="measure the audit's part of a cold build")
    audit.set_defaults(run=run_audit)
    audit.add_argument("--pages", type=int, default=1_000)
    audit.add_argument("--runs", type=int, default=5)
    audit.add_argument("--theme", default=PLAIN.name, help="default: the benchmark's own, `plain`")
    options = whole.parse_args(arguments)
    return int(options.run(options))


def run_write(options: Namespace) -> int:
    """Write a chapter."""
    write_chapter(options.folder, options.pages, options.seed, theme=options.theme, pictures=options.pictures)
    return 0


def run_work(options: Namespace) -> int:
    """Count, print, and compare with what an edit may cost."""
    print(f"{'pages':>6}  {'edit':22}{''.join(f'{name:>10}' for name in Cost._fields)}")
    too_much = 0
    for pages in options.sizes:
        for edit, cost in costs(pages):
            over = any(count > limit for count, limit in zip(cost, edit.limit, strict=True))
            too_much += over
            told = "".join(f"{count:>10}" for count in cost)
            print(f"{pages:>6}  {edit.name:22}{told}{f'  too much: {tuple(edit.limit)} would do' if over else ''}")
    return 1 if too_much else 0


def run_audit(options: Namespace) -> int:
    """Measure the audit's part, print each build's and the median, and compare that with what it may be."""
    measured = []
    for one in shares(options.pages, options.runs, options.theme):
        measured.append(one.part)
        print(f"{one.part:6.1%}  {one.audit:.2f} of {one.whole:.2f} s: {one.values} values in {one.files} files")
    median = statistics.median(measured)
    print(f"{median:6.1%}  median of {len(measured)}, and {LIMIT:.0%} would do")
    return int(median > LIMIT)


def run_all(options: Namespace) -> int:
    """Measure, print the table and write it."""
    folder = options.folder.resolve()
    results = Results(folder / "results.jsonl")
    if options.again or not results.runs:
        results.file.unlink(missing_ok=True)
        results = Results(results.file)
        take_program(options.program, folder / "program")
    names = ("chapterhouse", *(name for name in options.peers if name != "chapterhouse"))
    wish = Wish(options.runs, options.allowance, folder, install(folder / "tools"), folder / "program", options.photos)
    for pages in sorted(options.sizes):
        here = names if pages < LARGEST else tuple(name for name in names if name in GROWING)
        for row in PROCESSES:
            if row in options.rows and (pages < LARGEST or row in ("cold", "memory")):
                run_process(row, pages, here, wish, results)
        if "floor" in options.rows and pages < LARGEST:
            run_floors(pages, wish, results)
        if "serve" in options.rows and pages < LARGEST:
            run_serve(pages, tuple(name for name in here if pages <= STEADY or name in RESTING), wish, results)
    if "cards" in options.rows:
        run_cards(min(options.sizes), wish, results)
    if "photos" in options.rows:
        run_photos(names, wish, results)
    stages = list(profiles([pages for pages in sorted(options.sizes) if pages < LARGEST], options.rows, wish, results))
    shutil.rmtree(folder / ASIDE, ignore_errors=True)
    text = document(results, names, tuple(facts(wish.tools, folder / "program")), stages)
    options.results.write_text(text, "utf-8")
    print(f"\n{text}")
    return 0


def take_program(checkout: Path, folder: Path) -> None:
    """Copy this program as it now is: an edit of it in the midst of a benchmark must not count."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("generator", "themes"):
        shutil.copytree(checkout / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    # As whoever installs it does: some machines are told to write down nothing that was compiled.
    compileall.compile_dir(folder / "generator", quiet=2)


def facts(tools: Tools, program: Path) -> Iterator[str]:
    """When, what and on what."""
    yield f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
    yield (
        f"{os.cpu_count()} cores, {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )
    for peer in PEERS.values():
        said = subprocess.run(
            peer.version(tools),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(program)},
        ).stdout
        yield f"{peer.name}: {' '.join(said.split()[:2]) if peer is OURS else said.split(' from ')[0].strip()}"


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one.replace("_", "")) for one in text.split(","))


def _names(text: str) -> tuple[str, ...]:
    return tuple(one.strip().lower() for one in text.split(","))
