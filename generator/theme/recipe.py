"""The recipes of a theme: one for each of its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from generator.engine.digest import engine_digest
from generator.engine.output import Recipe, View, encode
from generator.language.english import ENGLISH
from generator.language.language import Language
from generator.theme.closure import closure, digest_files, page_path
from generator.theme.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment


def page_recipes(
    theme: Theme,
    frames: Mapping[str, View],
    bytecode: Path | None = None,
    language: Language = ENGLISH,
) -> Mapping[str, Recipe]:
    """How the pages of a theme are printed: template (`event.html`) → recipe.

    `frames` says what each template knows as `site`. A recipe's digest covers the template's
    closure, the engine, the frame and the language, and nothing of where they stand.
    `bytecode` is a folder that keeps compiled templates. Rendering raises RenderProblem where
    a template fails.
    """

    # Made when the first page is printed: a build that prints none does not import Jinja.
    @cache
    def jinja() -> Environment:
        from generator.theme.environment import environment

        return environment(theme, language, bytecode)

    spoken = engine_digest() + language.digest()
    return {
        template: Recipe(
            name=template,
            digest=blake2b(
                spoken + encode(frame) + digest_files(theme, closure(theme, page_path(template))), digest_size=16
            ).digest(),
            render=page_printer(jinja, theme, template, frame),
        )
        for template, frame in frames.items()
    }


def page_printer(jinja: Callable[[], Environment], theme: Theme, template: str, frame: View) -> Callable[[View], bytes]:
    """The function that prints the pages of one template."""

    def render(view: View) -> bytes:
        from generator.theme.environment import render_page

        return render_page(jinja(), theme, template, frame, view)

    return render
