"""From space to the page: parallel projection, so that equal lengths look equal anywhere in a drawing.

The page's x runs to the right and its y up, both in centimetres of the drawn person; depth grows towards the reader.
"""

import math
from dataclasses import dataclass
from functools import cached_property

from builder.figures.space.geometry import Point2, Vector


@dataclass(frozen=True)
class Camera:
    """Where the reader stands. ``turn`` 0 sees the person's right side, 90 the front, -90 the back; ``rise`` looks down
    from above, both in degrees."""

    turn: float
    rise: float

    @cached_property
    def towards(self) -> Vector:
        """The direction from the scene to the reader."""
        turn, rise = math.radians(self.turn), math.radians(self.rise)
        return (math.sin(turn) * math.cos(rise), math.sin(rise), math.cos(turn) * math.cos(rise))

    @cached_property
    def right(self) -> Vector:
        """The direction in space that runs to the right on the page."""
        turn = math.radians(self.turn)
        return (math.cos(turn), 0.0, -math.sin(turn))

    @cached_property
    def up(self) -> Vector:
        """The direction in space that runs up the page."""
        turn, rise = math.radians(self.turn), math.radians(self.rise)
        return (-math.sin(turn) * math.sin(rise), math.cos(rise), -math.cos(turn) * math.sin(rise))

    @property
    def looks_lengthwise(self) -> bool:
        """Whether a person is seen from the front or the back rather than from the side."""
        return abs(self.turn) > 60

    @property
    def looks_down(self) -> bool:
        """Whether the floor is seen from above rather than from its edge."""
        return self.rise > 60

    def page(self, point: Vector) -> Point2:
        """Where a point of the scene stands on the page."""
        r, u = self.right, self.up
        return (
            point[0] * r[0] + point[1] * r[1] + point[2] * r[2],
            point[0] * u[0] + point[1] * u[1] + point[2] * u[2],
        )

    def depth(self, point: Vector) -> float:
        """How near the reader a point is."""
        t = self.towards
        return point[0] * t[0] + point[1] * t[1] + point[2] * t[2]


VIEWS = {
    "side": Camera(12, 7),
    "side-front": Camera(38, 9),
    "side-back": Camera(-20, 7),
    "front": Camera(90, 10),
    "back": Camera(-90, 8),
    "above": Camera(0, 84),
}
"""The views that an author may choose. A side view is seen a little from the front and from above, so that the far arm
and leg, the top of a mat and the seat of a bench come into sight; ``side-back`` a little from behind, for the back."""
