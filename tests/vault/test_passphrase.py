"""Passphrases: drawn by lot, and refused when they are not."""

from __future__ import annotations

import random

import pytest

from generator.vault.passphrase import FEWEST_BITS, Passphrase, new_passphrase
from generator.vault.words import words


def test_the_list_has_as_many_words_as_five_dice_have_throws() -> None:
    assert len(words()) == len(set(words())) == 6**5
    assert all(3 <= len(word) <= 9 and word == word.strip().lower() for word in words())


def test_a_new_passphrase_has_six_different_words_and_77_bits() -> None:
    made = new_passphrase(random.Random(5).choice)
    assert len(set(made.text.split(" "))) == 6
    assert 77 <= made.bits < 78


def test_words_are_drawn_from_the_whole_list() -> None:
    drawn = iter((0, 7775, 0, 1, 2, 3, 4))
    made = new_passphrase(lambda words: words[next(drawn)])
    assert made.text == " ".join((words()[0], words()[7775], *words()[1:5]))


@pytest.mark.parametrize("weak", [
    "", "chapter", "Chapter2026!", "correct horse battery", "abacus abacus abacus abacus abacus abacus",
    "abacus ladle moonbeam prism", "abacusladlemoonbeamprismquiltzesty",
])  # fmt: skip
def test_what_people_think_up_is_weak(weak: str) -> None:
    assert Passphrase(weak).bits < FEWEST_BITS


def test_five_words_are_enough_and_one_may_be_mistyped_with_capitals() -> None:
    assert Passphrase("Abacus ladle MOONBEAM prism quilt").bits > FEWEST_BITS
