"""What the doctor finds: on this machine, and on a site that is out there."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.cli import main
from generator.doctor import SiteSilent, claim_of, examine, examine_live
from generator.model.revision import History, Untold

CLAIM = {
    "version": 1,
    "generated_at": "2026-10-01T06:17:00-05:00",
    "timezone": "America/Chicago",
    "fresh_until": "2026-10-15T18:00:00-05:00",
    "why": "“Plant tour” ends",
}


class Site(BaseHTTPRequestHandler):
    """Answers every question with what the server was told to say."""

    server: Host

    def do_GET(self) -> None:
        status, body = self.server.answers.get(self.path, (404, b"<h1>Not found</h1>"))
        self.send_response(status)
        if self.path in self.server.kinds:
            self.send_header("Content-Type", self.server.kinds[self.path])
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody listens."""


class Host(ThreadingHTTPServer):
    """A host on this machine."""

    answers: dict[str, tuple[int, bytes]]
    # Path -> what it says the answer is.
    kinds: dict[str, str]


@pytest.fixture
def host() -> Iterator[Host]:
    with Host(("127.0.0.1", 0), Site) as server:
        server.answers, server.kinds = {}, {}
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def visit(host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str]]]:
    """Exit status and lines of `chapter doctor --live`, asked of a site at a moment; those on the machine left out."""
    (tmp_path / "content").mkdir()

    def ask(
        answer: dict[str, object] | bytes | None, now: str = "2026-10-01T12:00-05:00", path: str = "/"
    ) -> tuple[int, list[str]]:
        if answer is not None:
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            host.answers[f"{path.rstrip('/')}/build.json"] = (200, body)
        url = f"http://127.0.0.1:{host.server_port}{path}"
        status = main(["doctor", "--live", url, "--today", now, "--content", str(tmp_path / "content")])
        told = capsys.readouterr().out.splitlines()
        first = next(number for number, line in enumerate(told) if url in line)
        return status, [line.replace(url, "SITE") for line in told[first:]]

    return ask


Visit = Callable[..., tuple[int, list[str]]]


def test_a_site_that_is_true_says_until_when(visit: Visit) -> None:
    assert visit(CLAIM) == (
        0,
        ["ok    SITE is true until 2026-10-15 18:00, when “Plant tour” ends. It was built on 2026-10-01 06:17"],
    )


def test_a_site_is_given_until_its_nightly_build(visit: Visit) -> None:
    status, [line] = visit(CLAIM, "2026-10-16T19:59-05:00")
    assert status == 0
    assert line.startswith("ok    SITE waits for tonight's build: since 2026-10-15 18:00, when “Plant tour” ends.")


def test_a_site_that_is_staler_than_it_claims_is_reported_with_what_to_do(visit: Visit) -> None:
    status, [line, help] = visit(CLAIM, "2026-12-24T09:00-06:00")
    assert status == 1
    assert line == (
        "MEND  SITE has not been true for 69 days: since 2026-10-15 18:00, when “Plant tour” ends. "
        "It was built on 2026-10-01 06:17"
    )
    assert "the nightly build has stopped" in help and "60 days" in help


def test_it_is_the_instant_that_counts_and_not_the_clock_on_the_wall(visit: Visit) -> None:
    assert visit(CLAIM, "2026-10-17T04:00+09:00")[0] == 0
    assert visit(CLAIM, "2026-10-16T20:00-05:00")[0] == 1


@pytest.mark.parametrize("status, body, is_open", [
    (200, b'<meta name="robots" content="noindex"><h1>The people</h1>', True),
    (200, b"<h1>Our home page, whatever you ask for</h1>", False),
    (401, b'<meta name="robots" content="noindex">Who are you?', False),
    (404, b"noindex", False),
])  # fmt: skip
def test_a_members_part_that_stands_open_is_reported(
    visit: Visit, host: Host, status: int, body: bytes, is_open: bool
) -> None:
    host.answers["/inside/members/"] = (status, body)
    exit_code, lines = visit(CLAIM)
    assert exit_code == int(is_open)
    assert ("MEND  SITEinside/members/ is open to everybody" in lines) is is_open


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text/calendar; charset=utf-8", ""),
        ("TEXT/CALENDAR", ""),
        ("text/plain", "served as text/plain"),
        ("application/octet-stream", "served as application/octet-stream"),
        ("", "served as nothing in particular"),
    ],
)
def test_a_host_that_does_not_know_calendars_is_reported(visit: Visit, host: Host, kind: str, said: str) -> None:
    host.answers["/calendar.ics"] = (200, b"BEGIN:VCALENDAR\r\n")
    host.kinds["/calendar.ics"] = kind
    exit_code, lines = visit(CLAIM)
    assert exit_code == bool(said)
    assert [line for line in lines if "calendar.ics" in line] == (
        [f"MEND  SITEcalendar.ics is {said}, so some calendars will not follow it"] if said else []
    )
    assert not said or "text/calendar" in lines[-1]


def test_a_site_may_stand_under_a_path(visit: Visit) -> None:
    assert visit(CLAIM, path="/chapters/chicago/")[0] == 0
    assert visit(CLAIM, path="/chapters/chicago")[0] == 0


def test_a_site_that_is_not_there_cannot_be_reached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert main(["doctor", "--live", url, "--content", str(tmp_path)]) == 1
    [line] = (line for line in capsys.readouterr().out.splitlines() if url in line)
    assert line.startswith(f"MEND  {url} cannot be reached: ")


def test_what_is_no_address_is_not_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for url in ("chicago.example.org", "file:///etc/passwd", "http://[half"):
        assert main(["doctor", "--live", url, "--content", str(tmp_path)]) == 1
        assert f"MEND  {url} " in capsys.readouterr().out


def test_a_site_of_another_program_is_told_apart(visit: Visit) -> None:
    status, [line, help] = visit(None)
    assert status == 1
    assert line == "MEND  SITE has no /build.json, so it is no site of this program"
    assert "the site's own address" in help


def test_a_host_that_fails_is_not_taken_for_a_site_without_the_file(visit: Visit, host: Host) -> None:
    host.answers["/build.json"] = (503, b"")
    status, [line, _] = visit(None)
    assert (status, line) == (1, "MEND  SITE answers 503")


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><h1>Welcome</h1>",
        b"[]",
        b"null",
        b"{}",
        b"[" * 60_000,
        b"\xff",
        json.dumps({**CLAIM, "fresh_until": "soon"}).encode(),
        json.dumps({**CLAIM, "fresh_until": "2026-10-15T18:00:00"}).encode(),
        json.dumps({**CLAIM, "generated_at": 5}).encode(),
    ],
)
def test_a_build_json_that_says_something_else_is_none_of_ours(visit: Visit, body: bytes) -> None:
    status, [line, _] = visit(body)
    assert (status, line) == (1, "MEND  SITE has a /build.json that is none of this program's")


def test_a_site_built_by_another_version_is_not_misread(visit: Visit) -> None:
    status, [line, help] = visit({"version": 2, "fresh": "2027"})
    assert (status, line) == (1, "MEND  SITE speaks version 2 of /build.json, and this is 1")
    assert "another version of this program" in help


def test_what_a_later_version_adds_is_no_matter(visit: Visit) -> None:
    assert visit({**CLAIM, "mood": "cheerful"})[0] == 0


def test_what_we_publish_is_what_the_doctor_reads() -> None:
    from tests.chapter import site

    claim = claim_of(site("", "2026-03-01")["/build.json"].encode())
    assert claim.fresh_until == datetime.fromisoformat("2027-01-01T00:00:00-06:00") and claim.why == "a new year begins"
    with pytest.raises(SiteSilent):
        claim_of(b"")


def test_a_site_built_from_another_commit_is_reported(host: Host) -> None:
    host.answers["/build.json"] = (200, json.dumps({**CLAIM, "source_commit": "c0ffee" * 6}).encode())
    url, now = f"http://127.0.0.1:{host.server_port}", datetime.fromisoformat("2026-10-01T12:00-05:00")
    [fresh] = examine_live(url, History(commit="c0ffee" * 6), now)
    assert fresh.is_well
    [_, other] = examine_live(url, History(commit="badcab" * 6), now)
    assert other.text == f"{url} was built from c0ffeec0ff, and here is badcabbadc" and "git push" in other.help


NOW = datetime(2026, 11, 23, tzinfo=UTC)


def text_of(history: History, version: tuple[int, int] = (3, 13), now: datetime = NOW) -> list[tuple[bool, str]]:
    return [(one.is_well, one.text) for one in examine(history, version, now)]


def test_a_python_without_repairs_is_reported() -> None:
    assert text_of(History())[0] == (True, "Python 3.13 is fine")
    late = datetime(2029, 11, 1, tzinfo=UTC)
    assert text_of(History(), now=late)[0] == (False, "Python 3.13 gets no repairs since 2029-10-31")


@pytest.mark.parametrize(
    ("history", "is_well", "said"),
    [
        (History(), True, "there is no git history"),
        (History(commit="c0ffee"), True, "the whole history is here"),
        (History(commit="c0ffee", shallow=True), False, "the history of the content is not all here"),
        (History(untold=Untold(why="missing", repository="/srv")), False, "git is not installed here"),
    ],
)
def test_the_doctor_looks_after_the_repository(history: History, is_well: bool, said: str) -> None:
    [_, (found, text)] = text_of(history)
    assert found == is_well and text.startswith(said)
