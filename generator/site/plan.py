"""The plan: every page the site has, and what each says.

`pages` is the table of contents of the whole site. One entry says an address, the
anchors on it, the record it was made for, and how its view is made. The addresses
come first, and alone; so a link can be checked against them before any page is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote

from msgspec.structs import replace

from generator.engine.cards import Card
from generator.engine.copies import Copied
from generator.engine.output import View
from generator.engine.pictures import Cleaned, is_picture
from generator.model.chapter import records_of
from generator.model.leaves import leaves
from generator.model.records import Event, Markdown, MediaPath, Member, Post, Recap, Record, Target
from generator.model.slips import quoted
from generator.site.calendar import calendars, check_calendars
from generator.site.cards import recap_title, shown_photos
from generator.site.chapter_json import SCHEMA, chapter_data, schema_view
from generator.site.contents import Entry, Page, Plan, Planned
from generator.site.edition import Edition
from generator.site.events import by_month, event_view, events_view, month_anchor, series_view, year_view
from generator.site.feeds import events_feed, writing_feed, writing_json
from generator.site.freshness import BUILD, build_view
from generator.site.home import home_view, menu, not_found_view
from generator.site.introductions import anchor, introductions_view, willing_people
from generator.site.links import Found, anchors_of, base_of, check_links, resolve
from generator.site.people import companies_view, company_view, member_view, members_view, venue_view
from generator.site.pictures import files_of
from generator.site.policy import headers_view
from generator.site.previews import card_url
from generator.site.search import INDEX, asks_pagefind, search_index, search_view
from generator.site.sitemap import (
    RedirectLine,
    RedirectsView,
    RobotsView,
    SitemapEntry,
    SitemapView,
)
from generator.site.together import ideas_view, recommendations_view
from generator.site.tongues import Tongue, at_home, versions_of
from generator.site.tours import tours_view
from generator.site.urls import INSIDE, address
from generator.site.vcards import CHAPTER, chapter_vcard, member_vcard, vcard_address
from generator.site.views import RedirectView
from generator.site.writing import (
    page_view,
    post_view,
    posts_view,
    recap_view,
    recaps_view,
    tag_view,
    takeaways_view,
    topics,
)
from generator.text.diagnostic import Diagnostic, Label, Place, Severity, explained


class StaticFile(NamedTuple):
    """A file of `content/static` or `content/media` as it was found; of a drawing, what draws."""

    # The site's own address.
    url: str
    view: Copied | Cleaned


def plan(
    edition: Edition,
    files: tuple[StaticFile, ...] = (),
    tongues: tuple[Tongue, ...] = (),
    *,
    with_members_part: bool = False,
) -> Plan:
    """Every file of the site.

    `files` are the files that are copied as they are, `tongues` what is told in other languages.
    The views are made one by one, as they are asked for, and addresses and links are checked when somebody asks.
    A members' part that is left out is planned, and told of, all the same.
    """
    entries = tuple(pages(edition))
    redirects = tuple(redirects_of(edition, entries))
    abroad = tuple(entry for tongue in tongues for entry in tongue.pages)
    documents = tuple(documents_of(edition, (*entries, *abroad), redirects))
    edition = replace(
        edition,
        routes={entry.url: entry.anchors for entry in (*entries, *abroad)},
        static=frozenset((*(one.url for one in documents), *(file.url for file in files))),
        versions=versions_of(edition, tongues),
    )
    tongues = tuple(at_home(tongue, edition) for tongue in tongues)
    inside, planned_inside = planned_members_part(edition, is_made=with_members_part)
    home, *others = entries
    # First what all others have much in common with; and what takes long early, so that nobody is left with it alone.
    in_turn = (home, *documents, *others)
    made = (
        *(Page(entry.url, partial(_made, entry, edition)) for entry in in_turn),
        *(Page(entry.url, partial(_made, entry, one.edition), one.tag) for one in tongues for entry in one.pages),
        *(
            Page(one.url, partial(_made, Entry(one.url, partial(_call, redirect_view, one)), edition))
            for one in redirects
        ),
    )

    def rest(cards: Iterable[Card]) -> Iterator[Planned]:
        return chain(_rest(edition, cards, files), planned_inside)

    def addresses() -> Iterable[Diagnostic]:
        return check_addresses(claims_of(edition, entries, redirects, documents, files, tongues, inside))

    checks: tuple[Callable[[], Iterable[Diagnostic]], ...] = (
        addresses,
        *(partial(check_links, one) for one in (edition, *(tongue.edition for tongue in tongues))),
        partial(check_reach, edition),
        partial(check_calendars, edition),
    )
    return Plan(edition, made, rest, checks)


def _made(entry: Entry, edition: Edition) -> View:
    """The view of a page, with a note of the texts that it reads where somebody is to know."""
    if edition.reads is None:
        return entry.make(edition)
    return edition.reads.page(entry.url, partial(entry.make, edition))


def _rest(edition: Edition, cards: Iterable[Card], files: tuple[StaticFile, ...]) -> Iterator[Planned]:
    """Everything but pages."""
    for url, card in {card_url(card): card for card in cards}.items():
        yield Planned(url, card)
    media = shown_media(edition)
    # Two names of one picture, `a.jpg` and `a.jpeg`, have their sizes in common.
    sizes: set[str] = set()
    for path in sorted(media & edition.pictures.keys()):
        for rendition in files_of(path, edition):
            if rendition.url not in sizes:
                yield Planned(rendition.url, rendition.view)
            sizes.add(rendition.url)
    for file in files:
        path = file.url.removeprefix("/media/")
        if path == file.url or path in media:
            yield Planned(file.url, file.view)


# -- the table of contents ---------------------------------------------------------------


def pages(edition: Edition) -> Iterator[Entry]:
    """Every page, section by section."""
    chapter = edition.chapter
    yield Entry("/", home_view, chapter.charter, None)
    yield Entry("/events/", events_view, None, partial(_months, edition))
    for year in edition.years:
        yield Entry(f"/events/{year}/", partial(_call, year_view, year), None, None)
    for one in edition.occasions:
        event = one.event
        yield _record(edition, "events", event, partial(_call, event_view, one), _day(event.updated or event.announced))
    for series in edition.shown(chapter.series):
        yield _record(edition, "series", series, partial(_call, series_view, series))
    yield Entry("/recaps/", recaps_view)
    for recap in edition.recaps:
        yield _record(edition, "recaps", recap, partial(_call, recap_view, recap), _day(recap.date))
    yield Entry("/posts/", posts_view)
    for post in edition.posts:
        yield _record(edition, "posts", post, partial(_call, post_view, post), _day(post.date))
    for page in edition.shown(chapter.pages):
        yield _record(edition, "pages", page, partial(_call, page_view, page))
    yield Entry("/members/", members_view)
    for member in chapter.members.values():
        if edition.person(member.id).id:
            yield _record(edition, "members", member, partial(_call, member_view, member))
    yield Entry("/companies/", companies_view)
    for company in edition.shown(chapter.companies):
        yield _record(edition, "companies", company, partial(_call, company_view, company))
    for venue in edition.shown(chapter.venues):
        yield _record(edition, "venues", venue, partial(_call, venue_view, venue))
    yield Entry("/takeaways/", takeaways_view, None, partial(_topics, edition))
    yield Entry("/ideas/", ideas_view, None, partial(_anchors, edition, edition.shown(chapter.ideas)))
    vouched = partial(_anchors, edition, edition.shown(chapter.recommendations))
    yield Entry("/recommendations/", recommendations_view, None, vouched)
    yield Entry("/introductions/", introductions_view, None, partial(_introduced, edition))
    yield Entry("/tours/", tours_view)
    for tag in edition.tags:
        yield Entry(f"/tags/{tag}/", partial(_call, tag_view, tag))
    yield Entry("/search/", search_view)
    yield Entry("/404.html", not_found_view)


def _call(make: Callable[[Edition, Any], View], subject: object, edition: Edition) -> View:
    """A view's maker with its subject given first, so that the edition can come last."""
    return make(edition, subject)


def _record(edition: Edition, kind: str, record: Record, make: Callable[[Edition], View], lastmod: str = "") -> Entry:
    return Entry(address(kind, record.id), make, record, partial(anchors_of, edition, record), lastmod)


def _day(day: object) -> str:
    return str(day) if day else ""


# -- anchors -----------------------------------------------------------------------------


def _months(edition: Edition) -> frozenset[str]:
    return frozenset(month_anchor(first) for first, _ in by_month(edition.upcoming))


def _topics(edition: Edition) -> frozenset[str]:
    return frozenset(one.id for one in topics(edition))


def _introduced(edition: Edition) -> frozenset[str]:
    return frozenset(map(anchor, willing_people(edition)))


def _anchors(edition: Edition, records: Iterable[Record]) -> frozenset[str]:
    """The anchors of a page that many records share: each record's own, and those in its prose."""
    return frozenset(chain.from_iterable((one.id, *anchors_of(edition, one)) for one in records))


# -- files without a template --------------------------------------------------------------


def documents_of(edition: Edition, entries: tuple[Entry, ...], redirects: tuple[Redirect, ...]) -> Iterator[Entry]:
    """Every file for machines."""
    yield Entry("/_redirects", partial(_call, redirects_view, redirects))
    yield Entry("/_headers", headers_view)
    yield Entry("/sitemap.xml", partial(_call, sitemap_view, entries))
    yield Entry("/robots.txt", robots_view)
    yield Entry("/feed.xml", writing_feed)
    yield Entry("/feed.json", writing_json)
    yield Entry("/events/feed.xml", events_feed)
    if not asks_pagefind(edition):
        yield Entry(INDEX, search_index)
    yield Entry(BUILD, build_view)
    yield Entry("/chapter.json", chapter_data)
    yield Entry(SCHEMA, schema_view)
    yield Entry(CHAPTER, chapter_vcard)
    yield from taken_along(edition)


def planned_members_part(edition: Edition, *, is_made: bool) -> tuple[tuple[str, ...], Iterator[Planned]]:
    """The addresses that the members' part takes, and its files."""
    part = edition.chapter.charter.members_part
    if part is None:
        return (), iter(())
    # Most chapters have none, and do not wait for it.
    from generator.site.inside import inside_of, planned_inside

    inside = inside_of(edition, part, inner_contents, shown_media)
    return inside.urls, planned_inside(inside, part, is_made=is_made)


def inner_contents(edition: Edition) -> Iterator[Entry]:
    """Whatever may say more to a member than to the public."""
    yield from pages(edition)
    yield from taken_along(edition)


def taken_along(edition: Edition) -> Iterator[Entry]:
    """What one takes into an address book or a calendar."""
    for one in edition.people:
        yield Entry(vcard_address(one.id), partial(_call, member_vcard, edition.chapter.members[one.id]))
    for url, make in calendars(edition):
        yield Entry(url, make)


def sitemap_view(edition: Edition, entries: tuple[Entry, ...]) -> SitemapView:
    """Every page but the one for those who are lost."""
    told = [tuple((one.language, one.absolute) for one in found) for found in edition.versions.values()]
    versions = {edition.root.own(url): found for found in told for _, url in found}
    return SitemapView(
        entries=tuple(
            SitemapEntry(
                loc=edition.root.absolute(entry.url), lastmod=entry.lastmod, versions=versions.get(entry.url, ())
            )
            for entry in entries
            if entry.url != "/404.html"
        )
    )


def robots_view(edition: Edition) -> RobotsView:
    """A preview asks not to be read, and so does what is for members."""
    return RobotsView(
        sitemap=edition.root.absolute("/sitemap.xml"),
        preview=edition.drafts,
        closed=edition.root.href(INSIDE) if edition.chapter.charter.members_part else "",
    )


class Redirect(NamedTuple):
    """An old address of a record's page."""

    url: str
    target: str
    record: Record
    number: int


def redirects_of(edition: Edition, entries: tuple[Entry, ...]) -> Iterator[Redirect]:
    """Every old address of every page."""
    for entry in entries:
        record = entry.record
        if record is not None:
            for number, alias in enumerate(getattr(record, "aliases", ())):
                yield Redirect(_redirect_url(alias), entry.url, record, number)


def redirect_view(edition: Edition, redirect: Redirect) -> RedirectView:
    """An old address, for hosts that know no redirects."""
    return RedirectView(
        title=called(edition, redirect.record),
        href=edition.root.href(redirect.target),
        canonical=edition.root.absolute(redirect.target),
    )


def called(edition: Edition, record: Record) -> str:
    """What the public calls a record."""
    match record:
        case Member():
            return edition.person(record.id).name
        case Recap():
            return recap_title(edition, record)
        case Event() | Post():
            return edition.title_of(record)
    return name_of(record)


def name_of(record: Any) -> str:
    """What a record is called: its title, or its name."""
    return str(getattr(record, "title", "") or getattr(record, "name", "") or record.id)


def _redirect_url(alias: str) -> str:
    """The file of an old address: `/meetings/july` is a folder with a page in it, `/july.html` a file."""
    plain = unquote(alias)
    last = plain.rsplit("/", 1)[-1]
    return plain if not last or last.endswith((".html", ".htm")) else f"{plain}/"


def redirects_view(edition: Edition, redirects: tuple[Redirect, ...]) -> RedirectsView:
    """The host's redirects, with and without the last slash where that is one address."""
    return RedirectsView(
        lines=tuple(
            RedirectLine(source=edition.root.href(quote(one.url)), target=edition.root.href(one.target))
            for one in redirects
        )
    )


# -- which files of content/media may be seen ------------------------------------------------


def shown_media(edition: Edition) -> frozenset[str]:
    """The files of `content/media` that are published.

    A picture is published when something public shows it or links to it: a portrait
    in the folder is no consent. Slides, papers and the like are there to be handed
    out, so they are published unless only something hidden names them.
    """
    public: set[str] = set()
    named: set[str] = set()
    for record, found in _named_media(edition):
        named.update(found)
        if record:
            public.update(found)
    return frozenset(
        path
        for path in edition.chapter.media - edition.withheld
        if path in public or (path not in named and not is_picture(path))
    )


def _named_media(edition: Edition) -> Iterator[tuple[bool, set[str]]]:
    """What each record names, and whether it names it in public."""
    for record in records_of(edition.chapter):
        shown = base_of(record) in edition.routes and edition.shows(record)
        if isinstance(record, Member):
            one = edition.person(record.id)
            yield bool(one.photo), {record.photo.src} if record.photo else set()
            shown = bool(one.bio)
        if isinstance(record, Recap):
            for photo in record.photos:
                yield shown and photo in shown_photos(edition, record), {photo.src}
        found: set[str] = set()
        for leaf in leaves(record, MediaPath, Target, Markdown):
            if leaf.type is MediaPath and leaf.keys[0] != "photos" and not isinstance(record, Member):
                found.add(leaf.value)
            elif leaf.type is Target:
                found.update(_media_in(edition, leaf.value, record))
            elif leaf.type is Markdown:
                for target in edition.chapter.prose.outline(leaf.value).targets:
                    found.update(_media_in(edition, target, record))
        yield shown, found


def _media_in(edition: Edition, target: str, record: Record) -> Iterator[str]:
    # Whatever leads to a file there says so, in letters or in percents.
    if "media" not in target.lower() and "%" not in target:
        return
    found = resolve(edition, target, record, base_of(record))
    if isinstance(found, Found) and found.media:
        yield found.media


# -- checks ------------------------------------------------------------------------------------


class Claim(NamedTuple):
    """An address, and what wants it; None for what the site has in any case."""

    url: str
    place: Place | None


def claims_of(
    edition: Edition,
    entries: tuple[Entry, ...],
    redirects: tuple[Redirect, ...],
    documents: tuple[Entry, ...],
    files: tuple[StaticFile, ...],
    tongues: tuple[Tongue, ...],
    inside: tuple[str, ...],
) -> Iterator[Claim]:
    """Who wants which address; the first has it."""
    for url in inside:
        yield Claim(url, None)
    for entry in (*documents, *entries):
        yield Claim(entry.url, Place(entry.record.file) if entry.record else None)
    for tongue in tongues:
        for number, entry in enumerate(tongue.pages):
            where = Place(entry.record.file) if entry.record else None
            if not number:
                # Whoever takes the end off an address shall not come to a page that is no beginning of it.
                yield Claim(f"{tongue.folder}/", where)
            yield Claim(entry.url, where)
    for redirect in redirects:
        yield Claim(redirect.url, Place(redirect.record.file, ("aliases", redirect.number)))
    for path in edition.pictures:
        *_, own = files_of(path, edition)
        yield Claim(own.url, Place(own.view.file))
    for file in files:
        yield Claim(file.url, Place(file.view.file))


def check_addresses(claims: Iterable[Claim]) -> Iterator[Diagnostic]:
    """Two claims to one address, however it is spelled; or a file where a folder must be."""
    taken: dict[str, Claim] = {}
    # Every folder of the site, with whoever needed it first. The theme's files stand in one of their own.
    folders: dict[str, Claim] = {
        "/assets": Claim("/assets/", None),
        "/cards": Claim("/cards/", None),
    }
    for claim in claims:
        # On some disks an accent may be a part of its letter or follow it, as capitals may be small.
        key = normalize("NFC", (claim.url.removesuffix("index.html").rstrip("/") or "/").casefold())
        above = ["/".join(key.split("/")[:depth]) for depth in range(2, key.count("/") + 1)]
        is_file = not claim.url.endswith("/")
        first = taken.get(key) or (folders.get(key) if is_file else None)
        first = first or next((taken[one] for one in above if one in taken and not taken[one].url.endswith("/")), None)
        if first is None:
            taken[key] = claim
            folders |= {one: claim for one in above if one not in folders}
        elif claim.place:
            yield address_taken(claim.url, claim.place, first.place)
        else:
            yield address_taken(claim.url, first.place, None)


@explained
def address_taken(url: str, second: Place | None, first: Place | None) -> Diagnostic:
    """Two things that want one address.

    A page named `events`, two old addresses that are the same, a file in
    `content/static` where a page is: only one of the two could be seen.

        -- content/pages/events.md --
        ---
        title: Our events
        ---
        All of them.

        error[address-taken]: `/events/` is taken
         --> content/pages/events.md:1:1
          |
        1 | ---
          | ^^^ this wants the address too
          = help: the site has a page of its own there; give this one another name
    """
    return Diagnostic(
        code="address-taken",
        severity=Severity.ERROR,
        message=f"{quoted(url)} is taken",
        where=second,
        note="this wants the address too",
        related=(Label(where=first, message="this has it"),) if first else (),
        help="give one of the two another name"
        if first
        else f"the site has a {'page' if url.endswith('/') else 'file'} of its own there; give this one another name",
    )


def check_reach(edition: Edition) -> Iterator[Diagnostic]:
    """Pages that nothing leads to."""
    chapter = edition.chapter
    if chapter.unread.any_of():
        # What could not be read may lead there.
        return
    reached = {"/"}
    reached.update(address("pages", one.section) for one in menu(edition) if one.section in chapter.pages)
    if chapter.charter.join and chapter.charter.join.page:
        reached.add(address("pages", chapter.charter.join.page))
    if "first-time" in chapter.pages:
        reached.add(address("pages", "first-time"))
    reached.update(address("venues", venue) for venue in edition.held_at)
    reached.update(address("venues", one.venue) for one in chapter.companies.values() if one.venue)
    usual = (chapter.charter.defaults.venue, *(one.venue for one in edition.shown(chapter.series)))
    reached.update(address("venues", venue) for venue in usual if isinstance(venue, str))
    reached.update(_linked(edition))
    for kind, records in (("pages", chapter.pages), ("venues", chapter.venues)):
        for record in edition.shown(records):
            if address(kind, record.id) not in reached:
                yield unreachable_page(record)


def _linked(edition: Edition) -> Iterator[str]:
    """Every address that prose, or a record's links, lead to from another page."""
    for record in records_of(edition.chapter):
        base = base_of(record)
        for leaf in leaves(record, Target, Markdown):
            if leaf.type is Target:
                targets = [leaf.value]
            else:
                targets = [one.target for one in edition.chapter.prose.outline(leaf.value).links]
            for target in targets:
                found = resolve(edition, target, record, base)
                if isinstance(found, Found) and found.url and found.url.partition("#")[0] != base:
                    yield found.url.partition("#")[0]


@explained
def unreachable_page(record: Record) -> Diagnostic:
    """A page that no menu and no other page leads to.

    It is published, but only those who know its address will ever see it.

        -- content/pages/parking.md --
        ---
        title: Parking
        ---
        Behind the hall.

        warning[unreachable-page]: nothing leads to this page
         --> content/pages/parking.md:1:1
          |
        1 | ---
          | ^^^
          = help: add `parking` to `menu` in chapter.yaml, or link to it: `[Parking](page:parking)`
    """
    title = name_of(record)
    is_page = record.file.startswith("content/pages/")
    return Diagnostic(
        code="unreachable-page",
        severity=Severity.WARNING,
        message="nothing leads to this page"
        if is_page
        else "no event takes place at this venue, and nothing leads to it",
        where=Place(record.file),
        help=f"add `{record.id}` to `menu` in chapter.yaml, or link to it: `[{title}](page:{record.id})`"
        if is_page
        else f"name it in an event: `venue: {record.id}`",
    )
