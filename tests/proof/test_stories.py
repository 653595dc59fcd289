"""Fresh equals incremental: whatever is edited, in whatever order, the site is the one a first build makes.

Each story (see `stories.py`) is a chapter and a run of edits. After each edit the site
is built on top of the last one; at the end a build without any past must agree, in its
messages and in every byte. A story that fails is cut down to its shortest, and printed
in a form that tells it again: `STORY="rename:7 wait:3" pytest tests/proof/test_stories.py`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

import pytest

from tests.proof.booth import Booth, build, compare, site
from tests.proof.press import needs_fork
from tests.proof.share import share
from tests.proof.stories import Story, World, read, shortest, step, story, written

pytestmark = needs_fork

SEEDS = range(share(25, 1000))
AT_ONCE = os.cpu_count() or 1


@pytest.fixture(scope="module")
def booths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleQueue[Booth]]:
    """As many as can work at once."""
    made = [Booth(tmp_path_factory.mktemp(f"booth-{number}")) for number in range(AT_ONCE)]
    queue: SimpleQueue[Booth] = SimpleQueue()
    for booth in made:
        queue.put(booth)
    yield queue
    for booth in made:
        with booth.press:
            pass


def tell(story: Story, booth: Booth) -> str:
    """What is wrong at the end of a story, after all that happened in it; "" when nothing is.

    One that ends with a slip is given a good end besides.
    """
    with TemporaryDirectory(dir=booth.folder) as folder:
        world = World(Path(folder) / "chapter")
        shutil.copytree(booth.compiled, world.root / ".cache")
        happened = ["begin"]
        done = build(world, booth)
        for edit, seed in story:
            happened.append(f"{edit}:{seed}  {step(edit, seed, world)}")
            before = site(world)
            done = build(world, booth)
            if done.code and site(world) != before:
                return "\n".join([*happened, "a build that published nothing changed the site"])
        wrong = compare(world, done, booth)
        if done.code and not wrong:
            happened.append(step("begin_again", 0, world))
            wrong = compare(world, build(world, booth), booth)
        return "\n".join([*happened, wrong]) if wrong else ""


def complaint(story: Story, booth: Booth) -> str:
    """The shortest form of a story that fails; "" for one that does not."""
    if not tell(story, booth):
        return ""
    short = shortest(story, lambda shorter: tell(shorter, booth))
    return f'{tell(short, booth)}\n\nTell it again: STORY="{written(short)}" pytest {Path(__file__).name}\n'


def judged(story: Story, booths: SimpleQueue[Booth]) -> str:
    """The complaint about a story, by the next booth that is free."""
    booth = booths.get()
    try:
        return complaint(story, booth)
    finally:
        booths.put(booth)


def test_a_build_on_top_of_others_is_the_build_that_never_saw_them(booths: SimpleQueue[Booth]) -> None:
    given = os.environ.get("STORY")
    stories = [read(given)] if given else [story(seed) for seed in SEEDS]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        complaints = [told for told in pool.map(lambda one: judged(one, booths), stories) if told]
    assert not complaints, "\n\n".join([f"{len(complaints)} of {len(stories)} stories fail", *complaints])


def test_what_no_build_can_know_is_found_here_and_its_story_cut_down(booths: SimpleQueue[Booth]) -> None:
    long = read("add:1 wait:2 counterfeit:0 hand_out:3 consent:4")
    found = judged(long, booths)
    assert 'STORY="counterfeit:0"' in found
    assert "/robots.txt: b" in found
    assert not judged(tuple(edit for edit in long if edit[0] != "counterfeit"), booths)
