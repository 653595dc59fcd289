"""The history of the content, asked of git.

It is asked once, by the command line, in one pass over the log, and handed inward
as a value. Where there is no git, or no repository, or no commit yet, the history is
empty and nothing is wrong: the days that the files themselves give then serve.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.model.revision import History

# Longer than any chapter's log takes; a repository that hangs must not hang the build.
PATIENCE = 20


def read_history(content: Path) -> History:
    """The history of a content folder. Files are named as the program names them: `content/events/…`."""
    about = _git(content, "rev-parse", "--is-shallow-repository", "HEAD").split()
    if len(about) != 2:
        return History()
    shallow, commit = about
    log = _git(
        content,
        "log",
        # The published line: a change is as new as the merge that brought it there.
        "--first-parent",
        "-m",
        # A file that only moved to another folder did not change.
        "--find-renames=100%",
        "--name-status",
        "--relative",
        "--no-show-signature",
        "--no-color",
        "--format=%x00%ct",
        "-z",
        "--",
        ".",
    )
    return History(touched=_touched(log), commit=commit, shallow=shallow == "true")


def _touched(log: str) -> dict[str, int]:
    """File -> seconds since 1970 of the newest commit in the log that changed it. The newest commit comes first."""
    touched: dict[str, int] = {}
    # Older name -> the name it has today.
    today: dict[str, str] = {}
    moment = 0
    words = iter(log.split("\0"))
    for word in words:
        kind = word.strip()
        if kind.isdigit():
            moment = int(kind)
        elif kind.startswith("R"):
            older, newer = next(words), next(words)
            today.setdefault(older, today.get(newer, newer))
        elif kind:
            name = next(words)
            touched.setdefault("content/" + today.get(name, name), moment)
    return touched


def _git(folder: Path, *arguments: str) -> str:
    """What a git command prints; "" when it cannot be asked."""
    try:
        answer = subprocess.run(  # noqa: S603
            ("git", "-C", str(folder), *arguments),  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.decode("utf-8", "surrogateescape")
