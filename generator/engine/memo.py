"""What was costly to work out and may be worked out again: prose, facts, pictures.

A memo is a convenience, never a source. Whatever is damaged, cut short, or written
by another version counts as missing, and `distrusted` counts it. And it forgets: an entry that a build did not
use is gone when that build has succeeded, so that nobody who withdrew lives on here.

    .cache/memo/prose/0 … f          small texts, packed sixteen ways
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

from msgspec import DecodeError, msgpack

from generator.engine.files import digest_of, seal, unseal, write_whole

# First digits of the keys' hexadecimal form. One edit drops an entry and adds one:
# that rewrites two sixteenths of the texts, where a single file would be all of them
# and a file each would be fifty thousand files.
SHARDS = "0123456789abcdef"

PACKED = msgpack.Decoder(dict[bytes, bytes])


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

    def put_away_texts(self) -> None:
        """Write down which records and prose this build used, and forget the rest.

        All were asked for before the first page is made, and then the memory is wanted for pages.
        """
        self.records.forget_unused()
        self.prose.forget_unused()

    def forget_unused(self, published: Collection[bytes] = ()) -> None:
        """Write down what else this build used, and forget the rest.

        `published` are the keys of the site's outputs: a picture that was taken over
        from the last release was not asked for here, yet it is in use.
        """
        self.facts.forget_unused()
        self.pictures.forget_unused(published)


class Pack:
    """Key → bytes, for many small values: kept in memory, written when nothing is wrong with the content."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.read: dict[str, dict[bytes, bytes]] = {}
        self.used: dict[str, dict[bytes, bytes]] = {shard: {} for shard in SHARDS}
        self.distrusted = 0

    def find(self, key: bytes) -> bytes | None:
        """The bytes kept under a key, or None."""
        shard = SHARDS[key[0] >> 4]
        used = self.used[shard]
        value = used.get(key)
        if value is None:
            value = self.remembered(shard).get(key)
            if value is not None:
                used[key] = value
        return value

    def last(self, key: bytes) -> bytes | None:
        """The bytes that an earlier build left under a key, or None. That does not keep them for the next."""
        return self.remembered(SHARDS[key[0] >> 4]).get(key)

    def keep(self, key: bytes, value: bytes) -> None:
        """Remember bytes under a key."""
        self.used[SHARDS[key[0] >> 4]][key] = value

    def forget_holding(self, texts: Collection[bytes]) -> None:
        """Do not remember what holds one of some texts, in small letters or capitals, though this build used it."""
        folded = [text.lower() for text in texts]
        for used in self.used.values():
            # One search through a whole shard tells whether each of its entries must be looked at.
            whole = b"\0".join(used.values()).lower()
            sought = [text for text in folded if text in whole]
            if sought:
                found = [key for key, value in used.items() if any(text in value.lower() for text in sought)]
                for key in found:
                    del used[key]

    def forget_all(self) -> None:
        """Do not remember anything that this build used so far."""
        for used in self.used.values():
            used.clear()

    def remembered(self, shard: str) -> dict[bytes, bytes]:
        """What an earlier build left in a shard."""
        if shard not in self.read:
            found = read_packed(f"{self.folder}/{shard}")
            self.distrusted += found is None
            self.read[shard] = found or {}
        return self.read[shard]

    def forget_unused(self) -> None:
        """Write the shards that changed. Where nothing can be written, nothing is remembered."""
        for shard, used in self.used.items():
            # Same keys, same values: that is what a key means.
            if used.keys() != self.remembered(shard).keys():
                path = f"{self.folder}/{shard}"
                with suppress(OSError):
                    os.makedirs(self.folder, exist_ok=True)
                    write_whole(path, seal(b"pack", msgpack.encode(used)), aside(path))
        for name in set(names(self.folder)).difference(SHARDS):
            remove(f"{self.folder}/{name}")
        # What is on the disk need not be held.
        self.read = {}
        self.used = {shard: {} for shard in SHARDS}


def read_packed(path: str) -> dict[bytes, bytes] | None:
    """The entries of one shard; none when there is no such file. One that cannot be trusted is removed, and None."""
    try:
        with open(path, "rb") as file:
            content = unseal(b"pack", file.read())
    except OSError:
        return {}
    with suppress(DecodeError):
        if content is not None:
            return PACKED.decode(content)
    remove(path)
    return None


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


def known_digest(path: str, facts: Pack) -> str:
    """The digest of a file, read again only when its size or one of its times changed. Raises OSError."""
    found = os.stat(path)
    # `cp -p`, `rsync -t` and archives give a new file an old time of modification. The other time nobody can set.
    looks = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {path}"
    key = blake2b(looks.encode(), digest_size=16).digest()
    known = facts.find(key)
    if known is None:
        known = digest_of(path).encode()
        facts.keep(key, known)
    return known.decode()


def names(folder: str) -> list[str]:
    """What is in a folder; nothing when it cannot be read."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def aside(path: str) -> str:
    """Where a file is written first: several builds may share a memo."""
    return f"{path}.{os.getpid()}"


def remove(path: str) -> None:
    """Remove a file, if that is possible."""
    with suppress(OSError):
        os.unlink(path)
