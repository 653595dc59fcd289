"""What is wanted of a build, what came of it, and what the next one in the same process can go on from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime as DateTime
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from generator.engine.publish import Report
from generator.engine.render import Part
from generator.engine.survey import Look
from generator.engine.watch import Watch
from generator.model.private import PrivateValue
from generator.model.records import Record
from generator.model.revision import History
from generator.site.edition import Edition
from generator.site.reads import Reads
from generator.text.diagnostic import Diagnostic
from generator.text.tree import Texts


class Order(Struct, frozen=True, kw_only=True):
    """What is wanted of a build."""

    # The moment it is made for. Without a zone it is the clock on the chapter's wall.
    now: DateTime
    # What the repository knows of the content.
    history: History = History()
    drafts: bool = False
    # Where the site will stand, when not where `chapter.yaml` says.
    url: str = ""
    # Take nothing over from earlier builds.
    fresh: bool = False
    # A warning stops the build too.
    strict: bool = False
    # What a variable with a passphrase holds, "" when it is not set. None leaves the members' part out.
    passphrases: Callable[[str], str] | None = None
    # How many processes may work on it. The site is the same for any number.
    jobs: int = 1
    # Whether a next build in the same process will go on from this one.
    is_live: bool = False


class Work(NamedTuple):
    """What a build had to do, counted. Nothing of it depends on the machine or on the hour."""

    # Files of records read, of which so many were decoded, and texts parsed; the rest was remembered.
    read: int = 0
    decoded: int = 0
    parsed: int = 0
    # Views made: what a page says, whether it turned out to be another or not.
    viewed: int = 0
    # Files made anew.
    rendered: int = 0


class Memory(Struct, frozen=True, dict=True):
    """What a build knew, for one that goes on from it.

    It changes as texts are told anew. A build that stops halfway leaves it in no known state.
    """

    edition: Edition
    reads: Reads
    # File -> what could be read of it, before anything was looked up.
    records: dict[str, Record]
    # Texts that stand in more than one place.
    twice: frozenset[str]
    # What no page may say, and what no cache may hold.
    private: tuple[PrivateValue, ...]
    hidden: tuple[str, ...]
    # Page -> the card that is drawn for it, by their addresses.
    drawn: dict[str, str]
    # Makes the files at some addresses again, and what is drawn for them.
    remake: Callable[[Collection[str]], Iterator[Part]]

    @cached_property
    def roots(self) -> Mapping[str, str]:
        """File -> its body as the plan knows it, where no other text of the chapter is the same."""
        bodies = {file: getattr(record, "body", "") for file, record in self.records.items()}
        return {file: body for file, body in bodies.items() if body.strip() and body not in self.twice}


class Standing(Struct, kw_only=True):
    """What a build came to, and what it was made of. Whoever goes on from it uses it up."""

    order: Order
    # Seconds since 1970: the moment it was made for.
    since: float
    # The files it was made from, as they stood on the disk before they were read.
    look: Look
    memory: Memory
    # What there was to be said of how the content is written; and all, that included.
    slips: tuple[Diagnostic, ...]
    problems: tuple[Diagnostic, ...]
    watch: Watch
    is_used_up: bool = False


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a build: problems with the texts they stand in, and what was published."""

    problems: tuple[Diagnostic, ...]
    # For showing the places of the problems.
    sources: Texts = Texts()
    report: Report | None = None
    stopped: bool = False
    # Seconds since 1970: until then another build of the same files would come to the same.
    until: float = 0
    # How many files of the cache were damaged, or not this program's, and so were made anew.
    distrusted: int = 0
    work: Work = Work()
    # What a next build in the same process goes on from.
    standing: Standing | None = None
    # What it was made of, where no other build follows in the process: to take that down, object by object, takes
    # longer than to leave with it.
    held: object = None


class Overtaken(Exception):
    """The content changed while it was being built: what is being made is old already."""


def say_nothing(what: str) -> None:
    """Nobody is watching."""


def overtaken(ask: Callable[[], bool]) -> Callable[[str], None]:
    """What stops a build as soon as a further change has come."""

    def tell(what: str) -> None:
        if ask():
            raise Overtaken

    return tell
