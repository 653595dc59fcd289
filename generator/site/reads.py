"""Who read which text and title while views were made, so that one which is told anew reaches those alone.

A build that knows nothing of an earlier one has no use for this: it makes every view, and keys tell which files
change. But most edits are another sentence in one body or another title, and then only those views need to be made
again that read it; a text as far as it has become another: a list that shows how it begins does not mind how it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from generator.text.prose import Prose, Wording


class Reach(IntEnum):
    """How much of a text a view can have read: how it begins, which words it holds, or all of it."""

    SUMMARY = 0
    OPENING = 1
    WORDS = 2
    WHOLE = 3


# Characters of the plain text that make up its beginning. Nothing that is made of one is longer.
BEGINNINGS = {Reach.SUMMARY: 500, Reach.OPENING: 2500}

# The number of a text and how much of it was read, in one; or the number of a title, which is below zero. Numbers are
# light, and travel from worker to worker.
Piece = int
Pieces = tuple[Piece, ...]


def beginning(prose: Prose | Wording, reach: Reach) -> str:
    """The beginning of a text, plain."""
    return prose.plain[: BEGINNINGS[reach]]


class Made:
    """What `once` made, and of what: the subjects are kept, so that they stay themselves."""

    __slots__ = ("is_stale", "pieces", "subjects", "value")

    def __init__(self, subjects: tuple[object, ...]) -> None:
        self.subjects = subjects
        self.value: object = None
        self.pieces: Pieces = ()
        self.is_stale = True


class Reads:
    """Page -> the texts and titles that it was made of; and those that were told anew.

    A text is known by itself, a title by the file of its record.
    """

    def __init__(self, texts: Iterable[str], titled: Iterable[str], *, is_live: bool) -> None:
        # Whether whatever is made stays in memory, for a next build in this process.
        self.is_live = is_live
        self.of: dict[str, Pieces] = {}
        self.retold: dict[str, Prose] = {}
        self.retitled: dict[str, str] = {}
        self._numbers = {text: number for number, text in enumerate(texts)}
        self._titles = {file: ~number for number, file in enumerate(titled)}
        self._made_of: dict[Piece, dict[Made, None]] = {}
        self._reading: list[set[Piece]] = []

    def piece(self, text: str, reach: Reach) -> Piece | None:
        """So much of a text; None for a text that no record has."""
        number = self._numbers.get(text)
        return None if number is None else number * len(Reach) + reach

    def note(self, text: str, reach: Reach) -> None:
        """Whatever is being made is made of this."""
        self._note(self.piece(text, reach))

    def title(self, file: str) -> Piece | None:
        """The title of a record; None for one whose title nobody notes."""
        return self._titles.get(file)

    def note_title(self, file: str) -> None:
        """Whatever is being made says what a record is called."""
        self._note(self.title(file))

    def _note(self, piece: Piece | None) -> None:
        if self._reading and piece is not None:
            self._reading[-1].add(piece)

    def page(self, url: str, make: Callable[[], V]) -> V:
        """Make the view of a page, and note what it is made of."""
        value, self.of[url] = self._observed(make)
        return value

    def thing(self, made: Made, make: Callable[[], V]) -> V:
        """Make something that many pages show, and note what it is made of."""
        value, made.pieces = self._observed(make)
        if self.is_live:
            for piece in made.pieces:
                self._made_of.setdefault(piece, {})[made] = None
        return value

    def note_thing(self, made: Made) -> None:
        """Whatever is being made is made of what this was made of."""
        if self._reading:
            self._reading[-1].update(made.pieces)

    def _observed(self, make: Callable[[], V]) -> tuple[V, Pieces]:
        self._reading.append(set())
        try:
            value = make()
        finally:
            pieces = tuple(self._reading.pop())
        return value, pieces

    def retell(self, text: str, before: Prose, after: Prose) -> frozenset[Piece]:
        """Let a text have other prose. What of it is another than before."""
        self.retold[text] = after
        changed = frozenset(
            piece for reach in changed_reaches(before, after) if (piece := self.piece(text, reach)) is not None
        )
        self._forget_made_of(changed)
        return changed

    def retitle(self, file: str, title: str) -> frozenset[Piece]:
        """Let a record be called otherwise."""
        self.retitled[file] = title
        changed = frozenset(() if (piece := self.title(file)) is None else (piece,))
        self._forget_made_of(changed)
        return changed

    def _forget_made_of(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            for made in self._made_of.get(piece, ()):
                made.is_stale = True

    def pages_of(self, pieces: frozenset[Piece]) -> Iterator[str]:
        """The pages that were made of one of some pieces."""
        return (url for url, read in self.of.items() if not pieces.isdisjoint(read))


def changed_reaches(before: Prose, after: Prose) -> Iterator[Reach]:
    """How much of a text somebody must have read to see a difference."""
    yield from (reach for reach in BEGINNINGS if beginning(before, reach) != beginning(after, reach))
    if before.words != after.words:
        yield Reach.WORDS
    yield Reach.WHOLE


class Keeper(Protocol):
    """What keeps the things that were made of it."""

    @property
    def reads(self) -> Reads | None: ...

    @property
    def made(self) -> dict[tuple[object, ...], Made]: ...


K = TypeVar("K", bound=Keeper)
P = ParamSpec("P")
V = TypeVar("V")


def once(make: Callable[Concatenate[K, P], V]) -> Callable[Concatenate[K, P], V]:
    """A maker that makes one thing of each subject: a card stands in many lists, and is the same in all."""

    @wraps(make)
    def made(keeper: K, /, *subjects: Any) -> V:
        key = (make, *map(id, subjects))
        known = keeper.made.get(key)
        if known is None:
            known = keeper.made[key] = Made(subjects)
        reads = keeper.reads
        if known.is_stale:
            if reads is None:
                known.value = make(keeper, *subjects)  # type: ignore[call-arg]
            else:
                known.value = reads.thing(known, lambda: make(keeper, *subjects))  # type: ignore[call-arg]
            known.is_stale = False
        # Most of what is asked for again and again, a day in words or a place, is made of no text.
        if known.pieces and reads is not None:
            reads.note_thing(known)
        return cast(V, known.value)

    return cast(Callable[Concatenate[K, P], V], made)


def kept(make: Callable[Concatenate[K, P], V]) -> Callable[Concatenate[K, P], V]:
    """Like `once`, where somebody goes on from here; elsewhere the thing is made, and kept by nobody."""
    keeping = once(make)

    @wraps(make)
    def made(keeper: K, /, *subjects: Any) -> V:
        is_kept = keeper.reads is not None and keeper.reads.is_live
        return (keeping if is_kept else make)(keeper, *subjects)  # type: ignore[call-arg]

    return cast(Callable[Concatenate[K, P], V], made)
