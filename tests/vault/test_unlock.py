"""The members' part in a browser: opened, locked again, and not opened when anything is not right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.inside import OTHER, SHARED, SIX, UNSHARED, members_chapter, published
from tests.vault.opening import apart, opened, together

pytestmark = pytest.mark.browser

HOST = "https://small.example.org"
BUNDLE = "/inside/bundle.bin"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css", "bin": "application/octet-stream"}

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def site() -> Files:
    """The site, its members' part locked."""
    with members_chapter() as project:
        return published(project)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window with a memory of its own."""
    context = browser.new_context()
    context.set_default_timeout(15_000)
    yield context
    context.close()


def visited(context: BrowserContext, site: Files, url: str = "/inside/", host: str = HOST) -> Page:
    """A page of the site in a new tab; `page.asked` has the addresses that were asked of any host."""
    page = context.new_page()
    page.clock.set_fixed_time("2026-03-01T12:00-06:00")
    page.asked = []  # type: ignore[attr-defined]

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(host).partition("#")[0]
        page.asked.append(path)  # type: ignore[attr-defined]
        body = site.get(path)
        kind = TYPES.get(path.rsplit(".", 1)[-1], "text/html")
        headers = {"Content-Type": kind, "Content-Security-Policy": POLICY}
        route.fulfill(status=200 if body is not None else 404, headers=headers, body=body or b"")

    page.route("**/*", answer)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))"
    )
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.goto(host + url)
    return page


def unlock(page: Page, passphrase: str = SIX) -> Page:
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Open").click()
    return page


def changed(site: Files, change: Callable[[bytes], bytes]) -> Files:
    return {**site, BUNDLE: change(site[BUNDLE])}


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status")).to_contain_text(words)


# -- open ----------------------------------------------------------------------


def test_the_right_passphrase_opens_it(context: BrowserContext, site: Files) -> None:
    page = visited(context, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("For members")
    unlock(page)
    expect(page.get_by_role("heading", name="What is to come")).to_be_visible()
    expect(page.get_by_label("Passphrase")).to_be_hidden()
    # Who reads with the ears is where the page begins.
    expect(page.locator("h1:visible")).to_be_focused()
    assert page.complaints == []  # type: ignore[attr-defined]


def test_inside_members_read_what_they_share_and_nothing_else(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site))
    page.locator("main").get_by_role("link", name="Members", exact=True).click()
    page.get_by_role("link", name="Bert Canary").first.click()
    expect(page.get_by_role("heading", name="Bert Canary")).to_be_focused()
    assert page.url == f"{HOST}/inside/#/members/bert-canary/"
    assert page.title().startswith("Bert Canary")
    expect(page.get_by_text("Keeps forty canaries")).to_be_visible()
    expect(page.get_by_role("link", name="bert@private.example")).to_have_attribute(
        "href", "mailto:bert@private.example"
    )
    # The picture was in the bundle, and it is really there.
    face = page.locator(".portrait img")
    expect(face).to_have_attribute("src", re.compile("^blob:"))
    assert face.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    page.evaluate("location.hash = '/events/2026-03-12-call/'")
    expect(page.locator("a[href='https://meet.example/members-only-room']").first).to_be_visible()
    page.evaluate("location.hash = '/events/2026-03-19-tour/'")
    expect(page.get_by_text("Say that the herons sent you")).to_be_visible()
    page.evaluate("location.hash = '/recaps/2026-02-05-first-tour/'")
    expect(page.get_by_alt_text("What only we saw")).to_be_visible()
    for private in UNSHARED:
        assert private not in page.content()


def test_the_host_learns_nothing_of_what_is_looked_at(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site))
    for route in ("/members/bert-canary/", "/recaps/2026-02-05-first-tour/", "/introductions/"):
        page.evaluate("(route) => (location.hash = route)", route)
        expect(page.locator("h1:visible")).to_be_focused()
    inside = [path for path in page.asked if path.startswith("/inside/")]  # type: ignore[attr-defined]
    script = next(path for path in site if path.startswith("/inside/unlock."))
    assert inside == ["/inside/", script, BUNDLE]
    assert not [path for path in page.asked if "bert" in path or "backroom" in path]  # type: ignore[attr-defined]
    assert page.complaints == []  # type: ignore[attr-defined]


def test_the_back_button_goes_back_and_links_lead_out(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site))
    page.evaluate("location.hash = '/members/bert-canary/'")
    expect(page.get_by_role("heading", name="Bert Canary")).to_be_visible()
    page.get_by_label("You are here").get_by_role("link", name="For members").click()
    expect(page.get_by_role("heading", name="What is to come")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Bert Canary")).to_be_visible()
    # What is public stands where it stands.
    page.locator("main").get_by_role("link", name="Home").click()
    page.wait_for_url(f"{HOST}/")
    page.go_back()
    expect(page.get_by_role("heading", name="Bert Canary")).to_be_visible()


def test_a_link_to_a_page_inside_waits_for_the_passphrase(context: BrowserContext, site: Files) -> None:
    page = visited(context, site, "/inside/#/members/bert-canary/")
    expect(page.get_by_label("Passphrase")).to_be_visible()
    unlock(page)
    expect(page.get_by_role("heading", name="Bert Canary")).to_be_visible()


def test_a_link_within_a_page_goes_there(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site, "/inside/#/events/2026-03-19-tour/"))
    expect(page.get_by_role("heading", name="Plant tour")).to_be_visible()
    page.evaluate("location.hash = '/events/2026-03-19-tour/#site-tour'")
    expect(page.locator("#site-tour")).to_be_focused()


def test_the_theme_s_scripts_see_the_pages_inside_too(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site, "/inside/#/members/"))
    page.get_by_label("Find a name").fill("keeper")
    expect(page.get_by_role("link", name="Bert Canary")).to_be_visible()
    expect(page.get_by_role("link", name="Ada Example")).to_be_hidden()
    page.clock.set_fixed_time("2026-03-12T18:30-05:00")
    page.evaluate("location.hash = '/'")
    expect(page.locator(".today")).to_have_text("Happening now")
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_page_that_is_not_there_is_told(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site, "/inside/#/members/nobody/"))
    says(page, "no such page")
    page.get_by_role("link", name="To its first page").click()
    expect(page.get_by_role("heading", name="What is to come")).to_be_visible()


def test_a_card_for_the_address_book_is_taken_from_the_bundle(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site, "/inside/#/members/bert-canary/"))
    with page.expect_download() as download:
        page.locator("a[download]").click()
    assert download.value.suggested_filename == "bert-canary.vcf"
    assert "FN:Bert Canary" in download.value.path().read_text()


# -- kept no longer than the tab -------------------------------------------------


def test_it_stays_open_while_the_tab_lives_and_in_no_other(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site))
    expect(page.get_by_role("heading", name="What is to come")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="What is to come")).to_be_visible()
    assert page.evaluate("JSON.stringify([localStorage, document.cookie])") == '[{},""]'
    # What the tab keeps is the key of this bundle: no passphrase, and nothing of what is in it.
    kept = page.evaluate("JSON.stringify(sessionStorage)")
    assert len(json.loads(kept)) == 1
    assert not [one for one in (*SHARED, *SIX.split()) if one in kept]
    expect(visited(context, site).get_by_label("Passphrase")).to_be_visible()


def test_locked_again_nothing_is_left(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site, "/inside/#/members/bert-canary/"))
    expect(page.get_by_role("heading", name="Bert Canary")).to_be_visible()
    page.get_by_role("button", name="Lock again").click()
    says(page, "Locked")
    expect(page.get_by_label("Passphrase")).to_be_focused()
    assert page.evaluate("sessionStorage.length") == 0
    assert page.url == f"{HOST}/inside/"
    assert not [one for one in SHARED if one in page.content()]
    assert "Bert" not in page.title()
    page.reload()
    expect(page.get_by_label("Passphrase")).to_be_visible()


def test_the_next_release_asks_again(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site))
    expect(page.get_by_role("heading", name="What is to come")).to_be_visible()
    with members_chapter(
        more="    -- members/eve.yaml --\n    name: Eve\n    consent: {given: 2026-01-01, directory: members}\n"
    ) as project:
        site |= {BUNDLE: published(project)[BUNDLE]}
    page.reload()
    expect(page.get_by_label("Passphrase")).to_be_visible()
    unlock(page)
    expect(page.get_by_role("heading", name="What is to come")).to_be_visible()


# -- who has a passphrase ------------------------------------------------------------


def test_a_wrong_passphrase_is_told_and_can_be_mended(context: BrowserContext, site: Files) -> None:
    page = unlock(visited(context, site), OTHER)
    says(page, "This passphrase does not open it")
    expect(page.get_by_label("Passphrase")).to_be_focused()
    expect(page.get_by_label("Passphrase")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate("sessionStorage.length") == 0
    assert not [one for one in SHARED if one in page.content()]
    unlock(page)
    expect(page.get_by_role("heading", name="What is to come")).to_be_visible()


@pytest.mark.parametrize(
    "typed", [f" {SIX.title()} ", SIX.replace(" ", "\u3000"), SIX.replace("abacus", "ａｂａｃｕｓ")]
)
def test_a_passphrase_may_be_typed_as_telephones_type(context: BrowserContext, site: Files, typed: str) -> None:
    expect(unlock(visited(context, site), typed).get_by_role("heading", name="What is to come")).to_be_visible()


def test_each_group_has_its_own_and_one_can_be_changed(context: BrowserContext) -> None:
    third = "cactus dolphin ember fable jigsaw walnut"
    names = ("CHAPTERHOUSE_PASSPHRASE_BOARD", "CHAPTERHOUSE_PASSPHRASE_ALL_MEMBERS")
    with members_chapter("{as: encrypted, groups: [board, All members]}") as project:
        before = published(project, dict(zip(names, (SIX, OTHER), strict=True)))
        after = published(project, dict(zip(names, (SIX, third), strict=True)))
    for site, passphrase, is_open in (
        (before, SIX, True), (before, OTHER, True), (after, SIX, True), (after, third, True), (after, OTHER, False),
    ):  # fmt: skip
        page = unlock(visited(context, site), passphrase)
        if is_open:
            expect(page.get_by_role("heading", name="What is to come")).to_be_visible()
        else:
            says(page, "This passphrase does not open it")
        page.close()


# -- what is not right ------------------------------------------------------------------


def flipped(at: int) -> Callable[[bytes], bytes]:
    """One bit changed, and the checksum made right again."""

    def change(bundle: bytes) -> bytes:
        altered = bytearray(bundle)
        altered[at] ^= 1
        return together(apart(bytes(altered)))

    return change


# Where each part of a bundle with one passphrase stands.
PARTS = {"salt": 25, "seed": 50, "wrapped key": 90, "index": 70 + 52 + 9}


@pytest.mark.parametrize("part", PARTS)
def test_a_bundle_that_was_tampered_with_stays_shut(context: BrowserContext, site: Files, part: str) -> None:
    page = unlock(visited(context, changed(site, flipped(PARTS[part]))))
    # Without the key nobody can tell tampering from a wrong passphrase; with it, everybody can.
    says(page, "somebody altered this" if part == "index" else "does not open it")
    assert not [one for one in SHARED if one in page.content()]
    assert page.evaluate("sessionStorage.length") == 0


def test_a_page_that_was_tampered_with_is_not_shown(context: BrowserContext, site: Files) -> None:
    row = next(row for row in opened(site[BUNDLE], SIX).rows if row.path == "/inside/members/bert-canary/")
    page = unlock(visited(context, changed(site, flipped(70 + 52 + row.begins + 99)), "/inside/#/members/"))
    page.get_by_role("link", name="Bert Canary").first.click()
    says(page, "somebody altered this")
    assert "Keeps forty canaries" not in page.content()


def test_two_pages_that_changed_places_are_not_shown(context: BrowserContext, site: Files) -> None:
    found = opened(site[BUNDLE], SIX)
    one, two = (next(row for row in found.rows if row.path == path)
                for path in ("/inside/members/bert-canary/", "/inside/members/ada-example/"))  # fmt: skip
    size = min(one.takes, two.takes)
    body = bytearray(found.parts.body)
    body[one.begins : one.begins + size], body[two.begins : two.begins + size] = (
        body[two.begins : two.begins + size], body[one.begins : one.begins + size],
    )  # fmt: skip
    swapped = changed(site, lambda _: together(found.parts._replace(body=bytes(body))))
    for route in ("/members/bert-canary/", "/members/ada-example/"):
        page = unlock(visited(context, swapped, f"/inside/#{route}"))
        says(page, "somebody altered this")
        assert "private.example" not in page.content()
        page.close()


def test_a_page_under_another_pages_name_is_not_shown(context: BrowserContext, site: Files) -> None:
    """Even whoever has the key cannot pass one locked page off as another by writing a new index."""
    found = opened(site[BUNDLE], SIX)
    names = {
        "/inside/members/bert-canary/": "/inside/members/ada-example/",
        "/inside/members/ada-example/": "/inside/members/bert-canary/",
    }
    index = (
        json.dumps([[names.get(row.path, row.path), *row[1:]] for row in found.rows])
        .encode()
        .ljust(found.index_size - 16)
    )
    locked = AESGCM(found.key).encrypt(bytes(12), index, b"v1|index")
    assert len(locked) == found.index_size
    renamed = together(found.parts._replace(body=locked + found.parts.body[found.index_size :]))
    page = unlock(visited(context, {**site, BUNDLE: renamed}, "/inside/#/members/ada-example/"))
    says(page, "somebody altered this")
    assert "Keeps forty canaries" not in page.content()


@pytest.mark.parametrize("broken", [b"", b"<!DOCTYPE html>", b"chapterhouse vault 1\n" + bytes(99)])
def test_what_is_no_bundle_is_told(context: BrowserContext, site: Files, broken: bytes) -> None:
    says(unlock(visited(context, {**site, BUNDLE: broken})), "damaged or incomplete")


def test_a_bundle_cut_short_or_damaged_is_told_apart_from_a_wrong_passphrase(
    context: BrowserContext, site: Files
) -> None:
    for broken in (site[BUNDLE][:-5], site[BUNDLE][:5000] + b"?" + site[BUNDLE][5001:]):
        page = unlock(visited(context, {**site, BUNDLE: broken}), OTHER)
        says(page, "damaged or incomplete")
        page.close()


def test_a_bundle_that_is_not_there_is_told(context: BrowserContext, site: Files) -> None:
    missing = {url: body for url, body in site.items() if url != BUNDLE}
    says(unlock(visited(context, missing)), "cannot be fetched")


# -- where it cannot be opened --------------------------------------------------------------


def test_plain_http_is_told_before_anybody_types(context: BrowserContext, site: Files) -> None:
    page = visited(context, site, host="http://small.example.org")
    assert page.evaluate("isSecureContext") is False
    says(page, "https://")
    expect(page.get_by_label("Passphrase")).to_be_hidden()


def test_a_browser_without_decryption_is_told(context: BrowserContext, site: Files) -> None:
    context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page = visited(context, site)
    says(page, "secure connections only")
    expect(page.get_by_label("Passphrase")).to_be_hidden()


def test_without_scripts_the_page_says_why_it_stays_shut(browser: Browser, site: Files) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = visited(context, site)
    expect(page.get_by_text("Until it runs they stay locked")).to_be_visible()
    expect(page.get_by_label("Passphrase")).to_be_hidden()
    context.close()
