"""Whole chapters, published: the real one, and the sample that a new user sees first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from generator.build import build
from generator.order import Outcome
from generator.project import Project
from generator.text.report import render_text
from tests.chapter import order, tree

REPOSITORY = Path(__file__).resolve().parent.parent
REAL = REPOSITORY.parent / "shared/corpora/rocissa/content"
SAMPLE = REPOSITORY / "content"


class Published(NamedTuple):
    """A chapter's site, and what was said of it."""

    outcome: Outcome
    # Address -> bytes.
    files: dict[str, bytes]

    @property
    def root(self) -> str:
        """Where the site stands: the first address of its sitemap."""
        found = re.search(r"<loc>([^<]+)</loc>", self.text("/sitemap.xml"))
        assert found
        return found[1]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.outcome.problems]

    @property
    def report(self) -> str:
        return render_text(self.outcome.problems, self.outcome.sources)

    def text(self, url: str) -> str:
        return self.files[url].decode()

    @property
    def pages(self) -> dict[str, str]:
        """Address -> HTML, without the stubs that stand at old addresses."""
        html = {url: body.decode() for url, body in self.files.items() if url.endswith(("/", ".html"))}
        return {url: text for url, text in html.items() if 'http-equiv="refresh"' not in text}


def published(content: Path, folder: Path, today: str) -> Published:
    """A chapter, published for a day."""
    # One cache for all days: pictures do not age.
    project = Project(root=content.parent, content=content, out=folder / today, cache=folder / ".cache")
    outcome = build(project, order(today))
    assert outcome.report is not None and not outcome.stopped, render_text(outcome.problems, outcome.sources)
    return Published(outcome, tree(project.out))
