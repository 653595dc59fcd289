"""Prose as volunteers write it, made by dice: Markdown of 300 to 700 words.

What matters to a generator is there in the measure of a real chapter: headings, links,
emphasis, lists, quotation marks, dashes, now and then a table, a quotation, some code.
The words are drawn so that a few are common and most are rare, as in any language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

FEWEST, MOST = 300, 700  # words

NOUNS = [
    "shift",
    "floor",
    "plant",
    "line",
    "press",
    "gate",
    "supervisor",
    "steward",
    "apprentice",
    "interview",
    "grievance",
    "schedule",
    "policy",
    "handbook",
    "badge",
    "locker",
    "forklift",
    "kettle",
    "furnace",
    "casting",
    "carton",
    "gear",
    "bell",
    "loom",
    "crane",
    "pallet",
    "dock",
    "drawer",
    "wrench",
    "gauge",
    "meeting",
    "roundtable",
    "coffee",
    "recap",
    "question",
    "answer",
    "story",
    "card",
    "list",
    "budget",
    "survey",
    "lesson",
    "mistake",
    "habit",
    "promise",
    "wage",
    "bonus",
    "overtime",
    "pension",
    "benefit",
    "insurance",
    "contract",
    "union",
    "agreement",
    "vacation",
    "absence",
    "injury",
    "audit",
    "permit",
    "company",
    "member",
    "guest",
    "host",
    "neighbor",
    "friend",
    "newcomer",
    "veteran",
    "manager",
    "director",
    "engineer",
    "welder",
    "cook",
    "clerk",
    "driver",
    "morning",
    "evening",
    "week",
    "winter",
    "summer",
    "river",
    "bridge",
    "street",
    "parking",
    "entrance",
    "elevator",
    "window",
    "kitchen",
    "hall",
    "room",
]
VERBS = [
    "walked",
    "opened",
    "asked",
    "answered",
    "showed",
    "explained",
    "kept",
    "lost",
    "found",
    "wrote",
    "read",
    "learned",
    "taught",
    "hired",
    "trained",
    "moved",
    "noticed",
    "counted",
    "measured",
    "repaired",
    "cleaned",
    "closed",
    "started",
    "stopped",
    "changed",
    "promised",
    "remembered",
    "forgot",
    "carried",
    "borrowed",
    "shared",
    "sold",
    "built",
    "painted",
    "signed",
    "drew",
    "described",
    "questioned",
    "followed",
    "led",
    "heard",
    "repeated",
    "settled",
]
QUALITIES = [
    "quiet",
    "loud",
    "early",
    "late",
    "honest",
    "plain",
    "careful",
    "stubborn",
    "warm",
    "cold",
    "long",
    "short",
    "narrow",
    "wide",
    "old",
    "new",
    "small",
    "large",
    "patient",
    "generous",
    "ordinary",
    "peculiar",
    "borrowed",
    "forgotten",
    "useful",
    "useless",
    "heavy",
    "light",
    "second",
    "third",
    "whole",
    "empty",
    "reluctant",
    "cheerful",
    "unwritten",
    "familiar",
    "difficult",
    "simple",
    "expensive",
    "free",
    "public",
    "private",
]
MANNERS = (
    "slowly",
    "twice",
    "together",
    "quietly",
    "by hand",
    "all at once",
    "on purpose",
    "without a word",
    "for good",
)
PLACES = (
    "by the dock", "in the break room", "on the second shift", "across the river", "in the conference room",
    "near the furnace", "at the gate", "over coffee", "on the last Thursday", "after the tour",
)  # fmt: skip
NAMES = ("Ada", "Bernard", "Carla", "Dieter", "Ellen", "Farid", "Gus", "Hank", "Ines", "Jonas", "Keiko", "Lucille")
MATTERS = (
    "What we saw", "What we learned", "How to get in", "What to bring", "The hour in the conference room",
    "Three questions", "What it cost", "Who came", "Before you visit", "What we would do again", "The numbers", "Thanks",
)  # fmt: skip
SAYINGS = ("Mine left a note", "I did not know why", "Nobody had written it down", "We asked, and they told us")

# What a text may link to: what it is called, and where it leads (`event:2026-05-07-coffee`).
Link = tuple[str, str]


class Writer(NamedTuple):
    """Somebody with dice, and things to link to."""

    dice: Random
    links: Sequence[Link]

    def pick(self, words: Sequence[str]) -> str:
        """A word. The earlier in its list, the commoner."""
        return words[int(len(words) * self.dice.random() ** 2)]

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.dice.random() < share


def title(dice: Random) -> str:
    """A headline of four to seven words."""
    writer = Writer(dice, ())
    return " ".join(("The", writer.pick(QUALITIES), writer.pick(NOUNS), "that", writer.pick(VERBS), _object(writer)))


def sentence(writer: Writer) -> str:
    """A sentence of some eight to twenty-five words."""
    text = f"{_subject(writer)} {writer.pick(VERBS)} {_object(writer)}"
    if writer.chance(0.5):
        text += f" {writer.pick(PLACES)}"
    if writer.chance(0.4):
        text += f", {writer.pick(('and', 'but', 'so', 'because', 'while'))} {_object(writer)} {writer.pick(VERBS)}"
        text += f" {_object(writer)}"
    if writer.chance(0.12):
        text += f" -- {writer.pick(MANNERS)}, as it turned out"
    if writer.chance(0.1):
        text += f', and said: "{writer.pick(SAYINGS)}"'
    return text[0].upper() + text[1:] + writer.pick((".", ".", ".", "?", "..."))


def paragraph(writer: Writer) -> str:
    """Three to six sentences, wrapped as editors wrap, now and then with a link or an emphasis."""
    sentences = [sentence(writer) for _ in range(writer.dice.randint(3, 6))]
    if writer.links and writer.chance(0.45):
        name, target = writer.dice.choice(writer.links)
        sentences.insert(1, f"See [{name}]({target}) for the rest of it.")
    if writer.chance(0.08):
        sentences.append(f"More is at [the association's page](https://www.example.org/{writer.pick(NOUNS)}).")
    return _wrapped(" ".join(sentences))


def body(dice: Random, links: Sequence[Link]) -> str:
    """A whole text in Markdown."""
    writer, wanted = Writer(dice, links), dice.randint(FEWEST, MOST)
    blocks = [paragraph(writer)]
    words = len(blocks[0].split())
    rare = [quotation, table, code]
    dice.shuffle(rare)
    while words < wanted:
        if len(blocks) % 4 == 2:
            blocks.append(f"## {dice.choice(MATTERS)}")
        made: Callable[[Writer], str] = paragraph
        if writer.chance(0.2):
            made = points
        elif rare and writer.chance(0.07):
            made = rare.pop()
        block = made(writer)
        words += len(block.split())
        if words <= MOST:
            blocks.append(block)
    return "\n\n".join(blocks) + "\n"


def points(writer: Writer) -> str:
    """A list, numbered or not."""
    mark = writer.dice.choice(("1.", "-"))
    items = (
        f"{mark} **{writer.pick(NOUNS).capitalize()}.** {sentence(writer)}" for _ in range(writer.dice.randint(3, 5))
    )
    return "\n".join(items)


def quotation(writer: Writer) -> str:
    """What somebody said."""
    return f"> {sentence(writer)}\n> {sentence(writer)}"


def table(writer: Writer) -> str:
    """A small table."""
    rows = (
        f"| {writer.pick(NOUNS)} | {writer.dice.randint(1, 400)} | {writer.pick(QUALITIES)} {writer.pick(NOUNS)} |"
        for _ in range(writer.dice.randint(3, 6))
    )
    return "\n".join(("| what | how many | remark |", "|---|---:|---|", *rows))


def code(writer: Writer) -> str:
    """A few lines to copy."""
    return (
        f"```\n{writer.pick(NOUNS)}: {writer.dice.randint(1, 99)}\n{writer.pick(NOUNS)} = <{writer.pick(NOUNS)}>\n```"
    )


def _subject(writer: Writer) -> str:
    return writer.dice.choice(NAMES) if writer.chance(0.4) else _object(writer)


def _object(writer: Writer) -> str:
    noun = writer.pick(NOUNS)
    if writer.chance(0.4):
        noun = f"{writer.pick(QUALITIES)} {noun}"
    if writer.chance(0.07):
        noun = f"*{noun}*" if writer.chance(0.7) else f"**{noun}**"
    return f"the {noun}"


def _wrapped(text: str, wide: int = 88) -> str:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= wide:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
    return "\n".join(lines)
