"""What earlier builds worked out from a text, found again by the text.

Nothing here knows which file a text is from or when it was saved. So a memo that was
carried to another machine serves as well as one's own, and a text that was changed
and changed back is not worked out twice. What has problems is worked out every time,
so that they are told every time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

from msgspec import DecodeError, msgpack
from msgspec.structs import replace

from generator.engine.crew import share
from generator.engine.digest import engine_digest
from generator.engine.memo import Memo
from generator.model.gather import Wanted, read_record
from generator.model.records import Member, Record
from generator.site.views import PAGES, Frame
from generator.text.diagnostic import Diagnostic, Parsed
from generator.text.prose import PROSE, Prose, prose_digest
from generator.theme.closure import templates_digest
from generator.theme.contract import check_templates
from generator.theme.theme import Theme

# The libraries that parse do not change while a program runs.
prose_maker = cache(prose_digest)


# A build asks for a key when it looks, when it keeps and when it leaves a trail.
KEYS = 200_000


@lru_cache(KEYS)
def prose_key(text: str) -> bytes:
    """What a text is remembered under."""
    return blake2b(prose_maker() + text.encode(), digest_size=16).digest()


def recalled_prose(
    memo: Memo, tell: Callable[[str], None], done: Counter[str], jobs: int
) -> Callable[[Sequence[str]], Iterator[Parsed[bytes]]]:
    """`parse_packed` for several texts, asked once for each. `done` counts the texts that were parsed."""

    def parse(texts: Sequence[str]) -> Iterator[Parsed[bytes]]:
        known = {text: packed for text in texts if (packed := memo.prose.find(prose_key(text)))}
        unknown = [text for text in texts if text not in known]
        if unknown:
            # Before there are workers, so that they share what it takes.
            from generator.text import markdown  # noqa: F401
        parsed = share(parse_packed, unknown, jobs)
        for text in texts:
            if text in known:
                yield Parsed(known[text])
                continue
            tell("texts")
            done["parsed"] += 1
            packed, problems = next(parsed)
            if not problems:
                memo.prose.keep(prose_key(text), packed)
            yield Parsed(packed, problems)

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


@cache
def decoder(kind: type[Record]) -> msgpack.Decoder[Any]:
    """What reads remembered records of a class."""
    return msgpack.Decoder(kind)


def recalled_records(
    memo: Memo, done: Counter[str], jobs: int
) -> Callable[[Sequence[Wanted]], Iterator[Parsed[Record | None]]]:
    """`read_record` for several files, asked once for each text of a kind. `done` counts the records that were decoded.

    Members are read every time: what somebody told the chapter and nobody else shall lie in no cache.
    """

    def read(files: Sequence[Wanted]) -> Iterator[Parsed[Record | None]]:
        known = {one: record for one in files if (record := find_record(memo, one))}
        decoded = share(read_packed, [one for one in files if one not in known], jobs)
        for one in files:
            if one in known:
                yield Parsed(known[one])
                continue
            done["decoded"] += 1
            (record, problems), packed = next(decoded)
            if packed:
                memo.records.keep(record_key(one.source.file, one.source.text, one.kind), packed)
            yield Parsed(record, problems)

    return read


@lru_cache(KEYS)
def record_key(file: str, text: str, kind: type[Record]) -> bytes:
    """What a record is remembered under."""
    named = f"{kind.__name__}\0{file}\0{text}".encode()
    return blake2b(engine_digest() + named, digest_size=16).digest()


def find_record(memo: Memo, one: Wanted) -> Record | None:
    """What an earlier build read in a file, or None."""
    kept = None if one.kind is Member else memo.records.find(record_key(one.source.file, one.source.text, one.kind))
    try:
        return None if kept is None else unpacked(kept, one.kind, one.source.text)
    except DecodeError:
        return None


def remembered_record(memo: Memo, key: bytes, kind: type[Record]) -> Record | None:
    """The record, without its body, that the last build kept under a key, or None. This build does not keep it."""
    kept = memo.records.last(key)
    try:
        return None if kept is None else replace(unpacked(kept, kind, ""), body="")
    except DecodeError:
        return None


def read_packed(one: Wanted) -> tuple[Parsed[Record | None], bytes]:
    """A record, read, and as it is remembered; b"" for one that is not."""
    record, problems = read_record(*one)
    if record is None or problems or one.kind is Member:
        return Parsed(record, problems), b""
    packed = pack(record, one.source.text)
    # A chapter's own fields (`extra`) can hold what does not come back as it went.
    comes_back = unpacked(packed, one.kind, one.source.text) == record
    return Parsed(record, problems), packed if comes_back else b""


def pack(record: Record, text: str) -> bytes:
    """A record for the memo, without the prose that ends its file: that is at hand wherever it is asked for."""
    body: str = getattr(record, "body", "")
    tail = len(body) if body and text.endswith(body) else 0
    return b"%d %s" % (tail, msgpack.encode(replace(record, body="") if tail else record))


def unpacked(packed: bytes, kind: type[Record], text: str) -> Record:
    """What was packed of a record, with the prose from its file. Raises DecodeError."""
    tail, _, rest = packed.partition(b" ")
    record: Record = decoder(kind).decode(rest)
    return replace(record, body=text[-int(tail) :]) if tail != b"0" else record


def recalled_contract(theme: Theme, memo: Memo) -> tuple[Diagnostic, ...]:
    """What is wrong with a theme's templates. Those found good are not looked at again until they change."""
    key = blake2b(b"contract" + engine_digest() + templates_digest(theme), digest_size=16).digest()
    if memo.facts.find(key) is not None:
        return ()
    slips = check_templates(theme, PAGES, Frame)
    if not slips:
        memo.facts.keep(key, b"good")
    return slips
