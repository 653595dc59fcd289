"""Where links in prose lead, and whether they lead anywhere.

A volunteer may write a link in several ways: `event:2026-05-07-tour` names a
record; `/recaps/` and `../recaps/` are addresses of the site; `../pages/about.md`
and `../media/plan.pdf` are files beside the one being edited, as an editor's preview
wants them. All are resolved here, once, both for the page and for the check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urljoin

from markupsafe import Markup
from msgspec.structs import replace

from generator.model.chapter import records_of
from generator.model.checks.pictures import no_such_file
from generator.model.consent import pictures_of, standing
from generator.model.leaves import Keys, leaves
from generator.model.link import SINGULAR, unknown_id
from generator.model.private import OF_TIME
from generator.model.records import (
    KIND_OF,
    KINDS,
    Charter,
    Idea,
    Markdown,
    MediaPath,
    Recommendation,
    Record,
    Target,
    Translation,
)
from generator.model.slips import quoted
from generator.pattern import pattern
from generator.site.edition import Edition
from generator.site.elsewhere import as_link, linked_pictures, loaded_from_elsewhere
from generator.site.pictures import picture
from generator.site.urls import FOLDERS, address
from generator.site.views import Picture
from generator.text.diagnostic import Diagnostic, Label, Place, Severity, did_you_mean, explained
from generator.text.prose import ImageHole, LinkHole, join, leads_within, within

PLURAL = {singular: kind for kind, singular in SINGULAR.items()}


class Found(NamedTuple):
    """Where a link leads: an address of this site (`url`, as a link writes it), or elsewhere (`href`)."""

    url: str = ""
    href: str = ""
    # The path from `content/media` when it leads to a file there.
    media: str = ""


class Lost(NamedTuple):
    """Why a link leads nowhere: an id, file, address or anchor that is not there, or a hidden page or picture.

    Or why a page cannot load what it names: it stands elsewhere.
    """

    what: str
    name: str
    kind: str = ""


def resolve(edition: Edition, target: str, record: Record, base: str) -> Found | Lost:
    """Where a link of a record leads from a page of the site, `base`."""
    scheme, colon, rest = target.partition(":")
    scheme = scheme.lower()
    if colon and scheme in PLURAL:
        return _record(edition, PLURAL[scheme], rest)
    if scheme == "media" and colon:
        return _media(edition, rest)
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE) or target.startswith("//"):
        own = edition.own(target) if scheme in ("http", "https") else None
        if own is not None:
            return _address(edition, own)
        # Without a scheme it would lead nowhere from a feed, which has none.
        return Found(href=f"https:{target}" if target.startswith("//") else target)
    if target.startswith("/"):
        within = edition.root.within(target)
        found = _address(edition, target)
        return _address(edition, within) if isinstance(found, Lost) and within not in (None, target) else found
    if not target or target.startswith("#"):
        return _address(edition, base + target)
    found = _address(edition, urljoin(base, target))
    return _file(edition, target, record) or found if isinstance(found, Lost) else found


def _record(edition: Edition, kind: str, rest: str) -> Found | Lost:
    id, _, anchor = rest.partition("#")
    found = _ids(edition, kind).get(id)
    if found is None:
        return Lost("id", id, kind)
    url = address(kind, id)
    page = url.partition("#")[0]
    if page not in edition.routes or not edition.shows(found.event if kind == "events" else found):
        return Lost("hidden", id, kind)
    return _anchored(edition, page, anchor) if anchor else Found(url=url)


def _ids(edition: Edition, kind: str) -> Mapping[str, Any]:
    """All that has a file, by id."""
    found: Mapping[str, Any] = getattr(edition.chapter, "occasions" if kind == "events" else kind)
    return found


def _media(edition: Edition, written: str) -> Found | Lost:
    """A file in `content/media`. A `#` or `%` in its name may stand in the link as it is."""
    path, mark, anchor = written.lstrip("/").removeprefix("media/").partition("#")
    for plain, rest in ((unquote(path), mark + anchor), (path + mark + anchor, "")):
        if plain in edition.withheld:
            return Lost("withheld", plain)
        if plain in edition.chapter.media:
            return Found(url=quote(f"/media/{plain}") + rest, media=plain)
    return Lost("file", unquote(path))


def _address(edition: Edition, target: str) -> Found | Lost:
    """An address of the site, with or without its last slash."""
    path, _, anchor = target.partition("#")
    path, query, rest = path.partition("?")
    plain = unquote(path)
    if plain.startswith("/media/"):
        return _media(edition, target.partition("?")[0])
    for url in (plain, plain.removesuffix("index.html"), f"{plain}/"):
        if url in edition.routes:
            found = _anchored(edition, url, anchor)
            return (
                Found(url=found.url.replace(url, url + query + rest, 1))
                if query and isinstance(found, Found)
                else found
            )
    if plain in edition.static:
        return Found(url=target)
    # A page that is hidden today, a lapsed consent's perhaps, must not stop tomorrow's build.
    hidden = next((kind for kind, id in _records_at(plain) if id in _ids(edition, kind)), "")
    return Lost("hidden", plain.rstrip("/").rpartition("/")[2], hidden) if hidden else Lost("address", plain)


def _records_at(path: str) -> Iterator[tuple[str, str]]:
    """What kind of record would stand at an address, and its id."""
    folder, _, id = path.rstrip("/").rpartition("/")
    return ((kind, id) for kind, start in FOLDERS.items() if start == f"{folder}/")


def _anchored(edition: Edition, url: str, anchor: str) -> Found | Lost:
    anchors = edition.routes[url]
    if not anchor or anchors is None or anchor.startswith(("site-", ":~:")) or anchor in anchors():
        return Found(url=url + (f"#{anchor}" if anchor else ""))
    return Lost("anchor", anchor, url)


def _file(edition: Edition, target: str, record: Record) -> Found | Lost | None:
    """A file beside the one that the link stands in, `../pages/about.md` or `../media/plan.pdf`; None for others."""
    at = normpath(f"{quote(dirname(record.file))}/{target}")
    if at.startswith("content/media/"):
        return _media(edition, at.removeprefix("content/"))
    path, _, anchor = at.partition("#")
    found = re.fullmatch(r"content/(\w+)/(?:.*/)?([^/]+)\.(?:md|ya?ml)", path)
    if found and found[1] in KINDS:
        return _record(edition, found[1], found[2] + (f"#{anchor}" if anchor else ""))
    # `media/plan.pdf` from anywhere: the folder's name says what is meant.
    loose = re.search(r"(?:^|/)media/(.+)$", target)
    return _media(edition, loose[1]) if loose else None


def href(edition: Edition, target: str, record: Record, base: str) -> str | None:
    """A link's finished address; None when it leads nowhere."""
    found = resolve(edition, target, record, base)
    return None if isinstance(found, Lost) else _href(edition, found)


def _href(edition: Edition, found: Found) -> str:
    return edition.root.href(found.url) if found.url else found.href


def external(edition: Edition, target: str) -> bool:
    """Whether a link leads to another site."""
    return target.lower().startswith(("http://", "https://", "//")) and edition.own(target) is None


BODY: Keys = ("body",)


def prose(edition: Edition, text: str, record: Record, base: str, keys: Keys = BODY) -> Markup:
    """A record's Markdown as HTML for the page at `base`. `keys` lead to it in the record."""
    parsed = edition.prose_of(text) if text else None
    if parsed is None:
        return Markup()
    part = part_of(record, keys)
    parsed = within(parsed, part) if part else parsed

    def link(hole: LinkHole) -> str | None:
        if leads_within(parsed.anchors, hole.target):
            return edition.root.href(base + hole.target)
        return None if isinstance(found := _followed(edition, hole, record, base), Lost) else _href(edition, found)

    linked = linked_pictures(parsed) if parsed.outline.images else frozenset()
    html = join(parsed, link, lambda hole: _image(edition, hole, record, base, is_linked=hole in linked))
    html = _footnotes_said(edition, html) if "footnote-backref" in html else html
    return in_original(edition, html) if edition.is_foreign(text) else html


def in_original(edition: Edition, html: Markup) -> Markup:
    """HTML in the chapter's own language, on a page in another."""
    own = edition.original or edition.language
    # Texts stand in an element of this class, which sets what stands directly within it.
    return Markup('<div class="prose" lang="{}" dir="{}">{}</div>').format(own.tag, own.direction, html)


# What the footnotes' converter writes, in English.
_BACK = pattern(r'title="Jump back to footnote (\d+) in the text"')


def _footnotes_said(edition: Edition, html: Markup) -> Markup:
    """A text whose footnotes lead back in the words of the site."""

    def said(found: re.Match[str]) -> str:
        number = edition.language.number(int(found[1]))
        return Markup('title="{}"').format(
            edition.language.say("Jump back to footnote {number} in the text", number=number)
        )

    return Markup(_BACK.sub(said, str(html)))  # noqa: S704 -- safe before, and what is put in is escaped


def part_of(record: Record, keys: Keys) -> str:
    """What the ids of a text begin with where it shares its page with others: `directions.`; "" for a page's own body.

    Ids of records have no dots, so nothing else on the page is called like that.
    """
    own = () if keys == BODY else keys
    names = (record.id, *own) if isinstance(record, Idea | Recommendation) else own
    return "-".join(map(str, names)) + "." if names else ""


def _followed(edition: Edition, hole: LinkHole | ImageHole, record: Record, base: str) -> Found | Lost:
    """Where a hole's address leads. What a page is to load must be the site's own."""
    target = hole.target if isinstance(hole, LinkHole) else hole.src
    found = resolve(edition, target, record, base)
    is_loaded = isinstance(hole, ImageHole) or hole.attribute != "href"
    return Lost("elsewhere", found.href) if isinstance(found, Found) and found.href and is_loaded else found


def _image(edition: Edition, hole: ImageHole, record: Record, base: str, *, is_linked: bool) -> Markup:
    found = _followed(edition, hole, record, base)
    if isinstance(found, Lost):
        return as_link(hole, found.name, is_linked=is_linked) if found.what == "elsewhere" else Markup()
    title = Markup(' title="{}"').format(hole.title) if hole.title else Markup()
    rest = Markup().join(
        Markup(' {}="{}"').format(name, value)
        for name, value in hole.attributes
        if name not in ("loading", "src", "alt")
    )
    shown = picture(edition, found.media, hole.alt or "") if found.media else None
    if shown is None:
        src = edition.root.href(found.url)
        return Markup('<img src="{}" alt="{}"{}{} loading="lazy">').format(src, hole.alt or "", title, rest)
    return picture_markup(_as_wide_as(shown, hole.width), title + rest)


def _as_wide_as(shown: Picture, width: str) -> Picture:
    """A picture as small as its author wants it; never larger than it is."""
    wanted = int(width) if width.isdecimal() and len(width) < 5 else 0
    if not 0 < wanted < shown.width:
        return shown
    return replace(shown, width=wanted, height=max(1, round(shown.height * wanted / shown.width)))


def picture_markup(shown: Picture, rest: Markup = Markup()) -> Markup:  # noqa: B008 -- frozen
    """A picture within prose. Width and height are always said, so that nothing jumps when it loads."""
    sizes = "(min-width: 48rem) 44rem, 100vw"
    sources = Markup().join(
        Markup('<source type="{}" srcset="{}" sizes="{}">').format(one.type, one.srcset, sizes) for one in shown.sources
    )
    image = Markup('<img src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async"{}>').format(
        shown.src, shown.alt, shown.width, shown.height, rest
    )
    return Markup("<picture>{}{}</picture>").format(sources, image) if sources else image


def anchors_of(edition: Edition, record: Record) -> frozenset[str]:
    """The anchors in a record's prose."""
    return frozenset(
        part_of(record, leaf.keys) + anchor
        for leaf in leaves(record, Markdown)
        for anchor in edition.chapter.prose.outline(leaf.value).anchors
    )


# -- the check -------------------------------------------------------------------------


def check_links(edition: Edition) -> Iterator[Diagnostic]:
    """Every link and picture in every record's prose, and every link in its fields.

    A person who is hidden, or a picture, is told of once, however often it is named.
    """
    places: dict[Lost, list[Place]] = {}
    for lost, where in lost_links(edition):
        if (lost.what, lost.kind) == ("hidden", "members") or lost.what == "withheld":
            places.setdefault(lost, []).append(where)
        else:
            yield _lost(edition, lost, where)
    for lost, (first, *others) in places.items():
        if not _is_told(edition, lost, first):
            also = tuple(Label(where=where, message="and here") for where in others[:PLACES])
            yield replace(_lost(edition, lost, first), related=also)


# More places than these, besides the first, nobody reads in one message.
PLACES = 2


def _is_told(edition: Edition, lost: Lost, where: Place) -> bool:
    """Whether another message tells: that somebody is to be asked again, that a tour's pictures wait for the host."""
    if lost.what == "hidden":
        return standing(edition.chapter.members[lost.name], edition.today) in OF_TIME
    recap = next((one for one in edition.recaps if one.file == where.file), None)
    return recap is not None and lost.name in pictures_of(edition.chapter, recap) & edition.held


def lost_links(edition: Edition) -> Iterator[tuple[Lost, Place]]:
    """Every link and picture that leads nowhere today, with its place."""
    for record in _told_in(edition):
        yield from lost_links_of(edition, record)


def lost_links_of(edition: Edition, record: Record) -> Iterator[tuple[Lost, Place]]:
    """Every link and picture of a record that leads nowhere today, with its place."""
    base = base_of(record)
    for leaf in leaves(record, MediaPath, Target, Markdown):
        if leaf.keys[0] not in record.given and not isinstance(record, Charter):
            # What a series says for its occurrences is checked in the series.
            continue
        if leaf.type is MediaPath and leaf.value in edition.withheld and leaf.keys[0] not in ("photo", "photos"):
            yield Lost("withheld", leaf.value), Place(record.file, leaf.keys)
        elif leaf.type is Target:
            found = resolve(edition, leaf.value, record, base)
            if isinstance(found, Lost) and not _is_unread(edition, found):
                yield found, Place(record.file, leaf.keys)
        elif leaf.type is Markdown:
            outline = edition.chapter.prose.outline(leaf.value)
            for hole, target in zip(outline.holes, outline.targets, strict=True):
                if leads_within(outline.anchors, target):
                    continue
                found = _followed(edition, hole, record, base)
                if isinstance(found, Lost) and not _is_unread(edition, found):
                    yield found, Place(record.file, leaf.keys, (hole.start, hole.end))


def _told_in(edition: Edition) -> Iterator[Record]:
    """The records in the edition's language: the chapter's own, or their translations, whose anchors are others."""
    for record in records_of(edition.chapter):
        tag = record.tag if isinstance(record, Translation) else ""
        if tag == (edition.language.tag if edition.original else ""):
            yield record


def base_of(record: Record) -> str:
    """The page a record's prose stands on."""
    own = record.original if isinstance(record, Translation) else type(record)
    kind = KIND_OF.get(own, "")
    return address(kind, record.id).partition("#")[0] if kind else "/"


# Pages made from many records: each may be there only for one that could not be read.
_OF_MANY = pattern(r"/(?:tags/|events/\d{4}/)")


def _is_unread(edition: Edition, lost: Lost) -> bool:
    """Whether what is missing may be in a file that could not be read, of which another message tells."""
    unread = edition.chapter.unread
    if lost.what == "id":
        return unread.holds(lost.kind, lost.name)
    if lost.what == "anchor":
        return unread.any_of()
    path = lost.name.rstrip("/") + "/"
    return (unread.any_of() and bool(_OF_MANY.match(path))) or any(unread.holds(*one) for one in _records_at(path))


def _lost(edition: Edition, lost: Lost, where: Place) -> Diagnostic:
    if lost.what == "id":
        return unknown_id(where, lost.kind, lost.name, {kind: frozenset(_ids(edition, kind)) for kind in KINDS})
    if lost.what == "file":
        return no_such_file(where, lost.name, edition.chapter.media)
    if lost.what == "withheld":
        return withheld_picture(where, lost.name, waits=lost.name in edition.held)
    if lost.what == "elsewhere":
        return loaded_from_elsewhere(where, lost.name)
    if lost.what == "hidden":
        return link_to_hidden(where, SINGULAR[lost.kind], lost.name)
    if lost.what == "anchor":
        anchors = edition.routes[lost.kind]
        return unknown_anchor(where, lost.name, lost.kind, anchors() if anchors else frozenset())
    if re.search(r"\.(?!html?$|md$|ya?ml$)\w{2,5}$", lost.name):
        return missing_file(where, lost.name, edition)
    return unknown_address(where, lost.name, edition)


@explained
def unknown_address(where: Place, path: str, edition: Edition) -> Diagnostic:
    """A link to an address that this site does not have.

    -- content/pages/about.md --
    ---
    title: About
    ---
    See [our events](/evnets/).

    error[unknown-address]: this site has no page `/evnets/`
     --> content/pages/about.md:4:18
      |
    4 | See [our events](/evnets/).
      |                  ^^^^^^^^
      = help: did you mean `/events/`?
    """
    return Diagnostic(
        code="unknown-address",
        severity=Severity.ERROR,
        message=f"this site has no page {quoted(path)}",
        where=where,
        help=did_you_mean(path, edition.routes)
        or "to lead to another site, begin with `https://`; to a record, with `event:`, `page:` and so on",
    )


@explained
def missing_file(where: Place, path: str, edition: Edition) -> Diagnostic:
    """A link to a file, slides perhaps, that is not here.

    Old pages often lead to files that were left behind on another server. The words
    stay on the page, the link is left out.

        -- content/pages/about.md --
        ---
        title: About
        ---
        Read [the slides](../slides.pdf).

        warning[missing-file]: there is no file `slides.pdf` here
         --> content/pages/about.md:4:19
          |
        4 | Read [the slides](../slides.pdf).
          |                   ^^^^^^^^^^^^^ the words stay, the link is left out
          = help: put the file into content/media/ and write `media:slides.pdf`
    """
    name = path.rsplit("/", 1)[-1]
    same = [other for other in sorted(edition.chapter.media) if other.rsplit("/", 1)[-1] == name]
    return Diagnostic(
        code="missing-file",
        severity=Severity.WARNING,
        message=f"there is no file {quoted(name)} here",
        where=where,
        note="the words stay, the link is left out",
        help=f"write `media:{same[0]}`" if same else f"put the file into content/media/ and write `media:{name}`",
    )


@explained
def unknown_anchor(where: Place, anchor: str, url: str, anchors: frozenset[str]) -> Diagnostic:
    """A link to a place within a page, and the page has no such place.

    A heading's anchor is its words in small letters, with hyphens: `## Getting in`
    is `#getting-in`.

        -- content/pages/about.md --
        ---
        title: About
        ---
        ## Getting in
        See [below](#geting-in).

        error[unknown-anchor]: `/about/` has no anchor `#geting-in`
         --> content/pages/about.md:5:13
          |
        5 | See [below](#geting-in).
          |             ^^^^^^^^^^
          = help: did you mean `#getting-in`?
    """
    near = did_you_mean(anchor, anchors)
    return Diagnostic(
        code="unknown-anchor",
        severity=Severity.ERROR,
        message=f"{quoted(url)} has no anchor {quoted('#' + anchor)}",
        where=where,
        help=near.replace("`", "`#", 1) if near else "",
    )


@explained
def link_to_hidden(where: Place, kind: str, id: str) -> Diagnostic:
    """A link to a page that is not published: a draft, or a person who is not listed.

    The words stay on the page, the link is left out.

        -- content/pages/about.md --
        ---
        title: About
        ---
        See [the plan](page:plan).
        -- content/pages/plan.md --
        ---
        title: The plan
        draft: true
        ---
        Soon.

        warning[link-to-hidden]: the page `plan` is not published
         --> content/pages/about.md:4:16
          |
        4 | See [the plan](page:plan).
          |                ^^^^^^^^^ the words stay, the link is left out
    """
    return Diagnostic(
        code="link-to-hidden",
        severity=Severity.WARNING,
        message=f"the {kind} {quoted(id)} is not published",
        where=where,
        note="the words stay, the link is left out",
    )


@explained
def withheld_picture(where: Place, path: str, *, waits: bool) -> Diagnostic:
    """A picture of somebody who has not agreed to be shown, or of a tour that waits for the host.

    A member's file, or the `people` of a photo, says who is in this picture, and that
    person's `consent` has no `photo: public` today. So the picture is published
    nowhere, here included. If the person agrees, write it down in the member's file. A
    tour's pictures wait for `host_approved` in its recap, wherever they are shown.

        -- content/members/ada-example.yaml --
        name: Ada Example
        photo: ada.png
        -- content/pages/about.md --
        ---
        title: About
        ---
        ![Our president](media:ada.png)
        -- content/media/ada.png --
        (a picture)

        warning[withheld-picture]: `ada.png` shows somebody who has not agreed to it
         --> content/pages/about.md:4:18
          |
        4 | ![Our president](media:ada.png)
          |                  ^^^^^^^^^^^^^ left out of the page
          = help: ask the person, and write `photo: public` under `consent` in the member's file
    """
    return Diagnostic(
        code="withheld-picture",
        severity=Severity.WARNING,
        message=f"{quoted(path)} waits for the host of its tour"
        if waits
        else f"{quoted(path)} shows somebody who has not agreed to it",
        where=where,
        note="left out of the page",
        help="show it to the host, and write the day of the answer as `host_approved` in the recap"
        if waits
        else "ask the person, and write `photo: public` under `consent` in the member's file",
    )
