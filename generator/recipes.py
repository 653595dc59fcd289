"""How each kind of view becomes bytes: the one table of all recipes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from generator.audit import Private, key_of, look_inside
from generator.engine.cards import Card, draw_cards
from generator.engine.copies import Copied, copied
from generator.engine.darkroom import clean, resize
from generator.engine.digest import engine_digest
from generator.engine.memo import Memo, Shelf
from generator.engine.output import Recipe, View
from generator.engine.pictures import Cleaned, Resized
from generator.model.records import Charter
from generator.model.slug import slug
from generator.project import Project
from generator.site.edition import Edition
from generator.site.home import frame, in_styles
from generator.site.serializers import SERIALIZERS
from generator.site.views import PAGES, LockView
from generator.theme.assets import Bundle
from generator.theme.recipe import page_recipes
from generator.theme.theme import Theme


def recipes_of(
    project: Project, theme: Theme, edition: Edition, assets: Bundle, memo: Memo
) -> Mapping[type[View], Recipe]:
    """How each kind of view becomes bytes."""
    folder = project.content
    return {
        **printed(project, theme, edition, assets),
        **{
            view: Recipe(name=serialize.__name__, digest=engine_digest(), render=serialize)
            for view, serialize in SERIALIZERS.items()
        },
        Copied: copied(folder),
        Resized: resize(folder, memo),
        Card: draw_cards(memo),
        Cleaned: clean(folder),
    }


def printed(project: Project, theme: Theme, edition: Edition, assets: Bundle) -> Mapping[type[View], Recipe]:
    """How each kind of page is printed, in the language of an edition."""
    site = frame(edition, assets.scripts)
    frames = {
        template: in_styles(edition, site, assets.every_style if view is LockView else assets.styles_of(template))
        for view, template in PAGES.items()
    }
    recipes = page_recipes(theme, frames, project.cache / "templates", edition.language)
    return {view: recipes[template] for view, template in PAGES.items()}


def locking(
    project: Project,
    charter: Charter,
    passphrases: Callable[[str], str] | None,
    recipes: Mapping[type[View], Recipe],
    private: Private,
) -> Mapping[type[View], Recipe]:
    """How a members' part is locked. A chapter that locks nothing imports nothing of it.

    Raises PassphraseMissing, LibraryMissing.
    """
    part, folder = charter.members_part, project.cache / "members"
    if part is None or part.published != "encrypted":
        Shelf(folder).forget_unused()
        return {}
    if passphrases is None:
        return {}
    from generator.vault.keys import keyring
    from generator.vault.passphrase import chosen
    from generator.vault.sealed import Sealed, sealing
    from generator.vault.shelf import locked_memo
    from generator.vault.unlock import UNLOCKING, UnlockScript

    keys = keyring(chosen(map(slug, part.groups), passphrases), charter.uid_domain or charter.url)
    memo = locked_memo(folder, keys)
    inner: dict[type[View], Recipe] = {**recipes, Resized: resize(project.content, memo)}
    sealed = sealing(inner, keys, partial(look_inside, private), key_of(private), memo.pictures.forget_unused)
    return {Sealed: sealed, UnlockScript: UNLOCKING}
