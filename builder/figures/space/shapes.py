"""What a drawing is made of before it becomes SVG: outlines, masses, lines, in layers from the back to the front.

All points are page points in cm, y up. Two drawings of the same figure in different poses have the same layers with the
same number of shapes and points, so that one can turn into the other.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from builder.figures.space.geometry import Point2

LIGHT_DIRECTION: Point2 = (1.1, 1.5)
"""Where the light comes from on the page; its length in cm is the width of the shade."""


@dataclass(frozen=True, eq=False)
class Outline:
    """A closed smooth line; ``corners`` are the points at which it keeps an angle.

    A tight line keeps close to its points where they stand unevenly; a loose one is rounder.
    """

    points: Sequence[Point2]
    corners: tuple[int, ...] = ()
    tight: bool = False


@dataclass(frozen=True, eq=False)
class Mass:
    """Outlines of one material that merge into one body: no line is drawn where they overlap."""

    tone: str
    outlines: tuple[Outline, ...]
    contour: bool = True
    shaded: bool = True


@dataclass(frozen=True, eq=False)
class Ink:
    """A part of a contour that swells and tapers, as a filled outline under what it surrounds."""

    outline: Outline


@dataclass(frozen=True, eq=False)
class Strokes:
    """Open lines of one kind: folds, seams, features of the face."""

    kind: str
    lines: tuple[Sequence[Point2], ...]


@dataclass(frozen=True, eq=False)
class Patch:
    """A flat area without contour: an ear, an eye, a worked muscle."""

    kind: str
    outline: Outline


@dataclass(frozen=True, eq=False)
class Cast:
    """The shadow that outlines throw on a mass drawn before: shifted by cm on the page, seen on the mass only."""

    tone: str
    of: tuple[Outline, ...]
    onto: tuple[Outline, ...]
    shift: Point2


@dataclass(frozen=True, eq=False)
class Polygon:
    """A flat area with straight edges, without contour."""

    kind: str
    points: Sequence[Point2]


Shape = Mass | Ink | Strokes | Patch | Polygon | Cast


@dataclass(eq=False)
class Layer:
    """Shapes that lie at one depth: first all their contours are drawn, then all their fills; far ones are paler."""

    shapes: list[Shape] = field(default_factory=list)
    is_far: bool = False

    def points(self) -> Iterator[Point2]:
        """Every point of the layer, to measure what it covers."""
        for shape in self.shapes:
            match shape:
                case Mass():
                    for outline in shape.outlines:
                        yield from outline.points
                case Ink() | Patch():
                    yield from shape.outline.points
                case Polygon():
                    yield from shape.points
                case Strokes():
                    for line in shape.lines:
                        yield from line


def outline_of(text: str) -> Outline:
    """Read a drawing of a table: points as ``x,y`` with blanks between them; ``!`` marks a corner."""
    words = text.split()
    pairs = (word.rstrip("!").split(",") for word in words)
    corners = tuple(index for index, word in enumerate(words) if word.endswith("!"))
    return Outline([(float(x), float(y)) for x, y in pairs], corners)


@cache
def directions(count: int) -> tuple[Point2, ...]:
    """Evenly spread directions of length 1, from the right on."""
    turns = [2 * math.pi * index / count for index in range(count)]
    return tuple((math.cos(turn), math.sin(turn)) for turn in turns)


def circle(centre: Point2, radius: float, count: int = 8, height: float | None = None) -> list[Point2]:
    """Points around a circle or an upright ellipse."""
    height = radius if height is None else height
    return [(centre[0] + radius * cosine, centre[1] + height * sine) for cosine, sine in directions(count)]


def hull(points: Iterable[Point2], count: int) -> list[Point2]:
    """The outer points of a cloud in ``count`` directions: always equally many, some of them more than once."""
    cloud = list(points)
    found = []
    for cosine, sine in directions(count):
        reaches = [x * cosine + y * sine for x, y in cloud]
        found.append(cloud[reaches.index(max(reaches))])
    return found


def inside(point: Point2, outline: Sequence[Point2]) -> bool:
    """Tell whether a point lies inside a polygon."""
    odd = False
    x, y = point
    ax, ay = outline[-1]
    for bx, by in outline:
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
        ax, ay = bx, by
    return odd
