"""Sanitized HTML, cut into prose.

nh3 writes HTML in one way only: attributes in double quotes, `<` and `>` escaped
wherever they are not a tag. So a plain pattern finds every tag, and nothing below
can be led astray by what a text says. What is put back in is names made of letters
and digits, and what `prose.join` escapes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from generator.pattern import pattern
from generator.text.destinations import SPACE, Destination, Destinations, take
from generator.text.prose import Heading, ImageHole, LinkHole, Prose
from generator.text.sanitize import BARE_LINK
from generator.text.vocabulary import vocabulary

TAG = pattern(r"<[^>]*>")
NAMED_TAG = pattern(r"<([^\s>]*)[^>]*>")
ALIGNED = pattern(r'(<[a-z][^<>]*) style="text-align:\s*(left|right|center|justify);?"([^<>]*>)')
STYLED = pattern(r'(<[a-z][^<>]*) style="[^"]*"')
WINDOW = pattern(r'<a\b[^<>]* target="_blank"[^<>]*>')
REL = pattern(r' rel="([^"]*)"')
HEADING_TAG = pattern(r"(</?h)([1-6])\b")
HEADING = pattern(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
WITH_ID = pattern(r'(<[a-z][^<>]*? id=")([^"]*)(?=")')
LETTERS = pattern(r"[^\W_]+")
ATTRIBUTE = pattern(r' ([^ ="]+)="([^"]*)"')

# Where prose may have to be opened; the elements in which a bare address stays text; and bare addresses.
HOLES = pattern(
    rf"<(?:(?P<open>a|img|video|audio|source|track|code|pre)\b(?P<attributes>[^>]*)"
    rf"|/(?P<close>a|code|pre)"
    rf"|{BARE_LINK}[^>]*>(?P<bare>[^<]*)</{BARE_LINK})>"
)
LITERAL = {"a", "code", "pre"}
ADDRESS = pattern(r' (href|src|poster)="([^"]*)"')

# The theme's own names. A volunteer's heading must not take them.
RESERVED = "site-"

FOOTNOTE_MARKS = pattern(
    r'(?:&nbsp;|\s)*<a [^>]*\bfootnote-backref\b[^>]*>[^<]*</a>|<sup id="fnref[^>]*>.*?</sup>', re.DOTALL
)
# What parts the words of a text, but for its blocks: what HTML without it does not have, a pattern, what stands for it.
PARTING = (
    ("</t", pattern(r"</t[dh]>\s*<t[dh]\b[^>]*>"), " | "),
    ("<br>", pattern(r"<br>"), "\n"),
    ("<tr", pattern(r"<tr\b[^>]*>"), "\n"),
    ("<d", pattern(r"<d[td]\b[^>]*>"), "\n"),
    ("<li", pattern(r"<li\b[^>]*>\s*(?:<p\b[^>]*>)?"), "\n- "),
)
BLOCKS = (
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "figure"),
    *("figcaption", "details", "summary", "section", "article", "aside", "header", "footer", "nav", "address"),
    *("center", "hr"),
)
# What stands for any other tag, by its name. Most are not here: nothing stands for them.
INSTEAD = dict.fromkeys((*BLOCKS, *(f"/{name}" for name in BLOCKS)), "\n\n")
GAP = pattern(r"\n\n\n+")
PREFORMATTED = pattern(r"<pre\b[^>]*>.*?</pre>", re.DOTALL)


def cut(html: str, destinations: Destinations) -> Prose:
    """Prose from sanitized HTML. Each hole takes its place in the text from `destinations`."""
    tags = different_tags(html)
    if ' target="_blank"' in tags:
        html = WINDOW.sub(apart, html)
    if "<table" in tags or ' style="' in tags:
        html = settle_tables(html)
    headings: tuple[Heading, ...] = ()
    ids: list[str] = []
    if "<h" in tags:
        html = settle_levels(html)
    if ' id="' in tags:
        html = settle_ids(html)
        ids = [match[2] for match in WITH_ID.finditer(html)]
    if "<h" in tags:
        html, headings = name_headings(html, ids, tags)
    anchors = (match[2] for match in WITH_ID.finditer(html)) if ids else (heading.id for heading in headings)
    plain = plain_text(html, tags)
    return Prose(
        segments=cut_holes(html, destinations),
        headings=headings,
        anchors=tuple(sorted(set(map(unescape, anchors)))),
        plain=plain,
        words=vocabulary(plain),
    )


def different_tags(html: str) -> str:
    """Every tag that sanitized HTML has, once. What no tag says needs not be looked for in all the text between."""
    return "".join(set(TAG.findall(html)))


def settle_tables(html: str) -> str:
    """Tables that a strict content security policy leaves aligned, and that a keyboard can scroll."""
    if "<table" in html:
        html = html.replace("<table", '<table tabindex="0"')
    return STYLED.sub(r"\1", ALIGNED.sub(aligned, html)) if ' style="' in html else html


def aligned(match: re.Match[str]) -> str:
    """A tag whose alignment is a class: styles written into a page are what such a policy forbids."""
    before, side, after = match.groups()
    attributes = before + after
    if ' class="' in attributes:
        return attributes.replace(' class="', f' class="align-{side} ', 1)
    return f'{before} class="align-{side}"{after}'


def apart(match: re.Match[str]) -> str:
    """A link's tag: what else its `rel` says stays, and stands once."""
    said = REL.search(match[0])
    words = [word for word in said[1].split() if word.lower() not in ("opener", "noopener")] if said else []
    return f'{REL.sub("", match[0])[:-1]} rel="{" ".join((*words, "noopener"))}">'


def settle_levels(html: str) -> str:
    """Headings below the page's own: the first is an `h2`, and none skips a level.

    Who skips one means the size of the letters; who listens to a page would look for the heading left out.
    """
    above: list[int] = []
    # HTML in a text may hold a heading within a heading.
    open: list[int] = []

    def settle(match: re.Match[str]) -> str:
        if match[1] == "</h":
            return f"</h{open.pop()}"
        while above and above[-1] >= int(match[2]):
            above.pop()
        above.append(int(match[2]))
        open.append(min(len(above) + 1, 6))
        return f"<h{open[-1]}"

    return HEADING_TAG.sub(settle, html)


def settle_ids(html: str) -> str:
    """Every id once, and none of the theme's."""
    seen: dict[str, int] = {}

    def settle(match: re.Match[str]) -> str:
        return match[1] + unique(own(match[2]), seen)

    return WITH_ID.sub(settle, html)


def name_headings(html: str, ids: Iterable[str], tags: str) -> tuple[str, tuple[Heading, ...]]:
    """HTML whose headings all have ids, and the headings. `ids` are those that it has, and `tags` its tags."""
    taken = dict.fromkeys(ids, 1)
    headings: list[Heading] = []

    def name(match: re.Match[str]) -> str:
        level, attributes, content = match.groups()
        text = " ".join(plain_text(content, tags).split())
        given = dict(ATTRIBUTE.findall(attributes)).get("id")
        id = given or unique(slug(text), taken)
        headings.append(Heading(int(level), unescape(id), text))
        return match[0] if given else f'<h{level} id="{id}"{attributes}>{content}</h{level}>'

    return HEADING.sub(name, html), tuple(headings)


def slug(text: str) -> str:
    """A heading's words as an id: letters and digits of any script, accents off, joined by hyphens."""
    letters = text.casefold()
    if not letters.isascii():
        apart = unicodedata.normalize("NFKD", letters)
        letters = unicodedata.normalize("NFC", "".join(one for one in apart if not unicodedata.combining(one)))
    words = LETTERS.findall(letters)
    return own("-".join(words) or "section")


def own(id: str) -> str:
    """An id that prose may have: one word (HTML, 3.2.6), and the theme's own are put aside."""
    word = "-".join(id.split())
    return f"in-{word}" if word.startswith(RESERVED) else word


def unique(id: str, taken: dict[str, int]) -> str:
    """`id`, or `id-2`, `id-3` if it is taken; from now on it is. `taken` counts the times each was asked for."""
    free = id
    while free in taken:
        taken[id] += 1
        free = f"{id}-{taken[id]}"
    taken[free] = 1
    return free


def cut_holes(html: str, destinations: Destinations) -> tuple[str | LinkHole | ImageHole, ...]:
    """HTML in pieces, with a hole wherever an address or a picture stands."""
    segments: list[str | LinkHole | ImageHole] = []
    done = 0
    # The outermost `a`, `code` or `pre` that is open: no bare address becomes a link in there.
    within: str | None = None
    for match in HOLES.finditer(html):
        name, attributes = match["open"], match["attributes"]
        if match["close"]:
            within = None if within == match["close"] else within
        elif match["bare"] is not None:
            segments.append(html[done : match.start()])
            if within or not match["bare"].startswith(("http://", "https://")):
                segments.append(match["bare"])
            else:
                segments += ("<a", link_hole("href", match["bare"], destinations), f">{match['bare']}</a>")
            done = match.end()
        elif name == "img":
            segments += (html[done : match.start()], image_hole(attributes, destinations))
            done = match.end()
        else:
            if name in LITERAL:
                within = within or name
            for address in ADDRESS.finditer(attributes):
                at = match.start("attributes")
                segments += (html[done : at + address.start()], link_hole(address[1], address[2], destinations))
                done = at + address.end()
    segments.append(html[done:])
    return merged(segments)


def merged(segments: list[str | LinkHole | ImageHole]) -> tuple[str | LinkHole | ImageHole, ...]:
    """The same pieces, neighboring text as one and nothing empty."""
    whole: list[str | LinkHole | ImageHole] = []
    for segment in segments:
        if isinstance(segment, str) and whole and isinstance(whole[-1], str):
            whole[-1] += segment
        elif segment != "":
            whole.append(segment)
    return tuple(whole)


def link_hole(attribute: str, escaped: str, destinations: Destinations) -> LinkHole:
    """The hole for one attribute that holds an address."""
    target = unescape(escaped).strip(SPACE)
    place = take(destinations, target)
    # A heading's id may have been put aside (`own`); its author cannot know.
    within = f"#{own(target[1:])}" if target.startswith("#") else target
    return LinkHole(within, place.start, place.end, attribute)


def image_hole(attributes: str, destinations: Destinations) -> ImageHole:
    """The hole for one `<img>`."""
    given = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
    src = given.pop("src", "").strip(SPACE)
    place = take(destinations, src)
    return ImageHole(
        src=src,
        alt=alternative(given.pop("alt", None), place),
        title=given.pop("title", ""),
        width=given.pop("width", ""),
        height=given.pop("height", ""),
        attributes=tuple(given.items()),
        start=place.start,
        end=place.end,
    )


def alternative(alt: str | None, place: Destination) -> str | None:
    """A picture's description. Markdown's empty brackets are one forgotten; HTML's `alt=""` is meant."""
    return None if alt == "" and not place.html else alt


def plain_text(html: str, tags: str) -> str:
    """The words of sanitized HTML: paragraphs parted by blank lines, items on lines of their own.

    `tags` are those that it has; others may be among them.
    """
    if "<" not in html:
        return unescape(" ".join(html.split())).strip()
    if "<pre" in tags:
        html = PREFORMATTED.sub(lambda match: match[0].replace("\n", "<br>"), html)
        tags += "<br>"
    if ("footnote" in tags or "fnref" in tags) and "footnote" in html:
        html = FOOTNOTE_MARKS.sub("", html)
    text = html.replace("\n", " ")
    for mark, parting, replacement in PARTING:
        if mark in tags:
            text = parting.sub(replacement, text)
    parts = NAMED_TAG.split(text)
    parts[1::2] = [INSTEAD.get(name, "") for name in parts[1::2]]
    text = single_spaced("".join(parts))
    return unescape(GAP.sub("\n\n", text)).strip()


def single_spaced(text: str) -> str:
    """A text's lines, each with single spaces in place of all white space."""
    lines = text.split("\n")
    if not "".join(lines).isprintable():
        return "\n".join([" ".join(line.split()) for line in lines])
    # No white space is printable but the space, so none is in here.
    while "  " in text:
        text = text.replace("  ", " ")
    return "\n".join(map(str.strip, text.split("\n")))
