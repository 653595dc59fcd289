"""Templates as Jinja's syntax trees, in which every node knows its character.

Jinja counts lines only. Here each token carries the offset of its first character
where Jinja puts a line number, so `node.lineno` of a tree parsed here is an offset
into the text. Nothing is compiled from such a tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

from generator.text.diagnostic import Diagnostic
from generator.text.source import Source, Span, line_span, line_starts
from generator.theme.slips import template_syntax
from generator.theme.theme import ThemeFile

N = TypeVar("N", bound=nodes.Node)


class Tree(NamedTuple):
    """A template's file and its tree; `root` is None when it could not be parsed."""

    file: str
    text: str
    root: nodes.Template | None
    problem: Diagnostic | None = None
    # Every node below the root: whoever looks for some kind of node need not walk the tree again.
    below: tuple[nodes.Node, ...] = ()

    def all_of(self, kind: type[N]) -> list[N]:
        """The nodes of one kind, in no particular order."""
        return [node for node in self.below if isinstance(node, kind)]

    def word(self, word: str, start: int) -> Span:
        """The next place at or after `start` where a word stands."""
        at = max(self.text.find(word, start), start)
        return Span(self.file, at, at + len(word))


class _Offsets(Environment):
    """Jinja with offsets for line numbers."""

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        located = locate(source, self.lexer.tokeniter(source, name, filename, state))
        return TokenStream(self.lexer.wrap(located, name, filename), name, filename)


_OFFSETS = _Offsets(trim_blocks=True, lstrip_blocks=True)


class _Unreadable(Exception):
    """The lexer gave up in a line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def locate(text: str, tokens: Iterator[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
    """Jinja's tokens with their offsets. Between two tokens stands nothing but space that Jinja dropped."""
    at = 0
    while True:
        try:
            _, kind, value = next(tokens)
        except StopIteration:
            return
        except TemplateSyntaxError as error:
            raise _Unreadable(error.message or "", error.lineno) from error
        found = text.find(value, at)
        at = found if found >= 0 else at
        yield at, kind, value
        at += len(value) if found >= 0 else 0


def parse_template(file: ThemeFile) -> Tree:
    """Parse a template. One that cannot be parsed has a problem instead of a root."""
    name, text = file.file, file.text
    try:
        root = Parser(_OFFSETS, text, name, name).parse()
        return Tree(name, text, root, below=tuple(root.find_all(nodes.Node)))
    except _Unreadable as error:
        return Tree(name, text, None, template_syntax(span_of_line(file.source, error.line), error.message))
    except TemplateSyntaxError as error:
        start = min(error.lineno, max(len(text) - 1, 0))
        length = len(text[start:].split(maxsplit=1)[0]) if text[start:].strip() else 1
        return Tree(name, text, None, template_syntax(Span(name, start, start + length), error.message or ""))


def span_of_line(source: Source, line: int) -> Span:
    """A line, counted from 1, without the space around it."""
    starts = line_starts(source.text)
    return line_span(source, starts[min(line, len(starts)) - 1])
