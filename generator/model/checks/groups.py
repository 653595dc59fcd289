"""Groups of the members' part: each has a passphrase, found by the group's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime as DateTime

from generator.model.chapter import Chapter
from generator.model.checks.words import ERROR
from generator.model.slips import quoted
from generator.model.slug import slug
from generator.text.diagnostic import Diagnostic, Place, explained


@explained
def unusable_group(chapter: Chapter, now: DateTime) -> Iterator[Diagnostic]:
    """A group of the members' part whose passphrase could not be told from another's.

    Each group has a passphrase of its own, kept as a secret under the group's name in
    letters and digits. So a name must have some, and no two groups may be spelled alike.

        -- content/chapter.yaml --
        name: Small Chapter
        timezone: America/Chicago
        url: https://small.example.org/
        members_part: {as: encrypted, groups: [tour hosts, Tour-Hosts]}

        error[unusable-group]: the group `Tour-Hosts` has the same name as another
         --> content/chapter.yaml:4:52
          |
        4 | members_part: {as: encrypted, groups: [tour hosts, Tour-Hosts]}
          |                                                    ^^^^^^^^^^
          = help: give it a name of its own, in letters and digits
    """
    part = chapter.charter.members_part
    seen: set[str] = set()
    for number, group in enumerate(part.groups if part else ()):
        name = slug(group)
        if not name or name in seen:
            lacks = "the same name as another" if name else "no letter in its name"
            yield Diagnostic(
                code="unusable-group",
                severity=ERROR,
                message=f"the group {quoted(group)} has {lacks}",
                where=Place(chapter.charter.file, ("members_part", "groups", number)),
                help="give it a name of its own, in letters and digits",
            )
        seen.add(name)
