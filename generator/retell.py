"""One text told anew, while the chapter is still in memory: only what shows it is made again.

While a site is served, most edits are another sentence in one body. Such an edit changes no address, no link, no
day and nothing that anybody agreed to, so a plan of the whole site would come to the same again but for the few
views that read the text (`site/reads.py`), and every check to the same but for those that read it.

Whatever is in doubt is not decided here: the answer is None, and the site is built as always. It is where any other
field is another, where the text links elsewhere or shows another picture, where there is something to be said of it,
where it names what may not be public; and always in chapters with a members' part, whose pages show a text in more
than one way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.engine.output import Output, path_of
from generator.engine.publish import publish
from generator.engine.render import Gone, Unchanged
from generator.engine.survey import Look, changed_since
from generator.model.chapter import Chapter, alone
from generator.model.checks import CHECKS_OF_BODIES
from generator.model.gather import read_record
from generator.model.passages import Passage, found_in
from generator.model.records import KIND_OF, Event, Member, Record
from generator.order import Memory, Order, Outcome, Work
from generator.project import Project
from generator.site.contents import cards_of
from generator.site.links import lost_links_of
from generator.site.previews import card_url
from generator.text.diagnostic import Diagnostic, Place
from generator.text.markdown import parse_prose
from generator.text.prose import ImageHole, LinkHole, Prose
from generator.text.source import Source, Span
from generator.text.tree import read_again


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
    if any(speaks_of_body(one, files) for one in standing.problems):
        return None
    done: Counter[str] = Counter()
    outputs = retell(standing.memory, sources, done)
    if outputs is None:
        return None
    for one in outputs:
        tell(one.url)
    entries = report.standing.entries
    cards = {path_of(card_url(card)) for one in outputs for card in cards_of(one.view)}
    if cards - entries.keys():
        return None
    rest = (Unchanged(path) for path in entries.keys() - {one.path for one in outputs})
    try:
        report = publish(
            chain(outputs, rest),
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
        work=Work(len(sources), len(sources), done["parsed"], len(report.written)),
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


def speaks_of_body(problem: Diagnostic, files: Container[str]) -> bool:
    """Whether something was said of a body, or of a whole file, that may be untrue of another text."""
    for place in (problem.where, *(label.where for label in problem.related)):
        if place and place.file in files and (isinstance(place, Span) or place.keys[:1] == ("body",)):
            return True
    return False


class Retold(NamedTuple):
    """A text that was told anew: its file, the record as it now is, and which files of the site to make again."""

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
    return tuple(memory.remakes[url]() for url in sorted(urls))


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
    if after in memory.texts and after != root:
        # A text that stands twice is one text to the plan.
        return None
    done["parsed"] += 1
    prose, slips = parse_prose(after)
    known = memory.reads.retold.get(root) or memory.edition.chapter.prose[root]
    if slips or outline(prose) != outline(known):
        return None
    linked = linked_record(memory.edition.chapter, record)
    if linked is None or any(lost_links_of(memory.edition, linked)):
        return None
    if is_spoken_of(memory, linked, before, known) or is_spoken_of(memory, linked, after, prose):
        return None
    return Retold(again, memory.reads.retell(root, prose))


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
    if any(one.where and one.where.file == record.file for one in problems):
        return True
    letters = body.lower()
    return any(one in letters for one in memory.hidden) or any(
        found_in((Passage(body, Place(record.file, ("body",))),), memory.private)
    )
