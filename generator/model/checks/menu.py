"""What the menu can show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime as DateTime

from generator.model.chapter import Chapter
from generator.model.checks.words import ERROR
from generator.model.leaves import leaves
from generator.model.records import Charter, MenuItem
from generator.model.slips import quoted
from generator.text.diagnostic import Diagnostic, Place, did_you_mean, explained


@explained
def unknown_menu_entry(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An entry of the menu that is neither a page nor a section.

    -- content/chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/
    menu: [events, recap]

    error[unknown-menu-entry]: the menu cannot show `recap`
     --> content/chapter.yaml:4:16
      |
    4 | menu: [events, recap]
      |                ^^^^^ neither a page in content/pages/ nor a section
      = help: did you mean `recaps`?
    """
    sections = sections_of(chapter.charter)
    known = {*sections, *chapter.pages}
    for leaf in leaves(chapter.charter, MenuItem):
        if leaf.value not in known and not chapter.unread.holds("pages", leaf.value):
            yield Diagnostic(
                code="unknown-menu-entry",
                severity=ERROR,
                message=f"the menu cannot show {quoted(leaf.value)}",
                where=Place(chapter.charter.file, leaf.keys),
                note="neither a page in content/pages/ nor a section",
                help=did_you_mean(leaf.value, known) or f"sections are {', '.join(sections)}",
            )


# The sections of a site, in the order of a menu. Only what is inside is not on every one.
SECTIONS = (
    "events", "recaps", "members", "companies", "posts", "takeaways", "ideas", "recommendations", "introductions",
    "tours", "inside",
)  # fmt: skip


def sections_of(charter: Charter) -> tuple[str, ...]:
    """The sections that a chapter's site has, though some may be empty."""
    return SECTIONS if charter.members_part else SECTIONS[:-1]
