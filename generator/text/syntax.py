"""Why YAML could not be read, in the words of a person who looks at the line.

libyaml says where it gave up and what it wanted there. That is seldom where the slip
is: a quote that is not closed is noticed at the next quote, a tab as "a character
that cannot start any token". So each usual slip has a function here that looks for
its traces; the first that finds them names the cause.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError

from generator.pattern import pattern
from generator.text import slips
from generator.text.diagnostic import Diagnostic, Severity
from generator.text.source import Source, Span, line_span

# `title:Coffee`, which is a text; `https://…` is not meant as a field.
GLUED_KEY = pattern(r"""["']?[A-Za-z_][\w-]*["']?(:)(?!//)\S""")
_ODD_MARGIN = pattern(f"[ \t]*[{slips.ODD_SPACES}]+")
# A value that begins with something odd: after a colon, a hyphen or an indentation, or at the margin.
_VALUE_START = pattern(rf"(?:(?::|-|^)[ \t]+|^)([*&!\[{{{slips.SMART_QUOTES}])")


class Fault(NamedTuple):
    """Where libyaml gave up. Offsets count characters of the whole source."""

    source: Source
    begin: int
    end: int
    at: int
    # Where the thing began that was being read, and what it was.
    since: int
    reading: str
    wanted: str
    # The value that was read last.
    last: Span

    @property
    def text(self) -> str:
        return self.source.text

    def span(self, start: int, length: int = 1) -> Span:
        return Span(self.source.file, start, start + length)


class Line(NamedTuple):
    """A line without its ending, and where it starts."""

    start: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def explained_error(source: Source, begin: int, end: int, error: YAMLError, last: Span) -> Diagnostic:
    """Say what is wrong in `source.text[begin:end]`, where libyaml found `error` after it had read `last`."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return slips.yaml_syntax(line_span(source, begin), str(error))
    at = begin + error.problem_mark.index
    since = begin + error.context_mark.index if error.context_mark is not None else at
    fault = Fault(source, begin, end, at, since, error.context or "", error.problem or "", last)
    for cause in CAUSES:
        if (slip := cause(fault)) is not None:
            return slip
    # At the end of the text, point at the last thing written.
    seen = len(fault.text[: min(at + 1, end)].rstrip())
    return slips.yaml_syntax(line_span(source, max(begin, seen - 1)), fault.wanted)


def _line(fault: Fault, at: int) -> Line:
    start = max(fault.begin, fault.text.rfind("\n", 0, at) + 1)
    end = fault.text.find("\n", at, fault.end)
    return Line(start, fault.text[start : end if end >= 0 else fault.end].rstrip("\r"))


def _line_before(fault: Fault, line: Line) -> Line | None:
    """The nearest line above that says something."""
    while line.start > fault.begin:
        line = _line(fault, line.start - 1)
        stripped = line.text.strip()
        if stripped and not stripped.startswith("#"):
            return line
    return None


def _odd_space(fault: Fault) -> Diagnostic | None:
    for place in (fault.since, fault.at):
        line = _line(fault, place)
        if found := _ODD_MARGIN.match(line.text):
            return slips.odd_space(fault.span(line.start, found.end()))
    return None


def _tab(fault: Fault) -> Diagnostic | None:
    line = _line(fault, fault.at)
    margin = line.text[: line.indent]
    if "\t" in margin and ("tab" in fault.wanted or fault.at < line.start + line.indent):
        return slips.tab_indentation(fault.span(line.start + margin.index("\t"), margin.count("\t")))
    return None


def _escape(fault: Fault) -> Diagnostic | None:
    if fault.reading != "while parsing a quoted scalar":
        return None
    return slips.unknown_escape(fault.span(fault.text.rfind("\\", fault.since, fault.at + 1)))


def _open_quote(fault: Fault) -> Diagnostic | None:
    if fault.reading != "while scanning a quoted scalar":
        return None
    return slips.unclosed_quote(fault.span(fault.since), fault.text[fault.since], _line(fault, fault.since).text)


def _smart_quotes(fault: Fault) -> Diagnostic | None:
    for place in (fault.since, fault.at):
        line = _line(fault, place)
        found = _VALUE_START.search(line.text)
        if found and found[1] in slips.SMART_QUOTES:
            start = line.start + found.start(1)
            where = Span(fault.source.file, start, line.start + len(line.text.rstrip()))
            return slips.smart_quotes(where, line.text, Severity.ERROR)
    return None


def _after_quote(fault: Fault) -> Diagnostic | None:
    _, start, end = fault.last
    value = fault.text[start:end]
    mark = value[:1]
    rest = fault.text[end : fault.at + 1]
    if mark not in ("'", '"') or "\n" in rest or not rest.strip():
        return None
    # A value of several lines was closed by the quote that should have opened the next.
    if "\n" in value:
        return slips.unclosed_quote(fault.span(start), mark, _line(fault, start).text)
    return slips.text_after_quote(fault.span(end - 1), mark, _line(fault, fault.at).text)


_ODD_SINCE = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a tag",
    "while scanning a directive",
)
_ODD_HERE = (
    "found character that cannot start any token",
    "mapping keys are not allowed in this context",
    "did not find expected node content",
)


def _odd_start(fault: Fault) -> Diagnostic | None:
    line = _line(fault, fault.at)
    lone_hyphen = line.text[fault.at - line.start :].strip() == "-"
    start = fault.end
    if fault.reading in _ODD_SINCE or fault.wanted == "did not find expected comment or line break":
        start = fault.since
    elif fault.wanted in _ODD_HERE or (lone_hyphen and fault.wanted.startswith("block sequence entries")):
        start = fault.at
    elif fault.wanted == "did not find expected key" and (found := _VALUE_START.search(line.text)):
        place = line.start + found.start(1)
        start = place if place < fault.at else fault.end
    mark = fault.text[start : min(start + 1, fault.end)].strip()
    return slips.unquoted_start(fault.span(start), mark, _line(fault, start).text) if mark else None


def _list_on_one_line(fault: Fault) -> Diagnostic | None:
    if not fault.wanted.startswith("block sequence entries"):
        return None
    return slips.list_on_one_line(fault.span(fault.at))


def _bracket(fault: Fault) -> Diagnostic | None:
    if not fault.reading.startswith("while parsing a flow"):
        return None
    opening = max(fault.text.rfind(bracket, fault.begin, fault.since + 1) for bracket in slips.BRACKETS)
    if opening < 0:
        return None
    line = _line(fault, opening)
    hash_follows = "#" in fault.text[opening : line.start + len(line.text)]
    return slips.unclosed_bracket(fault.span(opening), fault.text[opening], hash_follows)


def _colon(fault: Fault) -> Diagnostic | None:
    if not fault.wanted.startswith("mapping values are not allowed"):
        return None
    line = _line(fault, fault.at)
    if re.search(r":[ \t]", line.text[: fault.at - line.start]):
        return slips.unquoted_colon(fault.span(fault.at), line.text)
    above = _line_before(fault, line)
    if above is None:
        return None
    if GLUED_KEY.match(above.text.strip()):
        return _no_space(fault, above)
    if line.indent > above.indent:
        return slips.indentation(line_span(fault.source, fault.at), "begin it at the same column as the line above")
    return slips.missing_colon(line_span(fault.source, above.start))


def _lone_text(fault: Fault) -> Diagnostic | None:
    if fault.reading != "while scanning a simple key":
        return None
    return _no_space(fault, _line(fault, fault.since)) or slips.missing_colon(line_span(fault.source, fault.since))


def _no_space(fault: Fault, line: Line) -> Diagnostic | None:
    stripped = line.text.strip()
    found = GLUED_KEY.match(stripped)
    if found is None:
        return None
    colon = found.start(1)
    return slips.missing_space(fault.span(line.start + line.indent + colon), stripped, colon)


def _second_start(fault: Fault) -> Diagnostic | None:
    if fault.wanted != "did not find expected <document start>":
        return None
    above = _line_before(fault, _line(fault, fault.at))
    if above is not None and above.text.startswith("..."):
        return slips.several_documents(line_span(fault.source, above.start))
    return slips.indentation(line_span(fault.source, fault.at), "begin it at the same column as the first field")


def _column(fault: Fault) -> Diagnostic | None:
    line = _line(fault, fault.at)
    if not fault.reading.startswith("while parsing a block") or fault.at != line.start + line.indent:
        return None
    first = fault.text[fault.at : fault.at + 1]
    if first == ":":
        return slips.missing_key(fault.span(fault.at))
    if first in ("", "]", "}", ","):
        return None
    where = line_span(fault.source, fault.at)
    return slips.indentation(where, "begin it at the same column as the lines it belongs to")


CAUSES: tuple[Callable[[Fault], Diagnostic | None], ...] = (
    _odd_space,
    _tab,
    _escape,
    _open_quote,
    _smart_quotes,
    _after_quote,
    _odd_start,
    _list_on_one_line,
    _bracket,
    _colon,
    _lone_text,
    _second_start,
    _column,
)
