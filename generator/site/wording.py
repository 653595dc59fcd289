"""Days, hours and numbers in words, in the language of the site."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock
from datetime import timedelta

from generator.language.language import Language, message
from generator.model.records import Cost, Repeats
from generator.model.when import Interval, parse_rhythm
from generator.site.views import When


def date_words(language: Language, day: Date) -> str:
    """October 15, 2026"""
    return language.format(language.date, day)


def day_words(language: Language, day: Date) -> str:
    """Thursday, October 15, 2026"""
    return language.format(language.full, day)


def day_of_year(language: Language, day: Date) -> str:
    """Thursday, October 15"""
    return language.format(language.full_of_year, day)


def month_words(language: Language, day: Date) -> str:
    """October 2026"""
    return language.format(language.month_of_year, day)


def days_words(language: Language, first: Date, last: Date) -> str:
    """Thursday, October 15 – Friday, October 16, 2026"""
    if first == last:
        return day_words(language, first)
    start = day_of_year(language, first) if first.year == last.year else day_words(language, first)
    return language.span.format(start, day_words(language, last))


def clock_words(language: Language, clock: Clock | DateTime) -> str:
    """8:00 AM"""
    return language.format(language.clock, clock)


def hours_words(language: Language, start: Clock | DateTime, end: Clock | DateTime | None) -> str:
    """8:00 – 9:30 AM; 11:00 AM – 1:00 PM"""
    if end is None:
        return clock_words(language, start)
    begins, ends = language.hours if (start.hour < 12) == (end.hour < 12) else language.hours_across
    return language.format(begins, start) + language.format(ends, end)


def partial_words(language: Language, partial: str) -> str:
    """2021; April 2021; April 15, 2021"""
    year, month, day = (*(int(part) for part in partial.split("-")), 0, 0)[:3]
    if day:
        return date_words(language, Date(year, month, day))
    return month_words(language, Date(year, month, 1)) if month else language.number(year)


def zone_words(moment: DateTime) -> str:
    """CST; for zones without letters of their own, UTC+4."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes >= 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def iso(moment: DateTime) -> str:
    """2026-10-15T08:00-05:00: to the minute, with that day's offset (RFC 3339 less seconds, as HTML allows)."""
    return moment.isoformat(timespec="minutes")


def last_evening(interval: Interval) -> Date:
    """The last day on which it takes place. A night that ends in the morning is still that evening's."""
    first, last = interval.first_day, interval.last_day
    overnight = not interval.all_day and (last - first) == timedelta(days=1) and interval.end.hour < 12
    return first if overnight else last


def when(language: Language, interval: Interval) -> When:
    """When something takes place, in every form a page needs."""
    first, last = interval.first_day, last_evening(interval)
    several = last > first
    short = language.format(language.short, first)
    if interval.all_day:
        clock = zone = ""
    else:
        clock, zone = hours_words(language, interval.start, interval.end), zone_words(interval.start)
        short = language.moment.format(short, clock_words(language, interval.start))
    if several and not interval.all_day:
        clock = language.span.format(clock_words(language, interval.start), clock_words(language, interval.end))
    return When(
        start=first.isoformat() if interval.all_day else iso(interval.start),
        end=last.isoformat() if interval.all_day else iso(interval.end),
        day=days_words(language, first, last) if several else day_words(language, first),
        date=date_words(language, first),
        date_short=language.format(language.date_short, first),
        clock=clock,
        weekday=language.weekdays[first.weekday()],
        day_number=language.number(first.day),
        month=language.months_alone[first.month - 1],
        month_short=language.months_short[first.month - 1],
        year=language.number(first.year),
        short=short,
        all_day=interval.all_day,
        several_days=several,
        begins=iso(interval.start),
        ends=iso(interval.end),
        zone=zone,
        zone_name="" if interval.all_day else interval.zone.replace("_", " "),
    )


# Which of its weekday in the month. Messages of the catalogs.
NTH = {
    0: "{weekday}",
    1: message("first {weekday}"),
    2: message("second {weekday}"),
    3: message("third {weekday}"),
    4: message("fourth {weekday}"),
    5: message("fifth {weekday}"),
    -1: message("last {weekday}"),
}


def rhythm_words(language: Language, repeats: Repeats, start: Clock | None, end: Clock | None) -> str:
    """Every first Thursday of the month, 8:00 – 9:30 AM"""
    rhythm = parse_rhythm(repeats.every, repeats.on)
    if rhythm is None:
        return ""
    if rhythm.month_days:
        numbers = [language.say("last day") if day == -1 else ordinal(language, day) for day in rhythm.month_days]
        days = language.say("the {days} of every month", days=language.listed(numbers))
    else:
        said = [language.say(NTH[nth], weekday=language.weekdays[day]) for day, nth in rhythm.weekdays]
        listed = language.listed(said)
        days = (
            language.say("every {days} of the month", days=listed)
            if rhythm.every == "month"
            else language.say("every {days}", days=listed)
        )
    hours = f", {hours_words(language, start, end)}" if start else ""
    return days[0].upper() + days[1:] + hours


def ordinal(language: Language, number: int) -> str:
    """1st, 2nd, 3rd, 11th; in other languages the number, which their dates have as well."""
    if not language.is_english:
        return language.number(number)
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def initials(name: str) -> str:
    """AE for Ada Example"""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else "?"


def excerpt(text: str, limit: int = 160) -> str:
    """The beginning of a text, cut between words: for descriptions and previews."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:.–—- ") + "…"


def cost_words(language: Language, cost: Cost | str) -> str:
    """Free; $20; $20, lunch included; $20. Lunch is included."""
    if isinstance(cost, str):
        return cost
    price = language.amount(cost.amount, cost.currency) if cost.amount else language.say("Free")
    # A note that is a sentence stays one.
    return (". " if cost.note[:1].isupper() else ", ").join(filter(None, (price, cost.note)))
