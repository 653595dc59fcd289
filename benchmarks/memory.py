"""Where the memory of a build goes: what one process holds after each of its steps.

This is what runs in that process: `python -m benchmarks.memory build …`. It imports none of a build's libraries.
"""

from __future__ import annotations

import gc
import importlib
import json
import re
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

# What is called when -> what has been done when it returns. One that the program does not have any more is left out.
MOMENTS: dict[tuple[str, str], str] = {
    ("generator.build", "read_tree"): "read",
    ("generator.build", "gather"): "records and prose",
    ("generator.build", "link"): "link",
    ("generator.build", "plan"): "plan",
    ("generator.engine.publish", "render_parts"): "views, render",
    ("generator.build", "publish"): "publish",
}


class Held(NamedTuple):
    """Bytes of memory that a process holds, and the most that it has held."""

    now: int
    most: int


def held() -> Held:
    """What this process holds. (`ru_maxrss` counts what the parent held when it started this.)"""
    told = Path("/proc/self/status").read_text()
    now, most = (re.search(rf"{name}:\s+(\d+) kB", told) for name in ("VmRSS", "VmHWM"))
    return Held(int(now[1]) * 1024 if now else 0, int(most[1]) * 1024 if most else 0)


def watch(arguments: Sequence[str]) -> dict[str, Held]:
    """Run `chapter` with these arguments; step -> what is held after it."""
    from generator.cli import main

    found = {"Python": held()}
    for (name, function), step in MOMENTS.items():
        module = importlib.import_module(name)
        if do := getattr(module, function, None):
            setattr(module, function, noting(do, step, found))
    found["import"] = held()
    if code := main(list(arguments)):
        raise SystemExit(code)
    found["the end"] = held()
    return found


def noting(do: Callable[..., Any], step: str, found: dict[str, Held]) -> Callable[..., Any]:
    """A function, and then a look at the memory."""

    @wraps(do)
    def done(*given: Any, **named: Any) -> Any:
        answer = do(*given, **named)
        found[step] = held()
        return answer

    return done


if __name__ == "__main__":
    # As the program does that is started.
    gc.disable()
    print(json.dumps(watch(sys.argv[1:])), file=sys.__stdout__)
