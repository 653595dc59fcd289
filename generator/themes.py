"""Which theme a chapter uses, for the commands that look after it."""

from __future__ import annotations

from generator.model.decode import decode_record
from generator.model.records import Charter
from generator.project import Project
from generator.text.document import parse_document
from generator.text.source import Source


def theme_of(project: Project) -> str:
    """The theme that `chapter.yaml` names; "default" when it names none, or cannot be read."""
    for name in ("chapter.yaml", "chapter.yml", "chapter.md"):
        file = project.content / name
        if file.is_file():
            document = parse_document(Source(f"content/{name}", file.read_text("utf-8-sig", "replace"))).value
            charter = decode_record(document, Charter, "chapter").value if document else None
            return charter.theme if charter else "default"
    return "default"
