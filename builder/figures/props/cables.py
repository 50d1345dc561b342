"""What pulls at the hands from an anchor: cable machine and suspension trainer."""

from collections.abc import Sequence
from dataclasses import replace

from builder.content.models import props
from builder.figures.body.sight import Sight
from builder.figures.props.solids import block, disc, line, ring
from builder.figures.props.thing import Solid, Span, Thing
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import DOWN, ORIGIN, Vector, add, between, length, subtract, unit
from builder.figures.space.shapes import Mass, Outline, Shape, Strokes

HIGHEST_LIFT = 70.0
"""No stack of plates rises more than this, in cm."""


class Cable(Thing[props.Cable]):
    """A cable machine with a rope or a stirrup grip."""

    model = props.Cable

    @property
    def anchor(self) -> Vector:
        return (self.x, self.given.height, 0.0)

    @property
    def base(self) -> Span:
        return Span(self.x, self.x + 42.0)

    def solids(self) -> Sequence[Solid]:
        return (Solid((self.x + 3, 0.0, -9.0), (self.x + 40, max(self.given.height + 14, 190.0), 9.0)),)

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        """A tower whose upper plates rise as the cable is pulled out. Seen end on, only post and pulley are drawn."""
        x, y = self.x + 4, self.given.height
        wheel = replace(disc(camera, (x - 2.5, y, -1.5), (x - 2.5, y, 1.5), 3.6, "metal"), shaded=False)
        pulley = [*block(camera, (x, y - 4, -5), (x + 11, y + 5, 5), "frame"), wheel]
        top = max(y + 14, 190.0)
        base = block(camera, (x, 0, -16), (x + 40, 5, 16), "frame")
        post = block(camera, (x + 3, 5, -4), (x + 9, top, 4), "metal")
        if camera.looks_lengthwise:
            return [*base, *post, *pulley] if camera.towards[0] < 0 else pulley
        roof = block(camera, (x, top - 5, -8), (x + 40, top, 8), "frame")
        return [*base, *_stack(camera, x, top, min(max(travel, 0.0), HIGHEST_LIFT)), *post, *roof, *pulley]

    def draw_in_hand(self, side: str, sight: Sight) -> list[Shape]:
        if self.given.handle == "rope":
            return _rope(self.anchor, sight.grip(side), sight.camera)
        return _stirrup(self.anchor, side, sight, "cable")


class Straps(Thing[props.Straps]):
    """A suspension trainer hung from a beam."""

    model = props.Straps

    @property
    def anchor(self) -> Vector:
        return (self.x, self.given.height, 0.0)

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        x, y = self.x, self.given.height
        beam = block(camera, (x - 26, y + 4, -6), (x + 26, y + 10, 6), "frame")
        return beam + block(camera, (x - 2, y - 2, -2), (x + 2, y + 4, 2), "metal")

    def draw_in_hand(self, side: str, sight: Sight) -> list[Shape]:
        return _stirrup(self.anchor, side, sight, "strap")


def _stack(camera: Camera, x: float, top: float, lift: float) -> list[Shape]:
    """The plates between their rods: those above are lifted, and hang from the cable."""
    rods = tuple(line(camera, (x + 21, 5, z), (x + 21, top - 4, z)) for z in (-6, 6))
    plates = tuple(line(camera, (x + 14, height, 9), (x + 28, height, 9)) for height in (13, 22, 31, 51 + lift))
    return [
        *block(camera, (x + 31, 5, -4), (x + 37, top, 4), "metal"),
        Strokes("cable", rods),
        *block(camera, (x + 14, 5, -9), (x + 28, 40, 9), "pad"),
        *block(camera, (x + 14, 40 + lift, -9), (x + 28, 62 + lift, 9), "pad"),
        Strokes("plate", plates),
        Strokes("cable", (line(camera, (x + 21, 62 + lift, 0), (x + 21, top - 4, 0)),)),
    ]


def _rope(anchor: Vector, hand: Vector, camera: Camera) -> list[Shape]:
    """A rope through the fist, joined to the cable in front of it, with a knob at its end."""
    way = unit(subtract(anchor, hand))
    middle = (hand[0], hand[1], 0.0)
    joint = add(middle, unit(subtract(anchor, middle)), min(26.0, length(subtract(anchor, middle)) / 2))
    tail = unit(add(add(ORIGIN, way, -0.7), DOWN, 0.6))
    rope = line(camera, joint, between(joint, hand, 0.6), hand, add(hand, tail, 5.0), add(hand, tail, 8.5))
    knob = [camera.page(point) for point in ring(add(hand, tail, 9.0), camera.towards, 2.4, 8)]
    return [
        Strokes("cable", (line(camera, anchor, joint),)),
        Strokes("rope-edge", (rope,)),
        Strokes("rope", (rope,)),
        Mass("pad", (Outline(knob),), shaded=False),
    ]


def _stirrup(anchor: Vector, side: str, sight: Sight, kind: str) -> list[Shape]:
    """A handle across the fist on a triangle of webbing, in line with the cable or strap."""
    camera, axis, hand = sight.camera, sight.person.arms[side].hand.front, sight.grip(side)
    apex = add(hand, unit(subtract(anchor, hand)), 14.0)
    ends = [add(hand, axis, -6.6), add(hand, axis, 6.6)]
    handle = line(camera, add(hand, axis, -7.4), add(hand, axis, 7.4))
    web = line(camera, ends[0], apex), line(camera, apex, ends[1])
    return [
        Strokes(kind, (line(camera, anchor, apex), *web)),
        Strokes("tube-edge", (handle,)),
        Strokes("tube", (handle,)),
    ]


KINDS = (Cable, Straps)
