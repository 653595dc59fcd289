"""The schemas that editors complete from."""

from __future__ import annotations

import re

import pytest
from msgspec import json

from generator.model.scalars import Refusal, read_clock, read_date, read_minutes, read_partial_date
from generator.schema import SCALARS, editor_settings, schemas


def test_every_kind_of_file_has_a_schema_and_an_editor_finds_it() -> None:
    names = set(schemas())
    assert {"chapter", "event", "member", "company", "series"} < names
    assert {re.sub(r".*/|\.json", "", path) for path in editor_settings()} == names


def test_every_field_has_its_sentence_and_none_is_there_that_nobody_writes() -> None:
    for schema in schemas().values():
        assert {"id", "file", "given"}.isdisjoint(schema["properties"])
        for part in (schema, *schema["definitions"].values()):
            for name, field in part["properties"].items():
                assert field["description"], name
            assert part["additionalProperties"] is False


def test_an_event_needs_a_title_and_a_date_and_knows_its_words() -> None:
    event = schemas()["event"]
    assert event["required"] == ["title", "date"]
    assert "postponed" in event["properties"]["status"]["enum"]
    assert "id_required" in event["definitions"]["Tour"]["properties"]


def test_a_field_is_named_as_it_is_written() -> None:
    assert "from" in schemas()["series"]["definitions"]["Repeats"]["required"]
    assert "for" in schemas()["idea"]["properties"]


def test_every_reference_leads_to_a_definition() -> None:
    for schema in schemas().values():
        for name in re.findall(r'"#/definitions/(\w+)"', json.encode(schema).decode()):
            assert schema["definitions"][name]["type"] == "object"


@pytest.mark.parametrize(
    ("read", "texts"),
    [
        (read_date, ["2026-10-15", "2026-13-01", "15.10.2026", "soon"]),
        (read_clock, ["8:00", "08:00", "18:30", "8:00 am", "8 pm", "12:15 p.m.", "25:00", "13:00 pm", "noon"]),
        (read_partial_date, ["2021", "2021-04", "2021-04-15", "2021-13", "21"]),
        (read_minutes, ["2h", "90m", "1h30", "1.5h", "45 min", "90", "long"]),
    ],
)
def test_an_editor_agrees_with_the_program(read: object, texts: list[str]) -> None:
    types = {read_date: "Date", read_clock: "Clock", read_partial_date: "PartialDate", read_minutes: "Minutes"}
    by_name = {"Date": "date", "Clock": "time"}
    name = types[read]  # type: ignore[index]
    pattern = next(
        schema["pattern"]
        for kind, schema in SCALARS.items()
        if getattr(kind, "__name__", "") == by_name.get(name, name)
    )
    for text in texts:
        assert bool(re.search(pattern, text)) == (not isinstance(read(text), Refusal)), text  # type: ignore[operator]
