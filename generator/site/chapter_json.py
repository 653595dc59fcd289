"""`/chapter.json`: the public chapter as data, for the association and for other programs.

It holds what the pages show, and nothing that they do not. Its classes are its
schema, `/chapter.schema.json`: what is a field here is a property there, and a field
without a default is always present. Within a version, names are only ever added.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta
from msgspec.structs import fields

from generator.engine.output import View
from generator.model.chapter import Occasion, series_hours
from generator.model.consent import may_join
from generator.model.records import Company, Idea, Post, Recap, Recommendation, Series, Venue, says
from generator.site.cards import has_left, is_online, recap_title, summary_of
from generator.site.edition import Edition
from generator.site.jsontext import UNKNOWN, json_text, laid_out
from generator.site.urls import address
from generator.site.wording import cost_words, rhythm_words
from generator.site.writing import ideas_of

VERSION = 1
SCHEMA = "/chapter.schema.json"

Link = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
Day = Annotated[str, Meta(extra_json_schema={"format": "date"})]
DayOrMoment = Annotated[str, Meta(extra_json_schema={"anyOf": [{"format": "date"}, {"format": "date-time"}]})]


class PlaceData(View, frozen=True, kw_only=True):
    """Where something takes place."""

    name: Annotated[str, says("What the place is called.")]
    url: Annotated[Link, says("Its page.")] = ""
    street: Annotated[str, says("House number and street.")] = ""
    locality: Annotated[str, says("Town.")] = ""
    region: Annotated[str, says("State, province or region.")] = ""
    postal_code: Annotated[str, says("Postal code.")] = ""
    country: Annotated[str, says("Country.")] = ""


class EventData(View, frozen=True, kw_only=True):
    """An event that has a page."""

    id: Annotated[str, says("Its id, which never changes.")]
    url: Annotated[Link, says("Its page.")]
    title: Annotated[str, says("What it is called.")]
    kind: Annotated[str, says("coffee, tour, roundtable, talk, workshop, social, conference or meeting.")]
    status: Annotated[str, says("tentative, confirmed, full, postponed, rescheduled, moved-online or cancelled.")]
    start: Annotated[DayOrMoment, says("When it begins: RFC 3339 with that day's offset, or a date.")]
    end: Annotated[DayOrMoment, says("When it ends: likewise. Of an event without hours, the last day.")]
    all_day: Annotated[bool, says("Whether it has no hours.")]
    timezone: Annotated[str, says("The IANA zone of its hours.")]
    attendance: Annotated[str, says("in-person, online or hybrid.")]
    audience: Annotated[str, says("members, members-and-guests or public.")]
    notice: Annotated[str, says("One line people must not miss.")] = ""
    summary: Annotated[str, says("One or two sentences.")] = ""
    place: Annotated[PlaceData | None, says("Where.")] = None
    online: Annotated[Link, says("Where to join from afar, if that is public.")] = ""
    cost: Annotated[str, says("What it costs, in words.")] = ""
    announced: Annotated[Day, says("The day it was announced.")] = ""
    host: Annotated[str, says("The id of the company that opens its doors.")] = ""
    series: Annotated[str, says("The id of its series.")] = ""
    recap: Annotated[str, says("The id of its recap.")] = ""
    tags: Annotated[tuple[str, ...], says("What it is about.")] = ()


class SeriesData(View, frozen=True, kw_only=True):
    """Something that repeats."""

    id: Annotated[str, says("Its id.")]
    url: Annotated[Link, says("Its page.")]
    title: Annotated[str, says("What it is called.")]
    kind: Annotated[str, says("As for events.")]
    rhythm: Annotated[str, says("When it takes place, in words.")] = ""


class WritingData(View, frozen=True, kw_only=True):
    """A recap or a post."""

    id: Annotated[str, says("Its id.")]
    url: Annotated[Link, says("Its page.")]
    title: Annotated[str, says("What it is called.")]
    date: Annotated[Day, says("The day it was published.")] = ""
    summary: Annotated[str, says("One or two sentences.")] = ""
    authors: Annotated[tuple[str, ...], says("Who wrote it, as far as they agreed to be named.")] = ()
    event: Annotated[str, says("Of a recap: the id of the event.")] = ""
    takeaways: Annotated[tuple[str, ...], says("Of a recap: what was learned.")] = ()
    tags: Annotated[tuple[str, ...], says("What it is about.")] = ()


class PersonData(View, frozen=True, kw_only=True):
    """A member who agreed to be listed in public."""

    id: Annotated[str, says("The member's id.")]
    url: Annotated[Link, says("The member's page.")]
    name: Annotated[str, says("The name.")]
    title: Annotated[str, says("The job title.")] = ""
    company: Annotated[str, says("The id of the company.")] = ""
    roles: Annotated[tuple[str, ...], says("Offices held in the chapter.")] = ()


class CompanyData(View, frozen=True, kw_only=True):
    """A member company."""

    id: Annotated[str, says("Its id.")]
    url: Annotated[Link, says("Its page.")]
    name: Annotated[str, says("Its name.")]
    member: Annotated[bool, says("Whether it is a member today.")]
    website: Annotated[Link, says("Its own site.")] = ""
    industry: Annotated[str, says("What it makes or does.")] = ""
    city: Annotated[str, says("Where it is.")] = ""


class IdeaData(View, frozen=True, kw_only=True):
    """What the group might do next."""

    id: Annotated[str, says("Its id.")]
    url: Annotated[Link, says("Where it stands.")]
    title: Annotated[str, says("The idea in a line.")]
    status: Annotated[str, says("proposed, planned or done.")]
    kind: Annotated[str, says("What sort of event it would be.")] = ""
    purpose: Annotated[str, says("What it would help with.")] = ""
    event: Annotated[str, says("The id of the event it became.")] = ""


class RecommendationData(View, frozen=True, kw_only=True):
    """A supplier that a member vouches for."""

    id: Annotated[str, says("Its id.")]
    url: Annotated[Link, says("Where it stands.")]
    vendor: Annotated[str, says("What the supplier is called.")]
    recommended_by: Annotated[str, says("Who vouches for it, as far as that person agreed to be named.")]
    relationship: Annotated[str, says("What ties them: client, former-employee, investor or none.")]
    website: Annotated[Link, says("The supplier's own site.")] = ""
    what_for: Annotated[str, says("What one would call them for.")] = ""


class AssociationData(View, frozen=True, kw_only=True):
    """The parent body."""

    name: Annotated[str, says("Its name.")]
    url: Annotated[Link, says("Its home page.")] = ""


class ChapterData(View, frozen=True, kw_only=True, rename={"schema": "$schema"}):
    """A chapter of a networking group, and all that it publishes. Fields that are empty are left out."""

    schema: Annotated[Link, says("The JSON Schema of this file.")]
    version: Annotated[int, Meta(extra_json_schema={"const": VERSION}), says("The version of this format.")]
    name: Annotated[str, says("The chapter's full name.")]
    url: Annotated[Link, says("Its home page.")]
    timezone: Annotated[str, says("Its IANA time zone.")]
    language: Annotated[str, says("The language of its texts, BCP 47.")]
    short_name: Annotated[str, says("A name for tight places.")] = ""
    tagline: Annotated[str, says("One line under the name.")] = ""
    description: Annotated[str, says("A sentence or two.")] = ""
    founded: Annotated[str, says("When it began: a year, a month or a day.")] = ""
    email: Annotated[str, says("Its public address.")] = ""
    city: Annotated[str, says("City.")] = ""
    region: Annotated[str, says("State, province or region.")] = ""
    country: Annotated[str, says("Country.")] = ""
    association: Annotated[AssociationData | None, says("The parent body.")] = None
    calendar: Annotated[Link, says("Its calendar, iCalendar.")] = ""
    feed: Annotated[Link, says("Its recaps and posts, Atom.")] = ""
    events: Annotated[tuple[EventData, ...], says("Events, in order of time.")] = ()
    series: Annotated[tuple[SeriesData, ...], says("What repeats.")] = ()
    recaps: Annotated[tuple[WritingData, ...], says("Recaps, newest first.")] = ()
    posts: Annotated[tuple[WritingData, ...], says("Posts, newest first.")] = ()
    members: Annotated[tuple[PersonData, ...], says("Members who agreed to be listed in public.")] = ()
    companies: Annotated[tuple[CompanyData, ...], says("Member companies.")] = ()
    ideas: Annotated[tuple[IdeaData, ...], says("What the group might do next.")] = ()
    recommendations: Annotated[tuple[RecommendationData, ...], says("Suppliers that members vouch for.")] = ()


class SchemaView(View, frozen=True, kw_only=True):
    """`/chapter.schema.json`. `id` is its own address, absolute."""

    id: str


# -- what is in it ---------------------------------------------------------------------


def chapter_data(edition: Edition) -> ChapterData:
    """`/chapter.json`"""
    charter, root = edition.chapter.charter, edition.root
    association = charter.association
    return ChapterData(
        schema=root.absolute(SCHEMA),
        version=VERSION,
        name=charter.name,
        url=root.absolute("/"),
        timezone=charter.timezone,
        language=charter.language,
        short_name=charter.short_name,
        tagline=charter.tagline,
        description=charter.description,
        founded=charter.founded,
        email=charter.email,
        city=charter.city,
        region=charter.region,
        country=charter.country,
        association=AssociationData(name=association.name, url=association.url) if association else None,
        calendar=root.absolute("/calendar.ics"),
        feed=root.absolute("/feed.xml"),
        events=tuple(_event(edition, one) for one in edition.occasions),
        series=tuple(_series(edition, one) for one in edition.shown(edition.chapter.series)),
        recaps=tuple(_recap(edition, one) for one in edition.recaps),
        posts=tuple(_post(edition, one) for one in edition.posts),
        members=tuple(
            PersonData(
                id=one.id,
                url=root.absolute(address("members", one.id)),
                name=one.name,
                title=one.title,
                company=one.company,
                roles=one.roles,
            )
            for one in edition.people
        ),
        companies=tuple(_company(edition, one) for one in edition.shown(edition.chapter.companies)),
        ideas=tuple(_idea(edition, one) for one in edition.shown(edition.chapter.ideas)),
        recommendations=tuple(_recommendation(edition, one) for one in edition.shown(edition.chapter.recommendations)),
    )


def _event(edition: Edition, occasion: Occasion) -> EventData:
    event, interval, online = occasion.event, occasion.interval, occasion.event.online
    venue = None if is_online(occasion) else edition.venue(occasion)
    recap = edition.recap_of.get(event.id)
    return EventData(
        id=event.id,
        url=edition.root.absolute(address("events", event.id)),
        title=edition.title_of(event),
        kind=event.kind,
        status=event.status,
        start=interval.first_day.isoformat() if interval.all_day else interval.start.isoformat(),
        end=interval.last_day.isoformat() if interval.all_day else interval.end.isoformat(),
        all_day=interval.all_day,
        timezone=interval.zone,
        attendance="online" if is_online(occasion) else event.attendance,
        audience=event.audience,
        notice=event.notice,
        summary=event.summary or summary_of(edition, event.body),
        place=_place(edition, venue) if venue else None,
        online=online.url if online and may_join(online, edition.ring) else "",
        cost=cost_words(edition.language, event.cost),
        announced=event.announced.isoformat() if event.announced else "",
        host=event.host,
        series=event.series if occasion.series and edition.shows(occasion.series) else "",
        recap=recap.id if recap else "",
        tags=event.tags,
    )


def _place(edition: Edition, venue: Venue) -> PlaceData:
    where = venue.address
    return PlaceData(
        name=venue.name,
        url=edition.root.absolute(address("venues", venue.id)) if venue.id and edition.shows(venue) else "",
        street=where.street,
        locality=where.locality,
        region=where.region,
        postal_code=where.postal_code,
        country=where.country,
    )


def _series(edition: Edition, series: Series) -> SeriesData:
    hours = series_hours(series)
    return SeriesData(
        id=series.id,
        url=edition.root.absolute(address("series", series.id)),
        title=series.title,
        kind=series.kind,
        rhythm=rhythm_words(edition.language, series.repeats, hours["start"], hours["end"]) if series.repeats else "",
    )


def _recap(edition: Edition, recap: Recap) -> WritingData:
    return WritingData(
        id=recap.id,
        url=edition.root.absolute(address("recaps", recap.id)),
        title=recap_title(edition, recap),
        date=recap.date.isoformat() if recap.date else "",
        summary=recap.summary or summary_of(edition, recap.body),
        authors=_named(edition, recap.authors),
        event=recap.event,
        takeaways=ideas_of(recap),
        tags=recap.tags,
    )


def _post(edition: Edition, post: Post) -> WritingData:
    return WritingData(
        id=post.id,
        url=edition.root.absolute(address("posts", post.id)),
        title=edition.title_of(post),
        date=post.date.isoformat(),
        summary=post.summary or summary_of(edition, post.body),
        authors=_named(edition, post.authors),
        tags=post.tags,
    )


def _named(edition: Edition, authors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.name for one in map(edition.byline, authors) if one.named)


def _idea(edition: Edition, idea: Idea) -> IdeaData:
    event = edition.chapter.occasions[idea.event].event if idea.event else None
    return IdeaData(
        id=idea.id,
        url=edition.root.absolute(address("ideas", idea.id)),
        title=idea.title,
        status=idea.status,
        kind=idea.kind,
        purpose=idea.purpose,
        event=idea.event if event and edition.shows(event) else "",
    )


def _recommendation(edition: Edition, one: Recommendation) -> RecommendationData:
    return RecommendationData(
        id=one.id,
        url=edition.root.absolute(address("recommendations", one.id)),
        vendor=one.vendor,
        recommended_by=edition.person(one.recommended_by).name,
        relationship=one.relationship,
        website=one.url,
        what_for=one.what_for,
    )


def _company(edition: Edition, company: Company) -> CompanyData:
    return CompanyData(
        id=company.id,
        url=edition.root.absolute(address("companies", company.id)),
        name=company.name,
        member=not has_left(edition, company),
        website=company.website,
        industry=company.industry,
        city=company.city,
    )


def schema_view(edition: Edition) -> SchemaView:
    """`/chapter.schema.json`"""
    return SchemaView(id=edition.root.absolute(SCHEMA))


# -- how it is written -------------------------------------------------------------------


def render_chapter(view: ChapterData) -> bytes:
    """`/chapter.json`"""
    return laid_out(_known(view))


def _known(view: View) -> dict[str, Any]:
    """A view by the names of its fields. What is not known is not said: of thousands of events, that is most."""
    told = {}
    for name, written in _names(type(view)):
        value = getattr(view, name)
        if isinstance(value, tuple):
            value = [_known(one) if isinstance(one, View) else one for one in value]
        if value not in UNKNOWN:
            told[written] = _known(value) if isinstance(value, View) else value
    return told


@cache
def _names(cls: type[View]) -> tuple[tuple[str, str], ...]:
    """A view's fields, and what they are called in the file: to ask for them takes longer than to write them."""
    return tuple((one.name, one.encode_name) for one in fields(cls))


def render_schema(view: SchemaView) -> bytes:
    """`/chapter.schema.json`: JSON Schema, draft 2020-12."""
    definitions: dict[str, Any] = {}
    whole = _object(ChapterData, definitions)
    return json_text(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": view.id,
            "title": "A chapter",
            **whole,
            "$defs": definitions,
        }
    )


def _object(cls: type[View], definitions: dict[str, Any]) -> Mapping[str, Any]:
    """A class of views as a schema. Whatever else it names goes into `definitions`."""
    hints = get_type_hints(cls, include_extras=True)
    return {
        "description": cls.__doc__,
        "type": "object",
        "properties": {one.encode_name: _property(hints[one.name], definitions) for one in fields(cls)},
        "required": [one.encode_name for one in fields(cls) if one.default is NODEFAULT],
    }


SIMPLE: Mapping[object, Mapping[str, str]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
}


def _property(hint: Any, definitions: dict[str, Any]) -> Mapping[str, Any]:
    if get_origin(hint) is Annotated:
        inner, *notes = get_args(hint)
        said: dict[str, Any] = {}
        for note in notes:
            if isinstance(note, Meta):
                said |= {"description": note.description} if note.description else note.extra_json_schema or {}
        return {**said, **_property(inner, definitions)}
    if get_origin(hint) in (Union, UnionType):
        # What is None is left out, so it needs no type of its own.
        [inner] = [part for part in get_args(hint) if part is not NoneType]
        return _property(inner, definitions)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _property(get_args(hint)[0], definitions)}
    if hint in SIMPLE:
        return SIMPLE[hint]
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}
