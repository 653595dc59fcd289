"""The leaves of a record: its ids, texts and paths, wherever in it they stand.

A record's class says which of its fields are ids, Markdown, picture paths. So
whoever needs "every id in this record, with its place" asks here, and no list of
fields has to be kept anywhere else.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields, replace

from generator.model.records import written_fields

Keys = tuple[str | int, ...]


class Leaf(NamedTuple):
    """A value, its declared type, and the keys that lead to it."""

    keys: Keys
    type: Any
    value: Any


class _Slot(NamedTuple):
    """A field that may hold leaves."""

    name: str
    written: str
    # The declared type of a plain value, or of an item; None when only what is within a part is wanted.
    plain: Any


@cache
def _slots(kind: type[Struct], types: tuple[Any, ...]) -> tuple[_Slot, ...]:
    """The fields of a class where leaves of these types can be; all fields when no type is named."""
    return tuple(
        slot if not types or slot.plain in types else slot._replace(plain=None)
        for slot, parts in _fields(kind)
        if not types or slot.plain in types or any(_slots(part, types) for part in parts)
    )


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[_Slot, tuple[type[Struct], ...]], ...]:
    """The fields of a class, each with the classes that a part of it can have."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        (_Slot(field.name, field.encode_name, _plain_type(hints[field.name])), tuple(_parts(hints[field.name])))
        for field in fields(kind)
        if field.name in written_fields(kind)
    )


def _parts(hint: Any) -> Iterator[type[Struct]]:
    """The classes that a part of a field can have."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    else:
        for inner in get_args(hint):
            yield from _parts(inner)


def _plain_type(hint: Any) -> Any:
    """The type that a value has when it is not a part: `tuple[MemberId | Speaker, ...]` gives MemberId."""
    if get_origin(hint) is Annotated:
        return _plain_type(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return _plain_type(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        plain = [found for found in map(_plain_type, get_args(hint)) if found is not None]
        return plain[0] if plain else None
    if hint is type(None) or (isinstance(hint, type) and issubclass(hint, Struct)):
        return None
    return hint


def leaves(record: Struct, *types: Any) -> Iterator[Leaf]:
    """Every value of a record that was given, depth first, in the order of its class.

    With types, those of these declared types alone: a record has many fields and few of
    them hold a picture's path, so the others are not even looked at.
    """
    return _leaves(record, types, ())


def _leaves(record: Struct, types: tuple[Any, ...], keys: Keys) -> Iterator[Leaf]:
    for name, written, plain in _slots(type(record), types):
        value = getattr(record, name)
        if not value:
            continue
        if isinstance(value, Struct):
            yield from _leaves(value, types, (*keys, written))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Struct):
                    yield from _leaves(item, types, (*keys, written, number))
                elif plain is not None:
                    yield Leaf((*keys, written, number), plain, item)
        elif plain is not None:
            yield Leaf((*keys, written), plain, value)


def without(record: Any, unwanted: Callable[[Leaf], bool], keys: Keys = ()) -> Any:
    """The record without the leaves that are unwanted: list items go, single values become empty."""
    changes: dict[str, Any] = {}
    kind: type[Struct] = type(record)
    for name, written, plain in _slots(kind, ()):
        value = getattr(record, name)
        if not value:
            continue
        if isinstance(value, Struct):
            changed: Any = without(value, unwanted, (*keys, written))
        elif isinstance(value, tuple):
            changed = tuple(
                without(item, unwanted, (*keys, written, number)) if isinstance(item, Struct) else item
                for number, item in enumerate(value)
                if isinstance(item, Struct) or not unwanted(Leaf((*keys, written, number), plain, item))
            )
        else:
            changed = type(value)() if unwanted(Leaf((*keys, written), plain, value)) else value
        if changed is not value and changed != value:
            changes[name] = changed
    return replace(record, **changes) if changes else record
