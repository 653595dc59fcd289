"""Other people's programs read our feeds, our data and our markup, and find what was meant.

They read the sample chapter in both themes and, where it is at hand, the real one. Atom is held to
the grammar of RFC 4287, JSON Feed to a schema of its specification, structured data
to the types of schema.org (schema-dts, checked by TypeScript), `/chapter.json` to the
schema beside it; microformats are read by mf2py, feeds once more by feedparser, calendars by
ical.js, node-ical and libical.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import mf2py
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from PIL import Image

from tests.calendars import READERS, read_with
from tests.corpora import REAL, SAMPLE, Published, published
from tests.programs import STANDARDS, node_folder
from tests.site.documents import news

CHAPTERS = {"sample": (SAMPLE, "2026-11-23"), "noticeboard": (SAMPLE, "2026-11-23"), "real": (REAL, "2026-07-01")}
FEEDS = ("/feed.xml", "/events/feed.xml")
# What each is made from, in `/chapter.json`.
NEWS_OF = {"/feed.xml": ("recaps", "posts"), "/events/feed.xml": ("events",)}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module", params=CHAPTERS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    content, today = CHAPTERS[request.param]
    if not content.is_dir():
        pytest.skip("the real chapter's content is not on this machine")
    # One folder for both themes: they show the same pictures.
    folder = tmp_path_factory.getbasetemp() / content.parent.name
    if request.param == "noticeboard":
        content = in_theme(content, request.param, folder)
    return published(content, folder, today)


def in_theme(content: Path, theme: str, folder: Path) -> Path:
    """The same chapter, in another theme."""
    copy = Path(shutil.copytree(content, folder / theme / "content"))
    charter = copy / "chapter.yaml"
    written = charter.read_text("utf-8")
    assert "\ntheme: default\n" in written
    charter.write_text(written.replace("\ntheme: default\n", f"\ntheme: {theme}\n"), "utf-8")
    return copy


# -- Atom ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(STANDARDS / "atom.rng"))


@pytest.mark.parametrize("url", FEEDS)
def test_a_feed_keeps_the_grammar_of_atom(url: str, site: Published, grammar: etree.RelaxNG) -> None:
    feed = etree.fromstring(site.files[url])
    grammar.validate(feed)
    assert [str(one) for one in grammar.error_log] == []
    # What the grammar of RFC 4287 says beside the syntax (4.1.1, 4.1.2, 4.2.6).
    assert feed.xpath("a:author/a:name/text()", namespaces=ATOM)
    entries = feed.xpath("a:entry", namespaces=ATOM)
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(entries) == len(ids) == len(set(ids))
    data = json.loads(site.text("/chapter.json"))
    written = [one for kind in NEWS_OF[url] for one in data.get(kind, ())]
    assert bool(entries) == bool(written)
    for entry in entries:
        assert entry.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM)
        first, last = (entry.findtext(f"a:{name}", None, ATOM) for name in ("published", "updated"))
        assert first is None or datetime.fromisoformat(first) <= datetime.fromisoformat(last or "")
    [own] = feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert own == site.root.rstrip("/") + url


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("<updated>2", "<updated>on 2"),
        ("T00:00:00-05:00</published>", "</published>"),
        ("T00:00:00-05:00</published>", "T00:00-05:00</published>"),
        ("<id>tag:", "<id>"),
        (' href="https://', ' href="/'),
        ("<name>", "<title>T</title><name>"),
        ("<title>", "<title/><title>"),
    ],
)
def test_the_grammar_finds_what_is_no_atom(written: str, instead: str, grammar: etree.RelaxNG) -> None:
    assert grammar.validate(etree.fromstring(SOUND))
    assert written in SOUND and not grammar.validate(etree.fromstring(SOUND.replace(written, instead, 1)))


SOUND = """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:x.example.org,2026:feed</id><title>X</title>
<link rel="self" type="application/atom+xml" href="https://x.example.org/feed.xml"/>
<updated>2026-07-01T00:00:00-05:00</updated><author><name>X</name></author>
<entry><id>tag:x.example.org,2026:post:a</id><title>A</title><link href="https://x.example.org/a/"/>
<published>2026-07-01T00:00:00-05:00</published><updated>2026-07-01T00:00:00-05:00</updated>
<content type="html">&lt;p&gt;A&lt;/p&gt;</content></entry></feed>
"""


@pytest.mark.parametrize("url", FEEDS)
def test_a_feed_reader_reads_what_was_written(url: str, site: Published) -> None:
    read = feedparser.parse(site.files[url], response_headers={"content-type": "application/atom+xml"})
    assert not read.bozo and read.version == "atom10"
    assert read.feed.links[0].href == site.root.rstrip("/") + url
    written = news(site.text(url))
    assert [(one.id, one.title, one.link) for one in read.entries] == [(one.id, one.title, one.href) for one in written]
    for one, meant in zip(read.entries, written, strict=True):
        assert one.updated == meant.updated and one.get("published", "") == meant.published
        assert tuple(author.name for author in one.get("authors", ())) == meant.authors
        assert one.link.startswith(site.root) and "/" + one.link.removeprefix(site.root) in site.files
        if meant.content:
            assert one.content[0].type == "text/html"
            # feedparser makes safe what it shows, so words are compared, not tags.
            assert words(one.content[0].value) == words(meant.content)


def words(html: str) -> list[str]:
    return re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", html)))


# -- JSON ----------------------------------------------------------------------------------

FORMATS = FormatChecker(())


@FORMATS.checks("date-time", ValueError)
def is_moment(text: object) -> bool:
    """RFC 3339, 5.6."""
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    return re.fullmatch(pattern, str(text)) is not None and bool(datetime.fromisoformat(str(text)))


@FORMATS.checks("date", ValueError)
def is_day(text: object) -> bool:
    return bool(date.fromisoformat(str(text)))


@FORMATS.checks("uri")
def is_address(text: object) -> bool:
    """RFC 3986, 3: absolute, and without what must be escaped."""
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", str(text))) and not set(str(text)) & set('"<>\\^`{|}')


def faults(schema: object, value: object) -> list[str]:
    """Where a value is not as a schema says."""
    Draft202012Validator.check_schema(schema)  # type: ignore[arg-type]
    found = Draft202012Validator(schema, format_checker=FORMATS).iter_errors(value)  # type: ignore[arg-type]
    return [f"{one.json_path}: {one.message[:120]}" for one in found]


def test_the_json_feed_keeps_its_specification(site: Published) -> None:
    feed = json.loads(site.text("/feed.json"))
    schema = json.loads((STANDARDS / "json-feed.schema.json").read_text("utf-8"))
    assert faults(schema, feed) == []
    assert feed["feed_url"] == f"{site.root}feed.json"
    # It holds what the Atom feed holds, under the same ids.
    assert [one["id"] for one in feed["items"]] == [one.id for one in news(site.text("/feed.xml"))]
    for wrong in ({"date_published": "2026-07-01"}, {"url": "/posts/x/"}, {"id": ""}, {"author": {"name": "X"}}):
        sound = {"id": "a", "content_text": "A"}
        assert not faults(schema, feed | {"items": [sound]}) and faults(schema, feed | {"items": [sound | wrong]}), (
            wrong
        )


def test_the_chapter_as_data_keeps_the_schema_beside_it(site: Published) -> None:
    data, schema = json.loads(site.text("/chapter.json")), json.loads(site.text("/chapter.schema.json"))
    assert faults(schema, data) == []
    assert data["$schema"] == schema["$id"] == f"{site.root}chapter.schema.json"
    assert data["version"] == schema["properties"]["version"]["const"]
    pages = {one["url"] for name in ("events", "series", "recaps", "posts", "members", "companies") for one in data.get(name, ())}  # fmt: skip
    assert {"/" + url.removeprefix(site.root) for url in pages} <= site.files.keys()
    ids = {name: {one["id"] for one in data.get(name, ())} for name in ("events", "series", "recaps", "companies")}
    named = {"series": "series", "recap": "recaps", "host": "companies"}
    assert [one["id"] for one in data["events"] for field, of in named.items() if one.get(field, "") not in {"", *ids[of]}] == []  # fmt: skip
    for wrong in ({"version": 2}, {"url": "/"}, {"events": [data["events"][0] | {"start": "May 7"}]}, {"name": None}):
        assert faults(schema, data | wrong), wrong


# -- calendars -----------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS)
def test_calendar_programs_see_the_events_of_the_year_as_the_data_tells_them(reader: str, site: Published) -> None:
    told: dict[tuple[str, str], list[str]] = {}
    for found in read_with(reader, site.text("/calendar.ics")):
        told.setdefault((found.start, found.end), []).append(found.title)
    today = date.fromisoformat(json.loads(site.text("/build.json"))["generated_at"][:10])
    seen = 0
    for one in json.loads(site.text("/chapter.json"))["events"]:
        kept = timedelta(days=30 if one["status"] == "cancelled" else 365)
        if today - date.fromisoformat(one["end"][:10]) <= kept:
            assert any(one["title"] in title for title in told.get(as_read(one), [])), one["id"]
            seen += 1
    assert seen > 5


def as_read(event: dict[str, Any]) -> tuple[str, str]:
    """Start and end as a calendar program gives them: in UTC; whole days with the day after the last."""
    start, end = event["start"], event["end"]
    if event["all_day"]:
        return start, str(date.fromisoformat(end) + timedelta(days=1))
    begins, ends = (datetime.fromisoformat(moment).astimezone(UTC) for moment in (start, end))
    return f"{begins:%Y-%m-%dT%H:%M:%SZ}", f"{ends:%Y-%m-%dT%H:%M:%SZ}"


# -- structured data -----------------------------------------------------------------------


def graph_of(html: str) -> list[dict[str, Any]]:
    """The things that a page tells of."""
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(scripts) <= 1
    data = json.loads(scripts[0]) if scripts else {"@context": "https://schema.org", "@graph": []}
    assert data.pop("@context") == "https://schema.org"
    return data.get("@graph", [data])  # type: ignore[no-any-return]


def mistaken(graphs: dict[str, list[dict[str, Any]]], folder: Path) -> str:
    """What TypeScript says of things, held to the types of schema.org: a line `address: fault` for each fault."""
    program = folder / "things.ts"
    lines = ['import type { Graph } from "schema-dts";']
    lines += [
        f"export const _{number}: Graph = {json.dumps({'@context': 'https://schema.org', '@graph': graph})};"
        for number, graph in enumerate(graphs.values())
    ]
    program.write_text("\n".join(lines), "utf-8")
    # TypeScript finds what it imports in the folders above.
    (folder / "node_modules").symlink_to(node_folder() / "node_modules", target_is_directory=True)
    compiler = node_folder() / "node_modules" / "typescript" / "bin" / "tsc"
    wanted = [
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--pretty",
        "false",
    ]
    answer = subprocess.run(["node", str(compiler), *wanted, program.name], cwd=folder, capture_output=True, text=True)
    urls = list(graphs)
    found = re.findall(r"^things\.ts\((\d+),\d+\): error (.*)$", answer.stdout, re.MULTILINE)
    assert bool(found) == bool(answer.returncode), answer.stdout + answer.stderr
    return "".join(f"{urls[int(line) - 2]}: {fault}\n" for line, fault in found)


def test_schema_org_knows_every_term(site: Published, tmp_path: Path) -> None:
    graphs = {url: graph for url, html in site.pages.items() if (graph := graph_of(html))}
    kinds = {one["@type"] for graph in graphs.values() for one in graph}
    assert kinds >= {"Event", "Organization", "WebSite", "BreadcrumbList"}
    assert mistaken(graphs, tmp_path) == ""


def test_a_term_that_schema_org_does_not_know_is_found(tmp_path: Path) -> None:
    wrong = {
        "/term/": {"@type": "Event", "titel": "X"},
        "/kind/": {"@type": "Meetup", "name": "X"},
        "/status/": {"@type": "Event", "eventStatus": "https://schema.org/EventCanceled"},
        "/range/": {"@type": "Event", "organizer": {"@type": "Offer", "price": "1"}},
    }
    told = mistaken({url: [one] for url, one in wrong.items()}, tmp_path)
    assert sorted({line.partition(":")[0] for line in told.splitlines()}) == sorted(wrong)


DAYS = {"startDate", "endDate", "previousStartDate", "validFrom", "validThrough", "datePublished", "dateModified"}


def leaves(thing: object) -> list[tuple[str, object]]:
    """Every (term, value) in a thing."""
    if isinstance(thing, dict):
        return [leaf for name, value in thing.items() for leaf in ([(name, value)] if isinstance(value, str) else leaves(value))]  # fmt: skip
    return [leaf for one in thing for leaf in leaves(one)] if isinstance(thing, list) else []


def test_days_are_days_and_addresses_are_whole_in_structured_data(site: Published) -> None:
    found = [(url, *leaf) for url, html in site.pages.items() for leaf in leaves(graph_of(html))]
    for url, term, value in found:
        if term in DAYS:
            moment = datetime.fromisoformat(str(value))
            assert moment.tzinfo or len(str(value)) == 10, (url, term, value)
        if term in ("url", "image", "item", "sameAs", "@id", "logo"):
            assert is_address(value), (url, term, value)
    assert {term for _, term, _ in found} >= {"startDate", "item", "@id"}


# -- microformats --------------------------------------------------------------------------


def items(of: Published, url: str) -> list[dict[str, Any]]:
    """The microformats of a page."""
    return mf2py.parse(doc=of.text(url), url=of.root.rstrip("/") + url, html_parser="html5lib")["items"]  # type: ignore[no-any-return]


def value(of: dict[str, Any], name: str) -> Any:
    """The one value of a property; None when there is none."""
    found = of["properties"].get(name, [])
    assert len(found) <= 1, (name, found)
    return found[0] if found else None


def test_every_event_says_in_microformats_what_it_says_in_structured_data(site: Published) -> None:
    events = {url: html for url, html in site.pages.items() if re.fullmatch(r"/events/\d{4}-[^/]+/", url)}
    assert len(events) > 20
    for url, html in events.items():
        [told] = (one for one in graph_of(html) if one["@type"] == "Event")
        event = next(one for one in items(site, url) if one["type"] == ["h-event"])
        assert value(event, "name").endswith(told["name"]), url
        assert value(event, "url") == told["url"]
        assert plain(value(event, "start")) == plain(told["startDate"])
        assert plain(value(event, "end") or told["startDate"]) == plain(told["endDate"]), url
        place = value(event, "location")
        if place:
            told_places = told["location"] if isinstance(told["location"], list) else [told["location"]]
            names = [one["name"] for one in told_places if one["@type"] == "Place"] or ["Online"]
            assert any(value(place, "name").startswith(one) for one in names), url
        assert event["properties"]["category"][0], url


def plain(moment: str) -> str:
    """A moment as one may write it in several ways, in one way."""
    return moment if len(moment) == 10 else datetime.fromisoformat(moment).isoformat()


def test_lists_of_events_lead_to_their_pages(site: Published) -> None:
    for url in (url for url in site.pages if re.fullmatch(r"/events/(\d{4}/)?", url)):
        found = [one for one in items(site, url) if one["type"] == ["h-event"]]
        assert found or url == "/events/", url
        for one in found:
            path = "/" + value(one, "url").removeprefix(site.root).partition("#")[0]
            assert path in site.files and value(one, "name") and value(one, "start"), (url, one)


def test_the_chapter_and_its_people_have_cards(site: Published) -> None:
    data = json.loads(site.text("/chapter.json"))
    own = [one for one in items(site, "/") if one["type"] == ["h-card"] and value(one, "url") == site.root]
    assert [value(one, "name") for one in own] == [data["name"]]
    assert value(own[0], "email") == (f"mailto:{data['email']}" if "email" in data else None)
    listed = [one for one in items(site, "/members/") if one["type"] == ["h-card"] and value(one, "url") != site.root]
    assert sorted((value(one, "name"), value(one, "url")) for one in listed) == sorted(
        (one["name"], one["url"]) for one in data["members"]
    )
    for one in data.get("companies", ()):
        card = next(item for item in items(site, urlsplit(one["url"]).path) if item["type"] == ["h-card"])
        assert (value(card, "name"), value(card, "url")) == (one["name"], one.get("website"))


# -- HTML ----------------------------------------------------------------------------------


def test_no_page_has_an_id_twice(site: Published) -> None:
    for url, html in site.pages.items():
        ids = Counter(etree.HTML(html).xpath("//@id"))
        assert [id for id, times in ids.items() if times > 1] == [], url


TIME = re.compile(
    r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?"  # a day, or a moment with its offset
)


def test_every_time_on_a_page_can_be_read_by_programs(site: Published) -> None:
    found = 0
    for url, html in site.pages.items():
        for one in etree.HTML(html).iter("time"):
            written = one.get("datetime", "")
            assert TIME.fullmatch(written) and datetime.fromisoformat(written), (url, written)
            # Whoever reads an hour on the page finds it in the attribute too.
            shows_hour = re.search(r"\d:\d\d", "".join(one.itertext()))
            assert "T" in written or not shows_hour, (url, written)
            found += "T" in written
    assert found > 50


def test_every_page_points_to_the_feeds_and_each_is_there(site: Published) -> None:
    for url, html in site.pages.items():
        forms = etree.HTML(html).xpath("//head/link[@rel='alternate'][not(@hreflang)]")
        found = {(one.get("type"), one.get("href")) for one in forms}
        prefix = urlsplit(site.root).path.rstrip("/")
        assert found >= {
            ("text/calendar", f"{prefix}/calendar.ics"),
            ("application/atom+xml", f"{prefix}/feed.xml"),
            ("application/feed+json", f"{prefix}/feed.json"),
            ("application/atom+xml", f"{prefix}/events/feed.xml"),
        }, url
        assert {href.removeprefix(prefix) for _, href in found} <= site.files.keys(), url
        assert all(one.get("title") for one in forms), url


def test_every_page_in_another_language_is_there_and_points_back(site: Published) -> None:
    def languages(url: str) -> list[tuple[str, str]]:
        found = etree.HTML(site.pages[url]).xpath("//head/link[@rel='alternate'][@hreflang]")
        return [(one.get("hreflang"), one.get("href")) for one in found]

    for url in site.pages:
        told = languages(url)
        others = ["/" + href.removeprefix(site.root) for _, href in told]
        assert not told or url in others, url
        assert [languages(other) for other in others] == [told] * len(told), url


def test_every_page_has_a_picture_for_whoever_passes_it_on(site: Published) -> None:
    drawn = 0
    for url, html in site.pages.items():
        head = etree.HTML(html).find("head")
        told = {one.get("property") or one.get("name"): one.get("content") for one in head.iter("meta")}
        path = "/" + told["og:image"].removeprefix(site.root)
        assert told["og:image"].startswith(site.root) and path in site.files, url
        size = Image.open(io.BytesIO(site.files[path])).size
        assert size == (int(told["og:image:width"]), int(told["og:image:height"])), url
        assert size[0] >= 600 and size[1] >= 315 and told["og:image:alt"], url
        assert told["twitter:card"] == "summary_large_image" and told["og:title"] and told["og:description"], url
        assert told["og:url"] == head.find("link[@rel='canonical']").get("href"), url
        if path.startswith("/cards/"):
            drawn += 1
            assert size == (1200, 630) and site.files[path].startswith(b"\x89PNG"), url
    assert drawn > 20
