"""`chapter`, as somebody at a terminal meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import main
from tests.chapter import tree, write

REPOSITORY = Path(__file__).resolve().parent.parent

CHARTER = "name: Small Chapter\ntimezone: America/Chicago\nurl: https://small.example.org/\n"
COFFEE = "title: Coffee\ndate: 2026-03-12\n"
WARNED = COFFEE + "body: Come on Wednesday, March 12.\n"
BROKEN = COFFEE + "hots: harbour-print\n"


class Said(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


class Terminal:
    """A folder with a chapter in it, and somebody who types."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def write(self, **files: str) -> None:
        write(self.folder, {f"content/events/{name}.yaml": text for name, text in files.items()})

    def run(self, *arguments: str) -> Said:
        try:
            code = main(arguments)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    """A small chapter, and the folder it is in to work from."""
    write(tmp_path, {"content/chapter.yaml": CHARTER, "content/events/coffee.yaml": COFFEE})
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield Terminal(tmp_path, capsys)


TODAY = ("--today", "2026-03-01")

# -- build -------------------------------------------------------------------------------


def test_a_build_publishes_and_says_so_in_a_line(terminal: Terminal) -> None:
    said = terminal.run("build", *TODAY)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("0 files reused, ")
    assert (terminal.folder / "public/events/coffee/index.html").exists()
    again = terminal.run("build", *TODAY)
    assert ", 0 written, 0 removed, " in again.out


def test_a_build_can_say_why_it_wrote_each_file(terminal: Terminal) -> None:
    terminal.run("build", *TODAY)
    terminal.write(coffee=COFFEE.replace("Coffee", "Tea"))
    said = terminal.run("build", *TODAY, "--explain")
    line = next(line for line in said.out.splitlines() if line.strip().startswith("/events/coffee/ "))
    assert "view changed" in line
    assert "title" in line


def test_a_fresh_build_takes_nothing_over(terminal: Terminal) -> None:
    terminal.run("build", *TODAY)
    said = terminal.run("build", *TODAY, "--fresh")
    assert said.out.startswith("0 files reused, ")


def test_a_warning_is_shown_and_does_not_stop_the_build_unless_it_is_strict(terminal: Terminal) -> None:
    terminal.write(coffee=WARNED)
    said = terminal.run("build", *TODAY)
    assert said.code == 0
    assert "warning[" in said.err
    assert "1 warning in 1 file" in said.err
    assert terminal.run("build", *TODAY, "--strict").code == 1


def test_a_failed_build_leaves_the_published_site_as_it_was(terminal: Terminal) -> None:
    terminal.run("build", *TODAY)
    before = tree(terminal.folder / "public")
    terminal.write(coffee=BROKEN, other=COFFEE)
    said = terminal.run("build", *TODAY)
    assert said.code == 1
    assert "error[unknown-key]" in said.err
    assert said.err.endswith("Nothing was published; what was there is there still.\n")
    assert tree(terminal.folder / "public") == before


def test_a_template_that_fails_leaves_the_published_site_as_it_was(terminal: Terminal) -> None:
    terminal.run("build", *TODAY)
    before = tree(terminal.folder / "public")
    write(terminal.folder, {"themes/default/pages/event.html": "{{ page.titel }}\n"})
    said = terminal.run("build", *TODAY)
    assert said.code == 1
    assert "themes/default/pages/event.html" in said.err
    assert "did you mean `title`?" in said.err
    assert tree(terminal.folder / "public") == before


def test_a_preview_has_drafts_and_a_ribbon(terminal: Terminal) -> None:
    terminal.write(coffee=COFFEE + "draft: true\n")
    assert terminal.run("build", *TODAY).code == 0
    assert not (terminal.folder / "public/events/coffee").exists()
    terminal.run("build", *TODAY, "--drafts", "--url", "https://preview.example.org/pr-1/")
    page = (terminal.folder / "public/events/coffee/index.html").read_text("utf-8")
    assert "noindex" in page
    assert 'href="https://preview.example.org/pr-1/events/coffee/"' in page


@pytest.mark.parametrize("url", ["preview", "//x.example.org/", "ftp://x.example.org/", "https://", "https://x:abc/"])
def test_a_url_that_is_none_is_refused_in_a_line(terminal: Terminal, url: str) -> None:
    said = terminal.run("build", "--url", url)
    assert said.code == 2
    assert said.err == f"chapter: `--url {url}` wants a whole address: `https://example.org/`\n"


# -- days ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "coming"),
    [
        ("2026-03-12", True),
        ("2026-03-12T23:59", True),
        ("2026-03-13", False),
        ("2026-03-13T04:59+00:00", True),
        ("2026-03-13T05:00+00:00", False),
    ],
)
def test_today_is_a_day_or_a_moment_by_the_chapters_clock(terminal: Terminal, today: str, coming: bool) -> None:
    said = terminal.run("build", "--today", today)
    assert said.code == 0
    assert ("Coffee" in (terminal.folder / "public/events/index.html").read_text("utf-8")) is coming


@pytest.mark.parametrize("today", ["tomorrow", "2026-02-30", "10/15/2026", ""])
def test_a_day_that_is_none_is_refused_with_an_example(terminal: Terminal, today: str) -> None:
    said = terminal.run("build", "--today", today)
    assert said.code == 2
    assert f"`{today}` is no day: write `2026-10-01`, or `2026-10-01T18:00`" in said.err


def test_without_a_day_it_is_now(terminal: Terminal) -> None:
    assert terminal.run("build").code == 0


# -- check ----------------------------------------------------------------------------------


def test_a_check_of_a_good_chapter_says_that_all_is_well_and_writes_nothing(terminal: Terminal) -> None:
    said = terminal.run("check", *TODAY)
    assert said == Said(0, "All is well.\n", "")
    assert not (terminal.folder / "public").exists()


def test_a_check_ends_with_1_for_an_error_and_for_a_warning_when_strict(terminal: Terminal) -> None:
    terminal.write(coffee=WARNED)
    assert terminal.run("check", *TODAY).code == 0
    assert terminal.run("check", *TODAY, "--strict").code == 1
    terminal.write(coffee=BROKEN)
    assert terminal.run("check", *TODAY).code == 1


def test_a_check_in_each_format(terminal: Terminal) -> None:
    terminal.write(coffee=BROKEN)
    text = terminal.run("check", *TODAY)
    assert " --> content/events/coffee.yaml:3:1\n" in text.err
    assert "1 error in 1 file" in text.err
    short = terminal.run("check", *TODAY, "--format", "short")
    assert short.err.startswith("content/events/coffee.yaml:3:1: error")
    as_json = terminal.run("check", *TODAY, "--format", "json")
    assert as_json.err == ""
    assert "unknown-key" in json.dumps(json.loads(as_json.out))
    github = terminal.run("check", *TODAY, "--format", "github")
    assert github.out.startswith("::error file=content/events/coffee.yaml,line=3,")
    assert {one.code for one in (text, short, as_json, github)} == {1}


def test_programs_that_read_along_are_told_nothing_else(terminal: Terminal) -> None:
    assert json.loads(terminal.run("check", *TODAY, "--format", "json").out) is not None
    assert json.loads(terminal.run("build", *TODAY, "--format", "json").out) is not None
    assert terminal.run("build", *TODAY, "--format", "github").out == ""


def test_places_are_shown_as_they_are_seen_from_here(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal.write(coffee=BROKEN)
    (terminal.folder / "elsewhere").mkdir()
    monkeypatch.chdir(terminal.folder / "elsewhere")
    said = terminal.run("check", *TODAY, "--content", "../content")
    assert " --> ../content/events/coffee.yaml:3:1\n" in said.err


# -- explain -----------------------------------------------------------------------------------


def test_a_message_is_explained_with_an_example(terminal: Terminal) -> None:
    for code in ("unknown-company", "[unknown-company]", "Unknown-Company"):
        said = terminal.run("explain", code)
        assert said.code == 0
        assert said.out.startswith("unknown-company\n\n")
        assert "error[unknown-company]" in said.out


def test_a_mistyped_message_is_guessed_and_one_that_is_none_gets_the_list(terminal: Terminal) -> None:
    said = terminal.run("explain", "unknown-compny")
    assert (said.code, said.out) == (1, "there is no message `unknown-compny`: did you mean `unknown-company`?\n")
    said = terminal.run("explain", "what is this")
    assert said.code == 1
    assert "unknown-key" in said.out


def test_an_address_is_explained_by_what_its_page_knows(terminal: Terminal) -> None:
    for address in ("/events/coffee/", "/events/coffee"):
        said = terminal.run("explain", address, *TODAY)
        assert said.code == 0
        assert said.out.startswith("/events/coffee/ is the file events/coffee/index.html\n")
        assert "from EventView" in said.out
        assert "  title: Coffee\n" in said.out
    said = terminal.run("explain", "/evnets/", *TODAY)
    assert (said.code, said.out) == (1, "this site has nothing at /evnets/\n")


# -- what cannot be carried out ------------------------------------------------------------------


@pytest.mark.parametrize("command", [("build",), ("check",), ("explain", "/")])
def test_without_a_content_folder_one_line_says_so(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    empty = terminal.folder / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    said = terminal.run(*command)
    assert said.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith("chapter: there is no folder ")
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("out", [".", "content", "content/site", "..", "themes", "photos"])
def test_a_folder_that_the_program_did_not_make_is_never_replaced(terminal: Terminal, out: str) -> None:
    write(terminal.folder, {"photos/summer.txt": "Us.", "themes/own/theme.yaml": "name: own\n"})
    before = tree(terminal.folder)
    said = terminal.run("build", *TODAY, "--output", out)
    assert said.code == 2
    assert said.err.startswith("chapter: ")
    assert said.err.count("\n") == 1
    after = tree(terminal.folder)
    assert {url: after[url] for url in before} == before


def test_an_unknown_command_and_an_unknown_option_are_refused(terminal: Terminal) -> None:
    said = terminal.run("bild")
    assert said.code == 2
    assert "'bild'" in said.err
    assert terminal.run("build", "--nope").code == 2
    assert terminal.run("build", "--format", "xml").code == 2
    assert terminal.run().code == 2


@pytest.mark.parametrize("command", ["build", "serve", "check", "audit", "new", "explain", "schema"])
def test_every_command_has_a_help(terminal: Terminal, command: str) -> None:
    said = terminal.run(command, "--help")
    assert said.code == 0
    assert len(said.out.splitlines()) > 8
    assert max(map(len, said.out.splitlines())) <= 120
    assert command in terminal.run("--help").out


def test_the_version_is_told(terminal: Terminal) -> None:
    assert terminal.run("--version").out.startswith("chapterhouse ")


def test_a_damaged_cache_is_ignored_and_that_is_said(terminal: Terminal) -> None:
    terminal.write(talk="title: Talk\ndate: 2026-03-12\nbody: A *text* of its own.\n")
    assert "cache" not in terminal.run("build", *TODAY).out
    damaged = [path for path in (terminal.folder / ".cache/memo/prose").iterdir() if path.is_file()]
    for path in (*damaged, terminal.folder / ".cache/public.manifest"):
        path.write_bytes(b"chapterhouse 0 of another program")
    terminal.write(coffee=COFFEE + "summary: Cups.\n")
    said = terminal.run("build", *TODAY)
    number = len(damaged) + 1
    assert f"{number} files of the cache could not be trusted; what they held was made anew.\n" in said.out
    assert said.code == 0 and "0 files reused" in said.out
    assert "cache" not in terminal.run("build", *TODAY).out


# -- the terminal itself ----------------------------------------------------------------------------


def chapter(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_the_module_is_the_same_program(terminal: Terminal) -> None:
    said = chapter("check", *TODAY, cwd=terminal.folder)
    assert (said.returncode, said.stdout, said.stderr) == (0, "All is well.\n", "")


def test_asking_for_help_loads_nothing_that_only_work_needs(tmp_path: Path) -> None:
    heavy = ("jinja2", "markdown", "yaml", "msgspec", "PIL", "livereload", "tornado", "dateutil", "nh3", "asyncio")
    asked = f"import sys, generator.cli; print([name for name in {heavy!r} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    assert said.stdout == "[]\n", said.stderr


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What a terminal of 80 columns shows."""
    pty = pytest.importorskip("pty", reason="this system has no terminals to imitate")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "TERM": "xterm", "COLUMNS": "80", **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # Linux's way to say that the other side is closed.
        pass
    finally:
        process.wait(60)
        os.close(ours)
    return shown.decode()


def test_colors_are_for_terminals_that_want_them(terminal: Terminal) -> None:
    terminal.write(coffee=BROKEN)
    assert "\x1b[1;31merror" in on_a_terminal("check", *TODAY, cwd=terminal.folder)
    for plain in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        shown = on_a_terminal("check", *TODAY, cwd=terminal.folder, **plain)
        assert "error[unknown-key]" in shown
        assert "\x1b[1;31m" not in shown
    assert "\x1b" not in terminal.run("check", *TODAY).err


def test_long_work_shows_on_a_terminal_that_it_goes_on_and_leaves_no_trace(terminal: Terminal) -> None:
    many = {f"content/posts/p{n}.md": f"---\ntitle: P{n}\ndate: 2026-01-01\n---\nWords, {n}.\n" for n in range(60)}
    write(terminal.folder, many)
    shown = on_a_terminal("build", *TODAY, cwd=terminal.folder)
    assert "\r\x1b[K  1 " in shown
    assert "\r\x1b[K0 files reused" in shown


def test_output_that_nobody_reads_to_the_end_is_no_failure(terminal: Terminal) -> None:
    pipe = f"{sys.executable} -m generator explain nothing-of-the-kind | head -c 20"
    said = subprocess.run(pipe, shell=True, cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    assert said.stderr == ""


def test_streams_that_are_closed_are_no_reason_to_fail() -> None:
    told = f"{sys.executable} -m generator explain no-such-code >&- 2>&-; echo $?"
    said = subprocess.run(told, shell=True, cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    assert said.stdout == "1\n"


LEAVING = """
import gc, os, sys
from generator import cli
def leave(code):
    print(code, gc.isenabled(), sum(type(one).__name__ == "Chapter" for one in gc.get_objects()), file=sys.stderr)
    exit_at_once(code)
exit_at_once, os._exit = os._exit, leave
sys.argv = ["chapter", "build", "--jobs", "1", "--today", "2026-03-01"]
cli.command()
"""


def test_a_command_leaves_with_what_it_built_rather_than_take_that_down(tmp_path: Path) -> None:
    write(tmp_path, {"content/chapter.yaml": "name: Small Chapter\ntimezone: UTC\nurl: https://small.example.org/\n"})
    paths = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", LEAVING]
    said = subprocess.run(command, cwd=tmp_path, env=paths, capture_output=True, text=True, timeout=60)
    code, looks_for_circles, chapters = said.stderr.split()
    assert (code, looks_for_circles) == ("0", "False") and int(chapters) > 0
