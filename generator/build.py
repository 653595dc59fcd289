"""Build a chapter's site.

Eight verbs, in order: read, parse, decode, link, check, plan, render, publish.
Everything before *publish* is a pure function of the files and the date, so a
build that finds an error leaves the published site as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date as Date
from datetime import datetime as DateTime
from functools import cached_property, partial
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct, msgpack
from msgspec.structs import replace

from generator.audit import audit_folder, private_of, watch_of
from generator.engine.crew import share
from generator.engine.memo import Memo
from generator.engine.output import Output
from generator.engine.pictures import PictureFacts
from generator.engine.publish import publish
from generator.engine.render import Gone, Later, Part
from generator.engine.spill import Spill, Stored
from generator.engine.survey import Look, Seen, look_at_all
from generator.engine.watch import NO_WATCH, Watch
from generator.language.language import Language
from generator.language.speech import speak, speak_abroad
from generator.making import Making
from generator.media import MEDIA, look_at, static_files
from generator.model.chapter import Chapter
from generator.model.checks import CHECKS
from generator.model.gather import gather
from generator.model.link import Records, link
from generator.model.private import unspoken, without_entry
from generator.model.records import KINDS, Charter, Words
from generator.model.revision import check_history
from generator.model.when import DAY, zone
from generator.order import Memory, Order, Outcome, Overtaken, Standing, Work, say_nothing
from generator.project import Project
from generator.recall import Known, known_records, recalled_contract, recalled_prose, recalled_records
from generator.recipes import locking, printed, recipes_of
from generator.retell import body_of, first_trail, follow, go_on, go_on_early, is_all, titled
from generator.site.edition import Edition
from generator.site.plan import pages, plan
from generator.site.reads import Reads
from generator.site.search import asks_pagefind, pages_to_find, text_of
from generator.site.tongues import tongues_of
from generator.site.urls import root_of
from generator.text.diagnostic import Diagnostic, Parsed, Place, Severity
from generator.text.source import Source
from generator.text.tree import FetchText, File, Texts, read_tree, text_at
from generator.theme.assets import bundle
from generator.theme.theme import find_source, read_theme
from generator.trail import Since, Taken, asked_of, leave_trail, look_back, states_of, take_trail


class Composed(Struct, frozen=True, kw_only=True, dict=True):
    """A site, planned: everything is known of it but its bytes. Without outputs it cannot be made at all."""

    outputs: Iterator[Part] | None
    # What is wrong with how the content is written; and what looks for all that is wrong.
    slips: tuple[Diagnostic, ...]
    check: Callable[[], tuple[Diagnostic, ...]]
    sources: Texts
    # What the record in a file is remembered under, of those that were read.
    keys: Mapping[str, bytes]
    # What may stand in no file of it.
    watch: Watch = NO_WATCH
    # The moment it is made for, in seconds since 1970, and midnight on the chapter's wall, when there may be other
    # things to say; 0 for at once.
    since: float = 0
    midnight: float = 0
    # Until when the site says that it is true, in seconds since 1970; known when all outputs were asked for.
    until: Iterator[float] = iter(())
    # What a next build may go on from; and which texts each page was made of, known like `until`.
    memory: Memory | None = None
    pages: Callable[[], Mapping[str, Collection[int]]] = dict

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All that is wrong, looked for when somebody asks."""
        return self.check()


def build(
    project: Project,
    order: Order,
    tell: Callable[[str], None] = say_nothing,
    last: Outcome | None = None,
    show: Callable[[Outcome], None] = lambda outcome: None,
    stirred: Collection[str] = (),
    seen: Seen | None = None,
) -> Outcome:
    """Build and publish. `tell` is told what is looked at, and the address of each file before it is made.

    `last` is what the last build of the same project in this process came to. Where this one goes on from that,
    `show` is told of it as soon as it is published. `stirred` are the paths of files that somebody saw change since;
    they are built first, and then all files are looked at. `seen` is what the caller saw of the disk just now.

    Raises OperatorError when the machine is not ready.
    """
    try:
        early = go_on_early(project, order, last, tell, show, stirred) if last and stirred else None
        # Looked at before anything is read: what changes from now on is another state.
        seen = seen or Seen(look_at_all([*map(str, project.sources)], str(project.cache / "look.clock")), None)
        look = seen.look
        if early and (early.stopped or (look and is_all(project, early, look))):
            return early
        if (last := early or last) and look and (retold := go_on(project, order, last, look, tell, show)):
            return retold
        left = take_trail(project.cache, asked_of(project, order))
        trail = None if order.fresh or order.is_live else left.trail
        with suppress(Gone):
            return build_whole(project, order, seen, tell, left._replace(trail=trail))
        return build_whole(project, order, Seen(look, None), tell, left._replace(trail=None))
    except Overtaken:
        return Outcome(problems=(), stopped=True)


def build_whole(project: Project, order: Order, seen: Seen, tell: Callable[[str], None], left: Taken) -> Outcome:
    """Read the whole chapter, build and publish; along a trail only as far as that leads.

    Raises Overtaken, and Gone when what is published is not what the trail was left by.
    """
    look = seen.look
    memo = Memo(project.cache / "memo")
    done: Counter[str] = Counter()
    if order.fresh:
        # Nothing has been used yet, so this forgets everything.
        memo.put_away_texts()
        memo.forget_unused()
    since = look_back(left.trail, look, project.content) if left.trail and look else Since()
    known = known_records(memo, since.unchanged)
    composed = compose(project, order, memo, tell, done, known)
    way = None
    if left.trail and composed.memory:
        way = follow(left.trail, composed.memory, memo, composed.slips, composed.keys, since.changed)
    problems = way.problems if way else composed.problems
    if composed.outputs is None or stops(problems, order.strict):
        return Outcome(problems=problems, sources=composed.sources, stopped=True)
    memo.put_away_texts(order.jobs)
    report = publish(
        told(way.parts if way else composed.outputs, tell, done),
        project.out,
        project.cache,
        sources=project.watched,
        never=project.never_replaced,
        fresh=order.fresh,
        jobs=order.jobs,
        watch=composed.watch,
        after=way.trail.release if way else None,
        stood=seen.stood,
    )
    until = way.trail.until if way else min(composed.midnight, *composed.until)
    standing = None
    if not report.problems:
        memo.forget_unused(report.keys)
        if look and composed.memory and order.is_live:
            standing = standing_on(composed.memory, order, look, composed)
        elif look and composed.memory:
            begun = way.left if way else first_trail(composed.memory, composed.pages(), composed.keys, known)
            trail = replace(
                begun,
                asked=left.asked,
                since=composed.since,
                until=until,
                release=report.standing.release,
                states=states_of(look),
                settled=look.settled,
                slips=len(composed.slips),
            )
            leave_trail(project.cache, trail, problems, composed.memory.hidden)
    return Outcome(
        problems=(*problems, *report.problems, *report.remarks),
        sources=composed.sources,
        report=report,
        stopped=bool(report.problems),
        until=until,
        distrusted=memo.distrusted + report.distrusted + left.distrusted,
        work=Work(done["read"], done["decoded"], done["parsed"], done["viewed"], len(report.written)),
        standing=standing,
        held=None if order.is_live else (composed, memo, known),
    )


def standing_on(memory: Memory, order: Order, look: Look, composed: Composed) -> Standing:
    """What a next build in the same process can go on from."""
    return Standing(
        order=order,
        since=composed.since,
        look=look,
        memory=memory,
        slips=composed.slips,
        problems=composed.problems,
        watch=composed.watch,
    )


def told(outputs: Iterable[Part], tell: Callable[[str], None], done: Counter[str]) -> Iterator[Part]:
    """The outputs, each announced and counted."""
    for output in outputs:
        if isinstance(output, Output | Later):
            tell(output.url)
            done["viewed"] += 1
        yield output


def check_chapter(project: Project, order: Order, tell: Callable[[str], None] = say_nothing) -> Outcome:
    """Everything but rendering: what `chapter check` does."""
    composed = compose(project, order, Memo(project.cache / "memo"), tell)
    return Outcome(problems=composed.problems, sources=composed.sources, stopped=stops(composed.problems, order.strict))


def audit_site(project: Project, order: Order, tell: Callable[[str], None] = say_nothing) -> Outcome:
    """Look through what is published for what may not be: what `chapter audit` does. Raises NothingPublished."""
    composed = compose(project, order, Memo(project.cache / "memo"), tell)
    # What cannot be read may be somebody's word.
    errors = tuple(one for one in composed.problems if one.severity is Severity.ERROR)
    problems = (*errors, *audit_folder(project.out, composed.watch, order.jobs))
    return Outcome(problems=problems, sources=composed.sources, stopped=stops(problems, order.strict))


def explain_address(project: Project, order: Order, url: str) -> list[str]:
    """What the file at an address is made of, in lines; none when there is none. The last slash may be missing."""
    for output in compose(project, replace(order, jobs=1), Memo(project.cache / "memo")).outputs or ():
        if isinstance(output, Output) and output.url in (url, f"{url}/"):
            return [
                f"{output.url} is the file {output.path}",
                f"made by {output.recipe.name} from {type(output.view).__name__}:",
                *(f"  {name}: {_brief(getattr(output.view, name))}" for name in output.view.__struct_fields__),
            ]
    return []


def _brief(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 90 else text[:89] + "…"


def stops(problems: Iterable[Diagnostic], strict: bool) -> bool:
    """Whether these problems stop a build."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)


class Found(NamedTuple):
    """What was read of a chapter's files."""

    records: Records
    texts: Texts
    # What the record in a file is remembered under, of those that were read.
    keys: Mapping[str, bytes]
    pictures: Mapping[str, PictureFacts]
    # The files that are no records.
    files: tuple[File, ...]
    # What is wrong with files, and with what records say.
    unread: tuple[Diagnostic, ...]
    undecoded: tuple[Diagnostic, ...]


class Aside(Struct, frozen=True, gc=False):
    """The text of a file, where it lies."""

    stored: Stored

    def __call__(self) -> str | None:
        text = self.stored.read()
        return None if text is None else text.decode()


def read_all(
    project: Project,
    order: Order,
    memo: Memo,
    tell: Callable[[str], None],
    done: Counter[str],
    known: Mapping[str, Known],
) -> Found:
    """From files to records: read, parse, decode. What it knows is as in `compose`."""
    tree, unread = read_tree(project.content, "content", tuple(KINDS), known)
    media = {file.file.removeprefix(MEDIA): file for file in tree.files if file.file.startswith(MEDIA)}
    pictures, unseen = look_at(media, memo, tell, order.jobs)
    closed = frozenset(one.where.file for one in unread if one.where and one.severity is Severity.ERROR)
    keys: dict[str, bytes] = {}
    prose = recalled_prose(memo, tell, done, order.jobs, {body_of(one.record): one.prose for one in known.values()})
    read = recalled_records(memo, done, order.jobs, known, keys)
    records, undecoded = gather(tree.sources, frozenset(media), prose, closed, read)
    # From here on only messages show the texts as they were written.
    spill = Spill()
    away: dict[str, FetchText] = {file: partial(text_at, file, one.path) for file, one in known.items()}
    read_now = [source for source in tree.sources if source.file not in known]
    away |= {source.file: Aside(spill.put(source.text.encode())) for source in read_now}
    done["read"] += len(read_now)
    return Found(records, Texts(away=away), keys, pictures, tree.files, (*unread, *unseen), undecoded)


def compose(
    project: Project,
    order: Order,
    memo: Memo,
    tell: Callable[[str], None] = say_nothing,
    done: Counter[str] | None = None,
    known: Mapping[str, Known] = MappingProxyType({}),
) -> Composed:
    """From files to outputs: read, parse, decode, link, check, plan.

    `done` counts what had to be done. `known` is what some files hold, by their names.
    """
    found = read_all(project, order, memo, tell, Counter() if done is None else done, known)
    records, pictures, files = found.records, found.pictures, found.files
    chapter, unlinked = link(records)
    charter, now = chapter.charter, at_chapter(order.now, chapter)
    theme, unthemed = read_theme(charter.theme, project.themes, Place(charter.file, ("theme",)))
    language, unsaid = speak(
        charter.language, theme.catalogs if theme else no_catalogs, dict(charter.words.items), charter.file
    )
    edition = Edition(
        chapter=chapter,
        now=now,
        language=language,
        drafts=order.drafts,
        root=root_of(order.url or charter.url),
        pictures=pictures,
        history=order.history,
        reads=Reads(chapter.prose, titled(records.records), is_live=order.is_live)
        if is_told_in_one_way(chapter)
        else None,
    )
    hidden = forget_what_is_hidden(memo, chapter, now.date())
    copies, telling = static_files(files, memo)
    digests = {path: facts.digest for path, facts in pictures.items()} | {
        one.view.file.removeprefix(MEDIA): one.view.digest for one in copies
    }
    private = private_of(chapter, now.date(), digests)
    watch = watch_of(private, partial(stops, strict=order.strict))
    languages, unsaid_abroad = spoken(chapter, theme.catalogs if theme else no_catalogs)
    tongues = tongues_of(edition, languages, pages)
    planned = plan(edition, copies, tongues, with_members_part=order.passphrases is not None)
    untold = check_history(order.history)
    slips = (*found.unread, *telling, *found.undecoded, *unlinked)
    unmade: tuple[Diagnostic, ...] = ()

    def check() -> tuple[Diagnostic, ...]:
        jobs = order.jobs if len(records.records) >= WORTH_A_CREW else 1
        checks: tuple[Check, ...] = tuple(partial(one, chapter, now) for one in CHECKS)
        return (
            *slips,
            *checked((*checks, *planned.checks), jobs),
            *unthemed,
            *unsaid,
            *unsaid_abroad,
            *untold,
            *unmade,
        )

    if theme is None:
        named = {problem.where.file for problem in unthemed if problem.where}
        themed = {file: one.text for file in named if (one := find_source(file, project.themes))}
        texts = found.texts.with_others(themed)
        return Composed(outputs=None, slips=slips, check=check, sources=texts, keys=found.keys, watch=watch)
    assets, unbundled = bundle(theme, charter.theme_options.items, Place(charter.file, ("theme_options",)))
    unmade = (*unbundled, *recalled_contract(theme, memo))
    recipes = recipes_of(project, theme, edition, assets, memo)
    abroad = {one.tag: printed(project, theme, one.edition, assets) for one in tongues}
    locks = locking(project, charter, order.passphrases, recipes, private)
    if locks:
        # What is locked lies nowhere in plain words.
        memo.records.forget_all()
        recipes = {**recipes, **locks}
    making = Making(plan=planned, recipes=recipes, abroad=abroad, assets=assets, all_assets=bool(locks))
    # What somebody goes on from is made here, and asked about file by file whether it is still wanted.
    is_shared = order.jobs > 1 and not order.is_live
    return Composed(
        outputs=chain(making.outputs(is_shared=is_shared), full_text(edition, memo)),
        until=making.until,
        slips=slips,
        check=check,
        sources=found.texts.with_others({one.file: one.text for one in theme.sources}),
        keys=found.keys,
        watch=watch,
        # A passphrase may be another the next moment.
        midnight=0 if locks else (now.replace(hour=0, minute=0, second=0, microsecond=0) + DAY).timestamp(),
        since=now.timestamp(),
        memory=Memory(
            edition=planned.edition,
            reads=edition.reads,
            records={one.file: one for one in records.records},
            twice=records.twice,
            private=tuple(one for one in private.values if one.kind != "photo"),
            hidden=hidden,
            drawn=making.drawn,
            remake=partial(making.again, is_shared=is_shared),
        )
        if edition.reads
        else None,
        pages=lambda: making.pages,
    )


def is_told_in_one_way(chapter: Chapter) -> bool:
    """Whether no text of a chapter is shown to members otherwise, or to a search that reads whole pages."""
    return chapter.charter.members_part is None and chapter.charter.search != "pagefind"


# Of so many records on, checks take longer than to fork a crew for them.
WORTH_A_CREW = 500

# Finds something that may be wrong.
Check = Callable[[], Iterable[Diagnostic]]


def checked(checks: Sequence[Check], jobs: int) -> tuple[Diagnostic, ...]:
    """What checks say, each made by whoever of the crew is free."""
    return tuple(chain.from_iterable(share(lambda check: tuple(check()), checks, jobs)))


def forget_what_is_hidden(memo: Memo, chapter: Chapter, today: Date) -> tuple[str, ...]:
    """Leave in no cache what the public part may not know: whoever withdrew lives on nowhere.

    That, in small letters.
    """
    hidden = tuple(unspoken(chapter, today))
    packed = tuple(text.encode() for text in hidden)
    ids = tuple(msgpack.encode(id) for id in without_entry(chapter, today))
    memo.records.forget_holding((*packed, *ids))
    memo.prose.forget_holding(packed)
    return tuple(sorted(text.lower() for text in hidden))


def full_text(edition: Edition, memo: Memo) -> Iterator[Output]:
    """The index of every word, for a chapter that asks for it."""
    if asks_pagefind(edition):
        from generator.pagefind import pagefind_outputs

        pages = tuple(page._replace(text=text_of(edition, page)) for page in pages_to_find(edition))
        yield from pagefind_outputs(pages, edition.language.tag, memo)


def spoken(chapter: Chapter, themed: Callable[[str], tuple[Source, ...]]) -> Parsed[Mapping[str, Language]]:
    """Tag -> what the translations into it speak: with the words of its catalogs and of `chapter.fr.yaml`."""
    languages: dict[str, Language] = {}
    problems: list[Diagnostic] = []
    for tag, translations in chapter.translations.items():
        said = next((one for one in translations if one.original is Charter), None)
        words: Words = getattr(said, "words", Words())
        file = (said or translations[0]).file
        language, unsaid = speak_abroad(tag, themed, dict(words.items), file)
        languages[tag] = language
        problems += unsaid
    return Parsed(languages, tuple(problems))


def no_catalogs(name: str) -> tuple[Source, ...]:
    """A theme that cannot be read says nothing."""
    return ()


def at_chapter(now: DateTime, chapter: Chapter) -> DateTime:
    """A moment by the clock on the chapter's wall."""
    here = zone(chapter.charter.timezone)
    return now.replace(tzinfo=here) if now.tzinfo is None else now.astimezone(here)
