"""What passes the contract can be printed: each theme that comes with the program, every view full and every view bare."""

from __future__ import annotations

from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from markupsafe import Markup

from generator.engine.output import View
from generator.model.records import Extra
from generator.site.views import PAGES, Frame
from generator.theme.assets import bundle
from generator.theme.contract import check_templates
from generator.theme.recipe import page_recipes
from generator.theme.theme import Theme, read_theme, theme_names

THEMES = (("themes", Path(__file__).parents[2] / "themes"),)


def sample(kind: Any, full: bool) -> Any:
    """A value of some kind: with everything there is, or with nothing that may be missing."""
    if get_origin(kind) is UnionType:
        return sample(next(one for one in get_args(kind) if one is not NoneType), full) if full else None
    if get_origin(kind) is tuple:
        return (sample(get_args(kind)[0], full),) * 2 if full else ()
    if kind is Extra:
        return Extra()
    if issubclass(kind, View):
        hints = get_type_hints(kind)
        return kind(**{name: sample(hints[name], full) for name in kind.__struct_fields__})
    return {str: "a < b" if full else "", Markup: Markup("<p>b</p>"), int: int(full), bool: full}[kind]


@pytest.fixture(scope="module", params=theme_names(THEMES))
def theme(request: pytest.FixtureRequest) -> Theme:
    found, problems = read_theme(request.param, THEMES)
    assert problems == ()
    assert found is not None
    return found


def test_the_theme_keeps_the_contract(theme: Theme) -> None:
    assert check_templates(theme, PAGES, Frame) == ()
    assert bundle(theme).problems == ()


@pytest.mark.parametrize("full", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("view", PAGES, ids=lambda view: str(view.__name__))
def test_every_page_of_the_theme_can_be_printed(theme: Theme, view: type[View], full: bool) -> None:
    template = PAGES[view]
    page = page_recipes(theme, {template: sample(Frame, full)})[template].render(sample(view, full))
    assert isinstance(page, bytes)
    assert page.endswith(b">\n")
    assert b"None" not in page
    assert b"a < b" not in page
