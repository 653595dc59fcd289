"""Days, hours and names in words."""

from __future__ import annotations

from datetime import date, time

import pytest

from generator.language.english import ENGLISH
from generator.model.records import Repeats
from generator.site.wording import excerpt, hours_words, initials, ordinal, partial_words, rhythm_words


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (time(8), time(9, 30), "8:00 – 9:30 AM"),
        (time(11), time(13), "11:00 AM – 1:00 PM"),
        (time(12), time(13, 5), "12:00 – 1:05 PM"),
        (time(0), time(0, 30), "12:00 – 12:30 AM"),
        (time(18, 30), None, "6:30 PM"),
    ],
)
def test_hours(start: time, end: time | None, said: str) -> None:
    assert plain(hours_words(ENGLISH, start, end)) == said


@pytest.mark.parametrize(
    ("written", "said"), [("2021", "2021"), ("2021-04", "April 2021"), ("2021-04-15", "April 15, 2021")]
)
def test_a_date_is_said_as_far_as_it_is_known(written: str, said: str) -> None:
    assert partial_words(ENGLISH, written) == said


@pytest.mark.parametrize(
    ("every", "on", "said"),
    [
        ("month", "first thursday", "Every first Thursday of the month"),
        ("month", "first and third tuesday", "Every first Tuesday and third Tuesday of the month"),
        ("month", "last friday", "Every last Friday of the month"),
        ("month", "15", "The 15th of every month"),
        ("month", "last day", "The last day of every month"),
        ("week", "tuesday", "Every Tuesday"),
        ("week", "monday and thursday", "Every Monday and Thursday"),
    ],
)
def test_a_rhythm(every: str, on: str, said: str) -> None:
    assert rhythm_words(ENGLISH, Repeats(every=every, on=on, since=date(2026, 1, 1)), None, None) == said  # type: ignore[arg-type]


def test_a_rhythm_with_its_hours() -> None:
    repeats = Repeats(every="month", on="first thursday", since=date(2026, 1, 1))
    assert (
        plain(rhythm_words(ENGLISH, repeats, time(8), time(9, 30)))
        == "Every first Thursday of the month, 8:00 – 9:30 AM"
    )


def test_ordinals() -> None:
    assert [ordinal(ENGLISH, n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Example", "AE"),
        ("Ada", "A"),
        ("Ji-woo Han", "JH"),
        ("Ada (she) Example", "AE"),
        ("Écoute Moi", "ÉM"),
        ("42", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_lists_in_a_sentence() -> None:
    assert [ENGLISH.listed(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


def test_the_beginning_of_a_text_ends_with_a_word() -> None:
    assert excerpt("One two, three", 12) == "One two…"
    assert excerpt("One\n  two", 12) == "One two"
    assert excerpt("Donaudampfschifffahrtsgesellschaft", 12) == "Donaudampfs…"
