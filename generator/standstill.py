"""The early way out: nothing has changed since the last build, so there is nothing to do.

A build is a function of its order, its files and the moment. When all three are as
they were, and what it published stands as it was left, another build would read ten
thousand files to say the same again. This says it at once, warnings included,
and imports neither the templates' library nor the records'.

What it goes by is a note of the last build, `.cache/standstill`. The note is a
convenience and never a source: when it is damaged, another program's or another
order's, or anything at all is in doubt, the answer is None and the build takes place.

Without `--today` the moment is the clock's, and what is published stays true until
something happens by itself (`fresh_until` in `build.json`), and what is to be said of the content
until midnight. Until then the site is left as it stands. `build.json` too: it tells when
the site was made, and it is not made again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple

from generator.engine.digest import distributions
from generator.engine.files import aside, seal, unseal, write_whole
from generator.engine.survey import Published, Survey, digest_of_states, settled_before, stand, survey
from generator.head import read_head

KIND = b"standstill"
# Its own source counts among what a build is made from.
PROGRAM = os.path.dirname(os.path.abspath(__file__))


class Note(NamedTuple):
    """What the last build left: what it was asked for, and how its files and what it published stood (digests)."""

    asked: str
    found: str
    stood: str
    # From when until when it holds, in seconds since 1970.
    since: float
    until: float
    # How many of the paths are files; folders follow.
    files: int
    report: str
    paths: tuple[str, ...]


class Ground(NamedTuple):
    """All that a build stands on: where its note is, what was asked for, what was found.

    `found` is None when the disk's times cannot tell whether anything changed.
    """

    note: str
    # A digest, in hexadecimal, of everything that was asked for.
    asked: str
    # The commit that is checked out; "" without one.
    head: str
    found: Survey | None
    # Nanoseconds since 1970: what is younger may change without a trace.
    settled: int
    # The last build's note where that is of the same ground, and all that it published stands as it was left.
    still: Note | None


class Standstill(NamedTuple):
    """What is to be said when nothing changed: how many files stand, and the last build's report."""

    files: int
    report: str


def look_round(cache: str, folders: Sequence[str], asked: Sequence[str]) -> Ground:
    """What a build in this moment would stand on.

    `folders` hold its files, the content's first; `asked` is everything wanted of it.
    """
    note = os.path.join(cache, "standstill")
    # Where there is nothing to build, nothing is left behind.
    settled = settled_before(f"{note}.clock") if os.path.isdir(folders[0]) else 0
    head = read_head(folders[0])
    # A commit changes no file, and yet the calendars: they go by it.
    means = (sys.version, *distributions(sys.path), head or "", *asked)
    digest = blake2b("\0".join(means).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    last = read_note(note) if head is not None else None
    known = last if last and last.asked == digest else None
    found, stood = look((*folders, PROGRAM), known) if head is not None else (None, "")
    is_still = known and found and known.found == found.digest.hex() and known.stood == stood
    return Ground(note, digest, head or "", found, settled, known if is_still else None)


# Of so many paths on, two processes look at them sooner than one.
WORTH_A_FORK = 5_000


def look(folders: Sequence[str], known: Note | None) -> tuple[Survey | None, str]:
    """How the files stand that a site is made of; and, where the last build is known, what it published."""
    if known is None or len(known.paths) < WORTH_A_FORK:
        found = survey(folders)
        is_same = known and found and known.found == found.digest.hex()
        return found, stood_as(known) if known and is_same else ""
    # Only here: it takes longer to import than a small chapter to look at.
    from generator.engine.crew import share

    parts: tuple[partial[Any], ...] = (partial(survey, folders), partial(stood_as, known))
    found, stood = share(call, parts, len(parts))
    return found, stood


def call(part: Callable[[], Any]) -> Any:
    """What a part comes to."""
    return part()


def stood_as(known: Note) -> str:
    """The digest, in hexadecimal, of how things stand that a build published; "" when one of them is gone."""
    try:
        return stand(known.paths, known.files).hex()
    except OSError:
        return ""


def read_note(path: str) -> Note | None:
    """The last build's note; None when there is none that can be read."""
    try:
        with open(path, "rb") as file:
            content = unseal(KIND, file.read())
        if content is None:
            return None
        known, report, *paths = bytes(content).decode("utf-8", "surrogateescape").split("\0")
        asked, found, stood, since, until, files = known.split(" ")
        return Note(asked, found, stood, float(since), float(until), int(files), report, tuple(paths))
    except (OSError, ValueError):
        return None


def find_standstill(ground: Ground, now: float) -> Standstill | None:
    """The last build's report if another build would come to the same. `now` is in seconds since 1970."""
    still = ground.still
    return Standstill(still.files, still.report) if still and still.since <= now < still.until else None


def forget_standstill(ground: Ground) -> None:
    """Forget the last build, whose report may name somebody who has withdrawn since."""
    with suppress(OSError):
        os.unlink(ground.note)


def keep_standstill(ground: Ground, published: Published, report: str, since: float, until: float) -> None:
    """Note what a build came to, good from `since` to `until` (seconds since 1970)."""
    if ground.found is None or ground.found.youngest >= ground.settled or "\0" in report:
        return
    stood = digest_of_states(published.sizes, published.times).hex()
    known = f"{ground.asked} {ground.found.digest.hex()} {stood} {since} {until} {len(published.sizes)}"
    content = "\0".join((known, report, *published.paths)).encode("utf-8", "surrogateescape")
    with suppress(OSError):
        write_whole(ground.note, seal(KIND, content), aside(ground.note))
