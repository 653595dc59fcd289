"""Markdown, parsed into prose.

Python-Markdown makes HTML of it (`converter.py`), nh3 takes out what may not stay
(`sanitize.py`), and the rest is cut where addresses and pictures go (`holes.py`).
The answer depends on the text alone, so it can be remembered by it.

Places in the problems count characters of the text: `Span("", start, end)`. Whoever
knows which file the text is from moves them there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.pattern import pattern
from generator.text.destinations import Destinations, find_destinations, take, without_code
from generator.text.diagnostic import Diagnostic, Parsed, Severity, did_you_mean, explained
from generator.text.effort import TooHard
from generator.text.holes import cut
from generator.text.prose import Prose
from generator.text.sanitize import PUBLISHED, Removed, harmless, removed, sanitize
from generator.text.shortcut import shortcut
from generator.text.source import Span
from generator.text.typography import ETX, STX

if TYPE_CHECKING:
    from generator.text.converter import Converter, Needs

# Converters at rest, by the extensions they have. Each is taken by one thread at a time and put back only when it
# did not raise.
AT_REST: dict[Needs, list[Converter]] = {}

# C1 controls, the remains of wrongly read characters: no HTML may hold them. And the two that Python-Markdown takes out
# to have them for itself: what they part is together then, and may be a mark.
GARBAGE = dict.fromkeys((*range(0x80, 0xA0), ord(STX), ord(ETX)))

PARAGRAPH = pattern(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")


class Converted(NamedTuple):
    """The unsafe HTML of a text, and whether all of it is of common blocks: then its elements are well formed."""

    html: str
    is_common: bool


def parse_prose(text: str) -> Parsed[Prose]:
    """Parse Markdown. Never raises on a text; one that cannot be parsed gives empty prose and an error."""
    if not text.strip():
        return Parsed(Prose())
    try:
        html, is_common = convert(text)
        known = harmless(html) if is_common else None
        safe = sanitize(html) if known is None else known
    except TooHard as hard:
        return Parsed(Prose(), (prose_too_hard(text, hard),))
    except RecursionError:
        return Parsed(Prose(), (prose_too_hard(text, TooHard("markup nested too deep")),))
    except Exception as error:
        # Python-Markdown raises whatever it stumbles over. A text is never worth a traceback.
        return Parsed(Prose(), (prose_failed(text, error),))
    destinations = find_destinations(text)
    problems = report_removed(text, html, destinations) if known is None else ()
    return Parsed(cut(safe, destinations), problems)


def convert(text: str) -> Converted:
    """The unsafe HTML of a text."""
    text = text if text.isascii() and STX not in text and ETX not in text else text.translate(GARBAGE)
    asked: list[str] = []

    def ask(block: str) -> str:
        asked.append(block)
        return convert_whole(block)

    try:
        html = shortcut(text, ask)
    except Exception:
        # What is wrong with a text is said of all of it.
        html = None
    return Converted(convert_whole(text), False) if html is None else Converted(html, not asked)


def convert_whole(text: str) -> str:
    """The same, by Python-Markdown alone: longer to import than to read a text, and many a text goes without."""
    from generator.text.converter import Converter, needs_of

    needs = needs_of(text)
    at_rest = AT_REST.setdefault(needs, [])
    try:
        converter = at_rest.pop()
    except IndexError:
        converter = Converter(needs)
    html = converter.convert(text)
    at_rest.append(converter)
    return html


def report_removed(text: str, html: str, destinations: Destinations) -> tuple[Diagnostic, ...]:
    """A problem for each thing that the sanitizer takes from the HTML of `text`; the same thing is told once."""
    problems = []
    for thing in dict.fromkeys(removed(html)):
        if thing.kind == "address":
            place = take(destinations, thing.what)
            report = removed_markup if place.html else unsafe_link
            problems.append(report(thing, Span("", place.start, place.end)))
        else:
            problems.append(removed_markup(thing, find_markup(text, thing)))
    return tuple(problems)


def find_markup(text: str, thing: Removed) -> Span:
    """Where a tag or an attribute stands in a text first."""
    name = re.escape(thing.name)
    pattern = rf"<{name}(?![\w\-])[^<>]*>?" if thing.kind == "tag" else rf"\b{name}(?=\s*=)"
    found = re.search(pattern, without_code(text), re.IGNORECASE)
    return Span("", *found.span()) if found else Span("", 0, 0)


# What to do instead, for the elements volunteers paste most.
INSTEAD = {
    "script": "scripts belong to the theme, not to the content",
    "style": "styles belong to the theme, not to the content",
    "iframe": "link to the film, form or map instead",
    "form": "link to the form instead, or use the event's `rsvp`",
    "embed": "put the file into `content/media` and link to it",
    "object": "put the file into `content/media` and link to it",
    "svg": "put the picture into `content/media` and show it with `![…](…)`",
}


@explained
def removed_markup(thing: Removed, where: Span) -> Diagnostic:
    """Something in the text may not stand on a page and was left out.

    Prose may hold Markdown and simple HTML. It may not hold what runs or loads something of its
    own: scripts, forms, frames from other sites, `onclick` and the like. They are left out, and
    the rest of the text is published. A word in angle brackets, such as `<your name>`, looks like
    HTML too: write its first bracket as `&lt;`.

    -- content/pages/join.md --
    ---
    title: Join us
    ---
    Write to <your name>@example.org:

    <iframe src="https://example.org/form"></iframe>

    warning[removed-markup]: `<your name>` may not stand in prose and was left out
     --> content/pages/join.md:4:10
      |
    4 | Write to <your name>@example.org:
      |          ^^^^^^^^^^^
      = help: if it is meant to be read, write `&lt;your name>`
    warning[removed-markup]: `<iframe>` may not stand in prose and was left out
     --> content/pages/join.md:6:1
      |
    6 | <iframe src="https://example.org/form"></iframe>
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: link to the film, form or map instead
    """
    meant = f"if it is meant to be read, write `&lt;{thing.what[1:]}`" if thing.kind == "tag" else ""
    return Diagnostic(
        code="removed-markup",
        severity=Severity.WARNING,
        message=f"`{thing.what}` may not stand in prose and was left out",
        where=where,
        help=INSTEAD.get(thing.name, meant),
    )


@explained
def unsafe_link(thing: Removed, where: Span) -> Diagnostic:
    """A link leads to a kind of address that this site does not publish.

    Links may lead to web pages, e-mail addresses, telephone numbers and calendars (`https:`, `mailto:`,
    `tel:`, `webcal:`), and to the chapter's own records (`event:`, `member:`, `page:` and so on).
    Anything else could run a program in the reader's browser, or is a slip of the pen.

    -- content/pages/about.md --
    ---
    title: About
    ---
    Come to [the tour](evnt:2026-05-07-harbour-print).

    error[unsafe-link]: a link cannot lead to an address that starts with `evnt:`
     --> content/pages/about.md:4:20
      |
    4 | Come to [the tour](evnt:2026-05-07-harbour-print).
      |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: did you mean `event`?
    """
    if thing.name in PUBLISHED:
        message, help = f"`{thing.what}` is no address that a browser could open", ""
    else:
        message = f"a link cannot lead to an address that starts with `{thing.name}:`"
        help = did_you_mean(thing.name, PUBLISHED)
    return Diagnostic(
        code="unsafe-link",
        severity=Severity.ERROR,
        message=message,
        where=where,
        help=help,
    )


@explained
def prose_too_hard(text: str, hard: TooHard) -> Diagnostic:
    """A text has so much markup in one place that turning it into a page would take too long.

    No text written by hand comes near these limits. What does is a file pasted by mistake, a line drawn
    with a thousand dashes, or quotes within quotes within quotes.

    -- content/pages/about.md --
    ---
    title: About
    ---
    >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Deep

    error[prose-too-hard]: the text has quotes or lists nested too deep
     --> content/pages/about.md:4:1
      |
    4 | >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Deep
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: make it simpler, or split it into several pages
    """
    return Diagnostic(
        code="prose-too-hard",
        severity=Severity.ERROR,
        message=f"the text has {hard.why}",
        where=line_of(text, hard.start if hard.start >= 0 else find_near(text, hard.near)),
        help="make it simpler, or split it into several pages",
    )


def find_near(text: str, near: str) -> int:
    """Where a bit of text that the converter had in hand stands: by its first words, or 0."""
    words = re.match(r"[^\n\x02\x03]{1,40}", near)
    return max(0, text.find(words[0])) if words else 0


def line_of(text: str, at: int) -> Span:
    """The line that holds a character, as far as an editor shows it."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return Span("", start, min(len(text) if end < 0 else end, start + 80))


@explained
def prose_failed(text: str, error: Exception) -> Diagnostic:
    """A text trips up the program that reads Markdown.

    This is a fault of the program and not of the text, but only a change to the text gets around it.
    It happens with rare heaps of brackets and colons: notes (`[^1]:`) that are cut off or lie within one another.
    """
    where = find_failure(text)
    return Diagnostic(
        code="prose-failed",
        severity=Severity.ERROR,
        message=f"this paragraph cannot be read as Markdown ({type(error).__name__})",
        where=where,
        help="write it in another way; brackets and colons are the likely cause",
    )


def find_failure(text: str) -> Span:
    """The first paragraph at whose end the text up to there fails."""
    ends = [match.span() for match in PARAGRAPH.finditer(text)]
    first, last = 0, len(ends) - 1
    while first < last:
        middle = (first + last) // 2
        try:
            convert(text[: ends[middle][1]])
        except Exception:
            last = middle
        else:
            first = middle + 1
    return Span("", *ends[first])
