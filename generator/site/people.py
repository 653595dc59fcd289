"""Pages of people and places: members, companies, venues."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from msgspec.structs import replace

from generator.model.chapter import Occasion
from generator.model.consent import Person
from generator.model.records import Company, Member, Venue
from generator.site.cards import (
    company_card,
    company_href,
    event_card,
    has_left,
    logo_of,
    person_card,
    place_card,
    summary_of,
    took_place,
)
from generator.site.edition import Edition
from generator.site.events import access_facts, map_href
from generator.site.heads import head
from generator.site.jsonld import company_thing, person_thing
from generator.site.links import prose
from generator.site.previews import card
from generator.site.urls import address
from generator.site.vcards import vcard_address, vcard_link
from generator.site.views import (
    CompaniesView,
    CompanyView,
    EventCard,
    LinkView,
    MembersView,
    MemberView,
    PersonCard,
    VenueView,
)
from generator.site.wording import date_words, partial_words


def officers(edition: Edition) -> tuple[PersonCard, ...]:
    """Who is in office, as far as consent goes."""
    return tuple(person_card(edition, one) for one in sorted(edition.people, key=_rank) if one.roles)


# How a chapter lists its officers; others follow by name.
RANKS = ("president", "chair", "vice", "past", "treasurer", "secretary")


def _rank(one: Person) -> tuple[int, str]:
    title = one.roles[0].casefold() if one.roles else ""
    # "Vice President" is no president: the first word decides.
    return next((n for n, rank in enumerate(RANKS) if title.startswith(rank)), len(RANKS)), one.name.casefold()


def members_view(edition: Edition) -> MembersView:
    """`/members/`"""
    name, say = edition.chapter.charter.name, edition.language.say
    return MembersView(
        head=head(
            edition, "/members/", say("Members"), say("The people of {chapter}.", chapter=name), section="members"
        ),
        officers=tuple(_entry(edition, one) for one in sorted(edition.people, key=_rank) if one.roles),
        members=tuple(_entry(edition, one) for one in edition.people if not one.roles),
    )


def _entry(edition: Edition, one: Person) -> PersonCard:
    """A person in the directory, where one looks for somebody who can help."""
    return replace(person_card(edition, one), can_help_with=one.can_help_with)


def member_view(edition: Edition, member: Member) -> MemberView:
    """`/members/<id>/`"""
    one = edition.person(member.id)
    company = edition.chapter.companies[one.company] if one.company else None
    parts = edition.parts_of.get(member.id, ())
    upcoming, past = _sides(edition, parts)
    language, chapter = edition.language, edition.chapter.charter.name
    office = (
        language.say("{roles} of {chapter}", roles=language.listed(one.roles), chapter=chapter) if one.roles else ""
    )
    job = ", ".join(filter(None, (one.title, company.name if company else "")))
    return MemberView(
        head=head(
            edition,
            address("members", member.id),
            one.name,
            ". ".join(filter(None, (f"{one.name}, {job}" if job else one.name, office))) + ".",
            section="members",
            record=member,
            about=lambda *_: (person_thing(edition, one),) if one.named else (),
            alternates=(vcard_link(edition, vcard_address(member.id), one.name),),
        ),
        person=person_card(edition, one),
        pronouns=one.pronouns,
        bio=prose(edition, one.bio, member, address("members", member.id)),
        can_help_with=one.can_help_with,
        would_like_to_meet=one.would_like_to_meet,
        ways=ways_to_reach(one),
        vcard=edition.root.href(vcard_address(member.id)),
        company=company_card(edition, company) if company else None,
        upcoming=upcoming,
        past=past,
        extra=member.extra,
    )


def ways_to_reach(one: Person) -> tuple[LinkView, ...]:
    """How to reach a person, as far as this person agreed; the way this person likes best comes first."""
    ways = {
        "email": LinkView(label=one.email, href=f"mailto:{one.email}"),
        "phone": LinkView(label=one.phone, href=f"tel:{re.sub('[^+0-9]', '', one.phone)}"),
        "linkedin": LinkView(label="LinkedIn", href=one.linkedin, external=True),
        "website": LinkView(label=_host(one.website), href=one.website, external=True),
    }
    open_ways = [way for way in ways if getattr(one, way)]
    return tuple(ways[way] for way in sorted(open_ways, key=lambda way: way != one.preferred))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _sides(edition: Edition, occasions: tuple[Occasion, ...]) -> tuple[tuple[EventCard, ...], tuple[EventCard, ...]]:
    """Events to come, soonest first; events past, latest first."""
    coming, past = edition.sides(occasions)
    return tuple(event_card(edition, one) for one in coming), tuple(event_card(edition, one) for one in past)


def companies_view(edition: Edition) -> CompaniesView:
    """`/companies/`"""
    name, say = edition.chapter.charter.name, edition.language.say
    companies = sorted(edition.shown(edition.chapter.companies), key=lambda one: (one.name.casefold(), one.id))
    return CompaniesView(
        head=head(
            edition,
            "/companies/",
            say("Companies"),
            say("The member companies of {chapter}.", chapter=name),
            section="companies",
        ),
        companies=tuple(company_card(edition, one) for one in companies if not has_left(edition, one)),
        former=tuple(company_card(edition, one) for one in companies if has_left(edition, one)),
    )


def company_view(edition: Edition, company: Company) -> CompanyView:
    """`/companies/<id>/`"""
    url = address("companies", company.id)
    hosted = edition.hosted_by.get(company.id, ())
    tours = tuple(one for one in hosted if one.event.kind == "tour" and took_place(edition, one))
    upcoming, past = _sides(edition, tuple(one for one in hosted if one not in tours))
    contact = edition.person(company.contact) if company.contact else None
    venue = edition.chapter.venues[company.venue] if company.venue else None
    about = company.summary or summary_of(edition, company.body)
    logo = logo_of(edition, company)
    return CompanyView(
        head=head(
            edition,
            url,
            company.name,
            about or ", ".join(filter(None, (company.name, company.industry, company.city))),
            section="companies",
            record=company,
            picture=logo,
            card=card(edition, company.name, company.industry, company.city),
            about=lambda *_: (company_thing(edition, company),),
        ),
        name=company.name,
        industry=company.industry,
        city=company.city,
        website=company.website,
        website_label=_host(company.website),
        joined=partial_words(edition.language, company.joined) if company.joined else "",
        left=partial_words(edition.language, company.left) if company.left else "",
        summary=company.summary,
        body=prose(edition, company.body, company, url),
        logo=logo,
        venue=place_card(edition, venue) if venue else None,
        contact=person_card(edition, contact) if contact and contact.named else None,
        people=tuple(person_card(edition, one) for one in edition.people_of.get(company.id, ())),
        upcoming=upcoming,
        tours=tuple(event_card(edition, one) for one in reversed(tours)),
        past=past,
        extra=company.extra,
    )


def venue_view(edition: Edition, venue: Venue) -> VenueView:
    """`/venues/<id>/`"""
    url = address("venues", venue.id)
    where = venue.address
    town = ", ".join(filter(None, (where.locality, f"{where.region} {where.postal_code}".strip())))
    company = edition.chapter.companies[venue.company] if venue.company else None
    upcoming, past = _sides(edition, edition.held_at.get(venue.id, ()))
    # One's own country goes without saying.
    abroad = where.country if where.country != edition.chapter.charter.country else ""
    lines = tuple(filter(None, (where.street, town, abroad)))
    verified, access = venue.access.verified_on, access_facts(edition, venue.access)
    return VenueView(
        head=head(
            edition,
            url,
            venue.name,
            edition.language.say("How to get to {place}, and in.", place=", ".join((venue.name, *lines))),
            section="events",
            record=venue,
        ),
        name=venue.name,
        address=lines,
        geo=f"{venue.geo.lat:.6f},{venue.geo.lon:.6f}" if venue.geo else "",
        map_href=map_href(venue),
        company=LinkView(label=company.name, href=company_href(edition, company)) if company else None,
        body=prose(edition, venue.body, venue, url),
        directions=prose(edition, venue.directions, venue, url, ("directions",)),
        parking=prose(edition, venue.parking, venue, url, ("parking",)),
        transit=prose(edition, venue.transit, venue, url, ("transit",)),
        access=access,
        access_verified=date_words(edition.language, verified) if verified else "",
        arrival=bool(access or venue.directions or venue.parking or venue.transit),
        upcoming=upcoming,
        past=past,
        extra=venue.extra,
    )
