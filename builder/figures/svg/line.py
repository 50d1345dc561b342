"""Smooth lines through points, written as short SVG path data.

Points are page points in cm, y up; the data is in whole units, ``UNITS`` to a cm, y down. A line may be given in many
poses at once: all its data then has the same commands and as many numbers, so that one can turn into another.
"""

import math
from collections.abc import Collection, Sequence

from builder.figures.space.geometry import Point2

UNITS = 6
"""Units of a drawing to a cm: rounding to whole units moves a point by at most 0.09 cm, a third of a thin line."""

UNEVEN = 1.7
"""Where the pieces beside a point differ by more than this factor, its two handles get lengths of their own."""


def smooth(
    poses: Sequence[Sequence[Point2]], corners: Collection[int] = (), *, closed: bool = True, tight: bool = False
) -> list[str]:
    """Write a smooth line in each of its poses; at a corner, and at the ends of an open line, it keeps its angle.

    A tight line, and an open one, has short handles where its points stand unevenly, and does not swing out.
    """
    count = len(poses[0])
    if count == 2:
        return [straight(line, closed=False) for line in poses]
    sharp = {*corners} if closed else {*corners, 0, count - 1}
    uneven = {index for index in range(count) if index not in sharp and any(_is_uneven(line, index) for line in poses)}
    return [_smooth(line, sharp, () if tight or not closed else uneven, closed=closed) for line in poses]


def straight(points: Sequence[Point2], *, closed: bool = True) -> str:
    """Write a polygon or, when it is not closed, a line of straight pieces."""
    pen = _Pen(points[0])
    for point in points[1:]:
        pen.draw("l", point)
    return pen.text + ("z" if closed else "")


def units(length: float) -> int:
    """A length in units of the drawing."""
    return round(length * UNITS)


def _smooth(points: Sequence[Point2], sharp: Collection[int], uneven: Collection[int], *, closed: bool) -> str:
    handles = [_handles(points, index, sharp, uneven) for index in range(len(points))]
    pen = _Pen(points[0])
    last = 0
    for end in [*range(1, len(points)), 0] if closed else range(1, len(points)):
        control = _shifted(points[end], handles[end][0])
        if last == 0 or last in uneven:
            pen.draw("c", _shifted(points[last], handles[last][1]), control, points[end])
        else:
            pen.draw("s", control, points[end])
        last = end
    return pen.text + ("z" if closed else "")


def _pieces(points: Sequence[Point2], index: int) -> tuple[float, float]:
    """The distances to the point before and to the point after."""
    back = math.dist(points[index - 1], points[index])
    return back or 1e-6, math.dist(points[index], points[(index + 1) % len(points)]) or 1e-6


def _is_uneven(points: Sequence[Point2], index: int) -> bool:
    back, on = _pieces(points, index)
    return max(back, on) > UNEVEN * min(back, on)


def _handles(
    points: Sequence[Point2], index: int, sharp: Collection[int], uneven: Collection[int]
) -> tuple[Point2, Point2]:
    """The ways from a point to its control points before and after, along the finite-difference tangent.

    With equal lengths on both sides the next curve can be an ``s``, which repeats the handle by itself.
    """
    if index in sharp:
        return (0.0, 0.0), (0.0, 0.0)
    before, point, after = points[index - 1], points[index], points[(index + 1) % len(points)]
    back, on = _pieces(points, index)
    x = ((point[0] - before[0]) / back * on + (after[0] - point[0]) / on * back) / (back + on)
    y = ((point[1] - before[1]) / back * on + (after[1] - point[1]) / on * back) / (back + on)
    if index in uneven:
        return (-x * back / 3, -y * back / 3), (x * on / 3, y * on / 3)
    size = min((back + on) / 6, min(back, on) / 2)
    return (-x * size, -y * size), (x * size, y * size)


def _shifted(point: Point2, way: Point2) -> Point2:
    return (point[0] + way[0], point[1] + way[1])


class _Pen:
    """Writes relative coordinates and remembers where the rounded line really is, so that errors do not add up."""

    def __init__(self, start: Point2) -> None:
        self.x, self.y = units(start[0]), -units(start[1])
        self.text = f"M{self.x} {self.y}"
        self._last = ""

    def draw(self, command: str, *points: Point2) -> None:
        """Go on to the last point, past the control points before it."""
        if command != self._last:
            self.text += command
        first = command != self._last
        x, y = 0, 0
        for point in points:
            x, y = units(point[0]) - self.x, -units(point[1]) - self.y
            self.text += f"{x}" if first or x < 0 else f" {x}"
            self.text += f"{y}" if y < 0 else f" {y}"
            first = False
        self.x, self.y, self._last = self.x + x, self.y + y, command
