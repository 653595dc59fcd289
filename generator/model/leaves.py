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
    """A field that may hold leaves: the types a plain value, an item or a part of it can have."""

    name: str
    written: str
    # The declared type of a plain value; None when only a part is possible.
    plain: Any


@cache
def _slots(kind: type[Struct]) -> tuple[_Slot, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        _Slot(field.name, field.encode_name, _plain_type(hints[field.name]))
        for field in fields(kind)
        if field.name in written_fields(kind)
    )


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


def leaves(record: Struct, keys: Keys = ()) -> Iterator[Leaf]:
    """Every value of a record that was given, depth first, in the order of its class."""
    for name, written, plain in _slots(type(record)):
        value = getattr(record, name)
        if not value:
            continue
        if isinstance(value, Struct):
            yield from leaves(value, (*keys, written))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Struct):
                    yield from leaves(item, (*keys, written, number))
                else:
                    yield Leaf((*keys, written, number), plain, item)
        else:
            yield Leaf((*keys, written), plain, value)


def without(record: Any, unwanted: Callable[[Leaf], bool], keys: Keys = ()) -> Any:
    """The record without the leaves that are unwanted: list items go, single values become empty."""
    changes: dict[str, Any] = {}
    kind: type[Struct] = type(record)
    for name, written, plain in _slots(kind):
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
