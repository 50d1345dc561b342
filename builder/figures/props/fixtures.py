"""What belongs to the room: a bar to hang from, walls, door frames."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from builder.content.models import props
from builder.figures.body.places import Place
from builder.figures.body.sides import SIDES
from builder.figures.body.sight import Sight
from builder.figures.props.solids import block, line
from builder.figures.props.thing import GRIP_ACROSS, Solid, Thing
from builder.figures.space.camera import Camera
from builder.figures.space.shapes import Polygon, Shape, Strokes

WALL_HALF, WALL_HEIGHT, WALL_THICKNESS = 74.0, 236.0, 8.0
"""Half the width of the piece of wall that is drawn, its height and its thickness, in cm."""

BEYOND = 1000.0
"""Farther than anybody reaches, in cm."""

HAND_HEIGHT = 120.0
"""How high hands lean on a wall or a door frame, in cm."""

LINTEL, POSTS = 205.0, (-56.0, 48.0)
"""The height of a doorway, and where its posts begin across, in cm."""

BAR_HALF = 46.0
"""Half the length of a bar, in cm."""


class Bar(Thing[props.Bar]):
    """A bar that hangs from above; whoever grips something on it turns the forearms."""

    model = props.Bar
    is_hung_from = True

    @cached_property
    def hands(self) -> tuple[str, ...]:
        return SIDES

    @property
    def grip_turn(self) -> float:
        return GRIP_ACROSS

    def places(self) -> Mapping[str, Place]:
        return {self.name: Place((self.x, self.given.height, 0.0), wide=True)}

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        x, y, half = self.x, self.given.height, BAR_HALF
        shapes: list[Shape] = []
        for z in (-half + 2, half - 6):
            shapes += block(camera, (x - 2, y, z), (x + 2, y + 34, z + 4), "metal")
        shapes += block(camera, (x - 14, y + 34, -half), (x + 14, y + 39, half), "frame")
        bar = line(camera, (x, y, -half), (x, y, half))
        return [*shapes, Strokes("tube-edge", (bar,)), Strokes("tube", (bar,))]


class Wall(Thing[props.Wall]):
    """A piece of wall with a skirting board; arrows may lie on it."""

    model = props.Wall

    def places(self) -> Mapping[str, Place]:
        return {self.name: Place((self.x, HAND_HEIGHT, 0.0), wide=True)}

    def solids(self) -> Sequence[Solid]:
        """All that lies behind its face: the room ends there."""
        x0, x1 = (-BEYOND, self.x) if self.x < 0 else (self.x, BEYOND)
        return (Solid((x0, 0.0, -BEYOND), (x1, BEYOND, BEYOND)),)

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        """Behind the person it reaches backwards from its x, before the person forwards."""
        x0, x1 = (self.x - WALL_THICKNESS, self.x) if self.x < 0 else (self.x, self.x + WALL_THICKNESS)
        corners = ((self.x, y, z) for y, z in ((0, -WALL_HALF), (0, WALL_HALF), (9, WALL_HALF), (9, -WALL_HALF)))
        board = Polygon("wall shade", [camera.page(corner) for corner in corners])
        return [*block(camera, (x0, 0, -WALL_HALF), (x1, WALL_HEIGHT, WALL_HALF), "wall"), board]

    def obstacles(self, sight: Sight, travel: float) -> list[list[Shape]]:
        return []


class Doorway(Thing[props.Doorway]):
    """A door frame; arrows may lie on it."""

    model = props.Doorway

    def places(self) -> Mapping[str, Place]:
        return {self.name: Place((self.x, HAND_HEIGHT, 0.0), wide=True)}

    def solids(self) -> Sequence[Solid]:
        return tuple(Solid((self.x, 0.0, z), (self.x + 11, LINTEL, z + 8)) for z in POSTS)

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        x0, x1 = self.x, self.x + 11
        shapes: list[Shape] = []
        for low, high in self.solids():
            shapes += block(camera, low, high, "wall")
        return shapes + block(camera, (x0, LINTEL, -56), (x1, LINTEL + 8, 56), "wall")

    def obstacles(self, sight: Sight, travel: float) -> list[list[Shape]]:
        return []


KINDS = (Bar, Wall, Doorway)
