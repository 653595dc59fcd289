"""What is measured: the rows of the table.

A row says how a site is made ready before each run and what the run is. Programs take
turns within a row (A B C A B C), so that whatever else the machine does meets them alike.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks import photos
from benchmarks.measure import Measured, measure
from benchmarks.peers import PEERS, REPOSITORY, WITH_CARDS, Tools, build_ours
from benchmarks.results import Cell, Results
from benchmarks.serving import save_and_wait, served
from benchmarks.sites import Site
from generator.engine.crew import cores


class Wish(NamedTuple):
    """What is wanted of a benchmark: how often, for how long, in which folder."""

    # Runs of each cell; fewer when they took more seconds than `allowance` together.
    runs: int
    allowance: float
    folder: Path
    tools: Tools
    # The copy of this program that is measured.
    program: Path
    photos: int = 100


# -- runs of a whole process ---------------------------------------------------------


def cold(site: Site) -> Measured:
    """Nothing is there but the chapter."""
    site.clear()
    return site.build()


def memory(site: Site) -> Measured:
    """The same, with an eye on its memory."""
    site.clear()
    return site.build(is_watched=True)


def unchanged(site: Site) -> Measured:
    """All is there, and nothing has changed."""
    return site.build()


def body(site: Site) -> Measured:
    """A sentence is added to an event."""
    mark = site.edit_body()
    measured = site.build()
    site.expect(mark, [site.page(site.folder / "public")])
    return measured


def title(site: Site) -> Measured:
    """An event is called otherwise: lists, feeds and neighbors change too."""
    mark = site.edit_title()
    measured = site.build()
    site.expect(mark, [site.page(site.folder / "public"), site.year()])
    return measured


# Row -> what it says, and its run.
PROCESSES: dict[str, tuple[str, Callable[[Site], Measured]]] = {
    "cold": ("cold, nothing cached", cold),
    "memory": ("peak memory, cold", memory),
    "unchanged": ("nothing changed, whole process", unchanged),
    "body": ("one body edited, whole process", body),
    "title": ("one title edited, whole process", title),
}


def site_for(name: str, pages: int, wish: Wish) -> Site:
    """A program's site, written down."""
    site = Site(PEERS[name], pages, wish.folder / f"{name}-{pages}", wish.tools, wish.program)
    site.write()
    return site


def run_process(row: str, pages: int, names: tuple[str, ...], wish: Wish, results: Results) -> None:
    """Measure one of `PROCESSES` for several programs in turn."""
    _, run = PROCESSES[row]
    cells = {name: Cell(row, pages, name) for name in names if results.wants(Cell(row, pages, name), wish)}
    sites = {name: site_for(name, pages, wish) for name in cells}
    for name, site in sites.items():
        # The first run of all warms the system's own caches, and the site where the row wants it so.
        if row not in ("cold", "memory") or not results.files(pages, name):
            cold(site) if not (site.folder / "public").is_dir() else site.build()
        if row == "cold" and not results.files(pages, name):
            results.note_files(pages, name, site.look_over())
    for name in results.turns(cells, wish):
        results.note(cells[name], run(sites[name]))


def run_serve(pages: int, names: tuple[str, ...], wish: Wish, results: Results) -> None:
    """From save to the page on the disk. The servers all run at once, and take turns."""
    cells = {name: Cell("serve", pages, name) for name in names if results.wants(Cell("serve", pages, name), wish)}
    with ExitStack() as stack:
        sites = {name: site_for(name, pages, wish) for name in cells}
        running = {name: stack.enter_context(served(site)) for name, site in sites.items()}
        for name in results.turns(cells, wish):
            results.note(cells[name], Measured(save_and_wait(sites[name], running[name]), 0))


# -- rows of their own -----------------------------------------------------------------


# Who writes a site of photographs, and builds it.
WITH_PHOTOS = {"chapterhouse": (photos.write_ours, build_ours), "hugo": (photos.write_hugo, photos.build_hugo)}


def photo_site(name: str, wish: Wish) -> Site:
    """A program's site of photographs, written down."""
    album = wish.folder / f"photos-{wish.photos}"
    if not album.is_dir():
        photos.write_photos(wish.folder / "photos-new", wish.photos)
        (wish.folder / "photos-new").rename(album)
    write, build = WITH_PHOTOS[name]
    folder = wish.folder / f"{name}-photos-{wish.photos}"
    if not folder.is_dir():
        write(folder, album)
    (folder / "temporary").mkdir(exist_ok=True)
    return Site(PEERS[name]._replace(build=build), 0, folder, wish.tools, wish.program)


def run_photos(names: tuple[str, ...], wish: Wish, results: Results) -> None:
    """Photographs of 12 megapixels into three widths, cold."""
    cells = {name: Cell("photos", wish.photos, name) for name in names if name in WITH_PHOTOS}
    cells = {name: cell for name, cell in cells.items() if results.wants(cell, wish)}
    sites = {name: photo_site(name, wish) for name in cells}
    for name in results.turns(cells, wish):
        results.note(cells[name], cold(sites[name]))
        webp = list((sites[name].folder / "public").rglob("*.webp"))
        if len(webp) != 3 * wish.photos:
            raise ValueError(f"{name} made {len(webp)} pictures of {wish.photos} photographs")


def run_cards(pages: int, wish: Wish, results: Results) -> None:
    """Cold, with a preview card drawn for each page: nobody else does that."""
    cell = Cell("cards", pages, "chapterhouse")
    if not results.wants(cell, wish):
        return
    site = Site(WITH_CARDS, pages, wish.folder / f"cards-{pages}", wish.tools, wish.program)
    site.write()
    for _ in results.turns({"chapterhouse": cell}, wish):
        results.note(cell, cold(site))


class Floor(NamedTuple):
    """What a row cannot be below: what it says, what Python is told, which rows."""

    says: str
    arguments: tuple[str, ...]
    below: tuple[str, ...]


FLOORS = {
    "markdown": Floor(
        f"Python-Markdown alone, all texts, {cores()} processes",
        ("-m", "benchmarks.alone", "content", str(cores())),
        ("cold",),
    ),
    "python": Floor("`python -c pass`", ("-c", "pass"), ("body", "title")),
    "imports": Floor(
        "`python -c 'import msgspec, jinja2, yaml'`", ("-c", "import msgspec, jinja2, yaml"), ("body", "title")
    ),
}


def run_floors(pages: int, wish: Wish, results: Results) -> None:
    """What it takes to do much less than to build, in Python: whole processes, on the same texts."""
    site = site_for("chapterhouse", pages, wish)
    environment = {**site.environment, "PYTHONPATH": f"{wish.program}:{REPOSITORY}"}
    for name in results.turns({name: Cell("floor", pages, name) for name in FLOORS}, wish):
        command = [wish.tools.python, *FLOORS[name].arguments]
        results.note(Cell("floor", pages, name), measure(command, site.folder, environment))
