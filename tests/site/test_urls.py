"""Addresses, and the root the site stands under."""

from __future__ import annotations

import pytest

from generator.site.urls import address, root_of


@pytest.mark.parametrize(
    ("kind", "id", "url"),
    [
        ("events", "2026-10-15-tour", "/events/2026-10-15-tour/"),
        ("members", "ada-example", "/members/ada-example/"),
        ("series", "coffee", "/series/coffee/"),
        ("pages", "about", "/about/"),
        ("ideas", "picnic", "/ideas/#picnic"),
        ("recommendations", "acme", "/recommendations/#acme"),
    ],
)
def test_each_kind_of_record_has_its_address(kind: str, id: str, url: str) -> None:
    assert address(kind, id) == url


def test_a_site_at_a_root_has_no_prefix() -> None:
    root = root_of("https://example.org")
    assert (root.href("/"), root.absolute("/events/")) == ("/", "https://example.org/events/")


@pytest.mark.parametrize("url", ["https://example.org/chapters/chicago/", "https://example.org/chapters/chicago"])
def test_a_prefix_is_added_once_whether_or_not_it_ends_in_a_slash(url: str) -> None:
    root = root_of(url)
    assert root.href("/events/") == "/chapters/chicago/events/"
    assert root.absolute("/") == "https://example.org/chapters/chicago/"


def test_a_link_is_written_in_ascii_with_its_anchor() -> None:
    root = root_of("https://example.org/")
    assert root.href("/media/Übersicht plan.pdf#page=2") == "/media/%C3%9Cbersicht%20plan.pdf#page=2"


def test_an_absolute_address_of_our_own_is_known_by_its_host_in_any_spelling() -> None:
    root = root_of("https://example.org/chapters/chicago/")
    assert root.own("HTTP://EXAMPLE.ORG/chapters/chicago/events/?a=1#b") == "/events/?a=1#b"
    assert root.own("https://example.org/chapters/chicago") == "/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/chapters/chicago-north/",
        "https://example.org/",
        "https://www.example.org/chapters/chicago/",
        "https://example.org:8443/chapters/chicago/",
        "https://example.org:abc/chapters/chicago/",
        "https://[::1/chapters/chicago/",
    ],
)
def test_any_other_address_is_not_ours(elsewhere: str) -> None:
    assert root_of("https://example.org/chapters/chicago/").own(elsewhere) is None
