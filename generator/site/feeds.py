"""Feeds: what was written, and which events were announced or changed.

Three of them, one shape: recaps and posts as Atom (RFC 4287) and as JSON Feed 1.1,
and events as Atom. An entry's id is for ever, so it is made of what never changes:
the chapter's own domain and the record's id (RFC 4151, tag URIs).

An event's entry is news of the event. It is dated by the day it was announced or
last changed, never by the day it takes place: readers sort by date, and an entry
from next spring would stand on top till then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from markupsafe import Markup
from msgspec.structs import replace

from generator.engine.output import View
from generator.model.chapter import Occasion
from generator.model.records import Post, Recap, Record
from generator.model.when import is_past
from generator.pattern import pattern
from generator.site.cards import recap_title, shown_photos, summary_of, times_of, url_of, venue_card
from generator.site.edition import Edition
from generator.site.ids import tag
from generator.site.jsontext import json_text
from generator.site.links import href, picture_markup, prose
from generator.site.moments import BEGINNING, changed, instant, moment, published
from generator.site.pictures import picture_of
from generator.site.statuses import status_view
from generator.site.urls import Outward, address
from generator.site.views import Alternate, Picture
from generator.site.wording import day_words
from generator.site.writing import ideas_of

# How much a feed holds. Readers keep what they have seen; a feed is news, not an archive.
ENTRIES = 30
# How long the news of an event stays after it has ended.
EVENT_NEWS = timedelta(days=30)

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"


class FeedEntry(View, frozen=True, kw_only=True):
    """One piece of news. Addresses are absolute, also those in `content`; times are RFC 3339."""

    id: str
    title: str
    href: str
    # "" when nobody wrote down when that was.
    published: str
    updated: str
    summary: str = ""
    content: Markup = Markup("")
    image: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Feed(View, frozen=True, kw_only=True):
    """A feed. `href` is its own address, `home` that of the page it belongs to, both absolute."""

    id: str
    title: str
    description: str
    href: str
    home: str
    language: str
    # The chapter's name.
    author: str
    # When the newest of it changed.
    updated: str
    entries: tuple[FeedEntry, ...]


class AtomView(View, frozen=True, kw_only=True):
    """`/feed.xml`, `/events/feed.xml`"""

    feed: Feed


class JsonFeedView(View, frozen=True, kw_only=True):
    """`/feed.json`"""

    feed: Feed


# -- what is in them ------------------------------------------------------------------


def writing_feed(edition: Edition) -> AtomView:
    """`/feed.xml`: recaps and posts."""
    return AtomView(feed=_feed(edition, "/feed.xml", "feed", "", "/", _writing(edition)))


def writing_json(edition: Edition) -> JsonFeedView:
    """`/feed.json`: recaps and posts."""
    return JsonFeedView(feed=_feed(edition, "/feed.json", "feed", "", "/", _writing(edition)))


def events_feed(edition: Edition) -> AtomView:
    """`/events/feed.xml`: events announced, moved, cancelled."""
    outward, since = abroad(edition), edition.now - EVENT_NEWS
    entries = [event_entry(outward, one) for one in edition.occasions if not is_past(one.interval, since)]
    entries.sort(key=lambda one: (instant(one.updated), one.id), reverse=True)
    title = edition.language.say("Events")
    return AtomView(feed=_feed(edition, "/events/feed.xml", "events", title, "/events/", entries[:ENTRIES]))


def alternates(edition: Edition) -> tuple[Alternate, ...]:
    """The feeds, for every page to point at."""
    name, events = edition.chapter.charter.name, edition.language.say("Events")
    return (
        Alternate(type=ATOM, title=name, href=edition.root.href("/feed.xml")),
        Alternate(type=JSON_FEED, title=name, href=edition.root.href("/feed.json")),
        Alternate(type=ATOM, title=f"{name}: {events}", href=edition.root.href("/events/feed.xml")),
    )


def _feed(edition: Edition, url: str, name: str, title: str, home: str, entries: list[FeedEntry]) -> Feed:
    charter = edition.chapter.charter
    return Feed(
        id=tag(edition, name, ""),
        title=f"{charter.name}: {title}" if title else charter.name,
        description=charter.description or charter.tagline,
        href=edition.root.absolute(url),
        home=edition.root.absolute(home),
        language=charter.language,
        author=charter.name,
        updated=max((one.updated for one in entries), key=instant, default=moment(edition, BEGINNING)),
        entries=tuple(entries),
    )


def _writing(edition: Edition) -> list[FeedEntry]:
    """The newest recaps and posts, each whole, so that it can be read where it arrives."""
    outward = abroad(edition)
    written: list[Post | Recap] = [*edition.recaps, *edition.posts]
    written.sort(key=lambda one: (published(edition, one), one.id), reverse=True)
    return [
        recap_entry(outward, one) if isinstance(one, Recap) else post_entry(outward, one) for one in written[:ENTRIES]
    ]


def abroad(edition: Edition) -> Edition:
    """The same edition for those who read it elsewhere: every link it makes is absolute."""
    return replace(edition, root=Outward(edition.root.origin, edition.root.prefix))


def post_entry(edition: Edition, post: Post) -> FeedEntry:
    """News of a post."""
    url, day = address("posts", post.id), published(edition, post)
    picture = picture_of(edition, post.image)
    return FeedEntry(
        id=tag(edition, "post", post.id),
        title=edition.title_of(post),
        href=edition.root.absolute(url),
        published=moment(edition, day),
        updated=changed(edition, post, day),
        summary=post.summary or summary_of(edition, post.body),
        content=_figure(picture) + prose(edition, post.body, post, url),
        image=picture.src if picture else "",
        authors=_named(edition, post.authors),
        tags=post.tags,
    )


def recap_entry(edition: Edition, recap: Recap) -> FeedEntry:
    """News of a recap, with its pictures and with what was learned."""
    url, day = address("recaps", recap.id), published(edition, recap)
    pictures = [picture_of(edition, photo) for photo in shown_photos(edition, recap)]
    lead = pictures[0] if pictures else None
    return FeedEntry(
        id=tag(edition, "recap", recap.id),
        title=recap_title(edition, recap),
        href=edition.root.absolute(url),
        published=moment(edition, day),
        updated=changed(edition, recap, day),
        summary=recap.summary or summary_of(edition, recap.body),
        content=Markup().join(
            (
                _figure(lead),
                prose(edition, recap.body, recap, url),
                _learned(edition, recap),
                *map(_figure, pictures[1:]),
                _paragraph(recap.thanks),
                _coverage(edition, recap, url),
            )
        ),
        image=lead.src if lead else "",
        authors=_named(edition, recap.authors),
        tags=recap.tags,
    )


def _learned(edition: Edition, recap: Recap) -> Markup:
    ideas = [Markup("<li>{}</li>").format(idea) for idea in ideas_of(recap)]
    heading = edition.language.say("What we took home")
    return Markup("<h2>{}</h2><ul>{}</ul>").format(heading, Markup().join(ideas)) if ideas else Markup()


def _coverage(edition: Edition, recap: Recap, url: str) -> Markup:
    """Videos, slides and notes; links that lead nowhere are left out."""
    items = [
        Markup('<li><a href="{}">{}</a></li>').format(found, one.title)
        for one in recap.coverage
        if (found := href(edition, one.url, recap, url))
    ]
    return Markup("<ul>{}</ul>").format(Markup().join(items)) if items else Markup()


def _figure(picture: Picture | None) -> Markup:
    if picture is None:
        return Markup()
    said = " ".join(filter(None, (picture.caption, picture.credit)))
    legend = Markup("<figcaption>{}</figcaption>").format(said) if said else Markup()
    return Markup("<figure>{}{}</figure>").format(picture_markup(picture), legend)


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text) if text else Markup()


def event_entry(edition: Edition, occasion: Occasion) -> FeedEntry:
    """News of an event."""
    event, status = occasion.event, status_view(edition.language, occasion.event.status)
    url = url_of(occasion)
    days = (event.announced, event.updated, *(one.changed for one in event.previous))
    source: Record = event if "body" in event.given or not occasion.series else occasion.series
    return FeedEntry(
        id=tag(edition, "event", event.id),
        title=status.prefix + edition.title_of(event),
        href=edition.root.absolute(url),
        published=moment(edition, event.announced) if event.announced else "",
        updated=changed(edition, event, *days),
        summary=event.summary or summary_of(edition, event.body),
        content=Markup().join(
            (
                *_event_lines(edition, occasion),
                prose(edition, event.body, source, url),
                _figure(picture_of(edition, event.image)),
            )
        ),
        tags=event.tags,
    )


def _event_lines(edition: Edition, occasion: Occasion) -> Iterator[Markup]:
    """What has become of an event, when it is, when it was to be, and where: a paragraph each."""
    event, times = occasion.event, times_of(edition, occasion)
    status = status_view(edition.language, event.status)
    news = " ".join(filter(None, (f"{status.label}." if status.label else "", event.notice)))
    if news:
        yield Markup("<p><strong>{}</strong></p>").format(news)
    hours = " ".join(filter(None, (times.clock, times.zone)))
    yield _paragraph(", ".join(filter(None, (times.day, hours))))
    for earlier in event.previous:
        before = edition.language.say("Before: {day}.", day=day_words(edition.language, earlier.date))
        yield _paragraph(" ".join(filter(None, (before, earlier.reason))))
    place = venue_card(edition, occasion)
    if place:
        yield _paragraph(", ".join(filter(None, (place.name, place.room, place.address))))


def _named(edition: Edition, authors: tuple[str, ...]) -> tuple[str, ...]:
    """The authors who may be named."""
    people = (edition.byline(author) for author in authors)
    return tuple(one.name for one in people if one.named)


# -- how they are written --------------------------------------------------------------

# What XML 1.0 (2.2, Char) can hold. The rest cannot even be escaped.
_NO_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_atom(view: AtomView) -> bytes:
    """A feed as Atom (RFC 4287)."""
    from xml.etree import ElementTree

    feed = view.feed
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})

    def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, name, {key: _xml(value) for key, value in attributes.items()})
        element.text = _xml(text) or None
        return element

    add(root, "id", feed.id)
    add(root, "title", feed.title)
    if feed.description:
        add(root, "subtitle", feed.description)
    add(root, "link", rel="self", type=ATOM, href=feed.href)
    add(root, "link", rel="alternate", type="text/html", href=feed.home)
    add(root, "updated", feed.updated)
    add(add(root, "author"), "name", feed.author)
    for one in feed.entries:
        entry = add(root, "entry")
        add(entry, "id", one.id)
        add(entry, "title", one.title)
        add(entry, "link", rel="alternate", type="text/html", href=one.href)
        if one.published:
            add(entry, "published", one.published)
        add(entry, "updated", one.updated)
        for author in one.authors:
            add(add(entry, "author"), "name", author)
        for label in one.tags:
            add(entry, "category", term=label)
        if one.summary:
            add(entry, "summary", one.summary)
        if one.content:
            add(entry, "content", str(one.content), type="html")
    text: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _xml(text: str) -> str:
    return _NO_XML.sub("", text)


def render_json_feed(view: JsonFeedView) -> bytes:
    """A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    feed = view.feed
    return json_text(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.description,
            "home_page_url": feed.home,
            "feed_url": feed.href,
            "language": feed.language,
            "authors": [{"name": feed.author, "url": feed.home}],
            "items": [
                {
                    "id": one.id,
                    "url": one.href,
                    "title": one.title,
                    # An item must hold one of the two.
                    "content_html": str(one.content),
                    "content_text": "" if one.content else one.summary or one.title,
                    "summary": one.summary,
                    "image": one.image,
                    "date_published": one.published,
                    "date_modified": one.updated,
                    "authors": [{"name": author} for author in one.authors],
                    "tags": list(one.tags),
                }
                for one in feed.entries
            ],
        },
        required=frozenset({"items"}),
    )
