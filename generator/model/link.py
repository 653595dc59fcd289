"""Records become a chapter: each id is looked up, each event settled.

An id that leads nowhere is reported once, at its place, and then left out, so that
everything after this can trust every id it meets. An id that names a file which
could not be read is left out silently: that file's own slip is reported already,
and ten echoes of it would only hide it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.model.chapter import Chapter, Occasion, Unread, settle
from generator.model.leaves import Leaf, leaves, without
from generator.model.records import (
    KIND_OF,
    KINDS,
    TARGETS,
    Byline,
    Charter,
    Event,
    Markdown,
    Recap,
    Record,
    Series,
    Translation,
)
from generator.model.scalars import is_id
from generator.model.slips import listed, quoted
from generator.model.translations import check_pieces, own_language, translation_without_original
from generator.text.diagnostic import MANUAL, Diagnostic, Label, Parsed, Place, Severity, did_you_mean, explained
from generator.text.prose import Library

R = TypeVar("R", bound=Record)

SINGULAR = {
    "members": "member",
    "companies": "company",
    "venues": "venue",
    "series": "series",
    "events": "event",
    "recaps": "recap",
    "posts": "post",
    "pages": "page",
    "ideas": "idea",
    "recommendations": "recommendation",
}


class Records(Struct, frozen=True, kw_only=True):
    """What could be read of a chapter's files, before anything is looked up."""

    charter: Charter
    # Whether that is what `chapter.yaml` says, and not a stand-in.
    chartered: bool
    records: tuple[Record, ...]
    translations: tuple[Translation, ...] = ()
    # Kind -> every id that has a file, those that could not be read included.
    stems: Mapping[str, frozenset[str]]
    # Kinds whose folder could not be read, or bears another name: any id may be in there.
    closed: frozenset[str] = frozenset()
    prose: Library
    # Texts that stand in more than one place.
    twice: frozenset[str] = frozenset()
    media: frozenset[str]

    def has(self, kind: str, id: str) -> bool:
        """Whether an id has a file, or may have one that could not be read."""
        return kind in self.closed or id in self.stems[kind]


def link(read: Records) -> Parsed[Chapter]:
    """Look up every id. The chapter is whole, whatever was wrong; `problems` says what was."""
    problems: list[Diagnostic] = []
    known: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for record in read.records:
        known[KIND_OF[type(record)]][record.id] = record

    def is_there(leaf: Leaf) -> bool:
        kind = TARGETS.get(leaf.type)
        return kind is not None and leaf.value in known[kind]

    def leads_nowhere(leaf: Leaf) -> bool:
        if leaf.type is Byline:
            return is_id(leaf.value) and leaf.value in read.stems["members"] and leaf.value not in known["members"]
        return leaf.type in TARGETS and not is_there(leaf)

    linked: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for record in (*read.records, read.charter):
        doubtful = [leaf for leaf in leaves(record, *TARGETS, Byline) if not is_there(leaf)]
        for leaf in doubtful:
            problems.extend(_unknown(record, leaf, read))
        whole = without(record, leads_nowhere) if any(map(leads_nowhere, doubtful)) else record
        if not isinstance(whole, Charter):
            linked[KIND_OF[type(whole)]][whole.id] = whole
    charter = without(read.charter, leads_nowhere)

    occasions = _settled(linked["events"].values(), linked["series"], charter)
    recaps, without_event = _of_events(linked["recaps"].values(), occasions, read)
    problems.extend(without_event)
    linked["recaps"] = dict(recaps)
    originals = {(Charter, charter.id): charter} | {
        (type(record), record.id): record
        for record in (*chain(*(linked[kind].values() for kind in KINDS)), *(one.event for one in occasions.values()))
    }
    translations, untranslated = _of_originals(read, originals)
    problems.extend(untranslated)
    return Parsed(
        Chapter(
            translations=translations,
            charter=charter,
            occasions=occasions,
            recaps=recaps,
            posts={post.id: post for post in sorted(linked["posts"].values(), key=lambda post: (post.date, post.id))},
            prose=read.prose,
            media=read.media,
            unread=Unread(
                ids={kind: ids - linked[kind].keys() for kind, ids in read.stems.items() if kind in linked}
                | ({} if read.chartered else {"chapter": frozenset(("chapter",))}),
                folders=read.closed,
            ),
            **{
                kind: {record.id: record for record in sorted(linked[kind].values(), key=lambda record: record.id)}
                for kind in ("members", "companies", "venues", "series", "pages", "ideas", "recommendations")
            },
        ),
        tuple(problems),
    )


def _settled(events: Iterable[Event], series: Mapping[str, Series], charter: Charter) -> dict[str, Occasion]:
    occasions = [settle(event, series.get(event.series), charter) for event in events]
    occasions.sort(key=lambda occasion: (occasion.interval.start.timestamp(), occasion.id))
    return {occasion.id: occasion for occasion in occasions}


def _of_events(
    recaps: Iterable[Recap], occasions: Mapping[str, Occasion], read: Records
) -> tuple[dict[str, Recap], list[Diagnostic]]:
    """Recaps in the order of their events, each with its event's id; and those that have no event."""
    problems: list[Diagnostic] = []
    found: dict[str, Recap] = {}
    for recap in recaps:
        event = recap.event or recap.id
        if event in occasions:
            found[recap.id] = replace(recap, event=event) if event != recap.event else recap
        elif "event" not in recap.given and not read.has("events", event):
            problems.append(recap_without_event(recap, occasions))
    order = {event: number for number, event in enumerate(occasions)}
    return dict(sorted(found.items(), key=lambda item: (order[item[1].event], item[0]))), problems


def _of_originals(
    read: Records, originals: Mapping[tuple[type[Struct], str], Any]
) -> tuple[dict[str, tuple[Translation, ...]], list[Diagnostic]]:
    """Language -> the translations into it, each of a record that is there; and what is wrong with them."""
    problems: list[Diagnostic] = []
    found: dict[str, list[Translation]] = {}
    for one in sorted(read.translations, key=lambda one: (one.tag, one.file)):
        kind, original = KIND_OF.get(one.original), originals.get((one.original, one.id))
        if read.chartered and one.tag.casefold() == read.charter.language.casefold():
            problems.append(own_language(one))
        elif original is not None:
            wrong = list(check_pieces(original, one, Place(one.file), original.file))
            problems.extend(wrong)
            if not wrong:
                # Whoever translates a draft writes a draft.
                is_draft = one.draft or getattr(original, "draft", False)
                found.setdefault(one.tag, []).append(replace(one, draft=is_draft))
        elif kind and not read.has(kind, one.id):
            problems.append(translation_without_original(one, SINGULAR[kind], read.stems[kind]))
    return {tag: tuple(translations) for tag, translations in found.items()}, problems


def _unknown(record: Record, leaf: Leaf, read: Records) -> Iterable[Diagnostic]:
    """A problem when a leaf is an id that no file has."""
    kind = TARGETS.get(leaf.type)
    if leaf.type is Byline and _looks_like_id(leaf.value):
        kind = "members"
    if kind is not None and not read.has(kind, leaf.value):
        yield unknown_id(Place(record.file, leaf.keys), kind, leaf.value, read.stems)


def _looks_like_id(text: str) -> bool:
    """`ada-example` is an id; `Ada Example` and `Cher` are names."""
    return is_id(text) and text == text.casefold() and "-" in text


def unknown_id(where: Place, kind: str, id: str, stems: Mapping[str, frozenset[str]]) -> Diagnostic:
    """An id that no file has.

    Records name one another by the name of the other's file, without its ending.
    This one leads nowhere, so the page could not say whom or what it means.

        -- content/members/ada-example.yaml --
        name: Ada Example
        company: harbor-print
        -- content/companies/harbour-print.yaml --
        name: Harbour Print

        error[unknown-company]: no company is called `harbor-print`
         --> content/members/ada-example.yaml:2:10
          |
        2 | company: harbor-print
          |          ^^^^^^^^^^^^ not found in content/companies/
          = help: did you mean `harbour-print`?
    """
    singular = SINGULAR[kind]
    help = did_you_mean(id, stems[kind])
    elsewhere = [SINGULAR[other] for other in stems if other != kind and id in stems[other]]
    if not help and elsewhere:
        help = f"there is a {elsewhere[0]} of that name"
    elif not help and len(stems[kind]) <= 8:
        help = f"there are {listed(sorted(stems[kind]))}" if stems[kind] else f"there is no {singular} yet"
    return Diagnostic(
        code=f"unknown-{singular}",
        severity=Severity.ERROR,
        message=f"no {singular} is called {quoted(id)}",
        where=where,
        note=f"not found in content/{kind}/",
        help=help,
    )


# One page serves the seven codes: they differ only in the folder that was looked in.
MANUAL.update({f"unknown-{singular}": unknown_id.__doc__ or "" for singular in SINGULAR.values()})


@explained
def recap_without_event(recap: Recap, events: Mapping[str, object]) -> Diagnostic:
    """A recap that belongs to no event.

    A recap takes its day, place and host from its event. Without a line `event:` it
    belongs to the event whose file has the same name.

        -- content/recaps/2026-02-12-coffee.md --
        ---
        summary: Good coffee.
        ---
        We met.

        error[recap-without-event]: no event is called `2026-02-12-coffee`
         --> content/recaps/2026-02-12-coffee.md:1:1
          |
        1 | ---
          | ^^^ this recap has no `event`, so its own name is taken
          = help: add a line `event: …` with the name of the event's file
    """
    near = did_you_mean(recap.id, events)
    return Diagnostic(
        code="recap-without-event",
        severity=Severity.ERROR,
        message=f"no event is called {quoted(recap.id)}",
        where=Place(recap.file),
        note="this recap has no `event`, so its own name is taken",
        help=near or "add a line `event: …` with the name of the event's file",
    )


@explained
def duplicate_id(second: Record, first: Record, kind: str) -> Diagnostic:
    """Two files of one kind with one name.

    Sub-folders mean nothing, and neither do capitals: the name of the file is the
    record's address, and two records cannot live at one.

        -- content/events/2026/coffee.yaml --
        title: Coffee
        date: 2026-03-12
        -- content/events/coffee.yaml --
        title: Another coffee
        date: 2026-04-12

        error[duplicate-id]: two events are called `coffee`
         --> content/events/coffee.yaml:1:1
          |
        1 | title: Another coffee
          | ^^^^^^^^^^^^^^^^^^^^^
         --> content/events/2026/coffee.yaml:1:1
          |
        1 | title: Coffee
          | ------------- the other one
          = help: rename one of the two files
    """
    return Diagnostic(
        code="duplicate-id",
        severity=Severity.ERROR,
        message=f"two {kind} are called {quoted(second.id)}",
        where=Place(second.file),
        related=(Label(where=Place(first.file), message="the other one"),),
        help="rename one of the two files",
    )


def markdown_texts(records: Iterable[Record]) -> Iterable[tuple[Record, Leaf]]:
    """Every Markdown text of the records, with its place."""
    for record in records:
        for leaf in leaves(record, Markdown):
            yield record, leaf
