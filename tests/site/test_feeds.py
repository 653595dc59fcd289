"""Feeds: what is news, when it was, and that it can be read where it arrives."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from generator.model.revision import History
from tests.chapter import site
from tests.crawl import is_page, links
from tests.site.documents import ATOM, documents, news

TOUR = """
    -- events/2026-05-07-tour.yaml --
    title: Plant tour
    date: 2026-05-07
    start: 8:00
    end: 9:30
    announced: 2026-02-01
    venue: {name: Harbour Print, address: {street: 12 Quay St, locality: Aurora, region: IL}}
"""


# -- when ----------------------------------------------------------------------------------


def test_an_event_is_dated_by_its_news_and_never_by_its_day() -> None:
    text = TOUR + "    updated: 2026-02-20\n    previous: [{date: 2026-04-30, changed: 2026-02-25}]\n"
    feed = documents(text)["/events/feed.xml"]
    (entry,) = news(feed)
    assert entry.published == "2026-02-01T00:00:00-06:00"
    assert entry.updated == "2026-02-25T00:00:00-06:00"
    dates = [
        one.text or "" for one in ElementTree.fromstring(feed).iter() if one.tag.endswith(("published", "updated"))
    ]
    assert dates and not [one for one in dates if one > "2026-03"]


def test_a_commit_is_a_change_and_the_newest_counts() -> None:
    def updated(touched: int) -> str:
        history = History(touched={"content/events/2026-05-07-tour.yaml": touched})
        return news(documents(TOUR, history=history)["/events/feed.xml"])[0].updated

    assert updated(1772323200) == "2026-02-28T18:00:00-06:00"
    assert updated(1735689600) == "2026-02-01T00:00:00-06:00", "before it was announced nothing was news"


def test_nobody_guesses_when_an_event_was_announced() -> None:
    (entry,) = news(documents("-- events/2026-05-07-tour.yaml --\ntitle: Tour\ndate: 2026-05-07\n")["/events/feed.xml"])
    assert (entry.published, entry.updated) == ("", "2026-01-01T00:00:00-06:00")


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    coffee = """
    -- events/2026-04-01-coffee.yaml --
    title: Coffee
    date: 2026-04-01
    announced: 2026-02-27
    """
    feed = documents(TOUR + coffee)["/events/feed.xml"]
    assert [one.title for one in news(feed)] == ["Coffee", "Plant tour"]
    assert ElementTree.fromstring(feed).findtext(f"{ATOM}updated") == "2026-02-27T00:00:00-06:00"


def test_what_was_hidden_until_a_day_is_published_on_that_day() -> None:
    text = "-- posts/hello.md --\n---\ntitle: Hello\ndate: 2026-01-05\npublish_on: 2026-02-10\n---\nHello.\n"
    (entry,) = news(documents(text)["/feed.xml"])
    assert entry.published == "2026-02-10T00:00:00-06:00"
    assert news(documents(text, "2026-02-09")["/feed.xml"]) == []


def test_a_recap_without_a_day_came_out_when_its_event_was_over() -> None:
    text = """
        -- events/2026-01-31-fair.yaml --
        title: Fair
        date: 2026-01-30
        end_date: 2026-01-31
        -- recaps/2026-01-31-fair.md --
        ---
        ---
        It was good.
    """
    (entry,) = news(documents(text)["/feed.xml"])
    assert entry.published == "2026-02-01T00:00:00-06:00"


def test_a_day_before_there_were_time_zones_is_told_in_utc() -> None:
    text = "-- posts/founded.md --\n---\ntitle: Founded\ndate: 1871-10-09\n---\nAfter the fire.\n"
    assert news(documents(text)["/feed.xml"])[0].published == "1871-10-09T05:50:36+00:00"


# -- what ----------------------------------------------------------------------------------


def test_a_cancelled_event_says_so_and_why_for_thirty_days() -> None:
    text = TOUR + "    status: cancelled\n    notice: The press is being serviced.\n"
    (entry,) = news(documents(text)["/events/feed.xml"])
    assert entry.title == "Cancelled: Plant tour"
    assert "<strong>Cancelled. The press is being serviced.</strong>" in entry.content
    assert news(documents(text, "2026-06-06T09:00")["/events/feed.xml"]) == [entry]
    assert news(documents(text, "2026-06-06T10:00")["/events/feed.xml"]) == []


def test_an_event_that_moved_says_from_when_and_where_it_is() -> None:
    text = TOUR + "    status: rescheduled\n    previous: [{date: 2026-04-30, reason: The press was away.}]\n"
    content = news(documents(text)["/events/feed.xml"])[0].content
    assert "<p>Thursday, May 7, 2026, 8:00 – 9:30\xa0AM CDT</p>" in content
    assert "<p>Before: Thursday, April 30, 2026. The press was away.</p>" in content
    assert "<p>Harbour Print, 12 Quay St, Aurora, IL</p>" in content


RECAP = """
    -- events/2026-01-15-tour.yaml --
    title: Tour
    date: 2026-01-15
    kind: tour
    tour: {photos: host-approval}
    -- media/press.png --
    (a picture)
    -- media/hall.png --
    (a picture)
    -- media/slides.pdf --
    (a paper)
    -- recaps/2026-01-15-tour.md --
    ---
    date: 2026-01-20
    takeaways: [Ask the night shift., {idea: Walk backward., topic: tours}]
    photos: [{src: press.png, alt: The press, credit: Ada}, {src: hall.png, alt: The hall}]
    thanks: Thank you, Harbour Print.
    coverage: [{title: Slides, url: "media:slides.pdf"}]
    host_approved: 2026-01-18
    ---
    The press is as long as a bus.
"""


POST = """
    -- posts/hello.md --
    ---
    title: Hello
    date: 2026-02-01
    ---
    Hello.
"""


def test_a_recap_is_whole_in_the_feed() -> None:
    found = documents(RECAP)
    (entry,), (item,) = news(found["/feed.xml"]), json.loads(found["/feed.json"])["items"]
    assert entry.content == item["content_html"]
    said = ("alt=\"The press\"", "as long as a bus", "Ask the night shift.", "Walk backward.", "alt=\"The hall\"", "Thank you, Harbour Print.", ">Slides</a>")  # fmt: skip
    places = [entry.content.index(one) for one in said]
    assert places == sorted(places)
    assert "<figcaption>Ada</figcaption>" in entry.content
    assert item["image"] == "https://small.example.org/media/press.png"


def test_a_tours_pictures_wait_for_the_host_in_the_feed_too() -> None:
    found = documents(RECAP.replace("    host_approved: 2026-01-18\n", ""))
    assert "as long as a bus" in found["/feed.xml"]
    assert "press.png" not in found["/feed.xml"] + found["/feed.json"]


def test_an_item_without_a_text_holds_its_title() -> None:
    text = "-- posts/soon.yaml --\ntitle: We are <moving> & glad\ndate: 2026-02-01\n"
    (item,) = json.loads(documents(text)["/feed.json"])["items"]
    assert item["content_text"] == "We are <moving> & glad"
    assert "content_html" not in item


def test_only_who_agreed_is_named_as_an_author() -> None:
    text = """
        -- members/ada.yaml --
        name: Ada Example
        consent: {given: 2026-01-01, directory: public}
        -- members/ben.yaml --
        name: Ben Hidden
        -- posts/hello.md --
        ---
        title: Hello
        date: 2026-02-01
        authors: [ada, ben, Dora Guest]
        ---
        Hello.
    """
    found = documents(text)
    assert news(found["/feed.xml"])[0].authors == ("Ada Example", "Dora Guest")
    assert json.loads(found["/feed.json"])["items"][0]["authors"] == [{"name": "Ada Example"}, {"name": "Dora Guest"}]
    assert "Hidden" not in found["/feed.xml"] + found["/feed.json"]


def test_a_feed_holds_the_thirty_newest_whatever_they_are_about() -> None:
    text = "".join(
        f"-- posts/post-{number:02}.md --\n---\ntitle: Post {number:02}\ndate: 2026-01-{number % 28 + 1:02}\n---\nText.\n"
        for number in range(28)
    ) + "".join(
        f"-- events/2020-{number:02}-01-old.yaml --\ntitle: Old {number:02}\ndate: 2020-{number:02}-01\n"
        f"-- recaps/2020-{number:02}-01-old.md --\n---\ndate: 2026-02-{number:02}\n---\nAt last.\n"
        for number in range(1, 6)
    )
    found = documents(text)
    titles = [one.title for one in news(found["/feed.xml"])]
    assert titles[:5] == ["Old 05", "Old 04", "Old 03", "Old 02", "Old 01"], "written down late, and news all the same"
    assert len(titles) == 30 and titles[-1] == "Post 03"
    assert [item["title"] for item in json.loads(found["/feed.json"])["items"]] == titles


@pytest.mark.parametrize("written", ["A ]]> b", "<script>alert(1)</script> & co.", "Ü🎉 \\ ; ,"])
def test_any_title_survives(written: str) -> None:
    found = documents(
        f"-- posts/x.md --\n---\ntitle: {json.dumps(written, ensure_ascii=False)}\ndate: 2026-02-01\n---\nText.\n"
    )
    assert news(found["/feed.xml"])[0].title == written
    assert json.loads(found["/feed.json"])["items"][0]["title"] == written


# -- for ever ------------------------------------------------------------------------------


def test_an_entry_keeps_its_id_whatever_else_changes() -> None:
    text = TOUR + POST + RECAP
    before = documents(text)
    changed = text.replace("title: ", "title: New ").replace("date: 2026-05-07", "date: 2026-05-09")
    after = documents(changed.replace("date: 2026-02-01", "date: 2026-02-03"), url="https://preview.example.net/x/")
    for url in ("/feed.xml", "/events/feed.xml"):
        assert [one.id for one in news(before[url])] == [one.id for one in news(after[url])]
    assert {one.id for url in ("/feed.xml", "/events/feed.xml") for one in news(before[url])} == {
        "tag:small.example.org,2026:event:2026-05-07-tour",
        "tag:small.example.org,2026:post:hello",
        "tag:small.example.org,2026:recap:2026-01-15-tour",
    }


def test_the_chapter_may_name_the_domain_of_its_ids() -> None:
    charter = "-- chapter.yaml --\nname: C\ntimezone: America/Chicago\nurl: https://a.example.org/\nuid_domain: old.example.org\n"
    feed = documents(charter)["/feed.xml"]
    assert ElementTree.fromstring(feed).findtext(f"{ATOM}id") == "tag:old.example.org,2026:feed"


# -- where ---------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["", "https://preview.example.net/chapters/small/"])
def test_a_feed_names_the_address_at_which_it_is_published(root: str) -> None:
    found = documents("", url=root)
    stands = root or "https://small.example.org/"
    for url, home in (("/feed.xml", "/"), ("/events/feed.xml", "/events/")):
        named = {one.get("rel"): one.get("href") for one in ElementTree.fromstring(found[url]).iter(f"{ATOM}link")}
        assert named == {"self": stands + url[1:], "alternate": stands + home[1:]}
    feed = json.loads(found["/feed.json"])
    assert (feed["feed_url"], feed["home_page_url"]) == (f"{stands}feed.json", stands)


def test_every_address_in_a_feed_is_absolute() -> None:
    text = """
        -- media/hall.png --
        (a picture)
        -- media/plan.pdf --
        (a paper)
        -- media/press.mp4 --
        (a film)
        -- events/2026-01-15-tour.yaml --
        title: Tour
        date: 2026-01-15
        -- posts/links.md --
        ---
        title: Links
        date: 2026-02-01
        image: {src: hall.png, alt: The hall}
        ---
        [A](event:2026-01-15-tour), [b](../../events/), [c](/recaps/), [d](#e), [the plan](media:plan.pdf),
        [elsewhere](//elsewhere.example.net/x), a note[^1].

        ## E

        ![The hall](media:hall.png)

        <video src="/media/press.mp4" poster="/media/hall.png" controls></video>

        [^1]: The note.
    """
    found = documents(text, url="https://host.example.net/chapters/small/")
    content = news(found["/feed.xml"])[0].content
    named = links("", content)
    assert {one.element for one in named} == {"a", "img", "source", "video"}
    assert len(named) >= 13
    assert [one.target for one in named if not one.target.startswith("https://")] == []
    assert {one.target for one in named if "small" not in one.target} == {"https://elsewhere.example.net/x"}
    assert json.loads(found["/feed.json"])["items"][0]["content_html"] == content


def test_every_page_points_to_the_calendar_and_to_the_feeds() -> None:
    pages = {url: html for url, html in site(RECAP + TOUR).items() if is_page(url)}
    assert len(pages) > 10
    for url, html in pages.items():
        for form in (
            '<link rel="alternate" type="text/calendar" title="Small Chapter" href="/calendar.ics">',
            '<link rel="alternate" type="application/atom+xml" title="Small Chapter" href="/feed.xml">',
            '<link rel="alternate" type="application/feed+json" title="Small Chapter" href="/feed.json">',
            '<link rel="alternate" type="application/atom+xml" title="Small Chapter: Events" href="/events/feed.xml">',
        ):
            assert form in html, url
