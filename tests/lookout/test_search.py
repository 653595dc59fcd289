"""A private value is found however a file packs and spells it, and only what is that value is found."""

from __future__ import annotations

import base64
import gzip
import io
import json
import quopri
import struct
import zipfile
import zlib
from collections.abc import Callable
from html import escape
from urllib.parse import quote

import pytest
from PIL import Image, PngImagePlugin

from generator.lookout.search import Needle, Search, digest_of

NAME = "Zoé Marlowe-Quint"
NEEDLES = (
    Needle("words", "zoe marlowe quint"),
    Needle("address", "zoe@private.example"),
    Needle("number", "13125550199"),
    Needle("address", "meet.example/secret room?a=1&b=2"),
    Needle("words", "say that the herons sent you and nobody else", ()),
    Needle("file", digest_of(b"the very bytes of a photograph")),
)
WRITTEN = (
    NAME,
    "zoe@private.example",
    "+1 (312) 555-0199",
    "https://meet.example/secret room?a=1&b=2",
    "Say that the herons sent you, and nobody else!",
)
SEARCH = Search(NEEDLES)


def found(content: bytes) -> list[int]:
    return sorted(one.needle for one in SEARCH.find(content))


def where(content: bytes) -> set[str]:
    return {one.where for one in SEARCH.find(content)}


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(one):04x}" for one in text)


def folded_line(text: str) -> bytes:
    """A line of a calendar, folded in the midst of words."""
    line = f"SUMMARY:{text}".replace(",", "\\,")
    parts = [line[at : at + 11] for at in range(0, len(line), 11)]
    folded = "\r\n ".join(parts)
    return f"BEGIN:VCALENDAR\r\n{folded}\r\nEND:VCALENDAR\r\n".encode()


def as_member(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def pdf(order: bytes, *more: bytes) -> bytes:
    streams = b"".join(
        b"%d 0 obj << /Filter /FlateDecode >> stream\n%s\nendstream endobj\n" % (number, zlib.compress(stream))
        for number, stream in enumerate((order, *more), 1)
    )
    return b"%PDF-1.7\n" + streams + b"%%EOF\n"


def literal(text: str) -> bytes:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")


def kerned(text: str) -> bytes:
    """Letter by letter, with the pen moved between them and farther at a space."""
    letters = b" ".join(b"-320" if one == " " else b"(%s) -12" % literal(one) for one in text)
    return b"BT /F1 12 Tf [" + letters + b"] TJ ET"


def numbered(text: str) -> bytes:
    """In a font's own numbering, with the table that comes along with the font."""
    letters = sorted(set(text))
    table = b"".join(b"<%04x> <%04x>\n" % (number, ord(one)) for number, one in enumerate(letters, 1))
    shown = b"".join(b"%04x" % (letters.index(one) + 1) for one in text)
    return pdf(
        b"BT /F1 12 Tf <" + shown + b"> Tj ET",
        b"begincmap\n%d beginbfchar\n%sendbfchar\nendcmap" % (len(letters), table),
    )


SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "capitals": lambda text: text.upper().encode(),
    "decomposed letters": lambda text: text.replace("é", "e\u0301").encode(),
    "latin-1": lambda text: text.encode("latin-1"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 within other bytes": lambda text: b"\x01\x02\xfe\x03" + text.encode("utf-16-le") + b"\x00\x03\x07",
    "entities": lambda text: "".join(f"&#{ord(one)};" for one in text).encode(),
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(one):X};" for one in text).encode(),
    "a named entity": lambda text: escape(text).replace("é", "&eacute;").encode(),
    "entities within entities": lambda text: escape(escape(text).replace("é", "&eacute;")).encode(),
    "percent": lambda text: quote(text, safe="").encode(),
    "percent, every letter": lambda text: "".join(f"%{one:02x}" for one in text.encode()).encode(),
    "percent twice": lambda text: quote(quote(text, safe=""), safe="").encode(),
    "JSON": lambda text: json.dumps({"text": text}).encode(),
    "JSON, every letter": lambda text: f'{{"a":"{escaped(text)}"}}'.encode(),
    "JSON in an attribute": lambda text: f'<p data-a="{escape(json.dumps([text]))}">'.encode(),
    "a slash with a backslash": lambda text: json.dumps(text).replace("/", "\\/").encode(),
    "a script's escapes": lambda text: "".join(f"\\x{ord(one):02x}" for one in text).encode(),
    "base64": lambda text: b"data:text/plain;base64," + base64.b64encode(text.encode()),
    "base64 for addresses": lambda text: b"x?q=" + base64.urlsafe_b64encode(text.encode()).rstrip(b"="),
    "base64 in lines": lambda text: base64.encodebytes(b"A letter that goes on and on, until " + text.encode() + b"."),
    "base64 behind a path": lambda text: b"/go/to/" + base64.b64encode(text.encode()),
    "base64 of gzip": lambda text: b"data:application/gzip;base64," + base64.b64encode(gzip.compress(f"{text} ".encode() * 3)),
    "quoted-printable": lambda text: quopri.encodestring(("A long line, as letters have them, with " + text).encode()),
    "quoted-printable, every letter": lambda text: "".join(f"={one:02X}" for one in text.encode()).encode(),
    "a calendar's folded line": folded_line,
    "gzip": lambda text: gzip.compress(text.encode()),
    "gzip twice": lambda text: gzip.compress(gzip.compress(text.encode())),
    "two gzips in a file": lambda text: gzip.compress(b"nothing") + gzip.compress(text.encode()),
    "a page": lambda text: f"<!doctype html><p>With <b>{escape(text)}</b>, too.</p>".encode(),
    "an attribute": lambda text: f'<img alt="Here: {escape(text)}" src=x>'.encode(),
    "a meta": lambda text: f"<meta content='{escape(text)}'>".encode(),
    "a comment": lambda text: f"<!-- {escape(text)} -->".encode(),
    "tags within words": lambda text: b"<p>" + b"<wbr>".join(escape(one).encode() for one in text.partition("r")) + b"</p>",
    "soft hyphens": lambda text: text.replace("r", "r\u00ad").encode(),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0").encode() if "meet" not in text else text.encode(),
    "an archive": lambda text: as_member("list.csv", text.encode()),
    "slides": lambda text: as_member("ppt/slides/slide1.xml", f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>".encode()),
    "slides in an archive": lambda text: as_member("all.pptx", as_member("s.xml", f"<a:t>{escape(text)}</a:t>".encode())),
    "a PDF": lambda text: pdf(b"BT (" + literal(text) + b") Tj ET"),
    "a PDF, letter by letter": lambda text: pdf(kerned(text)),
    "a PDF with numbered letters": numbered,
    "a PDF's title": lambda text: b"%PDF-1.7\n1 0 obj << /Title <feff" + text.encode("utf-16-be").hex().encode() + b"> >>",
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_kind_of_value_is_found_in_every_spelling(spelling: str) -> None:
    for number, text in enumerate(WRITTEN):
        assert found(SPELLINGS[spelling](text)) == [number], text


# -- pictures --------------------------------------------------------------------------------

XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator><rdf:li>{NAME}</rdf:li></dc:creator></x:xmpmeta>'.encode()
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x16\x1c\x02\x50\0\x12" + NAME.encode()


def exif() -> bytes:
    made = Image.Exif()
    made[0x013B] = "Zoe Marlowe-Quint"
    return made.tobytes()


def windows_exif() -> bytes:
    made = Image.Exif()
    made[0x9C9D] = NAME.encode("utf-16-le") + b"\0\0"
    return made.tobytes()


def saved(kind: str, **notes: object) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(file, kind, **notes)
    return file.getvalue()


def jpeg_with(segment: bytes, marker: int = 0xED) -> bytes:
    plain = saved("JPEG")
    return plain[:2] + struct.pack(">BBH", 0xFF, marker, len(segment) + 2) + segment + plain[2:]


def png_with(kind: bytes, body: bytes) -> bytes:
    plain = saved("PNG")
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return plain[:33] + chunk + plain[33:]


def png_text(packed: bool) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Author", NAME, zip=packed)
    return saved("PNG", pnginfo=notes)


PICTURES = {
    "jpeg, EXIF": (saved("JPEG", exif=exif()), "its EXIF data"),
    "jpeg, EXIF as Windows writes it": (saved("JPEG", exif=windows_exif()), "its EXIF data"),
    "jpeg, XMP": (jpeg_with(b"http://ns.adobe.com/xap/1.0/\0" + XMP, 0xE1), "its XMP data"),
    "jpeg, IPTC": (jpeg_with(IPTC), "its IPTC data"),
    "jpeg, comment": (jpeg_with(NAME.encode(), 0xFE), "its notes"),
    "jpeg, after its end": (saved("JPEG") + b"\0\0" + saved("JPEG", exif=exif()), "its EXIF data in what follows the picture"),
    "png, EXIF": (saved("PNG", exif=exif()), "its EXIF data"),
    "png, XMP": (png_with(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), "its XMP data"),
    "png, text": (png_text(packed=False), "its notes"),
    "png, packed text": (png_text(packed=True), "its notes"),
    "png, IPTC as ImageMagick writes it": (
        png_with(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(b"\niptc\n%d\n%s" % (len(IPTC), IPTC.hex().encode()))),
        "its IPTC data",
    ),
    "png, after its end": (saved("PNG") + NAME.encode(), "what follows the picture"),
    "webp, EXIF": (saved("WEBP", exif=exif()), "its EXIF data"),
    "webp, XMP": (saved("WEBP", xmp=XMP), "its XMP data"),
    "gif, comment": (saved("GIF", comment=NAME.encode()), ""),
    "tiff": (saved("TIFF", tiffinfo={0x013B: "Zoe Marlowe-Quint"}), ""),
    "avif, EXIF": (saved("AVIF", exif=exif(), max_threads=1), ""),
}  # fmt: skip


@pytest.mark.parametrize("picture", PICTURES)
def test_the_notes_of_a_picture_are_read(picture: str) -> None:
    content, place = PICTURES[picture]
    assert found(content) == [0]
    assert where(content) == {place}
    # As a part of slides, and within a page.
    assert found(as_member("ppt/media/image1", content)) == [0]
    assert found(b'<img src="data:image/x;base64,' + base64.b64encode(content) + b'">') == [0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_without_notes_holds_nothing(kind: str) -> None:
    assert found(saved(kind)) == []


def test_a_file_is_known_by_its_bytes_wherever_it_is_packed() -> None:
    photograph = b"the very bytes of a photograph"
    for content in (photograph, gzip.compress(photograph), as_member("ppt/media/image1.jpeg", photograph)):
        assert found(content) == [5]
    assert found(b"<img src='data:image/jpeg;base64," + base64.b64encode(photograph) + b"'>") == [5]
    assert found(photograph + b"!") == []


# -- what is not the value ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<li>Zoé</li>\n<li>Marlowe-Quint</li>",
        "<p>We met Zoé</p><p>Marlowe Quint came later.</p>",
        "<h2>Zoé</h2>Marlowe-Quint",
        "Zoé and Marlowe-Quint",
        "Zoé Marlowe-Quintessence",
        "zoe.marlowe-quint@example.org",
        "anzoe@private.example",
        "zoe@private.example-shop.com",
        "313-555-0199, 312-555-0198",
        "9131255501991",
        "<svg><path d='M13125 55.0198 3'/></svg>",
        "https://meet.example/secret",
        "Say that the herons sent you.",
    ],
)
def test_what_only_looks_like_a_value_is_none(text: str) -> None:
    assert found(text.encode()) == []


@pytest.mark.parametrize(
    "text",
    ["312-555-0199", "312.555.0199", "(312) 555 0199", "+13125550199", "0312 555 0199", "tel:+1-312-555-0199",
     "555-0199", "Phone 312-555-0199 / 312-555-0100", "<b>312</b> 555 <i>0199</i>"],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert found(text.encode()) == [2]


@pytest.mark.parametrize("before", range(9))
def test_a_number_is_found_however_many_digits_stand_before_it(before: int) -> None:
    digits = "; ".join("8642086420"[:before])
    assert found(f"<p>{digits}; <a>312-555</a>-01<b>99</b>; 2026</p>".encode()) == [2]
    assert found(f"<p>{digits}; 555-01</p><p>99x".encode()) == []


@pytest.mark.parametrize(
    "before", ["", "x", "A" * 40 + " ", "a" * 40 + " ", "Abc/" * 9 + "=\n", "\n", "aaaaaaaaaaaaaaa\n"]
)
def test_base64_is_found_behind_what_only_looks_like_it(before: str) -> None:
    assert found(f"{before}{base64.b64encode(b'Ask ' + NAME.encode()).decode()} {'B' * 30}".encode()) == [0]


@pytest.mark.parametrize(
    "text",
    [
        "<td>Zoé</td><td>Marlowe-Quint</td>",
        "<td>Zoé</td>\n<td>Marlowe Quint</td>",
        '<a href="/members/zoe-marlowe-quint/">her page</a>',
        "/media/zoe_marlowe_quint.jpg",
        "<w:p><w:r><w:t>Zoé Mar</w:t></w:r><w:r><w:t>lowe-Quint</w:t></w:r></w:p>",
        "Zoé\n    Marlowe‑Quint",
    ],
)
def test_a_name_is_found_across_cells_and_in_addresses(text: str) -> None:
    assert found(text.encode()) == [0]


@pytest.mark.parametrize(
    "text", ["linkedin.com/in/zoe", "https://www.linkedin.com/in/zoe/", "http://LinkedIn.com/in/Zoe?x"]
)
def test_an_address_is_found_with_all_that_may_stand_before_it(text: str) -> None:
    assert [*Search((Needle("address", "linkedin.com/in/zoe"),)).find(text.encode())]


def test_what_is_open_hides_what_stands_within_it() -> None:
    within = Search(
        (
            Needle("words", "ada example", ("ada example sons",)),
            Needle("address", "ada.example.com", ("ada.example.com/shop",)),
        )
    )

    def kept(text: str) -> list[int]:
        return sorted(one.needle for one in within.find(text.encode()))

    assert kept("We went to Ada Example &amp; Sons, https://ada.example.com/shop.") == []
    assert kept("At Ada Example & Sons we met Ada Example.") == [0]
    assert kept("See ada.example.com/shop and ada.example.com.") == [1]


def test_a_large_file_is_searched_through_to_its_end() -> None:
    page = b"".join(b"<p>Marlowe %d met Zoe and Quint %d.</p>\n" % (number, number) for number in range(20_000))
    assert found(page) == []
    assert found(page + b"Zoe <a href='x'>Marlowe</a> Quint") == [0]


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b", b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n",
                                     b"RIFF1234WEBP", b"\xff\xd8\xff\xe1\x00\x00", b"\xfe\xff\x00"])  # fmt: skip
def test_a_damaged_file_is_read_as_far_as_it_goes(content: bytes) -> None:
    assert found(content) == []
    assert found(content[:1] + b" " + NAME.encode()) == [0]
