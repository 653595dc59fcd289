"""Where chapters are built and compared: a press, and a cache to begin with."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from tests.chapter import tree
from tests.proof.press import Done, Press
from tests.proof.stories import World


class Booth:
    """A press, and a cache that holds the theme, compiled and checked, and nothing of any chapter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.press = Press(folder / "press")
        world = World(folder / "first")
        assert self.press.run(world.root, "build", *world.order).code == 0
        self.compiled = world.root / ".cache"
        for content in ("memo/prose", "memo/pictures", "public.manifest", "public.spare"):
            path = self.compiled / content
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def site(world: World) -> dict[str, bytes]:
    """What is published of a world."""
    return tree(world.out) if world.out.exists() else {}


# Seconds after which a saved file is known by its times; what is younger a build does not take for unchanged.
SETTLED = 0.03


def build(world: World, booth: Booth) -> Done:
    """A build of a world on top of its last one. Its messages have no color and no width."""
    time.sleep(SETTLED)
    return booth.press.run(world.root, "build", *world.order, "--format", "json")


def compare(world: World, last: Done, booth: Booth) -> str:
    """In what the last build of a world differs from one that has no past."""
    anew = world.root.with_name("anew")
    shutil.rmtree(anew, ignore_errors=True)
    shutil.copytree(booth.compiled, anew / ".cache")
    first = booth.press.run(anew, "build", *world.order, "--format", "json", "--content", "../chapter/content")
    said = first.out.replace("../chapter/", "")
    if (first.code, said) != (last.code, last.out):
        return f"exit code {last.code}, and said:\n{last.out}{last.err}\nafresh {first.code}:\n{said}{first.err}"
    if first.code:
        return ""
    fresh, stands = tree(anew / "public"), site(world)
    differ = [url for url in sorted(fresh.keys() | stands.keys()) if fresh.get(url) != stands.get(url)]
    return "".join(f"{url}: {stands.get(url)!r}\nafresh: {fresh.get(url)!r}\n" for url in differ)
