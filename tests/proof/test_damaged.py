"""A cache is a convenience, never a source: whatever happens to it, not a byte of the site is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.proof.press import Press, needs_fork
from tests.proof.releases import VERSIONS, Releases, renew, sources
from tests.proof.share import share
from tests.proof.stories import Dice, World

pytestmark = needs_fork


# -- damages: each does something to a file of a cache, or to a folder ----------------------


def flip(path: Path, dice: Dice) -> None:
    content = bytearray(path.read_bytes() or b"\0")
    for _ in range(dice.choice([1, 1, 8, 100])):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    path.write_bytes(content)


def cut(path: Path, dice: Dice) -> None:
    os.truncate(path, dice.randrange(path.stat().st_size + 1))


def empty(path: Path, dice: Dice) -> None:
    os.truncate(path, 0)


def zero(path: Path, dice: Dice) -> None:
    """What a power cut leaves: the size, and none of the bytes."""
    path.write_bytes(bytes(path.stat().st_size))


def scribble(path: Path, dice: Dice) -> None:
    path.write_bytes(dice.randbytes(dice.randrange(1, 3000)))


def extend(path: Path, dice: Dice) -> None:
    path.write_bytes(path.read_bytes() + dice.randbytes(dice.randrange(1, 100)))


def make_older(path: Path, dice: Dice) -> None:
    """What a program with another layout wrote: whole, and foreign."""
    path.write_bytes(path.read_bytes().replace(b"chapterhouse 2 ", b"chapterhouse 0 ", 1))


def exchange(path: Path, dice: Dice) -> None:
    """Two files, each under the name of the other."""
    cache = next(folder for folder in (path, *path.parents) if folder.name == ".cache")
    other = dice.choice(sorted(one for one in (path, *cache.rglob("*")) if one.is_file() and not one.is_symlink()))
    aside = path.with_name("aside")
    path.rename(aside)
    if other != path:
        other.rename(path)
    aside.rename(other)


def forget(path: Path, dice: Dice) -> None:
    path.unlink()


def into_folder(path: Path, dice: Dice) -> None:
    path.unlink()
    path.mkdir()
    if dice.random() < 0.5:
        (path / "within").write_text("x")


def into_link(path: Path, dice: Dice) -> None:
    """A link to nowhere, to itself, or to a file that is nobody's cache."""
    path.unlink()
    path.symlink_to(dice.choice(["nowhere", path.name, "/etc/hostname"]))


def close(path: Path, dice: Dice) -> None:
    path.chmod(dice.choice([0, 0o200, 0o400]))


def drop_folder(path: Path, dice: Dice) -> None:
    shutil.rmtree(path.parent)


def folder_into_file(path: Path, dice: Dice) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("a file in its place")


def another_time(path: Path, dice: Dice) -> None:
    moment = dice.randrange(1_000_000_000, 2_000_000_000)
    os.utime(path, (moment, moment))


DAMAGES: tuple[Callable[[Path, Dice], None], ...] = (
    flip, flip, cut, cut, empty, zero, scribble, extend, make_older, exchange, exchange, forget, into_folder, into_link,
    close, drop_folder, folder_into_file, another_time,
)  # fmt: skip


def files(cache: Path) -> list[Path]:
    """What can be damaged. The spare tree is as large as the site, so it comes once in a while only."""
    found = sorted(path for path in cache.rglob("*") if path.is_file() and not path.is_symlink())
    return [path for path in found if "public.spare" not in path.parts] * 3 + found


def heal(cache: Path) -> None:
    """Give back what no program could: files that are closed, or in the place of a folder we work in."""
    for path in cache.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    if cache.is_file():
        cache.unlink()


def test_no_byte_comes_from_a_damaged_cache(press: Press, tmp_path: Path) -> None:
    dice = Dice(1)
    releases = Releases(tmp_path, press, renew)
    world = World(tmp_path / "damaged")
    cache = world.root / ".cache"
    version = VERSIONS[0]
    for number in range(share(20, 300)):
        if dice.random() < 0.6:
            version = dice.choice(VERSIONS)
        releases.put(version, world)
        done = press.run(world.root, "build", *world.order)
        assert (done.code, releases.of(world.out)) == (0, version), done.err
        happened = []
        for _ in range(dice.choice([1, 1, 2, 5])):
            damage, path = dice.choice(DAMAGES), dice.choice(files(cache) or [cache])
            if path.is_file() and not path.is_symlink():
                damage(path, dice)
                happened.append(f"{damage.__name__} {path.relative_to(world.root)}")
        # Where the site is edited between, more of the cache is needed; where it is not, more of it is believed.
        if dice.random() < 0.5:
            version = dice.choice(VERSIONS)
            releases.put(version, world)
        if dice.random() < 0.3:
            shutil.rmtree(world.out)
        made_from = sources(world.root)
        done = press.run(world.root, "build", *world.order)
        assert (done.code, releases.of(world.out)) == (0, version), f"{number}: {happened}\n{done.err}"
        assert sources(world.root) == made_from
        heal(cache)
