"""Words as an address, for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.slug import slug, topic_slug


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Harbour Print", "harbour-print"),
        ("  Plant tour: Mills & Sons!  ", "plant-tour-mills-and-sons"),
        ("Anna’s Café", "annas-cafe"),
        ("Müller Söhne, Ärger, Maß", "mueller-soehne-aerger-mass"),
        ("Mu\u0308ller", "mueller"),
        ("Ærø, Łódź, İstanbul", "aeroe-lodz-istanbul"),
        ("ﬁne Ⅷ", "fine-viii"),
        ("C#", "c-sharp"),
        ("C++", "c-plus-plus"),
        ("Meetup #3", "meetup-3"),
        ("con", "con-1"),
        ("COM1", "com1-1"),
        ("control", "control"),
        ("Анна", ""),
        ("...", ""),
        ("", ""),
    ],
)
def test_an_address_is_spelled_in_plain_letters(text: str, address: str) -> None:
    assert slug(text) == address


@pytest.mark.parametrize(
    ("topic", "address"),
    [
        ("Shift bids & Co.", "shift-bids-and-co"),
        ("Çalışma", "calisma"),
        ("الورق", "الورق"),
        ("الورق والكرتون، ٢٠٢٦", "الورق-والكرتون-٢٠٢٦"),
        ("Смены 2026", "смены-2026"),
        ("हिन्दी", "हिन्दी"),
        ("…", ""),
    ],
)
def test_a_topic_is_spelled_in_its_own_letters_where_plain_ones_cannot(topic: str, address: str) -> None:
    assert topic_slug(topic) == address


@given(st.text())
def test_a_topics_address_is_that_of_its_address(text: str) -> None:
    assert topic_slug(topic_slug(text)) == topic_slug(text)


@given(st.text())
def test_an_address_is_plain_and_is_its_own_address(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)
