"""While a site is served, a text or a title that is edited is told anew: what is published is what a whole build would publish."""

from __future__ import annotations

import os
import re
import shutil
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec import Struct
from msgspec.structs import replace

from generator.build import build
from generator.model.checks import CHECKS, CHECKS_OF_BODIES
from generator.model.checks.privacy import consent_lapsed, withdrawn_name
from generator.model.records import Event, Post, Recap
from generator.operator import OutputNotWritable
from generator.order import Order, Outcome
from generator.project import Project
from generator.text.report import render_text
from tests.chapter import chapter, order, project, tree
from tests.corpora import REAL, SAMPLE
from tests.inside import members_chapter
from tests.proof.share import share
from tests.proof.stories import Story, World, shortest, step, story, written

TEXT = """
-- content/events/2026-03-12-coffee.md --
---
title: Coffee
date: 2026-03-12
start: 8:00
---
Come as you are.
-- content/posts/news.md --
---
title: News
date: 2026-02-12
---
It will be cold. See [who we are](/members/).

{long}
-- content/pages/first-time.md --
---
title: Your first time
---
Bring nobody.
-- content/members/ada-example.yaml --
name: Ada Example
consent: {{given: 2026-01-01, directory: public, bio: public}}
body: Ada likes ink.
-- content/members/ben-example.yaml --
name: Ben Example
contact: {{phone: "+1 312 555 0147"}}
consent: {{given: 2026-01-01, directory: none}}
""".format(long="Nobody minds. " * 30)

NEWS = "content/posts/news.md"
FRENCH = (
    "-- content/posts/news.fr.md --\n---\ntitle: Nouvelles\n---\n"
    "-- content/pages/first-time.fr.md --\n---\ntitle: La premi\u00e8re fois\n---\nPersonne.\n"
)

# Edits that change more than the wording of a body: file, what it says, what it says then.
MORE_THAN_A_SENTENCE = [
    (NEWS, "title: News", "title: News of Ben Example"),
    (NEWS, "title: News", "title: Olds\ndraft: true"),
    (NEWS, "title: News", "title: Olds\naliases: [/olds/]"),
    (NEWS, "title: News", "title: News\ndraft: true"),
    (NEWS, "[who we are](/members/)", "[the tours](/tours/)"),
    (NEWS, "cold.", "cold. See [us](/members/)."),
    (NEWS, "cold.", "cold.\n\n## Wrap up\n\n"),
    (NEWS, "cold.", "cold for Ben Example."),
    (NEWS, "cold.", "cold. Call 312-555-0147."),
    (NEWS, "cold.", "cold. <script>x</script>"),
    (NEWS, "cold.", "cold. ![](hall.png)"),
    (NEWS, "cold.", "cold. See [it](page:nowhere)."),
    (NEWS, "title: News", "title: [News"),
    ("content/events/2026-03-12-coffee.md", "as you are", "on Friday, March 12, as you are"),
    ("content/pages/first-time.md", "Your first", "Your second"),
    ("content/members/ada-example.yaml", "likes ink", "likes paper"),
    ("content/chapter.yaml", "name: Small Chapter", "name: Large Chapter"),
]


class Live:
    """A chapter that stays in memory from one build to the next."""

    def __init__(self, of: Project, wanted: Order | None = None) -> None:
        self.project = of
        self.wanted = wanted or order(is_live=True)
        self.last: Outcome | None = None
        self.build()

    def build(self, wanted: Order | None = None) -> Outcome:
        self.last = build(self.project, wanted or self.wanted, last=self.last)
        return self.last

    def edit(self, file: str, before: str, after: str) -> Outcome:
        path = self.project.root / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
        return self.build()

    @property
    def wanted_then(self) -> Order:
        """What was wanted when the chapter in memory was read: it is of that moment while nothing changes by itself."""
        standing = self.last.standing if self.last else None
        return replace(self.wanted, now=standing.order.now) if standing else self.wanted

    def is_true(self) -> bool:
        """Whether what is published, and what is said, is that of a build without a past."""
        assert self.last is not None
        with TemporaryDirectory() as folder:
            anew = self.project._replace(out=Path(folder) / "public", cache=Path(folder) / ".cache")
            fresh = build(anew, self.wanted_then)
            said = render_text(self.last.problems, self.last.sources)
            return tree(anew.out) == tree(self.project.out) and said == render_text(fresh.problems, fresh.sources)


def files(outcome: Outcome) -> int:
    """How many files of records a build read."""
    return outcome.work.read


@pytest.fixture
def live() -> Iterator[Live]:
    with chapter(TEXT) as found:
        yield Live(found)


def addresses(outcome: Outcome) -> set[str]:
    assert outcome.report is not None
    return {one.url for one in outcome.report.written}


def test_another_sentence_reads_one_file_and_makes_what_shows_it(live: Live) -> None:
    outcome = live.edit("content/events/2026-03-12-coffee.md", "as you are", "as you like")
    assert files(outcome) == 1
    shown = addresses(outcome)
    assert {"/events/2026-03-12-coffee/", "/events/2026-03-12-coffee.ics", "/events/feed.xml"} <= shown
    assert "/posts/news/" not in shown and "/" not in shown
    assert live.is_true()


def test_the_end_of_a_long_text_reaches_no_list(live: Live) -> None:
    outcome = live.edit(NEWS, "minds. \n", "minds it.\n")
    assert files(outcome) == 1 and addresses(outcome) <= {"/posts/news/", "/feed.xml", "/feed.json", "/search.json"}
    assert files(live.edit(NEWS, "It will be cold", "It will be warm")) == 1
    assert "/posts/" in addresses(live.last or outcome)
    assert live.is_true()


def test_a_text_can_be_told_anew_again_and_again_and_back(live: Live) -> None:
    for before, after in (("cold", "warm"), ("warm", "hot"), ("hot", "cold")):
        assert files(live.edit(NEWS, before, after)) == 1
        assert live.is_true()
    assert files(live.edit(NEWS, "title: News", "title: News\ntags: [ink]")) > 1
    assert files(live.edit(NEWS, "cold", "mild")) == 1
    assert live.is_true()


def test_another_title_reads_one_file_and_makes_what_says_it(live: Live) -> None:
    for before, after in (("News", "Olds"), ("Olds", "“Olds” & <news>"), ("“Olds” & <news>", "News")):
        outcome = live.edit(NEWS, f"title: {before}", f"title: {after}")
        assert files(outcome) == 1 and live.is_true()
        assert {"/posts/news/", "/posts/", "/feed.xml", "/search.json", "/chapter.json"} <= addresses(outcome)
        assert "/events/" not in addresses(outcome)
    outcome = live.edit("content/events/2026-03-12-coffee.md", "title: Coffee", "title: Tea")
    assert files(outcome) == 1 and {"/", "/events/", "/calendar.ics", "/build.json"} <= addresses(outcome)
    assert live.is_true()


def test_title_and_text_of_one_file_at_once_and_in_turn(live: Live) -> None:
    path = live.project.root / NEWS
    for word in ("warm", "hot"):
        path.write_text(re.sub("It will be [a-z]+", f"It will be {word}", path.read_text("utf-8")), "utf-8")
        assert files(live.edit(NEWS, "title: ", "title: More ")) == 1 and live.is_true()
        assert files(live.edit(NEWS, word, f"very {word}")) == 1 and live.is_true()
        assert files(live.edit(NEWS, "title: ", "title: Even ")) == 1 and live.is_true()


def test_the_card_of_a_last_title_goes_and_one_that_another_page_shows_stays(live: Live) -> None:
    def cards() -> set[str]:
        return {path.name.partition(".")[0] for path in (live.project.out / "cards").iterdir()}

    assert {"coffee", "news"} <= cards()
    assert files(live.edit(NEWS, "title: News", "title: Olds")) == 1
    assert live.last is not None and live.last.report is not None
    assert "olds" in cards() and "news" not in cards() and len(live.last.report.removed) == 1
    twin = live.project.root / "content/posts/twin.md"
    twin.write_text("---\ntitle: Olds\ndate: 2026-02-12\n---\nTwice.\n", "utf-8")
    live.build()
    assert files(live.edit(NEWS, "title: Olds", "title: News")) == 1
    assert {"olds", "news"} <= cards() and not live.last.report.removed and live.is_true()
    assert files(live.edit("content/posts/twin.md", "title: Olds", "title: Next")) == 1
    assert "olds" not in cards() and live.is_true()


def test_an_old_address_says_the_title_too() -> None:
    with chapter(TEXT.replace("date: 2026-02-12", "date: 2026-02-12\naliases: [/olds/]")) as found:
        live = Live(found)
        outcome = live.edit(NEWS, "title: News", "title: Fresh news")
        assert files(outcome) == 1 and "/olds/" in addresses(outcome) and live.is_true()


def test_a_title_that_has_a_translation_is_built_whole_and_one_without_is_said_in_both() -> None:
    more = "-- content/posts/more.md --\n---\ntitle: More\ndate: 2026-02-13\n---\nYes.\n"
    with chapter(TEXT + FRENCH + more) as found:
        live = Live(found)
        assert files(live.edit(NEWS, "title: News", "title: Fresh news")) > 2 and live.is_true()
        outcome = live.edit("content/posts/more.md", "title: More", "title: Most")
        assert files(outcome) == 1 and {"/posts/news/", "/fr/posts/news/"} <= addresses(outcome) and live.is_true()


def test_a_title_that_something_was_said_of_is_built_whole() -> None:
    with chapter(TEXT.replace("2026-03-12", "2026-01-12")) as found:
        live = Live(found)
        assert live.last is not None and [one.code for one in live.last.problems] == ["event-without-recap"]
        assert files(live.edit("content/events/2026-01-12-coffee.md", "title: Coffee", "title: Tea")) > 2
        assert live.is_true()


def test_two_files_at_once(live: Live) -> None:
    path = live.project.root / "content/pages/first-time.md"
    path.write_text(path.read_text("utf-8").replace("nobody", "a friend"), "utf-8")
    outcome = live.edit(NEWS, "cold", "warm")
    assert files(outcome) == 2 and {"/first-time/", "/posts/news/"} <= addresses(outcome)
    assert live.is_true()


def test_a_file_that_was_saved_unchanged_changes_nothing(live: Live) -> None:
    (live.project.root / NEWS).touch()
    outcome = live.build()
    assert files(outcome) == 0 and not addresses(outcome) and live.is_true()


@pytest.mark.parametrize(("file", "before", "after"), MORE_THAN_A_SENTENCE)
def test_whatever_is_more_than_another_sentence_is_built_whole(live: Live, file: str, before: str, after: str) -> None:
    outcome = live.edit(file, before, after)
    assert files(outcome) == 0 or files(outcome) > 2
    assert outcome.stopped or live.is_true()
    assert files(live.edit(file, after, before)) > 2, "it is mended, by a build of the whole"
    assert live.is_true()


def test_a_slip_that_was_mended_is_not_told_any_more(live: Live) -> None:
    assert live.edit(NEWS, "cold.", "cold. <blink>x</blink>").problems
    assert not live.edit(NEWS, " <blink>x</blink>", "").problems
    assert live.is_true()


def test_two_texts_that_are_the_same_are_told_apart(live: Live) -> None:
    page = "content/pages/first-time.md"
    assert files(live.edit(page, "Bring nobody.", "Come as you are.")) > 2 and live.is_true()
    assert files(live.edit(page, "Come as you are.", "Come as you were.")) > 2 and live.is_true()


def test_another_moment_another_order_or_another_file_is_built_whole(live: Live) -> None:
    assert files(live.edit(NEWS, "cold", "warm")) == 1
    live.wanted = order("2026-03-13", is_live=True)
    assert files(live.edit(NEWS, "warm", "hot")) > 2 and live.is_true()
    live.wanted = order("2026-03-13", is_live=True, drafts=True)
    assert files(live.edit(NEWS, "hot", "mild")) > 2 and live.is_true()
    (live.project.root / "content/posts/more.md").write_text("---\ntitle: More\ndate: 2026-02-13\n---\nYes.\n", "utf-8")
    assert files(live.edit(NEWS, "mild", "cool")) > 2 and live.is_true()
    (live.project.root / "content/posts/more.md").unlink()
    assert files(live.edit(NEWS, "cool", "cold")) > 2 and live.is_true()


def test_a_published_file_that_somebody_altered_is_mended(live: Live) -> None:
    (live.project.out / "tours/index.html").write_text("mine", "utf-8")
    live.edit(NEWS, "cold", "warm")
    assert live.is_true()
    shutil.rmtree(live.project.out)
    live.edit(NEWS, "warm", "cold")
    assert live.is_true()


def test_what_could_not_be_published_is_published_by_the_next_build(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = live.last

    def refuse(*_: object, **__: object) -> None:
        raise OutputNotWritable("the disk is full")

    with monkeypatch.context() as full:
        full.setattr("generator.retell.publish", refuse)
        with pytest.raises(OutputNotWritable):
            live.edit(NEWS, "cold", "warm")
    assert live.last is before
    live.build()
    assert "warm" in (live.project.out / "posts/news/index.html").read_text("utf-8") and live.is_true()


def test_a_file_saved_twice_within_a_tick_of_the_clock_is_read_again(live: Live) -> None:
    path = live.project.root / NEWS
    live.edit(NEWS, "cold", "warm")
    known = path.stat()
    # As if it had been saved once more before the clock went on: same size, same times.
    path.write_text(path.read_text("utf-8").replace("warm", "cool"), "utf-8")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    live.build()
    assert "cool" in (live.project.out / "posts/news/index.html").read_text("utf-8") and live.is_true()


def test_what_was_seen_to_change_is_shown_first_and_then_all_is_looked_at(live: Live) -> None:
    path, other = live.project.root / NEWS, live.project.root / "content/pages/first-time.md"
    live.edit(NEWS, "cold", "warm")

    def stirred(*paths: Path) -> list[Outcome]:
        shown: list[Outcome] = []
        live.last = build(live.project, live.wanted, last=live.last, show=shown.append, stirred=[*map(str, paths)])
        return shown

    path.write_text(path.read_text("utf-8").replace("warm", "hot"), "utf-8")
    (early,) = stirred(path)
    assert early.work.read == 1 and "/posts/news/" in addresses(early) and live.is_true()
    # Nobody noticed the other.
    path.write_text(path.read_text("utf-8").replace("hot", "mild"), "utf-8")
    other.write_text(other.read_text("utf-8").replace("nobody", "a friend"), "utf-8")
    assert [addresses(one) & {"/posts/news/", "/first-time/"} for one in stirred(path)] == [
        {"/posts/news/"},
        {"/first-time/"},
    ]
    assert live.is_true()
    # Nor that this one came.
    path.write_text(path.read_text("utf-8").replace("mild", "cool"), "utf-8")
    more = live.project.root / "content/posts/more.md"
    more.write_text("---\ntitle: More\ndate: 2026-02-13\n---\nYes.\n", "utf-8")
    assert len(stirred(path)) == 1 and (live.project.out / "posts/more/index.html").exists() and live.is_true()
    stirred(more, path)
    more.unlink()
    assert not stirred(more) and live.is_true()


def test_a_published_file_that_was_altered_is_mended_after_an_edit_was_shown(live: Live) -> None:
    live.edit(NEWS, "cold", "warm")
    live.edit(NEWS, "warm", "hot")
    (live.project.out / "tours/index.html").write_text("mine", "utf-8")
    live.edit(NEWS, "hot", "mild")
    assert live.is_true()
    (live.project.out / "tours/index.html").unlink()
    live.edit(NEWS, "mild", "cold")
    assert live.is_true()
    (live.project.out / "mine.html").write_text("mine", "utf-8")
    live.edit(NEWS, "cold", "warm")
    assert live.is_true()
    live.edit(NEWS, "warm", "hot")
    spare = next(live.project.cache.glob("*.spare"))
    (spare / "tours/index.html").unlink()
    live.edit(NEWS, "hot", "cold")
    assert live.is_true()
    live.edit(NEWS, "cold", "hot")
    shutil.rmtree(next(live.project.cache.glob("*.spare")))
    live.edit(NEWS, "hot", "cold")
    assert live.is_true()


def test_a_chapter_in_two_languages_is_told_anew_in_both() -> None:
    with chapter(TEXT + FRENCH) as found:
        live = Live(found)
        outcome = live.edit(NEWS, "cold", "warm")
        assert files(outcome) == 1 and {"/posts/news/", "/fr/posts/news/"} <= addresses(outcome) and live.is_true()
        outcome = live.edit("content/pages/first-time.md", "nobody", "a friend")
        assert files(outcome) == 1 and "/first-time/" in addresses(outcome) and live.is_true()
        assert "/fr/first-time/" not in addresses(outcome), "it has a text of its own"
        assert files(live.edit("content/pages/first-time.fr.md", "Personne", "Tous")) > 2 and live.is_true()


def test_a_chapter_with_a_members_part_is_built_whole() -> None:
    with members_chapter("{as: folder}") as found:
        live = Live(found, order(is_live=True, passphrases=lambda name: ""))
        page = next((found.root / "content").glob("**/*.md"))
        page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
        assert files(live.build()) > 2 and live.is_true()


def test_only_these_checks_read_bodies() -> None:
    """Whoever writes a check that reads bodies must say so: another body must make it speak again."""
    source = {check: Path(check.__code__.co_filename).name for check in CHECKS}
    assert set(CHECKS_OF_BODIES) < set(CHECKS)
    named = {withdrawn_name, consent_lapsed, *CHECKS_OF_BODIES}
    texts = "Never on Friday, March 13. <https://calendly.com/x> costs $99, buy now! [a](https://x.example.org/?utm_source=y) ![](hall.png)"
    with chapter(TEXT + "-- content/media/hall.png --\n(a picture)\n") as found:
        from generator.build import compose
        from generator.engine.memo import Memo

        def told() -> dict[str, int]:
            chapter_now = compose(found, order(is_live=True), Memo(found.cache / "memo")).memory
            assert chapter_now is not None
            edition = chapter_now.edition
            return {check.__name__: len([*check(edition.chapter, edition.now)]) for check in CHECKS}

        before = told()
        for path in (found.root / "content").glob("**/*.md"):
            path.write_text(f"{path.read_text('utf-8')}\n\n{texts} Ben Example 312-555-0147\n", "utf-8")
        after = told()
    changed = {name for name in before if before[name] != after[name]}
    assert changed and changed <= {check.__name__ for check in named}, source


@pytest.mark.parametrize("content", [SAMPLE, REAL], ids=["sample", "real"])
def test_no_view_is_made_of_a_title_that_it_did_not_ask_for(content: Path, tmp_path: Path) -> None:
    """Whoever makes a view must ask the edition what something is called, or it would not be made again."""
    if not content.is_dir():
        pytest.skip("the real chapter is not here")
    asked = 0

    class Title:
        """A title that may be read by `Edition.title_of`, and by nobody else while a view is made."""

        def __init__(self, kind: type[Struct]) -> None:
            self.slot = kind.title  # type: ignore[attr-defined]

        def __get__(self, record: object, kind: object = None) -> object:
            nonlocal asked
            callers = [frame.name for frame in traceback.extract_stack(limit=30)]
            if "page" in callers:
                assert callers[-2] == "title_of", callers
                asked += 1
            return self.slot.__get__(record)

    with pytest.MonkeyPatch.context() as watched:
        for kind in (Event, Recap, Post):
            watched.setattr(kind, "title", Title(kind))
        shutil.copytree(content, tmp_path / "content")
        without_members_part(tmp_path)
        live = Live(project(tmp_path), order("2026-11-23", is_live=True))
        assert live.last is not None and live.last.standing is not None
    assert asked > 500


@pytest.mark.parametrize("content", [SAMPLE, REAL], ids=["sample", "real"])
def test_every_text_of_a_chapter_in_turn(content: Path, tmp_path: Path) -> None:
    if not content.is_dir():
        pytest.skip("the real chapter is not here")
    shutil.copytree(content, tmp_path / "content")
    without_members_part(tmp_path)
    live = Live(project(tmp_path), order("2026-11-23", is_live=True))
    assert live.last is not None and not live.last.stopped, render_text(live.last.problems, live.last.sources)
    texts = [path for path in sorted((tmp_path / "content").glob("*/**/*.md")) if "." not in path.stem]
    for edit in ("\n\nOne more thing was said.\n", "\n\nAnd *another*.\n"):
        quick = 0
        for path in texts:
            path.write_text(path.read_text("utf-8").rstrip() + edit, "utf-8")
            quick += files(live.build()) <= 1
        assert quick > len(texts) // 2, "most texts have nothing that anybody must be told"
        assert live.is_true()
    for path in texts:
        head, fence, body = path.read_text("utf-8").partition("\n---\n")
        path.write_text(f"{head}{fence}Well then. {body.lstrip()}", "utf-8")
        live.build()
    assert live.is_true()
    quick = 0
    for path in texts[::3]:
        path.write_text(re.sub(r"(?m)^title: [\"']?(?=\w)", r"\g<0>O ", path.read_text("utf-8"), count=1), "utf-8")
        quick += files(live.build()) == 1
    assert quick > len(texts) // 12, "most titles have nothing that anybody must be told"
    assert live.is_true()


def without_members_part(folder: Path) -> None:
    """A chapter with a members' part is built whole."""
    charter = folder / "content/chapter.yaml"
    charter.write_text(
        re.sub(r"^members_part:.*\n(?:[ \t].*\n|\n)*", "", charter.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )


# -- whatever happens ----------------------------------------------------------------------


def told(of: Story, kind: type[Live], *, is_live: bool) -> str:
    """What is wrong at the end of a story in which texts are told anew all along; "" when nothing is."""

    def order_of(world: World) -> Order:
        return Order(now=world.now, drafts=world.drafts, url=world.url, is_live=is_live)

    with TemporaryDirectory() as folder:
        world = World(Path(folder).resolve() / "chapter")
        live = kind(project(world.root), order_of(world))
        happened = []
        for number, (edit, seed) in enumerate(of):
            happened.append(f"{edit}:{seed} {step(edit, seed, world)}")
            live.build(order_of(world))
            happened.append(resay(world, number))
            live.wanted = order_of(world)
            last = live.build()
            if not last.stopped and not live.is_true():
                return "\n".join(happened)
        return ""


def resay(world: World, number: int) -> str:
    """Another sentence at the end of a text, or another title."""
    texts = [path for path in world.texts() if path.suffix == ".md" and b"\0" not in path.read_bytes()]
    if not texts:
        return "no text is left"
    path = texts[number % len(texts)]
    if number % 3 == 2:
        path.write_bytes(re.sub(rb"(?m)^(title: [\"']?)", rb"\g<1>N%d " % number, path.read_bytes(), count=1))
        return f"another title in {world.name(path)}"
    path.write_bytes(path.read_bytes().rstrip() + b"\n\nSo be it, once more: %d.\n" % number)
    return f"a sentence more in {world.name(path)}"


# What the eye cannot see is no fault of ours; git is asked by the command line alone.
UNSEEN = ("counterfeit", "commit")


@pytest.mark.parametrize("seed", range(share(4, 300)))
def test_a_process_that_saw_everything_publishes_what_one_that_saw_nothing_does(seed: int) -> None:
    stands_or_is_shortest(seed, lambda of: told(of, Live, is_live=True))


def stands_or_is_shortest(seed: int, complaint: Callable[[Story], str]) -> None:
    """Fails with the shortest form of a story that somebody has a complaint about."""
    whole = tuple(one for one in story(5000 + seed) if one[0] not in UNSEEN)
    if complaint(whole):
        short = shortest(whole, complaint)
        pytest.fail(f"{written(short)}\n{complaint(short)}")
