"""The audit: no published byte gives away what may not be public.

Three things keep a person's word. `model/consent.py` hands out no more than a ring of
the site may know, and the checks search what people wrote. The audit trusts neither. It
takes every private value (`model/private.py`), looks for it in every file that is about
to be published, taken apart and read in every spelling we could think of (`lookout/`),
and one that is found stops the build before anything is published. So what a theme, a
copied file or a mistake of ours gives away is found too: in slides, in a picture's
notes, in the search index.

What stands below `/inside/` in plain words is held to what members may know, everything
else to what the public may. In a locked bundle nothing can be found; its pages are
looked through before they are locked.

A picture that is held back is known by its bytes, wherever they stand, and whatever is
drawn from it by the file that it is drawn from. One that somebody cropped or saved
again is another file, and only people see that it shows the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date as Date
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from msgspec import msgpack

from generator.engine.crew import share
from generator.engine.digest import engine_digest
from generator.engine.output import View, url_of
from generator.engine.render import SHORT, RenderProblem, read
from generator.engine.watch import Finding, Watch
from generator.lookout.search import Found, Needle, Search
from generator.model.chapter import Chapter
from generator.model.checks.privacy import CALLED, MATTERS
from generator.model.private import ADDRESSES, Kind, PrivateValue, digits_of, plain_address, private_values
from generator.model.records import Ring
from generator.model.slips import quoted
from generator.operator import OperatorError
from generator.text.diagnostic import Diagnostic, Severity, explained
from generator.text.spelling import fold

RINGS: tuple[Ring, ...] = ("public", "members")
INSIDE = "inside/"
BUNDLE = "inside/bundle.bin"
MEDIA = "media/"
# Files that are named in one message: more nobody reads.
NAMED = 3


class Private(NamedTuple):
    """What the rings of a site may not know, made ready to be looked for."""

    # Those of the first ring, then those of the next.
    values: tuple[PrivateValue, ...]
    # For each ring, the number of its first value, and the search for all of them.
    rings: Mapping[Ring, tuple[int, Search]]
    # Digests of the pictures that are held back, by path below `content/media`.
    digests: Mapping[str, str]
    # Whether what is below `/inside/` lies there in plain words.
    has_folder: bool


def private_of(chapter: Chapter, today: Date, digests: Mapping[str, str]) -> Private:
    """What may not be public today. `digests` are those of the files of `content/media`, by path."""
    part = chapter.charter.members_part
    values: list[PrivateValue] = []
    rings: dict[Ring, tuple[int, Search]] = {}
    for ring in RINGS if part else RINGS[:1]:
        of_ring = private_values(chapter, today, ring)
        rings[ring] = len(values), Search(needle(one, digests) for one in of_ring)
        values += of_ring
    held = {one.picture: digests[one.picture] for one in values if one.picture in digests}
    return Private(tuple(values), rings, held, part is not None and part.published == "folder")


def needle(one: PrivateValue, digests: Mapping[str, str]) -> Needle:
    """What a private value is looked for by."""
    if one.picture:
        # A file that is not there is published by nobody.
        return Needle("file", digests.get(one.picture, ""))
    if one.kind == "phone":
        return Needle("number", digits_of(one.text))
    if one.kind in ADDRESSES:
        return Needle("address", plain_address(one.text), one.within)
    return Needle("words", fold(one.text), one.within)


def watch_of(private: Private, stops: Callable[[Iterable[Diagnostic]], bool]) -> Watch:
    """What the engine is to look for."""
    return Watch(key=key_of(private), look=partial(look, private), tell=partial(tell, private), stops=stops)


def key_of(private: Private) -> bytes:
    """Same key, same findings. Four bytes: enough to tell one from another, too little to guess a number by."""
    told = (private.values, tuple(sorted(private.digests.items())), private.has_folder)
    return blake2b(engine_digest() + msgpack.encode(told), digest_size=SHORT).digest()


def look(private: Private, path: str, view: View | None, content: bytes) -> tuple[Finding, ...]:
    """The private values in a file of the site, each once."""
    if path == BUNDLE and "members" in private.rings and not private.has_folder:
        return ()
    is_inside = private.has_folder and path.startswith(INSIDE)
    return look_for(private, "members" if is_inside else "public", path, view, content)


def look_for(private: Private, ring: Ring, path: str, view: View | None, content: bytes) -> tuple[Finding, ...]:
    """The values that a ring may not know, in a file."""
    if not private.values:
        return ()
    start, search = private.rings[ring]
    source = getattr(view, "file", "")
    found = chain(
        (Found(one, "") for one in drawn_from(private, ring, path, view)),
        (one._replace(where="its address") for one in search.find(f"/{path}".encode())),
        search.find(content),
    )
    places: dict[int, str] = {}
    for one in found:
        places.setdefault(start + one.needle, one.where)
    # What time alone made private is told of where a file is copied; in what somebody wrote, the checks have told.
    is_written = view is not None and not source
    return tuple(
        Finding(path, what, where, source)
        for what, where in places.items()
        if private.values[what].stops or not is_written
    )


def drawn_from(private: Private, ring: Ring, path: str, view: View | None) -> Iterator[int]:
    """Pictures that are held back, and that a file is drawn from."""
    _, search = private.rings[ring]
    if view is not None:
        yield from search.file(getattr(view, "digest", ""))
        return
    # What it was drawn from is not known here, but sizes have it in their names, and the picture has its own.
    place = path.removeprefix(INSIDE)
    for picture, digest in private.digests.items():
        if place == MEDIA + picture or f"w.{digest[:8]}." in place.rpartition("/")[2]:
            yield from search.file(digest)


def look_inside(private: Private, path: str, view: View, content: bytes) -> None:
    """Look through a page before it is locked away. Raises RenderProblem where it holds what members may not know."""
    found = look_for(private, "members", path.lstrip("/"), view, content)
    # What time alone made private, the checks have told of.
    if problems := tell(private, (one for one in found if private.values[one.what].stops)):
        raise RenderProblem(*problems)


def tell(private: Private, findings: Iterable[Finding]) -> tuple[Diagnostic, ...]:
    """One message for each kind of value of each record, with the files that hold it."""
    groups: dict[tuple[str, Kind, bool], list[Finding]] = {}
    for one in findings:
        value = private.values[one.what]
        groups.setdefault((value.where.file, value.kind, value.stops), []).append(one)
    return tuple(private_in_site(private.values[found[0].what], found) for found in groups.values())


@explained
def private_in_site(value: PrivateValue, found: list[Finding]) -> Diagnostic:
    """A file of the site that holds what is not public.

    Everything is searched before it is published: pages and feeds, calendars, cards and
    the search index; files that are copied as they are, such as slides and papers, and
    what cameras and programs note in pictures; the addresses of all of them. Packed and
    encoded texts are read as browsers read them. Looked for are the names of members who
    may not be named; the addresses, numbers and texts they did not agree to publish; the
    join links of events that are not for everybody, and what to say at a gate; pictures
    that are held back. Nothing is published until it is mended.

    Files of `content/static` and `content/media` are mended where they are. When a page is
    named that you did not write, `chapter explain` with its address says what it is made of;
    a chapter's own theme may show what it should not. What has become private only because
    a day has passed is a warning: a nightly build goes on.

        -- content/members/ada-example.yaml --
        name: Ada Example
        contact: {phone: 312-555-0199}
        -- content/static/list.txt --
        Who comes: call (312) 555-0199.

        error[private-in-site]: `/list.txt` holds a telephone number that is not public
         --> content/members/ada-example.yaml:2:18
          |
        2 | contact: {phone: 312-555-0199}
          |                  ^^^^^^^^^^^^ `ada-example` has agreed to nothing yet
          = help: take it out of content/static/list.txt, or ask and write `phone: public` under `consent`
    """
    urls = list(dict.fromkeys(quoted(url_of(one.path)) for one in found))
    more = len(urls) - NAMED
    shown = ", ".join(urls[:NAMED]) + (f" and {more} more" if more > 0 else "")
    where = next((one.where for one in found if one.where), "")
    said = f"{quoted(value.member)} {value.why}" if value.member else value.why
    matter = MATTERS[value.kind]
    may_ask = value.member and not value.why.startswith("withdrew")
    sources = list(dict.fromkeys(one.source for one in found if one.source))
    mend = (
        f"take it out of {sources[0]}"
        if sources
        else f"see what puts it there: `chapter explain {url_of(found[0].path)}`"
    )
    return Diagnostic(
        code="private-in-site",
        severity=Severity.ERROR if value.stops else Severity.WARNING,
        message=f"{shown} {'holds' if len(urls) == 1 else 'hold'} {CALLED[value.kind]} that is not public"
        + (f", in {where}" if where else ""),
        where=value.where,
        note=said,
        help=mend + (f", or ask and write `{matter}: public` under `consent`" if may_ask else ""),
    )


# -- what is published already --------------------------------------------------------------


class NothingPublished(OperatorError):
    """There is no site to look through."""


def audit_folder(out: Path, watch: Watch, jobs: int) -> tuple[Diagnostic, ...]:
    """Look through everything that stands in a folder, whoever put it there. Raises NothingPublished."""
    if not out.is_dir():
        raise NothingPublished(f"there is no site in `{out}`: `chapter build` makes it, and looks through it at once")
    paths = sorted(files_below(str(out)))
    looked = share(partial(look_at_file, str(out), watch), paths, jobs)
    return watch.tell(chain.from_iterable(looked))


def files_below(folder: str, path: str = "") -> Iterator[str]:
    """The path of every file below a folder. Links are not followed: a host that follows them is told of nothing."""
    with os.scandir(f"{folder}/{path}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(folder, f"{path}{entry.name}/")
            elif entry.is_file():
                yield path + entry.name


def look_at_file(out: str, watch: Watch, path: str) -> tuple[Finding, ...]:
    """Look through a file of a folder. What it was made from is not known."""
    return tuple(watch.look(path, None, read(f"{out}/{path}") or b""))
