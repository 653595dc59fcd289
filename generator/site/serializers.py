"""The files that no template makes, and how each becomes bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.engine.output import View
from generator.site.chapter_json import ChapterData, SchemaView, render_chapter, render_schema
from generator.site.feeds import AtomView, JsonFeedView, render_atom, render_json_feed
from generator.site.freshness import BuildView, render_build
from generator.site.icalendar import CalendarView, render_calendar
from generator.site.policy import HeadersView, render_headers
from generator.site.search import SearchIndex, render_search
from generator.site.sitemap import (
    RedirectsView,
    RobotsView,
    SitemapView,
    render_redirects,
    render_robots,
    render_sitemap,
)
from generator.site.vcards import VcardView, render_vcard

SERIALIZERS: Mapping[type[View], Callable[[Any], bytes]] = {
    SitemapView: render_sitemap,
    RobotsView: render_robots,
    RedirectsView: render_redirects,
    HeadersView: render_headers,
    AtomView: render_atom,
    JsonFeedView: render_json_feed,
    SearchIndex: render_search,
    BuildView: render_build,
    ChapterData: render_chapter,
    SchemaView: render_schema,
    VcardView: render_vcard,
    CalendarView: render_calendar,
}
