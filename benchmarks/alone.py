"""Python-Markdown alone: every text of a chapter, as the content format configures it, and nothing done with the HTML.

A whole process, to be measured as such: `python -m benchmarks.alone CONTENT PROCESSES`. It imports as little as it can.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator.text.converter import Converter, needs_of

# A process has one for texts that are alike.
converter = cache(Converter)


def convert(files: Iterable[Path]) -> None:
    """Make HTML of the texts of records."""
    for file in files:
        body = file.read_text("utf-8").split("---\n", 2)[2]
        if body.strip():
            converter(needs_of(body)).convert(body)


def convert_all(content: Path, processes: int) -> int:
    """The same for a chapter's, by so many processes; the value is the exit code."""
    files = sorted(content.rglob("*.md"))
    for number in range(processes):
        if not os.fork():
            convert(files[number::processes])
            # Nothing has to be put away.
            os._exit(0)
    return max(os.wait()[1] for _ in range(processes)) and 1


if __name__ == "__main__":
    sys.exit(convert_all(Path(sys.argv[1]), int(sys.argv[2])))
