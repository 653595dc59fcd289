"""What is remembered of the members' part from one build to the next: pictures, locked.

To draw pictures anew takes seconds, so they are kept like public ones, but nobody can
read them without the passphrases, nor tell by a name which picture of the content it is.
"""

from __future__ import annotations

from pathlib import Path

from generator.engine.memo import Memo, Shelf
from generator.vault.bundle import cipher
from generator.vault.keys import KEY, NONCE, Keyring, hkdf

NAME = 16


class LockedShelf(Shelf):
    """A shelf that only the passphrases open."""

    def __init__(self, folder: Path, keys: Keyring) -> None:
        super().__init__(folder)
        self.secret = keys.secret(b"shelf")

    def find(self, key: bytes) -> bytes | None:
        """The bytes kept under a key, or None."""
        lock, nonce, name = self.made_of(key)
        kept = super().find(name)
        return None if kept is None else cipher(lock).decrypt(nonce, kept, None)

    def keep(self, key: bytes, value: bytes) -> None:
        """Remember bytes under a key. Same key, same bytes: so no key and nonce ever meet two texts."""
        lock, nonce, name = self.made_of(key)
        super().keep(name, cipher(lock).encrypt(nonce, value, None))

    def made_of(self, key: bytes) -> tuple[bytes, bytes, bytes]:
        """What locks an entry, the nonce, and the name it is kept under."""
        made = hkdf(self.secret, key, b"v1|shelf", KEY + NONCE + NAME)
        return made[:KEY], made[KEY : KEY + NONCE], made[KEY + NONCE :]


def locked_memo(folder: Path, keys: Keyring) -> Memo:
    """A memo for pictures, which only the passphrases open."""
    memo = Memo(folder)
    memo.pictures = LockedShelf(folder, keys)
    return memo
