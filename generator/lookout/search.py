"""Needles, and files searched for all of them at once.

A file is taken apart (`containers.py`) and each part read in every way it is spelled
(`spellings.py`). Then two steps. A *sieve*: the words of a text, as a set, against the
words that needles are made of; that is a few calls for a page, whatever the number of
needles, and most texts fall through. Only what the sieve keeps is compared with care,
around the places where the needle's longest word stands:

* **words**: a name or a sentence, folded (`text/spelling.fold`), so that case, accents,
  markup and line breaks do not matter. What stands in a tag is searched too, and a
  phrase does not go from one paragraph or entry of a list to the next;
* an **address**: a mail address, a link; as it stands, in small or capital letters, and
  not as a part of a longer one;
* a **number**: a telephone number, however its digits are parted, with the country's code
  or without.

What a needle may stand `within` is passed over: a company's longer name, a longer address
that is open. Files are also known by their digests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from html import escape
from typing import Literal, NamedTuple

from generator.lookout.containers import Layer, inner_layers, layers, may_hold_text
from generator.lookout.spellings import base64_runs, respelled, unfolded, unpacked
from generator.pattern import pattern
from generator.text.spelling import fold, plain_letters

Way = Literal["words", "address", "number", "file"]

# Letters of a sentence that are compared: enough to know it by, and few enough to stand close together.
ENOUGH = 160
# Bytes around a word in which the rest of the phrase stands, tags and all.
AROUND = 1200
# Digits by which the sieve knows a number.
A_NUMBER = 7

# Every byte that is no letter or digit of ASCII as a space, and capitals small.
GAPS = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
# The same, but what is not ASCII stays.
ASCII_GAPS = GAPS[:128] + bytes(range(128, 256))
NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
# Digits and what may stand between those of a number: a tag, too.
_DIGITS = pattern(rb"\d(?:[\d\s().+/-]|<[^<>]*>|\xe2\x80[\x90-\x95]|\xc2\xa0|&[#\w]{2,8};){5,}\d")
# Bytes that begin no letter outside ASCII: ASCII itself, what goes on with a letter, and the punctuation of Latin-1
# and of the blocks from U+2000 on.
NO_LETTERS = bytes({*range(0xC0), 0xC2, 0xE2, 0xEF})


class Needle(NamedTuple):
    """What is looked for. `text` is what its way compares: see above; for a file it is the digest."""

    way: Way
    text: str
    # Longer texts that are open and hold it, compared in the same way.
    within: tuple[str, ...] = ()


class Found(NamedTuple):
    """A needle, by its number, and where in the file it is: "" for the file itself."""

    needle: int
    where: str


class Search:
    """Needles, made ready."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        self.needles = tuple(needles)
        self.files: dict[str, list[int]] = {}
        # By their last digits.
        self.numbers: dict[bytes, list[int]] = {}
        # By the longest of its words, with all that the sieve asks for.
        self.worded: dict[bytes, list[tuple[int, frozenset[bytes]]]] = {}
        for number, one in enumerate(self.needles):
            if one.way == "file":
                self.files.setdefault(one.text, []).append(number)
            elif one.way == "number":
                self.numbers.setdefault(one.text[-A_NUMBER:].encode(), []).append(number)
            elif words := longest_words(one):
                self.worded.setdefault(words[0], []).append((number, frozenset(words)))
        self.words = frozenset(word for listed in self.worded.values() for _, words in listed for word in words)
        # Ends of numbers, by every four digits in a row of them.
        self.fours: dict[bytes, list[bytes]] = {}
        for end in self.numbers:
            for at in range(A_NUMBER - 3):
                self.fours.setdefault(end[at : at + 4], []).append(end)

    def find(self, content: bytes) -> Iterator[Found]:
        """Every needle in a file, each once."""
        return self._find_in(layers(content), set()) if self.needles else iter(())

    def file(self, digest: str) -> list[int]:
        """The needles that are a file with a digest."""
        return list(self.files.get(digest, ()))

    def _find_in(self, found: Iterable[Layer], told: set[int]) -> Iterator[Found]:
        for layer in found:
            hits = self.file(digest_of(layer.content)) if self.files else []
            whole = unfolded(layer.text) if layer.text else b""
            for text in (whole, *respelled(whole)) if whole else ():
                words = text.translate(GAPS).split()
                sieved = [number for number in self._sieved(text, words) if number not in told]
                if sieved:
                    written = Written(text)
                    hits += [
                        number for number in sieved if LOOKS[self.needles[number].way](self.needles[number], written)
                    ]
                for run in base64_runs(text):
                    for inner in (held if len(run) > USUAL else usually_held)(run):
                        where = layer.where or "what it holds in base64"
                        yield from self._find_in(inner_layers(inner, where), told)
            for number in hits:
                if number not in told:
                    told.add(number)
                    yield Found(number, layer.where)

    def _sieved(self, text: bytes, words: list[bytes]) -> set[int]:
        """The needles that may be in a text."""
        seen = self.words.intersection(words)
        if has_letters_beyond_ascii(text):
            odd = b" ".join([word for word in text.translate(ASCII_GAPS).split() if not word.isascii()])
            seen |= self.words.intersection(fold(odd.decode("utf-8", "replace")).encode().split())
        if b"<" in text:
            seen |= self.words.intersection(b" ".join(_broken_words(text)).translate(GAPS).split())
        found = {number for word in self.worded.keys() & seen for number, asked in self.worded[word] if asked <= seen}
        if self.numbers and self._may_hold_number(text.translate(None, NO_DIGITS)):
            digits = {run.translate(None, NO_DIGITS) for run in _DIGITS.findall(text)}
            ends = {one[at : at + A_NUMBER] for one in digits for at in range(len(one) - A_NUMBER + 1)}
            found.update(number for end in self.numbers.keys() & ends for number in self.numbers[end])
        return found

    def _may_hold_number(self, digits: bytes) -> bool:
        """Whether the digits of a text, all in one, hold the end of a number: of most texts they do not."""
        # Every fourth four of them: within seven in a row there is one of these, wherever the seven begin.
        fours = {digits[at : at + 4] for at in range(0, len(digits) - 3, 4)}
        return any(end in digits for four in self.fours.keys() & fours for end in self.fours[four])


def held(run: bytes) -> tuple[bytes, ...]:
    """What base64 holds, if it is base64."""
    return tuple(filter(may_hold_text, unpacked(run)))


# Pages have the same long words by the hundred: `America/Chicago`.
USUAL = 80
usually_held = lru_cache(1024)(held)


def digest_of(content: bytes) -> str:
    """A digest as the engine makes it of files."""
    return blake2b(content, digest_size=16).hexdigest()


def longest_words(needle: Needle) -> list[bytes]:
    """The words that the sieve asks for, the longest first."""
    words = set(fold(wanted(needle)).encode().translate(ASCII_GAPS).split())
    return sorted(words, key=lambda word: (-len(word), word))


def wanted(needle: Needle) -> str:
    """What of a needle is compared: of a long sentence its beginning."""
    return needle.text if len(needle.text) <= ENOUGH else needle.text[:ENOUGH].rpartition(" ")[0]


def spaced(plain: bytes) -> bytes:
    """The words of a text in plain letters, parted by single spaces, and one at either end."""
    if has_letters_beyond_ascii(plain):
        return f" {' '.join(_WORD.findall(plain.decode('utf-8', 'replace')))} ".encode()
    return b" %s " % b" ".join(plain.translate(GAPS).split())


_WORD = pattern(r"[^\W_]+")


def has_letters_beyond_ascii(text: bytes) -> bool:
    """Whether words may be spelled otherwise than they are folded."""
    return bool(text.translate(None, NO_LETTERS))


# Tags within a word: `Exam<wbr>ple`.
_WITHIN_WORD = pattern(rb"<(?<=\w<)/?[A-Za-z][^<>]*>(?:</?[A-Za-z][^<>]*>)*(?=\w)")
# Bytes of a word, at most, before the tag and after it.
A_WORD = 48


def _broken_words(text: bytes) -> Iterator[bytes]:
    """The words that have tags in them, put together."""
    for match in _WITHIN_WORD.finditer(text):
        yield _WITHIN_WORD.sub(b"", text[max(0, match.start() - A_WORD) : match.end() + A_WORD])


# -- with care ------------------------------------------------------------------------------

# What parts one thing from the next, so that their words do not belong together; in slides and papers too (`a:p`).
_BLOCK = pattern(
    r"</?(?:\w+:)?(?:address|article|aside|blockquote|body|button|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|head|header|hr|html|legend|li|link|main|meta|nav|ol|option|p|pre|script|section|select|si|style"
    r"|summary|svg|table|template|title|tr|ul|video)(?![\w:-])[^<>]*>",
    re.IGNORECASE,
)
_TAG = pattern(r"</?[A-Za-z][^<>]*>")
_BRACKET = pattern("[<>]")
_TAG_IN_BYTES = pattern(rb"</?[A-Za-z][^<>]*>")
_ENTITY = pattern(rb"&#?\w{1,31};")
APART = " \x1f "


def as_read(text: str) -> tuple[str, ...]:
    """A text with tags, as a reader sees it, and what stands in the tags."""
    if "<" not in text:
        return (text,)
    parted = _BLOCK.sub(APART, text)
    # Between two cells is a space, and within a word that is marked is none.
    return tuple({_TAG.sub("", parted), _TAG.sub(" ", parted), _BRACKET.sub(APART, text)})


class Written:
    """A text, in the forms in which it is compared: each is made when somebody asks."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    @cached_property
    def plain(self) -> tuple[bytes, ...]:
        """In small letters without accents; and once more with the words put together that have tags in them."""
        whole = self.text.lower()
        if has_letters_beyond_ascii(self.text):
            whole = plain_letters(self.text.decode("utf-8", "replace")).encode()
        return (whole, _WITHIN_WORD.sub(b"", whole)) if b"<" in whole and _WITHIN_WORD.search(whole) else (whole,)

    @cached_property
    def skims(self) -> tuple[bytes, ...]:
        """All its words, once with those of tags and twice without: what is in none of these stands nowhere."""
        # An entity that is a letter is one in another spelling of the text.
        whole = _ENTITY.sub(b" ", self.plain[0]) if b"&" in self.text else self.plain[0]
        forms = (whole, _TAG_IN_BYTES.sub(b"", whole), _TAG_IN_BYTES.sub(b" ", whole)) if b"<" in whole else (whole,)
        return tuple(spaced(form) for form in forms)

    @cached_property
    def small(self) -> tuple[bytes, ...]:
        """In small letters; and once more without the tags in words."""
        whole = self.text.lower()
        return (whole, _WITHIN_WORD.sub(b"", whole)) if b"<" in whole and _WITHIN_WORD.search(whole) else (whole,)

    @cached_property
    def numbers(self) -> Mapping[str, set[str]]:
        """Telephone numbers, and what looks like them: last digits -> all digits."""
        found: dict[str, set[str]] = {}
        for form in as_read(self.text.decode("utf-8", "replace")):
            for match in _NUMBER.finditer(form):
                for part in (match[0], *_NEXT.split(match[0])):
                    digits = "".join(filter(str.isdecimal, part))
                    found.setdefault(digits[-A_NUMBER:], set()).add(digits)
        return found

    def passages(self, word: bytes) -> Sequence[str]:
        """What stands around a folded word, folded: once, however many needles have that word."""
        if word not in self.known:
            pieces = (piece for whole in self.plain for piece in _around(whole, word))
            self.known[word] = [fold(read) for piece in pieces for read in as_read(piece)]
        return self.known[word]

    @cached_property
    def known(self) -> dict[bytes, list[str]]:
        """The passages that were asked for so far, by their word."""
        return {}


def _around(text: bytes, word: bytes) -> Iterator[str]:
    """The pieces of a text that hold a word; where one begins within the last, they are one."""
    start, end, at = 0, -1, text.find(word)
    while at >= 0:
        if at - AROUND > end:
            if end >= 0:
                yield text[start:end].decode("utf-8", "ignore")
            start = max(0, at - AROUND)
        end = at + len(word) + AROUND
        at = text.find(word, at + len(word))
    if end >= 0:
        yield text[start:end].decode("utf-8", "ignore")


def _words_stand(needle: Needle, written: Written) -> bool:
    words = wanted(needle)
    skimmed = spaced(words.encode())
    if not any(skimmed in skim for skim in written.skims):
        return False
    for passage in written.passages(longest_words(needle)[0]):
        rest = f" {passage} "
        for longer in needle.within:
            rest = rest.replace(f" {longer} ", " \0 ")
        if f" {words} " in rest:
            return True
    return False


def _address_stands(needle: Needle, written: Written) -> bool:
    for address in {needle.text, escape(needle.text)}:
        for whole in written.small:
            if address.encode() not in whole:
                continue
            letters = whole.decode("utf-8", "replace")
            for longer in needle.within:
                letters = letters.replace(longer, "\0")
            if re.search(rf"(?<![\w@.-])(?:www\.)?{re.escape(address)}(?![\w-])", letters):
                return True
    return False


_NUMBER = pattern(r"(?<![\w.])\+?\(?\d[\d\s().\-–/]{5,}\d(?!\w)")
# What parts one number from the next.
_NEXT = pattern(r"\s{2,}|\s*/\s*|\s[-–]\s")


def _number_stands(needle: Needle, written: Written) -> bool:
    """With the country's code, with the zero that stands for it, or with neither."""
    digits = needle.text
    return any(
        found.endswith(digits) or (len(found.lstrip("0")) >= A_NUMBER and digits.endswith(found.lstrip("0")))
        for found in written.numbers.get(digits[-A_NUMBER:], ())
    )


def _file_stands(needle: Needle, written: Written) -> bool:
    """A file is known by its digest alone."""
    return False


LOOKS: Mapping[Way, Callable[[Needle, Written], bool]] = {
    "words": _words_stand,
    "address": _address_stands,
    "number": _number_stands,
    "file": _file_stands,
}
