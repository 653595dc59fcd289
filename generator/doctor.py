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
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

from generator.model.revision import History, check_history
from generator.site.freshness import VERSION

# Pythons that get no repairs any more, by the day of the last (PEP 619 and its like).
ENDS = {(3, 11): "2027-10-31", (3, 12): "2028-10-31", (3, 13): "2029-10-31", (3, 14): "2030-10-31"}

# Seconds to wait for a site, and the most that is read of it, in bytes.
PATIENCE = 20
MOST = 64 * 1024

# A site that is behind by less waits for its nightly build: a day, and two hours since hosts are late at times.
GRACE = timedelta(hours=26)


class Finding(NamedTuple):
    """Something that was looked at: what was found, and what to do where it is not well."""

    is_well: bool
    text: str
    help: str = ""


class SiteSilent(Exception):
    """A site could not be asked, or gave no answer that makes sense: what it did, and what to do about it."""

    def __init__(self, text: str, help: str) -> None:
        super().__init__(text)
        self.text, self.help = text, help


class Claim(NamedTuple):
    """What a published site says of itself. The times are aware, by the clock of its chapter."""

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
    wrong = check_history(history)
    yield from (Finding(False, one.message, one.help) for one in wrong)
    if not wrong and history.commit:
        yield Finding(True, "the whole history is here")
    elif not wrong:
        yield Finding(True, "there is no git history: calendars go by the days in the files, `updated` and `announced`")


def examine_live(url: str, history: History, now: DateTime) -> Iterator[Finding]:
    """The published site at `url`, as it claims to be and as it is at `now`, which is aware."""
    try:
        claim = ask(url)
    except SiteSilent as silent:
        yield Finding(False, f"{url} {silent.text}", silent.help)
        return
    built, due = (f"{moment:%Y-%m-%d %H:%M}" for moment in (claim.generated_at, claim.fresh_until))
    if now >= claim.fresh_until + GRACE:
        behind = (now - claim.fresh_until).days
        yield Finding(
            False,
            f"{url} has not been true for {behind} day{'s' * (behind != 1)}: since {due}, when {claim.why}. "
            f"It was built on {built}",
            "the nightly build has stopped. GitHub stops it after 60 days without a commit: enable the workflow again, "
            "under Actions. Elsewhere, see what calls the build hook",
        )
    elif now >= claim.fresh_until:
        yield Finding(True, f"{url} waits for tonight's build: since {due}, when {claim.why}. It was built on {built}")
    else:
        yield Finding(True, f"{url} is true until {due}, when {claim.why}. It was built on {built}")
    if history.commit and claim.source_commit and claim.source_commit != history.commit:
        yield Finding(
            False,
            f"{url} was built from {claim.source_commit[:10]}, and here is {history.commit[:10]}",
            "either the newest commit is not published yet, or it is not here yet: `git pull`, `git push`",
        )
    yield from examine_calendar(url)
    yield from examine_door(url)


def examine_calendar(url: str) -> Iterator[Finding]:
    """Whether the host at `url` says what a calendar is. Some programs follow nothing that is called otherwise."""
    address = urljoin(url.rstrip("/") + "/", "calendar.ics")
    try:
        request = Request(address, headers={"User-Agent": "chapterhouse"})  # noqa: S310
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    except (HTTPError, URLError, HTTPException, OSError, ValueError):
        return
    if kind != "text/calendar":
        yield Finding(
            False,
            f"{address} is served as {kind or 'nothing in particular'}, so some calendars will not follow it",
            "let the host serve `.ics` files as text/calendar; those that read /_headers do",
        )


def examine_door(url: str) -> Iterator[Finding]:
    """Whether what only members may see stands open to everybody at `url`."""
    directory = urljoin(url.rstrip("/") + "/", "inside/members/")
    try:
        request = Request(directory, headers={"User-Agent": "chapterhouse"})  # noqa: S310
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            # Some hosts answer everything with their home page, and some with the page where one signs in.
            is_open = urlsplit(answer.url).path == urlsplit(directory).path and b"noindex" in answer.read(MOST)
    except (HTTPError, URLError, HTTPException, OSError, ValueError):
        return
    if is_open:
        yield Finding(
            False,
            f"{directory} is open to everybody",
            "let the host ask who comes before it shows anything below /inside/, or write `as: encrypted` "
            "under `members_part` in chapter.yaml",
        )


REACHED = "see that the address is right, and whether a browser shows the site"
PUBLISHED = "see that this is the site's own address, with the path it stands under, and that it has been built lately"
SPOKEN = "the site was built by another version of this program: use that one, or build the site again"


def ask(url: str) -> Claim:
    """What a site says in its `/build.json`. Raises SiteSilent."""
    if not url.startswith(("https://", "http://")):
        raise SiteSilent("is no address", "an address begins with https://")
    try:
        # The scheme is looked at above.
        address = urljoin(url.rstrip("/") + "/", "build.json")
        request = Request(address, headers={"User-Agent": "chapterhouse", "Cache-Control": "no-cache"})  # noqa: S310
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            text = answer.read(MOST)
    except HTTPError as error:
        error.close()
        missing = error.code in (404, 410)
        said = "has no /build.json, so it is no site of this program" if missing else f"answers {error.code}"
        raise SiteSilent(said, PUBLISHED if missing else REACHED) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise SiteSilent(f"cannot be reached: {getattr(reason, 'strerror', '') or reason}", REACHED) from error
    return claim_of(text)


def claim_of(text: bytes) -> Claim:
    """A `/build.json`, read. Raises SiteSilent."""
    try:
        said = json.loads(text)
        if said["version"] != VERSION:
            raise SiteSilent(f"speaks version {said['version']} of /build.json, and this is {VERSION}", SPOKEN)
        claim = Claim(
            DateTime.fromisoformat(said["generated_at"]),
            DateTime.fromisoformat(said["fresh_until"]),
            str(said["why"]),
            str(said.get("source_commit", "")),
        )
        if None in (claim.generated_at.tzinfo, claim.fresh_until.tzinfo):
            raise ValueError("a time without its offset")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SiteSilent("has a /build.json that is none of this program's", PUBLISHED) from error
    return claim
