"""The files of the content that are no records: pictures, measured, and whatever else is published as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.engine.copies import Copied
from generator.engine.darkroom import Wanted, measure, measure_each
from generator.engine.memo import Memo, known_digest
from generator.engine.pictures import Cleaned, PictureFacts, is_picture
from generator.engine.whereabouts import place_in_file, place_in_picture, tells_place
from generator.site.plan import StaticFile
from generator.text.diagnostic import Diagnostic, Parsed
from generator.text.tree import File

MEDIA = "content/media/"
STATIC = "content/static/"


def look_at(
    media: Mapping[str, File], memo: Memo, tell: Callable[[str], None], jobs: int
) -> Parsed[Mapping[str, PictureFacts]]:
    """What each picture of `content/media` is."""
    pictures: dict[str, PictureFacts] = {}
    problems: list[Diagnostic] = []
    shown = {path: Wanted(file.path, file.file) for path, file in media.items() if is_picture(path)}
    measured = measure_each(tuple(shown.values()), memo, jobs)
    for path, one in shown.items():
        tell(one.name)
        facts, found = next(measured)
        problems.extend(found)
        if facts:
            pictures[path] = facts
    return Parsed(pictures, tuple(problems))


def static_files(files: Iterable[File], memo: Memo) -> Parsed[tuple[StaticFile, ...]]:
    """The files of `static`, and what in `media` is no picture: copied as they are, but for drawings."""
    found: list[StaticFile] = []
    problems: list[Diagnostic] = []
    for file in files:
        path = file.file.removeprefix(MEDIA)
        if path != file.file and is_picture(path):
            continue
        url = "/media/" + path if path != file.file else "/" + file.file.removeprefix(STATIC)
        if url.lower().endswith(".svg"):
            facts, wrong = measure(file.path, file.file, memo)
            problems += wrong
            found += [StaticFile(url, Cleaned(file=file.file, digest=facts.digest))] if facts else []
            continue
        digest = known_digest(str(file.path), memo.facts)
        found.append(StaticFile(url, Copied(file=file.file, digest=digest, size=file.size)))
        if told := tells_place(file.path, memo):
            problems.append((place_in_picture if told == "picture" else place_in_file)(file.file))
    return Parsed(tuple(found), tuple(problems))
