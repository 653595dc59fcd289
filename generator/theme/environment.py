"""Jinja, set up for a theme: strict, escaping, and without anything that is no function of the view.

Not Jinja's sandbox: it makes a page cost two to three times as much, and the
contract refuses before rendering what the sandbox would refuse during it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound, UndefinedError
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from generator.engine.digest import engine_digest
from generator.engine.files import sweep
from generator.engine.output import View
from generator.engine.render import RenderProblem
from generator.language.language import Language
from generator.pattern import pattern
from generator.text.source import Span
from generator.theme.closure import icon_path, page_path
from generator.theme.filters import FILTERS, TESTS
from generator.theme.slips import template_failed
from generator.theme.syntax import span_of_line
from generator.theme.theme import Theme

# Text in which blank lines, indentation and trailing spaces are content.
VERBATIM = pattern(r"(<(pre|textarea)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)


def environment(theme: Theme, language: Language, bytecode: Path | None = None) -> Environment:
    """Jinja for a theme, in a language. `bytecode` is a folder that keeps compiled templates between builds."""
    made = ThemeEnvironment(
        loader=ThemeLoader(theme),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates(bytecode) if bytecode else None,
    )
    made.globals = {"range": range, "icon": icon_drawer(theme), **words_of(language)}
    made.filters = dict(FILTERS)
    made.tests = dict(TESTS)
    return made


class ThemeEnvironment(Environment):
    """Jinja where all templates know the same functions."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows without being told. No template is loaded with more, `d`, so this needs no layers."""
        # Jinja asks for all of it whenever a page is printed or a macro imported, and layers answer slowly.
        return self.globals


class ThemeLoader(BaseLoader):
    """A theme's templates, named by their path in it: `parts/frame.html`."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text and the file that tracebacks shall name. Raises TemplateNotFound."""
        file = self.theme.files.get(template)
        if file is None:
            raise TemplateNotFound(template)
        return file.text, file.file, lambda: True


class CompiledTemplates(BytecodeCache):
    """Compiled templates in a folder, one file each.

    A file starts with a digest over the engine's digest and all that follows, so
    what another version wrote, or half of it, is never unmarshaled.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        sweep(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if there is a sound file for it."""
        try:
            stored = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        if stored[:16] == seal(stored[16:]):
            bucket.bytecode_from_string(stored[16:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        code = bucket.bytecode_to_string()
        path = self.folder / bucket.key
        # Two processes may compile the same template; each renames its own file into place.
        draft = path.with_suffix(f".{os.getpid()}")
        # Whoever cannot keep compiled templates compiles them again.
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(seal(code) + code)
            draft.replace(path)


def seal(code: bytes) -> bytes:
    """16 bytes that say: this engine compiled exactly this."""
    return blake2b(code, digest_size=16, key=engine_digest()).digest()


def icon_drawer(theme: Theme) -> Callable[[str], Markup]:
    """The function `icon` of templates: an icon's SVG, hidden from screen readers since words stand beside it."""
    drawn: dict[str, Markup] = {}

    def icon(name: str) -> Markup:
        if name not in drawn:
            file = theme.files.get(icon_path(name))
            if file is None:
                raise UndefinedError(f"there is no icon {name!r}")
            drawn[name] = inline_svg(file.text)
        return drawn[name]

    return icon


def words_of(language: Language) -> dict[str, Callable[..., Markup]]:
    """The functions of templates that speak: `say`, `say_count`, `listed`.

    A message is text, and so is what fills its places unless it is HTML already.
    """

    def say(message: str, /, **values: object) -> Markup:
        return filled(language.say(message), values)

    def say_count(one: str, many: str, number: int, /, **values: object) -> Markup:
        return filled(language.choose(one, many, number), {"count": language.number(number), **values})

    def listed(names: Iterable[str]) -> Markup:
        return escape(language.listed([escape(name) for name in names]))

    return {"say": say, "say_count": say_count, "listed": listed}


def filled(message: str, values: Mapping[str, object]) -> Markup:
    """A message as HTML, its places filled."""
    safe = escape(message)
    return safe.format(**values) if values else safe


def inline_svg(text: str) -> Markup:
    """An SVG file as a part of an HTML page: without prolog and comments, hidden from screen readers."""
    start = max(text.find("<svg"), 0)
    bare = re.sub(r"<!--.*?-->", "", text[start:], flags=re.DOTALL)
    bare = re.sub(r"\s*\n\s*", " ", bare).replace("> <", "><").strip()
    # From the theme, never from content: trusted like its templates.
    return Markup(bare.replace("<svg", '<svg aria-hidden="true"', 1))  # noqa: S704


def render_page(jinja: Environment, theme: Theme, template: str, frame: View, view: View) -> bytes:
    """A page as UTF-8. Raises RenderProblem when the template cannot print the view."""
    try:
        text = jinja.get_template(page_path(template)).render(page=view, site=frame)
    except Exception as error:
        where = failed_at(error, theme)
        raise RenderProblem(template_failed(where, type(view).__name__, str(error))) from error
    return tidy(text).encode()


def tidy(text: str) -> str:
    """A page without the blank lines, indentation and trailing spaces of templates, ending in one newline."""
    if "<pre" not in text and "<textarea" not in text:
        return "\n".join(filled_lines(text)).strip() + "\n"
    verbatim = VERBATIM.split(text)
    pieces: list[str] = []
    for prose, kept in zip(verbatim[::3], [*verbatim[1::3], ""], strict=True):
        lines = prose.split("\n")
        # The first and the last line go on in their neighbors, so their outer ends stay.
        inner = filled_lines("\n".join(lines[1:-1]))
        pieces.append("\n".join([lines[0], *inner, lines[-1]]) if len(lines) > 1 else prose)
        pieces.append(kept)
    return "".join(pieces).strip() + "\n"


def filled_lines(text: str) -> list[str]:
    """The lines that are not blank, without the spaces round them."""
    return [bare for line in text.split("\n") if (bare := line.strip())]


def failed_at(error: BaseException, theme: Theme) -> Span | None:
    """The line of the template in which an error arose: the innermost, for macros fail where they are called from."""
    by_file = {file.file: file for path, file in theme.files.items() if path.endswith(".html")}
    found = None
    for frame, line in walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file in by_file:
            found = span_of_line(by_file[file].source, line)
    return found
