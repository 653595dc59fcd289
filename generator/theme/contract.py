"""Templates checked against the fields of their views, before anything renders.

A theme may be a stranger's, and a typing slip in one shows only on the page that
happens to reach it. So each page's template is walked with the class of its view:
`page` is an `EventView`, `page.speakers` a list of `PersonCard`, so in
`{% for one in page.speakers %}` `one` is a `PersonCard`, and `one.nmae` is a slip.
Macros are walked once for each combination of kinds they are called with, includes
in the place they are included.

What is reported is wrong whatever the content says, with one exception that is a
rule of the house: a value that may be missing is used only under an `if` (or an
`and`, or a `for … if`) that mentions it.

The rules are also what makes templates safe without a sandbox: names with a leading
underscore do not exist, and values have only the few methods that `kinds` lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes

from generator.engine.output import View
from generator.text.diagnostic import Diagnostic
from generator.text.source import Span
from generator.theme import slips
from generator.theme.closure import page_path, references
from generator.theme.filters import FILTERS, TESTS
from generator.theme.here import GLOBALS, Inspection
from generator.theme.statements import walk_template, walk_waiting
from generator.theme.surroundings import surroundings
from generator.theme.syntax import Tree, parse_template
from generator.theme.theme import Theme

# How a template names another, and the word it does so with.
REFERENCES: dict[type[nodes.Stmt], str] = {
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
}


def check_templates(theme: Theme, pages: Mapping[type[View], str], frame: type[View]) -> tuple[Diagnostic, ...]:
    """Check every template of a theme. `pages` maps view classes to templates (`event.html`).

    The slips come in the order of their files and places.
    """
    trees = {path: parse_template(file) for path, file in theme.files.items() if path.endswith(".html")}
    parsed = [(path, tree, tree.root) for path, tree in trees.items() if tree.root]
    look = Inspection(theme, trees, {key: spot for _, _, root in parsed for key, spot in surroundings(root).items()})
    for tree in trees.values():
        if tree.problem:
            look.report(tree.problem)
    for path, tree, _ in parsed:
        check_references(look, tree, references(theme.files[path]))
        check_vocabulary(look, tree)
    for view, template in pages.items():
        if page_path(template) in trees:
            walk_template(look, page_path(template), {**GLOBALS, "page": view, "site": frame})
        else:
            look.report(slips.missing_template(page_path(template), view.__name__, theme.name))
    walk_waiting(look)
    check_strays(look, {page_path(template) for template in pages.values()})
    return tuple(sorted(look.slips.values(), key=lambda slip: (str(type(slip.where)), slip.where or ())))


def check_references(look: Inspection, tree: Tree, seen: frozenset[str]) -> None:
    """Report templates named that are not there, and those that reading the text (`closure`) has not seen."""
    for kind, word in REFERENCES.items():
        for node in tree.all_of(kind):
            named: nodes.Expr = getattr(node, "template")  # noqa: B009 (the four have no common class)
            if not isinstance(named, nodes.Const) or named.value not in seen:
                where = tree.word(word, node.lineno)
                look.report(slips.computed_reference(where, f"the template that `{word}` wants"))
            elif named.value not in look.trees and not getattr(node, "ignore_missing", False):
                where = Span(tree.file, named.lineno, named.lineno + len(named.value) + 2)
                look.report(slips.unknown_template(where, named.value, look.trees))


def check_vocabulary(look: Inspection, tree: Tree) -> None:
    """Report filters and tests that there are not, and tags that switch escaping."""
    for used in tree.all_of(nodes.Filter):
        where = tree.word(used.name, used.lineno)
        if used.name == "safe":
            look.report(slips.unsafe_filter(where))
        elif used.name not in FILTERS:
            look.report(slips.unknown_filter(where, used.name, FILTERS))
    for asked in tree.all_of(nodes.Test):
        if asked.name not in TESTS:
            look.report(slips.unknown_test(tree.word(asked.name, asked.lineno + len("is")), asked.name, TESTS))
    for switch in tree.all_of(nodes.ScopedEvalContextModifier):
        look.report(slips.autoescape_tag(tree.word("autoescape", switch.lineno)))


def check_strays(look: Inspection, pages: set[str]) -> None:
    """Report templates of pages that there are not."""
    for path, tree in look.trees.items():
        if path.startswith("pages/") and path not in pages:
            look.report(slips.stray_template(Span(tree.file, 0, 0), path, tuple(sorted(pages))))
