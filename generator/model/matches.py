"""Who might like to meet whom: wishes, and the offers that meet them.

One member would like to meet "anyone who has trained apprentices"; another can help
with "your first apprenticeship registration". A person sees at once that the two
belong together, because *apprentice* and *apprenticeship* are one word to a person.
So words are compared by their stems:

1. letters are folded: case and accents are put aside (`Señal` is `senal`);
2. words that say nothing of a subject are left out (`EMPTY`): *the*, *anyone*, *help*,
   and what every member of such a chapter has in common, *plant* and *company*;
3. irregular plurals become what they are plurals of (`IRREGULAR`);
4. the first of the `ENDINGS` that leaves three letters is taken off, again and again:
   apprenticeships, apprenticeship, apprentices and apprentice all end as *apprentic*.

This is no grammar. It takes *university* and *universe* for relatives, as any such
stemmer does (Porter, "An algorithm for suffix stripping", 1980), and knows no synonyms.
The words are English; in other languages 1 and the plain plural still serve.

A word that many have in their offers tells nobody apart, so it does not count where more
than `COMMON` of at least `FEW` members use it. Whoever shares the most words with a wish
comes first, then whoever shares the rarest; then names decide, so the order never varies.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from generator.pattern import pattern
from generator.text.tables import words

# How many others are suggested to one person.
MOST = 3

# More than this share of the members, where there are at least this many, and a word is everybody's.
COMMON, FEW = 0.25, 8

WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

EMPTY = words(
    """
    a about after again all almost also always am among an and another any anybody anyone anything are around as ask
    asked asking at away back be because been before being best better between big both bring but by call can cannot
    come could did do does doing done down during each either else end enough ever every everybody everyone everything
    far few find first for form found from full further get gets getting give given go goes going good got great had
    happen has have having he her here him his honest how i idea if in into is it its job just keep kind know known
    last least less let like little long look lot love made make making many may maybe me mean meet met might mine
    more most much must my name need never new next no nobody none nor not nothing now of off often old on once one
    only open or other our out over own part people person place plain plan put quite rather real really run said same
    say see seen several shall she should show since so some somebody someone something somewhere soon still such
    take taken talk tell than that the their them then there these they thing think this those though three through
    time to together too took toward tried try trying two under until up upon us use used useful using very want
    was way we well went were what when where whether which while who whom whose why will wish with within without
    word work would write year yes yet you your
    company companies chapter colleague department employee employer factory group guest help helped helping manager
    member network organization plant role staff team site week month day today hour
    herself himself itself ourselves themselves yourself read thank back story
    four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
    """
)

IRREGULAR = {
    "children": "child", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "taught": "teach", "teacher": "teach", "wrote": "write", "written": "write", "led": "lead", "built": "build",
    "sold": "sell", "bought": "buy", "kept": "keep", "left": "leave", "knives": "knife", "lives": "life",
    "leaves": "leave", "analyses": "analysis", "crises": "crisis", "data": "datum", "criteria": "criterion",
}  # fmt: skip

# Plurals, then an ending and what stands in its place, the longest first.
ENDINGS = {
    "ies": "y", "sses": "ss", "ches": "ch", "shes": "sh", "xes": "x", "s": "",
    "ization": "iz", "isation": "iz", "fulness": "", "iveness": "iv", "ousness": "ous",
    "ment": "", "ness": "", "ship": "", "able": "", "ible": "",
    "ing": "", "ion": "", "ive": "", "ied": "y", "ety": "e",
    "ed": "", "ee": "", "er": "", "or": "", "al": "", "ly": "",
    "e": "", "y": "", "i": "",
}  # fmt: skip
# What looks like an ending and is none: process, bonus, analysis, career.
NO_ENDINGS = ("ss", "us", "is", "eer")
SHORTEST = 3


class Offer(NamedTuple):
    """Something a member can help with or be asked about, by the member's id."""

    member: str
    text: str


@cache
def stem(word: str) -> str:
    """What is left of a word without its endings: `Apprenticeships` and `apprentice` are `apprentic`."""
    folded = "".join(one for one in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(one))
    folded = re.sub(r"['’]\w*$", "", folded)
    left = IRREGULAR.get(folded, folded)
    while True:
        shorter = next((without for ending in ENDINGS if (without := _without(left, ending))), left)
        if shorter == left:
            return left
        left = shorter


def _without(word: str, ending: str) -> str:
    """A word without an ending; "" when it has another, when too little would be left, or it is no ending here."""
    if not word.endswith(ending) or len(word) - len(ending) < SHORTEST or word.endswith(NO_ENDINGS):
        return ""
    left = word[: len(word) - len(ending)] + ENDINGS[ending]
    if not re.search(r"[aeiouy]", left):
        return ""
    # `planning` is `plan`; `selling` stays `sell`, and `adding` is `add`.
    doubled = ending in ("ing", "ed", "er") and len(left) > SHORTEST and left[-1] == left[-2] and left[-1] not in "lsz"
    return left[:-1] if doubled else left


@cache
def empty_stems() -> frozenset[str]:
    """What is left of the words that say nothing."""
    return frozenset(map(stem, EMPTY))


def subjects(text: str) -> frozenset[str]:
    """What a text is about: the stems of its words."""
    plain = (word.casefold() for word in WORD.findall(text))
    return frozenset(map(stem, (word for word in plain if len(word) > 1 and word not in EMPTY))) - empty_stems()


def suggestions(wishes: Iterable[str], offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """The offers that meet a person's wishes: one for each other member, the nearest first, at most `MOST`.

    `offers` are all those of the other members, in the order in which equals are to stand.
    """
    listed = [(offer, subjects(offer.text)) for offer in offers]
    wanted = frozenset[str]().union(*map(subjects, wishes))
    users = Counter(one for _, one in {(offer.member, one) for offer, said in listed for one in said})
    members = len({offer.member for offer, _ in listed})
    everybodys = {one for one, count in users.items() if members >= FEW and count > COMMON * members}
    nearest: dict[str, tuple[int, int, int]] = {}
    for number, (offer, said) in enumerate(listed):
        shared = (said & wanted) - everybodys
        if shared:
            rank = (-len(shared), min(users[one] for one in shared), number)
            nearest[offer.member] = min(rank, nearest.get(offer.member, rank))
    return tuple(listed[number][0] for *_, number in sorted(nearest.values())[:MOST])


def offers_of(member: str, *lists: Iterable[str]) -> Iterator[Offer]:
    """A member's offers, those of the first list first."""
    for texts in lists:
        for text in texts:
            yield Offer(member, text)
