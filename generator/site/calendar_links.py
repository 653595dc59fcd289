"""Ways from a page into a calendar: one event to take over, all of them to follow."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from generator.language.language import message
from generator.model.chapter import Occasion
from generator.model.when import is_past
from generator.site.calendar import WHOLE, calendar_address, event_address
from generator.site.cards import url_of, venue_card
from generator.site.edition import Edition
from generator.site.entries import calendar_title, end_of, moment_of, start_of, state_words
from generator.site.statuses import STANDINGS
from generator.site.views import Alternate, LinkView, SubscribeView

ICS = "text/calendar"

GOOGLE = "https://calendar.google.com/calendar"
OUTLOOK = "https://outlook.live.com/calendar/0/action/compose"


def calendar_of_everything(edition: Edition) -> Alternate:
    """The calendar that every page names."""
    return Alternate(type=ICS, title=edition.chapter.charter.name, href=edition.root.href(WHOLE))


def calendar_of_one(edition: Edition, occasion: Occasion) -> Alternate:
    """The event's own file, which its page names."""
    return Alternate(type=ICS, title=edition.title_of(occasion.event), href=edition.root.href(event_address(occasion)))


def calendar_of_some(edition: Edition, name: str, title: str) -> Alternate:
    """The calendar of a series or a kind, which its page names."""
    return Alternate(type=ICS, title=title, href=edition.root.href(calendar_address(name)))


def add_to_calendar(edition: Edition, occasion: Occasion) -> tuple[LinkView, ...]:
    """Ways to put an event into one's own calendar, while there is something to put there."""
    if is_past(occasion.interval, edition.now) or not STANDINGS[occasion.event.status].takes_place:
        return ()
    return (
        LinkView(label=edition.language.say("Calendar file"), href=edition.root.href(event_address(occasion))),
        LinkView(label=edition.language.say("Google Calendar"), href=_google(edition, occasion), external=True),
        LinkView(label="Outlook", href=_outlook(edition, occasion), external=True),
    )


def _google(edition: Edition, occasion: Occasion) -> str:
    """A filled-in form of Google Calendar."""
    start, end = start_of(occasion), end_of(occasion)
    if "Z" in start + end:
        # An hour that comes twice can only be said in UTC; then both are.
        start, end = moment_of(occasion.interval.start), moment_of(occasion.interval.end)
    fields = {
        "action": "TEMPLATE",
        "text": calendar_title(edition, occasion),
        "dates": f"{start}/{end}",
        "ctz": occasion.interval.zone,
        "details": _details(edition, occasion),
        "location": _place(edition, occasion),
    }
    return f"{GOOGLE}/render?{urlencode(fields, quote_via=quote)}"


def _outlook(edition: Edition, occasion: Occasion) -> str:
    """A filled-in form of Outlook on the web."""
    interval = occasion.interval
    days = {"startdt": f"{interval.start:%Y-%m-%d}", "enddt": f"{interval.end:%Y-%m-%d}", "allday": "true"}
    hours = {"startdt": _utc(moment_of(interval.start)), "enddt": _utc(moment_of(interval.end))}
    fields = {
        "rru": "addevent",
        "subject": calendar_title(edition, occasion),
        **(days if interval.all_day else hours),
        "body": _details(edition, occasion),
        "location": _place(edition, occasion),
    }
    return f"{OUTLOOK}?{urlencode(fields, quote_via=quote)}"


def _utc(moment: str) -> str:
    """20260930T141500Z as 2026-09-30T14:15:00Z."""
    return f"{moment[:4]}-{moment[4:6]}-{moment[6:11]}:{moment[11:13]}:{moment[13:]}"


def _details(edition: Edition, occasion: Occasion) -> str:
    """Addresses have no room for more than a few lines."""
    parts = (state_words(edition, occasion), occasion.event.summary, edition.root.absolute(url_of(occasion)))
    return "\n\n".join(filter(None, parts))


def _place(edition: Edition, occasion: Occasion) -> str:
    place = venue_card(edition, occasion)
    return ", ".join(filter(None, (place.name, place.room, place.address))) if place else ""


def subscribe(edition: Edition, name: str = "", title: str = "") -> SubscribeView:
    """How to follow the calendar of a series or a kind; without a name, of everything."""
    say = edition.language.say
    url = edition.root.absolute(calendar_address(name) if name else WHOLE)
    webcal = f"webcal{url[url.index(':') :]}"
    return SubscribeView(
        label=say("Follow {series}", series=title) if name else say("Follow all our events"),
        webcal=webcal,
        href=url,
        google=f"{GOOGLE}/r?{urlencode({'cid': webcal})}",
        note=say(REFRESH_NOTE),
    )


REFRESH_NOTE = message(
    "It keeps itself up to date. Most calendars look for changes every few hours; Google Calendar takes 12 to 24."
)
