"""What HTML prose may hold.

Prose is written by many hands and pasted from anywhere, so what it may hold is a
list, and all else is removed. nh3 does the removing, last of all, with a browser's
own idea of HTML; what follows here only reads its output, which is regular: every
attribute in double quotes, every `<` in text escaped.

Removing in silence would lose what a volunteer meant (a form, a film in an iframe,
`<your name>`), so `removed` says what went. It reads with a plain pattern where nh3
reads like a browser, and may miss an oddity; then nothing is said, and the oddity is
removed all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

import nh3

from generator.pattern import pattern
from generator.text.destinations import SPACE
from generator.text.effort import TooHard
from generator.text.typography import ENTITIES

# Where a link may lead: the world, or a record or file of the chapter.
WORLD = ("http", "https", "mailto", "tel", "webcal")
RECORDS = ("event", "member", "company", "venue", "series", "recap", "post", "page", "media")
PUBLISHED = {*WORLD, *RECORDS}

# A bare address in text, found by the converter and made a link where the holes are cut.
BARE_LINK = "bare-link"

# Elements, and what each may have besides EVERYWHERE.
ELEMENTS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "article", "aside"), ""),
    **dict.fromkeys(("header", "footer", "nav", "address", "blockquote", "pre", "hr", "br", "wbr"), ""),
    **dict.fromkeys(("figure", "figcaption", "summary", "center", "span"), ""),
    **dict.fromkeys(("ul", "dl", "dt", "dd", "caption", "thead", "tbody", "tfoot", "tr"), ""),
    **dict.fromkeys(("em", "strong", "b", "i", "u", "s", "strike", "del", "ins", "mark", "small", "big"), ""),
    **dict.fromkeys(("sub", "sup", "code", "kbd", "samp", "var", "tt", "q", "cite", "dfn", "abbr", "acronym"), ""),
    **dict.fromkeys(("bdi", "bdo", "ruby", "rb", "rt", "rp"), ""),
    "a": "href rel hreflang type download",
    "img": "src alt width height loading",
    "video": "src poster width height controls preload muted loop playsinline",
    "audio": "src controls preload loop",
    "source": "src type",
    "track": "src kind srclang label default",
    "details": "open",
    "time": "datetime",
    "data": "value",
    "ol": "start reversed type",
    "li": "value",
    "table": "",
    "colgroup": "span",
    "col": "span",
    "th": "colspan rowspan scope style headers",
    "td": "colspan rowspan style headers",
    BARE_LINK: "",
}
EVERYWHERE = {"id", "class", "title", "lang", "dir", "role"}

# Elements whose content is no prose either.
SILENCED = {
    *("script", "style", "template", "noscript", "iframe", "noembed", "noframes", "object", "svg", "math"),
    *("select", "textarea", "title", "xmp", "canvas"),
}

# Elements without which a page says just what it said.
UNMISSED = {"html", "head", "body", "main", "font", "hgroup", "picture", "nobr", "meta", "link", "fieldset", "legend"}

CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags=SILENCED,
    attributes={"*": EVERYWHERE, **{name: set(own.split()) for name, own in ELEMENTS.items() if own}},
    generic_attribute_prefixes={"aria-"},
    tag_attribute_values={"a": {"target": {"_blank"}}},
    url_schemes=PUBLISHED,
    filter_style_properties={"text-align"},
    link_rel=None,
)

# What nh3 has nothing to take from, where it is well formed: the tags of common blocks, and links to records and to
# hosts whose names leave no doubt.
ANY_TAG = pattern(r"<[^>]*>?")
COMMON = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong")
TABULAR = ("table", "thead", "tbody", "tr", "th", "td")
ALIGNED = {
    f'<{cell} style="text-align: {side};">': f'<{cell} style="text-align:{side}">'
    for cell in ("th", "td")
    for side in ("left", "right", "center")
}
COMMON_TAGS = {
    *(f"<{slash}{name}>" for name in (*COMMON, *TABULAR) for slash in ("", "/")),
    *("</a>", "<br>", *ALIGNED),
}
COMMON_LINK = pattern(
    rf'<a href="(?:(?:{"|".join(RECORDS)}):|https?://(?:[a-z0-9]+\.|[a-z0-9]+-[a-z0-9]+\.)+[a-z]{{2,}}(?:/|(?=")))'
    r'[A-Za-z0-9/._~#-]*">\Z'
)
# What it writes otherwise, and what it would besides: a strange space, what is no letter, a line before all others.
WRITTEN = {reference: unescape(reference) for reference in (*ENTITIES.values(), "&quot;")}
ODD = pattern("[\xa0\ud800-\udfff]")
OTHER = pattern("&(?!(?:amp|lt|gt);)")
DROPPED = ("\0", "\r", "<pre>\n")

# Up to here any HTML is harmless, however it nests.
FEW = 1000
REOPENED = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
NESTING = set(ELEMENTS) - {"p", "li", "dt", "dd", "td", "th", "tr", "br", "hr", "img", "wbr", "source", "track", "col"}

NAME_AND_REST = r"([a-zA-Z][^\s/<>]*+)([^<>]*+)>?"
TAG = pattern(f"<(/?){NAME_AND_REST}")
OPENED = pattern(f"<{NAME_AND_REST}")
ATTRIBUTE = pattern(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
SCHEME = pattern(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
# What a browser does not see in an address: controls and spaces before it, tabs and line ends within.
UNSEEN = pattern(r"^[\x00-\x20]+|[\t\n\r]+")
# A web address that has a host. What has none, nh3 drops without a word.
WEB = pattern(r"https?:[/\\]*[^\s/?#\\<>^`{|}\[\]]+(?:[/?#\\]|$)", re.IGNORECASE)
ADDRESSES = {"href", "src", "poster", "action", "formaction", "data", "srcset"}


class Removed(NamedTuple):
    """Something that was in the HTML and may not be.

    `what` is as the HTML has it. `name` is the tag's, the attribute's or, of an address, the scheme's, in lower case.
    """

    kind: Literal["tag", "attribute", "address"]
    name: str
    what: str


def sanitize(html: str) -> str:
    """HTML without what prose may not hold. TooHard for what a browser would drown in."""
    if html.count("<") > FEW:
        check_nesting(html)
    return CLEANER.clean(html)


def harmless(html: str) -> str | None:
    """What `sanitize` makes of well-formed HTML in which nothing can do harm; None where it must be asked.

    Nothing passes here but the tags of common blocks, without attributes but for how a cell is aligned, and links to
    a record or to a plain web address. Of these nh3 changes no more than how some of it is written.
    """
    tags = ANY_TAG.findall(html)
    if len(tags) > FEW or not all(tag in COMMON_TAGS or COMMON_LINK.match(tag) for tag in set(tags)):
        return None
    if any(one in html for one in DROPPED) or (not html.isascii() and ODD.search(html)):
        return None
    if " style" in html:
        for tag, written in ALIGNED.items():
            html = html.replace(tag, written)
    if "&" in html:
        for reference, letter in WRITTEN.items():
            html = html.replace(reference, letter)
        if OTHER.search(html):
            return None
    return html


def check_nesting(html: str) -> None:
    """Raise TooHard for HTML whose elements are too deep, or too many left open.

    A browser opens every unclosed `<b>` again in every later paragraph, so a thousand of
    each make a million elements.
    """
    depth = Counter[str]()
    for tags, (closing, tag, _) in enumerate(TAG.findall(html)):
        name = tag.lower()
        depth[name] = max(0, depth[name] - 1) if closing else depth[name] + (name in REOPENED or name in NESTING)
        if not closing and name in REOPENED and depth[name] * tags > FEW * FEW:
            raise TooHard(f"too many `<{tag}>` without an end")
        if depth[name] > FEW:
            raise TooHard(f"too many `<{tag}>` within one another")


def removed(html: str) -> Iterator[Removed]:
    """What `sanitize` takes out of `html` that its author would miss. A tag that comes again is not looked at again."""
    for tag, attributes in dict.fromkeys(OPENED.findall(html)):
        name = tag.lower()
        if name not in ELEMENTS and name not in UNMISSED:
            yield Removed("tag", name, f"<{tag}{attributes if '=' not in attributes else ''}>")
        elif "=" in attributes:
            yield from removed_attributes(attributes)


def removed_attributes(attributes: str) -> Iterator[Removed]:
    """What is taken from a tag that may stay: what would run, and addresses of a kind unknown."""
    for name, *values in ATTRIBUTE.findall(attributes):
        folded = name.lower()
        if folded.startswith("on"):
            yield Removed("attribute", folded, name)
        elif folded in ADDRESSES:
            address = unescape("".join(values)).strip(SPACE)
            seen = UNSEEN.sub("", address)
            found = SCHEME.match(seen)
            scheme = found[1].lower() if found else ""
            if (scheme and scheme not in PUBLISHED) or (scheme in ("http", "https") and not WEB.match(seen)):
                yield Removed("address", scheme, address)
