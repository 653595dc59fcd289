"""What volunteers write, one class for each kind of record.

A class here is three things at once: the type the program works with, the JSON
Schema an editor completes from, and the reference a person reads. So each field
has its type and its sentence in one place and nowhere else.

The types of the fields are the content format's own words: a `Clock` is written
`8:00` or `8:00 am`, a `MemberId` must name a file in `members/`. How each is read
stands in `decode.py`; what each id must name stands in `TARGETS`.

Every field has a default, so a record holds no "maybe": `given` says which fields
the file really wrote, which is what a series' defaults may fill in.
"""

# No `from __future__ import annotations` here: decoders, leaves and readers each ask for the types of all fields, and
# would each read them from text again.

from datetime import date as Date
from datetime import time as Clock
from typing import Annotated, ClassVar, Literal, NewType

from msgspec import Meta, Struct

Text = str
Markdown = NewType("Markdown", str)
Url = NewType("Url", str)
Target = NewType("Target", str)
Email = NewType("Email", str)
Domain = NewType("Domain", str)
Zone = NewType("Zone", str)
Language = NewType("Language", str)
PartialDate = NewType("PartialDate", str)
Minutes = NewType("Minutes", int)
Currency = NewType("Currency", str)
MediaPath = NewType("MediaPath", str)
SitePath = NewType("SitePath", str)
MenuItem = NewType("MenuItem", str)
Tag = NewType("Tag", str)

MemberId = NewType("MemberId", str)
CompanyId = NewType("CompanyId", str)
VenueId = NewType("VenueId", str)
SeriesId = NewType("SeriesId", str)
EventId = NewType("EventId", str)
PageId = NewType("PageId", str)
# A member's id, or the plain name of somebody who is no member.
Byline = NewType("Byline", str)

TARGETS: dict[object, str] = {
    MemberId: "members",
    CompanyId: "companies",
    VenueId: "venues",
    SeriesId: "series",
    EventId: "events",
    PageId: "pages",
}

EventKind = Literal["coffee", "tour", "roundtable", "talk", "workshop", "social", "conference", "meeting"]
Status = Literal["tentative", "confirmed", "full", "postponed", "rescheduled", "moved-online", "cancelled"]
Attendance = Literal["in-person", "online", "hybrid"]
Audience = Literal["members", "members-and-guests", "public"]
# What a person said of a field, and the parts of the site: the public one, and the members' part with it.
Agreed = Literal["public", "members", "none"]
Ring = Literal["public", "members"]


def says(sentence: str) -> Meta:
    """A field's sentence: what an editor shows and the reference prints."""
    return Meta(description=sentence)


class Part(Struct, frozen=True, kw_only=True):
    """A piece of a record: an address, an agenda item."""


class Words(Struct, frozen=True):
    """What the site says in English, and what a chapter would have it say instead."""

    items: tuple[tuple[str, str], ...] = ()


class Extra(Struct, frozen=True):
    """Whatever a chapter's own theme wants: `extra.color` in YAML is `page.extra.color` in a template."""

    items: tuple[tuple[str, object], ...] = ()

    def __getattr__(self, name: str) -> object:
        for key, value in self.items:
            if key == name:
                return value
        raise AttributeError(name)


class Link(Part, frozen=True, kw_only=True):
    """A labelled address."""

    label: Annotated[Text, says("What the link says.")]
    url: Annotated[Target, says("Where it leads.")]


class Image(Part, frozen=True, kw_only=True):
    """A picture from `content/media`."""

    src: Annotated[MediaPath, says("The picture, named by its path from `content/media`.")]
    alt: Annotated[Text, says("What the picture shows, for those who cannot see it.")] = ""
    credit: Annotated[Text, says("Who made it.")] = ""
    caption: Annotated[Text, says("What to say below it.")] = ""


class Record(Part, frozen=True, kw_only=True):
    """One thing, one file."""

    id: str
    file: str
    given: frozenset[str] = frozenset()
    extra: Annotated[Extra, says("Whatever the chapter's own theme wants.")] = Extra()


def written_fields(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a class that volunteers write: all but those that every record has of itself."""
    unwritten = ("id", "file", "given") if issubclass(kind, Record) else ()
    return tuple(name for name in kind.__struct_fields__ if name not in unwritten)


class Said(Part, frozen=True, kw_only=True):
    """A piece of a translation: it has the texts of its original, and nothing else."""

    # The class of the record or part that it translates.
    original: ClassVar[type[Struct]]


class Translation(Record, Said, frozen=True, kw_only=True):
    """What one file says in another language of the record whose name it bears. `id` is that record's."""

    draft: Annotated[bool, says("Hidden until it is ready.")] = False

    @property
    def tag(self) -> str:
        """The language, as the file's name says it: `fr` of `2026-10-15-tour.fr.md`."""
        language, *rest = self.file.rsplit(".", 2)[1].lower().split("-")
        # However a file spells it: `fr-CA`, `zh-Hant`.
        spelled = {2: str.upper, 4: str.title}
        return "-".join((language, *(spelled.get(len(part), str)(part) for part in rest)))


# -- the chapter itself ------------------------------------------------------


class Association(Part, frozen=True, kw_only=True):
    """The parent body."""

    name: Annotated[Text, says("The association's name.")]
    url: Annotated[Url, says("Its home page.")] = Url("")


class Join(Part, frozen=True, kw_only=True):
    """How to become a member: one of the three."""

    url: Annotated[Url, says("An address to go to.")] = Url("")
    email: Annotated[Email, says("An address to write to.")] = Email("")
    page: Annotated[PageId, says("A page of this site.")] = PageId("")


class IntroductionDesk(Part, frozen=True, kw_only=True):
    """Who makes introductions."""

    connector: Annotated[MemberId, says("The member who introduces people to one another.")] = MemberId("")
    email: Annotated[Email, says("The chapter's address for such requests.")] = Email("")
    form: Annotated[bool, says("The host's own form on the page, instead of mail.")] = False


class SuggestionBox(Part, frozen=True, kw_only=True):
    """Where ideas for the chapter go."""

    email: Annotated[Email, says("The address for ideas, when not the chapter's.")] = Email("")
    form: Annotated[bool, says("The host's own form on the page, instead of mail.")] = False


class MembersPart(Part, frozen=True, kw_only=True, rename={"published": "as"}):
    """What only members may see: its own pages, below `/inside/`."""

    published: Annotated[
        Literal["encrypted", "folder"],
        says("`encrypted`: opened by a passphrase. `folder`: in clear, for a host that asks who comes."),
    ]
    groups: Annotated[
        tuple[Text, ...], says("Who has a passphrase of their own, such as `board`; without it all members share one.")
    ] = ()


class Repository(Part, frozen=True, kw_only=True):
    """Where the content is kept; gives every page its 'Edit this page' link."""

    url: Annotated[Url, says("The repository's address, such as `https://github.com/owner/name`.")]
    branch: Annotated[Text, says("The branch that is published.")] = "main"


class Defaults(Part, frozen=True, kw_only=True):
    """What an event is when its file does not say."""

    event_duration: Annotated[Minutes, says("How long an event without an end lasts: `2h`, `90m`, `1h30`.")] = Minutes(
        90
    )
    kind: Annotated[EventKind, says("The kind of an event.")] = "meeting"
    attendance: Annotated[Attendance, says("How people take part.")] = "in-person"
    audience: Annotated[Audience, says("Who may come.")] = "members-and-guests"
    venue: Annotated[VenueId, says("Where the chapter usually meets.")] = VenueId("")
    capacity: Annotated[int, says("How many can come.")] = 0


class Charter(Record, frozen=True, kw_only=True):
    """What `chapter.yaml` says: the chapter itself."""

    name: Annotated[Text, says("The chapter's full name.")]
    timezone: Annotated[Zone, says("The chapter's time zone, an IANA name such as `America/Chicago`.")]
    url: Annotated[Url, says("Where the site will stand: absolute, a path is allowed.")]
    short_name: Annotated[Text, says("A name for tight places.")] = ""
    association: Annotated[Association | None, says("The parent body.")] = None
    city: Annotated[Text, says("The city.")] = ""
    region: Annotated[Text, says("The state, province or region.")] = ""
    country: Annotated[Text, says("The country.")] = ""
    language: Annotated[Language, says("The site's language, a BCP 47 tag such as `en` or `es-MX`.")] = Language("en")
    words: Annotated[Words, says("The site's own words, said otherwise: its English, then yours.")] = Words()
    uid_domain: Annotated[
        Domain, says("The right-hand side of calendar ids, such as `example.org`; set it once, keep it for ever.")
    ] = Domain("")
    tagline: Annotated[Text, says("One line under the name.")] = ""
    description: Annotated[Text, says("A sentence or two for search engines and link previews.")] = ""
    founded: Annotated[PartialDate, says("When the chapter began: a year, a month or a day.")] = PartialDate("")
    email: Annotated[Email, says("The chapter's public address.")] = Email("")
    logo: Annotated[Image | None, says("The chapter's mark.")] = None
    image: Annotated[Image | None, says("A picture of the chapter, for the home page and link previews.")] = None
    links: Annotated[tuple[Link, ...], says("The chapter elsewhere: mailing list, LinkedIn group.")] = ()
    theme: Annotated[Text, says("`default`, `noticeboard`, or a folder of your own in `themes/`.")] = "default"
    theme_options: Annotated[Extra, says("The theme's tokens, overridden.")] = Extra()
    search: Annotated[
        Literal["own", "pagefind"], says("Who makes the search: `own`, or `pagefind` for every word of every page.")
    ] = "own"
    menu: Annotated[tuple[MenuItem, ...], says("Page ids or sections, in the order of the menu.")] = ()
    join: Annotated[Join | None, says("How to become a member.")] = None
    introductions: Annotated[IntroductionDesk | None, says("Who makes introductions.")] = None
    suggestions: Annotated[SuggestionBox | None, says("Where ideas for the chapter go.")] = None
    members_part: Annotated[MembersPart | None, says("What only members may see, and how it is kept.")] = None
    repository: Annotated[Repository | None, says("Where the content is kept.")] = None
    defaults: Annotated[Defaults, says("What an event is when its file does not say.")] = Defaults()
    body: Annotated[Markdown, says("A welcome, for the home page.")] = Markdown("")


# -- people and places -------------------------------------------------------


class Role(Part, frozen=True, kw_only=True, rename={"since": "from"}):
    """An office held for a time."""

    title: Annotated[Text, says("The office: President, Treasurer.")]
    since: Annotated[PartialDate, says("When it began.")] = PartialDate("")
    until: Annotated[PartialDate, says("When it ends: the last year, month or day of the term.")] = PartialDate("")


class Contact(Part, frozen=True, kw_only=True):
    """How to reach a member. Published only as far as `consent` says."""

    email: Annotated[Email, says("E-mail address.")] = Email("")
    phone: Annotated[Text, says("Telephone, as people dial it.")] = ""
    linkedin: Annotated[Url, says("LinkedIn profile.")] = Url("")
    website: Annotated[Url, says("Personal website.")] = Url("")
    preferred: Annotated[
        Literal["email", "phone", "linkedin", "website"] | None, says("The way this person likes best.")
    ] = None


class Consent(Part, frozen=True, kw_only=True):
    """What this person agreed to. Without it, everything is `none`."""

    given: Annotated[Date, says("The day this person said yes.")]
    directory: Annotated[Agreed, says("The entry itself: name, company, title.")] = "none"
    photo: Annotated[Agreed, says("The portrait, and pictures this person is in.")] = "none"
    bio: Annotated[Agreed, says("The biography, the topics and the pronouns.")] = "none"
    email: Annotated[Agreed, says("The e-mail address.")] = "none"
    phone: Annotated[Agreed, says("The telephone number.")] = "none"
    linkedin: Annotated[Agreed, says("The LinkedIn profile.")] = "none"
    website: Annotated[Agreed, says("The personal website.")] = "none"
    introductions: Annotated[
        Agreed, says("What this person can help with and whom they would like to meet; their topics too.")
    ] = "none"
    review_by: Annotated[Date | None, says("Past this day the entry is withheld until the person is asked again.")] = (
        None
    )


class Member(Record, frozen=True, kw_only=True):
    """A person."""

    name: Annotated[Text, says("The person's full name.")]
    display_name: Annotated[Text, says("The name this person goes by.")] = ""
    pronouns: Annotated[Text, says("Such as she/her.")] = ""
    company: Annotated[CompanyId, says("The company this person works for.")] = CompanyId("")
    title: Annotated[Text, says("The job title.")] = ""
    joined: Annotated[PartialDate, says("When this person joined the chapter.")] = PartialDate("")
    left: Annotated[PartialDate, says("When this person left the chapter.")] = PartialDate("")
    photo: Annotated[Image | None, says("A portrait.")] = None
    roles: Annotated[tuple[Role, ...], says("Offices held in the chapter.")] = ()
    topics: Annotated[tuple[Text, ...], says("What to ask this person about.")] = ()
    can_help_with: Annotated[tuple[Text, ...], says("What this person can help others with.")] = ()
    would_like_to_meet: Annotated[tuple[Text, ...], says("Whom this person would like to meet.")] = ()
    contact: Annotated[Contact, says("How to reach this person.")] = Contact()
    consent: Annotated[Consent | None, says("What this person agreed to.")] = None
    withdrawn: Annotated[Date | None, says("Since this day the person appears nowhere any more.")] = None
    aliases: Annotated[tuple[SitePath, ...], says("Old addresses that redirect here.")] = ()
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    body: Annotated[Markdown, says("A short biography.")] = Markdown("")


class Company(Record, frozen=True, kw_only=True):
    """A member company."""

    name: Annotated[Text, says("The company's name.")]
    website: Annotated[Url, says("The company's website.")] = Url("")
    industry: Annotated[Text, says("What it makes or does.")] = ""
    city: Annotated[Text, says("Where it is.")] = ""
    venue: Annotated[VenueId, says("Its premises.")] = VenueId("")
    joined: Annotated[PartialDate, says("When it joined.")] = PartialDate("")
    left: Annotated[PartialDate, says("When it left.")] = PartialDate("")
    logo: Annotated[Image | None, says("Its mark.")] = None
    contact: Annotated[MemberId, says("The member to ask about it.")] = MemberId("")
    summary: Annotated[Text, says("One sentence.")] = ""
    aliases: Annotated[tuple[SitePath, ...], says("Old addresses that redirect here.")] = ()
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    body: Annotated[Markdown, says("More about it.")] = Markdown("")


class Address(Part, frozen=True, kw_only=True):
    """A postal address."""

    street: Annotated[Text, says("House number and street.")] = ""
    locality: Annotated[Text, says("Town.")] = ""
    region: Annotated[Text, says("State, province or region.")] = ""
    postal_code: Annotated[Text, says("ZIP or postal code, as written: 06103 keeps its zero.")] = ""
    country: Annotated[Text, says("Country.")] = ""


class Geo(Part, frozen=True, kw_only=True):
    """A point on the map, in degrees (WGS 84)."""

    lat: Annotated[float, says("Latitude in degrees, north positive.")]
    lon: Annotated[float, says("Longitude in degrees, east positive.")]


class Access(Part, frozen=True, kw_only=True):
    """How one gets in and about, so that nobody has to ask."""

    step_free: Annotated[Text, says("Whether and how one gets in without steps.")] = ""
    entrance: Annotated[Text, says("Which door.")] = ""
    restroom: Annotated[Text, says("Accessible and all-gender restrooms.")] = ""
    parking: Annotated[Text, says("Parking, with spaces for blue badges.")] = ""
    hearing_loop: Annotated[Text, says("Hearing loop or captions.")] = ""
    quiet_space: Annotated[Text, says("A room to be quiet in.")] = ""
    contact: Annotated[Text, says("Whom to ask about access: a role or the chapter's address.")] = ""
    notes: Annotated[Text, says("Anything else.")] = ""
    verified_on: Annotated[Date | None, says("The day somebody last checked this.")] = None


class Venue(Record, frozen=True, kw_only=True):
    """A place, with how to get in. Written in place in an event, it has no id."""

    name: Annotated[Text, says("What the place is called.")]
    address: Annotated[Address, says("The postal address.")] = Address()
    geo: Annotated[Geo | None, says("The point on the map.")] = None
    map: Annotated[Url, says("A map, as a link. Without it, the point is linked on OpenStreetMap.")] = Url("")
    company: Annotated[CompanyId, says("The company whose premises these are.")] = CompanyId("")
    directions: Annotated[Markdown, says("How to find it.")] = Markdown("")
    parking: Annotated[Markdown, says("Where to leave the car.")] = Markdown("")
    transit: Annotated[Markdown, says("How to come by bus, train or bicycle.")] = Markdown("")
    access: Annotated[Access, says("How one gets in and about.")] = Access()
    aliases: Annotated[tuple[SitePath, ...], says("Old addresses that redirect here.")] = ()
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    body: Annotated[Markdown, says("More about it.")] = Markdown("")


# -- events ------------------------------------------------------------------


class Earlier(Part, frozen=True, kw_only=True):
    """A date the event once had."""

    date: Annotated[Date, says("The day.")]
    start: Annotated[Clock | None, says("The hour.")] = None
    end: Annotated[Clock | None, says("The hour it would have ended.")] = None
    reason: Annotated[Text, says("Why it moved.")] = ""
    changed: Annotated[Date | None, says("The day the change was made.")] = None


class Online(Part, frozen=True, kw_only=True):
    """How to take part from afar."""

    url: Annotated[Url, says("The join link. Published only when `visibility` is `public`.")] = Url("")
    label: Annotated[Text, says("What the service is: Zoom, Teams.")] = ""
    visibility: Annotated[Literal["public", "members", "registrants"], says("Who gets the join link.")] = "registrants"


class Speaker(Part, frozen=True, kw_only=True):
    """Somebody who speaks and is no member of the chapter."""

    name: Annotated[Text, says("The speaker's name.")]
    title: Annotated[Text, says("The job title.")] = ""
    company: Annotated[Text, says("Where the speaker works.")] = ""
    url: Annotated[Url, says("The speaker's page.")] = Url("")
    photo: Annotated[Image | None, says("A portrait.")] = None
    bio: Annotated[Markdown, says("A few sentences.")] = Markdown("")


class Sponsor(Part, frozen=True, kw_only=True):
    """A sponsor that is no member company."""

    name: Annotated[Text, says("The sponsor's name.")]
    url: Annotated[Url, says("Its website.")] = Url("")


class AgendaItem(Part, frozen=True, kw_only=True):
    """One point of the agenda."""

    title: Annotated[Text, says("What happens.")]
    start: Annotated[Clock | None, says("When it starts.")] = None
    end: Annotated[Clock | None, says("When it ends.")] = None
    kind: Annotated[Text, says("Such as talk, break, tour.")] = ""
    speakers: Annotated[tuple[MemberId | Speaker, ...], says("Who speaks.")] = ()
    body: Annotated[Markdown, says("More about it.")] = Markdown("")
    links: Annotated[tuple[Link, ...], says("Slides, papers.")] = ()


class Cost(Part, frozen=True, kw_only=True):
    """What it costs."""

    amount: Annotated[float, says("The amount, in units of the currency.")]
    currency: Annotated[Currency, says("ISO 4217 code, such as USD.")] = Currency("USD")
    note: Annotated[Text, says("What is included, who pays less.")] = ""


class Rsvp(Part, frozen=True, kw_only=True):
    """How to say 'I am coming': one of the three."""

    url: Annotated[Url, says("An address to sign up at.")] = Url("")
    email: Annotated[Email, says("An address to write to.")] = Email("")
    form: Annotated[bool, says("The host's own form, on the event's page.")] = False
    opens: Annotated[Date | None, says("The first day one can sign up.")] = None
    closes: Annotated[Date | None, says("The last day one can sign up.")] = None
    note: Annotated[Text, says("What people should know before they sign up.")] = ""


class Tour(Part, frozen=True, kw_only=True):
    """What one must know to be let onto a factory floor."""

    facility: Annotated[Text, says("What is shown.")] = ""
    bring: Annotated[tuple[Text, ...], says("What to bring.")] = ()
    wear: Annotated[tuple[Text, ...], says("What to wear.")] = ()
    photos: Annotated[Literal["none", "host-approval", "open"], says("Whether pictures may be taken.")] = (
        "host-approval"
    )
    id_required: Annotated[Text, says("Which identity document the gate asks for.")] = ""
    minors: Annotated[Text, says("Whether minors may come.")] = ""
    walking: Annotated[Text, says("How far one walks, on what ground.")] = ""
    gate: Annotated[Text, says("What to say at the gate. Never on the public site.")] = ""
    rules: Annotated[tuple[Text, ...], says("The host's rules.")] = ()


class EventFields(Record, frozen=True, kw_only=True):
    """What an event says apart from its title and day; a series gives these as defaults."""

    kind: Annotated[EventKind, says("What sort of event this is.")] = "meeting"
    start: Annotated[Clock | None, says("When it starts, by the clock on the wall. Without it: all day.")] = None
    end: Annotated[Clock | None, says("When it ends. Before `start` it is the next morning.")] = None
    timezone: Annotated[Zone, says("The time zone, when it is not the chapter's.")] = Zone("")
    status: Annotated[Status, says("The one word that every badge, button, list and calendar obeys.")] = "confirmed"
    notice: Annotated[Text, says("One line people must not miss.")] = ""
    previous: Annotated[tuple[Earlier, ...], says("Earlier dates, oldest first.")] = ()
    announced: Annotated[Date | None, says("The day it was first published.")] = None
    updated: Annotated[Date | None, says("The day of the last change that matters.")] = None
    venue: Annotated[VenueId | Venue, says("Where: a venue's id, or a venue written in place.")] = VenueId("")
    room: Annotated[Text, says("Which room.")] = ""
    attendance: Annotated[Attendance, says("How people take part.")] = "in-person"
    online: Annotated[Online | None, says("How to take part from afar.")] = None
    host: Annotated[CompanyId, says("The company that opens its doors.")] = CompanyId("")
    cohosts: Annotated[tuple[CompanyId, ...], says("Other companies that help.")] = ()
    organizers: Annotated[tuple[MemberId, ...], says("The members who organize it.")] = ()
    speakers: Annotated[
        tuple[MemberId | Speaker, ...], says("Who speaks: a member's id, or `{name, title, company}`.")
    ] = ()
    sponsors: Annotated[tuple[CompanyId | Sponsor, ...], says("Who pays: a company's id, or `{name, url}`.")] = ()
    agenda: Annotated[tuple[AgendaItem, ...], says("What happens when.")] = ()
    capacity: Annotated[int, says("How many can come.")] = 0
    audience: Annotated[Audience, says("Who may come.")] = "members-and-guests"
    cost: Annotated[Cost | Text, says("What it costs: `{amount, currency, note}`, or a few words.")] = ""
    rsvp: Annotated[Rsvp | None, says("How to sign up.")] = None
    tour: Annotated[Tour | None, says("What one must know for a plant tour.")] = None
    access: Annotated[Access, says("How one gets in and about, where it differs from the venue's.")] = Access()
    image: Annotated[Image | None, says("A picture.")] = None
    tags: Annotated[tuple[Tag, ...], says("What it is about.")] = ()
    links: Annotated[tuple[Link, ...], says("Slides, papers, tickets.")] = ()
    summary: Annotated[Text, says("One or two sentences for lists and previews.")] = ""
    aliases: Annotated[tuple[SitePath, ...], says("Old addresses that redirect here.")] = ()
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    publish_on: Annotated[Date | None, says("Hidden until this day.")] = None
    body: Annotated[Markdown, says("The announcement.")] = Markdown("")


class Event(EventFields, frozen=True, kw_only=True):
    """Something that happens on a day."""

    title: Annotated[Text, says("What it is called.")]
    date: Annotated[Date, says("The first day: 2026-10-15.")]
    end_date: Annotated[Date | None, says("The last day, inclusive.")] = None
    series: Annotated[SeriesId, says("The series it belongs to.")] = SeriesId("")


class Repeats(Part, frozen=True, kw_only=True, rename={"since": "from"}):
    """When a series takes place."""

    every: Annotated[Literal["week", "month"], says("How often.")]
    on: Annotated[Text, says("Which day: `thursday`, `first thursday`, `last friday`, `15`.")]
    start: Annotated[Clock | None, says("When it starts, by the clock on the wall.")] = None
    end: Annotated[Clock | None, says("When it ends.")] = None
    since: Annotated[Date, says("The first day of the series.")]
    until: Annotated[Date | None, says("The last day of the series.")] = None
    skip: Annotated[tuple[Date, ...], says("Days on which it does not take place.")] = ()
    also: Annotated[tuple[Date, ...], says("Further days on which it does.")] = ()


class Series(EventFields, frozen=True, kw_only=True):
    """Something that repeats."""

    title: Annotated[Text, says("What it is called.")]
    repeats: Annotated[Repeats | None, says("When it takes place.")] = None


# -- writing -----------------------------------------------------------------


class Takeaway(Part, frozen=True, kw_only=True):
    """An idea that was shared."""

    idea: Annotated[Text, says("The idea.")]
    topic: Annotated[Text, says("What it is about.")] = ""
    shared_by: Annotated[Byline, says("Who shared it: a member's id, or a name.")] = Byline("")


class Photo(Image, frozen=True, kw_only=True):
    """A picture of an event."""

    people: Annotated[tuple[MemberId, ...], says("The members in it.")] = ()
    visibility: Annotated[Literal["public", "members"], says("Who may see it.")] = "public"


class Coverage(Part, frozen=True, kw_only=True):
    """What else there is of an event."""

    title: Annotated[Text, says("What it is called.")]
    url: Annotated[Target, says("Where it is: an address, or `media:` and a path from `content/media`.")]
    kind: Annotated[Literal["video", "slides", "notes", "writeup"], says("What sort of thing.")] = "notes"


class Recap(Record, frozen=True, kw_only=True):
    """What happened."""

    event: Annotated[EventId, says("The event. Without it: the recap's own file name.")] = EventId("")
    title: Annotated[Text, says("Without it: the event's.")] = ""
    date: Annotated[Date | None, says("The day it was published.")] = None
    authors: Annotated[tuple[Byline, ...], says("Who wrote it: members' ids, or names.")] = ()
    summary: Annotated[Text, says("One or two sentences.")] = ""
    takeaways: Annotated[tuple[Takeaway | Text, ...], says("What was learned.")] = ()
    photos: Annotated[tuple[Photo, ...], says("Pictures.")] = ()
    coverage: Annotated[tuple[Coverage, ...], says("Videos, slides, notes.")] = ()
    thanks: Annotated[Text, says("Thanks to the host.")] = ""
    host_approved: Annotated[Date | None, says("The day the host agreed to the pictures.")] = None
    tags: Annotated[tuple[Tag, ...], says("What it is about.")] = ()
    aliases: Annotated[tuple[SitePath, ...], says("Old addresses that redirect here.")] = ()
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    publish_on: Annotated[Date | None, says("Hidden until this day.")] = None
    body: Annotated[Markdown, says("The story.")] = Markdown("")


class Post(Record, frozen=True, kw_only=True):
    """News."""

    title: Annotated[Text, says("The headline.")]
    date: Annotated[Date, says("The day it was written.")]
    authors: Annotated[tuple[Byline, ...], says("Who wrote it: members' ids, or names.")] = ()
    summary: Annotated[Text, says("One or two sentences.")] = ""
    image: Annotated[Image | None, says("A picture.")] = None
    tags: Annotated[tuple[Tag, ...], says("What it is about.")] = ()
    aliases: Annotated[tuple[SitePath, ...], says("Old addresses that redirect here.")] = ()
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    publish_on: Annotated[Date | None, says("Hidden until this day.")] = None
    body: Annotated[Markdown, says("The text.")] = Markdown("")


class Page(Record, frozen=True, kw_only=True):
    """A plain page."""

    title: Annotated[Text, says("The heading.")]
    summary: Annotated[Text, says("One or two sentences.")] = ""
    menu_label: Annotated[Text, says("What the menu says, when not the title.")] = ""
    aliases: Annotated[tuple[SitePath, ...], says("Old addresses that redirect here.")] = ()
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    body: Annotated[Markdown, says("The text.")] = Markdown("")


class Idea(Record, frozen=True, kw_only=True, rename={"purpose": "for"}):
    """What the group might do next."""

    title: Annotated[Text, says("The idea in a line.")]
    kind: Annotated[Text, says("What sort of event it would be.")] = ""
    proposed_by: Annotated[MemberId, says("Who had it.")] = MemberId("")
    purpose: Annotated[Text, says("What it would help with.")] = ""
    supporters: Annotated[tuple[MemberId, ...], says("Who else would come.")] = ()
    status: Annotated[Literal["proposed", "planned", "done"], says("How far it has come.")] = "proposed"
    event: Annotated[EventId, says("The event it became.")] = EventId("")
    aliases: Annotated[tuple[SitePath, ...], says("Old addresses that redirect here.")] = ()
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    body: Annotated[Markdown, says("More about it.")] = Markdown("")


class Recommendation(Record, frozen=True, kw_only=True):
    """A supplier that a member vouches for."""

    vendor: Annotated[Text, says("The supplier.")]
    recommended_by: Annotated[MemberId, says("The member who vouches.")]
    relationship: Annotated[
        Literal["client", "former-employee", "investor", "none"], says("What ties the member to the supplier.")
    ]
    url: Annotated[Url, says("The supplier's own address, with no code in it.")] = Url("")
    what_for: Annotated[Text, says("What the supplier is good for.")] = ""
    since: Annotated[PartialDate, says("How long the member has known it.")] = PartialDate("")
    review_by: Annotated[Date | None, says("When to ask the member again.")] = None
    draft: Annotated[bool, says("Hidden until it is ready.")] = False
    body: Annotated[Markdown, says("In the member's words.")] = Markdown("")


# The folder of each kind of record; `chapter.yaml` stands alone.
KINDS: dict[str, type[Record]] = {
    "members": Member,
    "companies": Company,
    "venues": Venue,
    "series": Series,
    "events": Event,
    "recaps": Recap,
    "posts": Post,
    "pages": Page,
    "ideas": Idea,
    "recommendations": Recommendation,
}
# Class -> the folder of its files.
KIND_OF: dict[type[Struct], str] = {made: kind for kind, made in KINDS.items()}
