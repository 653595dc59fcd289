"""What the site is made of: outputs.

Every file of the site is one triple, `Output(url, recipe, view)`. The recipe is
how (a template, a serializer, a resize, a copy); the view is all that the recipe
may know. So the fingerprint of the two is the *key* of the output, and the rule of
the whole engine is one line: same key, same bytes. There is no dependency graph,
because nothing depends on anything but its own view.

That only holds if a view cannot hide anything. A view is frozen, and its fields
are text, markup, whole numbers, booleans, None, dates, bytes, tuples of these, or
further views. It holds no floats (they print differently), no sets and no dicts
(they have no order), nothing lazy and nothing callable.

Keys come from a canonical encoding: each view as an array of its fields in the
order of its class, tagged with the class's name. Two fields that compare equal but
print differently (`Markup("<b>")` and `"<b>"`) cannot be mistaken for one another,
because a field's declared type is part of its class, and classes are part of the
engine's digest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup
from msgspec import Struct, msgpack


class View(Struct, frozen=True, kw_only=True, array_like=True, tag=True, tag_field="view"):
    """All that a recipe may know."""


class Copy(NamedTuple):
    """Bytes too many to hold: the file they stand in, and the digest they must have."""

    file: Path
    # BLAKE2b of 128 bits, in hexadecimal (`files.digest_of`).
    digest: str
    # What people call the file: `content/media/slides.pdf`.
    name: str


class Recipe(Struct, frozen=True, kw_only=True):
    """How a view becomes bytes.

    `digest` covers all that can change the bytes apart from the view: the
    template's closure and the engine's own digest, or the serializer's.
    `render` raises `RenderProblem` when it cannot.
    """

    name: str
    digest: bytes
    render: Callable[[Any], bytes | Copy]


class Output(Struct, frozen=True, kw_only=True):
    """One file of the site."""

    url: str
    recipe: Recipe
    view: View

    @property
    def path(self) -> str:
        """The file below the output folder, with `/` between folders."""
        return path_of(self.url)

    @property
    def key(self) -> bytes:
        """Same key, same bytes."""
        return fingerprint(self.recipe, self.view)


def path_of(url: str) -> str:
    """The file that answers an address: `/events/` is `events/index.html`."""
    return (url + "index.html" if url.endswith("/") else url).lstrip("/")


def url_of(path: str) -> str:
    """The address that a file answers: the inverse of `path_of`."""
    url = f"/{path}"
    return url.removesuffix("index.html") if url.endswith("/index.html") else url


def _plain(value: object) -> str:
    """Markup travels as its text: that it is markup, its field's declared type says."""
    if isinstance(value, Markup):
        return str(value)
    raise TypeError(f"a view may not hold {type(value).__name__}")


_ENCODER = msgpack.Encoder(enc_hook=_plain)


def encode(value: object) -> bytes:
    """The canonical encoding of a view, or of one of its fields."""
    return _ENCODER.encode(value)


def fingerprint(recipe: Recipe, view: View) -> bytes:
    """The key of an output: 16 bytes."""
    digest = blake2b(recipe.digest, digest_size=16)
    digest.update(encode(view))
    return digest.digest()


# What a field may hold besides views, and tuples and choices of all these.
HELD = (str, Markup, int, bool, NoneType, date, bytes)
# Of these a field may hold one: encoded, they are all text, and look alike.
TEXTS = {str, Markup, date}


def check_view_class(cls: type[View]) -> tuple[str, ...]:
    """What is wrong with a class of views: one line for each field that could hide something."""
    if not cls.__struct_config__.frozen:
        return (f"{cls.__name__} is not frozen",)
    hints = get_type_hints(cls)
    return tuple(
        f"{cls.__name__}.{name} holds {what}" for name in cls.__struct_fields__ if (what := _not_held(hints[name]))
    )


def _not_held(hint: Any) -> str:
    """The part of a type that a view may not hold, or ""."""
    hint = getattr(hint, "__supertype__", hint)
    origin, parts = get_origin(hint), get_args(hint)
    if hint in HELD or (isinstance(hint, type) and issubclass(hint, View)):
        return ""
    if origin is Literal:
        return "" if {type(part) for part in parts} <= set(HELD) else str(hint)
    if origin in (Union, UnionType) and len(TEXTS.intersection(parts)) > 1:
        return str(hint)
    if origin in (Union, UnionType, tuple):
        return next(filter(None, (_not_held(part) for part in parts if part is not Ellipsis)), "")
    return str(hint)
