"""A month as the leaf of a wall calendar: weeks of days, and what takes place on each."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from datetime import date as Date
from datetime import timedelta

from generator.model.chapter import Occasion
from generator.site.cards import event_card
from generator.site.edition import Edition
from generator.site.views import Day, Week
from generator.site.wording import last_evening

# Where weeks begin on Sunday, on Saturday and on Friday; elsewhere they begin on Monday (CLDR 46, weekData).
SUNDAY = (
    "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH"
    " PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
SATURDAY = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"
FRIDAY = "MV"
BEGINS = {country: day for day, some in ((6, SUNDAY), (5, SATURDAY), (4, FRIDAY)) for country in some.split()}


def first_weekday(edition: Edition) -> int:
    """The day on which the weeks of the chapter's country begin: 0 for Monday, 6 for Sunday."""
    charter = edition.chapter.charter
    _, _, region = charter.language.partition("-")
    # English without a country is written here as in America.
    country = (charter.country or region or ("US" if charter.language == "en" else "")).upper()
    return BEGINS.get(country, 0)


def weekday_names(edition: Edition) -> tuple[str, ...]:
    """Sun, Mon …, in the order of the chapter's weeks."""
    names, first = edition.language.weekdays_leaf, first_weekday(edition)
    return names[first:] + names[:first]


def weeks(edition: Edition, month: Date, occasions: Iterable[Occasion]) -> tuple[Week, ...]:
    """The weeks of the month that begins on the day `month`, with those of the occasions that fall into it."""
    on: dict[Date, list[Occasion]] = {}
    for one in occasions:
        for day in days_of(one):
            on.setdefault(day, []).append(one)
    return tuple(
        Week(
            days=tuple(
                Day(
                    number=edition.language.number(day.day),
                    iso=day.isoformat(),
                    events=tuple(event_card(edition, one) for one in on.get(day, ())),
                )
                if day.month == month.month
                else None
                for day in week
            )
        )
        for week in Calendar(first_weekday(edition)).monthdatescalendar(month.year, month.month)
    )


def days_of(occasion: Occasion) -> tuple[Date, ...]:
    """The days on which it takes place."""
    first = occasion.interval.first_day
    return tuple(first + timedelta(days=number) for number in range((last_evening(occasion.interval) - first).days + 1))
