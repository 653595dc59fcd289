"""`/build.json` says until when the site is true; until then, another build gives the same files."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

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
    assert found["fresh_until"] == "2026-03-15T00:00:00-05:00" and found["why"] == "something is published"


def test_tomorrow_s_build_is_the_same_but_for_build_json() -> None:
    text = "-- events/2026-03-12-coffee.yaml --\ntitle: Coffee\ndate: 2026-03-12\n"
    today, tomorrow = site(text, "2026-03-01"), site(text, "2026-03-02")
    assert {url for url in today.keys() | tomorrow.keys() if today.get(url) != tomorrow.get(url)} == {"/build.json"}
