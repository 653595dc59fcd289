"""Pages of what the group does together: ideas, recommendations, introductions."""

from __future__ import annotations

from urllib.parse import quote

from generator.model.records import Idea, Recommendation
from generator.site.cards import people_cards, person_card
from generator.site.edition import Edition
from generator.site.heads import head
from generator.site.links import prose
from generator.site.urls import address
from generator.site.views import (
    IdeasView,
    IdeaView,
    IntroductionsView,
    LinkView,
    RecommendationsView,
    RecommendationView,
)
from generator.site.wording import partial_words

RELATIONSHIPS = {
    "client": "is a client",
    "former-employee": "used to work there",
    "investor": "is an investor",
    "none": "has no tie to it",
}


def ideas_view(edition: Edition) -> IdeasView:
    """`/ideas/`"""
    ideas = [idea_view(edition, one) for one in edition.shown(edition.chapter.ideas)]
    by_status = {one.id: one.status for one in edition.chapter.ideas.values()}

    def of(status: str) -> tuple[IdeaView, ...]:
        # The most wanted first.
        wanted = [one for one in ideas if by_status[one.id] == status]
        return tuple(sorted(wanted, key=lambda one: (-len(one.supporters) - one.unnamed_supporters, one.title)))

    return IdeasView(
        head=head(edition, "/ideas/", "What next", "What we might do next, and what became of it.", section="ideas"),
        proposed=of("proposed"),
        planned=of("planned"),
        done=of("done"),
        suggest=_mail(edition.chapter.charter.email, "An idea for the chapter", SUGGESTION),
    )


SUGGESTION = """What we could do:

What it would help with:

Who else might like it:
"""


def idea_view(edition: Edition, idea: Idea) -> IdeaView:
    """An idea, with the event it became and what came of that."""
    occasion = edition.chapter.occasions[idea.event] if idea.event else None
    shown = occasion is not None and edition.shows(occasion.event)
    recap = edition.recap_of.get(idea.event)
    proposer = edition.person(idea.proposed_by) if idea.proposed_by else None
    supporters = people_cards(edition, idea.supporters)
    return IdeaView(
        id=idea.id,
        title=idea.title,
        kind=idea.kind,
        purpose=idea.purpose,
        body=prose(edition, idea.body, idea, "/ideas/"),
        proposed_by=person_card(edition, proposer) if proposer else None,
        supporters=supporters,
        unnamed_supporters=len(idea.supporters) - len(supporters),
        event=LinkView(label=occasion.event.title, href=edition.root.href(address("events", occasion.id)))
        if occasion and shown
        else None,
        recap=LinkView(label="Read the recap", href=edition.root.href(address("recaps", recap.id))) if recap else None,
    )


def recommendations_view(edition: Edition) -> RecommendationsView:
    """`/recommendations/`"""
    shown = edition.shown(edition.chapter.recommendations)
    return RecommendationsView(
        head=head(
            edition,
            "/recommendations/",
            "Recommendations",
            "Suppliers our members vouch for, with no fee and no code.",
            section="recommendations",
        ),
        recommendations=tuple(
            recommendation_view(edition, one) for one in sorted(shown, key=lambda one: (one.vendor.casefold(), one.id))
        ),
    )


def recommendation_view(edition: Edition, one: Recommendation) -> RecommendationView:
    return RecommendationView(
        id=one.id,
        vendor=one.vendor,
        href=one.url,
        what_for=one.what_for,
        body=prose(edition, one.body, one, "/recommendations/"),
        recommended_by=person_card(edition, edition.person(one.recommended_by)),
        relationship=RELATIONSHIPS[one.relationship],
        since=partial_words(edition.language, one.since) if one.since else "",
    )


def introductions_view(edition: Edition) -> IntroductionsView:
    """`/introductions/`"""
    charter = edition.chapter.charter
    desk = charter.introductions
    connector = edition.person(desk.connector) if desk and desk.connector else None
    email = (desk.email if desk else "") or charter.email
    return IntroductionsView(
        head=head(
            edition,
            "/introductions/",
            "Introductions",
            "How one member meets another here: both agree first.",
            section="introductions",
        ),
        connector=person_card(edition, connector) if connector and connector.named else None,
        ask=_mail(email, "Would you introduce me?", REQUEST),
        email=email,
    )


REQUEST = """Hello,

I would like to meet:

Because I am working on:

What I could offer in return:

There is no hurry, and no is a fine answer.
"""


def _mail(email: str, subject: str, body: str) -> str:
    """A `mailto:` address with a message prepared (RFC 6068)."""
    if not email:
        return ""
    return f"mailto:{email}?subject={quote(subject)}&body={quote(body.replace(chr(10), chr(13) + chr(10)))}"
