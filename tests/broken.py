"""Every field of every record, written wrongly in every way that its type allows.

A slip is a text in which `«…»` stands round what a message must underline. The slips
are made from the records' own classes, so a new field is broken the day it is added.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date as Date
from datetime import time as Clock
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.model import records
from generator.model.decode import Field, fields_of
from generator.model.link import SINGULAR
from generator.model.records import KINDS, TARGETS, Charter, Extra, Image, Record, Words


class Slip(NamedTuple):
    """A wrong text, and the code of the one message it must give."""

    text: str
    code: str


# What a volunteer might write, and the message that answers it.
WRONG: dict[object, tuple[tuple[str, str], ...]] = {
    bool: (("maybe", "wrong-type"), ("2", "wrong-type")),
    int: (("about 20", "wrong-type"), ("-3", "wrong-type"), ("2.5", "wrong-type"), ("1" * 5000, "wrong-type")),
    float: (("far", "wrong-type"), ("1e400", "wrong-type"), ("nan", "wrong-type"), ("'41,9'", "wrong-type")),
    Date: (
        ("soon", "bad-date"), ("March 12", "bad-date"), ("12.3.2026", "bad-date"), ("2026-3-12", "bad-date"),
        ("2026-02-30", "impossible-date"), ("2026-13-01", "impossible-date"), ("0000-01-01", "impossible-date"),
        ("2026-03-12 18:00", "bad-date"),
    ),
    Clock: (
        ("noon", "bad-time"), ("20.00", "bad-time"), ("1830", "bad-time"), ("8", "bad-time"), ("'8:5'", "bad-time"),
        ("25:00", "impossible-time"), ("24:00", "impossible-time"), ("8:60", "impossible-time"),
        ("13:00 pm", "impossible-time"), ("8:00 CST", "bad-time"),
    ),
    records.Url: (
        ("example.org", "bad-address"), ("javascript:alert(1)", "bad-address"), ("https://", "bad-address"),
        ("https://a b.example/", "bad-address"), ("https://user:word@example.org/", "bad-address"),
    ),
    records.Target: (("www.example.org", "bad-address"), ("javascript:alert(1)", "bad-address")),
    records.Email: (("ada at example.org", "bad-email"), ("Ada <ada@example.org>", "bad-email")),
    records.Domain: (("https://example.org/", "wrong-type"), ("example org", "wrong-type")),
    records.Currency: (("$", "wrong-type"), ("dollars", "wrong-type")),
    records.Zone: (("CST", "unknown-zone"), ("America/Chigaco", "unknown-zone"), ("GMT-6", "unknown-zone")),
    records.Language: (("American English", "unknown-language"), ("e", "unknown-language")),
    records.PartialDate: (
        ("April 2021", "bad-date"), ("21", "bad-date"), ("2021-13", "bad-date"), ("2021-02-30", "impossible-date"),
    ),
    records.Minutes: (("2", "bad-duration"), ("two hours", "bad-duration"), ("0m", "bad-duration")),
    records.MediaPath: (
        ("../secret.jpg", "bad-path"), ("https://example.org/x.jpg", "bad-path"), ("missing.png", "unknown-media"),
        ("Cups.png", "unknown-media"),
    ),
    records.SitePath: (("/../etc/passwd", "bad-path"), ("/old page/", "bad-path"), ("https://x.example/", "bad-path")),
    records.MenuItem: (("Our events", "bad-id"), ("evnts", "unknown-menu-entry")),
    records.Tag: (("'...'", "wrong-type"),),
    records.Byline: (("nobody-here", "unknown-member"),),
    **{
        kind: (("Not An Id", "bad-id"), ("nobody-here", f"unknown-{SINGULAR[folder]}"))
        for kind, folder in TARGETS.items()
    },
}  # fmt: skip

# Something of each type that is right.
RIGHT: dict[object, str] = {
    str: "Words", bool: "true", int: "12", float: "4.5", Date: "2026-04-01", Clock: "8:00",
    records.Url: "https://example.org/", records.Target: "https://example.org/", records.Email: "ada@example.org",
    records.Domain: "example.org", records.Currency: "EUR",
    records.Zone: "America/Chicago", records.Language: "en", records.PartialDate: "2021", records.Minutes: "2h",
    records.MediaPath: "cups.png", records.SitePath: "/old/", records.MenuItem: "events", records.Tag: "print",
    records.Byline: "Ada Example", records.Markdown: "Some *words*.", records.MemberId: "ada-example",
    records.CompanyId: "press", records.VenueId: "hall", records.SeriesId: "breakfast",
    records.EventId: "2026-03-12-coffee", records.PageId: "about",
}  # fmt: skip

# What the examples of a whole record have beyond what every such record needs.
MORE = {"recaps": {"event": "2026-03-12-coffee"}, "events": {"date": "2026-04-01"}}
# Fields whose text has a meaning that no type tells.
MEANT = {"on": "thursday", "theme": "default", "words": "{Free: On the house}", "given": "2026-01-15"}


def slips_of(folder: str) -> Iterator[Slip]:
    """A file for each way to get a record of this folder wrong; `folder` is "" for `chapter.yaml`."""
    kind: type[Record] = KINDS[folder] if folder else Charter
    fields = fields_of(kind)
    hints = get_type_hints(kind, include_extras=True)
    given = {field.written: right(hints[field.name], field) for field in fields if field.required} | MORE.get(
        folder, {}
    )
    for field in fields:
        others = {name: value for name, value in given.items() if name != field.written}
        for wrong in slips_in(hints[field.name]):
            yield Slip(lines(others | {field.written: wrong.text}), wrong.code)
        yield Slip(lines(given | {f"«{field.written}z»": "x"}), "unknown-key")
        value = right(hints[field.name], field)
        yield Slip(lines(others | {field.written: value}) + f"«{field.written}»: {value}\n", "duplicate-key")
        if field.required and len(given) > 1:
            yield Slip("«»" + lines(others), "missing-field")
            yield Slip(lines(others | {f"«{field.written}»": ""}), "missing-field")
    yield Slip(lines(given | {"«Zzyzx»": "x"}), "unknown-key")


def lines(fields: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def slips_in(hint: Any) -> Iterator[Slip]:
    """Wrong values of a type, on one line."""
    kinds = options(hint)
    if get_origin(bare(hint)) is tuple:
        yield Slip("«{a: b}»", "wrong-type")
        yield Slip("«words»", "wrong-type")
        for slip in slips_in(get_args(bare(hint))[0]):
            yield Slip(f"[{slip.text}]", slip.code)
        return
    parts = [
        kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Struct) and kind not in (Extra, Words)
    ]
    plain = [kind for kind in kinds if kind not in parts]
    yield Slip("«[a, b]»", "wrong-type")
    if not parts and not {Extra, Words} & set(plain):
        yield Slip("«{a: b}»", "wrong-type")
    if {Extra, Words} & set(plain) or (not plain and not issubclass(parts[0], Image)):
        yield Slip("«words»", "wrong-type")
    for kind in plain:
        if get_origin(kind) is Literal:
            yield Slip("«something-else»", "wrong-choice")
        for text, code in WRONG.get(kind, ()):
            yield Slip(f"«{text}»", code)
    for part in parts:
        if issubclass(part, Image):
            yield from (Slip(f"«{text}»", code) for text, code in WRONG[records.MediaPath])
        yield from slips_of_part(part)


def slips_of_part(kind: type[Struct]) -> Iterator[Slip]:
    hints = get_type_hints(kind, include_extras=True)
    fields = fields_of(kind)
    # A picture without a description has a message of its own.
    given = {
        field.written: right(hints[field.name], field) for field in fields if field.required or field.written == "alt"
    }
    for field in fields:
        others = {name: value for name, value in given.items() if name != field.written}
        for wrong in slips_in(hints[field.name]):
            yield Slip(flow(others | {field.written: wrong.text}), wrong.code)
        if field.required:
            some = others or {other.written: right(hints[other.name], other) for other in fields if other is not field}
            if some:
                yield Slip(f"«{flow(some)}»", "missing-field")
    yield Slip(flow(given | {"«zzyzx»": "x"}), "unknown-key")


def flow(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def right(hint: Any, field: Field) -> str:
    """A value that a field takes."""
    if field.written in MEANT:
        return MEANT[field.written]
    if field.written == "photo" and Image in options(hint):
        # Nobody agreed to be shown in it, so it is named nowhere else.
        return "portrait.png"
    if get_origin(bare(hint)) is tuple:
        return f"[{right(get_args(bare(hint))[0], field)}]"
    kind = options(hint)[0]
    if get_origin(kind) is Literal:
        return str(get_args(kind)[0])
    if kind in (Extra, Words):
        return "{accent: teal}"
    if isinstance(kind, type) and issubclass(kind, Struct):
        hints = get_type_hints(kind, include_extras=True)
        fields = [one for one in fields_of(kind) if one.required or one.written == "alt"] or list(fields_of(kind)[:1])
        return flow({one.written: right(hints[one.name], one) for one in fields})
    return RIGHT[kind]


def bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def options(hint: Any) -> list[Any]:
    """The types a value may have."""
    hint = bare(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return [bare(one) for one in get_args(hint) if one is not type(None)]
    return [hint]
