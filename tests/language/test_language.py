"""Days, hours, lists and sums in other languages: against Babel, which has more of them and takes longer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import babel.dates
import babel.lists
import babel.numbers
import pytest
from markupsafe import Markup, escape
from msgspec.structs import replace

from generator.language.catalog import read_catalog
from generator.language.cldr import SPACES, find_language
from generator.language.english import ENGLISH
from generator.language.language import Language
from generator.language.speech import speak
from generator.site.wording import hours_words
from generator.text.source import Source

TAGS = ["en", "es", "fr", "de", "ar", "ar-EG", "he", "ja", "pt-BR", "en-GB", "es-MX"]


def known(tag: str) -> Language:
    language = find_language(tag)
    assert language
    return language


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_english_is_what_the_locale_data_say_but_for_one_comma() -> None:
    assert replace(known("en"), list_end="{0} and {1}") == ENGLISH


@pytest.mark.parametrize("tag", TAGS)
def test_a_day_is_written_as_babel_writes_it(tag: str) -> None:
    language, locale = known(tag), tag.replace("-", "_")
    for day in (date(2024, 2, 29) + timedelta(days=41 * n) for n in range(20)):
        for ours, theirs in ((language.full, "full"), (language.date, "long")):
            expected = babel.dates.format_date(day, theirs, locale=locale).translate(SPACES)
            assert language.format(ours, day) == language.in_digits(expected)
        assert language.months_alone[day.month - 1] == babel.dates.format_date(day, "LLLL", locale=locale)


@pytest.mark.parametrize("tag", TAGS)
def test_an_hour_is_written_as_babel_writes_it(tag: str) -> None:
    for clock in (time(0, 5), time(8), time(12), time(18, 30)):
        expected = babel.dates.format_time(clock, "short", locale=tag.replace("-", "_")).translate(SPACES)
        assert known(tag).format(known(tag).clock, clock) == known(tag).in_digits(expected)


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_a_list_is_written_as_babel_writes_it(tag: str) -> None:
    for names in (["Ada"], ["Ada", "Ben"], ["Ada", "Ben", "Cy"], ["Ada", "Ben", "Cy", "Dot"]):
        assert known(tag).listed(names) == babel.lists.format_list(names, locale=tag.replace("-", "_"))


def test_the_year_is_left_out_of_a_day_of_this_year() -> None:
    day = date(2026, 10, 15)
    said = {tag: known(tag).format(known(tag).full_of_year, day) for tag in ("en", "es", "fr", "de", "ja")}
    assert said == {
        "en": "Thursday, October 15",
        "es": "jueves, 15 de octubre",
        "fr": "jeudi 15 octobre",
        "de": "Donnerstag, 15. Oktober",
        "ja": "10月15日木曜日",
    }


def test_arabic_dates_have_arabic_digits_where_people_use_them() -> None:
    assert known("ar-EG").format(known("ar-EG").date, date(2026, 10, 15)) == "١٥ أكتوبر ٢٠٢٦"
    assert known("ar-EG").direction == "rtl"


def test_a_sum() -> None:
    assert [plain(known(tag).amount(1234.5, "EUR")) for tag in ("en", "es", "fr", "de")] == [
        "€1,234.50", "1.234,50 €", "1 234,50 €", "1.234,50 €",
    ]  # fmt: skip
    assert plain(ENGLISH.amount(20, "PLN")) == "20 PLN"


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "ar-MA", "fa", "he"])
def test_a_sum_is_written_as_babel_writes_it_where_one_reads_from_right_to_left(tag: str) -> None:
    locale = tag.replace("-", "_")
    for amount in (1234.5, 20.25):
        expected = babel.numbers.format_currency(amount, "EUR", locale=locale, numbering_system="default")
        assert known(tag).amount(amount, "EUR") == known(tag).in_digits(expected)


@pytest.mark.parametrize(
    ("tag", "day", "clock", "short"),
    [
        ("ar", "الخميس، 15 أكتوبر 2026", "8:00–9:30 ص", "الخميس، 15 أكتوبر"),
        ("ar-EG", "الخميس، ١٥ أكتوبر ٢٠٢٦", "٨:٠٠–٩:٣٠ ص", "الخميس، ١٥ أكتوبر"),
        ("ar-MA", "الخميس، 15 أكتوبر 2026", "08:00–09:30", "الخميس، 15 أكتوبر"),
        ("ar-IQ", "الخميس، ١٥ تشرين الأول ٢٠٢٦", "٨:٠٠–٩:٣٠ ص", "الخميس، ١٥ تشرين الأول"),
    ],
)
def test_days_and_hours_in_arabic_are_those_of_the_country(tag: str, day: str, clock: str, short: str) -> None:
    language, of_day = known(tag), date(2026, 10, 15)
    assert language.direction == "rtl"
    assert plain(language.format(language.full, of_day)) == day
    assert plain(language.format(language.short, of_day)) == short
    assert plain(hours_words(language, time(8), time(9, 30))) == clock


def test_names_that_are_html_stay_html_in_a_list() -> None:
    said = ENGLISH.listed([escape("A & B"), Markup("<b>C</b>")])
    assert said == Markup("A &amp; B and <b>C</b>")


CATALOG = """
msgid ""
msgstr "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"

msgid "How to get in"
msgstr "Вход"

msgid "one tour"
msgid_plural "{count} tours"
msgstr[0] "{count} экскурсия"
msgstr[1] "{count} экскурсии"
msgstr[2] "{count} экскурсий"

#, fuzzy
msgid "Getting in"
msgstr "???"

msgid "Not said yet"
msgstr ""
"""


def russian(name: str) -> tuple[Source, ...]:
    return (Source(f"themes/tiny/words/{name}", CATALOG),) if name == "ru.po" else ()


def nothing(name: str) -> tuple[Source, ...]:
    return ()


def test_a_catalog_says_the_words_of_the_site() -> None:
    language, problems = speak("ru", russian, {}, "chapter.yaml")
    assert not problems
    assert language.say("How to get in") == "Вход"
    assert [language.say_count("one tour", "{count} tours", n) for n in (1, 2, 5, 11, 21)] == [
        "1 экскурсия", "2 экскурсии", "5 экскурсий", "11 экскурсий", "21 экскурсия",
    ]  # fmt: skip


def test_a_region_speaks_its_language_unless_it_has_a_catalog_of_its_own() -> None:
    assert speak("ru-KZ", russian, {}, "chapter.yaml").value.say("How to get in") == "Вход"


def test_what_a_catalog_does_not_say_or_only_guesses_stays_english() -> None:
    language = speak("ru", russian, {}, "chapter.yaml").value
    assert [language.say("Getting in"), language.say("Not said yet"), language.say("New here")] == [
        "Getting in", "Not said yet", "New here",
    ]  # fmt: skip


def test_a_chapter_may_say_any_word_otherwise_in_english_too() -> None:
    language, problems = speak("en", nothing, {"Free": "On the house"}, "chapter.yaml")
    assert (language.say("Free"), problems) == ("On the house", ())


def test_a_region_that_nobody_knows_is_left_out_and_an_unknown_language_is_english() -> None:
    assert known("fr-ZZ").months[0] == "janvier"
    language, problems = speak("tlh", nothing, {}, "chapter.yaml")
    assert (language.months[0], [problem.code for problem in problems]) == ("January", ["unspoken-language"])


def test_a_catalog_that_cannot_be_read_says_so() -> None:
    with pytest.raises(ValueError, match="missing msgstr"):
        read_catalog('msgid "How')


def test_two_languages_that_say_something_differently_have_different_digests() -> None:
    plain, again = ENGLISH.digest(), replace(ENGLISH).digest()
    assert plain == again != replace(ENGLISH, messages={"a": ("b",)}).digest()


def test_an_hour_of_a_datetime_is_that_of_its_own_clock() -> None:
    assert plain(ENGLISH.format(ENGLISH.clock, datetime(2026, 10, 15, 18, 30))) == "6:30 PM"
