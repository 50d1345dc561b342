"""Elastic bands: fixed to a post, round the feet, or between the hands."""

from builder.content.models import props
from builder.figures.body.sides import other_side
from builder.figures.body.sight import Sight
from builder.figures.props.solids import block, line
from builder.figures.props.thing import Thing
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import DOWN, Point2, Vector, add, between
from builder.figures.space.shapes import Shape, Strokes

TAIL = 6.0
"""How much of the band hangs out of the fist, in cm."""


class Band(Thing[props.Band]):
    """An elastic band."""

    model = props.Band

    @property
    def is_shared(self) -> bool:
        return self.given.around == "hands"

    @property
    def anchor(self) -> Vector | None:
        return (self.x, self.given.height, 0.0) if self.given.around == "anchor" else None

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        """The post that it is fixed to."""
        if self.anchor is None:
            return []
        x, y, _ = self.anchor
        post = block(camera, (x + 1, 0, -4), (x + 8, max(y + 14, 150.0), 4), "metal")
        base = block(camera, (x - 12, 0, -14), (x + 21, 4, 14), "frame")
        return [*base, *post, *block(camera, (x - 1, y - 3, -3), (x + 2, y + 3, 3), "frame")]

    def draw_in_hand(self, side: str, sight: Sight) -> list[Shape]:
        """The band from its other end to this hand."""
        camera, hand = sight.camera, sight.grip(side)
        match self.given.around:
            case "hands":
                other = sight.grip(other_side(side))
                band = line(camera, other, between(other, hand, 0.5), hand)
            case "feet":
                leg = sight.person.legs[side]
                band = line(camera, leg.foot.point(leg.ankle, 9.5, -7.4), hand)
            case _:
                band = line(camera, self.anchor or hand, hand)
        return _drawn(band, line(camera, hand, add(hand, DOWN, TAIL)))

    def draw_over_feet(self, sight: Sight) -> list[Shape]:
        """The part that lies round the soles."""
        if self.given.around != "feet":
            return []
        leg = sight.person.legs["right"]
        under = [leg.foot.point(leg.ankle, x, y) for x, y in ((6.5, -7.0), (9.5, -7.7), (12.5, -7.0))]
        return _drawn(line(sight.camera, *under))


def _drawn(*lines: list[Point2]) -> list[Shape]:
    return [Strokes("band-edge", lines), Strokes("band", lines)]


KINDS = (Band,)
