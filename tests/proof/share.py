"""How much of the proof is made: a share in every test run, the whole by `make proof`."""

from __future__ import annotations

import os

WHOLE = bool(os.environ.get("PROOF"))


def share(of_each_run: int, whole: int) -> int:
    """How often something is tried."""
    return whole if WHOLE else of_each_run
