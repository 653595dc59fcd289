"""Patterns that wait until they are asked."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import generator
from generator.pattern import Uncompiled, pattern


def test_a_pattern_answers_as_a_compiled_one() -> None:
    word = pattern(r"(\w)\w*", re.ASCII)
    compiled = re.compile(r"(\w)\w*", re.ASCII)
    assert word.findall("an apple") == compiled.findall("an apple") == ["a", "a"]
    assert word.sub(r"\1.", "an apple") == "a. a."
    assert (word.pattern, word.flags, word.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert pattern(rb"\d").search(b"a1") is not None


def test_a_pattern_is_compiled_when_it_is_asked_and_once_for_each_question(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda source, flags=0: asked.append(source) or compile_(source, flags))
    word = pattern(r"\w+")
    assert asked == []
    for _ in range(3):
        assert word.findall("an apple") == ["an", "apple"]
    assert asked == [r"\w+"]


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if ".starter" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting = [one for one in gc.get_objects() if type(one) is Uncompiled]
    assert len(waiting) > 150
    for one in waiting:
        assert re.compile(*one.given).pattern == one.given[0]
