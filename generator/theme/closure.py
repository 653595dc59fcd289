"""What a template is made of: itself, all it extends, includes and imports, and the icons it draws.

Found by reading the text rather than by asking Jinja, so that a build in which
nothing changed need not even import Jinja. The pattern sees too much rather than
too little (a name in a comment counts), which costs a rendering at worst. It would
see too little where a name is computed; those are refused by the contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from generator.pattern import pattern
from generator.theme.theme import Theme, ThemeFile

REFERENCE = pattern(r"""\{%[-+]?\s*(?:extends|include|import|from)\s+(?:"([^"]*)"|'([^']*)')""")
# A call whose argument is no plain name may draw any icon.
ICON = pattern(r"""\bicon\(\s*(?:(?:"([\w-]+)"|'([\w-]+)')\s*\))?""")


def page_path(template: str) -> str:
    """The file of a page's template: `event.html` is `pages/event.html`."""
    return f"pages/{template}"


def icon_path(name: str) -> str:
    """The file of an icon: `calendar` is `icons/calendar.svg`."""
    return f"icons/{name}.svg"


@lru_cache(maxsize=1024)
def references(file: ThemeFile) -> frozenset[str]:
    """The templates that a template names."""
    return frozenset(double or single for double, single in REFERENCE.findall(file.text))


@lru_cache(maxsize=1024)
def icons(file: ThemeFile) -> frozenset[str]:
    """The icons that a template names; `""` among them stands for any."""
    return frozenset(double or single for double, single in ICON.findall(file.text))


def closure(theme: Theme, path: str) -> tuple[str, ...]:
    """The files that make up what the template `path` prints, sorted. A missing one counts: it may appear."""
    found: set[str] = set()
    waiting = [path]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        if path.endswith(".html") and path in theme.files:
            waiting.extend(references(theme.files[path]))
            drawn = icons(theme.files[path])
            if "" in drawn:
                waiting.extend(known for known in theme.files if known.startswith("icons/"))
            waiting.extend(icon_path(name) for name in drawn if name)
    return tuple(sorted(found))


def digest_files(theme: Theme, paths: Iterable[str]) -> bytes:
    """The digest, 16 bytes, of some of a theme's files: their paths in the theme and their bytes.

    Where the theme stands on disk, and which of its layers gave a file, are no part of it.
    """
    digest = blake2b(digest_size=16)
    for path in paths:
        data = theme.files[path].data if path in theme.files else None
        digest.update(f"{path}\n{'missing' if data is None else len(data)}\n".encode())
        digest.update(data or b"")
    return digest.digest()


def templates_digest(theme: Theme) -> bytes:
    """The digest, 16 bytes, of all that the contract looks at: every template and every icon.

    With the engine's digest it tells whether the contract was already checked.
    """
    return digest_files(theme, [path for path in theme.files if path.endswith((".html", ".svg"))])
