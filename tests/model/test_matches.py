"""Words that a person takes for one are one stem; what meets a wish is found, in an order that never varies."""

from __future__ import annotations

from random import Random

import pytest

from generator.model.matches import EMPTY, IRREGULAR, MOST, Offer, offers_of, stem, subjects, suggestions


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("apprentice apprentices apprenticeship apprenticeships Apprenticeship's", "apprentic"),
        ("weld welds welding welded welder welders weldable", "weld"),
        ("train trains training trained trainer trainee trainees", "train"),
        ("certify certified certifies", "certif"),
        ("safe safety", "saf"),
        ("press presses pressing", "press"),
        ("box boxes", "box"),
        ("plan planning planned planner", "plan"),
        ("sell selling seller sold", "sell"),
        ("teach taught teacher teaching", "teach"),
        ("automate automated automating", "automat"),
        ("negotiate negotiation", "negotiat"),
        ("organization organizations organize", "organiz"),
        ("Señal señales senal", "sen"),
        ("add adding added adds", "add"),
        ("bonus", "bonus"),
        ("process", "process"),
        ("career", "career"),
        ("gas", "gas"),
        ("ÉTÉ été", "ete"),
    ],
)
def test_words_that_are_one_to_a_person_have_one_stem(words: str, left: str) -> None:
    assert {stem(word) for word in words.split()} == {left}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("weld", "welcome"),
        ("press", "present"),
        ("career", "care"),
        ("union", "unit"),
        ("lead", "lean"),
        ("bus", "business"),
    ],
)
def test_words_that_only_begin_alike_have_stems_of_their_own(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_stem_is_its_own_stem_and_never_short_of_letters() -> None:
    dice = Random(5)
    made = ["".join(dice.choices("abcdeinorst", k=dice.randrange(1, 14))) for _ in range(4000)]
    for word in (*EMPTY, *IRREGULAR, *made, "ß", "日本語", "l’atelier", "'s", ""):
        left = stem(word)
        assert stem(left) == left or left in IRREGULAR
        assert len(left) >= min(len(word), 3) or "'" in word or "’" in word or word in IRREGULAR


def test_what_says_nothing_of_a_subject_is_left_out() -> None:
    assert subjects("Anyone who could help me with the training of apprentices") == {"train", "apprentic"}
    assert subjects("I would like to meet somebody from your company, 24 7 a b") == frozenset()
    assert subjects("O'Brien's forklifts; forklift-safety (OSHA 10)") >= {"forklift", "saf", "osha"}


ADA = Offer("ada", "training apprentices on lathes")
BEN = Offer("ben", "apprenticeship registration")
CYD = Offer("cyd", "payroll")
DOV = Offer("dov", "choosing a lathe")


def test_whoever_shares_most_comes_first_then_whoever_shares_the_rarest_then_the_order_given() -> None:
    assert suggestions(["an apprentice who runs a lathe"], [BEN, CYD, DOV, ADA]) == (ADA, BEN, DOV)
    assert suggestions(["an apprentice who runs a lathe"], [DOV, CYD, BEN, ADA]) == (ADA, DOV, BEN)
    more = Offer("eve", "apprentices and their books")
    # Three speak of apprentices and two of lathes.
    assert suggestions(["apprentices, lathes"], [BEN, more, DOV, ADA]) == (ADA, DOV, BEN)


def test_each_member_is_suggested_once_by_what_meets_the_wish_best() -> None:
    offers = offers_of("ada", ["lathes", "apprentices on lathes"], ["lathes again"])
    assert suggestions(["apprentices for our lathes"], offers) == (Offer("ada", "apprentices on lathes"),)


def test_nobody_is_suggested_who_shares_nothing_and_never_more_than_a_few() -> None:
    assert suggestions([], [ADA]) == suggestions(["payroll"], [ADA, BEN]) == suggestions(["x"], []) == ()
    many = [Offer(f"m-{number}", f"welding aluminum {'abcdefg'[number] * 4}") for number in range(7)]
    assert len(suggestions(["welding"], many)) == MOST


def test_a_word_that_everybody_uses_tells_nobody_apart() -> None:
    crowd = [Offer(f"m-{number}", f"welding {'abcdefgh'[number] * 4}") for number in range(8)]
    assert suggestions(["welding"], crowd) == ()
    assert suggestions(["welding cccc"], crowd) == (crowd[2],)
    # Seven are too few to say what is everybody's; said twice by one, it is still one member's.
    assert len(suggestions(["welding"], crowd[:7])) == MOST
    twice = [Offer("m-0", "brazing"), Offer("m-0", "brazing, too"), *crowd]
    assert {one.member for one in suggestions(["brazing"], twice)} == {"m-0"}
