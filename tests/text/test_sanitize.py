"""What is not given to the sanitizer is what the sanitizer would make of it, byte for byte."""

from __future__ import annotations

import random

import pytest

from generator.text.markdown import convert
from generator.text.sanitize import harmless, removed, sanitize

WORDS = (
    *("a", "the ", "b c ", "é ", "1 ", "s ", "R&D ", "80s ", "it's ", '"q" ', "-- ", "... ", "> ", "& ", "“ ", "(x) "),
    *("*e* ", "**b** ", "***x*** ", "*a **b** c* ", "<br>", "<br>\n", "\n", "[x](event:a) ", "**[l](page:x#y)** "),
    *("[*x*](https://a.org/b_c) ", "[z](http://abc-d.com) "),
)
# What makes something else of a block, or of what the sanitizer says.
RARE = (
    *("`c < d` ", "  \n", "&;", "[y](/x) ", "[x](https://a.b)", "[z](https://1.2.3)", "[z](https://a--b.com/)"),
    *("[w](mailto:a@b.c)", "[v](https://xn--a.de)", "[u](//a.org)", "[t](https://a.org/?b&c)", "[s](https:///x)"),
    *("[r](event:a%20b)", "\xa0", "\u2028", "\ufeff", "\x7f", "\x85", "\ud800"),
)


def words(dice: random.Random, most: int) -> str:
    return (
        "".join(dice.choice(RARE if dice.random() < 0.02 else WORDS) for _ in range(dice.randint(1, most))).strip()
        or "x"
    )


def line(dice: random.Random, most: int = 3) -> str:
    return words(dice, most).replace("\n", " ")


def block(dice: random.Random) -> str:
    """A block that is mostly common."""
    match dice.randrange(8):
        case 0:
            return "#" * dice.randint(1, 6) + " " + line(dice)
        case 1:
            return "\n".join(f"{dice.choice('*-+')} {words(dice, 4)}" for _ in range(dice.randint(1, 4)))
        case 2:
            return "\n".join(f"{number}. {words(dice, 4)}" for number in range(dice.randint(1, 2), 4))
        case 3:
            return "\n".join(f"> {inner}" for inner in block(dice).split("\n"))
        case 4:
            cells = dice.randint(2, 3)
            rule = "|".join(dice.choice(("---", ":--", "--:", ":-:")) for _ in range(cells))
            head, *rows = ("| " + " | ".join(line(dice) for _ in range(cells)) + " |" for _ in range(3))
            return "\n".join((head, f"|{rule}|", *rows))
        case 5:
            return f"```{dice.choice(('', 'py'))}\n{words(dice, 8)}\n```"
        case _:
            return words(dice, 12)


def test_what_is_harmless_is_left_as_the_sanitizer_leaves_it_and_nothing_is_removed_from_it() -> None:
    dice = random.Random(1130)
    taken = 0
    for _ in range(3000):
        text = "\n\n".join(block(dice) for _ in range(dice.randint(1, 4)))
        html, is_common = convert(text)
        safe = harmless(html) if is_common else None
        if safe is not None:
            taken += 1
            assert safe == sanitize(html), text
            assert not [*removed(html)], text
    assert taken > 250


@pytest.mark.parametrize(
    "text",
    [
        'It\'s *the* "press" -- at **last**...',
        "> See [the tour](event:2026-05-07-tour#photos) and [them](https://example.org/a).",
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "```\na < b\n```",
        "1. one\n2. two",
    ],
)
def test_what_volunteers_write_most_is_harmless(text: str) -> None:
    html, is_common = convert(text)
    assert is_common and harmless(html) == sanitize(html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick='x'>y</p>",
        '<p class="x">y</p>',
        '<a href="javascript:x">y</a>',
        '<a href="event:x" onclick="y">z</a>',
        '<a href="https://example.org" >x</a>',
        '<a href="event:&#106;">x</a>',
        '<a href="evil:x">y</a>',
        '<a href="//example.org/">x</a>',
        '<a href="https://1.2.3.4.5/">x</a>',
        '<th style="text-align: left;background:url(x)">y</th>',
        "<img>",
        "<p",
        "<p>x</p><",
        "<p>&lt;script&gt; &nbsp; &copy;</p>",
        "<P>x</P>",
        "<p>\0</p>",
        "<p>\r</p>",
        "<p>\xa0</p>",
        "<pre>\n</pre>",
        "<em>x</em>" * 600,
    ],
)
def test_whatever_else_there_is_the_sanitizer_is_asked_about(html: str) -> None:
    assert harmless(html) is None
