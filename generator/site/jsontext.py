"""JSON as the site's files have it."""

from __future__ import annotations

from typing import Any

from msgspec import json


def json_text(value: dict[str, Any], required: frozenset[str] = frozenset()) -> bytes:
    """A value as JSON (RFC 8259), a line for each field, so that people can read it as well.

    What is not known is not said: fields that are "", None or empty are left out, but for those `required`.
    """
    return laid_out(_known(value, required))


# What is not known.
UNKNOWN: tuple[object, ...] = ("", None, [], {})


def laid_out(value: Any) -> bytes:
    """A value of which everything is known, a line for each field."""
    return json.format(short_json(value), indent=1) + b"\n"


# Texts that are marked as safe HTML are of a class of their own.
_ENCODER = json.Encoder(enc_hook=str)


def short_json(value: Any) -> bytes:
    """A value as JSON, as short as can be."""
    return _ENCODER.encode(value)


def _known(value: Any, required: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {
            name: _known(inner, required) for name, inner in value.items() if name in required or inner not in UNKNOWN
        }
    return [_known(inner, required) for inner in value] if isinstance(value, list) else value
