"""Keys: from passphrases to the two that lock one bundle.

Nothing here is drawn by lot, so that equal pages and equal passphrases make equal
bytes. That is safe only if a key and a nonce that meet again meet the same text. So
every key depends on a digest of all that is locked (the *seed*): whatever changes,
all keys change, and an observer learns that something changed but not what.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from functools import cache
from hashlib import pbkdf2_hmac, sha256
from typing import NamedTuple

from generator.vault.passphrase import Passphrase

# Of PBKDF2-HMAC-SHA-256: what WebCrypto can do everywhere. OWASP asks for 600,000.
ROUNDS = 1_000_000

# Bytes.
SALT, SEED, KEY, NONCE, TAG = 16, 32, 32, 12, 16


class Keyring(NamedTuple):
    """The keys that passphrases make, in an order that says nothing of whose they are."""

    salt: bytes
    wrapping: tuple[bytes, ...]

    def __repr__(self) -> str:
        return "Keyring(…)"

    def secret(self, purpose: bytes) -> bytes:
        """32 bytes that only who knows every passphrase can make."""
        return hmac.digest(b"".join(self.wrapping), b"v1|" + purpose, "sha256")


def keyring(passphrases: Iterable[Passphrase], site: str) -> Keyring:
    """The keys of a site's passphrases. `site` is what no other site is called; it takes 0.2 s each."""
    salt = sha256(f"chapterhouse|v1|{site}".encode()).digest()[:SALT]
    return Keyring(salt, tuple(sorted(stretched(one.typed, salt) for one in passphrases)))


@cache
def stretched(typed: bytes, salt: bytes) -> bytes:
    """A passphrase as a key (PBKDF2, RFC 8018)."""
    return pbkdf2_hmac("sha256", typed, salt, ROUNDS)


def hkdf(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """Further keys from a key (HKDF-SHA-256, RFC 5869). `length` in bytes, at most 255 × 32."""
    extracted = hmac.digest(salt, key, "sha256")
    made = block = b""
    for number in range(1, -(-length // 32) + 1):
        block = hmac.digest(extracted, block + info + bytes([number]), "sha256")
        made += block
    return made[:length]
