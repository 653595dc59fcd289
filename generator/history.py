"""The history of the content, asked of git.

It is asked once, by the command line, in one pass over the log, and handed inward
as a value. Git looks for it while the program makes ready. Where there is no
repository, or no commit yet, the history is empty and nothing is wrong: the days that
the files themselves give then serve. Where there is one and git does not tell it, the
history says why, so that somebody is told.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.revision import History, UntoldWhy

# Seconds. Longer than any chapter's log takes; a repository that hangs must not hang the build.
PATIENCE = 20

HEAD = ("rev-parse", "--is-shallow-repository", "HEAD")
LOG = (
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

# A question that was put to git; None where there is no git to ask.
Asked = subprocess.Popen[bytes] | None


class GitSilent(Exception):
    """Git gave no answer."""

    def __init__(self, why: UntoldWhy) -> None:
        super().__init__(why)
        self.why = why


def read_history(content: Path) -> History:
    """The history of a content folder. Files are named as the program names them: `content/events/…`."""
    return ask_history(content)()


def ask_history(content: Path) -> Callable[[], History]:
    """Ask for the history of a content folder, as in `read_history`. It is told when called, once."""
    head, log = _ask(content, *HEAD), _ask(content, *LOG)

    def tell() -> History:
        # Here, for it takes as long as git does.
        from generator.model.revision import History

        try:
            shallow, commit = _answer(head).split()
            return History(touched=_touched(_answer(log)), commit=commit, shallow=shallow == "true")
        except GitSilent as silent:
            return _without_git(content, silent)
        finally:
            for one in (head, log):
                _dismiss(one)

    return tell


def _without_git(content: Path, silent: GitSilent) -> History:
    """An empty history; when there is one to be told, with the reason why it is not."""
    from generator.model.revision import History, Untold

    repository = next((folder for folder in (content, *content.parents) if (folder / ".git").exists()), None)
    if repository is None or (silent.why == "broken" and _has_no_commit(content)):
        return History()
    return History(untold=Untold(why=silent.why, repository=str(repository)))


def _has_no_commit(content: Path) -> bool:
    any_name = _ask(content, "for-each-ref", "--count=1")
    try:
        return not _answer(any_name)
    except GitSilent:
        return False
    finally:
        _dismiss(any_name)


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


def _ask(folder: Path, *arguments: str) -> Asked:
    """Begin a git command."""
    try:
        return subprocess.Popen(  # noqa: S603
            ("git", "-C", str(folder), *arguments),  # noqa: S607
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError:
        return None


def _answer(asked: Asked) -> str:
    """What a git command prints. Raises GitSilent."""
    if asked is None:
        raise GitSilent("missing")
    try:
        told, complaint = asked.communicate(timeout=PATIENCE)
    except subprocess.SubprocessError as error:
        raise GitSilent("broken") from error
    if asked.returncode:
        # What git says is in the user's language; the name of the setting is not.
        raise GitSilent("refused" if b"safe.directory" in complaint else "broken")
    return told.decode("utf-8", "surrogateescape")


def _dismiss(asked: Asked) -> None:
    """End a git command whose answer nobody awaits any more."""
    if asked is not None:
        with asked:
            asked.kill()
