"""A bundle, opened by the format's description alone: nothing here is the program's own code."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

MAGIC = b"chapterhouse vault 1\n"


class Parts(NamedTuple):
    """A bundle taken apart."""

    salt: bytes
    seed: bytes
    wrapped: list[bytes]
    body: bytes
    checksum: bytes


class Row(NamedTuple):
    """A line of the index."""

    path: str
    type: str
    begins: int
    takes: int
    size: int


class Opened(NamedTuple):
    """What a passphrase opens."""

    parts: Parts
    key: bytes
    index_size: int
    rows: list[Row]


def apart(bundle: bytes) -> Parts:
    assert bundle.startswith(MAGIC)
    at = len(MAGIC)
    salt, seed, count = bundle[at : at + 16], bundle[at + 16 : at + 48], bundle[at + 48]
    at += 49
    wrapped = [bundle[at + 52 * number : at + 52 * (number + 1)] for number in range(count)]
    return Parts(salt, seed, wrapped, bundle[at + 52 * count : -32], bundle[-32:])


def together(parts: Parts) -> bytes:
    """A bundle with its checksum, right again whatever was done to it."""
    whole = b"".join((MAGIC, parts.salt, parts.seed, bytes([len(parts.wrapped)]), *parts.wrapped, parts.body))
    return whole + hashlib.sha256(whole).digest()


def wrapping_key(passphrase: str, salt: bytes) -> bytes:
    typed = " ".join(unicodedata.normalize("NFKC", passphrase).lower().split())
    return PBKDF2HMAC(hashes.SHA256(), 32, salt, 1_000_000).derive(typed.encode())


def unwrap(parts: Parts, passphrase: str) -> bytes:
    """The content key and the index's length. Raises InvalidTag for a wrong passphrase."""
    made = HKDF(hashes.SHA256(), 44, parts.seed, b"v1|wrap").derive(wrapping_key(passphrase, parts.salt))
    for wrapped in parts.wrapped:
        try:
            return AESGCM(made[:32]).decrypt(made[32:], wrapped, b"v1|key")
        except InvalidTag:
            pass
    raise InvalidTag


def opened(bundle: bytes, passphrase: str) -> Opened:
    """Raises InvalidTag for a wrong passphrase or a bundle that was tampered with."""
    parts = apart(bundle)
    assert hashlib.sha256(bundle[:-32]).digest() == parts.checksum
    opening = unwrap(parts, passphrase)
    key, index_size = opening[:32], int.from_bytes(opening[32:], "big")
    index = AESGCM(key).decrypt(bytes(12), parts.body[:index_size], b"v1|index")
    return Opened(parts, key, index_size, [Row(*row) for row in json.loads(index)])


def piece(found: Opened, path: str, called: str = "") -> bytes:
    """A page or a picture; `called` by another name, it does not open."""
    number, row = next((number, row) for number, row in enumerate(found.rows, 1) if row.path == path)
    locked = found.parts.body[row.begins : row.begins + row.takes]
    nonce = number.to_bytes(12, "big")
    return AESGCM(found.key).decrypt(nonce, locked, b"v1|" + (called or path).encode())[: row.size]


def contents(bundle: bytes, passphrase: str) -> dict[str, bytes]:
    """Everything in a bundle, by its path."""
    found = opened(bundle, passphrase)
    return {row.path: piece(found, row.path) for row in found.rows}
