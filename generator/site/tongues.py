"""Entries in other languages, side by side with their originals.

A record with a translation (`2026-10-15-tour.fr.md`) has two pages: its own, and one
below `/fr/` that is in French from the menu to the footer. That page comes from the
same maker as its original: what is another is the edition, in which the chapter is
told in French as far as it was translated, and the root, which leads from page to page
in French where there is one and to the original where there is none.

Only records have such pages. Lists, calendars, feeds, the search and the members' part
are there once, in the chapter's own language: in two they would each be half empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

from msgspec.structs import replace

from generator.language.language import Language
from generator.model.records import KIND_OF, Translation
from generator.model.translations import chapter_in
from generator.site.contents import Entry
from generator.site.edition import Edition
from generator.site.urls import FOLDERS, Root, address
from generator.site.views import InLanguage


class Abroad(Root, frozen=True):
    """The root that pages in another language link from: to a page in theirs where there is one."""

    # `/fr`, and the addresses that stand below it, as their originals have them.
    folder: str = ""
    pages: frozenset[str] = frozenset()

    def href(self, url: str) -> str:
        """An address as a link on a page in another language has it."""
        path = unquote(urldefrag(url).url)
        return super().href(self.folder + url if path in self.pages else url)


class Tongue(NamedTuple):
    """What is told in another language: the edition its pages are made from, and the pages."""

    edition: Edition
    # Addresses as their originals have them.
    entries: tuple[Entry, ...]

    @property
    def tag(self) -> str:
        return self.edition.language.tag

    @property
    def folder(self) -> str:
        return folder_of(self.tag)

    @property
    def pages(self) -> tuple[Entry, ...]:
        """The pages, where they stand."""
        return tuple(one._replace(url=self.folder + one.url) for one in self.entries)


def folder_of(tag: str) -> str:
    """Where the pages of a language stand: `/fr`, `/fr-ca`."""
    return f"/{tag.lower()}"


def tongues_of(
    edition: Edition, languages: Mapping[str, Language], contents: Callable[[Edition], Iterable[Entry]]
) -> tuple[Tongue, ...]:
    """What is told in other languages. `contents` is everything that could be, for an edition."""
    return tuple(_tongue(edition, language, contents) for language in languages.values())


def _tongue(edition: Edition, language: Language, contents: Callable[[Edition], Iterable[Entry]]) -> Tongue:
    chapter = edition.chapter
    shown = [one for one in chapter.translations.get(language.tag, ()) if edition.shows(one)]
    theirs = replace(edition, chapter=chapter_in(chapter, shown), language=language, original=edition.language)
    wanted = {url_of(one) for one in shown}
    entries = tuple(one for one in contents(theirs) if one.url in wanted)
    root = Abroad(
        edition.root.origin, edition.root.prefix, folder_of(language.tag), frozenset(one.url for one in entries)
    )
    return Tongue(replace(theirs, root=root), entries)


def at_home(tongue: Tongue, edition: Edition) -> Tongue:
    """The same, on the whole site: with every address of `edition`, and the anchors of its own pages."""
    own = {one.url: one.anchors for one in tongue.entries}
    routes = {**edition.routes, **own}
    return tongue._replace(
        edition=replace(tongue.edition, routes=routes, static=edition.static, versions=edition.versions)
    )


def url_of(translation: Translation) -> str:
    """The address of a translation's original; "" for what is said of the chapter itself."""
    kind = KIND_OF.get(translation.original, "")
    return address(kind, translation.id) if kind in FOLDERS else ""


def versions_of(edition: Edition, tongues: Iterable[Tongue]) -> dict[str, tuple[InLanguage, ...]]:
    """Address -> the page in each of its languages, the chapter's own first. Pages of one language are left out."""
    found: dict[str, list[InLanguage]] = {}
    for tongue in tongues:
        for entry in tongue.entries:
            versions = found.setdefault(entry.url, [_version(edition, edition.language, entry.url)])
            versions.append(_version(edition, tongue.edition.language, tongue.folder + entry.url))
    return {url: tuple(versions) for url, versions in found.items()}


def _version(edition: Edition, language: Language, url: str) -> InLanguage:
    return InLanguage(
        language=language.tag,
        # As it stands in a list: `Français`.
        name=language.name[:1].upper() + language.name[1:],
        locale=language.locale,
        href=edition.root.href(url),
        absolute=edition.root.absolute(url),
    )
