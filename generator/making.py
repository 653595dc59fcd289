"""A plan on its way to being files: each page with its recipe, and what the pages ask for beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime as DateTime
from functools import partial
from itertools import chain
from typing import NamedTuple

from msgspec import Struct, field

from generator.engine.cards import Card
from generator.engine.output import Output, Recipe, View
from generator.engine.render import PAUSE, Later, Part
from generator.site.contents import Page, Plan, cards_of
from generator.site.freshness import BuildView
from generator.site.views import PAGES
from generator.theme.assets import Bundle


class Glance(NamedTuple):
    """What is to be known of a page's view: its class, what is drawn for it, until when the site says it is true."""

    kind: type[View]
    cards: tuple[Card, ...]
    until: tuple[str, ...]


def glance(view: View) -> Glance:
    """What is to be known of a page's view."""
    return Glance(type(view), cards_of(view), (view.fresh_until,) if isinstance(view, BuildView) else ())


class Making(Struct, kw_only=True):
    """A plan on its way to being files."""

    plan: Plan
    recipes: Mapping[type[View], Recipe]
    # The same for other languages.
    abroad: Mapping[str, Mapping[type[View], Recipe]]
    assets: Bundle
    # Pages that are locked away may be of any kind.
    all_assets: bool
    seen: list[Glance] = field(default_factory=list)

    def outputs(self, *, is_shared: bool) -> Iterator[Part]:
        """The pages, and everything that they ask for. Shared, their views are made by whoever has time."""
        for page in self.plan.pages:
            if is_shared:
                yield Later(page.url, partial(self.output, page), glance, self.seen.append)
                continue
            output = self.output(page)
            self.seen.append(glance(output.view))
            yield output
        if is_shared:
            yield PAUSE
        for one in self.plan.rest(chain.from_iterable(seen.cards for seen in self.seen)):
            yield Output(url=one.url, recipe=self.recipes[type(one.view)], view=one.view)
            self.seen.append(glance(one.view))
        kinds = {seen.kind for seen in self.seen}
        yield from self.assets.outputs({name for view, name in PAGES.items() if self.all_assets or view in kinds})

    def output(self, page: Page) -> Output:
        """A page, its view made."""
        view = page.make()
        recipes = self.abroad[page.tag] if page.tag else self.recipes
        return Output(url=page.url, recipe=recipes[type(view)], view=view)

    @property
    def until(self) -> Iterator[float]:
        """Until when the site says that it is true, in seconds since 1970."""
        return (DateTime.fromisoformat(moment).timestamp() for one in self.seen for moment in one.until)
