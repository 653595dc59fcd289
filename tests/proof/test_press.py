"""What runs the program thousands of times: it misses no end."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.proof.press import Press, Running, needs_fork

pytestmark = needs_fork


def test_a_run_that_ends_before_anybody_looks_is_heard_to_its_end(press: Press, tmp_path: Path) -> None:
    press.say(json.dumps({"cwd": str(tmp_path), "arguments": ["explain", "no-such-code"], "limit": 0}))
    time.sleep(2)
    done = Running(press.answer()["pid"], press).wait()
    assert done.code == 1 and "no-such-code" in done.out + done.err
