"""The catalogs that come with the program: nothing left out, nothing lost, set as printers of each language set it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from generator.language.extract import messages_of_program
from generator.language.speech import speak
from tests.chapter import site

WORDS = Path(str(files("generator.language"))) / "words"
TAGS = sorted(path.stem for path in WORDS.glob("*.po"))


def catalog(tag: str) -> Catalog:
    with (WORDS / f"{tag}.po").open("rb") as file:
        return read_po(file, locale=tag)


def template() -> set[object]:
    with (WORDS / "messages.pot").open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """(English, translation) of each form."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        for at, said in enumerate(message.string):
            yield message.id[min(at, 1)], said


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_spanish_and_french_come_with_the_program() -> None:
    assert {"es", "fr"} <= set(TAGS)


def test_the_template_holds_what_the_program_and_its_themes_say_today() -> None:
    """`python -m generator.language.extract` brings it up to date."""
    assert template() == {message for _, message in messages_of_program()}


@pytest.mark.parametrize("tag", TAGS)
def test_every_message_is_translated_and_none_is_a_guess(tag: str) -> None:
    found = {message.id: message for message in catalog(tag) if message.id}
    assert template() - found.keys() == set()
    assert [id for id, one in found.items() if one.fuzzy or not all(said for _, said in forms(one))] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_translation_has_the_places_of_its_english(tag: str) -> None:
    wrong = [
        (english, said)
        for message in catalog(tag)
        if message.id
        for english, said in forms(message)
        if places(english) != places(said)
    ]
    assert wrong == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_translation_begins_and_ends_with_the_spaces_of_its_english(tag: str) -> None:
    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    pairs = [pair for message in catalog(tag) if message.id for pair in forms(message)]
    assert [pair for pair in pairs if edges(pair[0]) != edges(pair[1])] == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_message_has_as_many_forms_as_its_language(tag: str) -> None:
    found = catalog(tag)
    counted = [len(message.string) for message in found if not isinstance(message.id, str)]
    assert counted and set(counted) == {found.num_plurals}


def test_whatever_counts_has_a_form_for_each_number() -> None:
    assert [id for id in template() if isinstance(id, str) and "{count}" in id] == []


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en", ["Room for 1", "Room for 22"]), ("es", ["1 plaza", "22 plazas"]), ("fr", ["1 place", "22 places"])],
)
def test_the_room_there_is_is_counted(tag: str, said: list[str]) -> None:
    pages = [site(EVENT.format(tag=tag) + f"    capacity: {room}\n")["/events/2026-10-15-cafe/"] for room in (1, 22)]
    assert [words in page for words, page in zip(said, pages, strict=True)] == [True, True]


def test_french_sets_a_space_that_does_not_break_before_double_signs() -> None:
    said = [said for message in catalog("fr") if message.id for _, said in forms(message)]
    # The colon of an address is none of them.
    assert [one for one in said if re.search(r"[^\N{NO-BREAK SPACE}][;:?!»](?!//)|«[^\N{NO-BREAK SPACE}]", one)] == []
    assert [one for one in said if "'" in one] == []


def test_spanish_opens_its_questions() -> None:
    said = [said for message in catalog("es") if message.id for _, said in forms(message)]
    assert [one for one in said if one.count("?") != one.count("¿") or one.count("!") != one.count("¡")] == []


def test_nobody_counts_as_one_in_french() -> None:
    language = speak("fr", lambda _: (), {}, "chapter.yaml").value
    said = [language.say_count("1 tour given", "{count} tours given", number) for number in (1, 2)]
    assert said == ["1 visite proposée", "2 visites proposées"]


EVENT = """
    -- chapter.yaml --
    name: Petite section
    timezone: Europe/Paris
    url: https://petite.example.org/
    language: {tag}
    -- events/2026-10-15-cafe.yaml --
    title: Le bon matin
    kind: tour
    date: 2026-10-15
    start: 8:20
    end: 9:30
    status: cancelled
"""


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", ["jeudi 15 octobre 2026", "Visite d’usine", "Annulé", "08:20"]),
        ("es", ["jueves, 15 de octubre de 2026", "Visita a planta", "Cancelado", "8:20"]),
    ],
)
def test_an_event_is_told_in_the_language_of_the_chapter(tag: str, expected: list[str]) -> None:
    published = site(EVENT.format(tag=tag))
    page = published["/events/2026-10-15-cafe/"]
    assert f'<html lang="{tag}"' in page
    assert [words for words in expected if words not in page] == []
    title = {"fr": "ANNULÉ\N{NO-BREAK SPACE}: Le bon matin", "es": "CANCELADO: Le bon matin"}[tag]
    assert f"SUMMARY:{title}" in published["/calendar.ics"]
