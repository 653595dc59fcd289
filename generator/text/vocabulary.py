"""The words of a text, each once: enough of them to find it by."""

from __future__ import annotations

from generator.pattern import pattern

# Of a long text, so many different words are enough.
MOST = 120
# Characters that hold most of these.
STRETCH = 2_000
WORD = pattern(r"\w[\w’'-]+")
# What is in no word, of ASCII, as a space.
GAPS = bytes(code if code > 127 or WORD.match(f"a{chr(code)}") else 32 for code in range(256))


def vocabulary(text: str) -> str:
    """The different words of a text, in lower case and parted by spaces, in the order they appear."""
    different: dict[str, None] = {}
    start = 0
    while start < len(text) and len(different) < MOST:
        # A stretch ends where a word does: only a long text is looked through in more than one, and none to its end.
        space = text.find(" ", start + STRETCH)
        end = len(text) if space < 0 else space
        # Bytes, since those are parted five times as fast. A lone surrogate is a character like others.
        parted = text[start:end].casefold().encode(errors="surrogatepass").translate(GAPS)
        for word in dict.fromkeys(parted.decode(errors="surrogatepass").split()):
            if len(word) > 1 and word.isalpha():
                different[word] = None
            else:
                different |= dict.fromkeys(WORD.findall(word))
        start = end
    return " ".join(list(different)[:MOST])


def joined(first: str, second: str) -> str:
    """The vocabulary of two texts, one after the other, of whose each it is known."""
    if not first or not second:
        return first or second
    return " ".join(list(dict.fromkeys((*first.split(" "), *second.split(" "))))[:MOST])
