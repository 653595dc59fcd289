"""A theme's own files: its style sheets and scripts, and the fonts and pictures they use.

One style sheet is for all pages. What only some kinds of pages need stands in a file named like
their templates, `styles/pages/ideas.css` for `pages/ideas.html` and `styles/pages/companies+tours.css`
for two, and is asked for by those alone.

Every file has a digest of its bytes in its name, so browsers may keep it for ever.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator
from hashlib import blake2b

from msgspec import Struct

from generator.engine.output import Output, Recipe, View
from generator.pattern import pattern
from generator.text.diagnostic import Diagnostic, Parsed, Place
from generator.text.source import Span
from generator.theme.contrast import faint
from generator.theme.slips import missing_theme_file
from generator.theme.theme import Theme, ThemeFile
from generator.theme.tokens import decode_options, is_typeface, override_layer

ROOT = "/assets/"
# The order of the cascade; within a folder, that of the names.
STYLES = (
    "styles/layers.css",
    "styles/tokens.css",
    "styles/base.css",
    "styles/layout/",
    "styles/parts/",
    "styles/utilities.css",
)
# What some kinds of pages need beside those.
OF_PAGES = "styles/pages/"
# Files that styles may name, and the folder that is published whole.
NAMED = ("fonts/", "icons/", "pictures/")
PUBLISHED = "pictures/"

STRING = r'"(?:\\.|[^"\\\n])*"|' + r"'(?:\\.|[^'\\\n])*'"
# A comment that begins with `!` states a license and stays.
COMMENT = pattern(rf"({STRING})|/\*(?!!).*?\*/", re.DOTALL)
LINE_BREAK = pattern(rf"({STRING})|\s*\n\s*")
# `color: red`, `main {` and `; }`, each where a line begins or ends: within strings and values nothing is touched.
ROOMY = pattern(r"^([\w-]+): +|[ ]+(\{)$|;(?=\n\})", re.MULTILINE)
# A line break beside what parts rules, values and selectors. No string holds one.
JOINT = pattern(r"(?<=[{};,])\n|\n(?=\})")
ADDRESS = pattern(rf"""url\(\s*(?P<quote>["']?)(?P<address>[^"')\s]+)(?P=quote)\s*\)|/\*.*?\*/|{STRING}""", re.DOTALL)
OUTSIDE = pattern(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)


class Given(View, frozen=True):
    """A finished file."""

    content: bytes


GIVEN = Recipe(name="given", digest=b"given", render=lambda view: view.content)


class Bundle(Struct, frozen=True):
    """A theme's files as they are published. Addresses are from the site's root, before any prefix."""

    files: tuple[tuple[str, bytes], ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    # The typefaces that pages are set in.
    fonts: tuple[str, ...] = ()
    # The style sheets of some kinds of pages: the stems of their templates, and the address.
    of_pages: tuple[tuple[tuple[str, ...], str], ...] = ()

    def outputs(self, templates: Container[str]) -> Iterator[Output]:
        """The files as outputs: what stands on pages of none of these templates (`ideas.html`) is left out."""
        left_out = {url for stems, url in self.of_pages if all(f"{stem}.html" not in templates for stem in stems)}
        for url, content in self.files:
            if url not in left_out:
                yield Output(url=url, recipe=GIVEN, view=Given(content=content))

    def styles_of(self, template: str) -> tuple[str, ...]:
        """The style sheets of a page's template (`ideas.html`), those of all pages first."""
        stem, _ = posixpath.splitext(template)
        return (*self.styles, *(url for stems, url in self.of_pages if stem in stems))

    @property
    def every_style(self) -> tuple[str, ...]:
        """The style sheets of all pages, for a page that can show any of them."""
        return (*self.styles, *(url for _, url in self.of_pages))


def bundle(theme: Theme, options: tuple[tuple[str, object], ...] = (), where: Place | None = None) -> Parsed[Bundle]:
    """Gather a theme's files, with a chapter's `theme_options` as the last word. `where` is that field's place."""
    chosen, slips = decode_options(theme.tokens, options, theme.name, where)
    problems = [*slips, *faint(theme.tokens, chosen, where)]
    published = {path: file.data for path, file in theme.files.items() if path.startswith(PUBLISHED)}
    sheets: dict[str, str] = {}
    for path, file in (*styles_of(theme), *styles_of_pages(theme)):
        text, used, more = linked(theme, path, file)
        sheets[path] = spare(text)
        published.update(used)
        problems.extend(more)
    common = [text for path, text in sheets.items() if not path.startswith(OF_PAGES)]
    style = "".join([*common, override_layer(chosen)]).encode()
    styles = [(hashed("site.css", style), style)] if style else []
    of_pages = {
        posixpath.splitext(path.removeprefix(OF_PAGES))[0]: (
            hashed(path.removeprefix("styles/").replace("+", "-"), text.encode()),
            text.encode(),
        )
        for path, text in sheets.items()
        if path.startswith(OF_PAGES)
    }
    scripts = [
        (hashed(path.removeprefix("scripts/"), file.text.encode()), file.text.encode())
        for path, file in theme.files.items()
        if path.startswith("scripts/") and path.endswith(".js")
    ]
    rest = [(hashed(path, data), data) for path, data in sorted(published.items())]
    # Who chose typefaces of their own may not need the theme's: browsers find out by the styles.
    typefaces = {token.name for token in theme.tokens if is_typeface(token.value)}
    own_fonts = any(name in typefaces for name, _ in chosen)
    return Parsed(
        Bundle(
            files=(*styles, *of_pages.values(), *scripts, *rest),
            styles=tuple(url for url, _ in styles),
            scripts=tuple(url for url, _ in scripts),
            fonts=() if own_fonts else tuple(url for url, _ in rest if url.endswith(".woff2")),
            of_pages=tuple((tuple(stems.split("+")), url) for stems, (url, _) in of_pages.items()),
        ),
        tuple(problems),
    )


def hashed(path: str, content: bytes) -> str:
    """The address of a file: `/assets/fonts/besley.1f2e3d4c.woff2`."""
    stem, ending = posixpath.splitext(path)
    return f"{ROOT}{stem}.{blake2b(content, digest_size=4).hexdigest()}{ending}"


def styles_of(theme: Theme) -> list[tuple[str, ThemeFile]]:
    """The style sheets in the order of the cascade."""
    sheets = [(path, file) for path, file in theme.files.items() if path.endswith(".css")]
    return [(path, file) for rank in STYLES for path, file in sheets if path == rank or is_in(path, rank)]


def styles_of_pages(theme: Theme) -> list[tuple[str, ThemeFile]]:
    """The style sheets of some kinds of pages, by their names."""
    return [(path, file) for path, file in theme.files.items() if is_in(path, OF_PAGES) and path.endswith(".css")]


def is_in(path: str, folder: str) -> bool:
    """Whether a file stands in a folder, or deeper."""
    return folder.endswith("/") and path.startswith(folder)


def linked(theme: Theme, path: str, file: ThemeFile) -> tuple[str, dict[str, bytes], list[Diagnostic]]:
    """A style sheet whose `url(…)` name published files, those files, and the slips met."""
    used: dict[str, bytes] = {}
    problems: list[Diagnostic] = []

    def follow(found: re.Match[str]) -> str:
        address = found["address"]
        if address is None or OUTSIDE.match(address):
            return found[0]
        bare, mark, rest = partition_address(address)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))
        if target not in theme.files or not target.startswith(NAMED):
            start = found.start("address")
            known = [known for known in theme.files if known.startswith(NAMED)]
            problems.append(missing_theme_file(Span(file.file, start, start + len(address)), target, known))
            return found[0]
        used[target] = theme.files[target].data
        return f'url("{hashed(target, used[target]).removeprefix(ROOT)}{mark}{rest}")'

    return ADDRESS.sub(follow, file.text), used, problems


def partition_address(address: str) -> tuple[str, str, str]:
    """An address in three: the path, the mark that ends it (`?`, `#` or ""), and the rest."""
    found = re.search(r"[?#]", address)
    return (address[: found.start()], found[0], address[found.end() :]) if found else (address, "", "")


def spare(css: str) -> str:
    """A style sheet without comments, indentation, needless spaces and line breaks, ending in a newline."""
    bare = COMMENT.sub(lambda found: found[1] or " ", css)
    lines = LINE_BREAK.sub(lambda found: found[1] or "\n", bare).strip() + "\n"
    tight = ROOMY.sub(lambda found: f"{found[1]}:" if found[1] else found[2] or "", lines)
    return JOINT.sub("", tight).strip() + "\n"
