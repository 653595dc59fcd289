"""People in every state of consent, and what each ring may know of them: told by a table of its own.

Every private value is a word that stands nowhere else ("canaryphone-ada"), so that a leak
is a word that is found. `allowed` says which may be found; it shares nothing with
`generator/model/consent.py` but the content format's sentences.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import timedelta
from hashlib import blake2b
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from msgspec import msgpack
from msgspec.structs import replace

from generator.audit import Private, look_for, private_of
from generator.engine.cards import Card
from generator.engine.output import encode
from generator.engine.pictures import PictureFacts
from generator.model.chapter import Chapter
from generator.model.records import Consent, MembersPart, Ring
from generator.model.when import zone
from generator.site.contents import Plan, Planned, cards_of
from generator.site.edition import Edition
from generator.site.plan import plan
from generator.site.urls import root_of
from tests.model.reading import chapter_of

TODAY = Date(2026, 3, 1)
PEOPLE = ("ada", "ben", "cyd", "dov")
# Many, so that one chapter holds many people who each said something else.
CROWD = tuple("".join(letters) for letters in product("bdfklm", "aeiou", "nr"))[:50]

FILES = """
-- content/members/member-{w}.yaml --
name: Canaryname-{w} Example
display_name: Canarydisplay-{w} Example
pronouns: canarypronouns-{w}
company: press
title: Canarytitle-{w}
photo: {{src: people/canaryphoto-{w}.png, alt: canaryalt-{w}, credit: canarycredit-{w}}}
roles:
  - {{title: Canaryrole-{w}, from: 2025}}
  - {{title: Canaryformer-{w}, from: 2023, until: 2024}}
  - {{title: Canarycoming-{w}, from: 2027}}
topics: [canarytopic-{w} and how one is grown in a cellar]
can_help_with: [canaryhelp-{w} with whatever else a press may want]
would_like_to_meet: [canarymeet-{w} or whoever else has kept one alive]
contact:
  email: canarymail-{w}@example.com
  phone: canaryphone-{w} 312-555-01{n:02}
  linkedin: https://www.linkedin.com/in/canarylinkedin-{w}
  website: https://canarywebsite-{w}.example.com/
  preferred: phone
aliases: [/canaryalias-{w}/]
extra: {{canaryextra: canaryextra-{w}}}
body: |
  Canarybio-{w} is [here](https://canarylink-{w}.example.com/), [on paper](media:people/canarypaper-{w}.pdf), and at home.
-- content/media/people/canaryphoto-{w}.png --
-- content/media/people/guest-{n}.png --
-- content/media/people/canarypaper-{w}.pdf --
-- content/media/people/canaryguest-{w}.png --
-- content/media/tours/canarygroup-{w}.png --
-- content/media/tours/canaryhall-{w}.png --
-- content/media/tours/canaryinline-{w}.png --
-- content/ideas/{n}.yaml --
title: Idea number {n}
proposed_by: member-{w}
supporters: [member-{w}]
-- content/recommendations/{n}.yaml --
vendor: Example Gloves {n}
recommended_by: member-{w}
relationship: client
-- content/companies/works-{n}.yaml --
name: Works number {n}
contact: member-{w}
-- content/events/{day}-tour.yaml --
title: Tour number {n}
kind: tour
date: {day}
tour: {{photos: host-approval}}
organizers: [member-{w}]
speakers:
  - member-{w}
  - name: CANARYNAME-{w} Example
    title: Canaryspoken-{w}
    photo: {{src: people/canaryguest-{w}.png, alt: canaryspokenalt-{w}}}
    bio: Canaryspokenbio-{w} speaks.
    url: https://canaryspokenurl-{w}.example.com/
  - {{name: Guest number {n}, photo: people/guest-{n}.png}}
agenda: [{{title: Words, speakers: [member-{w}, {{name: Canarydisplay-{w}  Éxample}}]}}]
-- content/recaps/{day}-tour.md --
---
authors: [member-{w}, Canaryname-{w} Example, canarydisplay-{w} example]
takeaways:
  - {{idea: Measure twice {n}., shared_by: member-{w}}}
  - {{idea: Cut once {n}., shared_by: Canaryname-{w} Example}}
photos:
  - {{src: tours/canarygroup-{w}.png, alt: canarygroupalt-{w}, people: [member-{w}, member-{next}]}}
  - {{src: tours/canaryhall-{w}.png, alt: canaryhallalt-{w}}}
---
With [a speaker](member:member-{w}), [again](/members/member-{w}/), ![The press](media:tours/canaryinline-{w}.png).
-- content/posts/news-{n}.md --
---
title: News number {n}
date: {day}
authors: [member-{w}, Canaryname-{w} Example]
image: {{src: people/canaryphoto-{w}.png, alt: Somebody}}
---
See [the picture](media:people/canaryphoto-{w}.png) and ![the hall](../media/tours/canaryhall-{w}.png).
-- content/events/{coming}-call.yaml --
title: Call number {n}
date: {coming}
attendance: online
online: {{url: "https://meet.example.com/canarycall-{w}", visibility: {visibility}}}
tour: {{gate: canarygate-{w} at the north door}}
"""

CHARTER = """
-- content/chapter.yaml --
name: Small Chapter
timezone: America/Chicago
url: https://small.example.org/
introductions: {{connector: member-{first}}}
-- content/companies/press.yaml --
name: Example Press
"""
# Who may join the call of the first, the second and so on.
CALLS = ("registrants", "members", "members", "public")


def toured(number: int) -> Date:
    """When the tour of somebody's works was."""
    return Date(2026, 1, 1) + timedelta(number)


def chapter_of_people(people: Sequence[str]) -> str:
    """The files of a chapter of these people."""
    return CHARTER.format(first=people[0]) + "".join(
        FILES.format(
            w=word,
            n=number + 1,
            day=toured(number),
            coming=toured(number) + timedelta(69),
            next=people[(number + 1) % len(people)],
            visibility=CALLS[number % len(CALLS)],
        )
        for number, word in enumerate(people)
    )


WHOLE = chapter_of_people(PEOPLE)
BASE = chapter_of(WHOLE)

# The field of consent that opens a word, and the words it opens.
OPENED_BY = {
    "directory": ("display", "title", "role", "alias", "extra"),
    "bio": ("pronouns", "topic", "bio", "link", "paper"),
    "photo": ("photo", "alt", "credit"),
    "email": ("mail",),
    "phone": ("phone",),
    "linkedin": ("linkedin",),
    "website": ("website",),
    "introductions": ("help", "meet", "topic"),
}
READERS = {"public": ("public", "members"), "members": ("members",), "none": ()}


class State(NamedTuple):
    """What everybody said, and which hosts agreed: fields of `Member` by word, days by word."""

    said: Mapping[str, Mapping[str, Any]]
    approved: Mapping[str, Date | None]


def states(seed: int, number: int, people: Sequence[str] = PEOPLE) -> Iterator[State]:
    """So many states of consent of all these people, each other than the last."""
    dice = random.Random(seed)
    before = (None, None, None, Date(2026, 2, 28))
    for _ in range(number):
        said = {}
        for word in people:
            levels = dice.choice((("public", "members", "none"), ("public", "public", "members", "none")))
            fields = {field: dice.choice(levels) for field in OPENED_BY}
            fields["given"] = dice.choice((Date(2026, 1, 15), Date(2026, 1, 15), TODAY, Date(2026, 3, 2)))
            fields["review_by"] = dice.choice((None, None, TODAY, Date(2026, 2, 28), Date(2027, 1, 1)))
            said[word] = {
                "consent": dice.choice((None, *[Consent(**fields)] * 7)),
                "withdrawn": dice.choice((*before * 2, Date(2026, 12, 31))),
                "draft": dice.random() < 0.08,
                "left": dice.choice(("", "", "", "", "2025", "2026-03")),
            }
        yield State(said, {word: dice.choice((None, Date(2026, 2, 1), TODAY, Date(2026, 3, 2))) for word in people})


def chapter_in(state: State) -> Chapter:
    """The chapter in a state."""
    members = {id: replace(one, **state.said[id.removeprefix("member-")]) for id, one in BASE.members.items()}
    recaps = {id: replace(one, host_approved=state.approved[PEOPLE[int(id[9]) - 1]]) for id, one in BASE.recaps.items()}
    return replace(BASE, members=members, recaps=recaps)


def edition_in(state: State, ring: Ring) -> Edition:
    """What a ring is shown of the chapter in a state."""
    chapter = chapter_in(state)
    return Edition(
        chapter=chapter,
        now=DateTime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=zone("America/Chicago")),
        drafts=False,
        root=root_of(chapter.charter.url),
        pictures={
            path: PictureFacts(format="png", width=600, height=400, digest=digest)
            for path, digest in DIGESTS.items()
            if path.endswith(".png")
        },
        ring=ring,
    )


# A digest for each file of the chapter.
DIGESTS = {path: blake2b(path.encode(), digest_size=16).hexdigest() for path in sorted(BASE.media)}
FOLDER = MembersPart(published="folder", groups=())


def private_in(state: State) -> Private:
    """What no ring may know of the chapter in a state, ready to be looked for."""
    chapter = chapter_in(state)
    return private_of(replace(chapter, charter=replace(chapter.charter, members_part=FOLDER)), TODAY, DIGESTS)


def texts_of(view: bytes) -> bytes:
    """The texts of an encoded view, apart from one another."""
    return str(msgpack.decode(view)).encode()


def files_of(plan: Plan) -> Iterator[Planned]:
    """Every file of a plan, its view made."""
    cards: list[Card] = []
    for page in plan.pages:
        view = page.make()
        cards += cards_of(view)
        yield Planned(page.url, view, page.tag)
    yield from plan.rest(cards)


def checked(plan: Plan) -> Plan:
    """A plan whose addresses and links were checked, as a build does."""
    for check in plan.checks:
        tuple(check())
    return plan


def audited(private: Private, edition: Edition) -> set[str]:
    """The kinds of private values that the audit finds in a whole site: in all that any recipe is told."""
    return {
        private.values[one.what].kind
        for output in files_of(checked(plan(edition)))
        for one in look_for(private, edition.ring, output.url, output.view, texts_of(encode(output.view)))
    }


def told(edition: Edition) -> set[str]:
    """The private words in the addresses and views of a whole site: all that any recipe is told.

    And those of every `Person`, since that is what everybody else is handed."""
    outputs = files_of(checked(plan(edition)))
    people = map(edition.person, edition.chapter.members)
    return words_in(
        b"\n".join((*map(msgpack.encode, people), *(one.url.encode() + encode(one.view) for one in outputs)))
    )


_WORD = re.compile(rb"(?:canary[a-z]+|member)-(?:" + "|".join((*PEOPLE, *CROWD)).encode() + rb")\b")


def words_in(content: bytes) -> set[str]:
    """The private words in some bytes, as they are and as a browser or a calendar reads them."""
    unfolded = re.sub(rb"\r?\n[ \t]", b"", content).lower()
    found = {word.decode() for word in _WORD.findall(content.lower()) + _WORD.findall(unfolded)}
    if b"%" in unfolded or b"&" in unfolded or b"\\u" in unfolded:
        plain = html.unescape(unquote_to_bytes(unfolded).decode("utf-8", "replace"))
        plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), plain)
        found.update(word.decode() for word in _WORD.findall(plain.encode()))
    return found


def allowed(state: State, ring: Ring) -> set[str]:
    """The private words that a ring may be told."""
    found: set[str] = set()
    people = tuple(state.said)
    pictured: set[str] = set()
    for word in people:
        said = state.said[word]
        consent = said["consent"]
        if consent is None or said["withdrawn"] or said["draft"] or consent.given > TODAY:
            continue
        if consent.review_by and consent.review_by < TODAY:
            continue
        if ring not in READERS[consent.directory]:
            continue
        if ring in READERS[consent.photo]:
            pictured.add(word)
            # Announced as a guest with a portrait of their own: it is the same person.
            found.add(f"canaryguest-{word}")
        if said["left"] == "2025":
            found.add(f"canarydisplay-{word}")
            continue
        found.add(f"member-{word}")
        for field, opened in OPENED_BY.items():
            if ring in READERS[getattr(consent, field)]:
                found.update(f"canary{one}-{word}" for one in opened)
    for number, word in enumerate(people):
        # A portrait that may be seen is seen where a post shows it, also of somebody who has left.
        if word in pictured:
            found.add(f"canaryphoto-{word}")
        approved = state.approved[word]
        if approved and approved <= TODAY:
            found.update(f"canary{one}-{word}" for one in ("hall", "hallalt", "inline"))
            if {word, people[(number + 1) % len(people)]} <= pictured:
                found.update(f"canary{one}-{word}" for one in ("group", "groupalt"))
        if ring == "members":
            found.add(f"canarygate-{word}")
        if CALLS[number % len(CALLS)] in ("public", ring):
            found.add(f"canarycall-{word}")
    return found
