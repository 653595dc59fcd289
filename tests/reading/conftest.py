"""The sample chapter on the web, once for all tests of how it reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.reading.host import hosted
from tests.reading.pages import THEMES, sample_in


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Theme -> the sample's site in it."""
    folder = tmp_path_factory.mktemp("reading")
    return {theme: sample_in(theme, folder / theme) for theme in THEMES}


@pytest.fixture(scope="session", params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def root(theme: str, sites: dict[str, dict[str, bytes]]) -> Iterator[str]:
    """Where the sample's site stands in a theme."""
    with hosted(sites[theme]) as address:
        yield address
