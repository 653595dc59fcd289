"""English, as a chapter in America writes it.

A constant, so that a chapter that speaks English reads no locale data. It is what
`cldr.py` would give, and a test says so, but for the comma before "and".
"""

from __future__ import annotations

from generator.language.language import Language

ENGLISH = Language(
    tag="en",
    name="English",
    locale="en_US",
    direction="ltr",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    weekdays_leaf=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    months_alone=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    halves=("AM", "PM"),
    full="EEEE, MMMM d, y",
    full_of_year="EEEE, MMMM d",
    date="MMMM d, y",
    date_short="MMM d, y",
    short="E, MMM d",
    month_of_year="MMMM y",
    clock="h:mm\xa0a",
    hours=("h:mm – ", "h:mm\xa0a"),
    hours_across=("h:mm\xa0a – ", "h:mm\xa0a"),
    moment="{0}, {1}",
    span="{0} – {1}",
    pair="{0} and {1}",
    list_start="{0}, {1}",
    list_middle="{0}, {1}",
    list_end="{0} and {1}",
    decimal=".",
    group=",",
    money="¤#",
    currency_signs=(
        ("USD", "$"),
        ("EUR", "€"),
        ("GBP", "£"),
        ("CAD", "CA$"),
        ("AUD", "A$"),
        ("MXN", "MX$"),
        ("JPY", "¥"),
        ("INR", "₹"),
        ("CHF", "CHF"),
        ("BRL", "R$"),
    ),
)
