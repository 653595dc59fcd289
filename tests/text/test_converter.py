"""The quick converter says what Python-Markdown says, byte for byte, and counts its work."""

from __future__ import annotations

import random

import pytest
from markdown import Markdown

from generator.text.converter import BLOCK_MARKS, MARKS, Converter, extensions, needs_of
from generator.text.effort import EFFORT, Effort, TooHard
from generator.text.markdown import GARBAGE, convert

TEXT = (
    "the chapter met at Harbour Print for a tour of its new press hall; it's where members don't wait long and "
    "\"quotes\" are easy, so 'we' asked O'Brien what she'd do with -- say -- ten more minutes... R&D & AT&amp;T, the "
    "'90s, 5 < 6, snake_case_name, 3*4*5, C:\\dir \\*no\\* ---, \"'both'\" '\"ways\"', café <br> e.g. [sic] (really)"
)
WORDS = TEXT.split()
DRESS = (
    *(
        "**{}**",
        "*{}*",
        "__{}__",
        "_{}_",
        "***{}***",
        "`{}`",
        "``a`{}``",
        "[{}](event:2026-05-07-x)",
        "[{}](/a/ 'Title')",
    ),
    *("[{}][ref]", "[ref]", "[{}] [none]", "![{}](press.jpg)", "![{}][ref]", "![ref]", "<https://example.org/{}>"),
    *(
        "<a@example.org>",
        "https://example.org/{}_b_c",
        "<b class='x'>{}</b>",
        "<a href='/x'>{}</a>",
        "{}[^1]",
        "{}[^none]",
    ),
    *(
        "~~{}~~",
        "**[{}](/b/)**",
        "[**{}**](/c/)",
        "[![{}](p.jpg)](/d/)",
        "*{}* {{: .x }}",
        "[{}](/e/){{target=_blank}}",
    ),
    *("HTML {}", "{}  \nnext", "\\[{}\\]", "&copy; {}", "<!-- {} -->", "{{{{ {} }}}}", '"{}"', "'{}'", "[{}](<a b>)"),
)
FOOT = "[ref]: https://example.org/ref 'Ref'\n\n[^1]: A *note*.\n\n    More of it.\n\n*[HTML]: Hyper\n"


def line(rng: random.Random, words: int) -> str:
    chosen = [rng.choice(WORDS) for _ in range(words)]
    for place in range(rng.randrange(7), words, rng.randint(3, 12)):
        chosen[place] = rng.choice(DRESS).format(chosen[place])
    return " ".join(chosen)


def block(rng: random.Random) -> str:
    def some(words: int = 12) -> str:
        return line(rng, rng.randint(1, words))

    return rng.choice(
        (
            lambda: some(90),
            lambda: "#" * rng.randint(1, 6) + " " + some(6) + rng.choice(("", " {#given}", " #")),
            lambda: some(4) + "\n" + rng.choice(("====", "----")),
            lambda: "\n".join("- " + some() for _ in range(4)),
            lambda: "\n".join(f"{number}. {some()}\n    - {some()}" for number in range(2, 4)),
            lambda: "- " + some() + "\n\n    " + some() + "\n\n- " + some(),
            lambda: "> " + some() + "\n> > " + some() + "\n\n> - " + some(),
            lambda: "| " + some(3) + " | b |\n|:--|--:|\n| " + some(3) + " | `x|y` |",
            lambda: some(2) + "\n:   " + some() + "\n\n    " + some(),
            lambda: "```python\n" + some() + "\n```",
            lambda: "    " + some() + "\n    " + some(),
            lambda: "<div class='x' markdown='1'>\n" + some() + "\n\n" + some() + "\n</div>",
            lambda: "<figure>\n<img src='a.jpg'>\n<figcaption>" + some(3) + "</figcaption>\n</figure>",
            lambda: some() + "\n{: .note #n1 }",
            lambda: "***",
        )
    )()


@pytest.mark.parametrize("with_foot", [True, False])
def test_the_quick_converter_changes_no_byte(with_foot: bool) -> None:
    stock = Markdown(extensions=extensions(), output_format="html")
    quick = Converter()
    rng = random.Random(2026)
    for _ in range(150):
        text = "\n\n".join(block(rng) for _ in range(rng.randint(1, 8))) + "\n\n" + FOOT * with_foot
        assert quick.convert(text) == stock.reset().convert(text), text


# What makes something else of the text it lands in.
SPLINTERS = (
    *(
        "\n",
        "\n\n",
        "> ",
        "    ",
        "\t",
        "- ",
        "1. ",
        ": ",
        ":\t",
        ":",
        "|",
        "#",
        "*",
        "_",
        "`",
        "~~~\n",
        "```\n",
        "[",
        "]",
        "]:",
        "[^1]",
    ),
    *(
        "{",
        "}",
        "<b>",
        "</b>",
        "<div>",
        "\\",
        "&amp;",
        "--",
        "...",
        "'",
        '"',
        "*[",
        "  \n",
        "=",
        "\n---\n",
        "\n===\n",
        "\x02",
        "\x85",
    ),
)


def splintered(text: str, rng: random.Random) -> str:
    for _ in range(rng.randint(0, 9)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(SPLINTERS) + text[at + rng.randint(0, 2) :]
    return text


def test_whatever_a_text_has_no_use_for_changes_no_byte() -> None:
    stock = Markdown(extensions=extensions(), output_format="html")
    rng = random.Random(1128)
    needs = set()
    for _ in range(400):
        text = splintered("\n\n".join(block(rng) for _ in range(rng.randint(1, 3))), rng)
        needs.add(needs_of(text))
        assert convert(text).html == stock.reset().convert(text.translate(GARBAGE)), text
    assert len(needs) > 60


def test_every_pattern_and_every_maker_of_blocks_has_its_marks() -> None:
    markdown = Converter().markdown
    makers = markdown.parser.blockprocessors
    assert len([name for name in BLOCK_MARKS if name in makers]) == len(makers)
    names = [name for name in MARKS if name in markdown.inlinePatterns]
    assert len(names) == len(markdown.inlinePatterns)


def test_a_post_takes_less_than_a_hundredth_of_what_a_text_may() -> None:
    rng = random.Random(1)
    converter = Converter()
    converter.convert("\n\n".join(line(rng, 80) for _ in range(7)) + "\n\n" + FOOT)
    assert EFFORT - converter.effort.left < EFFORT // 100


def test_effort_spent_is_gone_until_the_next_text() -> None:
    effort = Effort()
    effort.spend(EFFORT, "")
    with pytest.raises(TooHard, match="too much markup"):
        effort.spend(1, "here")
    effort.renew("short")
    effort.spend(EFFORT // 2, "")
