"""The same pages as the themes beside this one make in other programs."""

SITENAME = "The Long Chapter"
SITEURL = "https://chapter.example.org"
TAGLINE = "We show up, put on the hat, and learn something."
TODAY = "2026-11-23"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
TIMEZONE = "America/Chicago"
DEFAULT_LANG = "en"
RELATIVE_URLS = False
STATIC_PATHS = ["media"]
THEME_STATIC_PATHS = []
ARTICLE_PATHS = ["events", "recaps", "posts"]
PAGE_PATHS = ["members", "companies", "venues", "pages"]
ARTICLE_URL, ARTICLE_SAVE_AS = "{category}/{slug}/", "{category}/{slug}/index.html"
WITH_FUTURE_DATES = True
USE_FOLDER_AS_CATEGORY = False
FORMATTED_FIELDS: list[str] = []
# The same event has a recap of the same id.
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = False
YEAR_ARCHIVE_SAVE_AS, YEAR_ARCHIVE_URL = "events/{date:%Y}/index.html", "events/{date:%Y}/"
DIRECT_TEMPLATES = ["index", "events", "recaps", "posts", "members", "companies", "sitemap"]
EVENTS_SAVE_AS, RECAPS_SAVE_AS, POSTS_SAVE_AS = "events/index.html", "recaps/index.html", "posts/index.html"
MEMBERS_SAVE_AS, COMPANIES_SAVE_AS = "members/index.html", "companies/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_RSS, FEED_ALL_ATOM = "feed.xml", None
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 30
DEFAULT_PAGINATION = False
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.tables": {},
        "markdown.extensions.fenced_code": {},
        "markdown.extensions.sane_lists": {},
        "markdown.extensions.smarty": {},
        "markdown.extensions.toc": {},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}
# What it keeps between runs: the texts as it has read them.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CACHE_PATH = "cache"
GZIP_CACHE = False

# Its watcher passes over folders whose names begin with a dot, and the benchmark stands in one.
IGNORE_FILES: list[str] = []
