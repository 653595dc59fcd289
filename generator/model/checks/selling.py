"""Sales language in what members write of themselves.

People come because nobody sells here. A profile, an offer or a wish that reads like a
brochure drives them away, and is seldom meant so: it was copied from a company's website.
So it is told, with advice, and never stops a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime as DateTime
from typing import NamedTuple

from generator.model.chapter import Chapter
from generator.model.checks.suppliers import addresses_of
from generator.model.checks.words import WARNING
from generator.model.leaves import leaves
from generator.model.records import Company, Markdown, Member, Recommendation, Record, Text
from generator.pattern import pattern
from generator.text.diagnostic import Diagnostic, Place, explained
from generator.text.tables import words
from generator.text.tracking import is_one_of, web_host


class Pitch(NamedTuple):
    """A way to sell: how it sounds, and what to write instead."""

    ways: str
    advice: str


def pitch(advice: str, *ways: str) -> Pitch:
    """A way to sell, from patterns of words in small letters."""
    return Pitch("|".join(ways), advice)


def whole_words(ways: str) -> str:
    """The pattern of such words where they are no part of others."""
    return rf"(?<!\w)(?:{ways})(?!\w)"


PITCHES = (
    pitch(
        "say what you know, and let people ask",
        "act now",
        "limited[- ]time",
        r"do(?:n't|n’t| not) miss (?:out|this|our)",
        r"sign up (?:today|now)",
        r"call (?:us|me) (?:today|now)",
        r"(?:contact|call|email|message) (?:us|me) for an? (?:free )?(?:quote|demo|consultation|estimate)",
        r"(?:book|schedule|request) (?:a|your) (?:free )?(?:call|demo|consultation|discovery call|strategy session)",
        r"free (?:consultation|trial|demo|assessment|quote|audit|estimate|strategy session)",
        r"(?:special|exclusive|introductory|member) (?:offer|discount|pricing|rate)s?",
        r"money[- ]back",
        r"results guaranteed|guaranteed results",
    ),
    pitch(
        "say in plain words what it does",
        r"(?:industry|market)[- ]leading",
        "leading provider",
        "best[- ]in[- ]class",
        "world[- ]class",
        "one[- ]stop shop",
        r"turn[- ]?key solutions?",
        r"end[- ]to[- ]end solutions?",
        r"(?:cutting|bleeding)[- ]edge",
        "game[- ]changer",
        r"tailored solutions?",
        r"solutions provider",
        r"trusted partner",
        r"grow your business",
        r"maximi[sz]e your (?:roi|profits?)",
    ),
    pitch(
        "name the work you share, not the sale",
        r"decision[- ]makers?",
        r"(?:qualified|warm|hot|new) leads",
        r"lead generation",
        r"(?:new|potential|prospective|ideal|target) (?:clients?|customers?|buyers?)",
        r"prospects",
        r"referral (?:partners?|fees?|bonus(?:es)?)",
        r"(?:need|looking for|in the market for) (?:our|my) (?:services?|products?|solutions?)",
    ),
)

ANY_PITCH = pattern(whole_words("|".join(one.ways for one in PITCHES)))

# A price, and not a sum of which a story is told: "from $99", "$40 an hour", "20% off".
PRICE = pattern(
    r"""
    (?:starting\ at|starting\ from|from|only|just|for)\ (?:[$€£]|USD\ |EUR\ )\s?\d[\d,.]*+
        (?!\s*(?:k|m|bn|thousand|million|billion)\b)
    | [$€£]\s?\d[\d,.]*+\s*(?:/|per|an?|each)\s*
        (?:hour|hr|day|week|month|mo|year|seat|user|person|head|session|employee)\b
    | \b\d{1,3}\s?%\s(?:off|discount)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What a text in small letters without a price does not have.
MONEY = ("$", "€", "£", "usd ", "eur ", "%")

# Where one books an hour of somebody's time.
BOOKING = words(
    """
    calendly.com meetings.hubspot.com savvycal.com cal.com acuityscheduling.com as.me youcanbook.me ycb.me zcal.co
    tidycal.com koalendar.com oncehub.com scheduleonce.com go.oncehub.com simplybook.me setmore.com appointlet.com
    chilipiper.com vyte.in calendar.app.google book.ms bookings.cloud.microsoft reclaim.ai usemotion.com drift.me
    meetme.so picktime.com 10to8.com doodle.com timetrade.com bookafy.com harmonizely.com lunacal.ai
    """
)
# Programs that do much else besides: only these of their addresses are for booking.
BOOKING_PATHS = pattern(
    r"https?://(?:calendar\.google\.com/calendar/(?:u/\d+/)?appointments"
    r"|outlook\.office(?:365)?\.com/(?:book|owa/calendar/[^/]+/bookings)|scheduler\.zoom\.us/|zoom\.us/scheduler)",
    re.IGNORECASE,
)
WRITTEN_HOST = pattern(r"(?<![\w@.-])((?:[a-z0-9-]+\.)+[a-z]{2,})(?=/)", re.IGNORECASE)


@explained
def sales_language(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """Words of a sales brochure, or a price, in what a member or a company says of itself.

    Members come because nobody sells to them here, and they pass on the names of those
    who do good work of their own accord. So say what you know and what you ask
    yourself, and leave the offer and its price for the day that somebody asks.

    -- content/members/ada-example.yaml --
    name: Ada Example
    can_help_with:
      - World-class onboarding, from $99

    warning[sales-language]: `World-class` sounds like an advertisement
     --> content/members/ada-example.yaml:3:5
      |
    3 |   - World-class onboarding, from $99
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: say in plain words what it does
    """
    for record in told_by_members(chapter):
        for place, text in texts_of(chapter, record):
            found = sounding(text)
            if found:
                yield Diagnostic(
                    code="sales-language",
                    severity=WARNING,
                    message=found[0],
                    where=place,
                    help=found[1],
                )


def sounding(text: str) -> tuple[str, str] | None:
    """What in a text sounds like selling, and what to write instead; None when nothing does."""
    # Most texts hold none of it, and to see that in small letters takes a seventh of the time. The three letters put in
    # are those that `IGNORECASE` reads so, and `lower` does not.
    small = text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")
    if ANY_PITCH.search(small):
        for one in PITCHES:
            match = re.search(whole_words(one.ways), text, re.IGNORECASE)
            if match:
                return f"`{match[0]}` sounds like an advertisement", one.advice
    price = PRICE.search(text) if any(sign in small for sign in MONEY) else None
    return (f"`{price[0].strip()}` is a price", "leave prices for the day that somebody asks") if price else None


@explained
def booking_link(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A link to book somebody's time, in what a member or a company says of itself.

    Here people are introduced to one another, and both agree first. A page on which one
    books an appointment skips the question whether the other side would like to.

    -- content/members/ada-example.yaml --
    name: Ada Example
    contact:
      website: https://calendly.com/ada-example/15min

    warning[booking-link]: `calendly.com` is for booking appointments
     --> content/members/ada-example.yaml:3:12
      |
    3 |   website: https://calendly.com/ada-example/15min
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: leave it out; who would like to talk asks for an introduction
    """
    for record in told_by_members(chapter):
        written = [(place, web_host(address)) for place, address in addresses_of(chapter, record) if books(address)]
        linked = {host for _, host in written}
        for place, text in texts_of(chapter, record):
            hosts = (match[1].lower().removeprefix("www.") for match in WRITTEN_HOST.finditer(text))
            written += ((place, host) for host in hosts if is_one_of(host, BOOKING) and host not in linked)
        for place, host in written:
            yield Diagnostic(
                code="booking-link",
                severity=WARNING,
                message=f"`{host}` is for booking appointments",
                where=place,
                help="leave it out; who would like to talk asks for an introduction",
            )


def books(address: str) -> bool:
    """Whether an address is a page on which one books an appointment."""
    return is_one_of(web_host(address), BOOKING) or bool(BOOKING_PATHS.match(address))


def told_by_members(chapter: Chapter) -> Iterator[Record]:
    """What members write of themselves, their companies and others."""
    for kind in (chapter.members, chapter.companies, chapter.recommendations):
        yield from kind.values()


# Names are names, and an old address is what it is.
SPOKEN: dict[type[Record], frozenset[str]] = {
    Member: frozenset(("title", "topics", "can_help_with", "would_like_to_meet", "body")),
    Company: frozenset(("industry", "summary", "body")),
    Recommendation: frozenset(("what_for", "body")),
}


def texts_of(chapter: Chapter, record: Record) -> Iterator[tuple[Place, str]]:
    """Every text in which a record speaks, plain, with its place."""
    for leaf in leaves(record, Markdown, Text):
        if leaf.keys[0] in SPOKEN[type(record)]:
            if leaf.type is Markdown and leaf.value in chapter.prose:
                yield Place(record.file, leaf.keys), chapter.prose[leaf.value].plain
            elif leaf.type is Text:
                yield Place(record.file, leaf.keys), leaf.value
