"""One word in the event's file, and every surface says the same."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.chapter import site

STATUSES = {
    # status: (schema.org, badge, what stands before the title, whether one may sign up, in which list)
    "tentative": ("EventScheduled", "Tentative", "Tentative: ", True, "upcoming"),
    "confirmed": ("EventScheduled", "", "", True, "upcoming"),
    "full": ("EventScheduled", "Full", "", False, "upcoming"),
    "postponed": ("EventPostponed", "Postponed", "Postponed: ", False, "waiting"),
    "rescheduled": ("EventRescheduled", "New date", "", True, "upcoming"),
    "moved-online": ("EventMovedOnline", "Now online", "", True, "upcoming"),
    "cancelled": ("EventCancelled", "Cancelled", "Cancelled: ", False, "upcoming"),
}
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
rsvp: {{url: "https://sign.example.org/{status}-{attendance}", closes: 2026-03-11}}
"""


CASES = list(product(STATUSES, ATTENDANCES))


@pytest.fixture(scope="module")
def sites() -> dict[str, dict[str, str]]:
    """Every status and attendance, seen before the day and after it."""
    text = "".join(event(status, attendance) for status, attendance in CASES)
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


def entry_of(list_html: str, href: str) -> str:
    """What a list shows of one event."""
    return next((one for one in re.findall(r"<li.*?</li>", list_html, re.DOTALL) if href in one), "")


@pytest.mark.parametrize("side", TODAYS)
@pytest.mark.parametrize(("status", "attendance"), CASES)
def test_every_surface_says_the_same_of_an_event(
    sites: dict[str, dict[str, str]], status: str, attendance: str, side: str
) -> None:
    schema, badge, prefix, bookable, where = STATUSES[status]
    pages, url = sites[side], f"/events/{id_of(status, attendance)}/"
    page, listed, archive = pages[url], pages["/events/"], entry_of(pages["/events/2026/"], url)
    thing = structured(page)["Event"]

    # Structured data.
    assert thing["name"] == "Press"
    assert thing["eventStatus"] == f"https://schema.org/{schema}"
    assert thing["startDate"] == "2026-03-12T09:00-05:00", "cancelled and postponed events keep their day"
    assert thing.get("previousStartDate") == ("2026-03-05T08:00-06:00" if status == "rescheduled" else None)
    mode = ATTENDANCES["online" if status == "moved-online" else attendance]
    assert thing["eventAttendanceMode"] == f"https://schema.org/{mode}"
    places = thing["location"] if isinstance(thing["location"], list) else [thing["location"]]
    kinds = {"Online": ["VirtualLocation"], "Mixed": ["Place", "VirtualLocation"], "Offline": ["Place"]}
    assert [one["@type"] for one in places] == next(found for name, found in kinds.items() if mode.startswith(name))

    # Title, link preview, badge.
    assert f"<title>{prefix}Press" in page
    assert meta(page, "og:title") == f"{prefix}Press"
    assert f'data-status="{status}"' in page and f'data-status="{status}"' in archive
    assert f">{badge}</strong>" in archive if badge else "<strong" not in archive
    assert (f"<strong>{badge}.</strong>" in page) == bool(badge)

    # Signing up, on the page and as an offer.
    assert ('class="button"' in page) == (bookable and side == "future")
    gone = side == "past" or status in ("postponed", "cancelled")
    available = "" if gone else "https://schema.org/SoldOut" if status == "full" else "https://schema.org/InStock"
    assert thing.get("offers", {}).get("availability", "") == available

    # Lists.
    coming, _, waiting = listed.partition("Waiting for a new day")
    assert (url in coming) == (where == "upcoming" and side == "future")
    assert (url in waiting) == (where == "waiting")

    # The feed.
    feed = ElementTree.fromstring(pages["/events/feed.xml"])
    [entry] = (one for one in feed.findall("a:entry", ATOM) if one.find("a:link", ATOM).get("href", "").endswith(url))  # type: ignore[union-attr]
    assert entry.findtext("a:title", None, ATOM) == f"{prefix}Press"
    assert entry.findtext("a:published", None, ATOM) == "2026-02-01T00:00:00-06:00"
    assert entry.findtext("a:updated", None, ATOM) == "2026-02-20T00:00:00-06:00"


@pytest.mark.parametrize(("status", "attendance"), CASES)
def test_calendars_say_the_same_of_an_event(sites: dict[str, dict[str, str]], status: str, attendance: str) -> None:
    calendar = sites["future"][f"/events/{id_of(status, attendance)}.ics"].replace("\r\n ", "")
    said = {"postponed": "TENTATIVE", "tentative": "TENTATIVE", "cancelled": "CANCELLED"}.get(status, "CONFIRMED")
    assert re.findall(r"^STATUS:(\w+)", calendar, re.MULTILINE) == [said]
    assert "DTSTART;TZID=America/Chicago:20260312T090000" in calendar


def test_a_join_link_that_is_not_public_is_nowhere(sites: dict[str, dict[str, str]]) -> None:
    assert not [url for pages in sites.values() for url, text in pages.items() if "meet.example.org" in text]
