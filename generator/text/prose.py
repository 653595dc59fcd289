"""Prose: Markdown, parsed. HTML with holes where addresses and pictures go.

Holes rather than finished links, so that renaming a page joins text anew and never
parses it again: parsing costs twenty times what a template does. This module knows
the value and how to join it. How it is made stands in `markdown.py`, which imports
two libraries that a build with nothing to parse can do without.
"""

from __future__ import annotations

import re
import sys
from collections import ChainMap
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from html import unescape
from importlib.abc import FileLoader
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from typing import cast
from urllib.parse import unquote

from markupsafe import Markup, escape
from msgspec import Raw, Struct, msgpack
from msgspec.structs import replace

from generator.pattern import pattern

# What can change the HTML of one and the same text: files of these packages, where they have them.
MAKERS = {
    "generator.text": (
        *("markdown.py", "shortcut.py", "typography.py", "converter.py", "sanitize.py", "holes.py"),
        *("destinations.py", "effort.py", "prose.py", "vocabulary.py", "diagnostic.py", "source.py"),
    ),
    "markdown": ("__meta__.py",),
    "nh3": tuple(f"nh3{suffix}" for suffix in EXTENSION_SUFFIXES),
}


class LinkHole(Struct, frozen=True, array_like=True, tag="link"):
    """Where a whole attribute goes that holds an address: ` href="…"`.

    `target` is the destination as its author meant it, without escapes: `event:2026-05-07-tour#photos`,
    `../about/`, `https://…`, `#anchor`. `start` and `end` say where it stands in the Markdown.
    """

    target: str
    start: int
    end: int
    attribute: str = "href"


class ImageHole(Struct, frozen=True, array_like=True, tag="image"):
    """Where a whole `<img>` goes, so that a view can put a picture of several sizes there.

    `alt` is None when its author gave no description; "" means decoration, and can only be said in HTML.
    `width` and `height` are as written. `attributes` are the other safe ones: `class`, `id`, `loading`.
    """

    src: str
    alt: str | None
    title: str
    width: str
    height: str
    attributes: tuple[tuple[str, str], ...]
    start: int
    end: int


class Heading(Struct, frozen=True, array_like=True):
    """A heading: its level (2 to 6), its id and its text without markup."""

    level: int
    id: str
    text: str


class Outline(Struct, frozen=True, array_like=True):
    """What others than its own page want to know of a text: where it leads, what it shows, where one leads into it.

    `holes` are in the order of the page; `anchors` are all ids, sorted.
    """

    holes: tuple[LinkHole | ImageHole, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """Where each link leads and each picture lies, in the order of the page."""
        return tuple(hole.target if isinstance(hole, LinkHole) else hole.src for hole in self.holes)

    @property
    def links(self) -> tuple[LinkHole, ...]:
        """Every link, in the order of the page."""
        return tuple(hole for hole in self.holes if isinstance(hole, LinkHole))

    @property
    def images(self) -> tuple[ImageHole, ...]:
        """Every picture, in the order of the page."""
        return tuple(hole for hole in self.holes if isinstance(hole, ImageHole))


class Prose(Struct, frozen=True, array_like=True):
    """Markdown, parsed: safe HTML with holes, and what else a page wants to know of it.

    `segments` alternate finished HTML and holes. `anchors` are all ids, sorted. `plain` is the text
    without markup, paragraphs parted by blank lines; `words` are the first different ones in it (`vocabulary.py`).
    """

    segments: tuple[str | LinkHole | ImageHole, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    plain: str = ""
    words: str = ""

    @property
    def outline(self) -> Outline:
        """What others than its own page want to know of it."""
        return Outline(tuple(segment for segment in self.segments if not isinstance(segment, str)), self.anchors)


class Wording(Struct, frozen=True, array_like=True):
    """The prose of a text, read for its words alone: `plain` and `words` are what they are there."""

    segments: Raw
    headings: Raw
    anchors: Raw
    plain: str
    words: str


PROSE, OUTLINE, WORDING = msgpack.Decoder(Prose), msgpack.Decoder(Outline), msgpack.Decoder(Wording)
# As many texts are kept unpacked: a page asks for its own several times.
AT_HAND = 64
NOTHING = msgpack.encode(Outline())


# Gets a text's prose from where it lies, packed.
Fetch = Callable[[], bytes]


class Library(Mapping[str, Prose]):
    """Markdown -> its prose, which lies elsewhere until it is asked for: held here, it would be most of all memory.

    Outlines are small. Half a dozen checks ask for each, and whatever was asked for stays, packed.
    """

    def __init__(self, packed: Mapping[str, Fetch]) -> None:
        self._packed = packed
        self._at_hand: dict[str, Prose] = {}
        self._outlines: dict[str, bytes] = {}

    def __getitem__(self, text: str) -> Prose:
        prose = self._at_hand.get(text)
        if prose is None:
            prose = PROSE.decode(self._packed[text]())
            if len(self._at_hand) == AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            self._at_hand[text] = prose
        return prose

    def outline(self, text: str) -> Outline:
        """The outline of a text; an empty one of a text that is not in here."""
        packed = self._outlines.get(text)
        if packed is None:
            packed = self._outlines[text] = msgpack.encode(self[text].outline) if text in self else NOTHING
        return OUTLINE.decode(packed)

    def wording(self, text: str) -> Prose | Wording | None:
        """The words of a text; None of one that is not in here. Five times as quick as its prose."""
        at_hand = self._at_hand.get(text)
        if at_hand is not None or text not in self:
            return at_hand
        return WORDING.decode(self._packed[text]())

    def with_another(self, text: str, prose: Prose) -> Library:
        """The same, but that a text has this prose."""
        packed = msgpack.encode(prose)
        return Library(ChainMap({text: lambda: packed}, cast(dict[str, Fetch], self._packed)))

    def __contains__(self, text: object) -> bool:
        return text in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def join(prose: Prose, link: Callable[[LinkHole], str | None], image: Callable[[ImageHole], Markup]) -> Markup:
    """Fill the holes of `prose`.

    `link` gives a hole's address, or None to keep the words and drop the link. `image` gives a whole picture.
    """
    parts: list[str] = []
    for segment in prose.segments:
        if isinstance(segment, str):
            parts.append(segment)
        elif isinstance(segment, ImageHole):
            parts.append(image(segment))
        elif (address := link(segment)) is not None:
            parts.append(f' {segment.attribute}="{escape(address)}"')
    return Markup("".join(parts))  # noqa: S704 -- sanitized segments, escaped addresses, whole pictures


# What may stand of a tag in a segment: all of it, or its end where a link's hole was cut into it. Sanitized text has
# its `<` escaped, and sanitized attributes their `>`.
_TAG = pattern(r"<[a-z][^<>]*")
_TAG_OR_REST = pattern(r"(?:\A|<[a-z])[^<>]*")
# The attributes that give an id, or name others.
_NAMING = pattern(r' (id|headers|aria-(?:controls|describedby|details|labelledby|owns))="([^"]*)"')


def within(prose: Prose, part: str) -> Prose:
    """`prose` as one part of a page that holds several: its ids begin with `part`, and its own links follow them.

    Two texts on one page may both have a footnote 1; no two elements of a page may have one id.
    """

    def renamed(match: re.Match[str]) -> str:
        names = [match[2]] if match[1] == "id" else match[2].split()
        ids = (f"{part}{one}" if unescape(one) in prose.anchors else one for one in names)
        return f' {match[1]}="{" ".join(ids)}"'

    def retagged(match: re.Match[str]) -> str:
        return _NAMING.sub(renamed, match[0])

    segments: list[str | LinkHole | ImageHole] = []
    for before, segment in zip((None, *prose.segments), prose.segments, strict=False):
        if isinstance(segment, str):
            tags = _TAG_OR_REST if isinstance(before, LinkHole) else _TAG
            segments.append(tags.sub(retagged, segment))
        elif isinstance(segment, LinkHole):
            own = leads_within(prose.anchors, segment.target)
            segments.append(replace(segment, target=f"#{part}{segment.target[1:]}") if own else segment)
        else:
            attributes = tuple((name, part + value if name == "id" else value) for name, value in segment.attributes)
            segments.append(replace(segment, attributes=attributes))
    return Prose(
        segments=tuple(segments),
        headings=tuple(replace(one, id=part + one.id) for one in prose.headings),
        anchors=tuple(part + one for one in prose.anchors),
        plain=prose.plain,
        words=prose.words,
    )


def leads_within(anchors: Collection[str], target: str) -> bool:
    """Whether a link leads to one of the anchors of the text that it stands in: `#questions`."""
    return target.startswith("#") and unquote(target[1:]) in anchors


def prose_digest() -> bytes:
    """16 bytes that change whenever the same text might parse to other prose.

    It imports neither library, so that asking the memo stays cheap.
    """
    # Python's own micro version counts: its HTML parser changes in repairs too.
    digest = blake2b(repr(sys.version_info[:3]).encode(), digest_size=16)
    for package, files in MAKERS.items():
        spec = find_spec(package)
        if spec is not None and spec.origin is not None and isinstance(spec.loader, FileLoader):
            for file in files:
                with suppress(OSError):
                    digest.update(spec.loader.get_data(spec.origin.removesuffix("__init__.py") + file))
    return digest.digest()
