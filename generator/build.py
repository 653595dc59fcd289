"""Build a chapter's site.

Eight verbs, in order: read, parse, decode, link, check, plan, render, publish.
Everything before *publish* is a pure function of the files and the date, so a
build that finds an error leaves the published site as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date as Date
from datetime import datetime as DateTime
from functools import partial
from itertools import chain
from typing import NamedTuple

from msgspec import Struct, msgpack

from generator.audit import audit_folder, private_of, watch_of
from generator.engine.crew import share
from generator.engine.memo import Memo
from generator.engine.output import Output, Recipe, View
from generator.engine.publish import Report, publish
from generator.engine.watch import NO_WATCH, Watch
from generator.language.language import Language
from generator.language.speech import speak, speak_abroad
from generator.media import MEDIA, look_at, static_files
from generator.model.chapter import Chapter
from generator.model.checks import CHECKS
from generator.model.gather import gather
from generator.model.link import link
from generator.model.private import unspoken, without_entry
from generator.model.records import KINDS, Charter, Words
from generator.model.revision import History, check_history
from generator.model.when import DAY, zone
from generator.project import Project
from generator.recall import recalled_contract, recalled_prose, recalled_records
from generator.recipes import locking, printed, recipes_of
from generator.site.contents import Planned
from generator.site.edition import Edition
from generator.site.freshness import BuildView
from generator.site.plan import pages, plan
from generator.site.search import asks_pagefind, pages_to_find
from generator.site.tongues import tongues_of
from generator.site.urls import root_of
from generator.site.views import PAGES
from generator.text.diagnostic import Diagnostic, Parsed, Place, Severity
from generator.text.source import Source
from generator.text.tree import read_tree
from generator.theme.assets import Bundle, bundle
from generator.theme.theme import find_source, read_theme


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


class Work(NamedTuple):
    """What a build had to do, counted. Nothing of it depends on the machine or on the hour."""

    # Files of records read, of which so many were decoded, and texts parsed; the rest was remembered.
    read: int = 0
    decoded: int = 0
    parsed: int = 0
    # Files made anew.
    rendered: int = 0


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a build: problems with the texts they stand in, and what was published."""

    problems: tuple[Diagnostic, ...]
    # File -> text, for showing the places of the problems.
    sources: Mapping[str, str]
    report: Report | None = None
    stopped: bool = False
    # Seconds since 1970: until then another build of the same files would come to the same.
    until: float = 0
    # How many files of the cache were damaged, or not this program's, and so were made anew.
    distrusted: int = 0
    work: Work = Work()


class Composed(Struct, frozen=True, kw_only=True):
    """A site, planned: everything is known of it but its bytes. Without outputs it cannot be made at all."""

    outputs: Iterator[Output] | None
    problems: tuple[Diagnostic, ...]
    # File -> text.
    sources: Mapping[str, str]
    # What may stand in no file of it.
    watch: Watch = NO_WATCH
    # Midnight on the chapter's wall, when there may be other things to say, in seconds since 1970; 0 for at once.
    midnight: float = 0


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


def build(project: Project, order: Order, tell: Callable[[str], None] = say_nothing) -> Outcome:
    """Build and publish. `tell` is told what is looked at, and the address of each file before it is made.

    Raises OperatorError when the machine is not ready.
    """
    memo = Memo(project.cache / "memo")
    done: Counter[str] = Counter()
    if order.fresh:
        # Nothing has been used yet, so this forgets everything.
        memo.forget_unused()
    try:
        composed = compose(project, order, memo, tell, done)
        if composed.outputs is None or stops(composed.problems, order.strict):
            return Outcome(problems=composed.problems, sources=composed.sources, stopped=True)
        claims: list[BuildView] = []
        report = publish(
            told(composed.outputs, tell, claims),
            project.out,
            project.cache,
            sources=project.watched,
            never=project.never_replaced,
            fresh=order.fresh,
            jobs=order.jobs,
            watch=composed.watch,
        )
    except Overtaken:
        return Outcome(problems=(), sources={}, stopped=True)
    if not report.problems:
        memo.forget_unused(report.keys)
    return Outcome(
        problems=(*composed.problems, *report.problems, *report.remarks),
        sources=composed.sources,
        report=report,
        stopped=bool(report.problems),
        until=min(composed.midnight, *(DateTime.fromisoformat(claim.fresh_until).timestamp() for claim in claims)),
        distrusted=memo.distrusted + report.distrusted,
        work=Work(done["read"], done["decoded"], done["parsed"], len(report.written)),
    )


def told(outputs: Iterable[Output], tell: Callable[[str], None], claims: list[BuildView]) -> Iterator[Output]:
    """The outputs, each announced. `claims` gains what the site says of how long it stays true."""
    for output in outputs:
        tell(output.url)
        if isinstance(output.view, BuildView):
            claims.append(output.view)
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
    for output in compose(project, order, Memo(project.cache / "memo")).outputs or ():
        if output.url in (url, f"{url}/"):
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


def compose(
    project: Project,
    order: Order,
    memo: Memo,
    tell: Callable[[str], None] = say_nothing,
    done: Counter[str] | None = None,
) -> Composed:
    """From files to outputs: read, parse, decode, link, check, plan. `done` counts what had to be done."""
    done = Counter() if done is None else done
    tree, unread = read_tree(project.content, "content", tuple(KINDS))
    sources = {source.file: source.text for source in tree.sources}
    media = {file.file.removeprefix(MEDIA): file for file in tree.files if file.file.startswith(MEDIA)}
    pictures, unseen = look_at(media, memo, tell)
    closed = frozenset(one.where.file for one in unread if one.where and one.severity is Severity.ERROR)
    done["read"] += len(tree.sources)
    prose = recalled_prose(memo, tell, done, order.jobs)
    records, undecoded = gather(tree.sources, frozenset(media), prose, closed, recalled_records(memo, done))
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
    )
    forget_what_is_hidden(memo, chapter, now.date())
    files, telling = static_files(tree.files, memo)
    digests = {path: facts.digest for path, facts in pictures.items()} | {
        one.view.file.removeprefix(MEDIA): one.view.digest for one in files
    }
    private = private_of(chapter, now.date(), digests)
    watch = watch_of(private, partial(stops, strict=order.strict))
    wrong = checked(chapter, now, order.jobs if len(records.records) >= WORTH_A_CREW else 1)
    languages, unsaid_abroad = spoken(chapter, theme.catalogs if theme else no_catalogs)
    tongues = tongues_of(edition, languages, pages)
    planned, unplanned = plan(edition, files, tongues, with_members_part=order.passphrases is not None)
    untold = check_history(order.history)
    problems = (
        *(*unread, *unseen, *telling, *undecoded, *unlinked, *wrong),
        *(*unplanned, *unthemed, *unsaid, *unsaid_abroad, *untold),
    )
    if theme is None:
        named = {problem.where.file for problem in problems if problem.where}
        found = (find_source(file, project.themes) for file in named - sources.keys())
        sources |= {one.file: one.text for one in found if one}
        return Composed(outputs=None, problems=problems, sources=sources, watch=watch)
    assets, unbundled = bundle(theme, charter.theme_options.items, Place(charter.file, ("theme_options",)))
    recipes = recipes_of(project, theme, edition, assets, memo)
    abroad = {one.tag: printed(project, theme, one.edition, assets) for one in tongues}
    locks = locking(project, charter, order.passphrases, recipes, private)
    if locks:
        # What is locked lies nowhere in plain words.
        memo.records.forget_all()
        recipes = {**recipes, **locks}
    return Composed(
        outputs=chain(
            with_assets(planned, recipes, abroad, assets, all_of_them=bool(locks)),
            full_text(edition, memo),
        ),
        problems=(*problems, *unbundled, *recalled_contract(theme, memo)),
        sources=sources | {source.file: source.text for source in theme.sources},
        watch=watch,
        # A passphrase may be another the next moment.
        midnight=0 if locks else (now.replace(hour=0, minute=0, second=0, microsecond=0) + DAY).timestamp(),
    )


def with_assets(
    planned: Iterable[Planned],
    recipes: Mapping[type[View], Recipe],
    abroad: Mapping[str, Mapping[type[View], Recipe]],
    assets: Bundle,
    *,
    all_of_them: bool,
) -> Iterator[Output]:
    """The pages, and the theme's files that they ask for: pages that are locked away may be of any kind."""
    kinds: set[type[View]] = set()
    for one in planned:
        kinds.add(type(one.view))
        recipe = (abroad[one.tag] if one.tag else recipes)[type(one.view)]
        yield Output(url=one.url, recipe=recipe, view=one.view)
    yield from assets.outputs({template for view, template in PAGES.items() if all_of_them or view in kinds})


# Of so many records on, checks take longer than to fork a crew for them.
WORTH_A_CREW = 500


def checked(chapter: Chapter, now: DateTime, jobs: int) -> tuple[Diagnostic, ...]:
    """What the checks say, each made by whoever of the crew is free."""
    return tuple(chain.from_iterable(share(lambda check: tuple(check(chapter, now)), CHECKS, jobs)))


def forget_what_is_hidden(memo: Memo, chapter: Chapter, today: Date) -> None:
    """Leave in no cache what the public part may not know: whoever withdrew lives on nowhere."""
    hidden = tuple(text.encode() for text in unspoken(chapter, today))
    ids = tuple(msgpack.encode(id) for id in without_entry(chapter, today))
    memo.records.forget_holding((*hidden, *ids))
    memo.prose.forget_holding(hidden)


def full_text(edition: Edition, memo: Memo) -> Iterator[Output]:
    """The index of every word, for a chapter that asks for it."""
    if asks_pagefind(edition):
        from generator.pagefind import pagefind_outputs

        yield from pagefind_outputs(tuple(pages_to_find(edition)), edition.language.tag, memo)


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
