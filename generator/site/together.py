"""Pages of what the group does together: ideas and recommendations."""

from __future__ import annotations

from generator.language.language import message
from generator.model.records import Idea, Recommendation
from generator.site.cards import link_view, people_cards, person_card
from generator.site.edition import Edition
from generator.site.heads import head
from generator.site.links import prose
from generator.site.mail import mailto
from generator.site.urls import address
from generator.site.views import (
    IdeasView,
    IdeaView,
    LinkView,
    RecommendationsView,
    RecommendationView,
)
from generator.site.wording import date_words, partial_words

RELATIONSHIPS = {
    "client": message("is a client"),
    "former-employee": message("used to work there"),
    "investor": message("is an investor"),
    "none": message("has no tie to it"),
}


def ideas_view(edition: Edition) -> IdeasView:
    """`/ideas/`"""
    ideas = [idea_view(edition, one) for one in edition.shown(edition.chapter.ideas)]
    by_status = {one.id: one.status for one in edition.chapter.ideas.values()}

    def of(status: str) -> tuple[IdeaView, ...]:
        # The most wanted first.
        wanted = [one for one in ideas if by_status[one.id] == status]
        return tuple(sorted(wanted, key=lambda one: (-len(one.supporters) - one.unnamed_supporters, one.title)))

    box, say = edition.chapter.charter.suggestions, edition.language.say
    form = "idea" if box and box.form else ""
    email = (box.email if box else "") or edition.chapter.charter.email
    return IdeasView(
        head=head(
            edition,
            "/ideas/",
            say("What next"),
            say("What we might do next, and what became of it."),
            section="ideas",
        ),
        proposed=of("proposed"),
        planned=of("planned"),
        done=of("done"),
        suggest="#site-suggest" if form else mailto(email, say("An idea for the chapter"), say(SUGGESTION)),
        form=form,
        action=edition.root.href("/ideas/"),
    )


SUGGESTION = message("What we could do:\n\nWhat it would help with:\n\nWho else might like it:\n")


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
        event=LinkView(label=edition.title_of(occasion.event), href=edition.root.href(address("events", occasion.id)))
        if occasion and shown
        else None,
        recap=link_view(edition, edition.language.say("Read the recap"), address("recaps", recap.id))
        if recap
        else None,
    )


def recommendations_view(edition: Edition) -> RecommendationsView:
    """`/recommendations/`"""
    shown, say = edition.shown(edition.chapter.recommendations), edition.language.say
    return RecommendationsView(
        head=head(
            edition,
            "/recommendations/",
            say("Recommendations"),
            say("Suppliers our members vouch for, with no fee and no code."),
            section="recommendations",
        ),
        recommendations=tuple(
            recommendation_view(edition, one) for one in sorted(shown, key=lambda one: (one.vendor.casefold(), one.id))
        ),
    )


def recommendation_view(edition: Edition, one: Recommendation) -> RecommendationView:
    """A name that a member passes on, and how far one may rely on it."""
    asked_again = date_words(edition.language, one.review_by) if one.review_by else ""
    is_lapsed = one.review_by is not None and one.review_by < edition.today
    return RecommendationView(
        id=one.id,
        vendor=one.vendor,
        href=one.url,
        what_for=one.what_for,
        body=prose(edition, one.body, one, "/recommendations/"),
        recommended_by=person_card(edition, edition.person(one.recommended_by)),
        relationship=edition.language.say(RELATIONSHIPS[one.relationship]),
        since=partial_words(edition.language, one.since) if one.since else "",
        review="" if is_lapsed else asked_again,
        lapsed=asked_again if is_lapsed else "",
    )
