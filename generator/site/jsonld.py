"""Structured data: what a page is about, in the words of schema.org, as JSON-LD 1.1.

A *thing* is a mapping of schema.org's terms. Things are built as data and become
text in one place, `script`, where no title can break out of them.

What Google asks of an Event stands in its own guide and is followed here: a
cancelled or postponed event keeps its day, `previousStartDate` comes only with
EventRescheduled, and a join link that is not public is never told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime as DateTime
from datetime import time as Clock
from typing import Any

from markupsafe import Markup

from generator.model.chapter import Occasion, series_hours
from generator.model.consent import Person, may_join
from generator.model.records import (
    Address,
    Company,
    Cost,
    Online,
    Post,
    Recap,
    Repeats,
    Rsvp,
    Series,
    Speaker,
    Sponsor,
    Venue,
)
from generator.model.when import DAY, is_past, parse_rhythm, zone
from generator.site.cards import is_online, summary_of, url_of
from generator.site.edition import Edition
from generator.site.jsontext import short_json
from generator.site.moments import changed, published
from generator.site.pictures import picture_of
from generator.site.reads import once
from generator.site.recurrence import weekdays_of
from generator.site.statuses import STANDINGS
from generator.site.urls import address
from generator.site.views import InLanguage, LinkView
from generator.site.wording import iso

Thing = dict[str, Any]

CONTEXT = "https://schema.org"
TERM = "https://schema.org/"

# Inside a script element `<` could end it, and `&` reads differently in XHTML. The two line
# separators are line breaks to JavaScript, though not to JSON.
_ESCAPED = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")

MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}


def script(things: Iterable[Thing]) -> Markup:
    """Things as one script element that browsers do not run; "" without any.

    A data block is never executed, so no Content-Security-Policy has to allow it (HTML, 4.12.1).
    """
    found = [*things]
    if not found:
        return Markup()
    data: Thing = {"@context": CONTEXT, **found[0]} if len(found) == 1 else {"@context": CONTEXT, "@graph": found}
    text = short_json(data).decode()
    for char, escaped in _ESCAPED:
        text = text.replace(char, escaped)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 -- nothing in it ends it


def thing(kind: str, **terms: object) -> Thing:
    """A thing of a kind. What is not known is not said."""
    # Nought is something to say: a latitude, perhaps.
    return {"@type": kind} | {name: value for name, value in terms.items() if value or value == 0}


# -- the chapter, its people and companies ---------------------------------------------


def chapter_thing(edition: Edition) -> Thing:
    """The chapter, for its home page."""
    charter = edition.chapter.charter
    association, logo = charter.association, picture_of(edition, charter.logo)
    return {"@id": _chapter_id(edition)} | thing(
        "Organization",
        name=charter.name,
        alternateName=charter.short_name,
        url=edition.root.absolute("/"),
        description=charter.description or charter.tagline,
        email=charter.email,
        foundingDate=charter.founded,
        logo=edition.root.origin + logo.src if logo else "",
        address=_postal(Address(locality=charter.city, region=charter.region, country=charter.country)),
        parentOrganization=thing("Organization", name=association.name, url=association.url) if association else None,
        sameAs=[one.url for one in charter.links if one.url.startswith(("https://", "http://"))],
    )


def website_thing(edition: Edition) -> Thing:
    """The site: search engines take its name from here."""
    charter = edition.chapter.charter
    return thing(
        "WebSite",
        name=charter.name,
        alternateName=charter.short_name,
        url=edition.root.absolute("/"),
        inLanguage=charter.language,
        publisher=_chapter_reference(edition),
    )


def _series_id(edition: Edition, series: Series) -> Thing:
    return {"@id": edition.root.identity(address("series", series.id)) + "#series"}


def _chapter_id(edition: Edition) -> str:
    return edition.root.absolute("/") + "#chapter"


@once
def _chapter_reference(edition: Edition) -> Thing:
    name, url = edition.chapter.charter.name, edition.root.absolute("/")
    return {"@id": _chapter_id(edition)} | thing("Organization", name=name, url=url)


def person_thing(edition: Edition, one: Person) -> Thing:
    """A person, as far as consent goes."""
    company = edition.chapter.companies[one.company] if one.company else None
    photo = picture_of(edition, one.photo)
    return thing(
        "Person",
        name=one.name,
        jobTitle=one.title,
        worksFor=thing("Organization", name=company.name) if company else None,
        image=edition.root.origin + photo.src if photo else "",
        knowsAbout=list(one.topics),
        sameAs=list(filter(None, (one.website, one.linkedin))),
        url=edition.root.absolute(address("members", one.id)) if one.id else "",
    )


def company_thing(edition: Edition, company: Company) -> Thing:
    """A member company."""
    logo, venue = picture_of(edition, company.logo), edition.chapter.venues.get(company.venue)
    return thing(
        "Organization",
        name=company.name,
        url=edition.root.absolute(address("companies", company.id)),
        description=company.summary,
        logo=edition.root.origin + logo.src if logo else "",
        address=_postal(venue.address if venue else Address(locality=company.city)),
        sameAs=company.website,
    )


def _sponsor_things(edition: Edition, occasion: Occasion) -> list[Thing]:
    """Who pays for an event."""
    return [
        thing("Organization", name=one.name, url=one.url)
        if isinstance(one, Sponsor)
        else company_thing(edition, edition.chapter.companies[one])
        for one in occasion.event.sponsors
    ]


def _speaker_things(edition: Edition, occasion: Occasion) -> list[Thing]:
    """Who speaks: guests as they were announced, members as consent goes; those who may not be named are left out."""
    event = occasion.event
    speakers = event.speakers or tuple(one for item in event.agenda for one in item.speakers)
    found = []
    for one in dict.fromkeys(map(edition.speaker, speakers)):
        if isinstance(one, Speaker):
            works = thing("Organization", name=one.company) if one.company else None
            found.append(thing("Person", name=one.name, jobTitle=one.title, worksFor=works, url=one.url))
        elif one.named:
            found.append(person_thing(edition, one))
    return found


# -- events ----------------------------------------------------------------------------


def event_thing(edition: Edition, occasion: Occasion, description: str = "", image: str = "") -> Thing:
    """An event, with all that Google requires and recommends. `image` is an absolute address."""
    event, standing = occasion.event, STANDINGS[occasion.event.status]
    url = edition.root.absolute(url_of(occasion))
    earlier = _earlier_starts(occasion) if standing.schema == "EventRescheduled" else []
    return {"@id": edition.root.identity(url_of(occasion)) + "#event"} | thing(
        "Event",
        name=edition.title_of(event),
        url=url,
        description=description,
        image=image,
        startDate=_start(occasion),
        endDate=_end(occasion),
        eventStatus=TERM + standing.schema,
        previousStartDate=earlier[0] if len(earlier) == 1 else earlier,
        eventAttendanceMode=TERM + MODES["online" if is_online(occasion) else event.attendance],
        location=_location(edition, occasion, url),
        offers=_offer(edition, occasion, url),
        isAccessibleForFree=True if isinstance(event.cost, Cost) and not event.cost.amount else None,
        maximumAttendeeCapacity=event.capacity or None,
        organizer=_chapter_reference(edition),
        performer=_speaker_things(edition, occasion),
        sponsor=_sponsor_things(edition, occasion),
        superEvent=_series_reference(edition, occasion.series),
        inLanguage=edition.chapter.charter.language,
        keywords=", ".join(event.tags),
    )


def _start(occasion: Occasion) -> str:
    interval = occasion.interval
    return interval.first_day.isoformat() if interval.all_day else iso(interval.start)


def _end(occasion: Occasion) -> str:
    interval = occasion.interval
    return interval.last_day.isoformat() if interval.all_day else iso(interval.end)


def _earlier_starts(occasion: Occasion) -> list[str]:
    tz = zone(occasion.interval.zone)
    return [
        iso(DateTime.combine(one.date, one.start, tz)) if one.start else one.date.isoformat()
        for one in occasion.event.previous
    ]


def _location(edition: Edition, occasion: Occasion, url: str) -> Thing | list[Thing]:
    """Where: a place, a place to be from afar, or both."""
    virtual = _virtual(edition, occasion.event.online, url)
    if is_online(occasion):
        return virtual
    place = place_thing(edition, edition.venue(occasion))
    return [place, virtual] if occasion.event.attendance == "hybrid" else place


def _virtual(edition: Edition, online: Online | None, url: str) -> Thing:
    """A place to be from afar. Whoever may not have the link is led to the page that says how to get it."""
    shared = online.url if online and may_join(online, edition.ring) else ""
    return thing("VirtualLocation", name=online.label if online else "", url=shared or url)


def place_thing(edition: Edition, venue: Venue | None) -> Thing:
    """A venue. An event that does not name one takes place somewhere in the chapter's town."""
    if venue is None:
        charter = edition.chapter.charter
        town = Address(locality=charter.city, region=charter.region, country=charter.country)
        return thing("Place", name=charter.city or charter.name, address=_postal(town) or charter.name)
    where = venue.geo
    return thing(
        "Place",
        name=venue.name,
        address=_postal(venue.address) or venue.name,
        geo=thing("GeoCoordinates", latitude=where.lat, longitude=where.lon) if where else None,
        url=edition.root.absolute(address("venues", venue.id)) if venue.id and edition.shows(venue) else "",
    )


def _postal(where: Address) -> Thing | None:
    found = thing(
        "PostalAddress",
        streetAddress=where.street,
        addressLocality=where.locality,
        addressRegion=where.region,
        postalCode=where.postal_code,
        addressCountry=where.country,
    )
    return found if len(found) > 1 else None


def _offer(edition: Edition, occasion: Occasion, url: str) -> Thing | None:
    """What it costs and whether there is room, while it can still be had."""
    event, rsvp, standing = occasion.event, occasion.event.rsvp, STANDINGS[occasion.event.status]
    if is_past(occasion.interval, edition.now) or not standing.takes_place:
        return None
    cost = event.cost if isinstance(event.cost, Cost) else None
    if cost is None and rsvp is None:
        return None
    wanted, begins = rsvp or Rsvp(), zone(edition.chapter.charter.timezone)
    opens = wanted.opens or event.announced
    closed = wanted.closes is not None and edition.today > wanted.closes
    waiting = wanted.opens is not None and edition.today < wanted.opens
    # Google knows these three.
    available = "SoldOut" if closed or not standing.has_room else "PreOrder" if waiting else "InStock"
    return thing(
        "Offer",
        url=wanted.url or url,
        price=f"{cost.amount:.2f}" if cost else "",
        priceCurrency=cost.currency.upper() if cost else "",
        availability=TERM + available,
        validFrom=iso(DateTime.combine(opens, Clock(), begins)) if opens else "",
        validThrough=iso(DateTime.combine(wanted.closes + DAY, Clock(), begins)) if wanted.closes else "",
    )


def _series_reference(edition: Edition, series: Series | None) -> Thing | None:
    if series is None or not edition.shows(series):
        return None
    url = edition.root.absolute(address("series", series.id))
    return _series_id(edition, series) | thing("EventSeries", name=series.title, url=url)


def series_thing(edition: Edition, series: Series, venue: Venue | None, description: str, image: str) -> Thing:
    """A series: its name, and when it comes round."""
    repeats = series.repeats
    url = edition.root.absolute(address("series", series.id))
    return _series_id(edition, series) | thing(
        "EventSeries",
        name=series.title,
        url=url,
        description=description,
        image=image,
        startDate=repeats.since.isoformat() if repeats else "",
        eventSchedule=_schedule(edition, series, repeats) if repeats else None,
        location=place_thing(edition, venue)
        if series.attendance != "online"
        else _virtual(edition, series.online, url),
        organizer=_chapter_reference(edition),
    )


def _schedule(edition: Edition, series: Series, repeats: Repeats) -> Thing:
    """When a series comes round. Which Thursday of the month is said as calendars say it (1TH)."""
    rhythm, hours = parse_rhythm(repeats.every, repeats.on), series_hours(series)
    start, end = hours["start"], hours["end"]
    return thing(
        "Schedule",
        repeatFrequency={"week": "P1W", "month": "P1M"}[repeats.every],
        byDay=list(weekdays_of(rhythm)) if rhythm else [],
        # The last of the month has no number here.
        byMonthDay=[day for day in rhythm.month_days if day > 0] if rhythm else [],
        startTime=start.isoformat() if start else "",
        endTime=end.isoformat() if end else "",
        startDate=repeats.since.isoformat(),
        endDate=repeats.until.isoformat() if repeats.until else "",
        exceptDate=[day.isoformat() for day in repeats.skip],
        scheduleTimezone=series.timezone or edition.chapter.charter.timezone,
    )


# -- writing ---------------------------------------------------------------------------


def post_thing(edition: Edition, post: Post, description: str, image: str) -> Thing:
    """A post."""
    return _article_thing(edition, post, address("posts", post.id), edition.title_of(post), description, image)


def recap_thing(edition: Edition, recap: Recap, title: str, description: str, image: str) -> Thing:
    """A recap, about its event."""
    occasion = edition.chapter.occasions[recap.event]
    told = occasion.event.summary or summary_of(edition, occasion.event.body)
    about = event_thing(edition, occasion, told, image)
    return _article_thing(edition, recap, address("recaps", recap.id), title, description, image) | {"about": about}


def _article_thing(edition: Edition, record: Post | Recap, url: str, title: str, description: str, image: str) -> Thing:
    writers = (edition.byline(author) for author in record.authors)
    return thing(
        "Article",
        headline=title,
        url=edition.root.absolute(url),
        description=description,
        image=image,
        # Without a day nobody knows, and structured data does not guess.
        datePublished=published(edition, record).isoformat() if record.date else "",
        dateModified=changed(edition, record, published(edition, record)) if record.date else "",
        author=[person_thing(edition, one) for one in writers if one.named] or _chapter_reference(edition),
        publisher=_chapter_reference(edition),
        keywords=", ".join(record.tags),
        inLanguage=edition.language.tag,
    )


def page_thing(edition: Edition, url: str, title: str, versions: tuple[InLanguage, ...]) -> Thing:
    """A page that there is in several languages: its own, and which page is a translation of which."""
    original, *translations = (thing("WebPage", url=one.absolute, inLanguage=one.language) for one in versions)
    is_original = edition.original is None
    return thing(
        "WebPage",
        url=edition.root.absolute(url),
        name=title,
        inLanguage=edition.language.tag,
        workTranslation=translations if is_original else None,
        translationOfWork=None if is_original else original,
    )


def crumbs_thing(edition: Edition, crumbs: tuple[LinkView, ...], title: str) -> Thing | None:
    """The way from the home page to this one."""
    if not crumbs:
        return None
    steps = [
        thing("ListItem", position=number, name=one.label, item=edition.root.origin + one.href)
        for number, one in enumerate(crumbs, 1)
    ]
    # The last is the page itself, which needs no address.
    return thing("BreadcrumbList", itemListElement=[*steps, thing("ListItem", position=len(steps) + 1, name=title)])
