"""Cards for address books: what they say, to whom, and what other programs read in them (RFC 6350)."""

from __future__ import annotations

import pytest
import vobject

from generator.model.revision import History
from generator.site.vcards import VcardView, render_vcard
from tests.calendars import read_card, unfolded
from tests.chapter import site
from tests.site.views import views

CHARTER = """
    -- chapter.yaml --
    name: "Press; Paper, and Ink"
    timezone: America/Chicago
    url: https://small.example.org/
    city: Aurora
    region: IL
    country: US
    email: hello@small.example.org
    logo: mark.png
    -- media/mark.png --
    (a picture)
    """
ADA = """
    -- companies/press.yaml --
    name: Example Press; Sons, & Co.
    -- members/ada-example.yaml --
    name: Ada Maria Example
    title: Head of \\People, ink
    company: press
    photo: ada.png
    contact: {email: ada@private.example.net, phone: "+1 312 555 0100", linkedin: "https://li.example.com/ada"}
    consent: {given: 2026-01-02, directory: public}
    -- media/ada.png --
    (a picture)
    """
BEN = """
    -- members/ben-example.yaml --
    name: Ben Example
    """


def card(text: str, at: str, **wanted: object) -> list[str]:
    """A card, unfolded, line by line."""
    return unfolded(site(text, **wanted)[at]).splitlines()  # type: ignore[arg-type]


def test_a_member_s_card_says_what_the_page_says_and_no_more() -> None:
    assert card(ADA, "/members/ada-example.vcf") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        "UID:tag:small.example.org,2026:member:ada-example",
        "FN:Ada Maria Example",
        "N:Example;Ada Maria;;;",
        "ORG:Example Press\\; Sons\\, & Co.",
        "TITLE:Head of \\\\People\\, ink",
        "URL:https://small.example.org/members/ada-example/",
        "END:VCARD",
    ]


@pytest.mark.parametrize(
    ("matter", "line"),
    [
        ("email", "EMAIL:ada@private.example.net"),
        ("phone", "TEL:+1 312 555 0100"),
        ("linkedin", "URL:https://li.example.com/ada"),
        ("photo", "PHOTO:https://small.example.org/media/ada.png"),
    ],
)
def test_each_way_to_reach_a_person_is_on_the_card_only_when_agreed_to(matter: str, line: str) -> None:
    agreed = ADA.replace("directory: public}", f"directory: public, {matter}: public}}")
    asked = ADA.replace("directory: public}", f"directory: public, {matter}: members}}")
    without, told = (card(text, "/members/ada-example.vcf") for text in (asked, agreed))
    assert set(told) - set(without) == {line}
    assert without == card(ADA, "/members/ada-example.vcf")


def test_the_chapter_s_card_has_its_public_address() -> None:
    assert card(CHARTER, "/chapter.vcf") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        "UID:tag:small.example.org,2026:chapter",
        "FN:Press; Paper\\, and Ink",
        "ORG:Press\\; Paper\\, and Ink",
        "EMAIL:hello@small.example.org",
        "ADR:;;;Aurora;IL;;US",
        "LOGO:https://small.example.org/media/mark.png",
        "URL:https://small.example.org/",
        "END:VCARD",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "consent: {given: 2026-01-02, directory: members}",
        "consent: {given: 2026-01-02, directory: none}",
        "consent: {given: 2026-04-01, directory: public}",
        "consent: {given: 2025-01-02, directory: public, review_by: 2026-01-02}",
        "consent: {given: 2026-01-02, directory: public}\n    withdrawn: 2026-02-01",
        "consent: {given: 2026-01-02, directory: public}\n    left: 2026-01",
        "consent: {given: 2026-01-02, directory: public}\n    draft: true",
    ],
)
def test_without_consent_to_be_listed_there_is_no_card(said: str) -> None:
    files = site(f"{BEN}{said}\n")
    assert [url for url in files if url.endswith(".vcf")] == ["/chapter.vcf"]
    assert not [url for url, text in files.items() if "ben-example.vcf" in text]


def test_a_person_goes_by_the_name_they_chose() -> None:
    told = card(ADA.replace("title: Head", "display_name: Adé\n    title: Head"), "/members/ada-example.vcf")
    assert "FN:Adé" in told and "N:Adé;;;;" in told
    assert not [line for line in told if "Maria" in line]


def test_the_pages_point_at_their_cards() -> None:
    files = site(ADA)
    page = files["/members/ada-example/"]
    alternate = '<link rel="alternate" type="text/vcard" title="Ada Maria Example" href="/members/ada-example.vcf">'
    assert alternate in page and '<a href="/members/ada-example.vcf">' in page
    assert 'type="text/vcard" title="Small Chapter" href="/chapter.vcf"' in files["/"]


def test_a_card_is_as_new_as_the_last_commit_to_what_it_is_made_from() -> None:
    history = History(
        touched={"content/members/ada-example.yaml": 1_772_000_000, "content/companies/press.yaml": 1_772_100_000}
    )
    assert "REV:20260226T100000Z" in card(ADA, "/members/ada-example.vcf", history=history)
    assert not [line for line in card(ADA, "/members/ada-example.vcf") if line.startswith("REV")]


def test_the_id_is_the_same_on_a_preview_and_after_a_change_of_name() -> None:
    told = card(ADA.replace("Ada Maria", "Augusta"), "/members/ada-example.vcf", url="https://preview.example.net/")
    assert "UID:tag:small.example.org,2026:member:ada-example" in told
    assert "URL:https://preview.example.net/members/ada-example/" in told


def test_lines_end_with_crlf_and_are_folded_at_75_octets_between_characters() -> None:
    name = "Zoë 🎉 " * 30
    octets = render_vcard(VcardView(kind="individual", uid="z", name=name, revised="", url="https://a.example/"))
    lines = octets.split(b"\r\n")
    assert octets.endswith(b"END:VCARD\r\n") and b"\n" not in octets.replace(b"\r\n", b"")
    assert max(map(len, lines)) == 75
    assert all(line.decode() is not None for line in lines)
    assert f"\nFN:{name}\n" in unfolded(octets.decode())


def test_no_name_can_write_a_line_of_its_own() -> None:
    name = "Eve\r\nEMAIL:eve@example.net\u2028TEL:1\x00;,\\"
    octets = render_vcard(VcardView(kind="individual", uid="e", name=name, revised="", url="https://a.example/"))
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded(octets.decode()).splitlines()]
    assert names == ["BEGIN", "VERSION", "KIND", "UID", "FN", "N", "URL", "END"]
    assert b"\x00" not in octets


def test_the_same_chapter_has_the_same_cards_on_another_day() -> None:
    assert card(ADA, "/members/ada-example.vcf") == card(ADA, "/members/ada-example.vcf", today="2026-09-09")


# -- other people's readers ----------------------------------------------------------------


def test_ical_js_reads_the_card_as_it_was_meant() -> None:
    told = read_card(site(ADA)["/members/ada-example.vcf"])
    assert {name: value for name, (_, value) in told.items()} == {
        "version": "4.0",
        "kind": "individual",
        "uid": "tag:small.example.org,2026:member:ada-example",
        "fn": "Ada Maria Example",
        "n": ["Example", "Ada Maria", "", "", ""],
        "org": "Example Press; Sons, & Co.",
        "title": "Head of \\People, ink",
        "url": "https://small.example.org/members/ada-example/",
    }


def test_ical_js_reads_the_chapter_s_card_as_it_was_meant() -> None:
    history = History(touched={"content/chapter.yaml": 1_772_000_000})
    told = read_card(site(CHARTER, history=history)["/chapter.vcf"])
    assert told["fn"][1] == "Press; Paper, and Ink"
    assert told["adr"][1] == ["", "", "", "Aurora", "IL", "", "US"]
    assert told["logo"][1] == "https://small.example.org/media/mark.png"
    assert told["rev"][1] == "2026-02-25T06:13:20Z"


@pytest.mark.parametrize("url", ["/members/ada-example.vcf", "/chapter.vcf"])
def test_vobject_reads_every_card(url: str) -> None:
    text = "".join((CHARTER, ADA))
    found = vobject.readOne(site(text)[url])
    assert found.version.value == "4.0" and found.behavior is not None
    if url == "/chapter.vcf":
        assert (found.fn.value, found.email.value) == ("Press; Paper, and Ink", "hello@small.example.org")
        assert (found.adr.value.city, found.adr.value.region, found.adr.value.country) == ("Aurora", "IL", "US")
    else:
        assert (found.fn.value, found.n.value.family, found.n.value.given) == (
            "Ada Maria Example", "Example", "Ada Maria",
        )  # fmt: skip
        assert found.org.value == ["Example Press; Sons, & Co."]
        assert found.title.value == "Head of \\People, ink"


def test_the_view_of_a_card_holds_nothing_private() -> None:
    view = views(ADA)["/members/ada-example.vcf"]
    said = " ".join(str(getattr(view, name)) for name in view.__struct_fields__)
    assert "private.example.net" not in said and "555" not in said and "li.example.com" not in said
