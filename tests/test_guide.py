"""The theme guide lists every view and every field, and the one in the repository is today's."""

from __future__ import annotations

import re
from pathlib import Path

from generator.engine.output import View
from generator.guide import theme_guide
from generator.site.views import PAGES, Frame
from generator.theme.kinds import fields

GUIDE = theme_guide()


def test_every_page_and_every_field_of_its_view_is_listed() -> None:
    for view in (Frame, *PAGES):
        section = GUIDE.split(f"### {view.__name__}\n")[1].split("\n### ")[0]
        for field in fields(view) or ():
            assert f"\n| `{field}` |" in section


def test_every_template_of_a_page_is_listed() -> None:
    for template in PAGES.values():
        assert f"`pages/{template}`" in GUIDE


def test_a_field_is_explained_by_the_comment_above_it() -> None:
    assert '| `day` | a text | "Thursday, October 15, 2026";' in GUIDE


def test_every_view_that_a_field_leads_to_has_its_own_section() -> None:
    sections = {name.lower() for name in re.findall(r"^### (\w+)$", GUIDE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#(\w+)\)", GUIDE)) <= sections


def test_every_class_of_views_is_reachable() -> None:
    from generator.site import views

    listed = {name for name in vars(views) if f"### {name}\n" in GUIDE}
    own = {
        name
        for name, cls in vars(views).items()
        if isinstance(cls, type) and issubclass(cls, View) and cls.__module__ == views.__name__
    }
    assert own <= listed


def test_the_guide_in_the_repository_is_todays() -> None:
    written = Path(__file__).parent.parent / "themes" / "README.md"
    assert written.read_text("utf-8") == GUIDE, "run `python -m generator theme guide > themes/README.md`"
