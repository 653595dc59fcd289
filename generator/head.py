"""The commit that is checked out, read from the repository's own files.

To ask git takes a process of its own, longer than all the rest of a build in which
nothing changed. Where its files stand is documented in gitrepository-layout(5);
whatever is not as told there, only git can answer.
"""

from __future__ import annotations

import os
from contextlib import suppress

from generator.pattern import pattern

OBJECT = pattern(r"[0-9a-f]{40}|[0-9a-f]{64}")
# Links from name to name that are followed: `HEAD` is one.
MOST_LINKS = 5
# What changes a history though its last commit stays the same.
GRAFTED = ("shallow", "info/grafts", "refs/replace")


def read_head(folder: str) -> str | None:
    """The commit checked out around a folder, in hexadecimal; "" without a repository or a commit.

    None where only git can tell: the history is cut or grafted, or the repository is of a kind unknown.
    """
    try:
        git = find_repository(os.path.realpath(folder))
        if not git:
            return ""
        common = os.path.join(git, first_line(os.path.join(git, "commondir")))
        if any(os.path.lexists(os.path.join(common, name)) for name in GRAFTED):
            return None
        name = "HEAD"
        for _ in range(MOST_LINKS):
            found = first_line(os.path.join(git, name)) or first_line(os.path.join(common, name))
            if not found.startswith("ref: "):
                commit = found or packed(common, name)
                return commit if OBJECT.fullmatch(commit) else None
            name = found.removeprefix("ref: ")
    except (OSError, ValueError):
        pass
    return None


def find_repository(folder: str) -> str:
    """The `.git` folder that looks after a folder, or ""."""
    while True:
        here = os.path.join(folder, ".git")
        if os.path.isdir(here):
            return here
        if os.path.lexists(here):
            return os.path.join(folder, first_line(here).removeprefix("gitdir: "))
        if folder == os.path.dirname(folder):
            return ""
        folder = os.path.dirname(folder)


def first_line(path: str) -> str:
    """The first line of a small file; "" when there is none."""
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError), open(path, encoding="utf-8") as file:
        return file.readline().strip()
    return ""


def packed(common: str, name: str) -> str:
    """The commit of a name in `packed-refs`, or ""."""
    with suppress(FileNotFoundError), open(os.path.join(common, "packed-refs"), encoding="utf-8") as file:
        for line in file:
            if line.endswith(f" {name}\n"):
                return line.partition(" ")[0]
    return ""
