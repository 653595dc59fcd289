"""The trail of a build: what the next process needs to know of it, to make only what another sentence or title changes.

    .cache/trail    which texts and titles each page was made of, and how the files stood that it was made from

It holds no text: what the cache may hold of a text, the memo holds, and a trail only says under which key. It holds
what there was to say, to say it again; where that tells of people, no trail is left. Like the memo it is a
convenience: lost, damaged or another order's, it costs time and nothing else. It is gone while a build is under way,
so a build that fails or is killed leaves none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import DecodeError, Struct, msgpack
from msgspec.structs import replace

from generator.engine.digest import engine_digest
from generator.engine.files import aside, seal, unseal, write_whole
from generator.engine.survey import Look, State
from generator.model.checks.privacy import CONFIDENTIAL
from generator.order import Order
from generator.project import Project
from generator.site.reads import Reach
from generator.text.diagnostic import Diagnostic, Label, Place, Severity
from generator.text.source import Span
from generator.text.tree import file_of

NAME, KIND = "trail", b"trail"
NAME_SIZE = 16
MEMBERS = "content/members/"


class Told(Struct, frozen=True, array_like=True, kw_only=True):
    """A record: where the memo has it and its prose, and which pages were made of what it says."""

    record: bytes
    prose: bytes
    # Whether no other record has the same text; then the numbers of the pages that read it, for each reach.
    is_alone: bool
    readers: dict[Reach, tuple[int, ...]]
    # The numbers of the pages that say what it is called.
    namers: tuple[int, ...]


class Trail(Struct, frozen=True, kw_only=True):
    """What a build left for the next."""

    # By the digest of the file's name; and the addresses of pages that read anything.
    told: dict[bytes, Told]
    pages: tuple[str, ...]
    # Page -> the card that is drawn for it, by their addresses.
    cards: dict[str, str]
    # A digest of all that was asked for, apart from the moment.
    asked: bytes = b""
    # Seconds since 1970: the moment it was made for, and until when another build would come to the same.
    since: float = 0
    until: float = 0
    # Of what is published.
    release: str = ""
    # How the files stood before they were read, by the digests of their paths; since when they had to be left alone.
    states: dict[bytes, State] = {}
    settled: int = 0
    # What there was to be said of the content, packed; so many of that, the first, of how it is written.
    problems: tuple[Any, ...] = ()
    slips: int = 0


DECODER = msgpack.Decoder(Trail)


def name_of(path: str) -> bytes:
    """What a file is known by: file names can be names of people."""
    return blake2b(path.encode("utf-8", "surrogateescape"), digest_size=NAME_SIZE).digest()


def states_of(look: Look) -> dict[bytes, State]:
    """How files stand, without their names."""
    return {name_of(path): state for path, state in look.states.items()}


def asked_of(project: Project, order: Order) -> bytes:
    """A digest of all that is wanted of a build, apart from the moment, and of who builds."""
    history = order.history
    parts = (
        repr((sys.version, project, order.drafts, order.url, order.strict, order.passphrases is None)),
        repr((history.commit, history.shallow, history.untold, sorted(history.touched.items()))),
    )
    return blake2b(engine_digest() + "\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).digest()


class Taken(NamedTuple):
    """What was asked, and the trail of a last build that was asked the same; whether what was there is damaged."""

    asked: bytes
    trail: Trail | None = None
    distrusted: bool = False


def take_trail(cache: Path, asked: bytes) -> Taken:
    """The trail of the last build, if it was asked the same. It is taken away: whoever builds leaves another."""
    path = os.path.join(cache, NAME)
    try:
        with open(path, "rb") as file:
            content = unseal(KIND, file.read())
    except OSError:
        return Taken(asked)
    with suppress(OSError):
        os.unlink(path)
    try:
        found = None if content is None else DECODER.decode(content)
    except DecodeError:
        found = None
    return Taken(asked, found if found and found.asked == asked else None, distrusted=found is None)


def leave_trail(cache: Path, trail: Trail, problems: Sequence[Diagnostic], hidden: Iterable[str]) -> None:
    """Leave a trail for the next build. Where it cannot be written, or would tell of people, that one does all.

    `problems` is what there was to be said of the content, `hidden` what no cache may hold, in small letters.
    """
    trail = replace(trail, problems=tuple(map(packed, problems)))
    said = repr(trail.problems).lower()
    if any(word in said for word in hidden) or any(map(is_confidential, problems)):
        return
    path = os.path.join(cache, NAME)
    with suppress(OSError):
        write_whole(path, seal(KIND, msgpack.encode(trail)), aside(path))


class Since(NamedTuple):
    """What has become of the files since a trail was left."""

    # The names of those that may have changed; None where one has come or gone.
    changed: list[str] | None = None
    # Of those that are as they were the names, the paths, and what the trail says of them.
    unchanged: tuple[tuple[str, str, Told], ...] = ()


def look_back(trail: Trail, look: Look, content: Path) -> Since:
    """What has become of the files since."""
    changed: list[str] = []
    unchanged: list[tuple[str, str, Told]] = []
    root = str(content)
    for path, state in look.states.items():
        file = file_of(path, root, "content")
        if trail.states.get(name_of(path)) != state or max(state[1:]) >= trail.settled:
            changed.append(file)
        elif told := trail.told.get(name_of(file)):
            unchanged.append((file, path, told))
    return Since(changed if len(look.states) == len(trail.states) else None, tuple(unchanged))


def is_confidential(problem: Diagnostic) -> bool:
    """Whether a problem tells of a member, or of somebody's consent."""
    return problem.code in CONFIDENTIAL or any(place.file.startswith(MEMBERS) for place in problem.places)


# -- problems ------------------------------------------------------------------------------


def packed(problem: Diagnostic) -> tuple[Any, ...]:
    """A problem, for the disk."""
    related = tuple((one.where, one.message) for one in problem.related)
    return problem.code, problem.severity, problem.message, problem.where, problem.note, related, problem.help


def unpacked(raw: Any) -> Diagnostic:
    """A problem, from the disk."""
    code, severity, message, where, note, related, help = raw
    return Diagnostic(
        code=code,
        severity=Severity(severity),
        message=message,
        where=_place(where),
        note=note,
        related=tuple(Label(where=place, message=told) for one, told in related if (place := _place(one))),
        help=help,
    )


def _place(raw: Any) -> Span | Place | None:
    if raw is None:
        return None
    file, second, third = raw
    if isinstance(second, int):
        return Span(file, second, third)
    return Place(file, tuple(second), None if third is None else (third[0], third[1]))
