"""What each page of a chapter may know, without printing it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.build import Composed, compose
from generator.engine.memo import Memo
from generator.text.diagnostic import Severity
from generator.text.report import render_text
from tests.chapter import TODAY, chapter, order

# One for all tests: the theme need not be checked a hundred times. Nothing of it is written down.
MEMO = Memo(Path("nowhere"))


def views(text: str, today: str = TODAY, **wanted: object) -> dict[str, Any]:
    """Address -> view, for every file of the site."""
    with chapter(text) as project:
        composed = compose(project, order(today, **wanted), MEMO)
        errors = [problem for problem in composed.problems if problem.severity is Severity.ERROR]
        assert composed.outputs is not None and not errors, render_text(errors, composed.sources)
        return {output.url: output.view for output in composed.outputs}


def found(text: str, today: str = TODAY, **wanted: object) -> Composed:
    """What a check of a chapter finds."""
    with chapter(text) as project:
        return compose(project, order(today, **wanted), MEMO)


def check(text: str, today: str = TODAY, **wanted: object) -> str:
    """The messages about a chapter, as a volunteer reads them."""
    composed = found(text, today, **wanted)
    return render_text(composed.problems, composed.sources)


def codes(text: str, today: str = TODAY, **wanted: object) -> list[str]:
    """The codes of the messages about a chapter, each as often as it is told."""
    return sorted(problem.code for problem in found(text, today, **wanted).problems)


def titles(cards: Any) -> list[str]:
    """What cards are called."""
    return [getattr(card, "name", "") or card.title for card in cards]


def coming(pages: dict[str, Any]) -> list[str]:
    """The titles under the months of `/events/`."""
    return [card.title for month in pages["/events/"].months for card in month.events]
