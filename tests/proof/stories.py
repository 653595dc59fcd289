"""What can happen to a chapter, in any order.

A *story* is a run of edits, each with a seed of its own: `("rename", 7), ("wait", 3)`.
An edit does something to a world, draws what it has to choose from its own seed, and
says in a line what it did. So a story can be told again, and with an edit left out the
others stay what they are: that is what makes the shortest story findable.

Edits are good and bad: some leave a chapter that cannot be built, and others mend it.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime as DateTime
from datetime import timedelta
from pathlib import Path

from generator.engine.manifest import MARKER
from tests.chapter import files_of, picture, write

Dice = random.Random

SMALL = Path(__file__).resolve().parents[1] / "chapters/small/content"

# What the small chapter has none of, so that there is a record of every kind, and a
# picture, a text and a person to lose.
MORE = """\
-- ideas/bindery.yaml --
title: See a bindery
proposed_by: ada-example
supporters: [ada-example, ben-example]
body: Thread, and [glue](company:harbour-print).
-- recommendations/quay-paper.yaml --
vendor: Quay Paper
recommended_by: ada-example
relationship: client
what_for: Paper by the ton.
-- companies/north-bindery.yaml --
name: North Bindery
city: Aurora
logo: mark.png
contact: cleo-example
-- members/cleo-example.yaml --
name: Cleo Example
company: north-bindery
photo: people/cleo.jpg
consent: {given: 2026-01-01, directory: public, photo: public, bio: public}
topics: [Thread]
body: Binds by hand.
-- events/2026-03-20-talk.yaml --
title: A talk about thread
date: 2026-03-20
start: "18:00"
kind: talk
speakers: [cleo-example]
online: {url: "https://talk.example.org/1", visibility: public}
attendance: hybrid
venue: harbour-hall
image: {src: hall.png, alt: The hall}
-- posts/2026-02-25-drafted.md --
---
title: Not yet
date: 2026-02-25
draft: true
---
Wait for it.
-- media/mark.png --
(a picture)
-- media/people/cleo.jpg --
(a picture)
-- media/hall-by-night.jpg --
(a picture)
"""

GIT = {
    name: value
    for who in ("AUTHOR", "COMMITTER")
    for name, value in ((f"GIT_{who}_NAME", "Ada"), (f"GIT_{who}_EMAIL", "ada@example.org"))
}


class NothingThere(Exception):
    """An edit has nothing to work on: all of it was removed."""


class World:
    """A chapter on disk, and what is asked of its builds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.now = DateTime(2026, 3, 1, 9)
        self.drafts = False
        self.url = ""
        # What an edit spoiled, to be mended by a later one.
        self.spoiled: dict[Path, bytes] = {}
        self.found()

    def found(self) -> None:
        """Begin: the chapter as it first was."""
        shutil.copytree(SMALL, self.root / "content")
        write(self.root, files_of(MORE))

    def forget(self) -> None:
        """Be a chapter that was never built."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    @property
    def order(self) -> tuple[str, ...]:
        """What is asked of a build, as the command line has it."""
        return (
            *("--today", self.now.isoformat(timespec="minutes")),
            *(("--drafts",) if self.drafts else ()),
            *(("--url", self.url) if self.url else ()),
        )

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def out(self) -> Path:
        return self.root / "public"

    def file(self, name: str) -> Path:
        """A file by its name, with its folder made."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def records(self, kind: str = "*") -> list[Path]:
        """The files of a kind of record, or of all kinds."""
        return [path for path in self.texts(kind) if "." not in path.stem]

    def texts(self, kind: str = "*") -> list[Path]:
        """The same with their translations."""
        found = self.content.glob(f"{kind}/**/*")
        return sorted(path for path in found if path.suffix in (".yaml", ".md") and path.is_file())

    def translations_of(self, path: Path) -> list[Path]:
        """The translations of a record."""
        return [other for other in self.texts(path.relative_to(self.content).parts[0]) if self.is_of(other, path)]

    def is_of(self, other: Path, path: Path) -> bool:
        return other != path and other.stem.partition(".")[0] == path.stem

    def pictures(self) -> list[Path]:
        return sorted(path for path in self.content.glob("media/**/*") if path.suffix in (".png", ".jpg"))

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def one_of(found: Sequence[Path], dice: Dice) -> Path:
    """One of some files. Raises NothingThere."""
    if not found:
        raise NothingThere
    return dice.choice(found)


# Slips leave bytes that are no text; edits leave them as they are.
def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def put(text: str, path: Path) -> None:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


# -- records -----------------------------------------------------------------------------

# Each `{word}` is drawn from its list, or is the id of a record that is there.
WORDS: dict[str, tuple[str, ...]] = {
    "word": ("Ink", "Paper", "Thread", "Glue & Sons", "the north door", "“Urn”"),
    "tag": ("Ink", "Paper", "New", "Rare"),
    "day": ("2025-11-20", "2026-02-03", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-12", "2026-06-04", "2027-01-07"),
    "hour": ('"8:00"', '"18:30"', "8:00 pm"),
    "status": ("confirmed", "tentative", "full", "postponed", "moved-online", "cancelled"),
    "shown": ("public", "public", "members", "none"),
    "kind": ("coffee", "talk", "workshop", "social"),
    "picture": ("hall.png", "mark.png", "hall-by-night.jpg"),
    "more": ("", "", "draft: true\n", "aliases: [/older/]\n"),
    "later": ("", "", "draft: true\n", "publish_on: 2026-04-01\n", "tags: [Ink, Rare]\n"),
    "prose": (
        "See [us](page:about).",
        "Ask [Ada](member:ada-example), or see [it](/posts/new-0/).",
        "Ask [Cleo](member:cleo-example).",
        "**Loud**, and worth it.",
        "![A hall](media:hall.png)",
        "# A\n\n## B\n\n* C\n* D",
        "Take [the handout](media:handout.pdf).",
    ),
}  # fmt: skip

OF_A_KIND = {"member": "members", "company": "companies", "venue": "venues", "series": "series", "event": "events"}

RECORDS = {
    "members": "---\nname: {word} Example\ncompany: {company}\njoined: 2021\nphoto: {picture}\ntopics: [{word}]\n"
    "consent: {{given: 2026-01-01, directory: {shown}, photo: {shown}, bio: {shown}}}\n{more}---\n{prose}\n",
    "companies": "---\nname: {word} Works\ncity: Aurora\nlogo: {picture}\ncontact: {member}\n---\n{prose}\n",
    "venues": "---\nname: {word} House\naddress: {{street: 1 Quay, locality: Aurora}}\ncompany: {company}\n---\n{prose}\n",
    "series": "---\ntitle: {word} evenings\nkind: {kind}\nvenue: {venue}\n"
    "repeats: {{every: month, on: third monday, start: {hour}, from: 2026-01-01}}\n---\n{prose}\n",
    "events": "---\ntitle: On {word}\ndate: {day}\nstart: {hour}\nkind: {kind}\nstatus: {status}\nvenue: {venue}\n"
    "host: {company}\nspeakers: [{member}]\ntags: [{tag}]\n{later}---\n{prose}\n",
    "recaps": "---\nevent: {event}\ntakeaways: [Mind {word}]\nphotos: [{{src: {picture}, alt: Us, people: [{member}]}}]\n"
    "{later}---\n{prose}\n",
    "posts": "---\ntitle: On {word}\ndate: {day}\nauthors: [{member}]\nimage: {picture}\n{later}---\n{prose}\n",
    "pages": "---\ntitle: On {word}\n{more}---\n{prose}\n",
    "ideas": "---\ntitle: See {word}\nproposed_by: {member}\nsupporters: [{member}]\nevent: {event}\n---\n{prose}\n",
    "recommendations": "---\nvendor: {word} Ltd\nrecommended_by: {member}\nrelationship: client\n---\n{prose}\n",
}  # fmt: skip


def drawn(kind: str, world: World, dice: Dice) -> str:
    """A record of a kind. The ids in it are those of records that are there, mostly."""
    ids = {name: [*(path.stem for path in world.records(folder)), "nobody"] for name, folder in OF_A_KIND.items()}
    chosen = {name: dice.choice(known[:-1] * 9 or known) for name, known in ids.items()}
    return RECORDS[kind].format(**chosen, **{name: dice.choice(words) for name, words in WORDS.items()})


def add(world: World, dice: Dice) -> str:
    kind = dice.choice(tuple(RECORDS))
    path = world.file(f"content/{kind}/new-{dice.randrange(3)}.md")
    text = drawn(kind, world, dice)
    put(text, path)
    return f"write {world.name(path)}: {text!r}"


def rewrite(world: World, dice: Dice) -> str:
    path = one_of(world.records(), dice)
    kind = path.relative_to(world.content).parts[0]
    text = drawn(kind, world, dice)
    put(text if path.suffix == ".md" else as_yaml(text), path)
    return f"rewrite {world.name(path)}: {text!r}"


def as_yaml(text: str) -> str:
    """A record with its prose in the field `body`."""
    _, fields, body = text.split("---\n", 2)
    return f"{fields}body: {json.dumps(body, ensure_ascii=False)}\n"


# Each is one record's in another language; `{prose}` and `{word}` are drawn as above.
TRANSLATIONS = {
    "companies": "industry: {word}\n",
    "venues": "parking: '{word}'\n",
    "series": "title: Soirs {word}\n",
    "events": "title: Sur {word}\nsummary: '{word}'\n",
    "recaps": "title: Sur {word}\n",
    "posts": "title: Sur {word}\n",
    "pages": "title: Sur {word}\nmenu_label: '{word}'\n",
}


def translate(world: World, dice: Dice) -> str:
    """A record in another language, now and then in none."""
    path = one_of([path for kind in TRANSLATIONS for path in world.records(kind)], dice)
    kind = path.relative_to(world.content).parts[0]
    tag = dice.choice(["fr"] * 6 + ["es-MX"] * 3 + ["de", "xx"])
    words = {name: dice.choice(words) for name, words in WORDS.items()}
    fields = dice.choice(["", "", "", "draft: true\n", "date: 2026-03-12\n"])
    text = f"---\n{TRANSLATIONS[kind]}{fields}---\n{{prose}}\n".format(**words)
    other = path.with_name(f"{path.stem}.{tag}.md")
    put(text, other)
    return f"write {world.name(other)}: {text!r}"


def reword(world: World, dice: Dice) -> str:
    path = one_of(world.texts(), dice)
    word = dice.choice(["Ink", "harbour", "Coffee", "the", "Harbour Print", "8:00", "2026-03-12", "public"])
    other = dice.choice(["Paper", "the north door", "9:15", "2026-03-19", "none", word * 2])
    put(text_of(path).replace(word, other), path)
    return f"`{word}` becomes `{other}` in {world.name(path)}"


MORE_SAID = ("So be it.", "Ink dries *slowly*.", "It was cold, and nobody minded.") * 3 + (
    "## After that", "See [the tours](/tours/).", "On Friday, March 13, it was.", "Ben Example came.",
)  # fmt: skip


def say_more(world: World, dice: Dice) -> str:
    """What most edits are: another sentence in one text, or in two."""
    said = []
    for _ in range(dice.choice([1, 1, 1, 2])):
        path = one_of([path for path in world.texts() if path.suffix == ".md"], dice)
        sentence = dice.choice(MORE_SAID)
        head, fence, body = text_of(path).partition("\n---\n")
        at_the_end = dice.random() < 0.6
        put(head + fence + (f"{body.rstrip()}\n\n{sentence}\n" if at_the_end else f"{sentence}\n\n{body}"), path)
        said.append(f"{world.name(path)} {'ends' if at_the_end else 'begins'} with {sentence!r}")
    return "; ".join(said)


def rename(world: World, dice: Dice) -> str:
    """A new id, everywhere."""
    path = one_of(world.records(), dice)
    old, new = path.stem, f"{path.stem.removesuffix('-again')}{dice.choice(['-again', '-2', ''])}"
    for other in world.translations_of(path):
        other.rename(other.with_stem(new + other.stem.removeprefix(old)))
    path.rename(path.with_stem(new))
    replace_everywhere(world, rf"(?<![\w-]){re.escape(old)}(?![\w-])", new)
    return f"{old} is called {new} from now on"


def replace_everywhere(world: World, pattern: str, new: str) -> None:
    """Replace what a pattern finds in all texts of the content."""
    for path in (*world.texts(), world.content / "chapter.yaml"):
        text = text_of(path)
        if (changed := re.sub(pattern, new, text)) != text:
            put(changed, path)


def misname(world: World, dice: Dice) -> str:
    """A new id, and the others still say the old one."""
    path = one_of(world.records(), dice)
    path.rename(path.with_stem(f"{path.stem}-again"))
    return f"rename {world.name(path)} alone"


def move(world: World, dice: Dice) -> str:
    path = one_of(world.texts(), dice)
    path.rename(world.file(f"{world.name(path.parent)}/{dice.choice(['moved', '2026'])}/{path.name}"))
    return f"move {world.name(path)} into a folder"


def remove(world: World, dice: Dice) -> str:
    path = one_of([*world.texts(), *world.pictures()], dice)
    # A translation without its original is a slip that `misname` makes already.
    for gone in (path, *(world.translations_of(path) if path in world.records() else ())):
        gone.unlink()
    return f"remove {world.name(path)}"


def consent(world: World, dice: Dice) -> str:
    path = one_of(world.records("members"), dice)
    words = dice.choice([
        "", "consent: {given: 2026-01-01, directory: public}\n",
        "consent: {given: 2026-01-01, directory: public, photo: public, bio: public}\n",
        "consent: {given: 2026-01-01, directory: members, photo: public}\n",
        "consent: {given: 2026-01-01, directory: public, review_by: 2026-03-15}\n",
        "consent: {given: 2026-01-01, directory: public}\nwithdrawn: 2026-02-01\n",
        "consent: {given: 2026-01-01, directory: public, photo: public}\nwithdrawn: 2026-04-01\n",
    ])  # fmt: skip
    text = re.sub(r"^(consent|withdrawn):.*\n", "", text_of(path), flags=re.MULTILINE)
    put(text.replace("company:", f"{words}company:", 1), path)
    return f"{path.stem} says: {words!r}"


# -- slips -------------------------------------------------------------------------------


def spoil(world: World, dice: Dice) -> str:
    path = one_of([*world.texts(), world.content / "chapter.yaml", *world.pictures()], dice)
    world.spoiled.setdefault(path, path.read_bytes())
    text = dice.choice(["title: [\n", "", "titel: X\n", "\x00", "---\ntitle: X\n---\n{{ page }}\n", "name: \xff\n"])
    path.write_bytes(text.encode("latin-1"))
    return f"{world.name(path)} becomes {text!r}"


def mend(world: World, dice: Dice) -> str:
    for path, text in world.spoiled.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    world.spoiled.clear()
    return "what was spoiled is as it was"


# -- files -------------------------------------------------------------------------------


def repaint(world: World, dice: Dice) -> str:
    path = one_of([*world.pictures(), world.file("content/media/new.png")], dice)
    size = (dice.choice([60, 61, 500]), dice.choice([40, 41]))
    path.write_bytes(picture(path.suffix, size))
    return f"repaint {world.name(path)}, {size}"


def carry(world: World, dice: Dice) -> str:
    """A picture is called otherwise, everywhere."""
    path = one_of(world.pictures(), dice)
    old, new = path.relative_to(world.content / "media").as_posix(), f"carried/{path.name}"
    path.rename(world.file(f"content/media/{new}"))
    replace_everywhere(world, rf"(?<![\w/-]){re.escape(old)}", new)
    return f"the picture {old} is {new} from now on"


def hand_out(world: World, dice: Dice) -> str:
    name = dice.choice(["media/handout.pdf", "static/humans.txt", "static/a/b.txt", "static/.well-known/security.txt"])
    # Versions of one length: nothing but time and bytes tells them apart.
    text = f"Version {dice.randrange(9)}\n"
    world.file(f"content/{name}").write_text(text)
    return f"{name} is {text!r}"


def touch(world: World, dice: Dice) -> str:
    """Another checkout: the same files, at other times."""
    for path in sorted(world.content.rglob("*")):
        moment = dice.randrange(1_600_000_000, 1_700_000_000)
        os.utime(path, (moment, moment))
    return "every file gets another time"


def forge(world: World, dice: Dice) -> str:
    """Another content of the same size and at the same time: `cp -p`, `rsync`, a clock that stood still."""
    path = one_of([*world.texts(), *world.content.glob("static/**/*.txt")], dice)
    found, text = path.stat(), text_of(path)
    at = dice.choice([at for at, letter in enumerate(text) if letter in "aeiou"] or [0])
    fresh = path.with_name(".forged")
    put(text[:at] + dice.choice("aeiou") + text[at + 1 :], fresh)
    os.utime(fresh, ns=(found.st_atime_ns, found.st_mtime_ns))
    fresh.replace(path)
    return f"one letter of {world.name(path)} is another, and its size and time are what they were"


# -- the chapter and its theme -----------------------------------------------------------

SETTINGS = (
    ("menu: [events,", "menu: [posts, events,"),
    ("menu: [posts, events,", "menu: [events,"),
    ("Harbour Chapter", "Quay Chapter"),
    ("America/Chicago", "Europe/Berlin"),
    ("Europe/Berlin", "America/Chicago"),
    ("example.org/\n", "example.org/quay/\n"),
    ("example.org/quay/\n", "example.org/\n"),
    ("region: IL\n", "region: IL\nlanguage: de\n"),
    ("language: de\n", "language: en\n"),
    ("region: IL\n", "region: IL\ntheme_options: {accent: '#804000'}\n"),
    ("theme_options: {accent: '#804000'}\n", "theme_options: {accent: '#004080', round: 0}\n"),
    ("theme_options: {accent: '#804000'}\n", ""),
    ("branch: main", "branch: trunk"),
    ("We print.", "We print, and [bind](company:north-bindery)."),
)


def settle(world: World, dice: Dice) -> str:
    path = world.content / "chapter.yaml"
    text = text_of(path)
    before, after = dice.choice([pair for pair in SETTINGS if pair[0] in text] or [("", "")])
    put(text.replace(before, after, 1), path)
    return f"chapter.yaml: {before!r} becomes {after!r}"


DOT = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><circle r='{}'/></svg>\n"
THEME = (
    ("styles/tokens.css", "@layer tokens { :root { --ink: red } }\n"),
    ("styles/tokens.css", "@layer tokens { :root { --ink: tan } }\n"),
    ("styles/utilities.css", "@layer utilities { .wide { width: 100% } }\n"),
    ("scripts/now.js", "'use strict';\n"),
    ("icons/clock.svg", DOT.format(2)),
    ("icons/clock.svg", DOT.format(3)),
    ("pictures/dot.svg", DOT.format(4)),
    ("fonts/hanken-grotesk.woff2", "no font\n"),
    ("parts/tags.html", "{% macro tag_list(tags) %}{% endmacro %}{% macro year_list(tags) %}{% endmacro %}"),
    ("pages/page.html", "<!DOCTYPE html><title>{{ page.title }}</title>{{ page.body }}"),
    ("pages/page.html", "<!DOCTYPE html><title>{{ page.title }}</title>{{ page.body }}!"),
    ("pages/page.html", "{{ page.nothing }}"),
)


def restyle(world: World, dice: Dice) -> str:
    name, text = dice.choice(THEME)
    world.file(f"themes/default/{name}").write_text(text)
    return f"the chapter's own {name}: {text!r}"


def undress(world: World, dice: Dice) -> str:
    own = sorted(path for path in world.root.glob("themes/**/*") if path.is_file())
    for path in own if dice.random() < 0.5 else own[:1]:
        path.unlink()
    return "fewer files of the chapter's own theme"


# -- what is asked -----------------------------------------------------------------------


def wait(world: World, dice: Dice) -> str:
    hours = dice.choice([1, 7, 24, 24 * 30, 24 * 400, -24 * 40])
    world.now += timedelta(hours=hours)
    return f"wait {hours} hours"


def wait_until_stale(world: World, dice: Dice) -> str:
    """To the very minute in which the site stops being true, or the one before."""
    try:
        said = json.loads((world.out / "build.json").read_text("utf-8"))["fresh_until"]
    except (OSError, ValueError, KeyError):
        return "nothing says how long the site is true"
    # The clock on the chapter's wall, as `--today` has it.
    moment = DateTime.fromisoformat(said).replace(tzinfo=None) - timedelta(minutes=dice.choice([0, 1]))
    world.now = moment if moment.year < 2030 else DateTime(2026, 3, 1, 9)
    return f"wait until {world.now}"


def preview(world: World, dice: Dice) -> str:
    world.drafts, world.url = dice.random() < 0.5, dice.choice(["", "", "https://preview.example.org/7/"])
    return f"drafts: {world.drafts}, url: {world.url!r}"


# -- round the content -------------------------------------------------------------------


def commit(world: World, dice: Dice) -> str:
    moment = f"2026-02-{dice.randrange(1, 28):02} 12:00 +0000"
    env = {**os.environ, **GIT, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    for words in ("init -q", "add -A content", "commit -q --allow-empty --no-gpg-sign -m Edited"):
        subprocess.run(["git", "-C", world.root, *words.split()], env=env, check=True, capture_output=True)
    return f"commit all of it on {moment}"


def tamper(world: World, dice: Dice) -> str:
    """Somebody's hand in the published folder. Without its marker that is somebody else's (`test_unchanged.py`)."""
    found = world.out.rglob("*") if world.out.is_dir() else ()
    files = sorted(path for path in found if path.is_file() and path.name != MARKER)
    if not files:
        return "nothing is published yet"
    path = dice.choice(files)
    what = dice.choice(["edit", "remove", "replace", "litter", "folder", "link"])
    if what == "edit":
        path.write_bytes(path.read_bytes() + b" ")
    elif what == "litter":
        path.with_name("litter.txt").write_text("litter\n")
    else:
        path.unlink()
        if what == "replace":
            path.write_text("another\n")
        elif what == "folder":
            path.mkdir()
        elif what == "link":
            path.symlink_to(world.content / "chapter.yaml")
    return f"{what} {world.name(path)}"


def counterfeit(world: World, dice: Dice) -> str:
    """The one hand that goes unseen: a published file's size and time are believed."""
    path = world.out / "robots.txt"
    found = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    return "robots.txt is published backwards, its size and time as they were"


def lose(world: World, dice: Dice) -> str:
    cache = world.root / ".cache"
    path = dice.choice(sorted(cache.rglob("*")) or [cache])
    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    return f"lose {world.name(path)}"


def begin_again(world: World, dice: Dice) -> str:
    """The way out of a story that would end badly."""
    for folder in ("content", "themes"):
        shutil.rmtree(world.root / folder, ignore_errors=True)
    world.spoiled.clear()
    world.found()
    return "the chapter is as it first was"


# -- stories -----------------------------------------------------------------------------

Edit = Callable[[World, Dice], str]
EDITS: dict[str, Edit] = {edit.__name__: edit for edit in (
    add, rewrite, translate, reword, say_more, rename, misname, move, remove, consent, spoil, mend, repaint, carry, hand_out, touch, forge,
    settle, restyle, undress, wait, wait_until_stale, preview, commit, tamper, counterfeit, lose, begin_again,
)}  # fmt: skip

# Good edits are drawn more often than such as end in a message.
ODDS = {"add": 5, "say_more": 6, "rewrite": 3, "translate": 3, "rename": 3, "consent": 3, "settle": 3, "restyle": 3, "mend": 4, "wait": 2, "misname": 0.5,
        "counterfeit": 0, "begin_again": 0}  # fmt: skip


def step(edit: str, seed: int, world: World) -> str:
    """An edit, done to a world; what it did."""
    try:
        return EDITS[edit](world, Dice(seed))
    except NothingThere:
        return f"nothing is left to {edit}"


Story = tuple[tuple[str, int], ...]


def story(seed: int) -> Story:
    """A story of two to eight edits."""
    dice = Dice(seed)
    drawn = dice.choices(tuple(EDITS), [ODDS.get(name, 1) for name in EDITS], k=dice.randint(2, 8))
    return tuple((name, dice.randrange(1000)) for name in drawn)


def written(story: Story) -> str:
    """A story in a line: `rename:7 wait:3`."""
    return " ".join(f"{name}:{seed}" for name, seed in story)


def read(text: str) -> Story:
    """The story of a line."""
    return tuple((name, int(seed)) for name, _, seed in (word.partition(":") for word in text.split()))


def shortest(story: Story, fails: Callable[[Story], object]) -> Story:
    """A story without any edit that it fails without."""
    at = 0
    while at < len(story):
        shorter = story[:at] + story[at + 1 :]
        if fails(shorter):
            story, at = shorter, 0
        else:
            at += 1
    return story
