"""What the group does together, as a visitor reads it in either theme: introductions, ideas, tours, takeaways, names."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from tests.chapter import codes, site
from tests.crawl import prose, words
from tests.neighbors import text

Pages = dict[str, str]


@pytest.fixture(scope="module", params=["default", "noticeboard"])
def pages(request: pytest.FixtureRequest) -> Pages:
    return site(text(request.param))


def read(page: str) -> str:
    """What a page says apart from its frame, on one line."""
    return " ".join(prose(page).split())


def in_order(page: str, *said: str) -> bool:
    """Whether a page says these things, one after another."""
    return re.search(".*?".join(map(re.escape, said)), read(page)) is not None


def messages(page: str) -> list[tuple[str, str, str]]:
    """The messages that a page prepares: to whom, the subject, the text."""
    found = []
    for href in re.findall(r'href="(mailto:[^"]*)"', page):
        to = urlsplit(unescape(href))
        fields = parse_qs(to.query)
        found.append((to.path, fields.get("subject", [""])[0], fields.get("body", [""])[0].replace("\r\n", "\n")))
    return found


# -- introductions -------------------------------------------------------------------------


def test_members_who_wish_it_say_what_they_offer_and_whom_they_would_meet(pages: Pages) -> None:
    page = pages["/introductions/"]
    assert in_order(page, "Ada Example", "Your first apprenticeship registration", "Anyone who has run a night shift")
    assert in_order(page, "Ask about Shift bidding")
    # She is listed, but agreed to no introductions.
    assert "Cleo Shy" not in page and "handovers" not in page
    assert "Dora" not in page and "private.example" not in page


def test_whom_one_may_want_to_meet_is_said_with_the_reason(pages: Pages) -> None:
    page = pages["/introductions/"]
    assert in_order(page, "May want to meet", "Ben Example can help with “Night shifts without tears”")
    assert in_order(page, "May want to meet", "Ada Example can help with “Your first apprenticeship registration”")
    assert re.search(r'<a href="#site-ben-example">Ben Example can help with', page)


def test_asking_goes_to_the_connector_with_a_message_that_sells_nothing(pages: Pages) -> None:
    asked = [one for one in messages(pages["/introductions/"]) if one[1]]
    assert {to for to, _, _ in asked} == {"desk@small.example.org"}
    [for_ben] = [body for _, subject, body in asked if subject == "An introduction to Ben Example?"]
    assert for_ben.startswith("Hello,\n\nwould you ask Ben Example whether we could meet?")
    assert "What I could offer in return:" in for_ben and "no is a fine answer" in for_ben
    assert in_order(pages["/introductions/"], "Who makes the introduction", "Ada Example")


@pytest.mark.parametrize("url", ["/introductions/", "/members/", "/companies/"])
def test_a_long_list_can_be_searched_as_one_types(pages: Pages, url: str) -> None:
    """The script puts its field before the lists within the box: below the heading, and only where there is one."""
    [box] = html.fromstring(pages[url]).xpath("//main//*[@data-filter]")
    assert box.xpath("./ul/li | ./section/ul/li") and not box.xpath("./h2")


def test_without_an_address_one_asks_at_the_next_meeting_and_with_a_form_in_the_page() -> None:
    bare = text(introductions="{connector: ada-example}").replace("    email: hello@small.example.org\n", "")
    page = site(bare)["/introductions/"]
    assert "mailto:" not in page.partition("<main")[2].partition("</main>")[0]
    assert in_order(page, "Ask at the next meeting.")
    page = site(text(introductions="{connector: ada-example, form: true}"))["/introductions/"]
    assert 'name="introduction" method="post" action="/introductions/"' in page and 'href="#site-ask"' in page


# -- ideas ---------------------------------------------------------------------------------


def test_ideas_stand_as_proposed_planned_and_done(pages: Pages) -> None:
    page = pages["/ideas/"]
    assert in_order(
        page,
        *("Would you come?", "Walk a night shift", "A quiet hour"),
        *("It is going to happen", "See a foundry", "Foundry tour"),
        *("It came true", "See a press hall", "Press hall tour", "Read the recap"),
    )
    assert '<a href="/events/2026-03-19-lake-foundry/">' in page
    assert '<a href="/recaps/2026-02-05-harbour-print/">' in page


def test_supporters_are_named_as_they_agreed_and_counted_otherwise(pages: Pages) -> None:
    page = pages["/ideas/"]
    assert in_order(page, "Walk a night shift", "Proposed by a member", "Ada Example and Ben Example would come")
    assert in_order(page, "One more would come")


def test_an_idea_is_suggested_by_mail_or_by_the_host_s_form(pages: Pages) -> None:
    [(to, subject, body)] = [one for one in messages(pages["/ideas/"]) if one[1]]
    assert (to, subject) == ("hello@small.example.org", "An idea for the chapter")
    assert body.startswith("What we could do:")
    form = site(text().replace("    theme:", "    suggestions: {form: true}\n    theme:"))["/ideas/"]
    assert '<form class="rsvp-form" id="site-suggest" name="idea" method="post"' in form


def test_after_a_recap_comes_what_to_do_next(pages: Pages) -> None:
    page = pages["/recaps/2026-02-05-harbour-print/"]
    assert in_order(page, "A floor map for visitors", "What do you want to do next?", "See what others would like")
    assert re.search(r'<a [^>]*href="/ideas/"[^>]*>See what others would like', page)


# -- tours ---------------------------------------------------------------------------------


def test_a_tour_says_what_one_needs_in_the_order_one_needs_it(pages: Pages) -> None:
    page = pages["/events/2026-03-19-lake-foundry/"]
    assert in_order(
        page,
        *("For members", "The green-sand line", "From 16", "A mile, on gratings"),
        *("A photo ID", "At the gate", "Those who sign up are told what to say.", "Steel toes", "Ear plugs"),
        *("only with the host’s approval", "Stay behind the yellow line"),
    )
    questions = ("Can I come?", "How do I get in?", "What do I wear?", "What may I not do?")
    # The notice-board is too dense for questions.
    assert in_order(page, *questions) or not any(question in page for question in questions)
    # Nothing is known of the way in, so no heading stands over it.
    assert "Finding it" not in page
    assert not [url for url, page in pages.items() if "herons" in page]


def test_the_page_of_tours_says_who_opened_their_doors_and_who_has_not_yet(pages: Pages) -> None:
    page = pages["/tours/"]
    assert in_order(
        page,
        *("The next doors", "Foundry tour", "Where we have been", "Harbour Print", "February 5, 2026"),
        *("Hang the plan where the shift begins", "Could be next", "North Mill"),
    )
    # A company that left is no longer asked, nor one whose door is about to be opened.
    rest = read(page).partition("Could be next")[2]
    assert "Old Works" not in rest and "Lake Foundry" not in rest and "Harbour Print" not in rest


def test_a_tour_can_be_offered(pages: Pages) -> None:
    [(to, subject, body)] = [one for one in messages(pages["/tours/"]) if one[1]]
    assert (to, subject) == ("hello@small.example.org", "Come and see us") and "safety shoes" in body


# -- takeaways and names -------------------------------------------------------------------


def test_every_idea_shared_stands_by_topic_with_who_and_where(pages: Pages) -> None:
    assert in_order(
        pages["/takeaways/"],
        *("Apprentices", "Ask the apprentices first", "Ada Example", "Press hall tour"),
        *("Shifts", "Hang the plan where the shift begins", "a member", "Press hall tour"),
        *("Everything else", "A floor map for visitors", "Press hall tour"),
    )


def test_a_recommendation_discloses_and_says_until_when_it_is_good(pages: Pages) -> None:
    page = pages["/recommendations/"]
    assert in_order(
        page,
        *("Kiln Training", "Forklift training", "They come on time."),
        *("Disclosure: Ada Example used to work there, since April 2021.", "We ask again by December 1, 2026."),
        *("Lathe Repair", "Disclosure: a member is an investor.", "Nobody has confirmed this since February 1, 2026."),
    )
    assert '<a href="https://kiln.example/" rel="external nofollow">' in page


# -- somebody who withdrew -----------------------------------------------------------------


def test_a_member_stands_wherever_somebody_who_withdrew_stood(pages: Pages) -> None:
    """Author, speaker, sharer, proposer and who vouches; and a picture with her in it is nowhere."""
    assert in_order(pages["/recaps/2026-02-05-harbour-print/"], "Told by a member and Ada Example")
    assert in_order(pages["/events/2026-02-05-harbour-print/"], "Who speaks", "a member", "Ada Example")
    whole = " ".join(f"{url} {words(page) if url.endswith('/') else page}" for url, page in pages.items()).casefold()
    for trace in ("dora", "crew.png", "crew-", "the crew"):
        assert trace not in whole


def test_volunteers_are_told_what_waits(pages: Pages) -> None:
    told = codes(text())
    assert "recommendation-due" in told
    assert not {"withdrawn-name", "unlisted-name", "sales-language"} & {*told}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Industry-leading training", "sales-language"),
        ("Training from $99 an hour", "sales-language"),
        ("Book a free consultation", "sales-language"),
        ("Looking for new clients", "sales-language"),
        ("Pick an hour at calendly.com/ada", "booking-link"),
        ("How we cut changeovers from 40 minutes to 9", None),
        ("We saved $2 million", None),
    ],
)
def test_a_text_that_sells_is_told_of_and_a_story_is_not(said: str, code: str | None) -> None:
    member = f"-- members/eve.yaml --\nname: Eve Example\ncan_help_with: ['{said}']\n"
    assert [one for one in codes(member) if one in ("sales-language", "booking-link")] == ([code] if code else [])
