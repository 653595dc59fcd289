"""The chapter's files become records: parse, decode, and the prose with them.

Which folder a file is in says what kind of record it is, its name says the id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from generator.model import slips
from generator.model.decode import decode_record
from generator.model.link import Records, duplicate_id, markdown_texts
from generator.model.records import KINDS, Charter, Record, Translation, Url, Zone
from generator.model.scalars import is_id
from generator.model.slips import a
from generator.model.slug import slug
from generator.model.translations import TRANSLATED, not_translated, parted, translation_of
from generator.text.diagnostic import Diagnostic, Parsed, Place, nearest
from generator.text.document import parse_document
from generator.text.prose import Fetch, Library
from generator.text.source import Source, Span

R = TypeVar("R", bound=Record)

CHARTER = "content/chapter"
MEDIA = "content/media/"

# What stands in for a charter that could not be read, so that the rest is still checked.
UNCHARTERED = Charter(
    id="chapter", file="content/chapter.yaml", name="", timezone=Zone("UTC"), url=Url("https://example.invalid/")
)


def read_record(source: Source, kind: type[R], id: str) -> Parsed[R | None]:
    """Read one record: parse its text, decode its fields."""
    document, problems = parse_document(source)
    if document is None:
        return Parsed(None, problems)
    record, found = decode_record(document, kind, id)
    return Parsed(record, (*problems, *found))


class Wanted(NamedTuple):
    """A file that holds a record: of which kind, and called what."""

    source: Source
    kind: type[Record]
    id: str


def wanted(source: Source) -> Wanted | None:
    """What a file holds, by its name; None for the charter, and for a file that no record can be in."""
    kind, id, plain, tag, whole = _meant(source.file)
    if tag and whole:
        return Wanted(source, translation_of(whole), plain) if whole in TRANSLATED else None
    return Wanted(source, KINDS[kind], id) if kind and is_id(id) else None


def kind_of(file: str) -> type[Record] | None:
    """The class of the record that a file holds, by its name; None where that is no record, or a translation."""
    kind, id, _, tag, _ = _meant(file)
    return KINDS[kind] if kind and not tag and is_id(id) else None


def read_each(files: Sequence[Wanted]) -> Iterator[Parsed[Record | None]]:
    """`read_record`, one after another."""
    return (read_record(*one) for one in files)


def gather(
    sources: Iterable[Source],
    media: frozenset[str],
    parse_prose: Callable[[Sequence[str]], Iterable[Parsed[Fetch]]],
    unread: frozenset[str] = frozenset(),
    read: Callable[[Sequence[Wanted]], Iterable[Parsed[Record | None]]] = read_each,
) -> Parsed[Records]:
    """Read every record. Whatever could not be read is in `problems`, and the rest is in the value.

    `read` is `read_record` for several files at once, or what remembers its answers; `parse_prose` is
    `markdown.parse_prose` for several texts, likewise; of its prose it says where that is to be had.

    `unread` names the files and folders that are there and whose text is not; what is
    wrong with them is told already.
    """
    problems: list[Diagnostic] = []
    charter: Charter | None = None
    charter_seen = False
    records: list[Record] = []
    stems: dict[str, set[str]] = {kind: set() for kind in KINDS}
    closed: set[str] = set()
    first: dict[tuple[str, str], Record] = {}
    translations: list[Translation] = []
    for file in unread:
        kind, id = _kind_and_id(file)
        if kind:
            # `coffee.yaml.txt` is `coffee` too.
            stems[kind].add(id.partition(".")[0])
        elif _is_charter(file):
            charter_seen = True
        elif folder := nearest(PurePosixPath(file).name, KINDS):
            closed.add(folder)
    sources = tuple(sources)
    read_records = iter(read(tuple(filter(None, map(wanted, sources)))))
    for source in sources:
        kind, id, plain, tag, whole = _meant(source.file)
        if tag and whole:
            if whole not in TRANSLATED:
                problems.append(not_translated(source.file, a(whole)))
                continue
            translation, found = next(read_records)
            problems.extend(found)
            if isinstance(translation, Translation):
                twin = first.setdefault((translation.tag, f"{kind}/{plain}".casefold()), translation)
                if twin is translation:
                    translations.append(translation)
                else:
                    problems.append(duplicate_id(translation, twin, "translations"))
            continue
        if kind is None and source.file.rpartition(".")[0] != CHARTER:
            problems.append(slips.stray_file(source.file))
            charter_seen = charter_seen or _is_charter(source.file)
            continue
        if kind:
            stems[kind].add(id)
        if kind is None:
            second, found = read_record(source, Charter, "chapter")
            problems.extend(found)
            if charter and second:
                problems.append(duplicate_id(second, charter, "files"))
            charter, charter_seen = charter or second, True
            continue
        if not is_id(id):
            problems.extend(parse_document(source).problems)
            problems.append(slips.bad_file_name(source.file, id))
            # What it will be called: whoever names it so is right already.
            stems[kind].add(slug(id))
            continue
        record, found = next(read_records)
        problems.extend(found)
        if record is None:
            continue
        twin = first.setdefault((kind, id.casefold()), record)
        if twin is not record:
            problems.append(duplicate_id(record, twin, kind))
            continue
        records.append(record)
    if not charter_seen:
        problems.append(slips.missing_charter())
    homes: dict[str, tuple[str, tuple[str | int, ...]]] = {}
    twice: set[str] = set()
    for record, leaf in markdown_texts([*records, *translations, *([charter] if charter else [])]):
        if leaf.value in homes:
            twice.add(leaf.value)
        else:
            homes[leaf.value] = record.file, leaf.keys
    prose: dict[str, Fetch] = {}
    for (text, (file, keys)), (parsed, found) in zip(homes.items(), parse_prose(tuple(homes)), strict=True):
        prose[text] = parsed
        problems.extend(_rehomed(problem, file, keys) for problem in found)
    return Parsed(
        Records(
            charter=charter or UNCHARTERED,
            chartered=charter is not None,
            records=tuple(records),
            translations=tuple(translations),
            stems={kind: frozenset(found_stems) for kind, found_stems in stems.items()},
            closed=frozenset(closed),
            prose=Library(prose),
            twice=frozenset(twice),
            media=media | {file.removeprefix(MEDIA) for file in unread if file.startswith(MEDIA)},
        ),
        tuple(problems),
    )


# A build asks for each file when it recalls, when it wants and when it gathers.
@lru_cache(100_000)
def _meant(file: str) -> tuple[str | None, str, str, str, type[Record] | None]:
    """What a file is named for: kind and id, the id without a language and that language, the class of its record."""
    kind, id = _kind_and_id(file)
    whole = KINDS[kind] if kind else Charter if file.startswith(f"{CHARTER}.") else None
    return (kind, id, *parted(id), whole)


def _kind_and_id(file: str) -> tuple[str | None, str]:
    """`content/events/2026/x.yaml` is an event called `x`."""
    _, folder, *within = file.split("/", 2) if file.count("/") > 1 else ("", "")
    name = file.rpartition("/")[2]
    return (folder if within and folder in KINDS else None), name.rpartition(".")[0] or name


def _is_charter(file: str) -> bool:
    """Whether a file was meant to be `chapter.yaml`: `Chapter.yaml`, `chapter.yaml.txt`."""
    return file.casefold().startswith(f"{CHARTER}.")


def _rehomed(problem: Diagnostic, file: str, keys: tuple[str | int, ...]) -> Diagnostic:
    """A problem within a text, as a problem within the file that the text stands in."""
    where = problem.where
    within = (where.start, where.end) if isinstance(where, Span) else None
    return replace(problem, where=Place(file, keys, within))
