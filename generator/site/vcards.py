"""Cards for address books: vCard 4.0 (RFC 6350).

A member's card holds what the member's page shows: name, title, company, and as far as
this person agreed to it portrait, e-mail address, telephone, profile and website. The
chapter's own card has its public address.
"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime as DateTime

from generator.engine.output import View
from generator.model.records import Image, Member
from generator.site.contentlines import content_line, escape_text
from generator.site.edition import Edition
from generator.site.ids import tag
from generator.site.pictures import picture_of
from generator.site.urls import address
from generator.site.views import Alternate

VCARD = "text/vcard"
CHAPTER = "/chapter.vcf"


class VcardView(View, frozen=True, kw_only=True):
    """`/members/<id>.vcf`, `/chapter.vcf`. Addresses are absolute."""

    # "individual" or "org"
    kind: str
    # What address books know it by: for ever, like the ids of calendars.
    uid: str
    name: str
    # "" when nobody knows when it last changed; otherwise `20260301T120000Z`.
    revised: str
    url: str
    organization: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    photo: str = ""
    logo: str = ""
    # Further addresses on the web.
    links: tuple[str, ...] = ()
    locality: str = ""
    region: str = ""
    country: str = ""


def member_vcard(edition: Edition, member: Member) -> VcardView:
    """`/members/<id>.vcf`, of somebody who may be listed."""
    one = edition.person(member.id)
    company = edition.chapter.companies[one.company] if one.company else None
    files = (member.file, *((company.file,) if company else ()))
    return VcardView(
        kind="individual",
        uid=tag(edition, "member", member.id),
        name=one.name,
        revised=_revised(edition, *files),
        url=edition.root.absolute(address("members", member.id)),
        organization=company.name if company else "",
        title=one.title,
        email=one.email,
        phone=one.phone,
        photo=_absolute(edition, one.photo),
        links=tuple(filter(None, (one.website, one.linkedin))),
    )


def chapter_vcard(edition: Edition) -> VcardView:
    """`/chapter.vcf`"""
    charter = edition.chapter.charter
    return VcardView(
        kind="org",
        uid=tag(edition, "chapter", ""),
        name=charter.name,
        revised=_revised(edition, charter.file),
        url=edition.root.absolute("/"),
        organization=charter.name,
        email=charter.email,
        logo=_absolute(edition, charter.logo),
        locality=charter.city,
        region=charter.region,
        country=charter.country,
    )


def _absolute(edition: Edition, image: Image | None) -> str:
    shown = picture_of(edition, image)
    return edition.root.origin + shown.src if shown else ""


def vcard_address(member: str) -> str:
    """The address of a member's card, by the member's id."""
    return address("members", member).removesuffix("/") + ".vcf"


def vcard_link(edition: Edition, url: str, name: str) -> Alternate:
    """A card, which the page about the same names."""
    return Alternate(type=VCARD, title=name, href=edition.root.href(url))


def _revised(edition: Edition, *files: str) -> str:
    """When the newest of the files that a card is made from was committed; "" when that is not known."""
    committed = max(edition.history.touched.get(file, 0) for file in files)
    return f"{DateTime.fromtimestamp(committed, UTC):%Y%m%dT%H%M%SZ}" if committed else ""


def render_vcard(view: VcardView) -> bytes:
    """A vCard 4.0 (RFC 6350): lines end with CRLF and are folded at 75 octets."""
    address = ("", "", "", view.locality, view.region, "", view.country)
    lines = [
        ("BEGIN", "VCARD", ()),
        ("VERSION", "4.0", ()),
        ("KIND", view.kind, ()),
        ("UID", view.uid, ()),
        ("FN", _text(view.name), ()),
        ("N", _components(_name_parts(view.name)) if view.kind == "individual" else "", ()),
        ("ORG", escape_text(view.organization), ()),
        ("TITLE", _text(view.title), ()),
        ("EMAIL", _text(view.email), ()),
        ("TEL", _text(view.phone), ()),
        ("ADR", _components(address) if any(address) else "", ()),
        ("PHOTO", view.photo, ()),
        ("LOGO", view.logo, ()),
        *(("URL", link, ()) for link in (view.url, *view.links)),
        ("REV", view.revised, ()),
        ("END", "VCARD", ()),
    ]
    return b"".join(content_line(name, value, params) for name, value, params in lines if value)


def _name_parts(name: str) -> tuple[str, ...]:
    """Family name, given name, and three that nobody wrote down.

    What is the family name cannot be told from a name (a chapter writes them in one);
    the last word is what address books sort by, and FN holds the name as it is said.
    """
    given, _, family = name.rpartition(" ")
    return family, given, "", "", ""


def _text(text: str) -> str:
    """A value without components: its semicolons part nothing, and some programs show their escapes (RFC 6350 3.4)."""
    return ";".join(map(escape_text, text.split(";")))


def _components(parts: tuple[str, ...]) -> str:
    return ";".join(escape_text(part) for part in parts)
