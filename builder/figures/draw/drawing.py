"""Flat drawings of the tables, laid into space."""

from dataclasses import dataclass

from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Axes, Point2, Vector
from builder.figures.space.shapes import Outline


@dataclass(frozen=True)
class Flat:
    """A flat drawing laid along axes: x along their front, y along their top, moved by an offset."""

    camera: Camera
    origin: Vector
    axes: Axes
    offset: Point2 = (0.0, 0.0)

    def points(self, drawing: Outline) -> list[Point2]:
        """The points of a drawing on the page."""
        dx, dy = self.offset
        return [self.camera.page(self.axes.point(self.origin, x + dx, y + dy)) for x, y in drawing.points]

    def outline(self, drawing: Outline) -> Outline:
        """A closed drawing on the page."""
        return Outline(self.points(drawing), drawing.corners)
