"""A release, published: the output folder becomes exactly what was planned, or stays as it was.

The next release is completed in a hidden folder, and then the two folders change
places. So the served tree is one whole release at all times, also after a kill at
any point, and nothing stale survives in it: what was not planned is not there.

    out/                   the release; `.chapterhouse` in it tells which
    .cache/out.manifest    what `out/` was made of
    .cache/out.parts/      files as they are rendered; of a first release, that release itself
    .cache/out.spare/      the folder that changes places with `out/`
    .cache/out.old/        `out/` itself, for a moment, where folders cannot change places in one step
    .out.lock              held while publishing

Ten thousand pages are ten thousand folders, and to make and remove those takes a
disk seconds. So the spare is kept: after they have changed places, it is given the
same few changes, by links to the same files. The next build changes a few files in
it instead of making it anew. It always holds what `out/` holds, and no one who
withdrew lives on in it.

Where there is no release to take anything over from, or it is not to be believed,
each file is written where it will stand, and what was rendered into changes places
with `out/` itself. Otherwise rendered files wait under numbers until everything is
known to be well, so that a build that finds a problem leaves the spare as it was.

Manifest and spare are believed only as far as they can be checked: the manifest must
name the release that stands in `out/`, and then each file must have the size and
time it gives; the spare must name that release too, and so must its folders' times.
Lost, damaged or mistaken, they cost time and nothing else.

A power cut is another matter than a kill: a disk may then hold names without
contents. Sizes and times tell, and the next build writes such files again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.engine.copies import copy
from generator.engine.files import is_folder, remove_tree, sweep, write_new
from generator.engine.lock import locked
from generator.engine.manifest import (
    MARKER,
    NOTHING,
    UNFINISHED,
    Entry,
    Manifest,
    read_manifest,
    release_in,
    release_of,
    write_manifest,
)
from generator.engine.output import Copy, url_of
from generator.engine.render import (
    Failed,
    Gone,
    Kept,
    Made,
    Part,
    RenderProblem,
    Stayed,
    is_untouched,
    look_at_each,
    render,
)
from generator.engine.safety import complaints, is_ours, refuse_unsafe
from generator.engine.survey import Published, Stood
from generator.engine.swap import swap
from generator.engine.tree import Tree, link, new_tree
from generator.engine.watch import NO_WATCH, Finding, Watch
from generator.operator import OutputNotWritable
from generator.text.diagnostic import Diagnostic


class Written(NamedTuple):
    """A file that was written, and why."""

    url: str
    reason: str


class Report(Struct, frozen=True, kw_only=True):
    """What publishing did. With problems, it did nothing."""

    written: tuple[Written, ...] = ()
    removed: tuple[str, ...] = ()
    reused: int = 0
    problems: tuple[Diagnostic, ...] = ()
    # Whether what was noted of the last release could not be trusted.
    distrusted: bool = False
    # What was found in the files, and stood in nothing's way.
    remarks: tuple[Diagnostic, ...] = ()
    # Everything that is published now, and the folder it stands in.
    standing: Manifest = NOTHING
    site: str = ""

    @property
    def keys(self) -> frozenset[bytes]:
        """The keys of everything that is published now: what `Memo.forget_unused` must spare."""
        return frozenset([entry.key for entry in self.standing.entries.values()])

    @property
    def published(self) -> Published:
        """What is published, as it stands on the disk."""
        return published(self.standing, self.site)


def published(manifest: Manifest, site: str) -> Published:
    """What a manifest tells of a site, as it stands on the disk."""
    files, folders = manifest.entries, manifest.folders
    return Published(
        paths=[f"{site}/{path}" for path in (*files, *folders)],
        sizes=[entry.size for entry in files.values()],
        times=[*[entry.mtime for entry in files.values()], *folders.values()],
    )


def publish(
    outputs: Iterable[Part],
    out: Path,
    cache: Path,
    *,
    sources: Collection[Path] = (),
    never: Collection[Path] = (),
    fresh: bool = False,
    patience: float = 10.0,
    jobs: int = 1,
    watch: Watch = NO_WATCH,
    after: str | Manifest | None = None,
    stood: Stood | None = None,
    tell: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Make `out` hold exactly these outputs.

    `sources` are folders the site is made from: `out` may neither hold one nor lie in
    one. `never` are folders that `out` may neither be nor hold: the project, the home
    folder. `fresh` takes nothing over from the last release. `patience` is how many
    seconds to wait for another build, `jobs` how many processes render, `watch` what
    may stand in no file. `after` names the release whose other files stay (`REST`). Where that is what this
    process has published last, and so knows all of, it and its spare are believed at first, and
    looked at when `tell` has been told of the new one. `stood` is how the last release was seen to stand
    a moment ago, so that what was looked at is not looked at again.

    Raises Gone when that is another than the one published, or a file of it is not as it was left.
    Raises OutputNotWritable when the place is not safe to write to, or the disk
    refuses; whatever was published before is then still there.
    """
    # The folder itself may be a link, which is refused; those around it may be.
    site = os.path.realpath(out) if out.name in ("", "..") else os.path.join(os.path.realpath(out.parent), out.name)
    refuse_unsafe(out, site, sources, never)
    with ExitStack() as held:
        with complaints(out):
            os.makedirs(os.path.dirname(site), exist_ok=True)
            held.enter_context(locked(beside(site) + ".lock", patience))
            places = Places(out, site, *workshop(site, cache))
            recover(places)
            sweep(str(cache))
        if isinstance(after, Manifest) and after.spare:
            return put_after(after, outputs, places, jobs, watch, tell)
        known = NOTHING if fresh else read_manifest(places.manifest, site)
        expected = after.release if isinstance(after, Manifest) else after
        if expected is not None and (known or NOTHING).release != expected:
            raise Gone
        is_seen = bool(stood and known and stood.are_linked and stood.digest == published(known, site).digest)
        return replace(put(outputs, known or NOTHING, places, jobs, watch, is_seen=is_seen), distrusted=known is None)


class Places(NamedTuple):
    """Where one publishing works."""

    # The output folder, as the person wrote it and as it is.
    out: Path
    site: str
    # What the names of everything else begin with, and whether all that lies in the cache.
    workshop: str
    in_cache: bool

    @property
    def manifest(self) -> str:
        """The file that says what the site was made of."""
        return f"{self.workshop}.manifest"

    @property
    def parts(self) -> str:
        """The folder that files are rendered into, and the next release where there is none to change."""
        return f"{self.workshop}.parts"

    @property
    def spare(self) -> str:
        """The folder that changes places with the site, where it holds the last release."""
        return f"{self.workshop}.spare"

    @property
    def old(self) -> str:
        """Where the site is moved to when that takes two steps."""
        return f"{self.workshop}.old"


def beside(site: str) -> str:
    """What hidden names beside the output folder begin with."""
    return os.path.join(os.path.dirname(site), f".{os.path.basename(site)}")


def workshop(site: str, cache: Path) -> tuple[str, bool]:
    """Where to work, and whether that is the cache.

    It is not when the cache is on another disk or cannot be written: then it is beside the site.
    """
    with suppress(OSError):
        os.makedirs(cache, exist_ok=True)
        if os.stat(cache).st_dev == os.stat(os.path.dirname(site)).st_dev and os.access(cache, os.W_OK):
            return os.path.join(os.path.realpath(cache), os.path.basename(site)), True
    return beside(site), False


class Draft:
    """What rendering came to."""

    def __init__(self, folder: str, is_first: bool) -> None:
        # What is rendered into, from the first file on, and whether that will be the release.
        self.folder = folder
        self.is_first = is_first
        self.tree: Tree | None = None
        # By path: files of the last release, new files, and where the new ones lie until they are placed.
        self.kept: dict[str, Entry] = {}
        # Of those, the ones with a second name on the disk.
        self.linked: frozenset[str] = frozenset()
        self.made: dict[str, Entry] = {}
        self.parts: dict[str, str] = {}
        self.written: list[Written] = []
        self.problems: list[Diagnostic] = []
        self.findings: list[Finding] = []

    def room_for(self, path: str) -> str:
        """Where to write a file: where it will stand, or under a number until it is placed."""
        if self.tree is None:
            self.tree = new_tree(self.folder)
        if self.is_first:
            self.tree.make_folders(path)
            return f"{self.folder}/{path}"
        part = self.parts[path] = f"{self.folder}/{len(self.parts)}"
        return part


def put_after(
    last: Manifest, outputs: Iterable[Part], places: Places, jobs: int, watch: Watch, tell: Callable[[Report], None]
) -> Report:
    """Release what changed since the last release of this process, and only then look whether all of that stands.

    Raises Gone where it does not; then the next release is made by looking first.
    """
    if {release_in(places.site), release_in(places.spare)} != {last.release}:
        raise Gone
    report = put(outputs, last, places, jobs, watch, is_believed=True)
    if not report.problems:
        tell(report)
        write_manifest(places.manifest, report.standing)
        look_over(report.standing, places)
    return report


def look_over(manifest: Manifest, places: Places) -> None:
    """Raises Gone where a release or its spare is not as it was left."""
    is_whole = (
        all(state.st_nlink > 1 for state in look_at_each(manifest.entries, places.site))
        and stands(manifest.release, manifest.folders, places.site)
        and stands(manifest.release, manifest.spare, places.spare)
    )
    if not is_whole:
        raise Gone


def put(
    outputs: Iterable[Part],
    manifest: Manifest,
    places: Places,
    jobs: int,
    watch: Watch,
    *,
    is_seen: bool = False,
    is_believed: bool = False,
) -> Report:
    """Render everything, and release it if nothing stood in the way.

    `is_seen` says that somebody saw the last release stand as it was left, a moment ago; `is_believed`, that it and its
    spare are taken to be as they were left, and that somebody else writes the manifest.
    """
    try:
        draft = render_parts(outputs, manifest, places, jobs, watch, is_believed=is_seen or is_believed)
        remarks = watch.tell(draft.findings)
        if draft.problems or watch.stops(remarks):
            return Report(problems=(*draft.problems, *remarks))
        doubtful = tuple(sorted({one.path for one in draft.findings}))
        stale = manifest.entries.keys() - draft.kept.keys() - draft.made.keys()
        is_standing = is_seen or is_believed or stands(manifest.release, manifest.folders, places.site)
        standing = replace(manifest, watched=watch.key, doubtful=doubtful)
        if draft.made or stale or not is_standing:
            with complaints(places.out):
                standing = release(draft, stale, standing, places, is_standing, is_believed)
        if standing != manifest and not is_believed:
            write_manifest(places.manifest, standing)
    finally:
        with suppress(OSError, OutputNotWritable):
            clear(places.parts, places)
    return Report(
        written=tuple(draft.written),
        removed=tuple(sorted(map(url_of, stale))),
        reused=len(draft.kept),
        remarks=remarks,
        standing=standing,
        site=places.site,
    )


def render_parts(
    outputs: Iterable[Part], manifest: Manifest, places: Places, jobs: int, watch: Watch, *, is_believed: bool
) -> Draft:
    """Render what changed, each into a file of its own. After a problem, only to find the others."""
    draft = Draft(places.parts, is_first=not manifest.release)
    for file in render(outputs, manifest, places.site, jobs, watch, is_believed=is_believed):
        if isinstance(file, Stayed):
            draft.kept.update(file.entries)
            draft.linked = file.linked
            continue
        if file.path in draft.kept or file.path in draft.made or file.path == MARKER:
            raise ValueError(f"two outputs are one file: {file.path}")
        if not isinstance(file, Failed):
            draft.findings += file.findings
        if isinstance(file, Kept):
            draft.kept[file.path] = file.entry
        elif isinstance(file, Failed):
            draft.problems += file.problems
        elif not draft.problems:
            with complaints(places.out):
                write_part(file, draft)
    return draft


def write_part(file: Made, draft: Draft) -> None:
    """Write one rendered file."""
    if not {"", ".", ".."}.isdisjoint(file.path.split("/")):
        raise ValueError(f"not a file below the site: {file.path}")
    part = draft.room_for(file.path)
    try:
        found = copy(file.content, part) if isinstance(file.content, Copy) else write_new(part, file.content)
    except RenderProblem as problem:
        draft.problems += problem.problems
        return
    draft.made[file.path] = Entry(file.key, found.st_size, found.st_mtime_ns, file.recipe, file.fields)
    draft.written.append(Written(file.url, file.reason))


def release(
    draft: Draft, stale: Collection[str], manifest: Manifest, places: Places, is_standing: bool, is_believed: bool
) -> Manifest:
    """Complete the next release in a folder of its own, and let that and the site change places. Its manifest."""
    entries = draft.kept | draft.made
    name = release_of(entries)
    spare, is_last = open_spare(draft, manifest, places, is_believed)
    spare.remove(stale, entries)
    spare.place(draft.parts, os.replace)
    for path, entry in draft.kept.items():
        # In a spare whose folders are as they were left, a second name still names the same file.
        is_there = is_last and (path in draft.linked or is_untouched(f"{spare.folder}/{path}", entry))
        if not is_there:
            entries[path] = spare.take_over(path, f"{places.site}/{path}", entry)
    spare.name(name)
    swap(spare.folder, places.site, places.old)
    site = spare.moved(places.site)
    # Only what is known to the last file can follow; anything else is removed and made anew. That was seen a while ago.
    last = Tree(places.spare, manifest.folders, is_believed=True)
    followed = follow(places, draft, stale, entries, last, name) if is_standing else {}
    if not followed:
        with suppress(OSError, OutputNotWritable):
            clear(places.spare, places)
    return replace(manifest, release=name, entries=entries, folders=site.times(), spare=followed)


def open_spare(draft: Draft, manifest: Manifest, places: Places, is_believed: bool) -> tuple[Tree, bool]:
    """The folder to complete: the spare one, and whether that holds the last release; else a new one."""
    if draft.is_first and draft.tree is not None:
        return draft.tree, False
    is_there = is_believed or stands(manifest.release, manifest.spare, places.spare)
    if is_there and release_in(places.spare) == manifest.release:
        spare = Tree(places.spare, manifest.spare, is_believed=is_believed)
        spare.name(UNFINISHED)
        return spare, True
    clear(places.spare, places)
    return new_tree(places.spare), False


def follow(
    places: Places, draft: Draft, stale: Collection[str], entries: Collection[str], spare: Tree, name: str
) -> dict[str, int]:
    """Give the last release the changes of this one, so that it is a spare for the next.

    Its folders' times; none where that cannot be done.
    """
    with suppress(OSError, Gone):
        if is_folder(places.old):
            os.rename(places.old, places.spare)
        spare.name(UNFINISHED)
        spare.remove(stale, entries)
        spare.place({path: f"{places.site}/{path}" for path in draft.made}, link)
        spare.name(name)
        return spare.times()
    return {}


def stands(release: str, folders: dict[str, int], root: str) -> bool:
    """Whether every folder of a release is as it was left: nobody put a file there or took one away."""
    with suppress(OSError):
        states = map(os.lstat, [f"{root}/{folder}" for folder in folders])
        return bool(release and folders) and [state.st_mtime_ns for state in states] == [*folders.values()]
    return False


def recover(places: Places) -> None:
    """Mend what a killed build left: put the last release back, remove what is half made."""
    if not os.path.lexists(places.site) and release_in(places.old) not in (None, UNFINISHED):
        os.rename(places.old, places.site)
    clear(places.old, places)
    clear(places.parts, places)


def clear(place: str, places: Places) -> None:
    """Remove a folder of ours; in the cache, whatever stands in its place. The lock is held, so nobody is using it."""
    if not os.path.lexists(place):
        return
    if not (places.in_cache or (is_folder(place) and is_ours(place))):
        raise OutputNotWritable(f"`{place}` is in the way of a build; move it elsewhere")
    if is_folder(place):
        remove_tree(place, last=MARKER)
    else:
        os.unlink(place)
