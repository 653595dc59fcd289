"""JSON Schema for editors, from the records' own classes.

An editor with a YAML language server completes and checks from these while a
volunteer types. They advise; what a chapter may write is decided by `decode.py`.
So they follow YAML 1.2 as editors read it: `2021` is a number there, `18:30` is text.

JSON Schema draft 7, the newest that editors agree on.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date as Date
from datetime import time as Clock
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.model import records
from generator.model.decode import describe, fields_of
from generator.model.link import SINGULAR
from generator.model.records import KINDS, TARGETS, Charter, Extra, Image, Words

Schema = dict[str, Any]

DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
HALF_DAY = r"(0?[1-9]|1[0-2])(:[0-5]\d)? ?[AaPp]\.?[Mm]\.?"
WHOLE_DAY = r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
HOURS = r"\d+(\.\d+)? ?(h|hr|hrs|hours?)"
MINUTES = r"\d+ ?(m|min|mins|minutes?)"

# What a text may look like to an editor that has not been told it is one.
TEXT: Schema = {"type": ["string", "number", "boolean"]}
ID: Schema = {"type": ["string", "integer"], "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"}

SCALARS: dict[object, Schema] = {
    str: TEXT,
    bool: {"enum": [True, False, "yes", "no"]},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number"},
    Date: {"type": "string", "format": "date", "pattern": f"^{DAY}$"},
    Clock: {"type": "string", "pattern": f"^({WHOLE_DAY}|{HALF_DAY})$"},
    records.Markdown: TEXT,
    records.Url: {"type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
    records.Target: {"type": "string"},
    records.Email: {"type": "string", "format": "email"},
    records.Domain: {"type": "string", "pattern": r"^[^\s./:@\"<>]+(\.[^\s./:@\"<>]+)*$"},
    records.Zone: {"type": "string", "pattern": r"^[A-Za-z_]+([/+-][A-Za-z0-9_+-]+)*$"},
    records.Language: {"type": "string", "pattern": r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"},
    records.PartialDate: {"type": ["string", "integer"], "pattern": rf"^(\d{{4}}|\d{{4}}-(0[1-9]|1[0-2])|{DAY})$"},
    records.Minutes: {"type": "string", "pattern": rf"^({HOURS}( ?{MINUTES}?)?|{MINUTES}|\d+h\d+)$"},
    records.Currency: {"type": "string", "pattern": "^[A-Za-z]{3}$"},
    records.MediaPath: {"type": "string"},
    records.SitePath: {"type": "string", "pattern": "^/?[A-Za-z0-9/_.~%-]+$"},
    records.MenuItem: ID,
    records.Tag: TEXT,
    records.Byline: TEXT,
    **dict.fromkeys(TARGETS, ID),
}


def schemas() -> Mapping[str, Schema]:
    """Kind (`event`, `chapter`) -> the JSON Schema of its files' fields."""
    return {"chapter": schema(Charter), **{SINGULAR[folder]: schema(kind) for folder, kind in KINDS.items()}}


def schema(kind: type[Struct]) -> Schema:
    """The JSON Schema of one kind of record, with the parts it is made of as definitions."""
    parts: dict[str, Schema] = {}
    whole = _fields(kind, parts)
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": kind.__name__, **whole, "definitions": parts}


def editor_settings(folder: str = ".vscode/schemas") -> Schema:
    """The `yaml.schemas` of an editor's settings: which schema is for which files."""
    return {
        f"./{folder}/chapter.json": "content/chapter.yaml",
        **{
            f"./{folder}/{SINGULAR[kind]}.json": [f"content/{kind}/**/*.yaml", f"content/{kind}/**/*.yml"]
            for kind in KINDS
        },
    }


def _fields(kind: type[Struct], parts: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    sentences = dict(describe(kind))
    values = {field.written: _value(hints[field.name], parts) for field in fields_of(kind)}
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "type": "object",
        "additionalProperties": False,
        "required": [field.written for field in fields_of(kind) if field.required],
        "properties": {
            field.written: {
                "description": sentences[field.written],
                **(values[field.written] if field.required else _or_nothing(values[field.written])),
            }
            for field in fields_of(kind)
        },
    }


def _value(hint: Any, parts: dict[str, Schema]) -> Schema:
    """The schema of a declared type; parts that it names are added to `parts`."""
    origin = get_origin(hint)
    if hint in SCALARS:
        return SCALARS[hint]
    if origin is Annotated:
        return _value(get_args(hint)[0], parts)
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], parts)}
    if origin in (Union, types.UnionType):
        options = [_value(one, parts) for one in get_args(hint) if one is not type(None)]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if hint is Extra:
        return {"type": "object"}
    if hint is Words:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    return _part(hint, parts)


def _part(kind: type[Struct], parts: dict[str, Schema]) -> Schema:
    if kind.__name__ not in parts:
        parts[kind.__name__] = {}
        parts[kind.__name__] = _fields(kind, parts)
    named: Schema = {"$ref": f"#/definitions/{kind.__name__}"}
    # A picture may be its path alone.
    return {"anyOf": [SCALARS[records.MediaPath], named]} if issubclass(kind, Image) else named


def _or_nothing(value: Schema) -> Schema:
    """A value that may be left empty: `room:` says "not given"."""
    if "enum" in value:
        return {"enum": [*value["enum"], None]}
    if "type" in value:
        known = value["type"]
        return {**value, "type": [*([known] if isinstance(known, str) else known), "null"]}
    return {"anyOf": [*value.get("anyOf", [value]), {"type": "null"}]}
