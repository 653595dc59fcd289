"""What the poisoned chapter may not even say: each is refused with a message at its place."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest

from generator.build import build
from generator.model import records
from generator.model.decode import decode_record
from generator.model.records import KINDS, Charter, Extra, Record, Words
from generator.text.diagnostic import Severity
from generator.text.document import parse_document
from generator.text.source import INVISIBLE, Source, Span
from generator.theme.theme import read_theme
from generator.theme.tokens import decode_options
from tests.chapter import TINY, chapter, codes, errors, found, order, tree
from tests.poison.chapter import TEXTUAL, TODAY, fitting, refused
from tests.poison.records import Leaf, Tree, choices, filled, quoted, written
from tests.poison.strings import ADDRESSES, NAMES, PROSE, TEXTS, strings
from tests.proof.share import WHOLE, share

PART = r"(?![^/]*\.(?:/|$))(?!\.)[A-Za-z0-9_.~-]+"
# What of a hostile string may be a value of a type that is no text, since nothing of it can act.
HARMLESS = {
    records.Url: r"https?://(?![^/]*@)[^\s\"<>\\^`{|}\x00-\x1f]+",
    records.Target: r"(https?://(?![^/]*@)|mailto:|tel:|/(?![/\\]))[^\s\"<>\\^`{|}\x00-\x1f]+",
    records.Email: r"[^\s\"<>@]+@([a-z]+\.)+[a-z]+",
    records.MediaPath: r"/*(?!\.\.?(/|$))[^/\x00-\x1f]+(/(?!\.\.?(/|$))[^/\x00-\x1f]+)*",
    records.SitePath: rf"/?{PART}(/{PART})*/?",
    records.MenuItem: r"[A-Za-z0-9][\w-]*",
    records.Domain: r"[\w-]+(\.[\w-]+)*",
    records.Language: r"[a-z]{2,3}",
    **dict.fromkeys(records.TARGETS, r"[A-Za-z0-9][\w-]*"),
}


RECORDS = (*KINDS.values(), Charter)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_field_that_is_no_text_takes_no_hostile_string(kind: type[Record]) -> None:
    """Every field of a record holds the same string; those that are no texts are told of one by one."""
    apart = share(6, 1)
    for number, string in enumerate(strings(of_prose=True)[RECORDS.index(kind) % apart :: apart]):
        for turn in (0, 1) if WHOLE else (number % 2,):
            types: dict[Any, Any] = {}
            file = written(filled(kind, lambda leaf, string=string, types=types: hostile(leaf, string, types), turn))  # type: ignore[misc]
            document, problems = parse_document(Source("content/x.yaml", file.text))
            wrong = [one for one in problems if one.severity is Severity.ERROR]
            if INVISIBLE.search(string):
                assert wrong, string
                continue
            assert document is not None and not wrong
            told = [one.where for one in decode_record(document, kind, "x").problems]
            for keys, type in types.items():
                start, end = file.places[keys]
                is_told = any(isinstance(at, Span) and start <= at.start and at.end <= end for at in told)
                may_stand = type in TEXTUAL or re.fullmatch(HARMLESS.get(type, "(?!)"), string.strip())
                assert not is_told or type not in TEXTUAL or type is records.Tag, (keys, string)
                assert is_told or may_stand, (keys, string)


def hostile(leaf: Leaf, string: str, types: dict[Any, Any]) -> Tree | None:
    """The string, wherever it can be written."""
    if leaf.type in (Extra, Words):
        return {"key": string}
    is_part = isinstance(leaf.type, type) and issubclass(leaf.type, records.Struct)
    if is_part:
        return None
    types[leaf.keys] = "choice" if choices(leaf.type) else leaf.type
    return string


def test_a_record_of_which_every_field_is_wrong_tells_of_every_field() -> None:
    """The test above cannot pass by looking at nothing."""
    types: dict[Any, Any] = {}
    file = written(filled(records.Event, lambda leaf: hostile(leaf, "<script>alert(1)</script>", types)))
    document, _ = parse_document(Source("content/x.yaml", file.text))
    assert document
    told = decode_record(document, records.Event, "x").problems
    assert len(told) == sum(type not in TEXTUAL and type is not records.MediaPath for type in types.values()) > 40


# -- prose ---------------------------------------------------------------------------------


def test_a_link_that_would_act_stops_the_build() -> None:
    tried = PROSE["links that act"]
    told = refused("body", tried)
    # HTML loses the address and keeps its words.
    taken = {string for number, string in enumerate(tried) if number not in told}
    assert taken == {string for string in tried if re.match(r"<a(rea)? |\[x\]\(//evil", string)}
    assert set(told.values()) <= {"unsafe-link", "unknown-address", "control-character"}


def test_what_cannot_be_seen_is_refused_in_every_text() -> None:
    for field in ("summary", "body"):
        told = refused(field, TEXTS["unseen"])
        assert {TEXTS["unseen"][number] for number in told} == {*TEXTS["unseen"]} - {"\ufeff<script>alert(1)</script>"}


def test_most_hostile_strings_are_just_texts() -> None:
    """They are published as what they are, letters; so it is the pages that must be sound (`test_visited.py`)."""
    assert len(fitting(str)) > 100 and len(fitting(records.Markdown)) > 130


# -- names of files ------------------------------------------------------------------------

CANNOT_BE_NAMED = re.compile(r"[/\x00]")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file of such a name")
def test_no_record_has_a_hostile_name() -> None:
    names = [one for one in (*NAMES, *strings(of_prose=False)) if not CANNOT_BE_NAMED.search(one)]
    for name in names[:: share(4, 1)]:
        # What begins with a dot is nobody's record.
        if name.startswith(".") or len(name.encode("utf-8", "surrogatepass")) > 200 or "\ud800" in name:
            continue
        with chapter() as project:
            for folder in KINDS:
                file = project.content / folder / f"{name}.yaml"
                file.parent.mkdir(exist_ok=True)
                file.write_text("title: x\nname: x\n", "utf-8")
            told = [one for one in build(project, order(str(TODAY))).problems if one.severity is Severity.ERROR]
            is_id = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name)
            codes = {one.code for one in told}
            assert is_id or codes & {"bad-file-name", "odd-file-name", "unexpected-ending"}, name
            assert not project.out.exists()


def test_files_that_are_copied_keep_within_the_site() -> None:
    with chapter() as project:
        for name in NAMES:
            for folder in ("static", "media"):
                (project.content / folder).mkdir(exist_ok=True)
                (project.content / folder / f"{name}.txt").write_text("x")
        outcome = build(project, order(str(TODAY)))
        assert outcome.report
        published = {url for url in tree(project.out) if url.endswith(".txt") and url != "/robots.txt"}
        headers, redirects = ((project.out / name).read_text() for name in ("_headers", "_redirects"))
    shown = [name for name in NAMES if not name.startswith(".")]
    assert published == {f"/{folder}{name}.txt" for name in shown for folder in ("", "media/")}
    assert not [name for name in NAMES if name in headers + redirects]


# -- addresses -----------------------------------------------------------------------------


def test_an_old_address_is_one_of_this_site_that_every_system_can_have() -> None:
    with chapter() as project:
        (project.content / "pages").mkdir()
        for number, one in enumerate(ADDRESSES):
            text = f"title: x\naliases: [{quoted(one)}]\n"
            (project.content / f"pages/p-{number}.yaml").write_text(text)
        told = [one for one in build(project, order(str(TODAY))).problems if one.severity is Severity.ERROR]
        wrong = {int(one.where.file[len("content/pages/p-") : -len(".yaml")]) for one in told if one.where}
        for number in wrong:
            (project.content / f"pages/p-{number}.yaml").unlink()
        taken = [one for number, one in enumerate(ADDRESSES) if number not in wrong]
        assert build(project, order(str(TODAY))).report
        lines = (project.out / "_redirects").read_text().splitlines()
    # An empty one is none; the others are free in this chapter.
    free = {"~", "/media/hall.png", "/inside/x", "/assets/x", "/cards/x"}
    assert {*taken} == {"", *free}
    assert {*lines} == {f"/{one.lstrip('/')}/ /p-{ADDRESSES.index(one)}/ 301" for one in free}


@pytest.mark.parametrize("target", ["//evil.example/x", "/\\evil.example", "\\\\evil.example", "https:evil.example/x"])
def test_no_link_of_a_record_leads_where_it_does_not_seem_to(target: str) -> None:
    assert errors(f"-- posts/p.yaml --\n{{title: x, date: 2026-02-01, body: {quoted(f'[x]({target})')}}}\n") in (
        [],
        ["unknown-address"],
        ["unsafe-link"],
    )
    assert "bad-address" in codes(f"{CHAPTER}links: [{{label: x, url: {quoted(target)}}}]\n")


CHAPTER = "-- chapter.yaml --\n" + TINY["content/chapter.yaml"]


# -- themes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["../../etc", "/etc", "..", ".", "default/../../x", "\\\\evil\\x", "de\nfault/.."])
def test_a_theme_is_a_folder_of_its_own(theme: str) -> None:
    assert errors(f"{CHAPTER}theme: {quoted(theme)}\n") == ["unknown-theme"]


@pytest.mark.parametrize("name", ["default", "noticeboard"])
def test_a_theme_s_token_takes_no_more_than_a_value(name: str) -> None:
    with chapter() as project:
        theme = read_theme(name, project.themes, None).value
    assert theme and len(theme.tokens) > 5
    accepted = set()
    for string in strings(of_prose=False):
        for token in theme.tokens:
            chosen, problems = decode_options(theme.tokens, ((token.name, string),), name, None)
            assert len(chosen) + len(problems) == 1
            accepted |= {value for _, value in chosen}
    for value in accepted:
        assert not re.search(r"[;{}<>@\\]|url|image|/\*", value, re.IGNORECASE), value


def test_words_hold_only_the_places_that_are_filled() -> None:
    for string in ("{", "}", "{0.__class__}", "{chapter.__class__}", "{chapter!r:>999999999}", "{chapter[0]}", "{x}"):
        told = found(f"{CHAPTER}words: {{'The people of {{chapter}}.': {quoted(string)}}}\n").problems
        assert [one.code for one in told] == ["unfit-words"], string
