"""`chapter`, run thousands of times.

A press is a process that has imported the program and done nothing else with it. Each
run is a fork of the press: it knows as little of earlier runs as a process newly
started, and does not wait for the imports. What a run prints goes to files, so that it
can be read while the run goes on, and whatever is left when it was killed.

    with Press(folder) as press:
        done = press.run(chapter, "build", "--today", "2026-03-01")
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, NoReturn, Self

import pytest

import generator

REPOSITORY = Path(__file__).resolve().parents[2]

# Seconds. Nothing that is run here takes a tenth of it; a run that hangs is a failure, not a long wait.
PATIENCE = 60

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


class Done(NamedTuple):
    """How a run ended: its exit code (below 0, the signal that killed it), and what it printed."""

    code: int
    out: str
    err: str


class Running(NamedTuple):
    """A run under way."""

    pid: int
    press: Press

    def printed(self) -> str:
        """What it has printed so far: nothing before it has begun."""
        out = self.press.folder / "out"
        return out.read_text("utf-8", "replace") if out.is_file() else ""

    def wait_for(self, text: str, times: int = 1) -> None:
        """Wait until it has printed a text so many times."""
        end = time.monotonic() + PATIENCE
        while self.printed().count(text) < times:
            assert time.monotonic() < end, f"{text!r} was not printed: {self.printed()}"
            time.sleep(0.01)

    def kill(self) -> None:
        """SIGKILL for the process itself: what it started has to notice."""
        os.kill(self.pid, signal.SIGKILL)

    def interrupt(self) -> None:
        """Ctrl-C: the terminal sends it to the whole group."""
        os.killpg(self.pid, signal.SIGINT)

    def wait(self) -> Done:
        """How it ended. Nothing it started may be left, and no bug may have shown."""
        code = self.press.answer()["code"]
        self.press.say("seen")
        assert self.press.answer()["gone"]
        done = Done(code, self.printed(), (self.press.folder / "err").read_text("utf-8", "replace"))
        assert "Traceback" not in done.err, done.err
        end = time.monotonic() + PATIENCE
        while is_group(self.pid):
            assert time.monotonic() < end, "a process that the run had started outlived it"
            time.sleep(0.005)
        return done


class Press:
    """A process that forks itself for each run; one run at a time."""

    def __init__(self, folder: Path, path: str = "") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.press", str(folder)],
            cwd=path or REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Nothing is read ahead: what lies in a buffer, `select` cannot see. A short run may end before its number is read.
            bufsize=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def start(self, cwd: Path, *arguments: str, limit: int = 0) -> Running:
        """Begin a run in a folder. `limit` is the largest file it may write, in bytes."""
        for name in ("out", "err"):
            (self.folder / name).write_bytes(b"")
        self.say(json.dumps({"cwd": str(cwd), "arguments": arguments, "limit": limit}))
        return Running(self.answer()["pid"], self)

    def run(self, cwd: Path, *arguments: str, limit: int = 0) -> Done:
        """A run, from beginning to end."""
        return self.start(cwd, *arguments, limit=limit).wait()

    def say(self, line: str) -> None:
        """Tell the press something."""
        pipe(self.process.stdin).write(f"{line}\n".encode())

    def answer(self) -> Mapping[str, Any]:
        """What the press says next."""
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "a run takes for ever"
        said: Mapping[str, Any] = json.loads(pipe(self.process.stdout).readline())
        return said


def pipe(end: IO[bytes] | None) -> IO[bytes]:
    """A pipe that is there, because it was asked for."""
    assert end
    return end


def is_group(number: int) -> bool:
    """Whether a process of this group is left."""
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


# -- inside the press ----------------------------------------------------------------


def main(folder: str) -> None:
    """Run what is ordered, a line each, until there is nobody left to order anything."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    command = importlib.import_module("generator.cli").main
    while line := sys.stdin.readline():
        order = json.loads(line)
        child = os.fork()
        if not child:
            become(command, order, folder)
        print(json.dumps({"pid": child}), flush=True)
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert ended
        code = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
        print(json.dumps({"code": code}), flush=True)
        # Until its end has been seen, its number stays its own: whoever kills it late kills nobody else.
        sys.stdin.readline()
        os.waitpid(child, 0)
        print(json.dumps({"gone": child}), flush=True)


def become(command: Any, order: Mapping[str, Any], folder: str) -> NoReturn:
    """Be the run that was ordered, in a group of its own."""
    import resource
    import traceback

    os.setpgid(0, 0)
    # Whoever runs the tests in the background may have told them to ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, name in ((0, os.devnull), (1, f"{folder}/out"), (2, f"{folder}/err")):
        file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(file, number)
        os.close(file)
    code = 70
    try:
        os.chdir(order["cwd"])
        if order["limit"]:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
        code = command(order["arguments"])
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1])
