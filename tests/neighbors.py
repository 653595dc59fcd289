"""A chapter whose members ask, offer, suggest, visit and vouch: for the tests of what the group does together."""

from __future__ import annotations

CHARTER = """
    -- chapter.yaml --
    name: Small Chapter
    timezone: America/Chicago
    url: https://small.example.org/
    email: hello@small.example.org
    theme: {theme}
    introductions: {introductions}
"""

TEXT = """
    -- members/ada-example.yaml --
    name: Ada Example
    company: harbour-print
    contact: {email: ada@private.example}
    topics: [Shift bidding]
    can_help_with: [Your first apprenticeship registration]
    would_like_to_meet: [Anyone who has run a night shift]
    consent: {given: 2026-01-01, directory: public, bio: public, introductions: public}
    -- members/ben-example.yaml --
    name: Ben Example
    contact: {email: ben@private.example}
    can_help_with: [Night shifts without tears]
    would_like_to_meet: [Somebody with apprentices]
    consent: {given: 2026-01-01, directory: public, bio: public, introductions: public}
    -- members/cleo-shy.yaml --
    name: Cleo Shy
    can_help_with: [Night shift handovers]
    consent: {given: 2026-01-01, directory: public, introductions: none}
    -- members/dora-gone.yaml --
    name: Dora Gone
    consent: {given: 2026-01-01, directory: public, introductions: public, photo: public}
    withdrawn: 2026-02-01
    -- companies/harbour-print.yaml --
    name: Harbour Print
    industry: Printing
    -- companies/lake-foundry.yaml --
    name: Lake Foundry
    -- companies/north-mill.yaml --
    name: North Mill
    -- companies/old-works.yaml --
    name: Old Works
    left: "2025"
    -- events/2026-02-05-harbour-print.yaml --
    title: Press hall tour
    kind: tour
    date: 2026-02-05
    host: harbour-print
    organizers: [dora-gone]
    speakers: [dora-gone, ada-example]
    tour: {photos: open}
    -- recaps/2026-02-05-harbour-print.yaml --
    authors: [dora-gone, ada-example]
    takeaways:
      - {idea: Hang the plan where the shift begins, topic: Shifts, shared_by: dora-gone}
      - {idea: Ask the apprentices first, topic: Apprentices, shared_by: ada-example}
      - A floor map for visitors
    photos:
      - {src: hall.png, alt: The hall}
      - {src: crew.png, alt: The crew, people: [dora-gone]}
    -- media/hall.png --
    (a picture)
    -- media/crew.png --
    (a picture)
    -- events/2026-03-19-lake-foundry.yaml --
    title: Foundry tour
    kind: tour
    date: 2026-03-19
    host: lake-foundry
    audience: members
    venue: {name: Foundry yard}
    tour:
      facility: The green-sand line
      walking: A mile, on gratings
      minors: From 16
      id_required: A photo ID
      gate: Say that the herons sent you
      wear: [Steel toes]
      bring: [Ear plugs]
      photos: host-approval
      rules: [Stay behind the yellow line]
    -- ideas/night-walk.yaml --
    title: Walk a night shift
    kind: tour
    for: Seeing what the day never sees
    proposed_by: dora-gone
    supporters: [ada-example, dora-gone, ben-example]
    -- ideas/quiet-hour.yaml --
    title: A quiet hour
    proposed_by: ada-example
    -- ideas/foundry.yaml --
    title: See a foundry
    proposed_by: ada-example
    status: planned
    event: 2026-03-19-lake-foundry
    -- ideas/press-hall.yaml --
    title: See a press hall
    proposed_by: ben-example
    status: done
    event: 2026-02-05-harbour-print
    -- recommendations/kiln.yaml --
    vendor: Kiln Training
    url: https://kiln.example/
    what_for: Forklift training
    recommended_by: ada-example
    relationship: former-employee
    since: 2021-04
    review_by: 2026-12-01
    body: They come on time.
    -- recommendations/lathe.yaml --
    vendor: Lathe Repair
    recommended_by: dora-gone
    relationship: investor
    review_by: 2026-02-01
"""

DESK = "{connector: ada-example, email: desk@small.example.org}"


def text(theme: str = "default", introductions: str = DESK, more: str = "") -> str:
    """The chapter's files."""
    return CHARTER.replace("{theme}", theme).replace("{introductions}", introductions) + TEXT + more
