"""Tiny themes, written as one text, and views for them."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup

from generator.engine.output import View
from generator.text.report import render_text
from generator.theme.contract import check_templates
from generator.theme.theme import Theme, read_theme


class Venue(View, frozen=True):
    name: str
    town: str = ""


class Person(View, frozen=True):
    name: str
    href: str = ""


class Extra:
    def __getattr__(self, name: str) -> object:
        raise AttributeError(name)


class EventView(View, frozen=True):
    title: str
    body: Markup = Markup()
    venue: Venue | None = None
    speakers: tuple[Person, ...] = ()
    seats: int = 0
    room: str | None = None
    extra: Extra | None = None


class NewsView(View, frozen=True):
    title: str
    authors: tuple[Person, ...] = ()
    teaser: str = ""


class Frame(View, frozen=True):
    name: str = "Example Chapter"
    menu: tuple[Person, ...] = ()


PAGES: dict[type[View], str] = {EventView: "event.html", NewsView: "news.html"}

# What a test's own files are laid over.
PLAIN = """
-- themes/tiny/theme.yaml --
license: CC0-1.0
-- themes/tiny/pages/event.html --
<h1>{{ page.title }}</h1>
-- themes/tiny/pages/news.html --
<h1>{{ page.title }}</h1>
"""


def lay(root: Path, text: str) -> Path:
    """Write files: each begins with a line `-- path --`."""
    parts = re.split(r"^-- (.+) --\n", text, flags=re.MULTILINE)[1:]
    for path, content in zip(parts[::2], parts[1::2], strict=True):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return root


def theme_of(root: Path, text: str, name: str = "tiny") -> Theme:
    """A theme without problems."""
    theme, problems = read_theme(name, (("themes", lay(root, PLAIN + text) / "themes"),))
    assert problems == ()
    assert theme is not None
    return theme


def check(root: Path, text: str) -> str:
    """What the contract says of a theme, as people read it."""
    theme = theme_of(root, text)
    said = render_text(check_templates(theme, PAGES, Frame), {source.file: source.text for source in theme.sources})
    return re.sub(r"\n*\d+ (error|warning)s?.*\n$", "\n", said)
