"""Fresh equals incremental: whatever is edited, in whatever order, the site is the one a first build makes.

Each story is a chapter and a run of edits, drawn by a seed: good ones and bad ones,
files that come and go and are renamed, a clock that moves. After each edit the site is
built on top of the last one; a build without any past must then agree, in its messages
and in every byte. `STORIES=500 pytest tests/test_incremental.py` tells more of them.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.build import build
from generator.order import Order, Outcome
from generator.text.report import render_text
from tests.chapter import picture, project, tree

SMALL = Path(__file__).resolve().parent / "chapters/small/content"
STORIES = int(os.environ.get("STORIES", "25"))
EDITS = 5

Dice = random.Random


class World:
    """A chapter on disk, and the moment it is built for."""

    def __init__(self, root: Path, dice: Dice) -> None:
        self.root, self.dice = root, dice
        self.order = Order(now=datetime(2026, 3, 1, 9, 0))
        shutil.copytree(SMALL, root / "content")
        # What an edit spoiled, to be mended by a later one.
        self.spoiled: dict[Path, bytes] = {}

    def file(self, name: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def records(self, kind: str = "*") -> list[Path]:
        return sorted(path for path in (self.root / "content").glob(f"{kind}/**/*") if path.suffix in (".yaml", ".md"))

    def write(self, name: str, text: str) -> str:
        self.file(name).write_text(text, "utf-8")
        return f"write {name}: {text!r}"


# -- edits: each does something to a world, and says what ---------------------------------


def reword(world: World) -> str:
    path = world.dice.choice(world.records())
    text = path.read_text("utf-8")
    word = world.dice.choice(["Ink", "harbour", "Coffee", "the", "Harbour Print", "8:00", "2026-03-12"])
    path.write_text(
        text.replace(word, world.dice.choice(["Paper", "the north door", "9:15", "2026-03-19", word * 2])), "utf-8"
    )
    return f"reword `{word}` in {path.name}"


def announce(world: World) -> str:
    day = datetime(2026, 1, 1) + timedelta(days=world.dice.randrange(500))
    status = world.dice.choice(["confirmed", "postponed", "cancelled", "full", "tentative", "moved-online"])
    name = f"content/events/e{world.dice.randrange(4)}.yaml"
    series = world.dice.choice(["", "series: coffee\n"])
    return world.write(
        name,
        f"title: An evening {day.day}\ndate: {day:%Y-%m-%d}\nstatus: {status}\ntags: [New]\nvenue: harbour-hall\n{series}",
    )


def tell(world: World) -> str:
    number = world.dice.randrange(3)
    extra = world.dice.choice(
        ["draft: true\n", "publish_on: 2026-04-01\n", "tags: [Ink, Rare]\n", "aliases: [/older/]\n", ""]
    )
    body = world.dice.choice(
        [
            "See [us](page:about).",
            "See [it](/posts/p0/).",
            "![A hall](media:hall.png)",
            "# A\n\n## B\n\nC[^1].\n\n[^1]: D.",
        ]
    )
    return world.write(
        f"content/posts/p{number}.md", f"---\ntitle: P{number}\ndate: 2026-02-0{number + 1}\n{extra}---\n{body}\n"
    )


def remember(world: World) -> str:
    event = world.dice.choice(world.records("events")).stem if world.records("events") else "none"
    return world.write(
        f"content/recaps/{event}.md", f"---\ntakeaways: [Idea {world.dice.randrange(9)}]\n---\nIt was good.\n"
    )


def withdraw(world: World) -> str:
    consent = world.dice.choice(
        [
            "",
            "consent: {given: 2026-01-01, directory: public}\n",
            "consent: {given: 2026-01-01, directory: public, photo: public}\nwithdrawn: 2026-02-01\n",
        ]
    )
    return world.write("content/members/ada-example.yaml", f"name: Ada Example\ncompany: harbour-print\n{consent}")


def remove(world: World) -> str:
    path = world.dice.choice([*world.records(), *(world.root / "content/media").glob("*")])
    path.unlink()
    world.spoiled.pop(path, None)
    return f"remove {path.name}"


def rename(world: World) -> str:
    path = world.dice.choice(world.records())
    path.rename(path.with_name(f"{path.stem}-again{path.suffix}"))
    world.spoiled.pop(path, None)
    return f"rename {path.name}"


def move(world: World) -> str:
    path = world.dice.choice(world.records())
    path.rename(world.file(path.relative_to(world.root).parent.as_posix() + f"/moved/{path.name}"))
    return f"move {path.name}"


def spoil(world: World) -> str:
    path = world.dice.choice(world.records())
    world.spoiled.setdefault(path, path.read_bytes())
    path.write_text(
        world.dice.choice(["title: [\n", "", "titel: X\n", "\x00", "---\ntitle: X\n---\n{{ page }}\n"]), "utf-8"
    )
    return f"spoil {path.name}"


def mend(world: World) -> str:
    for path, text in world.spoiled.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    world.spoiled.clear()
    return "mend"


def repaint(world: World) -> str:
    size = (world.dice.choice([60, 700, 1300]), world.dice.choice([40, 500]))
    world.file("content/media/hall.png").write_bytes(picture(".png", size))
    return f"repaint the hall, {size}"


def hand_out(world: World) -> str:
    place = world.dice.choice(["content/media/handout.pdf", "content/static/humans.txt", "content/static/a/b.txt"])
    return world.write(place, f"Version {world.dice.randrange(9)}\n")


def restyle(world: World) -> str:
    name, text = world.dice.choice(
        [
            ("themes/default/styles/tokens.css", "@layer tokens { :root { --ink: red } }\n"),
            (
                "themes/default/parts/tags.html",
                "{% macro tag_list(tags) %}{% endmacro %}{% macro year_list(tags) %}{% endmacro %}",
            ),
            ("themes/default/pages/page.html", "<!DOCTYPE html><title>{{ page.title }}</title>{{ page.body }}"),
            ("themes/default/pages/page.html", "{{ page.nothing }}"),
        ]
    )
    return world.write(name, text)


def undress(world: World) -> str:
    shutil.rmtree(world.root / "themes", ignore_errors=True)
    return "remove the chapter's own theme"


def settle(world: World) -> str:
    path = world.root / "content/chapter.yaml"
    before, after = world.dice.choice(
        [("menu: [events,", "menu: [posts, events,"), ("Harbour Chapter", "Quay Chapter"), ("America/Chicago", "Europe/Berlin"), ("example.org/", "example.org/quay/")]
    )  # fmt: skip
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    return f"chapter.yaml: {before} becomes {after}"


def wait(world: World) -> str:
    hours = world.dice.choice([1, 7, 24, 24 * 30, 24 * 400, -24 * 40])
    world.order = replace(world.order, now=world.order.now + timedelta(hours=hours))
    return f"wait {hours} hours"


def preview(world: World) -> str:
    world.order = replace(
        world.order, drafts=not world.order.drafts, url=world.dice.choice(["", "https://preview.example.org/7/"])
    )
    return f"drafts: {world.order.drafts}, url: {world.order.url!r}"


def begin_again(world: World) -> str:
    """The way out of a story that would end badly."""
    undress(world)
    shutil.rmtree(world.root / "content")
    shutil.copytree(SMALL, world.root / "content")
    return "begin again"


EDITS_KNOWN: tuple[Callable[[World], str], ...] = (
    reword, reword, announce, announce, tell, tell, remember, withdraw, remove, rename, move, spoil, mend, mend,
    repaint, hand_out, restyle, undress, settle, wait, wait, preview,
)  # fmt: skip


def said(outcome: Outcome) -> str:
    return render_text(outcome.problems, outcome.sources)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the theme, compiled and checked, and nothing of any chapter."""
    world = World(tmp_path_factory.mktemp("compiled") / "chapter", Dice(0))
    at = project(world.root)
    build(at, world.order)
    for content in ("memo/prose", "memo/pictures", "public.manifest", "public.spare"):
        path = at.cache / content
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return at.cache


@pytest.mark.parametrize("seed", range(STORIES))
def test_a_build_on_top_of_others_is_the_build_that_never_saw_them(seed: int, compiled: Path, tmp_path: Path) -> None:
    world = World(tmp_path / "chapter", Dice(seed))
    at = project(world.root)
    shutil.copytree(compiled, at.cache)
    standing: dict[str, bytes] = {}
    story: list[str] = []
    outcome = Outcome(problems=(), stopped=True)
    for edit in (None, *world.dice.choices(EDITS_KNOWN, k=EDITS), begin_again):
        if edit is begin_again and not outcome.stopped:
            break
        story.append(edit(world) if edit else "begin")
        outcome = build(at, world.order)
        if outcome.stopped:
            assert (tree(at.out) if at.out.exists() else {}) == standing, story
        else:
            standing = tree(at.out)
    anew = at._replace(out=tmp_path / "anew/public", cache=tmp_path / "anew/.cache")
    shutil.copytree(compiled, anew.cache)
    first = build(anew, world.order)
    assert (first.stopped, said(first)) == (outcome.stopped, said(outcome)), story
    assert not first.stopped, story
    fresh = tree(anew.out)
    assert [url for url in sorted(fresh.keys() | standing.keys()) if fresh.get(url) != standing.get(url)] == [], story
