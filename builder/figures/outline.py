"""Closed outlines: from a ring of points to a smooth SVG path."""

import math
from collections.abc import Sequence
from typing import NamedTuple


class Point(NamedTuple):
    """A point of an outline; a corner keeps its angle, any other point is passed smoothly."""

    x: float
    y: float
    corner: bool = False


CORNER_HANDLE = 0.4
"""At a corner the handle goes this part of the way to the neighbour's handle: tips become pointed, not blunt."""


def path(points: Sequence[Point]) -> str:
    """Write a closed outline as relative cubic curves in whole units; rounding errors do not add up."""
    tangents = [_tangent(points[i - 1], point, points[(i + 1) % len(points)]) for i, point in enumerate(points)]
    pen = _Pen(points[0])
    for i, (start, leaving) in enumerate(zip(points, tangents, strict=True)):
        end, arriving = points[(i + 1) % len(points)], tangents[(i + 1) % len(points)]
        pen.curve(*_handles(start, leaving, end, arriving), end)
    return pen.text + "z"


def _tangent(before: Point, point: Point, after: Point) -> tuple[float, float]:
    """The unit-speed direction at a point: finite differences weighted by the distances to both neighbours."""
    if point.corner:
        return (0.0, 0.0)
    back = math.dist(before[:2], point[:2]) or 1e-6
    on = math.dist(point[:2], after[:2]) or 1e-6
    return (
        ((point.x - before.x) / back * on + (after.x - point.x) / on * back) / (back + on),
        ((point.y - before.y) / back * on + (after.y - point.y) / on * back) / (back + on),
    )


def _handles(
    start: Point, leaving: tuple[float, float], end: Point, arriving: tuple[float, float]
) -> tuple[Point, Point]:
    third = math.dist(start[:2], end[:2]) / 3
    first = Point(start.x + leaving[0] * third, start.y + leaving[1] * third)
    second = Point(end.x - arriving[0] * third, end.y - arriving[1] * third)
    if start.corner:
        first = _between(start, second)
    if end.corner:
        second = _between(end, first)
    return first, second


def _between(start: Point, end: Point) -> Point:
    return Point(start.x + (end.x - start.x) * CORNER_HANDLE, start.y + (end.y - start.y) * CORNER_HANDLE)


class _Pen:
    """Writes relative coordinates and remembers where the rounded line really is."""

    def __init__(self, start: Point) -> None:
        self.x, self.y = round(start.x), round(start.y)
        self.text = f"M{self.x} {self.y}"

    def curve(self, *points: Point) -> None:
        steps = [(round(point.x - self.x), round(point.y - self.y)) for point in points]
        numbers = "".join(str(value) if value < 0 else f" {value}" for step in steps for value in step)
        self.text += "c" + numbers.removeprefix(" ")
        self.x, self.y = self.x + steps[-1][0], self.y + steps[-1][1]
