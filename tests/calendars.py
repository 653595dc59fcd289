"""Calendars and cards in a test: those a chapter publishes, and what other people's programs make of them.

The readers are ical.js and node-ical (JavaScript), libical (C) and icalendar (Python).
They run as if in New York, so that an hour without a zone shows.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from generator.build import compose
from generator.engine.memo import Memo
from generator.order import Order
from generator.text.diagnostic import Severity
from generator.text.report import render_text
from tests.chapter import TODAY, chapter, order
from tests.programs import CACHE, STANDARDS, missing, node_folder


def calendars(text: str = "", today: str = TODAY, **wanted: object) -> dict[str, str]:
    """The calendars of a chapter: address -> text, lines ending as they were written."""
    with chapter(text) as project:
        asked: Order = order(today, **wanted)
        composed = compose(project, asked, Memo(project.cache / "memo"))
        wrong = [one for one in composed.problems if one.severity is Severity.ERROR]
        assert composed.outputs is not None and not wrong, render_text(composed.problems, composed.sources)
        return {
            one.url: bytes(one.recipe.render(one.view)).decode()  # type: ignore[arg-type]
            for one in composed.outputs
            if one.url.endswith(".ics")
        }


def calendar(text: str = "", today: str = TODAY, url: str = "/calendar.ics", **wanted: object) -> str:
    """One calendar, unfolded, a line to a line, for reading."""
    return unfolded(calendars(text, today, **wanted)[url])


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "").replace("\r\n", "\n")


def entries(text: str) -> list[dict[str, str]]:
    """The events of an unfolded calendar: name with its parameters -> value."""
    return [
        dict(line.split(":", 1) for line in part.split("END:VEVENT")[0].strip().splitlines())
        for part in text.split("BEGIN:VEVENT")[1:]
    ]


def entry(text: str, today: str = TODAY, **wanted: object) -> dict[str, str]:
    """The one event of a chapter, as its calendar has it: name with its parameters -> value."""
    (found,) = entries(calendar(text, today, **wanted))
    return found


# -- readers -----------------------------------------------------------------------------


class Occurrence(NamedTuple):
    """What a reader makes of an event: a day for whole days, UTC otherwise."""

    start: str
    end: str
    uid: str
    title: str


def read_with(reader: str, ics: str, since: str = "2000-01-01", until: str = "2100-01-01") -> list[Occurrence]:
    """What a program makes of a calendar: every occurrence that starts from `since` until before `until`."""
    told = READERS[reader](ics, since, until)
    return sorted(Occurrence(one["start"], one["end"], one["uid"], one["title"]) for one in told)


def descriptions_with(reader: str, ics: str) -> list[str]:
    """What a program shows of each event beside its title."""
    return [one["description"] for one in READERS[reader](ics, "2000-01-01", "2100-01-01")]


def _javascript(reader: str, ics: str, since: str, until: str) -> list[dict[str, str]]:
    midnight = "T00:00:00Z"
    told = _run(["node", str(node_folder() / "read-calendar.mjs"), reader, since + midnight, until + midnight], ics)
    found: list[dict[str, str]] = json.loads(told)
    return found


def _libical(ics: str, since: str, until: str) -> list[dict[str, str]]:
    first, last = (day.replace("-", "") + "T000000Z" for day in (since, until))
    lines = (line.split("\t") for line in _run([str(_compiled()), first, last], ics).splitlines())
    return [
        {"uid": uid, "start": start, "end": end, "title": unquote(title), "description": unquote(description)}
        for uid, start, end, title, description in lines
    ]


def read_card(vcf: str) -> dict[str, tuple[dict[str, str], object]]:
    """What ical.js makes of a contact card: name -> its parameters and its value, a list where it has several."""
    told = json.loads(_run(["node", str(node_folder() / "read-card.mjs")], vcf))
    return {name: (params, values[0] if len(values) == 1 else values) for name, params, _, *values in told}


READERS = {
    "ical.js": lambda ics, since, until: _javascript("ical.js", ics, since, until),
    "node-ical": lambda ics, since, until: _javascript("node-ical", ics, since, until),
    "libical": _libical,
}


def _run(command: list[str], text: str) -> str:
    answer = subprocess.run(
        command, input=text.encode(), capture_output=True, env=os.environ | {"TZ": "America/New_York"}, timeout=300
    )
    assert answer.returncode == 0, answer.stderr.decode()
    return answer.stdout.decode()


@cache
def _compiled() -> Path:
    """The reader that asks libical, compiled."""
    try:
        flags = subprocess.run(
            ["pkg-config", "--cflags", "--libs", "libical"], capture_output=True, check=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        missing("no libical: install `libical-dev`, `pkg-config` and a C compiler")
    CACHE.mkdir(parents=True, exist_ok=True)
    program = CACHE / "read-calendar"
    compiler = os.environ.get("CC", "cc")
    subprocess.run(
        [compiler, "-Wall", "-O1", str(STANDARDS / "read-calendar.c"), "-o", str(program), *shlex.split(flags)],
        check=True,
        timeout=120,
    )
    return program
