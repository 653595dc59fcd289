"""Patterns, each compiled when it is first asked something.

The program has some two hundred, and a command asks a third of them. To compile the others when a module is imported
would take a twentieth of the time of an edit.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but for the moment at which a wrong one raises `re.error`."""
    return cast("re.Pattern[AnyStr]", Uncompiled(source, flags))


class Uncompiled:
    """Stands for a pattern. What it was asked for once, it has itself from then on."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.given: tuple[Any, int] = (source, flags)

    def __getattr__(self, name: str) -> Any:
        asked = getattr(re.compile(*self.given), name)
        setattr(self, name, asked)
        return asked
