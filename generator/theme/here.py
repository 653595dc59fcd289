"""Where a walk through templates is, and what can be seen from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jinja2 import nodes

from generator.text.diagnostic import Diagnostic
from generator.text.source import Span
from generator.theme.kinds import Builtin, Kind, Module, either
from generator.theme.surroundings import Spot
from generator.theme.syntax import Tree
from generator.theme.theme import Theme

GLOBALS: dict[str, Kind] = {
    one.value: one for one in (Builtin.RANGE, Builtin.ICON, Builtin.SAY, Builtin.SAY_COUNT, Builtin.LISTED)
}


class Definition(NamedTuple):
    """A macro: its node, and the place it was defined in."""

    node: nodes.Macro
    here: Here


class Inspection:
    """What one check of a theme knows so far."""

    def __init__(self, theme: Theme, trees: Mapping[str, Tree], spots: Mapping[int, Spot]) -> None:
        self.theme = theme
        self.trees = trees
        self.spots = spots
        self.definitions: list[Definition] = []
        self.modules: dict[str, Module] = {}
        # Macros already walked, with the kinds they were called with, and those still to walk.
        self.called: set[tuple[int, tuple[Kind, ...]]] = set()
        self.waiting: list[tuple[Here, Iterable[nodes.Node]]] = []
        # Templates that are being walked, lest one that includes itself be walked for ever.
        self.active: list[str] = []
        self.slips: dict[tuple[str, object], Diagnostic] = {}

    def report(self, slip: Diagnostic) -> None:
        """Note a slip: once for each place, however many pages share it."""
        self.slips.setdefault((slip.code, slip.where or slip.message), slip)


class Here(NamedTuple):
    """A place in a template."""

    look: Inspection
    tree: Tree
    names: dict[str, Kind]
    # The names at the template's top level, which are what a block sees.
    top: dict[str, Kind]
    # Values that an enclosing `if` mentions: "page.venue".
    guards: frozenset[str] = frozenset()
    # In a branch a second `{% set %}` adds a possibility; elsewhere it replaces the first.
    branch: bool = False
    # The page's blocks: each one's bodies, the most derived first.
    blocks: Mapping[str, tuple[tuple[Tree, nodes.Block], ...]] = {}
    # The bodies that `super()` goes on to.
    above: tuple[tuple[Tree, nodes.Block], ...] = ()

    def inside(self, names: Mapping[str, Kind]) -> Here:
        """A place with names of its own: what is set there stays there."""
        guards = frozenset(path for path in self.guards if path.split(".")[0] not in names)
        return self._replace(names={**self.names, **names}, guards=guards, branch=False)

    def given(self, guards: frozenset[str]) -> Here:
        """This place in a branch where some values are known to be there."""
        return self._replace(guards=self.guards | guards, branch=True)

    def bind(self, name: str, kind: Kind) -> None:
        """Let a name stand for something from here on."""
        known = self.names.get(name)
        self.names[name] = either((known, kind)) if self.branch and known is not None else kind

    def word(self, word: str, start: int) -> Span:
        """The next place at or after `start` where a word of the template stands."""
        return self.tree.word(word, start)

    def printed(self, start: int) -> Span:
        """The whole `{{ … }}` around a character."""
        text = self.tree.text
        opened, closed = text.rfind("{{", 0, start + 1), text.find("}}", start)
        return Span(self.tree.file, opened, closed + 2) if 0 <= opened < closed else self.word("", start)
