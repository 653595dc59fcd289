"""What the last release was made of, so that the next one can take over what did not change."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b

from msgspec import DecodeError, Struct, msgpack

from generator.engine.files import seal, unseal, write_whole

# The file that tells a published tree from any other folder, and which release it is.
MARKER = ".chapterhouse"
NOTE = "Made by Chapterhouse. Whatever is changed in this folder is lost at the next build.\n"
UNFINISHED = "unfinished"


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """One published file: what made it, and how it stands on the disk."""

    key: bytes
    # Bytes, and nanoseconds since 1970: together they tell whether anyone touched it.
    size: int
    mtime: int
    # Four bytes of digest for the recipe, and four for each field of the view:
    # enough to say why a file was written again, too little to say what was in it.
    recipe: bytes
    fields: bytes


class Manifest(Struct, frozen=True, array_like=True):
    """Every file of a release by its path, and every folder with its modification time (ns).

    `spare` has the folders of the spare tree (see `publish.py`), when there is one.
    """

    release: str
    entries: dict[str, Entry]
    folders: dict[str, int]
    spare: dict[str, int]
    # The key of what was looked for in these files, and those in which something was found that stops nothing.
    watched: bytes = b""
    doubtful: tuple[str, ...] = ()


NOTHING = Manifest(release="", entries={}, folders={}, spare={})
DECODER = msgpack.Decoder(Manifest)


def release_of(entries: Mapping[str, Entry]) -> str:
    """The name of a release: a digest of every path and key. Same name, same tree."""
    digest = blake2b(digest_size=16)
    for path in sorted(entries):
        digest.update(b"%s\0%s" % (path.encode(), entries[path].key))
    return digest.hexdigest()


def read_manifest(path: str, out: str) -> Manifest | None:
    """The manifest of the tree in `out`; `NOTHING` when it is missing or another tree's, None when it is damaged."""
    try:
        with open(path, "rb") as file:
            content = unseal(b"manifest", file.read())
        if content is None:
            return None
        manifest = DECODER.decode(content)
    except OSError:
        return NOTHING
    except DecodeError:
        return None
    return manifest if manifest.release == release_in(out) else NOTHING


def write_manifest(path: str, manifest: Manifest) -> None:
    """Keep a manifest. Where it cannot be kept, the next build writes every file again."""
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, seal(b"manifest", msgpack.encode(manifest)))


def marker(release: str) -> bytes:
    """The text of the marker file."""
    return f"{NOTE}{release}\n".encode()


def release_in(folder: str) -> str | None:
    """Which release a folder holds: "unfinished" for half of one, None when the folder is not ours."""
    try:
        into = os.open(os.path.join(folder, MARKER), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            text = os.read(into, 1000).decode("utf-8", "replace")
        finally:
            os.close(into)
    except OSError:
        return None
    return text.removeprefix(NOTE).strip() if text.startswith(NOTE) else None
