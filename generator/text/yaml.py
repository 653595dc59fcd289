"""YAML, read as text with places.

libyaml (through PyYAML) says where things begin and end, and that is all it is asked.
No value is resolved: `18:30`, `no` and `06103` are the text that was written, until
the type of a record's field speaks. Anchors, aliases, merge keys and tags are refused,
because a record is to be read by people, from top to bottom.

Reading never fails: it gives the fields, or None, and the slips it met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.operator import OperatorError
from generator.pattern import pattern
from generator.text import slips
from generator.text.diagnostic import Diagnostic, Parsed, Severity
from generator.text.source import INVISIBLE, Source, Span, line_span
from generator.text.syntax import GLUED_KEY, explained_error

DEEPEST = 20
MOST_VALUES = 20_000


class Scalar(Struct, frozen=True, gc=False):
    """A text as written. `plain` when it stands without quotes, so that it may mean a number or nothing."""

    text: str
    plain: bool
    start: int
    end: int


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    start: int
    end: int


class Entry(NamedTuple):
    """A field: its name and its value."""

    key: Scalar
    value: Node


class Mapping(Struct, frozen=True):
    """Fields, in the order in which they are written; each name once."""

    entries: tuple[Entry, ...]
    start: int
    end: int

    def find(self, key: str) -> Entry | None:
        """The field of that name."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry
        return None


# Places are characters of the whole `Source.text`, start inclusive, end exclusive.
Node: TypeAlias = Scalar | Sequence | Mapping


class ParserMissing(OperatorError):
    """PyYAML was installed without libyaml."""


_ODD_SPACE = pattern(f"[{slips.ODD_SPACES}]+")
_GLUED_COMMENT = pattern(r"[ \t]+(#[^\s#][^\r\n]*)")
_CONTINUED_HYPHEN = pattern(r"[\r\n][ \t]*(-[^\r\n]*)")


def parse_yaml(source: Source, start: int = 0, end: int | None = None) -> Parsed[Mapping | None]:
    """Read the fields in `source.text[start:end]`.

    They come with warnings and with duplicate keys (the first holds). After any
    other slip they are None, so that one slip has no echoes.

    Raises ParserMissing when PyYAML has no libyaml: there is exactly one parser.
    """
    if not yaml.__with_libyaml__:
        raise ParserMissing("PyYAML is installed without libyaml: install one of PyYAML's wheels")
    # libyaml leaves a byte-order mark out of its count.
    start += source.text.startswith("\ufeff", start)
    stop = len(source.text) if end is None else end
    problems = list(find_invisible(source, start, stop))
    if problems:
        return Parsed(None, tuple(problems))
    node = _compose(source, start, stop, problems)
    if any(problem.severity is Severity.ERROR and problem.code != "duplicate-key" for problem in problems):
        return Parsed(None, tuple(problems))
    if isinstance(node, Mapping):
        return Parsed(node, tuple(problems))
    return Parsed(None, (_no_fields(source, start, node),))


def find_invisible(source: Source, start: int, end: int, *, in_prose: bool = False) -> tuple[Diagnostic, ...]:
    """Characters that cannot be seen in `source.text[start:end]`; each once."""
    # All of them count as not printable, like tabs and a few more: most texts are done with here.
    if source.text[start:end].replace("\n", "").isprintable():
        return ()
    first: dict[str, int] = {}
    for found in INVISIBLE.finditer(source.text, start, end):
        first.setdefault(found[0], found.start())
    return tuple(
        slips.control_character(
            Span(source.file, at, at + len(run)),
            run[0],
            _garbled(source.text, at, at + len(run)),
            in_prose=in_prose,
        )
        for run, at in first.items()
    )


def _garbled(text: str, start: int, end: int) -> str:
    """The character that was meant where UTF-8 was once read as Latin-1 (`â\x80\x99` for `’`), or ""."""
    for piece in (text[start - 1 : end], text[start - 1 : end + 1]):
        meant = piece.encode("latin-1", "replace").decode("utf-8", "replace")
        if len(meant) == 1 and meant.isprintable() and meant != "\ufffd":
            return meant
    return ""


def _no_fields(source: Source, start: int, node: Scalar | Sequence | None) -> Diagnostic:
    """What to say of a text that is no group of fields."""
    if node is None or node.start == node.end:
        return slips.empty_file(line_span(source, start))
    where = line_span(source, node.start)
    if isinstance(node, Sequence):
        return slips.not_a_mapping(where, "a list")
    return next(_glued_key(source, node), None) or slips.not_a_mapping(where, "a bare text")


class _Open:
    """A list or a group of fields whose end has not been read yet."""

    __slots__ = ("entries", "flow", "items", "key", "names", "start")

    def __init__(self, start: int, flow: bool, names: dict[str, Scalar] | None) -> None:
        self.start = start
        self.flow = flow
        # Fields have names; a list has none.
        self.names = names
        self.key: Scalar | None = None
        self.items: list[Node] = []
        self.entries: list[Entry] = []

    def closed(self, end: int) -> Sequence | Mapping:
        """The finished node. A block ends with its last part, not where the next token begins."""
        if self.names is None:
            return Sequence(tuple(self.items), self.start, end if self.flow else self.items[-1].end)
        return Mapping(tuple(self.entries), self.start, end if self.flow else self.entries[-1].value.end)


def _compose(source: Source, base: int, stop: int, problems: list[Diagnostic]) -> Node | None:
    """The node of `source.text[base:stop]`; None when the text is empty or cannot be read."""
    # Events rather than libyaml's own composer, which overflows the stack on fifty
    # kilobytes of `[`: here the first level too many ends the reading.
    text = source.text[base:stop]
    glued_comments = "#" in text and _GLUED_COMMENT.search(text) is not None
    opened: list[_Open] = []
    root: Node | None = None
    node: Node
    last = Span(source.file, base, base)
    count = 0
    parser: Any = yaml.CBaseLoader(text)
    try:
        while (event := parser.get_event()) is not None:
            kind = event.__class__
            start, end = base + event.start_mark.index, base + event.end_mark.index
            if kind is ScalarEvent:
                node = Scalar(event.value, not event.style, start, end)
                last = Span(source.file, start, end)
                # Most values are words on one line, which need no second look.
                if glued_comments or end - start != len(event.value) or not event.value.isascii():
                    problems.extend(_scalar_slips(source, event, node))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(opened) == DEEPEST:
                    problems[:] = [slips.nested_too_deep(Span(source.file, start, end), DEEPEST)]
                    return None
                if event.anchor is not None or event.tag is not None:
                    problems.append(_marked(source, start, end))
                opened.append(_Open(start, event.flow_style, {} if kind is MappingStartEvent else None))
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = opened.pop().closed(end)
            elif kind is AliasEvent:
                node = Scalar("", False, start, end)
                problems.append(_marked(source, start, end))
            elif kind is DocumentStartEvent and root is not None:
                problems[:] = [slips.several_documents(line_span(source, start))]
                return None
            else:
                continue
            count += 1
            if count > MOST_VALUES:
                problems[:] = [slips.too_many_values(line_span(source, start), MOST_VALUES)]
                return None
            if opened:
                _place(source, opened[-1], node, problems)
            else:
                root = node
    except yaml.YAMLError as error:
        problems[:] = [explained_error(source, base, stop, error, last)]
        return None
    return root


def _place(source: Source, into: _Open, node: Node, problems: list[Diagnostic]) -> None:
    """Put a finished node where it belongs: into a list, before a colon or after it."""
    if into.names is None:
        into.items.append(node)
    elif into.key is None:
        into.key = node if isinstance(node, Scalar) else Scalar("", False, node.start, node.end)
        problems.extend(_key_slips(source, node))
    else:
        key, into.key = into.key, None
        first = into.names.setdefault(key.text, key)
        if first is key:
            into.entries.append(Entry(key, node))
        else:
            again = Span(source.file, key.start, key.end)
            problems.append(slips.duplicate_key(key.text, again, Span(source.file, first.start, first.end)))
        if isinstance(node, Scalar) and node.plain and ":" in node.text:
            problems.extend(_glued_key(source, node))


def _key_slips(source: Source, key: Node) -> Iterator[Diagnostic]:
    """What cannot be the name of a field."""
    where = Span(source.file, key.start, key.end)
    if not isinstance(key, Scalar):
        line = _line(source, key.start)
        yield slips.key_not_text(where, slips.in_quotes(line) if "{{" in line else "")
    elif not key.text:
        yield slips.missing_key(where)
    elif key.plain and key.text == "<<":
        yield slips.merge_key(where)
    elif not key.text.isascii() and (odd := _ODD_SPACE.match(source.text, key.start)):
        yield slips.odd_space(Span(source.file, key.start, odd.end()))


def _scalar_slips(source: Source, event: yaml.ScalarEvent, scalar: Scalar) -> Iterator[Diagnostic]:
    """Texts that hold less, or more, than their writer thinks."""
    text, start, end = source.text, scalar.start, scalar.end
    where = Span(source.file, start, end)
    if event.anchor is not None or event.tag is not None:
        yield _marked(source, start, end)
    elif event.style == '"' and (invisible := INVISIBLE.search(scalar.text)):
        yield slips.control_character(where, invisible[0][0])
    elif scalar.plain and not text.startswith(":", end):
        if lost := _GLUED_COMMENT.match(text, end):
            comment = lost[1].rstrip()
            cut = Span(source.file, lost.start(1), lost.start(1) + len(comment))
            yield slips.cut_at_hash(cut, comment, _line(source, end))
        for hyphen in _CONTINUED_HYPHEN.finditer(text, start, end):
            yield slips.list_indentation(Span(source.file, hyphen.start(1), hyphen.end(1)), hyphen[1].rstrip())
        if len(scalar.text) > 1 and scalar.text[0] in slips.SMART_QUOTES and scalar.text[-1] in slips.SMART_QUOTES:
            yield slips.smart_quotes(where, _line(source, start), Severity.WARNING)


def _glued_key(source: Source, value: Scalar) -> Iterator[Diagnostic]:
    """A value on a line of its own that looks like a field without its space."""
    _, start, _ = line_span(source, value.start)
    if start == value.start and (glued := GLUED_KEY.match(source.text, value.start, value.end)):
        colon = glued.start(1)
        yield slips.missing_space(Span(source.file, colon, colon + 1), _line(source, colon), colon - start)


def _marked(source: Source, start: int, end: int) -> Diagnostic:
    """An anchor, an alias or a tag."""
    where = Span(source.file, start, max(end, start + 1))
    mark, line = source.text[start], _line(source, start)
    return slips.tag(where, line) if mark == "!" else slips.anchor(where, mark, line)


def _line(source: Source, at: int) -> str:
    _, start, end = line_span(source, at)
    return source.text[start:end]


# -- places within a value ---------------------------------------------------

# One character of a value as it is written, by the mark that opens the value.
_WRITTEN = {
    "'": pattern(r"''|\S"),
    '"': pattern(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|[^\s\\]", re.DOTALL),
}
_WRITTEN_BARE = pattern(r"\S")
_ESCAPED_SPACES = frozenset("ntvrfNLP_ \t\n\r")


def offset_in_source(scalar: Scalar, offset: int, text: str) -> int:
    """Where character `offset` of a value stands in the `text` of its source.

    YAML strips indentation, folds lines and undoes escapes, but it never adds, drops
    or reorders what can be seen. So the nth visible character of the value is the nth
    of the source; a space is found from the visible character before it.
    """
    visible = sum(1 for character in scalar.text[:offset] if not character.isspace())
    written = _written(scalar, text)
    if scalar.text[offset : offset + 1].strip():
        return next(islice(written, visible, None), (scalar.end, scalar.end))[0]
    if not visible:
        return min(scalar.start + offset, scalar.end)
    _, after = next(islice(written, visible - 1, None), (scalar.end, scalar.end))
    following, _ = next(written, (scalar.end, scalar.end))
    return min(after + offset - len(scalar.text[:offset].rstrip()), following)


def _written(scalar: Scalar, text: str) -> Iterator[tuple[int, int]]:
    """Where each visible character of a value is written: start, end."""
    start, end = scalar.start, scalar.end
    mark = "" if scalar.plain else text[start : start + 1]
    if mark in ("|", ">"):
        header = text.find("\n", start, end)
        start = header if header >= 0 else end
    elif mark:
        start, end = start + 1, end - 1
    for found in _WRITTEN.get(mark, _WRITTEN_BARE).finditer(text, start, end):
        if not (mark == '"' and _is_escaped_space(found[0])):
            yield found.span()


def _is_escaped_space(written: str) -> bool:
    if written[0] != "\\":
        return False
    return written[1] in _ESCAPED_SPACES if len(written) == 2 else chr(int(f"0{written[2:]}", 16)).isspace()
