"""Catalogs: the site's English words, said in another language (gettext's PO files)."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from generator.pattern import pattern
from generator.text.source import Source

WORDS = Path(__file__).parent / "words"
# Every message there is, in English.
TEMPLATE = "messages.pot"

# A place in a message, to be filled: `{person}`. Nothing else may stand in braces: a value is to be shown, not asked.
PLACE = pattern(r"\{([a-z_]+)\}")


class Catalog(NamedTuple):
    """What a PO file says: English message → its forms, and gettext's rule that picks one of them."""

    messages: Mapping[str, tuple[str, ...]]
    plural: str


def read_catalog(text: str) -> Catalog:
    """A PO file's text, read. Messages not yet translated, or only guessed, are left out. Raises ValueError."""
    # Whoever speaks English does not import it.
    from babel.messages.pofile import PoFileError, read_po

    try:
        found = read_po(StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise ValueError(str(error)) from error
    messages = {}
    for message in found:
        if message.id and not message.fuzzy:
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if forms and all(forms):
                messages[key_of(message.id)] = forms
    return Catalog(messages, found.plural_expr)


def read_template(text: str) -> Mapping[str, frozenset[str]]:
    """The messages that a PO template lists, each with the names of its places. Raises ValueError."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        listed = [message.id for message in read_po(StringIO(text), abort_invalid=True) if message.id]
    except PoFileError as error:
        raise ValueError(str(error)) from error
    return {key_of(one): frozenset(PLACE.findall(one if isinstance(one, str) else " ".join(one))) for one in listed}


def fits(said: str, places: frozenset[str]) -> bool:
    """Whether words can be said with these places filled. Where there are none, a brace is a brace."""
    rest = PLACE.sub(lambda place: "" if place[1] in places else place[0], said)
    return not places or not ({"{", "}"} & {*rest})


def key_of(message: str | list[str] | tuple[str, ...]) -> str:
    """What a message is found by: its English, or its English for one."""
    return message if isinstance(message, str) else message[0]


def catalog_names(tag: str) -> tuple[str, ...]:
    """The files in which a language may be said: `fr-CA.po`, or else `fr.po`."""
    return tuple(dict.fromkeys((f"{tag}.po", f"{tag.split('-')[0]}.po")))


def own_catalogs(name: str) -> tuple[Source, ...]:
    """The program's own file of a name, if there is one."""
    file = WORDS / name
    return (Source(f"generator/language/words/{name}", file.read_text("utf-8")),) if file.is_file() else ()
