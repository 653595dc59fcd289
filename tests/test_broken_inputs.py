"""Whatever is wrong with a file, a volunteer is told once, at the right place, and nothing is published."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from generator.build import build, check_chapter
from generator.cli import main
from generator.model.records import KINDS
from generator.project import Project
from generator.text.report import render_short
from tests.broken import Slip, slips_of
from tests.chapter import TINY, chapter, check, order, tree, write

SURROUNDINGS = """
-- content/members/ada-example.yaml --
name: Ada Example
-- content/companies/press.yaml --
name: Example Press
-- content/venues/hall.yaml --
name: Guild Hall
-- content/series/breakfast.yaml --
title: Breakfast
-- content/events/2026-03-12-coffee.yaml --
title: Coffee
date: 2026-03-12
venue: hall
body: See [who we are](page:about).
-- content/pages/about.md --
---
title: About
---
We meet.
-- content/media/cups.png --
(a picture)
-- content/media/portrait.png --
(a picture)
"""

MESSAGE = re.compile(r"(?P<file>content[^:]*):(?:(?P<line>\d+):(?P<column>\d+):)? (?:error|warning)\[(?P<code>.+?)\]: ")


class Told(NamedTuple):
    """A message: where a volunteer is sent, and what for. Line and column are 0 for a file that has no text."""

    line: int
    column: int
    code: str


@pytest.fixture(scope="module")
def standing() -> Iterator[Project]:
    """A chapter whose site is published."""
    with chapter(SURROUNDINGS) as project:
        assert not build(project, order()).problems
        yield project


def told(project: Project) -> dict[str, list[Told]]:
    """File -> its messages, in the order of the file."""
    outcome = check_chapter(project, order())
    found: dict[str, list[Told]] = {}
    for line in render_short(outcome.problems, outcome.sources).splitlines():
        message = MESSAGE.match(line)
        assert message, line
        place = Told(int(message["line"] or 0), int(message["column"] or 0), message["code"])
        found.setdefault(message["file"], []).append(place)
    return found


def written(marked: str) -> str:
    return re.sub("[«»]", "", marked)


def meant(slip: Slip) -> Told:
    """The message that a slip must give, where its mark stands."""
    before = slip.text[: slip.text.index("«")]
    return Told(before.count("\n") + 1, len(before) - before.rfind("\n"), slip.code)


def numbered(slip: Slip, number: int) -> Slip:
    """A slip in words of its own, so that no two files of a test look like the same thing."""
    return slip._replace(text=slip.text.replace("Words", f"Words {number}").replace("/old/", f"/old-{number}/"))


def assert_each_is_told_once(files: dict[str, Slip]) -> None:
    """Every file gives its one message, and no other file gives any."""
    with chapter(SURROUNDINGS) as project:
        write(project.root, {file: written(slip.text) for file, slip in files.items()})
        assert told(project) == {file: [meant(slip)] for file, slip in files.items()}


# -- every field, every way ------------------------------------------------------------


@pytest.mark.parametrize("folder", KINDS)
def test_every_field_of_a_record_written_wrongly_gives_one_message(folder: str) -> None:
    slips = [numbered(slip, number) for number, slip in enumerate(slips_of(folder))]
    assert len(slips) > 30
    assert_each_is_told_once({f"content/{folder}/case-{number:04}.yaml": slip for number, slip in enumerate(slips)})


def test_every_field_of_the_chapter_written_wrongly_gives_one_message(standing: Project) -> None:
    charter = standing.content / "chapter.yaml"
    found = {}
    try:
        for slip in slips_of(""):
            charter.write_text(written(slip.text), "utf-8")
            found[slip] = told(standing)
    finally:
        charter.write_text(TINY["content/chapter.yaml"], "utf-8")
    assert len(found) > 100
    assert found == {slip: {"content/chapter.yaml": [meant(slip)]} for slip in found}


# -- slips of YAML ---------------------------------------------------------------------

YAML = [
    ("title: Coffee«:» third Thursday\ndate: 2026-04-01\n", "unquoted-colon"),
    ("title: Coffee\n«title»: Tea\ndate: 2026-04-01\n", "duplicate-key"),
    ("title: Coffee\ndate: 2026-04-01\nvenue: {name: A, «name»: B}\n", "duplicate-key"),
    ("title: «@»chapter\ndate: 2026-04-01\n", "unquoted-start"),
    ("title: «`»code`\ndate: 2026-04-01\n", "unquoted-start"),
    ("title: «%»off\ndate: 2026-04-01\n", "unquoted-start"),
    ("title: «\"»Coffee\ndate: 2026-04-01\n", "unclosed-quote"),
    ("title: «'»Coffee\ndate: 2026-04-01\n", "unclosed-quote"),
    ("title: 'Ada«'»s coffee'\ndate: 2026-04-01\n", "text-after-quote"),
    ('title: "A «\\»path"\ndate: 2026-04-01\n', "unknown-escape"),
    ("title: «“Coffee”»\ndate: 2026-04-01\n", "smart-quotes"),
    ("title: Coffee\ndate: 2026-04-01\ntags: «[»print, coffee\n", "unclosed-bracket"),
    ("title: Coffee\ndate: 2026-04-01\nrsvp: «{»email: a@example.org\n", "unclosed-bracket"),
    ("title: Coffee\ndate: 2026-04-01\nvenue:\n«\t»name: A\n", "tab-indentation"),
    ("title: Coffee\n «date: 2026-04-01»\n", "indentation"),
    ("title: Coffee\ndate«:»2026-04-01\n", "missing-space"),
    ("title: Coffee\n«date 2026-04-01»\n", "missing-colon"),
    ("title: Coffee\ndate: 2026-04-01\n«:» x\n", "missing-key"),
    ("title: Coffee\ndate: 2026-04-01\n«<<»: x\n", "merge-key"),
    ("title: «&a Coffee»\ndate: 2026-04-01\n", "anchor"),
    ("title: «*a»\ndate: 2026-04-01\n", "anchor"),
    ("title: «!!str Coffee»\ndate: 2026-04-01\n", "tag"),
    ("title: {«{ chapter }»}\ndate: 2026-04-01\n", "key-not-text"),
    ("title: Coffee «#3»\ndate: 2026-04-01\n", "cut-at-hash"),
    ("title: Coffee\ndate: 2026-04-01\ntags:\n- print\n «- coffee»\n", "list-indentation"),
    ("title: Coffee\ndate: 2026-04-01\n«---»\nWe meet.\n", "several-documents"),
    ("title: «\"Coffee\\u202e\"»\ndate: 2026-04-01\n", "control-character"),
    ("title: Cof«\x00»fee\ndate: 2026-04-01\n", "control-character"),
    ("title: Cof«\x1b»[31mfee\ndate: 2026-04-01\n", "control-character"),
    ("«- title: Coffee»\n", "not-a-mapping"),
    ("«Coffee»\n", "not-a-mapping"),
    ("«»", "empty-file"),
    ("«»\n\n\n", "empty-file"),
    ("«# to be written»\n# soon\n", "empty-file"),
    ("«---»\n", "empty-file"),
    ("«»\ufeff", "empty-file"),
    ("\ufefftitle: Coffee\r\ndate: «2026-02-30»\r\n", "impossible-date"),
    ("title: Coffee\r\ndate: «2026-02-30»\r\n", "impossible-date"),
    ("title: Caf\u00e9 ☕ 🫖\ndate: 2026-04-01\nstart: «25:00»\n", "impossible-time"),
    # Hostile files: each is refused at once.
    ("title: " + "[" * 19 + "«[»" + "[" * 999_970, "nested-too-deep"),
    ("title: " + "{a: " * 19 + "«{»a: " + "{a: " * 9_999, "nested-too-deep"),
    ("title: Coffee\ndate: 2026-04-01\ncapacity: «" + "9" * 5000 + "»\n", "wrong-type"),
    ("title: Coffee\ndate: «" + "9" * 5000 + "-01-01»\n", "bad-date"),
    ("title: Coffee\ndate: 2026-04-01\n«tags: [" + "a, " * 20_000 + "a]»\n", "too-many-values"),
]  # fmt: skip

PROSE = [
    ("«We meet.»\n", "no-front-matter"),
    ("«# News»\n\nWe meet.\n", "no-front-matter"),
    ("«—-»\ntitle: A\n---\n", "no-front-matter"),
    ("«---»\ntitle: A\n\nWe meet.\n", "unclosed-front-matter"),
    ("---\ntitle: A\ndate: 2026-02-01\n«body»: B\n---\nWe meet.\n", "two-bodies"),
    ("«»---\ndate: 2026-02-01\n---\nWe meet.\n", "missing-field"),
    ("---\ntitle: A«:» B\n---\nWe meet.\n", "unquoted-colon"),
    ("[x](«evnt:tour»)", "unsafe-link"),
    ("[x](«javascript:alert(1)»)", "unsafe-link"),
    ("[x](«event:nothing»)", "unknown-event"),
    ("[x](«event:2026-03-12-cofee»)", "unknown-event"),
    ("[x](«/nowhere/»)", "unknown-address"),
    ("[x](«../nowhere/»)", "unknown-address"),
    ("[x](«https://small.example.org/nowhere/»)", "unknown-address"),
    ("[x](«#nowhere»)", "unknown-anchor"),
    ("[x](«/about/#nowhere»)", "unknown-anchor"),
    ("[x](«nowhere.pdf»)", "missing-file"),
    ("[x](«media:nowhere.pdf»)", "unknown-media"),
    ("![x](«media:nowhere.png»)", "unknown-media"),
    ("![](«media:cups.png»)", "picture-without-alt"),
    ("Hi «<script>»alert(1)</script>", "removed-markup"),
    ('<p «onclick»="alert(1)">Hi</p>', "removed-markup"),
    ("A b«\x1b»[31mc", "control-character"),
    ("A\n\n«\x00»", "control-character"),
    # Hostile prose: each is refused at once.
    ("«[^-]:[^']:\n[^]:»", "prose-failed"),
    ("«" + "[" * 8000 + "»", "prose-too-hard"),
    ("«" + ">" * 5000 + " deep»", "prose-too-hard"),
    ("«" + "a|" * 20_000 + "»\n" + "-|" * 20_000, "prose-too-hard"),
    ("«" + "<!--" * 20_000 + "»", "prose-too-hard"),
]  # fmt: skip


WHOLE = re.compile("«?(?:---|—-|We meet|#)|«»")


def post(marked: str) -> str:
    """A post with a text, unless that is a whole file itself."""
    return marked if WHOLE.match(marked) else f"---\ntitle: A\ndate: 2026-02-01\n---\n{marked}\n"


FILES = [
    *((f"content/events/slip-{number}.yaml", Slip(*slip)) for number, slip in enumerate(YAML)),
    *((f"content/posts/slip-{number}.md", Slip(post(text), code)) for number, (text, code) in enumerate(PROSE)),
]


@pytest.mark.parametrize(("file", "slip"), FILES, ids=[f"{file[8:]} {slip.code}" for file, slip in FILES])
def test_a_slip_gives_one_message_at_its_place(standing: Project, file: str, slip: Slip) -> None:
    path = standing.root / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(written(slip.text), "utf-8", newline="")
    try:
        assert told(standing) == {file: [meant(slip)]}
    finally:
        path.unlink()


# -- files that are no records ---------------------------------------------------------

NO_RECORDS: dict[str, tuple[bytes, str]] = {
    "content/events/latin.yaml": ("title: Café\n".encode("latin-1"), "not-utf8"),
    "content/events/wide.yaml": ("title: Coffee\n".encode("utf-16"), "not-utf8"),
    "content/events/picture.yaml": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "not-utf8"),
    "content/events/zeros.yaml": (b"\x00" * 100, "not-utf8"),
    "content/events/huge.yaml": (b"title: " + b"a" * 1024 * 1024, "too-big-record"),
    "content/events/coffee.yaml.txt": (b"title: Coffee\n", "unexpected-ending"),
    "content/events/coffee.YAML": (b"title: Coffee\n", "unexpected-ending"),
    "content/events/coffee.docx": (b"PK", "unexpected-ending"),
    "content/events/poster.jpg": (b"JFIF", "unexpected-ending"),
    "content/events/notes.json": (b"{}", "unexpected-ending"),
    "content/events/Kaffee & Kuchen.yaml": (b"title: Coffee\ndate: 2026-04-01\n", "bad-file-name"),
    "content/loose.yaml": (b"title: Coffee\ndate: 2026-04-01\n", "stray-file"),
}


HAS_TEXT = ("bad-file-name", "stray-file")


def test_a_file_that_is_no_record_gives_one_message() -> None:
    with chapter(SURROUNDINGS) as project:
        for file, (content, _) in NO_RECORDS.items():
            (project.root / file).write_bytes(content)
        assert told(project) == {
            file: [Told(*((1, 1) if code in HAS_TEXT else (0, 0)), code)] for file, (_, code) in NO_RECORDS.items()
        }


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows, and pipes have no place in folders")
def test_what_is_no_file_gives_one_message() -> None:
    with chapter(SURROUNDINGS) as project:
        events = project.content / "events"
        (events / "folder.yaml").mkdir()  # A folder among folders, however it is called.
        os.mkfifo(events / "pipe.yaml")
        (events / "secret.yaml").symlink_to("/etc/hostname")
        (events / "lost.yaml").symlink_to("nowhere.yaml")
        (project.content / "media" / "secret.png").symlink_to("/etc/hostname")
        (project.content / "evnts").mkdir()
        assert told(project) == {
            "content/events/pipe.yaml": [Told(0, 0, "special-file")],
            "content/events/secret.yaml": [Told(0, 0, "link-outside")],
            "content/events/lost.yaml": [Told(0, 0, "broken-link")],
            "content/media/secret.png": [Told(0, 0, "link-outside")],
            "content/evnts": [Told(0, 0, "unknown-folder")],
        }


def test_a_bomb_of_aliases_is_refused_before_it_bursts() -> None:
    # Each sign stands for itself: quotes are wanted at every one.
    bomb = "a: &a [x, x]\n" + "".join(
        f"{this}: &{this} [*{last}, *{last}]\n" for last, this in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with chapter(SURROUNDINGS) as project:
        write(project.root, {"content/events/bomb.yaml": bomb})
        found = told(project)["content/events/bomb.yaml"]
    assert [one.code for one in found] == ["anchor"] * 25
    assert len(set(found)) == 25


# -- one slip, no echoes ---------------------------------------------------------------

# Everything names everything.
WOVEN = """
-- content/chapter.yaml --
name: Small Chapter
timezone: America/Chicago
url: https://small.example.org/
menu: [events, about]
join: {page: about}
introductions: {connector: ada-example}
defaults: {venue: hall}
-- content/members/ada-example.yaml --
name: Ada Example
company: press
roles: [{title: Treasurer, from: 2026}]
-- content/members/ben-example.yaml --
name: Ben Example
roles: [{title: Treasurer, from: 2024, until: 2025}]
-- content/companies/press.yaml --
name: Example Press
venue: hall
contact: ada-example
logo: cups.png
-- content/venues/hall.yaml --
name: Guild Hall
company: press
-- content/venues/yard.yaml --
name: Old Yard
-- content/series/breakfast.yaml --
title: Breakfast
venue: yard
repeats: {every: month, on: first thursday, start: 8:00, from: 2026-01-01}
-- content/events/2026-02-05-tour.yaml --
title: A tour
date: 2026-02-05
series: breakfast
end: 9:00
host: press
organizers: [ada-example]
tags: [print]
-- content/events/2026-01-08-coffee.yaml --
title: Coffee
date: 2026-01-08
venue: {name: Elsewhere, company: press}
body: See [the tour](event:2026-02-05-tour) and [Parking](page:parking).
-- content/recaps/2026-02-05-tour.md --
---
authors: [ada-example]
---
As [announced](event:2026-02-05-tour).
-- content/recaps/2026-01-08-coffee.md --
---
summary: Good.
---
See [ideas](/ideas/#press-night), [print](/tags/print/), [the year](/events/2026/).
-- content/posts/news.md --
---
title: News
date: 2026-02-06
authors: [ada-example]
---
[a](recap:2026-02-05-tour) [b](/recaps/2026-02-05-tour/) [c](company:press) [d](/companies/press/)
[e](member:ada-example) [f](venue:hall) [g](page:about) [h](/about/#who)
[i](series:breakfast) [j](/ideas/#press-night) [k](media:cups.png)
[l](post:older) [m](/posts/older/#more) [n](/recommendations/#gloves)
-- content/posts/older.md --
---
title: Older news
date: 2026-01-06
---
## More
-- content/pages/about.md --
---
title: About
---
## Who
-- content/pages/parking.md --
---
title: Parking
---
Behind the hall.
-- content/ideas/press-night.yaml --
title: Press night
proposed_by: ada-example
event: 2026-02-05-tour
-- content/recommendations/gloves.yaml --
vendor: Example Gloves
recommended_by: ada-example
relationship: client
-- content/media/cups.png --
(a picture)
"""

HIDDEN = {"link-to-hidden"}


@pytest.fixture(scope="module")
def woven() -> Iterator[Project]:
    with chapter(WOVEN, alone=True) as project:
        outcome = build(project, order())
        assert {problem.code for problem in outcome.problems} <= HIDDEN
        yield project


WOVEN_FILES = re.findall(r"^-- (.+) --$", WOVEN, re.MULTILINE)


@pytest.mark.parametrize("file", [file for file in WOVEN_FILES if not file.endswith(".png")])
@pytest.mark.parametrize("broken", ["a field", "the shape", "the encoding", "the ending"])
def test_a_file_that_cannot_be_read_has_no_echoes(woven: Project, file: str, broken: str) -> None:
    path = woven.root / file
    content, in_markdown = path.read_bytes(), file.endswith(".md")
    ending = path.with_name(path.name + ".txt")
    try:
        if broken == "a field":
            path.write_bytes(
                content.replace(b"---\n", b"---\nzzyzx: x\n", 1) if in_markdown else content + b"zzyzx: x\n"
            )
        elif broken == "the shape":
            path.write_bytes(b"---\n- a\n---\n" if in_markdown else b"- a\n")
        elif broken == "the encoding":
            path.write_bytes(b"\xff" + content)
        else:
            path.rename(ending)
        found = told(woven)
        main_problems = {name: [one.code for one in all if one.code not in HIDDEN] for name, all in found.items()}
        assert {name: codes for name, codes in main_problems.items() if codes} == {
            file + (".txt" if broken == "the ending" else ""): [
                {"a field": "unknown-key", "the shape": "not-a-mapping", "the encoding": "not-utf8"}.get(
                    broken, "unexpected-ending"
                )
            ]
        }
    finally:
        ending.unlink(missing_ok=True)
        path.write_bytes(content)


@pytest.mark.parametrize(
    "folder", sorted({file.split("/")[1] for file in WOVEN_FILES if file.count("/") > 1} - {"media"})
)
def test_a_folder_with_a_mistyped_name_has_no_echoes(woven: Project, folder: str) -> None:
    right, wrong = woven.content / folder, woven.content / f"{folder}s"
    right.rename(wrong)
    try:
        found = told(woven)
        assert {name: all for name, all in found.items() if {one.code for one in all} - HIDDEN} == {
            f"content/{folder}s": [Told(0, 0, "unknown-folder")]
        }
    finally:
        wrong.rename(right)


def test_a_picture_that_cannot_be_read_has_no_echoes(woven: Project) -> None:
    path = woven.content / "media" / "cups.png"
    content = path.read_bytes()
    try:
        path.write_bytes(b"no picture")
        assert [(file, one.code) for file, all in told(woven).items() for one in all if one.code not in HIDDEN] == [
            ("content/media/cups.png", "broken-picture")
        ]
    finally:
        path.write_bytes(content)


# -- an error stops the build ----------------------------------------------------------

ERRORS = {slip.code: (file, slip) for file, slip in FILES}


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_an_error_leaves_the_published_site_as_it_was(
    standing: Project, code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, slip = ERRORS[code]
    path = standing.root / file
    path.parent.mkdir(exist_ok=True)
    before = tree(standing.out)
    path.write_text(written(slip.text), "utf-8", newline="")
    monkeypatch.chdir(standing.root)
    try:
        # With --strict a warning stops it too.
        assert main(["build", "--strict", "--today", "2026-03-01"]) == 1
    finally:
        path.unlink()
    assert tree(standing.out) == before
    shown = capsys.readouterr()
    assert f"[{code}]" in shown.err and "Traceback" not in shown.err
    assert "Nothing was published" in shown.err


def test_a_warning_does_not_stop_the_build(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with chapter("-- content/pages/parking.md --\n---\ntitle: Parking\n---\nBehind the hall.\n") as project:
        monkeypatch.chdir(project.root)
        assert main(["build", "--today", "2026-03-01"]) == 0
        assert (project.out / "parking" / "index.html").exists()
    assert "unreachable-page" in capsys.readouterr().err


# -- the chapter itself ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "file", "code"),
    [
        ({}, "content/chapter.yaml", "missing-charter"),
        ({"content/Chapter.yaml": "name: A\n"}, "content/Chapter.yaml", "stray-file"),
        ({"content/chapter.yaml.txt": "name: A\n"}, "content/chapter.yaml.txt", "unexpected-ending"),
        ({"content/chapter.yaml": ""}, "content/chapter.yaml", "empty-file"),
        (TINY | {"content/chapter.yml": TINY["content/chapter.yaml"]}, "content/chapter.yml", "duplicate-id"),
    ],
)
def test_a_chapter_that_cannot_be_read_gives_one_message(files: dict[str, str], file: str, code: str) -> None:
    with chapter(alone=True) as project:
        write(project.root, files)
        assert {name: [one.code for one in all] for name, all in told(project).items()} == {file: [code]}


def test_every_key_that_is_missing_is_told() -> None:
    # Three slips, three messages: one reading is to be enough.
    assert check("-- content/chapter.yaml --\ntagline: We meet.\n").count("error[missing-field]") == 3
