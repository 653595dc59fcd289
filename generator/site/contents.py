"""What a plan is made of: an entry of the table of contents, and a file of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from generator.engine.cards import Card
from generator.engine.output import View
from generator.model.records import Record
from generator.site.edition import Anchors, Edition
from generator.text.diagnostic import Diagnostic


class Entry(NamedTuple):
    """A page of the site: where, for what record, and how its view is made."""

    url: str
    make: Callable[[Edition], View]
    record: Record | None = None
    # Tells what anchors the page has: few are ever asked for. None: only its theme knows.
    anchors: Anchors | None = frozenset
    lastmod: str = ""


class Planned(NamedTuple):
    """A file of the site: where, and all that its recipe may know."""

    url: str
    view: View
    # The language of its words, when that is not the chapter's own.
    tag: str = ""


class Page(NamedTuple):
    """A file of the site whose view is yet to be made."""

    url: str
    make: Callable[[], View]
    tag: str = ""


class Plan(NamedTuple):
    """What the site will be."""

    # With all its addresses.
    edition: Edition
    pages: tuple[Page, ...]
    # Everything else: the cards that are drawn for these pages among it.
    rest: Callable[[Iterable[Card]], Iterator[Planned]]
    # Each finds something that may be wrong with its addresses and links.
    checks: tuple[Callable[[], Iterable[Diagnostic]], ...]


def cards_of(view: View) -> tuple[Card, ...]:
    """The card that is drawn for a page, where one is."""
    card: Card | None = view.head.card if hasattr(view, "head") else None
    return (card,) if card else ()
