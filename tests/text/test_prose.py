"""Prose can be remembered without the libraries that make it."""

from __future__ import annotations

import subprocess
import sys

from generator.text.prose import MAKERS, prose_digest

QUESTION = """
import sys
from generator.text.prose import prose_digest
print(prose_digest().hex(), *{"markdown", "nh3"} & set(sys.modules))
"""


def test_the_digest_is_the_same_in_every_process_and_imports_neither_library() -> None:
    answer = subprocess.run([sys.executable, "-c", QUESTION], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == [prose_digest().hex()]
    assert len(prose_digest()) == 16


def test_the_digest_covers_every_module_that_makes_prose() -> None:
    listing = "import sys, generator.text.markdown, generator.text.converter; print(*(name for name in sys.modules if 'generator.text.' in name))"
    answer = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    assert set(answer.stdout.split()) == {
        f"generator.text.{file.removesuffix('.py')}" for file in MAKERS["generator.text"]
    }
