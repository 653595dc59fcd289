"""`chapter new`, for a record and for a chapter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from html import unescape
from pathlib import Path

import pytest

from generator import __version__
from generator.build import build, check_chapter
from generator.model.records import KINDS
from generator.new import (
    AlreadyThere,
    Ask,
    Founding,
    NotAnswered,
    found,
    new_record,
    new_site,
    new_translation,
    write_schemas,
)
from generator.operator import OperatorError, ProjectNotFound
from generator.order import Order
from generator.project import find_project

TODAY = date(2026, 3, 1)
# By the clock on the chapter's wall.
NOON = time(12)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a new chapter."""
    new_site(tmp_path, Founding(), today=TODAY)
    return tmp_path / "content"


def slips(folder: Path, today: date = TODAY, strict: bool = True) -> list[str]:
    """What `chapter check` says."""
    order = Order(now=datetime.combine(today, NOON), strict=strict)
    return [f"{slip.code}: {slip.message}" for slip in check_chapter(find_project(folder, None, None), order).problems]


def typed(*answers: str) -> tuple[Ask, list[str]]:
    """Somebody at a terminal, and the questions put to them with their defaults."""
    waiting: Iterator[str] = iter(answers)
    asked: list[str] = []

    def ask(question: str, default: str) -> str:
        asked.append(f"{question} [{default}]")
        return next(waiting)

    return ask, asked


# -- translations --------------------------------------------------------------


def test_a_translation_begins_with_the_words_of_its_original_and_is_a_draft(content: Path) -> None:
    path = new_translation(content, "first-time", "fr")
    assert path == content / "pages/first-time.fr.md"
    text, original = path.read_text("utf-8"), (content / "pages/first-time.md").read_text("utf-8")
    assert "draft: true\n" in text and "#extra:" in text
    assert original.partition("---\n\n")[2] in text
    assert slips(content.parent) == []


def test_a_translation_offers_nothing_that_only_its_original_may_say(content: Path) -> None:
    path = new_translation(content, "content/series/first-thursday-coffee.yaml", "es-MX")
    assert path.name == "first-thursday-coffee.es-MX.md"
    text = path.read_text("utf-8")
    assert "summary:" in text
    assert not [field for field in ("repeats:", "venue:", "start:", "organizers:", "status:") if field in text]
    assert slips(content.parent) == []


@pytest.mark.parametrize(
    ("what", "tag", "message"),
    [
        ("frist-time", "fr", "nothing to translate is called `frist-time`"),
        ("sam-sample", "fr", "nothing to translate is called `sam-sample`"),
        ("first-time", "French", "`French` is no language"),
        ("first-time", "", "`` is no language"),
    ],
)
def test_what_cannot_be_translated_is_refused(content: Path, what: str, tag: str, message: str) -> None:
    with pytest.raises(NotAnswered, match=message):
        new_translation(content, what, tag)


def test_a_translation_that_is_there_is_not_touched_and_no_original_for_others(content: Path) -> None:
    new_translation(content, "first-time", "fr")
    with pytest.raises(AlreadyThere):
        new_translation(content, "first-time", "fr")
    with pytest.raises(NotAnswered, match="nothing to translate is called"):
        new_translation(content, "first-time.fr", "es")


# -- records -------------------------------------------------------------------

GIVEN = {
    "member": {"name": "Ada Example"},
    "company": {"name": "Harbour Print"},
    "venue": {"name": "The Old Mill"},
    "series": {"title": "Breakfast", "repeats.every": "month", "repeats.on": "15", "repeats.from": "2026-04-01"},
    "event": {"title": "Plant tour", "date": "2026-04-09"},
    "recap": {"event": "2026-03-26-open-evening"},
    "post": {"title": "Spring", "date": "2026-03-01"},
    "page": {"title": "Join"},
    "idea": {"title": "Visit a brewery"},
    "recommendation": {"vendor": "Good Caterer", "recommended_by": "sam-sample", "relationship": "client"},
}

WRITTEN = {
    "member": "members/ada-example.yaml",
    "company": "companies/harbour-print.yaml",
    "venue": "venues/the-old-mill.yaml",
    "series": "series/breakfast.yaml",
    "event": "events/2026/2026-04-09-plant-tour.yaml",
    "recap": "recaps/2026/2026-03-26-open-evening.md",
    "post": "posts/2026/2026-03-01-spring.md",
    "page": "pages/join.md",
    "idea": "ideas/visit-a-brewery.yaml",
    "recommendation": "recommendations/good-caterer.yaml",
}


@pytest.mark.parametrize("kind", GIVEN)
def test_a_new_record_has_no_errors(content: Path, kind: str) -> None:
    path = new_record(kind, content, GIVEN[kind], today=TODAY)
    assert path.relative_to(content).as_posix() == WRITTEN[kind]
    # A page that nothing leads to yet is worth a warning.
    assert not [slip for slip in slips(content.parent) if not slip.startswith("unreachable")]


@pytest.mark.parametrize("kind", GIVEN)
def test_every_comment_of_a_new_record_may_be_taken_away(content: Path, kind: str) -> None:
    path = new_record(kind, content, GIVEN[kind], today=TODAY)
    lines = path.read_text().splitlines()
    path.write_text("\n".join(line[1:] if line.startswith("#") and line[1:2] != " " else line for line in lines) + "\n")
    needed = ("missing-field", "unreachable", "unknown-rhythm", "series-without")
    assert not [slip for slip in slips(content.parent) if not slip.startswith(needed)]


def test_every_kind_can_be_new() -> None:
    assert {path.split("/")[0] for path in WRITTEN.values()} == set(KINDS)


def test_each_field_stands_under_its_sentence(content: Path) -> None:
    text = new_record("event", content, GIVEN["event"], today=TODAY).read_text()
    assert "title: Plant tour\ndate: 2026-04-09\n" in text
    assert "# When it starts, by the clock on the wall. Without it: all day.\n#start:\n" in text
    assert "#kind: meeting  # coffee, tour, roundtable" in text


def test_flags_reach_parts_and_lists(content: Path) -> None:
    given = {**GIVEN["event"], "rsvp.url": "https://example.org/rsvp", "organizers": "sam-sample", "tags": "ink, paper"}
    text = new_record("event", content, given, today=TODAY).read_text()
    assert "rsvp:\n  url: https://example.org/rsvp\n" in text
    assert "organizers:\n  - sam-sample\n" in text
    assert "tags:\n  - ink\n  - paper\n" in text


TITLES = ["C# meetup #3", "Talk: ink", "- dash", "[brackets]", 'He said "no"', "null", "~", "é: ü # x", "a\\b", "no"]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_read_back_as_it_was_given(content: Path, title: str) -> None:
    new_record("event", content, {"title": title, "date": "2026-04-09"}, today=TODAY, id="2026-04-09-x")
    assert not slips(content.parent)
    project = find_project(content.parent, None, None)
    build(project, Order(now=datetime.combine(TODAY, NOON)))
    page = (content.parent / "public/events/2026-04-09-x/index.html").read_text()
    assert title in unescape(page)


def test_what_is_needed_is_asked_for_until_it_will_do(content: Path) -> None:
    ask, asked = typed("", "Plant tour", "soon", "2026-04-31", "2026-04-09", "", "old-mill", "corner-library")
    said: list[str] = []
    path = new_record("event", content, {}, today=TODAY, ask=ask, say=said.append)
    assert path.name == "2026-04-09-plant-tour.yaml"
    assert [question.partition(" (")[0] for question in asked] == [
        "Title", "Title", "Date", "Date", "Date", "Start", "Venue", "Venue",
    ]  # fmt: skip
    assert said == [
        "an event needs `title`",
        "`date` wants a day such as `2026-10-15`",
        "there is no `2026-04-31`: the last day of that month is `2026-04-30`",
        "no venue is called `old-mill`: there are `corner-library`",
    ]
    assert "venue: corner-library\n" in path.read_text()


def test_a_recap_is_offered_the_last_event_without_one(content: Path) -> None:
    ask, asked = typed("")
    path = new_record("recap", content, {}, today=date(2026, 5, 1), ask=ask)
    assert asked == ["Event (The event. Without it: the recap's own file name) [2026-03-26-open-evening]"]
    assert path.stem == "2026-03-26-open-evening"


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("event", {"title": "Plant tour"}, "an event needs `date`: give --date"),
        ("member", {}, "a member needs `name`: give --name"),
        ("idea", {"title": "", "kind": "tour"}, "an idea needs `title`"),
        ("recommendation", {"vendor": "X"}, "a recommendation needs `recommended_by`: give --set recommended_by=…"),
        ("event", {**GIVEN["event"], "organizer": "x"}, "an event has no `organizer`: did you mean `organizers`?"),
        ("event", {**GIVEN["event"], "rsvp.uri": "x"}, "a sign-up has no `uri`: did you mean `url`?"),
        ("event", {**GIVEN["event"], "venue": "corner-libary"}, "no venue is called `corner-libary`: did you mean"),
        ("evnt", {}, "there is no kind of record called `evnt`: did you mean `event`?"),
        ("event", {"title": "Анна", "date": "2026-04-09"}, "`Анна` gives no address: name one with --id"),
    ],
)
def test_flags_that_will_not_do_are_one_line(content: Path, kind: str, given: dict[str, str], message: str) -> None:
    before = sorted(content.rglob("*"))
    with pytest.raises(OperatorError) as refused:
        new_record(kind, content, given, today=TODAY)
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)
    assert sorted(content.rglob("*")) == before


def test_a_record_that_is_there_is_never_touched(content: Path) -> None:
    path = new_record("event", content, GIVEN["event"], today=TODAY)
    path.write_text("title: Mine\ndate: 2026-04-09\n")
    with pytest.raises(AlreadyThere, match="there is an event called `2026-04-09-plant-tour` already"):
        new_record("event", content, GIVEN["event"], today=TODAY)
    assert path.read_text() == "title: Mine\ndate: 2026-04-09\n"


@pytest.mark.parametrize("id", ["../x", "a/b", ".x", "ä", "a b"])
def test_an_id_that_is_no_address_is_refused(content: Path, id: str) -> None:
    with pytest.raises(NotAnswered, match="cannot be an address"):
        new_record("event", content, GIVEN["event"], today=TODAY, id=id)


def test_without_a_chapter_there_is_nothing_to_add_to(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFound, match="no chapter"):
        new_record("event", tmp_path, GIVEN["event"], today=TODAY)


# -- chapters ------------------------------------------------------------------


@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2028, 2, 29), date(2026, 12, 31), date(2027, 6, 18)])
def test_a_new_chapter_builds_without_a_warning(tmp_path: Path, today: date) -> None:
    new_site(tmp_path / "demo", Founding(name="Mill & Main: “HR” #1", url="https://example.org/hr/"), today=today)
    assert slips(tmp_path / "demo", today) == []
    outcome = build(find_project(tmp_path / "demo", None, None), Order(now=datetime.combine(today, NOON), strict=True))
    assert not outcome.stopped
    assert (tmp_path / "demo/public/index.html").is_file()


def test_a_new_chapter_has_what_its_hosts_need(tmp_path: Path) -> None:
    new_site(tmp_path / "demo", Founding(), today=TODAY)
    for name in ("netlify.toml", ".github/workflows/publish.yml", ".gitignore", ".editorconfig", "README.md"):
        assert (tmp_path / "demo" / name).is_file()
    pins = (tmp_path / "demo/requirements.txt").read_text().splitlines()
    assert pins[0] == f"chapterhouse=={__version__}"
    assert {pin.split("==")[0] for pin in pins} > {"jinja2", "markdown", "pyyaml", "livereload", "pillow"}
    settings = json.loads((tmp_path / "demo/.vscode/settings.json").read_text())
    for schema in settings["yaml.schemas"]:
        assert json.loads((tmp_path / "demo" / schema).read_text())["type"] == "object"


def test_no_placeholder_is_left_in_a_new_chapter(tmp_path: Path) -> None:
    for path in new_site(tmp_path / "demo", Founding(), today=TODAY):
        for word in ("@name@", "@today@", "@day@", "@url@"):
            assert word not in path.read_text()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(AlreadyThere, match="is not empty: a new chapter wants a folder of its own"):
        new_site(tmp_path, Founding(), today=TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_no_folder_for_a_chapter(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(AlreadyThere, match="is no folder for a new chapter"):
        new_site(tmp_path / "notes.txt", Founding(), today=TODAY)


def test_a_fresh_clone_is_empty_enough(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert new_site(tmp_path, Founding(), today=TODAY)


def test_a_founder_is_asked_until_the_answers_will_do() -> None:
    ask, asked = typed("Mill & Main", "", "Chicago", "America/Denver", "example.org/hr", "https://example.org/hr/", "")
    said: list[str] = []
    founding = found({}, ask, said.append)
    assert founding == Founding("Mill & Main", timezone="America/Denver", url="https://example.org/hr/")
    assert len(asked) == 7
    assert said[0] == "no time zone is called `Chicago`: did you mean `America/Chicago`?"
    assert said[1].endswith("write `https://example.org/hr`")


def test_a_founder_s_flag_that_will_not_do_is_one_line() -> None:
    with pytest.raises(NotAnswered, match="no time zone is called `Chicago`"):
        found({"timezone": "Chicago"})


def test_schemas_are_written_over_older_ones(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text("old")
    assert tmp_path / "event.json" in write_schemas(tmp_path)
    assert json.loads((tmp_path / "event.json").read_text())["title"] == "Event"
