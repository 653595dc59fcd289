"""Templates are checked against the fields of their views."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.text.source import Span
from generator.theme.contract import check_templates
from generator.theme.expressions import FILTER_KINDS
from generator.theme.filters import FILTERS
from tests.theme.tiny import PAGES, EventView, Frame, check, theme_of

EVENT = "-- themes/tiny/pages/event.html --\n"


def test_a_field_that_a_view_does_not_have_is_shown_in_its_line(tmp_path: Path) -> None:
    assert check(tmp_path, EVENT + "<h1>\n  {{ page.titel|upper }}\n</h1>\n") == (
        "error[unknown-field]: EventView has no field `titel`\n"
        " --> themes/tiny/pages/event.html:2:11\n"
        "  |\n"
        "2 |   {{ page.titel|upper }}\n"
        "  |           ^^^^^\n"
        "  = help: did you mean `title`?\n"
    )


# What is fine, whatever the content says.
FINE = [
    "{{ page.title }} {{ site.name }} {{ page.body }} {{ page.seats }}",
    "{% for one in page.speakers %}{{ loop.index }} {{ one.name }}{% else %}nobody{% endfor %}",
    "{% if page.venue %}{{ page.venue.name }}{% endif %}",
    "{% if not page.venue %}online{% else %}{{ page.venue.name }}{% endif %}",
    "{% if page.title and page.venue and page.venue.town %}{{ page.venue.town }}{% endif %}",
    "{{ page.venue.name if page.venue else 'online' }}",
    "{{ page.venue.name if page.venue }}",
    "{% if page.seats and page.venue %}{{ page.seats and page.venue.name }}{% endif %}",
    "{{ (page.venue|default(page.speakers[0])).name }}",
    "{% set venue = page.venue %}{% if venue %}{{ venue.name }}{% endif %}",
    "{% if page.venue %}{% set venue = page.venue %}{{ venue.name }}{% endif %}",
    "{% if page.venue is not none %}{{ page.venue.name }}{% endif %}",
    "{% with first = page.speakers|first %}{{ first.name }}{% endwith %}",
    "{{ page.speakers|map(attribute='name')|join_and }}",
    "{{ page.speakers|selectattr('href')|map(attribute='name')|join(', ') }}",
    "{% for one in page.speakers|sort(attribute='name')|reverse %}{{ one.href }}{% endfor %}",
    "{% for row in page.speakers|batch(2) %}{% for one in row %}{{ one.name }}{% endfor %}{% endfor %}",
    "{{ page.speakers|length|count_of('talk', 'talks') }}",
    "{{ page.title.upper() }} {{ page['title'] }} {{ page.title[:3] }}",
    "{% if page.extra %}{{ page.extra.color.of.anything }}{% endif %}",
    "{% if subtitle is defined %}x{% endif %}{{ subtitle|default('') }}",
    "{% set tone %}calm{% endset %}{{ tone }}",
    "{% set tone = 'calm' %}{% if page.seats %}{% set tone = 'loud' %}{% endif %}{{ tone }}",
    "{% macro card(of, size='s') %}{{ of.name }} {{ size }}{% endmacro %}"
    "{% if page.venue %}{{ card(page.venue) }}{% endif %}"
    "{% for one in page.speakers %}{{ card(one, size='l') }}{% endfor %}",
    "{% macro box() %}<div>{{ caller() }}</div>{% endmacro %}{% call box() %}{{ page.title }}{% endcall %}",
    "{% macro all() %}{{ varargs|join }}{% endmacro %}{{ all(1, 2, 3) }}",
    "{% macro unused(of) %}{{ of.anything }}{% endmacro %}",
    "{% raw %}{{ page.nothing }}{% endraw %}{# {{ page.nothing }} #}",
    '<a href="{{ page.title }}" title=\'{{ page.title }}\' data-n="{{ page.seats }}">x</a>',
    "<option{{ ' selected' if page.seats }}>",
    '<script type="application/json">{{ page.title|tojson }}</script>',
    "<!-- <a {{ page.title }} -->",
    "{% for n in range(3) %}{{ n }}{% endfor %}",
    "{% filter upper %}{{ page.title }}{% endfilter %}",
]


@pytest.mark.parametrize("template", FINE)
def test_what_is_sound_is_not_reported(tmp_path: Path, template: str) -> None:
    assert check(tmp_path, EVENT + template + "\n") == ""


# (template, code, what is underlined)
BAD = [
    ("{{ page.titel }}", "unknown-field", "titel"),
    ("{{ site.nmae }}", "unknown-field", "nmae"),
    ("{% for one in page.speakers %}{{ one.nmae }}{% endfor %}", "unknown-field", "nmae"),
    ("{% for one in page.speakers if one.nmae %}x{% endfor %}", "unknown-field", "nmae"),
    ("{{ page.speakers.name }}", "unknown-field", "name"),
    ("{{ page.speakers[0].nmae }}", "unknown-field", "nmae"),
    ("{{ (page.speakers|first).nmae }}", "unknown-field", "nmae"),
    ("{{ page['titel'] }}", "unknown-field", "'titel'"),
    ("{{ page.title.name }}", "unknown-field", "name"),
    ("{{ page.title.format(1) }}", "unknown-field", "format"),
    ("{{ page.__class__ }}", "unknown-field", "__class__"),
    ("{% if page.extra %}{{ page.extra.__class__ }}{% endif %}", "unknown-field", "__class__"),
    ("{{ page.speakers|map(attribute='nmae')|join }}", "unknown-field", "nmae"),
    ("{{ page.speakers|selectattr('nmae')|list|length }}", "unknown-field", "nmae"),
    ("{% if page.venue %}{% set v = page.venue %}{{ v.nmae }}{% endif %}", "unknown-field", "nmae"),
    ("{% if page.titel is defined %}x{% endif %}", "unknown-field", "titel"),
    ("{{ loop.index }}", "undefined-name", "loop"),
    ("{{ pgae.title }}", "undefined-name", "pgae"),
    ("{% for one in page.speakers %}{% endfor %}{{ one.name }}", "undefined-name", "one"),
    ("{{ namespace(a=1) }}", "undefined-name", "namespace"),
    ("{{ lipsum() }}", "undefined-name", "lipsum"),
    ("{{ page.venue.name }}", "maybe-missing", "page.venue"),
    ("{{ page.venue and page.venue.name }}", "maybe-missing", "{{ page.venue and page.venue.name }}"),
    ("{{ page.room }}", "maybe-missing", "page.room"),
    ("{% if page.venue %}x{% endif %}{{ page.venue.name }}", "maybe-missing", "page.venue"),
    ("{{ page }}", "not-text", "{{ page }}"),
    ("{{ page.venue }}", "not-text", "{{ page.venue }}"),
    ("{{ page.speakers }}", "not-text", "{{ page.speakers }}"),
    ("{% macro m() %}{% endmacro %}{{ m }}", "not-text", "{{ m }}"),
    ("{% for one in page.title %}x{% endfor %}", "not-a-list", "page.title"),
    ("{% if page.venue %}{% for one in page.venue %}x{% endfor %}{% endif %}", "not-a-list", "page.venue"),
    ("{{ page.title|safe }}", "unsafe-filter", "safe"),
    ("{{ page.title|uper }}", "unknown-filter", "uper"),
    ("{{ page.speakers|random }}", "unknown-filter", "random"),
    ("{% if page.title is nnone %}x{% endif %}", "unknown-test", "nnone"),
    ("{% autoescape false %}x{% endautoescape %}", "autoescape-tag", "autoescape"),
    ("{% include page.title %}", "computed-reference", "include"),
    ("{% include ['a.html', 'b.html'] %}", "computed-reference", "include"),
    ("{% extends 'a.html' if page.title else 'b.html' %}", "computed-reference", "extends"),
    ("{% from 'parts/' ~ page.title import x %}", "computed-reference", "from"),
    ("{% set draw = icon %}x", "computed-reference", "icon"),
    ("{% include 'parts/none.html' %}", "unknown-template", "'parts/none.html'"),
    ("{{ icon('none') }}", "unknown-icon", "'none'"),
    ("{% macro m(a) %}{{ icon(a) }}{% endmacro %}{{ m('none') }}", "unknown-icon", "a"),
    ("<a href={{ page.title }}>", "unquoted-attribute", "{{ page.title }}"),
    ("<a href=/events/{{ page.title }}>", "unquoted-attribute", "{{ page.title }}"),
    ("<a {{ page.title }}>", "unquoted-attribute", "{{ page.title }}"),
    ("<a {% if page.title %}id={{ page.seats }}{% endif %}>", "unquoted-attribute", "{{ page.seats }}"),
    ("<a{{ ' class=\"a\"' if page.title }}>", "unquoted-attribute", "{{ ' class=\"a\"' if page.title }}"),
    ("<script>x = '{{ page.title }}'</script>", "text-in-code", "{{ page.title }}"),
    ("<style>a { color: {{ page.title }} }</style>", "text-in-code", "{{ page.title }}"),
    ("<a onclick=\"go('{{ page.title }}')\">", "text-in-code", "{{ page.title }}"),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "macro-arguments", "("),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}", "macro-arguments", "("),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, b=2) }}", "macro-arguments", "("),
    ("{% if page.title %}x", "template-syntax", "x"),
    ("{% do page.title %}", "template-syntax", "do"),
    ("{{ page.title", "template-syntax", "/p>"),
    ("{{ page.title! }}", "template-syntax", "{{ page.title! }}"),
]


@pytest.mark.parametrize(("template", "code", "underlined"), BAD, ids=[template for template, _, _ in BAD])
def test_what_is_wrong_is_underlined(tmp_path: Path, template: str, code: str, underlined: str) -> None:
    theme = theme_of(tmp_path, f"{EVENT}<p>\n{template}\n</p>\n")
    (problem,) = check_templates(theme, PAGES, Frame)
    assert isinstance(problem.where, Span)
    file, start, end = problem.where
    assert (problem.code, theme.files["pages/event.html"].text[start:end]) == (code, underlined)
    assert file == "themes/tiny/pages/event.html"


CARDS = """
-- themes/tiny/parts/card.html --
{% macro card(of) %}
<a href="{{ of.href }}">{{ of.name }} {{ of.town }}</a>
{% endmacro %}
"""


def test_a_macro_is_checked_with_the_kinds_it_is_called_with(tmp_path: Path) -> None:
    page = '{% from "parts/card.html" import card %}{% for one in page.speakers %}{{ card(one) }}{% endfor %}\n'
    said = check(tmp_path, CARDS + EVENT + page)
    assert "error[unknown-field]: Person has no field `town`\n --> themes/tiny/parts/card.html:2:45" in said
    assert said.count("error[") == 1


def test_a_slip_in_a_shared_part_is_said_once(tmp_path: Path) -> None:
    use = '{% from "parts/card.html" import card %}'
    news = f"-- themes/tiny/pages/news.html --\n{use}{{% for one in page.authors %}}{{{{ card(one) }}}}{{% endfor %}}\n"
    event = f"{EVENT}{use}{{% for one in page.speakers %}}{{{{ card(one) }}}}{{% endfor %}}\n"
    assert check(tmp_path, CARDS + event + news).count("error[") == 1


def test_a_macro_knows_nothing_of_the_page_that_calls_it(tmp_path: Path) -> None:
    part = "-- themes/tiny/parts/card.html --\n{% macro card() %}{{ page.title }}{% endmacro %}\n"
    said = check(tmp_path, part + EVENT + '{% import "parts/card.html" as cards %}{{ cards.card() }}\n')
    assert "nothing is called `page` here\n --> themes/tiny/parts/card.html:1:22" in said


def test_a_macro_imported_with_context_knows_the_page(tmp_path: Path) -> None:
    part = "-- themes/tiny/parts/card.html --\n{% macro card() %}{{ page.title }}{% endmacro %}\n"
    page = '{% from "parts/card.html" import card with context %}{{ card() }}\n'
    assert check(tmp_path, part + EVENT + page) == ""


def test_a_macro_that_is_not_there_is_reported(tmp_path: Path) -> None:
    said = check(tmp_path, CARDS + EVENT + '{% from "parts/card.html" import crad as it %}\n')
    assert "error[unknown-macro]: `parts/card.html` has no macro `crad`\n --> themes/tiny/pages/event.html:1:34" in said
    assert "did you mean `card`?" in said


def test_an_include_sees_the_names_around_it(tmp_path: Path) -> None:
    part = "-- themes/tiny/parts/row.html --\n{{ one.name }} {{ one.nmae }}\n"
    page = '{% for one in page.speakers %}{% include "parts/row.html" %}{% endfor %}\n'
    said = check(tmp_path, part + EVENT + page)
    assert "Person has no field `nmae`\n --> themes/tiny/parts/row.html:1:23" in said
    assert said.count("error[") == 1


FRAME = """
-- themes/tiny/parts/frame.html --
<title>{% block title %}{{ page.title }}{% endblock %}</title>
{% block main %}<p>{{ page.teaser }}</p>{% endblock %}
"""


def test_a_frame_is_checked_with_the_view_of_each_page(tmp_path: Path) -> None:
    news = '-- themes/tiny/pages/news.html --\n{% extends "parts/frame.html" %}\n'
    event = EVENT + '{% extends "parts/frame.html" %}\n'
    assert check(tmp_path, FRAME + news) == ""
    said = check(tmp_path, FRAME + news + event)
    assert "EventView has no field `teaser`\n --> themes/tiny/parts/frame.html:2:28" in said


def test_a_block_that_is_replaced_is_not_checked_unless_super_asks_for_it(tmp_path: Path) -> None:
    event = EVENT + '{% extends "parts/frame.html" %}\n{% block main %}<h1>{{ page.title }}</h1>{% endblock %}\n'
    assert check(tmp_path, FRAME + event) == ""
    said = check(tmp_path, FRAME + event.replace("<h1>", "{{ super() }}<h1>"))
    assert "EventView has no field `teaser`" in said


def test_a_block_that_the_frame_does_not_have_is_reported(tmp_path: Path) -> None:
    page = '{% extends "parts/frame.html" %}\n{% block mian %}x{% endblock %}{% block main %}{% endblock %}\n'
    said = check(tmp_path, FRAME + EVENT + page)
    assert "no block `mian`\n --> themes/tiny/pages/event.html:2:10" in said
    assert "did you mean `main`?" in said


def test_a_page_without_a_template_is_reported(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, "")
    (problem,) = check_templates(theme, {**PAGES, Frame: "frame.html"}, Frame)
    assert problem.message == "the theme `tiny` has no `pages/frame.html`, the template of Frame"


def test_a_template_of_no_page_is_a_warning(tmp_path: Path) -> None:
    said = check(tmp_path, "-- themes/tiny/pages/evnet.html --\nx\n")
    assert "warning[stray-template]: `pages/evnet.html` is the template of no page" in said
    assert "did you mean `pages/event.html`?" in said


def test_templates_that_include_one_another_do_not_keep_the_check_busy_for_ever(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path,
        '-- themes/tiny/parts/a.html --\n{% include "parts/b.html" %}{% from "parts/b.html" import x %}\n'
        '-- themes/tiny/parts/b.html --\n{% include "parts/a.html" %}{% macro x() %}{{ x() }}{% endmacro %}\n'
        + EVENT
        + '{% include "parts/a.html" %}\n',
    )
    check_templates(theme, {EventView: "event.html"}, Frame)


def test_the_kind_of_every_filters_result_is_known() -> None:
    assert FILTER_KINDS.keys() == FILTERS.keys()
