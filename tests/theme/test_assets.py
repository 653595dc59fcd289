"""A theme's own files: one style sheet in the order of the cascade, and addresses that change with the bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.text.diagnostic import Place
from generator.text.source import Span
from generator.theme.assets import bundle, spare
from generator.theme.tokens import is_color, is_safe
from tests.theme.tiny import theme_of

STYLED = """
-- themes/tiny/theme.yaml --
license: CC0-1.0
tokens:
  accent: {value: "#0a5", help: The color of links.}
  text-face: {value: 'Besley, "Georgia Pro", serif'}
  space: {value: 1rem}
-- themes/tiny/styles/utilities.css --
.unseen { left: -1px }
-- themes/tiny/styles/parts/pager.css --
.pager { background: url("../../pictures/dots.svg#a") }
-- themes/tiny/styles/parts/card.css --
.card { margin: 0 }
-- themes/tiny/styles/layout/page.css --
main { margin: auto }
-- themes/tiny/styles/base.css --
/* Everything. */
body {
  content: "/* not a comment */";   color: red;
}
-- themes/tiny/styles/tokens.css --
@font-face { src: url(../fonts/besley.woff2) format("woff2") }
-- themes/tiny/styles/layers.css --
@layer tokens, base;
-- themes/tiny/styles/notes.css --
left out
-- themes/tiny/scripts/menu.js --
document.title
-- themes/tiny/pictures/dots.svg --
<svg/>
-- themes/tiny/icons/pin.svg --
<svg/>
-- themes/tiny/fonts/besley.woff2 --
font
-- themes/tiny/fonts/besley.OFL.txt --
license
"""


def text(content: bytes) -> str:
    return re.sub(r"\.[0-9a-f]{8}\.", ".########.", content.decode())


def test_styles_come_in_the_order_of_the_cascade(tmp_path: Path) -> None:
    gathered, problems = bundle(theme_of(tmp_path, STYLED), (("accent", "teal"), ("space", "2rem")))
    assert problems == ()
    assert text(dict(gathered.files)[gathered.styles[0]]) == (
        "@layer tokens, base;\n"
        '@font-face { src: url("fonts/besley.########.woff2") format("woff2") }\n'
        'body{content:"/* not a comment */";   color: red}\n'
        "main { margin: auto }\n"
        ".card { margin: 0 }\n"
        '.pager { background: url("pictures/dots.########.svg#a") }\n'
        ".unseen { left: -1px }\n"
        "@layer chapter {\n:root {\n--accent: teal;\n--space: 2rem;\n}\n}\n"
    )


def test_what_styles_name_is_published_and_icons_are_not(tmp_path: Path) -> None:
    gathered = bundle(theme_of(tmp_path, STYLED)).value
    assert [text(url.encode()) for url, _ in gathered.files] == [
        "/assets/site.########.css",
        "/assets/menu.########.js",
        "/assets/fonts/besley.########.woff2",
        "/assets/pictures/dots.########.svg",
    ]
    assert gathered.scripts == (gathered.files[1][0],)
    assert [output.recipe.render(output.view) for output in gathered.outputs(())] == [
        data for _, data in gathered.files
    ]


def test_typefaces_can_be_asked_for_before_the_styles_unless_a_chapter_chose_its_own(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, STYLED)
    [font] = bundle(theme, (("accent", "teal"),)).value.fonts
    assert re.fullmatch(r"/assets/fonts/besley\.[0-9a-f]{8}\.woff2", font)
    assert bundle(theme, (("text-face", "Georgia, serif"),)).value.fonts == ()


def test_the_styles_of_a_page_that_is_not_there_are_left_out(tmp_path: Path) -> None:
    sheet = "-- themes/tiny/styles/pages/ideas.css --\n.idea { color: red }\n"
    gathered = bundle(theme_of(tmp_path, STYLED + sheet)).value
    there = {output.url for output in gathered.outputs({"ideas.html"})}
    assert {url for url, _ in gathered.files} == there
    assert [text(url.encode()) for url in there - {one.url for one in gathered.outputs({"home.html"})}] == [
        "/assets/pages/ideas.########.css"
    ]


def test_the_styles_of_one_page_are_asked_for_by_that_page_alone(tmp_path: Path) -> None:
    sheet = "-- themes/tiny/styles/pages/ideas.css --\n.idea { color: red }\n"
    plain = bundle(theme_of(tmp_path / "plain", STYLED)).value
    gathered = bundle(theme_of(tmp_path / "more", STYLED + sheet)).value
    assert gathered.styles == plain.styles == gathered.styles_of("event.html")
    common, own = gathered.styles_of("ideas.html")
    assert text(own.encode()) == "/assets/pages/ideas.########.css"
    assert ".idea" in dict(gathered.files)[own].decode()
    assert gathered.every_style == (common, own)


def test_two_kinds_of_pages_may_share_styles_that_no_other_asks_for(tmp_path: Path) -> None:
    sheet = "-- themes/tiny/styles/pages/companies+tours.css --\n.door { color: red }\n"
    gathered = bundle(theme_of(tmp_path, STYLED + sheet)).value
    _, own = gathered.styles_of("tours.html")
    assert gathered.styles_of("companies.html") == gathered.styles_of("tours.html") != gathered.styles_of("home.html")
    assert text(own.encode()) == "/assets/pages/companies-tours.########.css"
    assert own in {output.url for output in gathered.outputs({"tours.html"})}
    assert own not in {output.url for output in gathered.outputs({"home.html"})}


def test_an_address_changes_with_the_bytes_alone(tmp_path: Path) -> None:
    here = bundle(theme_of(tmp_path / "here", STYLED)).value
    there = bundle(theme_of(tmp_path / "there", STYLED)).value
    changed = bundle(theme_of(tmp_path / "there", STYLED + "-- themes/tiny/scripts/menu.js --\nelse\n")).value
    assert here == there
    assert here.styles == changed.styles
    assert here.scripts != changed.scripts


def test_a_file_that_styles_name_and_the_theme_lacks_is_underlined(tmp_path: Path) -> None:
    sheet = '.a { background: url( "../pictures/dts.svg" ), url(data:image/png;base64,AA), url(#b), url(../pages/x) }\n'
    theme = theme_of(tmp_path, f"{STYLED}-- themes/tiny/styles/base.css --\n/* url(../none) */\n{sheet}")
    problems = bundle(theme).problems
    assert [(problem.message, problem.help) for problem in problems] == [
        ("the theme has no `pictures/dts.svg`", "did you mean `pictures/dots.svg`?"),
        ("the theme has no `pages/x`", ""),
    ]
    where = problems[0].where
    assert isinstance(where, Span)
    assert theme.files["styles/base.css"].text[where[1] : where[2]] == "../pictures/dts.svg"


# (option, value, what is said)
OPTIONS: list[tuple[str, object, str]] = [
    ("acent", "teal", "the theme `tiny` has no token `acent`"),
    ("accent", "tael", "`accent` is not a color"),
    ("accent", "2rem", "`accent` is not a color"),
    ("accent", ("teal",), "`accent` is not a value that CSS can hold"),
    ("space", "1rem; } body { display: none", "`space` is not a value that CSS can hold"),
]


@pytest.mark.parametrize(("name", "value", "said"), OPTIONS)
def test_an_option_that_does_not_fit_is_reported_where_it_stands(
    tmp_path: Path, name: str, value: object, said: str
) -> None:
    where = Place("content/chapter.yaml", ("theme_options",))
    problems = bundle(theme_of(tmp_path, STYLED), ((name, value),), where).problems
    assert [(problem.message, problem.where) for problem in problems] == [
        (said, Place("content/chapter.yaml", ("theme_options", name)))
    ]


COLORS = """
#0a5|#0a5f|#00aa55|#00AA55ff|teal|Teal|transparent|rgb(0 170 85)|rgb(0, 170, 85)|rgba(0,170,85,.5)|rgb(0 170 85 / 50%)
hsl(150deg 100% 33%)|hwb(150 0% 33%)|oklch(0.6 0.15 155)|oklch(60% .15 155 / 0.5)|color(display-p3 0 0.6 0.3)
light-dark(#fff, #000)|light-dark(rgb(0, 0, 0), teal)
"""
NO_COLORS = "|#0a|#00aa5|tael|rgb(0 170)|rgb(0 170 85|rgb(a b c)|1rem|light-dark(#fff)|teal teal|url(x)|var(--x)"


@pytest.mark.parametrize("value", COLORS.strip().replace("\n", "|").split("|"))
def test_colors_are_known(value: str) -> None:
    assert is_color(value)
    assert is_safe(value)


@pytest.mark.parametrize("value", NO_COLORS.split("|"))
def test_what_is_no_color_is_not_taken_for_one(value: str) -> None:
    assert not is_color(value)


@pytest.mark.parametrize(
    "value",
    [
        "1rem",
        "clamp(1rem, 2vw + 1rem, 3rem)",
        'Besley, "Georgia Pro", serif',
        "'A B', serif",
        "#0a5",
        "-0.02em",
        "0 1px",
    ],
)
def test_plain_values_are_safe(value: str) -> None:
    assert is_safe(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "a;b",
        "a}",
        "{",
        "</style>",
        "url(x)",
        "URL (x)",
        "image-set('a')",
        "a/*",
        "*/",
        "\\65",
        '"a',
        "'",
        ")(",
        "(",
        "a\nb",
        "[",
        "@x",
    ],
)
def test_what_could_leave_its_declaration_is_not_safe(value: str) -> None:
    assert not is_safe(value)


def test_comments_and_indentation_go_and_licenses_stay() -> None:
    assert spare("/*! MIT */\n\n  a {\n    b: c/* d */;\n  }\n/* e\n f */\n") == "/*! MIT */\na{b:c }\n"
