"""Revisions: when a record last changed, as calendars and feeds must be told.

A subscriber's calendar takes a change over when the number of the entry has grown,
and only then. So the number must be the same wherever the site is built, must grow
with every change and must never fall; no clock and no counter in a file can promise
that. The history of the content can: an entry is as new as the last commit that
touched one of the files it is made from.

The doubt that remains: a file that is not committed yet, or a folder without a
history, has only the days its author wrote down. Then `updated` counts, else
`announced`, else the first moment of 2020. Changes that are not committed count for
nothing until they are: what is published is published from a commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from datetime import date as Date
from datetime import datetime as DateTime
from typing import Literal, TypeAlias

from msgspec import Struct

from generator.text.diagnostic import Diagnostic, Severity, explained

# Numbers count from here, and nothing is older.
EPOCH = DateTime(2020, 1, 1, tzinfo=UTC)


UntoldWhy: TypeAlias = Literal["missing", "refused", "broken"]


class Untold(Struct, frozen=True, kw_only=True):
    """Why a history that is there could not be read."""

    why: UntoldWhy
    # The repository's folder, as this machine names it.
    repository: str


class History(Struct, frozen=True, kw_only=True):
    """What the repository knows of the content."""

    # Canonical name (`content/events/…`) -> when the last commit that touched it was made, in seconds since 1970.
    touched: Mapping[str, int] = {}
    # The commit that is checked out, in hexadecimal; "" where there is none.
    commit: str = ""
    # Whether the older part of the history was left behind when it was fetched.
    shallow: bool = False
    # None when it was read, and when there is none to be read.
    untold: Untold | None = None


class Revision(Struct, frozen=True):
    """How new something is: a moment in UTC, to the second."""

    moment: DateTime

    @property
    def sequence(self) -> int:
        """Minutes since the beginning of 2020: it grows with every revision (SEQUENCE, RFC 5545 3.8.7.4)."""
        return int((self.moment - EPOCH) / timedelta(minutes=1))


def revision(history: History, file: str, *days: Date | None) -> Revision:
    """A file's revision: its last commit, else the first of `days` that is given, else the beginning of 2020."""
    if file in history.touched:
        return _revision(DateTime.fromtimestamp(history.touched[file], UTC))
    day = next(filter(None, days), None)
    return _revision(DateTime(day.year, day.month, day.day, tzinfo=UTC) if day else EPOCH)


def _revision(moment: DateTime) -> Revision:
    return Revision(max(moment, EPOCH))


def latest(revisions: Iterable[Revision]) -> Revision:
    """The newest of some revisions; there must be one."""
    return max(revisions, key=lambda one: one.moment)


def check_history(history: History) -> tuple[Diagnostic, ...]:
    """What keeps a history from being told."""
    if history.untold:
        return (untold_history(history.untold),)
    return (shallow_history(),) if history.shallow else ()


# Why: what is the matter, and what to do about it.
UNTOLD: Mapping[UntoldWhy, tuple[str, str]] = {
    "missing": ("git is not installed here", "install git, or see that it is found"),
    "refused": (
        "git refuses to read a folder that belongs to another user",
        "if you trust it: `git config --global --add safe.directory {repository}`",
    ),
    "broken": ("git cannot read the repository", "see what `git log` says in {repository}"),
}


@explained
def untold_history(untold: Untold) -> Diagnostic:
    """There is a repository, but git does not tell its history.

    Calendars and feeds tell their readers when an event last changed, and know it
    from the history of its file. Without it they go by the days written in the files,
    and a moved or cancelled event may look to subscribers as if nothing had happened.

    Most often git is not installed where the site is built, or the folder belongs to
    another user than the one who builds; git then wants to be told that this is meant:

        git config --global --add safe.directory /path/of/the/chapter
    """
    message, help = UNTOLD[untold.why]
    return Diagnostic(
        code="untold-history",
        severity=Severity.WARNING,
        message=f"{message}, so nobody can tell when an event last changed",
        help=help.format(repository=untold.repository),
    )


@explained
def shallow_history() -> Diagnostic:
    """The repository was fetched without its history.

    Calendars and feeds tell their readers when an event last changed, and know it
    from the history of its file. Services that build websites often fetch the newest
    state only; then every event looks as if it had changed today, and the calendars
    of all who subscribed are told of changes that were none.

    In a GitHub workflow, say `fetch-depth: 0` where the repository is fetched:

        - uses: actions/checkout@v4
          with:
            fetch-depth: 0

    On your own machine, `git fetch --unshallow` fetches the rest.
    """
    return Diagnostic(
        code="shallow-history",
        severity=Severity.WARNING,
        message="the history of the content is not all here, so nobody can tell when an event last changed",
        help="fetch all of it: `fetch-depth: 0` in a GitHub workflow, `git fetch --unshallow` by hand",
    )
