"""What an address carries besides where it leads."""

from __future__ import annotations

import pytest

from generator.text.tracking import BEGINNINGS, CODES, CODES_OF, COUNTERS, DOUBTFUL, INNOCENT, SHORTENERS, carried

PLAIN = [
    "https://gloves.example.com/",
    "https://gloves.example.com/catalog?size=9&color=blue",
    "https://gloves.example.com/search?q=utm_source",
    "https://gloves.example.com/#reference",
    "https://gloves.example.com/refs/?page=2",
    "https://gloves.example.com/utm_source/",
    "https://github.com/example/site/tree/main?ref=main",
    "https://gitlab.com/example/site?ref=v2",
    "https://www.youtube.com/watch?v=abcdefg&t=42s",
    "https://example.org/?tag=safety",
    # Two names of the tables inside longer ones.
    "https://habit.ly/",
    "https://not.co/",
    "https://list-manage.com.example.org/",
    "https://go.microsoft.com/fwlink/?LinkId=123",
    "mailto:ada@example.org?subject=ref",
    "/recaps/?ref=home",
    "https://[broken/?ref=1",
]


@pytest.mark.parametrize("address", PLAIN)
def test_an_address_that_only_leads_somewhere_carries_nothing(address: str) -> None:
    assert carried(address) is None


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_found_in_any_case_and_taken_out(code: str) -> None:
    for written in (code, code.upper(), code.title()):
        found = carried(f"https://gloves.example.com/a/?size=9&{written}=x%20y&color=blue#fit")
        assert found is not None and found.codes == (written,) and not found.hides
        assert found.clean == "https://gloves.example.com/a/?size=9&color=blue#fit"


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_codes_are_known_by_how_they_begin(beginning: str) -> None:
    found = carried(f"https://gloves.example.com/?{beginning}whatever=1")
    assert found is not None and found.clean == "https://gloves.example.com/"


def test_a_code_without_a_value_or_spelled_in_percents_is_one_too() -> None:
    for query in ("ref", "%72ef=ada", "re%66", "utm%5Fsource=x"):
        found = carried(f"https://gloves.example.com/?{query}")
        assert found is not None and found.clean == "https://gloves.example.com/"


def test_a_code_behind_the_hash_is_one_too() -> None:
    found = carried("https://gloves.example.com/a#utm_source=x&tab=2")
    assert found is not None and found.clean == "https://gloves.example.com/a#tab=2"


def test_what_stays_keeps_its_spelling() -> None:
    found = carried("https://gloves.example.com/?q=caf%C3%A9+au%20lait&empty=&ref=ada&a=1&a=2")
    assert found is not None and found.clean == "https://gloves.example.com/?q=caf%C3%A9+au%20lait&empty=&a=1&a=2"


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://www.amazon.com/Gloves/dp/B000/ref=sr_1_1?tag=ada-20&th=1", "https://www.amazon.com/Gloves/dp/B000?th=1"),
        ("https://smile.amazon.co.uk/dp/B000?tag=ada-21", "https://smile.amazon.co.uk/dp/B000"),
        ("https://youtu.be/abcdefg?si=Zx9", "https://youtu.be/abcdefg"),
        ("https://www.youtube.com/watch?v=abcdefg&si=Zx9&t=42", "https://www.youtube.com/watch?v=abcdefg&t=42"),
        ("https://www.eventbrite.com/e/tour-1?aff=oddtdtcreator", "https://www.eventbrite.com/e/tour-1"),
        ("https://www.linkedin.com/in/ada?trk=people&lipi=x", "https://www.linkedin.com/in/ada"),
        ("https://www.meetup.com/x/events/1/?rv=ea1&_xtd=gq", "https://www.meetup.com/x/events/1/"),
    ],
)  # fmt: skip
def test_what_is_a_code_on_one_site_alone_is_known_there(address: str, clean: str) -> None:
    found = carried(address)
    assert found is not None and found.clean == clean


@pytest.mark.parametrize("host", sorted(SHORTENERS | COUNTERS))
def test_an_address_that_is_only_on_the_way_hides_where_it_leads(host: str) -> None:
    for address in (f"https://{host}/abc", f"http://www.{host}/abc", f"HTTPS://{host.upper()}:443/abc"):
        found = carried(address)
        assert found is not None and found.hides and found.clean == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/url?q=https%3A%2F%2Fgloves.example.com%2F%3Fsize%3D9&sa=D",
        "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fgloves.example.com%2F%3Fsize%3D9&data=05",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fgloves.example.com%2F%3Fsize%3D9%26fbclid%3Dx&h=y",
        "https://urldefense.com/v3/__https://gloves.example.com/?size=9__;!!abc!x$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__gloves.example.com_-3Fsize-3D9&d=x",
        "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fgloves.example.com%2F%3Fsize%3D9",
        "https://www.awin1.com/cread.php?awinmid=1&ued=https%3A%2F%2Fgloves.example.com%2F%3Fsize%3D9",
    ],
)
def test_an_address_wrapped_in_another_is_unwrapped_and_cleaned(address: str) -> None:
    found = carried(address)
    assert found is not None and found.hides and found.clean == "https://gloves.example.com/?size=9"


def test_what_is_wrapped_and_leads_nowhere_stays_hidden() -> None:
    found = carried("https://www.awin1.com/cread.php?ued=javascript%3Aalert(1)")
    assert found is not None and found.hides and found.clean == ""


def test_a_clean_address_is_clean() -> None:
    for address in (f"https://gloves.example.com/?{code}=1&size=9" for code in CODES):
        found = carried(address)
        assert found is not None and carried(found.clean) is None


@pytest.mark.parametrize("code", sorted(DOUBTFUL))
def test_doubtful_words_are_codes_where_that_is_asked(code: str) -> None:
    address = f"https://gloves.example.com/?{code}=ada"
    assert carried(address) is None
    found = carried(address, CODES | DOUBTFUL)
    assert found is not None and found.codes == (code,)


def test_the_tables_are_written_as_addresses_are_compared() -> None:
    names = (*CODES, *DOUBTFUL, *BEGINNINGS, *SHORTENERS, *COUNTERS, *CODES_OF, *INNOCENT)
    assert [name for name in names if name != name.casefold()] == []
    assert not DOUBTFUL & CODES and not SHORTENERS & COUNTERS
