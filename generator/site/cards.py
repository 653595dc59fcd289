"""Cards: a record in a line or two, as lists of it show it."""

from __future__ import annotations

from generator.language.language import message
from generator.model.chapter import Occasion
from generator.model.consent import Person
from generator.model.leaves import Keys
from generator.model.records import Company, MemberId, Photo, Post, Recap, Record, Speaker, Venue
from generator.model.slug import topic_slug
from generator.model.when import is_past, last_day
from generator.site.edition import Edition
from generator.site.links import prose
from generator.site.pictures import picture_of
from generator.site.reads import Reach, kept, once
from generator.site.statuses import STANDINGS, status_view
from generator.site.urls import address
from generator.site.views import (
    CompanyCard,
    EventCard,
    LinkView,
    Neighbor,
    PersonCard,
    Picture,
    PostCard,
    RecapCard,
    TagView,
    VenueCard,
    When,
)
from generator.site.wording import date_words, excerpt, initials, when

KIND_LABELS = {
    "coffee": message("Coffee"),
    "tour": message("Plant tour"),
    "roundtable": message("Roundtable"),
    "talk": message("Talk"),
    "workshop": message("Workshop"),
    "social": message("Social"),
    "conference": message("Conference"),
    "meeting": message("Meeting"),
}

AUDIENCE_LABELS = {
    "members": message("For members"),
    "members-and-guests": message("Members and guests"),
    "public": message("Open to everyone"),
}


def url_of(occasion: Occasion) -> str:
    """An event's address; an occurrence that only a rule makes stands on its series' page."""
    if occasion.written:
        return address("events", occasion.id)
    return f"{address('series', occasion.event.series)}#{anchor_of(occasion)}"


def anchor_of(occasion: Occasion) -> str:
    """Where an occurrence that only a rule makes stands on its series' page: its day. "" for those with a page."""
    return "" if occasion.written else f"site-{occasion.event.date.isoformat()}"


def is_online(occasion: Occasion) -> bool:
    """Whether nobody has to go anywhere."""
    return STANDINGS[occasion.event.status].online or occasion.event.attendance == "online"


@once
def times_of(edition: Edition, occasion: Occasion) -> When:
    """When an event takes place, as its page, its card and the lists say it."""
    return when(edition.language, occasion.interval)


@once
def event_card(edition: Edition, occasion: Occasion) -> EventCard:
    """An event in a list."""
    event = occasion.event
    company = edition.chapter.companies[event.host] if event.host else None
    recap = edition.recap_of.get(event.id)
    past = is_past(occasion.interval, edition.now)
    standing = STANDINGS[event.status]
    title = edition.title_of(event)
    return EventCard(
        title=title,
        href=edition.root.href(url_of(occasion)),
        kind=event.kind,
        kind_label=edition.language.say(KIND_LABELS[event.kind]),
        when=times_of(edition, occasion),
        status=status_view(edition.language, event.status),
        notice=event.notice,
        summary=event.summary,
        venue=venue_card(edition, occasion),
        host=company.name if company else "",
        host_href=company_href(edition, company),
        audience_label=edition.language.say(AUDIENCE_LABELS[event.audience]),
        past=past,
        today=not past
        and standing.takes_place
        and occasion.interval.first_day <= edition.today <= occasion.interval.last_day,
        full=not standing.has_room,
        anchor=anchor_of(occasion),
        picture=picture_of(edition, event.image),
        recap_href=edition.root.href(address("recaps", recap.id)) if recap else "",
        series=occasion.series.title if occasion.series else "",
        lang=edition.lang(title),
    )


@once
def venue_card(edition: Edition, occasion: Occasion) -> VenueCard | None:
    """Where an event takes place, in a line."""
    if is_online(occasion):
        online = occasion.event.online
        said = edition.language.say("Online")
        return VenueCard(name=f"{said}, {online.label}" if online and online.label else said, online=True)
    venue = edition.venue(occasion)
    return place_card(edition, venue, occasion.event.room) if venue else None


def place_card(edition: Edition, venue: Venue, room: str = "") -> VenueCard:
    """A venue in a line."""
    where = venue.address
    town = ", ".join(filter(None, (where.locality, where.region)))
    return VenueCard(
        name=venue.name,
        href=edition.root.href(address("venues", venue.id)) if venue.id and edition.shows(venue) else "",
        room=room,
        town=town,
        address=", ".join(filter(None, (where.street, where.locality, f"{where.region} {where.postal_code}".strip()))),
    )


def person_card(edition: Edition, one: Person) -> PersonCard:
    """A person in a line, as far as consent goes."""
    company = edition.chapter.companies[one.company] if one.company else None
    return PersonCard(
        name=one.name if one.named else edition.language.say("a member"),
        title=one.title,
        company=company.name if company else "",
        company_href=company_href(edition, company),
        href=edition.root.href(address("members", one.id)) if one.id else "",
        roles=one.roles,
        initials=initials(one.name) if one.named else "",
        photo=picture_of(edition, one.photo, one.name),
        topics=one.topics,
        lang=edition.lang(one.title or "".join(one.roles)),
    )


def people_cards(edition: Edition, members: tuple[MemberId, ...]) -> tuple[PersonCard, ...]:
    """Members by id. Those who may not be named are left out: a list needs nobody in particular."""
    people = (edition.person(member) for member in members)
    return tuple(person_card(edition, one) for one in people if one.named)


def speaker_cards(
    edition: Edition, speakers: tuple[MemberId | Speaker, ...], record: Record, base: str, keys: Keys = ("speakers",)
) -> tuple[PersonCard, ...]:
    """Who speaks: members as consent goes, guests as they were announced. `keys` lead to them in the record."""
    return tuple(
        PersonCard(
            name=one.name,
            title=one.title,
            company=one.company,
            initials=initials(one.name),
            photo=picture_of(edition, one.photo, one.name),
            bio=prose(edition, one.bio, record, base, (*keys, number, "bio")),
            url=one.url,
        )
        if isinstance(one, Speaker)
        else person_card(edition, one)
        for number, one in enumerate(map(edition.speaker, speakers))
    )


def byline_cards(edition: Edition, names: tuple[str, ...]) -> tuple[PersonCard, ...]:
    """Who wrote something: members as consent goes, others by name."""
    return tuple(person_card(edition, edition.byline(name)) for name in names)


def company_href(edition: Edition, company: Company | None) -> str:
    """Where a company's page is; "" when it has none."""
    return edition.root.href(address("companies", company.id)) if company and edition.shows(company) else ""


@once
def company_card(edition: Edition, company: Company) -> CompanyCard:
    """A company in a list."""
    hosted = edition.hosted_by.get(company.id, ())
    return CompanyCard(
        name=company.name,
        href=company_href(edition, company),
        industry=company.industry,
        city=company.city,
        summary=company.summary,
        logo=logo_of(edition, company),
        tours=sum(1 for one in hosted if one.event.kind == "tour" and took_place(edition, one)),
        people=len(edition.people_of.get(company.id, ())),
        member=not has_left(edition, company),
        lang=edition.lang(company.summary or company.industry),
    )


def logo_of(edition: Edition, company: Company) -> Picture | None:
    """A company's logo."""
    return picture_of(edition, company.logo, edition.language.say("{company} logo", company=company.name))


def has_left(edition: Edition, company: Company) -> bool:
    """Whether a company is a member no longer."""
    return bool(company.left) and last_day(company.left) < edition.today


def took_place(edition: Edition, occasion: Occasion) -> bool:
    """Whether an event is over and was not called off."""
    return is_past(occasion.interval, edition.now) and STANDINGS[occasion.event.status].takes_place


@once
def recap_card(edition: Edition, recap: Recap) -> RecapCard:
    """A recap in a list."""
    occasion = edition.chapter.occasions[recap.event]
    event, title = occasion.event, recap_title(edition, recap)
    photos = shown_photos(edition, recap)
    return RecapCard(
        title=title,
        href=edition.root.href(address("recaps", recap.id)),
        when=times_of(edition, occasion),
        summary=recap.summary or summary_of(edition, recap.body),
        kind_label=edition.language.say(KIND_LABELS[event.kind]),
        host=edition.chapter.companies[event.host].name if event.host else "",
        picture=next((shown for photo in photos if (shown := picture_of(edition, photo))), None),
        takeaways=len(recap.takeaways),
        lang=edition.lang(title),
    )


def recap_title(edition: Edition, recap: Recap) -> str:
    """What a recap is called: like its event, unless it says otherwise."""
    return edition.title_of(recap) or edition.title_of(edition.chapter.occasions[recap.event].event)


def shown_photos(edition: Edition, recap: Recap) -> tuple[Photo, ...]:
    """A recap's pictures, as far as the host agreed, and the people in them."""
    return tuple(photo for photo in recap.photos if photo.src not in edition.withheld)


@once
def post_card(edition: Edition, post: Post) -> PostCard:
    """A post in a list."""
    return PostCard(
        title=edition.title_of(post),
        href=edition.root.href(address("posts", post.id)),
        date=date_words(edition.language, post.date),
        date_iso=post.date.isoformat(),
        summary=post.summary or summary_of(edition, post.body),
        picture=picture_of(edition, post.image),
    )


@kept
def summary_of(edition: Edition, text: str, limit: int = 200) -> str:
    """The beginning of a text, plain."""
    return excerpt(edition.beginning_of(text, Reach.SUMMARY), limit)


def tag_views(edition: Edition, tags: tuple[str, ...]) -> tuple[TagView, ...]:
    """Tags with their pages, each once."""
    return tuple(
        TagView(label=edition.tags[tag][0], href=edition.root.href(f"/tags/{tag}/"))
        for tag in dict.fromkeys(topic_slug(tag) for tag in tags)
        if tag in edition.tags
    )


def link_view(edition: Edition, label: str, url: str) -> LinkView:
    """A link to a page of this site."""
    return LinkView(label=label, href=edition.root.href(url))


def neighbor(edition: Edition, title: str, url: str) -> Neighbor:
    """The page before or after this one."""
    return Neighbor(title=title, href=edition.root.href(url), lang=edition.lang(title))
