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
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import NamedTuple

from generator.engine.digest import distributions
from generator.engine.files import seal, unseal, write_whole
from generator.engine.survey import Published, Survey, digest_of_states, settled_before, stand, survey
from generator.head import read_head

KIND = b"standstill"
# Its own source counts among what a build is made from.
PROGRAM = os.path.dirname(os.path.abspath(__file__))


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
    found = None if head is None else survey((*folders, PROGRAM))
    # A commit changes no file, and yet the calendars: they go by it.
    means = (sys.version, *distributions(sys.path), head or "", *asked)
    digest = blake2b("\0".join(means).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    return Ground(note, digest, head or "", found, settled)


def find_standstill(ground: Ground, now: float) -> Standstill | None:
    """The last build's report if another build would come to the same. `now` is in seconds since 1970."""
    if ground.found is None:
        return None
    try:
        with open(ground.note, "rb") as file:
            content = unseal(KIND, file.read())
        if content is None:
            return None
        known, said, *paths = bytes(content).decode("utf-8", "surrogateescape").split("\0")
        asked, found, stood, since, until, files = known.split(" ")
        if (asked, found) != (ground.asked, ground.found.digest.hex()) or not float(since) <= now < float(until):
            return None
        return Standstill(int(files), said) if stand(paths, int(files)).hex() == stood else None
    except (OSError, ValueError):
        return None


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
        write_whole(ground.note, seal(KIND, content), f"{ground.note}.{os.getpid()}")
