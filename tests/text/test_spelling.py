"""A name is found however it is spelled."""

from __future__ import annotations

import random

import pytest

from generator.text.spelling import Folded, fold, mentions, skim


@pytest.mark.parametrize(
    "written",
    [
        "Ada Example",
        "ADA EXAMPLE",
        "Ada\u00a0 Example",
        "Ada\nExample",
        "Áda Exämple",
        "A\u0301da Example",
        "**Ada** Example",
        "Ada *Exam*ple",
        "__Ada__ _Example_",
        "[Ada](member:ada) Example",
        "[Ada][ada] Example",
        "<b>Ada</b> Example",
        "Ada&nbsp;Ex&#97;mple",
        "Ada Exam\u00adple",
        "Ada\u200b Example",
        "Ada\\ Example",
        "ada-example",
        "Ada `Example`",
    ],
)
def test_a_name_is_found(written: str) -> None:
    text = f"Thanks to {written}, as ever."
    assert f" {fold('Ada Example')} " in f" {fold(text)} "
    assert all(word in skim(text) for word in ("ada", "example"))
    ((start, end),) = mentions(text, fold("Ada Example"))
    assert "Thanks to" not in text[start:end] and "as ever" not in text[start:end]
    assert fold(text[start:end]) == "ada example"


@pytest.mark.parametrize(
    "other", ["Adam Example", "Ada Examples", "Nevada Example", "Ada, Example & Sons? no: Ada B. Example"]
)
def test_another_name_is_another(other: str) -> None:
    assert mentions(other, "ada example") == ([(0, 12)] if other.startswith("Ada,") else [])


def test_the_quick_way_and_the_way_that_knows_the_places_agree() -> None:
    dice = random.Random(5)
    pieces = [
        "Ada",
        " ",
        "é",
        "*",
        "_",
        "&amp;",
        "&",
        "<b>",
        "](x)",
        "[",
        "\n",
        "\u00ad",
        "ß",
        "Łó",
        "`",
        "\\",
        "1",
        "e\u0301",
    ]
    for _ in range(500):
        text = "".join(dice.choices(pieces, k=12))
        assert Folded(text).text.strip() == fold(text)
