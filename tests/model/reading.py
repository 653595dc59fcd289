"""A chapter in a test, read from a text without touching the disk."""

from __future__ import annotations

from functools import partial

from generator.model.chapter import Chapter, Occasion
from generator.model.gather import gather
from generator.model.link import link
from generator.recall import parse_packed
from generator.text.diagnostic import Parsed
from generator.text.prose import Fetch
from generator.text.source import Source
from tests.chapter import TINY, files_of


def parse_held(text: str) -> Parsed[Fetch]:
    """A text parsed, and its prose held here."""
    packed, problems = parse_packed(text)
    return Parsed(lambda: packed, problems)


def read(text: str) -> Parsed[Chapter]:
    """The chapter of a text's files, and what is wrong with it."""
    files = TINY | files_of(text)
    sources = [Source(file, body) for file, body in sorted(files.items()) if "/media/" not in file]
    media = frozenset(file.removeprefix("content/media/") for file in files if "/media/" in file)
    records, undecoded = gather(sources, media, partial(map, parse_held))
    chapter, unlinked = link(records)
    return Parsed(chapter, (*undecoded, *unlinked))


def chapter_of(text: str) -> Chapter:
    """A chapter in which nothing is wrong."""
    chapter, problems = read(text)
    assert not problems, problems
    return chapter


def occasion_of(fields: str, more: str = "") -> Occasion:
    """An event of these fields, settled; `more` are further files."""
    return chapter_of(f"-- content/events/x.yaml --\ntitle: X\n{fields}\n{more}").occasions["x"]


def told(text: str) -> list[tuple[str, str]]:
    """The messages about a chapter's files: code and message."""
    return [(problem.code, problem.message) for problem in read(text).problems]
