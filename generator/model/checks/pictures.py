"""Pictures: there, and with a description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime as DateTime

from generator.model.chapter import Chapter, records_of
from generator.model.checks.words import ERROR, WARNING, at
from generator.model.leaves import leaves
from generator.model.records import Image, Markdown, MediaPath, Recap, Record
from generator.model.slips import quoted
from generator.text.diagnostic import Diagnostic, Place, did_you_mean, explained
from generator.text.prose import ImageHole


@explained
def picture_without_alt(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A picture that says nothing to those who cannot see it.

    One sentence that says what the picture shows is read aloud in its place, and
    shown when the picture does not load.

        -- content/events/2026-03-12-coffee.md --
        ---
        title: Coffee
        date: 2026-03-12
        ---
        ![](media:cups.png)
        -- content/media/cups.png --
        (a picture)

        warning[picture-without-alt]: this picture has no description
         --> content/events/2026-03-12-coffee.md:5:5
          |
        5 | ![](media:cups.png)
          |     ^^^^^^^^^^^^^^
          = help: write what it shows: `![Three cups on a workbench](…)`
    """
    for record in records_of(chapter):
        for keys, image in _images(record):
            if not image.alt and image.src in chapter.media and keys[0] not in ("logo", "photo"):
                yield _no_alt(at(record, *keys), "write what it shows: `{src: …, alt: Three cups on a workbench}`")
        for leaf in leaves(record, Markdown):
            for hole in _prose_images(chapter, leaf.value) if leaf.keys[-1] in record.given else ():
                if hole.alt is None:
                    yield _no_alt(
                        Place(record.file, leaf.keys, (hole.start, hole.end)),
                        "write what it shows: `![Three cups on a workbench](…)`",
                    )


def _no_alt(where: Place, help: str) -> Diagnostic:
    return Diagnostic(
        code="picture-without-alt", severity=WARNING, message="this picture has no description", where=where, help=help
    )


def _images(record: Record) -> Iterator[tuple[tuple[str | int, ...], Image]]:
    for name in ("image", "logo", "photo"):
        image = getattr(record, name, None)
        if isinstance(image, Image) and name in record.given:
            yield (name,), image
    for number, photo in enumerate(record.photos if isinstance(record, Recap) else ()):
        yield ("photos", number), photo


def _prose_images(chapter: Chapter, text: str) -> Iterable[ImageHole]:
    # A picture is `![…](…)` or a tag: texts without either mark need not be opened.
    return chapter.prose.outline(text).images if "!" in text or "<" in text else ()


@explained
def unknown_media(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A picture, or a file, that is not in `content/media`.

    -- content/events/2026-03-12-coffee.yaml --
    title: Coffee
    date: 2026-03-12
    image: {src: cusp.png, alt: Three cups}
    -- content/media/cups.png --
    (a picture)

    error[unknown-media]: there is no file `cusp.png`
     --> content/events/2026-03-12-coffee.yaml:3:14
      |
    3 | image: {src: cusp.png, alt: Three cups}
      |              ^^^^^^^^ not found in content/media/
      = help: did you mean `cups.png`?
    """
    for record in records_of(chapter):
        for leaf in leaves(record, MediaPath):
            if leaf.value not in chapter.media and leaf.keys[0] in record.given:
                # A picture may be written as its path alone.
                yield no_such_file(Place(record.file, leaf.keys), leaf.value, chapter.media)


def no_such_file(where: Place, path: str, media: Iterable[str]) -> Diagnostic:
    """A file that is not in `content/media`, wherever it is named."""
    known = sorted(media)
    same = [other for other in known if other.rsplit("/", 1)[-1] == path.rsplit("/", 1)[-1]]
    case = [other for other in known if other.casefold() == path.casefold()]
    meant = case or same
    return Diagnostic(
        code="unknown-media",
        severity=ERROR,
        message=f"there is no file {quoted(path)}",
        where=where,
        note="not found in content/media/",
        help=f"did you mean `{meant[0]}`?" if meant else did_you_mean(path, known),
    )
