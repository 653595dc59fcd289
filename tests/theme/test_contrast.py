"""Whether a chapter's own colors can be read."""

from __future__ import annotations

import re

import pytest
from PIL import ImageColor
from playwright.sync_api import Page

from generator.project import packaged_themes
from generator.text.source import Source
from generator.theme.contrast import color, contrast, kept_within
from generator.theme.tokens import Token, decode_description, halves
from tests.chapter import check, codes, site

CHARTER = "-- chapter.yaml --\nname: X\ntimezone: America/Chicago\nurl: https://x.example.org/\n"
ACCENTS = (
    "#0f5a50",
    "yellow",
    "#fff",
    "#000",
    "rgb(255 0 0)",
    "hsl(280, 90%, 60%)",
    "oklch(70% 0.2 145)",
    "light-dark(#0a5, #fc0)",
)


def told(options: str, theme: str = "default") -> list[str]:
    """Which color on which, and when."""
    text = check(f"{CHARTER}theme: {theme}\ntheme_options: {options}\n")
    return re.findall(r"by (day|night) `([\w-]+)` on `([\w-]+)`", text)


def test_the_themes_own_colors_and_any_accent_can_be_read() -> None:
    for theme in ("default", "noticeboard"):
        for accent in ACCENTS:
            assert codes(f"{CHARTER}theme: {theme}\ntheme_options: {{accent: '{accent}'}}\n") == [], (theme, accent)


def test_a_ground_that_is_neither_light_nor_dark_is_told_by_day_and_by_night() -> None:
    found = told('{paper: "#888"}')
    assert ("day", "accent", "paper") in found and ("night", "accent", "paper") in found
    assert ("night", "ink", "paper") in found and ("day", "ink", "card") not in found


def test_each_half_of_a_color_is_measured_against_its_own_ground() -> None:
    assert told('{muted: "light-dark(#aaa, #b8ae9d)"}') == [("day", "muted", "paper")]
    assert told('{muted: "light-dark(#665c4e, #333)"}') == [("night", "muted", "paper")]
    assert sorted(told("{ink: white}", "noticeboard")) == [("day", "ink", "board"), ("day", "ink", "paper")]


def test_a_color_by_its_name_is_measured_again_and_again() -> None:
    """Pillow, whose list of names this is, writes numbers into it once it has been asked for a color."""
    ImageColor.getrgb("rebeccapurple")
    assert color("RebeccaPurple") == color("rebeccapurple") == color("#663399")


def test_a_color_that_is_not_measured_is_not_spoken_of() -> None:
    assert told('{muted: "lab(90% 0 0)"}') == told('{muted: "#8888"}') == []
    assert color("lab(90% 0 0)") is color("#8888") is color("rgb(0 0 0 / 0.5)") is None


@pytest.mark.parametrize("theme", ["default", "noticeboard"])
@pytest.mark.browser
def test_a_browser_paints_what_the_build_measures(theme: str, page: Page) -> None:
    """The theme says in `theme.yaml` how its styles keep an accent; here both are held together."""
    file = packaged_themes() / theme / "theme.yaml"
    tokens = {one.name: one for one in decode_description(Source("theme.yaml", file.read_text("utf-8"))).value.tokens}
    [styles] = [text for url, text in site(f"{CHARTER}theme: {theme}\n").items() if url.startswith("/assets/site.")]
    page.set_content(f"<style>{styles}</style><p style='color: var(--mark)'>x</p>")
    for accent in ACCENTS:
        page.evaluate("(accent) => document.documentElement.style.setProperty('--accent', accent)", accent)
        for number, time in enumerate(("day", "night")):
            page.emulate_media(color_scheme="dark" if time == "night" else "light")
            painted = page.evaluate(PAINTED)
            paper = color(halves(tokens["paper"].value)[number])
            meant = contrast(measured(tokens["accent"], accent, number), paper)
            shown = contrast(tuple(part / 255 for part in painted), paper)  # type: ignore[arg-type]
            assert meant == pytest.approx(shown, rel=0.1), (accent, time)


def measured(token: Token, accent: str, number: int) -> tuple[float, float, float] | None:
    return kept_within(color(halves(accent)[number]), token.kept, ("day", "night")[number])


# A canvas turns whatever form a color is computed in into what a screen is given.
PAINTED = """() => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  pen.fillStyle = getComputedStyle(document.querySelector("p")).color;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""
