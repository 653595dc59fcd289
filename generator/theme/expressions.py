"""What an expression in a template stands for, and the slips in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import NoneType
from typing import Any, Literal

from jinja2 import nodes
from markupsafe import Markup

from generator.pattern import pattern
from generator.text.source import Span
from generator.theme import slips
from generator.theme.closure import icon_path
from generator.theme.here import Here
from generator.theme.kinds import (
    Builtin,
    Kind,
    Macro,
    Module,
    alternatives,
    class_of,
    either,
    element,
    fields,
    list_of,
    literals,
    noun,
    present,
)


def kind_of(here: Here, node: nodes.Node) -> Kind:
    """The kind of an expression."""
    found = EXPRESSIONS.get(type(node), any_of_parts)(here, node)
    return present(found) if here.guards and path_of(node) in here.guards else found


def any_of_parts(here: Here, node: nodes.Node) -> Kind:
    """An expression whose value is not followed further; its parts are looked at all the same."""
    for part in node.iter_child_nodes():
        if isinstance(part, nodes.Expr):
            kind_of(here, part)
        else:
            any_of_parts(here, part)
    return Any


def yes_or_no(here: Here, node: nodes.Node) -> Kind:
    """A comparison, a test or a negation."""
    any_of_parts(here, node)
    return bool


# -- paths -------------------------------------------------------------------


def path_of(node: nodes.Node) -> str:
    """`page.venue.name` as text; "" for an expression that is no path."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            base = path_of(node.node)
            return f"{base}.{node.attr}" if base else ""
    return ""


def mentioned(node: nodes.Node) -> frozenset[str]:
    """The paths that an expression mentions, with all that lies on the way to them."""
    paths = {path_of(part) for part in node.find_all((nodes.Name, nodes.Getattr))}
    return frozenset({path_of(node), *paths} - {""})


def span_of(here: Here, node: nodes.Node) -> Span:
    """Where an expression stands, as far as its tree can tell."""
    match node:
        case nodes.Name():
            return here.word(node.name, node.lineno)
        case nodes.Getattr():
            start, end = span_of(here, node.node).start, here.word(node.attr, node.lineno).end
            return Span(here.tree.file, start, end)
        case nodes.Const() if isinstance(node.value, str):
            quoted = here.tree.text[node.lineno : node.lineno + len(node.value) + 2]
            return Span(here.tree.file, node.lineno, node.lineno + len(quoted))
        case nodes.Filter() | nodes.Call() if node.node is not None:
            return span_of(here, node.node)
    return Span(here.tree.file, node.lineno, node.lineno + 1)


# -- names, fields, items ----------------------------------------------------


def name(here: Here, node: nodes.Name) -> Kind:
    """A name: what it stands for here."""
    if node.name not in here.names:
        here.look.report(slips.undefined_name(span_of(here, node), node.name, here.names))
        return Any
    found = here.names[node.name]
    if found in PASSED:
        here.look.report(slips.computed_reference(span_of(here, node), PASSED[found]))
    return found


# Functions whose argument must be seen where they stand, so they cannot be passed on.
PASSED: dict[Kind, str] = {
    Builtin.ICON: "the icon to draw",
    Builtin.SAY: "the message to say",
    Builtin.SAY_COUNT: "the message to say",
}


def attribute(here: Here, node: nodes.Getattr) -> Kind:
    """`page.venue`."""
    base = kind_of(here, node.node)
    return field(here, base, node.attr, here.word(node.attr, node.lineno), node.node)


def item(here: Here, node: nodes.Getitem) -> Kind:
    """`page["venue"]`, which is `page.venue`; `page.items[0]`; a slice."""
    base = kind_of(here, node.node)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return field(here, base, node.arg.value, span_of(here, node.arg), node.node)
    kind_of(here, node.arg)
    if isinstance(node.arg, nodes.Slice):
        return base
    inner = element(base)
    return Any if inner is None else inner


def field(here: Here, base: Kind, attr: str, where: Span, of: nodes.Expr | None = None) -> Kind:
    """A field of a value. `of` is the expression that gives the value, for messages."""
    each = alternatives(base)
    if NoneType in each and of is not None:
        here.look.report(slips.maybe_missing(span_of(here, of), path_of(of)))
    found = [known for one in each if one is not NoneType for known in field_of(one, attr)]
    if not found and any(one is not NoneType for one in each):
        first = next(one for one in each if one is not NoneType)
        here.look.report(slips.unknown_field(where, noun(first), attr, field_names(first)))
    return either(found)


def field_of(kind: Kind, attr: str) -> tuple[Kind, ...]:
    """The kind of a field, if there is one. Nothing is called `_something`."""
    if attr.startswith("_"):
        return ()
    if isinstance(kind, Module):
        return tuple(known for name, known in kind.names if name == attr)
    cls = class_of(kind)
    table = fields(cls) if cls else None
    if table is None:
        return (Any,)
    return (table[attr],) if attr in table else ()


def field_names(kind: Kind) -> Iterable[str]:
    """The fields there are."""
    if isinstance(kind, Module):
        return [name for name, _ in kind.names]
    cls = class_of(kind)
    return (fields(cls) or {}) if cls else {}


def constant(here: Here, node: nodes.Const) -> Kind:
    """A text, a number, true, false or none, as it stands in the template."""
    return Literal[node.value] if isinstance(node.value, str) else type(node.value)


def sequence(here: Here, node: nodes.Tuple | nodes.List) -> Kind:
    """A list, as it stands in the template."""
    return list_of(either([kind_of(here, one) for one in node.items]))


# -- choices and sums --------------------------------------------------------


def choice(here: Here, node: nodes.CondExpr) -> Kind:
    """`a if b else c`; without `else`, nothing is printed."""
    kind_of(here, node.test)
    branch = here.given(mentioned(node.test))
    return either((kind_of(branch, node.expr1), kind_of(branch, node.expr2) if node.expr2 else Literal[""]))


def conjunction(here: Here, node: nodes.And) -> Kind:
    """`a and b`: b when a is there; otherwise a, which then is none, empty or zero."""
    left = [one for one in alternatives(kind_of(here, node.left)) if not hasattr(class_of(one), "__struct_fields__")]
    return either((*left, kind_of(here.given(mentioned(node.left)), node.right)))


def disjunction(here: Here, node: nodes.Or) -> Kind:
    """`a or b`: a when it is there."""
    return either((present(kind_of(here, node.left)), kind_of(here.given(mentioned(node.left)), node.right)))


def joined(here: Here, node: nodes.Concat) -> Kind:
    """`a ~ b`."""
    any_of_parts(here, node)
    return str


def arithmetic(here: Here, node: nodes.BinExpr) -> Kind:
    """`a + b` and the like: of numbers a number."""
    both = {kind_of(here, node.left), kind_of(here, node.right)}
    return int if both == {int} else Any


# -- calls -------------------------------------------------------------------


def call(here: Here, node: nodes.Call) -> Kind:
    """A call of a macro, of `icon`, `range`, `caller` or `super`, or of a plain value's method."""
    if isinstance(node.node, nodes.Name) and here.names.get(node.node.name) is Builtin.ICON:
        return draw_icon(here, node)
    if isinstance(node.node, nodes.Name) and here.names.get(node.node.name) in MESSAGES:
        return say(here, node, MESSAGES[here.names[node.node.name]])
    callee = kind_of(here, node.node)
    if isinstance(callee, Macro):
        call_macro(here, callee, node)
        return Markup
    arguments(here, node)
    if callee is Builtin.SUPER:
        walk_later_above(here)
    return {Builtin.RANGE: list_of(int), Builtin.CALLER: Markup, Builtin.SUPER: Markup, Builtin.LISTED: Markup}.get(
        callee, Any
    )


def arguments(here: Here, node: nodes.Call | nodes.Filter | nodes.Test) -> list[Kind]:
    """The kinds of what is passed; first those passed by position."""
    passed = [kind_of(here, one) for one in node.args] + [kind_of(here, pair.value) for pair in node.kwargs]
    spread = [kind_of(here, more) for more in (node.dyn_args, node.dyn_kwargs) if more is not None]
    return passed + spread


def draw_icon(here: Here, node: nodes.Call) -> Kind:
    """`icon("calendar")`."""
    for wanted in node.args[:1]:
        drawn = kind_of(here, wanted)
        for known in literals(drawn) or ():
            if icon_path(known) not in here.look.theme.files:
                here.look.report(slips.unknown_icon(span_of(here, wanted), known, icon_names(here)))
    return Markup


# How many messages each function that speaks is given.
MESSAGES: dict[Kind, int] = {Builtin.SAY: 1, Builtin.SAY_COUNT: 2}


def say(here: Here, node: nodes.Call, messages: int) -> Kind:
    """`say("Room for {seats}", seats=page.capacity)`: the message in quotes, a value for each of its places."""
    arguments(here, node)
    given, places = {"count"} if messages > 1 else set(), set()
    given |= {pair.key for pair in node.kwargs}
    for wanted in node.args[:messages]:
        if not isinstance(wanted, nodes.Const) or not isinstance(wanted.value, str):
            here.look.report(slips.computed_reference(span_of(here, wanted), "the message to say"))
            return Markup
        for place in PLACE.findall(wanted.value):
            places.add(place)
            if place not in given:
                here.look.report(slips.unfilled_place(here.word(f"{{{place}}}", wanted.lineno), place))
    for pair in node.kwargs:
        if pair.key not in places:
            # After the messages, which may hold the same word.
            named = here.word(f"{pair.key}=", max(wanted.lineno for wanted in node.args))
            here.look.report(slips.unknown_place(named._replace(end=named.end - 1), pair.key))
    return Markup


# A place in a message, to be filled.
PLACE = pattern(r"\{(\w+)\}")


def icon_names(here: Here) -> list[str]:
    """The icons the theme has."""
    return [path[6:-4] for path in here.look.theme.files if path.startswith("icons/") and path.endswith(".svg")]


def walk_later_above(here: Here) -> None:
    """Walk what `super()` prints, once the present walk is done."""
    if here.above:
        (tree, block), *above = here.above
        here.look.waiting.append((here._replace(tree=tree, above=tuple(above)), block.body))


def call_macro(here: Here, macro: Macro, node: nodes.Call) -> None:
    """Match arguments with a macro's, and walk its body with their kinds, unless that was done before."""
    definition, there = here.look.definitions[macro.at]
    wanted = [one.name for one in definition.args]
    given = dict(zip(wanted, [kind_of(here, one) for one in node.args], strict=False))
    given.update({pair.key: kind_of(here, pair.value) for pair in node.kwargs})
    spread = node.dyn_args is not None or node.dyn_kwargs is not None
    defaults = dict(zip(reversed(wanted), reversed(definition.defaults), strict=False))
    for said in () if spread else misfits(definition, node, wanted, given.keys() | defaults.keys()):
        where, defined = here.word("(", node.lineno), there.word(macro.name, definition.lineno)
        here.look.report(slips.macro_arguments(where, macro.name, said, defined))
    kinds = tuple(
        given[one] if one in given else kind_of(there, defaults[one]) if one in defaults else Any for one in wanted
    )
    walk_macro_later(there, macro.at, kinds)


def misfits(definition: nodes.Macro, node: nodes.Call, wanted: list[str], given: Iterable[str]) -> list[str]:
    """What is wrong with a macro's arguments, in words that go on from "is called"."""
    free = {part.name for part in definition.find_all(nodes.Name)} & {"varargs", "kwargs"}
    said = [f"without `{one}`" for one in wanted if one not in given]
    if len(node.args) > len(wanted) and "varargs" not in free:
        said.append(f"with {len(node.args)} arguments, and takes {len(wanted)}")
    if "kwargs" not in free:
        said += [f"with `{pair.key}`, which it does not take" for pair in node.kwargs if pair.key not in wanted]
    return said


def walk_macro_later(there: Here, at: int, kinds: tuple[Kind, ...]) -> None:
    """Walk a macro's body for one combination of kinds, once the present walk is done."""
    look = there.look
    if (at, kinds) not in look.called:
        look.called.add((at, kinds))
        definition = look.definitions[at].node
        given = dict(zip([one.name for one in definition.args], kinds, strict=True))
        extra = {"varargs": Any, "kwargs": Any, "caller": Builtin.CALLER}
        look.waiting.append((there.inside({**extra, **given})._replace(guards=frozenset()), definition.body))


# -- filters and tests -------------------------------------------------------


def filtered(here: Here, node: nodes.Filter) -> Kind:
    """`value|filter(…)`."""
    base = filter_input(here, node)
    passed = arguments(here, node)
    if node.name == "map":
        return mapped(here, node, base)
    for attr in attributes(node):
        for one in attr.value.split(","):
            reach(here, element(base), one.strip(), attr)
    return FILTER_KINDS[node.name](base, passed) if node.name in FILTER_KINDS else Any


def filter_input(here: Here, node: nodes.Filter) -> Kind:
    """What goes into a filter. `default` may be given a name that stands for nothing."""
    if node.node is None:
        return Markup
    if node.name in ("default", "d") and isinstance(node.node, nodes.Name) and node.node.name not in here.names:
        return NoneType
    return kind_of(here, node.node)


def attributes(node: nodes.Filter) -> list[nodes.Const]:
    """The arguments of a filter that name a field: `sort(attribute="title")`, `selectattr("past")`."""
    named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if node.name in ("selectattr", "rejectattr", "sum"):
        named += node.args[:1]
    return [one for one in named if isinstance(one, nodes.Const) and isinstance(one.value, str)]


def reach(here: Here, base: Kind, path: str, named: nodes.Const) -> Kind:
    """The kind of a path such as `when.start`, given as a text."""
    found = Any if base is None else base
    for attr in path.split("."):
        found = one_of(found, []) if attr.isdigit() else field(here, found, attr, here.word(attr, named.lineno))
    return found


def mapped(here: Here, node: nodes.Filter, base: Kind) -> Kind:
    """`list|map(attribute="title")`, `list|map("upper")`."""
    for attr in attributes(node):
        return list_of(reach(here, element(base), attr.value, attr))
    inner = element(base)
    if inner is not None and node.args and isinstance(node.args[0], nodes.Const):
        return list_of(FILTER_KINDS.get(node.args[0].value, always(Any))(inner, []))
    return Any


def as_is(base: Kind, passed: list[Kind]) -> Kind:
    """A filter that leaves the kind as it is."""
    return base


def text(base: Kind, passed: list[Kind]) -> Kind:
    """A filter that makes a text of a text, and HTML of HTML."""
    return Markup if base is Markup else str


def one_of(base: Kind, passed: list[Kind]) -> Kind:
    """A filter that picks from a list."""
    inner = element(base)
    return Any if inner is None else inner


def lists(base: Kind, passed: list[Kind]) -> Kind:
    """A filter that cuts a list into lists."""
    return list_of(list_of(one_of(base, passed)))


def or_else(base: Kind, passed: list[Kind]) -> Kind:
    """`default`: the argument where the value is missing."""
    known = [one for one in alternatives(base) if one is not NoneType]
    return either([*known, *(passed[:1] or [Literal[""]])])


def always(kind: Kind) -> Callable[[Kind, list[Kind]], Kind]:
    """A filter that gives the same kind whatever it is given."""
    return lambda base, passed: kind


FILTER_KINDS: dict[str, Callable[[Kind, list[Kind]], Kind]] = {
    **dict.fromkeys(("reverse", "sort", "unique", "select", "reject", "selectattr", "rejectattr", "abs"), as_is),
    **dict.fromkeys(
        ("capitalize", "lower", "replace", "string", "title", "trim", "truncate", "upper"),
        text,
    ),
    **dict.fromkeys(("first", "last", "min", "max"), one_of),
    **dict.fromkeys(("length", "count", "wordcount", "int"), always(int)),
    **dict.fromkeys(("striptags", "urlencode", "join_and", "count_of", "join"), always(str)),
    **dict.fromkeys(("escape", "e", "tojson"), always(Markup)),
    **dict.fromkeys(("batch", "slice"), lists),
    **dict.fromkeys(("default", "d"), or_else),
    **dict.fromkeys(("sum", "items", "map"), always(Any)),
    "list": lambda base, passed: list_of(one_of(base, passed)),
}


def tested(here: Here, node: nodes.Test) -> Kind:
    """`value is test`. `is defined` may be asked of a name that stands for nothing."""
    if node.name not in ("defined", "undefined") or not isinstance(node.node, nodes.Name):
        kind_of(here, node.node)
    arguments(here, node)
    return bool


EXPRESSIONS: dict[type[nodes.Node], Callable[[Here, Any], Kind]] = {
    nodes.Name: name,
    nodes.Getattr: attribute,
    nodes.Getitem: item,
    nodes.Const: constant,
    nodes.TemplateData: lambda here, node: Markup,
    nodes.Tuple: sequence,
    nodes.List: sequence,
    nodes.CondExpr: choice,
    nodes.And: conjunction,
    nodes.Or: disjunction,
    nodes.Not: yes_or_no,
    nodes.Compare: yes_or_no,
    nodes.Concat: joined,
    nodes.Call: call,
    nodes.Filter: filtered,
    nodes.Test: tested,
    **dict.fromkeys((nodes.Add, nodes.Sub, nodes.Mul, nodes.FloorDiv, nodes.Mod), arithmetic),
}
