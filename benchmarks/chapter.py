"""A chapter made by dice, written down as this program's volunteers do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from PIL import Image

from benchmarks.records import ALT, HEIGHT, PICTURE, PICTURED, WIDTH, Record, records

URL = "https://chapter.example.org/"
NAME = "The Long Chapter"

CHARTER = f"""\
name: {NAME}
city: Chicago
region: IL
country: US
timezone: America/Chicago
language: en
url: {URL}
tagline: We show up, put on the hat, and learn something.
founded: 2007-01
email: hello@chapter.example.org
theme: {{theme}}
menu: [events, recaps, posts, members, companies]
"""

# The chapter's own theme: the same pages as the themes beside it make in other programs.
PLAIN = Path(__file__).parent / "themes" / "chapterhouse" / "plain"

# A value of front matter: text, a list, or further fields.
Value: TypeAlias = "str | Sequence[str | Mapping[str, Value]] | Mapping[str, Value]"


def write_chapter(folder: Path, pages: int, seed: int = 1, *, theme: str = PLAIN.name, pictures: bool = True) -> None:
    """Write `folder/content`, which must not be there. Without `pictures` a preview card is drawn for most pages."""
    content = folder / "content"
    (content / "media").mkdir(parents=True)
    (content / "chapter.yaml").write_text(CHARTER.format(theme=theme), "utf-8")
    if theme == PLAIN.name:
        shutil.copytree(PLAIN, folder / "themes" / theme)
    if pictures:
        write_picture(content / "media" / PICTURE)
    for record in records(pages, seed):
        path = path_of(content, record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(record, pictures=pictures), "utf-8")


def write_picture(file: Path) -> None:
    """The picture that pages have in common."""
    Image.linear_gradient("L").resize((WIDTH, HEIGHT)).convert("RGB").save(file, quality=80)


def path_of(content: Path, record: Record) -> Path:
    """A record's file: in a folder for its year when it has a day."""
    year = str(record.date.year) if record.date else ""
    return content / record.kind / year / f"{record.id}.md"


def text_of(record: Record, *, pictures: bool = True) -> str:
    """Front matter and text."""
    return "\n".join(("---", *lines_of(front_matter(record, pictures=pictures)), "---", record.body))


def front_matter(record: Record, *, pictures: bool = True) -> Mapping[str, Value]:
    """A record's fields by their names in the content format."""
    fields = record.fields
    by_name = record.kind in ("members", "companies", "venues")
    matter: dict[str, Value] = {"name" if by_name else "title": record.title}
    if record.date:
        matter["date"] = record.date.isoformat()
    if record.kind == "recaps":
        matter["event"] = record.id
    for name in ("kind", "start", "end", "venue", "host", "company", "industry"):
        if name in fields:
            matter[name] = fields[name]
    if "organizer" in fields:
        matter["organizers"] = [fields["organizer"]]
    if "author" in fields:
        matter["authors"] = [fields["author"]]
    if pictures and record.kind in PICTURED:
        picture: dict[str, Value] = {"src": PICTURE, "alt": ALT}
        matter |= {"photos": [picture]} if record.kind == "recaps" else {"image": picture}
    if record.kind == "members":
        matter["title"] = fields["position"]
        matter["consent"] = {"given": "2026-01-15", "directory": "public", "bio": "public", "review_by": "2028-01-15"}
    elif record.kind == "companies":
        matter["city"] = fields["city"]
    elif record.kind == "venues":
        matter["address"] = {"street": fields["street"], "locality": fields["city"], "region": "IL", "country": "US"}
    if record.kind not in ("members", "venues"):
        matter["summary"] = record.summary
    return matter


def lines_of(matter: Mapping[str, Value], indent: str = "") -> Iterator[str]:
    """YAML, as a careful volunteer writes it."""
    for name, value in matter.items():
        if isinstance(value, str):
            yield f"{indent}{name}: {scalar(value)}"
        elif isinstance(value, Mapping):
            yield f"{indent}{name}:"
            yield from lines_of(value, indent + "  ")
        else:
            yield f"{indent}{name}:"
            for one in value:
                first, *rest = [scalar(one)] if isinstance(one, str) else [line.lstrip() for line in lines_of(one)]
                yield f"{indent}  - {first}"
                yield from (f"{indent}    {line}" for line in rest)


def scalar(text: str) -> str:
    """A text in YAML: in quotes where it might be taken for something else."""
    plain = text.replace(" ", "").replace("-", "").replace(":", "").isalnum() and ": " not in text
    return text if plain else json.dumps(text, ensure_ascii=False)
