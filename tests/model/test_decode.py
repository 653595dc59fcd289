"""A file's fields become a record: all slips at once, and half a record is none."""

from __future__ import annotations

from generator.model.records import Extra, Speaker, Venue
from tests.chapter import check
from tests.model.reading import chapter_of, occasion_of, read, told


def test_one_reading_reports_every_slip_of_a_file() -> None:
    text = """
-- content/events/x.yaml --
titel: Coffee
date: 2026-02-30
start: 25:00
status: canceled
host: Harbour Print
rsvp: {email: nobody, closes: soon}
agenda:
  - start: 8:00
"""
    assert [code for code, _ in told(text)] == [
        "unknown-key", "impossible-date", "impossible-time", "wrong-choice", "bad-id", "bad-email", "bad-date",
        "missing-field",
    ]  # fmt: skip


def test_half_a_record_is_none() -> None:
    chapter, problems = read("-- content/members/ada.yaml --\nname: Ada\nconsent: {given: maybe, directory: public}\n")
    assert [problem.code for problem in problems] == ["bad-date"]
    assert not chapter.members


def test_a_mistyped_field_is_not_missing_as_well() -> None:
    assert told("-- content/posts/x.yaml --\ntitle: X\ndat: 2026-01-01\n") == [("unknown-key", "a post has no `dat`")]


def test_words_from_other_programs_lead_to_ours() -> None:
    shown = check("-- content/events/x.yaml --\ntitle: X\ndate: 2026-03-12\nlocation: the hall\ntime: 8:00\n")
    assert "did you mean `venue`?" in shown and "did you mean `start`?" in shown


def test_a_venue_may_be_written_in_place() -> None:
    venue = occasion_of("date: 2026-03-12\nvenue: {name: The hall, address: {postal_code: 06103}}").event.venue
    assert isinstance(venue, Venue)
    assert (venue.id, venue.name, venue.address.postal_code) == ("", "The hall", "06103")


def test_a_speaker_is_a_member_or_a_guest() -> None:
    member = "-- content/members/ada.yaml --\nname: Ada\n"
    event = occasion_of("date: 2026-03-12\nspeakers: [ada, {name: Ben, company: Elsewhere}]", member).event
    assert event.speakers == ("ada", Speaker(name="Ben", company="Elsewhere"))


def test_a_picture_may_be_its_path_alone() -> None:
    picture = "-- content/media/cups.png --\n(a picture)\n"
    short = occasion_of("date: 2026-03-12\nimage: cups.png", picture).event.image
    long = occasion_of("date: 2026-03-12\nimage: {src: media/cups.png}", picture).event.image
    assert short == long and short is not None and short.src == "cups.png"


def test_the_text_below_the_fields_is_the_body() -> None:
    pages = chapter_of(
        "-- content/pages/a.md --\n---\ntitle: A\n---\nHi.\n-- content/pages/b.yaml --\ntitle: B\nbody: Hi.\n"
    )
    assert pages.pages["a"].body == "Hi.\n" and pages.pages["b"].body == "Hi."


def test_what_a_theme_wants_is_kept_as_it_is_written() -> None:
    extra = occasion_of("date: 2026-03-12\nextra: {color: 0755, on: [yes, 1.10], deep: {a: b}}").event.extra
    assert isinstance(extra, Extra)
    assert (extra.color, extra.on, extra.deep) == ("0755", ("yes", "1.10"), Extra((("a", "b"),)))


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain = "title: X\ndate: 2026-03-12\nbody: |\n  One.\n\n  Two.\n"
    odd = "\ufeff" + plain.replace("\n", "\r\n")
    texts = [chapter_of(f"-- content/events/x.yaml --\n{text}").occasions["x"].event for text in (plain, odd)]
    assert texts[0] == texts[1]


def test_a_part_is_called_by_its_key_and_a_thing_by_its_name() -> None:
    text = "-- content/events/x.yaml --\ntitle: X\ndate: 2026-03-12\ncost: {note: y}\nlinks: [{url: /}]\n"
    assert [message for _, message in told(text)] == ["`cost` needs `amount`", "a link needs `label`"]
