"""Flat drawings in tables: how they are written, and how they are laid into space.

A drawing is points ``x,y`` with blanks between them; a point with ``!`` is a corner.
"""

from dataclasses import dataclass

from builder.figures.camera import Camera
from builder.figures.geometry import Frame, Point2, Vector
from builder.figures.shapes import Outline


def points_of(text: str) -> list[Point2]:
    """Read the points of a drawing."""
    pairs = (word.rstrip("!").split(",") for word in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def corners_of(text: str) -> tuple[int, ...]:
    """Read which points of a drawing are corners."""
    return tuple(index for index, word in enumerate(text.split()) if word.endswith("!"))


@dataclass(frozen=True)
class Flat:
    """A flat drawing laid into a frame: x along its front, y along its top, moved by an offset."""

    camera: Camera
    origin: Vector
    frame: Frame
    offset: Point2 = (0.0, 0.0)

    def points(self, text: str) -> list[Point2]:
        """The points of a drawing on the page."""
        dx, dy = self.offset
        return [self.camera.page(self.frame.point(self.origin, x + dx, y + dy)) for x, y in points_of(text)]

    def outline(self, text: str) -> Outline:
        """A closed drawing on the page."""
        return Outline(self.points(text), corners_of(text))
