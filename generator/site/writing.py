"""Pages of writing: recaps, posts, plain pages, tags."""

from __future__ import annotations

from itertools import groupby

from generator.language.language import message
from generator.model.chapter import Occasion
from generator.model.consent import photos_held
from generator.model.records import Coverage, Event, Page, Post, Recap, Takeaway
from generator.model.slug import topic_slug
from generator.site.cards import (
    byline_cards,
    company_card,
    event_card,
    neighbor,
    person_card,
    post_card,
    recap_card,
    recap_title,
    shown_photos,
    summary_of,
    tag_views,
    times_of,
)
from generator.site.edition import Edition
from generator.site.heads import head
from generator.site.jsonld import post_thing, recap_thing
from generator.site.links import external, href, prose
from generator.site.pictures import picture_of
from generator.site.previews import card as preview
from generator.site.urls import address
from generator.site.views import (
    CoverageView,
    Heading,
    PageView,
    PostsView,
    PostView,
    RecapGroup,
    RecapsView,
    RecapView,
    TagPageView,
    TakeawaysView,
    TakeawayView,
    Topic,
)
from generator.site.wording import date_words

COVERAGE_LABELS = {
    "video": message("Video"),
    "slides": message("Slides"),
    "notes": message("Notes"),
    "writeup": message("Write-up"),
}

# Where an idea goes that nobody gave a topic.
NO_TOPIC = message("Everything else")


def recap_view(edition: Edition, recap: Recap) -> RecapView:
    """`/recaps/<id>/`"""
    url = address("recaps", recap.id)
    occasion = edition.chapter.occasions[recap.event]
    event = occasion.event
    card = recap_card(edition, recap)
    say, held = edition.language.say, bool(recap.photos) and photos_held(edition.chapter, recap, edition.today)
    at = edition.position_of[recap.file]
    newer = edition.recaps[at - 1] if at else None
    older = edition.recaps[at + 1] if at + 1 < len(edition.recaps) else None
    return RecapView(
        head=head(
            edition,
            url,
            card.title,
            card.summary,
            section="recaps",
            record=recap,
            picture=card.picture,
            card=preview(edition, card.title, times_of(edition, occasion).day, card.host, say("How it was")),
            about=lambda text, image: (recap_thing(edition, recap, card.title, text, image),),
        ),
        title=card.title,
        event=event_card(edition, occasion),
        authors=byline_cards(edition, recap.authors),
        date=date_words(edition.language, recap.date) if recap.date else "",
        date_iso=recap.date.isoformat() if recap.date else "",
        summary=recap.summary,
        body=prose(edition, recap.body, recap, url),
        takeaways=takeaway_views(edition, recap),
        photos=tuple(shown for photo in shown_photos(edition, recap) if (shown := picture_of(edition, photo))),
        photos_held=_why_held(edition, recap) if held else "",
        coverage=tuple(one for item in recap.coverage if (one := _coverage(edition, item, recap, url))),
        thanks=recap.thanks,
        host=company_card(edition, edition.chapter.companies[event.host]) if event.host else None,
        next_ideas=edition.root.href("/ideas/"),
        tags=tag_views(edition, recap.tags),
        newer=neighbor(edition, recap_title(edition, newer), address("recaps", newer.id)) if newer else None,
        older=neighbor(edition, recap_title(edition, older), address("recaps", older.id)) if older else None,
        extra=recap.extra,
    )


def _why_held(edition: Edition, recap: Recap) -> str:
    if recap.host_approved:
        day = date_words(edition.language, recap.host_approved)
        return edition.language.say("Our host has agreed to the pictures from {day} on.", day=day)
    return edition.language.say("The pictures follow as soon as our host has agreed to them.")


def _coverage(edition: Edition, item: Coverage, recap: Recap, base: str) -> CoverageView | None:
    found = href(edition, item.url, recap, base)
    if found is None:
        return None
    return CoverageView(
        kind=item.kind,
        kind_label=edition.language.say(COVERAGE_LABELS[item.kind]),
        title=item.title,
        href=found,
        external=external(edition, item.url),
    )


def takeaway_views(edition: Edition, recap: Recap) -> tuple[TakeawayView, ...]:
    """What was learned, with who shared it as far as consent goes."""
    found = []
    for one in recap.takeaways:
        takeaway = one if isinstance(one, Takeaway) else Takeaway(idea=one)
        sharer = person_card(edition, edition.byline(takeaway.shared_by)) if takeaway.shared_by else None
        found.append(
            TakeawayView(
                idea=takeaway.idea,
                topic=takeaway.topic,
                shared_by=sharer.name if sharer else "",
                shared_by_href=sharer.href if sharer else "",
                recap=recap_title(edition, recap),
                recap_href=edition.root.href(address("recaps", recap.id)),
            )
        )
    return tuple(found)


def ideas_of(recap: Recap) -> tuple[str, ...]:
    """What was learned, and nothing else of it."""
    return tuple(one.idea if isinstance(one, Takeaway) else one for one in recap.takeaways)


def recaps_view(edition: Edition) -> RecapsView:
    """`/recaps/`"""

    def year(recap: Recap) -> int:
        return edition.chapter.occasions[recap.event].interval.first_day.year

    say, said = edition.language.say, edition.language.number
    return RecapsView(
        head=head(edition, "/recaps/", say("Recaps"), say("What we saw, and what we learned."), section="recaps"),
        groups=tuple(
            RecapGroup(label=said(number), recaps=tuple(recap_card(edition, one) for one in group))
            for number, group in groupby(edition.recaps, key=year)
        ),
    )


def topics(edition: Edition) -> tuple[Topic, ...]:
    """Every takeaway, by topic; those without one come last."""
    found: dict[str, list[TakeawayView]] = {}
    labels: dict[str, str] = {}
    rest = edition.language.say(NO_TOPIC)
    for recap in edition.recaps:
        for takeaway in takeaway_views(edition, recap):
            label = takeaway.topic or rest
            key = topic_slug(label) or "other"
            labels.setdefault(key, label[0].upper() + label[1:])
            found.setdefault(key, []).append(takeaway)
    order = sorted(found, key=lambda key: (labels[key] == rest, labels[key].casefold()))
    return tuple(Topic(label=labels[key], id=topic_anchor(key), takeaways=tuple(found[key])) for key in order)


def topic_anchor(key: str) -> str:
    """The anchor of a topic on the page of takeaways."""
    return f"site-topic-{key}"


def takeaways_view(edition: Edition) -> TakeawaysView:
    """`/takeaways/`"""
    say = edition.language.say
    return TakeawaysView(
        head=head(
            edition,
            "/takeaways/",
            say("Takeaways"),
            say("Every idea shared at our events, by topic."),
            section="takeaways",
        ),
        topics=topics(edition),
    )


def posts_view(edition: Edition) -> PostsView:
    """`/posts/`"""
    name, say = edition.chapter.charter.name, edition.language.say
    return PostsView(
        head=head(edition, "/posts/", say("News"), say("News of {chapter}.", chapter=name), section="posts"),
        posts=tuple(post_card(edition, post) for post in edition.posts),
    )


def post_view(edition: Edition, post: Post) -> PostView:
    """`/posts/<id>/`"""
    url, title = address("posts", post.id), edition.title_of(post)
    picture = picture_of(edition, post.image)
    at = edition.position_of[post.file]
    newer = edition.posts[at - 1] if at else None
    older = edition.posts[at + 1] if at + 1 < len(edition.posts) else None
    return PostView(
        head=head(
            edition,
            url,
            title,
            post.summary or summary_of(edition, post.body),
            section="posts",
            record=post,
            picture=picture,
            card=preview(edition, title, date_words(edition.language, post.date), label=edition.language.say("News")),
            about=lambda text, image: (post_thing(edition, post, text, image),),
        ),
        title=title,
        date=date_words(edition.language, post.date),
        date_iso=post.date.isoformat(),
        authors=byline_cards(edition, post.authors),
        summary=post.summary,
        body=prose(edition, post.body, post, url),
        headings=headings(edition, post.body),
        picture=picture,
        tags=tag_views(edition, post.tags),
        newer=neighbor(edition, edition.title_of(newer), address("posts", newer.id)) if newer else None,
        older=neighbor(edition, edition.title_of(older), address("posts", older.id)) if older else None,
        extra=post.extra,
    )


def page_view(edition: Edition, page: Page) -> PageView:
    """`/<page id>/`"""
    url = address("pages", page.id)
    return PageView(
        head=head(
            edition,
            url,
            page.title,
            page.summary or summary_of(edition, page.body),
            section=page.id,
            record=page,
            card=preview(edition, page.title),
        ),
        title=page.title,
        summary=page.summary,
        body=prose(edition, page.body, page, url),
        headings=headings(edition, page.body),
        extra=page.extra,
    )


def headings(edition: Edition, text: str) -> tuple[Heading, ...]:
    """The headings of a text, for a table of contents."""
    parsed = edition.prose_of(text)
    return tuple(Heading(level=one.level, id=one.id, text=one.text) for one in parsed.headings) if parsed else ()


def tag_view(edition: Edition, tag: str) -> TagPageView:
    """`/tags/<tag>/`"""
    label, records = edition.tags[tag]
    occasions: list[Occasion] = [
        edition.chapter.occasions[record.id] for record in records if isinstance(record, Event)
    ]
    coming, past = edition.sides(occasions)
    return TagPageView(
        head=head(edition, f"/tags/{tag}/", label, edition.language.say("Everything on {topic}.", topic=label)),
        label=label,
        upcoming=tuple(event_card(edition, one) for one in coming),
        past=tuple(event_card(edition, one) for one in past),
        recaps=tuple(recap_card(edition, one) for one in records if isinstance(one, Recap)),
        posts=tuple(post_card(edition, one) for one in records if isinstance(one, Post)),
    )
