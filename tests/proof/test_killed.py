"""Killed at any moment: the published site is one whole release, nothing of the content is touched, the next build mends it.

`tests/engine/test_publish.py` kills before each single change to the disk. Here whole
builds are killed, and servers, at moments that nobody chose.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

from tests.chapter import tree
from tests.proof.press import Press, needs_fork
from tests.proof.releases import VERSIONS, Releases, rename, renew, sources
from tests.proof.share import WHOLE, share
from tests.proof.stories import Dice, World

pytestmark = needs_fork

URL = ("--url", "https://preview.example.org/")


def litter(world: World) -> list[str]:
    """What lies where builds work, and is of no use to the next."""
    where = [
        world.root,
        world.root / ".cache",
        *(world.root / ".cache/memo").rglob("*"),
        world.root / ".cache/templates",
    ]
    names = [
        path.relative_to(world.root).as_posix() for folder in where if folder.is_dir() for path in folder.iterdir()
    ]
    return [name for name in names if re.search(r"\.(?:\d+|parts|old|lock|new)$", name)]


def seconds_of_a_build(releases: Releases, world: World, press: Press) -> float:
    """How long a build from one version to another takes, when it is not the first."""
    started = 0.0
    for version in (*VERSIONS, *VERSIONS):
        releases.put(version, world)
        started = time.monotonic()
        assert press.run(world.root, "build", *world.order).code == 0
    return time.monotonic() - started


def test_a_killed_build_leaves_one_whole_release_and_the_next_one_mends_the_rest(press: Press, tmp_path: Path) -> None:
    dice, ends = Dice(0), Counter[str]()
    releases = Releases(tmp_path, press, renew)
    world = World(tmp_path / "killed")
    seconds = seconds_of_a_build(releases, world, press)
    stands = VERSIONS[-1]
    for number in range(share(20, 300)):
        if dice.random() < 0.1:
            world.forget()
            stands = "nothing"
        wanted = dice.choice([version for version in VERSIONS if version != stands])
        releases.put(wanted, world)
        made_from = sources(world.root)
        build = press.start(world.root, "build", *world.order)
        # Builds differ: some of the moments are to come after the swap.
        time.sleep(dice.uniform(0, 1.25 * seconds))
        build.kill()
        killed = build.wait().code < 0
        left = releases.of(world.out)
        assert left in (stands, wanted), f"a mixture, after kill {number}"
        assert sources(world.root) == made_from
        ends["finished" if not killed else "killed, the new release" if left == wanted else "killed, the old one"] += 1
        stands = left
        # A killed build is not always followed by a whole one.
        if dice.random() < 0.7:
            done = press.run(world.root, "build", *world.order)
            assert (done.code, releases.of(world.out)) == (0, wanted), done.err
            assert litter(world) == []
            stands = wanted
    assert ends["killed, the old one"] > sum(ends.values()) / 3
    assert not WHOLE or ends["killed, the new release"] > 3
    print(dict(ends))


def test_a_killed_server_leaves_one_whole_release_and_the_next_one_mends_the_rest(press: Press, tmp_path: Path) -> None:
    dice = Dice(0)
    releases = Releases(tmp_path, press, rename, *URL)
    world = World(tmp_path / "killed")
    preview = world.root / ".cache/preview"
    for number in range(share(4, 100)):
        if dice.random() < 0.2:
            world.forget()
        server = press.start(world.root, "serve", "--port", "0", *world.order, *URL)
        end = time.monotonic() + dice.uniform(0.05, 1.5)
        while (left := end - time.monotonic()) > 0:
            releases.put(dice.choice(VERSIONS), world)
            time.sleep(min(left, dice.uniform(0, 0.4)))
        made_from = sources(world.root)
        server.kill()
        assert server.wait().code < 0
        assert releases.of(preview), f"a mixture, after kill {number}"
        assert sources(world.root) == made_from
        releases.put(VERSIONS[0], world)
        done = press.run(world.root, "build", *world.order, *URL, "--output", ".cache/preview")
        assert (done.code, releases.of(preview)) == (0, VERSIONS[0]), done.err
        assert litter(world) == []


def test_a_server_that_is_stopped_leaves_no_process(press: Press, tmp_path: Path) -> None:
    world = World(tmp_path / "stopped")
    server = press.start(world.root, "serve", "--port", "0", *world.order)
    server.wait_for(" files reused")
    server.interrupt()
    assert server.wait().code in (0, 130)
    assert tree(world.root / ".cache/preview")
