"""Records of which every field is filled, walked through their classes, so that a new field is filled too."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from generator.model.records import Extra, Words, written_fields

# The keys as they are written: `("agenda", 0, "speakers", 1, "name")`.
Keys: TypeAlias = tuple[str | int, ...]
# Mapping, list, or a text.
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"


class Leaf(NamedTuple):
    """A value to be written: where it stands, and its declared type."""

    keys: Keys
    type: Any

    @property
    def path(self) -> str:
        """Where it stands, whichever item of a list it is: `agenda.speakers.name`."""
        return ".".join(key for key in self.keys if isinstance(key, str))


# What a `Fill` says of a field that is to be left out.
LEFT_OUT = ""
# What to write there; of a part, None to have its own fields filled.
Fill: TypeAlias = "Callable[[Leaf], Tree | None]"


def filled(kind: type[Struct], fill: Fill, turn: int = 0, at: Keys = ()) -> dict[str, Tree]:
    """Every field of a class. Where one of several forms can be written, `turn` says which."""
    hints = get_type_hints(kind, include_extras=True)
    made = {
        one.encode_name: _value(hints[one.name], fill, turn, (*at, one.encode_name))
        for one in fields(kind)
        if one.name in written_fields(kind)
    }
    return {name: value for name, value in made.items() if value}


def _value(hint: Any, fill: Fill, turn: int, at: Keys) -> Tree:
    if get_origin(hint) is Annotated:
        return _value(get_args(hint)[0], fill, turn, at)
    if get_origin(hint) is tuple:
        forms = _forms(get_args(hint)[0])
        items = [_value(form, fill, turn, (*at, number)) for number, form in enumerate(forms)]
        return [item for item in items if item]
    forms = _forms(hint)
    if len(forms) > 1:
        return _value(forms[turn % len(forms)], fill, turn, at)
    hint = forms[0]
    if isinstance(hint, type) and issubclass(hint, Struct) and hint not in (Extra, Words):
        own = fill(Leaf(at, hint))
        return filled(hint, fill, turn, at) if own is None else own
    return fill(Leaf(at, hint)) or LEFT_OUT


def _forms(hint: Any) -> list[Any]:
    """The forms in which a value can be written: `MemberId | Speaker` has two."""
    if get_origin(hint) in (Union, types.UnionType):
        return [one for one in get_args(hint) if one is not type(None)]
    return [hint]


def choices(hint: Any) -> tuple[str, ...]:
    """The words of a field that takes one of a few."""
    return get_args(hint) if get_origin(hint) is Literal else ()


class Written(NamedTuple):
    """A record as a file: its text, and where in it each value stands (keys -> start, end)."""

    text: str
    places: dict[Keys, tuple[int, int]]


def written(tree: Tree) -> Written:
    """YAML in flow style, every text in double quotes."""
    text: list[str] = []
    places: dict[Keys, tuple[int, int]] = {}
    length = 0

    def put(piece: str) -> None:
        nonlocal length
        text.append(piece)
        length += len(piece)

    def write(node: Tree, at: Keys) -> None:
        start = length
        if isinstance(node, str):
            put(quoted(node))
        else:
            opening, closing = "{}" if isinstance(node, dict) else "[]"
            put(opening)
            for key, value in _entries(node):
                put("\n  " if not at else " ")
                if isinstance(key, str):
                    put(f"{quoted(key)}: ")
                write(value, (*at, key))
                put(",")
            put(closing)
        places[at] = (start, length)

    write(tree, ())
    return Written("".join(text) + "\n", places)


def _entries(node: dict[str, Tree] | list[Tree]) -> Iterator[tuple[str | int, Tree]]:
    return iter(node.items()) if isinstance(node, dict) else enumerate(node)


def quoted(text: str) -> str:
    """A text in YAML's double quotes; all but plain letters as escapes."""
    return '"' + "".join(one if 0x20 <= ord(one) < 0x7F and one not in '"\\' else _escape(one) for one in text) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\{character}" if character in '"\\' else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
