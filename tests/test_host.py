"""What the hosts are told, as far as can be tested without them."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "generator" / "starter"
NETLIFY = (ROOT / "netlify.toml", STARTER / "netlify.toml")
PAGES = (ROOT / ".github/workflows/pages.yml", STARTER / "publish.yml")
WORKFLOWS = (*PAGES, ROOT / ".github/workflows/ci.yml")
LOCKS = (ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9_.-]", one)[0].lower() for one in requirements}


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z][\w.-]*)==(\S+)", lock.read_text(), re.MULTILINE))


# -- Netlify -------------------------------------------------------------------


@pytest.mark.parametrize("file", NETLIFY, ids=["ours", "starter"])
def test_netlify_builds_with_a_pinned_python_and_publishes_the_output(file: Path) -> None:
    told = tomllib.loads(file.read_text())
    assert re.fullmatch(r"3\.1[1-9]", told["build"]["environment"]["PYTHON_VERSION"])
    assert told["build"]["publish"] == "public"
    assert re.search(r"pip install .*-r requirements\.\w+ && .+ build$", told["build"]["command"])


@pytest.mark.parametrize("file", NETLIFY, ids=["ours", "starter"])
def test_a_preview_has_drafts_and_its_own_address_and_is_not_indexed(file: Path) -> None:
    command = tomllib.loads(file.read_text())["context"]["deploy-preview"]["command"]
    assert '--drafts --url "$DEPLOY_PRIME_URL"' in command
    assert "X-Robots-Tag: noindex" in command
    # A step that fails must fail the preview: each one waits for the one before.
    steps = [line for line in command.splitlines() if line.strip()]
    assert all(line.endswith("&&") for line in steps[:-1])


@pytest.mark.parametrize("file", NETLIFY, ids=["ours", "starter"])
def test_every_page_comes_with_a_strict_policy(file: Path) -> None:
    told = tomllib.loads(file.read_text())
    [values] = [rule["values"] for rule in told["headers"] if rule["for"] == "/*"]
    policy = dict(part.strip().partition(" ")[::2] for part in values["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["font-src"] == "'self'"
    assert "unsafe" not in values["Content-Security-Policy"]
    assert values["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy"} < set(values)


@pytest.mark.parametrize("file", NETLIFY, ids=["ours", "starter"])
def test_calendars_and_feeds_say_what_they_are(file: Path) -> None:
    rules = {rule["for"]: rule["values"] for rule in tomllib.loads(file.read_text())["headers"]}
    assert rules["/*.ics"]["Content-Type"] == "text/calendar; charset=utf-8"
    assert rules["/*.ics"]["Access-Control-Allow-Origin"] == "*"
    assert rules["/feed.json"]["Content-Type"].startswith("application/feed+json")
    assert rules["/build.json"]["Cache-Control"] == "no-cache"


def test_a_new_chapter_is_served_with_the_same_headers_and_keeps_the_same_cache() -> None:
    ours, theirs = (tomllib.loads(file.read_text()) for file in NETLIFY)
    assert ours["headers"] == theirs["headers"]
    assert ours["plugins"] == theirs["plugins"]
    folder = ROOT / ours["plugins"][0]["package"].lstrip("/")
    assert (folder / "index.js").read_text() == (STARTER / "keep-cache.js").read_text()
    assert (folder / "manifest.yml").read_text() == (STARTER / "keep-cache.yml").read_text()
    assert '".cache"' in (folder / "index.js").read_text()


# -- GitHub --------------------------------------------------------------------


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_do_little_and_runs_no_stranger_s_code(file: Path) -> None:
    told = yaml.safe_load(file.read_text())
    assert told["permissions"] == {"contents": "read"}
    # YAML 1.1 reads the key `on` as true.
    assert "pull_request_target" not in told[True]
    for job in told["jobs"].values():
        assert job["timeout-minutes"] <= 20
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"] == {"fetch-depth": 0, "persist-credentials": False}
            # What a stranger may name never becomes part of a script.
            assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("file", PAGES, ids=["ours", "starter"])
def test_the_site_is_published_each_night_by_a_job_of_its_own(file: Path) -> None:
    told = yaml.safe_load(file.read_text())
    assert re.fullmatch(r"\d+ \d+ \* \* \*", told[True]["schedule"][0]["cron"])
    assert told["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    build, deploy = told["jobs"]["build"], told["jobs"]["deploy"]
    assert "id-token" not in build["permissions"]
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["needs"] == "build"
    assert [step["uses"] for step in deploy["steps"]] == ["actions/deploy-pages@v5"]
    assert {"path": "public"} in [step.get("with") for step in build["steps"]]


def test_ci_runs_what_the_readme_says() -> None:
    steps = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())["jobs"]["test"]["steps"]
    assert steps[-1]["run"] == ".ci/run"
    run = (ROOT / ".ci/run").read_text()
    assert run.rstrip().endswith("make test")
    assert "make test" in (ROOT / "README.md").read_text()
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


# -- pins ----------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS, ids=["site", "tests"])
def test_every_pin_is_exact_and_sealed_and_only_wheels_are_installed(lock: Path) -> None:
    text = lock.read_text()
    assert "--only-binary :all:" in text
    assert "://" not in text
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith(("#", "--"))]
    for entry in entries:
        assert re.match(r"[a-z][\w.-]*==\d[\w.]*( ; [^\\]+)? \\\n", entry), entry
        assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", entry)) >= 1


def test_the_locks_cover_what_the_project_asks_for_and_agree() -> None:
    told = project()
    assert names(told["project"]["dependencies"]) <= set(pins(LOCKS[0]))
    assert names(told["dependency-groups"]["test"]) <= set(pins(LOCKS[1]))
    assert pins(LOCKS[0]).items() <= pins(LOCKS[1]).items()


def test_the_library_asks_for_no_more_than_a_lowest_version() -> None:
    told = project()["project"]
    assert told["requires-python"] == ">=3.11"
    for requirement in told["dependencies"]:
        assert re.fullmatch(r"[a-z][\w-]*>=[\d.]+", requirement)


def test_every_library_that_is_imported_is_asked_for() -> None:
    asked = names(project()["project"]["dependencies"]) | names(project()["project"]["optional-dependencies"]["watch"])
    known_as = {"PIL": "pillow", "yaml": "pyyaml", "dateutil": "python-dateutil"}
    imported: set[str] = set()
    for file in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"generator"}
    assert {known_as.get(name, name) for name in foreign} <= asked
