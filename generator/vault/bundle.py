"""The bundle: pages and pictures in one file that tells nothing without a passphrase.

    what                bytes
    magic               21       "chapterhouse vault 1\\n"
    salt                16       of PBKDF2; one for the site
    seed                32       another for every content
    count               1        of wrapped keys
    wrapped keys        52 each  AES-256-GCM of (content key, 32; length of the locked index, 4)
    locked index        n × 4096 AES-256-GCM of JSON, padded with spaces
    locked pieces       n × 4096 AES-256-GCM, one after another, padded with zeros
    checksum            32       SHA-256 of all that stands before it

Version 1 fixes every parameter, so nothing can be talked down: PBKDF2-HMAC-SHA-256
with 1,000,000 rounds makes a wrapping key of a passphrase; HKDF-SHA-256 of that with
the seed as salt and `v1|wrap` as info makes the key (32) and nonce (12) which wrap the
content key, with `v1|key` authenticated. The index and the pieces are locked with the
content key; the nonce is the number of the piece, 0 for the index, in 12 bytes, big
end first. Authenticated with each piece is `v1|` and its path, so that no piece can
stand in for another; with the index, `v1|index`.

The index is a list of [path, media type, where it begins, bytes it takes locked, bytes
it has open], beginnings counted from the end of the wrapped keys. It is the only place
where one piece can be told from the next: from outside, a bundle has a size in steps
of 4 KiB and nothing else, neither names nor a number of pages.

Wrapped keys bear no names; whoever has a passphrase tries them all. The checksum tells
a damaged file from a wrong passphrase. It protects from nobody: tampering is found by
what is authenticated.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from msgspec import json

from generator.operator import OperatorError
from generator.vault.keys import KEY, NONCE, SEED, TAG, Keyring, hkdf

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"chapterhouse vault 1\n"
BUCKET = 4096


class Piece(NamedTuple):
    """A page or a picture."""

    # The site's own address: `/inside/members/`.
    path: str
    # Its media type: `text/html`.
    type: str
    content: bytes


class LibraryMissing(OperatorError):
    """What locks is not installed."""


def seal(pieces: Iterable[Piece], keys: Keyring) -> bytes:
    """Lock pieces into a bundle. Equal pieces and keys make equal bytes, in whatever order they come.

    Raises LibraryMissing without `cryptography`, which only sites with a members' part need.
    """
    ordered = sorted(pieces)
    seed = hkdf(keys.secret(b"seed"), digest_of(ordered), b"v1|seed", SEED)
    content_key = hkdf(keys.secret(b"content"), seed, b"v1|content", KEY)
    lock = cipher(content_key)
    locked = [
        lock.encrypt(nonce(number), one.content.ljust(padded(len(one.content)), b"\0"), b"v1|" + one.path.encode())
        for number, one in enumerate(ordered, 1)
    ]
    index = lock.encrypt(nonce(0), index_of(ordered), b"v1|index")
    opening = content_key + len(index).to_bytes(4, "big")
    wrapped = []
    for key in keys.wrapping:
        wrap = hkdf(key, seed, b"v1|wrap", KEY + NONCE)
        wrapped.append(cipher(wrap[:KEY]).encrypt(wrap[KEY:], opening, b"v1|key"))
    whole = b"".join((MAGIC, keys.salt, seed, bytes([len(wrapped)]), *wrapped, index, *locked))
    return whole + sha256(whole).digest()


def cipher(key: bytes) -> AESGCM:
    """AES-256-GCM with a key. Raises LibraryMissing."""
    # Imported here: a chapter without a members' part need not have it, nor wait for it.
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        raise LibraryMissing(
            "the members' part is encrypted by the library `cryptography`: `pip install 'chapterhouse[members]'`"
        ) from None
    return AESGCM(key)


def index_of(pieces: list[Piece]) -> bytes:
    """Where each piece stands, as JSON, padded. What stands where depends on the index's own size."""
    size = 0
    while True:
        begin, entries = size + TAG, []
        for one in pieces:
            takes = padded(len(one.content)) + TAG
            entries.append((one.path, one.type, begin, takes, len(one.content)))
            begin += takes
        text = json.encode(entries)
        if padded(len(text)) == size:
            return text.ljust(size)
        size = padded(len(text))


def padded(size: int) -> int:
    """The bytes that so many bytes take before they are locked: locked, they are a multiple of 4096."""
    return -(-(size + TAG) // BUCKET) * BUCKET - TAG


def nonce(number: int) -> bytes:
    """The nonce of a piece."""
    return number.to_bytes(NONCE, "big")


def digest_of(pieces: list[Piece]) -> bytes:
    """A digest of all that is locked, in which nothing can be shifted from one piece to the next."""
    digest = sha256()
    for one in pieces:
        for part in (one.path.encode(), one.type.encode(), one.content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
