"""What a chapter may change in a theme: colors, fonts and lengths, each a CSS custom property.

`theme.yaml` lists them. The token `accent` is `var(--accent)` in the theme's styles.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from generator.pattern import pattern
from generator.text import yaml
from generator.text.diagnostic import Diagnostic, Parsed, Place
from generator.text.source import Source, Span
from generator.theme.slips import theme_field_form, unfit_token, unknown_theme_field, unknown_token

FIELDS = ("name", "license", "over", "takes", "tokens")
# What a theme consists of. Anything else in its folder (a README, a mock-up) is left alone.
FOLDERS = ("pages", "parts", "styles", "scripts", "icons", "fonts", "pictures", "words")
TOKEN_FIELDS = ("value", "help", "on", "kept")

# Text that can neither end a declaration nor open a block; quotes come in pairs.
SAFE = pattern(r"""(?:[^][;{}<>@\\"'\x00-\x1f\x7f]|"[^;{}<>@\\"\x00-\x1f\x7f]*"|'[^;{}<>@\\'\x00-\x1f\x7f]*')+""")
# What hides the rest, or has a browser load something.
UNSAFE = pattern(r"/\*|\*/|(?:url|src|image|image-set|cross-fade|element|paint)\s*\(", re.IGNORECASE)
KEPT = pattern(r"(0\.\d\d) (0\.\d\d) (0\.\d\d)")
NAME = pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

BRACKETS = {"(": 1, ")": -1}

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:%|deg|rad|grad|turn)?|none"
_PLAIN_COLOR = pattern(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})"
    r"|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)"
    rf"\(\s*(?:{_NUMBER})(?:\s*[\s,]\s*(?:{_NUMBER})){{2}}(?:\s*[/,]\s*(?:{_NUMBER}))?\s*\)"
    rf"|color\(\s*[a-z0-9-]+(?:\s+(?:{_NUMBER})){{3}}(?:\s*/\s*(?:{_NUMBER}))?\s*\)",
    re.IGNORECASE,
)
_TYPEFACE = pattern(r"\b(?:sans-serif|serif|monospace|system-ui|cursive|fantasy)$")
_LIGHT_DARK = pattern(r"light-dark\((.*)\)", re.IGNORECASE | re.DOTALL)
# CSS Color 4, section 6.1, with the two keywords that are colors.
_COLOR_NAMES = (
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood"
    " cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson currentcolor cyan darkblue darkcyan"
    " darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred"
    " darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue"
    " dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray"
    " green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen"
    " lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink"
    " lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen"
    " linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue"
    " mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy"
    " oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip"
    " peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown"
    " seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal"
    " thistle tomato transparent turquoise violet wheat white whitesmoke yellow yellowgreen"
)
COLOR_NAMES = frozenset(_COLOR_NAMES.split())


class Token(Struct, frozen=True):
    """Something a chapter may change: its name, the theme's own value, and a sentence about it.

    A color may be read `on` others, and be `kept` by the theme's styles at most as light by day, and at least as light
    by night, as two lightnesses in OKLCH; what follows them is the most chroma by night.
    """

    name: str
    value: str
    help: str = ""
    on: tuple[str, ...] = ()
    kept: tuple[float, float, float] | None = None


class Description(NamedTuple):
    """What a `theme.yaml` says; `over_at` is where it names the theme below, `takes` the folders taken from that."""

    license: str = ""
    over: str = ""
    over_at: Span | None = None
    takes: frozenset[str] = frozenset(FOLDERS)
    tokens: tuple[Token, ...] = ()


def is_color(value: str) -> bool:
    """Whether a text is a CSS color: hexadecimal, a name, a function of plain numbers, or `light-dark(…)` of two."""
    value = value.strip()
    if both := _LIGHT_DARK.fullmatch(value):
        inside = both[1]
        return any(
            is_color(inside[:at]) and is_color(inside[at + 1 :]) for at, mark in enumerate(inside) if mark == ","
        )
    return value.lower() in COLOR_NAMES or _PLAIN_COLOR.fullmatch(value) is not None


def halves(value: str) -> tuple[str, str]:
    """A color by day and by night: the two of `light-dark(…)`, or the same twice."""
    if both := _LIGHT_DARK.fullmatch(value.strip()):
        inside = both[1]
        for at, mark in enumerate(inside):
            if mark == "," and is_color(inside[:at]) and is_color(inside[at + 1 :]):
                return inside[:at].strip(), inside[at + 1 :].strip()
    return value, value


def is_typeface(value: str) -> bool:
    """Whether a text names typefaces, as a theme does: the last of them is one that every machine has."""
    return _TYPEFACE.search(value) is not None


def is_safe(value: str) -> bool:
    """Whether a text can stand as the value of a CSS declaration, and stays within it."""
    depths = list(accumulate(BRACKETS.get(mark, 0) for mark in value))
    balanced = not depths or (min(depths) >= 0 and depths[-1] == 0)
    return bool(value.strip()) and balanced and SAFE.fullmatch(value) is not None and UNSAFE.search(value) is None


# -- theme.yaml --------------------------------------------------------------


def decode_description(source: Source) -> Parsed[Description]:
    """Read a `theme.yaml`. Every field is tried."""
    fields, slips = yaml.parse_yaml(source)
    problems = list(slips)
    if fields is None:
        return Parsed(Description(), tuple(problems))
    texts: dict[str, str] = {}
    over_at: Span | None = None
    tokens: list[Token] = []
    takes = frozenset(FOLDERS)
    for key, value in fields.entries:
        where = Span(source.file, value.start, value.end)
        if key.text not in FIELDS:
            problems.append(unknown_theme_field(Span(source.file, key.start, key.end), key.text, FIELDS))
        elif key.text == "tokens":
            found, more = decode_tokens(source, value)
            tokens.extend(found)
            problems.extend(more)
        elif key.text == "takes":
            takes, more = decode_takes(source, value)
            problems.extend(more)
        elif isinstance(value, yaml.Scalar):
            texts[key.text] = value.text
            over_at = where if key.text == "over" else over_at
        else:
            problems.append(theme_field_form(where, f"`{key.text}` is a text"))
    license, over = texts.get("license", ""), texts.get("over", "")
    return Parsed(Description(license, over, over_at, takes, tuple(tokens)), tuple(problems))


def decode_takes(source: Source, node: yaml.Node) -> Parsed[frozenset[str]]:
    """Read the field `takes`: the folders that are taken from the theme below, all unless it says which."""
    items = node.items if isinstance(node, yaml.Sequence) else (node,)
    wrong = [one for one in items if not isinstance(one, yaml.Scalar) or one.text not in FOLDERS]
    said = f"`takes` lists folders of the theme below: {', '.join(FOLDERS)}"
    problems = tuple(theme_field_form(Span(source.file, one.start, one.end), said) for one in wrong)
    return Parsed(frozenset(one.text for one in items if isinstance(one, yaml.Scalar)), problems)


def decode_tokens(source: Source, node: yaml.Node) -> Parsed[tuple[Token, ...]]:
    """Read the field `tokens`: names, and for each a value and a sentence."""
    if not isinstance(node, yaml.Mapping):
        if isinstance(node, yaml.Scalar) and not node.text:
            return Parsed(())
        where = Span(source.file, node.start, node.end)
        return Parsed((), (theme_field_form(where, "`tokens` holds names, each with a `value` and a `help`"),))
    tokens: list[Token] = []
    problems: list[Diagnostic] = []
    for key, value in node.entries:
        token, slips = decode_token(source, key, value)
        problems.extend(slips)
        if token:
            tokens.append(token)
    return Parsed(tuple(tokens), tuple(problems))


def decode_token(source: Source, key: yaml.Scalar, node: yaml.Node) -> Parsed[Token | None]:
    """Read one token."""
    named = Span(source.file, key.start, key.end)
    if not NAME.fullmatch(key.text):
        said = f"`{key.text}` cannot be the name of a token"
        return Parsed(None, (theme_field_form(named, said, "names are of a-z, 0-9 and single hyphens"),))
    if not isinstance(node, yaml.Mapping):
        help = f'write `{key.text}: {{value: "{node.text}"}}`' if isinstance(node, yaml.Scalar) else ""
        where = Span(source.file, node.start, node.end)
        return Parsed(None, (theme_field_form(where, "a token is written as its `value` and its `help`", help),))
    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for name, value in node.entries:
        where = Span(source.file, value.start, value.end)
        if name.text not in TOKEN_FIELDS:
            problems.append(unknown_theme_field(Span(source.file, name.start, name.end), name.text, TOKEN_FIELDS))
        elif not isinstance(value, yaml.Scalar):
            problems.append(theme_field_form(where, f"`{name.text}` is a text"))
        elif name.text == "kept" and not KEPT.fullmatch(value.text):
            problems.append(
                theme_field_form(
                    where, "`kept` is a lightness by day, one by night, and the chroma by night: `0.45 0.82 0.09`"
                )
            )
        elif name.text == "value" and not is_safe(value.text):
            problems.append(unfit_token(where, key.text, "a value that CSS can hold", ""))
        else:
            texts[name.text] = value.text.strip()
    if "value" not in texts:
        return Parsed(None, tuple(problems) or (theme_field_form(named, f"the token `{key.text}` has no `value`"),))
    on, kept = tuple(texts.get("on", "").split()), texts.get("kept", "")
    numbers = KEPT.fullmatch(kept)
    within = (float(numbers[1]), float(numbers[2]), float(numbers[3])) if numbers else None
    return Parsed(Token(key.text, texts["value"], texts.get("help", ""), on, within), tuple(problems))


# -- a chapter's own values --------------------------------------------------


def decode_options(
    tokens: tuple[Token, ...], options: tuple[tuple[str, object], ...], theme: str, where: Place | None = None
) -> Parsed[tuple[tuple[str, str], ...]]:
    """A chapter's `theme_options` as tokens with safe values, in the order of their names.

    `where` is the place of the field, whose keys lead on to each option.
    """
    known = {token.name: token for token in tokens}
    chosen: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for name, value in options:
        place = where and where._replace(keys=(*where.keys, name))
        token = known.get(name)
        if token is None:
            problems.append(unknown_token(place, name, tuple(known), theme))
        elif not isinstance(value, str) or not is_safe(value):
            problems.append(unfit_token(place, name, "a value that CSS can hold", token.value))
        elif is_color(token.value) and not is_color(value):
            problems.append(unfit_token(place, name, "a color", token.value))
        else:
            chosen[name] = value.strip()
    return Parsed(tuple(sorted(chosen.items())), tuple(problems))


def override_layer(chosen: tuple[tuple[str, str], ...]) -> str:
    """A chapter's values as the last layer of the style sheet."""
    if not chosen:
        return ""
    return "@layer chapter {\n:root {\n" + "".join(f"--{name}: {value};\n" for name, value in chosen) + "}\n}\n"
