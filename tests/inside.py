"""A chapter with a members' part, for the tests of it: who shares what, and with whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.build import build
from generator.project import Project
from generator.text.report import render_text
from tests.chapter import chapter, order, tree

SIX = "abacus ladle moonbeam prism quilt zesty"
OTHER = "gravel onion pebble slate tundra wobble"

CHARTER = """
    -- chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/
    uid_domain: small.example.org
    members_part: {members_part}
"""

TEXT = """
    -- members/ada-example.yaml --
    name: Ada Example
    title: Printer
    photo: people/ada.jpg
    contact: {email: ada@private.example, phone: "+1 555 0100", linkedin: "https://linkedin.example/in/ada"}
    consent:
      given: 2026-01-01
      directory: public
      photo: public
      email: members
      phone: members
      linkedin: none
    -- members/bert-canary.md --
    ---
    name: Bert Canary
    title: Canary keeper
    photo: people/bert.jpg
    would_like_to_meet: [somebody who keeps finches]
    contact: {email: bert@private.example}
    consent: {given: 2026-01-01, directory: members, photo: members, bio: members, email: members, introductions: members}
    ---
    Keeps forty canaries in a warehouse on the south side.
    -- members/carol-never.md --
    ---
    name: Carol Never
    photo: people/carol.jpg
    contact: {email: carol@private.example}
    ---
    Said no to everything, and nobody shall read this sentence.
    -- members/dora-gone.yaml --
    name: Dora Gone
    contact: {email: dora@private.example}
    consent: {given: 2026-01-01, directory: public, email: public}
    withdrawn: 2026-02-01
    -- media/people/ada.jpg --
    (a picture)
    -- media/people/bert.jpg --
    (a picture)
    -- media/people/carol.jpg --
    (a picture)
    -- media/hall.jpg --
    (a picture)
    -- media/backroom.jpg --
    (a picture)
    -- companies/harbour-print.yaml --
    name: Harbour Print
    contact: bert-canary
    -- events/2026-03-12-call.yaml --
    title: Evening call
    date: 2026-03-12
    start: "18:00"
    end: "19:00"
    attendance: online
    online: {url: "https://meet.example/members-only-room", visibility: members}
    organizers: [bert-canary, carol-never]
    -- events/2026-03-13-other-call.yaml --
    title: Another call
    date: 2026-03-13
    start: "18:00"
    end: "19:00"
    attendance: online
    online: {url: "https://meet.example/registrants-only-room", visibility: registrants}
    -- events/2026-03-19-tour.yaml --
    title: Plant tour
    date: 2026-03-19
    start: "9:00"
    end: "11:00"
    kind: tour
    tour: {facility: The press hall, gate: "Say that the herons sent you", photos: open}
    -- events/2026-02-05-first-tour.yaml --
    title: First tour
    date: 2026-02-05
    start: "9:00"
    end: "11:00"
    tour: {photos: open}
    -- recaps/2026-02-05-first-tour.md --
    ---
    authors: [bert-canary]
    photos:
      - {src: hall.jpg, alt: The hall}
      - {src: backroom.jpg, alt: What only we saw, visibility: members}
    ---
    We saw the presses.
    -- pages/about.md --
    ---
    title: About
    ---
    Ask [whoever keeps birds](member:bert-canary).
"""

# What members share among themselves, and what nobody is told.
SHARED = (
    "ada@private.example",
    "555 0100",
    "Bert Canary",
    "bert@private.example",
    "bert-canary",
    "Keeps forty canaries",
    "somebody who keeps finches",
    "members-only-room",
    "herons sent you",
    "backroom",
    "What only we saw",
    "bert.jpg",
)
UNSHARED = (
    "linkedin.example/in/ada",
    "Carol Never",
    "carol@private.example",
    "nobody shall read this",
    "carol.jpg",
    "Dora Gone",
    "dora@private.example",
    "registrants-only-room",
)


def text(members_part: str = "{as: encrypted}", more: str = "") -> str:
    """The chapter's files, its members' part kept in a way."""
    return CHARTER.replace("{members_part}", members_part) + TEXT + more


@contextmanager
def members_chapter(members_part: str = "{as: encrypted}", more: str = "") -> Iterator[Project]:
    """The chapter on disk."""
    with chapter(text(members_part, more)) as project:
        yield project


def published(
    project: Project, passphrases: dict[str, str] | str | None = SIX, today: str = "2026-03-01"
) -> dict[str, bytes]:
    """The site, built: address -> bytes. A text is every passphrase, None leaves the members' part out."""

    def look_up(name: str) -> str:
        return passphrases if isinstance(passphrases, str) else (passphrases or {}).get(name, "")

    outcome = build(project, order(today, passphrases=None if passphrases is None else look_up))
    assert outcome.report is not None and not outcome.stopped, render_text(outcome.problems, outcome.sources)
    return tree(project.out)
