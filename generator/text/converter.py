"""Python-Markdown, made quick and kept within bounds.

Three things are done to it. An extension is loaded only for texts that have its characters;
a pattern, and what makes blocks of lines, is tried only where there are its own. That takes
less than half the time and changes no byte of the result (tested). And each step draws on an
`Effort`, so that no text takes longer than seconds.
"""

# ruff: noqa: N802, N803, N806 -- these names are Python-Markdown's.

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    BACKTICK_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    BacktickInlineProcessor,
    DelimiterProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor as PatternLoop
from markdown.util import STX, AtomicString, Registry

from generator.text.destinations import BARE, trim
from generator.text.effort import DEEPEST, Effort, TooHard
from generator.text.sanitize import BARE_LINK

# The marks without one of which a pattern cannot match.
MARKS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "bare_link": ("://",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "smarty-em-dashes": ("---",),
    "smarty-en-dashes": ("--",),
    **{f"smarty-quotes-{number}": ("'",) for number in (0, 6, 7, 8, 9, 10)},
    **{f"smarty-quotes-{number}": ('"',) for number in (1, 11, 12, 13, 14)},
    **{f"smarty-quotes-{number}": ("\"'",) for number in (2, 5)},
    **{f"smarty-quotes-{number}": ("'\"",) for number in (3, 4)},
    "smarty-ellipses": ("...",),
}

# Patterns that only ever find what a reference definition has named.
REFERENCES = {"reference", "image_reference", "short_reference", "short_image_ref"}


# The same for what makes blocks; () for what is to be asked of every block.
BLOCK_MARKS: dict[str, tuple[str, ...]] = {
    "effort": (),
    "markdown_block": (STX,),
    "empty": (),
    "indent": ("    ",),
    "defindent": ("    ",),
    "code": ("    ",),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": ("-", "_", "*"),
    "olist": (". ",),
    "ulist": ("* ", "+ ", "- "),
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
    "paragraph": (),
}

# Extensions by the marks without one of which a text has no use for them, in the order in which they are loaded.
EXTENSIONS: tuple[tuple[Callable[[], Extension], tuple[str, ...]], ...] = (
    (TableExtension, ("|",)),
    (lambda: FootnoteExtension(USE_DEFINITION_ORDER=False), ("[^",)),
    (AttrListExtension, ("{",)),
    (DefListExtension, (": ", ":\t")),
    (AbbrExtension, ("*[",)),
    (FencedCodeExtension, ("```", "~~~")),
    (MarkdownInHtmlExtension, ("<",)),
    (SaneListExtension, ()),
    (SmartyExtension, ()),
    (lambda: BareLinks(), ("://",)),
)
Needs = tuple[bool, ...]
EVERYTHING: Needs = (True,) * len(EXTENSIONS)


def needs_of(text: str) -> Needs:
    """Which extensions a text may have use for."""
    return tuple(not marks or any(mark in text for mark in marks) for _, marks in EXTENSIONS)


def extensions(needs: Needs = EVERYTHING) -> list[Extension]:
    """Python-Markdown's own extensions that prose has, and bare links."""
    return [load() for (load, _), is_needed in zip(EXTENSIONS, needs, strict=True) if is_needed]


class Converter:
    """Markdown to HTML, unsafe as yet. One that has raised is in no known state and must not be used again."""

    def __init__(self, needs: Needs = EVERYTHING) -> None:
        self.effort = Effort()
        self.markdown = Markdown(extensions=[*extensions(needs), Bounds(self.effort)], output_format="html")
        self.markdown.parser.parseBlocks = partial(  # type: ignore[method-assign]
            parse_blocks, marked(BLOCK_MARKS, self.markdown.parser.blockprocessors)
        )

    def convert(self, text: str) -> str:
        """The HTML of `text`. TooHard when it takes too much work; of other errors Python-Markdown has many."""
        self.effort.renew(text)
        self.markdown.reset()
        return self.markdown.convert(text)


def marked(marks: Mapping[str, tuple[str, ...]], registry: Registry[Any]) -> list[tuple[str, Any, tuple[str, ...]]]:
    """What stands in a registry, in its order, each with its name and its marks."""
    names = sorted((name for name in marks if name in registry), key=registry.get_index_for_name)
    return [(name, one, marks[name]) for name, one in zip(names, registry, strict=True)]


def parse_blocks(
    processors: Sequence[tuple[str, BlockProcessor, tuple[str, ...]]], parent: Element, blocks: list[str]
) -> None:
    """Python-Markdown's loop over what makes blocks, without those that cannot."""
    while blocks:
        for _, processor, marks in processors:
            block = blocks[0]
            for mark in marks:
                if mark in block:
                    break
            else:
                if marks:
                    continue
            if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                break


class BareLinks(Extension):
    """`https://…` in text becomes an element of its own; a link is made of it where it stands in no other."""

    def extendMarkdown(self, md: Markdown) -> None:
        """After code, links and HTML are taken out of the text; before emphasis and typography get at it."""
        md.inlinePatterns.register(BareLinkPattern(BARE, md), "bare_link", 85)


class BareLinkPattern(InlineProcessor):
    """A bare address."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Its element, and where it starts and ends."""
        element = Element(BARE_LINK)
        element.text = AtomicString(trim(m[0]))
        return element, m.start(), m.start() + len(element.text)


class Bounds(Extension):
    """The same processors in the same places, each quick and drawing on an effort. Comes last."""

    def __init__(self, effort: Effort) -> None:
        super().__init__()
        self.effort = effort

    def extendMarkdown(self, md: Markdown) -> None:
        """Replace what can take long."""
        effort = self.effort
        md.parser.blockprocessors.register(BlockCount(md.parser, effort), "effort", 1000)
        emphasis = CountedDelimiters("*", "strong,em", md)
        emphasis.add("_", "strong,em", smart=True)
        replaced: dict[str, tuple[CountedLink | CountedBackticks | CountedDelimiters, int]] = {
            "backtick": (CountedBackticks(BACKTICK_RE), 190),
            "reference": (CountedReference(REFERENCE_RE, md), 170),
            "link": (CountedLink(LINK_RE, md), 160),
            "image_link": (CountedImage(IMAGE_LINK_RE, md), 150),
            "image_reference": (CountedImageReference(IMAGE_REFERENCE_RE, md), 140),
            "short_reference": (CountedShortReference(REFERENCE_RE, md), 130),
            "short_image_ref": (CountedShortImageReference(IMAGE_REFERENCE_RE, md), 125),
            "em_strong": (emphasis, 60),
        }
        for name, (pattern, priority) in replaced.items():
            pattern.effort = effort
            md.inlinePatterns.register(pattern, name, priority)
        smarty = cast(PatternLoop, md.treeprocessors["smarty"]).inlinePatterns
        md.treeprocessors.register(QuickPatterns(md, md.inlinePatterns, effort), "inline", 20)
        md.treeprocessors.register(QuickPatterns(md, smarty, effort), "smarty", 6)


class CountedLink(LinkInlineProcessor):
    """`[text](address)`, each bracket's search for its other half counted."""

    effort: Effort

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        """As the original."""
        text, end, found = super().getText(data, index)
        self.effort.spend(3 * (end - index), data)
        return text, end, found

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """As the original."""
        href, title, end, found = super().getLink(data, index)
        self.effort.spend(3 * (end - index), data)
        return href, title, end, found


class CountedImage(CountedLink, ImageInlineProcessor):
    """`![text](address)`."""


class CountedReference(CountedLink, ReferenceInlineProcessor):
    """`[text][name]`."""


class CountedShortReference(CountedLink, ShortReferenceInlineProcessor):
    """`[name]`."""


class CountedImageReference(CountedLink, ImageReferenceInlineProcessor):
    """`![text][name]`."""


class CountedShortImageReference(CountedLink, ShortImageReferenceInlineProcessor):
    """`![name]`."""


class CountedBackticks(BacktickInlineProcessor):
    """Code in a line."""

    effort: Effort

    def find_code_spans(self, start: int, text: str) -> tuple[int, int] | None:
        """As the original, which looks as far as the end of the paragraph."""
        self.effort.spend(4 * (len(text) - start), text)
        return super().find_code_spans(start, text)


class CountedDelimiters(DelimiterProcessor):
    """Emphasis."""

    effort: Effort

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """As the original, which looks as far as the end of the paragraph unless it has done so."""
        if not self.regions:
            self.effort.spend(len(data) - m.start(), data)
        element, start, end = super().handleMatch(m, data)
        if element is not None:
            # Each child is looked for among its siblings, once placeholders are replaced.
            self.effort.spend(len(element) ** 2 // 5, data)
        return element, start, end


class BlockCount(BlockProcessor):
    """Asked first of every block; takes none."""

    def __init__(self, parser: BlockParser, effort: Effort) -> None:
        super().__init__(parser)
        self.effort = effort

    def test(self, parent: Element, block: str) -> bool:
        """Count the block, which every processor is about to search. TooHard when blocks nest too deep."""
        self.effort.spend(20 + 2 * len(block), block)
        if len(self.parser.state) > DEEPEST:
            raise TooHard("quotes or lists nested too deep", block)
        return False


class QuickPatterns(PatternLoop):
    """Python-Markdown's loop over inline patterns, without those that cannot match."""

    # The original's private method: try one pattern, and say whether it matched and where to go on.
    _InlineProcessor__applyPattern: Callable[[InlineProcessor, str, int, int], tuple[str, bool, int]]

    def __init__(self, md: Markdown, patterns: Registry[Any], effort: Effort) -> None:
        super().__init__(md)
        self.inlinePatterns = patterns
        self.effort = effort
        self.marked = marked(MARKS, patterns)
        self.tried = self.marked

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """As the original; what this whole text has no use for is settled here, once."""
        unneeded = set() if self.md.references else REFERENCES
        self.tried = [marked for marked in self.marked if marked[0] not in unneeded]
        for parent in tree.iter():
            # Each child is looked for among its siblings.
            self.effort.spend(len(parent) ** 2 // 5, parent.text or "")
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """Put placeholders where patterns match: the original's private method, of which it is the inner loop."""
        if isinstance(data, AtomicString):
            return data
        start = 0
        while patternIndex < len(self.tried):
            _, pattern, marks = self.tried[patternIndex]
            for mark in marks:
                if mark in data:
                    self.effort.spend(20 + len(data) // 64, data)
                    data, matched, start = self._InlineProcessor__applyPattern(pattern, data, patternIndex, start)
                    break
            else:
                matched = False
            if not matched:
                patternIndex += 1
                start = 0
        return data
