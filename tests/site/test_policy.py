"""What browsers and hosts are told."""

from __future__ import annotations

import re

import pytest

from tests.chapter import site
from tests.crawl import is_page

CHARTER = "-- chapter.yaml --\nname: Small\ntimezone: America/Chicago\nurl: https://small.example.org{}\n{}\n"


def headers(files: dict[str, str]) -> dict[str, dict[str, str]]:
    """Path -> its headers, as Netlify reads them."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in files["/_headers"].splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            found[path][name] = value
        else:
            path = line
            found[path] = {}
    return found


def directives(policy: str) -> dict[str, str]:
    return dict(one.strip().split(" ", 1) for one in policy.split(";"))


def in_page(text: str) -> dict[str, str]:
    found = re.search(r'<meta charset="utf-8">\n\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    assert found, "the policy stands before anything that could load"
    return directives(found[1].replace("&#39;", "'"))


TEXT = """
    -- chapter.yaml --
    name: Small
    timezone: America/Chicago
    url: https://small.example.org/
    -- events/2026-03-12-tour.yaml --
    title: Tour
    date: 2026-03-12
    aliases: [/old/]
    """


def test_every_page_forbids_whatever_is_not_the_site_s_own() -> None:
    files = site(TEXT)
    pages = {url: text for url, text in files.items() if is_page(url)}
    assert {"/", "/404.html", "/old/", "/events/2026-03-12-tour/"} <= set(pages)
    for text in pages.values():
        policy = in_page(text)
        assert policy["default-src"] == policy["base-uri"] == "'none'"
        assert {policy[one] for one in ("script-src", "style-src", "font-src", "connect-src", "form-action")} == {
            "'self'"
        }
        assert policy["img-src"] == "'self' data:"


def test_the_header_says_what_the_pages_say_and_forbids_frames() -> None:
    files = site(TEXT)
    told = headers(files)["/*"]
    assert directives(told["Content-Security-Policy"]) == in_page(files["/"]) | {"frame-ancestors": "'none'"}
    assert "unsafe" not in told["Content-Security-Policy"]
    assert told["X-Content-Type-Options"] == "nosniff" and {"Referrer-Policy", "Permissions-Policy"} < set(told)


def test_calendars_feeds_and_cards_say_what_they_are() -> None:
    told = headers(site(TEXT))
    assert told["/*.ics"]["Content-Type"] == "text/calendar; charset=utf-8"
    assert told["/*.ics"]["Access-Control-Allow-Origin"] == "*"
    assert told["/feed.json"]["Content-Type"].startswith("application/feed+json")
    for url in ("/feed.xml", "/events/feed.xml"):
        assert told[url]["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert told["/*.vcf"]["Content-Type"] == "text/vcard; charset=utf-8"
    assert told["/build.json"]["Cache-Control"] == "no-cache"


def test_only_a_preview_asks_search_engines_to_stay_away() -> None:
    assert headers(site(TEXT, drafts=True))["/*"]["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in headers(site(TEXT))["/*"]


def test_paths_carry_the_site_s_prefix() -> None:
    assert "/chapters/small/*.ics" in headers(site(CHARTER.format("/chapters/small/", "")))


@pytest.mark.parametrize(
    ("said", "directive", "sources"),
    [
        ("", "script-src", "'self'"),
        ("search: pagefind", "script-src", "'self' 'wasm-unsafe-eval'"),
        ("members_part: {as: folder}", "img-src", "'self' data:"),
        ("members_part: {as: encrypted}", "img-src", "'self' data: blob:"),
    ],
)
def test_a_chapter_allows_no_more_than_what_it_uses(said: str, directive: str, sources: str) -> None:
    from tests.site.views import views

    pages = views(CHARTER.format("/", said))
    [told] = [rule for rule in pages["/_headers"].rules if rule.path == "/*"]
    assert directives(dict(told.headers)["Content-Security-Policy"])[directive] == sources
