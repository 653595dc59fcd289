"""Lighthouse's opinion of a page."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Collection
from pathlib import Path
from typing import Any

from tests.conftest import ARGUMENTS
from tests.programs import node_folder

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


# A browser that gave Lighthouse no trace, which its own message asks to be tried again, says nothing of the page.
MOST_TRIES = 5


def opinion(address: str, folder: Path, chromium: str) -> dict[str, Any]:
    """What Lighthouse reports of a page, as its mobile preset sees it: a slow telephone, simulated."""
    for _ in range(MOST_TRIES):
        report, trouble = ask(address, folder, chromium)
        if report is not None:
            return report
    raise AssertionError(f"{MOST_TRIES} times no report: {trouble}")


def ask(address: str, folder: Path, chromium: str) -> tuple[dict[str, Any] | None, str]:
    """One report; None when Lighthouse could not make one, with what it said."""
    program = node_folder() / "node_modules/lighthouse/cli/index.js"
    report = folder / "lighthouse.json"
    command = [
        "node", str(program), address, "--quiet", "--output=json", f"--output-path={report}",
        "--form-factor=mobile", "--throttling-method=simulate", "--no-enable-error-reporting",
        f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}",
    ]  # fmt: skip
    answer = subprocess.run(
        command, capture_output=True, timeout=240, env=os.environ | {"CHROME_PATH": chromium}, cwd=folder
    )
    said = answer.stderr.decode()[-2000:]
    if answer.returncode or not report.exists():
        return None, said
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    report.unlink()
    return (None, str(found["runtimeError"])) if "runtimeError" in found else (found, said)


def scores(report: dict[str, Any]) -> dict[str, int]:
    """The four marks, of 100."""
    return {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}


# What is right or wrong about a page's speed whatever a clock says: how much it brings along, and in which way.
BROUGHT = (
    "cumulative-layout-shift", "dom-size", "duplicated-javascript", "efficient-animated-content", "font-display",
    "lcp-lazy-loaded", "legacy-javascript", "modern-image-formats", "no-document-write", "offscreen-images",
    "redirects", "total-byte-weight", "unminified-css", "unminified-javascript", "unsized-images",
    "unused-css-rules", "unused-javascript", "uses-optimized-images", "uses-text-compression", "viewport",
)  # fmt: skip


def short_of(report: dict[str, Any], *categories: str) -> list[str]:
    """Every audit that counts in some categories and is not passed."""
    counting = {one["id"] for name in categories for one in report["categories"][name]["auditRefs"] if one["weight"]}
    return failed(report, counting)


def failed(report: dict[str, Any], audits: Collection[str]) -> list[str]:
    """Those of some audits that are not passed. Raises KeyError for one that Lighthouse knows no more."""
    found = ((name, report["audits"][name]) for name in sorted(audits))
    return [
        f"{name}: {audit['title']} ({audit.get('displayValue', audit['score'])})"
        for name, audit in found
        if audit["score"] is not None and audit["score"] < 1
    ]
