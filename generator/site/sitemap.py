"""Files for machines that read sites: the sitemap, robots.txt, the host's redirects."""

from __future__ import annotations

from html import escape

from generator.engine.output import View


class SitemapEntry(View, frozen=True, kw_only=True):
    """One page. `lastmod` is the day of its last change that matters; "" when nobody wrote one down."""

    loc: str
    lastmod: str = ""
    # Language -> address, of a page that there is in several; the chapter's own first.
    versions: tuple[tuple[str, str], ...] = ()


class SitemapView(View, frozen=True, kw_only=True):
    """`/sitemap.xml`"""

    entries: tuple[SitemapEntry, ...]


class RobotsView(View, frozen=True, kw_only=True):
    """`/robots.txt`. `sitemap` is absolute; a preview asks not to be read."""

    sitemap: str
    preview: bool
    # A path that nobody shall read, as the server sees it; "" for none.
    closed: str = ""


class RedirectLine(View, frozen=True, kw_only=True):
    """An old address, and where its page is now. Both as the server sees them."""

    source: str
    target: str


class RedirectsView(View, frozen=True, kw_only=True):
    """`/_redirects`, as Netlify and others read it."""

    lines: tuple[RedirectLine, ...]


def render_sitemap(view: SitemapView) -> bytes:
    """A sitemap (sitemaps.org 0.9). `lastmod` is left out rather than guessed."""
    # Whoever has one language needs no second vocabulary.
    xhtml = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if any(one.versions for one in view.entries) else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{xhtml}>',
    ]
    for entry in view.entries:
        lastmod = f"<lastmod>{entry.lastmod}</lastmod>" if entry.lastmod else ""
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(url)}"/>'
            for tag, url in (*entry.versions, *(("x-default", url) for _, url in entry.versions[:1]))
        )
        lines.append(f"<url><loc>{escape(entry.loc, quote=False)}</loc>{lastmod}{alternates}</url>")
    lines.append("</urlset>\n")
    return "\n".join(lines).encode()


def render_robots(view: RobotsView) -> bytes:
    """What crawlers may read (RFC 9309)."""
    path = "/" if view.preview else view.closed
    return f"User-agent: *\n{f'Disallow: {path}'.rstrip()}\n\nSitemap: {view.sitemap}\n".encode()


def render_redirects(view: RedirectsView) -> bytes:
    """One redirect a line, permanent. Addresses hold no spaces: that is what parts the columns."""
    return "".join(f"{line.source} {line.target} 301\n" for line in view.lines).encode()
