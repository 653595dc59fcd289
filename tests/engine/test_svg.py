"""SVG: what draws is kept, what acts is left out and told, what cannot be read is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.svg import Drawing, clean_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10">'


def cleaned(inside: str) -> tuple[str, str]:
    """What an SVG's inside becomes, and what was said about it."""
    drawing, problems = clean_svg(f"{HEAD}{inside}</svg>".encode(), "mark.svg")
    assert drawing is not None
    text = drawing.content.decode()
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"'
    assert text.startswith(start)
    rest = text.removeprefix(start)
    said = "".join(problem.message for problem in problems)
    return ("" if rest == "/>" else rest.removeprefix(">").removesuffix("</svg>")), said


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h10v10z" fill="#123"/>',
        '<title>Harbour &amp; Print</title><g transform="scale(2)"><circle cx="1" cy="1" r="1"/></g>',
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<rect width="5" height="5" fill="url(#a)"/>',
        '<symbol id="s"><path d="M0 0"/></symbol><use href="#s" x="3"/>',
        '<style>.a{fill:url(#g);stroke:red}</style><text class="a" x="1">A &lt; B</text>',
    ],
)
def test_what_draws_is_kept_as_it_is(inside: str) -> None:
    assert cleaned(inside) == (inside, "")


@pytest.mark.parametrize(
    ("inside", "rest", "told"),
    [
        ("<script>alert(1)</script>", "", "script"),
        ('<path onclick="x()" d="M0 0"/>', '<path d="M0 0"/>', "onclick"),
        ('<path ONLOAD="x()"/>', "<path/>", "ONLOAD"),
        ("<foreignObject><p>x</p></foreignObject>", "", "foreignObject"),
        ('<circle r="1"><animate attributeName="r"/></circle>', '<circle r="1"/>', "animate"),
        ('<circle r="1"><set attributeName="href" to="javascript:x"/></circle>', '<circle r="1"/>', "set"),
        ('<use href="https://example.org/x.svg#a"/>', "<use/>", "href"),
        ('<use xlink:href="other.svg#a"/>', "<use/>", "href"),
        ('<use href="data:image/svg+xml,x"/>', "<use/>", "href"),
        ('<a href="javascript:x()"><path d="M0 0"/></a>', '<path d="M0 0"/>', ""),
        ('<image href="https://example.org/track.png"/>', "", "image"),
        ('<rect fill="url(https://example.org/a)"/>', "<rect/>", "fill"),
        ('<rect style="fill:url( &quot;//example.org/a&quot;)"/>', "<rect/>", "style"),
        (r'<rect style="fill:\75rl(//example.org)"/>', "<rect/>", "style"),
        ("<style>@import '//example.org/x.css';</style>", "<style/>", "style"),
        ("<style>.a{background:url(//example.org)}</style>", "<style/>", "style"),
    ],
)
def test_what_acts_is_left_out_and_told(inside: str, rest: str, told: str) -> None:
    text, said = cleaned(inside)
    assert text == rest
    assert told in said


def test_old_links_within_the_drawing_still_work() -> None:
    assert cleaned('<use xlink:href="#s"/>') == ('<use href="#s"/>', "")


def test_what_drawing_programs_leave_behind_goes_without_a_word() -> None:
    inside = (
        '<!-- drawn by Ada --><?editor x?><metadata><rdf:RDF xmlns:rdf="urn:x">Ada</rdf:RDF></metadata>'
        '<sodipodi:namedview xmlns:sodipodi="urn:y" x="1"/>'
        '<path xmlns:inkscape="urn:z" inkscape:label="/home/ada/mark.svg" data-name="Ada" d="M0 0"/>'
    )
    assert cleaned(inside) == ('<path d="M0 0"/>', "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<svg><path></svg>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        b"<!DOCTYPE svg [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>".encode("utf-16"),
        b"<?xml version='1.0' encoding='nonsense'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg'>\xff</svg>",
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    drawing, problems = clean_svg(content, "mark.svg")
    assert drawing is None
    assert [problem.code for problem in problems] == ["broken-svg"]


def test_the_standards_own_doctype_is_nothing_to_refuse() -> None:
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    drawing, problems = clean_svg(doctype + b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="5"/>', "x")
    assert drawing == Drawing(b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="5"/>', 4, 5)
    assert not problems


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="30px" height="1in"', (30, 96)),
        ('viewBox="0 0 30.4 20"', (30, 20)),
        ('viewBox="-5,-5,30,20" width="100%" height="100%"', (30, 20)),
        ('viewBox="0 0 30 20" width="60"', (60, 40)),
        ('viewBox="0 0 30 20" height="2em" width="15"', (15, 10)),
        ("", (0, 0)),
        ('viewBox="0 0 0 20"', (0, 0)),
        ('width="1e300" height="1e99"', (0, 0)),
    ],
)
def test_the_size_is_read_from_what_the_drawing_says(attributes: str, size: tuple[int, int]) -> None:
    drawing, _ = clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode(), "mark.svg")
    assert drawing is not None
    assert drawing[1:] == size


@given(
    st.recursive(st.text(alphabet="a<>&\"' \n\t"), lambda inner: st.lists(inner, max_size=3), max_leaves=8), st.text()
)
def test_cleaning_twice_changes_nothing_more(tree: object, value: str) -> None:
    from xml.sax.saxutils import escape, quoteattr

    def draw(node: object) -> str:
        inside = escape(node) if isinstance(node, str) else "".join(map(draw, node))  # type: ignore[call-overload]
        return f"<g fill={quoteattr(value)}>{inside}</g>"

    once, _ = clean_svg(f"{HEAD}{draw(tree)}</svg>".encode("utf-8", "replace"), "mark.svg")
    if once is not None:
        assert clean_svg(once.content, "mark.svg") == (once, ())
