"""Every id leads somewhere, or is told once where it stands."""

from __future__ import annotations

from tests.chapter import check
from tests.model.reading import chapter_of, read, told


def test_an_id_that_leads_nowhere_is_told_with_what_was_meant() -> None:
    shown = check(
        """
-- content/companies/harbour-print.yaml --
name: Harbour Print
-- content/events/x.yaml --
title: X
date: 2026-03-12
host: harbor-print
"""
    )
    assert "no company is called `harbor-print`" in shown
    assert "x.yaml:3:7" in shown
    assert "did you mean `harbour-print`?" in shown


def test_an_id_of_another_kind_is_told_as_such() -> None:
    event = "-- content/events/x.yaml --\ntitle: X\ndate: 2026-03-12\nhost: ada\n"
    text = f"-- content/members/ada.yaml --\nname: Ada\n{event}"
    assert "there is a member of that name" in check(text)


def test_what_leads_nowhere_is_left_out_so_that_the_rest_can_be_trusted() -> None:
    chapter, problems = read(
        """
-- content/members/ada.yaml --
name: Ada
company: nowhere
-- content/events/x.yaml --
title: X
date: 2026-03-12
organizers: [ada, nobody]
venue: nowhere
"""
    )
    assert len(problems) == 3
    assert chapter.members["ada"].company == ""
    assert chapter.occasions["x"].event.organizers == ("ada",)
    assert chapter.occasions["x"].event.venue == ""


def test_a_file_that_could_not_be_read_is_no_unknown_id() -> None:
    text = """
-- content/members/ada.yaml --
name: Ada
zzyzx: x
-- content/companies/press.yaml --
name: Press
contact: ada
-- content/posts/news.yaml --
title: News
date: 2026-01-01
authors: [ada]
"""
    assert told(text) == [("unknown-key", "a member has no `zzyzx`")]
    chapter = read(text).value
    assert chapter.unread.holds("members", "ada") and not chapter.unread.holds("members", "ben")
    assert chapter.unread.any_of("members") and not chapter.unread.any_of("events")


def test_whoever_is_named_like_a_file_to_be_renamed_is_right_already() -> None:
    text = (
        "-- content/venues/Café Example.yaml --\nname: Café\n-- content/events/x.yaml --\ntitle: X\ndate: 2026-03-12\n"
    )
    assert [code for code, _ in told(text + "venue: cafe-example\n")] == ["bad-file-name"]


def test_a_recap_belongs_to_the_event_of_its_name_or_the_one_it_names() -> None:
    recaps = chapter_of(
        """
-- content/events/a.yaml --
title: A
date: 2026-01-08
-- content/events/b.yaml --
title: B
date: 2026-01-01
-- content/recaps/a.md --
---
---
Good.
-- content/recaps/how-it-was.md --
---
event: b
---
Better.
"""
    ).recaps
    assert [(recap.id, recap.event) for recap in recaps.values()] == [("how-it-was", "b"), ("a", "a")]


def test_a_recap_of_an_event_that_could_not_be_read_has_no_message() -> None:
    event = "-- content/events/a.yaml --\ntitle: A\ndate: soon\n"
    assert [code for code, _ in told(f"{event}-- content/recaps/a.md --\n---\n---\nGood.\n")] == ["bad-date"]


def test_a_byline_is_an_id_or_a_name() -> None:
    text = "-- content/posts/x.yaml --\ntitle: X\ndate: 2026-01-01\nauthors: [Ada Example, Cher, ada-example]\n"
    assert told(text) == [("unknown-member", "no member is called `ada-example`")]


def test_two_files_of_one_name_are_told_with_both_places() -> None:
    text = """
-- content/events/2026/coffee.yaml --
title: Coffee
date: 2026-03-12
-- content/events/Coffee.md --
---
title: Another coffee
date: 2026-04-12
---
"""
    shown = check(text)
    assert "error[duplicate-id]" in shown and "Coffee.md" in shown and "2026/coffee.yaml" in shown


def test_sub_folders_mean_nothing() -> None:
    assert set(chapter_of("-- content/events/a/b/c/x.yaml --\ntitle: X\ndate: 2026-03-12\n").occasions) == {"x"}


def test_events_are_in_order_of_time_whatever_their_zones() -> None:
    order = chapter_of(
        """
-- content/events/a.yaml --
title: Late in Chicago
date: 2026-03-12
start: 8:00
-- content/events/b.yaml --
title: Early in New York
date: 2026-03-12
start: 8:30
timezone: America/New_York
"""
    ).occasions
    assert list(order) == ["b", "a"]
