"""Cards for link previews: what is written on each, and in whose colors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b

from generator.engine.cards import Card
from generator.engine.output import encode
from generator.model.slug import slug
from generator.pattern import pattern
from generator.site.edition import Edition
from generator.site.reads import once

# Six hexadecimal digits, or three. Other forms of CSS color are left to browsers.
_COLOR = pattern(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
# A card's color -> the token of the theme that it follows.
_TOKENS = {"accent": "accent", "day": "poster"}


def card(edition: Edition, title: str, line: str = "", place: str = "", label: str = "") -> Card:
    """A card in the chapter's colors."""
    charter = edition.chapter.charter
    name = charter.short_name or charter.name
    return Card(title=title, line=line, place=place, label=label, name=name, **_colors(edition))


def home_card(edition: Edition) -> Card:
    """The chapter's own card: for the home page, and for every page that has no card to itself."""
    charter = edition.chapter.charter
    place = ", ".join(filter(None, (charter.city, charter.region)))
    return card(edition, charter.name, charter.tagline, place)


def card_url(one: Card) -> str:
    """The address of a card, named by what is on it: pages with the same card share one file."""
    digest = blake2b(encode(one), digest_size=4).hexdigest()
    name = slug(one.title)[:60].strip("-")
    return f"/cards/{name}.{digest}.png" if name else f"/cards/{digest}.png"


@once
def _colors(edition: Edition) -> Mapping[str, str]:
    return {color: found for color, token in _TOKENS.items() if (found := _color(edition, token))}


def _color(edition: Edition, token: str) -> str:
    """A color that the chapter chose for a token of its theme, as `#rrggbb`; "" when it did not."""
    chosen = edition.chapter.charter.theme_options.items
    value = next((value for name, value in chosen if name == token and isinstance(value, str)), "").strip()
    if not _COLOR.fullmatch(value):
        return ""
    return value.lower() if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:].lower())
