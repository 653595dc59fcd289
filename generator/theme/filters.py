"""What templates may call. Every name here is pure: same arguments, same text.

Jinja's own filters and tests, fewer of them. Left out are those that are no
function of their input (`random`), those that undo escaping (`safe`), those that
write HTML of their own (`xmlattr`, `urlize`), those that print what was never meant
to be read (`pprint`), and those that decide what a view should have decided
(`groupby`, `dictsort`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jinja2.filters
import jinja2.tests


def join_and(items: tuple[str, ...], word: str = "and") -> str:
    """A list as people say it: "Ada", "Ada and Ben", "Ada, Ben and Cy"."""
    *early, last = items or ("",)
    return f"{', '.join(early)} {word} {last}" if early else last


def count_of(count: int, one: str, many: str) -> str:
    """A number with its noun: `{{ 1|count_of("tour", "tours") }}` is "1 tour"."""
    return f"{count} {one if count == 1 else many}"


# Jinja declares its tables as holding plain functions.
_FILTERS: Mapping[str, Any] = jinja2.filters.FILTERS
_TESTS: Mapping[str, Any] = jinja2.tests.TESTS

_FILTERS_FROM_JINJA = (
    "abs batch capitalize count d default e escape first int items join last length list lower map max min reject"
    " rejectattr replace reverse select selectattr slice sort string striptags sum title tojson trim truncate unique"
    " upper urlencode wordcount"
)
_TESTS_FROM_JINJA = (
    "boolean defined divisibleby eq equalto even false ge gt in integer le lower lt ne none number odd string true"
    " undefined upper"
)

FILTERS: dict[str, Callable[..., Any]] = {
    **{name: _FILTERS[name] for name in _FILTERS_FROM_JINJA.split()},
    "join_and": join_and,
    "count_of": count_of,
}
TESTS: dict[str, Callable[..., Any]] = {name: _TESTS[name] for name in _TESTS_FROM_JINJA.split()}
