"""The members' part of a whole site: what is in it, what is not, and what nobody outside can tell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import build
from generator.operator import OperatorError
from generator.order import Order
from generator.vault import VARIABLE
from tests.chapter import chapter, check, codes, order, site, tree
from tests.inside import OTHER, SHARED, SIX, TEXT, UNSHARED, members_chapter, published, text
from tests.vault.opening import contents

FOLDER = "{as: folder}"
BUNDLE = "/inside/bundle.bin"


def read(files: dict[str, bytes]) -> str:
    """Every address and every byte, as text."""
    return "\n".join((*files, *(body.decode("utf-8", "replace") for body in files.values())))


def folder_of(path: Path) -> dict[str, bytes]:
    return {str(one.relative_to(path)): one.read_bytes() for one in path.rglob("*") if one.is_file()}


# -- encrypted -------------------------------------------------------------------


def test_members_find_inside_what_they_share_and_nobody_finds_what_is_not_shared() -> None:
    with members_chapter() as project:
        inside = read(contents(published(project)[BUNDLE], SIX))
    assert [one for one in SHARED if one not in inside] == []
    assert [one for one in UNSHARED if one in inside] == []


def test_outside_there_is_none_of_it_in_any_byte_or_name() -> None:
    with members_chapter() as project:
        files = published(project)
        cache = folder_of(project.cache)
    assert [one for one in (*SHARED, *UNSHARED, *SIX.split()) if one in read(files)] == []
    # File names of the content are in no cache; what is in it of the members' part is locked.
    assert [one for one in (*SHARED, *UNSHARED, SIX) if one in read(cache)] == []


def test_pictures_of_the_members_part_are_remembered_locked_and_forgotten_with_it() -> None:
    with members_chapter() as project:
        first = published(project)
        kept = folder_of(project.cache / "members")
        inside = contents(first[BUNDLE], SIX)
        assert len(kept) == 2
        drawn = [body for path, body in inside.items() if path.startswith("/inside/media/")]
        assert not [one for one in drawn if any(one[:64] in body for body in kept.values())]
        # Made anew from what is remembered, it is the same.
        (project.out / "inside/bundle.bin").unlink()
        assert published(project)[BUNDLE] == first[BUNDLE]
        assert folder_of(project.cache / "members") == kept
        charter = project.content / "chapter.yaml"
        charter.write_text(re.sub("members_part.*", "", charter.read_text("utf-8")), "utf-8")
        published(project)
        assert folder_of(project.cache / "members") == {}


def test_the_site_outside_is_what_it_is_without_a_members_part() -> None:
    """So no sitemap, feed, calendar or search tells how much there is inside, nor of whom."""
    with members_chapter() as project:
        with_it = published(project)
    with chapter(text().replace("members_part: {as: encrypted}\n", "")) as project:
        without = published(project)
    added = {"/inside/", BUNDLE, next(url for url in with_it if url.startswith("/inside/unlock."))}
    # Pages that are locked may be of any kind, so all of the theme's sheets are there, whatever is inside.
    sheets = {url for url in with_it if url.startswith("/assets/pages/")}
    assert with_it.keys() - without.keys() - sheets == added
    assert len(sheets) == len([*Path("themes/default/styles/pages").iterdir()])
    for url in ("/sitemap.xml", "/feed.xml", "/feed.json", "/calendar.ics", "/_redirects"):
        assert with_it[url] == without[url], url
    assert b"Disallow: /inside/" in with_it["/robots.txt"]
    assert b"inside" not in without["/robots.txt"]


def test_equal_content_makes_an_equal_bundle_fresh_or_not_anywhere() -> None:
    with members_chapter() as one, members_chapter() as other:
        first = published(one)
        assert published(one) == first
        assert published(other)[BUNDLE] == first[BUNDLE]


def test_an_unchanged_bundle_is_not_made_again_and_a_changed_passphrase_makes_it_anew() -> None:
    with members_chapter() as project:
        published(project)

        def built(passphrase: str) -> list[str]:
            outcome = build(project, order(passphrases=lambda name: passphrase))
            assert outcome.report
            return [one.url for one in outcome.report.written]

        assert built(SIX) == []
        assert built(OTHER) == [BUNDLE]
        assert contents(tree(project.out)[BUNDLE], OTHER)


def test_a_member_who_withdraws_is_in_no_bundle_and_no_cache_any_more() -> None:
    with members_chapter() as project:
        published(project)
        file = project.content / "members/bert-canary.md"
        file.write_text(file.read_text("utf-8").replace("name: Bert", "withdrawn: 2026-02-20\nname: Bert"), "utf-8")
        inside = read(contents(published(project)[BUNDLE], SIX))
        cache = read(folder_of(project.cache))
    for one in ("Bert Canary", "bert@private.example", "Keeps forty canaries", "bert.jpg"):
        assert one not in inside
        assert one not in cache


def test_links_inside_lead_inside_where_there_is_a_page_and_else_to_the_public_one() -> None:
    with members_chapter() as project:
        inside = contents(published(project)[BUNDLE], SIX)
    about = inside["/inside/about/"].decode()
    assert 'href="/inside/#/members/bert-canary/">whoever keeps birds</a>' in about
    # What is public alone stands where it stands.
    assert "/inside/events/2026-03-13-other-call/" not in inside
    for body in (body.decode() for path, body in inside.items() if path.endswith("/")):
        for href in re.findall(r'href="(?:https://small\.example\.org)?/inside/([^"]*)"', body):
            path = "/inside" + href.removeprefix("#").partition("#")[0] if href.startswith("#") else f"/inside/{href}"
            assert path in inside, href


def test_pages_inside_say_nothing_to_machines() -> None:
    with members_chapter(FOLDER) as project:
        pages = {url: body.decode() for url, body in published(project).items()
                 if url.startswith("/inside/") and url.endswith("/")}  # fmt: skip
    assert len(pages) > 5
    for page in pages.values():
        assert '<meta name="robots" content="noindex">' in page
        assert "ld+json" not in page
        assert "og:image" not in page


def test_each_group_needs_its_own_passphrase() -> None:
    with members_chapter("{as: encrypted, groups: [Board, all members]}") as project:
        given = {f"{VARIABLE}_BOARD": SIX, f"{VARIABLE}_ALL_MEMBERS": OTHER}
        bundle = published(project, given)[BUNDLE]
        assert contents(bundle, SIX) == contents(bundle, OTHER)
        with pytest.raises(OperatorError, match=f"`{VARIABLE}_ALL_MEMBERS` is not set"):
            published(project, {f"{VARIABLE}_BOARD": SIX})
        with pytest.raises(OperatorError, match="give each group its own"):
            published(project, dict.fromkeys(given, SIX))


@pytest.mark.parametrize("given, said", [("", "is not set"), ("  ", "is not set"), ("Chapter2026!", "is too weak"),
                                         ("abacus ladle moonbeam prism", "is too weak")])  # fmt: skip
def test_without_a_good_passphrase_nothing_is_published_and_what_was_stays(given: str, said: str) -> None:
    with members_chapter() as project:
        before = published(project)
        with pytest.raises(OperatorError, match=said) as caught:
            published(project, given)
        assert not given.strip() or given not in str(caught.value)
        assert tree(project.out) == before


def test_a_preview_without_the_members_part_says_so_and_holds_none_of_it() -> None:
    with members_chapter() as project:
        files = published(project, None)
    assert "This preview was made without it" in files["/inside/"].decode()
    assert [url for url in files if url.startswith("/inside/")] == ["/inside/"]
    assert [one for one in SHARED if one in read(files)] == []


def test_a_check_needs_no_passphrase() -> None:
    assert "passphrase" not in check(text())


# -- a folder -----------------------------------------------------------------------


def test_in_a_folder_the_same_pages_stand_below_inside_and_nowhere_else() -> None:
    with members_chapter(FOLDER) as project:
        files = published(project, "")
    inside = {url: body for url, body in files.items() if url.startswith("/inside/")}
    outside = {url: body for url, body in files.items() if url not in inside}
    assert [one for one in SHARED if one not in read(inside)] == []
    assert [one for one in SHARED if one in read(outside)] == []
    assert [one for one in UNSHARED if one in read(files)] == []
    assert b"/inside/" not in outside["/sitemap.xml"] + outside["/feed.xml"] + outside["/chapter.json"]
    with members_chapter() as project:
        sealed = contents(published(project)[BUNDLE], SIX)
    # The calendar to follow is here alone: nobody can follow one in a locked file.
    assert inside.keys() - sealed.keys() == {url for url in inside if url.startswith("/inside/calendar")}
    assert b"members-only-room" in inside["/inside/calendar.ics"]
    assert b"herons sent you" in inside["/inside/calendar.ics"].replace(b"\r\n ", b"")


def test_a_folder_needs_no_passphrase_and_no_script() -> None:
    with members_chapter(FOLDER) as project:
        files = published(project, "")
    assert not [url for url in files if "unlock" in url or url.endswith(".bin")]
    assert 'href="/inside/members/bert-canary/"' in files["/inside/members/"].decode()


def test_a_preview_leaves_the_folder_out() -> None:
    with members_chapter(FOLDER) as project:
        assert [url for url in published(project, None) if url.startswith("/inside/")] == ["/inside/"]


def test_hosts_that_read_headers_let_no_cache_keep_it() -> None:
    with members_chapter(FOLDER) as project:
        headers = published(project, "")["/_headers"].decode()
    assert "/inside/*\n  Cache-Control: private, no-cache\n  X-Robots-Tag: noindex\n" in headers


# -- what it takes ---------------------------------------------------------------------


@pytest.mark.parametrize("file", ["pages/inside.md", "static/inside/index.html"])
def test_whatever_takes_its_address_is_told(file: str) -> None:
    body = "---\ntitle: Inside\n---\nHello.\n" if file.endswith(".md") else "<p>Hello.</p>\n"
    more = f"-- {file} --\n{body}"
    charter = "-- chapter.yaml --\nname: Small Chapter\ntimezone: America/Chicago\nurl: https://small.example.org/\n"
    assert "address-taken" in codes(f"{charter}members_part: {{as: encrypted}}\n{more}")
    assert "address-taken" not in codes(charter + more)


def test_a_file_in_the_way_of_a_page_inside_is_told() -> None:
    more = "    -- static/inside/members/index.html --\n    <p>Hello.</p>\n"
    assert "address-taken" in codes(text(FOLDER, more))


def test_a_chapter_without_it_has_no_page_no_script_and_no_entry() -> None:
    files = site(TEXT)
    assert not [url for url in files if "inside" in url or "unlock" in url]
    assert "/inside/" not in "".join(body for url, body in files.items() if url.endswith("/"))
    assert "unknown-menu-entry" in codes(
        "-- chapter.yaml --\nname: S\ntimezone: America/Chicago\nurl: https://s.example.org/\nmenu: [inside]\n"
    )


def test_a_chapter_without_it_imports_nothing_of_it() -> None:
    program = (
        "import sys; from tests.chapter import site; site('');"
        "print([one for one in sys.modules if one.startswith(('cryptography', 'generator.vault.', 'generator.site.inside'))])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    assert said.stdout.strip() == "[]"


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [one for one in sys.modules if one.startswith("cryptography")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with members_chapter() as project, pytest.raises(OperatorError, match=r"pip install 'chapterhouse\[members\]'"):
        published(project)


def test_no_order_shows_a_passphrase_and_no_explanation_what_is_inside() -> None:
    from generator.build import explain_address

    with members_chapter() as project:
        wanted: Order = order(passphrases=lambda name: SIX)
        said = "\n".join(explain_address(project, wanted, BUNDLE))
    assert "Sealed" in said
    assert [one for one in SHARED if one in said and one != "bert-canary"] == []
    assert SIX not in said + repr(wanted)


def test_a_site_under_a_path_keeps_it_there() -> None:
    with chapter(text().replace("https://small.example.org/", "https://small.example.org/chapters/small/")) as project:
        files = published(project)
    assert 'data-vault="/chapters/small/inside/bundle.bin"' in files["/inside/"].decode()
    inside = contents(files[BUNDLE], SIX)
    assert 'href="/chapters/small/inside/#/members/bert-canary/"' in inside["/inside/members/"].decode()
    assert b"Disallow: /chapters/small/inside/" in files["/robots.txt"]
