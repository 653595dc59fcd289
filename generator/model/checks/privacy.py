"""What people agreed to, held against what was written: consents that end, names and numbers in prose, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import timedelta

from generator.model.chapter import Chapter
from generator.model.checks.words import ERROR, WARNING, at, day_words
from generator.model.consent import Standing, may_be_pictured, photos_held, pictures_of, standing
from generator.model.passages import found_in, passages
from generator.model.private import PrivateValue, private_values, why_hidden
from generator.model.records import MemberId
from generator.model.slips import quoted
from generator.model.when import is_past
from generator.text.diagnostic import Diagnostic, Label, Place, code_of, explained

# How long before a consent is to be reviewed the volunteers are told.
REVIEW_DUE = timedelta(days=60)
# How long a host may take to look at the pictures.
HOST_MAY_TAKE = timedelta(days=30)
# More places than these nobody reads in one message.
PLACES = 3


@explained
def consent_lapsed(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A person who was to be asked again, and the day is over.

    The entry is withheld: no page, no portrait, no address, and "a member" where a list
    would give the name. Ask the person. When the answer is yes, write its day as `given`
    and the next one as `review_by`; when it is no, write `withdrawn`.

        -- content/members/ada-example.yaml --
        name: Ada Example
        consent:
          given: 2025-01-15
          directory: public
          review_by: 2026-01-15

        warning[consent-lapsed]: `ada-example` was to be asked again by January 15, 2026
         --> content/members/ada-example.yaml:5:14
          |
        5 |   review_by: 2026-01-15
          |              ^^^^^^^^^^ the entry is withheld since
          = help: ask, then write the new day as `given` and a later `review_by`
    """
    yield from _of_time(chapter, now.date(), "lapsed")


@explained
def consent_begins_later(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A person whose yes is dated in the days to come.

    `given` is the day the person said yes, so this is mostly a slip. Until that day the
    person is shown nowhere.

        -- content/members/ada-example.yaml --
        name: Ada Example
        consent:
          given: 2026-03-15
          directory: public

        warning[consent-begins-later]: `ada-example` agrees from March 15, 2026 on
         --> content/members/ada-example.yaml:3:10
          |
        3 |   given: 2026-03-15
          |          ^^^^^^^^^^ shown nowhere until then
          = help: write the day on which the person said yes
    """
    yield from _of_time(chapter, now.date(), "later")


# What is told of somebody whom time alone keeps from being shown: the code, the field, the note, the help.
TIMES: dict[Standing, tuple[str, str, str, str]] = {
    "lapsed": (
        "consent-lapsed",
        "review_by",
        "the entry is withheld since",
        "ask, then write the new day as `given` and a later `review_by`",
    ),
    "later": (
        "consent-begins-later",
        "given",
        "shown nowhere until then",
        "write the day on which the person said yes",
    ),
}


def _of_time(chapter: Chapter, today: Date, why: Standing) -> Iterator[Diagnostic]:
    """One message for each person, with some of the texts that write the name all the same."""
    members = {id: member for id, member in chapter.members.items() if standing(member, today) == why}
    values = [one for one in private_values(chapter, today) if one.member in members] if members else []
    written: dict[str, list[Place]] = {}
    if values:
        for value, where in found_in(passages(chapter, today), values):
            written.setdefault(value.member, []).append(where)
    code, field, note, help = TIMES[why]
    for id, member in members.items():
        yield Diagnostic(
            code=code,
            severity=WARNING,
            message=f"{quoted(id)} {why_hidden(member, today)}",
            where=at(member, "consent", field),
            note=note,
            related=tuple(Label(where=where, message="still named here") for where in written.get(id, [])[:PLACES]),
            help=help,
        )


@explained
def consent_review_due(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A person who is to be asked again soon.

    Told from 60 days before. Past the day the entry is withheld until the person has
    answered.

        -- content/members/ada-example.yaml --
        name: Ada Example
        consent:
          given: 2025-03-15
          directory: public
          review_by: 2026-03-15

        warning[consent-review-due]: `ada-example` is to be asked again by March 15, 2026
         --> content/members/ada-example.yaml:5:14
          |
        5 |   review_by: 2026-03-15
          |              ^^^^^^^^^^ from the day after, the entry is withheld
          = help: ask, then write the new day as `given` and a later `review_by`
    """
    today = now.date()
    for member in chapter.members.values():
        consent = member.consent
        if consent is None or consent.review_by is None or standing(member, today) != "agreed":
            continue
        if consent.review_by - REVIEW_DUE <= today and consent.directory != "none":
            yield Diagnostic(
                code="consent-review-due",
                severity=WARNING,
                message=f"{quoted(member.id)} is to be asked again by {day_words(consent.review_by)}",
                where=at(member, "consent", "review_by"),
                note="from the day after, the entry is withheld",
                help="ask, then write the new day as `given` and a later `review_by`",
            )


@explained
def withdrawn_name(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A text that still names somebody who has withdrawn.

    Lists, bylines and speakers say "a member" by themselves. A text that people wrote
    must be changed by people: the body of a recap, a title, a summary, a caption, the
    name of a file. The name is found in small and capital letters, with accents or
    without, across lines and through emphasis.

        -- content/members/ada-example.yaml --
        name: Ada Example
        withdrawn: 2026-02-01
        -- content/posts/press.md --
        ---
        title: A new press
        date: 2026-02-10
        ---
        Thanks to *Ada* Example for the coffee.

        error[withdrawn-name]: this names somebody who withdrew on February 1, 2026
         --> content/posts/press.md:5:12
          |
        5 | Thanks to *Ada* Example for the coffee.
          |            ^^^^^^^^^^^^
          = help: write `a member`
    """
    today = now.date()
    values = [one for one in private_values(chapter, today) if one.stops and one.kind != "photo"]
    if not values:
        return
    for value, where in found_in(passages(chapter, today), values):
        if value.kind != "name":
            yield private_text(value, where)
        elif standing(chapter.members[value.member], today) == "withdrawn":
            yield Diagnostic(
                code="withdrawn-name",
                severity=ERROR,
                message=f"this names somebody who {value.why}",
                where=where,
                help="write `a member`" if where.keys else "give the file another name",
            )
        else:
            yield unlisted_name(value, where)


@explained
def unlisted_name(value: PrivateValue, where: Place) -> Diagnostic:
    """A text that names a member who has not agreed to be named.

    A member's file makes a person known to the program; it does not make the person
    public. Until the person's `consent` says `directory: public`, no page may write the
    name. Either ask, or write "a member".

        -- content/members/ada-example.yaml --
        name: Ada Example
        -- content/posts/press.md --
        ---
        title: A new press
        date: 2026-02-10
        ---
        Thanks to Ada Example for the coffee.

        error[unlisted-name]: this names a member who has agreed to nothing yet
         --> content/posts/press.md:5:11
          |
        5 | Thanks to Ada Example for the coffee.
          |           ^^^^^^^^^^^
          = help: write `a member`, or ask and write the answer under `consent` in content/members/ada-example.yaml
    """
    return Diagnostic(
        code="unlisted-name",
        severity=ERROR,
        message=f"this names a member who {value.why}",
        where=where,
        help=("write `a member`" if where.keys else "give the file another name")
        + f", or ask and write the answer under `consent` in {value.where.file}",
    )


@explained
def private_text(value: PrivateValue, where: Place) -> Diagnostic:
    """A text that gives away what is not public.

    A telephone number, an e-mail address or a profile that a member did not agree to
    publish; the join link of an online event that is for members or for those who sign
    up; what to say at a gate.

        -- content/members/ada-example.yaml --
        name: Ada Example
        contact: {phone: 312-555-0199}
        consent: {given: 2026-01-15, directory: public, phone: members}
        -- content/posts/press.md --
        ---
        title: A new press
        date: 2026-02-10
        ---
        Call Ada at (312) 555-0199.

        error[private-text]: this gives a telephone number that is not public
         --> content/posts/press.md:5:13
          |
        5 | Call Ada at (312) 555-0199.
          |             ^^^^^^^^^^^^^^ `ada-example` did not agree to this being public
          = help: leave it out, or ask and write `phone: public` under `consent` in content/members/ada-example.yaml
    """
    mend = f", or ask and write `{MATTERS[value.kind]}: public` under `consent` in {value.where.file}"
    return Diagnostic(
        code="private-text",
        severity=ERROR,
        message=f"this gives {CALLED[value.kind]} that is not public",
        where=where,
        note=f"{quoted(value.member)} {value.why}" if value.member else value.why,
        help="leave it out" + (mend if value.member else ""),
    )


CALLED = {
    "name": "a name",
    "email": "an e-mail address",
    "phone": "a telephone number",
    "linkedin": "a profile",
    "website": "a website",
    "bio": "a sentence of a biography",
    "topic": "a wish or an offer",
    "join-link": "a join link",
    "gate": "what to say at the gate",
    "photo": "a picture",
}

# The field of `consent` that opens a kind of value.
MATTERS = {
    **{kind: kind for kind in ("email", "phone", "linkedin", "website", "bio", "photo")},
    "name": "directory",
    "topic": "introductions",
    "join-link": "",
    "gate": "",
}


@explained
def picture_held_back(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """Pictures that wait for somebody who is in them.

    The `people` of a recap's photo are asked too: while one of them has not agreed to be
    pictured, nobody sees it, on no page. Told once for each person.

        -- content/members/ada-example.yaml --
        name: Ada Example
        consent: {given: 2026-01-15, directory: public}
        -- content/events/2026-02-05-tour.yaml --
        title: Example Press
        date: 2026-02-05
        -- content/recaps/2026-02-05-tour.yaml --
        photos:
          - {src: hall.png, alt: The hall, people: [ada-example]}
        -- content/media/hall.png --
        (a picture)

        warning[picture-held-back]: `ada-example` has not agreed to be pictured, so 1 picture is held back
         --> content/recaps/2026-02-05-tour.yaml:2:45
          |
        2 |   - {src: hall.png, alt: The hall, people: [ada-example]}
          |                                             ^^^^^^^^^^^
          = help: ask, and write `photo: public` under `consent` in content/members/ada-example.yaml
    """
    today = now.date()
    pictures: dict[MemberId, list[Place]] = {}
    for recap in chapter.recaps.values():
        for number, photo in enumerate(recap.photos):
            for place, member in enumerate(photo.people):
                if not may_be_pictured(chapter.members[member], today):
                    pictures.setdefault(member, []).append(at(recap, "photos", number, "people", place))
    for member, places in pictures.items():
        # Of whom time alone decides is told already, and who withdrew has answered.
        if standing(chapter.members[member], today) not in ("lapsed", "later", "withdrawn"):
            count = len(places)
            yield Diagnostic(
                code="picture-held-back",
                severity=WARNING,
                message=f"{quoted(member)} has not agreed to be pictured, so {count} picture"
                f"{' is' if count == 1 else 's are'} held back",
                where=places[0],
                related=tuple(Label(where=where, message="this one too") for where in places[1:PLACES]),
                help=f"ask, and write `photo: public` under `consent` in {chapter.members[member].file}",
            )


@explained
def photos_await_host(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """Pictures of a tour that wait for the host.

    When the tour says `photos: host-approval`, nobody sees the recap's pictures before
    the host has; those in its text neither. Show them to the host, then write the day of
    the answer as `host_approved`. Told from 30 days after the tour.

        -- content/events/2026-01-15-tour.yaml --
        title: Example Press
        kind: tour
        date: 2026-01-15
        tour: {photos: host-approval}
        -- content/recaps/2026-01-15-tour.yaml --
        photos:
          - {src: hall.png, alt: The hall}
        -- content/media/hall.png --
        (a picture)

        warning[photos-await-host]: the pictures of this tour wait for the host
         --> content/recaps/2026-01-15-tour.yaml:2:3
          |
        2 |   - {src: hall.png, alt: The hall}
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ published nowhere until then
          = help: show them to the host, then write the day as `host_approved`
    """
    today = now.date()
    for recap in chapter.recaps.values():
        over = is_past(chapter.occasions[recap.event].interval, now - HOST_MAY_TAKE)
        if over and photos_held(chapter, recap, today) and pictures_of(chapter, recap):
            yield Diagnostic(
                code="photos-await-host",
                severity=WARNING,
                message="the pictures of this tour wait for the host",
                where=at(recap, "photos" if recap.photos else "body"),
                note="published nowhere until then",
                help="show them to the host, then write the day as `host_approved`",
            )


# What says how somebody's consent stands: it is told, and written down nowhere.
_ABOUT_CONSENT: tuple[Callable[..., object], ...] = (
    *(consent_lapsed, consent_begins_later, consent_review_due, withdrawn_name),
    *(unlisted_name, private_text, picture_held_back, photos_await_host),
)
CONFIDENTIAL = frozenset(map(code_of, _ABOUT_CONSENT))
