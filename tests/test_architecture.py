"""The rooms of the house, and who may go where: read from the source, not from anybody's memory."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import generator
from generator.engine.output import View, check_view_class

ROOT = Path(generator.__file__).parent
FILES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}
# Files of a new chapter are data, and no part of the program.
MODULES = {name: path for name, path in FILES.items() if not name.startswith("starter/")}

# A room may use those on its line; what stands in no room (cli, build, serve …) may use all.
ROOMS = {
    "text": {"text"},
    "engine": {"engine", "text"},
    "lookout": {"lookout", "text"},
    "vault": {"vault", "engine", "text"},
    "language": {"language", "text"},
    "theme": {"theme", "engine", "language", "text"},
    "model": {"model", "text"},
    "site": {"site", "model", "vault", "engine", "language", "text"},
    "serve": {"serve"},
}
# One line to stop with, which everybody may say; and patterns, which everybody has.
COMMON = {"operator", "pattern"}

# The only files that open, list, write or ask about files.
TOUCH_THE_DISK = {
    "text/tree.py",
    "theme/theme.py",
    "theme/environment.py",
    "theme/overrides.py",
    *(f"engine/{name}.py" for name in
      ("memo", "pack", "spill", "publish", "copies", "files", "lock", "manifest", "tree", "swap", "safety", "digest", "darkroom", "survey",
       "whereabouts")),
    # The program's own files.
    "language/catalog.py",
    # The translators' workshop.
    "language/extract.py",
    "engine/cards.py",
    "engine/render.py",
    "vault/words.py",
    "vault/unlock.py",
    "project.py",
    "new.py",
    "themes.py",
    "pagefind.py",
    # What is published, looked through again.
    "audit.py",
    *(f"serve/{name}.py" for name in ("answers", "files", "screen", "watch")),
    "cli.py",
    # Whether there is a repository, and which commit is checked out.
    "history.py",
    "head.py",
    # Whether anything changed.
    "standstill.py",
    "trail.py",
}  # fmt: skip

# The parts of the standard library that read the machine rather than the arguments.
OF_THE_WORLD = {"os", "io", "time", "sys", "shutil", "tempfile", "subprocess", "socket", "random", "locale", "getpass",
                "glob", "fcntl", "platform", "secrets", "uuid", "urllib.request", "http", "threading"}  # fmt: skip
OF_A_PATH = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "rmdir", "unlink", "touch",
             "rename", "symlink_to", "hardlink_to", "iterdir", "glob", "rglob", "is_file", "is_dir", "exists", "stat",
             "lstat", "chmod", "resolve", "cwd", "home"}  # fmt: skip


def room(file: str) -> str:
    return file.split("/")[0] if "/" in file else ""


@cache
def tree(file: str) -> ast.Module:
    return ast.parse(MODULES[file].read_text("utf-8"))


def imports(file: str, *, at_run_time: bool = False) -> Iterator[str]:
    """The modules that a file imports; `at_run_time` those that are needed before its functions are called."""

    def visit(nodes: list[ast.stmt]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                inner = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from (
                    name if f"{name.removeprefix('generator.').replace('.', '/')}.py" in MODULES else node.module
                    for name in inner
                )
            elif not (at_run_time and is_for_later(node)):
                yield from visit([child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)])

    yield from visit(tree(file).body)


def is_for_later(node: ast.stmt) -> bool:
    """Whether what stands within is not run when the file is imported."""
    only_for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    return only_for_types or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def own(names: Iterator[str]) -> set[str]:
    """The files of this package among modules."""
    found = set()
    for name in names:
        if name.startswith("generator."):
            path = name.removeprefix("generator.").replace(".", "/")
            found.add(f"{path}.py" if f"{path}.py" in MODULES else f"{path}/__init__.py")
    return found & MODULES.keys()


@cache
def calls(file: str) -> tuple[tuple[int, str], ...]:
    """Line and dotted name of everything that a file calls or looks up."""
    return tuple(
        (node.lineno, ast.unparse(node.func if isinstance(node, ast.Call) else node))
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call | ast.Attribute)
    )


@cache
def users_of(name: str) -> frozenset[str]:
    """The files that have a word in them."""
    return frozenset(file for file in MODULES if name in words(file))


@cache
def words(file: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", MODULES[file].read_text("utf-8")))


IN_ROOMS = [file for file in MODULES if room(file)]


@pytest.mark.parametrize("file", IN_ROOMS)
def test_a_room_uses_only_what_comes_before_it(file: str) -> None:
    used = {room(other) or other.removesuffix(".py") for other in own(imports(file))}
    assert used <= ROOMS[room(file)] | COMMON


def test_every_room_is_known() -> None:
    assert {room(file) for file in MODULES} == {"", *ROOMS}


@pytest.mark.parametrize("file", [file for file in IN_ROOMS if room(file) in ("model", "site")])
def test_the_chapter_knows_no_templates_no_disk_and_no_clock(file: str) -> None:
    names = set(imports(file))
    assert not {name for name in names if name.split(".")[0] in OF_THE_WORLD | {"jinja2", "yaml", "markdown", "PIL"}}
    assert "pathlib" not in names or file == "model/gather.py"


# Who looks at texts for all pages at once: where they lead, and what anchors they have.
OF_THE_WHOLE = {"site/edition.py", "site/links.py", "site/plan.py"}


@pytest.mark.parametrize("file", [file for file in IN_ROOMS if room(file) == "site"])
def test_who_makes_a_view_reads_texts_through_the_edition(file: str) -> None:
    """Else nobody knows that it read them, and it is not made again when they are told anew."""
    assert "chapter.prose" not in MODULES[file].read_text("utf-8") or file in OF_THE_WHOLE


# Where a zone's rules come from: a file of a package that is pinned.
OF_A_PACKAGE = {("model/when.py", "open"), ("model/when.py", "read_text")}
# What several processes are made of and speak through; none of it names a file.
OF_PROCESSES = {
    ("engine/crew.py", name)
    for name in (
        "sched_getaffinity",
        "pipe",
        "set_blocking",
        "read",
        "write",
        "close",
        "fork",
        "_exit",
        "kill",
        "waitpid",
    )
}


@pytest.mark.parametrize("file", sorted(MODULES.keys() - TOUCH_THE_DISK))
def test_only_a_few_files_touch_the_disk(file: str) -> None:
    found = {
        (line, name)
        for line, name in calls(file)
        if name == "open"
        or (
            name.rpartition(".")[2] in OF_A_PATH
            and name.startswith(("Path(", "path.", "folder.", "file.", "resources."))
        )
        or name.startswith(("os.", "shutil.", "tempfile."))
    }
    known = OF_A_PACKAGE | OF_PROCESSES
    assert not {one for one in found if (file, one[1].rpartition(".")[2]) not in known}
    of_the_disk = {"shutil", "tempfile", "glob"} | ({"os"} if file not in {one for one, _ in OF_PROCESSES} else set())
    assert not of_the_disk & set(imports(file))


@pytest.mark.parametrize("file", sorted(TOUCH_THE_DISK))
def test_a_file_that_may_touch_the_disk_does(file: str) -> None:
    assert {name.rpartition(".")[2] for _, name in calls(file)} & OF_A_PATH or "os" in set(imports(file))


CLOCK = re.compile(r"(?:^|\.)(?:now|utcnow|today|localtime|gmtime|getlogin|getenv|get_terminal_size|isatty|input)$")


@pytest.mark.parametrize("file", sorted(MODULES.keys() - {"cli.py"}))
def test_only_the_command_line_reads_the_clock_the_environment_and_the_terminal(file: str) -> None:
    asked = {
        (line, name)
        for line, name in calls(file)
        if (CLOCK.search(name) and re.match(r"(?:DateTime|Date|datetime|date|time|os|sys|input)\b", name))
        or name.startswith(("os.environ", "sys.stdin", "sys.stdout", "sys.stderr", "sys.argv", "time.time"))
        or name == "print"
    }
    # The server tells what it serves; the translators' workshop, what is left to translate.
    assert not asked or file in ("serve/__init__.py", "language/extract.py")


def test_no_two_modules_import_each_other() -> None:
    uses = {file: own(imports(file, at_run_time=True)) - {file} for file in MODULES}
    assert list(TopologicalSorter(uses).static_order())


def _is_given(node: ast.FunctionDef | ast.ClassDef) -> bool:
    return isinstance(node, ast.FunctionDef) and bool(re.search("[a-z][A-Z]", node.name))


@pytest.mark.parametrize("file", MODULES)
def test_no_name_says_nothing(file: str) -> None:
    parts = re.findall(r"[a-z]+|[A-Z][a-z]*", Path(file).stem)
    for node in ast.walk(tree(file)):
        # A name in camel case was given by another library, whose class is extended.
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not _is_given(node):
            parts += re.findall(r"[a-z]+|[A-Z][a-z]*", node.name)
    said = {word.casefold() for word in parts}
    assert not said & {"utils", "util", "helper", "helpers", "manager", "handle", "process", "misc", "common", "stuff"}


@pytest.mark.parametrize("file", [file for file in MODULES if room(file) in ("model", "site", "text", "engine")])
def test_what_others_use_says_what_it_is(file: str) -> None:
    module = tree(file)
    assert ast.get_docstring(module) or not module.body
    public = [
        node for node in module.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]  # fmt: skip
    assert not [node.name for node in public if not ast.get_docstring(node) and users_of(node.name) - {file}]


def views() -> list[type[View]]:
    for module in pkgutil.walk_packages([str(ROOT / "site")], "generator.site."):
        importlib.import_module(module.name)
    for name in ("copies", "pictures", "darkroom"):
        importlib.import_module(f"generator.engine.{name}")
    importlib.import_module("generator.theme.assets")

    def below(cls: type[View]) -> Iterator[type[View]]:
        for one in cls.__subclasses__():
            if one.__module__.startswith("generator."):
                yield one
                yield from below(one)

    return sorted(set(below(View)), key=lambda cls: cls.__name__)


# `extra` is a chapter's own: nobody can list its fields. It holds text, lists of these and groups of these
# (see `decode.py`), each as fixed as a view's.
OF_THE_THEME = re.compile(r"\.extra holds <class 'generator\.model\.records\.Extra'>$")


@pytest.mark.parametrize("view", views(), ids=lambda cls: cls.__name__)
def test_a_view_can_hide_nothing(view: type[View]) -> None:
    assert not [what for what in check_view_class(view) if not OF_THE_THEME.search(what)]


PRIVATE = {
    "contact",
    "consent",
    "withdrawn",
    "topics",
    "can_help_with",
    "would_like_to_meet",
    "display_name",
    "pronouns",
}


def test_only_consent_reads_what_is_private() -> None:
    readers = {
        file
        for file in MODULES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and node.attr in PRIVATE
        and re.search(r"(?:^|\W)member(?:s\[.+\])?$", ast.unparse(node.value))
    }
    assert readers == {
        "model/consent.py",
        # What must appear nowhere, for those who look for it.
        "model/private.py",
        # These tell only the volunteers: who is to be asked again, whose term has ended.
        "model/checks/privacy.py",
        "model/checks/duties.py",
        # Which names are one person's: a table that only consent asks.
        "model/chapter.py",
    }


def test_python_runs_without_what_is_slow_to_import() -> None:
    # An unchanged site is answered without Jinja, Markdown and Pillow: their imports alone take longer than that.
    assert not {"jinja2", "markdown", "PIL"} & {name.split(".")[0] for name in imports("build.py", at_run_time=True)}
    assert sys.version_info >= (3, 11)
