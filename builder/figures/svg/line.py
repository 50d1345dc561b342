"""Smooth lines through points, written as short SVG path data.

Points are page points in cm, y up; the data is in whole units, ``UNITS`` to a cm, y down. A line may be given in many
poses at once: all its data then has the same commands and as many numbers, so that one can turn into another.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from builder.figures.space.geometry import Point2

UNITS = 6
"""Units of a drawing to a cm: rounding to whole units moves a point by at most 0.09 cm, a third of a thin line."""

UNEVEN = 1.7
"""Where the pieces beside a point differ by more than this factor, its two handles get lengths of their own."""

NO_HANDLE: Point2 = (0.0, 0.0)


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
    lines = {points: _Line(points) for points in map(tuple, poses)}  # a line that rests is written once
    uneven: set[int] = set()
    if closed and not tight:
        uneven = {i for i in range(count) if i not in sharp and any(line.is_uneven(i) for line in lines.values())}
    data = {points: _smooth(line, sharp, uneven, closed=closed) for points, line in lines.items()}
    return [data[points] for points in map(tuple, poses)]


def straight(points: Sequence[Point2], *, closed: bool = True) -> str:
    """Write a polygon or, when it is not closed, a line of straight pieces."""
    pen = _Pen(points[0])
    for point in points[1:]:
        pen.draw("l", point)
    return pen.data + ("z" if closed else "")


def units(length: float) -> int:
    """A length in units of the drawing."""
    return round(length * UNITS)


@dataclass(frozen=True, eq=False)
class _Line:
    """A line in one pose."""

    points: Sequence[Point2]

    @cached_property
    def pieces(self) -> list[float]:
        """The distance from each point to the one before."""
        return [math.dist(self.points[i - 1], point) or 1e-6 for i, point in enumerate(self.points)]

    def is_uneven(self, index: int) -> bool:
        """Whether one piece beside a point is much longer than the other."""
        back, on = self.pieces[index], self.pieces[(index + 1) % len(self.points)]
        return back > UNEVEN * on or on > UNEVEN * back

    def handles(self, index: int, *, own_lengths: bool) -> tuple[Point2, Point2]:
        """The ways from a point to its control points before and after, along the finite-difference tangent.

        With equal lengths on both sides the next curve can be an ``s``, which repeats the handle by itself.
        """
        after = (index + 1) % len(self.points)
        (x0, y0), (x1, y1), (x2, y2) = self.points[index - 1], self.points[index], self.points[after]
        back, on = self.pieces[index], self.pieces[after]
        x = ((x1 - x0) / back * on + (x2 - x1) / on * back) / (back + on)
        y = ((y1 - y0) / back * on + (y2 - y1) / on * back) / (back + on)
        if own_lengths:
            return (-x * back / 3, -y * back / 3), (x * on / 3, y * on / 3)
        size = min((back + on) / 6, min(back, on) / 2)
        return (-x * size, -y * size), (x * size, y * size)


def _smooth(line: _Line, sharp: Collection[int], uneven: Collection[int], *, closed: bool) -> str:
    points = line.points
    handles = [
        (NO_HANDLE, NO_HANDLE) if index in sharp else line.handles(index, own_lengths=index in uneven)
        for index in range(len(points))
    ]
    pen = _Pen(points[0])
    last = 0
    for end in [*range(1, len(points)), 0] if closed else range(1, len(points)):
        control = _shifted(points[end], handles[end][0])
        if last == 0 or last in uneven:
            pen.draw("c", _shifted(points[last], handles[last][1]), control, points[end])
        else:
            pen.draw("s", control, points[end])
        last = end
    return pen.data + ("z" if closed else "")


def _shifted(point: Point2, way: Point2) -> Point2:
    return (point[0] + way[0], point[1] + way[1])


class _Pen:
    """Writes relative coordinates and remembers where the rounded line really is, so that errors do not add up."""

    def __init__(self, start: Point2) -> None:
        self._x, self._y = units(start[0]), -units(start[1])
        self._parts = [f"M{self._x} {self._y}"]
        self._last = ""

    @property
    def data(self) -> str:
        """What has been written."""
        return "".join(self._parts)

    def draw(self, command: str, *points: Point2) -> None:
        """Go on to the last point, past the control points before it."""
        before = "" if command != self._last else " "
        if not before:
            self._parts.append(command)
        x = y = 0
        for across, up in points:
            x, y = round(across * UNITS) - self._x, -round(up * UNITS) - self._y
            self._parts.append(f"{'' if x < 0 else before}{x}{'' if y < 0 else ' '}{y}")
            before = " "
        self._x, self._y, self._last = self._x + x, self._y + y, command
