"""The commands of `chapter`.

The world comes in here and nowhere else: the clock, the environment, the terminal.
Exit codes: 0, all is well; 1, something in the content or the theme wants mending;
2, the command could not be carried out, and one line says why.
"""

from __future__ import annotations

import gc
import math
import os
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC
from datetime import datetime as DateTime
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TextIO
from urllib.parse import urlsplit

from generator import __version__
from generator.operator import OperatorError
from generator.vault import VARIABLE

if TYPE_CHECKING:
    from generator.engine.publish import Report
    from generator.model.revision import History
    from generator.order import Order, Outcome
    from generator.project import Project
    from generator.text.report import Style

FORMATS = ("text", "short", "json", "github")


def command() -> NoReturn:
    """The program `chapter`: run a command and leave at once.

    To take down a chapter of ten thousand pages, object by object, would take a tenth of a second more; and so would to
    look through it for circles of objects, of which a command makes few.
    """
    gc.disable()
    held: list[object] = []
    code = main(held=held)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # Whoever read may be gone.
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None, held: list[object] | None = None) -> int:
    """Run a command; the value is the exit code. `held` gains what need not be taken down before the process ends."""
    # Redirected output has the machine's encoding, which need not know an en dash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = sys.argv[1:] if arguments is None else arguments
    options = parser(given[0] if given else "").parse_args(given)
    options.held = [] if held is None else held
    try:
        return int(options.run(options))
    except OperatorError as error:
        print(f"chapter: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads has seen enough: `chapter check | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


# -- commands ------------------------------------------------------------------


def run_build(options: Namespace) -> int:
    """Build the site, unless it stands as this build would leave it."""
    from generator.standstill import find_standstill, forget_standstill, keep_standstill, look_round

    started = time.perf_counter()
    project = _project(options)
    clock = 0.0 if options.today else time.time()
    get_ready = cache(partial(_get_ready, project.content))
    ground = look_round(str(project.cache), [*map(str, project.watched)], _asked(options, project), get_ready)
    # A note of which passphrase was used would help to guess it.
    is_locking = any(name.startswith(VARIABLE) for name in os.environ)
    still = None if options.fresh or is_locking else find_standstill(ground, clock)
    if still:
        _report_stream(options).write(still.report)
        if options.format == "text":
            _tell_counts(still.files, 0, 0, time.perf_counter() - started)
        return 0
    history = get_ready()
    from generator.build import build

    forget_standstill(ground)
    unlocked = None if options.without_members_part else _in_environment
    order = _order(options, passphrases=unlocked, jobs=options.jobs, history=history())
    with _Progress(sys.stderr) as tell:
        outcome = build(project, order, tell, seen=ground.seen)
    options.held += (ground, outcome)
    report = _show(outcome, options, project)
    if outcome.report is None or outcome.stopped:
        print("Nothing was published; what was there is there still.", file=sys.stderr)
        return 1
    if options.format == "text":
        _tell_published(outcome.report, outcome.distrusted, time.perf_counter() - started, explain=options.explain)
    if order.history.commit == ground.head and not is_locking:
        until = math.inf if options.today and outcome.until else outcome.until
        keep_standstill(ground, outcome.report.published, report, clock, until)
    return 0


def _get_ready(content: Path) -> Callable[[], History]:
    """What tells the history of a content folder: git looks for it while the program is imported."""
    from generator.history import ask_history

    answer = ask_history(content)
    import_module("generator.build")
    return answer


# What is among the options and changes nothing of what a build comes to.
UNASKED = frozenset({"run", "held", "explain", "fresh", "jobs"})


def _asked(options: Namespace, project: Project) -> list[str]:
    """All that is wanted of a build, and all that it is told by the environment and the terminal."""
    wanted = {name: value for name, value in vars(options).items() if name not in UNASKED}
    stream = _report_stream(options)
    seen = stream.isatty(), _width(stream), os.environ.get("NO_COLOR"), os.environ.get("TERM")
    git = sorted((name, value) for name, value in os.environ.items() if name.startswith("GIT_"))
    return [repr(part) for part in (sorted(wanted.items()), project, os.getcwd(), seen, git)]


def run_check(options: Namespace) -> int:
    """Check the content and the theme without building."""
    from generator.build import check_chapter

    project = _project(options)
    with _Progress(sys.stderr) as tell:
        outcome = check_chapter(project, _order(options), tell)
    _show(outcome, options, project)
    if not outcome.problems and options.format == "text":
        print("All is well.")
    return int(outcome.stopped)


def run_audit(options: Namespace) -> int:
    """Look through what is published for what may not be public."""
    from generator.build import audit_site

    project = _project(options)
    with _Progress(sys.stderr) as tell:
        outcome = audit_site(project, _order(options, jobs=options.jobs), tell)
    _show(outcome, options, project)
    if not outcome.problems and options.format == "text":
        print("Nothing in it is private.")
    return int(outcome.stopped)


def run_serve(options: Namespace) -> int:
    """Build, serve on this machine, and rebuild on every change."""
    from generator.build import build
    from generator.order import overtaken
    from generator.serve import Rebuilt, address_of, listen, serve
    from generator.site.urls import root_of
    from generator.text.report import PLAIN, render_text

    # This command goes on for days.
    gc.enable()
    project = _project(options, out=".cache/preview")
    # Before the first build, which is told what port was found free.
    opened = listen(options.host, options.port)
    url = options.url or address_of(options.host, opened)
    base = root_of(url).href("/")

    @cache
    def rehearsed(name: str) -> str:
        """The members' part opens with its own passphrase where that is set, else with one for this time only."""
        found = _in_environment(name)
        if not found:
            found = _drawn()
            print(f"{name} is not set; until you end this, the members' part opens with:\n\n  {found}\n", flush=True)
        return found

    last: Outcome | None = None
    history = _history_by_commit(project.content)

    def rebuilt(outcome: Outcome) -> Rebuilt:
        if outcome.report is not None and not outcome.stopped:
            return Rebuilt(True, base=base)
        return Rebuilt(False, render_text(outcome.problems, outcome.sources, style=PLAIN))

    def rebuild(is_overtaken: Callable[[], bool], show: Callable[[Rebuilt], None], stirred: frozenset[str]) -> Rebuilt:
        nonlocal last
        started = time.perf_counter()
        order = _order(options, url=url, passphrases=rehearsed, history=history(), is_live=True)
        last = outcome = build(
            project, order, overtaken(is_overtaken), last, lambda early: show(rebuilt(early)), stirred
        )
        _show(outcome, options, project)
        shown = rebuilt(outcome)
        if shown.ok and outcome.report:
            _tell_published(outcome.report, outcome.distrusted, time.perf_counter() - started, explain=False)
        return shown

    serve(
        rebuild,
        opened=opened,
        host=options.host,
        out=project.out,
        watched=project.watched,
        ignored=(project.cache, project.out),
    )
    return 0


def run_new(options: Namespace) -> int:
    """Write a new record, or a whole new chapter."""
    from generator.new import Founding, NotAnswered, found, new_record, new_site, new_translation

    given: dict[str, str] = {}
    for one in options.set:
        name, equals, value = one.partition("=")
        if not equals:
            raise NotAnswered(f"`--set {one}` wants a field and its value: `--set host=harbour-print`")
        given[name.strip()] = value.strip()
    ask = _ask if sys.stdin.isatty() and not options.no_input else None
    today = _today(options)
    if options.kind == "site":
        if not options.what:
            raise NotAnswered("`chapter new site` wants the folder of the new chapter: `chapter new site our-chapter`")
        given |= {name: getattr(options, name) for name in Founding._fields if getattr(options, name, None)}
        folder = Path(options.what)
        files = new_site(folder, found(given, ask), today=today)
        print(f"{len(files)} files in {folder}. Next: cd {folder} && chapter serve")
        return 0
    if options.kind == "translation":
        print(os.path.relpath(new_translation(_project(options).content, options.what, options.language)))
        return 0
    given |= {name: getattr(options, name) for name in ("title", "name", "date", "event") if getattr(options, name)}
    if options.what:
        given.setdefault(_naming_field(options.kind), options.what)
    path = new_record(options.kind, _project(options).content, given, today=today, id=options.id, ask=ask)
    print(os.path.relpath(path))
    return 0


def _naming_field(kind: str) -> str:
    """The field that says what a record is called."""
    return {"recommendation": "vendor", "recap": "event"}.get(
        kind, "name" if kind in ("member", "company", "venue") else "title"
    )


def run_passphrase(options: Namespace) -> int:
    """Draw a passphrase by lot."""
    print(_drawn())
    return 0


def _drawn() -> str:
    import secrets

    from generator.vault.passphrase import new_passphrase

    return new_passphrase(secrets.choice).text


def run_explain(options: Namespace) -> int:
    """Explain a code of the checks, or an address of the site."""
    from generator.manual import manual

    if options.what.startswith("/"):
        return _explain_address(options)
    page = manual(options.what)
    print(page.text)
    return 0 if page.known else 1


def _explain_address(options: Namespace) -> int:
    from generator.build import explain_address

    lines = explain_address(_project(options), _order(options), options.what)
    print("\n".join(lines) or f"this site has nothing at {options.what}")
    return 0 if lines else 1


def run_schema(options: Namespace) -> int:
    """Write JSON Schemas of the content format, for editors."""
    from generator.new import write_schemas

    for path in write_schemas(Path(options.folder)):
        print(os.path.relpath(path))
    return 0


def run_theme(options: Namespace) -> int:
    """Print the theme guide; copy a file of the theme in order to change it; tell what was changed."""
    if options.what == "guide":
        from generator.guide import theme_guide

        print(theme_guide(), end="")
        return 0
    from generator.theme.overrides import copy_file, find_overrides, told
    from generator.themes import theme_of

    project = _project(options)
    name = options.theme or theme_of(project)
    if options.what == "copy":
        for path in options.files:
            print(os.path.relpath(copy_file(path, name, project.themes)))
        return 0
    print("\n".join(told(find_overrides(name, project.themes))) or f"this chapter overrides nothing of `{name}`")
    return 0


def run_doctor(options: Namespace) -> int:
    """Look after what is round the content: this machine, the repository, the published site."""
    from generator.doctor import examine, examine_live
    from generator.history import read_history

    now = options.today.astimezone() if options.today else DateTime.now(UTC)
    history = read_history(_project(options).content)
    findings = [*examine(history, sys.version_info[:2], now)]
    if options.live:
        findings += examine_live(options.live, history, now)
    for one in findings:
        print(f"{'ok  ' if one.is_well else 'MEND'}  {one.text}")
        if one.help:
            print(f"      = help: {one.help}")
    return int(not all(one.is_well for one in findings))


# -- the command line ------------------------------------------------------------


class Command(NamedTuple):
    """What `chapter` can be told to do: the function that does it, its help, and what adds its options."""

    run: Callable[[Namespace], int]
    short: str
    long: str
    options: tuple[Callable[[ArgumentParser], None], ...] = ()


def parser(name: str = "") -> ArgumentParser:
    """What can be asked of `chapter`: of one command, where its name is known. All of them take longer."""
    whole = ArgumentParser(
        prog="chapter",
        description="The site of a networking group's chapter, from a folder of text files.",
        epilog="`chapter COMMAND --help` tells more. Start with `chapter new site our-chapter`.",
    )
    whole.add_argument("--version", action="version", version=f"chapterhouse {__version__}")
    commands = whole.add_subparsers(metavar="COMMAND", required=True)
    for each in (name,) if name in COMMANDS else COMMANDS:
        one = COMMANDS[each]
        command = commands.add_parser(
            each, help=one.short, description=one.long, formatter_class=RawDescriptionHelpFormatter
        )
        command.set_defaults(run=one.run)
        for add in one.options:
            add(command)
    return whole


BUILD_HELP = """
Build the site into `public`. When something is wrong, every slip is shown and what
was published stays as it was.

  chapter build                     the site, into public/
  chapter build --drafts            with drafts, for a preview
  chapter build --today 2026-10-01  as it will be on that day
  chapter build --explain           with the reason for each file written
"""

SERVE_HELP = """
Build the site, show it at http://127.0.0.1:8000/ and build it again whenever a file
is saved; the browser follows. A slip is shown in the browser, in the same words as
here, until it is mended. Ctrl-C ends it.
"""

CHECK_HELP = """
Do all that a build does but for writing pages: read, check, plan. Exit code 1 when
something must be mended; with --strict, also when something should be.
"""

AUDIT_HELP = """
Look through every file of the built site, packed and encoded ones too, for what the
content says is not public: names of people who may not be named, addresses and numbers,
join links, pictures that are held back. Exit code 1 when something is found. A build
does this before it publishes anything; this is for a folder that others have been at,
or that was published before somebody withdrew.

  chapter audit                     what is in public/
  chapter audit --output ../site    what is in another folder
"""

NEW_HELP = """
Write a new record's file, with every field it can have in comments. What is needed
and not given is asked for. No file that is there is ever touched.

  chapter new event "Plant tour at Harbour Print" --date 2026-10-15
  chapter new member "Ada Example" --set company=harbour-print
  chapter new recap --event 2026-10-15-harbour-print
  chapter new translation 2026-10-15-harbour-print --language fr
  chapter new site our-chapter      a whole new chapter, ready to publish
"""

DRAW_HELP = """
Draw six words by lot: a passphrase that nobody guesses (77 bits). Give it to the members,
and to whatever builds the site, as a secret in the environment:

  CHAPTERHOUSE_PASSPHRASE           of the members' part
  CHAPTERHOUSE_PASSPHRASE_BOARD     of the group `board`, where `members_part` names groups
"""

EXPLAIN_HELP = """
  chapter explain unknown-company   what the message means, with an example
  chapter explain /events/          what a page is made of
"""

SCHEMA_HELP = """
Write a JSON Schema for each kind of record. With them, an editor completes field
names, shows what each is for, and underlines what is wrong.
"""


THEME_HELP = """
A chapter changes its theme file by file: what stands in its own `themes/` wins.

  chapter theme guide                     all that a template may know
  chapter theme copy pages/event.html     begin to change a file
  chapter theme diff                      what you changed, and what has changed in the theme since
"""

DOCTOR_HELP = """
See whether all is well round the content. Exit code 1 when something wants mending.

  chapter doctor                                  this machine and this repository
  chapter doctor --live https://our.example.org   and whether that site is still true
"""


def _ordering(command: ArgumentParser) -> None:
    command.add_argument("--content", type=Path, metavar="DIR", help="the content folder (default: content)")
    command.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: public)")
    command.add_argument(
        "--today", type=_moment, metavar="DAY", help="the day it is taken to be: 2026-10-01, 2026-10-01T18:00"
    )
    command.add_argument("--drafts", action="store_true", help="show drafts and what is to be published later")
    command.add_argument("--url", default="", help="where the site will stand, when not where chapter.yaml says")
    command.add_argument("--strict", action="store_true", help="a warning counts as an error")


def _reporting(command: ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default="text", help="how slips are shown (default: text)")


def _sharing(command: ArgumentParser) -> None:
    command.add_argument(
        "--jobs",
        type=_number,
        default=0,
        metavar="N",
        help="how many processes work on it (default: one a core)",
    )


def _building(command: ArgumentParser) -> None:
    command.add_argument("--explain", action="store_true", help="say of each file why it was written")
    command.add_argument(
        "--without-members-part", action="store_true", help="leave the members' part out, for a preview anybody may see"
    )
    command.add_argument("--fresh", action="store_true", help="take nothing over from earlier builds")


def _serving(command: ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8000, help="the port (default 8000; 0: any that is free)")
    command.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (default 127.0.0.1: this machine only)"
    )


def _beginning(command: ArgumentParser) -> None:
    command.add_argument(
        "kind", help="event, recap, member, company, venue, series, post, page, idea, recommendation, translation, site"
    )
    command.add_argument(
        "what", nargs="?", default="", help="its title or name; of a translation, the original; of a site, the folder"
    )
    command.add_argument("--language", default="", metavar="TAG", help="of a translation: fr, es-MX")
    for name in ("title", "name", "date", "event", "id", "city", "timezone", "url", "email"):
        command.add_argument(f"--{name}", default="", metavar=name.upper())
    command.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="any other field")
    command.add_argument("--no-input", action="store_true", help="never ask")
    command.add_argument("--content", type=Path, help="the content folder (default: content)")
    command.add_argument("--today", type=_moment, help="the day it is taken to be, 2026-10-01")


def _explaining(command: ArgumentParser) -> None:
    command.add_argument("what", metavar="CODE or ADDRESS")


def _writing_schemas(command: ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", default=".vscode/schemas", help="where to (default: .vscode/schemas)")


def _theming(command: ArgumentParser) -> None:
    command.add_argument("what", choices=("guide", "copy", "diff"))
    command.add_argument("files", nargs="*", metavar="FILE", help="for copy: files of the theme, pages/event.html")
    command.add_argument("--theme", default="", metavar="NAME", help="the theme (default: what chapter.yaml names)")
    command.add_argument("--content", type=Path, metavar="DIR", help="the content folder (default: content)")


def _looking_after(command: ArgumentParser) -> None:
    command.add_argument("--live", default="", metavar="URL", help="the published site's address")
    command.add_argument("--content", type=Path, metavar="DIR", help="the content folder (default: content)")
    command.add_argument("--today", type=_moment, metavar="DAY", help="the day it is taken to be: 2026-10-01")


def _number(text: str) -> int:
    """How many, at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"`{text}` is no number of processes: write `1`, `2` or more")
    return int(text)


def _moment(text: str) -> DateTime:
    """A day, or a day and an hour, by the clock on the chapter's wall."""
    try:
        return DateTime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"`{text}` is no day: write `2026-10-01`, or `2026-10-01T18:00`") from None


COMMANDS = {
    "build": Command(run_build, "build the site", BUILD_HELP, (_ordering, _reporting, _building, _sharing)),
    "serve": Command(run_serve, "show the site while you edit", SERVE_HELP, (_ordering, _reporting, _serving)),
    "check": Command(run_check, "look for slips without building", CHECK_HELP, (_ordering, _reporting)),
    "audit": Command(
        run_audit,
        "look through the built site for what may not be public",
        AUDIT_HELP,
        (_ordering, _reporting, _sharing),
    ),
    "new": Command(run_new, "start a record, or a whole chapter", NEW_HELP, (_beginning,)),
    "passphrase": Command(run_passphrase, "draw a passphrase for the members' part", DRAW_HELP),
    "explain": Command(run_explain, "explain a message, or a page", EXPLAIN_HELP, (_explaining, _ordering)),
    "schema": Command(run_schema, "write JSON Schemas for editors", SCHEMA_HELP, (_writing_schemas,)),
    "theme": Command(run_theme, "look after a theme, or make one", THEME_HELP, (_theming,)),
    "doctor": Command(run_doctor, "look after the machine and the published site", DOCTOR_HELP, (_looking_after,)),
}


# -- the world ---------------------------------------------------------------------


def _project(options: Namespace, out: str = "public") -> Project:
    from generator.project import find_project

    start = Path.cwd()
    try:
        home = Path.home()
    except RuntimeError:  # A machine where nobody lives.
        home = None
    return find_project(start, options.content, getattr(options, "output", None) or start / out, home)


def _in_environment(name: str) -> str:
    """What a variable holds; "" when it is not set."""
    return os.environ.get(name, "")


def _order(
    options: Namespace,
    url: str = "",
    passphrases: Callable[[str], str] | None = None,
    jobs: int = 0,
    history: History | None = None,
    *,
    is_live: bool = False,
) -> Order:
    from generator.engine.crew import cores
    from generator.history import read_history
    from generator.operator import OperatorError
    from generator.order import Order

    wanted = url or options.url
    if wanted and not _is_whole_address(wanted):
        raise OperatorError(f"`--url {wanted}` wants a whole address: `https://example.org/`")
    return Order(
        now=options.today or DateTime.now(UTC),
        history=history or read_history(_project(options).content),
        drafts=options.drafts,
        url=wanted,
        fresh=getattr(options, "fresh", False),
        strict=options.strict,
        passphrases=passphrases,
        jobs=jobs or cores(),
        is_live=is_live,
    )


def _history_by_commit(content: Path) -> Callable[[], History]:
    """What git knows of the content, asked once for each commit where that can be told without asking."""
    from generator.head import read_head
    from generator.history import read_history

    known: dict[str, History] = {}

    def look_up() -> History:
        head = read_head(str(content))
        if head is None:
            return read_history(content)
        if head not in known:
            known.clear()
            known[head] = read_history(content)
        return known[head]

    return look_up


def _is_whole_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _today(options: Namespace):  # type: ignore[no-untyped-def]
    return (options.today or DateTime.now().astimezone()).date()


def _ask(question: str, default: str) -> str:
    """Put a question on the terminal; an empty line takes the default."""
    try:
        return input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
    except EOFError:
        raise KeyboardInterrupt from None


def _style(project: Project, stream: TextIO) -> Style:
    from generator.text.report import Style

    color = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(color=color, width=_width(stream), shown=_shown(project))


def _width(stream: TextIO) -> int:
    """Columns. Where there are none to count, a hundred."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or 100
    except (OSError, ValueError):
        return 100


def _shown(project: Project) -> dict[str, str]:
    """Canonical names as they are seen from here, so that a click in the terminal opens the file."""
    seen = {f"{label}/": _seen(folder) for label, folder in project.themes}
    return {"content/": _seen(project.content), **seen}


def _seen(folder: Path) -> str:
    try:
        near = os.path.relpath(folder)
    except ValueError:  # Another drive, on Windows.
        near = str(folder)
    return Path(near).as_posix() + "/"


def _report_stream(options: Namespace) -> TextIO:
    """Programs read standard output, people what they see first."""
    return sys.stderr if options.format in ("text", "short") else sys.stdout


def _show(outcome: Outcome, options: Namespace, project: Project) -> str:
    """Show what was found, and return what was shown."""
    from generator.text.report import RENDERERS, summary

    stream = _report_stream(options)
    report = RENDERERS[options.format](outcome.problems, outcome.sources, style=_style(project, stream))
    if outcome.problems and options.format == "text":
        report += f"\n{summary(outcome.problems)}\n"
    stream.write(report)
    stream.flush()
    return report


def _tell_published(report: Report, distrusted: int, seconds: float, *, explain: bool) -> None:
    if explain:
        wide = max((len(one.url) for one in report.written), default=0)
        for one in report.written:
            print(f"  {one.url:<{wide}}  {one.reason}")
        for url in report.removed:
            print(f"  {url:<{wide}}  removed")
    if distrusted:
        files, they = ("file", "it") if distrusted == 1 else ("files", "they")
        print(f"{distrusted} {files} of the cache could not be trusted; what {they} held was made anew.")
    _tell_counts(report.reused, len(report.written), len(report.removed), seconds)


def _tell_counts(reused: int, written: int, removed: int, seconds: float) -> None:
    print(f"{reused} files reused, {written} written, {removed} removed, {seconds:.2f} s", flush=True)


class _Progress:
    """One line on a terminal that says what is being made. Silent elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.shown = 0.0
        self.count = 0

    def __enter__(self) -> Callable[[str], None]:
        return self.tell if self.stream.isatty() else _say_nothing

    def tell(self, what: str) -> None:
        self.count += 1
        now = time.perf_counter()
        # Ten times a second is as often as anybody reads.
        if now - self.shown > 0.1:
            self.shown = now
            # A line that wraps could not be wiped.
            line = f"  {self.count} {what}"[: _width(self.stream) - 1]
            self.stream.write(f"\r\x1b[K{line}")
            self.stream.flush()

    def __exit__(self, *error: object) -> None:
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def _say_nothing(what: str) -> None:
    """No terminal, no progress."""
