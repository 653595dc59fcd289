"""What must appear nowhere: every value that a ring may not know, with the place it stands in.

`consent.py` sees to it that nothing of this is taken from a record. This file is for
what people write themselves: the checks of prose and the audit of what is published
look for these values, and both ask here.

Not looked for, since it could not be told from what is public:

* a name of one word ("Rose", "Cher"): it is a word like others;
* a name that is also the name of a company, a place, a supplier, or of another member
  who is listed: it is public by that record. Inside a longer one ("Ada Example & Sons",
  "Walter Nowicki Way") it is no leak either: see `within`;
* an address that the chapter, a company, a sign-up or a public event gives openly, and a
  name or an address within one;
* what is too short to be anybody's: phrases of fewer than 40 letters, job titles, pronouns.

A guest speaker who bears a member's name is that member, for consent is the person's.
Who really is somebody else is told apart by more of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date
from typing import Literal, NamedTuple

from generator.model.chapter import Chapter, records_of
from generator.model.consent import (
    ADMITS,
    Matter,
    Standing,
    agreed,
    byline,
    is_listed,
    may_be_pictured,
    may_join,
    may_pass_the_gate,
    member_named,
    person,
    photos_held,
    speakers_of,
    standing,
    withheld_pictures,
)
from generator.model.leaves import leaves
from generator.model.records import Byline, Email, Event, Member, Photo, Recap, Record, Ring, Series, Speaker, Url
from generator.model.scalars import MONTHS
from generator.text.diagnostic import Place
from generator.text.spelling import fold

Kind = Literal["name", "email", "phone", "linkedin", "website", "bio", "topic", "join-link", "gate", "photo"]

# From how many folded characters on a text is somebody's own words; what is said at a gate is shorter.
A_SENTENCE = 40
A_PHRASE = 16
# Shorter numbers are anybody's.
A_NUMBER = 7


class PrivateValue(NamedTuple):
    """A value that a ring may not know, and where it is written."""

    kind: Kind
    # As written; "" for a picture.
    text: str
    # Path from `content/media`; "" for a text.
    picture: str
    where: Place
    # "withdrew on May 1, 2026"
    why: str
    # The member's id; "" for what is an event's.
    member: str = ""
    # Whether it stops a build. What time alone made private does not: a nightly build must go on.
    stops: bool = True
    # Longer names, folded, that are public and contain it; for an address, longer addresses.
    within: tuple[str, ...] = ()


def private_values(chapter: Chapter, today: Date, ring: Ring = "public") -> tuple[PrivateValue, ...]:
    """Everything that a ring may not know today, in the order of the members and events."""
    found = (
        *(one for member in chapter.members.values() for one in _of_member(chapter, member, today, ring)),
        *_of_events(chapter, ring),
        *_pictures(chapter, today, ring),
    )
    if not found:
        return ()
    names, addresses = _public_names(chapter), _open_addresses(chapter, today, ring)
    open_texts = {*names, *addresses, *_open_texts(chapter, today, ring)}
    longer_names = {f" {one} " for one in (*names, *map(fold, addresses), *_public_ids(chapter))}
    return tuple(_within(one, longer_names, addresses) for one in found if one.picture or _plain(one) not in open_texts)


def _plain(one: PrivateValue) -> str:
    return plain_address(one.text) if one.kind in ADDRESSES else fold(one.text)


def _within(one: PrivateValue, names: Iterable[str], addresses: Iterable[str]) -> PrivateValue:
    """A value with what is public and contains it."""
    plain = _plain(one)
    if one.kind == "name":
        return one._replace(within=tuple(sorted(other.strip() for other in names if f" {plain} " in other)))
    if one.kind in ADDRESSES:
        return one._replace(within=tuple(sorted(other for other in addresses if plain in other)))
    return one


# Standings that a day alone brings about: another day, and the person is named.
OF_TIME: frozenset[Standing] = frozenset(("lapsed", "later"))

ADDRESSES: frozenset[Kind] = frozenset(("email", "linkedin", "website", "join-link"))


def _by_time(member: Member, today: Date, ring: Ring, *matters: Matter) -> bool:
    """Whether a day alone keeps a ring from knowing something: it is what this person agreed to."""
    consent = member.consent
    if consent is None or standing(member, today) not in OF_TIME:
        return False
    return any(agreed(member, matter, consent.given, ring) for matter in matters)


def plain_address(address: str) -> str:
    """An address as it is compared: no scheme, no `www.`, no last slash, small letters."""
    return re.sub(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:www\.)?", "", address.strip().lower()).rstrip("/")


def digits_of(phone: str) -> str:
    """A telephone number as it is compared: its digits alone."""
    return re.sub(r"\D", "", phone)


# -- people --------------------------------------------------------------------------------


def why_hidden(member: Member, today: Date) -> str:
    """Why a member is not named, in words that follow the person; "" when the person is."""
    consent = member.consent
    return {
        "withdrawn": f"withdrew on {_day(member.withdrawn)}" if member.withdrawn else "",
        "draft": "is a draft still",
        "silent": "has agreed to nothing yet",
        "later": f"agrees from {_day(consent.given)} on" if consent else "",
        "lapsed": f"was to be asked again by {_day(consent.review_by)}" if consent and consent.review_by else "",
        "agreed": "did not agree to be listed" if not is_listed(member, today) else "",
    }[standing(member, today)]


# What opens a value of a person: any of these matters.
OPENED_BY: Mapping[Kind, tuple[Matter, ...]] = {
    "name": ("directory",),
    "email": ("email",),
    "phone": ("phone",),
    "linkedin": ("linkedin",),
    "website": ("website",),
    "bio": ("bio",),
    "topic": ("introductions", "bio"),
}


def _of_member(chapter: Chapter, member: Member, today: Date, ring: Ring) -> Iterator[PrivateValue]:
    hidden = not is_listed(member, today, ring)
    why = why_hidden(member, today)

    def value(kind: Kind, text: str, *keys: str | int) -> PrivateValue:
        said = why or f"did not agree to this being {'public' if ring == 'public' else 'shown'}"
        stops = not _by_time(member, today, ring, *OPENED_BY[kind])
        return PrivateValue(kind, text, "", Place(member.file, keys), said, member.id, stops)

    if hidden:
        for key in ("display_name", "name"):
            if " " in fold(getattr(member, key)):
                yield value("name", getattr(member, key), key)
    contact = member.contact
    if contact.email and not agreed(member, "email", today, ring):
        yield value("email", contact.email, "contact", "email")
    if len(digits_of(contact.phone)) >= A_NUMBER and not agreed(member, "phone", today, ring):
        yield value("phone", contact.phone, "contact", "phone")
    if contact.linkedin and not agreed(member, "linkedin", today, ring):
        yield value("linkedin", contact.linkedin, "contact", "linkedin")
    if contact.website and not agreed(member, "website", today, ring):
        yield value("website", contact.website, "contact", "website")
    shown = person(member, today, ring)
    parsed = chapter.prose.get(member.body)
    if parsed and not shown.bio:
        yield from (value("bio", sentence, "body") for sentence in sentences(parsed.plain))
    for key in ("topics", "can_help_with", "would_like_to_meet"):
        for number, text in enumerate(getattr(member, key)):
            if not getattr(shown, key) and len(fold(text)) >= A_SENTENCE:
                yield value("topic", text, key, number)


def sentences(plain: str) -> Iterator[str]:
    """The sentences of a text that are long enough to be nobody else's."""
    for sentence in re.split(r"(?<=[.!?…])\s+|\n{2,}", plain):
        if len(fold(sentence)) >= A_SENTENCE:
            yield " ".join(sentence.split())


def _pictures(chapter: Chapter, today: Date, ring: Ring) -> Iterator[PrivateValue]:
    withheld = withheld_pictures(chapter, today, ring)
    told: set[str] = set()
    for member in chapter.members.values():
        if member.photo and not may_be_pictured(member, today, ring):
            told.add(member.photo.src)
            why = why_hidden(member, today) or "did not agree to be pictured"
            stops = not _by_time(member, today, ring, "photo")
            yield PrivateValue("photo", "", member.photo.src, Place(member.file, ("photo",)), why, member.id, stops)
    for recap in chapter.recaps.values():
        for number, photo in enumerate(recap.photos):
            if photo.src in withheld and photo.src not in told:
                told.add(photo.src)
                why = "is not for everybody: it waits for the host, for somebody in it, or is for members"
                stops = not _waits_for_time(chapter, recap, photo, today, ring)
                yield PrivateValue("photo", "", photo.src, Place(recap.file, ("photos", number)), why, "", stops)
    for path in sorted(withheld - told):
        yield PrivateValue("photo", "", path, Place(f"content/media/{path}"), "shows somebody who did not agree to it")


def _waits_for_time(chapter: Chapter, recap: Recap, photo: Photo, today: Date, ring: Ring) -> bool:
    """Whether days alone keep a photo back: the host's answer is dated, and whoever is in it has agreed."""
    waits_for_host = photos_held(chapter, recap, today) and recap.host_approved is None
    people = [chapter.members[one] for one in photo.people]
    silent = [one for one in people if not may_be_pictured(one, today, ring)]
    return (
        not waits_for_host
        and ring in ADMITS[photo.visibility]
        and all(_by_time(one, today, ring, "photo") for one in silent)
    )


# -- what no cache keeps -----------------------------------------------------------------


def without_entry(chapter: Chapter, today: Date) -> frozenset[str]:
    """The ids of members who have no entry in the public directory."""
    return frozenset(id for id, member in chapter.members.items() if not person(member, today).id)


def unspoken(chapter: Chapter, today: Date) -> frozenset[str]:
    """Texts that the public part does not hold, as some file spells them, and what prose calls hidden people by."""
    texts = {one.picture or one.text for one in private_values(chapter, today)}
    for id in without_entry(chapter, today):
        texts.update((f"member:{id}", f"members/{id}"))
    for member in chapter.members.values():
        if not is_listed(member, today):
            texts.update((member.name, member.display_name))
        if not person(member, today).bio:
            texts.update(_lines(chapter, member.body))
    for occasion in chapter.occasions.values():
        for one in speakers_of(occasion.event):
            if isinstance(one, Speaker) and member_named(chapter, one.name, today):
                texts.update((one.name, *_lines(chapter, one.bio)))
    written: tuple[Record, ...] = (*chapter.recaps.values(), *chapter.posts.values())
    for record in written:
        names = (leaf.value for leaf in leaves(record, Byline))
        texts.update(name for name in names if not byline(chapter, name, today).named)
    # What is said at a gate may be too short to be looked for in prose; it is kept nowhere all the same.
    texts.update(record.tour.gate for record in _happenings(chapter) if record.tour)
    return frozenset(texts - {""})


def _lines(chapter: Chapter, text: str) -> tuple[str, ...]:
    """The lines of a text, as its prose holds them."""
    parsed = chapter.prose.get(text)
    return tuple(filter(None, parsed.plain.splitlines())) if parsed else ()


# -- events --------------------------------------------------------------------------------


def _happenings(chapter: Chapter) -> Iterator[Event | Series]:
    yield from chapter.series.values()
    yield from (occasion.event for occasion in chapter.occasions.values())


def _of_events(chapter: Chapter, ring: Ring) -> Iterator[PrivateValue]:
    for record in _happenings(chapter):
        online, tour = record.online, record.tour
        if online and online.url and not may_join(online, ring):
            where = Place(record.file, ("online", "url") if "online" in record.given else ())
            yield PrivateValue("join-link", online.url, "", where, f"is for {online.visibility} only")
        if tour and len(fold(tour.gate)) >= A_PHRASE and not may_pass_the_gate(ring):
            where = Place(record.file, ("tour", "gate") if "tour" in record.given else ())
            yield PrivateValue("gate", tour.gate, "", where, "is for members only")


# -- what is public all the same --------------------------------------------------------------


def _public_names(chapter: Chapter) -> tuple[str, ...]:
    """Names of companies, places, suppliers and sponsors, folded."""
    venues = [*chapter.venues.values()]
    return tuple(
        fold(name)
        for name in (
            chapter.charter.name,
            *(company.name for company in chapter.companies.values()),
            *(name for venue in venues for name in (venue.name, venue.address.street)),
            *(one.vendor for one in chapter.recommendations.values()),
            *(
                one.name
                for each in chapter.occasions.values()
                for one in each.event.sponsors
                if not isinstance(one, str)
            ),
        )
    )


def _public_ids(chapter: Chapter) -> Iterator[str]:
    """Addresses of companies and places, folded: they are public with their names."""
    yield from map(fold, (*chapter.companies, *chapter.venues))


def _open_texts(chapter: Chapter, today: Date, ring: Ring) -> Iterator[str]:
    """Names, numbers and wishes, folded, that some member gives openly."""
    for member in chapter.members.values():
        one = person(member, today, ring)
        if one.named:
            names = (member.name, member.display_name)
            yield from map(fold, (*names, one.phone, *one.topics, *one.can_help_with, *one.would_like_to_meet))


def _open_addresses(chapter: Chapter, today: Date, ring: Ring) -> frozenset[str]:
    """Addresses, as they are compared, that some record gives openly."""
    found: set[str] = set()
    for member in chapter.members.values():
        one = person(member, today, ring)
        found.update(map(plain_address, (one.email, one.linkedin, one.website)))
    for record in records_of(chapter):
        if isinstance(record, Member):
            continue
        for leaf in leaves(record, Email, Url):
            if leaf.keys[0] not in ("online", "speakers", "agenda"):
                found.add(plain_address(leaf.value))
        online = record.online if isinstance(record, Event | Series) else None
        if online and may_join(online, ring):
            found.add(plain_address(online.url))
    return frozenset(found - {""})


def _day(day: Date) -> str:
    return f"{MONTHS[day.month - 1].title()} {day.day}, {day.year}"
