"""All that a template may know.

One class for each page, named like its template: `EventView` is `pages/event.html`.
Inside a template there are two names only: `page`, one of these views, and `site`,
the `Frame`. A person's data that is not in a view cannot be on the site, so this
file is also where one reads what the public part can ever show of anybody.

Addresses (`href`, `src`) are finished: they carry the site's path prefix. Texts
that are `Markup` are finished HTML; all others are plain and get escaped. A flag
or a label stands ready wherever a template would have to decide on two fields.
"""

from __future__ import annotations

from markupsafe import Markup

from generator.engine.cards import Card
from generator.engine.output import View
from generator.model.records import Extra

# -- small views that many pages share ---------------------------------------


class LinkView(View, frozen=True):
    """A labelled address."""

    label: str
    href: str
    external: bool = False
    current: bool = False
    # For an entry of the menu: which section it opens; a page compares it with `head.section`.
    section: str = ""
    # The language of these words, where it is not the page's.
    lang: str = ""


class SizedSource(View, frozen=True):
    """One `<source>` of a picture: a format and its widths."""

    type: str
    srcset: str


class Picture(View, frozen=True):
    """A picture with all the sizes it comes in; width and height in pixels are always known."""

    src: str
    width: int
    height: int
    alt: str
    sources: tuple[SizedSource, ...] = ()
    credit: str = ""
    caption: str = ""
    portrait: bool = False


class When(View, frozen=True):
    """When an event takes place, in its own zone, in words and as `<time datetime>` wants it."""

    # ISO 8601 with that day's offset, or a plain date for an all-day event.
    start: str
    end: str
    # "Thursday, October 15, 2026"; "Thursday, October 15 – Friday, October 16, 2026"
    day: str
    # The first day without its weekday: "October 15, 2026"; "Oct 15, 2026"
    date: str
    date_short: str
    # "8:00 – 9:30 AM CT"; "" for an all-day event
    clock: str
    weekday: str
    day_number: str
    month: str
    month_short: str
    year: str
    # "Thu, Oct 15, 8:00 AM": for tight places
    short: str
    all_day: bool = False
    several_days: bool = False
    # Both local times when an event is read in another zone than the chapter's.
    zone: str = ""
    # Two instants, also for an all-day event: when it begins and when it has ended.
    begins: str = ""
    ends: str = ""
    # "8:00 – 9:30 AM America/Chicago" in full words, for `title=`
    zone_name: str = ""


class PersonCard(View, frozen=True):
    """A person, as far as consent goes. `href` is "" when there is no page."""

    name: str
    title: str = ""
    company: str = ""
    company_href: str = ""
    href: str = ""
    roles: tuple[str, ...] = ()
    # Two letters for a drawn portrait when there is no photograph.
    initials: str = ""
    photo: Picture | None = None
    # What to ask this person about.
    topics: tuple[str, ...] = ()
    # What this person can help with: in the directory only.
    can_help_with: tuple[str, ...] = ()
    # For a guest speaker, whose words come with the event: never a member's.
    bio: Markup = Markup("")
    url: str = ""
    # The language of these words, where it is not the page's.
    lang: str = ""


class CompanyCard(View, frozen=True):
    """A member company in a list."""

    name: str
    href: str
    industry: str = ""
    city: str = ""
    summary: str = ""
    logo: Picture | None = None
    tours: int = 0
    people: int = 0
    member: bool = True
    # The language of these words, where it is not the page's.
    lang: str = ""


class VenueCard(View, frozen=True):
    """A place in a line: "Harbour Print, Aurora"."""

    name: str
    href: str = ""
    room: str = ""
    # "Aurora, IL"
    town: str = ""
    # "1200 W Lake St, Aurora, IL 60506", one line
    address: str = ""
    online: bool = False


class StatusView(View, frozen=True):
    """What has become of an event: one word that every surface obeys."""

    # tentative confirmed full postponed rescheduled moved-online cancelled
    word: str
    # "Cancelled", "Moved to a new day"; "" for a plain confirmed event
    label: str = ""
    # "Cancelled: " before titles in lists, feeds and page titles
    prefix: str = ""
    # calm | notice | warning | stop: how loudly to say it
    tone: str = "calm"
    # Whether it takes place on the day that it gives.
    takes_place: bool = True


class EventCard(View, frozen=True):
    """An event in a list. An occurrence that only the series' rule makes links to the series."""

    title: str
    href: str
    kind: str
    kind_label: str
    when: When
    status: StatusView
    notice: str = ""
    summary: str = ""
    venue: VenueCard | None = None
    host: str = ""
    host_href: str = ""
    audience_label: str = ""
    past: bool = False
    today: bool = False
    full: bool = False
    # Where it stands on its series' page: an occurrence that only a rule makes; "" for those with a page.
    anchor: str = ""
    picture: Picture | None = None
    recap_href: str = ""
    series: str = ""
    # The language of these words, where it is not the page's.
    lang: str = ""


class RecapCard(View, frozen=True):
    """A recap in a list."""

    title: str
    href: str
    when: When | None
    summary: str
    kind_label: str = ""
    host: str = ""
    picture: Picture | None = None
    takeaways: int = 0
    # The language of these words, where it is not the page's.
    lang: str = ""


class PostCard(View, frozen=True):
    """A post in a list."""

    title: str
    href: str
    date: str
    date_iso: str
    summary: str
    picture: Picture | None = None


class TagView(View, frozen=True):
    """A topic and its page."""

    label: str
    href: str
    count: int = 0


class Heading(View, frozen=True):
    """A heading in prose, for a table of contents."""

    level: int
    id: str
    text: str


class Neighbor(View, frozen=True):
    """The page before or after: its title and address only."""

    title: str
    href: str
    # The language of these words, where it is not the page's.
    lang: str = ""


class Alternate(View, frozen=True):
    """The same in another form, for `<link rel="alternate">`: a calendar, a feed."""

    type: str
    title: str
    href: str


class InLanguage(View, frozen=True):
    """A page in one of its languages, for the switch and for machines."""

    # BCP 47, and what the language calls itself: "Français".
    language: str
    name: str
    # For Open Graph: fr_FR.
    locale: str
    href: str
    absolute: str
    # Whether it is this page.
    current: bool = False


class Head(View, frozen=True):
    """What every page says about itself."""

    title: str
    description: str
    # Absolute.
    canonical: str
    # Which entry of the menu it belongs to: events, recaps, members, about …
    section: str = ""
    edit: str = ""
    crumbs: tuple[LinkView, ...] = ()
    # Absolute address of a picture for link previews; "" when there is none.
    image: str = ""
    image_alt: str = ""
    # Pixels; 0 where unknown.
    image_width: int = 0
    image_height: int = 0
    noindex: bool = False
    # The page in other forms, beside those of the whole site (`site.alternates`).
    alternates: tuple[Alternate, ...] = ()
    # This page in each of its languages, the chapter's own first; none when there is but that one.
    languages: tuple[InLanguage, ...] = ()
    # A whole `<script type="application/ld+json">`: what the page is about, for machines.
    jsonld: Markup = Markup("")
    # The picture that is drawn for `image` when the page has none of its own.
    card: Card | None = None


class SubscribeView(View, frozen=True):
    """How to follow a calendar, so that changes come by themselves."""

    # "Follow all our events"
    label: str
    # For programs on this machine; the same over https; and Google's own way in.
    webcal: str
    href: str
    google: str
    # How soon a change arrives.
    note: str


class Frame(View, frozen=True):
    """`site`: what every page shows round its own content. It holds no counts and no dates."""

    name: str
    short_name: str
    tagline: str
    description: str
    language: str
    # ltr | rtl
    direction: str
    # The language for Open Graph: en_US.
    locale: str
    home: str
    menu: tuple[LinkView, ...]
    # Where one searches.
    search: str
    # Everything else the site has, for the footer.
    sections: tuple[LinkView, ...]
    links: tuple[LinkView, ...]
    association: LinkView | None
    join: LinkView | None
    email: str
    place: str
    logo: Picture | None
    # Built with --drafts, or a deploy preview.
    preview: bool
    # What a page may do, for `<meta http-equiv="Content-Security-Policy">`; it stands before all else.
    policy: str
    extra: Extra = Extra()
    # Calendars and feeds of the whole site.
    alternates: tuple[Alternate, ...] = ()
    # The style sheets of this page, those of all pages first.
    styles: tuple[str, ...] = ()
    # The theme's scripts.
    scripts: tuple[str, ...] = ()


# -- pages -------------------------------------------------------------------


class HomeView(View, frozen=True):
    """`/`: the next event large, the way in for first-timers, the latest recap, who we are."""

    head: Head
    welcome: Markup
    picture: Picture | None
    # The next event that will take place.
    next: EventCard | None
    # Those after it: five at most.
    upcoming: tuple[EventCard, ...]
    recaps: tuple[RecapCard, ...]
    posts: tuple[PostCard, ...]
    # A page for people who come for the first time, when the chapter wrote one.
    first_time: LinkView | None
    companies: tuple[CompanyCard, ...]
    officers: tuple[PersonCard, ...]
    founded: str


class Day(View, frozen=True):
    """A day on the leaf of a wall calendar, and what takes place on it."""

    number: str
    # 2026-10-15
    iso: str
    events: tuple[EventCard, ...]


class Week(View, frozen=True):
    """Seven days; None for those of another month."""

    days: tuple[Day | None, ...]


class Month(View, frozen=True):
    """The events of one month."""

    label: str
    id: str
    # The moment at which all of them are over.
    ends: str
    events: tuple[EventCard, ...]
    # The month as the leaf of a wall calendar; the archive has none.
    weeks: tuple[Week, ...] = ()


class KindView(View, frozen=True):
    """A kind of event to choose."""

    # coffee tour roundtable talk workshop social conference meeting
    kind: str
    label: str


class EventsView(View, frozen=True):
    """`/events/`: what is to come, by month."""

    head: Head
    months: tuple[Month, ...]
    # Sun, Mon …: the columns of every month.
    weekdays: tuple[str, ...]
    # What one can choose from; none when all events are of one kind.
    kinds: tuple[KindView, ...]
    # Postponed, without a new day.
    postponed: tuple[EventCard, ...]
    series: tuple[LinkView, ...]
    subscribe: SubscribeView
    years: tuple[TagView, ...]


class YearView(View, frozen=True):
    """`/events/2025/`: the archive of one year, all of its events, by month."""

    head: Head
    year: str
    months: tuple[Month, ...]
    years: tuple[TagView, ...]
    newer: Neighbor | None
    older: Neighbor | None


class AccessFact(View, frozen=True):
    """One fact of getting in: "Step-free: yes, by the north door"."""

    label: str
    text: str
    # The language of these words, where it is not the page's.
    lang: str = ""


class AgendaLine(View, frozen=True):
    """One point of the agenda."""

    title: str
    kind: str
    # "8:20 – 9:30 AM", and for `<time datetime>` when it begins; "" when the agenda gives no hour.
    clock: str
    begins: str
    speakers: tuple[PersonCard, ...]
    body: Markup
    links: tuple[LinkView, ...]


class EarlierDate(View, frozen=True):
    """A date the event once had: "Thursday, October 15, 8:00 AM", and why it moved."""

    day: str
    iso: str
    reason: str


class RsvpView(View, frozen=True):
    """How to say "I am coming". Present only while one really can."""

    label: str
    href: str
    # The host's own form, under this name; "" otherwise.
    form: str
    # "Until Monday, October 12"
    closes: str
    closes_iso: str
    # The instant from which on one cannot any more.
    until: str
    note: str
    external: bool


class TourView(View, frozen=True):
    """What one must know to be let onto a factory floor, in the order one needs it."""

    facility: str
    # Can I come? There is always an answer: who is invited stands on the event.
    minors: str
    walking: str
    # How do I get in? `gate` is for those who may know it; `gate_note` says how it reaches the others.
    id_required: str
    gate: str
    gate_note: str
    # What do I wear, and bring?
    wear: tuple[str, ...]
    bring: tuple[str, ...]
    # What may I not do? "No pictures", "Pictures with the host's approval", "Pictures are welcome"
    photos: str
    rules: tuple[str, ...]
    # Whether there is an answer to the second question, and to the third.
    entry: bool
    outfit: bool


class OnlineView(View, frozen=True):
    """How to take part from afar. `href` only when the chapter made the link public."""

    label: str
    href: str
    # "The link is sent to those who sign up."
    note: str


class EventView(View, frozen=True):
    """`/events/<id>/`: all that one needs to come."""

    head: Head
    title: str
    kind: str
    kind_label: str
    when: When
    status: StatusView
    notice: str
    # It has taken place: over, and not called off.
    past: bool
    earlier: tuple[EarlierDate, ...]
    summary: str
    body: Markup
    picture: Picture | None
    attendance: str
    attendance_label: str
    audience_label: str
    cost: str
    capacity: int
    venue: VenueCard | None
    directions: Markup
    parking: Markup
    transit: Markup
    map_href: str
    access: tuple[AccessFact, ...]
    access_verified: str
    # Whether anything is known of the way in.
    arrival: bool
    online: OnlineView | None
    rsvp: RsvpView | None
    # Why one cannot sign up: "Sign-up closed on October 12", "Sign-up opens on …"; "" otherwise.
    rsvp_closed: str
    # The file, and forms of calendars on the web; none when there is nothing to come to.
    add_to_calendar: tuple[LinkView, ...]
    subscribe: SubscribeView
    tour: TourView | None
    host: CompanyCard | None
    cohosts: tuple[CompanyCard, ...]
    organizers: tuple[PersonCard, ...]
    speakers: tuple[PersonCard, ...]
    sponsors: tuple[LinkView, ...]
    agenda: tuple[AgendaLine, ...]
    links: tuple[LinkView, ...]
    tags: tuple[TagView, ...]
    series: LinkView | None
    recap: RecapCard | None
    newer: Neighbor | None
    older: Neighbor | None
    extra: Extra


class SeriesView(View, frozen=True):
    """`/series/<id>/`: something that repeats, and when."""

    head: Head
    title: str
    kind: str
    kind_label: str
    # "Every first Thursday of the month, 8:00 – 9:30 AM"
    rhythm: str
    summary: str
    body: Markup
    picture: Picture | None
    venue: VenueCard | None
    host: CompanyCard | None
    cost: str
    audience_label: str
    rsvp: RsvpView | None
    subscribe: SubscribeView
    # The next that will take place, and the others to come.
    next: EventCard | None
    upcoming: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    # Days it does not take place, in words.
    skipped: tuple[str, ...]
    organizers: tuple[PersonCard, ...]
    tags: tuple[TagView, ...]
    extra: Extra


class RecapGroup(View, frozen=True):
    """The recaps of one year."""

    label: str
    recaps: tuple[RecapCard, ...]


class RecapsView(View, frozen=True):
    """`/recaps/`: what happened, newest first."""

    head: Head
    groups: tuple[RecapGroup, ...]


class TakeawayView(View, frozen=True):
    """An idea that was shared."""

    idea: str
    topic: str
    shared_by: str
    shared_by_href: str
    # Where it was heard: for the page of all takeaways.
    recap: str
    recap_href: str


class CoverageView(View, frozen=True):
    """A video, slides, notes or a write-up."""

    kind: str
    kind_label: str
    title: str
    href: str
    external: bool


class RecapView(View, frozen=True):
    """`/recaps/<id>/`: a story, its pictures, what was learned, thanks to the host."""

    head: Head
    title: str
    event: EventCard
    authors: tuple[PersonCard, ...]
    date: str
    date_iso: str
    summary: str
    body: Markup
    takeaways: tuple[TakeawayView, ...]
    photos: tuple[Picture, ...]
    # Why no pictures are shown though some were taken; "" otherwise.
    photos_held: str
    coverage: tuple[CoverageView, ...]
    thanks: str
    host: CompanyCard | None
    # Where one says what to do next: the page of ideas.
    next_ideas: str
    tags: tuple[TagView, ...]
    newer: Neighbor | None
    older: Neighbor | None
    extra: Extra


class PostsView(View, frozen=True):
    """`/posts/`: news, newest first."""

    head: Head
    posts: tuple[PostCard, ...]


class PostView(View, frozen=True):
    """`/posts/<id>/`: one piece of news."""

    head: Head
    title: str
    date: str
    date_iso: str
    authors: tuple[PersonCard, ...]
    summary: str
    body: Markup
    headings: tuple[Heading, ...]
    picture: Picture | None
    tags: tuple[TagView, ...]
    newer: Neighbor | None
    older: Neighbor | None
    extra: Extra


class PageView(View, frozen=True):
    """`/<page id>/`: a plain page."""

    head: Head
    title: str
    summary: str
    body: Markup
    headings: tuple[Heading, ...]
    extra: Extra


class MembersView(View, frozen=True):
    """`/members/`: everybody who agreed to be listed, each once: the officers, then the others."""

    head: Head
    officers: tuple[PersonCard, ...]
    members: tuple[PersonCard, ...]


class MemberView(View, frozen=True):
    """`/members/<id>/`: a person, as far as consent goes."""

    head: Head
    person: PersonCard
    pronouns: str
    bio: Markup
    can_help_with: tuple[str, ...]
    would_like_to_meet: tuple[str, ...]
    # Mail, telephone and the like, the one this person likes best first.
    ways: tuple[LinkView, ...]
    # The same as a card for address books.
    vcard: str
    company: CompanyCard | None
    # Where this person organizes or speaks.
    upcoming: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    extra: Extra


class CompaniesView(View, frozen=True):
    """`/companies/`: member companies, and those that have left."""

    head: Head
    companies: tuple[CompanyCard, ...]
    former: tuple[CompanyCard, ...]


class CompanyView(View, frozen=True):
    """`/companies/<id>/`: a company, its tours and its people."""

    head: Head
    name: str
    industry: str
    city: str
    website: str
    website_label: str
    joined: str
    left: str
    summary: str
    body: Markup
    logo: Picture | None
    venue: VenueCard | None
    contact: PersonCard | None
    people: tuple[PersonCard, ...]
    # Events it hosts, will host and has hosted; tours first among the past.
    upcoming: tuple[EventCard, ...]
    tours: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    extra: Extra


class VenueView(View, frozen=True):
    """`/venues/<id>/`: how to get there and in."""

    head: Head
    name: str
    # The address, line by line.
    address: tuple[str, ...]
    # "41.7606,-88.3201"; "" when unknown
    geo: str
    map_href: str
    company: LinkView | None
    body: Markup
    directions: Markup
    parking: Markup
    transit: Markup
    access: tuple[AccessFact, ...]
    access_verified: str
    # Whether anything is known of the way in.
    arrival: bool
    upcoming: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    extra: Extra


class Topic(View, frozen=True):
    """Takeaways on one topic."""

    label: str
    id: str
    takeaways: tuple[TakeawayView, ...]


class TakeawaysView(View, frozen=True):
    """`/takeaways/`: every idea shared, by topic. The chapter's memory."""

    head: Head
    topics: tuple[Topic, ...]


class IdeaView(View, frozen=True):
    """What the group might do next."""

    id: str
    title: str
    kind: str
    purpose: str
    body: Markup
    proposed_by: PersonCard | None
    supporters: tuple[PersonCard, ...]
    # Supporters who did not agree to be listed are counted, not named.
    unnamed_supporters: int
    event: LinkView | None
    recap: LinkView | None


class IdeasView(View, frozen=True):
    """`/ideas/`: proposed, planned, done."""

    head: Head
    proposed: tuple[IdeaView, ...]
    planned: tuple[IdeaView, ...]
    done: tuple[IdeaView, ...]
    # How to suggest one: a `mailto:` address, or the form of the page; "" when there is neither.
    suggest: str
    # The host's own form, under this name, and where it is sent; "" when one writes by mail.
    form: str
    action: str


class RecommendationView(View, frozen=True):
    """A supplier that a member vouches for, with what ties the two."""

    id: str
    vendor: str
    href: str
    what_for: str
    body: Markup
    recommended_by: PersonCard
    # "is a client", "used to work there", "is an investor", "has no tie to it"
    relationship: str
    since: str
    # The day by which the member is asked again, while it is to come, and once it has passed; "" otherwise.
    review: str
    lapsed: str


class RecommendationsView(View, frozen=True):
    """`/recommendations/`: suppliers' names passed on without a fee."""

    head: Head
    recommendations: tuple[RecommendationView, ...]


class SuggestionView(View, frozen=True):
    """Whom somebody may want to meet: where that person stands on the page, and why."""

    href: str
    # "Rosa can help with “First apprentices”"
    because: str


class IntroductionView(View, frozen=True):
    """What a member offers and wishes, as far as consent goes."""

    id: str
    person: PersonCard
    can_help_with: tuple[str, ...]
    # What to ask this person about.
    topics: tuple[str, ...]
    would_like_to_meet: tuple[str, ...]
    suggestions: tuple[SuggestionView, ...]
    # How to ask for an introduction to this person: `mailto:`, or the form of the page; "" when there is no way.
    ask: str


class IntroductionsView(View, frozen=True):
    """`/introductions/`: how one member meets another here."""

    head: Head
    connector: PersonCard | None
    # A `mailto:` address with a good message prepared, or the form of the page; "" when there is neither.
    ask: str
    # The host's own form, under this name, and where it is sent; "" when one asks by mail.
    form: str
    action: str
    email: str
    people: tuple[IntroductionView, ...]


class TourVisit(View, frozen=True):
    """A tour that has taken place, and the first few ideas that were heard there."""

    event: EventCard
    takeaways: tuple[TakeawayView, ...]
    # How many more ideas the recap has.
    more: int


class OpenDoor(View, frozen=True):
    """A company that has opened its door, and the visits to it, the latest first."""

    company: CompanyCard
    visits: tuple[TourVisit, ...]


class ToursView(View, frozen=True):
    """`/tours/`: which member companies have opened their doors, and which could be next."""

    head: Head
    upcoming: tuple[EventCard, ...]
    opened: tuple[OpenDoor, ...]
    # Tours that no member company gave.
    elsewhere: tuple[TourVisit, ...]
    could_be_next: tuple[CompanyCard, ...]
    # How to offer a tour: a `mailto:` address; "" when the chapter has none.
    offer: str


class TagPageView(View, frozen=True):
    """`/tags/<tag>/`: everything on a topic."""

    head: Head
    label: str
    upcoming: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    recaps: tuple[RecapCard, ...]
    posts: tuple[PostCard, ...]


class LockView(View, frozen=True):
    """`/inside/` while it is locked: where one types the passphrase."""

    head: Head
    # The encrypted file, and the script that opens it; "" in a preview made without the members' part.
    bundle: str
    script: str


class InsideView(View, frozen=True):
    """`/inside/` for those who are in: the ways to everything that only members see."""

    head: Head
    sections: tuple[LinkView, ...]
    upcoming: tuple[EventCard, ...]
    # The latest that show more to members than to others.
    recaps: tuple[RecapCard, ...]
    # A calendar to follow, where the host asks who comes.
    calendar: LinkView | None


class SearchView(View, frozen=True):
    """`/search/`: everything public, found in the browser. Without a script: the ways to every section."""

    head: Head
    # Where the index is; the script fetches it. "" where Pagefind has the index, and then where that is.
    index: str
    pagefind: str
    # What can be chosen: "Plant tour", "Member"; "2026", "2025".
    kinds: tuple[str, ...]
    years: tuple[str, ...]
    sections: tuple[LinkView, ...]


class NotFoundView(View, frozen=True):
    """`/404.html`: lost, and the ways on."""

    head: Head
    next: EventCard | None
    links: tuple[LinkView, ...]


class RedirectView(View, frozen=True):
    """An old address: where its page is now."""

    title: str
    href: str
    canonical: str


# The page views and their templates.
PAGES: dict[type[View], str] = {
    HomeView: "home.html",
    EventsView: "events.html",
    YearView: "year.html",
    EventView: "event.html",
    SeriesView: "series.html",
    RecapsView: "recaps.html",
    RecapView: "recap.html",
    PostsView: "posts.html",
    PostView: "post.html",
    PageView: "page.html",
    MembersView: "members.html",
    MemberView: "member.html",
    CompaniesView: "companies.html",
    CompanyView: "company.html",
    VenueView: "venue.html",
    TakeawaysView: "takeaways.html",
    IdeasView: "ideas.html",
    RecommendationsView: "recommendations.html",
    IntroductionsView: "introductions.html",
    ToursView: "tours.html",
    TagPageView: "tag.html",
    LockView: "lock.html",
    InsideView: "inside.html",
    SearchView: "search.html",
    NotFoundView: "not-found.html",
    RedirectView: "redirect.html",
}
