"""One chapter and one day: one site, byte for byte, wherever and however it is built."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chapter import tree

REPOSITORY = Path(__file__).resolve().parent.parent
SMALL = REPOSITORY / "tests/chapters/small/content"

# A machine whose folders list their files in any order.
SHUFFLED = """
import os, random

def shuffled(list_folder):
    def listing(*arguments):
        found = list(list_folder(*arguments))
        random.Random(4).shuffle(found)
        return found
    return listing

class Listing:
    def __init__(self, found):
        self.found = iter(found)
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.found)
    def __enter__(self):
        return self
    def __exit__(self, *error):
        pass
    def close(self):
        pass

os.listdir = shuffled(os.listdir)
in_order = os.scandir
os.scandir = lambda *arguments: Listing(shuffled(in_order)(*arguments))
"""

MACHINES: dict[str, dict[str, str]] = {
    "here": {"TZ": "America/Chicago", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
    "in another zone": {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
    "in another language": {
        "LC_ALL": "de_DE.UTF-8",
        "LANGUAGE": "de",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "2",
    },
    "on a machine that knows no Unicode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "UTC"},
}


def copy_of(content: Path, to: Path, seed: int) -> Path:
    """The same files, made in another order at another time."""
    files = sorted(path for path in content.rglob("*") if path.is_file())
    dice = random.Random(seed)
    dice.shuffle(files)
    for path in files:
        at = to / "content" / path.relative_to(content)
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(path.read_bytes())
        moment = dice.randrange(1_000_000_000, 1_700_000_000)
        os.utime(at, (moment, moment))
    return to


def run(cwd: Path, *arguments: str, paths: str = "", umask: int = 0o022, **machine: str) -> dict[str, bytes]:
    """A build by a process of its own; the site it published."""
    common = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TEMP", "TMP")}
    search = os.pathsep.join(filter(None, (paths, str(REPOSITORY))))
    options = {"umask": umask} if os.name == "posix" else {}
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--today", "2026-03-01", *arguments],
        cwd=cwd,
        env={**common, "PYTHONPATH": search, **machine},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        **options,
    )
    assert done.returncode == 0, done.stderr
    out = Path(arguments[arguments.index("--output") + 1]) if "--output" in arguments else Path("public")
    return tree(cwd / out)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as it is built here."""
    return run(copy_of(SMALL, tmp_path_factory.mktemp("here"), 1), **MACHINES["here"])


def same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Fail with the addresses that differ."""
    assert [url for url in sorted(one.keys() | other.keys()) if one.get(url) != other.get(url)] == []


@pytest.mark.parametrize("machine", [machine for machine in MACHINES if machine != "here"])
def test_the_site_is_the_same(machine: str, here: dict[str, bytes], tmp_path: Path) -> None:
    same(run(copy_of(SMALL, tmp_path / "elsewhere", 2), umask=0o077, **MACHINES[machine]), here)


def test_it_is_the_same_from_another_folder_whose_files_come_in_any_order(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "shuffled").mkdir()
    (tmp_path / "shuffled/sitecustomize.py").write_text(SHUFFLED)
    copy_of(SMALL, tmp_path / "a chapter, elsewhere", 3)
    (tmp_path / "work").mkdir()
    from_afar = ("--content", "../a chapter, elsewhere/content", "--output", "../out/site")
    same(run(tmp_path / "work", *from_afar, paths=str(tmp_path / "shuffled"), PYTHONHASHSEED="3"), here)


def test_it_is_the_same_when_built_again_and_when_built_afresh(here: dict[str, bytes], tmp_path: Path) -> None:
    folder = copy_of(SMALL, tmp_path, 4)
    extra = folder / "content/posts/passing.md"
    extra.parent.mkdir(exist_ok=True)
    extra.write_text("---\ntitle: Passing\ndate: 2026-02-01\ntags: [Passing]\n---\nHere and gone.\n")
    assert "/posts/passing/" in run(folder)
    extra.unlink()
    same(run(folder), here)
    same(run(folder, "--fresh"), here)


def test_no_page_says_where_or_when_it_was_built(here: dict[str, bytes]) -> None:
    for url, body in here.items():
        assert str(REPOSITORY).encode() not in body, url
        assert b"/tmp/" not in body, url
