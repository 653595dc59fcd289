"""What a translation may say, and what a record is with it."""

from __future__ import annotations

from datetime import date
from typing import Any, get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import fields

from generator.model.gather import read_record
from generator.model.leaves import leaves
from generator.model.records import TARGETS, Email, Extra, Markdown, MediaPath, Page, Recap, Takeaway, Target, Text, Url
from generator.model.translations import TRANSLATED, overlaid, parted, translation_of
from generator.text.source import Source

KINDS = [kind for kind in TRANSLATED if "id" in kind.__struct_fields__]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2026-10-15-tour.fr", ("2026-10-15-tour", "fr")),
        ("about.es-MX", ("about", "es-MX")),
        ("about.zh-Hant", ("about", "zh-Hant")),
        ("about", ("about", "")),
        ("about.v2", ("about.v2", "")),
        ("about.draft", ("about.draft", "")),
        ("a.b.fr", ("a.b.fr", "")),
        ("about.fr_CA", ("about.fr_CA", "")),
        (".fr", (".fr", "")),
    ],
)
def test_a_files_name_says_of_what_and_in_which_language_it_is(stem: str, expected: tuple[str, str]) -> None:
    assert parted(stem) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_a_translation_can_hold_nothing_but_words(kind: type[Any]) -> None:
    """No date, hour, choice, number, id, address or path: whatever is one for all languages."""

    def types(of: type[Struct]) -> set[object]:
        found: set[object] = set()
        for name, hint in get_type_hints(of).items():
            if name in {field.name for field in fields(of)} - {"id", "file", "given", "extra", "draft", "words"}:
                found |= plain(hint)
        return found

    def plain(hint: Any) -> set[object]:
        if isinstance(hint, type) and issubclass(hint, Struct):
            return types(hint)
        inner = getattr(hint, "__args__", ())
        return set().union(*map(plain, inner)) if inner else {hint}

    assert types(translation_of(kind)) - {Text, Markdown, type(None), ...} == set()
    assert {Text, Markdown}.isdisjoint({*TARGETS, Url, Target, Email, MediaPath})


def test_a_record_with_its_translation_keeps_all_that_is_not_said() -> None:
    page = Page(
        id="about", file="content/pages/about.md", title="About", summary="Us.", extra=Extra((("color", "red"),)),
        given=frozenset({"title", "summary", "extra"}),
    )  # fmt: skip
    said = translation_of(Page)(
        id="about", file="content/pages/about.fr.md", title="Qui nous sommes", given=frozenset({"title", "draft"})
    )  # type: ignore[call-arg]
    told = overlaid(page, said)
    assert (told.title, told.summary, told.extra) == ("Qui nous sommes", "Us.", page.extra)
    assert told.file == "content/pages/about.fr.md" and "draft" not in told.given and not told.draft


TAKEAWAYS = "takeaways: [Demandez., Commencez petit.]\n"


def test_the_pieces_of_a_list_keep_whose_they_are() -> None:
    recap = Recap(
        id="a", file="content/recaps/a.md", date=date(2026, 1, 1),
        takeaways=(Takeaway(idea="Ask first.", shared_by="Ada"), "Start small."),
    )  # fmt: skip
    said, problems = read_record(Source("content/recaps/a.fr.yaml", TAKEAWAYS), translation_of(Recap), "a")
    assert said is not None and not problems
    told = overlaid(recap, said)
    assert told.takeaways == (Takeaway(idea="Demandez.", shared_by="Ada"), "Commencez petit.")
    assert [leaf.value for leaf in leaves(said)] == ["Demandez.", "Commencez petit."]
