"""A visitor who follows every link of a published site and looks at every picture."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

# Elements that begin a line.
BLOCKS = frozenset(["address", "article", "aside", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "section", "table", "tr", "ul"])  # fmt: skip

# Attributes that name an address.
NAMING = ("href", "src", "action", "poster", "data", "cite")


class Link(NamedTuple):
    """An address that a page names: where, by which element, and as it is written."""

    page: str
    element: str
    target: str


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.links: list[Link] = []
        self.anchors: set[str] = set()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        self.links += [Link(self.page, tag, given[name]) for name in NAMING if name in given]
        for candidate in filter(None, (part.strip() for part in given.get("srcset", "").split(", "))):
            self.links.append(Link(self.page, tag, candidate.split()[0]))
        if given.get("http-equiv", "").lower() == "refresh":
            self.links.append(Link(self.page, tag, given["content"].partition("url=")[2]))
        if given.get("property", "") in ("og:url", "og:image"):
            self.links.append(Link(self.page, tag, given["content"]))
        self.silent += tag in ("script", "style", "head")
        self._break(tag, "# " if re.fullmatch("h[1-6]", tag) else "- " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "head")
        self._break(tag)

    def _break(self, tag: str, mark: str = "") -> None:
        if tag in BLOCKS:
            self.words.append(f"\n{mark}")
        elif tag == "br":
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def read(page: str, html: str) -> _Reader:
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    return reader


def links(page: str, html: str) -> list[Link]:
    """Every address that a page names."""
    return read(page, html).links


def words(html: str) -> str:
    """What a page says, on one line, without its markup."""
    return " ".join("".join(read("", html).words).split())


def main_words(html: str) -> str:
    """What a page says apart from the frame round it."""
    inside = html.partition("<main")[2]
    return words("<main" + inside.partition("</main>")[0])


def prose(html: str) -> str:
    """What a page says apart from the frame round it: a line for each block, `#` before headings, `-` before items."""
    inside = "<main" + html.partition("<main")[2].partition("</main>")[0]
    lines = (" ".join(line.split()) for line in "".join(read("", inside).words).splitlines())
    found: list[str] = []
    for line in lines:
        # An item or heading whose words stand in a block of their own.
        if found and found[-1] in ("-", "#") and line:
            found[-1] += f" {line}"
        elif line:
            found.append(line)
    return "".join(f"{line}\n" for line in found)


def broken(tree: dict[str, bytes], root: str) -> list[str]:
    """Every address of a site that leads nowhere, as `page → address`.

    `tree` is the site, address -> bytes; `root` is where it stands. An address of its
    own host that lies outside its root counts as broken too.
    """
    stands = urlsplit(root)
    prefix = stands.path.rstrip("/")
    pages = {url: read(url, body.decode()) for url, body in tree.items() if is_page(url)}
    found = []
    for reader in pages.values():
        for link in reader.links:
            at = urlsplit(urljoin(f"{stands.scheme}://{stands.netloc}{prefix}{link.page}", link.target))
            if at.scheme not in ("http", "https") or at.netloc != stands.netloc:
                continue
            own = unquote(at.path).removeprefix(prefix) if f"{at.path}/".startswith(f"{prefix}/") else None
            if own not in tree:
                found.append(f"{link.page} → {link.target}")
            elif at.fragment and own in pages and not leads_to(at.fragment, pages[own].anchors):
                found.append(f"{link.page} → {link.target} (anchor)")
    return sorted(set(found))


def leads_to(fragment: str, anchors: set[str]) -> bool:
    return fragment.startswith(":~:") or unquote(fragment) in anchors


def is_page(url: str) -> bool:
    return url.endswith(("/", ".html"))
