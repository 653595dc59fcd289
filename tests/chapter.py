"""A chapter in a test: its files in one text, laid over a tiny chapter that is complete.

    check("-- content/events/2026-03-12-coffee.yaml --\\ntitle: Coffee")

gives the messages as a volunteer reads them, and `site(...)` the site as a visitor's
browser is given it: address -> text.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from textwrap import dedent

from PIL import Image

from generator.build import build, check_chapter
from generator.order import Order, Outcome
from generator.project import Project
from generator.text.diagnostic import Severity
from generator.text.report import render_text

TODAY = "2026-03-01"

TINY = {
    "content/chapter.yaml": "name: Small Chapter\ntimezone: America/Chicago\nurl: https://small.example.org/\n",
}

# What stands in for a picture in a test's text.
A_PICTURE = "(a picture)"


def files_of(text: str) -> dict[str, str]:
    """The files of a text in which each begins with a line `-- name --`."""
    parts = re.split(r"^-- (.+?) --\n", dedent(text), flags=re.MULTILINE)
    return {
        name if name.startswith(("content/", "themes/")) else f"content/{name}": body
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


@contextmanager
def chapter(text: str = "", *, alone: bool = False) -> Iterator[Project]:
    """A project on disk that holds the files of a text; `alone` without the tiny chapter under them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "content").mkdir()
        write(root, files_of(text) if alone else TINY | files_of(text))
        yield project(root)


def project(root: Path) -> Project:
    """The project whose content, themes, output and cache stand in one folder."""
    return Project(root=root, content=root / "content", out=root / "public", cache=root / ".cache")


def write(root: Path, files: dict[str, str]) -> None:
    """Write files below a folder; a picture is drawn where the text asks for one."""
    for name, body in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if body.strip() == A_PICTURE:
            path.write_bytes(picture(path.suffix, of=name))
        else:
            path.write_text(body, "utf-8", newline="")


def picture(suffix: str = ".png", size: tuple[int, int] = (60, 40), of: str = "") -> bytes:
    """A small picture in the format of a file's ending; another one of anything else."""
    buffer = io.BytesIO()
    kind = {".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}.get(suffix, "PNG")
    red, green, blue = blake2b(of.encode(), digest_size=3).digest() if of else (180, 90, 40)
    Image.new("RGB", size, (red, green, blue)).save(buffer, kind)
    return buffer.getvalue()


def order(today: str = TODAY, **wanted: object) -> Order:
    """An order for a day: `2026-03-01`, or `2026-03-01T18:00`."""
    return Order(now=datetime.fromisoformat(today), **wanted)  # type: ignore[arg-type]


def found(text: str, today: str = TODAY, **wanted: object) -> Outcome:
    """What a check of a chapter finds."""
    with chapter(text) as project:
        return check_chapter(project, order(today, **wanted))


def check(text: str, today: str = TODAY, **wanted: object) -> str:
    """The messages about a chapter, as a volunteer reads them."""
    outcome = found(text, today, **wanted)
    return render_text(outcome.problems, outcome.sources)


def build_report(text: str, today: str = TODAY, **wanted: object) -> str:
    """The messages about a chapter when it is built, as a volunteer reads them."""
    with chapter(text) as project:
        outcome = build(project, order(today, **wanted))
        return render_text(outcome.problems, outcome.sources)


def codes(text: str, today: str = TODAY, **wanted: object) -> list[str]:
    """The codes of the messages about a chapter, each as often as it is told."""
    return sorted(problem.code for problem in found(text, today, **wanted).problems)


def errors(text: str, today: str = TODAY, **wanted: object) -> list[str]:
    """The codes of the errors about a chapter."""
    return sorted(
        problem.code for problem in found(text, today, **wanted).problems if problem.severity is Severity.ERROR
    )


def site(text: str = "", today: str = TODAY, **wanted: object) -> dict[str, str]:
    """The site of a chapter: address -> text. Files that are no text are left out."""
    with chapter(text) as project:
        outcome = build(project, order(today, **wanted))
        assert outcome.report is not None and not outcome.stopped, render_text(outcome.problems, outcome.sources)
        return {url: body.decode() for url, body in tree(project.out).items() if is_text(url)}


def is_text(url: str) -> bool:
    return url.endswith(
        ("/", ".html", ".xml", ".txt", ".css", ".js", ".json", ".ics", ".vcf", "_redirects", "_headers")
    )


def tree(out: Path) -> dict[str, bytes]:
    """Every file of a published site: address -> bytes."""
    return {
        "/" + path.relative_to(out).as_posix().removesuffix("index.html"): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
