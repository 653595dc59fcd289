"""The peers, and what this program needs, installed into a folder of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.peers import Tools

HERE = Path(__file__).parent


def install(folder: Path) -> Tools:
    """Install what is not there yet. Raises CalledProcessError when a package cannot be had."""
    folder.mkdir(parents=True, exist_ok=True)
    tools = Tools(folder)
    for name, requirements in (("own", HERE.parent / "requirements.lock"), ("venv", HERE / "requirements.txt")):
        venv = folder / name
        if not (venv / "complete").is_file():
            subprocess.run([sys.executable, "-m", "venv", venv], check=True)
            subprocess.run([venv / "bin" / "pip", "install", "--quiet", "--requirement", requirements], check=True)
            (venv / "complete").touch()
    if not Path(tools.eleventy).is_file():
        shutil.copy(HERE / "package.json", folder)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return tools
