"""`/tours/`: which member companies have opened their doors, when, what was learned, and which have not yet."""

from __future__ import annotations

from collections.abc import Iterable

from generator.language.language import message
from generator.model.chapter import Occasion
from generator.model.records import Company
from generator.site.cards import company_card, event_card, has_left, took_place
from generator.site.edition import Edition
from generator.site.heads import head
from generator.site.mail import mailto
from generator.site.statuses import STANDINGS
from generator.site.views import OpenDoor, ToursView, TourVisit
from generator.site.writing import takeaway_views

# Of one tour; the recap has them all.
TAKEAWAYS_SHOWN = 3

OFFER = message(
    "Hello,\n\n"
    "we could open our doors to the chapter.\n\n"
    "Where it is, and what there is to see:\n\n"
    "About how many people could come:\n\n"
    "When it would suit us:\n\n"
    "Whom to ask about safety shoes and the gate:\n"
)


def tours_view(edition: Edition) -> ToursView:
    """`/tours/`"""
    chapter, say = edition.chapter, edition.language.say
    coming, past = edition.sides(one for one in edition.occasions if one.event.kind == "tour")
    coming = tuple(one for one in coming if STANDINGS[one.event.status].takes_place)
    visits_to: dict[str, list[Occasion]] = {}
    for one in past:
        if took_place(edition, one):
            visits_to.setdefault(one.event.host, []).append(one)
    expected = {one.event.host for one in coming}
    companies = sorted(edition.shown(chapter.companies), key=lambda one: (one.name.casefold(), one.id))
    return ToursView(
        head=head(
            edition,
            "/tours/",
            say("Plant tours"),
            say(
                "The doors that were opened to {chapter}, and what was learned behind them.",
                chapter=chapter.charter.name,
            ),
            section="tours",
        ),
        upcoming=tuple(event_card(edition, one) for one in coming),
        # The door that was opened last stands first: `past` is in that order.
        opened=tuple(open_door(edition, chapter.companies[host], visits) for host, visits in visits_to.items() if host),
        elsewhere=tuple(visit_view(edition, one) for one in visits_to.get("", ())),
        could_be_next=tuple(
            company_card(edition, one)
            for one in companies
            if one.id not in visits_to and one.id not in expected and not has_left(edition, one)
        ),
        offer=mailto(chapter.charter.email, say("Come and see us"), say(OFFER)),
    )


def open_door(edition: Edition, company: Company, visits: Iterable[Occasion]) -> OpenDoor:
    """A company and the visits to it, the latest first."""
    return OpenDoor(company=company_card(edition, company), visits=tuple(visit_view(edition, one) for one in visits))


def visit_view(edition: Edition, occasion: Occasion) -> TourVisit:
    """A tour that has taken place, and the first of what was learned there."""
    recap = edition.recap_of.get(occasion.id)
    learned = takeaway_views(edition, recap) if recap else ()
    return TourVisit(
        event=event_card(edition, occasion),
        takeaways=learned[:TAKEAWAYS_SHOWN],
        more=max(0, len(learned) - TAKEAWAYS_SHOWN),
    )
