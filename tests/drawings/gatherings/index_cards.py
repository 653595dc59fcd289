"""What would be most useful for you? The cards, pinned up in no order; four of them are the same drawing."""

import math
from typing import NamedTuple

from PIL import Image

from tests.drawings.art import Art
from tests.drawings.curves import Point, smooth
from tests.drawings.palette import (
    AMBER,
    BLUSH,
    BRICK,
    BUTTER,
    CREAM,
    INK,
    MIST,
    NIGHT,
    PLUM,
    RUST,
    TEAL,
    TOMATO,
    WHITE,
    Color,
    mix,
)
from tests.drawings.shapes import circle, polygon, rect


def draw() -> Image.Image:
    """The picture, 1,600 by 1,067."""
    art = Art(19, paper="#B98553")
    cork(art)
    cards(art)
    return art.finish()


def cork(art: Art) -> None:
    """A board of cork."""
    dice = art.random
    for _ in range(4200):
        x, y, r = dice.uniform(0, 1600), dice.uniform(0, 1067), dice.uniform(1.5, 4.5)
        art.circle(x, y, r, mix("#B98553", dice.choice([RUST, BUTTER, "#8F6137"]), dice.uniform(0.15, 0.5)))
    art.spray(rect(0, 0, 1600, 1067), RUST, (300, 200), (1600, 1067), 0, 0.5)


class Card(NamedTuple):
    """A card pinned up at x, y, and turned by a few hundredths of a radian."""

    x: float
    y: float
    turn: float

    def at(self, px: float, py: float) -> Point:
        """Where a point of the card lies on the board."""
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return self.x + px * cos - py * sin, self.y + px * sin + py * cos


def cards(art: Art) -> None:
    """Twenty-seven cards, pinned up in no order; four of them are the same drawing."""
    dice = art.random
    spots = [
        (150 + column * 262 + dice.uniform(-30, 30), 120 + row * 208 + dice.uniform(-24, 24))
        for row in range(5)
        for column in range(6)
    ]
    dice.shuffle(spots)
    for i, (x, y) in enumerate(spots[:27]):
        card = Card(x, y, dice.uniform(-0.16, 0.16))
        blank(art, card, dice.choice([WHITE, CREAM, CREAM, BUTTER, MIST, BLUSH]))
        if i in (2, 9, 13, 20):
            little_factory(art, card)
        else:
            writing(art, card, dice.choice([INK, TEAL, BRICK]))
        pin(art, card, (TOMATO, TEAL, AMBER, INK, PLUM)[i % 5])


def blank(art: Art, card: Card, paper: Color) -> None:
    """An empty card, its shadow and its red line."""
    corners = [card.at(-118, -74), card.at(118, -74), card.at(118, 74), card.at(-118, 74)]
    art.tint(polygon([(x + 8, y + 11) for x, y in corners]), NIGHT, 0.32)
    art.polygon(corners, paper)
    art.line([card.at(-118, -38), card.at(118, -38)], TOMATO, w=2.4, caps=False)


def little_factory(art: Art, card: Card) -> None:
    """What four people drew: three teeth and a chimney."""
    teeth = [(-70, 52), (-70, -4), (-40, -24), (-40, -4), (-10, -24), (-10, -4), (20, -24), (20, 52)]
    art.polygon([card.at(x, y) for x, y in teeth], BRICK)
    art.polygon([card.at(x, y) for x, y in ((34, 52), (38, -52), (54, -52), (58, 52))], BRICK)
    art.line([card.at(-100, 54), card.at(96, 54)], INK, w=4)


def writing(art: Art, card: Card, ink: Color) -> None:
    """Two or three lines of it."""
    for k in range(art.random.choice([2, 3, 3])):
        w = art.random.uniform(90, 190)
        scrawl = [card.at(-98 + w * q / 8, -12 + k * 28 + (5 if q % 2 else -5)) for q in range(9)]
        art.line(smooth(scrawl, closed=False, steps=6), ink, w=4.4)


def pin(art: Art, card: Card, color: Color) -> None:
    """A round-headed pin, and the light on it."""
    art.tint(circle(card.x + 5, card.y - 58, 13), NIGHT, 0.35)
    art.circle(*card.at(0, -64), 13, color)
    art.circle(*card.at(-4, -68), 4, WHITE)
