"""Every value of a record can be found by its place, and taken out."""

from __future__ import annotations

from generator.model.decode import describe
from generator.model.leaves import leaves, without
from generator.model.records import KINDS, TARGETS, Markdown, MediaPath, MemberId, Speaker
from tests.model.reading import occasion_of

MORE = """
-- content/members/ada.yaml --
name: Ada
-- content/members/ben.yaml --
name: Ben
-- content/venues/hall.yaml --
name: Hall
-- content/media/a.png --
x
"""

FIELDS = """\
date: 2026-03-12
venue: hall
organizers: [ada, ben]
speakers: [ada, {name: Cleo, photo: a.png, bio: "*Hi*"}]
agenda:
  - {title: One, speakers: [ben], body: "*Words*"}
image: a.png
"""


def test_every_id_is_found_wherever_it_stands() -> None:
    event = occasion_of(FIELDS, MORE).event
    assert [(leaf.keys, leaf.value) for leaf in leaves(event) if leaf.type in TARGETS] == [
        (("venue",), "hall"),
        (("organizers", 0), "ada"),
        (("organizers", 1), "ben"),
        (("speakers", 0), "ada"),
        (("agenda", 0, "speakers", 0), "ben"),
    ]


def test_every_text_and_every_picture_is_found() -> None:
    event = occasion_of(FIELDS, MORE).event
    found = {leaf.keys: leaf.type for leaf in leaves(event)}
    assert found["speakers", 1, "bio"] is Markdown
    assert found["agenda", 0, "body"] is Markdown
    assert found["speakers", 1, "photo", "src"] is MediaPath
    assert found["image", "src"] is MediaPath


def test_what_is_unwanted_goes_and_the_rest_stays() -> None:
    event = occasion_of(FIELDS, MORE).event
    whole = without(event, lambda leaf: leaf.type is MemberId and leaf.value == "ada")
    assert whole.organizers == ("ben",)
    assert whole.speakers == (Speaker(name="Cleo", photo=event.image, bio=Markdown("*Hi*")),)
    assert whole.agenda == event.agenda


def test_a_record_with_nothing_unwanted_is_the_same_record() -> None:
    event = occasion_of(FIELDS, MORE).event
    assert without(event, lambda leaf: False) is event


def test_a_place_names_fields_as_they_are_written() -> None:
    # `from` and `for` are words of Python, so the classes have others.
    names = {name for kind in KINDS.values() for name, _ in describe(kind)}
    assert "for" in names and "purpose" not in names
