"""What volunteers wrote themselves, passage by passage, and where a private value stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date
from typing import NamedTuple

from generator.model.chapter import Chapter, records_of
from generator.model.consent import is_listed, member_named, person, withheld_pictures
from generator.model.leaves import Keys, leaves
from generator.model.paths import media_named
from generator.model.private import A_NUMBER, ADDRESSES, PrivateValue, digits_of, plain_address
from generator.model.records import (
    Event,
    Markdown,
    MediaPath,
    Member,
    Record,
    Series,
    SitePath,
    Speaker,
    Tag,
    Target,
    Translation,
    Url,
)
from generator.pattern import pattern
from generator.text.diagnostic import Place
from generator.text.spelling import fold, mentions, skim

# The kinds of values that are somebody's own words; an id, a date or a choice is not.
WRITTEN = frozenset((str, Markdown, Tag, Target, Url, SitePath))


# What is shown to whom it may be shown, and to nobody else.
NOT_AS_WRITTEN: Mapping[type[Record], tuple[Keys, ...]] = {
    Member: (("name",), ("display_name",), ("contact",)),
    Event: (("online",), ("tour", "gate")),
    Series: (("online",), ("tour", "gate")),
}


class Passage(NamedTuple):
    """A text that is published as it is written, and its place."""

    text: str
    where: Place


def passages(chapter: Chapter, today: Date) -> tuple[Passage, ...]:
    """Every text of the chapter that some page shows as it is written, and the names of its files."""
    withheld = withheld_pictures(chapter, today)
    named: set[str] = set()
    found: list[tuple[str, Place]] = []
    for record in records_of(chapter):
        if getattr(record, "draft", False) or (isinstance(record, Member) and not is_listed(record, today)):
            continue
        if not isinstance(record, Member):
            found.append((record.id, Place(record.file)))
        found.extend((text, Place(record.file, keys)) for text, keys in _extra(record))
        unsaid = tuple(_unsaid(chapter, record, withheld, today))
        for leaf in leaves(record, MediaPath, *WRITTEN):
            if leaf.type is MediaPath or leaf.type is Target:
                named.add(media_named(leaf.value) if leaf.type is Target else leaf.value)
            if leaf.type is Markdown:
                named.update(map(media_named, chapter.prose.outline(leaf.value).targets))
            # What a series says for its events is looked at in the series.
            own = leaf.keys[0] in record.given and not any(leaf.keys[: len(keys)] == keys for keys in unsaid)
            if own and leaf.type in WRITTEN and isinstance(leaf.value, str):
                found.append((leaf.value, Place(record.file, leaf.keys)))
    found.extend((path, Place(f"content/media/{path}")) for path in sorted((chapter.media & named) - withheld))
    return tuple(Passage(text, where) for text, where in found)


def _unsaid(chapter: Chapter, record: Record, withheld: frozenset[str], today: Date) -> Iterator[Keys]:
    """What of a record no page shows as it is written: who is a member is shown as far as consent goes."""
    # These have a rule of their own: who may know them.
    yield from NOT_AS_WRITTEN.get(type(record), ())
    if isinstance(record, Member):
        shown = person(record, today)
        yield from ((name,) for name in ("topics", "can_help_with", "would_like_to_meet") if not getattr(shown, name))
        if not shown.bio:
            yield ("body",)
    # The pictures of a translation are its original's.
    for leaf in leaves(chapter.original_of(record) if isinstance(record, Translation) else record, MediaPath):
        if leaf.value in withheld:
            yield from ((*leaf.keys[:-1], name) for name in ("alt", "credit"))
    if isinstance(record, Event):
        for keys, one in _speakers(record):
            if isinstance(one, Speaker) and member_named(chapter, one.name, today):
                yield keys


def _speakers(event: Event) -> Iterator[tuple[Keys, object]]:
    yield from ((("speakers", number), one) for number, one in enumerate(event.speakers))
    for at, item in enumerate(event.agenda):
        yield from ((("agenda", at, "speakers", number), one) for number, one in enumerate(item.speakers))


def _extra(record: Record) -> Iterator[tuple[str, Keys]]:
    """The texts for the chapter's own theme."""

    def texts(value: object, keys: Keys) -> Iterator[tuple[str, Keys]]:
        if isinstance(value, str):
            yield value, keys
        elif isinstance(value, tuple | list):
            for number, item in enumerate(value):
                yield from texts(item, (*keys, number))

    for name, value in record.extra.items:
        yield from texts(value, ("extra", name))


def found_in(found: Iterable[Passage], values: Iterable[PrivateValue]) -> Iterator[tuple[PrivateValue, Place]]:
    """Each private value that a passage holds, with its place there; each once in a passage."""
    texts = tuple(found)
    # One look through everything tells which values are worth a second: mostly none.
    skimmed = tuple(f" {' '.join(skim(one.text).split())} " for one in texts)
    seen = {word for letters in skimmed for word in letters.split()}
    # Addresses stand where nobody sees them: in links and tags.
    plain = "\0".join(one.text for one in texts).lower().encode("ascii", "replace")
    parts, digits = set(_parts(plain)), plain.translate(None, NO_DIGITS)
    for value in values:
        words = skim(value.text).split()
        if value.kind == "phone":
            number = digits_of(value.text)
            places = (_number(one, number) for one in texts) if number[-A_NUMBER:].encode() in digits else ()
        elif value.kind in ADDRESSES:
            address = plain_address(value.text)
            places = (_address(one, address) for one in texts) if parts.issuperset(_parts(address.encode())) else ()
        else:
            spaced = f" {' '.join(words)} "
            near = (one for one, letters in zip(texts, skimmed, strict=True) if spaced in letters)
            places = (_worded(one, fold(value.text), value.within) for one in near) if seen.issuperset(words) else ()
        yield from ((value, where) for where in places if where)


def _parts(plain: bytes) -> list[bytes]:
    """The letters and digits of ASCII text, in small letters, between all other characters."""
    return plain.translate(GAPS).split()


GAPS = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
# Every byte that is no digit.
NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))


def _worded(passage: Passage, words: str, within: tuple[str, ...]) -> Place | None:
    rest = f" {fold(passage.text)} "
    for longer in within:
        rest = rest.replace(f" {longer} ", " \0 ")
    if f" {words} " not in rest:
        return None
    spans = mentions(passage.text, words)
    # A file's name has no text to point into.
    return passage.where._replace(within=spans[0]) if spans and passage.where.keys else passage.where


def _address(passage: Passage, address: str) -> Place | None:
    if address not in passage.text.lower():
        return None
    match = re.search(rf"(?<![\w@.-])(?:www\.)?{re.escape(address)}(?![\w-])", passage.text, re.IGNORECASE)
    return passage.where._replace(within=match.span()) if match and passage.where.keys else None


_NUMBER = pattern(r"(?<![\w.])\+?\(?\d[\d\s().\-–/]{5,}\d(?!\w)")


def _number(passage: Passage, digits: str) -> Place | None:
    """A telephone number, however its digits are parted, with the country's code or without."""
    for match in _NUMBER.finditer(passage.text):
        written = digits_of(match[0])
        if len(written) >= A_NUMBER and (written.endswith(digits) or digits.endswith(written)):
            return passage.where._replace(within=match.span())
    return None
