"""What may be shown of whom.

The rule: nothing about a person leaves the program unless that person said yes to
it, on a day that is written down, and has not taken it back.

This file is the only one that reads a member's private fields. Everybody else is
handed a `Person`, which holds what the public part of the site may show and cannot
hold more.

The cases:

* no `consent`, or `directory` other than `public`: the person is not listed;
* `given` lies in the future: not yet;
* `review_by` has passed: withheld until the person is asked again;
* `withdrawn`: the person appears nowhere any more;
* `left`: no entry in the directory, but the past keeps its names;
* a name written out, of a speaker or an author, is the member who bears it;
* a picture that shows somebody who did not agree to it is shown by nobody else either.

Where a sentence needs somebody and nobody may be named, it says "a member".

What is shown today is the entry itself: name, title, company, offices. The other
fields a person may agree to (photo, biography, addresses) wait until each has its
proof; until then they are published nowhere, whatever the file says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date

from msgspec import Struct

from generator.model.chapter import Chapter
from generator.model.records import Event, Member, MemberId, Speaker
from generator.model.when import DAY, first_day, last_day

SOMEBODY = "a member"


class Person(Struct, frozen=True, kw_only=True):
    """A person, as far as the public may know. `id` is "" when there is no page."""

    name: str
    id: str = ""
    title: str = ""
    # A company's id; "" for none.
    company: str = ""
    roles: tuple[str, ...] = ()
    pronouns: str = ""

    @property
    def named(self) -> bool:
        return self.name != SOMEBODY


UNNAMED = Person(name=SOMEBODY)


def is_public(member: Member, today: Date) -> bool:
    """Whether this person agreed to be named on the public site, and still does today."""
    consent = member.consent
    return (
        consent is not None
        and consent.directory == "public"
        and consent.given <= today
        and (consent.review_by is None or today <= consent.review_by)
        and member.withdrawn is None
        and not member.draft
    )


def may_be_pictured(member: Member, today: Date) -> bool:
    """Whether a picture with this person in it may be on the public site."""
    return is_public(member, today) and member.consent is not None and member.consent.photo == "public"


def withheld_pictures(chapter: Chapter, today: Date) -> frozenset[str]:
    """Pictures of `content/media` that show somebody who may not be pictured, wherever else they are named.

    Whom a picture shows is known where a file says so: the portrait of a member or a
    speaker, the `people` of a recap's photo.
    """
    portraits = (
        member.photo.src for member in chapter.members.values() if member.photo and not may_be_pictured(member, today)
    )
    photos = (
        photo.src
        for recap in chapter.recaps.values()
        for photo in recap.photos
        if not all(may_be_pictured(chapter.members[member], today) for member in photo.people)
    )
    speakers = (
        speaker.photo.src
        for occasion in chapter.occasions.values()
        for speaker in speakers_of(occasion.event)
        if isinstance(speaker, Speaker) and speaker.photo
        if (member := member_named(chapter, speaker.name)) and not may_be_pictured(member, today)
    )
    return frozenset((*portraits, *photos, *speakers))


def speakers_of(event: Event) -> tuple[MemberId | Speaker, ...]:
    """Everybody who speaks at an event."""
    return (*event.speakers, *(speaker for item in event.agenda for speaker in item.speakers))


def has_left(member: Member, today: Date) -> bool:
    """Whether this person is a member no longer."""
    return bool(member.left) and last_day(member.left) < today


def person(member: Member, today: Date) -> Person:
    """What the public may know of a member: `UNNAMED` when that is nothing."""
    if not is_public(member, today):
        return UNNAMED
    listed = not has_left(member, today)
    return Person(
        name=member.display_name or member.name,
        id=member.id if listed else "",
        title=member.title if listed else "",
        company=member.company if listed else "",
        roles=tuple(role.title for role in member.roles if in_office(role.since, role.until, today)) if listed else (),
    )


def byline(chapter: Chapter, text: str, today: Date) -> Person:
    """Somebody named in a record: a member's id, or the name of somebody who is no member.

    A member's name written out is that member: consent is the person's, not the spelling's.
    """
    member = chapter.members.get(text) or member_named(chapter, text)
    return person(member, today) if member else Person(name=text)


def speaker(chapter: Chapter, one: MemberId | Speaker, today: Date) -> Person | Speaker:
    """Who speaks: a guest as announced; a member as far as consent goes, also when written like a guest."""
    if not isinstance(one, Speaker):
        return person(chapter.members[one], today)
    member = member_named(chapter, one.name)
    return person(member, today) if member else one


def member_named(chapter: Chapter, name: str) -> Member | None:
    """The member who bears a name, or goes by it."""
    folded = name.casefold()
    for member in chapter.members.values():
        if folded in (member.name.casefold(), member.display_name.casefold()):
            return member
    return None


def listed(chapter: Chapter, today: Date) -> tuple[Person, ...]:
    """Everybody in the public directory, by name."""
    found = [
        person(member, today)
        for member in chapter.members.values()
        if is_public(member, today) and not has_left(member, today)
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def turning_days(member: Member) -> Iterator[tuple[Date, str]]:
    """The days on which what may be known of a member changes, and why. Some of them are past."""
    consent = member.consent
    if consent:
        yield consent.given, "a consent begins"
        if consent.review_by:
            yield consent.review_by + DAY, "a consent must be asked again"
    if member.left:
        yield last_day(member.left) + DAY, "a member leaves"
    for role in member.roles:
        if role.since:
            yield first_day(role.since), "an office changes hands"
        if role.until:
            yield last_day(role.until) + DAY, "an office changes hands"


def in_office(since: str, until: str, today: Date) -> bool:
    """Whether a term covers a day. A term without an end goes on."""
    return (not since or first_day(since) <= today) and (not until or today <= last_day(until))
