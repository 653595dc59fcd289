"""One folder in the place of another, so that whoever looks sees the one or the other.

Linux and macOS can exchange two folders in one step. Elsewhere there are two steps,
with a moment between them in which there is no folder; `publish.recover` mends what
a kill in that moment leaves behind. Windows will not move a folder in which any program has
a file open, so there each file is replaced by itself, and what is stale goes last.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from generator.engine.files import is_folder, make_folder, remove_tree, write_whole
from generator.engine.manifest import MARKER, UNFINISHED, marker

# From <linux/fs.h> and <fcntl.h>; from <sys/stdio.h> of macOS 10.12.
RENAME_EXCHANGE = 2
AT_FDCWD = -100
RENAME_SWAP = 2


def swap(fresh: str, out: str, old: str) -> None:
    """Put the folder `fresh` where `out` is. What was there is then `fresh`, `old`, or gone. Raises OSError."""
    if not is_folder(out):
        os.rename(fresh, out)
    elif sys.platform == "win32":
        replace_each(fresh, out)
    elif not exchange(fresh, out):
        rename_twice(fresh, out, old)


def exchange(one: str, other: str) -> bool:
    """Exchange two folders in one step, if the system and the disk know how."""
    import ctypes  # 2 ms, and only when there is something to publish

    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), RENAME_SWAP) == 0)
        done = libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
        return bool(done == 0)
    except AttributeError:  # an older C library
        return False


def rename_twice(fresh: str, out: str, old: str) -> None:
    """Move `out` aside, then `fresh` into its place; back again when that fails."""
    os.rename(out, old)
    try:
        os.rename(fresh, out)
    except OSError:
        os.rename(old, out)
        raise


def replace_each(fresh: str, out: str) -> None:
    """Replace the files of `out` one by one, then remove what `fresh` does not have."""
    with open(os.path.join(fresh, MARKER), "rb") as file:
        finished = file.read()
    # Half of one release and half of another is no release: the next build starts over.
    write_whole(os.path.join(out, MARKER), marker(UNFINISHED))
    merge(fresh, out)
    write_whole(os.path.join(out, MARKER), finished)


def merge(fresh: str, out: str) -> None:
    """Make one folder like another, moving files over."""
    with os.scandir(fresh) as found:
        wanted = {entry.name: entry.is_dir(follow_symlinks=False) for entry in found}
    for name, is_dir in wanted.items():
        source, target = os.path.join(fresh, name), os.path.join(out, name)
        if name == MARKER:
            continue
        if is_dir:
            if not is_folder(target):
                with suppress(FileNotFoundError):
                    os.unlink(target)
                make_folder(target)
            merge(source, target)
        else:
            if is_folder(target):
                remove_tree(target)
            os.replace(source, target)
    for name in sorted(set(os.listdir(out)) - wanted.keys() - {MARKER}):
        target = os.path.join(out, name)
        if is_folder(target):
            remove_tree(target)
        else:
            os.unlink(target)
