"""Markdown becomes safe HTML with holes; what is removed is said; no text is too hard for the program."""

from __future__ import annotations

import random
import re
from pathlib import Path
from threading import Thread

import pytest
from markupsafe import Markup
from msgspec import msgpack

from generator.text.diagnostic import Diagnostic
from generator.text.markdown import parse_prose
from generator.text.prose import Heading, ImageHole, LinkHole, Prose, join, within
from generator.text.source import Span

CORPUS = Path(__file__).parents[3] / "shared/corpora/rocissa/content"


def html(text: str) -> str:
    """The page a text makes, its holes filled with what its author wrote."""
    return str(join(parse_prose(text).value, lambda hole: hole.target, picture))


def picture(hole: ImageHole) -> Markup:
    return Markup("<img {} {}>").format(hole.src, hole.alt)


def underlined(text: str, problem: Diagnostic) -> str:
    """The characters a problem underlines; they lie within the text."""
    assert isinstance(problem.where, Span)
    assert 0 <= problem.where.start <= problem.where.end <= len(text), text
    return text[problem.where.start : problem.where.end]


def problems(text: str) -> list[tuple[str, str]]:
    """Each problem's code and the characters it underlines."""
    return [(problem.code, underlined(text, problem)) for problem in parse_prose(text).problems]


def places(text: str) -> list[tuple[str, str]]:
    """Each hole's target and the characters that hold it."""
    return [
        (hole.target if isinstance(hole, LinkHole) else hole.src, text[hole.start : hole.end])
        for hole in parse_prose(text).value.segments
        if not isinstance(hole, str)
    ]


# -- what a text becomes -------------------------------------------------------


def test_a_paragraph_is_a_paragraph_with_typographic_quotes() -> None:
    assert html('It\'s *the* "press" -- at last...') == "<p>It’s <em>the</em> “press” – at last…</p>"


def test_template_braces_are_plain_text() -> None:
    assert html("{{ page.title }} and {% if x %}") == "<p>{{ page.title }} and {% if x %}</p>"


def test_headings_start_below_the_pages_own_and_skip_no_level() -> None:
    prose = parse_prose("# Tour\n\n## Bring\n\n###### Small\n").value
    assert prose.headings == (Heading(2, "tour", "Tour"), Heading(3, "bring", "Bring"), Heading(4, "small", "Small"))
    levels = [one.level for one in parse_prose("### A\n\n### B\n\n##### C\n\n#### D\n\n## E\n\n### F\n").value.headings]
    assert levels == [2, 2, 3, 3, 2, 3]


def test_a_heading_within_a_heading_is_closed_as_it_was_opened() -> None:
    assert html("<h3>Old<div><h4>page</h4></div></h3>").count("</h3>") == 1
    assert [one.level for one in parse_prose("<h3>Old<div><h4>page</h4></div></h3>").value.headings][:1] == [2]


def test_headings_without_a_first_level_stay_as_they_are() -> None:
    assert html("## Bring") == '<h2 id="bring">Bring</h2>'


def test_heading_ids_are_words_of_any_script_and_never_twice() -> None:
    prose = parse_prose("## Café & *Bar*\n## Café Bar\n## 会場\n## !\n").value
    assert [heading.id for heading in prose.headings] == ["cafe-bar", "cafe-bar-2", "会場", "section"]


def test_an_id_given_by_hand_is_kept_and_others_make_way() -> None:
    prose = parse_prose("## Bring\n\n## What else {#bring}\n").value
    assert [heading.id for heading in prose.headings] == ["bring-2", "bring"]
    assert prose.anchors == ("bring", "bring-2")


def test_prose_cannot_take_an_id_of_the_theme_and_its_links_follow() -> None:
    assert html("## Site menu\n\n[up](#site-menu)") == (
        '<h2 id="in-site-menu">Site menu</h2>\n<p><a href="#in-site-menu">up</a></p>'
    )


def test_a_heading_that_html_wrote_is_a_heading_too() -> None:
    assert parse_prose("<h1>Old <b>page</b></h1>\n").value.headings == (Heading(2, "old-page", "Old page"),)


def test_tables_keep_their_alignment_and_no_other_style() -> None:
    page = html("| Day | Cost |\n|:---:|---|\n| 1 | $5 |\n\n<p style='color: red'>x</p>")
    assert '<th class="align-center">Day</th>' in page and "red" not in page and "style" not in page


def test_footnotes_definitions_abbreviations_and_code() -> None:
    page = html(
        "Ink[^2] and VOC[^1].\n\n[^1]: Air.\n[^2]: Wet.\n\nPlate\n:   Metal\n\n*[VOC]: Volatile\n\n"
        "```python\na<b\n```\n"
    )
    assert '<sup id="fnref:2"><a class="footnote-ref" href="#fn:2">1</a></sup>' in page
    assert "<dt>Plate</dt>" in page and '<abbr title="Volatile">VOC</abbr>' in page
    assert '<pre><code class="language-python">a&lt;b\n</code></pre>' in page


def test_words_of_another_language_say_which() -> None:
    page = html(
        'It was *déjà vu*{: lang="fr" }, and <span lang="de">Schadenfreude</span>.\n\n'
        '> مرحبا بكم\n{: lang=ar dir=rtl }\n\n## Bienvenue {: lang="fr" }\n'
    )
    assert '<em lang="fr">déjà vu</em>' in page and '<span lang="de">Schadenfreude</span>' in page
    assert '<p dir="rtl" lang="ar">مرحبا بكم</p>' in page
    assert '<h2 id="bienvenue" lang="fr">Bienvenue</h2>' in page


def test_html_for_figures_details_and_films_is_kept() -> None:
    text = (
        "<figure><img src='a.jpg' alt=''><figcaption>Press</figcaption></figure>\n\n"
        "<details open><summary>More</summary>Text</details>\n\n"
        "<video controls poster='p.jpg'><source src='f.mp4' type='video/mp4'></video>\n"
    )
    assert parse_prose(text).problems == ()
    assert html(text) == (
        "<figure><img a.jpg ><figcaption>Press</figcaption></figure>\n\n"
        '<details open=""><summary>More</summary>Text</details>\n\n'
        '<video controls="" poster="p.jpg"><source src="f.mp4" type="video/mp4"></video>'
    )


def test_plain_text_has_paragraphs_items_and_no_footnote_marks() -> None:
    text = "# Tour\n\nSee *it*[^1].<br>\nNow.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Really.\n"
    assert parse_prose(text).value.plain == "Tour\n\nSee it.\nNow.\n\n- one\n- two\n\na | b\n1 | 2\n\n- Really."


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A footnote<sup id='fnref-by-hand'>1</sup>.", "A footnote."),
        ("A note<sup id='fnref-by-hand'>1</sup>.", "A note1."),
        ("<ul><li><br> <p>one</p></li></ul>", "- one"),
        ("<pre>one\n two</pre>\n\nthree<br class='x'>four", "one\ntwo\n\nthreefour"),
    ],
)
def test_plain_text_of_html_by_hand(text: str, plain: str) -> None:
    assert parse_prose(text).value.plain == plain


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_no_text_is_no_prose(text: str) -> None:
    assert parse_prose(text) == (Prose(), ())


# -- links and pictures --------------------------------------------------------


def test_every_link_is_a_hole_with_its_place() -> None:
    text = (
        "[a](event:2026-05-07-tour#photos) [b](<../about us/>) [c](/media/x_(1).pdf 'T') [d][r] [r]\n"
        "<https://example.org/d> <ada@example.org> see https://example.org/e_f_g. "
        "<a href='mailto:b&#64;example.org'>m</a>\n"
        "\n[r]: https://example.org/r\n"
    )
    assert places(text) == [
        ("event:2026-05-07-tour#photos", "event:2026-05-07-tour#photos"),
        ("../about us/", "../about us/"),
        ("/media/x_(1).pdf", "/media/x_(1).pdf"),
        ("https://example.org/r", "https://example.org/r"),
        ("https://example.org/r", "https://example.org/r"),
        ("https://example.org/d", "https://example.org/d"),
        ("mailto:ada@example.org", "ada@example.org"),
        ("https://example.org/e_f_g", "https://example.org/e_f_g"),
        ("mailto:b@example.org", "mailto:b&#64;example.org"),
    ]


def test_the_second_link_to_one_address_has_the_second_place_and_code_has_none() -> None:
    text = "`[x](/a/)` [x](/a/)\n\n```\n[x](/a/)\n```\n\n[y](/a/)\n"
    assert [hole.start for hole in parse_prose(text).value.outline.links] == [text.index("/a/", 8), text.rindex("/a/")]


def test_a_picture_without_a_description_is_told_from_a_decoration() -> None:
    prose = parse_prose(
        "![](a.jpg) ![Press](b.jpg 'At work'){.wide} <img src='c.jpg' alt='' width=40 loading=lazy>"
    ).value
    forgotten, described, decoration = prose.outline.images
    assert forgotten.alt is None
    assert (described.alt, described.title, described.attributes) == ("Press", "At work", (("class", "wide"),))
    assert (decoration.alt, decoration.width, decoration.attributes) == ("", "40", (("loading", "lazy"),))


def test_a_bare_address_is_a_link_without_the_sentences_punctuation() -> None:
    assert html("(See https://example.org/a_(b)?c=1&d=2, **https://example.org**!)") == (
        '<p>(See <a href="https://example.org/a_(b)?c=1&amp;d=2">https://example.org/a_(b)?c=1&amp;d=2</a>, '
        '<strong><a href="https://example.org">https://example.org</a></strong>!)</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "`https://example.org`",
        "    https://example.org",
        "<code>https://example.org</code>",
        "http://localhost/",
        "<pre>https://example.org</pre>",
    ],
)
def test_a_bare_address_in_code_stays_text(text: str) -> None:
    assert parse_prose(text).value.outline.links == ()


@pytest.mark.parametrize(
    "text", ["[https://example.org](https://example.org)", "<a href='https://example.org'>https://example.org</a>"]
)
def test_a_bare_address_in_a_link_is_no_second_link(text: str) -> None:
    assert html(text) == '<p><a href="https://example.org">https://example.org</a></p>'


def test_a_link_that_opens_a_window_keeps_this_page_to_itself() -> None:
    assert html("[Join](https://example.org){target=_blank}") == (
        '<p><a href="https://example.org" target="_blank" rel="noopener">Join</a></p>'
    )


def test_a_dropped_link_leaves_its_words() -> None:
    prose = parse_prose("See [the *tour*](event:x).").value
    assert join(prose, lambda _: None, picture) == "<p>See <a>the <em>tour</em></a>.</p>"


def test_what_fills_a_hole_cannot_break_out_of_it() -> None:
    prose = parse_prose("[x](event:x)").value
    assert join(prose, lambda _: '"><script>', picture) == '<p><a href="&#34;&gt;&lt;script&gt;">x</a></p>'


def test_prose_survives_the_memo() -> None:
    prose = parse_prose("# A\n\n[x](y) ![z](z.jpg){#z}\n").value
    assert msgpack.decode(msgpack.encode(prose), type=Prose) == prose


# -- what may not stay ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        ("Hi <script>alert(1)</script>", "<script>"),
        ('<iframe src="https://example.org"></iframe>', '<iframe src="https://example.org">'),
        ("`<form>` and <form>", "<form>"),
        ("<b ONCLICK='x'>y</b>", "ONCLICK"),
        ("*x*{onmouseover=y}", "onmouseover"),
        ("<a href='javascript:x'>y</a>", "javascript:x"),
        ("<style>p{}</style>", "<style>"),
        ("Dear <your name>,", "<your name>"),
    ],
)
def test_what_is_removed_is_said_with_its_place(text: str, removed: str) -> None:
    assert problems(text) == [("removed-markup", removed)]


def test_the_same_thing_is_told_once() -> None:
    assert len(problems("<input> <input> <input>")) == 1


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JaVaScRiPt:x", "&#106;avascript:x", "data:text/html,x", "evnt:2026-05-07-x"]
)
def test_a_link_to_an_unsafe_address_is_an_error(target: str) -> None:
    assert problems(f"[x]({target})") == [("unsafe-link", target)]


def test_a_web_address_that_is_none_is_an_error() -> None:
    assert problems("[x](https://exam[ple/)") == [("unsafe-link", "https://exam[ple/")]
    assert problems("[x](https://example.org:8080/a?b) [y](HTTP://example.org) [z](https:example.org)") == []


ATTACKS = (
    "<svg onload=alert(1)>",
    "[x](&nbsp;javascript:alert(1))",
    "<a href=' &#1;javascript:alert(1)'>x</a>",
    "<a href='&#x2003;javascript:alert(1)'>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "[x](java\tscript:alert(1))",
    '![x](y "onerror=alert(1)"){onerror=alert(1)}',
    "<img src=x onerror=alert(1)//",
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    "```js onload=alert(1)\nx\n```",
    "## x {: onclick=alert(1) style=position:fixed }",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<bare-link onclick=alert(1)>javascript:alert(1)</bare-link>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_gets_through(attack: str) -> None:
    prose = parse_prose(attack).value
    page = str(join(prose, lambda hole: hole.target, lambda hole: Markup("<img>"))).lower()
    tags = "".join(part.partition(">")[0] for part in page.split("<"))
    assert "onerror=" not in tags and "onclick=" not in tags and "onload=" not in tags and "style=" not in tags
    assert "<script" not in page and "<svg" not in page and "<style" not in page
    # A browser takes controls and spaces off the front of an address, and line ends and tabs out of it.
    seen = [re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", hole.target.lower()) for hole in prose.outline.links]
    assert not any(target.startswith(("javascript:", "data:", "vbscript:")) for target in seen)


# -- texts that are too much ---------------------------------------------------


HARD = (
    "[" * 8_000,
    "![" * 20_000,
    "<![" * 20_000,
    "[x " * 20_000,
    "<a " * 20_000,
    "```" + " " * 20_000,
    "```\n" * 20_000,
    "[^a]" * 5_000,
    "*[a]: b\n" * 5_000,
    "> " * 2_000 + "x",
    "*a*" * 40_000,
    "<b id=1><p>" * 5_000,
    "|" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|\n" * 20_000,
    "x" * 300_000,
    "<x>" * 2_000 + "<!-- a -->" * 2_000,
    "a\n=\n" * 20_000,
    "{a " * 20_000,
)


@pytest.mark.parametrize("text", HARD, ids=lambda text: repr(text[:10]))
def test_a_hostile_text_is_an_error_and_not_an_endless_build(text: str) -> None:
    prose, found = parse_prose(text)
    assert [problem.code for problem in found] == ["prose-too-hard"]
    assert prose == Prose()


def test_a_text_that_trips_the_library_names_its_paragraph() -> None:
    assert problems("Fine.\n\n[^-]:[^']:\n[^]:\n\nFine too.") == [("prose-failed", "[^-]:[^']:\n[^]:")]


def test_a_bad_text_leaves_nothing_behind_for_the_next() -> None:
    before = parse_prose("> *a* [^1]\n\n[^1]: b")
    for bad in ("> " * 2_000 + "x", "[^-]:[^']:\n[^]:"):
        parse_prose(bad)
        assert parse_prose("> *a* [^1]\n\n[^1]: b") == before


def test_quotes_and_lists_may_nest_as_deep_as_people_write() -> None:
    assert parse_prose("> " * 10 + "deep").problems == ()
    assert html("\n".join("    " * depth + "- deep" for depth in range(10))).count("<ul>") == 10


def test_a_long_honest_text_is_parsed() -> None:
    text = "## Minutes\nAda reported on [the tour](event:x), *as* planned. It's `done`.\n- one\n- two\n\n" * 1_000
    assert parse_prose(text).problems == ()


def test_threads_do_not_meet() -> None:
    texts = [f"# {number}\n\n[a](/{number}/)[^1]\n\n[^1]: note {number}" for number in range(40)]
    found: dict[str, Prose] = {}
    threads = [Thread(target=lambda text=text: found.update({text: parse_prose(text).value})) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {text: parse_prose(text).value for text in texts}


TOKENS = (
    *(
        "[",
        "]",
        "(",
        ")",
        "![",
        "[^a]",
        "[^a]:",
        "<",
        ">",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "<div>",
        "</div>",
        "<b ",
        "<p>",
    ),
    *(
        "<div markdown=1>",
        "<a href='",
        "'>",
        "`",
        "```\n",
        "~~~\n",
        "*",
        "_",
        "**",
        "> ",
        "- ",
        "1. ",
        "# ",
        "\n",
        "\n\n",
    ),
    *(
        "    ",
        "\t",
        "|",
        "|-|-|\n",
        "\\",
        "&",
        "&amp;",
        "'",
        '"',
        "--",
        "...",
        "https://a.b/c",
        "<a@b.c>",
        "{",
        "}",
        "{: #x }",
    ),
    *(
        ":",
        ": ",
        "*[a]: b\n",
        "\x00",
        "\x02",
        "\x03",
        "\u2028",
        "\ufeff",
        "é",
        "word ",
        "site-",
        "id=",
        "onclick=",
        "</h2>",
        "<h1>",
    ),
)


def test_no_soup_of_tokens_raises_or_points_outside_the_text() -> None:
    rng = random.Random(7)
    for _ in range(1_500):
        text = "".join(rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 4)) for _ in range(rng.randint(1, 40)))
        prose, found = parse_prose(text)
        for hole in prose.segments:
            assert isinstance(hole, str) or 0 <= hole.start <= hole.end <= len(text), text
        for problem in found:
            underlined(text, problem)
        assert msgpack.decode(msgpack.encode(prose), type=Prose) == prose
        assert "<script" not in html(text)


# -- a real chapter ------------------------------------------------------------


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real chapter's files are not beside the project")
def test_a_real_chapters_prose_is_parsed_without_a_problem_and_its_links_are_where_they_say() -> None:
    files = sorted(CORPUS.rglob("*.md"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        prose, found = parse_prose(text)
        assert found == (), file
        assert prose.plain and prose.segments
        assert all(isinstance(hole, str) or hole.end > hole.start for hole in prose.segments), file
        assert all(text[hole.start : hole.end] == hole.src for hole in prose.outline.images), file


def test_an_id_is_one_word_so_that_two_texts_on_one_page_have_none_in_common() -> None:
    parsed = parse_prose('<p id="two words">x</p>').value
    assert parsed.anchors == ("two-words",)
    assert within(parsed, "part.").anchors == ("part.two-words",)
    assert 'id="part.two-words"' in str(within(parsed, "part.").segments[0])
