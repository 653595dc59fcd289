"""The history of the content, asked of git.

It is asked once, by the command line, in one pass over the log, and handed inward
as a value. Where there is no repository, or no commit yet, the history is empty and
nothing is wrong: the days that the files themselves give then serve. Where there is
one and git does not tell it, the history says why, so that somebody is told.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.model.revision import History, Untold, UntoldWhy

# Longer than any chapter's log takes; a repository that hangs must not hang the build.
PATIENCE = 20


class GitSilent(Exception):
    """Git gave no answer."""

    def __init__(self, why: UntoldWhy) -> None:
        super().__init__(why)
        self.why = why


def read_history(content: Path) -> History:
    """The history of a content folder. Files are named as the program names them: `content/events/…`."""
    try:
        shallow, commit = _git(content, "rev-parse", "--is-shallow-repository", "HEAD").split()
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
    except GitSilent as silent:
        return _without_git(content, silent.why)
    return History(touched=_touched(log), commit=commit, shallow=shallow == "true")


def _without_git(content: Path, why: UntoldWhy) -> History:
    """An empty history; when there is one to be told, with the reason why it is not."""
    repository = next((folder for folder in (content, *content.parents) if (folder / ".git").exists()), None)
    if repository is None or (why == "broken" and _has_no_commit(content)):
        return History()
    return History(untold=Untold(why=why, repository=str(repository)))


def _has_no_commit(content: Path) -> bool:
    try:
        return not _git(content, "for-each-ref", "--count=1")
    except GitSilent:
        return False


def _touched(log: str) -> dict[str, int]:
    """File -> seconds since 1970 of the last commit in the log that changed it. The newest commit comes first.

    A clock that was wrong for a while must not make a later change look older: then the earlier commit's time counts.
    """
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
            file = "content/" + today.get(name, name)
            touched[file] = max(touched.get(file, 0), moment)
    return touched


def _git(folder: Path, *arguments: str) -> str:
    """What a git command prints. Raises GitSilent."""
    try:
        answer = subprocess.run(  # noqa: S603
            ("git", "-C", str(folder), *arguments),  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
    except OSError as error:
        raise GitSilent("missing") from error
    except subprocess.CalledProcessError as error:
        # What git says is in the user's language; the name of the setting is not.
        raise GitSilent("refused" if b"safe.directory" in error.stderr else "broken") from error
    except subprocess.SubprocessError as error:
        raise GitSilent("broken") from error
    return answer.stdout.decode("utf-8", "surrogateescape")
