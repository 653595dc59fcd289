"""Documents become records.

The classes in `records.py` say what may be written; this file reads it. Every
field is tried, so one reading reports every slip of a file, and a slip in one
field does not hide the next. A record is given only when none of its fields was
wrong: half a member is nobody.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints
from unicodedata import normalize

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import fields

from generator.model import slips
from generator.model.records import Extra, Image, Record, Said, Venue, Words, written_fields
from generator.model.scalars import SCALARS, Refusal
from generator.text.diagnostic import Diagnostic, Parsed, Severity
from generator.text.document import Document
from generator.text.source import Span
from generator.text.yaml import Mapping, Node, Scalar, Sequence

R = TypeVar("R", bound=Record)


class _Failed:
    """A value that could not be read; its problem is reported already."""


FAILED = _Failed()


class Reading(NamedTuple):
    """One file being read, and what was found wrong with it."""

    file: str
    problems: list[Diagnostic]

    def span(self, node: Node) -> Span:
        return Span(self.file, node.start, node.end)


Reader = Callable[[Reading, Node, str], Any]


class Field(NamedTuple):
    """How one field of a class is read."""

    name: str
    written: str
    read: Reader
    required: bool
    default: Any


def decode_record(document: Document, kind: type[R], id: str) -> Parsed[R | None]:
    """Read a record's fields. `kind` is one of the classes of `KINDS`, or `Charter`."""
    reading = Reading(document.file, [])
    values = _read_fields(reading, document.fields, kind, at=Span(document.file, 0, 0))
    if "body" in kind.__struct_fields__ and document.body_start >= 0:
        values["body"] = document.body
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        return Parsed(None, tuple(reading.problems))
    record = kind(id=id, file=document.file, given=frozenset(values), **values)
    return Parsed(record, tuple(reading.problems))


def is_missing(node: Node) -> bool:
    """Whether a value says "not given": nothing, an empty string, `~`, `null`."""
    if not isinstance(node, Scalar):
        return isinstance(node, Mapping) and not node.entries
    return not node.text.strip() or (node.plain and node.text in ("~", "null", "Null", "NULL"))


@cache
def fields_of(kind: type[Struct]) -> tuple[Field, ...]:
    """How each field of a class is read, in the order of the class."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Field(
            field.name,
            field.encode_name,
            _reader(hints[field.name]),
            field.required,
            None if field.default is NODEFAULT else field.default,
        )
        for field in fields(kind)
        if field.name in written_fields(kind)
    )


def _read_fields(reading: Reading, mapping: Mapping, kind: type[Struct], at: Span) -> dict[str, Any]:
    """The fields that were given and could be read."""
    known = {field.written: field for field in fields_of(kind)}
    values: dict[str, Any] = {}
    tried: set[str] = set()
    for key, value in mapping.entries:
        field = known.get(key.text)
        if field is None and issubclass(kind, Said) and key.text in {one.written for one in fields_of(kind.original)}:
            reading.problems.append(slips.not_in_translation(reading.span(key), key.text, kind.original))
            continue
        if field is None:
            reading.problems.append(slips.unknown_key(reading.span(key), key.text, kind, known))
            # What was meant is not missing as well: one slip, one message.
            tried.update(slips.meant_by(key.text, known))
            continue
        if is_missing(value):
            continue
        tried.add(field.written)
        read = field.read(reading, value, field.written)
        if read is not FAILED:
            values[field.name] = read
    for field in known.values():
        if field.required and field.written not in tried:
            where = next((reading.span(key) for key, _ in mapping.entries if key.text == field.written), at)
            reading.problems.append(slips.missing_field(where, field.written, kind))
    return values


# -- readers: one for each shape a type can have -------------------------------


def _reader(hint: Any) -> Reader:
    """The reader of a declared type."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if hint in SCALARS:
        return _scalar_reader(SCALARS[hint])
    origin = get_origin(hint)
    if origin is Literal:
        return _choice_reader(get_args(hint))
    if origin is tuple:
        return _list_reader(_reader(get_args(hint)[0]))
    if origin in (Union, types.UnionType):
        return _union_reader([one for one in get_args(hint) if one is not type(None)])
    if hint is Extra:
        return _read_extra
    if hint is Words:
        return _read_words
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _part_reader(hint)
    raise TypeError(f"no reader for {hint}")


def _scalar_reader(read: Callable[[str], Any]) -> Reader:
    def reader(reading: Reading, node: Node, name: str) -> Any:
        if not isinstance(node, Scalar):
            reading.problems.append(slips.wrong_shape(reading.span(node), name, node, "text"))
            return FAILED
        value = read(node.text)
        if isinstance(value, Refusal):
            reading.problems.append(slips.refused(reading.span(node), name, node.text, value))
            return FAILED
        return value

    return reader


def _choice_reader(choices: tuple[str, ...]) -> Reader:
    folded = {choice.casefold(): choice for choice in choices}

    def reader(reading: Reading, node: Node, name: str) -> Any:
        if not isinstance(node, Scalar):
            reading.problems.append(slips.wrong_shape(reading.span(node), name, node, "one word"))
            return FAILED
        choice = folded.get(node.text.strip().casefold())
        if choice is None:
            reading.problems.append(slips.wrong_choice(reading.span(node), name, node.text, choices))
            return FAILED
        return choice

    return reader


def _list_reader(read: Reader) -> Reader:
    def reader(reading: Reading, node: Node, name: str) -> Any:
        if not isinstance(node, Sequence):
            reading.problems.append(slips.wrong_shape(reading.span(node), name, node, "a list"))
            return FAILED
        values = [read(reading, item, name) for item in node.items if not is_missing(item)]
        return FAILED if FAILED in values else tuple(values)

    return reader


def _part_reader(kind: type[Struct]) -> Reader:
    def reader(reading: Reading, node: Node, name: str) -> Any:
        if isinstance(node, Scalar) and issubclass(kind, Image):
            # A picture alone is a path; with more to say of it, it is `{src, alt, credit}`.
            path = fields_of(kind)[0].read(reading, node, name)
            return FAILED if path is FAILED else kind(src=path)
        if not isinstance(node, Mapping):
            keys = ", ".join(field.written for field in fields_of(kind))
            reading.problems.append(slips.wrong_shape(reading.span(node), name, node, f"`{{{keys}}}`"))
            return FAILED
        before = len(reading.problems)
        values = _read_fields(reading, node, kind, at=reading.span(node))
        if any(problem.severity is Severity.ERROR for problem in reading.problems[before:]):
            return FAILED
        if kind is Venue:
            return Venue(id="", file=reading.file, given=frozenset(values), **values)
        return kind(**values)

    return reader


def _union_reader(hints: list[Any]) -> Reader:
    """A part written as a mapping, or else a single value."""
    parts = [hint for hint in hints if isinstance(hint, type) and issubclass(hint, Struct)]
    others = [hint for hint in hints if hint not in parts]
    if not others:
        return _reader(parts[0])
    read_other = _reader(others[0])
    if not parts:
        return read_other
    read_part = _reader(parts[0])

    def reader(reading: Reading, node: Node, name: str) -> Any:
        return (read_part if isinstance(node, Mapping) else read_other)(reading, node, name)

    return reader


def _read_extra(reading: Reading, node: Node, name: str) -> Any:
    if not isinstance(node, Mapping):
        reading.problems.append(slips.wrong_shape(reading.span(node), name, node, "`{key: value}`"))
        return FAILED
    return _extra(node)


def _read_words(reading: Reading, node: Node, name: str) -> Any:
    if not isinstance(node, Mapping):
        reading.problems.append(slips.wrong_shape(reading.span(node), name, node, "`{key: value}`"))
        return FAILED
    said = []
    for key, value in node.entries:
        if isinstance(value, Scalar):
            # One line, as what it stands for; a space at its beginning or end may be meant.
            said.append((key.text, normalize("NFC", re.sub(r"\s+", " ", value.text))))
        else:
            reading.problems.append(slips.wrong_shape(reading.span(value), key.text, value, "text"))
    return Words(tuple(said))


def _extra(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(_extra(item) for item in node.items)
    return Extra(tuple((key.text, _extra(value)) for key, value in node.entries))


def describe(kind: type[Struct]) -> Iterable[tuple[str, str]]:
    """Each field as written, with its sentence, in the order of the class."""
    hints = get_type_hints(kind, include_extras=True)
    for field in fields_of(kind):
        metas = [meta for meta in getattr(hints[field.name], "__metadata__", ()) if isinstance(meta, Meta)]
        yield field.written, (metas[0].description or "") if metas else ""
