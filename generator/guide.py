"""The theme guide: every page, every view and every field, from the classes themselves.

A designer's reference that cannot be out of date: names and kinds are the classes',
and what is said of a field is the comment above it in their source.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import NewType, get_args

from markupsafe import Markup

from generator.engine.output import View
from generator.model.records import Extra
from generator.site.views import PAGES, Frame
from generator.theme.filters import FILTERS, TESTS
from generator.theme.kinds import Kind, alternatives, class_of, fields, is_optional, noun, present

OPENING = """# The theme guide

What a template may know. This page is written by `chapter theme guide` from the program's own classes.

A theme is a folder: `theme.yaml`, `pages/` with one template for each page, `parts/`, `styles/`, `scripts/`,
`icons/`, `fonts/`, `pictures/` and `words/`. A theme that lies over another (`over: default` in `theme.yaml`)
needs only the files that differ. `chapter theme copy pages/event.html` begins such a file; `chapter theme diff`
shows later what you changed, and what has changed in the theme since.

All style sheets become one, but for those in `styles/pages/`: `styles/pages/ideas.css` is for the pages that
`pages/ideas.html` makes, and for no other; `styles/pages/companies+tours.css` is for those of two. So the first
page that somebody opens brings little that it does not need.

A template knows two names: `page`, the view of its page, and `site`, the frame that all pages share. Before
anything is rendered, every template is checked against the tables below; `{{ page.titel }}` is told with its
line. A value that may be missing is used under an `if` that mentions it.

## Tokens

What a chapter may change of a theme stands under `tokens` in its `theme.yaml`, and is a custom property of the same
name in the styles: `accent` is `var(--accent)`. A chapter's values come last, from `theme_options` in `chapter.yaml`.

* `value`, the theme's own, and `help`, a sentence about it. A color for day and night is
  `light-dark(<by day>, <by night>)`.
* `on: paper board`: what a color is read on. The build measures each pair by day and by night, and says which is faint.
* `kept: 0.50 0.78 0.13`: where the styles keep a color dark or light enough by themselves, the lightness that it has
  at most by day, that it has at least by night, and its most chroma by night (OKLCH). The build measures what comes of
  it.

## What ends between two builds

The default theme's `scripts/now.js` keeps a page true until the next build. It goes by attributes; the times are those
of [When](#when):

* `data-ends="{{ event.when.ends }}"`, on an event in a list or on its page: once over, it leaves what is to come.
* `data-begins="{{ event.when.begins }}"`, beside that, where the event takes place: "Today" or "Happening now" is
  written after its `.p-category`.
* `data-upcoming`, on a section or a list of what is to come: hidden when all that is in it has ended.
* `data-past`, on an empty list (or `tbody`) above what has been: the `li` (or `tr`) of what has ended is put there.
* `data-closes="{{ page.rsvp.until }}"`, on signing up and on links into a calendar: hidden from then on.
* `data-clock="{{ page.when.begins }}"`, on the hours of what one can join from afar: the visitor's own hour follows,
  where it is another.

Its words stand in `<body data-today data-now data-yours>`.

## Functions

* `say("At {host}", host=page.host.name)`: a message of the site in its language, escaped, its places filled.
* `say_count("one tour", "{count} tours", page.tours)`: the form that a number wants.
* `listed(names)`: "Ada, Ben and Cleo", in the site's language.
* `icon("clock")`: the theme's `icons/clock.svg`, drawn in place and hidden from screen readers.
* `range(3)`.
"""


def theme_guide() -> str:
    """The guide, in Markdown."""
    return "\n".join(lines()) + "\n"


def lines() -> Iterator[str]:
    """The guide's lines."""
    yield OPENING
    yield f"Filters: {', '.join(f'`{name}`' for name in sorted(FILTERS))}.\n"
    yield f"Tests: {', '.join(f'`{name}`' for name in sorted(TESTS))}.\n"
    yield "## Pages\n"
    yield "| template | `page` is | |"
    yield "|---|---|---|"
    for view, template in sorted(PAGES.items(), key=lambda pair: pair[1]):
        yield f"| `pages/{template}` | {linked(view)} | {sentence(view)} |"
    yield "\n## Views\n"
    for view in (Frame, *sorted(shown(), key=lambda one: one.__name__)):
        yield from section(view)


def shown() -> set[type]:
    """Every view that a template can reach, but for the frame."""
    found: set[type] = set()
    waiting: list[type] = [Frame, *PAGES]
    while waiting:
        view = waiting.pop()
        if view not in found:
            found.add(view)
            waiting.extend(inner for kind in (fields(view) or {}).values() for inner in views_in(kind))
    return found - {Frame}


def views_in(kind: Kind) -> Iterator[type]:
    """The views that a kind names, at any depth."""
    for one in alternatives(kind):
        cls = class_of(one)
        if cls and issubclass(cls, View):
            yield cls
        for inner in get_args(one):
            yield from views_in(inner)


def section(view: type) -> Iterator[str]:
    """A view and its fields."""
    yield f"### {view.__name__}\n"
    yield f"{' '.join((view.__doc__ or '').split())}\n"
    yield "| field | | |"
    yield "|---|---|---|"
    said = comments(view)
    for name, kind in (fields(view) or {}).items():
        yield f"| `{name}` | {in_words(kind)} | {said.get(name, '')} |"
    yield ""


def in_words(kind: Kind) -> str:
    """A field's kind: its view linked; "HTML" for finished HTML."""
    if Markup in alternatives(kind):
        return "HTML"
    if Extra in alternatives(kind):
        return "what the chapter wrote under `extra`"
    inner = next(views_in(kind), None)
    words = noun(present(plain(kind)))
    if inner:
        words = words.replace(inner.__name__, linked(inner))
    return f"{words}, or none" if is_optional(kind) else words


def plain(kind: Kind) -> Kind:
    """A kind without the names that the program gives to texts."""
    return kind.__supertype__ if isinstance(kind, NewType) else kind


def linked(view: type) -> str:
    """A view's name as a link to its section."""
    return f"[{view.__name__}](#{view.__name__.lower()})"


def sentence(view: type) -> str:
    """The first sentence said of a view."""
    return " ".join((view.__doc__ or "").split()).split(". ")[0].removesuffix(".")


def comments(view: type) -> Mapping[str, str]:
    """Field → the comment above it in the source."""
    module = sys.modules[view.__module__]
    text = source_of(module).splitlines()
    found = {}
    for node in classes_of(module)[view.__name__].body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            above = node.lineno - 2
            said: list[str] = []
            while text[above].strip().startswith("#"):
                said.insert(0, text[above].strip().lstrip("# "))
                above -= 1
            found[node.target.id] = " ".join(said).replace("|", "\\|")
    return found


@cache
def source_of(module: ModuleType) -> str:
    """A module's source."""
    return inspect.getsource(module)


@cache
def classes_of(module: ModuleType) -> Mapping[str, ast.ClassDef]:
    """The classes of a module, as they are written."""
    return {node.name: node for node in ast.parse(source_of(module)).body if isinstance(node, ast.ClassDef)}
