"""Days, hours and numbers in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Clock
from datetime import timedelta

from generator.model.records import Cost, Repeats
from generator.model.scalars import MONTHS
from generator.model.when import WEEKDAYS, Interval, parse_rhythm
from generator.site.views import When

# Not hyphens: a range reads as one.
EN_DASH = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"


def weekday(day: Date) -> str:
    """Thursday"""
    return WEEKDAYS[day.weekday()].title()


def month(day: Date) -> str:
    """October"""
    return MONTHS[day.month - 1].title()


def date_words(day: Date) -> str:
    """October 15, 2026"""
    return f"{month(day)} {day.day}, {day.year}"


def day_words(day: Date) -> str:
    """Thursday, October 15, 2026"""
    return f"{weekday(day)}, {date_words(day)}"


def day_of_year(day: Date) -> str:
    """Thursday, October 15"""
    return f"{weekday(day)}, {month(day)} {day.day}"


def days_words(first: Date, last: Date) -> str:
    """Thursday, October 15 – Friday, October 16, 2026"""
    if first == last:
        return day_words(first)
    start = day_of_year(first) if first.year == last.year else day_words(first)
    return f"{start} {EN_DASH} {day_words(last)}"


def clock_words(clock: Clock | DateTime) -> str:
    """8:00 AM"""
    return f"{clock.hour % 12 or 12}:{clock.minute:02}{NO_BREAK}{'AM' if clock.hour < 12 else 'PM'}"


def hours_words(start: Clock | DateTime, end: Clock | DateTime | None) -> str:
    """8:00 – 9:30 AM; 11:00 AM – 1:00 PM"""
    if end is None:
        return clock_words(start)
    begins = clock_words(start)
    if (start.hour < 12) == (end.hour < 12):
        begins = begins.split(NO_BREAK)[0]
    return f"{begins} {EN_DASH} {clock_words(end)}"


def partial_words(partial: str) -> str:
    """2021; April 2021; April 15, 2021"""
    parts = [int(part) for part in partial.split("-") if part]
    if len(parts) == 3:
        return date_words(Date(*parts))
    return f"{MONTHS[parts[1] - 1].title()} {parts[0]}" if len(parts) == 2 else partial


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


def when(interval: Interval) -> When:
    """When something takes place, in every form a page needs."""
    first, last = interval.first_day, interval.last_day
    # A night that ends before six in the morning is still that evening's.
    overnight = not interval.all_day and (last - first) == timedelta(days=1) and interval.end.hour < 12
    several = last > first and not overnight
    short = f"{weekday(first)[:3]}, {month(first)[:3]} {first.day}"
    if interval.all_day:
        clock = zone = ""
    else:
        clock, zone = hours_words(interval.start, interval.end), zone_words(interval.start)
        short += f", {clock_words(interval.start)}"
    if several and not interval.all_day:
        clock = f"{clock_words(interval.start)} {EN_DASH} {clock_words(interval.end)}"
    return When(
        start=first.isoformat() if interval.all_day else iso(interval.start),
        end=last.isoformat() if interval.all_day else iso(interval.end),
        day=days_words(first, last) if several else day_words(first),
        clock=clock,
        weekday=weekday(first),
        day_number=str(first.day),
        month=month(first),
        month_short=month(first)[:3],
        year=str(first.year),
        short=short,
        all_day=interval.all_day,
        several_days=several,
        begins=iso(interval.start),
        ends=iso(interval.end),
        zone=zone,
        zone_name="" if interval.all_day else interval.zone.replace("_", " "),
    )


def joined(names: Sequence[str], word: str = "and") -> str:
    """Ada, Ben and Cleo"""
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", 0: ""}


def rhythm_words(repeats: Repeats, start: Clock | None, end: Clock | None) -> str:
    """Every first Thursday of the month, 8:00 – 9:30 AM"""
    rhythm = parse_rhythm(repeats.every, repeats.on)
    if rhythm is None:
        return ""
    if rhythm.month_days:
        numbers = ["last day" if day == -1 else ordinal(day) for day in rhythm.month_days]
        days = f"the {joined(numbers)} of every month"
    else:
        names = joined([f"{NTH[nth]} {WEEKDAYS[day].title()}".strip() for day, nth in rhythm.weekdays])
        days = f"every {names}" + (" of the month" if rhythm.every == "month" else "")
    hours = f", {hours_words(start, end)}" if start else ""
    return days[0].upper() + days[1:] + hours


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th"""
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


CURRENCY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "MXN": "MX$", "JPY": "¥", "INR": "₹"}


def cost_words(cost: Cost | str) -> str:
    """Free; $20; $20, lunch included"""
    if isinstance(cost, str):
        return cost
    amount = f"{cost.amount:,.2f}".removesuffix(".00")
    sign = CURRENCY_SIGNS.get(cost.currency.upper())
    price = "Free" if not cost.amount else f"{sign}{amount}" if sign else f"{amount} {cost.currency}"
    return ", ".join(filter(None, (price, cost.note)))
