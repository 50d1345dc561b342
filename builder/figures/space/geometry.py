"""Points, directions and axes in space.

Lengths are centimetres, angles degrees. x points forward from a standing person who faces the right edge of the page,
y up, z to that person's right, which is towards the reader of a side view.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Vector = tuple[float, float, float]
Point2 = tuple[float, float]

ORIGIN: Vector = (0.0, 0.0, 0.0)
FORWARD: Vector = (1.0, 0.0, 0.0)
UP: Vector = (0.0, 1.0, 0.0)
DOWN: Vector = (0.0, -1.0, 0.0)
RIGHT: Vector = (0.0, 0.0, 1.0)


def add(start: Vector, direction: Vector, length: float = 1.0) -> Vector:
    """Go from a point along a direction."""
    return (start[0] + direction[0] * length, start[1] + direction[1] * length, start[2] + direction[2] * length)


def subtract(to: Vector, start: Vector) -> Vector:
    """The way from one point to another."""
    return (to[0] - start[0], to[1] - start[1], to[2] - start[2])


def dot(one: Vector, other: Vector) -> float:
    """The scalar product."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def cross(one: Vector, other: Vector) -> Vector:
    """The vector product."""
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def length(vector: Vector) -> float:
    """The length of a vector."""
    return math.sqrt(dot(vector, vector))


def unit(vector: Vector) -> Vector:
    """The same direction with length 1; a vector of no length stays as it is."""
    size = length(vector) or 1.0
    return (vector[0] / size, vector[1] / size, vector[2] / size)


def across(vector: Vector, axis: Vector) -> Vector:
    """The part of a vector that is at right angles to an axis of length 1."""
    return add(vector, axis, -dot(vector, axis))


def between(start: Vector, end: Vector, share: float) -> Vector:
    """A point on the way: share 0 is the start, 1 the end."""
    return add(start, subtract(end, start), share)


def mix(start: float, end: float, share: float) -> float:
    """A number on the way: share 0 is the start, 1 the end."""
    return start + (end - start) * share


def clamp(value: float, low: float, high: float) -> float:
    """The nearest number inside limits."""
    return low if value < low else high if value > high else value


def smoothstep(share: float) -> float:
    """A soft way from 0 to 1: level at both ends."""
    share = clamp(share, 0.0, 1.0)
    return share * share * (3 - 2 * share)


def interpolate(rows: Sequence[Sequence[float]], station: float, column: int) -> float:
    """Read a column of a table at a station between its rows, softly; beyond the ends it stays level."""
    if station <= rows[0][0]:
        return rows[0][column]
    for low, high in pairwise(rows):
        if station <= high[0]:
            return mix(low[column], high[column], smoothstep((station - low[0]) / (high[0] - low[0])))
    return rows[-1][column]


class Axes(NamedTuple):
    """Three directions of length 1 at right angles to each other: where a part's front, top and right side point."""

    front: Vector
    up: Vector
    right: Vector

    def flexed(self, degrees: float) -> "Axes":
        """Tip the top towards the front, about the right-left axis."""
        cosine, sine = _turn(degrees)
        return Axes(_mixed(self.front, cosine, self.up, -sine), _mixed(self.up, cosine, self.front, sine), self.right)

    def tilted(self, degrees: float) -> "Axes":
        """Tip the top towards the left, about the front-back axis."""
        cosine, sine = _turn(degrees)
        return Axes(self.front, _mixed(self.up, cosine, self.right, -sine), _mixed(self.right, cosine, self.up, sine))

    def twisted(self, degrees: float) -> "Axes":
        """Turn the front towards the left, about the long axis."""
        cosine, sine = _turn(degrees)
        front = _mixed(self.front, cosine, self.right, -sine)
        return Axes(front, self.up, _mixed(self.right, cosine, self.front, sine))

    def point(self, origin: Vector, front: float, up: float, right: float = 0.0) -> Vector:
        """The place that lies so far to the front, top and right of an origin."""
        f, u, r = self.front, self.up, self.right
        return (
            origin[0] + f[0] * front + u[0] * up + r[0] * right,
            origin[1] + f[1] * front + u[1] * up + r[1] * right,
            origin[2] + f[2] * front + u[2] * up + r[2] * right,
        )

    def lean(self) -> float:
        """How far the top tips forward from the vertical, in degrees, seen from the side."""
        return math.degrees(math.atan2(self.up[0], self.up[1]))


UPRIGHT = Axes((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
"""Standing, facing the right edge of the page."""


def axes_along(up: Vector, front: Vector) -> Axes:
    """The axes with this long axis whose front is as near as possible to the wish."""
    up = unit(up)
    towards = across(front, up)
    if length(towards) < 1e-6:
        towards = across((0.0, 1.0, 0.0) if abs(up[1]) < 0.9 else (1.0, 0.0, 0.0), up)
    front = unit(towards)
    return Axes(front, up, cross(front, up))


def _turn(degrees: float) -> tuple[float, float]:
    radians = math.radians(degrees)
    return math.cos(radians), math.sin(radians)


def _mixed(one: Vector, a: float, other: Vector, b: float) -> Vector:
    return (one[0] * a + other[0] * b, one[1] * a + other[1] * b, one[2] * a + other[2] * b)


def two_bones(root: Vector, target: Vector, upper: float, lower: float, pole: Vector) -> tuple[Vector, Vector]:
    """The middle joint and the end of two bones that go to a target, the joint on the side of ``pole``.

    A target out of reach is met as nearly as the bones allow.
    """
    way = subtract(target, root)
    distance = clamp(length(way), abs(upper - lower) * 1.02, (upper + lower) * 0.9995)
    way = unit(way)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    aside = math.sqrt(max(0.0, upper**2 - along**2))
    out = across(pole, way)
    if length(out) < 1e-6:
        out = across((0.0, 1.0, 0.0) if abs(way[1]) < 0.9 else (1.0, 0.0, 0.0), way)
    return add(add(root, way, along), unit(out), aside), add(root, way, distance)
