"""The words of a text, each once, and its lines with single spaces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.text.holes import single_spaced
from generator.text.vocabulary import MOST, WORD, vocabulary

BITS = st.sampled_from(
    ("Words", "words", "don’t", "O'Neil", "-x-", "a", "ß", "١٢", "²", "\u0345", "“one”", ".", "–", "\ud800")
)
SPACES = st.sampled_from((" ", "  ", "\n", "\t", "\xa0", "\x1c", "\u2028", "", ","))
TEXTS = st.one_of(st.text(), st.lists(st.one_of(BITS, SPACES)).map("".join))


@given(TEXTS, st.sampled_from((1, 300)))
def test_a_vocabulary_is_the_first_different_words(text: str, times: int) -> None:
    words = dict.fromkeys(WORD.findall((text * times).casefold()))
    assert vocabulary(text * times) == " ".join(list(words)[:MOST])


@given(TEXTS)
def test_lines_have_single_spaces(text: str) -> None:
    assert single_spaced(text) == "\n".join(" ".join(line.split()) for line in text.split("\n"))
