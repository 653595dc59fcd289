"""The engine's own digest: what can change a file of the site apart from templates and views.

That is our source text, the libraries that turn text into HTML and pixels, and
the Python they run on. It holds no path and no date, so two checkouts of one
commit agree on it.

Libraries are known by the names of their `*.dist-info` folders: asking
`importlib.metadata` costs a hundred times as much, and importing the libraries only
to learn their versions would make an unchanged build pay for them.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

# Distributions, spelled as their dist-info folders are when folded (PEP 503, with `_`).
LIBRARIES = frozenset(
    {"babel", "jinja2", "markupsafe", "markdown", "msgspec", "nh3", "pillow", "python_dateutil", "pyyaml", "tzdata"}
)


@cache
def engine_digest() -> bytes:
    """16 bytes that differ when the program, a library or Python's minor version does."""
    digest = blake2b(digest_size=16)
    digest.update(f"python {sys.version_info.major}.{sys.version_info.minor}\n".encode())
    for distribution in distributions(sys.path):
        digest.update(f"{distribution}\n".encode())
    digest.update(sources_digest(Path(__file__).parent.parent))
    return digest.digest()


def distributions(folders: list[str], wanted: frozenset[str] = LIBRARIES) -> list[str]:
    """The libraries in use, as `name-version`, sorted. The first folder that has one wins, as in an import."""
    found: dict[str, str] = {}
    for folder in folders:
        try:
            entries = os.listdir(folder)
        except OSError:
            continue
        for entry in entries:
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").partition("-")
                folded = name.lower().replace("-", "_").replace(".", "_")
                if folded in wanted:
                    found.setdefault(folded, f"{folded}-{version}")
    return sorted(found.values())


def sources_digest(root: Path) -> bytes:
    """The digest of a package's Python files: their names below `root` and their text."""
    digest = blake2b(digest_size=16)
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).parts):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.digest()
