"""The members' part: every page that says more to a member than to the public.

Nobody keeps a list of what belongs inside. The table of contents is made twice, once
for each ring; what comes out alike is public and stands where it stands, and what does
not stands below `/inside/` as well, as members read it. So a page, a calendar file or
a picture is inside exactly when something in it is for members only, and whoever
writes the maker of a view has nothing to add here.

It is published in one of two ways. As a *folder* the pages are files like any others,
for a host that lets only members at them. *Encrypted*, they are the pieces of one
file, which is opened in the browser (`vault/`); then a page has no address of its own
but `/inside/#/members/ada/`, of which a host sees `/inside/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

from markupsafe import Markup
from msgspec.structs import replace

from generator.engine.output import View, encode
from generator.model.checks.menu import SECTIONS
from generator.model.records import MembersPart
from generator.site.calendar import WHOLE
from generator.site.cards import event_card, link_view, recap_card
from generator.site.contents import Entry, Planned
from generator.site.edition import Edition
from generator.site.heads import head
from generator.site.pictures import files_of
from generator.site.statuses import STANDINGS
from generator.site.urls import INSIDE, SECTION_LABELS, Root, address
from generator.site.views import Head, InsideView, LockView
from generator.vault.sealed import Inner, Sealed
from generator.vault.unlock import unlock_script

BUNDLE = "/inside/bundle.bin"

# What is no part of it in any case: the home page, which it has one of its own for, and that for those who are lost.
APART = ("/", "/404.html")


class Inward(Root, frozen=True):
    """The root that pages inside link from: to a page inside where there is one, else to the public one."""

    # Addresses as they would stand in public.
    inside: frozenset[str] = frozenset()
    is_locked: bool = False

    def href(self, url: str) -> str:
        """An address as a link on a page inside has it."""
        path = unquote(urldefrag(url).url)
        if path not in self.inside:
            return super().href(f"{INSIDE}#/" if self.is_locked and url == INSIDE else url)
        return super().href(f"{INSIDE}#{url}" if self.is_locked and path.endswith("/") else inward(url))


def inward(url: str) -> str:
    """The address inside of what would stand at `url` in public."""
    return INSIDE + url.removeprefix("/")


class Inside(NamedTuple):
    """What stands inside: the edition it is made from, its pages and files, and its pictures."""

    edition: Edition
    # Addresses as they would stand in public.
    entries: tuple[Entry, ...]
    pictures: tuple[Planned, ...]

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address inside."""
        urls = (*(one.url for one in self.entries), *(one.url for one in self.pictures))
        return (INSIDE, BUNDLE, *map(inward, urls))


def inside_of(
    edition: Edition,
    part: MembersPart,
    contents: Callable[[Edition], Iterable[Entry]],
    media: Callable[[Edition], frozenset[str]],
) -> Inside:
    """What stands inside. `contents` is everything that could, for an edition; `media` the files it shows."""
    is_locked = part.published == "encrypted"
    members = replace(edition, ring="members")
    theirs = {one.url: one for one in contents(members) if is_apart(one.url, is_locked)}
    pages = {url: one.anchors for url, one in theirs.items() if url.endswith("/")}
    members = replace(members, routes={**edition.routes, **pages})
    shown = media(members) - media(edition)
    members = replace(members, inner=shown)
    public = {one.url: one for one in contents(edition)}
    inner = frozenset(
        url
        for url, one in theirs.items()
        if url not in public or encode(one.make(members)) != encode(public[url].make(edition))
    )
    pictures = tuple(
        Planned(one.url, one.view)
        for path in sorted(shown & edition.pictures.keys())
        for one in files_of(path, members)
    )
    root = Inward(edition.root.origin, edition.root.prefix, inner.union(one.url for one in pictures), is_locked)
    members = replace(members, root=root)
    return Inside(members, tuple(one for one in contents(members) if one.url in inner), pictures)


def is_apart(url: str, is_locked: bool) -> bool:
    """Whether a page or file can stand inside. Nobody can follow a calendar in a locked file."""
    return url not in APART and not (is_locked and url.startswith("/calendar"))


def planned_inside(inside: Inside, part: MembersPart, *, is_made: bool) -> Iterator[Planned]:
    """The files of the members' part. Where it is not made, a page says so."""
    edition = inside.edition
    if not is_made:
        yield Planned(INSIDE, lock_view(edition, "", ""))
        return
    files = (
        Planned(INSIDE, inside_view(inside)),
        *(Planned(inward(one.url), inner_view(edition, one)) for one in inside.entries),
        *(Planned(inward(one.url), one.view) for one in inside.pictures),
    )
    if part.published == "folder":
        yield from files
        return
    script = unlock_script()
    address_of_script = f"/inside/unlock.{script.version}.js"
    yield Planned(INSIDE, lock_view(edition, BUNDLE, address_of_script))
    yield Planned(address_of_script, script)
    yield Planned(BUNDLE, Sealed(files=tuple(Inner(path=one.url, says=one.view) for one in files)))


def inner_view(edition: Edition, entry: Entry) -> View:
    """The view of a page or file inside."""
    view = entry.make(edition)
    found = getattr(view, "head", None)
    return replace(view, head=inner_head(edition, found)) if found else view


def inner_head(edition: Edition, public: Head) -> Head:
    """What a page inside says about itself: nothing to machines, nothing for link previews."""
    way = link_view(edition, edition.language.say("For members"), INSIDE)
    return replace(
        public,
        noindex=True,
        image="",
        image_alt="",
        image_width=0,
        image_height=0,
        alternates=(),
        languages=(),
        jsonld=Markup(""),
        card=None,
        crumbs=(*public.crumbs[:1], way, *public.crumbs[1:]),
    )


def lock_view(edition: Edition, bundle: str, script: str) -> LockView:
    """`/inside/`, locked. Without a bundle, it was left out."""
    return LockView(
        head=_head(edition),
        bundle=edition.root.href(bundle) if bundle else "",
        script=edition.root.href(script) if script else "",
    )


def _head(edition: Edition) -> Head:
    return replace(
        head(edition, INSIDE, edition.language.say("For members"), noindex=True, section="inside"), crumbs=()
    )


def inside_view(inside: Inside) -> InsideView:
    """`/inside/`, opened: the ways to everything else."""
    edition, urls = inside.edition, {one.url for one in inside.entries}
    coming = [one for one in edition.upcoming if STANDINGS[one.event.status].takes_place]
    recaps = [one for one in edition.recaps if address("recaps", one.id) in urls]
    return InsideView(
        head=replace(inner_head(edition, _head(edition)), crumbs=()),
        sections=tuple(
            link_view(edition, edition.language.say(SECTION_LABELS[one]), f"/{one}/")
            for one in SECTIONS
            if f"/{one}/" in urls
        ),
        upcoming=tuple(event_card(edition, one) for one in coming[:5]),
        recaps=tuple(recap_card(edition, one) for one in recaps[:3]),
        calendar=link_view(edition, "calendar.ics", WHOLE) if WHOLE in urls else None,
    )
