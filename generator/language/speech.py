"""What the site speaks: a language with all its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from generator.language.catalog import TEMPLATE, catalog_names, fits, own_catalogs, read_catalog, read_template
from generator.language.english import ENGLISH
from generator.language.language import Language
from generator.text.diagnostic import Diagnostic, Parsed, Place, Severity, did_you_mean, explained
from generator.text.source import Source, Span

# The catalogs of a name that a theme has: `fr.po`, `messages.pot`.
Themed = Callable[[str], tuple[Source, ...]]


def speak(tag: str, themed: Themed, words: Mapping[str, str], file: str) -> Parsed[Language]:
    """A language with the program's words, a theme's, and a chapter's own, the later ones winning.

    `tag` is BCP 47; `words` are by their English; `file` is the one that says both.
    A language that nobody knows is English.
    """
    language = known_language(tag)
    problems: list[Diagnostic] = []
    if language is None:
        return Parsed(replace(ENGLISH, tag=tag), (unspoken_language(Place(file, ("language",)), tag),))
    messages: dict[str, tuple[str, ...]] = {}
    plural = language.plural
    if not language.is_english:
        sources = [*first_of(own_catalogs, tag), *first_of(themed, tag)]
        if not sources:
            problems.append(untranslated_language(Place(file, ("language",)), tag))
        for source in sources:
            try:
                catalog = read_catalog(source.text)
            except ValueError as error:
                problems.append(unreadable_catalog(source, str(error)))
            else:
                messages |= catalog.messages
                plural = catalog.plural
    if words:
        known: dict[str, frozenset[str]] = {}
        for source in (*own_catalogs(TEMPLATE), *themed(TEMPLATE)):
            known |= read_template(source.text)
        for english, said in words.items():
            where = Place(file, ("words", english))
            if english not in known:
                problems.append(unknown_words(where, english, known))
            elif not fits(said, known[english]):
                problems.append(unfit_words(where, english, known[english]))
            else:
                messages[english] = (said,)
    return Parsed(replace(language, tag=tag, messages=messages, plural=plural), tuple(problems))


def speak_abroad(tag: str, themed: Themed, words: Mapping[str, str], file: str) -> Parsed[Language]:
    """The language of a translation. `file` is one whose name says it, or the one that has `words`."""
    if known_language(tag) is None:
        return Parsed(replace(ENGLISH, tag=tag), (unknown_ending(file, tag),))
    return speak(tag, themed, words, file)


def first_of(catalogs: Themed, tag: str) -> tuple[Source, ...]:
    """The catalogs for a language: for `fr-CA` its own, or else those for `fr`."""
    return next(filter(None, map(catalogs, catalog_names(tag))), ())


def known_language(tag: str) -> Language | None:
    """The names and patterns of a language, without words."""
    if tag in ("en", "en-US"):
        return ENGLISH
    from generator.language.cldr import find_language

    return find_language(tag)


@explained
def unspoken_language(where: Place, tag: str) -> Diagnostic:
    """A language that is not known.

    Dates, lists and the site's own words follow `language`. It is written as a tag: `en`,
    `es`, `fr-CA`. For a language that is not known, the site speaks English.

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    language: tlh

    warning[unspoken-language]: nothing is known of the language `tlh`, so the site speaks English
     --> content/chapter.yaml:4:11
      |
    4 | language: tlh
      |           ^^^
    """
    return Diagnostic(
        code="unspoken-language",
        severity=Severity.WARNING,
        message=f"nothing is known of the language `{tag}`, so the site speaks English",
        where=where,
    )


@explained
def unknown_ending(file: str, tag: str) -> Diagnostic:
    """A file whose name ends like a translation's, in a language that is not known.

    `2026-03-12-coffee.fr.yaml` says in French what `2026-03-12-coffee.yaml` says. The
    ending is the language's tag: `fr`, `es-MX`, `ar`.

        -- content/pages/about.md --
        ---
        title: About
        ---
        -- content/pages/about.old.md --
        ---
        title: About us
        ---

        error[unknown-ending]: nothing is known of a language `old`
         --> content/pages/about.old.md:1:1
          |
        1 | ---
          | ^^^ the file's name says it is a translation
          = help: end the name in a language's tag, such as `.fr.md`, or take the file away
    """
    return Diagnostic(
        code="unknown-ending",
        severity=Severity.ERROR,
        message=f"nothing is known of a language `{tag}`",
        where=Place(file),
        note="the file's name says it is a translation",
        help=f"end the name in a language's tag, such as `.fr.{file.rpartition('.')[2]}`, or take the file away",
    )


@explained
def untranslated_language(where: Place, tag: str) -> Diagnostic:
    """A language into which nobody has translated the site's own words yet.

    Days, hours and lists are written in it, but buttons and headings stay English
    until the theme has a catalog for it, `words/<language>.po`. A few of them can be
    said in `chapter.yaml`, under `words`.

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    language: eu

    warning[untranslated-language]: the site's own words are not translated into `eu` yet and stay English
     --> content/chapter.yaml:4:11
      |
    4 | language: eu
      |           ^^
    """
    return Diagnostic(
        code="untranslated-language",
        severity=Severity.WARNING,
        message=f"the site's own words are not translated into `{tag}` yet and stay English",
        where=where,
    )


@explained
def unknown_words(where: Place, said: str, known: Iterable[str]) -> Diagnostic:
    """A chapter says something otherwise that the site does not say.

    Under `words` in `chapter.yaml` stands what the site says in English, letter by letter,
    and after it what it shall say instead.

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    words: {Geting in: The way to the door}

    error[unknown-words]: the site does not say `Geting in`
     --> content/chapter.yaml:4:20
      |
    4 | words: {Geting in: The way to the door}
      |                    ^^^^^^^^^^^^^^^^^^^
      = help: did you mean `Getting in`?
    """
    return Diagnostic(
        code="unknown-words",
        severity=Severity.ERROR,
        message=f"the site does not say `{said}`",
        where=where,
        help=did_you_mean(said, known),
    )


@explained
def unfit_words(where: Place, english: str, places: frozenset[str]) -> Diagnostic:
    """A chapter says something otherwise, with a place in it that cannot be filled.

    Some of the site's words have places in braces, for a name or a day. What is said
    instead may have the same places, in any order, or leave them out; no others, and no
    brace for anything else.

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    words: {"At {host}": "With {company}"}

    error[unfit-words]: `At {host}` cannot be said like this
     --> content/chapter.yaml:4:22
      |
    4 | words: {"At {host}": "With {company}"}
      |                      ^^^^^^^^^^^^^^^^
      = help: in braces may stand: {host}
    """
    return Diagnostic(
        code="unfit-words",
        severity=Severity.ERROR,
        message=f"`{english}` cannot be said like this",
        where=where,
        help="in braces may stand: " + ", ".join(f"{{{place}}}" for place in sorted(places)),
    )


@explained
def unreadable_catalog(source: Source, said: str) -> Diagnostic:
    """A theme's catalog of words cannot be read.

    Catalogs are gettext's PO files. An editor for them, such as Poedit, writes them right.

    -- content/chapter.yaml --
    name: Example Chapter
    timezone: America/Chicago
    url: https://example.org/
    language: fr
    -- themes/default/words/default/fr.po --
    msgid "Getting in

    error[unreadable-catalog]: the catalog cannot be read: missing msgstr for msgid 'Getting i' on 0
     --> themes/default/words/default/fr.po:1:1
      |
    1 | msgid "Getting in
      | ^
    """
    return Diagnostic(
        code="unreadable-catalog",
        severity=Severity.ERROR,
        message=f"the catalog cannot be read: {said}",
        where=Span(source.file, 0, 0),
    )
