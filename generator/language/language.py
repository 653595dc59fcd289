"""A language: how a site in it says days, hours, lists, sums, and everything else of its own.

The names and patterns come from Unicode's locale data (CLDR), through Babel; English
stands in `english.py` as a constant, so that a chapter that speaks English pays for
no locale data. The words of the site are written in English where they are used,
and a catalog says each in another language, as gettext does; what no catalog says
stays English.

A message may hold places, `{count}`, which the caller fills. It is text, never
HTML: whoever puts it on a page escapes it, and gives values that are HTML as Markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock
from functools import lru_cache
from gettext import c2py
from hashlib import blake2b
from typing import Literal

from msgspec import Struct, msgpack

from generator.language.pattern import parse_pattern


class Language(Struct, frozen=True, kw_only=True, dict=True):
    """The names, patterns and words of one language. Weeks begin on Monday, in every tuple here."""

    # BCP 47: `en`, `es-MX`.
    tag: str
    # What it calls itself: `français`.
    name: str
    # With the country it is most spoken in, for Open Graph: `fr_FR`.
    locale: str
    direction: Literal["ltr", "rtl"]
    digits: str = "0123456789"

    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    # On the leaf of a wall calendar, where a column has room for four letters.
    weekdays_leaf: tuple[str, ...]
    # January among other words of a date, and alone: `10 de enero`, `Enero`.
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    months_alone: tuple[str, ...]
    # Before and after noon.
    halves: tuple[str, str]

    # Patterns (UTS 35): Thursday, October 15, 2026; Thursday, October 15; October 15, 2026; Oct 15, 2026; Thu, Oct 15;
    # October 2026.
    full: str
    full_of_year: str
    date: str
    date_short: str
    short: str
    month_of_year: str
    # 8:00 AM; and the two halves of 8:00 – 9:30 AM, and of 11:00 AM – 1:00 PM.
    clock: str
    hours: tuple[str, str]
    hours_across: tuple[str, str]
    # Thursday – Friday; Thursday, October 15, 8:00 AM
    span: str
    moment: str

    # Ada and Ben; Ada, Ben …; … Cy and Dot.
    pair: str
    list_start: str
    list_middle: str
    list_end: str

    # 1,234.50; $20
    decimal: str
    group: str
    money: str
    currency_signs: tuple[tuple[str, str], ...] = ()

    # Which form of a message a number wants: gettext's rule, in C's words.
    plural: str = "n != 1"
    # English message -> its forms here.
    messages: Mapping[str, tuple[str, ...]] = {}

    @property
    def is_english(self) -> bool:
        return self.tag.partition("-")[0] == "en"

    # -- words -------------------------------------------------------------------

    def say(self, message: str, /, **values: object) -> str:
        """A message of the site in this language, its places filled."""
        said = self.messages.get(message, (message,))[0]
        return said.format(**values) if values else said

    def say_count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A message that depends on a number: `say_count("one tour", "{count} tours", 3)`."""
        return self.choose(one, many, number).format(count=self.number(number), **values)

    def choose(self, one: str, many: str, number: int) -> str:
        """The form of a message that a number wants, its places not yet filled."""
        forms = self.messages.get(one)
        if forms is None:
            return one if number == 1 else many
        return forms[min(form_of(self.plural)(number), len(forms) - 1)]

    def digest(self) -> bytes:
        """16 bytes that differ when anything is said differently."""
        return blake2b(msgpack.encode(self, order="deterministic"), digest_size=16).digest()

    # -- numbers, lists ----------------------------------------------------------

    def number(self, number: int) -> str:
        """12, in the digits of this language, ungrouped."""
        return self.in_digits(str(number))

    def in_digits(self, text: str) -> str:
        """A text with its digits as this language writes them."""
        return text if self.digits == "0123456789" else text.translate(str.maketrans("0123456789", self.digits))

    def listed(self, names: Sequence[str]) -> str:
        """Ada; Ada and Ben; Ada, Ben and Cleo. What is Markup stays Markup."""
        if len(names) < 3:
            return fill(self.pair, *names) if len(names) == 2 else "".join(names)
        said = fill(self.list_end, names[-2], names[-1])
        for name in names[-3:0:-1]:
            said = fill(self.list_middle, name, said)
        return fill(self.list_start, names[0], said)

    def amount(self, amount: float, currency: str) -> str:
        """$20; $12.50; 20 PLN. Whole amounts are written without a fraction."""
        digits = f"{amount:,.2f}".removesuffix(".00")
        written = self.in_digits(digits.translate({ord(","): self.group, ord("."): self.decimal}))
        code = currency.upper()
        sign = dict(self.currency_signs).get(code)
        return self.money.replace("¤", sign).replace("#", written) if sign else f"{written}\N{NO-BREAK SPACE}{code}"

    # -- days and hours ----------------------------------------------------------

    def format(self, pattern: str, moment: Date | DateTime | Clock) -> str:
        """A day or an hour by a pattern."""
        return "".join(
            self.field(token.text, moment) if token.is_field else token.text for token in parse_pattern(pattern)
        )

    def field(self, field: str, moment: Date | DateTime | Clock) -> str:
        """One field of a pattern, such as `MMMM`. Raises ValueError for a field that no pattern of ours has."""
        if isinstance(moment, Date):
            match field:
                case "EEEE" | "cccc":
                    return self.weekdays[moment.weekday()]
                case "E" | "EEE" | "ccc":
                    return self.weekdays_short[moment.weekday()]
                case "MMMM":
                    return self.months[moment.month - 1]
                case "MMM" | "LLL":
                    return self.months_short[moment.month - 1]
                case "LLLL":
                    return self.months_alone[moment.month - 1]
                case "M" | "L":
                    return self.number(moment.month)
                case "d":
                    return self.number(moment.day)
                case "y":
                    return self.number(moment.year)
        if isinstance(moment, (DateTime, Clock)):
            match field:
                case "h":
                    return self.number(moment.hour % 12 or 12)
                case "H":
                    return self.number(moment.hour)
                case "HH":
                    return self.in_digits(f"{moment.hour:02}")
                case "mm":
                    return self.in_digits(f"{moment.minute:02}")
                case "a":
                    return self.halves[moment.hour >= 12]
        raise ValueError(f"no field {field} of a {type(moment).__name__}")


def message(text: str) -> str:
    """Mark a text in a table as a message, so that translators are shown it. It is said elsewhere."""
    return text


def fill(pattern: str, first: str, second: str) -> str:
    """A pattern such as `{0} and {1}`, filled. Escapes what is not Markup when the other is."""
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before + first + between + second + after


@lru_cache(maxsize=16)
def form_of(plural: str) -> Callable[[int], int]:
    """The function number → form of a plural rule. Raises ValueError when it is none."""
    rule: Callable[[int], int] = c2py(plural)
    return rule
