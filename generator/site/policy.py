"""What browsers are told: what a page may do, and what a host says of the files it serves.

Nothing on the site comes from elsewhere: no tracker, no font, no script but the site's
own, and neither script nor style within a page. So even if something active got into a
page, it would not run (Content Security Policy Level 3). The policy stands in every page,
since not every host sends headers, and in `/_headers`, which Netlify and Cloudflare Pages
read; frames can be forbidden only there.
"""

from __future__ import annotations

from generator.engine.output import View
from generator.model.records import Charter
from generator.site.edition import Edition
from generator.site.freshness import BUILD
from generator.site.urls import INSIDE

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# What a header can say and a page cannot (CSP 3, 3.3).
HEADER_ONLY = {"frame-ancestors": "'none'"}

# Every file, then those that other programs fetch from their own pages.
HEADERS: dict[str, dict[str, str]] = {
    "/*": {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    },
    "/*.ics": {
        "Access-Control-Allow-Origin": "*",
        # They ask again every quarter of an hour at most.
        "Cache-Control": "public, max-age=900",
        "Content-Type": "text/calendar; charset=utf-8",
    },
    "/feed.json": {
        "Access-Control-Allow-Origin": "*",
        "Content-Type": "application/feed+json; charset=utf-8",
    },
    "/feed.xml": {"Content-Type": "application/atom+xml; charset=utf-8"},
    "/events/feed.xml": {"Content-Type": "application/atom+xml; charset=utf-8"},
    "/*.vcf": {"Content-Type": "text/vcard; charset=utf-8"},
    BUILD: {"Cache-Control": "no-cache"},
}

# What only members see: no cache on the way keeps it for others.
FOR_MEMBERS = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}


class HeaderRule(View, frozen=True, kw_only=True):
    """What a host says of the files at a path: (name, value) of each header."""

    path: str
    headers: tuple[tuple[str, str], ...]


class HeadersView(View, frozen=True, kw_only=True):
    """`/_headers`, as Netlify and Cloudflare Pages read it."""

    rules: tuple[HeaderRule, ...]


def headers_view(edition: Edition) -> HeadersView:
    """`/_headers`"""
    charter = edition.chapter.charter
    everywhere = {"Content-Security-Policy": written(page_policy(charter) | HEADER_ONLY)} | HEADERS["/*"]
    if edition.drafts:
        everywhere["X-Robots-Tag"] = "noindex"
    rules = HEADERS | {"/*": everywhere} | ({f"{INSIDE}*": FOR_MEMBERS} if charter.members_part else {})
    return HeadersView(
        rules=tuple(
            HeaderRule(path=edition.root.prefix + path, headers=tuple(headers.items()))
            for path, headers in rules.items()
        )
    )


def page_policy(charter: Charter) -> dict[str, str]:
    """What a page may do: directive -> sources."""
    policy = dict(POLICY)
    if charter.search == "pagefind":
        policy["script-src"] += " 'wasm-unsafe-eval'"
    if charter.members_part and charter.members_part.published == "encrypted":
        # Pictures that were decrypted in the browser.
        policy["img-src"] += " blob:"
    return policy


def written(policy: dict[str, str]) -> str:
    """A policy as a header has it."""
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


def render_headers(view: HeadersView) -> bytes:
    """A path, and its headers below it, indented."""
    lines: list[str] = []
    for rule in view.rules:
        lines += (rule.path, *(f"  {name}: {value}" for name, value in rule.headers))
    return "\n".join((*lines, "")).encode()
