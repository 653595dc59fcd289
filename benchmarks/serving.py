"""From save to files on disk: a program that watches, and what it makes of an edit."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import Failed, tree
from benchmarks.sites import Site

# Seconds: between two looks at the page, at rest before an edit, and until somebody gives up.
LOOK, REST, PATIENCE = 0.002, 1.0, 600.0


@contextmanager
def served(site: Site) -> Iterator[subprocess.Popen[bytes]]:
    """Have a site served; the value is the process, come to rest."""
    with (
        (site.folder.parent / f"{site.folder.name}-served.txt").open("wb") as said,
        socket.create_server(("127.0.0.1", 0)) as free,
    ):
        port = free.getsockname()[1]
        free.close()
        process = subprocess.Popen(
            site.peer.serve(site.tools, port),
            cwd=site.folder,
            env={**os.environ, **site.environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        await_text("<h1>", site, process)
        await_rest(process.pid)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def save_and_wait(site: Site, process: subprocess.Popen[bytes]) -> float:
    """Edit a text; the value is the seconds until its page on the disk says so."""
    mark = site.edit_body()
    began = time.perf_counter()
    await_text(mark, site, process)
    seconds = time.perf_counter() - began
    await_rest(process.pid)
    return seconds


def await_text(text: str, site: Site, process: subprocess.Popen[bytes]) -> None:
    """Wait until the edited event's page says it. Raises Failed after ten minutes, or when the server has ended."""
    began = time.perf_counter()
    while not any(says(site.page(out), text) for out in site.folder.glob(site.peer.served)):
        if time.perf_counter() - began > PATIENCE or process.poll() is not None:
            raise Failed(f"{site.peer.name} does not notice a change")
        time.sleep(LOOK)


def says(page: Path, text: str) -> bool:
    """Whether a page, if it is there, says something."""
    try:
        return text in page.read_text("utf-8")
    except OSError:
        return False


def await_rest(process: int) -> None:
    """Wait until a process and its children do nothing any more."""
    spent, since = -1, time.perf_counter()
    while time.perf_counter() - since < REST:
        now = sum(map(ticks, tree(process)))
        # A watcher that polls spends a tick now and then.
        if now > spent + 3:
            spent, since = now, time.perf_counter()
        time.sleep(0.05)


def ticks(process: int) -> int:
    """Processor time that a process has spent, in the kernel's units; 0 when it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
