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
from generator.engine.survey import Look, Published, Seen, Stood, look_at_all, stand
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
    """All that a build stands on: where its note is, what was asked for, what was found."""

    note: str
    # A digest, in hexadecimal, of everything that was asked for.
    asked: str
    # The commit that is checked out; "" without one, None where that cannot be told.
    head: str | None
    seen: Seen
    # The last build's note where that was asked for the same, and nothing is another than it was then.
    still: Note | None


class Standstill(NamedTuple):
    """What is to be said when nothing changed: how many files stand, and the last build's report."""

    files: int
    report: str


def look_round(cache: str, folders: Sequence[str], asked: Sequence[str], get_ready: Callable[[], object]) -> Ground:
    """What a build in this moment would stand on.

    `folders` hold its files, the content's first; `asked` is everything wanted of it. `get_ready` may be called once
    it is clear that there is something to do, while another process still looks.
    """
    note = os.path.join(cache, "standstill")
    head = read_head(folders[0])
    # A commit changes no file, and yet the calendars: they go by it.
    means = (sys.version, *distributions(sys.path), head or "", *asked)
    digest = blake2b("\0".join(means).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    last = read_note(note) if head is not None else None
    known = last if last and last.asked == digest else None
    seen = look_at_both(partial(look_at_all, (*folders, PROGRAM), f"{note}.clock"), known, get_ready)
    return Ground(note, digest, head, seen, known if known and is_as_noted(seen, known) else None)


# Of so many paths on, two processes look at them sooner than one.
WORTH_A_FORK = 5_000


def look_at_both(look: Callable[[], Look | None], known: Note | None, get_ready: Callable[[], object]) -> Seen:
    """What is to be seen of the files that a site is made of, and of what the last build published."""
    if known is None or len(known.paths) < WORTH_A_FORK:
        return Seen(look(), stood_as(known) if known else None)
    # Only here: it takes longer to import than a small chapter to look at.
    from generator.engine.crew import share

    parts: tuple[Callable[[], Any], ...] = (look, partial(stood_as, known))
    answers = share(call, parts, len(parts))
    found = next(answers)
    if found is None or found.digest.hex() != known.found:
        get_ready()
    return Seen(found, *answers)


def call(part: Callable[[], Any]) -> Any:
    """What a part comes to."""
    return part()


def is_as_noted(seen: Seen, known: Note) -> bool:
    """Whether nothing is another than it was when a build noted it."""
    if seen.look is None or seen.stood is None:
        return False
    return (seen.look.digest.hex(), seen.stood.digest.hex()) == (known.found, known.stood)


def stood_as(known: Note) -> Stood | None:
    """How things stand that a build published; None when one of them is gone."""
    try:
        return stand(known.paths, known.files)
    except OSError:
        return None


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
    look = ground.seen.look
    if look is None or not look.is_settled or "\0" in report:
        return
    found, stood = look.digest.hex(), published.digest.hex()
    known = f"{ground.asked} {found} {stood} {since} {until} {len(published.sizes)}"
    content = "\0".join((known, report, *published.paths)).encode("utf-8", "surrogateescape")
    with suppress(OSError):
        write_whole(ground.note, seal(KIND, content), aside(ground.note))
