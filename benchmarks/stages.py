"""Where a build's time goes: samples of its stack, by stage.

A timer of the processor's time rings some hundred times a second, and what runs is looked
at; what was met twice as often took twice as long. That costs the program next to nothing, so nothing of it looks slower than it is; a
profiler that counts calls makes small functions look three times as slow. Only one
process works, so that all of the work is seen.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import FrameType

from benchmarks.peers import REPOSITORY, build_ours
from benchmarks.rows import Wish, site_for
from benchmarks.sites import Site

# Seconds of the processor's time between two looks; many kernels count no finer.
LOOK = 0.004

# The innermost of these on the stack is what the program is doing: (end of the file's name, function) -> stage.
STAGES: dict[tuple[str, str], str] = {
    ("<frozen importlib._bootstrap>", "_find_and_load"): "import",
    ("text/tree.py", "read_tree"): "read",
    ("engine/darkroom.py", "measure"): "read",
    ("text/document.py", "parse_document"): "parse YAML",
    ("text/converter.py", "convert"): "parse Markdown: Python-Markdown itself",
    ("text/markdown.py", "parse_prose"): "parse Markdown: links, anchors, plain text, what may act",
    ("recall.py", "find_prose"): "recall",
    ("recall.py", "unpacked"): "recall",
    ("model/decode.py", "decode_record"): "decode",
    ("model/gather.py", "gather"): "gather",
    ("model/link.py", "link"): "link",
    ("build.py", "checked"): "check",
    ("build.py", "forget_what_is_hidden"): "check",
    ("site/plan.py", "plan"): "check addresses and links",
    ("site/plan.py", "_made"): "plan: views",
    ("site/plan.py", "_rest"): "plan: views",
    ("engine/output.py", "fingerprint"): "plan: keys",
    ("engine/render.py", "make"): "render",
    ("engine/publish.py", "put"): "publish",
}
REST = "the rest"


def stage_of(frame: FrameType | None) -> str:
    """What a program is doing whose innermost frame this is."""
    while frame is not None:
        file, name = frame.f_code.co_filename, frame.f_code.co_name
        for (ending, function), stage in STAGES.items():
            if name == function and file.endswith(ending):
                return stage
        frame = frame.f_back
    return REST


def sample(arguments: Sequence[str]) -> dict[str, float]:
    """Run `chapter` with these arguments; stage -> seconds of the processor's time."""
    looks: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        looks[stage_of(frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, LOOK, LOOK)
    from generator.cli import main

    code = main(list(arguments))
    signal.setitimer(signal.ITIMER_PROF, 0)
    if code:
        raise SystemExit(code)
    spent = time.process_time()
    return {stage: spent * count / looks.total() for stage, count in looks.items()}


def sampled(site: Site) -> Mapping[str, float]:
    """A build of a site in a process of its own: stage -> seconds of the processor's time."""
    # `python -m generator build …`, in one process.
    arguments = [*build_ours(site.tools)[3:], "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stages", *arguments],
        cwd=site.folder,
        env={**site.environment, "PYTHONPATH": f"{site.program}:{REPOSITORY}", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return Counter(json.loads(done.stdout.splitlines()[-1]))


def profile(pages: int, wish: Wish) -> Iterator[str]:
    """A table in Markdown: the stages of a cold build, and of one after an edit, in processor time."""
    site = site_for("chapterhouse", pages, wish)
    site.clear()
    columns = [sampled(site)]
    # What the first build after a cold one makes for later ones.
    site.build()
    for edit in (site.edit_body, site.edit_title):
        edit()
        columns.append(sampled(site))
    yield f"| {pages:,} pages, one process | cold | one body edited | one title edited |"
    yield "|---|---:|---:|---:|"
    for stage in (*dict.fromkeys(STAGES.values()), REST):
        if any(column[stage] for column in columns):
            yield f"| {stage} | {' | '.join(_share(column, stage) for column in columns)} |"
    totals = (f"{sum(column.values()):.2f} s" for column in columns)
    yield f"| **all** | {' | '.join(totals)} |"


def _share(spent: Mapping[str, float], stage: str) -> str:
    return f"{spent[stage]:.2f} s, {100 * spent[stage] / sum(spent.values()):.0f} %" if spent[stage] else ""


if __name__ == "__main__":
    print(json.dumps(sample(sys.argv[1:])), file=sys.__stdout__)
