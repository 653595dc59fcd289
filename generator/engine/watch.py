"""What may stand in no file: looked for in each, before any is published.

Whoever knows what that is hands in a `Watch`; the engine only asks. It asks of every
file that is made, in the process that makes it. What is taken over from the last
release was asked about when it was made, so it is asked about again only when
something else is watched for than then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from generator.engine.output import View
from generator.text.diagnostic import Diagnostic


class Finding(NamedTuple):
    """Something that is watched for, found in a file."""

    # The file below the output folder.
    path: str
    # A number by which whoever hands in the watch knows it.
    what: int
    # Where in the file: "its EXIF data"; "" for the file itself.
    where: str = ""
    # The file it was copied or drawn from, as people call it; "" for what is written by a template or a serializer.
    source: str = ""


class Watch(NamedTuple):
    """What is looked for in every file of the site."""

    # Same key, same findings. Too short to tell anything of what is looked for.
    key: bytes
    # The findings in a file, given its path, what it was made from (None when that is not known) and its bytes.
    look: Callable[[str, View | None, bytes], Sequence[Finding]]
    # What to say of findings, and whether it stops a build.
    tell: Callable[[Iterable[Finding]], tuple[Diagnostic, ...]]
    stops: Callable[[Iterable[Diagnostic]], bool]


def see_nothing(path: str, view: View | None, content: bytes) -> Sequence[Finding]:
    """Nothing is looked for."""
    return ()


NO_WATCH = Watch(b"", see_nothing, lambda findings: (), lambda problems: False)
