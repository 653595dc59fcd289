"""Pictures that tell where they were taken, and by whom, in every way that their format has."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

# Written nowhere else, so whoever finds it has found a note.
SECRET = "Ada Secret"
# 41°52'30.97" north, and the words in which XMP says it.
LATITUDE = (41.0, 52.0, 30.97)
IN_WORDS = "41,52.516N"

XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description rdf:about='' xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    f" exif:GPSLatitude='{IN_WORDS}' exif:GPSLongitude='87,37.5W'><dc:creator><rdf:Seq><rdf:li>{SECRET}</rdf:li></rdf:Seq>"
    "</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()

# What the editor of each format takes: those with EXIF, and all.
WITH_EXIF = ("jpg", "png", "webp", "avif", "tif")
FORMATS = (*WITH_EXIF, "gif", "bmp", "svg")
MOVING = ("gif", "webp", "png")


def exif() -> Image.Exif:
    """What a telephone notes."""
    found = Image.Exif()
    found[0x010E], found[0x013B], found[0x0110] = f"At {SECRET}'s", SECRET, "Telephone 7"
    found[0x8825] = {1: "N", 2: LATITUDE, 3: "W", 4: (87.0, 37.0, 30.0), 29: "2026:02:05"}
    return found


def photograph(kind: str, *, moving: bool = False, **more: Any) -> bytes:
    """A picture in a format, with every note it can have."""
    if kind == "svg":
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><!-- {SECRET} --><metadata>{XMP.decode()}'
            "</metadata><rect width='60' height='40'/></svg>"
        ).encode()
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", SECRET)
    note.add_itxt("XML:com.adobe.xmp", XMP.decode())
    note.add_text("Raw profile type exif", SECRET, zip=True)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    notes: dict[str, dict[str, Any]] = {
        "jpg": {"exif": exif().tobytes(), "comment": SECRET.encode(), "xmp": XMP, "icc_profile": profile},
        "png": {"exif": exif().tobytes(), "pnginfo": note, "icc_profile": profile},
        "webp": {"exif": exif().tobytes(), "xmp": XMP, "icc_profile": profile},
        "avif": {"exif": exif().tobytes(), "xmp": XMP},
        "tif": {"exif": exif().tobytes()},
        "gif": {"comment": SECRET.encode()},
        "bmp": {},
    }
    name = {"jpg": "JPEG", "tif": "TIFF"}.get(kind, kind)
    image, file = Image.effect_noise((60, 40), 50).convert("RGB"), io.BytesIO()
    frames = (
        {"save_all": True, "append_images": [image.rotate(90), image.rotate(180)], "duration": 90} if moving else {}
    )
    image.save(file, name, **notes[kind], **frames, **more)
    content = file.getvalue()
    if kind == "jpg":
        content = content[:2] + iptc() + content[2:]
    if kind == "gif":
        content = content[:-1] + xmp_in_gif() + content[-1:]
    return content


def iptc() -> bytes:
    """A JPEG's segment with who took the picture, and where (IPTC-IIM 2:80 and 2:90, in Photoshop's wrapping)."""
    records = b"".join(
        b"\x1c\x02" + bytes([field]) + len(said).to_bytes(2, "big") + said
        for field, said in ((80, SECRET.encode()), (90, SECRET.encode()))
    )
    block = b"8BIM\x04\x04\0\0" + len(records).to_bytes(4, "big") + records + b"\0" * (len(records) % 2)
    body = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body


def xmp_in_gif() -> bytes:
    """XMP as a GIF holds it (XMP specification, part 3, 1.1.2)."""
    magic = b"\x01" + bytes(range(0xFF, -1, -1)) + b"\0"
    return b"\x21\xff\x0bXMP DataXMP" + XMP + magic
