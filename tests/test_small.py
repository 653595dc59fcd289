"""A whole tiny chapter, and what a visitor reads on some of its pages.

What is expected stands in `chapters/small/expected`, as prose. When a change is meant,
`GOLDEN=write pytest tests/test_small.py` writes it anew, to be read before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.build import build
from generator.project import Project
from generator.text.report import render_text
from tests.chapter import order, tree
from tests.crawl import broken, prose

SMALL = Path(__file__).resolve().parent / "chapters/small"

GOLDENS = {
    "roundtable.txt": "/events/2026-03-12-roundtable/",
    "cancelled-coffee.txt": "/events/2026-04-02-coffee/",
    "recap.txt": "/recaps/2026-02-10-harbour-print/",
    "series.txt": "/series/coffee/",
    "takeaways.txt": "/takeaways/",
    "member.txt": "/members/ada-example/",
    "sitemap.xml": "/sitemap.xml",
    "redirects.txt": "/_redirects",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tiny chapter on March 1, 2026."""
    folder = tmp_path_factory.mktemp("small")
    project = Project(root=SMALL, content=SMALL / "content", out=folder / "public", cache=folder / ".cache")
    outcome = build(project, order("2026-03-01"))
    assert outcome.report is not None and not outcome.stopped, render_text(outcome.problems, outcome.sources)
    assert outcome.problems == ()
    return tree(project.out)


@pytest.mark.parametrize("golden", GOLDENS)
def test_a_page_reads_as_expected(golden: str, site: dict[str, bytes]) -> None:
    url = GOLDENS[golden]
    text = site[url].decode()
    shown = prose(text) if url.endswith("/") else text
    path = SMALL / "expected" / golden
    if os.environ.get("GOLDEN") == "write":
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


def test_nothing_leads_nowhere(site: dict[str, bytes]) -> None:
    assert broken(site, "https://harbour.example.org/") == []
