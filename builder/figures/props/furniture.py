"""What a person sits, lies, steps or leans on: bench, chair, box."""

from collections.abc import Mapping, Sequence

from builder.content.models import props
from builder.figures.body.places import Place
from builder.figures.props.solids import block
from builder.figures.props.thing import Solid, Span, Thing
from builder.figures.space.camera import Camera
from builder.figures.space.shapes import Shape

CHAIR_DEPTH, CHAIR_BACK = 42.0, 44.0
"""How deep the seat of a chair is, and how far its back rest reaches above it, in cm."""


class Bench(Thing[props.Bench]):
    """A flat bench on two feet."""

    model = props.Bench
    is_seat = True

    @property
    def base(self) -> Span:
        return Span(self.x, self.x + self.given.length)

    def places(self) -> Mapping[str, Place]:
        top = self.given.height
        return {
            self.name: Place((self.x + self.given.hand, top, 0.0), wide=True),
            f"{self.name}.top": Place((self.x, top, 0.0), wide=True),
        }

    def solids(self) -> Sequence[Solid]:
        top = self.given.height
        return (Solid((self.x, top - 7, -14.0), (self.x + self.given.length, top, 14.0)),)

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        x0, x1, top = self.x, self.x + self.given.length, self.given.height
        shapes: list[Shape] = []
        for x in (x0 + 9, x1 - 13):
            shapes += block(camera, (x - 4, 0, -13), (x + 8, 2.5, 13), "frame")
            shapes += block(camera, (x, 2.5, -2), (x + 4, top - 7, 2), "frame")
        shapes += block(camera, (x0 + 8, top - 10, -3), (x1 - 8, top - 7, 3), "frame")
        return shapes + block(camera, (x0, top - 7, -14), (x1, top, 14), "pad")


class Chair(Thing[props.Chair]):
    """A chair with a back rest."""

    model = props.Chair
    is_seat = True

    @property
    def base(self) -> Span:
        return Span(self.x, self.x + CHAIR_DEPTH)

    @property
    def back(self) -> float:
        """The x of the back rest."""
        return self.x + (1.5 if self.given.facing == "forward" else 40.5)

    def places(self) -> Mapping[str, Place]:
        seat = Place((self.x + CHAIR_DEPTH / 2, self.given.height, 0.0), wide=True)
        back = Place((self.back, self.given.height + CHAIR_BACK, 0.0), wide=True)
        return {self.name: seat, f"{self.name}.top": seat, f"{self.name}.back": back}

    def solids(self) -> Sequence[Solid]:
        seat = self.given.height
        return (
            Solid((self.x, seat - 4, -21.0), (self.x + CHAIR_DEPTH, seat, 21.0)),
            Solid((self.back - 2, seat + 20, -20.0), (self.back + 2, seat + CHAIR_BACK, 20.0)),
        )

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        x0, x1, seat, back = self.x, self.x + CHAIR_DEPTH, self.given.height, self.back
        top = seat + CHAIR_BACK
        shapes: list[Shape] = []
        for z in (-20.0, 17.0):
            for x in (x0 + 1, x1 - 4):
                shapes += block(camera, (x, 0, z), (x + 3, seat - 3, z + 3), "frame")
            shapes += block(camera, (back - 1.5, seat, z), (back + 1.5, top, z + 3), "frame")
        shapes += block(camera, (back - 2, seat + 20, -20), (back + 2, top, 20), "pad")
        return shapes + block(camera, (x0, seat - 4, -21), (x1, seat, 21), "pad")


class Box(Thing[props.Box]):
    """A box, a step or a low stool."""

    model = props.Box
    is_seat = True

    @property
    def base(self) -> Span:
        return Span(self.x, self.x + self.given.width)

    def places(self) -> Mapping[str, Place]:
        top = Place((self.x + self.given.width / 2, self.given.height, 0.0), wide=True)
        return {self.name: top, f"{self.name}.top": top}

    def solids(self) -> Sequence[Solid]:
        return (Solid((self.x, 0.0, -22.0), (self.x + self.given.width, self.given.height, 22.0)),)

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        (solid,) = self.solids()
        return block(camera, solid.low, solid.high, "metal")


KINDS = (Bench, Chair, Box)
