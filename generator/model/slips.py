"""Slips in the writing of a record, each with its manual page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.records import Record, Said
from generator.model.slug import slug
from generator.text.diagnostic import Diagnostic, Place, Severity, did_you_mean, explained, nearest
from generator.text.source import Span
from generator.text.yaml import Node, Scalar, Sequence

if TYPE_CHECKING:
    from generator.model.scalars import Refusal


def _error(code: str, where: Span, message: str, note: str = "", help: str = "") -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, where=where, note=note, help=help)


# Words people know from other programs, and ours.
OTHERWISE = {
    "location": "venue",
    "place": "venue",
    "time": "start",
    "start_time": "start",
    "end_time": "end",
    "starts": "start",
    "ends": "end",
    "description": "summary",
    "organizer": "organizers",
    "organiser": "organizers",
    "organisers": "organizers",
    "speaker": "speakers",
    "picture": "image",
    "content": "body",
    "text": "body",
    "author": "authors",
    "by": "authors",
    "type": "kind",
    "employer": "company",
    "redirect_from": "aliases",
    "link": "url",
}


def meant_by(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The fields an unknown key may have been meant for: none, or one."""
    names = list(known)
    other = OTHERWISE.get(key.casefold().replace("-", "_"))
    if other in names:
        return (str(other),)
    near = nearest(key, names)
    return (near,) if near else ()


@explained
def unknown_key(where: Span, key: str, kind: type[Struct], known: Mapping[str, object]) -> Diagnostic:
    """A key that the content format does not have.

    Usually a slip of the fingers, or a word from another program. Nothing is read
    from such a key, so what stands behind it would be missing on the site. What a
    chapter's own theme wants goes under `extra:`.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: 2026-03-12
        organizer: [ada-example]

        error[unknown-key]: an event has no `organizer`
         --> content/events/2026-03-12-coffee.yaml:3:1
          |
        3 | organizer: [ada-example]
          | ^^^^^^^^^
          = help: did you mean `organizers`?
    """
    meant = meant_by(key, known)
    if meant:
        help = f"did you mean `{meant[0]}`?"
    elif "extra" in known:
        help = "take it out, or put it under `extra:` if your theme uses it"
    else:
        help = f"it can have {listed(known)}"
    return _error("unknown-key", where, f"{a(kind)} has no `{key}`", help=help)


@explained
def not_in_translation(where: Span, key: str, kind: type[Struct]) -> Diagnostic:
    """A translation that says more than texts.

    Days, places, people and all else that is the same in every language stand in the
    original alone. So nobody is told another day in French, and what changes is changed once.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: 2026-03-12
        -- content/events/2026-03-12-coffee.fr.yaml --
        title: Le café
        date: 2026-03-13

        error[not-in-translation]: a translation gives no `date`: that is the original's to say
         --> content/events/2026-03-12-coffee.fr.yaml:2:1
          |
        2 | date: 2026-03-13
          | ^^^^
          = help: take this out; `date` is read from the event itself, for every language
    """
    what = a(kind).partition(" ")[2] if issubclass(kind, Record) else "original"
    return _error(
        "not-in-translation",
        where,
        f"a translation gives no `{key}`: that is the original's to say",
        help=f"take this out; `{key}` is read from the {what} itself, for every language",
    )


@explained
def missing_field(where: Span, name: str, kind: type[Struct]) -> Diagnostic:
    """A field that every record of its kind must have.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee

    error[missing-field]: an event needs `date`
     --> content/events/2026-03-12-coffee.yaml:1:1
      |
    1 | title: Coffee
      | ^
      = help: add a line `date: …`
    """
    return _error("missing-field", where, f"{a(kind)} needs `{name}`", help=f"add a line `{name}: …`")


@explained
def wrong_type(where: Span, name: str, read: str, wanted: str, help: str) -> Diagnostic:
    """A value of another sort than its field wants.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    capacity: about 20

    error[wrong-type]: `capacity` wants a whole number
     --> content/events/2026-03-12-coffee.yaml:3:11
      |
    3 | capacity: about 20
      |           ^^^^^^^^ read as `about 20`
      = help: write `20`
    """
    return _error("wrong-type", where, f"`{name}` wants {wanted}", f"read as {read}" if read else "", help)


def wrong_shape(where: Span, name: str, node: Node, wanted: str) -> Diagnostic:
    """A list, a mapping or a text where another of the three is wanted."""
    if isinstance(node, Scalar):
        read = quoted(node.text)
        help = f"write `{name}: [{_short(node.text)}]`" if wanted == "a list" else ""
    elif isinstance(node, Sequence):
        read = "a list"
        only = node.items[0] if len(node.items) == 1 else None
        help = f"write `{name}: {_short(only.text)}`" if isinstance(only, Scalar) else ""
    else:
        read, help = "a group of keys", ""
        if wanted == "a list":
            help = "put `- ` before the first key and indent the others under it"
    return wrong_type(where, name, read, wanted, help)


def refused(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """What a scalar's reader would not take, as a diagnostic under the reader's own code."""
    make = REFUSALS.get(refusal.code)
    if make is None:
        return wrong_type(where, name, quoted(text), refusal.wanted, refusal.help)
    return make(where, name, text, refusal)


@explained
def wrong_choice(where: Span, name: str, text: str, choices: tuple[str, ...]) -> Diagnostic:
    """A word that is none of those a field knows.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    status: canceled

    error[wrong-choice]: `status` cannot be `canceled`
     --> content/events/2026-03-12-coffee.yaml:3:9
      |
    3 | status: canceled
      |         ^^^^^^^^ one of tentative, confirmed, full, postponed, rescheduled, moved-online, cancelled
      = help: did you mean `cancelled`?
    """
    return _error(
        "wrong-choice",
        where,
        f"`{name}` cannot be {quoted(text)}",
        f"one of {', '.join(choices)}",
        did_you_mean(text, choices),
    )


@explained
def bad_date(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """A day that is not written year, month, day.

    Days are written `2026-10-15`, because 10/11 is October in one country and
    November in another.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: March 12, 2026

        error[bad-date]: `date` wants a day such as `2026-10-15`
         --> content/events/2026-03-12-coffee.yaml:2:7
          |
        2 | date: March 12, 2026
          |       ^^^^^^^^^^^^^^ read as `March 12, 2026`
          = help: write `2026-03-12`
    """
    return _error("bad-date", where, f"`{name}` wants {refusal.wanted}", f"read as {quoted(text)}", refusal.help)


@explained
def impossible_date(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """A day that no calendar has.

    -- content/events/2026-02-30-coffee.yaml --
    title: Coffee
    date: 2026-02-30

    error[impossible-date]: there is no `2026-02-30`
     --> content/events/2026-02-30-coffee.yaml:2:7
      |
    2 | date: 2026-02-30
      |       ^^^^^^^^^^ in `date`
      = help: the last day of that month is `2026-02-28`
    """
    return _error("impossible-date", where, f"there is no {quoted(text)}", f"in `{name}`", refusal.help)


@explained
def bad_time(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """An hour that is not written with a colon, or with `am` or `pm`.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    start: 20.00

    error[bad-time]: `start` wants an hour such as `8:00` or `18:30`
     --> content/events/2026-03-12-coffee.yaml:3:8
      |
    3 | start: 20.00
      |        ^^^^^ read as `20.00`
      = help: write `20:00`
    """
    return _error("bad-time", where, f"`{name}` wants {refusal.wanted}", f"read as {quoted(text)}", refusal.help)


@explained
def impossible_time(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """An hour that no day has.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    start: 25:00

    error[impossible-time]: there is no `25:00`
     --> content/events/2026-03-12-coffee.yaml:3:8
      |
    3 | start: 25:00
      |        ^^^^^ in `start`
      = help: hours go to 23, minutes to 59
    """
    return _error("impossible-time", where, f"there is no {quoted(text)}", f"in `{name}`", refusal.help)


@explained
def bad_duration(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """A length of time without its unit.

    -- content/chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/
    defaults:
      event_duration: 2

    error[bad-duration]: `event_duration` wants a length of time such as `2h` or `90m`
     --> content/chapter.yaml:5:19
      |
    5 |   event_duration: 2
      |                   ^ read as `2`
      = help: write `2m` or `2h`
    """
    return _error("bad-duration", where, f"`{name}` wants {refusal.wanted}", f"read as {quoted(text)}", refusal.help)


@explained
def unknown_zone(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """A time zone that the zone database does not have.

    Zones are named after a city, because an abbreviation such as EST is wrong for
    half the year.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: 2026-03-12
        timezone: America/Chigaco

        error[unknown-zone]: no time zone is called `America/Chigaco`
         --> content/events/2026-03-12-coffee.yaml:3:11
          |
        3 | timezone: America/Chigaco
          |           ^^^^^^^^^^^^^^^ `timezone` wants a time zone such as `America/Chicago`
          = help: did you mean `America/Chicago`?
    """
    return _error(
        "unknown-zone",
        where,
        f"no time zone is called {quoted(text)}",
        f"`{name}` wants {refusal.wanted}",
        refusal.help,
    )


@explained
def unknown_language(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """A language that is not named by its tag (BCP 47).

    -- content/chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/
    language: American English

    error[unknown-language]: `language` wants a language tag such as `en` or `es-MX`
     --> content/chapter.yaml:4:11
      |
    4 | language: American English
      |           ^^^^^^^^^^^^^^^^ read as `American English`
    """
    return _error(
        "unknown-language", where, f"`{name}` wants {refusal.wanted}", f"read as {quoted(text)}", refusal.help
    )


@explained
def bad_address(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """An address that no browser would open, or that would run a program.

    -- content/companies/press.yaml --
    name: Example Press
    website: press.example.com

    error[bad-address]: `website` wants an address that starts with `https://`
     --> content/companies/press.yaml:2:10
      |
    2 | website: press.example.com
      |          ^^^^^^^^^^^^^^^^^ read as `press.example.com`
      = help: write `https://press.example.com`
    """
    return _error("bad-address", where, f"`{name}` wants {refusal.wanted}", f"read as {quoted(text)}", refusal.help)


@explained
def bad_email(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """An e-mail address that no post office would take.

    -- content/members/ada-example.yaml --
    name: Ada Example
    contact:
      email: Ada <ada@example.com>

    error[bad-email]: `email` wants an e-mail address
     --> content/members/ada-example.yaml:3:10
      |
    3 |   email: Ada <ada@example.com>
      |          ^^^^^^^^^^^^^^^^^^^^^ read as `Ada <ada@example.com>`
      = help: write `ada@example.com`
    """
    return _error("bad-email", where, f"`{name}` wants {refusal.wanted}", f"read as {quoted(text)}", refusal.help)


@explained
def bad_path(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """A path that leads out of its folder, or that no address can have.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    image: ../../secret.jpg

    error[bad-path]: `image` wants a file in content/media, such as `tours/press.jpg`
     --> content/events/2026-03-12-coffee.yaml:3:8
      |
    3 | image: ../../secret.jpg
      |        ^^^^^^^^^^^^^^^^ read as `../../secret.jpg`
    """
    return _error("bad-path", where, f"`{name}` wants {refusal.wanted}", f"read as {quoted(text)}", refusal.help)


@explained
def bad_id(where: Span, name: str, text: str, refusal: Refusal) -> Diagnostic:
    """A record's name with characters that an address should not have.

    A record's id is the name of its file without the ending, and becomes its
    address: unaccented letters, digits, hyphens and underscores.

        -- content/events/2026-03-12-coffee.yaml --
        title: Coffee
        date: 2026-03-12
        host: Harbour Print

        error[bad-id]: `host` wants an id: a file's name without its ending
         --> content/events/2026-03-12-coffee.yaml:3:7
          |
        3 | host: Harbour Print
          |       ^^^^^^^^^^^^^ read as `Harbour Print`
          = help: write `harbour-print`
    """
    return _error("bad-id", where, f"`{name}` wants {refusal.wanted}", f"read as {quoted(text)}", refusal.help)


@explained
def bad_file_name(file: str, id: str) -> Diagnostic:
    """A file whose name cannot be an address.

    The name of a file, without its ending, is the record's address on the site:
    unaccented letters, digits, hyphens and underscores.

        -- content/venues/Café Example.yaml --
        name: Café Example

        error[bad-file-name]: `Café Example` cannot be an address
         --> content/venues/Café Example.yaml:1:1
          |
        1 | name: Café Example
          | ^^^^^^^^^^^^^^^^^^
          = help: rename the file to `cafe-example.yaml`
    """
    meant = slug(id)
    ending = file.rpartition(".")[2]
    return Diagnostic(
        code="bad-file-name",
        severity=Severity.ERROR,
        message=f"{quoted(id)} cannot be an address",
        where=Place(file),
        help=f"rename the file to `{meant}.{ending}`" if meant else "rename the file with letters or digits",
    )


@explained
def stray_file(file: str) -> Diagnostic:
    """A record outside the folders that records live in.

    -- content/2026-03-12-coffee.yaml --
    title: Coffee

    error[stray-file]: this file belongs in a folder
     --> content/2026-03-12-coffee.yaml:1:1
      |
    1 | title: Coffee
      | ^^^^^^^^^^^^^
      = help: move it to `content/events/`, `content/pages/` or where else it belongs
    """
    return Diagnostic(
        code="stray-file",
        severity=Severity.ERROR,
        message="this file belongs in a folder",
        where=Place(file),
        help="move it to `content/events/`, `content/pages/` or where else it belongs",
    )


@explained
def missing_charter() -> Diagnostic:
    """A chapter without `chapter.yaml`.

    That file says what the chapter is called, in which time zone it lives and where
    its site stands. Nothing can be published without it.
    """
    return Diagnostic(
        code="missing-charter",
        severity=Severity.ERROR,
        message="there is no file `chapter.yaml`",
        where=Place("content/chapter.yaml"),
        help="write one with `name`, `timezone` and `url`; `chapter new site DIR` makes a whole chapter to start from",
    )


REFUSALS = {
    "bad-date": bad_date,
    "impossible-date": impossible_date,
    "bad-time": bad_time,
    "impossible-time": impossible_time,
    "bad-duration": bad_duration,
    "unknown-zone": unknown_zone,
    "unknown-language": unknown_language,
    "bad-address": bad_address,
    "bad-email": bad_email,
    "bad-path": bad_path,
    "bad-id": bad_id,
}


# -- words ---------------------------------------------------------------------


def quoted(text: str) -> str:
    """A volunteer's text within a message: in backticks, cut to 60 characters."""
    return f"`{_short(text)}`"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


# Kinds that are not called what their class is. A part that nobody would count goes by its key.
CALLED = {
    "Charter": "a chapter", "Rsvp": "a sign-up", "AgendaItem": "a point of the agenda", "Earlier": "an earlier date",
    "Coverage": "a piece of coverage", "IntroductionDesk": "`introductions`", "SuggestionBox": "`suggestions`",
    **{name: f"`{name.casefold()}`" for name in ("Access", "Association", "Consent", "Contact", "Cost", "Defaults",
                                                 "Geo", "Join", "Online", "Repeats", "Repository", "Tour")},
}  # fmt: skip


def a(kind: type[Struct]) -> str:
    """A record's kind with its article: "an event", "a post"; a part that there is but one of, by its key: "`geo`"."""
    if issubclass(kind, Said):
        return "a translation"
    word = kind.__name__.casefold()
    return CALLED.get(kind.__name__, f"{'an' if word[0] in 'aeiou' else 'a'} {word}")


def listed(names: Iterable[str]) -> str:
    """Names in backticks, with commas."""
    return ", ".join(f"`{name}`" for name in names)
