"""What machines are given of the poisoned chapter, read back: each text whole, and nothing that no text should bring.

The harmless twin of the chapter has plain words where the chapter has hostile ones. So
whatever the twin's calendars, cards, feeds and data consist of, property by property,
the chapter's must consist of too; and where the twin says `Harmless q12q` alone, the
chapter says the text of that mark, to the letter.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import icalendar
import pytest
from lxml import etree

from generator.model import records
from tests.crawl import is_page
from tests.poison.chapter import Filler, published

HARMLESS = re.compile(r"Harmless (q\d+q)")
LOUD = re.compile(r"HARMLESS (Q\d+Q)")


class Twins(NamedTuple):
    """The chapter and its twin, address -> bytes, and what the chapter says: mark -> its type and text."""

    poisoned: dict[str, bytes]
    harmless: dict[str, bytes]
    said: dict[str, tuple[Any, str]]

    def both(self, ending: str) -> list[tuple[str, bytes, bytes]]:
        """The files with an ending that both have."""
        shared = [url for url in self.harmless if url.endswith(ending) and url in self.poisoned]
        return [(url, self.poisoned[url], self.harmless[url]) for url in shared]

    def expected(self, value: str) -> str | None:
        """What the chapter says where its twin says `value`; None where that is not a matter of plain texts alone."""
        marks = HARMLESS.findall(value)
        if any(self.said[mark][0] is records.Markdown for mark in marks) or re.search(r"Harmless(?! q\d+q)|…", value):
            return None
        said = HARMLESS.sub(lambda found: plain(self.said[found[1]][1]), value)
        # A status stands in capital letters before a title.
        return LOUD.sub(lambda found: plain(self.said[found[1].lower()][1]).upper(), said)


def plain(text: str) -> str:
    """A text as one paragraph, which is what the program makes of it."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def twins() -> Twins:
    fillers = [Filler(6, 2, tame=tame) for tame in (False, True)]
    return Twins(*map(published, fillers), fillers[0].said)


# -- calendars and cards -----------------------------------------------------------------


class Line(NamedTuple):
    """A content line: `NAME;PARAM=…:value`."""

    name: str
    params: tuple[str, ...]
    value: str


def lines(text: bytes) -> list[Line]:
    """The content lines of a calendar or a card (RFC 5545, 3.1)."""
    assert text.endswith(b"\r\n") and not re.search(rb"(?<!\r)\n|\r(?!\n)", text)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    found = []
    for line in text.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line)
        head, value = re.fullmatch(r'((?:[^":]|"[^"]*")*):(.*)', line, re.DOTALL).groups()  # type: ignore[union-attr]
        name, *params = re.findall(r'(?:[^";]|"[^"]*")+', head)
        found.append(Line(name, tuple(param.partition("=")[0] for param in params), value))
    return found


@pytest.mark.parametrize("ending", [".ics", ".vcf"])
def test_calendars_and_cards_have_the_twin_s_properties_and_no_others(twins: Twins, ending: str) -> None:
    files = twins.both(ending)
    assert len(files) >= 5
    for url, ours, theirs in files:
        assert [(one.name, one.params) for one in lines(ours)] == [(one.name, one.params) for one in lines(theirs)], url


def test_an_address_book_reads_each_text_whole(twins: Twins) -> None:
    compared = 0
    for url, ours, theirs in twins.both(".vcf"):
        for one, twin in zip(lines(ours), lines(theirs), strict=True):
            expected = twins.expected(unescaped(twin.value))
            if expected is not None and "Harmless" in twin.value:
                assert unescaped(one.value) == expected, url
                compared += 1
    assert compared > 10


def unescaped(value: str) -> str:
    """RFC 6350, 3.4."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_a_calendar_program_reads_each_text_whole(twins: Twins) -> None:
    compared = 0
    for url, ours, theirs in twins.both(".ics"):
        for one, twin in zip(*(icalendar.Calendar.from_ical(text).walk() for text in (ours, theirs)), strict=True):
            assert one.errors == [] and one.name == twin.name
            for name in ("SUMMARY", "LOCATION", "X-WR-CALNAME", "COMMENT"):
                expected = twins.expected(str(twin.get(name, "")))
                if expected:
                    said = str(one[name])
                    # Of what begins with X- a reader knows no type.
                    assert (unescaped(said) if name.startswith("X-") else said) == expected, (url, name)
                    compared += "Harmless" in str(twin[name])
    assert compared > 20


# -- feeds and data ------------------------------------------------------------------------


def shape(element: etree._Element) -> list[tuple[Any, ...]]:
    """Which elements and attributes a document has, in order."""
    return [(one.tag, *sorted(one.keys())) for one in element.iter()]


@pytest.mark.parametrize("url", ["/feed.xml", "/events/feed.xml"])
def test_feeds_have_the_twin_s_elements_and_no_others(twins: Twins, url: str) -> None:
    ours, theirs = (etree.fromstring(files[url]) for files in (twins.poisoned, twins.harmless))
    assert shape(ours) == shape(theirs)
    for one, twin in zip(ours.iter("{*}title", "{*}name"), theirs.iter("{*}title", "{*}name"), strict=True):
        assert twins.expected(twin.text or "") in (None, one.text)


Place = tuple[str, ...]


def values(data: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value of a JSON document, with where it stands; lists may have another order, by names.

    Which links are pages of one's own (`sameAs`) depends on where they lead, and the twin's lead elsewhere.
    """
    if isinstance(data, dict):
        for key, value in data.items():
            if key != "sameAs":
                yield from values(value, (*at, key))
    elif isinstance(data, list):
        for value in data:
            yield from values(value, (*at, "*"))
    else:
        yield at, data


def same(twins: Twins, ours: Any, theirs: Any, where: str) -> int:
    """Hold one document against the twin's, and count the hostile texts that were read back."""
    mine, others = list(values(ours)), list(values(theirs))
    assert Counter(at for at, _ in mine) == Counter(at for at, _ in others), where
    said = Counter(mine)
    cut = [(at, value[:-1]) for at, value in mine if isinstance(value, str) and value.endswith("…")]
    compared = 0
    for at, twin in others:
        expected = twins.expected(twin) if isinstance(twin, str) and "Harmless" in twin else None
        if expected is not None and not {"url", "image", "sameAs", "@id"} & {*at}:
            # After a price stands a period only where a sentence follows: one that begins with a capital letter.
            told = {expected, expected.replace(". ", ", ", 1)} if "cost" in at else {expected}
            is_said = any((at, text) in said for text in told) or any(
                at == place and expected.startswith(text) for place, text in cut
            )
            assert is_said, (where, at, expected)
            compared += 1
    return compared


@pytest.mark.parametrize("url", ["/feed.json", "/chapter.json"])
def test_data_have_the_twin_s_fields_and_no_others(twins: Twins, url: str) -> None:
    ours, theirs = (json.loads(files[url]) for files in (twins.poisoned, twins.harmless))
    assert same(twins, ours, theirs, url) > 5


LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def test_structured_data_say_each_text_whole_and_end_where_they_should(twins: Twins) -> None:
    compared = 0
    for url, ours, theirs in twins.both("/"):
        if is_page(url) and not url.startswith("/tags/"):
            mine, others = ([json.loads(one) for one in LINKED.findall(text.decode())] for text in (ours, theirs))
            compared += same(twins, mine, others, url)
    assert compared > 100


# -- hosts' files ----------------------------------------------------------------------------


def test_hosts_are_told_what_they_would_be_told_without_a_hostile_text(twins: Twins) -> None:
    for url in ("/_headers", "/robots.txt"):
        assert twins.poisoned[url] == twins.harmless[url]
    for line in twins.poisoned["/_redirects"].decode().splitlines():
        assert re.fullmatch(r"/[A-Za-z0-9/_.~%-]* /[A-Za-z0-9/_.~%-]* 301!?", line), line


def test_the_sitemap_lists_addresses_of_the_site_alone(twins: Twins) -> None:
    places = etree.fromstring(twins.poisoned["/sitemap.xml"]).findall(".//{*}loc")
    assert len(places) > 60
    for place in places:
        path = (place.text or "").removeprefix("https://small.example.org")
        assert path in twins.poisoned and re.fullmatch(r"/[a-z0-9/-]*", path)
