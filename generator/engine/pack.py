"""Small values remembered from one build to the next: key → bytes, many to a file.

    folder/0 … f    each an index under a seal, then the values

Keys are spread over sixteen files. One edit drops an entry and adds one: that rewrites two sixteenths of the
texts, where a single file would be all of them and a file each would be fifty thousand files. A value is read when
somebody asks for it, and each is checked by itself.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from msgspec import DecodeError, msgpack

from generator.engine.crew import share
from generator.engine.files import aside, names, remove, seal, unseal, write_whole
from generator.engine.spill import Spill, Stored, open_pieces

# First digits of the keys' hexadecimal form.
SHARDS = "0123456789abcdef"
KIND = b"pack"
# Bytes within which a seal's line ends.
LINE = 120
# Bytes of digest kept of all texts that a shard was searched for: too few to guess one of them by.
SEARCHED = 4

# For what the values were searched; and of each where it begins, its length and its CRC-32.
INDEX = msgpack.Decoder(tuple[bytes, dict[bytes, tuple[int, int, int]]])


class Shard(NamedTuple):
    """What an earlier build left in one file, and for what that was searched."""

    searched: bytes
    entries: dict[bytes, Stored]


class Pack:
    """Key → bytes, for many small values: written when nothing is wrong with the content."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.left: dict[str, Shard] = {}
        self.used: dict[str, dict[bytes, Stored]] = {shard: {} for shard in SHARDS}
        self.spill = Spill()
        # What nothing that is remembered may hold, in small letters, and the digest of that.
        self.hidden: list[bytes] = []
        self.searched = b""
        self.distrusted = 0

    def find(self, key: bytes) -> bytes | None:
        """The bytes kept under a key, or None."""
        stored = self.where(key)
        return self.open(key, stored) if stored else None

    def where(self, key: bytes) -> Stored | None:
        """Where the bytes kept under a key lie, or None; nobody looks whether they are whole."""
        shard = shard_of(key)
        used = self.used[shard]
        stored = used.get(key) or self.remembered(shard).entries.get(key)
        if stored:
            used[key] = stored
        return stored

    def open(self, key: bytes, stored: Stored) -> bytes | None:
        """The bytes kept under a key, by where they lie; None where they are damaged, which forgets them."""
        value = stored.read()
        if value is None:
            shard = shard_of(key)
            self.distrusted += 1
            self.used[shard].pop(key, None)
            self.remembered(shard).entries.pop(key, None)
            # What is whole in it is in use, and written again, or made again some day.
            remove(self.path(shard))
        return value

    def last(self, key: bytes) -> bytes | None:
        """The bytes that an earlier build left under a key, or None. That does not keep them for the next."""
        stored = self.remembered(shard_of(key)).entries.get(key)
        return self.open(key, stored) if stored else None

    def keep(self, key: bytes, value: bytes) -> Stored:
        """Remember bytes under a key."""
        stored = self.used[shard_of(key)][key] = self.spill.put(value)
        return stored

    def forget_holding(self, texts: Collection[bytes]) -> None:
        """Do not remember what holds one of some texts, in small letters or capitals, though this build used it."""
        self.hidden = sorted({text.lower() for text in texts})
        self.searched = blake2b(msgpack.encode(self.hidden), digest_size=SEARCHED).digest()

    def forget_all(self) -> None:
        """Do not remember anything that this build used so far."""
        for used in self.used.values():
            used.clear()

    def remembered(self, shard: str) -> Shard:
        """What an earlier build left in a shard."""
        if shard not in self.left:
            found = read_shard(self.path(shard))
            self.distrusted += found is None
            self.left[shard] = found or Shard(b"", {})
        return self.left[shard]

    def path(self, shard: str) -> str:
        """Where a shard lies."""
        return f"{self.folder}/{shard}"

    def forget_unused(self) -> None:
        """Write the shards that changed. Where nothing can be written, nothing is remembered."""
        put_away([self])

    def new(self, shard: str) -> int:
        """How many entries of a shard no earlier build left in it."""
        return len(self.used[shard].keys() - self.remembered(shard).entries.keys())

    def write(self, shard: str) -> None:
        """Write a shard, where it changed, without what is hidden."""
        left, used = self.remembered(shard), self.used[shard]
        if self.hidden and not self.stands(used, left):
            used = self.harmless(used, left)
        if not self.stands(used, left):
            with suppress(OSError):
                os.makedirs(self.folder, exist_ok=True)
                write_whole(self.path(shard), packed(used, self.searched), aside(self.path(shard)))

    def stands(self, used: dict[bytes, Stored], left: Shard) -> bool:
        """Whether an earlier build left just these entries, and searched them for the same."""
        # Same keys, same values: that is what a key means.
        return used.keys() == left.entries.keys() and (not used or left.searched == self.searched)

    def harmless(self, used: dict[bytes, Stored], left: Shard) -> dict[bytes, Stored]:
        """The entries that hold nothing that is hidden. What was left after a search for the same is not read again."""
        new = [key for key in used if left.searched != self.searched or key not in left.entries]
        values = [used[key].read() or b"" for key in new]
        # One search through all of them tells whether each must be looked at.
        whole = b"\0".join(values).lower()
        sought = [text for text in self.hidden if text in whole]
        found = {key for key, value in zip(new, values, strict=True) if any(text in value.lower() for text in sought)}
        return {key: stored for key, stored in used.items() if key not in found}

    def let_go(self) -> None:
        """Hold nothing any more that is on the disk, and leave no other file there."""
        for name in set(names(self.folder)).difference(SHARDS):
            remove(self.path(name))
        self.left = {}
        self.used = {shard: {} for shard in SHARDS}


# So many new entries take longer to search and to write than it takes to fork a crew for it.
WORTH_A_CREW = 1_000


def put_away(packs: Sequence[Pack], jobs: int = 1) -> None:
    """Write down what changed in some packs, by so many processes where that is much."""
    shards = [(pack, shard) for pack in packs for shard in SHARDS]
    # Asked for here: what cannot be trusted is counted by this process.
    is_much = sum(pack.new(shard) for pack, shard in shards) >= WORTH_A_CREW
    for _ in share(lambda one: one[0].write(one[1]), shards, jobs if is_much else 1):
        pass
    for pack in packs:
        pack.let_go()


def shard_of(key: bytes) -> str:
    """In which file a key is looked for."""
    return SHARDS[key[0] >> 4]


def packed(entries: dict[bytes, Stored], searched: bytes) -> bytes:
    """A shard's file. What is damaged is left out."""
    values = {key: value for key, stored in entries.items() if (value := stored.read()) is not None}
    index: dict[bytes, tuple[int, int, int]] = {}
    end = 0
    for key, value in values.items():
        index[key] = end, len(value), entries[key].check
        end += len(value)
    return b"".join((seal(KIND, msgpack.encode((searched, index))), *values.values()))


def read_shard(path: str) -> Shard | None:
    """The entries of a shard; none when there is no such file. One that cannot be trusted is removed, and None."""
    try:
        file = open_pieces(path)
        line, given, _ = file.read(0, LINE).partition(b"\n")
        size = int(line.split(b" ")[-2]) if given else 0
        index = unseal(KIND, file.read(0, len(line) + 1 + size))
        length = file.size()
    except OSError:
        return Shard(b"", {})
    except (ValueError, IndexError):
        index = None
    with suppress(DecodeError):
        if index is not None:
            searched, found = INDEX.decode(index)
            start = len(line) + 1 + size
            if length == start + sum(one[1] for one in found.values()):
                return Shard(searched, {key: Stored(file, start + at, *rest) for key, (at, *rest) in found.items()})
    remove(path)
    return None
