"""A folder on its way to being a release."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress

from generator.engine.files import make_folder, write_new, write_whole
from generator.engine.manifest import MARKER, UNFINISHED, Entry, marker
from generator.engine.render import Gone, is_untouched
from generator.operator import OutputNotWritable

DISTURBED = "the published site was changed while the next one was made; build again"


class Tree:
    """A folder, and the folders known to be in it ("" is the folder itself).

    Each has its time of modification (ns); a folder that is changed here loses it. Where nobody has looked
    whether they still have them (`is_believed`), a folder is looked at before it is changed.
    """

    def __init__(self, folder: str, times: Mapping[str, int], *, is_believed: bool = False) -> None:
        self.folder = folder
        self.folders = set(times)
        self.is_believed = is_believed
        self._times = dict(times)

    def moved(self, folder: str) -> Tree:
        """The same tree where it now stands."""
        moved = Tree(folder, self._times)
        moved.folders = self.folders
        return moved

    def name(self, release: str) -> None:
        """Say which release this is, or that it is none yet."""
        self._change("")
        write_whole(f"{self.folder}/{MARKER}", marker(release))

    def _change(self, folder: str) -> None:
        """A folder will have another time. Raises Gone where it is not as it was believed to be."""
        known = self._times.pop(folder, None)
        if known and self.is_believed and os.lstat(f"{self.folder}/{folder}").st_mtime_ns != known:
            raise Gone

    def remove(self, paths: Collection[str], needed: Collection[str]) -> None:
        """Remove files, and then the folders that no path of `needed` stands in."""
        for path in paths:
            self._change(folder_of(path))
            with suppress(FileNotFoundError):
                os.unlink(f"{self.folder}/{path}")
        if paths:
            idle = self.folders - folders_of(needed)
            for folder in sorted(idle, key=len, reverse=True):
                self._change(folder_of(folder))
                os.rmdir(f"{self.folder}/{folder}")
            self.folders -= idle

    def place(self, files: Mapping[str, str], put: Callable[[str, str], object]) -> None:
        """Put files at their paths: `put(source, target)` moves or links one."""
        for path, source in files.items():
            self.make_folders(path)
            put(source, f"{self.folder}/{path}")

    def take_over(self, path: str, published: str, entry: Entry) -> Entry:
        """Have a file of the last release, by a link, or by a copy where the disk has no links."""
        target = f"{self.folder}/{path}"
        self.make_folders(path)
        try:
            link(published, target)
        except OSError:
            return copy_over(published, target, entry)
        # Looked at once more: somebody may have touched it since it was found good.
        if not is_untouched(target, entry):
            raise OutputNotWritable(DISTURBED)
        return entry

    def make_folders(self, path: str) -> None:
        """Make the folders that a file stands in, which will then have other times."""
        folder = folder_of(path)
        self._change(folder)
        if folder not in self.folders:
            self.make_folders(folder)
            make_folder(f"{self.folder}/{folder}")
            self.folders.add(folder)

    def times(self) -> dict[str, int]:
        """When each folder was last changed, in nanoseconds: a file more or less would show.

        Where nothing was changed here the time is as it was, so that what somebody else put there will show.
        """
        known = self._times
        return {folder: known.get(folder) or os.lstat(f"{self.folder}/{folder}").st_mtime_ns for folder in self.folders}


def new_tree(folder: str) -> Tree:
    """An empty tree. Its first file tells a later build whose folder this is."""
    make_folder(folder)
    write_new(f"{folder}/{MARKER}", marker(UNFINISHED))
    return Tree(folder, {"": 0})


def folder_of(path: str) -> str:
    """The folder that a file stands in."""
    return path.rpartition("/")[0]


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that a path stands in, with those around it and ""."""
    folders = {""}
    for path in paths:
        folder = folder_of(path)
        while folder not in folders:
            folders.add(folder)
            folder = folder_of(folder)
    return folders


def link(source: str, target: str) -> None:
    """Give a file a second name, in place of whatever had that name."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        os.unlink(target)
        os.link(source, target, follow_symlinks=False)


def copy_over(published: str, target: str, entry: Entry) -> Entry:
    """Copy a file of the last release. Disks without links may also keep coarser times, so they are asked."""
    try:
        with open(published, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        raise OutputNotWritable(DISTURBED) from None
    if not is_untouched(published, entry):
        raise OutputNotWritable(DISTURBED)
    with suppress(FileNotFoundError):
        os.unlink(target)
    found = write_new(target, content)
    return Entry(entry.key, found.st_size, found.st_mtime_ns, entry.recipe, entry.fields)
