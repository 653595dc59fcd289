"""Other people's programs, which read back what the site publishes.

Where one cannot be had its tests are skipped, and say why; in CI that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

STANDARDS = Path(__file__).parent / "standards"
CACHE = Path(__file__).parent.parent / ".cache" / "standards"


def missing(what: str) -> None:
    """Skip a test for want of a program; fail it in CI."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@cache
def node_folder() -> Path:
    """The folder where the JavaScript programs are installed, as the lock in `standards` says."""
    if not (shutil.which("node") and shutil.which("npm")):
        missing("no Node.js: the programs that `standards` locks do not read what the site publishes")
    CACHE.mkdir(parents=True, exist_ok=True)
    lock = (STANDARDS / "package-lock.json").read_text("utf-8")
    for file in STANDARDS.glob("*.mjs"):
        shutil.copy(file, CACHE)
    done = CACHE / "node_modules" / "installed-lock.json"
    if not done.exists() or done.read_text("utf-8") != lock:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(STANDARDS / name, CACHE)
        npm = [shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        answer = subprocess.run(npm, cwd=CACHE, capture_output=True, timeout=300)
        if answer.returncode != 0:
            missing(f"npm could not install what `standards` locks: {answer.stderr.decode()[-300:]}")
        done.write_text(lock, "utf-8")
    return CACHE
