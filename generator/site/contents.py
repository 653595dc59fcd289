"""What a plan is made of: an entry of the table of contents, and a file of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.engine.output import View
from generator.model.records import Record
from generator.site.edition import Edition


class Entry(NamedTuple):
    """A page of the site: where, for what record, and how its view is made."""

    url: str
    make: Callable[[Edition], View]
    record: Record | None = None
    # None: the page has anchors that only its theme knows.
    anchors: frozenset[str] | None = frozenset()
    lastmod: str = ""


class Planned(NamedTuple):
    """A file of the site: where, and all that its recipe may know."""

    url: str
    view: View
    # The language of its words, when that is not the chapter's own.
    tag: str = ""
    # Makes the view again, for whoever has told a text anew since.
    remake: Callable[[], View] | None = None


class Plan(NamedTuple):
    """What the site will be: the edition with all its addresses, and its files.

    Their views are made as they are asked for.
    """

    edition: Edition
    files: Iterator[Planned]
