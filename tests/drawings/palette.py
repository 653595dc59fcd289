"""A limited palette, as a screen printer would have it."""

RGB = tuple[int, int, int]
Color = str | RGB

CREAM, SAND = "#F6EBD5", "#E2C99A"
INK, NIGHT, SLATE, STEEL = "#1F2B3E", "#141D2C", "#3E5166", "#7F95A0"
TOMATO, BRICK, RUST = "#DB5532", "#A63C28", "#7C2C22"
MUSTARD, AMBER, BUTTER = "#E7A833", "#F2C14E", "#F8DE9A"
TEAL, PINE, SEA, MIST = "#2C7F7C", "#1D5557", "#7DB4AC", "#C3D9D0"
SAGE, MOSS, BLUSH, PLUM = "#9FB08C", "#5F7757", "#EBB594", "#6B3F55"
WHITE = "#FFFBF2"
GRAY, SILVER, CHESTNUT, GOLD, BLACK, AUBURN = "#8E8A84", "#CFC9BC", "#5A3320", "#C9943F", "#1C1A20", "#8E3F22"
SKINS = ("#F2C7A5", "#E0A57C", "#C68657", "#A3673F", "#7D4A2D", "#593423", "#EDB98F", "#B97848")


def rgb(color: Color) -> RGB:
    """A color as three numbers, 0 to 255."""
    if isinstance(color, tuple):
        return color
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mix(one: Color, other: Color, share: float) -> RGB:
    """A color between two colors; `share` (0 to 1) of the other."""
    red, green, blue = (round(p + (q - p) * share) for p, q in zip(rgb(one), rgb(other), strict=True))
    return red, green, blue


def brightness(color: Color) -> int:
    """How light a color is, 0 to 765."""
    return sum(rgb(color))
