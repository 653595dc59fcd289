"""One word in the event's file, and every surface says the same."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from lxml import etree

from tests.calendars import entries, unfolded
from tests.chapter import site


class Said(NamedTuple):
    """What a status means on each surface."""

    schema: str
    badge: str
    # Before the title, on pages, in feeds and in link previews.
    prefix: str
    # The title in calendars, their STATUS, and whether the hours count as taken.
    calendar: str
    ics: str
    busy: bool
    # Whether one may sign up, and whether there is something to put into a calendar.
    bookable: bool
    takes_place: bool
    # In which list it is while it is to come.
    where: str


STATUSES = {
    "tentative": Said("EventScheduled", "Tentative", "Tentative: ", "Tentative: Press", "TENTATIVE", False, True, True, "upcoming"),
    "confirmed": Said("EventScheduled", "", "", "Press", "CONFIRMED", True, True, True, "upcoming"),
    "full": Said("EventScheduled", "Full", "", "Press (full)", "CONFIRMED", True, False, True, "upcoming"),
    "postponed": Said("EventPostponed", "Postponed", "Postponed: ", "POSTPONED: Press", "TENTATIVE", False, False, False, "waiting"),
    "rescheduled": Said("EventRescheduled", "New date", "", "Press", "CONFIRMED", True, True, True, "upcoming"),
    "moved-online": Said("EventMovedOnline", "Now online", "", "Press (online)", "CONFIRMED", True, True, True, "upcoming"),
    "cancelled": Said("EventCancelled", "Cancelled", "Cancelled: ", "CANCELLED: Press", "CANCELLED", False, False, False, "upcoming"),
}  # fmt: skip
ATTENDANCES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
TODAYS = {"past": "2026-04-01", "future": "2026-03-01"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def id_of(status: str, attendance: str) -> str:
    return f"2026-03-12-{status}-{attendance}"


def event(status: str, attendance: str) -> str:
    return f"""
-- events/{id_of(status, attendance)}.yaml --
title: Press
date: 2026-03-12
start: "9:00"
end: "11:00"
announced: 2026-02-01
updated: 2026-02-20
status: {status}
attendance: {attendance}
previous: [{{date: 2026-03-05, start: "8:00", changed: 2026-02-20}}]
venue: {{name: Hall, address: {{locality: Aurora}}}}
online: {{url: "https://meet.example.org/secret", label: Meet}}
tags: [ink]
rsvp: {{url: "https://sign.example.org/{status}-{attendance}", closes: 2026-03-11}}
"""


CASES = list(product(STATUSES, ATTENDANCES))
CHARTER = "-- chapter.yaml --\nname: Small\ntimezone: America/Chicago\nurl: https://small.example.org/\ntheme: {}\n"


@pytest.fixture(scope="module", params=["default", "noticeboard"])
def sites(request: pytest.FixtureRequest) -> dict[str, dict[str, str]]:
    """Every status and attendance, seen before the day and after it, in each theme."""
    text = CHARTER.format(request.param) + "".join(event(status, attendance) for status, attendance in CASES)
    return {side: site(text, today) for side, today in TODAYS.items()}


def structured(html: str) -> dict[str, Any]:
    """The page's JSON-LD: type -> thing."""
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(text)
    return {one["@type"]: one for one in data.get("@graph", [data])}


def meta(html: str, name: str) -> str:
    found = re.search(rf'<meta property="{name}" content="([^"]*)"', html)
    assert found, name
    return found[1]


def shown(html: str, url: str) -> list[Any]:
    """What a list shows of one event: the elements that hold its title and its link."""
    found = etree.HTML(html).xpath("//main//*[contains(@class, 'h-event')]")
    return [one for one in found if url in one.xpath(".//a/@href")]


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("side", TODAYS)
@pytest.mark.parametrize(("status", "attendance"), CASES)
def test_every_surface_says_the_same_of_an_event(
    sites: dict[str, dict[str, str]], status: str, attendance: str, side: str
) -> None:
    said, pages, url = STATUSES[status], sites[side], f"/events/{id_of(status, attendance)}/"
    page, listed = pages[url], pages["/events/"]
    tree = etree.HTML(page)
    thing = structured(page)["Event"]

    # Structured data.
    assert thing["name"] == "Press"
    assert thing["eventStatus"] == f"https://schema.org/{said.schema}"
    assert thing["startDate"] == "2026-03-12T09:00-05:00", "cancelled and postponed events keep their day"
    assert thing.get("previousStartDate") == ("2026-03-05T08:00-06:00" if status == "rescheduled" else None)
    mode = ATTENDANCES["online" if status == "moved-online" else attendance]
    assert thing["eventAttendanceMode"] == f"https://schema.org/{mode}"
    places = thing["location"] if isinstance(thing["location"], list) else [thing["location"]]
    kinds = {"Online": ["VirtualLocation"], "Mixed": ["Place", "VirtualLocation"], "Offline": ["Place"]}
    assert [one["@type"] for one in places] == next(found for name, found in kinds.items() if mode.startswith(name))

    # Title, link preview, heading, banner.
    assert tree.findtext(".//title").startswith(f"{said.prefix}Press — ")
    assert meta(page, "og:title") == f"{said.prefix}Press"
    assert words(tree.find(".//h1")) == f"{said.prefix}Press"
    [whole] = tree.xpath("//main//article[contains(@class, 'h-event')]")
    assert whole.get("data-status") == status
    banner = [words(one) for one in tree.xpath("//main//*[contains(@class, 'banner')]")]
    assert banner == ([f"{said.badge}."] if said.badge else [])

    # Signing up, on the page and as an offer.
    answers = tree.xpath("//main//a[starts-with(@href, 'https://sign.example.org/')]")
    assert bool(answers) == (said.bookable and side == "future")
    gone = side == "past" or not said.takes_place
    available = "" if gone else "https://schema.org/SoldOut" if status == "full" else "https://schema.org/InStock"
    assert thing.get("offers", {}).get("availability", "") == available

    # Into one's own calendar: the same title there.
    ways = [one for one in tree.xpath("//main//a/@href") if "action=TEMPLATE" in one or "rru=addevent" in one]
    titles = [parse_qs(urlsplit(one).query) for one in ways]
    assert [one.get("text", one.get("subject")) for one in titles] == ([] if gone else [[said.calendar]] * 2)

    # Lists: what is to come and what waits, the year's archive, a topic's two sides.
    coming, _, waiting = listed.partition("Waiting for a new day")
    assert bool(shown(coming, url)) == (said.where == "upcoming" and side == "future")
    assert bool(waiting and url in waiting) == (said.where == "waiting")
    ahead, _, before = pages["/tags/ink/"].partition("Before now")
    dated = said.where != "waiting"
    assert (url in ahead, url in before) == (dated and side == "future", dated and side == "past")
    places_listed = [*shown(listed, url), *shown(pages["/events/2026/"], url), *shown(pages["/tags/ink/"], url)]
    assert shown(pages["/events/2026/"], url)
    for one in places_listed:
        assert one.get("data-status") == status
        assert [words(badge) for badge in one.xpath(".//strong[@class='status']")] == (
            [said.badge] if said.badge else []
        )
        assert words(one.xpath(".//*[contains(@class, 'p-name')]")[0]) == f"{said.prefix}Press"

    # The feed.
    feed = ElementTree.fromstring(pages["/events/feed.xml"])
    [entry] = (one for one in feed.findall("a:entry", ATOM) if one.find("a:link", ATOM).get("href", "").endswith(url))  # type: ignore[union-attr]
    assert entry.findtext("a:title", None, ATOM) == f"{said.prefix}Press"
    assert entry.findtext("a:published", None, ATOM) == "2026-02-01T00:00:00-06:00"
    assert entry.findtext("a:updated", None, ATOM) == "2026-02-20T00:00:00-06:00"
    content = entry.findtext("a:content", "", ATOM)
    assert content.startswith(f"<p><strong>{said.badge}.</strong></p>") if said.badge else "<strong>" not in content

    # Data for other programs.
    [datum] = (one for one in json.loads(pages["/chapter.json"])["events"] if one["url"].endswith(url))
    assert (datum["title"], datum["status"]) == ("Press", status)


@pytest.mark.parametrize("side", TODAYS)
@pytest.mark.parametrize(("status", "attendance"), CASES)
def test_calendars_say_the_same_of_an_event(
    sites: dict[str, dict[str, str]], status: str, attendance: str, side: str
) -> None:
    said, id = STATUSES[status], id_of(status, attendance)
    for url in ("/calendar.ics", "/calendar/meeting.ics", f"/events/{id}.ics"):
        [found] = (one for one in entries(unfolded(sites[side][url])) if one["UID"].startswith(f"{id}@"))
        assert (found["SUMMARY"], found["STATUS"]) == (said.calendar, said.ics)
        assert found["TRANSP"] == ("OPAQUE" if said.busy else "TRANSPARENT")
        assert found["DTSTART;TZID=America/Chicago"] == "20260312T090000"
        moved = "Moved from Thursday\\, March 5\\, 8:00\N{NO-BREAK SPACE}AM"
        state = moved if status == "rescheduled" else said.badge or "Confirmed"
        assert found["DESCRIPTION"].startswith(f"{state}.\\n")
        online = status == "moved-online" or attendance == "online"
        assert found["LOCATION"] == ("Online\\, Meet" if online else "Hall\\, Aurora")


def test_a_join_link_that_is_not_public_is_nowhere(sites: dict[str, dict[str, str]]) -> None:
    assert not [url for pages in sites.values() for url, text in pages.items() if "meet.example.org" in text]
