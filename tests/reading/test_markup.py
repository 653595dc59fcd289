"""The Nu checker and html-validate read every page of the sample chapter, in both themes, and of the real one."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpora import REAL, published
from tests.inside import SIX
from tests.programs import missing, node_folder
from tests.reading.pages import THEMES
from tests.vault.opening import contents

Checker = Callable[[Path], list[str]]

# The rules of html-validate's own recommendation, but for these.
RULES = {
    # Advice to search engines' taste; a page is called what its event is called.
    "long-title": "off",
    # Ids in prose are made of its words, in any script; footnotes have a colon in theirs. HTML allows both.
    "valid-id": ["error", {"relaxed": True}],
    # A list may have a name (WAI-ARIA 1.2, 6.2.4), and then says what it is a list of.
    "aria-label-misuse": ["error", {"allowAnyNamable": True}],
    # Numbers are kept in one line by the style sheet, and can be copied as they were written.
    "tel-non-breaking": "off",
}
# Nu reads files, which have no address, so a page's own policy seems to forbid all that it loads; and it takes
# structured data for a script. Chromium judges the policy itself, wherever a test opens a page.
OUT_OF_PLACE = "Content Security Policy (meta tag)"


def nu(folder: Path) -> list[str]:
    """What the Nu checker says of the pages in a folder: errors, and warnings too."""
    java = shutil.which("java")
    if java is None:
        missing("no Java: the Nu checker does not read the pages")
    jar = node_folder() / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [
        java,
        "-Xss8m",
        "-jar",
        str(jar),
        "--exit-zero-always",
        "--skip-non-html",
        "--format",
        "json",
        str(folder),
    ]
    answer = subprocess.run(command, capture_output=True, timeout=300)
    told = json.loads(answer.stderr)["messages"]
    return [
        f"{Path(one['url']).relative_to(f'file:{folder}')}:{one.get('lastLine')}: {one['message']}"
        for one in told
        if OUT_OF_PLACE not in one["message"]
    ]


def html_validate(folder: Path) -> list[str]:
    """What html-validate says of the pages in a folder."""
    config, report = folder.parent / "html-validate.json", folder.parent / "report.json"
    config.write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"], "rules": RULES}), "utf-8")
    program = node_folder() / "node_modules/html-validate/bin/html-validate.mjs"
    command = ["node", str(program), "--config", str(config), "--formatter", f"json={report}", f"{folder}/**/*.html"]
    answer = subprocess.run(command, capture_output=True, timeout=300)
    assert answer.returncode in (0, 1), answer.stderr.decode()
    return [
        f"{Path(file['filePath']).relative_to(folder)}:{one['line']}: {one['ruleId']}: {one['message']}"
        for file in json.loads(report.read_text("utf-8"))
        for one in file["messages"]
    ]


CHECKERS = {"nu": nu, "html-validate": html_validate}


@pytest.fixture(params=CHECKERS)
def checker(request: pytest.FixtureRequest) -> Checker:
    return CHECKERS[request.param]


def laid_out(files: dict[str, bytes], folder: Path) -> Path:
    """A site's pages as files; those that are locked too, each in a page of its own."""
    locked = contents(files["/inside/bundle.bin"], SIX) if "/inside/bundle.bin" in files else {}
    opened = {
        url.replace("/inside/", "/open/", 1): b'<!DOCTYPE html><html lang="en"><head>%s</body></html>'
        % body.replace(b"<main", b"</head><body><main", 1)
        for url, body in locked.items()
    }
    pages = folder / "pages"
    for url, body in (files | opened).items():
        if url.endswith(("/", ".html")):
            path = pages / (url.lstrip("/") + ("index.html" if url.endswith("/") else ""))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
    return pages


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_of_the_sample_is_sound(
    theme: str, checker: Checker, sites: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    pages = laid_out(sites[theme], tmp_path)
    assert len([*pages.rglob("*.html")]) > 170 and len([*(pages / "open").rglob("*.html")]) > 10
    assert checker(pages) == []


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The real chapter's site."""
    if not REAL.is_dir():
        pytest.skip("the real chapter's content is not on this machine")
    return published(REAL, tmp_path_factory.mktemp("real"), "2026-07-01").files


def test_every_page_of_the_real_chapter_is_sound(checker: Checker, real: dict[str, bytes], tmp_path: Path) -> None:
    pages = laid_out(real, tmp_path)
    assert len([*pages.rglob("*.html")]) > 150
    assert checker(pages) == []


def test_a_page_that_is_not_sound_is_found(checker: Checker, tmp_path: Path) -> None:
    body = '<!DOCTYPE html><html lang="en"><head><title>X</title></head><body><p><div>x</div></p><img src="x"></body></html>'
    pages = laid_out({"/x/": body.encode()}, tmp_path)
    said = checker(pages)
    assert len(said) >= 2 and all(one.startswith("x/index.html:1: ") for one in said)
