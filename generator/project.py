"""Where things are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Project(NamedTuple):
    """The folders of one chapter."""

    # Holds `content`, `themes` and whatever else the chapter keeps in its repository.
    root: Path
    content: Path
    out: Path
    cache: Path
    # The user's home, which no output folder may be or hold.
    home: Path | None = None

    @property
    def never_replaced(self) -> tuple[Path, ...]:
        """Folders that the site may never take the place of."""
        return (self.root, *((self.home,) if self.home else ()))

    @property
    def themes(self) -> tuple[tuple[str, Path], ...]:
        """Where themes are looked for, with the name people know the place by: the chapter's own folder first."""
        return (("themes", self.root / "themes"), ("(built-in) themes", packaged_themes()))

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders whose changes change the site."""
        return tuple(dict.fromkeys((self.content, *(folder for _, folder in self.themes))))

    @property
    def sources(self) -> tuple[Path, ...]:
        """All folders that a site is made from: those, and the program's own, which holds more than its text."""
        return (*self.watched, Path(__file__).resolve().parent)


def packaged_themes() -> Path:
    """The themes that come with the program: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "themes"
    return inside if inside.is_dir() else here.parent / "themes"


def _resolved(path: Path) -> Path:
    """A path with its links followed; one that leads round in a circle stays as it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def find_project(start: Path, content: Path | None, out: Path | None, home: Path | None = None) -> Project:
    """The project of a folder: `content` and `public` in it, unless others are named."""
    found = _resolved(content or start / "content")
    root = found.parent if content else start.resolve()
    return Project(
        root=root,
        content=found,
        # Not resolved: an output folder that is a link is refused, not followed.
        out=out or start / "public",
        cache=_resolved(start / ".cache"),
        home=home,
    )
