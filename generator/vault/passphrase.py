"""Passphrases: drawn by lot, never thought up.

Whoever has the bundle can try passphrases on it for as long as they like, and nobody
will notice. What people think up is found that way sooner than they believe; six
words drawn by lot from a list of 7,776 are not (77 bits). Nobody can tell by looking
whether words were drawn or chosen, but everything else can be told apart, so a
passphrase is counted by the words of the list in it, each once. Less than 60 bits,
which is five words, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from unicodedata import normalize

from msgspec import Struct

from generator.operator import OperatorError
from generator.pattern import pattern
from generator.vault import VARIABLE
from generator.vault.words import bits_of_a_word, words

# How many words a new one has, and how many bits any must have.
LENGTH = 6
FEWEST_BITS = 60

SPACE = pattern(r"[ \t\r\n]+")
CAPITALS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


class Passphrase(Struct, frozen=True):
    """A passphrase, which no log and no traceback shows."""

    text: str

    def __repr__(self) -> str:
        return "Passphrase(…)"

    @property
    def typed(self) -> bytes:
        """What is derived from: the same, however a person or a telephone spells it.

        Unicode's NFKC; A to Z as small letters; one space between words, none around.
        """
        # Only these letters: what a capital is, two versions of Unicode may tell differently.
        plain = normalize("NFKC", self.text).translate(CAPITALS)
        return SPACE.sub(" ", plain).strip(" ").encode()

    @property
    def bits(self) -> float:
        """How hard it is to guess, counted by the words of the list that are in it."""
        return len(set(self.typed.decode().split(" ")).intersection(words())) * bits_of_a_word()


def new_passphrase(draw: Callable[[Sequence[str]], str]) -> Passphrase:
    """Six words. `draw` takes one of a list by lot: `secrets.choice`."""
    drawn: dict[str, None] = {}
    while len(drawn) < LENGTH:
        drawn[draw(words())] = None
    return Passphrase(" ".join(drawn))


class PassphraseMissing(OperatorError):
    """The environment has no passphrase for the members' part, or none that will do."""


def chosen(groups: Iterable[str], look_up: Callable[[str], str]) -> tuple[Passphrase, ...]:
    """The passphrase of each group, or the one of all members where there are no groups.

    `look_up` says what a variable holds, "" when it is not set. Raises PassphraseMissing
    when one is missing, weak, or another group's as well.
    """
    found: dict[Passphrase, str] = {}
    for name in [variable(group) for group in groups] or [VARIABLE]:
        one = Passphrase(look_up(name))
        if not one.typed:
            raise PassphraseMissing(
                f"the members' part is encrypted, and `{name}` is not set: `chapter passphrase` makes a passphrase; "
                "`chapter build --without-members-part` builds without"
            )
        if one.bits < FEWEST_BITS:
            raise PassphraseMissing(
                f"the passphrase in `{name}` is too weak: `chapter passphrase` makes a good one; what counts "
                "is different words of its list, five at least"
            )
        spelled = Passphrase(one.typed.decode())
        if spelled in found:
            raise PassphraseMissing(f"`{name}` and `{found[spelled]}` hold one passphrase: give each group its own")
        found[spelled] = name
    return tuple(found)


def variable(group: str) -> str:
    """The variable that holds a group's passphrase. `group` is in letters, digits and hyphens."""
    return f"{VARIABLE}_{group.upper().replace('-', '_')}"
