"""What a slip is: a value that says where, what was read and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

from generator.text.source import Span

T = TypeVar("T")


class Severity(StrEnum):
    """Two levels only: an error stops the build, a warning does not (unless `--strict`)."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A field of a record, named by its keys.

    Records carry no spans. Where a field stands is asked of its file only when
    someone must be told (`text.document.locate`), so that a chapter of ten
    thousand records does not carry two hundred thousand places about with it.
    """

    file: str
    keys: tuple[str | int, ...] = ()
    # Characters of the field's own text, for a place inside prose: start, end.
    within: tuple[int, int] | None = None


class Label(Struct, frozen=True):
    """A second place that explains the first: "first written here"."""

    where: Span | Place
    message: str


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One slip.

    `message` states, `note` stands under the underlined place, only `help` advises.
    """

    code: str
    severity: Severity
    message: str
    where: Span | Place | None = None
    note: str = ""
    related: tuple[Label, ...] = ()
    help: str = ""

    @property
    def places(self) -> tuple[Span | Place, ...]:
        """Every place that is named."""
        return tuple(filter(None, (self.where, *(label.where for label in self.related))))


class Parsed(NamedTuple, Generic[T]):
    """What a stage could do, and what it could not."""

    value: T
    problems: tuple[Diagnostic, ...] = ()


# Every code's manual page: the docstring of the function that reports it.
MANUAL: dict[str, str] = {}

F = TypeVar("F", bound=Callable[..., object])


def explained(function: F) -> F:
    """Make a function's docstring the manual page of the code that bears its name.

    `def duplicate_key` explains `duplicate-key`. The docstring holds an example
    and the message it must give; a test runs it.
    """
    MANUAL[code_of(function)] = function.__doc__ or ""
    return function


def code_of(function: Callable[..., object]) -> str:
    """The code a function reports: its name, with hyphens."""
    return function.__name__.replace("_", "-")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most likely meant by `name`, or None when nothing is near."""
    by_fold = {known.casefold(): known for known in sorted(names)}
    folded = name.casefold().strip()
    found = get_close_matches(folded, by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Help for a mistyped name: a question, or "" when nothing is near."""
    near = nearest(name, names)
    return f"did you mean `{near}`?" if near else ""
