"""Several texts on one page: each keeps its footnotes and headings, and links find the right one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.chapter import site
from tests.site.views import codes

BODY = """\
See [below](#more) and the note[^1].

## More

<p id="here">Text</p> <a href="#here" id="there" class="x">up</a>

[^1]: A note that <span id="inner">leads back</span> to [the heading](#more).
"""


def indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def ids(html: str) -> list[str]:
    return re.findall(r'<[a-z][^<>]* id="([^"]*)"', html)


MARKDOWN = {
    "/ideas/": "".join(f"-- ideas/{name}.md --\n---\ntitle: {name}\n---\n{BODY}" for name in ("one", "two")),
    "/recommendations/": "-- members/ada.yaml --\nname: Ada\n"
    + "".join(
        f"-- recommendations/{name}.md --\n---\nvendor: {name}\nrecommended_by: ada\nrelationship: none\n---\n{BODY}"
        for name in ("one", "two")
    ),
    "/venues/hall/": f"-- venues/hall.yaml --\nname: Hall\ndirections: |\n{indented(BODY)}parking: |\n{indented(BODY)}"
    f"transit: |\n{indented(BODY)}body: |\n{indented(BODY)}-- events/e.yaml --\ntitle: E\ndate: 2026-05-07\nvenue: hall\n",
    "/events/e/": f"-- venues/hall.yaml --\nname: Hall\ndirections: |\n{indented(BODY)}parking: |\n{indented(BODY)}"
    f"-- events/e.yaml --\ntitle: E\ndate: 2026-05-07\nvenue: hall\nbody: |\n{indented(BODY)}"
    f"agenda:\n- title: A\n  body: |\n{indented(indented(BODY))}- title: B\n  body: |\n{indented(indented(BODY))}"
    f"speakers:\n- name: S\n  bio: |\n{indented(indented(BODY))}- name: T\n  bio: |\n{indented(indented(BODY))}",
}  # fmt: skip
BODIES = {"/ideas/": 2, "/recommendations/": 2, "/venues/hall/": 4, "/events/e/": 7}


@pytest.mark.parametrize("url", MARKDOWN)
def test_texts_that_share_a_page_share_no_id(url: str) -> None:
    html = site(MARKDOWN[url])[url]
    found = ids(html)
    assert [id for id, times in Counter(found).items() if times > 1] == []
    for name in ("more", "fn:1", "fnref:1", "here", "there", "inner"):
        assert len([id for id in found if id == name or id.endswith(f".{name}")]) == BODIES[url], name
    anchors = [target.partition("#") for target in re.findall(r'<a[^>]* href="([^"]*#[^"]*)"', html)]
    own = [anchor for page, _, anchor in anchors if page == url and not anchor.startswith("site-")]
    assert len(own) == 5 * BODIES[url] and Counter(own).keys() <= set(found)
    # Every text's own heading is linked twice, from itself; no other text's.
    assert set(Counter(one for one in own if one.endswith("more")).values()) == {2}


def test_a_page_s_own_body_keeps_its_anchors_as_they_are_written() -> None:
    html = site(MARKDOWN["/venues/hall/"])["/venues/hall/"]
    assert {"more", "fn:1", "directions.more", "parking.fn:1"} <= set(ids(html))


def test_a_link_to_a_part_of_a_shared_page_is_checked() -> None:
    post = "-- posts/p.md --\n---\ntitle: P\ndate: 2026-02-01\n---\n[x](/ideas/#{})\n"
    assert "unknown-anchor" not in codes(MARKDOWN["/ideas/"] + post.format("two.more"))
    assert "unknown-anchor" in codes(MARKDOWN["/ideas/"] + post.format("more"))


def test_what_only_looks_like_a_tag_is_left_as_it_is() -> None:
    body = 'A `x id="more"` and `<b id="more">`, [a](#more) id="more".\n\n## More\n\n![p](media:p.png){: #x }\n'
    text = f"-- media/p.png --\n(a picture)\n-- ideas/one.md --\n---\ntitle: One\n---\n{body}"
    html = site(text)["/ideas/"]
    assert ids(html).count("one.more") == 1
    assert html.count(' id="more"') == 2 and '&lt;b id="more"&gt;' in html
