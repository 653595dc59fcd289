"""A language's names and patterns, read from Unicode's locale data (CLDR) through Babel.

Two liberties are taken. Narrow and thin spaces become the ordinary ones that every
font has. And the day of a year without that year, for which the data have no pattern
of this length, is made of the two that they do have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import split_interval_pattern

from generator.language.language import Language

# Those that chapters charge in; another is written by its code.
CURRENCIES = ("USD", "EUR", "GBP", "CAD", "AUD", "MXN", "JPY", "INR", "CHF", "BRL")
DIGITS = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹", "deva": "०१२३४५६७८९", "beng": "০১২৩৪৫৬৭৮৯"}
# Letters of a weekday that a column on the leaf of a wall calendar has room for.
LONGEST_ON_LEAF = 4
SPACES = str.maketrans({"\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}", "\N{THIN SPACE}": " "})


def find_language(tag: str) -> Language | None:
    """The language with a BCP 47 tag, without words of its own; None when the data do not know it.

    A region or script that they do not know is left out.
    """
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return language_of(Locale.parse("-".join(parts[:length]), sep="-"), tag)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def language_of(locale: Locale, tag: str) -> Language:
    """A locale as a language that is called by `tag`."""
    full, date = pattern(locale.date_formats["full"]), pattern(locale.date_formats["long"])
    of_year = skeleton(locale, "MMMMd") or date
    with_weekday = full.replace(date, "{}") if date in full else "EEEE, {}"
    clock = pattern(locale.time_formats["short"])
    halves = locale.day_periods["format"]["abbreviated"]
    intervals = locale.interval_formats["hm" if "a" in clock else "Hm"]
    lists = locale.list_patterns["standard"]
    symbols = locale.number_symbols.get(locale.default_numbering_system) or locale.number_symbols["latn"]
    wide, abbreviated, alone = (
        locale.months[use][width]
        for use, width in (("format", "wide"), ("format", "abbreviated"), ("stand-alone", "wide"))
    )
    return Language(
        tag=tag,
        name=locale.get_display_name(locale) or tag,
        locale=f"{locale.language}_{territory_of(locale)}",
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        digits=DIGITS.get(locale.default_numbering_system, "0123456789"),
        weekdays=tuple(locale.days["format"]["wide"][day] for day in range(7)),
        weekdays_leaf=leaf_names(locale),
        weekdays_short=tuple(locale.days["format"]["abbreviated"][day] for day in range(7)),
        months=twelve(wide),
        months_short=twelve(abbreviated),
        months_alone=twelve(alone),
        halves=(halves["am"].translate(SPACES), halves["pm"].translate(SPACES)),
        full=full,
        full_of_year=with_weekday.format(of_year),
        date=date,
        date_short=skeleton(locale, "yMMMd") or date,
        short=skeleton(locale, "MMMEd") or f"EEE {of_year}",
        month_of_year=skeleton(locale, "yMMMM") or "LLLL y",
        clock=clock,
        hours=two_halves(intervals, "h" if "a" in clock else "H", "m"),
        hours_across=two_halves(intervals, "a" if "a" in clock else "H", "h", "m"),
        moment=moment(locale),
        span=locale.interval_formats[None].translate(SPACES),
        pair=lists["2"],
        list_start=lists["start"],
        list_middle=lists["middle"],
        list_end=lists["end"],
        decimal=symbols["decimal"],
        group=symbols["group"].translate(SPACES),
        money=money(locale),
        currency_signs=tuple((code, str(locale.currency_symbols.get(code, code))) for code in CURRENCIES),
    )


def territory_of(locale: Locale) -> str:
    """The country of a locale, else the one where most of those who speak it live."""
    likely = get_global("likely_subtags").get(str(locale), "")
    return locale.territory or likely.rpartition("_")[2] or locale.language.upper()


def pattern(found: Any) -> str:
    """A pattern of the data, with ordinary spaces."""
    return str(getattr(found, "pattern", found)).translate(SPACES)


def skeleton(locale: Locale, name: str) -> str:
    """The pattern for the fields that a skeleton names; "" when there is none."""
    found = locale.datetime_skeletons.get(name)
    return pattern(found) if found else ""


def twelve(months: Mapping[int, str]) -> tuple[str, ...]:
    """January to December."""
    return tuple(months[month] for month in range(1, 13))


def two_halves(intervals: Mapping[str, list[str]], *differing: str) -> tuple[str, str]:
    """How two hours of one day are written, by the greatest field in which they differ."""
    found = next(intervals[field] for field in differing if field in intervals)
    parts = [part.translate(SPACES) for part in ([found] if isinstance(found, str) else found)]
    start, end = parts if len(parts) == 2 else split_interval_pattern(parts[0])
    return start, end


def moment(locale: Locale) -> str:
    """How a day (`{0}`) and an hour (`{1}`) stand together; the data count them the other way round."""
    found = str(locale.datetime_formats["medium"]).translate(SPACES)
    return found.replace("{1}", "{day}").replace("{0}", "{1}").replace("{day}", "{0}")


def leaf_names(locale: Locale) -> tuple[str, ...]:
    """Weekdays in a narrow column: as they are shortened elsewhere, or one letter where nothing is shortened."""
    names = locale.days["format"]["abbreviated"]
    if max(map(len, names.values())) > LONGEST_ON_LEAF:
        names = locale.days["stand-alone"]["narrow"]
    return tuple(names[day] for day in range(7))


def money(locale: Locale) -> str:
    """How an amount and its currency stand: `¤#`, `# ¤`. A mark of direction goes with them."""
    standard = locale.currency_formats["standard"].pattern.split(";")[0]
    before, after = standard.split("#")[0], standard[standard.rindex("0") + 1 :]
    return f"{before}#{after}".translate(SPACES)
