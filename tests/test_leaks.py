"""Nothing of a person is published that the person did not agree to.

Three proofs. Five hundred random states of consent, for both rings: what the recipes
are told is exactly what a table says, no word more and none less. Whole builds, one
after the other in one warm cache: every byte of the output and of the cache is
searched, decompressed too, in the states of four people whose pictures are looked at,
and in those of five hundred. And each rule of `consent.py` is switched off in turn:
every time the first proof fails.
"""

from __future__ import annotations

import ast
import io
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, get_args

import pytest
from PIL import Image

import generator.model.consent as consent
from generator.audit import Private
from generator.build import build
from generator.model.private import Kind
from generator.model.records import Consent, Ring
from generator.project import Project
from generator.text.diagnostic import Severity
from generator.text.report import render_short
from tests.chapter import chapter, files_of, order, picture, tree
from tests.consents import (
    BASE,
    CROWD,
    OPENED_BY,
    PEOPLE,
    TODAY,
    State,
    allowed,
    audited,
    chapter_of_people,
    edition_in,
    private_in,
    states,
    told,
    toured,
    words_in,
)

RINGS: tuple[Ring, ...] = ("public", "members")


# -- 500 states --------------------------------------------------------------------------


def test_each_ring_is_told_what_people_agreed_to_and_nothing_else() -> None:
    values: set[str] = set()
    for state in states(seed=2026, number=500):
        for ring in RINGS:
            known, may = told(edition_in(state, ring)), allowed(state, ring)
            assert known == may, (ring, state, "leaked:", known - may, "missing:", may - known)
            values |= known
    assert len(values) >= 60


def test_the_audit_finds_nothing_in_any_state_and_looks_for_enough() -> None:
    kinds: set[str] = set()
    values = 0
    for state in states(seed=2027, number=500):
        private = private_in(state)
        kinds |= {one.kind for one in private.values}
        values = max(values, len(private.values))
        for ring in RINGS:
            assert not audited(private, edition_in(state, ring)), (ring, state)
    assert values >= 60
    assert kinds == set(get_args(Kind))


def test_the_members_ring_knows_all_that_the_public_knows() -> None:
    for state in states(seed=7, number=20):
        assert allowed(state, "public") <= allowed(state, "members")


# -- each rule is needed --------------------------------------------------------------------


def mutants() -> Iterator[tuple[str, str, ast.Module]]:
    """`consent.py` with one filter switched off: the function it is in, what was cut, the program without it."""
    source = Path(str(consent.__file__)).read_text("utf-8")
    whole = ast.parse(source)
    for function in whole.body:
        if isinstance(function, ast.FunctionDef):
            for number, node in enumerate(ast.walk(function)):
                for cut, what in enumerate(cuts(node)):
                    other = ast.parse(source)
                    twin = next(one for one in other.body if getattr(one, "name", "") == function.name)
                    perform(list(ast.walk(twin))[number], cut)
                    yield function.name, what, ast.fix_missing_locations(other)


def cuts(node: ast.AST) -> list[str]:
    """What can be cut out of a node: a condition that must hold too, a filter, an early answer, an empty answer."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return [ast.unparse(one) for one in node.values]
    if isinstance(node, ast.comprehension):
        return [ast.unparse(one) for one in node.ifs]
    if isinstance(node, ast.If):
        return [f"if {ast.unparse(node.test)}"]
    if isinstance(node, ast.IfExp) and ast.unparse(node.orelse) in ("''", "None", "()", "Markdown('')"):
        return [ast.unparse(node)]
    return []


def perform(node: ast.AST, cut: int) -> None:
    if isinstance(node, ast.BoolOp):
        node.values[cut] = ast.Constant(True)
    elif isinstance(node, ast.comprehension):
        node.ifs[cut] = ast.Constant(True)
    elif isinstance(node, ast.If):
        # A filter before a `yield` lets all pass; an early answer is never given.
        lets_pass = any(isinstance(one, ast.Expr) for one in node.body)
        node.test = ast.Constant(lets_pass)
    elif isinstance(node, ast.IfExp):
        node.test = ast.Constant(True)


# What is no filter of private values, and where another test stands.
ELSEWHERE = {
    # When something changes by itself: in test_consent.py.
    "turning_days",
}
# Switched off, these change nothing that can be seen.
IDLE = {
    # Which way somebody likes best only sorts the ways that are open anyway.
    ("person", "contact.preferred if contact.preferred and ways[contact.preferred] else ''"),
    ("person", "contact.preferred"),
    ("person", "ways[contact.preferred]"),
    # Whoever wrote no consent down does not stand as "agreed" either.
    ("agreed", "consent is not None"),
    # Everybody here has a portrait.
    ("unagreed_pictures", "member.photo"),
    # Without it more is withheld, not less.
    ("photos_held", "if tour is None or tour.photos == 'open'"),
}
MUTANTS = [one for one in mutants() if one[0] not in ELSEWHERE and one[:2] not in IDLE]


def test_every_rule_has_its_mutants() -> None:
    # A table that has gone blind proves nothing.
    assert {"standing", "agreed", "has_left", "in_office", "person", "listed", "speaker"} <= {one[0] for one in MUTANTS}
    assert len(MUTANTS) >= 30
    assert {name for name, *_ in mutants()} >= {name for name, _ in IDLE} | ELSEWHERE


def is_noticed() -> bool:
    """Whether the first proof fails, on fewer states."""
    try:
        return any(
            told(edition_in(state, ring)) != allowed(state, ring)
            for state in states(seed=1, number=40)
            for ring in RINGS
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return True


@pytest.mark.parametrize(
    ("name", "module"), [pytest.param(name, module, id=f"{name}: {what}") for name, what, module in MUTANTS]
)
def test_without_any_one_filter_the_proof_fails(name: str, module: ast.Module, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {"__name__": "mutant"}
    exec(compile(module, "consent.py, one filter short", "exec"), made)
    # Whoever imported the function has the same object, so its code is exchanged, not its name.
    monkeypatch.setattr(getattr(consent, name), "__code__", made[name].__code__)
    assert is_noticed()


# Whose mutants give away nothing that the audit looks for.
NOT_LOOKED_FOR = {
    # Who is in office, who has left: what there is to know of these people they agreed to.
    "has_left",
    "in_office",
    # What a rule of these gives is held back, so a mutant holds back more.
    "unagreed_pictures",
    "held_pictures",
}
NEITHER = {
    ("person", "if has_left(member, today)"),
    ("person", "in_office(role.since, role.until, today)"),
    # Then more is withheld, not less.
    ("standing", "consent.review_by < today"),
    # Too short to be told from any other word.
    ("person", "member.pronouns if may('bio') else ''"),
    # A portrait is a picture, and held back as one too.
    ("person", "member.photo if may('photo') else None"),
}
LET_THROUGH = [one for one in MUTANTS if one[0] not in NOT_LOOKED_FOR and one[:2] not in NEITHER]


@cache
def true_values() -> tuple[tuple[State, Private], ...]:
    """Some states, and what is private in each while every rule stands."""
    return tuple((state, private_in(state)) for state in states(seed=1, number=24))


def is_caught() -> bool:
    """Whether the audit finds anything, when it knows what is private and the site does not."""
    try:
        return any(audited(private, edition_in(state, ring)) for state, private in true_values() for ring in RINGS)
    except (AttributeError, KeyError, TypeError, ValueError):
        return True


@pytest.mark.parametrize(
    ("name", "module"), [pytest.param(name, module, id=f"{name}: {what}") for name, what, module in LET_THROUGH]
)
def test_without_any_one_filter_the_audit_finds_what_it_let_through(
    name: str, module: ast.Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_values()
    made: dict[str, Any] = {"__name__": "mutant"}
    exec(compile(module, "consent.py, one filter short", "exec"), made)
    monkeypatch.setattr(getattr(consent, name), "__code__", made[name].__code__)
    assert is_caught()


def test_with_every_filter_the_audit_finds_nothing_there() -> None:
    assert len(LET_THROUGH) >= 20
    assert not is_caught()


def test_the_tables_of_rings_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    both = frozenset(RINGS)
    for table, key in ((consent.OPENS, "members"), (consent.OPENS, "none"), (consent.ADMITS, "members")):
        assert isinstance(table, dict)
        with monkeypatch.context() as broken:
            broken.setitem(table, key, both)
            assert is_noticed()
    assert not is_noticed()


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("member_named", lambda chapter, name, today, ring="public": None),
        ("photos_held", lambda chapter, recap, today: False),
        ("may_join", lambda online, ring="public": True),
        ("may_pass_the_gate", lambda ring="public": True),
        ("withheld_pictures", lambda chapter, today, ring="public": frozenset()),
        ("byline", lambda chapter, text, today, ring="public": consent.Person(name=text)),
        ("speaker", lambda chapter, one, today, ring="public": one),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_no_rule_can_be_left_out(name: str, instead: FunctionType, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = getattr(consent, name)
    for module in [one for title, one in sys.modules.items() if title.startswith("generator.")]:
        if getattr(module, name, None) is rule:
            monkeypatch.setattr(module, name, instead)
    assert is_noticed()


# -- whole builds ------------------------------------------------------------------------------

MEDIA = sorted(BASE.media)
# A color for each picture, far from all others, so that it is known again in any size and format.
COLORS = {
    path: (40 + 60 * (number % 4), 40 + 60 * (number // 4 % 4), 40 + 60 * (number // 16))
    for number, path in enumerate(path for path in MEDIA if path.endswith(".png"))
}
UNSAID = {"withdrawn": None, "draft": False, "left": ""}
OPEN = State(
    {word: {**UNSAID, "consent": Consent(given=TODAY, **dict.fromkeys(OPENED_BY, "public"))} for word in PEOPLE},  # type: ignore[arg-type]
    dict.fromkeys(PEOPLE, TODAY),
)
CLOSED = State({word: {**OPEN.said[word], "withdrawn": TODAY} for word in PEOPLE}, dict.fromkeys(PEOPLE))


def yaml_of(said: Mapping[str, Any]) -> str:
    """What a member's file says of a state."""
    agreed: Consent | None = said["consent"]
    lines = [f"withdrawn: {said['withdrawn']}"] if said.get("withdrawn") else []
    lines += [f"left: '{said['left']}'"] if said.get("left") else []
    lines += ["draft: true"] if said.get("draft") else []
    if agreed:
        fields = {name: getattr(agreed, name) for name in agreed.__struct_fields__}
        lines.append(f"consent: {{{', '.join(f'{name}: {value}' for name, value in fields.items() if value)}}}")
    return "\n".join(lines) + "\n"


@cache
def files_for(people: tuple[str, ...]) -> Mapping[str, str]:
    """The files of a chapter of some people, before anybody has said anything."""
    return files_of(chapter_of_people(people))


def write_state(project: Project, state: State, charter: str = "") -> None:
    """The chapter's files, in a state. `charter` is what its own file says besides."""
    people = tuple(state.said)
    written = {f"content/members/member-{word}.yaml": yaml_of(state.said[word]) for word in people}
    approved = {f"content/recaps/{toured(number)}-tour.md": state.approved[word] for number, word in enumerate(people)}
    for name, body in files_for(people).items():
        if name == "content/chapter.yaml":
            body += charter
        if name in written:
            body = body.replace("body: |", f"{written[name]}body: |")
        if day := approved.get(name):
            body = body.replace("---\nauthors", f"---\nhost_approved: {day}\nauthors", 1)
        if "/media/" not in name:
            path = project.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, "utf-8")


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    with chapter() as found:
        for path in MEDIA:
            file = found.content / "media" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if path.endswith(".png"):
                Image.new("RGB", (600, 400), COLORS[path]).save(file)
            else:
                file.write_bytes(b"%PDF")
        yield found


def published(project: Project) -> dict[str, bytes]:
    outcome = build(project, order(TODAY.isoformat(), passphrases=lambda name: ""))
    errors = [problem for problem in outcome.problems if problem.severity is Severity.ERROR]
    assert not errors, render_short(errors, outcome.sources)
    return tree(project.out)


def opened(content: bytes) -> bytes:
    """A file with whatever in it is compressed."""
    parts = [content]
    for start in (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x9c", b"\x78\xda"):
        at = content.find(start)
        while at >= 0:
            with suppress(zlib.error):
                parts.append(zlib.decompressobj(47).decompress(content[at:]))
            at = content.find(start, at + 1)
    return b"\n".join(parts)


def words_of(files: Mapping[str, bytes]) -> set[str]:
    return {word for name, content in files.items() for word in words_in(f"{name}\n".encode() + opened(content))}


def pictured(files: Mapping[str, bytes]) -> set[str]:
    """Which pictures of the chapter can be seen, whatever their files are called."""
    seen = set()
    for url, content in files.items():
        if url.endswith((".png", ".jpg", ".webp", ".gif", ".avif")) and not url.startswith("/cards/"):
            color = Image.open(io.BytesIO(content)).convert("RGB").resize((1, 1)).getpixel((0, 0))
            assert isinstance(color, tuple)
            near = min(COLORS, key=lambda path: sum((a - b) ** 2 for a, b in zip(COLORS[path], color, strict=True)))
            seen.add(near)
    return seen


def remembered(project: Project) -> dict[str, bytes]:
    return {
        str(path.relative_to(project.cache)): path.read_bytes() for path in project.cache.rglob("*") if path.is_file()
    }


WHOLE_BUILDS = (OPEN, CLOSED, *states(seed=99, number=6), CLOSED)


def test_what_is_taken_back_is_gone_from_every_byte_of_the_output_and_of_a_warm_cache(project: Project) -> None:
    for state in WHOLE_BUILDS:
        write_state(project, state)
        files, may = published(project), allowed(state, "public")
        assert words_of(files) <= may, words_of(files) - may
        assert words_of(remembered(project)) <= may, words_of(remembered(project)) - may
        seen = {word for path in pictured(files) for word in words_in(path.encode())}
        assert seen <= may, seen - may


# -- 500 people's states, in whole builds ------------------------------------------------------


# Pages, calendars, cards, feeds and data, pictures and what is drawn, and what hosts read.
KINDS_OF_FILES = {"", "ics", "vcf", "xml", "json", "png", "webp", "pdf", "txt", "css", "js", "_redirects", "_headers"}
# What nobody can open: the name that is not displayed, offices that are over or to come, and what is said of a guest
# who is a member.
NEVER = {
    "canaryname",
    "canaryformer",
    "canarycoming",
    "canaryspoken",
    "canaryspokenalt",
    "canaryspokenbio",
    "canaryspokenurl",
}


def kinds(words: set[str]) -> set[str]:
    """What some private words are, whosever they are."""
    return {word.partition("-")[0] for word in words}


@pytest.fixture(scope="module")
def crowd() -> Iterator[Project]:
    """A chapter of many, with a members' part that can be read as it lies there."""
    with chapter() as found:
        for name in files_for(CROWD):
            if "/media/" in name:
                file = found.root / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(picture(of=name) if name.endswith(".png") else b"%PDF")
        yield found


def test_no_published_byte_says_more_than_any_of_500_people_agreed_to(crowd: Project) -> None:
    """A state is what one person said: a level for each of eight fields, the day it was said and the day it ends,
    withdrawn or not, a draft or not, there or gone; and whether the host of their tour agreed. Ten whole builds of a
    chapter of fifty such people, one after the other in one cache, are five hundred of them, each drawn anew.
    """
    words = words_in("".join(files_for(CROWD).values()).encode())
    tried, shown, endings = 0, set[str](), set[str]()
    for state in states(seed=2028, number=500 // len(CROWD), people=CROWD):
        write_state(crowd, state, "members_part: {as: folder}\n")
        files = published(crowd)
        inside = {url: content for url, content in files.items() if url.startswith("/inside/")}
        outside = {url: content for url, content in files.items() if url not in inside}
        public, members = allowed(state, "public"), allowed(state, "members")
        for known, may in ((words_of(outside), public), (words_of(inside), members)):
            assert known <= may, (state, known - may)
            assert len(words - may) >= 60
            shown |= known
        # And no less: `extra` waits for a theme that wants it, and an old address leads to a public page alone.
        assert kinds(public - words_of(outside)) <= {"canaryextra", "canarycredit"}
        assert kinds(members - words_of(files)) <= {"canaryextra", "canarycredit", "canaryalias"}
        kept = remembered(crowd)
        assert words_of(kept) <= members
        assert words_of({name: content for name, content in kept.items() if name.startswith("memo/")}) <= public
        tried += len(state.said)
        endings |= {url.rpartition(".")[2].rpartition("/")[2] for url in files}
    assert tried == 500
    assert endings >= KINDS_OF_FILES
    assert kinds(words) - kinds(shown) == {"canaryextra", "canarycredit"} | NEVER


def test_everything_is_there_when_everybody_agreed(project: Project) -> None:
    write_state(project, OPEN)
    files = published(project)
    # An offer and a wish stand on the page of the person; `extra` waits for a theme that wants it.
    unseen = {f"canary{what}-{word}" for what in ("extra", "guest", "credit") for word in PEOPLE}
    assert words_of(files) | unseen == allowed(OPEN, "public") | unseen
    assert pictured(files) == set(COLORS)
    # So the search of the cache is not blind either.
    assert {f"canarybio-{word}" for word in PEOPLE} <= words_of(remembered(project))


def test_every_kind_of_file_names_somebody_who_agreed(project: Project) -> None:
    write_state(project, OPEN)
    files = published(project)
    naming = {url for url, content in files.items() if "canarydisplay-ada" in words_in(content)}
    for url in (
        "/members/",
        "/members/member-ada/",
        "/members/member-ada.vcf",
        "/recaps/2026-01-01-tour/",
        "/events/2026-01-01-tour/",
        "/companies/press/",
        "/ideas/",
        "/recommendations/",
        "/takeaways/",
        "/introductions/",
        "/feed.xml",
        "/feed.json",
        "/chapter.json",
        "/canaryalias-ada/",
    ):
        assert url in naming, url
    assert b"/members/member-ada/" in files["/sitemap.xml"]
    assert b"/canaryalias-ada/" in files["/_redirects"]


def test_a_cache_that_remembered_what_is_not_published_would_be_found_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.build.forget_what_is_hidden", lambda memo, chapter, today: ())
    write_state(project, CLOSED)
    published(project)
    assert {"canarydisplay-ada", "member-ada"} <= words_of(remembered(project))
