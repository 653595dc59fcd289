"""Files that are published as they are: slides, PDFs, what stands in `content/static`."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from generator.engine.files import BINARY, CHUNK, FILE_MODE, open_to_all, write_all
from generator.engine.output import Copy, Recipe, View
from generator.engine.render import RenderProblem
from generator.text.diagnostic import Diagnostic, Place, Severity, explained


class Copied(View, frozen=True, kw_only=True):
    """A file as it is."""

    # What people call it: `content/media/slides.pdf`.
    file: str
    # BLAKE2b of 128 bits, in hexadecimal (`files.digest_of`).
    digest: str
    # Bytes.
    size: int


def copied(root: Path) -> Recipe:
    """The recipe that copies; `root` is the folder that a view's `file` names first."""

    def render(view: Copied) -> Copy:
        return Copy(located(root, view.file), view.digest, view.file)

    return Recipe(name="copy", digest=b"1", render=render)


def located(root: Path, file: str) -> Path:
    """Where a file is: people call it `content/media/slides.pdf`, wherever the folder `content` (`root`) stands."""
    return root / file.partition("/")[2]


def copy(wanted: Copy, target: str) -> os.stat_result:
    """Copy a file, making sure that it is the one that was planned. How it then stands.

    Raises RenderProblem, OSError.
    """
    digest = blake2b(digest_size=16)
    try:
        source = os.open(wanted.file, os.O_RDONLY | BINARY)
    except OSError:
        raise RenderProblem(file_changed(wanted.name)) from None
    try:
        into = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, FILE_MODE)
        try:
            while chunk := os.read(source, CHUNK):
                digest.update(chunk)
                write_all(into, chunk)
        finally:
            os.close(into)
    finally:
        os.close(source)
    if digest.hexdigest() != wanted.digest:
        raise RenderProblem(file_changed(wanted.name))
    return open_to_all(target, FILE_MODE)


@explained
def file_changed(name: str) -> Diagnostic:
    """A file of the content was changed while the site was being built.

    A build looks at every file once, at its beginning, and copies pictures, slides and
    other files at its end. When a file is saved in between, the two would not fit
    together, so nothing is published. Build again, and the new file is used.
    """
    return Diagnostic(
        code="file-changed",
        severity=Severity.ERROR,
        message=f"`{name}` was changed while the site was being built",
        where=Place(name),
        help="build again",
    )
