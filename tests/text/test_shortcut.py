"""The shortcut says what Python-Markdown says, byte for byte, or nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import Markdown

from generator.text.converter import extensions
from generator.text.markdown import GARBAGE, convert, convert_whole, parse_prose
from generator.text.shortcut import LONGEST, shortcut
from tests.text.test_converter import SPLINTERS, block, splintered

CORPUS = Path(__file__).parents[3] / "shared/corpora/rocissa/content"

# What common blocks are made of, and what makes something else of them.
PIECES = (
    *("a", "the ", "b c", "é", "1", "s", "80s", "R&D ", " ", " ", "\n", "\n", "\n\n", "\n\n", "  ", "   "),
    *(".", ",", "!", "?", ":", ": ", "(", ")", "=", "-", "+ ", " - ", "--", "---", "...", "....", "—", "“", "&", ">"),
    *("'", '"', "'s ", "x'", "' ", '" ', '" "', "' \"", "'s\"", "*it's*", '**a b**"', '("', "'80s", "--'a", '–"b'),
    *(
        "*",
        "*",
        "**",
        "***",
        " *",
        "* ",
        "_x_",
        "<br>",
        "<br>\n",
        "`c`",
        "|",
        "[",
        "]",
        "[x](y)",
        "[x y](event:a_b*c)",
        "://",
    ),
    *("- ", "\n- ", "\n\n- ", "\n\n- b\n\n- c", "1. ", "2. ", " 1) ", "\n1. ", "\n\n2. x\n3. y\n\n4. z"),
    *(
        "# ",
        "## ",
        "#",
        " #",
        "\n## ",
        "> ",
        " > ",
        "\n> ",
        "\n>",
        "\n\n> ",
        "\n\n> q\n\n> - r",
        "\n> - r\n>\n> - s",
        "https://example.org/x",
    ),
    *("\n\n```py\nif a < 'b' & \"c\":\n\n    *d*\n```\n\n", "\n\n~~~~\n&amp;\n~~~~ \n\n"),
    *("\n\n```\na\n\n<b> [^1]: x\n```\n\n", "\n\n```py\n\tx\n``` \n\n", "```", "~~~\n"),
    *("\n\n| a | b* |\n|:--|--:|\n| *x | 'y' |\n\n", "| a | b |\n|:--:|---|\n|x|", "y|\n", "\n|", "|---|---|\n"),
)


def texts(count: int) -> Iterator[str]:
    """Texts of all sorts, most of them with something common in them."""
    dice = random.Random(1129)
    for number in range(count):
        if number % 5 < 3:
            yield "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 30)))
        else:
            whole = "\n\n".join(block(dice) for _ in range(dice.randint(1, 4)))
            yield whole if number % 5 == 3 else splintered(whole, dice)


def test_the_shortcut_changes_no_byte() -> None:
    stock = Markdown(extensions=extensions(), output_format="html")
    taken = 0
    for text in texts(6000):
        clean = text.translate(GARBAGE)
        html = shortcut(clean, convert_whole)
        if html is not None and clean.strip():
            taken += 1
            assert html == stock.reset().convert(clean), clean
    assert taken > 2000


def nobody(text: str) -> str:
    raise AssertionError(f"Python-Markdown was asked about {text!r}")


COMMON = {
    "a paragraph\nof two lines": "<p>a paragraph\nof two lines</p>",
    "# Head #\nand text": "<h1>Head</h1>\n<p>and text</p>",
    'It\'s *the* "press" -- at **last**...': (
        "<p>It&rsquo;s <em>the</em> &ldquo;press&rdquo; &ndash; at <strong>last</strong>&hellip;</p>"
    ),
    '**Bold**" and [*R&D*](/x?a&b)': '<p><strong>Bold</strong>&rdquo; and <a href="/x?a&amp;b"><em>R&amp;D</em></a></p>',
    "- one\n- two\n  more": "<ul>\n<li>one</li>\n<li>two\n  more</li>\n</ul>",
    "- one\n\n- two": "<ul>\n<li>\n<p>one</p>\n</li>\n<li>\n<p>two</p>\n</li>\n</ul>",
    "2. two\n3. three": '<ol start="2">\n<li>two</li>\n<li>three</li>\n</ol>',
    "> said\n> she": "<blockquote>\n<p>said\nshe</p>\n</blockquote>",
    '```py\nif a < b:\n\n    print("a & b")\n```': (
        '<pre><code class="language-py">if a &lt; b:\n\n    print(&quot;a &amp; b&quot;)\n</code></pre>'
    ),
    "| a | b |\n|---|--:|\n| 1 | 2 |": (
        '<table>\n<thead>\n<tr>\n<th>a</th>\n<th style="text-align: right;">b</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>1</td>\n<td style="text-align: right;">2</td>\n</tr>\n</tbody>\n</table>'
    ),
}


@pytest.mark.parametrize("text", COMMON)
def test_what_is_common_is_made_without_python_markdown(text: str) -> None:
    assert shortcut(text, nobody) == COMMON[text] == convert_whole(text)


def test_a_block_that_is_not_common_is_asked_about_alone() -> None:
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return convert_whole(text)

    text = "Before.\n\nWith `code` in it.\n\nAnd ![a picture](x.jpg).\n\n## After\n\n```\nthe\tend\n```"
    assert shortcut(text, ask) == convert_whole(text)
    assert asked == ["With `code` in it.\n\nAnd ![a picture](x.jpg).", "```\nthe\tend\n```"]


def test_a_text_whose_blocks_depend_on_one_another_is_python_markdowns() -> None:
    for text in ("[a] b\n\n[a]: /x", "word[^1]\n\n[^1]: Note.", "a <b>b</b>", "HTML\n\n*[HTML]: Hyper", "- a\n\n    b"):
        assert shortcut(text, nobody) is None, text
        assert convert(text) == (convert_whole(text), False)


def test_no_text_takes_the_shortcut_to_trouble() -> None:
    assert shortcut("word " * LONGEST, nobody) is None
    for splinter in SPLINTERS:
        text = splinter * 6000
        assert parse_prose(text).value.plain is not None


def test_half_of_what_a_real_chapter_has_taken_over_from_its_old_site_is_common() -> None:
    if not CORPUS.exists():
        pytest.skip("the real chapter lies beside the project, and is not there")
    whole = asked = 0

    def ask(text: str) -> str:
        nonlocal asked
        asked += len(text)
        return convert_whole(text)

    stock = Markdown(extensions=extensions(), output_format="html")
    for file in sorted(CORPUS.rglob("*.md")):
        text = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1].translate(GARBAGE)
        whole += len(text)
        html = shortcut(text, ask)
        if html is None:
            asked += len(text)
        elif text.strip():
            assert html == stock.reset().convert(text), file
    assert asked < whole * 2 / 3, f"{asked} of {whole} characters"
