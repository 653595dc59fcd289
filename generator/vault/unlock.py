"""The script that opens a bundle in the browser. It belongs to the format, not to a theme."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from generator.engine.output import Recipe, View


class UnlockScript(View, frozen=True, kw_only=True):
    """The script, by what tells one version from the next: eight hexadecimal digits."""

    version: str


@cache
def script() -> bytes:
    """`unlock.js`, as it stands beside this file."""
    return (Path(__file__).parent / "unlock.js").read_bytes()


def unlock_script() -> UnlockScript:
    """The script of this version of the program."""
    return UnlockScript(version=blake2b(script(), digest_size=4).hexdigest())


UNLOCKING = Recipe(name="unlock", digest=b"unlock", render=lambda view: script())
