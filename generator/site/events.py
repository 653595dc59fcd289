"""Pages of events: one event, a series, what is to come, a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from generator.engine.cards import Card
from generator.language.language import message
from generator.model.chapter import Occasion, series_hours
from generator.model.consent import may_join, may_pass_the_gate
from generator.model.leaves import Keys
from generator.model.records import Access, AgendaItem, Event, Link, Record, Rsvp, Series, Sponsor, Tour, Venue
from generator.model.when import DAY, is_past, zone
from generator.site.calendar_links import add_to_calendar, calendar_of_one, calendar_of_some, subscribe
from generator.site.cards import (
    AUDIENCE_LABELS,
    KIND_LABELS,
    company_card,
    event_card,
    is_online,
    neighbor,
    people_cards,
    place_card,
    recap_card,
    speaker_cards,
    summary_of,
    tag_views,
    times_of,
    took_place,
    venue_card,
)
from generator.site.edition import Edition
from generator.site.heads import head
from generator.site.jsonld import event_thing, series_thing
from generator.site.leaves import weekday_names, weeks
from generator.site.links import external, href, prose
from generator.site.pictures import picture_of
from generator.site.previews import card
from generator.site.statuses import STANDINGS, status_view
from generator.site.urls import address
from generator.site.views import (
    AccessFact,
    AgendaLine,
    EarlierDate,
    EventCard,
    EventsView,
    EventView,
    KindView,
    LinkView,
    Month,
    Neighbor,
    OnlineView,
    RsvpView,
    SeriesView,
    TagView,
    TourView,
    Week,
    YearView,
)
from generator.site.wording import (
    clock_words,
    cost_words,
    date_words,
    day_of_year,
    day_words,
    excerpt,
    hours_words,
    iso,
    month_words,
    rhythm_words,
)

ATTENDANCE_LABELS = {
    "in-person": message("In person"),
    "online": message("Online"),
    "hybrid": message("In person and online"),
}

ACCESS_LABELS = {
    "step_free": message("Step-free"),
    "entrance": message("Entrance"),
    "restroom": message("Restrooms"),
    "parking": message("Parking"),
    "hearing_loop": message("Hearing"),
    "quiet_space": message("Quiet space"),
    "contact": message("Questions"),
    "notes": message("Also"),
}

PICTURE_RULES = {
    "none": message("No pictures, please"),
    "host-approval": message("Pictures only with the host’s approval"),
    "open": message("Pictures are welcome"),
}


# -- one event -------------------------------------------------------------------------


def event_view(edition: Edition, occasion: Occasion) -> EventView:
    """`/events/<id>/`"""
    event = occasion.event
    url, title = address("events", event.id), edition.title_of(event)
    times, status = times_of(edition, occasion), status_view(edition.language, event.status)
    say, venue = edition.language.say, edition.venue(occasion)
    there = None if is_online(occasion) else venue
    attendance = "online" if is_online(occasion) else event.attendance
    picture = picture_of(edition, event.image)
    place = venue_card(edition, occasion)
    recap = edition.recap_of.get(event.id)
    told = recap_card(edition, recap) if recap else None
    older, newer = _neighbors(edition, occasion)
    summary = event.summary or summary_of(edition, event.body)
    facts = " · ".join(filter(None, (times.short, place.name if place else "", summary)))
    access = _access(edition, event.access, there.access if there else Access())
    preview = event_preview(edition, occasion)
    # What a series says stands in the series' file.
    source: Record = event if "body" in event.given or not occasion.series else occasion.series
    return EventView(
        head=head(
            edition,
            url,
            status.prefix + title,
            facts,
            section="events",
            record=event,
            picture=picture,
            card=preview,
            about=lambda _, image: (event_thing(edition, occasion, excerpt(summary or facts, 500), image),),
            alternates=(calendar_of_one(edition, occasion),),
        ),
        title=title,
        kind=event.kind,
        kind_label=say(KIND_LABELS[event.kind]),
        when=times,
        status=status,
        notice=event.notice,
        past=took_place(edition, occasion),
        earlier=_earlier(edition, occasion),
        summary=event.summary,
        body=prose(edition, event.body, source, url),
        # What its recap shows already is not shown once more.
        picture=None if told and told.picture and picture and told.picture.src == picture.src else picture,
        attendance=attendance,
        attendance_label=say(ATTENDANCE_LABELS[attendance]),
        audience_label=say(AUDIENCE_LABELS[event.audience]),
        cost=cost_words(edition.language, event.cost),
        capacity=event.capacity,
        venue=place,
        directions=prose(edition, there.directions, there, url, ("directions",)) if there else Markup(),
        parking=prose(edition, there.parking, there, url, ("parking",)) if there else Markup(),
        transit=prose(edition, there.transit, there, url, ("transit",)) if there else Markup(),
        map_href=map_href(there) if there else "",
        access=access if there else (),
        access_verified=_verified(edition, event.access, there.access) if there else "",
        arrival=bool(there and (access or map_href(there) or there.directions or there.parking or there.transit)),
        online=_online(edition, occasion),
        rsvp=rsvp_view(edition, occasion),
        rsvp_closed=_rsvp_closed(edition, occasion),
        add_to_calendar=add_to_calendar(edition, occasion),
        subscribe=subscribe(edition),
        tour=_tour(edition, event.tour) if event.tour else None,
        host=company_card(edition, edition.chapter.companies[event.host]) if event.host else None,
        cohosts=tuple(company_card(edition, edition.chapter.companies[one]) for one in event.cohosts),
        organizers=people_cards(edition, event.organizers),
        speakers=speaker_cards(edition, event.speakers, source, url),
        sponsors=_sponsors(edition, event),
        agenda=tuple(
            _agenda_line(edition, item, occasion, source, url, ("agenda", number))
            for number, item in enumerate(event.agenda)
        ),
        links=link_views(edition, event.links, event, url),
        tags=tag_views(edition, event.tags),
        series=_series_link(edition, occasion.series),
        recap=told,
        newer=newer,
        older=older,
        extra=event.extra,
    )


def event_preview(edition: Edition, occasion: Occasion) -> Card:
    """What a link preview of an event shows: what, when, where, and what has become of it."""
    event, times, where = occasion.event, times_of(edition, occasion), venue_card(edition, occasion)
    status = status_view(edition.language, event.status)
    hours = " ".join(filter(None, (times.clock, times.zone)))
    return card(
        edition,
        edition.title_of(event),
        " · ".join(filter(None, (times.day, hours))),
        ", ".join(filter(None, (where.name, where.town))) if where else "",
        status.label or edition.language.say(KIND_LABELS[event.kind]),
    )


def _neighbors(edition: Edition, occasion: Occasion) -> tuple[Neighbor | None, Neighbor | None]:
    """The events before and after, by time."""
    at = edition.position_of[occasion.event.file]

    def at_position(position: int) -> Neighbor | None:
        if not 0 <= position < len(edition.occasions):
            return None
        other = edition.occasions[position]
        return neighbor(edition, edition.title_of(other.event), address("events", other.id))

    return at_position(at - 1), at_position(at + 1)


def _earlier(edition: Edition, occasion: Occasion) -> tuple[EarlierDate, ...]:
    tz = zone(occasion.interval.zone)
    found = []
    for one in occasion.event.previous:
        moment = DateTime.combine(one.date, one.start, tz) if one.start else None
        day, language = day_words(edition.language, one.date), edition.language
        found.append(
            EarlierDate(
                day=language.moment.format(day, clock_words(language, moment)) if moment else day,
                iso=iso(moment) if moment else one.date.isoformat(),
                reason=one.reason,
            )
        )
    return tuple(found)


def _access(edition: Edition, event: Access, venue: Access) -> tuple[AccessFact, ...]:
    """How one gets in: what the event says, else what the venue says."""
    return tuple(
        AccessFact(label=edition.language.say(label), text=text, lang=edition.lang(text))
        for name, label in ACCESS_LABELS.items()
        if (text := getattr(event, name) or getattr(venue, name))
    )


def map_href(venue: Venue) -> str:
    """The chapter's own link to a map; else the point on a map that follows nobody."""
    if venue.map or not venue.geo:
        return venue.map
    lat, lon = f"{venue.geo.lat:.6f}", f"{venue.geo.lon:.6f}"
    return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"


def access_facts(edition: Edition, access: Access) -> tuple[AccessFact, ...]:
    """How one gets into a venue."""
    return _access(edition, access, Access())


def _verified(edition: Edition, event: Access, venue: Access) -> str:
    day = event.verified_on or venue.verified_on
    return date_words(edition.language, day) if day else ""


def _online(edition: Edition, occasion: Occasion) -> OnlineView | None:
    event, online = occasion.event, occasion.event.online
    if not (is_online(occasion) or event.attendance == "hybrid"):
        return None
    say = edition.language.say
    label = online.label if online and online.label else say("Online")
    if online and online.url and may_join(online, edition.ring):
        over = is_past(occasion.interval, edition.now) or not STANDINGS[event.status].takes_place
        return OnlineView(label=label, href="" if over else online.url, note="")
    to_members = online is not None and online.visibility == "members"
    note = say("The link is sent to members.") if to_members else say("The link is sent to those who sign up.")
    return OnlineView(label=label, href="", note=note)


def rsvp_view(edition: Edition, occasion: Occasion) -> RsvpView | None:
    """How to sign up, while one really can."""
    event, rsvp = occasion.event, occasion.event.rsvp
    if rsvp is None or _rsvp_closed(edition, occasion) or is_past(occasion.interval, edition.now):
        return None
    if not STANDINGS[event.status].takes_place:
        return None
    language = edition.language
    action = edition.root.href(address("events", event.id)) if occasion.written else ""
    target = rsvp.url or (rsvp.email and _mail(edition, rsvp, occasion)) or (action if rsvp.form else "")
    if not target:
        return None
    return RsvpView(
        label=language.say("I’m coming"),
        href=target,
        form=f"rsvp-{event.id}" if rsvp.form and not rsvp.url and not rsvp.email else "",
        closes=language.say("Until {day}", day=day_of_year(language, rsvp.closes)) if rsvp.closes else "",
        closes_iso=rsvp.closes.isoformat() if rsvp.closes else "",
        until=iso(_sign_up_ends(edition, occasion, rsvp)),
        note=rsvp.note,
        external=external(edition, target),
    )


def _sign_up_ends(edition: Edition, occasion: Occasion, rsvp: Rsvp) -> DateTime:
    """From when on one cannot sign up: after the last day for it, and never after the event."""
    if rsvp.closes is None:
        return occasion.interval.end
    closes = DateTime.combine(rsvp.closes + DAY, Clock(), zone(edition.chapter.charter.timezone))
    return min(closes, occasion.interval.end, key=DateTime.timestamp)


def _mail(edition: Edition, rsvp: Rsvp, occasion: Occasion) -> str:
    day = day_of_year(edition.language, occasion.event.date)
    subject = edition.language.say("I’m coming: {event}, {day}", event=edition.title_of(occasion.event), day=day)
    return f"mailto:{rsvp.email}?subject={quote(subject)}"


def _rsvp_closed(edition: Edition, occasion: Occasion) -> str:
    """Why one cannot sign up for an event that is still to come; "" when one can."""
    event, rsvp, language = occasion.event, occasion.event.rsvp, edition.language
    if is_past(occasion.interval, edition.now) or not STANDINGS[event.status].takes_place:
        return ""
    if not STANDINGS[event.status].has_room:
        return language.say("This event is full.")
    if rsvp and rsvp.closes and edition.today > rsvp.closes:
        return language.say("Sign-up closed on {day}.", day=day_of_year(language, rsvp.closes))
    if rsvp and rsvp.opens and edition.today < rsvp.opens:
        return language.say("Sign-up opens on {day}.", day=day_of_year(language, rsvp.opens))
    return ""


def _tour(edition: Edition, tour: Tour) -> TourView:
    gate = tour.gate if may_pass_the_gate(edition.ring) else ""
    return TourView(
        facility=tour.facility,
        minors=tour.minors,
        walking=tour.walking,
        id_required=tour.id_required,
        gate=gate,
        gate_note=edition.language.say("Those who sign up are told what to say.") if tour.gate and not gate else "",
        wear=tour.wear,
        bring=tour.bring,
        photos=edition.language.say(PICTURE_RULES[tour.photos]),
        rules=tour.rules,
        entry=bool(tour.id_required or tour.gate),
        outfit=bool(tour.wear or tour.bring),
    )


def _sponsors(edition: Edition, event: Event) -> tuple[LinkView, ...]:
    found = []
    for one in event.sponsors:
        if isinstance(one, Sponsor):
            found.append(LinkView(label=one.name, href=one.url, external=bool(one.url)))
        else:
            card = company_card(edition, edition.chapter.companies[one])
            found.append(LinkView(label=card.name, href=card.href))
    return tuple(found)


def _agenda_line(
    edition: Edition, item: AgendaItem, occasion: Occasion, source: Record, url: str, keys: Keys
) -> AgendaLine:
    """A point of the agenda; `keys` lead to it in `source`."""
    return AgendaLine(
        title=item.title,
        kind=item.kind,
        clock=hours_words(edition.language, item.start, item.end) if item.start else "",
        begins=iso(_at_hour(occasion, item.start)) if item.start else "",
        speakers=speaker_cards(edition, item.speakers, source, url, (*keys, "speakers")),
        body=prose(edition, item.body, source, url, (*keys, "body")),
        links=link_views(edition, item.links, source, url),
    )


def _at_hour(occasion: Occasion, clock: Clock) -> DateTime:
    """An hour of an event. One before it begins is the next morning's, if it lasts that long."""
    interval = occasion.interval
    overnight = not interval.all_day and clock < interval.start.time() and interval.last_day > interval.first_day
    return DateTime.combine(interval.first_day + overnight * DAY, clock, zone(interval.zone))


def link_views(edition: Edition, links: tuple[Link, ...], record: Record, base: str) -> tuple[LinkView, ...]:
    """A record's labelled links; those that lead nowhere are left out."""
    return tuple(
        LinkView(label=one.label, href=found, external=external(edition, one.url), lang=edition.lang(one.label))
        for one in links
        if (found := href(edition, one.url, record, base))
    )


def _series_link(edition: Edition, series: Series | None) -> LinkView | None:
    if series is None or not edition.shows(series):
        return None
    href = edition.root.href(address("series", series.id))
    return LinkView(label=series.title, href=href, lang=edition.lang(series.title))


# -- a series --------------------------------------------------------------------------


def series_view(edition: Edition, series: Series) -> SeriesView:
    """`/series/<id>/`"""
    url = address("series", series.id)
    picture = picture_of(edition, series.image)
    coming, past = series_occasions(edition, series)
    taking_place = [one for one in coming if STANDINGS[one.event.status].takes_place]
    following = taking_place[0] if taking_place else None
    hours = series_hours(series)
    rhythm = rhythm_words(edition.language, series.repeats, hours["start"], hours["end"]) if series.repeats else ""
    kind = edition.language.say(KIND_LABELS[series.kind])
    usual = series.venue or edition.chapter.charter.defaults.venue
    venue = (edition.chapter.venues[usual] if isinstance(usual, str) else usual) if usual else None
    place = place_card(edition, venue, series.room) if venue else None
    return SeriesView(
        head=head(
            edition,
            url,
            series.title,
            ". ".join(filter(None, (rhythm, series.summary or summary_of(edition, series.body)))),
            section="events",
            record=series,
            picture=picture,
            card=card(edition, series.title, rhythm, place.name if place else "", kind),
            about=lambda text, image: (series_thing(edition, series, venue, text, image),),
            alternates=(calendar_of_some(edition, series.id, series.title),),
        ),
        title=series.title,
        kind=series.kind,
        kind_label=kind,
        rhythm=rhythm,
        summary=series.summary,
        body=prose(edition, series.body, series, url),
        picture=picture,
        venue=place,
        host=company_card(edition, edition.chapter.companies[series.host]) if series.host else None,
        cost=cost_words(edition.language, series.cost),
        audience_label=edition.language.say(AUDIENCE_LABELS[series.audience]),
        rsvp=rsvp_view(edition, following) if following else None,
        subscribe=subscribe(edition, series.id, series.title),
        next=event_card(edition, following) if following else None,
        upcoming=tuple(event_card(edition, one) for one in coming if one is not following),
        past=tuple(event_card(edition, one) for one in reversed(past)),
        skipped=_skipped(edition, series),
        organizers=people_cards(edition, series.organizers),
        tags=tag_views(edition, series.tags),
        extra=series.extra,
    )


def series_occasions(edition: Edition, series: Series) -> tuple[list[Occasion], list[Occasion]]:
    """The occurrences of a series to come, with those that only the rule makes, and its past ones with a page."""
    written = edition.occasions_of(series.id)
    past = [one for one in written if is_past(one.interval, edition.now)]
    coming = [one for one in written if not is_past(one.interval, edition.now)]
    coming += edition.repeated_from(series.id)
    return sorted(coming, key=lambda one: (one.interval.start.timestamp(), one.id)), past


def _skipped(edition: Edition, series: Series) -> tuple[str, ...]:
    days: Iterable[Date] = series.repeats.skip if series.repeats else ()
    return tuple(day_words(edition.language, day) for day in sorted(days) if day >= edition.today)


# -- lists -----------------------------------------------------------------------------


def by_month(occasions: Iterable[Occasion]) -> tuple[tuple[Date, tuple[Occasion, ...]], ...]:
    """Events by the first day of their month, in the order given."""
    return tuple(
        (first, tuple(members))
        for first, members in groupby(occasions, key=lambda one: one.interval.first_day.replace(day=1))
    )


def month_anchor(first: Date) -> str:
    """Where the month that begins on a day stands on its page."""
    return f"site-{first.year:04}-{first.month:02}"


def month_view(edition: Edition, first: Date, members: Iterable[Occasion], leaf: tuple[Week, ...] = ()) -> Month:
    """A month and its events."""
    held = tuple(members)
    return Month(
        label=month_words(edition.language, first),
        id=month_anchor(first),
        ends=iso(max((one.interval.end for one in held), key=DateTime.timestamp)),
        events=tuple(event_card(edition, one) for one in held),
        weeks=leaf,
    )


def kinds(edition: Edition) -> tuple[KindView, ...]:
    """The kinds of events to choose from; none when there is only one."""
    there = {one.event.kind for one in (*edition.upcoming, *edition.postponed)}
    found = tuple(
        KindView(kind=kind, label=edition.language.say(label)) for kind, label in KIND_LABELS.items() if kind in there
    )
    return found if len(found) > 1 else ()


def year_links(edition: Edition) -> tuple[TagView, ...]:
    """The years that have an archive, newest first."""
    return tuple(
        TagView(label=edition.language.number(year), href=edition.root.href(f"/events/{year}/"), count=len(events))
        for year, events in reversed(edition.years.items())
    )


def events_view(edition: Edition) -> EventsView:
    """`/events/`"""
    name, say = edition.chapter.charter.name, edition.language.say
    return EventsView(
        head=head(
            edition,
            "/events/",
            say("Events"),
            say("What is coming up at {chapter}.", chapter=name),
            section="events",
        ),
        months=tuple(
            month_view(edition, first, members, weeks(edition, first, edition.upcoming))
            for first, members in by_month(edition.upcoming)
        ),
        weekdays=weekday_names(edition),
        kinds=kinds(edition),
        postponed=tuple(event_card(edition, one) for one in edition.postponed),
        series=tuple(
            LinkView(label=one.title, href=edition.root.href(address("series", one.id)))
            for one in edition.shown(edition.chapter.series)
        ),
        subscribe=subscribe(edition),
        years=year_links(edition),
    )


def year_view(edition: Edition, year: int) -> YearView:
    """`/events/<year>/`"""
    order = list(edition.years)
    at = order.index(year)
    newer = order[at + 1] if at + 1 < len(order) else None
    older = order[at - 1] if at else None
    name, say, said = edition.chapter.charter.name, edition.language.say, edition.language.number
    return YearView(
        head=head(
            edition,
            f"/events/{year}/",
            say("Events of {year}", year=said(year)),
            say("Every event of {chapter} in {year}.", chapter=name, year=said(year)),
            section="events",
        ),
        year=said(year),
        months=tuple(month_view(edition, first, members) for first, members in by_month(edition.years[year])),
        years=year_links(edition),
        newer=neighbor(edition, said(newer), f"/events/{newer}/") if newer else None,
        older=neighbor(edition, said(older), f"/events/{older}/") if older else None,
    )


def next_event(edition: Edition) -> EventCard | None:
    """The next event that will take place."""
    following = next((one for one in edition.upcoming if STANDINGS[one.event.status].takes_place), None)
    return event_card(edition, following) if following else None
