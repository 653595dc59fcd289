"""What spills over comes back as it was, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from generator.engine.crew import share
from generator.engine.spill import HELD, OnDisk, Spill, open_pieces

VALUES = [bytes([number % 256]) * (number * 331) for number in range(200)]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is temporary, empty."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_values_come_back_from_memory_and_from_the_disk(temporary: Path) -> None:
    spill = Spill()
    stored = [spill.put(value) for value in VALUES]
    assert sum(map(len, VALUES)) > 2 * HELD
    assert [one.read() for one in stored] == VALUES
    assert {isinstance(one.file, OnDisk) for one in stored} == {True, False}
    # It has no name, so nothing of it is left whatever ends this process.
    assert not os.listdir(temporary)


def test_whoever_was_forked_reads_the_same(temporary: Path) -> None:
    spill = Spill()
    stored = [spill.put(value) for value in VALUES]
    assert list(share(lambda one: one.read(), stored, 3)) == VALUES


def refused(*given: object, **named: object) -> NoReturn:
    raise OSError


def test_without_a_disk_all_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    spill = Spill()
    assert [one.read() for one in [spill.put(value) for value in VALUES]] == VALUES


def test_what_a_full_disk_does_not_take_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    spill = Spill()
    first = [spill.put(value) for value in VALUES]
    monkeypatch.setattr(OnDisk, "write", refused)
    assert [one.read() for one in [*first, *(spill.put(value) for value in VALUES)]] == VALUES * 2


def test_a_value_that_was_damaged_is_none(tmp_path: Path) -> None:
    spill = Spill()
    value = spill.put(b"a value")
    path = tmp_path / "file"
    path.write_bytes(b"a vaLue")
    assert type(value)(open_pieces(str(path)), 0, 7, value.check).read() is None
    path.write_bytes(b"a value")
    assert type(value)(open_pieces(str(path)), 0, 7, value.check).read() == b"a value"
    path.write_bytes(b"a val")
    assert type(value)(open_pieces(str(path)), 0, 7, value.check).read() is None


def test_files_are_closed_when_nobody_knows_of_them() -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    spill = Spill()
    stored = [spill.put(value) for value in VALUES]
    del spill, stored
    assert not before or len(os.listdir("/proc/self/fd")) == before
