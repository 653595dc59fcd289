"""What earlier builds worked out from a text, found again by the text.

Nothing that is remembered knows when its file was saved. So a memo that was carried to another machine serves as
well as one's own, and a text that was changed and changed back is not worked out twice. Where the last build's trail
vouches that a file is as it was, it says the key too, and the file is not read. What has problems is worked out
every time, so that they are told every time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from msgspec import DecodeError, Struct, msgpack

from generator.engine.crew import share
from generator.engine.digest import engine_digest
from generator.engine.memo import Memo
from generator.engine.pack import Pack
from generator.engine.spill import Stored
from generator.model.gather import Wanted, kind_of, read_record
from generator.model.records import Member, Record
from generator.site.views import PAGES, Frame
from generator.text.diagnostic import Diagnostic, Parsed
from generator.text.prose import PROSE, Fetch, Prose, prose_digest
from generator.theme.closure import templates_digest
from generator.theme.theme import Theme
from generator.trail import Told

# The libraries that parse do not change while a program runs.
prose_maker = cache(prose_digest)


# A build asks for a key when it looks, when it keeps and when it leaves a trail.
KEYS = 100_000


@lru_cache(KEYS)
def prose_key(text: str) -> bytes:
    """What a text is remembered under."""
    return blake2b(prose_maker() + text.encode(), digest_size=16).digest()


class Kept(Struct, frozen=True, gc=False):
    """The prose of a text, where it lies."""

    text: str
    stored: Stored
    pack: Pack

    def __call__(self) -> bytes:
        packed = self.pack.open(prose_key(self.text), self.stored)
        # A damaged one had nothing to be told of when it was parsed.
        return parse_packed(self.text).value if packed is None else packed


def recalled_prose(
    memo: Memo, tell: Callable[[str], None], done: Counter[str], jobs: int, keys: Mapping[str, bytes]
) -> Callable[[Sequence[str]], Iterator[Parsed[Fetch]]]:
    """`parse_packed` for several texts, asked once for each, and put where it can be fetched. `done` counts the texts
    that were parsed.

    `keys` are those of texts whose keys need not be worked out.
    """

    def parse(texts: Sequence[str]) -> Iterator[Parsed[Fetch]]:
        known = {text: stored for text in texts if (stored := memo.prose.where(keys.get(text) or prose_key(text)))}
        unknown = [text for text in texts if text not in known]
        if unknown:
            # Before there are workers, so that they share what it takes.
            from generator.text import markdown  # noqa: F401
        parsed = share(parse_packed, unknown, jobs)
        for text in texts:
            if text in known:
                yield Parsed(Kept(text, known[text], memo.prose))
                continue
            tell("texts")
            done["parsed"] += 1
            packed, problems = next(parsed)
            stored = memo.prose.spill.put(packed) if problems else memo.prose.keep(prose_key(text), packed)
            yield Parsed(Kept(text, stored, memo.prose), problems)

    return parse


def remembered_prose(memo: Memo, key: bytes) -> Prose | None:
    """The prose that the last build kept under a key, or None. This build does not keep it for that."""
    kept = memo.prose.last(key)
    try:
        return None if kept is None else PROSE.decode(kept)
    except DecodeError:
        return None


def parse_packed(text: str) -> Parsed[bytes]:
    """A text parsed, for the memo."""
    from generator.text.markdown import parse_prose

    prose, problems = parse_prose(text)
    return Parsed(msgpack.encode(prose), problems)


class Known(NamedTuple):
    """What a file holds that is as it was, so that nobody reads it again."""

    record: Record
    path: str
    # What it and its text are remembered under.
    key: bytes
    prose: bytes


@cache
def decoder(kind: type[Record]) -> msgpack.Decoder[Any]:
    """What reads remembered records of a class."""
    return msgpack.Decoder(kind)


def recalled_records(
    memo: Memo, done: Counter[str], jobs: int, seen: Mapping[str, Known], keys: dict[str, bytes]
) -> Callable[[Sequence[Wanted]], Iterator[Parsed[Record | None]]]:
    """`read_record` for several files, asked once for each text of a kind. `done` counts the records that were decoded.

    What is known of files is in `seen`, by their names. `keys` gains what each of the others is remembered under.
    Members are read every time: what somebody told the chapter and nobody else shall lie in no cache.
    """

    def read(files: Sequence[Wanted]) -> Iterator[Parsed[Record | None]]:
        known = {file: one.record for file, one in seen.items()}
        unseen = [one for one in files if one.source.file not in seen]
        keys.update((one.source.file, record_key(one)) for one in unseen)
        for one in unseen:
            if record := find_record(memo, keys[one.source.file], one.kind):
                known[one.source.file] = record
        unknown = [one for one in files if one.source.file not in known]
        # Whoever knows most of them has grown by that, and is slower to fork than to read the others.
        decoded = share(read_packed, unknown, jobs if len(unknown) > len(known) else 1)
        for one in files:
            if one.source.file in known:
                yield Parsed(known[one.source.file])
                continue
            done["decoded"] += 1
            (record, problems), packed = next(decoded)
            if packed:
                memo.records.keep(keys[one.source.file], packed)
            yield Parsed(record, problems)

    return read


def record_key(one: Wanted) -> bytes:
    """What a record is remembered under."""
    named = f"{one.kind.__name__}\0{one.source.file}\0{one.source.text}".encode()
    return blake2b(engine_digest() + named, digest_size=16).digest()


def find_record(memo: Memo, key: bytes, kind: type[Record]) -> Record | None:
    """What an earlier build read in a file, or None."""
    kept = None if kind is Member else memo.records.find(key)
    return None if kept is None else unpacked(kept, kind)


def remembered_record(memo: Memo, key: bytes, kind: type[Record]) -> Record | None:
    """The record that the last build kept under a key, or None. This build does not keep it."""
    kept = memo.records.last(key)
    return None if kept is None else unpacked(kept, kind)


def known_records(memo: Memo, unchanged: Iterable[tuple[str, str, Told]]) -> dict[str, Known]:
    """File -> what it holds, for those that the memo has. `unchanged` is as in `trail.Since`."""
    found: dict[str, Known] = {}
    for file, path, told in unchanged:
        kind, kept = kind_of(file), memo.records.find(told.record)
        record = unpacked(kept, kind) if kind and kept else None
        if record is not None:
            found[file] = Known(record, path, told.record, told.prose)
    return found


def read_packed(one: Wanted) -> tuple[Parsed[Record | None], bytes]:
    """A record, read, and as it is remembered; b"" for one that is not."""
    record, problems = read_record(*one)
    if record is None or problems or one.kind is Member:
        return Parsed(record, problems), b""
    packed = msgpack.encode(record)
    # A chapter's own fields (`extra`) can hold what does not come back as it went.
    return Parsed(record, problems), packed if unpacked(packed, one.kind) == record else b""


def unpacked(packed: bytes, kind: type[Record]) -> Record | None:
    """A record from the memo; None for what is none."""
    try:
        record: Record = decoder(kind).decode(packed)
    except DecodeError:
        return None
    return record


def recalled_contract(theme: Theme, memo: Memo) -> tuple[Diagnostic, ...]:
    """What is wrong with a theme's templates. Those found good are not looked at again until they change."""
    key = blake2b(b"contract" + engine_digest() + templates_digest(theme), digest_size=16).digest()
    if memo.facts.find(key) is not None:
        return ()
    # Here, for most builds know the answer.
    from generator.theme.contract import check_templates

    slips = check_templates(theme, PAGES, Frame)
    if not slips:
        memo.facts.keep(key, b"good")
    return slips
