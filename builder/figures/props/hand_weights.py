"""Weights that are carried: dumbbell, kettlebell, shopping bag. A kettlebell can also stand on the floor."""

from collections.abc import Mapping

from builder.content.models import props
from builder.figures.body.places import Place
from builder.figures.body.sides import other_side
from builder.figures.body.sight import Sight
from builder.figures.props.solids import disc, line, ring
from builder.figures.props.thing import GRIP_ACROSS, ModelT, Span, Thing
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import DOWN, FORWARD, RIGHT, Vector, add, between, smoothstep
from builder.figures.space.shapes import Mass, Outline, Patch, Shape, Strokes, hull

HANDLE, HORN = 2.8, 2.2
"""How high the handle of a kettlebell is above its foot, and where its sides are, in radii of its ball."""


class Weight(Thing[ModelT]):
    """What is carried in a hand; arrows keep clear of it there too."""

    is_weight = True

    def obstacles(self, sight: Sight, travel: float) -> list[list[Shape]]:
        held = [self.draw_in_hand(side, sight) for side in (self.hands[:1] if self.is_shared else self.hands)]
        return [self.draw(sight.camera, travel), *held]


class Dumbbell(Weight[props.Dumbbell]):
    """A dumbbell."""

    model = props.Dumbbell

    def draw_in_hand(self, side: str, sight: Sight) -> list[Shape]:
        """A short bar across the hand with a round weight at each end; the outer face that is seen is lighter."""
        camera, axis, hand = sight.camera, sight.person.arms[side].hand.front, sight.grip(side)
        bar = line(camera, add(hand, axis, -8.0), add(hand, axis, 8.0))
        weights: list[Shape] = []
        for sign in (-1, 1):
            inner, outer = (add(hand, axis, sign * reach) for reach in (6.6, 13.0))
            weights.append(disc(camera, inner, outer, 6.6, "accent", count=24))
            seen = smoothstep(sign * sight.faces(axis) / 0.2)
            face = [camera.page(point) for point in ring(outer, axis, 4.9 * seen)]
            weights.append(Patch("accent lit", Outline(face)))
        return [Strokes("tube-edge", (bar,)), Strokes("tube", (bar,)), *weights]


class Bag(Weight[props.Bag]):
    """A shopping bag that hangs from the hand."""

    model = props.Bag

    def draw_in_hand(self, side: str, sight: Sight) -> list[Shape]:
        camera, hand = sight.camera, sight.grip(side)
        top, bottom = add(hand, DOWN, 16.0), add(hand, DOWN, 46.0)
        corners = [
            add(add(place, FORWARD, x), RIGHT, z)
            for place, half in ((top, 13.0), (bottom, 15.0))
            for x in (-half, half)
            for z in (-6.0, 6.0)
        ]
        handles = tuple(line(camera, add(top, FORWARD, x), hand) for x in (-9.0, 9.0))
        body = Outline(hull([camera.page(corner) for corner in corners], 12), tuple(range(12)))
        return [Strokes("strap", handles), Mass("accent", (body,))]


class Kettlebell(Weight[props.Kettlebell]):
    """A kettlebell, on the floor or in the hands."""

    model = props.Kettlebell

    @property
    def is_shared(self) -> bool:
        return self.given.held == "both"

    @property
    def grip_turn(self) -> float:
        return GRIP_ACROSS if self.is_shared else 0.0

    @property
    def base(self) -> Span | None:
        if self.given.held is not None:
            return None
        return Span(self.x - self.given.radius, self.x + self.given.radius)

    def places(self) -> Mapping[str, Place]:
        radius = self.given.radius
        return {
            f"{self.name}.handle": Place((self.x, radius * HANDLE, 0.0)),
            f"{self.name}.horn": Place((self.x, radius * HORN, radius * 0.7)),
        }

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        return _kettlebell((self.x, 0.0, 0.0), self.given.radius, camera) if self.given.held is None else []

    def draw_in_hand(self, side: str, sight: Sight) -> list[Shape]:
        """It hangs from the hand; with both hands on it, from the middle between them."""
        hand, radius = sight.grip(side), self.given.radius
        if self.is_shared:
            hand = between(hand, sight.grip(other_side(side)), 0.5)
        return _kettlebell(add(hand, DOWN, radius * HANDLE), radius, sight.camera)


def _kettlebell(foot: Vector, radius: float, camera: Camera) -> list[Shape]:
    """A kettlebell whose foot is at a place."""
    x, y = camera.page(foot)
    r = radius
    handle = [(-0.62, 1.5), (-0.78, 2.2), (-0.56, 2.74), (0, 2.9), (0.56, 2.74), (0.78, 2.2), (0.62, 1.5)]
    ball = [
        (-0.55, 0.0), (0.55, 0.0), (0.95, 0.55), (1.0, 1.1), (0.66, 1.75), (0, 2.0), (-0.66, 1.75), (-1.0, 1.1),
        (-0.95, 0.55),
    ]  # fmt: skip
    grip = [(x + a * r, y + b * r) for a, b in handle]
    return [
        Strokes("thick-edge", (grip,)),
        Strokes("thick", (grip,)),
        Mass("accent", (Outline([(x + a * r, y + b * r) for a, b in ball], (0, 1)),)),
    ]


KINDS = (Dumbbell, Kettlebell, Bag)
