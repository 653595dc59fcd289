"""The files for machines that a chapter publishes, without its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from generator.text.diagnostic import Severity
from generator.text.report import render_text
from tests.chapter import TODAY
from tests.site.views import found

ATOM = "{http://www.w3.org/2005/Atom}"


def documents(text: str, today: str = TODAY, **wanted: object) -> dict[str, str]:
    """Address -> text, for every `.xml` and `.json` of the site."""
    composed = found(text, today, **wanted)
    errors = [problem for problem in composed.problems if problem.severity is Severity.ERROR]
    assert composed.outputs is not None and not errors, render_text(errors, composed.sources)
    return {
        one.url: bytes(one.recipe.render(one.view)).decode()  # type: ignore[arg-type]
        for one in composed.outputs
        if one.url.endswith((".xml", ".json"))
    }


class News(NamedTuple):
    """An entry of an Atom feed."""

    id: str
    title: str
    href: str
    published: str
    updated: str
    content: str
    authors: tuple[str, ...]


def news(atom: str) -> list[News]:
    """The entries of an Atom feed."""
    return list(_news(ElementTree.fromstring(atom)))


def _news(root: ElementTree.Element) -> Iterator[News]:
    for entry in root.iter(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        said = {
            name: entry.findtext(f"{ATOM}{name}", "") for name in ("id", "title", "published", "updated", "content")
        }
        authors = tuple(name.text or "" for name in entry.iterfind(f"{ATOM}author/{ATOM}name"))
        yield News(href=link.get("href", ""), authors=authors, **said)
