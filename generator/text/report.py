"""Slips, drawn: for a person at a terminal, for an editor, for a program, for GitHub.

A renderer takes problems and the texts they are about, and gives one text that ends
with a newline ("" for no problems). Problems come out sorted by file and place, and
the same one is shown once.

Content may hold anything, and a report goes to a terminal or a log that obeys what it
is sent: no control character of a content file ever gets through.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol
from unicodedata import category, east_asian_width

from msgspec import Struct

from generator.text.diagnostic import Diagnostic, Place, Severity
from generator.text.document import locate
from generator.text.source import Position, Source, Span, line_starts


class Style(Struct, frozen=True, kw_only=True):
    """How a report looks.

    `shown` maps the beginnings of canonical names to what a person sees from where
    they stand: `{"content/": "../our-chapter/content/"}`.
    """

    color: bool = False
    width: int = 100
    shown: Mapping[str, str] = {}


PLAIN = Style()


class Found(NamedTuple):
    """A place, ready to be shown. `start` and `end` are None when the file's text is not at hand."""

    file: str
    offset: int
    start: Position | None
    end: Position | None


class Finding(NamedTuple):
    """A problem whose places have been found."""

    problem: Diagnostic
    where: Found | None
    related: tuple[tuple[Found, str], ...]


class Renderer(Protocol):
    """Problems, and the texts they are about by file, to text."""

    def __call__(self, problems: Sequence[Diagnostic], sources: Mapping[str, str], *, style: Style = PLAIN) -> str: ...


class _Texts:
    """The texts of a report, each divided into lines once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.starts: dict[str, list[int]] = {}

    def find(self, place: Span | Place | None) -> Found | None:
        """Where a span or a field stands."""
        if place is None:
            return None
        text = self.texts.get(place.file)
        span = locate(place, None if text is None else Source(place.file, text))
        if span is None or text is None:
            return Found(place.file, 0, None, None)
        start, end = min(span.start, len(text)), min(max(span.start, span.end), len(text))
        return Found(span.file, start, self.position(span.file, start), self.position(span.file, end))

    def position(self, file: str, offset: int) -> Position:
        starts = self.lines(file)
        line = bisect_right(starts, offset) - 1
        return Position(line + 1, offset - starts[line] + 1)

    def line(self, file: str, number: int) -> str:
        """The text of a line without its ending; `number` from 1."""
        starts = self.lines(file)
        text = self.texts[file]
        end = starts[number] if number < len(starts) else len(text)
        return text[starts[number - 1] : end].rstrip("\r\n")

    def lines(self, file: str) -> list[int]:
        if file not in self.starts:
            self.starts[file] = line_starts(self.texts[file])
        return self.starts[file]


def _findings(problems: Iterable[Diagnostic], texts: _Texts) -> list[Finding]:
    """Problems with their places, sorted, each once."""
    found: dict[tuple[str, Found | None, str], Finding] = {}
    for problem in problems:
        where = texts.find(problem.where)
        related = tuple(
            (place, label.message) for label in problem.related if (place := texts.find(label.where)) is not None
        )
        found.setdefault((problem.code, where, problem.message), Finding(problem, where, related))
    return sorted(found.values(), key=_order)


def _order(finding: Finding) -> tuple[str, int, str, str]:
    file, offset = (finding.where.file, finding.where.offset) if finding.where else ("", 0)
    return file, offset, finding.problem.code, finding.problem.message


# -- for people --------------------------------------------------------------


def render_text(problems: Sequence[Diagnostic], sources: Mapping[str, str], *, style: Style = PLAIN) -> str:
    """Each problem with the lines it is about, underlined."""
    texts = _Texts(sources)
    return "\n".join("\n".join(_drawing(finding, texts, style)) + "\n" for finding in _findings(problems, texts))


def render_short(problems: Sequence[Diagnostic], sources: Mapping[str, str], *, style: Style = PLAIN) -> str:
    """One line for each problem: `file:line:column: error[code]: message`, which editors understand."""
    lines = []
    for problem, where, _ in _findings(problems, _Texts(sources)):
        place = f"{_address(where, style)}: " if where else ""
        lines.append(f"{place}{problem.severity}[{problem.code}]: {visible(problem.message)}\n")
    return "".join(lines)


def summary(problems: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning in 3 files`; "" for no problems."""
    distinct = {(problem.code, problem.where, problem.message): problem for problem in problems}.values()
    counts = [
        _count(sum(problem.severity is severity for problem in distinct), severity.value) for severity in Severity
    ]
    files = {problem.where.file for problem in distinct if problem.where is not None}
    said = ", ".join(filter(None, counts))
    return f"{said} in {_count(len(files), 'file')}" if said and files else said


def _count(number: int, noun: str) -> str:
    return "" if not number else f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "gutter": "\x1b[1;34m", "bold": "\x1b[1m"}
_RESET = "\x1b[0m"


class _Mark(NamedTuple):
    """A stretch of one line to underline: columns from 1, `end` exclusive."""

    line: int
    start: int
    end: int
    note: str
    primary: bool


def _drawing(finding: Finding, texts: _Texts, style: Style) -> list[str]:
    """The lines of one problem."""
    problem, where, related = finding
    paint = _painter(style)
    places = [(where, problem.note, True)] if where else []
    places += [(place, note, False) for place, note in related]
    margin = max((len(str(place.start.line)) for place, _, _ in places if place.start), default=1)
    gutter = " " * (margin + 1)

    code = paint(f"{problem.severity}[{problem.code}]", problem.severity)
    lines = [code + paint(f": {visible(problem.message)}", "bold")]
    for file in dict.fromkeys(place.file for place, _, _ in places):
        here = [place for place in places if place[0].file == file]
        lines.append(paint(" " * margin + "-->", "gutter") + f" {_address(here[0][0], style)}")
        marks = sorted(mark for place in here if (mark := _mark(*place, texts)))
        if marks:
            lines.append(paint(gutter + "|", "gutter"))
        above = 0
        for mark in marks:
            excerpt, carets = _excerpt(texts.line(file, mark.line), mark, max(20, style.width - margin - 3))
            if above and mark.line > above + 1:
                lines.append(paint("...", "gutter"))
            if mark.line != above:
                lines.append((paint(f"{mark.line:>{margin}} |", "gutter") + f" {excerpt}").rstrip())
            indent = carets.count(" ")
            underline = f"{carets[indent:]} {visible(mark.note)}".rstrip()
            kind = problem.severity if mark.primary else "gutter"
            lines.append(paint(gutter + "|", "gutter") + " " * (indent + 1) + paint(underline, kind))
            above = mark.line
    if problem.help:
        first, *more = problem.help.split("\n")
        lines.append(paint(gutter + "= ", "gutter") + paint("help", "bold") + f": {visible(first)}")
        # Never at the start of a line, where a log might take `::` for a command.
        lines += [paint(gutter + "= ", "gutter") + f"      {visible(line)}" for line in more]
    return lines


def _mark(place: Found, note: str, primary: bool, texts: _Texts) -> _Mark | None:
    """What to underline of a place: its first line only."""
    if place.start is None or place.end is None:
        return None
    line, start = place.start
    length = len(texts.line(place.file, line).rstrip())
    end = place.end.column if place.end.line == line else length + 1
    return _Mark(line, start, max(end, start + 1), note, primary)


def _excerpt(line: str, mark: _Mark, width: int) -> tuple[str, str]:
    """A line as it is shown, at most `width` columns of it, and the carets below it."""
    # Only what can be in view is looked at: a line may be a mebibyte long.
    begin = max(0, mark.start - 1 - width)
    cells = [cell(character) for character in line[begin : mark.start - 1 + width]]
    cut = begin + len(cells) < len(line)
    start, end = min(mark.start - 1 - begin, len(cells)), min(mark.end - 1 - begin, len(cells))
    widths = [columns(shown) for shown in cells]
    first, last = 0, len(cells)
    if begin or cut or sum(widths) > width:
        first, last = _window(widths, start, end, width - 2)
    left = "…" if begin or first else ""
    right = "…" if cut or last < len(cells) else ""
    indent = len(left) + sum(widths[first:start])
    length = max(1, sum(widths[start : min(end, last)]))
    return left + "".join(cells[first:last]) + right, " " * indent + ("^" if mark.primary else "-") * length


def _window(widths: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """What fits in `room` columns: the place, as much again before it as there is room for, and what follows."""
    first = last = start
    while last < end and widths[last] <= room:
        room -= widths[last]
        last += 1
    before = room // 2
    while first and widths[first - 1] <= before:
        first -= 1
        before -= widths[first]
        room -= widths[first]
    while last < len(widths) and widths[last] <= room:
        room -= widths[last]
        last += 1
    while first and widths[first - 1] <= room:
        first -= 1
        room -= widths[first]
    return first, last


def cell(character: str) -> str:
    """A character as it is shown: itself, or something that can be seen and obeys nobody."""
    if " " <= character <= "~":
        return character
    if character == "\t":
        return "    "
    if character < " ":
        return chr(0x2400 + ord(character))
    if character in JOINERS:
        return character
    return _STAND_INS.get(category(character), character)


# Needed within emoji and Indic words; they show nothing themselves.
JOINERS = "\u200c\u200d"
_STAND_INS = {"Cc": "\ufffd", "Cf": "\ufffd", "Cn": "\ufffd", "Cs": "\ufffd", "Zl": "\ufffd", "Zp": "\ufffd", "Zs": "␣"}


def visible(text: str) -> str:
    """A text on one line, with nothing in it that a terminal obeys."""
    return text if text.isascii() and text.isprintable() else "".join(map(cell, text))


def columns(text: str) -> int:
    """How many columns of a terminal a text takes (Unicode Standard Annex 11)."""
    return sum(
        0 if category(character) in ("Mn", "Me") or character in JOINERS else 1 + (east_asian_width(character) in "WF")
        for character in text
    )


def _painter(style: Style) -> Callable[[str, str], str]:
    if not style.color:
        return lambda text, kind: text
    return lambda text, kind: f"{_COLORS[kind]}{text}{_RESET}" if text else ""


# -- for programs ------------------------------------------------------------


def render_json(problems: Sequence[Diagnostic], sources: Mapping[str, str], *, style: Style = PLAIN) -> str:
    """A list of objects. Lines and columns count from 1, `end_column` is exclusive; null where unknown."""
    reported = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            **_coordinates(where, style),
            "message": problem.message,
            "note": problem.note,
            "help": problem.help,
            "related": [{**_coordinates(place, style), "message": note} for place, note in related],
        }
        for problem, where, related in _findings(problems, _Texts(sources))
    ]
    # ASCII, so that neither a terminal nor a lone surrogate can do harm.
    return json.dumps(reported, indent=2) + "\n"


def _coordinates(where: Found | None, style: Style) -> dict[str, str | int | None]:
    start, end = (where.start, where.end) if where else (None, None)
    return {
        "file": _shown(where.file, style) if where else None,
        "line": start.line if start else None,
        "column": start.column if start else None,
        "end_line": end.line if end else None,
        "end_column": end.column if end else None,
    }


def render_github(problems: Sequence[Diagnostic], sources: Mapping[str, str], *, style: Style = PLAIN) -> str:
    """Workflow commands that put each problem beside its line in a pull request (GitHub Actions)."""
    lines = []
    for problem, where, _ in _findings(problems, _Texts(sources)):
        properties: dict[str, str | int] = {}
        if where:
            properties["file"] = visible(_shown(where.file, style))
        if where and where.start and where.end:
            properties |= {"line": where.start.line, "col": where.start.column}
            # GitHub takes an end column only on the line of the start.
            if where.end.line == where.start.line:
                properties["endColumn"] = max(where.end.column, where.start.column + 1)
        properties["title"] = problem.code
        named = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
        said = "\n".join(visible(part) for part in (problem.message, problem.note, problem.help) if part)
        lines.append(f"::{problem.severity} {named}::{_escaped(said)}\n")
    return "".join(lines)


def _escaped(text: str, further: str = "") -> str:
    return "".join(f"%{ord(character):02X}" if character in "%\r\n" + further else character for character in text)


def _address(where: Found, style: Style) -> str:
    file = visible(_shown(where.file, style))
    return f"{file}:{where.start.line}:{where.start.column}" if where.start else file


def _shown(file: str, style: Style) -> str:
    """A file's name as seen from where the person stands."""
    for beginning in sorted(style.shown, key=len, reverse=True):
        if file.startswith(beginning):
            return style.shown[beginning] + file[len(beginning) :]
    return file


RENDERERS: dict[str, Renderer] = {
    "text": render_text,
    "short": render_short,
    "json": render_json,
    "github": render_github,
}
