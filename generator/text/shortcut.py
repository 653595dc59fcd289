"""The common kind of Markdown, straight to HTML.

Most of what people write is paragraphs, headings, quotes, plain lists, tables and code between
fences, with links, emphasis and quotation marks in them. For these Python-Markdown's answer is known without building
a tree, and this module writes it down in a fifth of the time. A block that holds anything else is
handed to Python-Markdown itself; so is the whole text where its blocks may have to do with one
another. Whatever is in doubt is not common. `tests/text/test_shortcut.py` holds the two side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple, cast

from generator.pattern import pattern
from generator.text.effort import WIDEST
from generator.text.typography import ETX, STX, Uncommon, escaped, has_marks, typographic

# Characters of the longest text there is a shortcut for: what follows may take the square of a text's length.
LONGEST = 32 * 1024

# By what blocks depend on one another: HTML, but for `<br>`; definitions of links, notes, abbreviations and terms;
# attributes; fences; indented code, lists and quotes. And what Python-Markdown's preparations might change: character
# references, and whitespace that is neither a space nor the end of a line. (Patterns are quick when each way to match
# them begins with a character, so a line's beginning is the end of the one before.)
ENTANGLED = pattern(
    r"<(?!br>)|\{|\]:|\[\^|\*\[|```|~~~|\n(?: {0,3}: | {4}| +(?:[*+>-]|\d+\.))|&(?:#|[0-9A-Za-z]+;)"
    r"|\t|\r|\v|\f|\x02|\x03|\x1c|\x1d|\x1e|\x1f"
)
STRANGE_SPACE = pattern(r"[^\S \n]")
BLANK_LINE = pattern(r"(?<=\n) +\n")
# Code between fences that are blocks of their own, and that holds no other fence.
FENCED = pattern(
    r"((```(?:(?<=\n\n```)|(?<=\A```))`*+|~~~(?:(?<=\n\n~~~)|(?<=\A~~~))~*+)[\w.+-]*\n(?:(?!```|~~~).)*\n\2 *)"
    r"(?=\n\n|\n?\Z)",
    re.DOTALL,
)
COMMON_CODE = pattern(r"(?:```+|~~~+)([a-z]*)\n(.*\n)(?:```+|~~~+) *\Z", re.DOTALL)
GAP = pattern(r"\n\n+")

# What no line of a common block is: a quote, a heading, an underline or a rule; nor is there a line break before it.
UNCOMMON_LINE = pattern(r"\n(?: {0,3}(?:>|[*-](?: {0,2}[*-])+ *$)|#|[=-]+ *$|(?<=  \n))", re.MULTILINE)
HEADING = pattern(r"(#{1,6}) *([^\s#](?:[^#\n]*[^\s#])?) *#*(?:\n|\Z)")
MARKER = pattern(r"(?:[*+-]|\d+\.)(?: |\Z)")
BULLET = pattern(r"([*+-]) +(?=\S)")
NUMBER = pattern(r"(\d+)\. +(?=\S)")
# Whose blocks never go on in the next.
CODE = "code"

BORDERED = pattern(r"\|.*\|\Z")
SIDES = pattern(r" *(:?)-+(:?) *\Z")
STYLES: dict[tuple[str, ...], str] = {
    ("", ""): "",
    (":", ""): ' style="text-align: left;"',
    ("", ":"): ' style="text-align: right;"',
    (":", ":"): ' style="text-align: center;"',
}

LINK = pattern(r"\[([^\[\]]+)\]\(([^\s()<>\[\]\"']+)\)")
EMPHASIS = pattern(r"(\*(?<!\*\*)\*?)(?![\s*])([^*]++)(?<!\s)\1(?!\*)")
TAGS = {"*": "em", "**": "strong"}
# The tags of emphasis, which are put away before all else; and what stands for them around words that have no marks of
# their own. Such words are made typographic with those before and after.
STASH = ("<em>", "</em>", "<strong>", "</strong>")
EMPHATIC = {"*": ("\x020\x03", "\x021\x03"), "**": ("\x022\x03", "\x023\x03")}
# What stands for an element, and for the one tag that people write by hand.
PLACEHOLDER = pattern(r"\x02(\d+)\x03")
BREAK = "\x02br\x03"
AFTER_ELEMENT = pattern(r"(?<=\d\x03)(?=[\"'])")


class Block(NamedTuple):
    """A block of a text, and its HTML where it is common.

    `kind` is the tag of a list or quote, with which the next of its kind is one. `items` are a list's, each as HTML.
    """

    text: str
    html: str | None
    kind: str = ""
    items: tuple[str, ...] = ()


def shortcut(text: str, convert: Callable[[str], str]) -> str | None:
    """The unsafe HTML that Python-Markdown makes of `text`; None where only Python-Markdown knows.

    `convert` asks it about blocks that have nothing to do with those around them. What that raises goes through.
    """
    if len(text) > LONGEST:
        return None
    between, codes = around_code(text)
    if is_entangled("".join(between)):
        return None
    html: list[str] = []
    blocks = parted(together(blocks_of(between, codes)))
    for is_common, group in groupby(blocks, key=lambda block: block.html is not None):
        if is_common:
            html += (cast(str, block.html) for block in group)
        else:
            html.append(convert("\n\n".join(block.text for block in group)))
            if STX in html[-1]:
                # A placeholder that was forgotten: its number counts what is in the whole text.
                return None
    return "\n".join(html)


def is_entangled(text: str) -> bool:
    """Whether a text's blocks may have to do with one another."""
    return bool(ENTANGLED.search(f"\n{text}") or (not text.isascii() and STRANGE_SPACE.search(text)))


def together(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; lists that follow one another are one."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        run = list(group)
        if not kind or len(run) == 1:
            yield from run
        else:
            yield as_one(run)


def as_one(run: Sequence[Block]) -> Block:
    """Blocks of one kind as one: of lists, the items at the seams are paragraphs."""
    text, kind = "\n\n".join(block.text for block in run), run[0].kind
    if not all(block.items for block in run):
        return Block(text, None, kind)
    items: list[str] = []
    for number, block in enumerate(run):
        own = list(block.items)
        if number > 0:
            own[0] = loose(own[0])
        if number < len(run) - 1:
            own[-1] = loose(own[-1])
        items += own
    start = cast(str, run[0].html).partition("\n")[0]
    return Block(text, listed(start, items, kind), kind, tuple(items))


def loose(item: str) -> str:
    """An item that is a paragraph, of one that may be none yet."""
    return item if item.startswith("<li>\n") else f"<li>\n<p>{item[4:-5]}</p>\n</li>"


def listed(start: str, items: Iterable[str], kind: str) -> str:
    """A list's HTML, whose first tag is `start`."""
    return "\n".join((start, *items, f"</{kind}>"))


def parted(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; a list or a quote after who knows what is not common, since it may be one with that."""
    before: Block | None = None
    for block in blocks:
        if block.kind and before is not None and before.html is None and before.kind != CODE:
            yield block._replace(html=None)
        else:
            yield block
        before = block


def blocks_of(between: Sequence[str], codes: Sequence[str]) -> Iterator[Block]:
    """The blocks of a text: of what stands between code, and code between that."""
    yield from blocks_between(between[0])
    for code, after in zip(codes, between[1:], strict=True):
        yield Block(code, code_of(code), CODE)
        yield from blocks_between(after)


def around_code(text: str) -> tuple[Sequence[str], Sequence[str]]:
    """What stands before, between and after code between fences, and that code."""
    if "```" not in text and "~~~" not in text:
        return (text,), ()
    parts = FENCED.split(text)
    return parts[::3], parts[1::3]


def code_of(block: str) -> str | None:
    """Code between fences, too short for there to be too much of anything in it."""
    found = COMMON_CODE.match(block) if len(block) < WIDEST else None
    if not found:
        return None
    language, code = found.groups()
    # Of tabs, and of spaces at the end of a line, Python-Markdown makes something else.
    if " \n" in code or not code.replace("\n", "").isprintable():
        return None
    start = f'<code class="language-{language}">' if language else "<code>"
    written = escape(code, quote=False).replace('"', "&quot;")
    return f"<pre>{start}{written}</code></pre>"


def blocks_between(text: str) -> Iterator[Block]:
    """The blocks of a text without code."""
    text = f"{text}\n\n"
    if " \n" in text:
        text = BLANK_LINE.sub("\n", text)
    for part in GAP.split(text.lstrip("\n")):
        if not part.isspace():
            yield from blocks_in(part)


def blocks_in(part: str) -> Iterator[Block]:
    """What stands between two blank lines: headings, each of which ends with its line, and one block more."""
    while heading := HEADING.match(part):
        level = len(heading[1])
        html = element(heading[2], f"<h{level}>", f"</h{level}>")
        if html is None:
            break
        yield Block(heading[0], html)
        part = part[heading.end() :]
    if MARKER.match(part):
        yield list_of(part)
    elif part.startswith(">"):
        yield Block(part, quote_of(part), "quote")
    elif part.startswith("|"):
        yield Block(part, table_of(part))
    elif part:
        yield Block(part, None if part.startswith(" ") else element(part, "<p>", "</p>"))


def quote_of(part: str) -> str | None:
    """A quote, every line of which says so, with common blocks in it."""
    lines = part.split("\n")
    if not all(line.startswith(">") for line in lines) or not lines[-1].strip("> "):
        return None
    inner = "\n".join(line[1:].removeprefix(" ") if line.strip() != ">" else "" for line in lines)
    if is_entangled(inner) or "\n>" in f"\n{inner}":
        return None
    html = [block.html for block in parted(together(blocks_between(inner)))]
    return None if None in html else "\n".join(("<blockquote>", *cast(list[str], html), "</blockquote>"))


def table_of(part: str) -> str | None:
    """A table whose rows have both borders, and all the same number of cells: two at least."""
    lines = part.split("\n")
    if len(lines) < 3 or has_markup(part) or not all(BORDERED.match(line) for line in lines):
        return None
    head, rule, *body = (line[1:-1].split("|") for line in lines)
    sides = [SIDES.match(cell) for cell in rule]
    if len(head) < 2 or None in sides or any(len(row) != len(head) for row in (rule, *body)):
        return None
    styles = [STYLES[side.groups()] for side in cast(list[re.Match[str]], sides)]
    try:
        rows = "\n".join(row_of(row, "td", styles) for row in body)
        return f"<table>\n<thead>\n{row_of(head, 'th', styles)}\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    except Uncommon:
        return None


def row_of(cells: list[str], tag: str, styles: list[str]) -> str:
    """A row of a table. Raises Uncommon for what `inline` does."""
    made = (f"<{tag}{style}>{inline(cell.strip(' '))}</{tag}>" for cell, style in zip(cells, styles, strict=True))
    return "\n".join(("<tr>", *made, "</tr>"))


def list_of(part: str) -> Block:
    """A list whose items are one line of text each, or several."""
    kind, marker = ("ul", BULLET) if part[0] in "*+-" else ("ol", NUMBER)
    uncommon = Block(part, None, kind)
    first = marker.match(part)
    if not first or is_uncommon(part):
        return uncommon
    items: list[str] = []
    for line in part.split("\n"):
        if begun := marker.match(line):
            items.append(line[begun.end() :])
        elif MARKER.match(line):
            return uncommon
        else:
            items[-1] += f"\n{line}"
    made = [None if MARKER.match(item) or item[0] in "#>:" else element(item, "<li>", "</li>") for item in items]
    if None in made:
        return uncommon
    start = "<ul>" if kind == "ul" else "<ol>" if first[1] == "1" else f'<ol start="{first[1]}">'
    whole = cast(list[str], made)
    return Block(part, listed(start, whole, kind), kind, tuple(whole))


def is_uncommon(text: str) -> bool:
    """Whether the text of a block holds what no common one does."""
    return "|" in text or has_markup(text) or UNCOMMON_LINE.search(f"\n{text}") is not None


def has_markup(text: str) -> bool:
    """Whether a text has code, escapes, underscores or pictures."""
    # Four looks for a character each: one look for any of them takes four times as long.
    return "`" in text or "\\" in text or "_" in text or "![" in text


def element(text: str, start: str, end: str) -> str | None:
    """An element with the text of a block, or None where that is not common."""
    if is_uncommon(text):
        return None
    try:
        return f"{start}{inline(text)}{end}"
    except Uncommon:
        return None


def inline(text: str) -> str:
    """Links, emphasis and typography. Raises Uncommon for brackets and stars that are part of neither."""
    if not ("[" in text or "*" in text or "<" in text or "://" in text):
        return typographic(text)
    stash = [*STASH]

    def put_away(html: str) -> str:
        stash.append(html)
        return f"\x02{len(stash) - 1}\x03"

    def link(found: re.Match[str]) -> str:
        return put_away(f'<a href="{escaped(found[2])}">{inline(found[1])}</a>')

    def emphasis(found: re.Match[str]) -> str:
        mark, words = found.groups()
        if has_marks(words):
            tag = TAGS[mark]
            return put_away(f"<{tag}>{filled(words, stash)}</{tag}>")
        start, end = EMPHATIC[mark]
        return f"{start}{words}{end}"

    if "[" in text:
        text = LINK.sub(link, text)
        if "[" in text:
            raise Uncommon
    if "<" in text:
        text = text.replace("<br>", BREAK)
    if "://" in text:
        raise Uncommon
    if "*" in text:
        text = EMPHASIS.sub(emphasis, text)
        if "*" in text:
            raise Uncommon
    return filled(text, stash)


def filled(text: str, stash: Sequence[str]) -> str:
    """A text made typographic, with the elements that were put away in their places."""
    if ETX not in text:
        return typographic(text)
    # To a quotation mark, an element before it is like the beginning of the text.
    parts = AFTER_ELEMENT.split(text) if '\x03"' in text or "\x03'" in text else [text]
    parts = PLACEHOLDER.split("".join(map(typographic, parts)))
    parts[1::2] = [stash[int(number)] for number in parts[1::2]]
    return "".join(parts).replace(BREAK, "<br>")
