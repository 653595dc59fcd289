"""One text told anew, or one title: only what shows it is made again.

Most edits are another sentence in one body, or another title. Such an edit changes no address, no link, no day and
nothing that anybody agreed to, so a plan of the whole site would come to the same again but for the few views that
read it (`site/reads.py`), and every check to the same but for those that read it. While the site is served, the
chapter is in memory, and only the file is read (`go_on`); a process of its own reads the chapter, and finds in the
last build's trail (`trail.py`) which pages to make (`follow`).

Whatever is in doubt is not decided here: the answer is None, and the site is built as always. It is where any other
field is another, where the text links elsewhere or shows another picture, where there is something to be said of it,
where it names what may not be public, where what is called otherwise is translated; and always in chapters with a
members' part, whose pages show a text in more than one way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.engine.memo import Memo
from generator.engine.output import Output
from generator.engine.publish import Report, publish
from generator.engine.render import REST, Gone, Part
from generator.engine.survey import Look, changed_since, look_again
from generator.model.chapter import Chapter, alone
from generator.model.checks import CHECKS_OF_BODIES
from generator.model.gather import read_record
from generator.model.passages import Passage, found_in
from generator.model.records import KIND_OF, Event, Member, Post, Recap, Record
from generator.order import Memory, Order, Outcome, Work
from generator.project import Project
from generator.recall import Known, prose_key, remembered_prose, remembered_record
from generator.site.freshness import BUILD
from generator.site.links import lost_links_of
from generator.site.reads import Piece, Reach, changed_reaches
from generator.text.diagnostic import Diagnostic, Place
from generator.text.prose import ImageHole, LinkHole, Outline, Prose
from generator.text.source import Source, Span
from generator.text.tree import read_again
from generator.trail import Told, Trail, name_of, unpacked


def go_on(
    project: Project,
    order: Order,
    last: Outcome,
    look: Look,
    tell: Callable[[str], None],
    show: Callable[[Outcome], None],
) -> Outcome | None:
    """Build what became of the last build's files; None where the whole must be built. Raises Overtaken.

    `show` is told as soon as it is published, before anybody looks whether everything else still stands. The site stays
    one of the moment that the chapter was read for, `build.json` says so, until something on it changes by itself.
    """
    standing, report = last.standing, last.report
    if standing is None or report is None or replace(order, now=standing.order.now) != standing.order:
        return None
    here = standing.memory.edition.now.tzinfo
    moment = order.now if order.now.tzinfo else order.now.replace(tzinfo=here)
    if not standing.since <= moment.timestamp() < last.until:
        return None
    # From here on what it remembers may change, and only success tells what it has become.
    if standing.is_used_up:
        return None
    standing.is_used_up = True
    sources = edited(project, last.sources, changed_since(standing.look, look))
    if sources is None:
        return None
    files = {source.file for source in sources}
    if are_spoken_of(files, standing.slips, standing.problems):
        return None
    done: Counter[str] = Counter()
    outputs = retell(standing.memory, sources, named_in(standing.problems), done)
    if outputs is None:
        return None
    for one in outputs:
        if isinstance(one, Output):
            tell(one.url)

    def outcome(report: Report) -> Outcome:
        return Outcome(
            problems=(*standing.problems, *report.problems, *report.remarks),
            sources=last.sources.with_others({one.file: one.text for one in sources}),
            report=report,
            stopped=bool(report.problems),
            until=last.until,
            work=Work(len(sources), len(sources), done["parsed"], made_in(outputs), len(report.written)),
            standing=None if report.problems else replace(standing, look=look, is_used_up=False),
        )

    try:
        report = publish(
            (*outputs, REST),
            project.out,
            project.cache,
            sources=project.watched,
            never=project.never_replaced,
            jobs=order.jobs,
            watch=standing.watch,
            after=report.standing,
            tell=lambda report: show(outcome(report)),
        )
    except Gone:
        return None
    return outcome(report)


def go_on_early(
    project: Project,
    order: Order,
    last: Outcome,
    tell: Callable[[str], None],
    show: Callable[[Outcome], None],
    stirred: Collection[str],
) -> Outcome | None:
    """Build what became of the files that somebody saw change, before anybody looks at all the others."""
    look = look_again(last.standing.look, stirred) if last.standing else None
    return go_on(project, order, last, look, tell, show) if look else None


def is_all(project: Project, early: Outcome, look: Look) -> bool:
    """Whether no further file had changed when an early build read what it had been told of."""
    if early.standing is None or edited(project, early.sources, changed_since(early.standing.look, look)) != ():
        return False
    early.standing.look = look
    return True


def edited(project: Project, sources: Mapping[str, str], paths: Iterable[str]) -> tuple[Source, ...] | None:
    """The records among changed files that have another text; None where any other file is among them."""
    found: list[Source] = []
    for path in paths:
        again = read_again(path, project.content, "content")
        if again is None:
            return None
        if again.text != sources.get(again.file):
            found.append(again)
    return tuple(sorted(found, key=lambda one: one.file))


def are_spoken_of(files: Container[str], slips: Iterable[Diagnostic], problems: Iterable[Diagnostic]) -> bool:
    """Whether something was said that may be untrue of another text.

    Of how one of these files is written, whatever it was; else of its body, or of the file as a whole.
    """
    return any(place.file in files for one in slips for place in one.places) or any(
        place.file in files and (isinstance(place, Span) or place.keys[:1] == ("body",))
        for one in problems
        for place in one.places
    )


def named_in(problems: Iterable[Diagnostic]) -> frozenset[str]:
    """The files that something was said of: it may have been by their title."""
    return frozenset(place.file for one in problems for place in one.places)


def made_in(parts: Iterable[Part]) -> int:
    """How many views were made."""
    return sum(isinstance(one, Output) for one in parts)


# -- what may be told anew -----------------------------------------------------------------


# Whose titles may be told anew: views ask for them as they ask for prose.
Titled = Event | Recap | Post


def titled(records: Iterable[Record]) -> Iterator[str]:
    """The files of records whose titles may be told anew."""
    return (one.file for one in records if isinstance(one, Titled))


def title_of(record: Record) -> str:
    """What a record is called, where that may be told anew; else ""."""
    return record.title if isinstance(record, Titled) else ""


def body_of(record: Record) -> str:
    """The text of a record; "" for one of a kind that has none."""
    body: str = getattr(record, "body", "")
    return body


def told_like(record: Record, other: Record) -> Record:
    """A record with the body of another, and with its title where that may be told anew."""
    changes = {"title": title_of(other)} if isinstance(record, Titled) else {}
    return replace(record, **changes, **({"body": body_of(other)} if hasattr(record, "body") else {}))


def may_be_retitled(memory: Memory, record: Any, before: str, after: str, spoken: Container[str]) -> bool:
    """Whether a title stands only where views ask for it, and nobody minds it. `spoken` are the files spoken of."""
    return not (
        record.file in spoken
        or (type(record), record.id) in memory.edition.chapter.translations_of
        or names_somebody(memory, f"{before}\n{after}")
    )


def may_be_reworded(memory: Memory, record: Any, before: Prose, after: Prose) -> bool:
    """Whether another text leads and shows where the last one did."""
    return placeless(before) == placeless(after) and not any(lost_links_of(memory.edition, record))


def placeless(prose: Prose) -> Outline:
    """The outline of a text, without where anything stands in the Markdown."""
    return Outline(tuple(map(without_place, prose.outline.holes)), prose.anchors)


def without_place(hole: LinkHole | ImageHole) -> LinkHole | ImageHole:
    """A hole without where it stands in the Markdown."""
    return replace(hole, start=0, end=0)


def linked_record(chapter: Chapter, record: Record) -> Any:
    """The record as the chapter has it; None where it has it not."""
    if isinstance(record, Event):
        occasion = chapter.occasions.get(record.id)
        return occasion and occasion.event
    return getattr(chapter, KIND_OF[type(record)]).get(record.id)


def is_spoken_of(memory: Memory, record: Any, prose: Prose | None) -> bool:
    """Whether there is anything to say of a record by those who read titles and bodies; `prose` is its body's."""
    chapter = alone(memory.edition.chapter, record, prose)
    problems = chain.from_iterable(check(chapter, memory.edition.now) for check in CHECKS_OF_BODIES)
    return any(one.where and one.where.file == record.file for one in problems)


def names_somebody(memory: Memory, text: str) -> bool:
    """Whether a text names what no page may say, or no cache may hold."""
    letters = text.lower()
    return any(one in letters for one in memory.hidden) or any(
        found_in((Passage(text, Place("", ("body",))),), memory.private)
    )


# -- in the same process -------------------------------------------------------------------


class Retold(NamedTuple):
    """A record that was told anew: as it now is, and which files of the site to make again."""

    record: Record
    urls: tuple[str, ...]


def retell(
    memory: Memory, sources: Iterable[Source], spoken: Container[str], done: Counter[str]
) -> tuple[Part, ...] | None:
    """The files of the site that sources which were edited change; None where a build must tell.

    `spoken` are the files spoken of. `done` counts the texts that were parsed.
    """
    urls: set[str] = set()
    for source in sources:
        record = memory.records.get(source.file)
        told = retold(memory, record, source, spoken, done) if record else None
        if told is None:
            return None
        memory.records[source.file] = told.record
        urls.update(told.urls)
    return tuple(memory.remake(urls))


def retold(memory: Memory, record: Record, source: Source, spoken: Container[str], done: Counter[str]) -> Retold | None:
    """What another text in the file of a record changes; None where more than body and title is another, or may be."""
    again, problems = read_record(source, type(record), record.id)
    if again is None or problems or isinstance(record, Member):
        return None
    if again == record:
        return Retold(again, ())
    linked = linked_record(memory.edition.chapter, record)
    if linked is None or told_like(again, record) != record:
        return None
    root = memory.roots.get(source.file, "")
    known = prose = memory.reads.retold.get(root) or memory.edition.chapter.prose.get(root or body_of(record))
    if body_of(again) != body_of(record):
        prose = reworded(memory, linked, root, known, body_of(again))
        done["parsed"] += 1
        if prose is None:
            return None
    before, after = title_of(record), title_of(again)
    if before != after and not may_be_retitled(memory, linked, before, after, spoken):
        return None
    for told, text in ((record, known), (again, prose)):
        if is_spoken_of(memory, told_like(linked, told), text) or names_somebody(memory, body_of(told)):
            return None
    changed = memory.reads.retitle(source.file, after) if before != after else frozenset[Piece]()
    if known and prose and known is not prose:
        changed |= memory.reads.retell(root, known, prose)
    return Retold(again, tuple(memory.reads.pages_of(changed)))


def reworded(memory: Memory, record: Any, root: str, known: Prose | None, after: str) -> Prose | None:
    """The prose of a body that another has taken the place of; None where a build must tell. `root` is the plan's."""
    if not root or known is None or not after.strip():
        return None
    if after in memory.edition.chapter.prose and after != root:
        # A text that stands twice is one text to the plan.
        return None
    # It brings the Markdown library along.
    from generator.text.markdown import parse_prose

    prose, slips = parse_prose(after)
    return None if slips or not may_be_reworded(memory, record, known, prose) else prose


# -- in the next process -------------------------------------------------------------------


class Way(NamedTuple):
    """Where a trail leads: what to make again, while all other files stay; and the cards drawn for pages."""

    trail: Trail
    outputs: Iterator[Part]
    drawn: Mapping[str, str]

    @property
    def left(self) -> Trail:
        """What this build leaves for the next, when all was made."""
        return replace(self.trail, cards=dict(self.drawn))

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What there is to be said, as it was before."""
        return tuple(map(unpacked, self.trail.problems))

    @property
    def parts(self) -> Iterator[Part]:
        """What to publish."""
        return chain(self.outputs, (REST,))


def first_trail(
    memory: Memory, pages: Mapping[str, Collection[int]], keys: Mapping[str, bytes], known: Mapping[str, Known]
) -> Trail:
    """What is known of a build when all of it was made: which page is made of which texts and titles.

    A record is remembered under what `known` says of its file, or `keys`.
    """
    read_by: dict[Piece | None, list[int]] = {}
    for page, pieces in enumerate(pages.values()):
        for piece in pieces:
            read_by.setdefault(piece, []).append(page)
    told: dict[bytes, Told] = {}
    for file, record in memory.records.items():
        if not isinstance(record, Member):
            root = memory.roots.get(file, "")
            found = {reach: read_by.get(memory.reads.piece(root, reach)) for reach in Reach} if root else {}
            seen = known.get(file)
            told[name_of(file)] = Told(
                record=seen.key if seen else keys[file],
                prose=seen.prose if seen else prose_key(body_of(record)),
                is_alone=bool(root),
                readers={reach: tuple(numbers) for reach, numbers in found.items() if numbers},
                namers=tuple(read_by.get(title, ())) if (title := memory.reads.title(file)) else (),
            )
    return Trail(told=told, pages=tuple(pages), cards=dict(memory.drawn))


def follow(
    trail: Trail,
    memory: Memory,
    memo: Memo,
    slips: Iterable[Diagnostic],
    keys: Mapping[str, bytes],
    files: Collection[str] | None,
) -> Way | None:
    """Where the last build's trail leads when these files were saved since; None where the whole must be built.

    `memory`, `slips` and `keys` are of this process, which has read the chapter as it is now.
    """
    if files is None or not trail.since <= memory.edition.now.timestamp() < trail.until:
        return None
    problems = tuple(map(unpacked, trail.problems))
    if are_spoken_of(files, (*problems[: trail.slips], *slips), problems):
        return None
    spoken, told, pages = named_in(problems), dict(trail.told), set[int]()
    for file in files:
        name, record = name_of(file), memory.records.get(file)
        known = told.get(name)
        if known is None or record is None:
            return None
        found = followed(known, memory, memo, record, spoken)
        if found is None:
            return None
        pages |= found
        told[name] = replace(known, record=keys[file], prose=prose_key(body_of(record)))
    urls = {trail.pages[page] for page in pages}
    if trail.since != memory.edition.now.timestamp():
        urls.add(BUILD)
    memory.drawn.update(trail.cards)
    return Way(replace(trail, told=told), memory.remake(urls), memory.drawn)


def followed(known: Told, memory: Memory, memo: Memo, record: Record, spoken: Container[str]) -> set[int] | None:
    """The pages, by their numbers, that show what is another in a record; None where the whole must be built."""
    last = remembered_record(memo, known.record, type(record))
    linked = linked_record(memory.edition.chapter, record)
    if last is None or linked is None or told_like(last, record) != record:
        return None
    pages: set[int] = set()
    prose = memory.edition.chapter.prose.get(body_of(record))
    if prose_key(body_of(record)) != known.prose:
        before = remembered_prose(memo, known.prose)
        is_alone = known.is_alone and record.file in memory.roots
        if before is None or prose is None or not is_alone or not may_be_reworded(memory, linked, before, prose):
            return None
        if names_somebody(memory, everything(before)):
            return None
        if before != prose:
            pages.update(chain.from_iterable(known.readers.get(reach, ()) for reach in changed_reaches(before, prose)))
    if title_of(last) != title_of(record):
        if not may_be_retitled(memory, linked, title_of(last), title_of(record), spoken):
            return None
        pages.update(known.namers)
    # Of the last title nothing was said, or its file would be among those spoken of.
    return None if is_spoken_of(memory, linked, prose) or names_somebody(memory, body_of(record)) else pages


def everything(prose: Prose) -> str:
    """Whatever a text says, between and within its tags."""
    return "\n".join((prose.plain, *(str(segment) for segment in prose.segments)))
