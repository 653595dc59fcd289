"""What tells one face from another."""

from typing import Literal, NamedTuple

from tests.drawings.palette import RGB, RUST, WHITE, Color, mix

Cut = Literal["short", "side", "bob", "long", "bun", "afro", "fade", "braids", "curls", "bald", "hijab"]
Collar = Literal["crew", "shirt", "blazer", "turtle", "scarf", "overall"]


class Face(NamedTuple):
    """Somebody's looks; `glasses` is `round` or the color of square ones, `width` a factor, `sun` the second ground."""

    ground: Color
    skin: Color
    hair: Color
    cut: Cut
    coat: Color
    collar: Collar = "crew"
    glasses: Color | None = None
    beard: Color | None = None
    lined: bool = False
    earrings: Color | None = None
    width: float = 1.0
    sun: Color | None = None

    @property
    def half(self) -> float:
        """Half the head's width."""
        return 96 * self.width

    @property
    def shadow(self) -> RGB:
        """The skin, in shadow."""
        return mix(self.skin, RUST, 0.32)

    @property
    def light(self) -> Color:
        """The second color of the ground."""
        return self.sun or mix(self.ground, WHITE, 0.3)
