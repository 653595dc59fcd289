"""Events as calendar entries: what a subscriber's calendar says of each."""

from __future__ import annotations

from datetime import UTC
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock
from urllib.parse import urlsplit

from generator.model.chapter import Occasion, occurrence, series_hours
from generator.model.consent import may_join, may_pass_the_gate
from generator.model.records import Charter, Event, Series
from generator.model.revision import Revision, latest, revision
from generator.model.when import zone
from generator.site.cards import AUDIENCE_LABELS, KIND_LABELS, is_online, url_of, venue_card
from generator.site.edition import Edition
from generator.site.icalendar import CalendarEntry, ZoneYears
from generator.site.reads import Reach, kept
from generator.site.recurrence import Recurrence
from generator.site.statuses import STANDINGS, status_view
from generator.site.urls import address
from generator.site.wording import clock_words, cost_words, day_of_year, excerpt, rhythm_words

# How much of an announcement a calendar holds. The rest is on the page.
DESCRIPTION_LENGTH = 1500


def event_entry(edition: Edition, occasion: Occasion, series: Series | None = None) -> CalendarEntry:
    """An event by itself; of a `series` that has a rule, on a day that is none of the rule's."""
    return _entry(
        edition,
        occasion,
        uid(edition, occasion.id),
        state_words(edition, occasion),
        revised(edition, occasion),
        belongs_to=uid(edition, series.id) if series else "",
    )


def substitute_entry(
    edition: Edition, occasion: Occasion, series: Series, day: Date, series_revised: Revision
) -> CalendarEntry:
    """An event that stands for a day of its series."""
    ruled = occurrence(edition.chapter, series, day)
    return _entry(
        edition,
        occasion,
        uid(edition, series.id),
        state_words(edition, occasion),
        revised(edition, occasion),
        replaces=wall_of(ruled),
        series_zone=zone_of(ruled),
        # One with a lower number belongs to days that the series had before it changed (RFC 5545 3.8.4.4), and some
        # programs then overlook it.
        sequence=series_revised.sequence,
    )


def series_entry(
    edition: Edition, series: Series, rule: Recurrence, absent: tuple[Date, ...], revised: Revision
) -> CalendarEntry:
    """A whole series. `absent` are the days of its rule that are excluded, in order."""
    first = occurrence(edition.chapter, series, rule.first)
    hours = series_hours(series)
    rhythm = rhythm_words(edition.language, series.repeats, hours["start"], hours["end"]) if series.repeats else ""

    def start_on(day: Date) -> str:
        return wall_of(occurrence(edition.chapter, series, day))

    return _entry(
        edition,
        first,
        uid(edition, series.id),
        f"{rhythm}.",
        revised,
        recurs=_rule(rule, first),
        excluded=tuple(map(start_on, absent)),
        series_zone=zone_of(first),
    )


def _rule(rule: Recurrence, first: Occasion) -> str:
    if rule.until is None:
        return rule.rule
    if first.interval.all_day:
        return f"{rule.rule};UNTIL={rule.until:%Y%m%d}"
    # The last moment at which it may begin: RFC 5545 3.3.10 wants it in UTC.
    last = DateTime.combine(rule.until, first.interval.start.time(), zone(first.interval.zone))
    return f"{rule.rule};UNTIL={moment_of(last)}"


def _entry(
    edition: Edition,
    occasion: Occasion,
    uid: str,
    state: str,
    revised: Revision,
    *,
    replaces: str = "",
    series_zone: str = "",
    belongs_to: str = "",
    recurs: str = "",
    excluded: tuple[str, ...] = (),
    sequence: int = 0,
) -> CalendarEntry:
    event, standing = occasion.event, STANDINGS[occasion.event.status]
    link = _shared_link(edition, occasion)
    venue, place = edition.venue(occasion), venue_card(edition, occasion)
    geo = venue.geo if venue and not is_online(occasion) else None
    return CalendarEntry(
        uid=uid,
        revised=moment_of(revised.moment),
        sequence=max(revised.sequence, sequence),
        created=_created(occasion, revised),
        zone=zone_of(occasion),
        # What a rule counts from is an hour on the wall, whatever the clocks do that night.
        start=wall_of(occasion) if recurs else start_of(occasion),
        end=end_of(occasion),
        title=calendar_title(edition, occasion),
        description=_description(edition, occasion, state),
        location=", ".join(filter(None, (place.name, place.room, place.address))) if place else "",
        geo=f"{_degrees(geo.lat)};{_degrees(geo.lon)}" if geo else "",
        url=_url(edition, occasion),
        status=standing.ics,
        transparent=standing.ics != "CONFIRMED",
        categories=_categories(edition, event),
        conference=link,
        conference_label=event.online.label if link and event.online else "",
        replaces=replaces,
        series_zone=series_zone,
        belongs_to=belongs_to,
        recurs=recurs,
        excluded=excluded,
    )


# -- what it is known by, and how new it is ------------------------------------------------


def uid(edition: Edition, id: str) -> str:
    """What calendar programs know an event or a series by: for ever, and wherever this edition stands."""
    return f"{id}@{uid_domain(edition.chapter.charter)}"


def uid_domain(charter: Charter) -> str:
    """The right-hand side of the chapter's calendar ids."""
    return charter.uid_domain or urlsplit(charter.url).hostname or "localhost"


def revised(edition: Edition, occasion: Occasion) -> Revision:
    """The newest of the files that an entry is made from: the event's, its venue's, its series', the chapter's."""
    event, series, venue, history = occasion.event, occasion.series, edition.venue(occasion), edition.history
    found = [revision(history, event.file, event.updated, event.announced)]
    if series:
        found.append(revision(history, series.file, series.updated, series.announced))
    if venue and venue.id:
        found.append(revision(history, venue.file))
    if _takes_defaults(occasion):
        found.append(revision(history, edition.chapter.charter.file))
    return latest(found)


def _takes_defaults(occasion: Occasion) -> bool:
    """Whether its end or its place is left to the chapter: another default would move it."""
    # What it leaves unsaid counts, not what the default is today: where that was taken away, the number must not fall.
    event, series = occasion.event, occasion.series
    has_venue = "venue" in event.given or (series is not None and "venue" in series.given)
    return not has_venue or (event.start is not None and event.end is None)


def _created(occasion: Occasion, revised: Revision) -> str:
    day = occasion.event.announced or (occasion.series.announced if occasion.series and not occasion.written else None)
    return moment_of(min(DateTime.combine(day, Clock(), UTC), revised.moment)) if day else ""


# -- what it says ------------------------------------------------------------------------


def calendar_title(edition: Edition, occasion: Occasion) -> str:
    """CANCELLED: Coffee; Coffee (full). Many programs show nothing of an entry but its title."""
    event, standing = occasion.event, STANDINGS[occasion.event.status]
    prefix = status_view(edition.language, event.status).prefix
    title = edition.language.say(standing.calendar_title, event=edition.title_of(event))
    return (prefix if standing.takes_place else prefix.upper()) + title


def state_words(edition: Edition, occasion: Occasion) -> str:
    """What has become of it, and what nobody must miss."""
    event, language = occasion.event, edition.language
    words = status_view(language, event.status).label or language.say("Confirmed")
    if event.status == "rescheduled" and event.previous:
        earlier = event.previous[-1]
        day = day_of_year(language, earlier.date)
        before = language.moment.format(day, clock_words(language, earlier.start)) if earlier.start else day
        words = language.say("Moved from {day}", day=before)
    return " ".join(filter(None, (f"{words}.", event.notice)))


def _description(edition: Edition, occasion: Occasion, state: str) -> str:
    """Plain text: the state first, the address of the page last."""
    event = occasion.event
    gate = event.tour.gate if event.tour and may_pass_the_gate(edition.ring) else ""
    facts = (
        edition.language.say(AUDIENCE_LABELS[event.audience]),
        cost_words(edition.language, event.cost),
        _joining(edition, occasion),
        edition.language.say("Say at the gate: {words}", words=gate) if gate else "",
    )
    parts = (
        state,
        event.summary,
        _opening_of(edition, event.body),
        "\n".join(filter(None, facts)),
        _url(edition, occasion),
    )
    return "\n\n".join(filter(None, parts))


def _categories(edition: Edition, event: Event) -> tuple[str, ...]:
    """The kind and the tags, each once however it is capitalized."""
    found: dict[str, str] = {}
    for label in (edition.language.say(KIND_LABELS[event.kind]), *event.tags):
        found.setdefault(label.casefold(), label)
    return tuple(found.values())


@kept
def _opening_of(edition: Edition, text: str) -> str:
    return opening(edition.beginning_of(text, Reach.OPENING), DESCRIPTION_LENGTH)


def opening(text: str, limit: int) -> str:
    """The first paragraphs of a text, the last of them cut between words when there is no room for it."""
    told: list[str] = []
    room = limit
    for paragraph in text.split("\n\n"):
        told.append(paragraph if len(paragraph) <= room else excerpt(paragraph, room))
        room -= len(paragraph)
        # Too little is left to say anything in.
        if room < 80:
            break
    return "\n\n".join(told)


def _url(edition: Edition, occasion: Occasion) -> str:
    """The page of an event; of an occurrence that only a rule makes, its series' page."""
    if occasion.written:
        return edition.root.absolute(url_of(occasion))
    return edition.root.absolute(address("series", occasion.event.series))


def _has_far_side(occasion: Occasion) -> bool:
    """Whether one can take part from afar."""
    return is_online(occasion) or occasion.event.attendance == "hybrid"


def _shared_link(edition: Edition, occasion: Occasion) -> str:
    """Where to join from afar, if this ring may know and there is something to join."""
    online = occasion.event.online
    if online is None or not may_join(online, edition.ring):
        return ""
    return online.url if _has_far_side(occasion) and STANDINGS[occasion.event.status].takes_place else ""


def _joining(edition: Edition, occasion: Occasion) -> str:
    """How to take part from afar, in words."""
    online, link, say = occasion.event.online, _shared_link(edition, occasion), edition.language.say
    if link:
        return say("Join: {link}", link=link)
    if not _has_far_side(occasion) or not STANDINGS[occasion.event.status].takes_place:
        return ""
    if online and online.visibility == "members":
        return say("The link to join is sent to members.")
    return say("The link to join is sent to those who sign up.")


# -- times in the file's notation ----------------------------------------------------------


def moment_of(moment: DateTime) -> str:
    """20260930T141500Z"""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def zone_of(occasion: Occasion) -> str:
    """The zone of its clock; "" for whole days."""
    return "" if occasion.interval.all_day else occasion.interval.zone


def wall_of(occasion: Occasion) -> str:
    """When it starts, by the clock on the wall: 20261015T080000; of whole days, 20261015."""
    return _wall(occasion.interval.start, all_day=occasion.interval.all_day)


def start_of(occasion: Occasion) -> str:
    """When it starts: 20261015T080000; of whole days, 20261015."""
    return _moment(occasion.interval.start, all_day=occasion.interval.all_day)


def end_of(occasion: Occasion) -> str:
    """When it ends, exclusive: of whole days, the day after the last."""
    return _moment(occasion.interval.end, all_day=occasion.interval.all_day)


def _moment(moment: DateTime, *, all_day: bool) -> str:
    # An hour that comes twice is read as the first by some programs and as the second by others: it is said in UTC.
    comes_twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    return moment_of(moment) if comes_twice and not all_day else _wall(moment, all_day=all_day)


def _wall(moment: DateTime, *, all_day: bool) -> str:
    return f"{moment:%Y%m%d}" if all_day else f"{moment:%Y%m%dT%H%M%S}"


def years_of(occasion: Occasion) -> tuple[ZoneYears, ...]:
    """The years whose clocks an event needs; whole days need none."""
    interval = occasion.interval
    return () if interval.all_day else (ZoneYears(interval.zone, interval.start.year, interval.end.year),)


def _degrees(angle: float) -> str:
    """41.7606: the sixth place is a hand's breadth."""
    return f"{angle:.6f}".rstrip("0").rstrip(".")
