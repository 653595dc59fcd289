"""A plan on its way to being files: each page with its recipe, and what the pages ask for beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime as DateTime
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

from msgspec import Struct, field

from generator.engine.cards import Card
from generator.engine.output import Output, Recipe, View
from generator.engine.render import PAUSE, Dropped, Later, Part
from generator.site.contents import Page, Plan, cards_of
from generator.site.freshness import BuildView
from generator.site.previews import card_url
from generator.site.reads import Pieces
from generator.site.views import PAGES
from generator.theme.assets import Bundle


class Glance(NamedTuple):
    """What is to be known of a page's view.

    Its class, what is drawn for it, until when the site says it is true; of a page, its address and the texts it was
    made of (`reads.py`).
    """

    kind: type[View]
    cards: tuple[Card, ...]
    until: tuple[str, ...]
    url: str = ""
    pieces: Pieces = ()


def glance(view: View) -> Glance:
    """What is to be known of any view."""
    return Glance(type(view), cards_of(view), (view.fresh_until,) if isinstance(view, BuildView) else ())


def longest_first(urls: Iterable[str]) -> list[str]:
    """Addresses in the order in which to make what stands there, so that nobody waits for one that was begun last.

    The files that hold the whole chapter take longest. Before them comes one that shows what all have in common.
    """
    ordered = sorted(urls)
    whole = [url for url in ordered if url.endswith(".json")]
    others = [url for url in ordered if not url.endswith(".json")]
    return [*others[:1], *whole, *others[1:]]


# So many views on, it takes longer to make them than to fork a crew for that.
WORTH_A_CREW = 8


class Making(Struct, kw_only=True, dict=True):
    """A plan on its way to being files."""

    plan: Plan
    recipes: Mapping[type[View], Recipe]
    # The same for other languages.
    abroad: Mapping[str, Mapping[type[View], Recipe]]
    assets: Bundle
    # Pages that are locked away may be of any kind.
    all_assets: bool
    seen: list[Glance] = field(default_factory=list)
    # Page -> the card that is drawn for it, by their addresses.
    drawn: dict[str, str] = field(default_factory=dict)

    def outputs(self, *, is_shared: bool) -> Iterator[Part]:
        """The pages, and everything that they ask for. Shared, their views are made by whoever has time."""
        yield from self.made(self.plan.pages, is_shared=is_shared)
        for one in self.plan.rest(chain.from_iterable(seen.cards for seen in self.seen)):
            yield Output(url=one.url, recipe=self.recipes[type(one.view)], view=one.view)
            self.seen.append(glance(one.view))
        kinds = {seen.kind for seen in self.seen}
        yield from self.assets.outputs({name for view, name in PAGES.items() if self.all_assets or view in kinds})

    def made(self, pages: Iterable[Page], *, is_shared: bool) -> Iterator[Part]:
        """Pages, each glanced at when its view is made."""
        for page in pages:
            look = partial(self.glance, page.url)
            if is_shared:
                yield Later(page.url, partial(self.output, page), look, self.note)
                continue
            output = self.output(page)
            self.note(look(output.view))
            yield output
        if is_shared:
            yield PAUSE

    def note(self, seen: Glance) -> None:
        """A page was made."""
        self.seen.append(seen)
        self.drawn.update((seen.url, card_url(card)) for card in seen.cards)

    def again(self, urls: Collection[str], *, is_shared: bool) -> Iterator[Part]:
        """The pages at some addresses and the cards drawn for them. Cards nobody asks for any more are dropped."""
        before = {card for url in urls if (card := self.drawn.pop(url, ""))}
        self.seen.clear()
        pages = [self._pages[url] for url in longest_first(urls)]
        yield from self.made(pages, is_shared=is_shared and len(pages) >= WORTH_A_CREW)
        for url, view in {card_url(card): card for seen in self.seen for card in seen.cards}.items():
            yield Output(url=url, recipe=self.recipes[Card], view=view)
        yield from map(Dropped, sorted(before.difference(self.drawn.values())))

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.url: page for page in self.plan.pages}

    def output(self, page: Page) -> Output:
        """A page, its view made."""
        view = page.make()
        recipes = self.abroad[page.tag] if page.tag else self.recipes
        return Output(url=page.url, recipe=recipes[type(view)], view=view)

    def glance(self, url: str, view: View) -> Glance:
        """What is to be known of a page's view, when it was just made."""
        reads = self.plan.edition.reads
        return glance(view)._replace(url=url, pieces=reads.of.get(url, ()) if reads else ())

    @property
    def pages(self) -> dict[str, Pieces]:
        """Address -> the texts that the page there was made of."""
        return {one.url: one.pieces for one in self.seen if one.pieces}

    @property
    def until(self) -> Iterator[float]:
        """Until when the site says that it is true, in seconds since 1970."""
        return (DateTime.fromisoformat(moment).timestamp() for one in self.seen for moment in one.until)
