"""Nothing of a person is published that the person did not agree to: every published byte is searched.

Each private value is a word that stands nowhere else, in as many places of the
content as a volunteer could put it. The site is built, and the words are looked for.
"""

from __future__ import annotations

import html
import io
import re
import sys
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

import pytest
from PIL import Image

from generator.build import build, compose
from generator.engine.memo import Memo
from generator.engine.output import encode
from generator.model import consent
from generator.project import Project
from generator.text.diagnostic import Severity
from generator.text.report import render_short
from tests.chapter import chapter, order, tree

YES = "given: 2026-01-15, directory: public"
ALL = "photo: public, bio: public, email: public, phone: public, linkedin: public, website: public"

# Why a person is not to be seen on 2026-03-01: what the file says of it.
HIDDEN = {
    "silent": "",
    "none": f"consent: {{given: 2026-01-15, directory: none, {ALL}}}",
    "members": f"consent: {{given: 2026-01-15, directory: members, {ALL}}}",
    "later": f"consent: {{given: 2026-03-02, directory: public, {ALL}}}",
    "lapsed": f"consent: {{{YES}, {ALL}, review_by: 2026-02-28}}",
    "gone": f"consent: {{{YES}, {ALL}}}\nwithdrawn: 2026-02-01",
    "leaving": f"consent: {{{YES}, {ALL}}}\nwithdrawn: 2026-04-01",
    "draft": f"consent: {{{YES}, {ALL}}}\ndraft: true",
}

# Every field that a person fills in: no two people share a word of it.
FIELDS = """\
name: Canaryname {Word}
display_name: Canarydisplay {Word}
pronouns: canarypronouns-{word}
company: press
title: Canarytitle {Word}
joined: 2021
photo: {{src: people/canaryphoto-{word}.png, alt: canaryalt-{word}, credit: canarycredit-{word}}}
roles: [{{title: Canaryrole {Word}, from: 2025}}]
topics: [canarytopic-{word}]
can_help_with: [canaryhelp-{word}]
would_like_to_meet: [canarymeet-{word}]
contact:
  email: canarymail-{word}@example.com
  phone: +1 312 555 {number}
  linkedin: https://www.linkedin.com/in/canarylinkedin-{word}
  website: https://canarywebsite-{word}.example.com/
aliases: [/canaryalias-{word}/]
extra: {{canarykey: canaryextra-{word}}}
body: |
  Canarybio {word} is [here](https://canarylink-{word}.example.com/) with [papers](media:people/canarypaper-{word}.pdf).
"""

COLORS = {word: (40 + 20 * number, 255 - 20 * number, 90) for number, word in enumerate((*HIDDEN, "open", "parted"))}


def files_of(word: str, says: str, number: int) -> str:
    """A member's file, and every other place that a volunteer may name the person in."""
    member = f"member-{word}"
    name = f"Canaryname {word.title()}"
    return (
        f"-- content/members/{member}.yaml --\n"
        + FIELDS.format(word=word, Word=word.title(), number=f"{number:04}")
        + says
        + f"""
-- content/ideas/{word}.yaml --
title: An idea for {word}
proposed_by: {member}
supporters: [{member}]
-- content/recommendations/{word}.yaml --
vendor: Example Gloves {number}
recommended_by: {member}
relationship: client
-- content/companies/works-{word}.yaml --
name: Works number {number * 7}
contact: {member}
-- content/events/2026-02-0{number}-talk.yaml --
title: Talk number {number}
date: 2026-02-0{number}
organizers: [{member}]
speakers:
  - {member}
  - {{name: {name}, title: Canarytitle {word.title()}, photo: people/canaryphoto-{word}.png, bio: Canarybio {word}}}
agenda: [{{title: Words, speakers: [{member}, {{name: {name.upper()}}}]}}]
image: {{src: people/canaryphoto-{word}.png, alt: Somebody}}
-- content/recaps/2026-02-0{number}-talk.md --
---
authors: [{member}, {name}, Canarydisplay {word.title()}]
takeaways:
  - {{idea: Measure twice {number}., shared_by: {member}}}
  - {{idea: Cut once {number}., shared_by: {name}}}
photos: [{{src: people/canaryphoto-{word}.png, alt: Somebody, people: [{member}]}}]
---
With [a speaker](member:{member}), [again](/members/{member}/), ![somebody](media:people/canaryphoto-{word}.png).
-- content/posts/news-{word}.md --
---
title: News number {number}
date: 2026-02-0{number}
authors: [{member}, {name}]
---
See [the picture](media:people/canaryphoto-{word}.png).
"""
    )


CHAPTER = """
-- content/chapter.yaml --
name: Small Chapter
timezone: America/Chicago
url: https://small.example.org/
introductions: {connector: member-silent}
-- content/companies/press.yaml --
name: Example Press
-- content/events/2026-03-12-tour.yaml --
title: A tour
kind: tour
date: 2026-03-12
start: 18:00
attendance: hybrid
online: {url: "https://meet.example.com/canaryonline-registrants", visibility: registrants}
tour: {photos: open, gate: canarygate}
-- content/events/2026-03-19-call.yaml --
title: A call
date: 2026-03-19
attendance: online
online: {url: "https://meet.example.com/canaryonline-members", visibility: members}
-- content/events/2026-03-26-call.yaml --
title: Another call
date: 2026-03-26
attendance: online
online: {url: "https://meet.example.com/canaryonline-unsaid"}
-- content/events/2026-03-27-draft.yaml --
title: Canarydraft
date: 2026-03-27
draft: true
aliases: [/canaryalias-draft/]
-- content/series/calls.yaml --
title: Calls
attendance: online
online: {url: "https://meet.example.com/canaryonline-series", visibility: members}
tour: {gate: canarygate}
repeats: {every: month, on: first friday, start: 8:00, from: 2026-01-01}
"""


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    people = "".join(files_of(word, says, number) for number, (word, says) in enumerate(HIDDEN.items(), 1))
    people += files_of("open", f"consent: {{{YES}}}", 9)
    with chapter(CHAPTER + people) as found:
        folder = found.content / "media" / "people"
        folder.mkdir(parents=True)
        for word in (*HIDDEN, "open"):
            Image.new("RGB", (1200, 900), COLORS[word]).save(folder / f"canaryphoto-{word}.png")
            (folder / f"canarypaper-{word}.pdf").write_bytes(b"%PDF canarypaper")
        yield found


def published(project: Project) -> dict[str, bytes]:
    outcome = build(project, order())
    errors = [problem for problem in outcome.problems if problem.severity is Severity.ERROR]
    assert not errors, render_short(errors, outcome.sources)
    return tree(project.out)


def spellings(content: bytes) -> Iterator[bytes]:
    """A file as it is, and as a browser or a calendar reads it: unfolded, percent signs and entities resolved."""
    yield content
    unfolded = re.sub(rb"\r?\n[ \t]", b"", content)
    yield unfolded
    plain = html.unescape(unquote_to_bytes(unfolded).decode("utf-8", "replace"))
    yield plain.encode()
    yield html.unescape(re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), plain)).encode()


def canaries(files: dict[str, bytes]) -> set[str]:
    """The private words that can be read in the names or in the bytes of a site's files."""
    found: set[str] = set()
    for url, content in files.items():
        for text in (*spellings(url.encode()), *spellings(content)):
            found.update(word.decode() for word in re.findall(rb"canary[a-z]+(?:[- @.][a-z]+)?", text.lower()))
    return found


def pictured(files: dict[str, bytes]) -> set[str]:
    """Whose portraits can be seen in a site's pictures, whatever the pictures are called."""
    seen = set()
    for url, content in files.items():
        if url.endswith((".png", ".jpg", ".webp", ".gif", ".avif")):
            color = Image.open(io.BytesIO(content)).convert("RGB").resize((1, 1)).getpixel((0, 0))
            assert isinstance(color, tuple)
            near = min(COLORS, key=lambda word: sum((a - b) ** 2 for a, b in zip(COLORS[word], color, strict=True)))
            if sum((a - b) ** 2 for a, b in zip(COLORS[near], color, strict=True)) < 200:
                seen.add(near)
    return seen


# What a person shows who agreed to be listed, and to no more. Alone, the first stands on a visiting card.
LISTED = {"canarydisplay open", "canarytitle open", "canaryrole open", "canaryalias-open", "canarydisplay"}


def test_only_what_a_person_agreed_to_is_published(project: Project) -> None:
    files = published(project)
    assert canaries(files) == LISTED
    assert pictured(files) == set()


def test_no_recipe_is_told_more_than_that(project: Project) -> None:
    # What a view does not hold, no theme can print and no picture can have drawn into it.
    outputs = compose(project, order(), Memo(project.cache / "memo")).outputs
    assert outputs is not None
    told = canaries({output.url: encode(output.view) for output in outputs})
    # A member's `extra` is for the chapter's own theme, on the page of a person who is listed.
    assert told - {"canarykey"} == LISTED - {"canarydisplay"} | {"canaryextra-open"}


def test_hidden_people_have_no_addresses(project: Project) -> None:
    files = published(project)
    everything = b"\n".join(files.values())
    for word in HIDDEN:
        assert not [url for url in files if f"member-{word}" in url]
        assert f"/members/member-{word}".encode() not in everything
    assert "/members/member-open/" in files


def test_what_is_gone_tomorrow_is_gone_from_the_site_and_from_what_is_remembered(project: Project) -> None:
    path = project.content / "members" / "member-open.yaml"
    before = path.read_text("utf-8")
    try:
        assert canaries(published(project)) == LISTED
        path.write_text(f"{before}\nwithdrawn: 2026-02-28\n", "utf-8")
        assert canaries(published(project)) == set()
        remembered = {str(file): file.read_bytes() for file in project.cache.rglob("*") if file.is_file()}
        assert not {word for word in canaries(remembered) if word.endswith("open")} & LISTED
    finally:
        path.write_text(before, "utf-8")


def test_the_search_would_find_a_leak(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    # Were everybody public, every name, title, office and picture would be seen.
    monkeypatch.setattr(consent, "is_public", lambda member, today: True)
    monkeypatch.setattr(consent, "may_be_pictured", lambda member, today: True)
    files = published(project)
    found = canaries(files)
    for word in HIDDEN:
        assert {f"canarydisplay {word}", f"canarytitle {word}", f"canaryrole {word}"} <= found
    assert pictured(files) >= set(HIDDEN)


@pytest.mark.parametrize(
    ("name", "stolen"),
    [
        ("is_public", "canarydisplay silent"),
        ("may_be_pictured", "canaryphoto-silent"),
        ("withheld_pictures", "canaryphoto-silent"),
        ("member_named", "canaryname silent"),
    ],
)
def test_each_rule_of_consent_is_needed(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, stolen: str
) -> None:
    broken = {
        "is_public": lambda member, today: True,
        "may_be_pictured": lambda member, today: True,
        "withheld_pictures": lambda chapter, today: frozenset(),
        "member_named": lambda chapter, name: None,
    }[name]
    for module in (consent, *_users_of(name)):
        monkeypatch.setattr(module, name, broken)
    assert stolen in canaries(published(project))


def _users_of(name: str) -> list[object]:
    """The modules that took a function of `consent` under its own name."""
    return [
        module
        for title, module in sys.modules.items()
        if title.startswith("generator.") and getattr(module, name, None) is getattr(consent, name)
    ]


def test_a_person_who_has_left_keeps_no_entry_and_their_name_in_the_past() -> None:
    text = CHAPTER + files_of("parted", f"consent: {{{YES}}}\nleft: 2025", 1)
    text += "-- content/members/member-silent.yaml --\nname: Silent\n"
    with chapter(text) as project:
        folder = project.content / "media" / "people"
        folder.mkdir(parents=True)
        Image.new("RGB", (60, 40)).save(folder / "canaryphoto-parted.png")
        (folder / "canarypaper-parted.pdf").write_bytes(b"%PDF")
        files = published(project)
    assert canaries(files) == {"canarydisplay parted"}
    assert "/members/member-parted/" not in files
    assert b"Canarydisplay Parted" in files["/recaps/2026-02-01-talk/"]
