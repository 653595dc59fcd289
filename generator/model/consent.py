"""What may be shown of whom.

The rule: nothing about a person leaves the program unless that person said yes to
it, on a day that is written down, and has not taken it back.

This file is the only one that reads a member's private fields to show them. Everybody
else is handed a `Person`, which holds what a ring of the site may know and cannot
hold more. There are two rings: `public`, and `members`, which knows all that `public`
knows and what people share among members. What is `none` no ring knows.

The cases:

* no `consent`, or a `directory` that is not open to the ring: the person is not listed;
* `given` lies in the future: not yet;
* `review_by` has passed: withheld until the person is asked again;
* `withdrawn`, on whatever day: the person appears nowhere any more;
* `draft`: not yet, for anybody;
* a field opens only with the entry it belongs to, and each for itself;
* `left`: no entry in the directory, but the past keeps its names;
* a name written out, of a speaker or an author, is the member who bears it;
* a picture that shows somebody who did not agree to it is shown by nobody else either,
  and a tour's pictures wait for the host.

Where a sentence needs somebody and nobody may be named, it says "a member".

The doubt that remains: prose is written by people. `private.py` says what no text may
hold, and `checks/privacy.py` finds it, in as many spellings as we could think of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date as Date
from typing import Literal

from msgspec import Struct

from generator.model.chapter import Chapter
from generator.model.paths import media_named
from generator.model.records import (
    Agreed,
    Consent,
    Event,
    Image,
    Markdown,
    Member,
    MemberId,
    Online,
    Recap,
    Ring,
    Speaker,
)
from generator.model.when import DAY, first_day, last_day
from generator.text.spelling import fold

SOMEBODY = "a member"

# What a person can agree to, each for itself.
Matter = Literal["directory", "photo", "bio", "email", "phone", "linkedin", "website", "introductions"]

# To whom a word opens a field.
OPENS: Mapping[Agreed, frozenset[Ring]] = {
    "public": frozenset(("public", "members")),
    "members": frozenset(("members",)),
    "none": frozenset(),
}

# To whom the address of an online event is given. Those who sign up are written to.
ADMITS: Mapping[str, frozenset[Ring]] = {
    "public": frozenset(("public", "members")),
    "members": frozenset(("members",)),
    "registrants": frozenset(),
}


class Person(Struct, frozen=True, kw_only=True):
    """A person, as far as a ring may know. `id` is "" when there is no page."""

    name: str
    id: str = ""
    title: str = ""
    # A company's id; "" for none.
    company: str = ""
    roles: tuple[str, ...] = ()
    pronouns: str = ""
    photo: Image | None = None
    bio: Markdown = Markdown("")
    topics: tuple[str, ...] = ()
    can_help_with: tuple[str, ...] = ()
    would_like_to_meet: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    website: str = ""
    # Which of these four this person likes best; "" when it is none that is shown.
    preferred: str = ""

    @property
    def named(self) -> bool:
        return self.name != SOMEBODY


UNNAMED = Person(name=SOMEBODY)


# -- what somebody agreed to ---------------------------------------------------------

# Where a person's word stands on a day.
Standing = Literal["agreed", "silent", "later", "lapsed", "withdrawn", "draft"]


def standing(member: Member, today: Date) -> Standing:
    """Whether a person's word holds today; if not, why."""
    consent = member.consent
    if member.withdrawn is not None:
        return "withdrawn"
    if member.draft:
        return "draft"
    if consent is None:
        return "silent"
    if consent.given > today:
        return "later"
    if consent.review_by is not None and consent.review_by < today:
        return "lapsed"
    return "agreed"


def agreed(member: Member, matter: Matter, today: Date, ring: Ring = "public") -> bool:
    """Whether a ring may know something of a person today. Nothing opens without the entry itself."""
    consent = member.consent
    return (
        consent is not None
        and standing(member, today) == "agreed"
        and opens(consent, "directory", ring)
        and opens(consent, matter, ring)
    )


def opens(consent: Consent, matter: Matter, ring: Ring) -> bool:
    """Whether a word that holds, once the entry itself is open, opens something to a ring."""
    return ring in OPENS[getattr(consent, matter)]


def is_listed(member: Member, today: Date, ring: Ring = "public") -> bool:
    """Whether this person agreed to be named, and still does today."""
    return agreed(member, "directory", today, ring)


def may_be_pictured(member: Member, today: Date, ring: Ring = "public") -> bool:
    """Whether a ring may see a picture with this person in it."""
    return agreed(member, "photo", today, ring)


def may_join(online: Online, ring: Ring = "public") -> bool:
    """Whether a ring is given the address of an online event."""
    return ring in ADMITS[online.visibility]


def may_pass_the_gate(ring: Ring = "public") -> bool:
    """Whether a ring is told what to say at the gate of a tour."""
    return ring == "members"


def has_left(member: Member, today: Date) -> bool:
    """Whether this person is a member no longer."""
    return bool(member.left) and last_day(member.left) < today


def in_office(since: str, until: str, today: Date) -> bool:
    """Whether a term covers a day. A term without an end goes on."""
    return (not since or first_day(since) <= today) and (not until or today <= last_day(until))


# -- people, as far as they agreed ------------------------------------------------------


def person(member: Member, today: Date, ring: Ring = "public") -> Person:
    """What a ring may know of a member: `UNNAMED` when that is nothing."""
    consent = member.consent
    if consent is None or not is_listed(member, today, ring):
        return UNNAMED
    name = member.display_name or member.name
    if has_left(member, today):
        return Person(name=name)

    def may(matter: Matter) -> bool:
        return opens(consent, matter, ring)

    contact = member.contact
    ways = {
        "email": contact.email if may("email") else "",
        "phone": contact.phone if may("phone") else "",
        "linkedin": contact.linkedin if may("linkedin") else "",
        "website": contact.website if may("website") else "",
    }
    return Person(
        name=name,
        id=member.id,
        title=member.title,
        company=member.company,
        roles=tuple(role.title for role in member.roles if in_office(role.since, role.until, today)),
        pronouns=member.pronouns if may("bio") else "",
        photo=member.photo if may("photo") else None,
        bio=member.body if may("bio") else Markdown(""),
        topics=member.topics if may("bio") or may("introductions") else (),
        can_help_with=member.can_help_with if may("introductions") else (),
        would_like_to_meet=member.would_like_to_meet if may("introductions") else (),
        **ways,
        preferred=contact.preferred if contact.preferred and ways[contact.preferred] else "",
    )


def listed(chapter: Chapter, today: Date, ring: Ring = "public") -> tuple[Person, ...]:
    """Everybody in the directory, by name."""
    people = (person(member, today, ring) for member in chapter.members.values())
    # Who has left has a name and no entry.
    return tuple(sorted((one for one in people if one.id), key=lambda one: (one.name.casefold(), one.id)))


def byline(chapter: Chapter, text: str, today: Date, ring: Ring = "public") -> Person:
    """Somebody named in a record: a member's id, or the name of somebody who is no member.

    A member's name written out is that member: consent is the person's, not the spelling's.
    """
    member = chapter.members.get(text) or member_named(chapter, text, today, ring)
    return person(member, today, ring) if member else Person(name=text)


def speaker(chapter: Chapter, one: MemberId | Speaker, today: Date, ring: Ring = "public") -> Person | Speaker:
    """Who speaks: a guest as announced; a member as far as consent goes, also when written like a guest."""
    if not isinstance(one, Speaker):
        return person(chapter.members[one], today, ring)
    member = member_named(chapter, one.name, today, ring)
    return person(member, today, ring) if member else one


def member_named(chapter: Chapter, name: str, today: Date, ring: Ring = "public") -> Member | None:
    """The member who bears a name, or goes by it, however it is spelled. Of two, the one who is hidden."""
    bearers = chapter.bearers.get(fold(name), ())
    return min(bearers, key=lambda member: is_listed(member, today, ring), default=None)


def speakers_of(event: Event) -> tuple[MemberId | Speaker, ...]:
    """Everybody who speaks at an event."""
    return (*event.speakers, *(speaker for item in event.agenda for speaker in item.speakers))


# -- pictures --------------------------------------------------------------------------


def photos_held(chapter: Chapter, recap: Recap, today: Date) -> bool:
    """Whether a tour's host has yet to agree to the pictures."""
    tour = chapter.occasions[recap.event].event.tour
    if tour is None or tour.photos == "open":
        return False
    return recap.host_approved is None or recap.host_approved > today


def withheld_pictures(chapter: Chapter, today: Date, ring: Ring = "public") -> frozenset[str]:
    """Paths of `content/media` that show what may not be seen, wherever else they are named."""
    return frozenset((*unagreed_pictures(chapter, today, ring), *held_pictures(chapter, today)))


def unagreed_pictures(chapter: Chapter, today: Date, ring: Ring = "public") -> Iterator[str]:
    """Pictures of somebody who may not be pictured, and those that are for members only.

    Whom a picture shows is known where a file says so: the portrait of a member or a
    speaker, the `people` of a recap's photo.
    """
    for member in chapter.members.values():
        if member.photo and not may_be_pictured(member, today, ring):
            yield member.photo.src
    for recap in chapter.recaps.values():
        for photo in recap.photos:
            agreed_to = all(may_be_pictured(chapter.members[member], today, ring) for member in photo.people)
            if not agreed_to or ring not in ADMITS[photo.visibility]:
                yield photo.src
    for occasion in chapter.occasions.values():
        for one in speakers_of(occasion.event):
            if isinstance(one, Speaker) and one.photo:
                bearer = member_named(chapter, one.name, today, ring)
                if bearer and not may_be_pictured(bearer, today, ring):
                    yield one.photo.src


def held_pictures(chapter: Chapter, today: Date) -> Iterator[str]:
    """Pictures of a tour whose host has yet to agree to them."""
    for recap in chapter.recaps.values():
        if photos_held(chapter, recap, today):
            yield from pictures_of(chapter, recap)


def pictures_of(chapter: Chapter, recap: Recap) -> frozenset[str]:
    """What was photographed for a recap: its photos, and the files of `content/media` in its text.

    A logo, or the picture that announced the event, was there before anybody went.
    """
    told = (recap.body, *(getattr(one, "body", "") for one in chapter.translations_of.get((Recap, recap.id), ())))
    written = [target for text in told for target in chapter.prose.outline(text).targets]
    photos = frozenset(photo.src for photo in recap.photos)
    return photos | (frozenset(map(media_named, written)) & chapter.media) - chapter.pictures_before


# -- time ------------------------------------------------------------------------------


def turning_days(member: Member) -> Iterator[tuple[Date, str]]:
    """The days on which what may be known of a member changes, and why. Some of them are past."""
    consent = member.consent
    if consent:
        yield consent.given, "a consent begins"
        if consent.review_by:
            yield consent.review_by + DAY, "a consent is to be reviewed"
    if member.left:
        yield last_day(member.left) + DAY, "a member leaves"
    for role in member.roles:
        if role.since:
            yield first_day(role.since), "an office changes hands"
        if role.until:
            yield last_day(role.until) + DAY, "an office changes hands"
