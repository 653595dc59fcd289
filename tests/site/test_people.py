"""Members, companies and venues, and what is listed with each."""

from __future__ import annotations

import re

import pytest

from tests.chapter import site
from tests.site.views import titles, views

TOWN = """\
-- members/ada-example.yaml --
name: Ada Example
title: HR director
company: harbour-print
roles: [{title: President, from: 2026-01-01, until: 2026-12-31}, {title: Treasurer, from: 2024, until: 2025}]
consent: {given: 2026-01-01, directory: public}
contact: {email: ada@example.org, phone: +1 312 555 0100}
-- members/ben-example.yaml --
name: Ben Example
company: harbour-print
-- members/cleo-example.yaml --
name: Cleo Example
company: harbour-print
roles: [{title: Vice President}]
consent: {given: 2026-01-01, directory: public}
-- companies/harbour-print.yaml --
name: Harbour Print
website: https://www.harbour-print.example.com/
contact: ada-example
venue: harbour-hall
-- companies/old-mill.yaml --
name: Old Mill
left: 2025-12
-- venues/harbour-hall.yaml --
name: Harbour Hall
address: {street: 1 Quay, locality: Aurora, region: IL, postal_code: "06103", country: US}
geo: {lat: 41.7606, lon: -88.3201}
access: {step_free: By the north door, verified_on: 2026-01-15}
-- events/2026-02-10-tour.yaml --
title: A tour
date: 2026-02-10
kind: tour
host: harbour-print
venue: harbour-hall
-- events/2026-02-12-cancelled-tour.yaml --
title: A tour that was called off
date: 2026-02-12
kind: tour
status: cancelled
host: harbour-print
-- events/2026-04-10-talk.yaml --
title: A talk
date: 2026-04-10
cohosts: [harbour-print]
speakers: [ada-example, ben-example, {name: Dora Guest, company: Elsewhere}]
organizers: [ben-example, cleo-example]
venue: harbour-hall
"""


def test_a_company_shows_its_tours_its_events_and_its_people() -> None:
    page = views(TOWN)["/companies/harbour-print/"]
    assert titles(page.tours) == ["A tour"]
    assert titles(page.past) == ["A tour that was called off"]
    assert titles(page.upcoming) == ["A talk"]
    assert titles(page.people) == ["Ada Example", "Cleo Example"]
    assert (page.contact.name, page.website_label, page.venue.href) == (
        "Ada Example",
        "harbour-print.example.com",
        "/venues/harbour-hall/",
    )


def test_companies_that_left_stand_apart_and_keep_their_page() -> None:
    pages = views(TOWN)
    (card,) = pages["/companies/"].companies
    assert (card.name, card.tours, card.people) == ("Harbour Print", 1, 2)
    assert titles(pages["/companies/"].former) == ["Old Mill"]
    assert pages["/companies/old-mill/"].left == "December 2025"
    assert titles(views(TOWN, "2025-12-31")["/companies/"].former) == []


def test_a_venue_shows_the_way_in_and_what_takes_place_there() -> None:
    page = views(TOWN)["/venues/harbour-hall/"]
    assert page.address == ("1 Quay", "Aurora, IL 06103", "US")
    assert page.geo == "41.760600,-88.320100"
    assert page.map_href == "https://www.openstreetmap.org/?mlat=41.760600&mlon=-88.320100#map=17/41.760600/-88.320100"
    assert [(fact.label, fact.text) for fact in page.access] == [("Step-free", "By the north door")]
    assert page.access_verified == "January 15, 2026"
    assert (titles(page.upcoming), titles(page.past)) == (["A talk"], ["A tour"])


def test_a_chapters_own_country_goes_without_saying() -> None:
    at_home = (
        "-- chapter.yaml --\nname: Small Chapter\ntimezone: America/Chicago\nurl: https://x.example/\ncountry: US\n"
    )
    assert views(at_home + TOWN)["/venues/harbour-hall/"].address == ("1 Quay", "Aurora, IL 06103")


def test_the_chapters_own_map_comes_before_any_other() -> None:
    own = TOWN.replace("geo: {", "map: https://maps.example.org/hall\ngeo: {")
    pages = views(own)
    assert pages["/venues/harbour-hall/"].map_href == "https://maps.example.org/hall"
    assert pages["/events/2026-04-10-talk/"].map_href == "https://maps.example.org/hall"


def test_an_event_leads_to_the_way_in_only_where_there_is_something_to_say_of_it() -> None:
    assert views(TOWN)["/events/2026-04-10-talk/"].arrival
    bare = re.sub(r"(geo|access): .*\n", "", TOWN)
    assert not views(bare)["/events/2026-04-10-talk/"].arrival
    assert "site-arrival" not in site(bare)["/events/2026-04-10-talk/"]


def test_the_directory_says_what_somebody_can_help_with_if_that_person_agreed() -> None:
    offers = TOWN.replace("name: Ada Example\n", "name: Ada Example\ncan_help_with: [Hard conversations]\n")
    assert "Hard conversations" not in site(offers)["/members/"]
    agreed = offers.replace("directory: public}\ncontact", "directory: public, introductions: public}\ncontact")
    assert "Hard conversations" in site(agreed)["/members/"]
    assert "Hard conversations" not in site(agreed)["/companies/harbour-print/"]


def test_an_event_says_the_way_in_as_its_venue_does_but_for_what_it_says_itself() -> None:
    own = TOWN.replace("title: A talk\n", "title: A talk\naccess: {step_free: Not this time, quiet_space: Room 2}\n")
    facts = views(own)["/events/2026-04-10-talk/"].access
    assert [(fact.label, fact.text) for fact in facts] == [("Step-free", "Not this time"), ("Quiet space", "Room 2")]


def test_a_venue_written_in_place_has_no_page() -> None:
    pages = views(
        "-- events/x.yaml --\ntitle: X\ndate: 2026-04-10\nvenue: {name: The park, address: {locality: Aurora}}\nroom: by the pond\n"
    )
    venue = pages["/events/x/"].venue
    assert (venue.name, venue.room, venue.town, venue.href) == ("The park", "by the pond", "Aurora", "")
    assert not [url for url in pages if url.startswith("/venues/")]


def test_the_directory_lists_those_who_agreed_once_and_the_officers_first() -> None:
    eve = "-- members/eve-example.yaml --\nname: Eve Example\nconsent: {given: 2026-01-01, directory: public}\n"
    pages = views(TOWN + eve)
    page = pages["/members/"]
    assert titles(page.members) == ["Eve Example"]
    assert [(one.name, one.roles) for one in page.officers] == [
        ("Ada Example", ("President",)),
        ("Cleo Example", ("Vice President",)),
    ]
    assert "/members/ben-example/" not in pages


def test_a_members_page_says_where_to_meet_and_holds_no_address() -> None:
    page = views(TOWN)["/members/ada-example/"]
    assert titles(page.upcoming) == ["A talk"]
    assert page.head.description == "Ada Example, HR director, Harbour Print. President of Small Chapter."
    assert "ada@example.org" not in repr(page)
    assert "555 0100" not in repr(page)


def test_a_talk_names_the_speakers_who_agreed_and_the_guests() -> None:
    event = views(TOWN)["/events/2026-04-10-talk/"]
    assert titles(event.speakers) == ["Ada Example", "a member", "Dora Guest"]
    assert titles(event.organizers) == ["Cleo Example"]


@pytest.mark.parametrize(
    "lines",
    [
        "consent: {given: 2026-01-01, directory: members}",
        "consent: {given: 2026-03-02, directory: public}",
        "consent: {given: 2026-01-01, directory: public, review_by: 2026-02-28}",
        "consent: {given: 2026-01-01, directory: public}\nwithdrawn: 2026-02-01",
        "consent: {given: 2026-01-01, directory: public}\ndraft: true",
    ],
)
def test_whoever_did_not_agree_or_no_longer_does_is_nowhere(lines: str) -> None:
    hidden = TOWN.replace("title: HR director\n", "").replace(
        "consent: {given: 2026-01-01, directory: public}\ncontact", lines + "\ncontact"
    )
    pages = views(hidden)
    assert "/members/ada-example/" not in pages
    assert "Ada Example" not in repr([view for url, view in pages.items() if url != "/_redirects"])


def test_a_member_who_left_is_not_listed_but_the_past_keeps_the_name() -> None:
    left = TOWN.replace("title: HR director\n", "title: HR director\nleft: 2026-02\n")
    pages = views(left)
    assert titles(pages["/members/"].officers) == ["Cleo Example"]
    assert "/members/ada-example/" not in pages
    speaker = pages["/events/2026-04-10-talk/"].speakers[0]
    assert (speaker.name, speaker.href, speaker.company) == ("Ada Example", "", "")


def test_a_company_that_is_a_draft_is_named_without_a_link() -> None:
    pages = views(TOWN.replace("name: Harbour Print\n", "name: Harbour Print\ndraft: true\n"))
    assert "/companies/harbour-print/" not in pages
    assert pages["/events/2026-02-10-tour/"].host.href == ""
    assert titles(pages["/companies/"].companies) == []


def test_no_heading_stands_over_a_way_in_that_nobody_described() -> None:
    hall = "-- venues/hall.yaml --\nname: Hall\n{}\n-- events/x.yaml --\ntitle: X\ndate: 2026-05-07\nvenue: hall\n"
    assert not views(hall.format(""))["/venues/hall/"].arrival
    for known in ("parking: Behind it.", "directions: Past the tower.", "transit: By boat.", "access: {entrance: Red}"):
        assert views(hall.format(known))["/venues/hall/"].arrival
