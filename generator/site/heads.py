"""What every page says about itself: its title, its description, where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from msgspec.structs import replace

from generator.engine.cards import HEIGHT, WIDTH, Card
from generator.model.records import Record
from generator.site.edition import Edition
from generator.site.jsonld import Thing, crumbs_thing, page_thing, script
from generator.site.previews import card_url, home_card
from generator.site.urls import SECTION_LABELS
from generator.site.views import Alternate, Head, LinkView, Picture
from generator.site.wording import excerpt

# What cannot be a link preview: programs that show them draw no SVG, and the first frame of a GIF.
NO_PREVIEW = (".svg", ".gif")
# The least that they show large, in pixels (Open Graph, "Images in link shares").
LEAST_WIDTH, LEAST_HEIGHT = 600, 315


def head(
    edition: Edition,
    url: str,
    title: str,
    description: str = "",
    *,
    section: str = "",
    record: Record | None = None,
    picture: Picture | None = None,
    noindex: bool = False,
    card: Card | None = None,
    about: Callable[[str, str], tuple[Thing, ...]] | None = None,
    alternates: tuple[Alternate, ...] = (),
) -> Head:
    """The head of the page at `url`. `record` is what one would edit to change it.

    `card` is drawn for link previews where the page has no picture of its own. `about`
    says what the page is about, given its description and the address of its picture.
    `alternates` are the page in other forms.
    """
    charter = edition.chapter.charter
    shown = picture if picture and makes_a_preview(picture) else None
    drawn = card or home_card(edition)
    image = edition.root.origin + shown.src if shown else edition.root.absolute(card_url(drawn))
    text = excerpt(description or charter.description or charter.tagline or charter.name)
    crumbs = _crumbs(edition, url, section)
    way = crumbs_thing(edition, crumbs, title)
    versions = edition.versions.get(url, ())
    page = page_thing(edition, url, title, versions) if versions else None
    things = (*(about(text, image) if about else ()), *(one for one in (page, way) if one and not noindex))
    return Head(
        title=title,
        description=text,
        canonical=edition.root.absolute(url),
        section=section,
        edit=edit_address(edition, record),
        crumbs=crumbs,
        image=image,
        image_alt=shown.alt if shown else " · ".join(filter(None, (drawn.title, drawn.line, drawn.place))),
        image_width=shown.width if shown else WIDTH,
        image_height=shown.height if shown else HEIGHT,
        noindex=noindex,
        alternates=alternates,
        languages=tuple(replace(one, current=one.language == edition.language.tag) for one in versions),
        jsonld=script(things),
        card=None if shown else drawn,
    )


def makes_a_preview(picture: Picture) -> bool:
    """Whether a picture can stand for its page: a logo would be blown up, an upright one beheaded."""
    large = picture.width >= LEAST_WIDTH and picture.height >= LEAST_HEIGHT
    return large and not picture.portrait and not picture.src.lower().endswith(NO_PREVIEW)


def _crumbs(edition: Edition, url: str, section: str) -> tuple[LinkView, ...]:
    """The way from the home page down to the page's parent."""
    if url == "/":
        return ()
    say = edition.language.say
    home = LinkView(label=say("Home"), href=edition.root.href("/"))
    parent = f"/{section}/"
    if section in SECTION_LABELS and url != parent:
        return (home, LinkView(label=say(SECTION_LABELS[section]), href=edition.root.href(parent)))
    return (home,)


def edit_address(edition: Edition, record: Record | None) -> str:
    """Where one edits a record's file on the web; "" when the chapter names no repository."""
    repository = edition.chapter.charter.repository
    if repository is None or record is None:
        return ""
    base = repository.url.removesuffix("/").removesuffix(".git")
    # GitLab keeps its own pages behind a hyphen; the others follow GitHub.
    way = "-/edit" if "gitlab" in base else "edit"
    return f"{base}/{way}/{repository.branch}/{quote(record.file)}"
