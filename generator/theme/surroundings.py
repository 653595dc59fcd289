"""Where in the HTML an expression stands.

Escaping makes any text safe between tags and inside quotes, and nowhere else. A
template is read from top to bottom as a browser would, each branch of an `if` from
the same start, and expressions that stand elsewhere are noted.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from jinja2 import nodes

from generator.pattern import pattern


class Spot(StrEnum):
    """A place where escaping does not suffice."""

    # `<a href={{ x }}>`
    UNQUOTED = "unquoted"
    # `<a {{ x }}>`
    TAG = "tag"
    # `<script>`, `<style>`, `onclick="…"`
    CODE = "code"


class Standing(NamedTuple):
    """How far the reading of HTML has come."""

    # text, comment, code, tag, or the mark that ends an attribute's value: `"`, `'`, or "" when there is none
    mode: str = "text"
    tag: str = ""
    attribute: str = ""


OPENING = pattern(r"<!--|<(/?[A-Za-z][\w-]*)")
IN_TAG = pattern(r"""\s+|>|/|(?P<name>[^\s/>=]*)(?P<value>\s*=\s*(?P<quote>["']?))|[^\s/>=]+""")
VALUE_END = pattern(r"[\s>]")
CODE = ("script", "style")


def surroundings(root: nodes.Template) -> dict[int, Spot]:
    """The expressions of a template that stand where escaping does not suffice, by the `id` of their node."""
    spots: dict[int, Spot] = {}
    read_nodes(root.body, Standing(), spots)
    return spots


def read_nodes(body: Iterable[nodes.Node], standing: Standing, spots: dict[int, Spot]) -> Standing:
    """Read statements in order; where the last of them leaves off."""
    for node in body:
        match node:
            case nodes.Output():
                for piece in node.nodes:
                    if isinstance(piece, nodes.TemplateData):
                        standing = read_html(standing, piece.data)
                    elif spot := spot_of(standing):
                        spots[id(piece)] = spot
            case nodes.If():
                after = read_nodes(node.body, standing, spots)
                for branch in node.elif_:
                    read_nodes(branch.body, standing, spots)
                read_nodes(node.else_, standing, spots)
                standing = after
            case nodes.For():
                after = read_nodes(node.body, standing, spots)
                read_nodes(node.else_, standing, spots)
                standing = after
            case nodes.Macro() | nodes.CallBlock() | nodes.AssignBlock():
                read_nodes(node.body, Standing(), spots)
            case nodes.Block() | nodes.With() | nodes.FilterBlock() | nodes.ScopedEvalContextModifier():
                standing = read_nodes(node.body, standing, spots)
    return standing


def spot_of(standing: Standing) -> Spot | None:
    """What is special about a place, if anything."""
    if standing.mode == "code" or (standing.mode in ("'", '"') and standing.attribute.startswith("on")):
        return Spot.CODE
    return {"": Spot.UNQUOTED, "tag": Spot.TAG}.get(standing.mode)


def read_html(standing: Standing, html: str) -> Standing:
    """Read on through a stretch of HTML."""
    mode, tag, attribute = standing
    at, end = 0, len(html)
    while at < end:
        if mode == "text":
            opened = OPENING.search(html, at)
            if not opened:
                break
            at, tag = opened.end(), (opened[1] or "").lower()
            mode = "tag" if tag else "comment"
        elif mode == "comment":
            closed = html.find("-->", at)
            at, mode = (end, mode) if closed < 0 else (closed + 3, "text")
        elif mode == "code":
            closed = html.lower().find(f"</{tag}", at)
            at, mode, tag = (end, mode, tag) if closed < 0 else (closed + len(tag) + 2, "tag", f"/{tag}")
        elif mode == "tag" and (part := IN_TAG.match(html, at)):
            at = part.end()
            if part[0] == ">":
                mode = "code" if tag in CODE else "text"
            elif part["value"]:
                mode, attribute = part["quote"], part["name"].lower()
        elif mode:
            closed = html.find(mode, at)
            at, mode = (end, mode) if closed < 0 else (closed + 1, "tag")
        else:
            ended = VALUE_END.search(html, at)
            at, mode = (ended.start(), "tag") if ended else (end, mode)
    return Standing(mode, tag, attribute)
