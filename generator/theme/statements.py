"""A walk through the statements of a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import NoneType
from typing import Any

from jinja2 import nodes
from markupsafe import Markup

from generator.theme import slips
from generator.theme.expressions import kind_of, mentioned, path_of, span_of, walk_macro_later
from generator.theme.here import GLOBALS, Definition, Here, Inspection
from generator.theme.kinds import (
    Builtin,
    Kind,
    Loop,
    Macro,
    Module,
    alternatives,
    class_of,
    element,
    literals,
    members,
    noun,
)
from generator.theme.surroundings import Spot
from generator.theme.syntax import Tree


def walk(here: Here, body: Iterable[nodes.Node]) -> None:
    """Walk statements in order."""
    for node in body:
        step = STATEMENTS.get(type(node))
        if step:
            step(here, node)


def walk_waiting(look: Inspection) -> None:
    """Walk the macros and blocks that other walks came across, then the macros that nobody calls."""
    while look.waiting:
        while look.waiting:
            walk(*look.waiting.pop())
        called = {at for at, _ in look.called}
        for at, (node, there) in enumerate(look.definitions):
            if at not in called:
                walk_macro_later(there, at, (Any,) * len(node.args))


# -- whole templates ---------------------------------------------------------


def walk_template(look: Inspection, path: str, names: dict[str, Kind], guards: frozenset[str] = frozenset()) -> None:
    """Walk a template with all it extends. `names` gets what the template defines."""
    if path in look.active:
        return
    look.active.append(path)
    family = parsed_family(look, path)
    blocks: dict[str, tuple[tuple[Tree, nodes.Block], ...]] = {}
    for tree, _ in family:
        for block in tree.all_of(nodes.Block):
            blocks[block.name] = (*blocks.get(block.name, ()), (tree, block))
    for at, (tree, root) in enumerate(family):
        here = Here(look, tree, names, names, guards, blocks=blocks)
        if at < len(family) - 1:
            check_block_names(here, root, [later for later, _ in family[at + 1 :]])
            # Below a parent only what a template defines counts; what it prints goes nowhere.
            walk(here, (node for node in root.body if not isinstance(node, (nodes.Block, nodes.Output))))
        else:
            walk(here, root.body)
    look.active.pop()


def parsed_family(look: Inspection, path: str) -> list[tuple[Tree, nodes.Template]]:
    """A template and those it extends, the most derived first, as far as they could be parsed."""
    family: list[tuple[Tree, nodes.Template]] = []
    seen: set[str] = set()
    following: object = path
    while isinstance(following, str) and following not in seen and following in look.trees:
        seen.add(following)
        tree = look.trees[following]
        if tree.root is None:
            break
        family.append((tree, tree.root))
        extends = tree.all_of(nodes.Extends)
        named = extends[0].template if extends else None
        following = named.value if isinstance(named, nodes.Const) else None
    return family


def check_block_names(here: Here, root: nodes.Template, parents: list[Tree]) -> None:
    """Report the blocks that no template above would print."""
    known = {block.name for parent in parents for block in parent.all_of(nodes.Block)}
    for node in root.body:
        if isinstance(node, nodes.Block) and node.name not in known:
            here.look.report(slips.unknown_block(here.word(node.name, node.lineno + len("block")), node.name, known))


# -- printing ----------------------------------------------------------------


def output(here: Here, node: nodes.Output) -> None:
    """`{{ … }}`, and the HTML around it."""
    for piece in node.nodes:
        if not isinstance(piece, nodes.TemplateData):
            kind = kind_of(here, piece)
            check_printable(here, piece, kind)
            check_spot(here, piece, kind)


def check_printable(here: Here, node: nodes.Expr, kind: Kind) -> None:
    """Only texts and numbers can be printed."""
    each = alternatives(kind)
    for one in each:
        if help := unprintable(one):
            here.look.report(slips.not_text(here.printed(node.lineno), noun(one), help))
            return
    if NoneType in each:
        path = path_of(node)
        where = span_of(here, node) if path else here.printed(node.lineno)
        here.look.report(slips.maybe_missing(where, path))


def unprintable(kind: Kind) -> str:
    """What to do with a kind that is no text; "" for one that can be printed."""
    if isinstance(kind, (Macro, Module)):
        return "call it, with `(…)`"
    cls = class_of(kind)
    if cls is tuple:
        return "print its items, inside a `for`"
    return "print one of its fields" if cls is Loop or hasattr(cls, "__struct_fields__") else ""


def check_spot(here: Here, node: nodes.Expr, kind: Kind) -> None:
    """Where escaping does not suffice, only some kinds may stand."""
    spot = here.look.spots.get(id(node))
    if spot is Spot.CODE and any(one not in (Markup, int) for one in alternatives(kind)):
        here.look.report(slips.text_in_code(here.printed(node.lineno)))
    fixed = literals(kind)
    if spot is Spot.UNQUOTED or (spot is Spot.TAG and kind is not Markup and not (fixed and is_bare(fixed))):
        here.look.report(slips.unquoted_attribute(here.printed(node.lineno)))


def is_bare(texts: tuple[str, ...]) -> bool:
    """Whether texts that stand in the template itself come through escaping unchanged."""
    return not any(mark in text for text in texts for mark in "<>&\"'")


# -- branches and loops ------------------------------------------------------


def branches(here: Here, node: nodes.If) -> None:
    """`if`, `elif`, `else`: each test may lean on those before it, and each body on all of them."""
    for test in (node, *node.elif_):
        kind_of(here, test.test)
        here = here.given(mentioned(test.test))
        walk(here, test.body)
    walk(here, node.else_)


def loop(here: Here, node: nodes.For) -> None:
    """`for`."""
    items = kind_of(here, node.iter)
    inner = element(items)
    if inner is None:
        here.look.report(slips.not_a_list(span_of(here, node.iter), noun(items)))
        inner = Any
    body = here.inside({"loop": Loop, **unpacked(node.target, inner)})
    if node.test:
        kind_of(body, node.test)
        body = body._replace(guards=body.guards | mentioned(node.test))
    walk(body, node.body)
    walk(here.inside({}), node.else_)


def unpacked(target: nodes.Node, kind: Kind) -> dict[str, Kind]:
    """The names that an assignment gives, and their kinds."""
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    if isinstance(target, nodes.Tuple):
        parts = zip(target.items, members(kind, len(target.items)), strict=True)
        return {name: part for one, inner in parts for name, part in unpacked(one, inner).items()}
    return {}


# -- definitions -------------------------------------------------------------


def assignment(here: Here, node: nodes.Assign) -> None:
    """`{% set a = … %}`."""
    for name, kind in unpacked(node.target, kind_of(here, node.node)).items():
        here.bind(name, kind)


def printed_assignment(here: Here, node: nodes.AssignBlock) -> None:
    """`{% set a %} … {% endset %}`."""
    walk(here.inside({}), node.body)
    for name, kind in unpacked(node.target, Markup).items():
        here.bind(name, kind)


def with_names(here: Here, node: nodes.With) -> None:
    """`{% with a = … %}`."""
    given = [kind_of(here, value) for value in node.values]
    named = [unpacked(target, kind) for target, kind in zip(node.targets, given, strict=True)]
    walk(here.inside({name: kind for names in named for name, kind in names.items()}), node.body)


def macro(here: Here, node: nodes.Macro) -> None:
    """`{% macro card(event) %}`: walked when it is called, for only then its arguments have kinds."""
    here.look.definitions.append(Definition(node, here))
    here.bind(node.name, Macro(len(here.look.definitions) - 1, node.name))


def call_block(here: Here, node: nodes.CallBlock) -> None:
    """`{% call card(event) %} … {% endcall %}`."""
    kind_of(here, node.call)
    walk(here.inside({one.name: Any for one in node.args}), node.body)


def filter_block(here: Here, node: nodes.FilterBlock) -> None:
    """`{% filter upper %} … {% endfilter %}`."""
    kind_of(here, node.filter)
    walk(here.inside({}), node.body)


def block(here: Here, node: nodes.Block) -> None:
    """`{% block main %}`: the most derived body, with the names of the top level."""
    (tree, found), *above = here.blocks[node.name]
    names = here.names if found.scoped else here.top
    inner = here._replace(tree=tree, names={**names, "super": Builtin.SUPER}, above=tuple(above), branch=False)
    walk(inner, found.body)


# -- other templates ---------------------------------------------------------


def include(here: Here, node: nodes.Include) -> None:
    """`{% include "parts/a.html" %}`: it sees what can be seen here."""
    if isinstance(node.template, nodes.Const):
        seen = here.names if node.with_context else GLOBALS
        walk_template(here.look, node.template.value, dict(seen), here.guards if node.with_context else frozenset())


def import_whole(here: Here, node: nodes.Import) -> None:
    """`{% import "parts/a.html" as a %}`."""
    here.bind(node.target, module(here, node))


def import_names(here: Here, node: nodes.FromImport) -> None:
    """`{% from "parts/a.html" import b, c as d %}`."""
    found = module(here, node)
    for one in node.names:
        name, alias = one if isinstance(one, tuple) else (one, one)
        known = dict(found.names) if isinstance(found, Module) else {}
        if isinstance(found, Module) and name not in known:
            after = here.tree.text.find("import", node.lineno) + len("import")
            here.look.report(slips.unknown_macro(here.word(name, after), found.template, name, known))
        here.bind(alias, known.get(name, Any))


def module(here: Here, node: nodes.Import | nodes.FromImport) -> Kind:
    """What a template defines; `Any` when it cannot be known."""
    look = here.look
    if not isinstance(node.template, nodes.Const):
        return Any
    path = node.template.value
    if path in look.active or not parsed_family(look, path):
        return Any
    if not node.with_context and path in look.modules:
        return look.modules[path]
    names = dict(here.names if node.with_context else GLOBALS)
    before = dict(names)
    walk_template(look, path, names)
    own = tuple((name, kind) for name, kind in names.items() if before.get(name) is not kind)
    found = Module(path, own)
    if not node.with_context:
        look.modules[path] = found
    return found


STATEMENTS: dict[type[nodes.Node], Callable[[Here, Any], None]] = {
    nodes.Output: output,
    nodes.If: branches,
    nodes.For: loop,
    nodes.Assign: assignment,
    nodes.AssignBlock: printed_assignment,
    nodes.With: with_names,
    nodes.Macro: macro,
    nodes.CallBlock: call_block,
    nodes.FilterBlock: filter_block,
    nodes.Block: block,
    nodes.Include: include,
    nodes.Import: import_whole,
    nodes.FromImport: import_names,
    nodes.ScopedEvalContextModifier: lambda here, node: walk(here, node.body),
}
