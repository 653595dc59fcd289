"""A record as text: its fields, and the prose below them.

A YAML file is all fields. A Markdown file begins with its fields between two lines
of three hyphens, and the rest is its prose.
"""

from __future__ import annotations

import re

from msgspec import Struct

from generator.pattern import pattern
from generator.text import slips
from generator.text.diagnostic import Parsed, Place, Severity
from generator.text.source import Source, Span, line_span
from generator.text.yaml import Mapping, Node, Scalar, Sequence, find_invisible, offset_in_source, parse_yaml

RECORD_ENDINGS = (".yaml", ".yml", ".md")

_OPENING = pattern(r"\s*---[ \t]*(?:\r?\n|\Z)")
_CLOSING = pattern(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
# What editors and other programs make of a line of three hyphens.
_ALMOST_OPENING = pattern(r"\s*(?:—-?|–-?|-{2,}|\+\+\+|===+)[ \t]*(?:\r?\n|\Z)")
_SAYS_SOMETHING = pattern(r"^[ \t]*[^#\s]", re.MULTILINE)


class Document(Struct, frozen=True):
    """One record, not yet typed.

    `body_start` is the offset of `body` in `Source.text`, or -1 when no prose stands
    below the fields; the field `body`, if there is one, then holds it.
    """

    file: str
    fields: Mapping
    body: str = ""
    body_start: int = -1


class Key(str):
    """The last of a place's keys, when the name of the field is meant rather than its value.

    `Place(file, ("rsvp", Key("url")))` points at the word `url`.
    """


def parse_document(source: Source) -> Parsed[Document | None]:
    """Read a record: `.md` with fields on top, `.yaml` and `.yml` fields only."""
    if source.file.endswith(".md"):
        return _parse_markdown(source)
    fields, problems = parse_yaml(source)
    return Parsed(None if fields is None else Document(source.file, fields), problems)


def _parse_markdown(source: Source) -> Parsed[Document | None]:
    text = source.text
    if not text.strip():
        return Parsed(None, (slips.empty_file(line_span(source, 0)),))
    first = line_span(source, len(text) - len(text.lstrip()))
    opening = _OPENING.match(text)
    if opening is None:
        help = "write the first line as three hyphens: `---`" if _ALMOST_OPENING.match(text) else ""
        return Parsed(None, (slips.no_front_matter(first, help),))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return Parsed(None, (slips.unclosed_front_matter(first),))

    begin, end = opening.end(), closing.start()
    body_start = min(closing.end() + 1, len(text))
    invisible = find_invisible(source, body_start, len(text), in_prose=True)
    if _SAYS_SOMETHING.search(text, begin, end):
        fields, problems = parse_yaml(source, begin, end)
    else:
        fields, problems = Mapping((), begin, begin), ()
    problems += invisible
    if fields is None or any(problem.severity is Severity.ERROR for problem in invisible):
        return Parsed(None, problems)
    body = text[body_start:]
    if not body.strip():
        return Parsed(Document(source.file, fields), problems)
    if (written := fields.find("body")) is not None:
        problems += (slips.two_bodies(Span(source.file, written.key.start, written.key.end)),)
    return Parsed(Document(source.file, fields, body, body_start), problems)


# -- places ------------------------------------------------------------------


def locate(place: Place | Span | None, source: Source | None) -> Span | None:
    """Where a field stands in its file.

    The value's own span; for a field that is not there, the key of the nearest one
    around it; for a record as a whole, its first line. Without the source, the
    file's beginning.
    """
    if place is None or isinstance(place, Span):
        return place
    if source is None:
        return Span(place.file, 0, 0)
    whole = line_span(source, 0)
    document = parse_document(source).value if place.keys else None
    if document is None:
        return whole
    if document.body_start >= 0 and place.keys[0] == "body":
        return _in_body(document, place, source)
    return _in_fields(document.fields, place, source.text) or whole


def _in_body(document: Document, place: Place, source: Source) -> Span:
    if place.within is None:
        body = source.text[document.body_start :]
        return line_span(source, document.body_start + len(body) - len(body.lstrip()))
    start, end = place.within
    return Span(document.file, document.body_start + start, document.body_start + end)


def _in_fields(fields: Mapping, place: Place, text: str) -> Span | None:
    node: Node = fields
    best: Span | None = None
    for key in place.keys:
        if isinstance(node, Mapping):
            entry = node.find(str(key))
            if entry is None:
                return best
            node = entry.value
            best = Span(place.file, entry.key.start, entry.key.end)
            if isinstance(key, Key):
                return best
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
            best = Span(place.file, node.start, node.end)
        elif not isinstance(node, Scalar):
            # A text stands for its own parts: a picture may be written as its path alone.
            return best
    if place.within is not None and isinstance(node, Scalar):
        start, end = place.within
        begin = offset_in_source(node, start, text)
        return Span(place.file, begin, max(begin, offset_in_source(node, end - 1, text) + 1) if end > start else begin)
    return Span(place.file, node.start, node.end) if node.end > node.start else best
