"""Outputs become bytes, or are found to be published already.

An output whose key is in the manifest, and whose file nobody touched since, is
taken over as it stands; everything else is rendered. Either way few views are held
at a time, one where one process works, and one look at the disk is taken for each file.

What may stand in no file (`watch.py`) is looked for where a file is made. A file that is
taken over is looked through only when the last release was watched for something else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from msgspec.structs import astuple

from generator.engine.crew import share
from generator.engine.manifest import Entry, Manifest
from generator.engine.output import Copy, Output, Recipe, View, encode, path_of
from generator.engine.watch import NO_WATCH, Finding, Watch
from generator.text.diagnostic import Diagnostic

# Bytes of digest kept for a recipe or for a field.
SHORT = 4
# Outputs that a crew is given at once: to fork one takes as long as to render some dozens.
AT_ONCE = 1024
# Pages that are made at once where none stands yet: whatever a worker looks at becomes its own copy, until it ends,
# and a first build has most in memory.
LATER_AT_ONCE = 8192
# So many of the first pages have much in common with all others.
COMMON = 1


class RenderProblem(Exception):
    """What a recipe raises when content or theme is at fault: a template's slip, a broken picture."""

    def __init__(self, *problems: Diagnostic) -> None:
        super().__init__(*problems)
        self.problems = problems


class Later(NamedTuple):
    """A file whose view is made by whoever renders it, which may be another process."""

    url: str
    make: Callable[[], Output]
    # What the planner wants to know of the view; it may have to travel.
    glance: Callable[[View], object]
    seen: Callable[[Any], None]

    @property
    def path(self) -> str:
        return path_of(self.url)


class Dropped(NamedTuple):
    """A file that is no more, where all others stay."""

    url: str


class Word(Enum):
    """What a planner has to say between outputs."""

    # What was planned so far is to be made before more can be planned.
    PAUSE = "pause"
    # Every other file of the last release stays, but for those that were dropped: what it was made of is what it was.
    REST = "rest"


PAUSE, REST = Word.PAUSE, Word.REST
Part = Output | Later | Dropped | Word


class Gone(Exception):
    """A file that was to stay is not as it was left, or is another release's."""


class Kept(NamedTuple):
    """A file taken over from the last release."""

    path: str
    entry: Entry
    findings: Sequence[Finding] = ()


class Stayed(NamedTuple):
    """All other files of the last release, and which of them have a second name on the disk."""

    entries: Mapping[str, Entry]
    linked: frozenset[str]


class Made(NamedTuple):
    """A file to write, and why."""

    path: str
    url: str
    content: bytes | Copy
    reason: str
    key: bytes
    recipe: bytes
    fields: bytes
    findings: Sequence[Finding] = ()


class Failed(NamedTuple):
    """An output that could not be rendered."""

    path: str
    problems: tuple[Diagnostic, ...]


class Ground(NamedTuple):
    """What stands already, and what it is held to."""

    # The folder, what stands in it, and which of that may hold what nobody may read.
    out: str
    published: Mapping[str, Entry]
    doubtful: frozenset[str]
    watch: Watch
    # Whether that was looked through for the same.
    was_watched: bool
    # Whether what stays is taken to be as it was left: somebody looks afterwards.
    is_believed: bool = False


def render(
    outputs: Iterable[Part],
    manifest: Manifest,
    out: str,
    jobs: int = 1,
    watch: Watch = NO_WATCH,
    *,
    is_believed: bool = False,
) -> Iterator[Kept | Stayed | Made | Failed]:
    """Render what changed since the release that stands in `out`. Every output is tried.

    `is_believed` says that files which stay need no look before. Raises Gone.
    """
    was_watched = watch.key == manifest.watched
    ground = Ground(out, manifest.entries, frozenset(manifest.doubtful), watch, was_watched, is_believed)
    wanted: list[Wanted] = []
    later: list[Later] = []
    named: set[str] = set()
    at_once = max(LATER_AT_ONCE, len(manifest.entries))
    for output in outputs:
        if isinstance(output, Later):
            named.add(output.path)
            later.append(output)
            if len(later) >= at_once:
                yield from make_later(later, ground, jobs)
                later.clear()
            continue
        if later:
            yield from make_later(later, ground, jobs)
            later.clear()
        if output is REST:
            yield keep_rest(named, ground)
        elif isinstance(output, Dropped):
            named.add(path_of(output.url))
        elif isinstance(output, Output):
            named.add(output.path)
            found = compare(output, ground)
            if isinstance(found, Kept):
                yield found
                continue
            wanted.append(found)
            if len(wanted) >= (AT_ONCE if jobs > 1 else 1):
                yield from make_all(wanted, ground, jobs)
                wanted.clear()
    yield from make_later(later, ground, jobs)
    yield from make_all(wanted, ground, jobs)


class Wanted(NamedTuple):
    """An output to render, its file and key, and what was published there: `stands` when that only wants a look."""

    output: Output
    path: str
    key: bytes
    entry: Entry | None
    stands: bool


def keep_rest(named: Collection[str], ground: Ground) -> Stayed:
    """All files but those that were named. Raises Gone."""
    entries = {path: entry for path, entry in ground.published.items() if path not in named}
    if not ground.was_watched or not ground.doubtful.isdisjoint(entries):
        raise Gone
    if ground.is_believed:
        return Stayed(entries, frozenset(entries))
    states = look_at_each(entries, ground.out)
    return Stayed(entries, frozenset([path for path, state in zip(entries, states, strict=True) if state.st_nlink > 1]))


def look_at_each(entries: Mapping[str, Entry], out: str) -> list[os.stat_result]:
    """How published files stand. Raises Gone where one is not as it was written."""
    try:
        states = [*map(os.lstat, [f"{out}/{path}" for path in entries])]
    except OSError as error:
        raise Gone from error
    if not all(map(is_as_written, states, entries.values())):
        raise Gone
    return states


def compare(output: Output, ground: Ground) -> Kept | Wanted:
    """An output, compared with what stands."""
    path, key = output.path, output.key
    entry = ground.published.get(path)
    if entry is None or entry.key != key or not stands(entry, path, ground):
        return Wanted(output, path, key, entry, stands=False)
    if ground.was_watched and path not in ground.doubtful:
        return Kept(path, entry)
    return Wanted(output, path, key, entry, stands=True)


def stands(entry: Entry, path: str, ground: Ground) -> bool:
    """Whether a file of the last release is as it was left."""
    return is_untouched(f"{ground.out}/{path}", entry)


def make_later(later: Sequence[Later], ground: Ground, jobs: int) -> Iterator[Kept | Made | Failed]:
    """Make views and render them, wherever there is room."""
    # What all views have in common is worked out before there are others to work it out again.
    make = partial(make_one, ground=ground)
    made_first, made_shared = map(make, later[:COMMON]), share(make, later[COMMON:], jobs)
    for one, (made, glance) in zip(later, chain(made_first, made_shared), strict=True):
        one.seen(glance)
        yield made or Kept(one.path, ground.published[one.path])


def make_one(one: Later, ground: Ground) -> tuple[Kept | Made | Failed | None, object]:
    """Make a view and render it, and glance at it; None for a file that stays as it is and is beyond doubt."""
    output = one.make()
    found = compare(output, ground)
    made = None if isinstance(found, Kept) else make_or_look(found, ground)
    return made, one.glance(output.view)


def make_all(wanted: Iterable[Wanted], ground: Ground, jobs: int) -> Iterator[Kept | Made | Failed]:
    """Render outputs. What is drawn from one file is drawn by one process, which then reads it once."""
    groups = [list(group) for _, group in groupby(wanted, lambda one: getattr(one.output.view, "file", one.path))]
    return chain.from_iterable(share(partial(make_group, ground=ground), groups, jobs))


def make_group(group: Sequence[Wanted], ground: Ground) -> list[Kept | Made | Failed]:
    """Render outputs one after another."""
    return [make_or_look(one, ground) for one in group]


def make_or_look(one: Wanted, ground: Ground) -> Kept | Made | Failed:
    """Render an output, or look through what stands."""
    return (look_again(one, ground.out, ground.watch) if one.stands else None) or make(one, ground.watch)


def look_again(one: Wanted, out: str, watch: Watch) -> Kept | None:
    """Look through a file of the last release; None when it is gone."""
    content = read(f"{out}/{one.path}")
    if content is None or one.entry is None:
        return None
    return Kept(one.path, one.entry, watch.look(one.path, one.output.view, content))


def make(one: Wanted, watch: Watch) -> Made | Failed:
    """Render an output, and look through it."""
    output, path, key, entry, _ = one
    try:
        content = output.recipe.render(output.view)
    except RenderProblem as problem:
        return Failed(path, problem.problems)
    # A file that cannot be read is told of when it is copied.
    written = (read(content.file) or b"") if isinstance(content, Copy) and watch is not NO_WATCH else content
    findings = watch.look(path, output.view, written) if isinstance(written, bytes) else ()
    recipe, fields = short(recipe_digest(output.recipe)), field_digests(output.view)
    return Made(path, output.url, content, why(entry, key, recipe, fields, output.view), key, recipe, fields, findings)


def read(file: str | Path) -> bytes | None:
    """A file's bytes; None when it cannot be read."""
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError:
        return None


def is_untouched(file: str, entry: Entry) -> bool:
    """Whether a published file still stands as it was written."""
    try:
        return is_as_written(os.lstat(file), entry)
    except OSError:
        return False


def is_as_written(found: os.stat_result, entry: Entry) -> bool:
    """Whether what stands on the disk is a file as it was written."""
    # A link or a folder in its place has another time.
    return found.st_mtime_ns == entry.mtime and found.st_size == entry.size


def why(entry: Entry | None, key: bytes, recipe: bytes, fields: bytes, view: View) -> str:
    """The reason a file is written, in words."""
    if entry is None:
        return "new"
    if entry.key == key:
        return "file was missing or altered"
    if entry.recipe != recipe:
        return "recipe changed"
    return "view changed: " + ", ".join(changed_fields(entry.fields, fields, view))


def changed_fields(before: bytes, after: bytes, view: View) -> Iterator[str]:
    """The names of a view's fields whose digests differ."""
    for at, name in enumerate(view.__struct_fields__):
        place = slice(at * SHORT, at * SHORT + SHORT)
        if before[place] != after[place]:
            yield name


def recipe_digest(recipe: Recipe) -> bytes:
    """What tells one recipe from another."""
    return recipe.name.encode() + b"\0" + recipe.digest


def field_digests(view: View) -> bytes:
    """Four bytes for each field of a view."""
    return b"".join([short(encode(field)) for field in astuple(view)])


def short(content: bytes) -> bytes:
    """Four bytes to tell a change by (CRC-32, ISO 3309); nothing goes by them but the reason that is told."""
    return crc32(content).to_bytes(SHORT, "big")
