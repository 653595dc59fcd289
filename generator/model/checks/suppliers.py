"""Addresses that pay somebody, and recommendations that have grown old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime as DateTime

from generator.model.chapter import Chapter, records_of
from generator.model.checks.words import ERROR, WARNING, at, day_words
from generator.model.leaves import leaves
from generator.model.records import Charter, Markdown, Recommendation, Record, Target, Url
from generator.text.diagnostic import Diagnostic, Place, explained
from generator.text.tracking import CODES, DOUBTFUL, Carried, carried


@explained
def coded_address(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A recommendation whose address pays somebody, or hides where it leads.

    Members pass on a supplier's name because it is good, not for a fee. So the
    address must be the supplier's own, with no referral, affiliate or campaign code.

        -- content/members/ada-example.yaml --
        name: Ada Example
        -- content/recommendations/gloves.yaml --
        vendor: Example Gloves
        url: https://gloves.example.com/?ref=ada
        recommended_by: ada-example
        relationship: client

        error[coded-address]: this address carries the code `ref`
         --> content/recommendations/gloves.yaml:2:6
          |
        2 | url: https://gloves.example.com/?ref=ada
          |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = help: write `https://gloves.example.com/`
    """
    for record in chapter.recommendations.values():
        for place, address in addresses_of(chapter, record):
            found = carried(address, CODES | DOUBTFUL)
            if found:
                yield Diagnostic(
                    code="coded-address",
                    severity=ERROR,
                    message=message(found),
                    where=place,
                    help=f"write `{found.clean}`" if found.clean else "write the supplier's own address",
                )


@explained
def tracking_address(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A link that counts who follows it, pays somebody, or hides where it leads.

    Addresses copied from a newsletter, a search or a share button carry codes that tell
    where the reader came from. The link works as well without them. An address that was
    shortened hides where it leads, and one day leads nowhere.

    -- content/pages/about.md --
    ---
    title: About
    ---
    Read [the report](https://example.com/report?page=2&utm_source=newsletter).

    warning[tracking-address]: this address carries the code `utm_source`
     --> content/pages/about.md:4:19
      |
    4 | Read [the report](https://example.com/report?page=2&utm_source=newsletter).
      |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: write `https://example.com/report?page=2`
    """
    for record in records_of(chapter):
        if isinstance(record, Recommendation):
            continue
        for place, address in addresses_of(chapter, record):
            found = carried(address)
            if found:
                yield Diagnostic(
                    code="tracking-address",
                    severity=WARNING,
                    message=message(found),
                    where=place,
                    help=f"write `{found.clean}`"
                    if found.clean
                    else "open it once, and write the address that you arrive at",
                )


def message(found: Carried) -> str:
    """What is wrong with an address."""
    return "this address hides where it leads" if found.hides else f"this address carries the code `{found.codes[0]}`"


def addresses_of(chapter: Chapter, record: Record) -> Iterator[tuple[Place, str]]:
    """Every address that a record writes, in its fields and in its prose, with its place."""
    for leaf in leaves(record, Url, Target, Markdown):
        if leaf.keys[0] not in record.given and not isinstance(record, Charter):
            # What an occurrence has from its series is told of in the series.
            continue
        if leaf.type in (Url, Target):
            yield Place(record.file, leaf.keys), leaf.value
        else:
            for hole in chapter.prose.outline(leaf.value).links:
                yield Place(record.file, leaf.keys, (hole.start, hole.end)), hole.target


@explained
def recommendation_due(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A recommendation that its author was to be asked about again, and the day has passed.

    A supplier that was good three years ago may have changed hands. The page goes on
    naming it, and says that nobody has confirmed it lately.

    -- content/members/ada-example.yaml --
    name: Ada Example
    -- content/recommendations/gloves.yaml --
    vendor: Example Gloves
    recommended_by: ada-example
    relationship: client
    review_by: 2026-01-31

    warning[recommendation-due]: the recommendation of `Example Gloves` was to be reviewed by January 31, 2026
     --> content/recommendations/gloves.yaml:4:12
      |
    4 | review_by: 2026-01-31
      |            ^^^^^^^^^^
      = help: ask the member; then write a new day, or delete the file
    """
    for record in chapter.recommendations.values():
        if record.review_by and record.review_by < now.date() and not record.draft:
            yield Diagnostic(
                code="recommendation-due",
                severity=WARNING,
                message=f"the recommendation of `{record.vendor}` was to be reviewed by {day_words(record.review_by)}",
                where=at(record, "review_by"),
                help="ask the member; then write a new day, or delete the file",
            )
