"""Other people's checkers of accessibility, run in the page itself."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.programs import node_folder

# WCAG 2.0, 2.1 and 2.2, each level up to AA, and what axe holds to be good practice.
AXE = """() => axe.run({
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({violations}) => violations.flatMap(({id, nodes}) =>
  nodes.map((node) => `axe ${id}: ${node.target.join(" ")} (${node.any[0]?.message ?? node.failureSummary})`)))"""

SNIFF = """() => new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter(({type}) => type === HTMLCS.ERROR)
    .map(({code, msg, element}) => `HTMLCS ${code}: ${element.outerHTML?.slice(0, 120)} (${msg})`))))"""


@cache
def programs() -> str:
    """Both programs as one script."""
    modules = node_folder() / "node_modules"
    axe = (modules / "axe-core/axe.min.js").read_text("utf-8")
    sniffer = (modules / "html_codesniffer/build/HTMLCS.js").read_text("utf-8")
    return f"{axe};{sniffer};window.HTMLCS = HTMLCS"


def violations(page: Page) -> list[str]:
    """What axe and HTML_CodeSniffer find on the page as it stands."""
    # Asked from outside: the page's own policy runs no script that is written into it.
    if not page.evaluate("() => 'HTMLCS' in window"):
        page.evaluate(programs())
    return [*page.evaluate(AXE), *page.evaluate(SNIFF)]
