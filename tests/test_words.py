"""The site's own words, all of them, in another language.

The sample chapter is built in a language that a catalog makes of English by setting each
message in brackets. Whatever stands outside of brackets must then be content, a name or
a day: English that nobody can translate is found on any page, feed, calendar or card.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from generator.build import build, compose
from generator.engine.cards import Card
from generator.engine.memo import Memo
from generator.language.catalog import TEMPLATE
from tests.chapter import order, project, tree

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-23"
# Greek: its days have no letter that English has.
TAG = "el"

# Names of things that are called so everywhere.
NAMES = frozenset(["Outlook", "LinkedIn", "America Chicago", "calendar", "ics"])
BETWEEN = re.compile(r"[^\w\s’'&+-]+|\n+|\s[-–—]+\s|\d+")
ADDRESS = re.compile(r"https?://\S+")
SAID = re.compile("⟦[^⟦⟧]*⟧")
# A text that was cut off in the middle of what we say.
CUT = re.compile("⟦[^⟦⟧]*…")

# What people read of a page beside its text.
ATTRIBUTES = re.compile(
    r'\s(?:alt|title|aria-label|placeholder|label|data-(?:filter|none|broken|today|now|yours))="([^"]*)"'
)
READ_META = re.compile(
    r'<meta (?:name="description"|property="og:(?:title|description|site_name|image:alt)") content="([^"]*)"'
)
MAIL = re.compile(r'href="(mailto:[^"]*)"')
# What people read of a calendar, of a feed, of data.
PROPERTIES = ("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
ELEMENTS = ("title", "subtitle", "summary", "content")
KEYS = frozenset(["name", "title", "headline", "description", "summary", "content_html", "rhythm", "cost"])


def bracketed() -> bytes:
    """The catalog: every message in brackets, its spaces outside."""
    template = read_po(StringIO(files("generator.language").joinpath("words", TEMPLATE).read_text("utf-8")))
    catalog = Catalog(locale=TAG, charset="utf-8")
    for message in template:
        if isinstance(message.id, str):
            catalog.add(message.id, f"⟦{message.id}⟧") if message.id else None
        else:
            catalog.add(message.id, tuple(f"⟦{form}⟧" for form in message.id))
    file = BytesIO()
    write_po(file, catalog)
    return file.getvalue()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample chapter, with its members' part as files, speaking in brackets."""
    folder = tmp_path_factory.mktemp("words")
    shutil.copytree(ROOT / "content", folder / "content")
    charter = folder / "content/chapter.yaml"
    text = re.sub("^language: .*$", f"language: {TAG}", charter.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub("published: encrypted", "published: folder", text)
    charter.write_text(text, "utf-8")
    for idea in (folder / "content/ideas").iterdir():
        # It is shown with a capital, as one of our kinds might be.
        idea.write_text(re.sub("^kind: .*\n", "", idea.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    for translation in (folder / "content").rglob("*.fr.*"):
        # What is told in French speaks French.
        translation.unlink()
    words = folder / f"themes/default/words/default/{TAG}.po"
    words.parent.mkdir(parents=True)
    words.write_bytes(bracketed())
    return folder


@pytest.fixture(scope="module")
def published(root: Path) -> dict[str, bytes]:
    outcome = build(project(root), order(TODAY, passphrases=lambda _: ""))
    assert outcome.report is not None and not outcome.stopped
    return tree(root / "public")


def plain(text: str) -> str:
    return text.replace("'", "’").replace("\N{NO-BREAK SPACE}", " ")


def pieces(text: str) -> Iterator[str]:
    """What stands between punctuation, digits and line breaks, if it has letters."""
    for piece in BETWEEN.split(ADDRESS.sub(" ", plain(text))):
        words = " ".join(piece.split()).strip("’-+& ")
        # Initials, and the letters of a zone, are no words.
        if re.search("[A-Za-z][a-z]", words):
            yield words


@pytest.fixture(scope="module")
def content() -> frozenset[str]:
    """The pieces of all that the chapter wrote."""

    def values(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for inner in node.values():
                yield from values(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from values(inner)
        else:
            yield str(node)

    found: set[str] = set()
    for path in (ROOT / "content").rglob("*.*"):
        if path.suffix not in (".yaml", ".md"):
            continue
        text = path.read_text("utf-8")
        head, body = text.split("---\n", 2)[1:] if text.startswith("---\n") else (text, "")
        texts = [*values(yaml.load(head, yaml.BaseLoader)), body]
        for one in texts:
            found.update(pieces(one))
            # A link's words are the sentence's, where nothing shows that it is one.
            bare = re.sub(r"[*_`]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", one))
            found.update(pieces(re.sub(r"\n(?!\n|[-*#>])\s*", " ", bare)))
            # A paragraph runs on over its lines.
            found.update(pieces(re.sub(r"\n(?!\n|[-*#>])\s*", " ", one)))
    return frozenset(found)


def english_in(text: str, content: frozenset[str]) -> list[str]:
    """What is neither ours in another language, nor content, nor a name."""
    while (shorter := SAID.sub("\n", text)) != text:
        text = shorter
    text = CUT.sub("\n", text)
    beginnings = tuple(content)
    return [
        piece
        for piece in pieces(text)
        if piece not in content
        and piece not in NAMES
        and not (len(piece) > 20 and any(whole.startswith(piece) for whole in beginnings))
    ]


def texts_of_page(html: str) -> Iterator[str]:
    yield from map(unescape, READ_META.findall(html))
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
        yield from texts_of_data(json.loads(block))
    body = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    yield from map(unescape, ATTRIBUTES.findall(body))
    for address in MAIL.findall(body):
        for values in parse_qs(urlsplit(unescape(address)).query).values():
            yield from values
    yield unescape(re.sub(r"<[^>]*>", "\n", body))


def texts_of_data(node: object, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from texts_of_data(inner, name)
    elif isinstance(node, list):
        for inner in node:
            yield from texts_of_data(inner, key)
    elif isinstance(node, str) and key in KEYS:
        yield unescape(re.sub(r"<[^>]*>", "\n", node))


def texts_of_calendar(text: str) -> Iterator[str]:
    for line in re.sub(r"\r\n[ \t]", "", text).split("\r\n"):
        name, _, value = line.partition(":")
        if name.split(";")[0] in PROPERTIES:
            yield value.replace("\\n", "\n").replace("\\", "")


def texts_of_feed(text: str) -> Iterator[str]:
    for element in ElementTree.fromstring(text).iter():
        if element.tag.rpartition("}")[2] in ELEMENTS:
            yield unescape(re.sub(r"<[^>]*>", "\n", element.text or ""))


def texts_of(url: str, body: bytes) -> Iterator[str]:
    """What people read of a file."""
    text = body.decode() if url.endswith(("/", ".html", ".ics", ".xml", ".json")) else ""
    if url.endswith(("/", ".html")):
        yield from texts_of_page(text)
    elif url.endswith(".ics"):
        yield from texts_of_calendar(text)
    elif url.endswith("feed.xml"):
        yield from texts_of_feed(text)
    elif url.endswith("search.json"):
        for _, title, kind, _, about, _ in json.loads(text):
            yield from (title, kind, about)
    elif url.endswith(("feed.json", "chapter.json")):
        yield from texts_of_data(json.loads(text))


def test_no_word_of_ours_stays_english(published: dict[str, bytes], content: frozenset[str]) -> None:
    said = {
        url: found
        for url, body in published.items()
        if (found := [piece for text in texts_of(url, body) for piece in english_in(text, content)])
    }
    assert said == {}


def test_no_word_of_ours_stays_english_on_a_card(root: Path, content: frozenset[str]) -> None:
    composed = compose(project(root), order(TODAY), Memo(root / "memo"))
    cards = [one.view for one in composed.outputs or () if isinstance(one.view, Card)]
    assert cards
    texts = [text for card in cards for text in (card.title, card.line, card.place, card.label, card.name)]
    assert [piece for text in texts for piece in english_in(text, content)] == []


def test_the_net_finds_a_word_that_was_forgotten(content: frozenset[str]) -> None:
    assert english_in("⟦Members⟧ · Members", content) == ["Members"]
    assert english_in("⟦Until ⟦day⟧⟧ Sign-up closed on 2026", content) == ["Sign-up closed on"]


def test_scripts_say_nothing_that_the_page_did_not_give_them() -> None:
    scripts = [*(ROOT / "themes").glob("*/scripts/*.js"), ROOT / "generator/vault/unlock.js"]
    shown = re.compile(
        r"(?:textContent|innerText|innerHTML|title|placeholder|ariaLabel)\s*=\s*[\"'`][^\"'`$]*[A-Za-z]{2}"
    )
    assert len(scripts) > 3
    assert [path.name for path in scripts if shown.search(path.read_text("utf-8"))] == []
