"""Lighthouse's opinion of a page."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import ARGUMENTS, chromium
from tests.programs import missing, node_folder

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def opinion(address: str, folder: Path) -> dict[str, Any]:
    """What Lighthouse reports of a page, as its mobile preset sees it: a slow telephone, simulated."""
    program = node_folder() / "node_modules/lighthouse/cli/index.js"
    report = folder / "lighthouse.json"
    command = [
        "node", str(program), address, "--quiet", "--output=json", f"--output-path={report}",
        "--form-factor=mobile", "--throttling-method=simulate", "--no-enable-error-reporting",
        f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}",
    ]  # fmt: skip
    place = chromium()
    if place is None:
        missing("no Chromium on this machine for Lighthouse")
    answer = subprocess.run(
        command, capture_output=True, timeout=240, env=os.environ | {"CHROME_PATH": str(place)}, cwd=folder
    )
    assert answer.returncode == 0 and report.exists(), answer.stderr.decode()[-2000:]
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    assert "runtimeError" not in found, found["runtimeError"]
    return found


def scores(report: dict[str, Any]) -> dict[str, int]:
    """The four marks, of 100."""
    return {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}


def short_of(report: dict[str, Any], *categories: str) -> list[str]:
    """Every audit that counts and is not passed."""
    counting = {one["id"] for name in categories for one in report["categories"][name]["auditRefs"] if one["weight"]}
    return [
        f"{name}: {audit['title']} ({audit.get('displayValue', audit['score'])})"
        for name, audit in report["audits"].items()
        if name in counting and audit["score"] is not None and audit["score"] < 1
    ]
