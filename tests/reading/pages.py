"""Every kind of page that there is, in the sample chapter, with all that a chapter can switch on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from generator.build import build
from generator.text.report import render_text
from tests.chapter import order, project, tree
from tests.corpora import REPOSITORY, SAMPLE
from tests.inside import SIX
from tests.proof.share import WHOLE

TODAY = "2026-11-23"
THEMES = ("default", "noticeboard")

# The template, and what is special about the page -> its address.
PAGES = {
    "home": "/",
    "events": "/events/",
    "event with a form": "/events/2026-12-08-grievances/",
    "event that is full": "/events/2026-12-10-holiday-social/",
    "event at a plant": "/events/2027-01-28-wolf-lake-gear/",
    "event with a story": "/events/2026-03-19-pulaski-pickle/",
    "event called off": "/events/2026-07-02-coffee/",
    "event put off": "/events/2026-04-23-arcwright-lifts/",
    "series": "/series/first-thursday-coffee/",
    "year": "/events/2026/",
    "recap": "/recaps/2026-05-14-kessel-foundry/",
    "recaps": "/recaps/",
    "members": "/members/",
    "member": "/members/desmond-okafor/",
    "companies": "/companies/",
    "company": "/companies/kessel-foundry/",
    "venue": "/venues/kessel-plant/",
    "tours": "/tours/",
    "introductions": "/introductions/",
    "ideas": "/ideas/",
    "takeaways": "/takeaways/",
    "recommendations": "/recommendations/",
    "posts": "/posts/",
    "post with notes": "/posts/2025-11-10-no-selling/",
    "page": "/about/",
    "tag": "/tags/tours/",
    "search": "/search/",
    "not-found": "/404.html",
    "lock": "/inside/",
    "inside": "/inside/#/",
}

# (theme, page): every page in both themes, or in this run each in one of them.
PAIRS = tuple(
    (theme, name)
    for other, theme in enumerate(THEMES)
    for number, name in enumerate(PAGES)
    if WHOLE or (number + other) % 2 == 0
)

# What a chapter can switch on and the sample has not.
SWITCHED_ON = {
    "chapter.yaml": (
        ("email: introductions@chicago.example.org", "form: true"),
        ("menu:", "members_part: {as: encrypted}\nsuggestions: {form: true}\nmenu:"),
    ),
    "events/2026/2026-12-08-grievances.yaml": (("email: roundtable@chicago.example.org", "form: true"),),
}


def sample_in(theme: str, folder: Path) -> dict[str, bytes]:
    """The sample chapter's site in a theme, with all switched on: address -> bytes."""
    content = folder / "content"
    shutil.copytree(SAMPLE, content)
    charter = content / "chapter.yaml"
    charter.write_text(
        re.sub("^theme: .*$", f"theme: {theme}", charter.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    for name, changes in SWITCHED_ON.items():
        text = (content / name).read_text("utf-8")
        for written, instead in changes:
            assert text.count(written) == 1, (name, written)
            text = text.replace(written, instead)
        (content / name).write_text(text, "utf-8")
    # One cache for both themes: their pictures are the same.
    place = project(folder)._replace(cache=folder.parent / "cache")
    outcome = build(place, order(TODAY, passphrases=lambda _: SIX))
    assert outcome.report is not None and not outcome.stopped, render_text(outcome.problems, outcome.sources)
    return tree(place.out)


def templates(theme: str) -> set[str]:
    """The pages that a theme has a template for. A redirect shows nothing: it leads on at once."""
    found = (REPOSITORY / "themes" / theme / "pages").glob("*.html")
    return {path.stem for path in found} - {"redirect"}
