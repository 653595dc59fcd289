"""Who read which text while views were made, so that a text which is told anew reaches those alone.

A build has no use for this: it makes every view, and keys tell which files change. While the site is served, the
chapter stays in memory, and most edits are another sentence in one body. Then only those views are made again that
read the body, or something that was made of it and has become another: where a summary stays as it was, so does
every list that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import chain
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from generator.text.prose import Prose


class Made:
    """What `once` made, and of what: the subjects are kept, so that they stay themselves."""

    __slots__ = ("before", "is_stale", "remake", "subjects", "value")

    def __init__(self, remake: Callable[[], object], subjects: tuple[object, ...]) -> None:
        self.remake = remake
        self.subjects = subjects
        self.value: object = None
        self.before: object = None
        self.is_stale = True


# A file of the site, by its address, or something that several of them show.
Reader = str | Made


class Reads:
    """Text, or what was made -> who read it; and the texts that were told anew."""

    def __init__(self) -> None:
        self.readers: dict[Reader, dict[Reader, None]] = {}
        self.retold: dict[str, Prose] = {}
        self._reading: list[Reader] = []

    def note(self, what: Reader) -> None:
        """Whoever is being made reads this."""
        if self._reading:
            self.readers.setdefault(what, {})[self._reading[-1]] = None

    @contextmanager
    def by(self, reader: Reader) -> Iterator[None]:
        """What is read now, `reader` reads."""
        self._reading.append(reader)
        try:
            yield
        finally:
            self._reading.pop()

    def retell(self, text: str, prose: Prose) -> tuple[str, ...]:
        """Let a text have other prose. The addresses of the files that must be made again, sorted."""
        self.retold[text] = prose
        made = [one for one in self._beyond(text) if isinstance(one, Made)]
        for one in made:
            one.before, one.is_stale = one.value, True
        for one in made:
            one.remake()
        changed: list[Reader] = [text, *(one for one in made if one.value != one.before)]
        for one in made:
            one.before = None
        readers = chain.from_iterable(self.readers.get(one, {}) for one in changed)
        return tuple(sorted({one for one in readers if isinstance(one, str)}))

    def _beyond(self, text: str) -> tuple[Reader, ...]:
        """Who read it, who read what those made of it, and so on."""
        found: dict[Reader, None] = {}
        waiting: list[Reader] = [text]
        while waiting:
            for one in self.readers.get(waiting.pop(), ()):
                if one not in found:
                    found[one] = None
                    waiting.append(one)
        return tuple(found)


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
            known = keeper.made[key] = Made(lambda: made(keeper, *subjects), subjects)
        reads = keeper.reads
        if known.is_stale:
            if reads is None:
                known.value = make(keeper, *subjects)  # type: ignore[call-arg]
            else:
                with reads.by(known):
                    known.value = make(keeper, *subjects)  # type: ignore[call-arg]
            known.is_stale = False
        if reads is not None:
            reads.note(known)
        return cast(V, known.value)

    return cast(Callable[Concatenate[K, P], V], made)


def kept(make: Callable[Concatenate[K, P], V]) -> Callable[Concatenate[K, P], V]:
    """Like `once`, where somebody goes on from here; elsewhere the thing is made, and kept by nobody."""
    keeping = once(make)

    @wraps(make)
    def made(keeper: K, /, *subjects: Any) -> V:
        return (make if keeper.reads is None else keeping)(keeper, *subjects)  # type: ignore[call-arg]

    return cast(Callable[Concatenate[K, P], V], made)
