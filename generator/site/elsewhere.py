"""What prose would have the page load from another site.

The page may not: whoever reads it would be told to that site, and what stands there can
change or go (`policy.py` forbids it). A picture becomes a link to itself; a film or a
sound loses the address.
"""

from __future__ import annotations

from markupsafe import Markup

from generator.model.slips import quoted
from generator.text.diagnostic import Diagnostic, Place, Severity, explained
from generator.text.prose import ImageHole, Prose


def as_link(hole: ImageHole, href: str, *, is_linked: bool) -> Markup:
    """A picture that stands elsewhere, as a link to it; its words alone where they are a link already."""
    words = hole.alt or hole.title or href.rpartition("/")[2] or href
    return Markup("{}").format(words) if is_linked else Markup('<a href="{}">{}</a>').format(href, words)


def linked_pictures(prose: Prose) -> frozenset[ImageHole]:
    """The pictures of a text that stand within a link."""
    found: list[ImageHole] = []
    is_open = False
    for segment in prose.segments:
        if isinstance(segment, ImageHole):
            found += [segment] if is_open else []
        elif isinstance(segment, str):
            # A segment ends with `<a` where the link's address is cut out of it.
            opened, closed = max(segment.rfind("<a "), segment.rfind("<a>")), segment.rfind("</a>")
            opened = len(segment) if segment.endswith("<a") else opened
            is_open = opened > closed if max(opened, closed) >= 0 else is_open
    return frozenset(found)


@explained
def loaded_from_elsewhere(where: Place, target: str) -> Diagnostic:
    """A picture, a film or a sound that stands on another site.

    Pages load nothing from elsewhere: the other site would learn of everybody who reads
    them, and what it shows can change or go any day. A picture becomes a link to itself;
    a film or a sound is left out.

        -- content/pages/about.md --
        ---
        title: About
        ---
        ![The hall](https://example.org/hall.jpg)

        warning[loaded-from-elsewhere]: `https://example.org/hall.jpg` stands on another site and cannot be shown
         --> content/pages/about.md:4:13
          |
        4 | ![The hall](https://example.org/hall.jpg)
          |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = help: put the file into content/media/ and write `media:hall.jpg`; or link to it
    """
    name = target.partition("?")[0].rpartition("/")[2]
    return Diagnostic(
        code="loaded-from-elsewhere",
        severity=Severity.WARNING,
        message=f"{quoted(target)} stands on another site and cannot be shown",
        where=where,
        help=f"put the file into content/media/ and write {quoted('media:' + (name or '…'))}; or link to it",
    )
