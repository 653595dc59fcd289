"""Whether all is in order round the content: this machine, the repository, and the site that is out there.

The content itself is what `chapter check` looks after. What goes wrong elsewhere goes
wrong in silence: a host stops its nightly builds, and the site goes on announcing
what is long over. But the site says itself until when it is true (`/build.json`), so
anybody can ask.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime as DateTime
from datetime import timedelta
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from generator.model.revision import History

# Pythons that get no repairs any more, by the day of the last (PEP 619 and its like).
ENDS = {(3, 11): "2027-10-31", (3, 12): "2028-10-31", (3, 13): "2029-10-31", (3, 14): "2030-10-31"}

# Seconds to wait for a site, and the most that is read of it, in bytes.
PATIENCE = 20
MOST = 64 * 1024

# A site that is behind by less is being built right now.
GRACE = timedelta(hours=26)


class Finding(NamedTuple):
    """Something that was looked at: what was found, and what to do where it is not well."""

    is_well: bool
    text: str
    help: str = ""


class SiteSilent(Exception):
    """A site could not be asked, or gave no answer that makes sense. The text says why."""


class Claim(NamedTuple):
    """What a published site says of itself."""

    generated_at: DateTime
    fresh_until: DateTime
    why: str
    source_commit: str


def examine(history: History, version: tuple[int, int], now: DateTime) -> Iterator[Finding]:
    """This machine and this repository."""
    name, ends = f"Python {version[0]}.{version[1]}", ENDS.get(version, "")
    if ends and now.date().isoformat() > ends:
        yield Finding(False, f"{name} gets no repairs since {ends}", "install a newer one")
    else:
        yield Finding(True, f"{name} is fine")
    if not history.commit:
        yield Finding(True, "there is no git history: calendars go by the days in the files, `updated` and `announced`")
    elif history.shallow:
        yield Finding(
            False,
            "only the newest part of the history is here, so calendars cannot tell when an event changed",
            "`git fetch --unshallow`; in a workflow, `fetch-depth: 0` for actions/checkout",
        )
    else:
        yield Finding(True, "the whole history is here")


def examine_live(url: str, history: History, now: DateTime) -> Iterator[Finding]:
    """The published site at `url`, as it claims to be and as it should be at `now`."""
    try:
        claim = ask(url)
    except SiteSilent as silent:
        yield Finding(False, f"{url} cannot be asked: {silent}", "is this the site's address, and was it built lately?")
        return
    built = f"{claim.generated_at:%Y-%m-%d %H:%M}"
    if now >= claim.fresh_until + GRACE:
        behind = (now - claim.fresh_until).days
        yield Finding(
            False,
            f"{url} has not been true for {behind} day{'s' * (behind != 1)}: since {claim.fresh_until:%Y-%m-%d %H:%M}, "
            f"when {claim.why}. It was built on {built}",
            "the nightly build has stopped. GitHub stops it after 60 days without a commit: see the Actions tab, "
            "and resume it with one click",
        )
    elif now >= claim.fresh_until:
        yield Finding(True, f"{url} waits for tonight's build: {claim.why} ({claim.fresh_until:%Y-%m-%d %H:%M})")
    else:
        yield Finding(
            True, f"{url} is true until {claim.fresh_until:%Y-%m-%d %H:%M}, when {claim.why}; built on {built}"
        )
    if history.commit and claim.source_commit and claim.source_commit != history.commit:
        yield Finding(
            False,
            f"{url} was built from {claim.source_commit[:10]}, and here is {history.commit[:10]}",
            "either the newest commit is not published yet, or it is not here yet: `git pull`, `git push`",
        )


def ask(url: str) -> Claim:
    """What a site says in its `/build.json`. Raises SiteSilent."""
    if not url.startswith(("https://", "http://")):
        raise SiteSilent("an address begins with https://")
    try:
        # The scheme is looked at above.
        address = urljoin(url.rstrip("/") + "/", "build.json")
        request = Request(address, headers={"User-Agent": "chapterhouse"})  # noqa: S310
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            text = answer.read(MOST)
    except (URLError, OSError, ValueError) as error:
        raise SiteSilent(str(getattr(error, "reason", "") or error)) from error
    return claim_of(text)


def claim_of(text: bytes) -> Claim:
    """A `/build.json`, read. Raises SiteSilent."""
    try:
        said = json.loads(text)
        return Claim(
            DateTime.fromisoformat(said["generated_at"]).astimezone(),
            DateTime.fromisoformat(said["fresh_until"]).astimezone(),
            str(said.get("why") or "something changes"),
            str(said.get("source_commit") or ""),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SiteSilent("what it calls build.json is none of ours") from error
