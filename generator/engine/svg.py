"""SVG, reduced to what draws.

An SVG is a program as much as a picture: it may run scripts, load other files, and
link elsewhere, all under the site's own address. So it is parsed, and only elements
and attributes that are known to draw are written again. Drawing programs also leave
their authors' names and folders in it; those go without a word. What acted is told.

Names are from SVG 2 (W3C, 2018) and Filter Effects 1.
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple
from xml.parsers import expat

from generator.pattern import pattern
from generator.text.diagnostic import Diagnostic, Parsed, Place, Severity, explained
from generator.text.tables import words

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


ELEMENTS = words(
    """
    svg g defs symbol use title desc style
    path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern marker
    filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
    feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """
)

# Not drawn themselves, but what they hold is.
TRANSPARENT = frozenset(["a", "switch"])

# Elements that do something, or bring something from elsewhere.
ACTIVE = words(
    """
    script foreignObject animate animateMotion animateTransform animateColor set discard mpath
    image feImage cursor handler listener iframe embed object audio video canvas
    """
)

ATTRIBUTES = words(
    """
    id class lang role tabindex style transform viewBox preserveAspectRatio version
    x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d dx dy width height points pathLength rotate
    offset gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform
    clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight orient refX refY
    textLength lengthAdjust startOffset method spacing side
    filterUnits primitiveUnits in in2 result mode type values k1 k2 k3 k4 operator stdDeviation edgeMode
    tableValues slope intercept amplitude exponent order kernelMatrix divisor bias targetX targetY
    preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent kernelUnitLength azimuth
    elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle scale xChannelSelector yChannelSelector
    radius baseFrequency numOctaves seed stitchTiles
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters direction display dominant-baseline enable-background fill fill-opacity
    fill-rule filter flood-color flood-opacity font font-family font-size font-size-adjust font-stretch
    font-style font-variant font-weight isolation letter-spacing lighting-color marker marker-end marker-mid
    marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
    unicode-bidi vector-effect visibility word-spacing writing-mode
    """
)

# A style that reaches outside the file, or hides with CSS's escapes that it does.
REACHES_OUT = pattern(
    r"""@|\\|expression|javascript|binding|behavior|image\s*\(|image-set|src\s*\(|url\s*\((?!\s*["']?\#)""",
    re.IGNORECASE,
)

# CSS pixels for a unit of length (CSS Values 4, 6.2).
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
LENGTH = pattern(r"\s*(\d*\.?\d+(?:e[+-]?\d{1,2})?)(px|pt|pc|in|cm|mm|)\s*", re.IGNORECASE)

# Bytes of the largest drawing that is read.
LARGEST = 8 << 20


class Drawing(NamedTuple):
    """An SVG that only draws, and its size in CSS pixels (0 where it does not say)."""

    content: bytes
    width: int
    height: int


def clean_svg(content: bytes, name: str) -> Parsed[Drawing | None]:
    """An SVG with everything left out that does more than draw. `name` is what people call the file."""
    if len(content) > LARGEST:
        return Parsed(None, (broken_svg(name, f"it has more than {LARGEST >> 20} megabytes"),))
    cleaner = Cleaner()
    try:
        cleaner.parser.Parse(content, True)
    except expat.ExpatError as error:
        return Parsed(None, (broken_svg(name, f"line {error.lineno}: {expat.ErrorString(error.code)}"),))
    except BrokenSvg as error:
        return Parsed(None, (broken_svg(name, str(error)),))
    except (UnicodeError, LookupError, ValueError):
        return Parsed(None, (broken_svg(name, "its text cannot be read"),))
    width, height = size_of(cleaner.root)
    drawing = Drawing("".join(cleaner.written).encode(), width, height)
    return Parsed(drawing, (active_svg(name, cleaner.active),) if cleaner.active else ())


class BrokenSvg(Exception):
    """Why a file is refused."""


class Cleaner:
    """One reading of one file: what has been written so far, and where the reading stands."""

    def __init__(self) -> None:
        self.written: list[str] = []
        # What was left out because it acts: its name and line.
        self.active: list[tuple[str, int]] = []
        self.root: dict[str, str] = {}
        # For each open element: the end tag to write, or "".
        self.ends: list[str] = []
        # How many of them stand in something left out.
        self.skipped = 0
        self.is_open = False
        self.style: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        """Drawing programs name the standard's DTD, which nobody fetches. One written in place is another matter."""
        if has_subset:
            raise BrokenSvg("it defines its own entities or elements (`<!DOCTYPE … [`)")

    def entity(self, name: str, *rest: object) -> None:
        """Entities can make a small file huge."""
        raise BrokenSvg(f"it defines an entity, `{name}`")

    def start(self, tag: str, attributes: list[str]) -> None:
        """An element begins."""
        space, _, local = tag.rpartition(" ")
        if not self.ends and (local != "svg" or space not in (SVG, "")):
            raise BrokenSvg(f"it is no drawing: it begins with `<{local}>`")
        if self.skipped:
            self.skipped += 1
        elif space not in (SVG, "") or (local not in ELEMENTS and local not in TRANSPARENT):
            self.skipped = 1
            if local in ACTIVE:
                self.leave_out(local)
        elif local in ELEMENTS:
            self.begin(local, attributes)
            return
        self.ends.append("")

    def begin(self, local: str, attributes: list[str]) -> None:
        """Write a start tag."""
        if self.style is not None:
            raise BrokenSvg("there is an element within a style")
        self.close_tag()
        kept = [
            (name, value)
            for key, value in zip(attributes[::2], attributes[1::2], strict=True)
            if (name := self.attribute(key, value))
        ]
        if not self.ends:
            kept.insert(0, ("xmlns", SVG))
            self.root = dict(kept)
        self.written.append(f"<{local}" + "".join(f' {name}="{quoted(value)}"' for name, value in kept))
        self.is_open = True
        self.ends.append(local)
        if local == "style":
            self.style = []

    def attribute(self, key: str, value: str) -> str:
        """The name under which an attribute is written, or ""."""
        space, _, name = key.rpartition(" ")
        if space == XML and name in ("space", "lang"):
            return f"xml:{name}"
        if name == "href" and space in ("", XLINK):
            if value.strip().startswith("#"):
                return "href"
            self.leave_out("href")
            return ""
        if space:
            return ""
        if name.lower().startswith("on"):
            self.leave_out(name)
            return ""
        if name not in ATTRIBUTES and not name.startswith("aria-"):
            return ""
        if REACHES_OUT.search(value):
            self.leave_out(name)
            return ""
        return name

    def text(self, text: str) -> None:
        """Characters within an element."""
        if self.skipped:
            return
        if self.style is not None:
            self.style.append(text)
            return
        self.close_tag()
        self.written.append(escape(text, quote=False))

    def end(self, tag: str) -> None:
        """An element ends."""
        local = self.ends.pop()
        if self.skipped:
            self.skipped -= 1
            return
        if not local:
            return
        if self.style is not None:
            self.write_style("".join(self.style))
            self.style = None
        self.written.append("/>" if self.is_open else f"</{local}>")
        self.is_open = False

    def write_style(self, style: str) -> None:
        """Write a style sheet, unless it reaches outside."""
        if REACHES_OUT.search(style):
            self.leave_out("style")
        elif style:
            self.close_tag()
            self.written.append(escape(style, quote=False))

    def close_tag(self) -> None:
        """Finish a start tag, now that something follows it."""
        if self.is_open:
            self.written.append(">")
            self.is_open = False

    def leave_out(self, what: str) -> None:
        """Note something that acts."""
        self.active.append((what, self.parser.CurrentLineNumber))


# Between quotation marks these would become spaces, or end the value.
_IN_AN_ATTRIBUTE = {ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;", ord("\r"): "&#13;"}


def quoted(value: str) -> str:
    """An attribute's value as it stands between quotation marks (XML 1.0, 3.3.3)."""
    return escape(value, quote=False).translate(_IN_AN_ATTRIBUTE)


def size_of(root: dict[str, str]) -> tuple[int, int]:
    """Width and height in CSS pixels, from `width` and `height` or else from `viewBox`."""
    box = [float(part) for part in re.findall(r"-?\d*\.?\d+", root.get("viewBox", ""))]
    box_width, box_height = (box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else (0.0, 0.0)
    width, height = length(root.get("width", "")), length(root.get("height", ""))
    if not width and not height:
        width, height = box_width, box_height
    elif box_width and not height:
        height = width * box_height / box_width
    elif box_height and not width:
        width = height * box_width / box_height
    if not 0 < width < 1e6 or not 0 < height < 1e6:
        return 0, 0
    return max(1, round(width)), max(1, round(height))


def length(text: str) -> float:
    """A length in CSS pixels; 0 when it depends on where the drawing stands (`100%`, `2em`)."""
    match = LENGTH.fullmatch(text)
    return float(match[1]) * UNITS[match[2].lower()] if match else 0.0


@explained
def broken_svg(name: str, why: str) -> Diagnostic:
    """An SVG file cannot be read.

    SVG drawings are text, and a program that saved half of one, or an editor that
    changed a character, leaves a file that no browser shows. Some files define
    abbreviations ("entities") of their own; they are refused too, because a few lines
    of them can fill a computer's memory. Open the file in the program it was drawn
    with and save it again, as "plain" or "optimized" SVG where there is a choice.

    -- content/media/mark.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"></svg>

    error[broken-svg]: the drawing cannot be used: line 1: mismatched tag
     --> content/media/mark.svg
      = help: open it in a drawing program and save it again as plain SVG
    """
    return Diagnostic(
        code="broken-svg",
        severity=Severity.ERROR,
        message=f"the drawing cannot be used: {why}",
        where=Place(name),
        help="open it in a drawing program and save it again as plain SVG",
    )


@explained
def active_svg(name: str, active: list[tuple[str, int]]) -> Diagnostic:
    """An SVG file does more than draw.

    An SVG can hold scripts, animations, links and pictures from other places. On a
    website these would act in the chapter's name, so they are left out of the drawing
    that is published; everything that only draws is kept. If the drawing still looks
    right, save it without them, as "plain" SVG.

    -- content/media/mark.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
      <script>alert(1)</script>
      <path d="M0 0h10v10z" onclick="alert(2)"/>
    </svg>

    warning[active-svg]: the drawing does more than draw: `script` (line 2), `onclick` (line 3)
     --> content/media/mark.svg
      = help: these are left out of the published drawing; save it as plain SVG
    """
    several = ", ".join(f"`{what}` (line {line})" for what, line in active[:5])
    more = f" and {len(active) - 5} more" if len(active) > 5 else ""
    return Diagnostic(
        code="active-svg",
        severity=Severity.WARNING,
        message=f"the drawing does more than draw: {several}{more}",
        where=Place(name),
        help="these are left out of the published drawing; save it as plain SVG",
    )
