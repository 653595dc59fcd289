"""The home page, the frame round every page, and the page for those who are lost."""

from __future__ import annotations

from msgspec.structs import replace

from generator.model.checks.menu import SECTIONS
from generator.site.calendar_links import calendar_of_everything
from generator.site.cards import company_card, event_card, has_left, link_view, post_card, recap_card
from generator.site.edition import Edition
from generator.site.events import link_views, next_event
from generator.site.feeds import alternates
from generator.site.heads import head
from generator.site.jsonld import chapter_thing, website_thing
from generator.site.links import prose
from generator.site.people import officers
from generator.site.pictures import picture_of
from generator.site.policy import page_policy, written
from generator.site.statuses import STANDINGS
from generator.site.urls import SECTION_LABELS, address
from generator.site.vcards import CHAPTER, vcard_link
from generator.site.views import Frame, HomeView, LinkView, NotFoundView
from generator.site.wording import partial_words

# The page for people who come for the first time.
FIRST_TIME = "first-time"

# What the menu shows when a chapter does not say.
USUAL_MENU = ("events", "recaps", "members", "companies", "about")


def home_view(edition: Edition) -> HomeView:
    """`/`"""
    charter = edition.chapter.charter
    taking_place = [one for one in edition.upcoming if STANDINGS[one.event.status].takes_place]
    first_time = edition.chapter.pages.get(FIRST_TIME)
    picture = picture_of(edition, charter.image, charter.name)
    companies = [one for one in edition.shown(edition.chapter.companies) if not has_left(edition, one)]
    return HomeView(
        head=head(
            edition,
            "/",
            charter.name,
            charter.description or charter.tagline,
            section="home",
            record=charter,
            picture=picture,
            about=lambda _, image: (chapter_thing(edition), website_thing(edition)),
            alternates=(vcard_link(edition, CHAPTER, charter.name),),
        ),
        welcome=prose(edition, charter.body, charter, "/"),
        picture=picture,
        next=next_event(edition),
        upcoming=tuple(event_card(edition, one) for one in taking_place[1:6]),
        recaps=tuple(recap_card(edition, one) for one in edition.recaps[:3]),
        posts=tuple(post_card(edition, one) for one in edition.posts[:3]),
        first_time=link_view(edition, first_time.title, address("pages", FIRST_TIME))
        if first_time and edition.shows(first_time)
        else None,
        companies=tuple(company_card(edition, one) for one in sorted(companies, key=lambda one: one.name.casefold())),
        officers=officers(edition),
        founded=partial_words(edition.language, charter.founded) if charter.founded else "",
    )


def not_found_view(edition: Edition) -> NotFoundView:
    """`/404.html`"""
    say = edition.language.say
    return NotFoundView(
        head=head(edition, "/404.html", say("Page not found"), say("There is nothing at this address."), noindex=True),
        next=next_event(edition),
        links=tuple(link_view(edition, say(SECTION_LABELS[one]), f"/{one}/") for one in sections(edition)),
    )


def sections(edition: Edition) -> tuple[str, ...]:
    """The sections that have something in them. Events and members are always there."""
    chapter = edition.chapter
    full = {
        "events": True,
        "members": True,
        "recaps": bool(edition.recaps),
        "companies": bool(chapter.companies),
        "posts": bool(edition.posts),
        "takeaways": any(recap.takeaways for recap in edition.recaps),
        "ideas": bool(chapter.ideas),
        "recommendations": bool(chapter.recommendations),
        "introductions": chapter.charter.introductions is not None,
        "tours": any(one.event.kind == "tour" for one in edition.occasions),
        "inside": chapter.charter.members_part is not None,
    }
    return tuple(section for section in SECTIONS if full[section])


def menu(edition: Edition) -> tuple[LinkView, ...]:
    """The menu: what the chapter says, or the usual."""
    pages = edition.chapter.pages
    wanted: tuple[str, ...] = edition.chapter.charter.menu or tuple(
        one for one in USUAL_MENU if one in sections(edition) or one in pages
    )
    return tuple(entry for one in wanted if (entry := _menu_entry(edition, one)))


def _menu_entry(edition: Edition, name: str) -> LinkView | None:
    if name in SECTIONS:
        said = edition.language.say(SECTION_LABELS[name])
        return LinkView(label=said, href=edition.root.href(f"/{name}/"), section=name)
    page = edition.chapter.pages.get(name)
    if page is None or not edition.shows(page):
        return None
    label = page.menu_label or page.title
    href = edition.root.href(address("pages", name))
    return LinkView(label=label, href=href, section=name, lang=edition.lang(label))


def frame(edition: Edition, scripts: tuple[str, ...]) -> Frame:
    """`site`: what every page shows round its own content. `scripts` are addresses of the site."""
    charter = edition.chapter.charter
    entries = menu(edition)
    in_menu = {entry.section for entry in entries}
    association = charter.association
    return Frame(
        name=charter.name,
        short_name=charter.short_name,
        tagline=charter.tagline,
        description=charter.description,
        language=edition.language.tag,
        direction=edition.language.direction,
        locale=edition.language.locale,
        home=edition.root.href("/"),
        menu=entries,
        search=edition.root.href("/search/"),
        sections=tuple(
            link_view(edition, edition.language.say(SECTION_LABELS[one]), f"/{one}/")
            for one in sections(edition)
            if one not in in_menu
        ),
        links=link_views(edition, charter.links, charter, "/"),
        association=LinkView(label=association.name, href=association.url, external=True) if association else None,
        join=_join(edition),
        email=charter.email,
        place=", ".join(filter(None, (charter.city, charter.region))),
        logo=picture_of(edition, charter.logo, charter.name),
        preview=edition.drafts,
        policy=written(page_policy(charter)),
        extra=charter.extra,
        alternates=(calendar_of_everything(edition), *alternates(edition)),
        scripts=tuple(edition.root.href(one) for one in scripts),
    )


def in_styles(edition: Edition, site: Frame, styles: tuple[str, ...]) -> Frame:
    """The same frame for pages in these style sheets: addresses of the site."""
    return replace(site, styles=tuple(edition.root.href(one) for one in styles))


def _join(edition: Edition) -> LinkView | None:
    join = edition.chapter.charter.join
    if join is None:
        return None
    said = edition.language.say("Join us")
    if join.page:
        return link_view(edition, said, address("pages", join.page))
    target = join.url or (f"mailto:{join.email}" if join.email else "")
    return LinkView(label=said, href=target, external=bool(join.url)) if target else None
