"""Outputs within an output: pages that are rendered like any others, and then locked together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import PurePosixPath

from generator.engine.output import Copy, Recipe, View
from generator.pattern import pattern
from generator.vault.bundle import Piece, seal
from generator.vault.keys import Keyring

# Media types by a path's ending.
TYPES = {
    "/": "text/html",
    ".html": "text/html",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
}


# What is kept of a page: its title and its content.
KEPT = (pattern(rb"<title>.*?</title>", re.DOTALL), pattern(rb"<main\b.*</main>", re.DOTALL))


class Inner(View, frozen=True, kw_only=True):
    """One file of a bundle. It is named in a log; what it says is not."""

    path: str
    says: View

    def __repr__(self) -> str:
        return self.path


class Sealed(View, frozen=True, kw_only=True):
    """A bundle's files."""

    files: tuple[Inner, ...]


def sealing(
    recipes: Mapping[type[View], Recipe],
    keys: Keyring,
    look: Callable[[str, View, bytes], None],
    watched: bytes,
    forget: Callable[[], None],
) -> Recipe:
    """The recipe of bundles whose files are made by `recipes`, locked with `keys`; `forget` is told when one is made.

    `look` is shown each file before it is locked, since nobody can look afterwards, and
    raises RenderProblem where it must not be published. `watched` is another when it looks
    for something else: then the bundle is made again, to the same bytes.

    The keys are in the recipe's digest only as far as they can be known by whoever goes
    the slow way from a passphrase: what a build keeps is no shorter way to guess it.
    """
    digest = blake2b(keys.secret(b"recipe"), digest_size=16)
    for one in recipes.values():
        digest.update(one.name.encode() + b"\0" + one.digest)
    digest.update(watched)

    def render(view: Sealed) -> bytes:
        bundle = seal((piece(one, recipes[type(one.says)], look) for one in view.files), keys)
        forget()
        return bundle

    return Recipe(name="sealed", digest=digest.digest(), render=render)


def piece(file: Inner, recipe: Recipe, look: Callable[[str, View, bytes], None]) -> Piece:
    """A file of a bundle, rendered and looked through. Raises RenderProblem."""
    content = recipe.render(file.says)
    if isinstance(content, Copy):
        raise TypeError(f"a bundle holds what is rendered, not copies: {file.path}")
    look(file.path, file.says, content)
    if file.path.endswith("/"):
        return Piece(file.path, TYPES["/"], bare(content))
    return Piece(file.path, TYPES[PurePosixPath(file.path).suffix.lower()], content)


def bare(page: bytes) -> bytes:
    """A page without what stands round its content: that page has it too which opens the bundle."""
    title, main = (part.search(page) for part in KEPT)
    return title[0] + b"\n" + main[0] if title and main else page
