"""Translations: what a file such as `2026-10-15-tour.fr.md` may say, and a chapter told in its language.

A translation has texts and nothing else. The day, the place, the status, who speaks
and who agreed to what stand in the original alone, so no translation can tell another
day, and whoever moves an event moves it in every language. What a translation leaves
unsaid stays as the original says it.

`TRANSLATED` lists what may be said otherwise. The classes of translations are made
from it and from the records' own, when the first file asks for one. Pieces of a list
(the points of an agenda, the pictures of a recap) are told apart by their order, so a
translation has as many as its original.

Not translated: members, whose words are their own and who agreed to those; ideas and
recommendations, which stand on one page with others, in the chapter's language.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct, defstruct
from msgspec.structs import fields, replace

from generator.model.chapter import Chapter, Occasion, settle
from generator.model.leaves import Keys
from generator.model.records import (
    Access,
    AgendaItem,
    Charter,
    Company,
    Cost,
    Coverage,
    Earlier,
    Event,
    Image,
    Link,
    Page,
    Photo,
    Post,
    Recap,
    Record,
    Rsvp,
    Said,
    Series,
    Takeaway,
    Tour,
    Translation,
    Venue,
    Words,
)
from generator.model.scalars import Refusal, is_id, read_language
from generator.text.diagnostic import Diagnostic, Place, Severity, did_you_mean, explained

OF_EVENTS = ("notice", "previous", "room", "agenda", "cost", "rsvp", "tour", "access", "image", "links", "summary")

TRANSLATED: Mapping[type[Struct], tuple[str, ...]] = {
    Charter: ("words", "tagline", "description", "logo", "image", "links"),
    Company: ("industry", "summary", "body"),
    Venue: ("directions", "parking", "transit", "access", "body"),
    Series: ("title", *OF_EVENTS, "body"),
    Event: ("title", *OF_EVENTS, "body"),
    Recap: ("title", "summary", "takeaways", "photos", "coverage", "thanks", "body"),
    Post: ("title", "summary", "image", "body"),
    Page: ("title", "summary", "menu_label", "body"),
    Access: ("step_free", "entrance", "restroom", "parking", "hearing_loop", "quiet_space", "contact", "notes"),
    AgendaItem: ("title", "kind", "body"),
    Cost: ("note",),
    Coverage: ("title",),
    Earlier: ("reason",),
    Image: ("alt", "credit"),
    Link: ("label",),
    Photo: ("alt", "credit"),
    Rsvp: ("note",),
    Takeaway: ("idea", "topic"),
    # What is said at the gate is for members, and no page in another language is.
    Tour: ("facility", "bring", "wear", "id_required", "minors", "walking", "rules"),
}


def parted(stem: str) -> tuple[str, str]:
    """The id and the language in a file's name without its ending: `tour.fr` is `tour` in `fr`."""
    id, dot, tag = stem.rpartition(".")
    is_translation = dot and is_id(id) and "_" not in tag and not isinstance(read_language(tag), Refusal)
    return (id, tag) if is_translation else (stem, "")


@cache
def translation_of(kind: type[Record]) -> type[Translation]:
    """The class of the translations of a kind of record."""
    translation: type[Translation] = _made(kind, Translation)
    return translation


@cache
def _piece(kind: type[Struct]) -> type[Said]:
    piece: type[Said] = _made(kind, Said)
    return piece


def _made(kind: type[Struct], base: type[Struct]) -> type[Any]:
    hints = get_type_hints(kind, include_extras=True)
    defaults = {field.name: "" if field.default is NODEFAULT else field.default for field in fields(kind)}
    return defstruct(
        f"{kind.__name__}Translation",
        [_field(name, hints[name], defaults[name]) for name in TRANSLATED[kind]],
        bases=(base,),
        module=__name__,
        namespace={"__doc__": kind.__doc__, "original": kind},
        frozen=True,
        kw_only=True,
    )


def _field(name: str, hint: Any, default: Any) -> tuple[str, Any, Any]:
    """A field of a translation, not required."""
    written, *sentence = get_args(hint)
    said = _in_words(written)
    if not isinstance(default, str | tuple | Words):
        said, default = said | None, None
    return name, Annotated[said, *sentence], default


def _in_words(hint: Any) -> Any:
    """A type, its parts become pieces of a translation."""
    if get_origin(hint) is tuple:
        return tuple[_in_words(get_args(hint)[0]), ...]  # type: ignore[misc]
    if get_origin(hint) in (Union, types.UnionType):
        options = tuple(_in_words(one) for one in get_args(hint) if one is not type(None))
        return Union[options]  # noqa: UP007
    return _piece(hint) if hint in TRANSLATED else hint


# -- a chapter in another language -----------------------------------------------------


def chapter_in(chapter: Chapter, translations: Iterable[Translation]) -> Chapter:
    """The chapter as these translations tell it; what they leave unsaid stays as it is."""
    said = {(one.original, one.id): one for one in translations}

    def told(records: Mapping[str, Any]) -> dict[str, Any]:
        return {
            id: overlaid(record, said[type(record), id]) if (type(record), id) in said else record
            for id, record in records.items()
        }

    series = told(chapter.series)

    def occasion_told(one: Occasion) -> Occasion:
        translation = said.get((Event, one.id))
        event = overlaid(one.event, translation) if translation else one.event
        usual = series[one.series.id] if one.series else None
        if event is one.event and usual is one.series:
            return one
        # What the series says for it is said anew; when it takes place is not.
        return replace(one, event=settle(event, usual, chapter.charter).event, series=usual)

    return replace(
        chapter,
        charter=told({chapter.charter.id: chapter.charter})[chapter.charter.id],
        companies=told(chapter.companies),
        venues=told(chapter.venues),
        series=series,
        occasions={id: occasion_told(one) for id, one in chapter.occasions.items()},
        recaps=told(chapter.recaps),
        posts=told(chapter.posts),
        pages=told(chapter.pages),
    )


def overlaid(original: Any, said: Said) -> Any:
    """A record or a part, with the texts of its translation."""
    if isinstance(said, Translation):
        names = said.given - {"draft"}
        # One edits what one reads.
        changes: dict[str, Any] = {"file": said.file, "given": original.given | names}
    else:
        names, changes = frozenset(name for name in TRANSLATED[said.original] if getattr(said, name)), {}
    changes |= {name: _told(getattr(original, name), getattr(said, name)) for name in names}
    return replace(original, **changes)


def _told(own: Any, value: Any) -> Any:
    if isinstance(value, Said):
        return overlaid(own, value)
    if isinstance(value, tuple) and any(isinstance(one, Struct) for one in (*own, *value)):
        return tuple(_told(*pair) for pair in zip(own, value, strict=True))
    # A takeaway may be its idea alone.
    return replace(own, idea=value) if isinstance(own, Takeaway) else value


# -- what is wrong with a translation ----------------------------------------------------


def check_pieces(original: Any, said: Said, at: Place, whole: str) -> Iterator[Diagnostic]:
    """Parts and lists of a translation that its original does not have like that. `whole` is the original's file."""
    for name in TRANSLATED[said.original]:
        own, value, keys = getattr(original, name), getattr(said, name), (*at.keys, name)
        if not value:
            continue
        if not isinstance(value, tuple):
            yield from _check_piece(own, value, at, keys, whole)
        elif len(own) != len(value) and any(isinstance(one, Struct) for one in (*own, *value)):
            yield other_pieces(at._replace(keys=keys), name, len(value), len(own))
        else:
            for number, pair in enumerate(zip(own, value, strict=False)):
                yield from _check_piece(*pair, at, (*keys, number), whole)


def _check_piece(own: Any, value: Any, at: Place, keys: Keys, whole: str) -> Iterator[Diagnostic]:
    if isinstance(value, Said):
        if isinstance(own, value.original):
            yield from check_pieces(own, value, at._replace(keys=keys), whole)
        else:
            yield nothing_to_translate(at._replace(keys=keys), whole)
    elif isinstance(own, Struct) and not isinstance(own, Takeaway) and isinstance(value, str):
        yield nothing_to_translate(at._replace(keys=keys), whole)


@explained
def other_pieces(where: Place, name: str, here: int, there: int) -> Diagnostic:
    """A translation whose list is longer or shorter than its original's.

    The points of an agenda, links and pictures have no names, so a translation says
    them in the order of its original: as many, each with its texts alone.

        -- content/events/2026-03-12-talk.yaml --
        title: Cold calls
        date: 2026-03-12
        agenda:
          - {start: "18:00", title: Doors}
          - {start: "18:30", title: The talk}
        -- content/events/2026-03-12-talk.fr.yaml --
        title: Prospection
        agenda:
          - {title: Accueil}

        error[other-pieces]: `agenda` has 1 piece here and 2 in the original
         --> content/events/2026-03-12-talk.fr.yaml:3:3
          |
        3 |   - {title: Accueil}
          |   ^^^^^^^^^^^^^^^^^^
          = help: give one for each of the original's, in the same order
    """
    pieces = "1 piece" if here == 1 else f"{here} pieces"
    return Diagnostic(
        code="other-pieces",
        severity=Severity.ERROR,
        message=f"`{name}` has {pieces} here and {there} in the original",
        where=where,
        help="give one for each of the original's, in the same order",
    )


@explained
def nothing_to_translate(where: Place, whole: str) -> Diagnostic:
    """A translation of something that its original does not have, or has in another form.

    -- content/events/2026-03-12-talk.yaml --
    title: Cold calls
    date: 2026-03-12
    -- content/events/2026-03-12-talk.fr.yaml --
    title: Prospection
    tour: {wear: [des chaussures fermées]}

    error[nothing-to-translate]: the original says nothing that this would translate
     --> content/events/2026-03-12-talk.fr.yaml:2:7
      |
    2 | tour: {wear: [des chaussures fermées]}
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: write it in `content/events/2026-03-12-talk.yaml` first, for every language
    """
    return Diagnostic(
        code="nothing-to-translate",
        severity=Severity.ERROR,
        message="the original says nothing that this would translate",
        where=where,
        help=f"write it in `{whole}` first, for every language",
    )


@explained
def translation_without_original(said: Translation, singular: str, stems: Iterable[str]) -> Diagnostic:
    """A translation of a record that is not there.

    A file whose name ends in a language, `2026-03-12-coffee.fr.yaml`, says in French what
    `2026-03-12-coffee.yaml` says in the chapter's own language. The two bear one name.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: 2026-03-12
        -- content/events/2026-03-12-cofee.fr.yaml --
        title: Le café

        error[translation-without-original]: no event is called `2026-03-12-cofee`
         --> content/events/2026-03-12-cofee.fr.yaml:1:1
          |
        1 | title: Le café
          | ^^^^^^^^^^^^^^ this file would be its translation
          = help: did you mean `2026-03-12-coffee`?
    """
    return Diagnostic(
        code="translation-without-original",
        severity=Severity.ERROR,
        message=f"no {singular} is called `{said.id}`",
        where=Place(said.file),
        note="this file would be its translation",
        help=did_you_mean(said.id, stems) or "write the original first, in the chapter's own language",
    )


@explained
def own_language(said: Translation) -> Diagnostic:
    """A translation into the language that the chapter speaks already.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    -- content/events/2026-03-12-coffee.en.yaml --
    title: Coffee!

    error[own-language]: the chapter itself speaks `en`
     --> content/events/2026-03-12-coffee.en.yaml:1:1
      |
    1 | title: Coffee!
      | ^^^^^^^^^^^^^^
      = help: write it in the original, and take this file away
    """
    return Diagnostic(
        code="own-language",
        severity=Severity.ERROR,
        message=f"the chapter itself speaks `{said.tag}`",
        where=Place(said.file),
        help="write it in the original, and take this file away",
    )


@explained
def not_translated(file: str, record: str) -> Diagnostic:
    """A translation of what stands on no page of its own, or is somebody's own word.

    What a member agreed to be published is what the member's file says. Ideas and
    recommendations stand on one page with others, in the chapter's language.

        -- content/members/ada-example.yaml --
        name: Ada Example
        -- content/members/ada-example.fr.yaml --
        title: Présidente

        error[not-translated]: a member has no translations
         --> content/members/ada-example.fr.yaml:1:1
          |
        1 | title: Présidente
          | ^^^^^^^^^^^^^^^^^
          = help: translate events, series, recaps, posts, pages, companies and venues
    """
    return Diagnostic(
        code="not-translated",
        severity=Severity.ERROR,
        message=f"{record} has no translations",
        where=Place(file),
        help="translate events, series, recaps, posts, pages, companies and venues",
    )
