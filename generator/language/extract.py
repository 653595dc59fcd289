"""The messages of the program and of its themes, gathered for those who translate them.

`python -m generator.language.extract` writes `words/messages.pot` and brings the
catalogs beside it up to date: new messages come in empty, those that nobody says
any more go, and what a catalog still lacks is printed. A translator fills in what is
empty, with Poedit or any editor.

This is the translators' workshop and no part of a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.pofile import read_po, write_po

from generator.language.catalog import TEMPLATE, key_of

# The functions that speak, and which of their arguments are messages.
KEYWORDS: dict[str, tuple[int, ...] | None] = {"say": None, "say_count": (1, 2), "message": None}
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def main() -> None:
    """Gather the messages, and print what each catalog still lacks."""
    folder = Path(__file__).parent / "words"
    refresh(folder, messages_of_program())
    for path in sorted(folder.glob("*.po")):
        for message in untranslated(path):
            print(f"{path.name}: {message}")


def messages_of_program() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """(file, message) of this program and of the themes that come with it."""
    package = Path(__file__).parent.parent
    themes = sorted(package.parent.glob("themes/*/theme.yaml"))
    return chain(package_messages(package), *(theme_messages(theme.parent) for theme in themes))


def untranslated(path: Path) -> Iterator[str]:
    """The English of what a catalog does not say yet."""
    for message in read_po(BytesIO(path.read_bytes())):
        said = message.string
        if message.id and not (said if isinstance(said, str) else said and all(said)):
            yield repr(key_of(message.id))


def package_messages(package: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """(file, message) of the program's own Python."""
    for file, _, message, _, _ in extract_from_dir(package, [("site/**.py", "python")], keywords=KEYWORDS):
        yield file, message


def theme_messages(theme: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """(file, message) of a theme's templates."""
    for path in sorted(theme.glob("**/*.html")):
        source = BytesIO(path.read_bytes())
        for _, message, _, _ in extract("jinja2.ext:babel_extract", source, KEYWORDS, options=JINJA):
            yield path.relative_to(theme.parent).as_posix(), message


def refresh(folder: Path, messages: Iterable[tuple[str, str | tuple[str, ...]]]) -> None:
    """Write a folder's template, and bring its catalogs up to date."""
    template = Catalog(charset="utf-8", header_comment="")
    for file, message in messages:
        # By file and without lines: a template that moves a line is no news to a translator.
        template.add(message, locations=[(file, 0)], auto_comments=[])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TEMPLATE).write_bytes(written(template))
    for path in sorted(folder.glob("*.po")):
        catalog = read_po(BytesIO(path.read_bytes()), locale=path.stem.replace("-", "_"))
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.write_bytes(written(catalog))


def written(catalog: Catalog) -> bytes:
    """A catalog as a file: the same bytes on every day."""
    file = BytesIO()
    write_po(file, catalog, sort_output=True, include_lineno=False, omit_header=True)
    header = {"Language": str(catalog.locale or ""), "Content-Type": "text/plain; charset=utf-8"}
    if catalog.locale:
        header["Plural-Forms"] = catalog.plural_forms
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in header.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + file.getvalue()


if __name__ == "__main__":
    main()
