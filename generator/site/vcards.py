"""Cards for address books: vCard 4.0 (RFC 6350).

A member's card holds what the member's page shows, as far as consent goes: name,
title, company. There is no mail and no telephone on it: those wait until the consent
to each has its proof. The chapter's own card has its public address.
"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime as DateTime

from generator.engine.output import View
from generator.model.records import Member
from generator.site.contentlines import content_line, escape_text
from generator.site.edition import Edition
from generator.site.pictures import picture_of
from generator.site.urls import address


class VcardView(View, frozen=True, kw_only=True):
    """`/members/<id>.vcf`, `/chapter.vcf`. Addresses are absolute."""

    # "individual" or "org"
    kind: str
    # A URN or an address that never changes.
    uid: str
    name: str
    # "" when nobody knows when it last changed; otherwise `20260301T120000Z`.
    revised: str
    url: str
    organization: str = ""
    title: str = ""
    email: str = ""
    logo: str = ""
    locality: str = ""
    region: str = ""
    country: str = ""


def member_vcard(edition: Edition, member: Member) -> VcardView:
    """`/members/<id>.vcf`, of somebody who may be listed."""
    one = edition.person(member.id)
    company = edition.chapter.companies[one.company] if one.company else None
    return VcardView(
        kind="individual",
        uid=f"{member.id}@{edition.uid_domain}",
        name=one.name,
        revised=_revised(edition, member.file),
        url=edition.root.absolute(address("members", member.id)),
        organization=company.name if company else "",
        title=one.title,
    )


def chapter_vcard(edition: Edition) -> VcardView:
    """`/chapter.vcf`"""
    charter = edition.chapter.charter
    logo = picture_of(edition, charter.logo)
    return VcardView(
        kind="org",
        uid=f"chapter@{edition.uid_domain}",
        name=charter.name,
        revised=_revised(edition, charter.file),
        url=edition.root.absolute("/"),
        organization=charter.name,
        email=charter.email,
        logo=edition.root.origin + logo.src if logo else "",
        locality=charter.city,
        region=charter.region,
        country=charter.country,
    )


def _revised(edition: Edition, file: str) -> str:
    committed = edition.history.touched.get(file)
    return f"{DateTime.fromtimestamp(committed, UTC):%Y%m%dT%H%M%SZ}" if committed else ""


def render_vcard(view: VcardView) -> bytes:
    """A vCard 4.0 (RFC 6350): lines end with CRLF and are folded at 75 octets."""
    address = ("", "", "", view.locality, view.region, "", view.country)
    lines = [
        ("BEGIN", "VCARD", ()),
        ("VERSION", "4.0", ()),
        ("KIND", view.kind, ()),
        ("UID", escape_text(view.uid), (("VALUE", "text"),)),
        ("FN", escape_text(view.name), ()),
        ("N", _components(_name_parts(view.name)) if view.kind == "individual" else "", ()),
        ("ORG", escape_text(view.organization), ()),
        ("TITLE", escape_text(view.title), ()),
        ("EMAIL", escape_text(view.email), ()),
        ("ADR", _components(address) if any(address) else "", ()),
        ("LOGO", view.logo, ()),
        ("URL", view.url, ()),
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


def _components(parts: tuple[str, ...]) -> str:
    return ";".join(escape_text(part) for part in parts)
