"""The benchmark's chapter and theme, and what an edit costs: counted, since a timed test would lie."""

from __future__ import annotations

import pytest

from benchmarks.audit import shares
from benchmarks.work import EDITS, Cost, costs


@pytest.fixture(scope="module")
def counted() -> dict[int, dict[str, Cost]]:
    return {pages: {edit.name: cost for edit, cost in costs(pages)} for pages in (60, 120)}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_costs_what_it_must_and_no_more_in_a_larger_chapter(edit, counted: dict[int, dict[str, Cost]]) -> None:
    assert counted[60][edit.name] == counted[120][edit.name] == edit.limit


def test_the_audit_is_measured_in_a_build_that_looks_for_much() -> None:
    (one,) = shares(60, 1, "plain")
    assert one.values > 40 and one.files > 60
    assert 0 < one.audit < one.whole
