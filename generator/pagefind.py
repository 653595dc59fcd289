"""Full-text search by Pagefind, for chapters that ask for it: `search: pagefind` in `chapter.yaml`.

Pagefind reads pages and writes an index in many small files, of which a browser
fetches the few that it needs. It is given the words of the public pages, never the
site itself: so it cannot see what no reader can, and its index is as good in a theme
that it does not know.

Its own filters are left alone, since with them 1.5 wrote other bytes each time. Kind
and year go along with each page, and the search page filters by them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from hashlib import blake2b
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import DecodeError, msgpack

from generator.engine.digest import distributions
from generator.engine.memo import Memo
from generator.engine.output import Output
from generator.operator import OperatorError
from generator.site.search import PageText
from generator.theme.assets import GIVEN, Given

FOLDER = "/pagefind/"
# Its ready-made forms and styles: the theme has its own.
SPARE = ("-ui.", "-highlight.", "-component")


class PagefindMissing(OperatorError):
    """The chapter asks for Pagefind, and it is not installed."""


def pagefind_outputs(pages: tuple[PageText, ...], language: str, memo: Memo) -> Iterator[Output]:
    """The files of the index. Made anew only when a page's words have changed.

    Raises PagefindMissing, and OperatorError when it fails.
    """
    if find_spec("pagefind") is None:
        raise PagefindMissing("`search: pagefind` in chapter.yaml wants Pagefind: pip install 'chapterhouse[search]'")
    version = " ".join(one for one in distributions(sys.path, frozenset({"pagefind", "pagefind_bin"})))
    key = blake2b(msgpack.encode((version, language, pages)), digest_size=16).digest()
    kept = memo.pictures.find(key)
    files: dict[str, bytes] | None = None
    if kept is not None:
        try:
            files = msgpack.decode(kept, type=dict[str, bytes])
        except DecodeError:
            files = None
    if files is None:
        files = indexed(pages, language)
        memo.pictures.keep(key, msgpack.encode(files))
    for name, content in sorted(files.items()):
        yield Output(url=FOLDER + name, recipe=GIVEN, view=Given(content=content))


def indexed(pages: tuple[PageText, ...], language: str) -> dict[str, bytes]:
    """Run Pagefind over the words of the pages: name → bytes of each file it writes."""
    with TemporaryDirectory() as folder:
        site, out = Path(folder, "site"), Path(folder, "out")
        for page in pages:
            file = site / page.url.strip("/") / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page_of(page, language), "utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(out)]
        # Our own Python and our own folder; nothing of it is the chapter's.
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603
        if done.returncode:
            raise OperatorError(f"Pagefind could not make the search index: {done.stderr.strip()[-300:]}")
        return {
            path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file() and not any(part in path.name for part in SPARE)
        }


def page_of(page: PageText, language: str) -> str:
    """A page with nothing on it but its words."""
    facts = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in (("kind", page.kind), ("year", page.year), ("about", page.about))
        if value
    )
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><title>{escape(page.title)}</title>{facts}</head>'
        f"<body><main data-pagefind-body><h1>{escape(page.title)}</h1><p>{escape(page.text)}</p></main></body></html>"
    )
