"""A chapter that turns from one version into another, and the release that each version is.

Versions differ in what takes a build long, and in what it does first and last: a line
that stands on every page, pages that come and go, pictures, a style. So a build from
one to another is busy from its first moment to its last.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from tests.chapter import picture, tree
from tests.proof.press import Press
from tests.proof.stories import World

VERSIONS = ("first", "second", "third")

Turn = Callable[[World, str], None]


def rename(world: World, version: str) -> None:
    """Another tagline, on every page: one file saved."""
    charter = world.content / "chapter.yaml"
    charter.write_text(charter.read_text("utf-8").replace("Ink, and people who like it.", version), "utf-8")


def renew(world: World, version: str) -> None:
    """Other lines, pages, pictures, files and styles."""
    rename(world, version)
    number = VERSIONS.index(version)
    for post in range(number, number + 4):
        text = f"---\ntitle: Post {post}, {version}\ndate: 2026-02-1{post}\ntags: [{version}]\n---\nIn *{version}* words.\n"
        world.file(f"content/posts/{version}-{post}.md").write_text(text)
    for name in ("hall.png", "people/cleo.jpg"):
        path = world.file(f"content/media/{name}")
        path.write_bytes(picture(path.suffix, (420 + number, 300)))
    world.file("content/static/version.txt").write_text(f"{version}\n")
    world.file("themes/default/styles/utilities.css").write_text(
        f"@layer utilities {{ .{version} {{ color: red }} }}\n"
    )


class Releases:
    """Every version of a chapter, ready to be put in place, and the site that it is."""

    def __init__(self, folder: Path, press: Press, turn: Turn, *options: str) -> None:
        self.folder = folder
        self.sites: dict[str, dict[str, bytes]] = {}
        for version in VERSIONS:
            world = World(folder / version)
            turn(world, version)
            done = press.run(world.root, "build", *world.order, *options)
            assert done.code == 0, done.err
            self.sites[version] = tree(world.out)

    def put(self, version: str, world: World) -> None:
        """Make a chapter what it is in a version. What is the same is left alone; what is not is saved whole."""
        fresh = sources(self.folder / version)
        stands = sources(world.root)
        for name in stands.keys() - fresh.keys():
            (world.root / name).unlink()
        for name in sorted(fresh):
            if fresh[name] != stands.get(name):
                saved = world.file(name).with_name(".saved")
                shutil.copyfile(self.folder / version / name, saved)
                os.replace(saved, world.root / name)

    def of(self, out: Path) -> str:
        """The version that a published folder is, whole: "nothing" when there is none, "" for a mixture."""
        if not out.exists():
            return "nothing"
        found = tree(out)
        return next((version for version, site in self.sites.items() if site == found), "")


def sources(root: Path) -> dict[str, bytes]:
    """The digests of everything that a chapter is made from: what no build may ever touch."""
    return {
        path.relative_to(root).as_posix(): blake2b(path.read_bytes()).digest()
        for folder in ("content", "themes")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
