"""A recipe's digest differs exactly when its pages could."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from generator.engine.render import RenderProblem
from generator.text.source import Span, position
from generator.theme.recipe import page_recipes
from generator.theme.theme import Theme
from tests.theme.tiny import EventView, Frame, NewsView, Person, Venue, theme_of

FRAMED = """
-- themes/tiny/parts/frame.html --
{% from "parts/link.html" import link %}
<!DOCTYPE html>
<title>{{ site.name }}</title>
{% for one in site.menu %}
  {{ link(one) }}
{% endfor %}
{% block main %}{% endblock %}
-- themes/tiny/parts/link.html --
{% macro link(to) -%}
<a href="{{ to.href }}">{{ to.name }}</a>
{%- endmacro %}
-- themes/tiny/parts/venue.html --
<p>{{ icon("pin") }} {{ page.venue.name }}</p>
-- themes/tiny/icons/pin.svg --
<?xml version="1.0"?>
<!-- a pin -->
<svg viewBox="0 0 1 1">
  <path d="M0 0"/>
</svg>
-- themes/tiny/icons/clock.svg --
<svg/>
-- themes/tiny/pages/event.html --
{% extends "parts/frame.html" %}
{% block main %}
  <h1>{{ page.title }}</h1>
  {% if page.venue %}
    {% include "parts/venue.html" %}
  {% endif %}
{% endblock %}
-- themes/tiny/styles/base.css --
p { margin: 0 }
"""


def digests(theme: Theme, frame: Frame | None = None) -> dict[str, bytes]:
    recipes = page_recipes(theme, dict.fromkeys(["event.html", "news.html"], frame or Frame()))
    return {name: recipe.digest for name, recipe in recipes.items()}


def printed(theme: Theme, template: str, view: EventView | NewsView, frame: Frame | None = None) -> str:
    page = page_recipes(theme, {template: frame or Frame()})[template].render(view)
    assert isinstance(page, bytes)
    return page.decode()


def test_a_page_is_printed_from_its_view_and_the_frame(tmp_path: Path) -> None:
    view = EventView(title="Coffee & cake", venue=Venue(name="Harbour Print"))
    frame = Frame(menu=(Person(name="News", href="/news/"),))
    assert printed(theme_of(tmp_path, FRAMED), "event.html", view, frame) == (
        "<!DOCTYPE html>\n"
        "<title>Example Chapter</title>\n"
        '<a href="/news/">News</a>\n'
        "<h1>Coffee &amp; cake</h1>\n"
        '<p><svg aria-hidden="true" viewBox="0 0 1 1"><path d="M0 0"/></svg> Harbour Print</p>\n'
    )


def test_blank_lines_go_and_those_in_preformatted_text_stay(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, "-- themes/tiny/pages/event.html --\n\n<p>a  \n\n\n{{ page.body }}  \n\n</p>\n\n")
    body = Markup("<pre>one  \n\n\ntwo</pre>\n\n<p>b</p>")
    assert printed(theme, "event.html", EventView(title="x", body=body)) == (
        "<p>a\n<pre>one  \n\n\ntwo</pre>\n<p>b</p>\n</p>\n"
    )


# (what is changed, which pages' digests follow)
CHANGES = [
    ("parts/frame.html", {"event.html"}),
    ("parts/link.html", {"event.html"}),
    ("parts/venue.html", {"event.html"}),
    ("icons/pin.svg", {"event.html"}),
    ("pages/event.html", {"event.html"}),
    ("pages/news.html", {"news.html"}),
    ("icons/clock.svg", set()),
    ("styles/base.css", set()),
    ("theme.yaml", set()),
]


@pytest.mark.parametrize(("path", "pages"), CHANGES, ids=[path for path, _ in CHANGES])
def test_a_change_reaches_exactly_the_pages_made_of_it(tmp_path: Path, path: str, pages: set[str]) -> None:
    before = digests(theme_of(tmp_path, FRAMED))
    file = tmp_path / "themes/tiny" / path
    changed = "license: MIT\n" if path == "theme.yaml" else file.read_text() + "<!-- changed -->"
    after = digests(theme_of(tmp_path, f"{FRAMED}-- themes/tiny/{path} --\n{changed}"))
    assert {name for name in before if before[name] != after[name]} == pages


def test_a_frame_is_a_part_of_every_page(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, FRAMED)
    before, after = digests(theme), digests(theme, Frame(name="Another Chapter"))
    assert all(before[name] != after[name] for name in before)


def test_a_missing_include_counts_since_it_may_appear(tmp_path: Path) -> None:
    page = '-- themes/tiny/pages/event.html --\n{% include "parts/notice.html" ignore missing %}\n'
    before = digests(theme_of(tmp_path, page))
    after = digests(theme_of(tmp_path, page + "-- themes/tiny/parts/notice.html --\nClosed.\n"))
    assert before["event.html"] != after["event.html"]


def test_a_template_that_draws_any_icon_is_made_of_all(tmp_path: Path) -> None:
    badge = '{% macro badge(name) %}{{ icon(name) }}{% endmacro %}{{ badge("pin") }}'
    page = f"-- themes/tiny/pages/event.html --\n{badge}\n"
    pin = "-- themes/tiny/icons/pin.svg --\n<svg/>\n"
    before = digests(theme_of(tmp_path, page + pin))
    after = digests(theme_of(tmp_path, page + pin + "-- themes/tiny/icons/clock.svg --\n<svg/>\n"))
    assert before["event.html"] != after["event.html"]


def test_the_place_of_the_checkout_is_no_part_of_a_digest(tmp_path: Path) -> None:
    here, there = theme_of(tmp_path / "here", FRAMED), theme_of(tmp_path / "far/away", FRAMED)
    assert digests(here) == digests(there)


def test_a_template_that_fails_says_where(tmp_path: Path) -> None:
    macro = "{% macro share(of) %}\n<p>{{ 100 // of.seats }}</p>\n{% endmacro %}\n"
    page = '{% from "parts/share.html" import share %}\n{{ share(page) }}\n'
    theme = theme_of(tmp_path, f"-- themes/tiny/parts/share.html --\n{macro}-- themes/tiny/pages/event.html --\n{page}")
    with pytest.raises(RenderProblem) as caught:
        printed(theme, "event.html", EventView(title="Coffee"))
    (problem,) = caught.value.problems
    assert problem.message.startswith("EventView could not be printed: ")
    assert isinstance(problem.where, Span)
    assert problem.where[0] == "themes/tiny/parts/share.html"
    assert position(macro, problem.where[1]) == (2, 1)


def test_a_name_that_stands_for_nothing_is_not_printed_as_nothing(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, "-- themes/tiny/pages/event.html --\n<p>{{ page.titel }}</p>\n")
    with pytest.raises(RenderProblem):
        printed(theme, "event.html", EventView(title="Coffee"))


# -- compiled templates ------------------------------------------------------


def test_compiled_templates_are_kept_and_read_again(tmp_path: Path) -> None:
    theme, kept = theme_of(tmp_path, FRAMED), tmp_path / "cache"
    view = EventView(title="Coffee")
    first = page_recipes(theme, {"event.html": Frame()}, kept)["event.html"].render(view)
    files = {path: path.read_bytes() for path in kept.iterdir()}
    again = page_recipes(theme, {"event.html": Frame()}, kept)["event.html"].render(view)
    assert first == again
    assert len(files) == 3
    assert {path: path.read_bytes() for path in kept.iterdir()} == files


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"junk"])
def test_a_damaged_compiled_template_is_compiled_again(tmp_path: Path, damage: bytes) -> None:
    theme, kept = theme_of(tmp_path, FRAMED), tmp_path / "cache"
    view = EventView(title="Coffee")
    first = page_recipes(theme, {"event.html": Frame()}, kept)["event.html"].render(view)
    for path in kept.iterdir():
        path.write_bytes(path.read_bytes()[:20] + damage)
    assert page_recipes(theme, {"event.html": Frame()}, kept)["event.html"].render(view) == first


def test_a_changed_template_is_not_taken_from_the_compiled_ones(tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    view = EventView(title="Coffee")
    page_recipes(theme_of(tmp_path, FRAMED), {"event.html": Frame()}, kept)["event.html"].render(view)
    changed = theme_of(tmp_path, FRAMED + "-- themes/tiny/pages/event.html --\n<p>{{ page.title }}</p>\n")
    assert page_recipes(changed, {"event.html": Frame()}, kept)["event.html"].render(view) == b"<p>Coffee</p>\n"


def test_an_unchanged_build_does_not_import_jinja(tmp_path: Path) -> None:
    import subprocess
    import sys

    theme_of(tmp_path, FRAMED)
    code = """
import sys
from pathlib import Path
from generator.engine.output import View
from generator.theme.assets import bundle
from generator.theme.recipe import page_recipes
from generator.theme.theme import read_theme

theme = read_theme("tiny", (("themes", Path(sys.argv[1])),)).value
page_recipes(theme, {"event.html": View()})
bundle(theme)
assert "jinja2" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "themes")], check=True)
