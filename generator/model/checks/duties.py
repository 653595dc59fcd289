"""What a chapter owes its readers: recaps, and somebody in office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime as DateTime
from datetime import timedelta

from generator.model.chapter import Chapter, Occasion
from generator.model.checks.words import WARNING, at, day_words
from generator.model.consent import in_office
from generator.model.slips import quoted
from generator.model.when import is_past, last_day
from generator.text.diagnostic import Diagnostic, explained

# How long the writer of a recap may take.
RECAP_DUE = timedelta(days=14)
# Older ones are told of together: nobody writes forty recaps after years.
RECAP_TOLD = timedelta(days=400)


@explained
def event_without_recap(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An event that is over, and nobody has written what happened.

    Reported from two weeks after the event. A few lines are enough, and one picture.

        -- content/events/2026-02-05-tour.yaml --
        title: Example Press
        kind: tour
        date: 2026-02-05
        -- content/events/2026-01-08-coffee.yaml --
        title: Coffee
        date: 2026-01-08
        -- content/recaps/2026-01-08-coffee.md --
        ---
        summary: Good coffee.
        ---
        We met.

        warning[event-without-recap]: nobody has written a recap of `Example Press`
         --> content/events/2026-02-05-tour.yaml:1:8
          |
        1 | title: Example Press
          |        ^^^^^^^^^^^^^ it was on February 5, 2026
          = help: `chapter new recap --event 2026-02-05-tour` starts one
    """
    if chapter.unread.any_of("recaps"):
        return
    # From one midnight to the next the same recaps are due: see `standstill.py`.
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    missing = [
        occasion
        for occasion in chapter.occasions.values()
        if is_past(occasion.interval, midnight - RECAP_DUE)
        and occasion.event.status not in ("cancelled", "postponed")
        and not occasion.event.draft
        and occasion.id not in chapter.recap_of
    ]
    told_since = midnight - RECAP_TOLD
    recent = [one for one in missing if chapter.recaps and not is_past(one.interval, told_since)]
    older = missing[: len(missing) - len(recent)]
    for occasion in recent:
        yield _no_recap(occasion, f"nobody has written a recap of {quoted(occasion.event.title)}")
    if older:
        others = len(older) - 1
        several = f" and of {others} earlier event{'s' * (others > 1)}" if others else ""
        yield _no_recap(older[-1], f"nobody has written a recap of {quoted(older[-1].event.title)}{several}")


def _no_recap(occasion: Occasion, message: str) -> Diagnostic:
    return Diagnostic(
        code="event-without-recap",
        severity=WARNING,
        message=message,
        where=at(occasion.event, "title"),
        note=f"it was on {day_words(occasion.event.date)}",
        help=f"`chapter new recap --event {occasion.id}` starts one",
    )


@explained
def term_ended(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """An officer whose term has ended, and nobody has taken over.

    The site shows only officers in office, so this office now looks vacant.

        -- content/members/ada-example.yaml --
        name: Ada Example
        roles:
          - title: Treasurer
            from: 2024
            until: 2025

        warning[term-ended]: the term of this Treasurer ended on December 31, 2025
         --> content/members/ada-example.yaml:5:12
          |
        5 |     until: 2025
          |            ^^^^ nobody holds the office now
          = help: write the new term, or give the office to somebody else
    """
    if chapter.unread.any_of("members"):
        return
    today = now.date()
    held = {
        role.title.casefold()
        for member in chapter.members.values()
        for role in member.roles
        if in_office(role.since, role.until, today) and member.withdrawn is None
    }
    for member in chapter.members.values():
        for number, role in enumerate(member.roles):
            if role.until and last_day(role.until) < today and role.title.casefold() not in held:
                yield Diagnostic(
                    code="term-ended",
                    severity=WARNING,
                    message=f"the term of this {role.title} ended on {day_words(last_day(role.until))}",
                    where=at(member, "roles", number, "until"),
                    note="nobody holds the office now",
                    help="write the new term, or give the office to somebody else",
                )
