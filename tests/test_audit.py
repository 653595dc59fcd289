"""The audit: what may not be public is found in whatever is about to be published, and then nothing is."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

import generator.audit
from generator.build import build
from generator.cli import main
from generator.project import Project
from generator.text.diagnostic import Severity
from generator.text.report import render_text
from tests.chapter import chapter, order, picture, tree
from tests.inside import SIX, members_chapter

TODAY = "2026-03-01"
PORTRAIT = picture(".jpg", (300, 200), of="zoe")

CHAPTER = """
-- members/zoe-marlowe.yaml --
name: Zoe Marlowe
photo: people/portrait.jpg
contact: {email: zoe@private.example, phone: +1 312-555-0199}
consent: {given: 2026-01-15, directory: public, bio: public}
body: Keeps bees.
-- members/ada-example.yaml --
name: Ada Example
consent: {given: 2026-01-15, directory: public}
-- media/people/portrait.jpg --
(a picture)
-- events/2026-03-12-call.yaml --
title: Evening call
date: 2026-03-12
attendance: online
online: {url: "https://meet.example/secret-room", visibility: members}
tour: {gate: Say that the herons sent you}
-- posts/news.md --
---
title: News
date: 2026-02-10
---
So it was.
"""


class Said(NamedTuple):
    """What a command came to."""

    code: int
    text: str


class Volunteer:
    """Somebody at a terminal, with a chapter."""

    def __init__(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        self.project, self.capsys = project, capsys

    def run(self, *arguments: str) -> Said:
        code = main([*arguments, "--today", TODAY])
        said = self.capsys.readouterr()
        return Said(code, said.out + said.err)

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.project.root / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    @property
    def site(self) -> dict[str, bytes]:
        return tree(self.project.out)


@pytest.fixture
def volunteer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Volunteer]:
    with chapter(CHAPTER) as project:
        monkeypatch.chdir(project.root)
        (project.content / "media/people/portrait.jpg").write_bytes(PORTRAIT)
        yield Volunteer(project, capsys)


# -- files that are copied as they are ---------------------------------------------------------

MAIL = "zoe@private.example"


def archive(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return file.getvalue()


def with_exif(kind: str) -> bytes:
    notes = Image.Exif()
    notes[0x010E] = f"Taken by {MAIL}"
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, kind, exif=notes.tobytes())
    return file.getvalue()


CALENDAR = b"BEGIN:VCALENDAR\r\nDESCRIPTION:Ask zoe@priv\r\n ate.example\r\nEND:VCALENDAR\r\n"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(b"BT (Ask zoe@private.example) Tj ET") + (
    b"\nendstream\nendobj\n%%EOF\n"
)  # fmt: skip
PLANTED = {
    "list.txt": f"Ask {MAIL}.".encode(),
    "list.txt.gz": gzip.compress(f"Ask {MAIL}.".encode()),
    "page.html": "".join(f"&#{ord(one)};" for one in MAIL).encode(),
    "link.html": b'<a href="mailto:zoe%40private%2Eexample">Write</a>',
    "data.json": b'{"mail": "zoe\\u0040private.example"}',
    "data.css": b"a{background:url(data:text/plain;base64," + base64.b64encode(f"Ask {MAIL}".encode()) + b")}",
    "letter.eml": quopri.encodestring(f"A letter to {MAIL} and others, all on one long line of text".encode()),
    "old.ics": CALENDAR,
    "slides.pptx": archive("ppt/slides/slide1.xml", f"<a:t>{MAIL}</a:t>".encode()),
    "handout.pdf": PDF,
    "hall.jpg": with_exif("JPEG"),
    "hall.png": with_exif("PNG"),
    "hall.webp": with_exif("WEBP"),
    f"{MAIL}.txt": b"Nothing.",
}


def test_a_private_value_in_a_copied_file_stops_the_build_and_leaves_the_site_as_it_was(volunteer: Volunteer) -> None:
    assert volunteer.run("build").code == 0
    before = volunteer.site
    for name, content in PLANTED.items():
        path = volunteer.write(f"content/static/{name}", content)
        said = volunteer.run("build")
        assert said.code == 1, name
        assert f"error[private-in-site]: `/{name}` holds an e-mail address that is not public" in said.text
        assert "--> content/members/zoe-marlowe.yaml:3:18" in said.text
        assert "`zoe-marlowe` did not agree to this being public" in said.text
        assert f"= help: take it out of content/static/{name}, or ask and write `email: public` under" in said.text
        assert "Nothing was published" in said.text
        assert volunteer.site == before
        path.unlink()
    assert volunteer.run("build").code == 0


def test_what_somebody_put_into_the_published_folder_is_found(volunteer: Volunteer) -> None:
    assert volunteer.run("build").code == 0
    clean = volunteer.run("audit")
    assert clean == Said(0, "Nothing in it is private.\n")
    for name, content in PLANTED.items():
        path = volunteer.write(f"public/deep/{name}", content)
        said = volunteer.run("audit")
        assert said.code == 1, name
        assert f"error[private-in-site]: `/deep/{name}` holds an e-mail address that is not public" in said.text
        path.unlink()
    assert volunteer.run("audit", "--jobs", "3").code == 0


def test_the_message_says_where_in_the_file_it_is(volunteer: Volunteer) -> None:
    for name, place in (
        ("hall.jpg", "its EXIF data"),
        ("slides.pptx", "`ppt/slides/slide1.xml`"),
        ("handout.pdf", "its pages"),
        ("data.css", "what it holds in base64"),
        (f"{MAIL}.txt", "its address"),
    ):
        path = volunteer.write(f"content/static/{name}", PLANTED[name])
        assert f"that is not public, in {place}\n" in volunteer.run("build").text
        path.unlink()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Call (312) 555-0199", "a telephone number"),
        ("https:\\/\\/meet.example\\/secret-room", "a join link"),
        ("Say that the <b>herons</b> sent you!", "what to say at the gate"),
    ],
)
def test_other_values_are_found_too(volunteer: Volunteer, text: str, said: str) -> None:
    volunteer.write("content/static/list.html", text)
    assert f"`/list.html` holds {said} that is not public" in volunteer.run("build").text


def test_a_withdrawn_name_is_found_and_nobody_is_told_to_ask_again(volunteer: Volunteer) -> None:
    volunteer.replace("content/members/zoe-marlowe.yaml", "consent:", "withdrawn: 2026-02-01\nconsent:")
    volunteer.write("content/static/list.csv", "Marlowe;Zoé;x\nZoé;Marlowe;y\n")
    text = volunteer.run("build").text
    assert "`/list.csv` holds a name that is not public" in text
    assert "`zoe-marlowe` withdrew on February 1, 2026" in text
    assert "help: take it out of content/static/list.csv\n" in text


# -- pictures by their content --------------------------------------------------------------------


def test_a_picture_that_is_held_back_is_known_under_another_name_and_within_slides(volunteer: Volunteer) -> None:
    for name, content in (
        ("static/hall.jpg", PORTRAIT),
        ("static/slides.pptx", archive("ppt/media/image1.jpeg", PORTRAIT)),
        ("static/page.html", b"<img src='data:image/jpeg;base64," + base64.b64encode(PORTRAIT) + b"'>"),
    ):
        path = volunteer.write(f"content/{name}", content)
        said = volunteer.run("build")
        assert said.code == 1
        assert "holds a picture that is not public" in said.text
        assert "--> content/members/zoe-marlowe.yaml:2:8" in said.text
        path.unlink()


def test_sizes_drawn_from_a_copy_of_it_are_known_too(volunteer: Volunteer) -> None:
    volunteer.write("content/media/bees.jpg", PORTRAIT)
    volunteer.replace("content/posts/news.md", "So it was.", "![Bees](media:bees.jpg)")
    said = volunteer.run("build")
    assert "`/media/bees-300w." in said.text and "`/media/bees.jpg` hold a picture that is not public" in said.text
    assert "take it out of content/media/bees.jpg, or ask and write `photo: public`" in said.text


def test_a_portrait_left_in_the_published_folder_is_known_by_its_address_and_its_sizes_by_their_names(
    volunteer: Volunteer,
) -> None:
    volunteer.replace("content/members/zoe-marlowe.yaml", "bio: public", "bio: public, photo: public")
    assert volunteer.run("build").code == 0
    left = {url: content for url, content in volunteer.site.items() if "portrait" in url}
    assert len(left) == 2
    volunteer.replace("content/members/zoe-marlowe.yaml", "bio: public, photo: public", "bio: public")
    assert volunteer.run("build").code == 0
    for url, content in left.items():
        path = volunteer.write(f"public{url}", content)
        assert f"`{url}` holds a picture that is not public" in volunteer.run("audit").text
        path.unlink()


# -- what the theme says ----------------------------------------------------------------------------


def test_a_theme_that_gives_something_away_is_found_out_on_every_page_at_once(volunteer: Volunteer) -> None:
    assert volunteer.run("build").code == 0
    before = volunteer.site
    assert main(["theme", "copy", "pages/post.html"]) == 0
    volunteer.replace("themes/default/pages/post.html", "{% endblock", "Call 312.555.0199 {% endblock")
    said = volunteer.run("build")
    assert said.code == 1 and volunteer.site == before
    assert "`/posts/news/` holds a telephone number that is not public" in said.text
    assert "= help: see what puts it there: `chapter explain /posts/news/`" in said.text


def test_one_message_names_many_files(volunteer: Volunteer) -> None:
    for number in range(5):
        volunteer.write(f"content/static/{number}.txt", MAIL)
    text = volunteer.run("build").text
    assert "`/0.txt`, `/1.txt`, `/2.txt` and 2 more hold an e-mail address" in text
    assert text.count("private-in-site") == 1


# -- when it looks -----------------------------------------------------------------------------------


class Looks:
    """The files that were looked through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []
        real = generator.audit.look

        def look(private: object, path: str, view: object, content: bytes) -> object:
            self.paths.append(path)
            return real(private, path, view, content)  # type: ignore[arg-type]

        monkeypatch.setattr("generator.audit.look", look)

    def taken(self) -> list[str]:
        paths, self.paths = self.paths, []
        return sorted(paths)


def test_only_what_is_made_is_looked_through_until_something_else_is_private(
    volunteer: Volunteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built() -> int:
        outcome = build(volunteer.project, order(TODAY))
        assert outcome.report and not outcome.stopped, render_text(outcome.problems, outcome.sources)
        return len(outcome.report.written)

    looks = Looks(monkeypatch)
    assert built() == len(looks.taken()) > 40
    assert (built(), looks.taken()) == (0, [])
    volunteer.replace("content/posts/news.md", "So it was.", "So it was, and so it will be.")
    written = built()
    assert 0 < written == len(looks.taken()) < 10
    # Nothing is written, but everything is looked through for the new number; and then no more.
    volunteer.replace("content/members/ada-example.yaml", "name:", "contact: {phone: 312-555-0123}\nname:")
    assert built() == 0
    assert len(looks.taken()) == len(volunteer.site) - 1
    assert (built(), looks.taken()) == (0, [])


def test_a_file_that_was_published_before_somebody_withdrew_is_looked_through_again(volunteer: Volunteer) -> None:
    volunteer.write("content/static/list.txt", "Zoe Marlowe keeps the list.")
    assert volunteer.run("build").code == 0
    before = volunteer.site
    volunteer.replace("content/members/zoe-marlowe.yaml", "consent:", "withdrawn: 2026-02-01\nconsent:")
    said = volunteer.run("build")
    assert said.code == 1 and volunteer.site == before
    assert "`/list.txt` holds a name that is not public" in said.text
    volunteer.write("content/static/list.txt", "A member keeps the list.")
    assert volunteer.run("build").code == 0
    assert not [url for url, content in volunteer.site.items() if b"Marlowe" in content]


def test_what_time_alone_made_private_is_told_at_every_build_and_stops_none(volunteer: Volunteer) -> None:
    volunteer.write("content/static/list.txt", "Zoe Marlowe keeps the list.")
    volunteer.replace("content/members/zoe-marlowe.yaml", "bio: public", "review_by: 2026-02-01")
    for edit in ("", "One.", "Two."):
        volunteer.replace("content/posts/news.md", "So it was.", f"So it was. {edit}")
        said = volunteer.run("build")
        assert said.code == 0
        assert "warning[private-in-site]: `/list.txt` holds a name that is not public" in said.text
    # Nothing changed: the same is said again.
    assert volunteer.run("build").text.count("private-in-site") == 1
    assert volunteer.run("build", "--strict").code == 1
    assert volunteer.run("audit").code == 0
    assert volunteer.run("audit", "--strict").code == 1


def test_any_number_of_processes_finds_the_same(volunteer: Volunteer) -> None:
    for number in range(40):
        volunteer.write(f"content/static/{number}.txt", f"{number} {MAIL} {'312-555-0199' * (number % 2)}")
    volunteer.write("content/static/hall.jpg", PORTRAIT)
    found = [build(volunteer.project, order(TODAY, jobs=jobs)) for jobs in (1, 2, 5)]
    assert all(one.stopped for one in found)
    assert len({render_text(one.problems, one.sources) for one in found}) == 1
    assert [one.code for one in found[0].problems] == ["private-in-site"] * 3


# -- rings ---------------------------------------------------------------------------------------------


def test_a_folder_for_members_is_held_to_what_members_may_know() -> None:
    shared, silent = "Ask ada@private.example.", "Ask carol@private.example."
    for name, text, codes in (
        ("inside/list.txt", shared, []),
        ("inside/list.txt", silent, ["private-in-site"]),
        ("list.txt", shared, ["private-in-site"]),
    ):
        with members_chapter("{as: folder}", f"    -- static/{name} --\n    {text}\n") as project:
            outcome = build(project, order(TODAY, passphrases=lambda name: ""))
            assert [one.code for one in outcome.problems if one.severity is Severity.ERROR] == codes


def test_pages_are_looked_through_before_they_are_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    with members_chapter() as project:
        monkeypatch.chdir(project.root)
        assert main(["theme", "copy", "pages/inside.html"]) == 0
        path = project.root / "themes/default/pages/inside.html"
        template = path.read_text("utf-8")
        for text, codes in (("ada@private.example", []), ("carol@private.example", ["private-in-site"])):
            path.write_text(template.replace("{% endblock", text + " {% endblock"), "utf-8")
            outcome = build(project, order(TODAY, passphrases=lambda name: SIX))
            assert [one.code for one in outcome.problems if one.severity is Severity.ERROR] == codes
        # The page is one that was good before: who takes a word back is found in it.
        path.write_text(template.replace("{% endblock", "ada@private.example {% endblock"), "utf-8")
        record = project.content / "members/ada-example.yaml"
        record.write_text(record.read_text("utf-8").replace("email: members", "email: none"), "utf-8")
        assert build(project, order(TODAY, passphrases=lambda name: SIX)).stopped


# -- the command ------------------------------------------------------------------------------------------


def test_an_audit_without_a_site_says_so_in_a_line(volunteer: Volunteer) -> None:
    said = volunteer.run("audit")
    assert said.code == 2
    assert "there is no site in" in said.text and len(said.text.splitlines()) == 1


def test_an_audit_of_content_that_cannot_be_read_is_none(volunteer: Volunteer) -> None:
    assert volunteer.run("build").code == 0
    volunteer.replace("content/members/zoe-marlowe.yaml", "name:", "nmae:")
    said = volunteer.run("audit")
    assert said.code == 1 and "nmae" in said.text


def test_an_audit_changes_nothing(volunteer: Volunteer) -> None:
    assert volunteer.run("build").code == 0
    before = tree(volunteer.project.root)
    volunteer.run("audit")
    assert tree(volunteer.project.root) == before
