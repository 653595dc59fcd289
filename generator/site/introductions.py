"""`/introductions/`: who would like to meet whom, and how one asks.

Nobody's address stands on this page. Who would like to meet somebody writes to the
chapter's connector, who asks the other side first; the message is prepared, so that
asking takes two lines.
"""

from __future__ import annotations

from generator.language.language import Language, message
from generator.model.consent import Person, agreed
from generator.model.matches import Offer, offers_of, suggestions
from generator.site.cards import person_card
from generator.site.edition import Edition
from generator.site.heads import head
from generator.site.mail import mailto
from generator.site.views import IntroductionsView, IntroductionView, SuggestionView

URL = "/introductions/"


def introductions_view(edition: Edition) -> IntroductionsView:
    """`/introductions/`"""
    charter, language = edition.chapter.charter, edition.language
    desk = charter.introductions
    connector = edition.person(desk.connector) if desk and desk.connector else None
    email = (desk.email if desk else "") or charter.email
    form = "introduction" if desk and desk.form else ""
    willing = willing_people(edition)
    return IntroductionsView(
        head=head(
            edition,
            URL,
            language.say("Introductions"),
            language.say("How one member meets another here: both agree first."),
            section="introductions",
        ),
        connector=person_card(edition, connector) if connector and connector.named else None,
        ask="#site-ask" if form else mailto(email, language.say("Would you introduce me?"), language.say(REQUEST)),
        form=form,
        action=edition.root.href(URL),
        email=email,
        people=tuple(introduction_view(edition, one, willing, "" if form else email) for one in willing),
    )


REQUEST = message(
    "Hello,\n\n"
    "I would like to meet:\n\n"
    "Because I am working on:\n\n"
    "What I could offer in return:\n\n"
    "There is no hurry, and no is a fine answer.\n"
)
REQUEST_FOR = message(
    "Hello,\n\n"
    "would you ask {person} whether we could meet?\n\n"
    "What I would like to ask or talk about:\n\n"
    "What I could offer in return:\n\n"
    "Who I am, in a line:\n\n"
    "There is no hurry, and no is a fine answer.\n"
)


def willing_people(edition: Edition) -> tuple[Person, ...]:
    """Those who agreed to introductions and said something of themselves, by name."""
    members = edition.chapter.members
    return tuple(
        one
        for one in edition.people
        if (one.can_help_with or one.would_like_to_meet or one.topics)
        and agreed(members[one.id], "introductions", edition.today, edition.ring)
    )


def introduction_view(edition: Edition, one: Person, willing: tuple[Person, ...], email: str) -> IntroductionView:
    """What a member offers and wishes, and who among the others might be the one to meet."""
    by_id = {other.id: other for other in willing}
    offers = (
        offer
        for other in willing
        if other.id != one.id
        for offer in offers_of(other.id, other.can_help_with, other.topics)
    )
    subject = edition.language.say("An introduction to {person}?", person=one.name)
    return IntroductionView(
        id=anchor(one),
        person=person_card(edition, one),
        can_help_with=one.can_help_with,
        topics=one.topics,
        would_like_to_meet=one.would_like_to_meet,
        suggestions=tuple(
            suggestion_view(edition.language, by_id[offer.member], offer)
            for offer in suggestions(one.would_like_to_meet, offers)
        ),
        ask=mailto(email, subject, edition.language.say(REQUEST_FOR, person=one.name)) if email else "#site-ask",
    )


def suggestion_view(language: Language, other: Person, offer: Offer) -> SuggestionView:
    """Whom to meet, and why, in that person's own words: "Rosa can help with “First apprentices”"."""
    said = (
        language.say("{person} can help with “{what}”", person=other.name, what=offer.text)
        if offer.text in other.can_help_with
        else language.say("Ask {person} about “{what}”", person=other.name, what=offer.text)
    )
    return SuggestionView(href=f"#{anchor(other)}", because=said)


def anchor(one: Person) -> str:
    """Where somebody stands on the page."""
    return f"site-{one.id}"
