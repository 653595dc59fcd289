"""Which folders may be replaced by a site, and which never."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.engine.files import is_folder
from generator.engine.lock import Held
from generator.engine.manifest import MARKER, release_in
from generator.operator import OutputNotWritable


def refuse_unsafe(out: Path, site: str, sources: Collection[Path], never: Collection[Path]) -> None:
    """Raise OutputNotWritable unless everything in `site` (an absolute path) may be replaced.

    `out` is the same place as the person wrote it. It may neither hold nor lie in one
    of `sources`, and neither be nor hold one of `never`.
    """
    if not os.path.basename(site):
        raise OutputNotWritable(f"`{out}` cannot be the output folder; name a new folder for the site")
    if os.path.islink(site):
        raise OutputNotWritable(f"the output folder `{out}` is a symbolic link; name the folder it leads to")
    if os.path.lexists(site) and not is_folder(site):
        raise OutputNotWritable(f"the output folder `{out}` is a file; remove it, or name another folder")
    for place in map(os.path.realpath, never):
        if lies_in(place, site):
            raise OutputNotWritable(f"the output folder `{out}` would replace `{place}`; name a new folder instead")
    for source in map(os.path.realpath, sources):
        if lies_in(site, source) or lies_in(source, site):
            raise OutputNotWritable(f"the output folder `{out}` and the folder `{source}` overlap; name another folder")
    if os.path.ismount(site):
        raise OutputNotWritable(f"the output folder `{out}` is a disk of its own; name a folder in it")
    if os.path.lexists(f"{site}/.git"):
        raise OutputNotWritable(f"the output folder `{out}` is a Git repository; name another folder")
    if is_folder(site) and not is_ours(site):
        raise OutputNotWritable(
            f"the folder `{out}` holds files that Chapterhouse did not make; empty it, or name another folder"
        )


def lies_in(inner: str, outer: str) -> bool:
    """Whether a folder is another one, or below it."""
    return f"{inner}{os.sep}".startswith(outer.rstrip(os.sep) + os.sep)


def is_ours(folder: str) -> bool:
    """Whether a folder may be replaced: we made it, or began to, or it is empty."""
    try:
        return release_in(folder) is not None or {*os.listdir(folder)} <= {MARKER}
    except OSError:
        return False


@contextmanager
def complaints(out: Path) -> Iterator[None]:
    """Turn the disk's refusals, and another build's, into one line."""
    try:
        yield
    except Held as held:
        holder = f" (process {held})" if str(held) else ""
        raise OutputNotWritable(f"another build{holder} is writing `{out}`; try again when it has finished") from None
    except OSError as error:
        place = f" (`{error.filename}`)" if error.filename else ""
        reason = (error.strerror or str(error)).lower()
        raise OutputNotWritable(f"cannot write the site to `{out}`: {reason}{place}; nothing was published") from error
