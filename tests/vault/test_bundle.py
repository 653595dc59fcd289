"""What a bundle keeps to itself, and from whom. It is opened by other code than locked it."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.vault.bundle import Piece, seal
from generator.vault.keys import Keyring, keyring
from generator.vault.passphrase import Passphrase
from tests.vault.opening import apart, contents, opened, piece, together

SIX = "abacus ladle moonbeam prism quilt zesty"
OTHER = "gravel onion pebble slate tundra wobble"
SITE = "small.example.org"
PAGES = (
    Piece("/inside/", "text/html", b"<h1>Ours</h1>"),
    Piece("/inside/members/ada/", "text/html", "<p>Call Ada: 555 0100, Straße 5</p>".encode()),
    Piece("/inside/media/ada.webp", "image/webp", bytes(range(256)) * 40),
)


def keys(*passphrases: str, site: str = SITE) -> Keyring:
    return keyring([Passphrase(one) for one in passphrases], site)


BUNDLE = seal(PAGES, keys(SIX))


def test_the_right_passphrase_opens_everything() -> None:
    assert contents(BUNDLE, SIX) == {one.path: one.content for one in PAGES}
    assert {row.path: row.type for row in opened(BUNDLE, SIX).rows} == {one.path: one.type for one in PAGES}


def test_a_wrong_passphrase_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        opened(BUNDLE, OTHER)


@pytest.mark.parametrize("typed", [SIX.upper(), f"  {SIX}\n", SIX.replace(" ", "  "), SIX.replace(" ", "\u3000"),
                                   SIX.replace("abacus", "ａｂａｃｕｓ")])  # fmt: skip
def test_a_passphrase_may_be_typed_as_telephones_type(typed: str) -> None:
    assert Passphrase(typed).typed == SIX.encode()


def test_each_group_opens_it_with_its_own_passphrase() -> None:
    bundle = seal(PAGES, keys(SIX, OTHER))
    assert contents(bundle, SIX) == contents(bundle, OTHER) == {one.path: one.content for one in PAGES}


def test_whose_passphrase_comes_first_makes_no_difference() -> None:
    assert seal(PAGES, keys(SIX, OTHER)) == seal(PAGES, keys(OTHER, SIX))


def test_a_changed_passphrase_locks_out_whoever_had_the_old_one() -> None:
    before, after = seal(PAGES, keys(SIX)), seal(PAGES, keys(OTHER))
    with pytest.raises(InvalidTag):
        opened(after, SIX)
    # Not even the content key that somebody kept opens what came after.
    kept = opened(before, SIX)
    with pytest.raises(InvalidTag):
        piece(kept._replace(parts=apart(after)), "/inside/")


def test_one_groups_new_passphrase_leaves_the_other_groups_as_it_was() -> None:
    third = "cactus dolphin ember fable jigsaw walnut"
    bundle = seal(PAGES, keys(SIX, third))
    assert contents(bundle, SIX) == contents(bundle, third)
    with pytest.raises(InvalidTag):
        opened(bundle, OTHER)


def test_equal_content_and_passphrases_make_equal_bytes() -> None:
    assert seal(reversed(PAGES), keys(SIX)) == BUNDLE


def test_another_site_has_other_keys_for_the_same_passphrase() -> None:
    assert keys(SIX, site="other.example.org").wrapping != keys(SIX).wrapping


def test_whatever_changes_nothing_is_locked_with_the_same_key_and_nonce() -> None:
    edited = (PAGES[0], PAGES[1]._replace(content=b"<p>Call Ada: 555 0199</p>"), PAGES[2])
    before, after = opened(BUNDLE, SIX), opened(seal(edited, keys(SIX)), SIX)
    assert before.key != after.key
    assert before.parts.seed != after.parts.seed
    assert before.parts.wrapped != after.parts.wrapped
    # Not one block of the pages that did not change is the same either.
    blocks = {before.parts.body[at : at + 16] for at in range(0, len(before.parts.body), 16)}
    assert not blocks & {after.parts.body[at : at + 16] for at in range(0, len(after.parts.body), 16)}


@pytest.mark.parametrize("other", [
    (Piece("/a", "text/html", b"bc"),), (Piece("/ab", "text/html", b"c"),), (Piece("/a", "text/htmlb", b"c"),),
    (Piece("/a", "text/html", b"b"), Piece("/c", "text/html", b"")),
])  # fmt: skip
def test_content_that_reads_alike_end_to_end_has_a_seed_of_its_own(other: tuple[Piece, ...]) -> None:
    seeds = {apart(seal(one, keys(SIX))).seed for one in (other, (Piece("/a", "text/html", b"b\0c"),), PAGES)}
    assert len(seeds) == 3


def test_sizes_go_up_in_steps_of_four_kibibytes() -> None:
    sizes = {len(seal([Piece("/inside/", "text/html", b"x" * size)], keys(SIX))) for size in (0, 1, 500, 4080)}
    assert len(sizes) == 1
    more = len(seal([Piece("/inside/", "text/html", b"x" * 4081)], keys(SIX)))
    assert more == sizes.pop() + 4096


def test_a_bundle_of_one_page_and_one_of_many_can_be_of_one_size() -> None:
    several = [Piece(f"/inside/{number}/", "text/html", b"x") for number in range(5)]
    single = [Piece("/inside/", "text/html", b"x" * (4096 * 5 - 16))]
    assert len(seal(several, keys(SIX))) == len(seal(single, keys(SIX)))


def test_nothing_is_in_clear_but_the_kind_of_file() -> None:
    assert not re.search(rb"inside|members|ada|webp|html|Ours|5550100|555 0100", BUNDLE)
    # What is locked looks like noise: every byte value about as often as any other.
    counts = [BUNDLE.count(bytes([value])) for value in range(256)]
    assert max(counts) < 3 * len(BUNDLE) / 256


def test_a_page_opens_under_no_name_but_its_own() -> None:
    found = opened(BUNDLE, SIX)
    assert piece(found, "/inside/") == b"<h1>Ours</h1>"
    with pytest.raises(InvalidTag):
        piece(found, "/inside/", called="/inside/members/ada/")


def test_two_pages_that_change_places_do_not_open() -> None:
    found = opened(BUNDLE, SIX)
    one, two = found.rows[0], found.rows[2]
    assert one.takes == two.takes == 4096
    body = bytearray(found.parts.body)
    body[one.begins : one.begins + 4096], body[two.begins : two.begins + 4096] = (
        body[two.begins : two.begins + 4096], body[one.begins : one.begins + 4096],
    )  # fmt: skip
    swapped = opened(together(found.parts._replace(body=bytes(body))), SIX)
    for path in (one.path, two.path):
        with pytest.raises(InvalidTag):
            piece(swapped, path)


PARTS = {
    "salt": 21,
    "seed": 40,
    "wrapped key": 80,
    "index": 200,
    "first piece": 21 + 49 + 52 + 4096 + 7,
    "last piece": -40,
}


@pytest.mark.parametrize("at", PARTS.values(), ids=PARTS)
def test_one_bit_changed_anywhere_is_noticed(at: int) -> None:
    changed = bytearray(BUNDLE)
    changed[at] ^= 1
    with pytest.raises(AssertionError):
        opened(bytes(changed), SIX)
    # Whoever tampers can make the checksum right again, and it helps nothing.
    changed[-32:] = sha256(changed[:-32]).digest()
    with pytest.raises(InvalidTag):
        contents(bytes(changed), SIX)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text("abc/-é", max_size=12), st.binary(max_size=9000), max_size=6))
def test_whatever_is_locked_comes_out_again(files: dict[str, bytes]) -> None:
    pieces = [Piece(f"/inside/{path}", "text/html", content) for path, content in files.items()]
    assert contents(seal(pieces, keys(SIX)), SIX) == {one.path: one.content for one in pieces}


def test_no_log_shows_a_passphrase_or_a_key() -> None:
    assert SIX not in repr(Passphrase(SIX))
    assert repr(keys(SIX)) == "Keyring(…)"
