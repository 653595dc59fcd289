"""What a page shows, in three parts that change apart: the page itself, its style sheets, the report.

Two stamps of one page tell what became of it in between: see `news`.
"""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import NamedTuple

from generator.pattern import pattern
from generator.serve.files import version
from generator.serve.report import STYLE_ADDRESS
from generator.serve.screen import Screen

LINK = pattern(r"<link\b[^>]*>", re.IGNORECASE)
SHEET = pattern(r"""\brel\s*=\s*["']?[^"'>]*\bstylesheet\b""", re.IGNORECASE)
HREF = pattern(r"""(?<=\s)(href\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
# Pictures and scripts that stand at addresses of this site, whatever bytes they hold today.
SRC = pattern(r"""\ssrc\s*=\s*["']?/([^"'\s?#>]*)""", re.IGNORECASE)


class Shown(NamedTuple):
    """What a page shows."""

    # Differs when its text does, or a picture or script that it names.
    page: str
    # The addresses of its style sheets, with what tells one version from the next.
    styles: tuple[str, ...]
    # HTML.
    report: str

    @property
    def stamp(self) -> str:
        """The three, briefly. The letter keeps livereload.js from reading a number."""
        return f"v{self.page}-{_digest(*self.styles)}-{_digest(self.report)}"


def shown_at(screen: Screen, path: str) -> Shown:
    """What the page shows at an address without its leading slash."""
    html = screen.page(path).html
    sheets: list[str] = []

    def without_address(link: re.Match[str]) -> str:
        if not SHEET.search(link[0]):
            return link[0]
        found = HREF.search(link[0])
        if found is None:
            return link[0]
        sheets.append(found[2].strip("\"'"))
        return HREF.sub(r"\1", link[0])

    rest = LINK.sub(without_address, html)
    named = (f"{name} {version(screen.find(name))}" for name in sorted(set(SRC.findall(rest))))
    styles = tuple(_versioned(screen, sheet) for sheet in sheets if not sheet.startswith(STYLE_ADDRESS))
    return Shown(_digest(rest, *named), styles, screen.report)


def news(before: str, now: Shown) -> dict[str, object] | None:
    """What a page with a stamp must be told, as livereload.js takes it; None when it shows what is so.

    It reloads, or keeps its state and takes over style sheets and report (`page.js`).
    """
    if before == now.stamp:
        return None
    same_page = before.partition("-")[0] == now.stamp.partition("-")[0]
    path = f"chapter:{json.dumps({'styles': now.styles, 'report': now.report})}" if same_page else "*"
    return {"command": "reload", "path": path, "liveCSS": False, "liveImg": False}


def _versioned(screen: Screen, sheet: str) -> str:
    """The address of a style sheet; of one of ours with a query that differs when its file does."""
    file = screen.find(sheet.removeprefix("/").partition("?")[0]) if sheet.startswith("/") else None
    return f"{sheet}?{version(file)}" if file else sheet


def _digest(*texts: str) -> str:
    return blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()
