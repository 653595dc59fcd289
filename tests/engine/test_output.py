"""Keys tell apart what differs, and views hold nothing that could hide a difference."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal, NewType

import pytest
from markupsafe import Markup

from generator.engine.output import Recipe, View, check_view_class, fingerprint, path_of, url_of

Url = NewType("Url", str)
RECIPE = Recipe(name="page", digest=b"1", render=lambda view: b"")


class Card(View, frozen=True, kw_only=True):
    title: str
    href: Url = Url("")


class Page(View, frozen=True, kw_only=True):
    body: Markup
    day: date | None = None
    cards: tuple[Card, ...] = ()
    tone: Literal["calm", "loud"] = "calm"
    is_past: bool = False


class Leaky(View, frozen=True, kw_only=True):
    price: float = 0.0
    tags: tuple[list[str], ...] = ()
    seen: datetime | None = None
    at: time | None = None
    text: str | Markup = ""


class Soft(View, frozen=False, kw_only=True):  # type: ignore[misc]
    title: str = ""


def test_a_view_of_plain_values_is_fine() -> None:
    assert check_view_class(Page) == ()


def test_every_field_that_could_hide_something_is_named() -> None:
    found = check_view_class(Leaky)
    assert [line.split(" holds ")[0] for line in found] == [
        "Leaky.price",
        "Leaky.tags",
        "Leaky.seen",
        "Leaky.at",
        "Leaky.text",
    ]


def test_a_view_that_can_change_is_refused() -> None:
    assert check_view_class(Soft) == ("Soft is not frozen",)


def test_any_change_of_a_view_is_another_key() -> None:
    views = [
        Page(body=Markup("a")),
        Page(body=Markup("b")),
        Page(body=Markup("a"), is_past=True),
        Page(body=Markup("a"), day=date(2026, 3, 1)),
        Page(body=Markup("a"), cards=(Card(title="x"),)),
        Page(body=Markup("a"), cards=(Card(title="x", href=Url("/x/")),)),
        Page(body=Markup("a"), cards=(Card(title="x"), Card(title=""))),
    ]
    assert len({fingerprint(RECIPE, view) for view in views}) == len(views)


def test_the_same_view_made_twice_has_one_key() -> None:
    first, second = (Page(body=Markup("a"), cards=(Card(title="x"),)) for _ in range(2))
    assert fingerprint(RECIPE, first) == fingerprint(RECIPE, second)


def test_a_changed_recipe_is_another_key() -> None:
    changed = Recipe(name="page", digest=b"2", render=lambda view: b"")
    assert fingerprint(RECIPE, Card(title="x")) != fingerprint(changed, Card(title="x"))


@pytest.mark.parametrize(
    ("url", "path"), [("/", "index.html"), ("/events/", "events/index.html"), ("/feed.xml", "feed.xml")]
)
def test_an_address_and_its_file_name_each_other(url: str, path: str) -> None:
    assert path_of(url) == path
    assert url_of(path) == url
