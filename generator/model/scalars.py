"""How each kind of value is written: text in, value out.

One small function for each type of `records.py`. Each takes what the volunteer
wrote, as text, and returns the value, or a `Refusal`: what was wanted and, where
it can be guessed, what to write instead. YAML never guesses before them, so
`18:30`, `no` and `06103` are what they look like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date as Date
from datetime import time as Clock
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from generator.model import records
from generator.model.slug import DEVICES, slug, topic_slug
from generator.model.when import is_zone, zone_names
from generator.pattern import pattern
from generator.text.diagnostic import did_you_mean
from generator.text.source import INVISIBLE_IN_NAME


class Refusal(NamedTuple):
    """Why a text is not a value of its type."""

    wanted: str
    help: str = ""
    code: str = "wrong-type"


def read_text(text: str) -> str:
    """Plain text: trimmed, composed (Unicode NFC), in one paragraph."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def read_markdown(text: str) -> str:
    """Markdown, as written, with LF line endings."""
    return text.replace("\r\n", "\n")


WORDS = {
    "true": True, "yes": True, "on": True, "y": True,
    "false": False, "no": False, "off": False, "n": False,
}  # fmt: skip


def read_bool(text: str) -> bool | Refusal:
    """`true` or `false`; `yes`, `no`, `on`, `off` in any case."""
    value = WORDS.get(text.strip().casefold())
    return Refusal("`true` or `false`") if value is None else value


def read_int(text: str) -> int | Refusal:
    """A whole number from 0 to a million; digits may be grouped: `1,200`."""
    digits = text.strip().replace(",", "").replace("_", "")
    if re.fullmatch(r"[0-9]{1,7}", digits):
        return int(digits)
    found = re.search(r"[0-9]{1,7}", digits)
    return Refusal("a whole number", f"write `{found[0]}`" if found else "")


def read_float(text: str) -> float | Refusal:
    """A decimal number, with a point."""
    digits = text.strip()
    if re.fullmatch(r"[+-]?([0-9]{1,12}(\.[0-9]{0,12})?|\.[0-9]{1,12})", digits):
        return float(digits)
    found = re.search(r"[+-]?[0-9]+([.,][0-9]+)?", text)
    return Refusal("a number", f"write `{found[0].replace(',', '.')}`" if found else "")


MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def read_date(text: str) -> Date | Refusal:
    """A day, `2026-10-15` (ISO 8601). Midnight after it, as some editors write, is no matter."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})([T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?)?", text.strip())
    if not found:
        meant = _date_meant(text)
        return Refusal("a day such as `2026-10-15`", f"write `{meant}`" if meant else "", "bad-date")
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    try:
        return Date(year, month, day)
    except ValueError:
        return Refusal("a day of the calendar", _last_day(year, month), "impossible-date")


def _last_day(year: int, month: int) -> str:
    if not 1 <= month <= 12:
        return "a month is 01 to 12: year, month, day"
    last = (
        29
        if month == 2 and (year % 4 == 0 and (year % 100 or year % 400 == 0))
        else (28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
    )
    return f"the last day of that month is `{year:04}-{month:02}-{last:02}`"


def _date_meant(text: str) -> str:
    """What a day written another way would be in ours: "Oct 15, 2026", "2026/10/5"; "" if unsure."""
    words = re.findall(r"[a-z]{3,}|\d+", text.casefold())
    months = [n for word in words for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3]) and word.isalpha()]
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 4]
    years = [n for n in numbers if 1900 <= n <= 2199]
    try:
        if months and years:
            days = [n for n in numbers if n not in years and n <= 31]
            return Date(years[0], months[0], days[0]).isoformat() if days else ""
        if found := re.match(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?!\d)", text.strip()):
            return Date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""
    return ""


def _month_meant(written: str) -> str:
    """What to write for "April 2021"; "" if unsure."""
    found = re.fullmatch(r"([a-z]{3,9})\.?,?\s+(\d{4})", written.casefold())
    numbers = [n for n, name in enumerate(MONTHS, 1) if found and name.startswith(found[1])]
    return f"write `{found[2]}-{numbers[0]:02}`" if found and numbers else ""


CLOCK = pattern(r"(\d{1,2})(?::(\d{2})(?::(\d{2}))?)?\s*([ap])?\.?(?:m\.?)?", re.ASCII | re.IGNORECASE)


def read_clock(text: str) -> Clock | Refusal:
    """An hour of the day by the clock on the wall: `8:00`, `08:00`, `8:00 am`, `18:30`."""
    written = text.strip()
    found = CLOCK.fullmatch(written)
    if not found or (found[2] is None and not found[4]) or (found[4] is None and written[-1:].isalpha()):
        return Refusal("an hour such as `8:00` or `18:30`", _clock_meant(written), "bad-time")
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return Refusal("an hour from 1 to 12 before `am` or `pm`", f"write `{hour}:{minute:02}`", "impossible-time")
        hour = hour % 12 + (12 if found[4].casefold() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        late = f"midnight is `0:{minute:02}` of the next day" if hour == 24 else "hours go to 23, minutes to 59"
        return Refusal("an hour of the day", late, "impossible-time")
    return Clock(hour, minute, second)


def _clock_meant(written: str) -> str:
    """What to write for an hour written another way: "20.00", "1830", "noon", "8"; "" if unsure."""
    if word := {"noon": "12:00", "midday": "12:00", "midnight": "0:00"}.get(written.casefold()):
        return f"write `{word}`"
    if re.fullmatch(r"[1-9]|1[0-2]", written):
        return f"write `{written} am` or `{written} pm`"
    dotted = re.fullmatch(r"(\d{1,2})[.hH](\d{2})?", written)
    four = re.fullmatch(r"([01]\d|2[0-3])([0-5]\d)", written)
    meant = dotted or four
    return f"write `{int(meant[1])}:{meant[2] or '00'}`" if meant else ""


def read_minutes(text: str) -> int | Refusal:
    """A length of time, in minutes: `2h`, `90m`, `1h30`, `1.5h`, `45 min`."""
    written = text.strip().casefold().replace(" ", "")
    found = re.fullmatch(
        r"(?:pt)?(?:(\d{1,3}(?:\.\d{1,2})?)(?:h|hr|hrs|hours?))?(?:(\d{1,4})(?:m|min|mins|minutes?)?)?", written
    )
    if not found or not (found[1] or found[2]) or (found[2] and not found[1] and written.isdigit()):
        number = written if written.isdigit() else ""
        return Refusal(
            "a length of time such as `2h` or `90m`",
            f"write `{number}m` or `{number}h`" if number else "",
            "bad-duration",
        )
    minutes = round(float(found[1] or 0) * 60) + int(found[2] or 0)
    if not 1 <= minutes <= 31 * 24 * 60:
        return Refusal("a length of time from a minute to a month", "", "bad-duration")
    return minutes


def read_partial_date(text: str) -> str | Refusal:
    """A year, a month or a day: `2021`, `2021-04`, `2021-04-15`."""
    written = text.strip()
    if re.fullmatch(r"\d{4}", written) and written != "0000":
        return written
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", written):
        return written
    day = read_date(written)
    if isinstance(day, Refusal):
        if day.code == "impossible-date":
            return day
        return Refusal(
            "a year, a month or a day: `2021`, `2021-04`, `2021-04-15`", day.help or _month_meant(written), "bad-date"
        )
    return day.isoformat()


SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


def read_currency(text: str) -> str | Refusal:
    """A currency, by its code (ISO 4217): `USD`."""
    written = text.strip()
    if re.fullmatch(r"[A-Za-z]{3}", written):
        return written
    return Refusal("a currency's code such as `USD`", f"write `{SIGNS[written]}`" if written in SIGNS else "")


# What people call a zone for half of the year, and the zone. Some of these are IANA names of
# zones without summer time (EST, MST, HST), which is never what a chapter means.
CITIES = {
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "CT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "MT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "HST": "Pacific/Honolulu", "BST": "Europe/London", "CEST": "Europe/Berlin", "CET": "Europe/Berlin",
}  # fmt: skip


def read_zone(text: str) -> str | Refusal:
    """An IANA time zone name, such as `America/Chicago`."""
    name = text.strip()
    city = CITIES.get(name.upper())
    if is_zone(name) and city is None:
        return name
    help = f"did you mean `{city}`?" if city else did_you_mean(name, (zone for zone in zone_names() if "/" in zone))
    return Refusal("a time zone such as `America/Chicago`", help, "unknown-zone")


def read_language(text: str) -> str | Refusal:
    """A language tag (BCP 47), such as `en`, `es-MX`."""
    tag = text.strip().replace("_", "-")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*", tag):
        return tag
    return Refusal("a language tag such as `en` or `es-MX`", "", "unknown-language")


# Control characters, spaces, quotes and angle brackets have no place in an address (RFC 3986).
UNSAFE = pattern(r"[\s\x00-\x20\x7f<>\"`\\^{}|]")
LOCAL_NAME = pattern(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,255}$)([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


def read_url(text: str) -> str | Refusal:
    """An address on the web: absolute, `https://` or `http://`."""
    written = text.strip()
    if re.match(r"https?://", written, re.IGNORECASE) and not UNSAFE.search(written):
        try:
            parts = urlsplit(written)
            host, _ = parts.hostname, parts.port
        except ValueError:
            host = None
        if host and ("@" not in parts.netloc):
            return written
    meant = f"write `https://{written}`" if re.fullmatch(r"[\w.-]+\.[A-Za-z]{2,}(/\S*)?", written) else ""
    return Refusal("an address that starts with `https://`", meant, "bad-address")


def read_domain(text: str) -> str | Refusal:
    """A name on the internet, without `https://`: `chicago.example.org`."""
    written = unicodedata.normalize("NFC", text.strip())
    # In letters of any script: the host of an address, which is what it is otherwise, may have them too.
    label = r"\w([\w-]{0,61}\w)?"
    if re.fullmatch(rf"({label}\.)*{label}", written) and len(written) <= 253:
        return written
    host = re.match(r"https?://([^/:@]+)", written, re.IGNORECASE)
    return Refusal("a name such as `chicago.example.org`", f"write `{host[1]}`" if host else "")


def read_target(text: str) -> str | Refusal:
    """Where a link leads: the web, mail, telephone, or a place of this site (`/join/`, `event:…`, `media:…`)."""
    written = text.strip()
    if UNSAFE.search(written):
        return Refusal("an address without spaces or quotes", "", "bad-address")
    if re.match(r"(mailto|tel|event|member|company|venue|recap|post|page|series|media):[^:]", written):
        return written
    if written.startswith("/") and not written.startswith("//"):
        return written
    if re.fullmatch(
        r"(?!www\.)[\w-][\w./-]*\.(pdf|pptx?|odp|docx?|xlsx?|png|jpe?g|webp|gif|svg|mp4|zip|txt|csv)", written
    ):
        path = read_media_path(written)
        return path if isinstance(path, Refusal) else f"media:{path}"
    return read_url(written)


def read_email(text: str) -> str | Refusal:
    """An e-mail address (the plain form of RFC 5321)."""
    written = text.strip()
    if LOCAL_NAME.fullmatch(written):
        return written
    inner = re.search(r"<?([^\s<>]+@[^\s<>]+)>?", written.removeprefix("mailto:"))
    good = inner and LOCAL_NAME.fullmatch(inner[1])
    return Refusal("an e-mail address", f"write `{inner[1]}`" if inner and good else "", "bad-email")


def read_media_path(text: str) -> str | Refusal:
    """A file in `content/media`, by its path from there."""
    written = unicodedata.normalize("NFC", text.strip().replace("\\", "/"))
    path = re.sub(r"^(/?content)?/?media/", "", written).removeprefix("media:").lstrip("/")
    parts = path.split("/")
    if not path or any(part in ("", ".", "..") for part in parts) or INVISIBLE_IN_NAME.search(path) or "://" in written:
        help = "put the file into content/media, and write its path from there" if "://" in written else ""
        return Refusal("a file in content/media, such as `tours/press.jpg`", help, "bad-path")
    return path


# Bytes of the name of a file or folder that the site makes of a text.
LONGEST_NAME = 120
# What such a name may not hold, so that a site can be built and copied on every system: controls, what Windows keeps
# for itself, a dot or a space at the end; and what hides it.
UNFIT = pattern(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd<>:"\\|?*]|[. ]$|^\.(?!well-known$)')


def read_site_path(text: str) -> str | Refusal:
    """An old address of this site, such as `/meetings/july/`. Letters, digits and `/ _ . ~ % -` only."""
    written = text.strip()
    path = written if written.startswith("/") else "/" + written
    if re.fullmatch(r"/[A-Za-z0-9/_.~%-]+", path) and "//" not in path:
        unfit = next((part for part in unquote(path).split("/") if part and not is_file_name(part)), None)
        if unfit is None and unquote(path).count("/") == path.count("/"):
            return path
        return Refusal("an address whose parts can be names of files", "", "bad-path")
    own = re.fullmatch(r"https?://[^/]+(/[A-Za-z0-9/_.~%-]+)", written, re.IGNORECASE)
    help = f"write `{own[1]}`" if own else ""
    return Refusal("an address of this site, such as `/meetings/july/`", help, "bad-path")


def is_file_name(name: str) -> bool:
    """Whether every system can have a file or a folder of that name."""
    is_short = len(name.encode()) <= LONGEST_NAME
    return is_short and not UNFIT.search(name) and name.partition(".")[0].casefold() not in DEVICES


def read_id(text: str) -> str | Refusal:
    """An id: the name of another record's file, without its ending."""
    written = text.strip()
    if is_id(written):
        return written
    bare = re.sub(r"\.(ya?ml|md)$", "", written.rsplit("/", 1)[-1])
    meant = bare if is_id(bare) else slug(bare)
    return Refusal("an id: a file's name without its ending", f"write `{meant}`" if meant else "", "bad-id")


ID = pattern(r"[A-Za-z0-9][A-Za-z0-9_-]{0,119}")


def is_id(text: str) -> bool:
    """Whether a file's stem can be an address."""
    return bool(ID.fullmatch(text))


def read_tag(text: str) -> str | Refusal:
    """A topic, in the chapter's words; its address is made from them."""
    tag = read_text(text)
    if len(topic_slug(tag).encode()) > LONGEST_NAME:
        return Refusal("a topic of a few words", "", "wrong-type")
    return tag if topic_slug(tag) else Refusal("a topic with letters or digits in it", "", "wrong-type")


def read_menu_item(text: str) -> str | Refusal:
    """A page's id or a section's name."""
    return read_id(text.strip().strip("/"))


SCALARS: dict[object, Callable[[str], object]] = {
    str: read_text,
    bool: read_bool,
    int: read_int,
    float: read_float,
    Date: read_date,
    Clock: read_clock,
    records.Markdown: read_markdown,
    records.Url: read_url,
    records.Target: read_target,
    records.Email: read_email,
    records.Domain: read_domain,
    records.Zone: read_zone,
    records.Language: read_language,
    records.PartialDate: read_partial_date,
    records.Minutes: read_minutes,
    records.Currency: read_currency,
    records.MediaPath: read_media_path,
    records.SitePath: read_site_path,
    records.MenuItem: read_menu_item,
    records.Tag: read_tag,
    records.Byline: read_text,
    **dict.fromkeys(records.TARGETS, read_id),
}
