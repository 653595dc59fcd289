"""A new record's text: what is known of it, and all that could be said, as comments.

A field that is not given stands there behind a `#`, under its own sentence, so that
writing an event needs no manual: take the `#` away and fill in. Nothing of the text
says more than the record's class does.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.model.decode import Field, decode_record, describe, fields_of
from generator.model.records import Extra, Record, Words
from generator.text.diagnostic import Diagnostic
from generator.text.document import parse_document
from generator.text.source import Source

# What was answered, by field; the fields of a part in their turn.
Answers: TypeAlias = Mapping[str, "str | Answers"]

HINT = "# A line that begins with `#` is not read. To use a field, take its `#` away and fill it in."


def draft(kind: type[Record], answers: Answers) -> str:
    """The text of a YAML file: the answers first, then what else there is, commented out."""
    known = {field.written: field for field in fields_of(kind)}
    required = [name for name, field in known.items() if field.required]
    first = [*required, *(name for name in known if name in answers and name not in required)]
    others = [name for name in known if name not in (*first, "extra")]
    if "extra" not in first:
        others.append("extra")
    hints, sentences = get_type_hints(kind), dict(describe(kind))
    lines = [f"# {_first_line(kind)}", HINT, ""]
    for name in first:
        lines += _given(name, answers.get(name, ""), known[name], hints[known[name].name])
    for name in others:
        blank = [f"#{line}" for line in _blank(name, known[name], hints[known[name].name])]
        lines += ["", f"# {sentences[name]}", *blank]
    return "\n".join(lines) + "\n"


def markdown_draft(kind: type[Record], answers: Answers, body: str) -> str:
    """The text of a Markdown file: the same between two lines of hyphens, then the prose."""
    fields = draft(kind, {name: answer for name, answer in answers.items() if name != "body"})
    # The prose stands below, so the field that would hold it has nothing to say.
    fields = re.sub(r"\n# [^\n]*\n#body:[^\n]*\n", "\n", fields).replace("\n\n\n", "\n\n")
    return f"---\n{fields}---\n\n{body}\n"


def problems_of(kind: type[Record], file: str, text: str) -> tuple[Diagnostic, ...]:
    """What `chapter check` would say of a record by itself."""
    document, problems = parse_document(Source(file, text))
    if document is None:
        return problems
    return (*problems, *decode_record(document, kind, "new").problems)


def scalar(text: str) -> str:
    """Text as a YAML scalar, in quotes when it would not be read back as it is."""
    plain = re.fullmatch(r"[^\W_][^\n\r\t]*[^\s:]|[^\W_]", text)
    if plain and ": " not in text and " #" not in text and text.casefold() != "null":
        return text
    return json.dumps(text, ensure_ascii=False)


def _first_line(kind: type[Struct]) -> str:
    return (kind.__doc__ or "").partition("\n")[0]


def _given(name: str, answer: str | Answers, field: Field, hint: Any) -> list[str]:
    """A field and its answer. Where a list is wanted, commas part its items."""
    if not isinstance(answer, str):
        part = next(iter(_parts(hint)), Struct)
        inner = {each.written: each for each in fields_of(part)}
        hints = get_type_hints(part)
        lines = [f"{name}:"]
        for key, value in answer.items():
            known = inner.get(key)
            given = _given(key, value, known, hints[known.name]) if known else [f"{key}: {scalar(str(value))}"]
            lines += [f"  {line}" for line in given]
        return lines
    if field.default == () and answer:
        return [f"{name}:", *(f"  - {scalar(item.strip())}" for item in answer.split(",") if item.strip())]
    return [f"{name}: {scalar(answer)}" if answer else f"{name}:"]


def _blank(name: str, field: Field, hint: Any) -> Iterator[str]:
    """A field without an answer, so that with its `#` gone it still says nothing wrong."""
    choices, parts = choices_of(hint), _parts(hint)
    if choices:
        default = field.default if field.default in choices else ""
        yield f"{name}: {default}".rstrip() + f"  # {', '.join(choices)}"
    elif field.default == () and len(parts) == 1 and not _plain_too(hint):
        yield f"{name}:"
        for number, line in enumerate(_blank_part(parts[0])):
            yield f"  {'  ' if number else '- '}{line}"
    elif field.default == ():
        yield f"{name}: []"
    elif len(parts) == 1 and not _plain_too(hint):
        yield f"{name}:"
        yield from (f"  {line}" for line in _blank_part(parts[0]))
    elif isinstance(field.default, bool):
        yield f"{name}: {'true' if field.default else 'false'}"
    elif isinstance(field.default, str) and field.default:
        yield f"{name}: {field.default}"
    else:
        yield f"{name}: {{}}" if isinstance(field.default, Extra | Words) else f"{name}:"


def _blank_part(kind: type[Struct]) -> Iterator[str]:
    sentences = dict(describe(kind))
    hints = get_type_hints(kind)
    for field in fields_of(kind):
        choices = choices_of(hints[field.name])
        yield f"{field.written}:  # {sentences[field.written]}" + (f" ({', '.join(choices)})" if choices else "")


def options(hint: Any) -> list[Any]:
    """The types a value, or an item of a list, may have."""
    if get_origin(hint) in (Annotated, tuple):
        return options(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return [option for one in get_args(hint) if one is not type(None) for option in options(one)]
    return [hint]


def choices_of(hint: Any) -> tuple[str, ...]:
    return next((get_args(one) for one in options(hint) if get_origin(one) is Literal), ())


def _parts(hint: Any) -> list[type[Struct]]:
    return [
        one for one in options(hint) if isinstance(one, type) and issubclass(one, Struct) and one not in (Extra, Words)
    ]


def _plain_too(hint: Any) -> bool:
    return len(options(hint)) > 1
