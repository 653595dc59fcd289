"""Addresses: where each thing of the chapter stands on the site.

Addresses here are the site's own, from its root: `/events/2026-10-15-tour/`. What
the browser is given carries the site's path prefix as well; `Root` adds it, and
nobody else knows that there is one.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlsplit

from msgspec import Struct

from generator.language.language import message
from generator.pattern import pattern

# What a record's address starts with. Pages stand at the root.
FOLDERS = {
    "members": "/members/",
    "companies": "/companies/",
    "venues": "/venues/",
    "series": "/series/",
    "events": "/events/",
    "recaps": "/recaps/",
    "posts": "/posts/",
    "pages": "/",
}

# Below this address stands what only members see.
INSIDE = "/inside/"

SECTION_LABELS = {
    "events": message("Events"),
    "recaps": message("Recaps"),
    "members": message("Members"),
    "companies": message("Companies"),
    "posts": message("News"),
    "takeaways": message("Takeaways"),
    "ideas": message("What next"),
    "recommendations": message("Recommendations"),
    "introductions": message("Introductions"),
    "tours": message("Plant tours"),
    "inside": message("For members"),
}


def address(kind: str, id: str) -> str:
    """A record's address. Ideas and recommendations stand on one page, each at its own anchor."""
    if kind in ("ideas", "recommendations"):
        return f"/{kind}/#{id}"
    return f"{FOLDERS[kind]}{id}/"


# Most addresses are of such characters, and stay as they are.
PLAIN = pattern(r"[a-z0-9/._-]*")


@lru_cache(maxsize=1 << 16)
def quoted(url: str) -> str:
    """An address in characters that every browser sends as they are. Lists ask for the same ones again and again."""
    return url if PLAIN.fullmatch(url) else quote(url, safe="/#%?=&:@!$'()*+,;~-._")


class Root(Struct, frozen=True):
    """Where the site stands: `https://example.org` and `/chapters/chicago`."""

    origin: str
    prefix: str

    def href(self, url: str) -> str:
        """An address as a link on one of the site's pages has it."""
        return self.prefix + quoted(url)

    def absolute(self, url: str) -> str:
        """An address as the rest of the world has it."""
        return self.origin + self.href(url)

    def identity(self, url: str) -> str:
        """An absolute address that names a thing, whatever page tells of it and in which language."""
        return self.origin + self.prefix + quoted(url)

    def own(self, target: str) -> str | None:
        """The site's own address in an absolute one; None when it leads elsewhere, or is no address."""
        try:
            parts, origin = urlsplit(target), urlsplit(self.origin)
            if (parts.hostname, parts.port) != (origin.hostname, origin.port):
                return None
        except ValueError:
            return None
        return self.within(parts._replace(scheme="", netloc="").geturl() or "/")

    def within(self, path: str) -> str | None:
        """A path from the server's root as an address of the site; None outside the prefix."""
        if not self.prefix:
            return path
        if path == self.prefix:
            return "/"
        return path.removeprefix(self.prefix) if path.startswith(self.prefix + "/") else None


class Outward(Root, frozen=True):
    """The same root for what is read elsewhere, in a feed: every link is absolute."""

    def href(self, url: str) -> str:
        """An address as the rest of the world has it."""
        return self.origin + super().href(url)

    def absolute(self, url: str) -> str:
        """The same."""
        return self.href(url)


def root_of(url: str) -> Root:
    """The root of a site whose `url` is absolute: `https://example.org/chapters/chicago/`."""
    parts = urlsplit(url)
    return Root(f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/"))
