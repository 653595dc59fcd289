"""What the hosts are told, as far as can be tested without them."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.new import FILES

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
def test_a_preview_has_drafts_and_its_own_address(file: Path) -> None:
    command = tomllib.loads(file.read_text())["context"]["deploy-preview"]["command"]
    # A step that fails must fail the preview: each one waits for the one before.
    assert re.fullmatch(
        r'pip install [^&;|]+ && [^&;|]+ build --drafts --without-members-part --url "\$DEPLOY_PRIME_URL"', command
    )


def test_a_new_chapter_keeps_the_same_cache() -> None:
    ours, theirs = (tomllib.loads(file.read_text()) for file in NETLIFY)
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
        # A site is published in minutes; browsers and other people's checkers take longer over every page.
        assert job["timeout-minutes"] <= (60 if file.name == "ci.yml" else 20)
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
    # Never on the hour, when everybody asks.
    minute, hours = re.fullmatch(r"(\d+) \*/(\d+) \* \* \*", told[True]["schedule"][0]["cron"]).groups()  # type: ignore[union-attr]
    assert int(minute) % 15 and int(hours) <= 24
    assert told["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    build, deploy = told["jobs"]["build"], told["jobs"]["deploy"]
    assert "id-token" not in build["permissions"]
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["needs"] == "build"
    assert [step["uses"] for step in deploy["steps"]] == ["actions/deploy-pages@v5"]
    assert {"path": "public"} in [step.get("with") for step in build["steps"]]


@pytest.mark.parametrize("file", PAGES, ids=["ours", "starter"])
def test_the_schedule_prolongs_itself_with_no_more_leave_than_that_takes(file: Path) -> None:
    awake = yaml.safe_load(file.read_text())["jobs"]["awake"]
    assert awake["permissions"] == {"actions": "write"} and awake["if"] == "github.event_name == 'schedule'"
    [step] = awake["steps"]
    name = "pages.yml" if file == PAGES[0] else "publish.yml"
    assert step["run"].startswith(f"gh workflow enable {name} || ")
    assert name == file.name and (file != PAGES[1] or f".github/workflows/{name}" in FILES)


# What is called otherwise in a chapter of its own: its workflow, its requirements, the command.
CALLED_OTHERWISE = (
    ("Builds the sample chapter and publishes it", "Builds the site and publishes it"),
    ("enable pages.yml", "enable publish.yml"),
    ("cache-dependency-path: requirements.lock", "cache-dependency-path: requirements.txt"),
    ("pip install --require-hashes -r requirements.lock", "pip install -r requirements.txt"),
    ("python -m generator build", "chapter build"),
)


def test_a_new_chapter_is_published_as_ours_is() -> None:
    ours, theirs = (file.read_text() for file in PAGES)
    for here, there in CALLED_OTHERWISE:
        assert ours.count(here) == 1
        ours = ours.replace(here, there)
    assert ours == theirs


# -- whether a build is due ----------------------------------------------------


class Live(BaseHTTPRequestHandler):
    """A published site, and the host's build hook."""

    server: Host

    def do_GET(self) -> None:
        status, body = self.server.answer if self.path == "/chapter/build.json" else (404, "")
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def do_POST(self) -> None:
        self.server.hooked.append(self.path)
        self.send_response(self.server.hook_status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nobody listens."""


class Host(ThreadingHTTPServer):
    """What it answers, and what was asked of its hook."""

    answer: tuple[int, str] = (404, "")
    hook_status = 200
    hooked: list[str]


@pytest.fixture
def host() -> Iterator[Host]:
    with Host(("127.0.0.1", 0), Live) as server:
        server.hooked = []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


LATER = (datetime.now(UTC) + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-6))).isoformat(timespec="seconds")
EARLIER = (
    (datetime.now(UTC) - timedelta(minutes=1)).astimezone(timezone(timedelta(hours=13))).isoformat(timespec="seconds")
)
HERE = "c0ffee" * 6 + "c0ff"
ANSWERS = {
    # name: (what the published site answers, whether a build is needed)
    "true, and of this commit": ((200, json.dumps({"fresh_until": LATER, "source_commit": HERE})), False),
    "stale": ((200, json.dumps({"fresh_until": EARLIER, "source_commit": HERE})), True),
    "of another commit": ((200, json.dumps({"fresh_until": LATER, "source_commit": "badcab"})), True),
    "of no commit": ((200, json.dumps({"fresh_until": LATER})), True),
    "not there": ((404, ""), True),
    "failing": ((500, json.dumps({"fresh_until": LATER, "source_commit": HERE})), True),
    "another page": ((200, "<!doctype html><title>Parked</title>"), True),
    "empty": ((200, ""), True),
    "a list": ((200, "[]"), True),
    "not a time": ((200, json.dumps({"fresh_until": "soon", "source_commit": HERE})), True),
    "null": ((200, json.dumps({"fresh_until": None, "source_commit": HERE})), True),
    "a command": ((200, json.dumps({"fresh_until": "$(touch /tmp/owned)", "source_commit": "`id`"})), True),
}


def needs(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"not installed: {missing}")
    if missing:
        pytest.skip(f"not installed: {missing}")


def decision(file: Path, url: str, output: Path, event: str = "schedule") -> str:
    """What the workflow's own script decides, run as GitHub runs it."""
    needs("bash", "curl", "jq")
    [script] = (
        step["run"] for step in yaml.safe_load(file.read_text())["jobs"]["due"]["steps"] if step.get("id") == "ask"
    )
    output.write_text("")
    told = {"GITHUB_EVENT_NAME": event, "GITHUB_SHA": HERE, "GITHUB_OUTPUT": str(output), "SITE_URL": url}
    done = subprocess.run(
        ["bash", "-e", "-c", script], env={"PATH": os.environ["PATH"], **told}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return output.read_text()


@pytest.mark.parametrize("file", PAGES, ids=["ours", "starter"])
@pytest.mark.parametrize("name", ANSWERS)
def test_the_schedule_builds_unless_the_published_site_is_true_and_of_this_commit(
    file: Path, name: str, host: Host, tmp_path: Path
) -> None:
    host.answer, needed = ANSWERS[name]
    url = f"http://127.0.0.1:{host.server_port}/chapter"
    assert decision(file, url, tmp_path / "output") == f"needed={'yes' if needed else 'no'}\n"


def test_a_push_is_built_without_asking_and_an_unreachable_site_too(host: Host, tmp_path: Path) -> None:
    host.answer, _ = ANSWERS["true, and of this commit"]
    url = f"http://127.0.0.1:{host.server_port}/chapter"
    assert decision(PAGES[0], url, tmp_path / "output", "push") == "needed=yes\n"
    assert decision(PAGES[0], url, tmp_path / "output", "workflow_dispatch") == "needed=yes\n"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert decision(PAGES[0], nowhere, tmp_path / "output") == "needed=yes\n"


def ask_netlify(host: Host, hook: str = "/hook") -> subprocess.CompletedProcess[str]:
    """What the scheduled function does, run by Node as Netlify runs it."""
    needs("node")
    at = f"http://127.0.0.1:{host.server_port}"
    told = {"URL": f"{at}/chapter", **({"BUILD_HOOK": at + hook} if hook else {})}
    script = f"import ask from {json.dumps((ROOT / '.ci/functions/nightly.mjs').as_uri())}; await ask();"
    return subprocess.run(
        ["node", "--input-type=module", "--eval", script],
        env={"PATH": os.environ["PATH"], **told}, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("name", [name for name in ANSWERS if "commit" not in name] + ["true, and of this commit"])
def test_netlify_calls_the_build_hook_unless_the_published_site_is_true(name: str, host: Host) -> None:
    # Whatever is committed, Netlify has built already. A host that fails says nothing that could be believed.
    host.answer, needed = ANSWERS[name]
    assert ask_netlify(host).returncode == 0
    assert host.hooked == (["/hook"] if needed else [])


def test_netlify_does_not_fail_in_silence(host: Host) -> None:
    without = ask_netlify(host, hook="")
    assert without.returncode and "BUILD_HOOK is not set" in without.stderr
    host.hook_status = 404
    gone = ask_netlify(host)
    assert gone.returncode and "the build hook answers 404" in gone.stderr


def test_a_new_chapter_asks_as_we_do() -> None:
    assert (STARTER / "nightly.mjs").read_text() == (ROOT / ".ci/functions/nightly.mjs").read_text()
    for file in NETLIFY:
        assert tomllib.loads(file.read_text())["functions"] == {"directory": ".ci/functions"}
    assert ".ci/functions/nightly.mjs" in FILES


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
    extras = project()["project"]["optional-dependencies"].values()
    asked = names([*project()["project"]["dependencies"], *(one for extra in extras for one in extra)])
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
