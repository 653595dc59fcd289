"""Pictures as a view has them: finished addresses, all sizes, width and height."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from generator.engine.pictures import Rendition, renditions
from generator.model.records import Image
from generator.site.edition import Edition
from generator.site.views import Picture, SizedSource

# Pixels of width that serve every screen passably.
ENOUGH = 800


def picture(edition: Edition, path: str, alt: str, credit: str = "", caption: str = "") -> Picture | None:
    """A picture of `content/media`, by its path from there; None when there is no such picture."""
    facts = edition.pictures.get(path)
    if facts is None or path in edition.withheld:
        return None
    *sized, own = files_of(path, edition)
    return Picture(
        src=edition.root.href(quote(own.url)),
        width=own.width,
        height=own.height,
        alt=alt,
        sources=_sources(edition, sized),
        credit=credit,
        caption=caption,
        portrait=own.height > own.width,
    )


def _sources(edition: Edition, sized: list[Rendition]) -> tuple[SizedSource, ...]:
    if not sized:
        return ()
    srcset = ", ".join(f"{edition.root.href(quote(one.url))} {one.width}w" for one in sized)
    return (SizedSource(type="image/webp", srcset=srcset),)


def picture_of(edition: Edition, image: Image | None, alt: str = "") -> Picture | None:
    """The picture of a record. `alt` serves where the record gives no description of its own."""
    return picture(edition, image.src, image.alt or alt, image.credit, image.caption) if image else None


def files_of(path: str, edition: Edition) -> Iterator[Rendition]:
    """Every file that a picture is published as; one that only members see in one size, since all come at once."""
    *sized, own = renditions(f"/media/{path}", f"content/media/{path}", edition.pictures[path])
    if path in edition.inner:
        yield next((one for one in sized if one.width >= ENOUGH), own)
    else:
        yield from (*sized, own)
