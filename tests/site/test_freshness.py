"""`/build.json` says until when the site is true; until then, another build gives the same files."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from generator.build import compose
from generator.engine.memo import Memo
from generator.project import Project
from tests.chapter import chapter, order, site

# A chapter with one of everything that depends on the day.
EVERYTHING = """
    -- series/coffee.yaml --
    title: Coffee
    repeats: {every: month, on: first thursday, start: "8:00", end: "9:30", from: 2026-01-01, skip: [2026-05-07]}
    -- series/lunch.yaml --
    title: Lunch
    publish_on: 2026-03-20
    repeats: {every: week, on: friday, start: "12:00", from: 2026-03-20, until: 2026-04-20}
    -- events/2026-03-12-tour.yaml --
    title: Tour
    date: 2026-03-12
    start: "9:00"
    end: "11:00"
    rsvp: {url: "https://sign.example.org/", opens: 2026-03-05, closes: 2026-03-10}
    -- events/2026-03-25-congress.yaml --
    title: Congress
    date: 2026-03-25
    end_date: 2026-03-27
    -- events/2026-02-10-off.yaml --
    title: Off
    date: 2026-02-10
    start: "9:00"
    status: cancelled
    -- events/2025-03-30-long-ago.yaml --
    title: Long ago
    date: 2025-03-30
    -- events/2026-04-01-abroad.yaml --
    title: From afar
    date: 2026-04-01
    start: "20:00"
    timezone: Asia/Tokyo
    attendance: online
    -- events/2026-03-18-later.yaml --
    title: Later
    date: 2026-03-18
    status: postponed
    -- events/2026-05-20-secret.yaml --
    title: Secret
    date: 2026-05-20
    publish_on: 2026-03-15
    -- posts/2026-03-21-news.md --
    ---
    title: News
    date: 2026-03-21
    publish_on: 2026-03-21
    ---
    New.
    -- companies/press.yaml --
    name: Example Press
    left: 2026-03-22
    -- series/breakfast.yaml --
    title: Breakfast
    repeats: {every: month, on: fifth friday, start: "7:00", from: 2028-03-01, also: [2026-06-24]}
    -- events/2026-08-12-beach.yaml --
    title: Beach
    date: 2026-08-12
    start: "15:00"
    end: "23:00"
    timezone: Pacific/Honolulu
    -- events/2026-09-10-works.yaml --
    title: Works
    date: 2026-09-10
    start: "9:00"
    kind: tour
    tour: {photos: host-approval}
    -- recaps/2026-09-10-works.md --
    ---
    host_approved: 2026-10-05
    publish_on: 2026-09-20
    photos: [{src: works.png, alt: The works}]
    ---
    It was loud.
    -- media/works.png --
    (a picture)
    -- members/ada-example.yaml --
    name: Ada Example
    company: press
    roles: [{title: President, from: 2026-03, until: 2026-04}]
    consent: {given: 2026-03-02, directory: public, review_by: 2026-04-10}
    -- members/ben-example.yaml --
    name: Ben Example
    left: 2026-03-23
    consent: {given: 2026-01-02, directory: public}
    """


def build_at(project: Project, now: datetime, memo: Memo) -> tuple[dict[str, bytes], datetime]:
    """Address -> key of every file but `/build.json`; and until when that one says that they are true."""
    composed = compose(project, order(now.isoformat()), memo)
    outputs = {one.url: one for one in composed.outputs or ()}
    moment = outputs.pop("/build.json").view.fresh_until  # type: ignore[attr-defined]
    return {url: one.key for url, one in outputs.items()}, datetime.fromisoformat(moment)


def test_nothing_changes_by_itself_before_the_site_says_so() -> None:
    moments: list[str] = []
    with chapter(EVERYTHING) as project:
        memo = Memo(project.cache / "memo")
        now = datetime.fromisoformat("2026-03-01T00:00:00-06:00")
        before, until = build_at(project, now, memo)
        while now < datetime.fromisoformat("2026-04-12T00:00:00-05:00"):
            assert until > now
            after, _ = build_at(project, until - timedelta(seconds=1), memo)
            assert {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)} == set(), until
            moments.append(until.isoformat())
            now = until
            before, until = build_at(project, now, memo)
    for expected in (
        "2026-03-02T00:00:00-06:00",  # a consent begins
        "2026-03-05T00:00:00-06:00",  # sign-up opens
        "2026-03-11T00:00:00-05:00",  # sign-up has closed, on summer time
        "2026-03-12T11:00:00-05:00",  # the tour ends
        "2026-03-15T00:00:00-05:00",  # an event is published
        "2026-03-28T00:00:00-05:00",  # the congress ends with its last day
        "2026-04-01T07:30:00-05:00",  # half past nine in the evening in Tokyo
        "2026-04-11T00:00:00-05:00",  # a consent has run out
    ):
        assert expected in moments


def test_from_any_day_of_two_years_nothing_changes_before_the_site_says_so() -> None:
    dice, here = Random(20261123), ZoneInfo("America/Chicago")
    with chapter(EVERYTHING) as project:
        memo = Memo(project.cache / "memo")
        for _ in range(60):
            day = date(2025, 6, 1) + timedelta(days=dice.randrange(730))
            now = datetime(day.year, day.month, day.day, dice.randrange(24), dice.randrange(60), tzinfo=here)
            before, until = build_at(project, now, memo)
            assert now < until <= datetime(day.year + 1, 1, 1, tzinfo=here)
            last = until - timedelta(seconds=1)
            between = now + (last - now) * dice.random()
            for later in (between, last):
                after, again = build_at(project, later, memo)
                assert (now, differing(before, after)) == (now, set())
                assert again == until


def test_a_build_that_differs_from_the_last_one_was_due() -> None:
    dice = Random(20261124)
    days = sorted(date(2025, 6, 1) + timedelta(days=number) for number in dice.sample(range(730), 80))
    moments = [datetime(day.year, day.month, day.day, 6, 17, tzinfo=UTC) for day in days]
    with chapter(EVERYTHING) as project:
        memo = Memo(project.cache / "memo")
        nights = [(moment, *build_at(project, moment, memo)) for moment in moments]
    due = differed = 0
    for (_, before, until), (now, after, _) in pairwise(nights):
        due += until <= now
        differed += bool(differing(before, after))
        assert until <= now or before == after, now
    # The test sees both: nights with work to do and nights without, and few builds for nothing.
    assert 20 < differed <= due < 75 and due - differed < 8


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}


@pytest.mark.parametrize(
    ("now", "until", "why"),
    [
        ("2026-03-01", "2026-03-02T00:00:00-06:00", "a consent begins"),
        ("2026-03-04", "2026-03-05T00:00:00-06:00", "sign-up opens for “Tour”"),
        ("2026-03-10", "2026-03-11T00:00:00-05:00", "sign-up closes for “Tour”"),
        ("2026-03-11", "2026-03-12T00:00:00-05:00", "the day of “Tour” begins"),
        ("2026-03-12T10:40", "2026-03-12T11:00:00-05:00", "“Tour” ends"),
        # Cancelled thirty days ago.
        ("2026-03-12T11:00", "2026-03-13T00:00:00-05:00", "“Off” leaves the calendar"),
        ("2026-03-14", "2026-03-15T00:00:00-05:00", "an event is published"),
        ("2026-03-19T23:00", "2026-03-20T00:00:00-05:00", "a series is published"),
        ("2026-03-20T23:00", "2026-03-21T00:00:00-05:00", "a post is published"),
        ("2026-03-21", "2026-03-23T00:00:00-05:00", "a company leaves"),
        ("2026-03-23", "2026-03-24T00:00:00-05:00", "a member leaves"),
        ("2026-04-10T18:00", "2026-04-11T00:00:00-05:00", "a consent is to be reviewed"),
        ("2026-04-30", "2026-05-01T00:00:00-05:00", "an office changes hands"),
        ("2026-05-07", "2026-05-08T00:00:00-05:00", "a day without “Coffee” is over"),
        ("2026-08-12T12:00", "2026-08-13T00:00:00-05:00", "the day of “Beach” is over"),
        ("2026-09-19", "2026-09-20T00:00:00-05:00", "a recap is published"),
        ("2026-10-02", "2026-10-05T00:00:00-05:00", "a host's consent to pictures begins"),
    ],
)
def test_it_says_why_it_will_be_true_no_longer(now: str, until: str, why: str) -> None:
    with chapter(EVERYTHING) as project:
        composed = compose(project, order(now), Memo(Path("nowhere")))
        [view] = (one.view for one in composed.outputs or () if one.url == "/build.json")
    assert (view.fresh_until, view.why) == (until, why)  # type: ignore[attr-defined]


def test_a_series_that_begins_in_years_comes_within_sight_on_its_day() -> None:
    text = "-- series/late.yaml --\ntitle: Late\nrepeats: {every: month, on: first monday, from: 2027-09-01}\n"
    assert (found := build_json(text, "2026-03-01"))["fresh_until"] == "2026-09-05T00:00:00-05:00"
    assert found["why"] == "another “Late” comes within sight"
    assert "2027-09-06" in site(text, "2026-09-05")["/series/late/"]
    assert "2027-09-06" not in site(text, "2026-09-04")["/series/late/"]


def test_an_event_leaves_the_calendar_a_year_after_it_ended_and_no_sooner_is_a_build_due() -> None:
    text = "-- events/2025-03-30-long-ago.yaml --\ntitle: Long ago\ndate: 2025-03-30\n"
    found = build_json(text, "2026-03-01")
    assert (found["fresh_until"], found["why"]) == ("2026-04-01T00:00:00-05:00", "“Long ago” leaves the calendar")
    assert "Long ago" in site(text, "2026-03-31")["/calendar.ics"]
    assert "Long ago" not in site(text, "2026-04-01")["/calendar.ics"]


def build_json(text: str, today: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(site(text, today)["/build.json"])
    return found


def test_the_build_says_when_it_was_made_and_until_when_it_is_true() -> None:
    text = "-- events/2026-03-12-coffee.yaml --\ntitle: Coffee\ndate: 2026-03-12\nstart: 8:00\nend: 9:30\n"
    assert build_json(text, "2026-03-12T08:15") == {
        "version": 1,
        "generated_at": "2026-03-12T08:15:00-05:00",
        "timezone": "America/Chicago",
        "fresh_until": "2026-03-12T09:30:00-05:00",
        "why": "“Coffee” ends",
    }


def test_a_site_without_events_is_true_for_the_year() -> None:
    found = build_json("", "2026-03-01")
    assert found["fresh_until"] == "2027-01-01T00:00:00-06:00" and found["why"] == "a new year begins"


def test_what_is_hidden_is_not_named_in_the_reason() -> None:
    text = """
        -- events/2026-05-20-secret.yaml --
        title: The secret party
        date: 2026-05-20
        publish_on: 2026-03-15
        """
    found = build_json(text, "2026-03-01")
    assert found["fresh_until"] == "2026-03-15T00:00:00-05:00" and found["why"] == "an event is published"


def test_tomorrow_s_build_is_the_same_but_for_build_json() -> None:
    text = "-- events/2026-03-12-coffee.yaml --\ntitle: Coffee\ndate: 2026-03-12\n"
    today, tomorrow = site(text, "2026-03-01"), site(text, "2026-03-02")
    assert {url for url in today.keys() | tomorrow.keys() if today.get(url) != tomorrow.get(url)} == {"/build.json"}


SAMPLE = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("now", ["2026-10-12T06:17", "2026-11-23T06:17", "2027-02-01T06:17"])
def test_the_sample_chapter_is_the_same_byte_for_byte_on_every_day_until_the_next_is_due(now: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        project = Project(root=SAMPLE, content=SAMPLE / "content", out=cache / "public", cache=cache)
        first, until = files_at(project, datetime.fromisoformat(f"{now}:00-06:00"))
        moment, days = datetime.fromisoformat(f"{now}:00-06:00"), 0
        while (moment := moment + timedelta(days=1)) < until and days < 3:
            days += 1
            assert differing(first, files_at(project, moment)[0]) == set()
        assert differing(first, files_at(project, until - timedelta(seconds=1))[0]) == set()
        changed = differing(first, files_at(project, until)[0])
        assert changed, until


def files_at(project: Project, now: datetime) -> tuple[dict[str, bytes], datetime]:
    """Every file of a site made afresh, but `/build.json`; pictures by their key. And until when it is true."""
    composed = compose(project, order(now.isoformat()), Memo(project.cache / "memo"))
    outputs = {one.url: one for one in composed.outputs or ()}
    moment = outputs.pop("/build.json").view.fresh_until  # type: ignore[attr-defined]
    files = {
        url: one.key if url.endswith(COPIED) else bytes(one.recipe.render(one.view))  # type: ignore[arg-type]
        for url, one in outputs.items()
    }
    return files, datetime.fromisoformat(moment)


# Pictures, and what is copied as it is.
COPIED = (".png", ".jpg", ".webp", ".svg", ".pdf", ".woff2", ".txt")
