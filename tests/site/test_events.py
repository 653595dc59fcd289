"""Events: what has become of each, when it is upcoming, and when one can sign up."""

from __future__ import annotations

import pytest

from tests.site.views import coming, titles, views

BEFORE, DURING, AFTER = "2026-03-12T07:00", "2026-03-12T08:30", "2026-03-12T09:30"

STATUSES = {
    "tentative": "Tentative",
    "confirmed": "",
    "full": "Full",
    "postponed": "Postponed",
    "rescheduled": "New date",
    "moved-online": "Now online",
    "cancelled": "Cancelled",
}
ATTENDANCES = ("in-person", "online", "hybrid")
TAKES_PLACE = {"tentative", "confirmed", "full", "rescheduled", "moved-online"}


def coffee(status: str = "confirmed", attendance: str = "in-person", name: str = "coffee") -> str:
    return f"""\
-- events/{name}.yaml --
title: {name}
date: 2026-03-12
start: "8:00"
end: "9:30"
venue: hall-{name}
rsvp: {{url: "https://rsvp.example.org/"}}
online: {{url: "https://meet.example.org/", label: Zoom, visibility: public}}
status: {status}
attendance: {attendance}
-- venues/hall-{name}.yaml --
name: Hall {name}
"""


@pytest.mark.parametrize("today", [BEFORE, DURING, AFTER])
def test_badge_button_place_and_lists_tell_one_story(today: str) -> None:
    kinds = [(status, attendance, f"{status}-{attendance}") for status in STATUSES for attendance in ATTENDANCES]
    pages = views("".join(coffee(*kind) for kind in kinds), today)
    over = today == AFTER
    listed, waiting = coming(pages), titles(pages["/events/"].postponed)
    archive = [card.title for month in pages["/events/2026/"].months for card in month.events]
    for status, attendance, name in kinds:
        event, venue = pages[f"/events/{name}/"], pages[f"/venues/hall-{name}/"]
        takes_place, badge = status in TAKES_PLACE, STATUSES[status]
        online = status == "moved-online" or attendance == "online"
        assert event.status.label == badge
        assert event.head.title == (f"{badge}: {name}" if status in ("tentative", "postponed", "cancelled") else name)
        # One can sign up as long as it will take place and there is room.
        assert (event.rsvp is not None) == (takes_place and status != "full" and not over)
        assert event.rsvp_closed == ("This event is full." if status == "full" and not over else "")
        assert event.past == (takes_place and over)
        # Where: in the hall, or nowhere but on the screen.
        assert event.venue.name == ("Online, Zoom" if online else f"Hall {name}")
        assert event.attendance == ("online" if online else attendance)
        assert (event.online is not None) == (online or attendance == "hybrid")
        assert bool(event.online and event.online.href) == (event.online is not None and takes_place and not over)
        # Lists.
        assert (name in listed) == (status != "postponed" and not over)
        assert (name in waiting) == (status == "postponed")
        assert name in archive
        assert titles(venue.upcoming) == ([name] if status != "postponed" and not over else [])
        assert titles(venue.past) == ([name] if status != "postponed" and over else [])
    assert (pages["/"].next is None) == over


@pytest.mark.parametrize("status", STATUSES)
def test_the_home_page_invites_to_what_takes_place(status: str) -> None:
    assert (views(coffee(status))["/"].next is not None) == (status in TAKES_PLACE)


def test_an_event_of_today_is_upcoming_until_it_ends() -> None:
    for today, marked in (("2026-03-11T23:59", False), ("2026-03-12", True), ("2026-03-12T09:29", True)):
        (card,) = views(coffee(), today)["/events/"].months[0].events
        assert card.today is marked
    assert coming(views(coffee(), "2026-03-12T09:30")) == []


def test_a_postponed_event_is_forgotten_a_year_after_its_old_day() -> None:
    assert views(coffee("postponed"), "2027-03-01")["/events/"].postponed
    assert not views(coffee("postponed"), "2027-04-01")["/events/"].postponed


def one(fields: str, today: str = "2026-03-01", charter: str = "") -> object:
    text = f"-- events/one.yaml --\ntitle: One\n{fields}\n"
    return views(text + charter, today)["/events/one/"]


WHEN = [
    ("date: 2026-03-12", "Thursday, March 12, 2026", "", ""),
    (
        "date: 2026-03-12\nend_date: 2026-03-14",
        "Thursday, March 12 – Saturday, March 14, 2026",
        "",
        "",
    ),
    ('date: 2026-03-12\nstart: "8:00"\nend: "9:30"', "Thursday, March 12, 2026", "8:00 – 9:30 AM", "CDT"),
    ('date: 2026-01-12\nstart: "11:00"\nend: "13:00"', "Monday, January 12, 2026", "11:00 AM – 1:00 PM", "CST"),
    ('date: 2026-03-12\nstart: "22:00"\nend: "1:00"', "Thursday, March 12, 2026", "10:00 PM – 1:00 AM", "CDT"),
    (
        'date: 2026-12-31\nend_date: 2027-01-02\nstart: "9:00"\nend: "17:00"',
        "Thursday, December 31, 2026 – Saturday, January 2, 2027",
        "9:00 AM – 5:00 PM",
        "CST",
    ),
    (
        'date: 2026-03-12\nstart: "8:00"\nend: "9:00"\ntimezone: Europe/Berlin',
        "Thursday, March 12, 2026",
        "8:00 – 9:00 AM",
        "CET",
    ),
    (
        'date: 2026-03-12\nstart: "8:00"\nend: "9:00"\ntimezone: Asia/Dubai',
        "Thursday, March 12, 2026",
        "8:00 – 9:00 AM",
        "UTC+4",
    ),
]


@pytest.mark.parametrize(("fields", "day", "clock", "zone"), WHEN)
def test_when_it_is_in_words(fields: str, day: str, clock: str, zone: str) -> None:
    when = one(fields).when  # type: ignore[attr-defined]
    assert (when.day, when.clock.replace("\N{NO-BREAK SPACE}", " "), when.zone) == (day, clock, zone)


def test_an_event_of_several_days_is_upcoming_through_its_last() -> None:
    text = "-- events/fair.yaml --\ntitle: Fair\ndate: 2026-03-12\nend_date: 2026-03-14\n"
    (card,) = views(text, "2026-03-14T23:59")["/events/"].months[0].events
    assert card.today
    assert coming(views(text, "2026-03-15")) == []


def test_an_evening_that_ends_after_midnight_is_upcoming_until_then() -> None:
    text = '-- events/ball.yaml --\ntitle: Ball\ndate: 2026-03-12\nstart: "20:00"\nend: "1:00"\n'
    assert coming(views(text, "2026-03-13T00:59")) == ["Ball"]
    assert coming(views(text, "2026-03-13T01:00")) == []


def test_an_event_elsewhere_ends_by_its_own_clock() -> None:
    text = (
        '-- events/call.yaml --\ntitle: Call\ndate: 2026-03-12\nstart: "8:00"\nend: "9:00"\ntimezone: Europe/Berlin\n'
    )
    assert coming(views(text, "2026-03-12T02:59")) == ["Call"]
    assert coming(views(text, "2026-03-12T03:00")) == []
    assert views(text)["/events/call/"].when.start == "2026-03-12T08:00+01:00"


RSVP = 'date: 2026-03-12\nrsvp: {email: "rsvp@example.org", opens: 2026-03-05, closes: 2026-03-10, note: Bring ID}'


@pytest.mark.parametrize(
    ("today", "offered", "said"),
    [
        ("2026-03-04T23:59", False, "Sign-up opens on Thursday, March 5."),
        ("2026-03-05", True, ""),
        ("2026-03-10T23:59", True, ""),
        ("2026-03-11", False, "Sign-up closed on Tuesday, March 10."),
        ("2026-03-13", False, ""),
    ],
)
def test_one_can_sign_up_from_the_first_day_through_the_last(today: str, offered: bool, said: str) -> None:
    event = one(RSVP, today)
    assert (event.rsvp is not None, event.rsvp_closed) == (offered, said)  # type: ignore[attr-defined]


def test_signing_up_by_mail_names_the_event_in_the_subject() -> None:
    rsvp = one(RSVP, "2026-03-06").rsvp  # type: ignore[attr-defined]
    assert rsvp.href == "mailto:rsvp@example.org?subject=I%E2%80%99m%20coming%3A%20One%2C%20Thursday%2C%20March%2012"
    assert (rsvp.closes, rsvp.note) == ("Until Tuesday, March 10", "Bring ID")


def test_the_hosts_own_form_stands_on_the_events_page() -> None:
    rsvp = one("date: 2026-03-12\nrsvp: {form: true}").rsvp  # type: ignore[attr-defined]
    assert (rsvp.href, rsvp.form, rsvp.external) == ("/events/one/", "rsvp-one", False)


@pytest.mark.parametrize(
    ("visibility", "note"), [("members", "The link is sent to members."), ("registrants", "The link is sent to those who sign up.")]
)  # fmt: skip
def test_a_link_for_some_is_not_on_the_page(visibility: str, note: str) -> None:
    event = one(
        "date: 2026-03-12\nattendance: online\n"
        f"online: {{url: 'https://meet.example.org/secret', visibility: {visibility}}}"
    )
    assert (event.online.href, event.online.note) == ("", note)  # type: ignore[attr-defined]
    assert "secret" not in repr(event)


def test_earlier_dates_are_told_with_their_reasons() -> None:
    event = one(
        "date: 2026-03-13\nstatus: rescheduled\n"
        'previous: [{date: 2026-03-12, start: "8:00", reason: The press is being serviced}]'
    )
    (earlier,) = event.earlier  # type: ignore[attr-defined]
    assert earlier.day.replace("\N{NO-BREAK SPACE}", " ") == "Thursday, March 12, 2026, 8:00 AM"
    assert (earlier.iso, earlier.reason) == ("2026-03-12T08:00-05:00", "The press is being serviced")


def test_events_lead_to_the_one_before_and_the_one_after() -> None:
    text = "".join(
        f"-- events/{name}.yaml --\ntitle: {name}\ndate: 2026-03-0{day}\n"
        for name, day in (("b", 1), ("a", 2), ("c", 3))
    )
    pages = views(text)
    assert (pages["/events/a/"].older.title, pages["/events/a/"].newer.title) == ("b", "c")
    assert pages["/events/b/"].older is None
    assert pages["/events/c/"].newer is None


def test_what_it_costs_in_words() -> None:
    for written, said in (
        ("{amount: 0}", "Free"),
        ("{amount: 20}", "$20"),
        ("{amount: 12.5, currency: EUR, note: lunch included}", "€12.50, lunch included"),
        ("{amount: 20, currency: EUR, note: Lunch is on us.}", "€20. Lunch is on us."),
        ("{amount: 1200, currency: SEK}", "1,200\N{NO-BREAK SPACE}SEK"),
        ("Free for members", "Free for members"),
    ):
        assert one(f"date: 2026-03-12\ncost: {written}").cost == said  # type: ignore[attr-defined]


# -- series ----------------------------------------------------------------------------

SERIES = """\
-- venues/diner.yaml --
name: The diner
-- companies/harbour-print.yaml --
name: Harbour Print
-- members/ada-example.yaml --
name: Ada Example
consent: {given: 2026-01-01, directory: public}
-- series/coffee.yaml --
title: First Thursday coffee
kind: coffee
venue: diner
host: harbour-print
organizers: [ada-example]
rsvp: {url: "https://rsvp.example.org/"}
repeats:
  every: month
  on: first thursday
  start: "8:00"
  end: "9:30"
  from: 2026-01-01
  skip: [2026-09-03]
  also: [2026-09-10]
body: Coffee, and whoever comes.
-- events/2026-05-07-coffee.yaml --
title: Coffee at the plant
date: 2026-05-07
series: coffee
start: "7:00"
-- events/2026-07-02-no-coffee.yaml --
title: First Thursday coffee
date: 2026-07-02
series: coffee
status: cancelled
notice: No meeting in July
"""


def days(cards: object) -> list[str]:
    return [card.when.start[:10] for card in cards]  # type: ignore[attr-defined]


def test_a_series_lists_its_days_with_those_that_have_a_file_in_their_place() -> None:
    page = views(SERIES)["/series/coffee/"]
    assert page.rhythm.replace("\N{NO-BREAK SPACE}", " ") == "Every first Thursday of the month, 8:00 – 9:30 AM"
    assert days([page.next, *page.upcoming]) == [
        "2026-03-05", "2026-04-02", "2026-05-07", "2026-06-04", "2026-07-02", "2026-08-06",
        "2026-09-10", "2026-10-01", "2026-11-05", "2026-12-03", "2027-01-07", "2027-02-04",
    ]  # fmt: skip
    assert page.skipped == ("Thursday, September 3, 2026",)
    assert page.upcoming[1].href == "/events/2026-05-07-coffee/"
    # The others stand on this page, at their day.
    assert (page.next.href, page.next.anchor) == ("/series/coffee/#site-2026-03-05", "site-2026-03-05")
    assert page.upcoming[0].anchor == "site-2026-04-02"


def test_an_occurrence_with_a_file_takes_from_its_series_what_it_does_not_say() -> None:
    event = views(SERIES)["/events/2026-05-07-coffee/"]
    assert (event.venue.name, event.kind, str(event.body)) == (
        "The diner",
        "coffee",
        "<p>Coffee, and whoever comes.</p>",
    )
    # It starts earlier and lasts as long as usual.
    assert event.when.clock.replace("\N{NO-BREAK SPACE}", " ") == "7:00 – 8:30 AM"
    assert event.series.href == "/series/coffee/"


def test_a_cancelled_occurrence_says_so_and_the_next_is_one_that_takes_place() -> None:
    pages = views(SERIES, "2026-06-20")
    cancelled = pages["/series/coffee/"].upcoming[0]
    assert (cancelled.status.label, cancelled.notice) == ("Cancelled", "No meeting in July")
    assert days([pages["/series/coffee/"].next]) == ["2026-08-06"]
    assert pages["/series/coffee/"].rsvp is not None
    assert coming(pages)[0] == "First Thursday coffee"
    assert days([pages["/"].next]) == ["2026-08-06"]


def test_the_days_of_a_series_are_among_all_events_for_half_a_year() -> None:
    pages = views(SERIES)
    found = [day for month in pages["/events/"].months for day in days(month.events)]
    assert found == ["2026-03-05", "2026-04-02", "2026-05-07", "2026-06-04", "2026-07-02", "2026-08-06"]
    assert [link.label for link in pages["/events/"].series] == ["First Thursday coffee"]


def test_place_host_and_organizer_of_a_series_show_its_next_day() -> None:
    pages = views(SERIES)
    for url in ("/venues/diner/", "/companies/harbour-print/", "/members/ada-example/"):
        assert days(pages[url].upcoming)[0] == "2026-03-05"


def test_a_series_that_is_over_keeps_its_page() -> None:
    over = (
        SERIES.replace("  from:", "  until: 2026-02-28\n  from:")
        .replace("skip: [2026-09-03]", "")
        .replace("also: [2026-09-10]", "")
    )
    page = views(over, "2027-01-01")["/series/coffee/"]
    assert (page.next, page.rsvp, days(page.past)) == (None, None, ["2026-07-02", "2026-05-07"])


def test_a_series_moved_to_another_day_does_not_also_take_place_on_its_old_one() -> None:
    moved = SERIES + (
        "-- events/2026-04-09-coffee.yaml --\ntitle: Coffee, a week later\ndate: 2026-04-09\nseries: coffee\n"
        "status: rescheduled\nprevious: [{date: 2026-04-02}]\n"
    )
    assert days(views(moved)["/series/coffee/"].upcoming)[:2] == ["2026-04-09", "2026-05-07"]


def test_the_agenda_says_its_hours_as_everything_else_does() -> None:
    text = """
        -- events/2026-05-07-night.yaml --
        title: Night shift
        date: 2026-05-07
        start: "22:00"
        end: "1:00"
        agenda:
          - {title: Hats, start: "22:00", end: "22:30"}
          - {title: The floor, start: "22:30", end: "0:15"}
          - {title: Pie, start: "0:15"}
          - {title: Talk}
    """
    agenda = views(text)["/events/2026-05-07-night/"].agenda
    assert [(line.clock.replace("\xa0", " "), line.begins) for line in agenda] == [
        ("10:00 – 10:30 PM", "2026-05-07T22:00-05:00"),
        ("10:30 PM – 12:15 AM", "2026-05-07T22:30-05:00"),
        ("12:15 AM", "2026-05-08T00:15-05:00"),
        ("", ""),
    ]
