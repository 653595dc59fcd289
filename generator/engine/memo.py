"""What was costly to work out and may be worked out again: prose, facts, pictures.

A memo is a convenience, never a source. Whatever is damaged, cut short, or written
by another version counts as missing, and `distrusted` counts it. And it forgets: an entry that a build did not
use is gone when that build has succeeded, so that nobody who withdrew lives on here.

    .cache/memo/prose/0 … f          small texts, many to a file (`pack.py`)
    .cache/memo/records/0 … f
    .cache/memo/facts/0 … f
    .cache/memo/pictures/3f/3fa4…    large ones, a file each
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from generator.engine.files import aside, digest_of, names, remove, seal, unseal, write_whole
from generator.engine.pack import Pack, put_away


class Memo:
    """Everything remembered from one build to the next, below one folder."""

    def __init__(self, folder: Path) -> None:
        self.records = Pack(folder / "records")
        self.prose = Pack(folder / "prose")
        self.facts = Pack(folder / "facts")
        self.pictures = Shelf(folder / "pictures")

    @property
    def distrusted(self) -> int:
        """How many files were there and could not be trusted."""
        return sum(part.distrusted for part in (self.records, self.prose, self.facts, self.pictures))

    def put_away_texts(self, jobs: int = 1) -> None:
        """Write down which records and prose this build used, by so many processes, and forget the rest.

        All were asked for before the first page is made, and then the memory is wanted for pages.
        """
        put_away([self.records, self.prose], jobs)

    def forget_unused(self, published: Collection[bytes] = ()) -> None:
        """Write down what else this build used, and forget the rest.

        `published` are the keys of the site's outputs: a picture that was taken over
        from the last release was not asked for here, yet it is in use.
        """
        self.facts.forget_unused()
        self.pictures.forget_unused(published)


class Shelf:
    """Key → bytes, for large values: a file each, written at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.used: set[str] = set()
        self.distrusted = 0

    def find(self, key: bytes) -> bytes | None:
        """The bytes kept under a key, or None. An entry that cannot be trusted is removed."""
        name = key.hex()
        path = self.path(name)
        try:
            with open(path, "rb") as file:
                value = unseal(name.encode(), file.read())
        except OSError:
            return None
        if value is None:
            remove(path)
            self.distrusted += 1
            return None
        self.used.add(name)
        return bytes(value)

    def keep(self, key: bytes, value: bytes) -> None:
        """Remember bytes under a key."""
        name = key.hex()
        self.used.add(name)
        path = self.path(name)
        with suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_whole(path, seal(name.encode(), value), aside(path))

    def path(self, name: str) -> str:
        """Where an entry is kept: in one of 256 folders, which no file system minds."""
        return f"{self.folder}/{name[:2]}/{name}"

    def forget_unused(self, published: Collection[bytes] = ()) -> None:
        """Remove every file but those that were asked for, kept or published."""
        drawers: dict[str, set[str]] = {}
        for name in self.used.union(key.hex() for key in published):
            drawers.setdefault(name[:2], set()).add(name)
        for drawer in names(self.folder):
            kept = drawers.get(drawer, set())
            for name in names(f"{self.folder}/{drawer}"):
                if name not in kept:
                    remove(f"{self.folder}/{drawer}/{name}")
            if not kept:
                with suppress(OSError):
                    os.rmdir(f"{self.folder}/{drawer}")
        self.used = set()


def looks_of(path: str) -> bytes:
    """What a file's digest is remembered under: how it looks from outside, in 16 bytes. Raises OSError."""
    found = os.stat(path)
    # `cp -p`, `rsync -t` and archives give a new file an old time of modification. The other time nobody can set.
    looks = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {path}"
    return blake2b(looks.encode(), digest_size=16).digest()


def known_digest(path: str, facts: Pack) -> str:
    """The digest of a file, read again only when its size or one of its times changed. Raises OSError."""
    key = looks_of(path)
    known = facts.find(key)
    if known is None:
        known = digest_of(path).encode()
        facts.keep(key, known)
    return known.decode()
