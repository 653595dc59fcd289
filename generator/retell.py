"""One text told anew: only what shows it is made again.

Most edits are another sentence in one body. Such an edit changes no address, no link, no day and nothing that anybody
agreed to, so a plan of the whole site would come to the same again but for the few views that read the text
(`site/reads.py`), and every check to the same but for those that read it. While the site is served, the chapter is
in memory, and only the file is read (`go_on`); a process of its own reads the chapter, and finds in the last build's
trail (`trail.py`) which pages to make (`follow`).

Whatever is in doubt is not decided here: the answer is None, and the site is built as always. It is where any other
field is another, where the text links elsewhere or shows another picture, where there is something to be said of it,
where it names what may not be public; and always in chapters with a members' part, whose pages show a text in more
than one way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.engine.memo import Memo
from generator.engine.output import Output
from generator.engine.publish import publish
from generator.engine.render import REST, Gone, Part
from generator.engine.survey import Look, changed_since
from generator.model.chapter import Chapter, alone
from generator.model.checks import CHECKS_OF_BODIES
from generator.model.gather import read_record
from generator.model.passages import Passage, found_in
from generator.model.records import KIND_OF, Event, Member, Record
from generator.order import Memory, Order, Outcome, Work
from generator.project import Project
from generator.recall import prose_key, record_key, remembered_prose, remembered_record
from generator.site.freshness import BUILD
from generator.site.links import lost_links_of
from generator.site.reads import Piece, Reach, changed_reaches
from generator.text.diagnostic import Diagnostic, Place
from generator.text.prose import ImageHole, LinkHole, Prose
from generator.text.source import Source, Span
from generator.text.tree import read_again
from generator.trail import Told, Trail, name_of, unpacked


def go_on(project: Project, order: Order, last: Outcome, look: Look, tell: Callable[[str], None]) -> Outcome | None:
    """Build what became of the last build's files; None where the whole must be built. Raises Overtaken."""
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
    outputs = retell(standing.memory, sources, done)
    if outputs is None:
        return None
    for one in outputs:
        tell(one.url)
    try:
        report = publish(
            (*outputs, REST),
            project.out,
            project.cache,
            sources=project.watched,
            never=project.never_replaced,
            jobs=order.jobs,
            watch=standing.watch,
            after=report.standing.release,
        )
    except Gone:
        return None
    return Outcome(
        problems=(*standing.problems, *report.problems, *report.remarks),
        sources={**last.sources, **{one.file: one.text for one in sources}},
        report=report,
        stopped=bool(report.problems),
        until=last.until,
        work=Work(len(sources), len(sources), done["parsed"], len(outputs), len(report.written)),
        standing=None if report.problems else replace(standing, look=look, is_used_up=False),
    )


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


# -- in the same process -------------------------------------------------------------------


class Retold(NamedTuple):
    """A text that was told anew: the record as it now is, and which files of the site to make again."""

    record: Record
    urls: tuple[str, ...]


def retell(memory: Memory, sources: Iterable[Source], done: Counter[str]) -> tuple[Output, ...] | None:
    """The files of the site that sources which were edited change; None where a build must tell.

    `done` counts the texts that were parsed.
    """
    urls: set[str] = set()
    for source in sources:
        record = memory.records.get(source.file)
        told = retold(memory, record, source, done) if record else None
        if told is None:
            return None
        memory.records[source.file] = told.record
        urls.update(told.urls)
    return memory.remake(urls)


def retold(memory: Memory, record: Record, source: Source, done: Counter[str]) -> Retold | None:
    """What another text in the file of a record changes; None where more than its body is another, or may be."""
    again, problems = read_record(source, type(record), record.id)
    before, after = getattr(record, "body", ""), getattr(again, "body", "")
    if again is None or problems or isinstance(record, Member):
        return None
    if again == record:
        return Retold(again, ())
    root = memory.roots.get(source.file)
    if not root or not after.strip() or replace(again, body=before) != record:
        return None
    if after in memory.edition.chapter.prose and after != root:
        # A text that stands twice is one text to the plan.
        return None
    done["parsed"] += 1
    # It brings the Markdown library along.
    from generator.text.markdown import parse_prose

    prose, slips = parse_prose(after)
    known = memory.reads.retold.get(root) or memory.edition.chapter.prose[root]
    if slips or outline(prose) != outline(known):
        return None
    linked = linked_record(memory.edition.chapter, record)
    if linked is None or any(lost_links_of(memory.edition, linked)):
        return None
    if is_spoken_of(memory, linked, before, known) or is_spoken_of(memory, linked, after, prose):
        return None
    changed = memory.reads.retell(root, known, prose)
    return Retold(again, tuple(memory.reads.pages_of(changed)))


def outline(prose: Prose) -> tuple[object, ...]:
    """What others than its own page know of a text: where it leads, what it shows, and where one can lead into it."""
    holes = (segment for segment in prose.segments if not isinstance(segment, str))
    return (prose.anchors, *(without_place(hole) for hole in holes))


def without_place(hole: LinkHole | ImageHole) -> LinkHole | ImageHole:
    """A hole without where it stands in the Markdown."""
    return replace(hole, start=0, end=0)


def linked_record(chapter: Chapter, record: Record) -> Any:
    """The record as the chapter has it; None where it has it not."""
    if isinstance(record, Event):
        occasion = chapter.occasions.get(record.id)
        return occasion and occasion.event
    return getattr(chapter, KIND_OF[type(record)]).get(record.id)


def is_spoken_of(memory: Memory, record: Any, body: str, prose: Prose) -> bool:
    """Whether there is anything to say of a body."""
    chapter = alone(memory.edition.chapter, replace(record, body=body), prose)
    problems = chain.from_iterable(check(chapter, memory.edition.now) for check in CHECKS_OF_BODIES)
    return any(one.where and one.where.file == record.file for one in problems) or names_somebody(memory, body)


def names_somebody(memory: Memory, text: str) -> bool:
    """Whether a text names what no page may say, or no cache may hold."""
    letters = text.lower()
    return any(one in letters for one in memory.hidden) or any(
        found_in((Passage(text, Place("", ("body",))),), memory.private)
    )


# -- in the next process -------------------------------------------------------------------


class Way(NamedTuple):
    """Where a trail leads: what to make again, while all other files stay; and the trail of this build."""

    trail: Trail
    outputs: tuple[Output, ...]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What there is to be said, as it was before."""
        return tuple(map(unpacked, self.trail.problems))

    @property
    def parts(self) -> tuple[Part, ...]:
        """What to publish."""
        return (*self.outputs, REST)


def first_trail(memory: Memory, pages: Mapping[str, Collection[int]], sources: Mapping[str, str]) -> Trail:
    """What is known of a build when all of it was made: which page is made of which texts."""
    read_by: dict[Piece | None, list[int]] = {}
    for page, pieces in enumerate(pages.values()):
        for piece in pieces:
            read_by.setdefault(piece, []).append(page)
    told: dict[bytes, Told] = {}
    for file, body in memory.roots.items():
        record = memory.records[file]
        if not isinstance(record, Member):
            found = {reach: read_by.get(memory.reads.piece(body, reach)) for reach in Reach}
            readers = {reach: tuple(numbers) for reach, numbers in found.items() if numbers}
            told[name_of(file)] = Told(record_key(file, sources[file], type(record)), prose_key(body), readers)
    return Trail(told=told, pages=tuple(pages))


def follow(
    trail: Trail,
    memory: Memory,
    memo: Memo,
    slips: Iterable[Diagnostic],
    sources: Mapping[str, str],
    files: Collection[str] | None,
) -> Way | None:
    """Where the last build's trail leads when these files were saved since; None where the whole must be built.

    `memory`, `sources` and `slips` are of this process, which has read the chapter as it is now.
    """
    if files is None or not trail.since <= memory.edition.now.timestamp() < trail.until:
        return None
    problems = tuple(map(unpacked, trail.problems))
    if are_spoken_of(files, (*problems[: trail.slips], *slips), problems):
        return None
    told = dict(trail.told)
    pages: set[int] = set()
    for file in files:
        name, record, body = name_of(file), memory.records.get(file), memory.roots.get(file)
        known = told.get(name)
        if known is None or record is None or body is None:
            return None
        if remembered_record(memo, known.record, type(record)) != replace(record, body=""):
            return None
        before, after = remembered_prose(memo, known.prose), memory.edition.chapter.prose[body]
        if before is None or outline(before) != outline(after) or names_somebody(memory, everything(before)):
            return None
        linked = linked_record(memory.edition.chapter, record)
        if linked is None or any(lost_links_of(memory.edition, linked)) or is_spoken_of(memory, linked, body, after):
            return None
        if before != after:
            pages.update(chain.from_iterable(known.readers.get(reach, ()) for reach in changed_reaches(before, after)))
        told[name] = replace(known, record=record_key(file, sources[file], type(record)), prose=prose_key(body))
    urls = {trail.pages[page] for page in pages}
    if trail.since != memory.edition.now.timestamp():
        urls.add(BUILD)
    return Way(replace(trail, told=told), memory.remake(urls))


def everything(prose: Prose) -> str:
    """Whatever a text says, between and within its tags."""
    return "\n".join((prose.plain, *(str(segment) for segment in prose.segments)))
