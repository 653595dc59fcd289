"""Where a build's time goes: samples of its stack, by stage.

A timer of the processor's time rings some hundred times a second, and what runs then is given all the time since
the last look. (Code in C is looked at when it returns, however often the timer rang.) That costs the program next to
nothing, so nothing of it looks slower than it is; a profiler that counts calls makes small functions look three times
as slow. Only one process works, so that all of the work is seen.

This is what runs in that process: `python -m benchmarks.stages build …`. It imports none of a build's libraries.
"""

from __future__ import annotations

import gc
import json
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

# Seconds of the processor's time between two looks; many kernels count no finer.
LOOK = 0.004

# The innermost of these on the stack is what the program is doing: (end of the file's name, function) -> stage.
# One that the program does not have any more is met nowhere.
STAGES: dict[tuple[str, str], str] = {
    ("<frozen importlib._bootstrap>", "_find_and_load"): "import",
    ("engine/survey.py", "look_at_all"): "look at the disk",
    ("engine/survey.py", "changed_since"): "look at the disk",
    ("engine/survey.py", "stand"): "publish: compare files",
    ("standstill.py", "look_round"): "look at the disk",
    ("standstill.py", "keep_standstill"): "note what came of it",
    ("theme/theme.py", "read_theme"): "read the theme",
    ("recipes.py", "recipes_of"): "read the theme",
    ("text/tree.py", "read_tree"): "read",
    ("text/tree.py", "read_again"): "read",
    ("engine/darkroom.py", "look_through"): "read",
    ("engine/darkroom.py", "read_as_planned"): "read",
    ("engine/darkroom.py", "look"): "pictures: look, at an eighth of the size",
    ("text/document.py", "parse_document"): "parse YAML",
    ("text/converter.py", "convert"): "parse Markdown: Python-Markdown itself",
    ("text/shortcut.py", "shortcut"): "parse Markdown: common blocks, by the shortcut",
    ("text/markdown.py", "parse_prose"): "parse Markdown: links, anchors, plain text, what may act",
    ("recall.py", "parse"): "recall",
    ("recall.py", "find_record"): "recall",
    ("recall.py", "known_records"): "recall",
    ("text/prose.py", "__getitem__"): "recall",
    ("model/decode.py", "decode_record"): "decode",
    ("model/gather.py", "gather"): "gather",
    ("build.py", "read_all"): "gather",
    ("model/link.py", "link"): "link",
    ("build.py", "checked"): "check",
    ("build.py", "forget_what_is_hidden"): "check",
    ("audit.py", "private_of"): "check",
    ("retell.py", "is_spoken_of"): "check",
    ("retell.py", "names_somebody"): "check",
    ("order.py", "roots"): "list the texts, for later edits",
    ("retell.py", "go_on"): "go on from the last build",
    ("retell.py", "follow"): "go on from the last build",
    ("retell.py", "first_trail"): "trail",
    ("trail.py", "take_trail"): "trail",
    ("trail.py", "look_back"): "trail",
    ("trail.py", "states_of"): "trail",
    ("trail.py", "leave_trail"): "trail",
    ("site/plan.py", "plan"): "plan: addresses",
    ("site/plan.py", "_made"): "plan: views",
    ("site/plan.py", "_rest"): "plan: views",
    ("site/reads.py", "retell"): "plan: views",
    ("engine/output.py", "fingerprint"): "plan: keys",
    ("engine/render.py", "make"): "render",
    ("engine/darkroom.py", "develop"): "pictures: decode",
    ("engine/darkroom.py", "at"): "pictures: resize",
    ("engine/darkroom.py", "encoded"): "pictures: encode",
    ("engine/render.py", "render"): "publish: compare files",
    ("engine/publish.py", "render_parts"): "publish: compare files",
    ("engine/publish.py", "look_over"): "publish: compare files",
    ("engine/publish.py", "write_part"): "publish: write files",
    ("engine/publish.py", "stands"): "publish: compare folders",
    ("engine/tree.py", "times"): "publish: compare folders",
    ("engine/publish.py", "release"): "publish: spare and swap",
    ("engine/manifest.py", "release_of"): "publish: manifest",
    ("engine/manifest.py", "read_manifest"): "publish: manifest",
    ("engine/manifest.py", "write_manifest"): "publish: manifest",
    ("engine/publish.py", "publish"): "publish: the rest",
    ("engine/pack.py", "put_away"): "memo: write what changed",
    ("engine/memo.py", "forget_unused"): "memo: write what changed",
    ("cli.py", "_show"): "tell what is wrong",
    # What whoever measures does in the same process.
    ("benchmarks/sites.py", "edit_body"): "",
    ("benchmarks/sites.py", "edited"): "",
    ("benchmarks/sites.py", "expect"): "",
}
NAMES = frozenset(name for _, name in STAGES)
REST = "the rest"


def stage_of(frame: FrameType | None) -> str:
    """What a program is doing whose innermost frame this is."""
    while frame is not None:
        file, name = frame.f_code.co_filename, frame.f_code.co_name
        if name in NAMES:
            for (ending, function), stage in STAGES.items():
                if name == function and file.endswith(ending):
                    return stage
        frame = frame.f_back
    return REST


@contextmanager
def looked_at() -> Iterator[Mapping[str, float]]:
    """Stage -> seconds of the processor's time, in the block."""
    spent: defaultdict[str, float] = defaultdict(float)
    last = 0.0

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal last
        spent[stage_of(frame)] += time.process_time() - last
        # To look is no work of the program.
        last = time.process_time()

    before = signal.signal(signal.SIGPROF, look)
    last = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LOOK, LOOK)
    try:
        yield spent
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        spent.pop("", None)


def sample(arguments: Sequence[str]) -> Mapping[str, float]:
    """Run `chapter` with these arguments; stage -> seconds of the processor's time."""
    held: list[object] = []
    with looked_at() as spent:
        from generator.cli import main

        code = main(list(arguments), held)
    if code:
        raise SystemExit(code)
    return spent


if __name__ == "__main__":
    # As the program does that is started.
    gc.disable()
    print(json.dumps(sample(sys.argv[1:])), file=sys.__stdout__)
