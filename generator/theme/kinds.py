"""What a name in a template stands for.

The language of kinds is Python's own typing: a view class, `str`, `tuple[X, ...]`,
`X | None`, `Literal["calendar"]` for a text that stands in the template itself, and
`Any` where nobody can know. What only templates have (macros, `loop`) is added here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, NewType, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

# A class, or one of typing's forms, or one of the classes below. All are hashable.
Kind = Any


class Macro(NamedTuple):
    """A macro: where its definition and the names it may use are kept."""

    at: int
    name: str


class Module(NamedTuple):
    """A template imported under a name: what it defines."""

    template: str
    names: tuple[tuple[str, Kind], ...]


class Builtin(Enum):
    """A function that a template finds there."""

    ICON = "icon"
    SAY = "say"
    SAY_COUNT = "say_count"
    LISTED = "listed"
    RANGE = "range"
    CALLER = "caller"
    SUPER = "super"


class Loop:
    """`loop` inside a `for`."""

    index: int
    index0: int
    revindex: int
    revindex0: int
    first: bool
    last: bool
    length: int
    depth: int
    depth0: int
    previtem: Any
    nextitem: Any
    cycle: Any
    changed: Any


# What may be asked of a plain value. Left out is what reaches further (`format` reads any
# attribute) or depends on the machine (`strftime`).
TEXT_METHODS = (
    "capitalize count endswith find isdigit join lower lstrip partition removeprefix removesuffix replace rpartition"
    " rsplit rstrip split splitlines startswith strip title upper"
)
METHODS: dict[type, frozenset[str]] = {
    str: frozenset(TEXT_METHODS.split()),
    Markup: frozenset({*TEXT_METHODS.split(), "striptags", "unescape"}),
    tuple: frozenset({"count", "index"}),
    date: frozenset({"year", "month", "day", "isoformat"}),
    int: frozenset(),
    bool: frozenset(),
    bytes: frozenset(),
    float: frozenset(),
}
NOUNS: dict[type, str] = {
    str: "a text",
    Markup: "a text",
    date: "a date",
    int: "a number",
    float: "a number",
    bool: "a yes or no",
    bytes: "bytes",
    Loop: "`loop`",
}


def form_of(kind: Kind) -> object:
    """The typing form of a kind: `tuple` for `tuple[str, ...]`, `Literal` for `Literal["a"]`; None when it has none."""
    return get_origin(kind)


def alternatives(kind: Kind) -> tuple[Kind, ...]:
    """What a value may be: each member of a union, with `None` as `NoneType`."""
    if isinstance(kind, NewType):
        return alternatives(kind.__supertype__)
    if form_of(kind) in (Union, UnionType):
        return tuple(one for member in get_args(kind) for one in alternatives(member))
    return (NoneType,) if kind is None else (kind,)


def is_optional(kind: Kind) -> bool:
    """Whether the value may be missing."""
    return NoneType in alternatives(kind)


def either(kinds: Iterable[Kind]) -> Kind:
    """One of several kinds; `Any` when there are none."""
    known = tuple(dict.fromkeys(one for kind in kinds for one in alternatives(kind)))
    if not known or Any in known:
        return Any
    if len(known) == 1:
        return known[0]
    # Typing's unions hold types only.
    return Any if any(isinstance(one, (Macro, Module, Builtin)) for one in known) else Union[known]  # noqa: UP007


def present(kind: Kind) -> Kind:
    """A kind once it is known not to be missing."""
    return either(one for one in alternatives(kind) if one is not NoneType) if is_optional(kind) else kind


def class_of(kind: Kind) -> type | None:
    """The class of a kind that is no union: `tuple` for `tuple[X, ...]`, `str` for a literal text."""
    # `Any` is a class since Python 3.11.
    if kind is Any:
        return None
    origin = form_of(kind)
    if origin is Literal:
        return type(get_args(kind)[0])
    found = origin or kind
    return found if isinstance(found, type) else None


def literals(kind: Kind) -> tuple[str, ...] | None:
    """The texts a kind consists of, when all of them stand in a template."""
    each = alternatives(kind)
    if any(form_of(one) is not Literal for one in each):
        return None
    return tuple(text for one in each for text in get_args(one))


@cache
def fields(cls: type) -> dict[str, Kind] | None:
    """The fields of a class: those it annotates, or the few methods of a plain value. None when it takes any name."""
    if "__getattr__" in vars(cls):
        return None
    plain = next((METHODS[known] for known in cls.__mro__ if known in METHODS), None)
    if plain is not None:
        return dict.fromkeys(plain, Any)
    return get_type_hints(cls)


def element(kind: Kind) -> Kind | None:
    """What a list holds, or None when the kind is no list."""
    found: list[Kind] = []
    for one in alternatives(present(kind)):
        if one is Any:
            return Any
        if class_of(one) not in (tuple, list):
            return None
        found.extend(member for member in get_args(one) if member is not Ellipsis)
    return either(found)


def list_of(kind: Kind) -> Kind:
    """A list of something, of any length."""
    return tuple[kind, ...]


def members(kind: Kind, count: int) -> tuple[Kind, ...]:
    """A kind taken apart into `count` names, as `for a, b in …` does."""
    inside = get_args(kind)
    if form_of(kind) is tuple and len(inside) == count and Ellipsis not in inside:
        return inside
    inner = element(kind)
    return (Any if inner is None else inner,) * count


def noun(kind: Kind) -> str:
    """A kind in words: `EventView`, "a text", "a list of EventCard"."""
    cls = class_of(kind)
    if cls is tuple:
        inner = element(kind)
        return "a list" if inner is Any else f"a list of {' or '.join(map(bare_noun, alternatives(inner)))}"
    return bare_noun(kind)


def bare_noun(kind: Kind) -> str:
    """A kind in words, as the member of a list."""
    cls = class_of(kind)
    if isinstance(kind, (Macro, Module)):
        return "a macro" if isinstance(kind, Macro) else f"`{kind.template}`"
    if cls is None:
        return "this value"
    return NOUNS.get(cls, cls.__name__)
