"""What browsers are shown."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import NamedTuple

from generator.serve.files import find_file
from generator.serve.report import STYLE_ADDRESS, report_panel


class Rebuilt(NamedTuple):
    """What a rebuild came to."""

    ok: bool
    # The report as the terminal shows it, without color. Shown in the browser unless `ok`.
    report: str = ""
    # The path under which the site stands: `/chapters/chicago/`. Heeded only if `ok`.
    base: str = "/"


class Answered(NamedTuple):
    """A page as it is sent, but for the scripts and the report: its status (RFC 9110, 15) and its HTML."""

    status: int
    html: str


class Screen:
    """The last whole site, and the last rebuild's report.

    The one thing here that changes. Only the event loop's thread touches it.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.base = "/"
        self.rebuilt: Rebuilt | None = None

    def show(self, rebuilt: Rebuilt) -> None:
        """Show a rebuild's outcome from now on."""
        self.rebuilt = rebuilt
        if rebuilt.ok:
            self.base = rebuilt.base

    @property
    def report(self) -> str:
        """The report as HTML; "" while all is well."""
        return "" if self.rebuilt is None or self.rebuilt.ok else report_panel(self.rebuilt.report)

    def find(self, path: str) -> Path | None:
        """The file at an address without its leading slash; None when the site has none there."""
        address = f"/{path}"
        return find_file(self.out, address.removeprefix(self.base)) if address.startswith(self.base) else None

    def page(self, path: str) -> Answered:
        """The page at an address without its leading slash: the site's own, or one that says why there is none."""
        file = self.find(path)
        if file is not None:
            return Answered(200, file.read_text("utf-8", "replace"))
        missing = find_file(self.out, "404.html")
        if missing is not None:
            return Answered(404, missing.read_text("utf-8", "replace"))
        if self.rebuilt is None:
            return Answered(503, _plain_page("The site is being built", "This page shows it as soon as it is ready."))
        if self.rebuilt.ok:
            return Answered(404, _plain_page("No such page", "The site has no page at this address."))
        return Answered(500, _plain_page("There is no site yet", "What stands in its way is said below."))


def _plain_page(title: str, text: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<link rel="stylesheet" href="{STYLE_ADDRESS}">\n</head>\n'
        f'<body class="chapter-plain">\n<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n</body>\n</html>'
    )
