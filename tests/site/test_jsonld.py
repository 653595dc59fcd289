"""Structured data: what search engines are told, in schema.org's words."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator.site.jsonld import script
from tests.site.views import views

ROOT = "https://small.example.org"


def things(html: str) -> dict[str, Any]:
    """The things of a head's script: type -> thing."""
    if not html:
        return {}
    found = re.fullmatch(r'<script type="application/ld\+json">([^<]*)</script>', html)
    assert found, html
    data = json.loads(found[1])
    assert data["@context"] == "https://schema.org"
    return {one["@type"]: one for one in data.get("@graph", [data])}


def told(text: str, page: str, today: str = "2026-03-01", **wanted: object) -> dict[str, Any]:
    """The things that a page of a chapter tells of."""
    return things(views(text, today, **wanted)[page].head.jsonld)


def event(lines: str, today: str = "2026-03-01", more: str = "") -> dict[str, Any]:
    """An event of May 7 with some lines of its own, as its page tells of it."""
    written = "".join(f"{line.strip()}\n" for line in lines.strip().splitlines())
    text = f"-- events/2026-05-07-tour.yaml --\ntitle: Plant tour\ndate: 2026-05-07\n{written}{more}"
    return told(text, "/events/2026-05-07-tour/", today)["Event"]  # type: ignore[no-any-return]


# -- an event ------------------------------------------------------------------------------

WHOLE = """\
-- members/ada.yaml --
name: Ada Example
title: HR director
company: harbour-print
consent: {given: 2026-01-01, directory: public}
-- members/ben.yaml --
name: Ben Hidden
-- companies/harbour-print.yaml --
name: Harbour Print
city: Aurora
website: https://harbour-print.example.com/
-- venues/press-hall.yaml --
name: Press hall
address: {street: 12 Quay St, locality: Aurora, region: IL, postal_code: "60505", country: US}
geo: {lat: 41.7606, lon: -88.3201}
-- series/tours.yaml --
title: Spring tours
-- media/press.png --
(a picture)
-- events/2026-05-07-tour.yaml --
title: Plant tour
date: 2026-05-07
start: 8:00
end: 9:30
status: rescheduled
previous: [{date: 2026-02-26, start: 8:30}]
announced: 2026-02-01
series: tours
venue: press-hall
attendance: hybrid
online: {url: "https://meet.example.org/secret", label: Video}
speakers: [ada, ben, {name: Dora Guest, title: Engineer, company: Guest Works, url: "https://dora.example.org/"}]
sponsors: [harbour-print, {name: A. Patron, url: "https://patron.example.org/"}]
summary: A hall as long as a street.
cost: {amount: 12.5}
capacity: 25
rsvp: {url: "https://sign.example.org/", opens: 2026-02-10, closes: 2026-05-05}
tags: [tours, print]
image: {src: press.png, alt: The press}
"""


def test_an_event_is_told_whole() -> None:
    company = {
        "@type": "Organization",
        "name": "Harbour Print",
        "url": f"{ROOT}/companies/harbour-print/",
        "address": {"@type": "PostalAddress", "addressLocality": "Aurora"},
        "sameAs": "https://harbour-print.example.com/",
    }
    page = views(WHOLE)["/events/2026-05-07-tour/"]
    assert things(page.head.jsonld)["Event"] == {
        "@id": f"{ROOT}/events/2026-05-07-tour/#event",
        "@type": "Event",
        "name": "Plant tour",
        "url": f"{ROOT}/events/2026-05-07-tour/",
        "description": "A hall as long as a street.",
        "image": page.head.image,
        "startDate": "2026-05-07T08:00-05:00",
        "endDate": "2026-05-07T09:30-05:00",
        "eventStatus": "https://schema.org/EventRescheduled",
        "previousStartDate": "2026-02-26T08:30-06:00",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Press hall",
                "url": f"{ROOT}/venues/press-hall/",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "12 Quay St",
                    "addressLocality": "Aurora",
                    "addressRegion": "IL",
                    "postalCode": "60505",
                    "addressCountry": "US",
                },
                "geo": {"@type": "GeoCoordinates", "latitude": 41.7606, "longitude": -88.3201},
            },
            {"@type": "VirtualLocation", "name": "Video", "url": f"{ROOT}/events/2026-05-07-tour/"},
        ],
        "offers": {
            "@type": "Offer",
            "url": "https://sign.example.org/",
            "price": "12.50",
            "priceCurrency": "USD",
            "availability": "https://schema.org/InStock",
            "validFrom": "2026-02-10T00:00-06:00",
            "validThrough": "2026-05-06T00:00-05:00",
        },
        "maximumAttendeeCapacity": 25,
        "organizer": {"@id": f"{ROOT}/#chapter", "@type": "Organization", "name": "Small Chapter", "url": f"{ROOT}/"},
        "performer": [
            {
                "@type": "Person",
                "name": "Ada Example",
                "jobTitle": "HR director",
                "worksFor": {"@type": "Organization", "name": "Harbour Print"},
                "url": f"{ROOT}/members/ada/",
            },
            {
                "@type": "Person",
                "name": "Dora Guest",
                "jobTitle": "Engineer",
                "worksFor": {"@type": "Organization", "name": "Guest Works"},
                "url": "https://dora.example.org/",
            },
        ],
        "sponsor": [company, {"@type": "Organization", "name": "A. Patron", "url": "https://patron.example.org/"}],
        "superEvent": {
            "@id": f"{ROOT}/series/tours/#series",
            "@type": "EventSeries",
            "name": "Spring tours",
            "url": f"{ROOT}/series/tours/",
        },
        "inLanguage": "en",
        "keywords": "tours, print",
    }


@pytest.mark.parametrize(
    "lines",
    ["", "start: 8:00", "attendance: online", "venue: {name: Hall}", "status: moved-online", "status: postponed"],
)
def test_an_event_of_a_few_lines_still_has_all_that_google_requires_and_can_be_had(lines: str) -> None:
    one = event(lines)
    for name in ("name", "startDate", "endDate", "eventStatus", "eventAttendanceMode", "description", "image"):
        assert one[name], name
    assert set(one["organizer"]) >= {"name", "url"}
    place = one["location"]
    assert place["name" if place["@type"] == "Place" else "url"]
    assert place["@type"] == "VirtualLocation" or place["address"]


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("date: 2026-01-15\nstart: 8:00\nend: 9:00", "2026-01-15T08:00-06:00", "2026-01-15T09:00-06:00"),
        ("date: 2026-07-16\nstart: 8:00\nend: 9:00", "2026-07-16T08:00-05:00", "2026-07-16T09:00-05:00"),
        # Over the night in which the clocks are set.
        ("date: 2026-03-07\nstart: 22:00\nend: 4:00", "2026-03-07T22:00-06:00", "2026-03-08T04:00-05:00"),
        ("date: 2026-10-31\nstart: 22:00\nend: 4:00", "2026-10-31T22:00-05:00", "2026-11-01T04:00-06:00"),
        # An hour that comes twice: the first, and ninety minutes on.
        ("date: 2026-11-01\nstart: 1:30", "2026-11-01T01:30-05:00", "2026-11-01T02:00-06:00"),
        # Elsewhere, and where the clocks are never set.
        ("date: 2026-07-16\nstart: 8:00\nend: 9:00\ntimezone: Asia/Kolkata", "2026-07-16T08:00+05:30", "2026-07-16T09:00+05:30"),
        ("date: 2026-07-16\nstart: 8:00\nend: 9:00\ntimezone: America/Phoenix", "2026-07-16T08:00-07:00", "2026-07-16T09:00-07:00"),
        # Whole days are days, the last one included.
        ("date: 2028-02-29", "2028-02-29", "2028-02-29"),
        ("date: 2026-12-31\nend_date: 2027-01-01", "2026-12-31", "2027-01-01"),
        # Midnight is an hour.
        ("date: 2026-05-07\nstart: 0:00\nend: 1:00", "2026-05-07T00:00-05:00", "2026-05-07T01:00-05:00"),
        # It ends on the next day.
        ("date: 2026-05-07\nstart: 23:30\nend: 0:30", "2026-05-07T23:30-05:00", "2026-05-08T00:30-05:00"),
    ],
)  # fmt: skip
def test_hours_have_the_offset_of_that_very_day(lines: str, start: str, end: str) -> None:
    text = f"-- events/x.yaml --\ntitle: X\n{lines}\n"
    one = told(text, "/events/x/", "2026-01-01")["Event"]
    assert (one["startDate"], one["endDate"]) == (start, end)


def test_an_event_that_moved_twice_tells_both_earlier_days() -> None:
    one = event("status: rescheduled\nprevious: [{date: 2026-04-02}, {date: 2026-04-09, start: 8:00}]")
    assert one["previousStartDate"] == ["2026-04-02", "2026-04-09T08:00-05:00"]
    assert "previousStartDate" not in event("status: confirmed\nprevious: [{date: 2026-04-02}]")


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_does_not_take_place_keeps_its_day_and_is_not_offered(status: str) -> None:
    one = event(f"status: {status}\nstart: 8:00\nprevious: [{{date: 2026-04-02}}]\ncost: {{amount: 5}}")
    assert one["startDate"] == "2026-05-07T08:00-05:00"
    assert "previousStartDate" not in one and "offers" not in one


def test_only_a_public_link_is_told() -> None:
    link = 'online: {{url: "https://meet.example.org/x", visibility: {}}}\nattendance: online'
    for visibility in ("members", "registrants"):
        assert event(link.format(visibility))["location"] == {"@type": "VirtualLocation", "url": f"{ROOT}/events/2026-05-07-tour/"}  # fmt: skip
    assert event(link.format("public"))["location"]["url"] == "https://meet.example.org/x"


def test_an_event_without_a_venue_is_in_the_chapters_town() -> None:
    charter = "-- chapter.yaml --\nname: C\ntimezone: America/Chicago\nurl: https://small.example.org/\ncity: Chicago\nregion: IL\n"
    address = {"@type": "PostalAddress", "addressLocality": "Chicago", "addressRegion": "IL"}
    assert event("", more=charter)["location"] == {"@type": "Place", "name": "Chicago", "address": address}


@pytest.mark.parametrize(
    ("lines", "today", "available"),
    [
        ("rsvp: {url: 'https://x.example.org/'}", "2026-03-01", "InStock"),
        ("rsvp: {url: 'https://x.example.org/', opens: 2026-04-01}", "2026-03-01", "PreOrder"),
        ("rsvp: {url: 'https://x.example.org/', opens: 2026-04-01}", "2026-04-01", "InStock"),
        ("rsvp: {url: 'https://x.example.org/', closes: 2026-05-01}", "2026-05-01", "InStock"),
        ("rsvp: {url: 'https://x.example.org/', closes: 2026-05-01}", "2026-05-02", "SoldOut"),
        ("rsvp: {url: 'https://x.example.org/'}\nstatus: full", "2026-03-01", "SoldOut"),
        ("cost: {amount: 0}", "2026-03-01", "InStock"),
    ],
)
def test_an_offer_says_whether_it_can_be_had(lines: str, today: str, available: str) -> None:
    assert event(lines, today)["offers"]["availability"] == f"https://schema.org/{available}"


def test_there_is_no_offer_where_nothing_can_be_had() -> None:
    assert "offers" not in event("")
    assert "offers" not in event("cost: Bring a cake")
    assert "offers" not in event("cost: {amount: 5}", "2026-05-08")


def test_what_costs_nothing_is_free() -> None:
    free, paid = event("cost: {amount: 0}"), event("cost: {amount: 5, currency: eur}")
    assert free["isAccessibleForFree"] is True and free["offers"]["price"] == "0.00"
    assert "isAccessibleForFree" not in paid
    assert (paid["offers"]["price"], paid["offers"]["priceCurrency"]) == ("5.00", "EUR")


def test_a_hidden_series_is_not_named() -> None:
    assert "superEvent" not in event("series: secret", more="-- series/secret.yaml --\ntitle: Secret\ndraft: true\n")


def test_a_series_says_when_it_comes_round() -> None:
    text = """
        -- series/coffee.yaml --
        title: Coffee
        attendance: online
        repeats: {every: month, on: first thursday, start: 8:00, from: 2026-03-05, until: 2026-12-31, skip: [2026-07-02]}
    """
    series = told(text, "/series/coffee/")["EventSeries"]
    assert series["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1M",
        "byDay": ["1TH"],
        "startTime": "08:00:00",
        "startDate": "2026-03-05",
        "endDate": "2026-12-31",
        "exceptDate": ["2026-07-02"],
        "scheduleTimezone": "America/Chicago",
    }
    assert series["location"] == {"@type": "VirtualLocation", "url": f"{ROOT}/series/coffee/"}


@pytest.mark.parametrize(
    ("repeats", "days"),
    [
        ("every: week, on: tuesday and thursday, start: 8:00, end: 9:30", {"repeatFrequency": "P1W", "byDay": ["TU", "TH"], "startTime": "08:00:00", "endTime": "09:30:00"}),
        ("every: month, on: first and third monday", {"repeatFrequency": "P1M", "byDay": ["1MO", "3MO"]}),
        ("every: month, on: last friday", {"repeatFrequency": "P1M", "byDay": ["-1FR"]}),
        ("every: month, on: 1st and 15th", {"repeatFrequency": "P1M", "byMonthDay": [1, 15]}),
        ("every: month, on: last day", {"repeatFrequency": "P1M"}),
    ],
)  # fmt: skip
def test_a_series_says_on_which_days_and_at_what_hours(repeats: str, days: dict[str, object]) -> None:
    text = f"-- series/x.yaml --\ntitle: X\nrepeats: {{{repeats}, from: 2026-03-05}}\n"
    schedule = told(text, "/series/x/")["EventSeries"]["eventSchedule"]
    said = {"@type": "Schedule", "startDate": "2026-03-05", "scheduleTimezone": "America/Chicago"}
    assert schedule == said | days


# -- what else there is --------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    ["</script><script>alert(1)</script>", "<!--<script>", "a & b &amp; \"c\" 'd'", "\\u003c", "]]>"],
)
def test_no_title_breaks_out_of_the_script(title: str) -> None:
    text = f"-- events/x.yaml --\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: 2026-05-07\n"
    jsonld = views(text)["/events/x/"].head.jsonld
    assert jsonld.count("<") == 2
    assert things(jsonld)["Event"]["name"] == title


def test_a_script_holds_no_line_that_javascript_would_break() -> None:
    written = script([{"@type": "Thing", "name": "a\u2028b\u2029c"}])
    assert not {"\u2028", "\u2029"} & set(written)
    assert things(written)["Thing"]["name"] == "a\u2028b\u2029c"
    assert script([]) == ""


def test_a_recap_is_an_article_about_its_event() -> None:
    text = (
        WHOLE
        + "-- recaps/2026-05-07-tour.md --\n---\ntitle: How it was\ndate: 2026-05-10\nauthors: [ada, ben]\n---\nLong.\n"
    )
    article = told(text, "/recaps/2026-05-07-tour/", "2026-06-01")["Article"]
    assert (article["headline"], article["datePublished"]) == ("How it was", "2026-05-10")
    assert article["dateModified"] == "2026-05-10T00:00:00-05:00"
    assert [one["name"] for one in article["author"]] == ["Ada Example"]
    assert article["publisher"]["@id"] == f"{ROOT}/#chapter"
    assert article["about"]["@id"] == f"{ROOT}/events/2026-05-07-tour/#event"
    assert article["about"]["description"] == "A hall as long as a street."


def test_an_article_that_nobody_may_be_named_for_is_the_chapters() -> None:
    text = WHOLE + "-- posts/x.md --\n---\ntitle: X\ndate: 2026-02-01\nauthors: [ben]\n---\nText.\n"
    assert told(text, "/posts/x/")["Article"]["author"]["@id"] == f"{ROOT}/#chapter"


def test_a_person_is_told_of_as_far_as_consent_goes() -> None:
    pages = views(WHOLE)
    assert things(pages["/members/ada/"].head.jsonld)["Person"]["name"] == "Ada Example"
    assert "/members/ben/" not in pages
    assert not [url for url, view in pages.items() if hasattr(view, "head") and "Hidden" in view.head.jsonld]


def test_the_chapter_is_an_organization_and_its_site_has_its_name() -> None:
    charter = """
        -- chapter.yaml --
        name: Small Chapter
        short_name: Small
        timezone: America/Chicago
        url: https://small.example.org/chapters/small/
        founded: 2019-04
        email: hello@small.example.org
        association: {name: The Association, url: "https://association.example.org/"}
        links: [{label: Group, url: "https://group.example.org/"}]
    """
    found = told(charter, "/")
    here = f"{ROOT}/chapters/small/"
    assert found["Organization"] == {
        "@id": f"{here}#chapter",
        "@type": "Organization",
        "name": "Small Chapter",
        "alternateName": "Small",
        "url": here,
        "email": "hello@small.example.org",
        "foundingDate": "2019-04",
        "parentOrganization": {
            "@type": "Organization",
            "name": "The Association",
            "url": "https://association.example.org/",
        },
        "sameAs": ["https://group.example.org/"],
    }
    assert (found["WebSite"]["name"], found["WebSite"]["url"]) == ("Small Chapter", here)


def test_the_way_to_a_page_is_told_with_whole_addresses() -> None:
    text = "-- events/x.yaml --\ntitle: X\ndate: 2026-05-07\n"
    way = told(text, "/events/x/", url="https://host.example.net/chapters/small/")["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one.get("item")) for one in way] == [
        (1, "Home", "https://host.example.net/chapters/small/"),
        (2, "Events", "https://host.example.net/chapters/small/events/"),
        (3, "X", None),
    ]


def test_a_page_for_the_lost_tells_nothing() -> None:
    assert views("")["/404.html"].head.jsonld == ""
