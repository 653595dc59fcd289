"""The members who gave a picture, by the name of its file. The order decides their grounds."""

from tests.drawings.palette import (
    AMBER,
    AUBURN,
    BLACK,
    BLUSH,
    BRICK,
    BUTTER,
    CHESTNUT,
    CREAM,
    GOLD,
    GRAY,
    INK,
    MIST,
    MOSS,
    MUSTARD,
    PINE,
    PLUM,
    SAGE,
    SAND,
    SEA,
    SILVER,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    TOMATO,
    mix,
)
from tests.drawings.people.face import Face

MEMBERS = {
    "magdalena-ruiz": Face(TEAL, SKINS[2], BLACK, "long", TOMATO, "blazer", earrings=AMBER),
    "desmond-okafor": Face(MUSTARD, SKINS[5], BLACK, "fade", PINE, "shirt", beard="#2A2020", glasses="round"),
    "lucille-brandt": Face(BLUSH, SKINS[0], SILVER, "bob", PLUM, "scarf", glasses=TOMATO, lined=True, width=0.97),
    "priya-raghunathan": Face(SEA, SKINS[3], BLACK, "bun", MUSTARD, earrings=TOMATO, width=0.95),
    "tomasz-wieczorek": Face(SAGE, SKINS[6], GRAY, "bald", SLATE, "shirt", beard=GRAY, lined=True, width=1.05),
    "annette-moreau-wells": Face(TOMATO, SKINS[4], BLACK, "curls", CREAM, "blazer", earrings=TEAL),
    "hank-vandersteen": Face(MIST, SKINS[0], GOLD, "side", BRICK, "overall", width=1.06, lined=True),
    "yolanda-pettigrew": Face(AMBER, SKINS[5], BLACK, "afro", TEAL, "turtle", earrings=CREAM),
    "ji-woo-han": Face(SLATE, SKINS[1], BLACK, "short", AMBER, glasses="round", sun=STEEL, width=0.97),
    "bernadette-ogrady": Face(MOSS, SKINS[0], AUBURN, "curls", INK, width=0.98),
    "marcus-tillery": Face(
        BRICK, SKINS[4], BLACK, "braids", SAND, "shirt", sun=mix(BRICK, TOMATO, 0.7), beard="#241A18"
    ),
    "fatima-el-amin": Face(CREAM, SKINS[7], TEAL, "hijab", PINE, sun=BUTTER),
    "rosalind-achebe": Face(
        PLUM,
        SKINS[5],
        GRAY,
        "fade",
        MUSTARD,
        "scarf",
        glasses=AMBER,
        sun=mix(PLUM, TOMATO, 0.5),
        lined=True,
        earrings=AMBER,
    ),
    "sven-hale": Face(BUTTER, SKINS[6], "#E0B45A", "short", SEA, "turtle", sun=AMBER, width=0.96, earrings=INK),
    "carmen-ibarra": Face(PINE, SKINS[7], CHESTNUT, "bob", BLUSH, "shirt", sun=TEAL),
    "walter-nowicki": Face(SAND, SKINS[0], SILVER, "side", SLATE, "blazer", glasses="round", lined=True, sun=CREAM),
    "ines-caldera": Face(
        CREAM, SKINS[6], SILVER, "bun", BRICK, "blazer", glasses="round", lined=True, sun=SAND, earrings=TEAL
    ),
    "linh-tran-mercer": Face(SEA, SKINS[1], BLACK, "bob", BRICK, sun=MIST),
}
