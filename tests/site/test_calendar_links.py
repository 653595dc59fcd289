"""Ways from a page into a calendar: Google's and Outlook's forms, filled in; a calendar to follow."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.site.views import views

TOUR = """
    -- events/2026-10-15-tour.yaml --
    title: "Tour & talk: ink, paper + 50% glue"
    date: 2026-10-15
    start: 8:00
    end: 9:30
    summary: A hall as long as a street.
    notice: Ring twice.
    venue: {name: Press hall, address: {street: 12 Quay St, locality: Aurora}}
"""


def forms(text: str, today: str = "2026-03-01", **wanted: object) -> dict[str, str]:
    """The ways that the page of the one event offers: label -> address."""
    [page] = (view for url, view in views(text, today, **wanted).items() if url.startswith("/events/2026-") and hasattr(view, "add_to_calendar"))  # fmt: skip
    return {one.label: one.href for one in page.add_to_calendar}


def fields(address: str) -> dict[str, str]:
    return {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}


def when(lines: str) -> tuple[str, str]:
    """What Google and Outlook are told of an event's hours."""
    text = "-- events/2026-01-01-x.yaml --\ntitle: X\n" + "".join(f"{one.strip()}\n" for one in lines.split(";"))
    ways = forms(text, "2026-01-01")
    google, outlook = fields(ways["Google Calendar"]), fields(ways["Outlook"])
    return f"{google['dates']} {google['ctz']}", f"{outlook['startdt']}/{outlook['enddt']} {outlook.get('allday', '')}"


def test_an_event_can_be_taken_over_as_a_file_by_google_and_by_outlook() -> None:
    ways = forms(TOUR)
    assert ways["Calendar file"] == "/events/2026-10-15-tour.ics"
    told = "Confirmed. Ring twice.\n\nA hall as long as a street.\n\nhttps://small.example.org/events/2026-10-15-tour/"
    google = urlsplit(ways["Google Calendar"])
    assert f"{google.scheme}://{google.netloc}{google.path}" == "https://calendar.google.com/calendar/render"
    assert fields(ways["Google Calendar"]) == {
        "action": "TEMPLATE",
        "text": "Tour & talk: ink, paper + 50% glue",
        "dates": "20261015T080000/20261015T093000",
        "ctz": "America/Chicago",
        "details": told,
        "location": "Press hall, 12 Quay St, Aurora",
    }
    assert ways["Outlook"].startswith("https://outlook.live.com/calendar/0/action/compose?rru=addevent&")
    assert fields(ways["Outlook"]) == {
        "rru": "addevent",
        "subject": "Tour & talk: ink, paper + 50% glue",
        "startdt": "2026-10-15T13:00:00Z",
        "enddt": "2026-10-15T14:30:00Z",
        "body": told,
        "location": "Press hall, 12 Quay St, Aurora",
    }
    # Outlook shows a plus where a space was meant.
    assert "+" not in ways["Outlook"] + ways["Google Calendar"]


@pytest.mark.parametrize(
    ("lines", "google", "outlook"),
    [
        # Winter, summer, elsewhere.
        ("date: 2026-01-15; start: 8:00; end: 9:00", "20260115T080000/20260115T090000 America/Chicago", "2026-01-15T14:00:00Z/2026-01-15T15:00:00Z "),
        ("date: 2026-07-16; start: 8:00; end: 9:00", "20260716T080000/20260716T090000 America/Chicago", "2026-07-16T13:00:00Z/2026-07-16T14:00:00Z "),
        ("date: 2026-07-16; start: 8:00; end: 9:00; timezone: Asia/Kolkata", "20260716T080000/20260716T090000 Asia/Kolkata", "2026-07-16T02:30:00Z/2026-07-16T03:30:00Z "),
        # Whole days end on the day after.
        ("date: 2026-12-31", "20261231/20270101 America/Chicago", "2026-12-31/2027-01-01 true"),
        ("date: 2028-02-28; end_date: 2028-02-29", "20280228/20280301 America/Chicago", "2028-02-28/2028-03-01 true"),
        # Into the next day, and over the nights in which the clocks are set.
        ("date: 2026-12-31; start: 23:30", "20261231T233000/20270101T010000 America/Chicago", "2027-01-01T05:30:00Z/2027-01-01T07:00:00Z "),
        ("date: 2026-03-07; start: 22:00; end: 4:00", "20260307T220000/20260308T040000 America/Chicago", "2026-03-08T04:00:00Z/2026-03-08T09:00:00Z "),
        # It begins in the first of two equal hours, or ends in the second: no clock on a wall can say that.
        ("date: 2026-11-01; start: 1:30", "20261101T063000Z/20261101T080000Z America/Chicago", "2026-11-01T06:30:00Z/2026-11-01T08:00:00Z "),
        ("date: 2026-11-01; start: 0:30", "20261101T053000Z/20261101T070000Z America/Chicago", "2026-11-01T05:30:00Z/2026-11-01T07:00:00Z "),
    ],
)  # fmt: skip
def test_the_forms_are_told_the_very_hours(lines: str, google: str, outlook: str) -> None:
    assert when(lines) == (google, outlook)


def test_what_is_not_public_is_in_no_form() -> None:
    online = "    attendance: online\n    online: {url: 'https://meet.example.org/secret', label: Meet}\n"
    ways = forms(TOUR + online)
    assert "secret" not in "".join(ways.values())
    assert fields(ways["Outlook"])["location"] == "Online, Meet"


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_does_not_take_place_is_put_into_no_calendar(status: str) -> None:
    assert forms(TOUR + f"    status: {status}\n") == {}


def test_what_is_over_is_put_into_no_calendar() -> None:
    assert forms(TOUR, "2026-10-15T09:29") and not forms(TOUR, "2026-10-15T09:30")


def test_a_preview_elsewhere_leads_to_its_own_pages() -> None:
    ways = forms(TOUR, url="https://preview.example.net/chapters/small/")
    assert ways["Calendar file"] == "/chapters/small/events/2026-10-15-tour.ics"
    assert fields(ways["Outlook"])["body"].endswith(
        "https://preview.example.net/chapters/small/events/2026-10-15-tour/"
    )


SERIES = """
    -- chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/chapters/small/
    -- series/coffee.yaml --
    title: First coffee
    repeats: {every: month, on: first thursday, start: 8:00, from: 2026-03-05}
    """


def test_every_event_says_how_to_follow_them_all_and_a_series_how_to_follow_it() -> None:
    pages = views(SERIES + TOUR)
    for url, label, path in (
        ("/events/2026-10-15-tour/", "Follow all our events", "calendar.ics"),
        ("/events/", "Follow all our events", "calendar.ics"),
        ("/series/coffee/", "Follow First coffee", "calendar/coffee.ics"),
    ):
        ways, address = pages[url].subscribe, f"small.example.org/chapters/small/{path}"
        assert ways.label == label
        assert (ways.webcal, ways.href) == (f"webcal://{address}", f"https://{address}")
        assert ways.google.startswith("https://calendar.google.com/calendar/r?")
        assert fields(ways.google) == {"cid": f"webcal://{address}"}
        assert "every few hours" in ways.note and "Google Calendar takes 12 to 24" in ways.note
        assert f"/{path}" in pages


def test_both_themes_say_it_on_every_event() -> None:
    from tests.chapter import site

    for theme in ("default", "noticeboard"):
        files = site(SERIES.replace("https://small.example.org/chapters/small/", f"https://small.example.org/\n    theme: {theme}") + TOUR)  # fmt: skip
        page = files["/events/2026-10-15-tour/"]
        for href in ("/events/2026-10-15-tour.ics", "https://calendar.google.com/calendar/render?action=TEMPLATE", "https://outlook.live.com/calendar/0/action/compose?rru=addevent", "webcal://small.example.org/calendar.ics", "https://calendar.google.com/calendar/r?cid="):  # fmt: skip
            assert f'href="{href}' in page, (theme, href)
        assert "Google Calendar takes 12 to 24" in page
