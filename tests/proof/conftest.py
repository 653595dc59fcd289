"""A press for each test that wants one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proof.booth import Booth
from tests.proof.press import Press


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    with Press(tmp_path / "press") as press:
        yield press


@pytest.fixture(scope="module")
def booth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booth]:
    made = Booth(tmp_path_factory.mktemp("booth"))
    with made.press:
        yield made
