"""What an address carries besides where it leads.

A link that one copies from a newsletter, an advertisement or a share button often says
who is to be paid for the visit, or which letter it came from. Such codes are parameters
with known names. Other addresses lead somewhere else first: a shortener hides the place,
a mail program's "safe link" holds it as a parameter.

The names are those of the programs' own documentation and of the lists by which browsers
strip addresses (Firefox's query stripping, Brave, ClearURLs, AdGuard's URL tracking filter).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, unquote_plus, urlsplit

from generator.pattern import pattern
from generator.text.tables import words

# Parameters that count a visit, or pay for it, on whatever site they stand.
CODES = words(
    """
    gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl
    fbclid fb_action_ids fb_action_types fb_source igshid igsh twclid ttclid tt_medium tt_content
    msclkid yclid ymclid ysclid rdt_cid epik sccid li_fat_id trackingid miniprofileurn lipi rcm
    mc_cid mc_eid mc_tc mkt_tok vero_id vero_conv oly_anon_id oly_enc_id ml_subscriber ml_subscriber_hash
    ck_subscriber_id bsft_clkid bsft_uid dm_i elqtrack elqtrackid elqaid elqat wickedid wickedsource
    _hsenc _hsmi __hssc __hstc __hsfp hsctatracking hsa_cam hsa_grp hsa_ad hsa_src hsa_net
    _kx __s _openstat wt_mc wt.mc_id cmpid ncid icid s_cid s_kwcid ef_id gs_l nr_email_referer
    guce_referrer guce_referrer_sig spm algo_pvid pd_rd_i pd_rd_r pd_rd_w pd_rd_wg pf_rd_p pf_rd_r
    aff affid aff_id aff_sub aff_trace_key affiliate affiliate_id affiliateid affcode aff_code afftrack afsrc
    awc irclickid irgwc iradid cjevent cjdata sscid sub_id subid clickid click_id ranmid raneaid ransiteid
    fp_ref fp_sid fpr gspk gsxid ps_partner_key ps_xid pscd rfsn sca_ref grsf lmref tap_a tap_s a_aid a_bid
    mkevt mkcid mkrid wpam_id wgcampaignid wgprogramid pjid tduid dtracking
    ref ref_ ref_id refid ref_code refcode ref_src ref_url referral referral_code referralcode referral_id
    referrer referer referred_by invited_by invite_code invitecode coupon coupon_code couponcode
    promo promocode promo_code voucher discount_code discountcode partner_id partnerid via
    """
)
# And all that begin so: Google's, Matomo's, AT Internet's, Adobe's and their like.
BEGINNINGS = ("utm_", "utm-", "hsa_", "mtm_", "pk_", "piwik_", "matomo_", "itm_", "at_campaign", "at_medium", "sc_ch")

# Words that often pay somebody, and often mean something else. In a recommendation there is no place for doubt.
DOUBTFUL = words("tag partner invite invitation source src campaign cid offer discount deal")

# What is a code on one site alone, whatever its country: `amazon` is amazon.com, amazon.co.uk, smile.amazon.de.
CODES_OF = {
    "amazon": words("tag linkcode linkid ascsubtag creativeasin keywords crid sprefix dib dib_tag qid sr"),
    "booking": words("aid label sid"),
    "youtube": words("si feature pp ab_channel"),
    "youtu": words("si feature"),
    "spotify": words("si"),
    "linkedin": words("trk originalsubdomain"),
    "twitter": words("s t"),
    "x": words("s t"),
    "medium": words("source"),
    "meetup": words("rv _xtd recid recsource eventorigin searchid"),
    "etsy": words("click_key click_sum organic_search_click"),
    "ebay": words("campid toolid customid hash itmmeta itmprp _trkparms _trksid"),
    "tiktok": words("_r _t is_from_webapp sender_device"),
}
# What is no code on these: a branch's name, say.
INNOCENT = {
    **dict.fromkeys(("github", "gitlab", "codeberg", "bitbucket"), words("ref via source tag")),
    "wikipedia": words("source"),
}

# Hosts that are only ever on the way to another.
SHORTENERS = words(
    """
    bit.ly j.mp bitly.com bl.ink lnkd.in t.co tinyurl.com tiny.cc tiny.one goo.gl g.co ow.ly buff.ly rebrand.ly
    is.gd v.gd amzn.to amzn.eu a.co cutt.ly t.ly shorturl.at shorturl.gg dlvr.it hubs.ly hubs.la hubs.li trib.al
    ift.tt fb.me rb.gy s.id u.to qr.ae adf.ly bc.vc soo.gd clck.ru x.gd tr.ee lnk.to snip.ly short.io short.gy
    shorte.st sk.gy kutt.it dub.sh dub.co git.io aka.ms zpr.io zurl.co y2u.be zcu.io pxl.to mcaf.ee ebay.to ebay.us
    etsy.me apple.co spoti.fi nyti.ms wapo.st econ.st on.wsj.com on.ft.com cnb.cx bbc.in reut.rs flip.it po.st
    eepurl.com conta.cc cvent.me evt.to meetu.ps eventbrite.to qrco.de qr.io qrfy.io l.ead.me
    """
)
# Networks that pay for a visit and then pass it on; mail programs that count clicks.
COUNTERS = words(
    """
    shareasale.com shareasale-analytics.com awin1.com zenaps.com linksynergy.com anrdoezrs.net dpbolvw.net jdoqocy.com
    kqzyfj.com tkqlhce.com lduhtrp.net redirectingat.com skimresources.com viglink.com prf.hn pxf.io sjv.io
    evyy.net 7eer.net ojrq.net clickbank.net rover.ebay.com tradetracker.net webgains.com tradedoubler.com
    pjatr.com pntra.com pntrac.com pntrs.com gopjn.com go2cloud.org impact.com flexoffers.com partnerize.com
    grsm.io getrewardful.com
    list-manage.com rs6.net hubspotlinks.com klclick.com klclick1.com mlsend.com pstmrk.it sendgrid.net
    createsend1.com cmail19.com cmail20.com mailgun.org sparkpostmail.com exct.net mkt81.net click.email
    links.iterable.com doubleclick.net googleadservices.com
    """
)
# Addresses that hold another one as a parameter: the host, the path's beginning, the parameter.
WRAPPERS = (
    ("google.com", "/url", ("q", "url")),
    ("facebook.com", "/l.php", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("linkedin.com", "/redir/", ("url",)),
    ("linkedin.com", "/safety/go", ("url",)),
    ("youtube.com", "/redirect", ("q",)),
    ("out.reddit.com", "/", ("url",)),
    ("safelinks.protection.outlook.com", "/", ("url",)),
    ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks/", ("url",)),
    ("urldefense.proofpoint.com", "/", ("u",)),
    ("t.umblr.com", "/redirect", ("z",)),
    ("slack-redir.net", "/link", ("url",)),
    ("duckduckgo.com", "/l/", ("uddg",)),
    ("redirectingat.com", "/", ("url",)),
    ("skimresources.com", "/", ("url",)),
    ("viglink.com", "/", ("u",)),
    ("awin1.com", "/", ("ued", "p")),
    ("linksynergy.com", "/", ("murl",)),
)
WRAPPING = frozenset(host for host, _, _ in WRAPPERS)

# Proofpoint's own spelling of an address: `https://urldefense.com/v3/__https://example.org/__;!!…`.
DEFENDED = pattern(r"https?://urldefense\.(?:com|us)/v3/__(.+?)__;", re.IGNORECASE)
# A code in the path, as Amazon writes it: `/dp/B000/ref=sr_1_1`.
IN_PATH = pattern(r"/(ref|tag)=[^/]*")


class Carried(NamedTuple):
    """What an address carries: the names of its codes, and whether it hides where it leads.

    `clean` is the address without them; "" when only following it tells.
    """

    codes: tuple[str, ...]
    hides: bool
    clean: str


def carried(address: str, codes: frozenset[str] = CODES) -> Carried | None:
    """What a web address carries besides where it leads; None when that is nothing, or when it is no address.

    `codes` are the names of parameters that are codes on every site.
    """
    host = web_host(address)
    if not host:
        return None
    parts = urlsplit(address)
    inner = unwrapped(address)
    if inner:
        within = carried(inner, codes)
        return Carried(within.codes if within else (), True, within.clean if within else inner)
    if is_one_of(host, SHORTENERS) or is_one_of(host, COUNTERS):
        return Carried((), True, "")
    own = codes | of_site(CODES_OF, host)
    innocent = of_site(INNOCENT, host)

    def is_code(pair: str) -> bool:
        name = unquote_plus(pair.partition("=")[0]).casefold()
        return (name in own or name.startswith(BEGINNINGS)) and name not in innocent

    found = [unquote_plus(pair.partition("=")[0]) for pair in parts.query.split("&") if is_code(pair)]
    in_fragment = "=" in parts.fragment
    if in_fragment:
        found += [unquote_plus(pair.partition("=")[0]) for pair in parts.fragment.split("&") if is_code(pair)]
    path = IN_PATH.sub("", parts.path)
    found += [match[1] for match in IN_PATH.finditer(parts.path)]
    if not found:
        return None
    fragment = kept(parts.fragment, is_code) if in_fragment else parts.fragment
    clean = parts._replace(path=path, query=kept(parts.query, is_code), fragment=fragment).geturl()
    return Carried(tuple(found), False, clean)


def unwrapped(address: str) -> str:
    """The address that another holds, as mail programs and networks wrap them; "" when it holds none."""
    defended = DEFENDED.match(address)
    if defended:
        return defended[1]
    parts, host = urlsplit(address), web_host(address)
    if not is_one_of(host, WRAPPING):
        return ""
    for wrapper, beginning, names in WRAPPERS:
        if is_one_of(host, (wrapper,)) and (parts.path or "/").startswith(beginning):
            held = parse_qs(parts.query)
            inner = next((held[name][0] for name in names if name in held), "")
            if wrapper.endswith("proofpoint.com"):
                # Proofpoint's second version writes `%` as `-` and `/` as `_`.
                inner = inner if parts.path.startswith("/v1/") else unquote(inner.replace("-", "%").replace("_", "/"))
            if web_host(inner):
                return inner
    return ""


def web_host(address: str) -> str:
    """The host of a web address, in lower case and without `www.`; "" for anything else."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def kept(pairs: str, is_code: Callable[[str], bool]) -> str:
    """A query without its codes; what stays keeps its spelling and order."""
    return "&".join(pair for pair in pairs.split("&") if not is_code(pair))


def is_one_of(host: str, hosts: Collection[str]) -> bool:
    """Whether a host, or one above it, is among these: `acme.list-manage.com` is `list-manage.com`."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in hosts for start in range(len(labels) - 1))


def of_site(table: Mapping[str, frozenset[str]], host: str) -> frozenset[str]:
    """What a table says of a host, by the name that its owner bought: `amazon` of `smile.amazon.co.uk`."""
    labels = host.split(".")
    second = len(labels) > 2 and labels[-2] in ("co", "com", "org", "net", "ac")
    return table.get(labels[-3] if second else labels[-2], NOTHING) if len(labels) > 1 else NOTHING


NOTHING = frozenset[str]()
