"""The manual: one page for each code a message can have."""

from __future__ import annotations

import importlib
import pkgutil
from textwrap import dedent
from typing import NamedTuple

import generator
from generator.text.diagnostic import MANUAL, did_you_mean


class ManualPage(NamedTuple):
    """The page of a code, or what to say when there is none."""

    text: str
    known: bool


def manual(code: str) -> ManualPage:
    """What a code means."""
    pages = whole_manual()
    wanted = code.strip().strip("[]").casefold()
    if wanted in pages:
        return ManualPage(f"{wanted}\n\n{pages[wanted]}", True)
    help = did_you_mean(wanted, pages)
    listing = "\n".join(f"  {one:<26} {page.splitlines()[0]}" for one, page in pages.items())
    return ManualPage(f"there is no message `{code}`" + (f": {help}" if help else f". There are:\n\n{listing}"), False)


def whole_manual() -> dict[str, str]:
    """Code -> page, in the order of the codes."""
    # Pages are written beside the code that reports; importing it is what collects them.
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {code: _page(MANUAL[code]) for code in sorted(MANUAL)}


def _page(docstring: str) -> str:
    """A docstring without its indentation. `inspect.cleandoc` would turn the tabs of an example into spaces."""
    first, _, rest = docstring.partition("\n")
    return f"{first}\n{dedent(rest)}".strip()
