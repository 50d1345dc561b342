"""The place and the shape of an arrow.

An arrow is one clean arc beside the way of what moves. It is placed where it runs over nothing: neither the person nor
the equipment, not below the floor and not beside another arrow; the farther from the way, the dearer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from builder.figures.space.geometry import Point2, clamp, mix
from builder.figures.space.shapes import Outline, Patch, Shape

SHORTEST, LONGEST = 16.0, 58.0
"""A path shorter than this is drawn longer, and of a longer one only so much is drawn; cm."""

SHAFT = (0.55, 1.4)
"""Half the width of the shaft at its start and at its head, in cm."""

HEAD_LENGTH, HEAD_HALF = 8.0, 4.4

CLEARANCE, CLEARANCE_OF_HEAD = 3.0, 6.5
"""How far the shaft of an arrow and its tip keep from what they would cover, in cm."""

ASIDE = (0.0, 7.0, -7.0, 10.0, -10.0, 13.0, -13.0, 16.0, -16.0, 20.0, -20.0, 24.0, -24.0, 29.0, -29.0, 34.0, -34.0)
AHEAD = (0.0, 9.0, 18.0, 27.0, -10.0, -18.0)
"""By how many cm an arrow is tried beside its path and along it."""


@dataclass(frozen=True)
class Capsule:
    """A thick line that arrows keep away from: two ends on the page and half a width."""

    start: Point2
    end: Point2
    radius: float

    @cached_property
    def box(self) -> "Area":
        """The rectangle around it."""
        (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(self.start, self.end, strict=True))
        return Area((x0 - self.radius, y0 - self.radius), (x1 + self.radius, y1 + self.radius))

    def gap(self, point: Point2) -> float:
        """How far a point is from it; negative inside."""
        return _distance(point, self.start, self.end) - self.radius


@dataclass(frozen=True)
class Area:
    """A rectangle that arrows keep away from: its lower left and upper right corners."""

    low: Point2
    high: Point2

    @property
    def box(self) -> "Area":
        """The rectangle around it."""
        return self

    def is_near(self, other: "Area", distance: float) -> bool:
        """Whether less than a distance, or hardly more, lies between two rectangles in both directions."""
        return (
            self.low[0] - distance < other.high[0]
            and other.low[0] < self.high[0] + distance
            and self.low[1] - distance < other.high[1]
            and other.low[1] < self.high[1] + distance
        )

    def gap(self, point: Point2) -> float:
        """How far a point is from it; negative inside."""
        x = max(self.low[0] - point[0], point[0] - self.high[0])
        y = max(self.low[1] - point[1], point[1] - self.high[1])
        return math.hypot(max(x, 0.0), max(y, 0.0)) if x > 0 or y > 0 else max(x, y)


Obstacle = Capsule | Area


@dataclass(frozen=True)
class Course:
    """The way of a part of the body on the page, from pose to pose."""

    points: Sequence[Point2]
    offset: Point2 | None = None
    obstacles: tuple[Obstacle, ...] = field(default=())

    @property
    def length(self) -> float:
        """How far the part moves, in cm on the page."""
        return sum(math.dist(one, other) for one, other in pairwise(self.points))


def place(course: Course, others: Sequence[Sequence[Point2]]) -> list[Point2]:
    """Choose the cheapest place."""
    points = _stretched(course)
    spans = [(0.02, 0.96), (0.14, 0.97), (0.28, 1.0)]
    length = Course(points).length
    if length > LONGEST:
        spans = [(start, min(1.0, start + LONGEST / length)) for start in (0.04, 0.14, 0.26)]
    if course.offset is not None:
        return [(x + course.offset[0], y + course.offset[1]) for x, y in _arc(points, *spans[0])]
    best: list[Point2] = []
    least = math.inf
    for rank, span in enumerate(spans):
        base = _arc(points, *span)
        way = _unit(base[0], base[-1])
        for ahead in AHEAD:
            for aside in ASIDE:
                moved = [(x - way[1] * aside + way[0] * ahead, y + way[0] * aside + way[1] * ahead) for x, y in base]
                cost = abs(aside) * 0.45 + abs(ahead) * 0.34 + rank * 2.2
                if cost >= least:
                    continue
                cost += _cost(moved, course.obstacles, others, least - cost)
                if cost < least:
                    best, least = moved, cost
    return best


def _stretched(course: Course) -> list[Point2]:
    """A small movement gets an arrow that can be seen, ending where it ends."""
    length = course.length
    if length >= SHORTEST:
        return list(course.points)
    factor = SHORTEST / max(length, 0.5)
    end = course.points[-1]
    return [(end[0] + (x - end[0]) * factor, end[1] + (y - end[1]) * factor) for x, y in course.points]


def _cost(
    points: Sequence[Point2], obstacles: Sequence[Obstacle], others: Sequence[Sequence[Point2]], limit: float
) -> float:
    """What it costs to run over things, below the floor or beside another arrow; stops when it is too dear."""
    cost = 0.0
    last = len(points) - 1
    around = _area_around(points)
    near = [obstacle for obstacle in obstacles if obstacle.box.is_near(around, CLEARANCE_OF_HEAD + 0.01)]
    for index, point in enumerate(points):
        weight = 4.0 if index in (0, last) else 2.5
        clearance = CLEARANCE_OF_HEAD if index == last else CLEARANCE
        for obstacle in near:
            overlap = clearance - obstacle.gap(point)
            if overlap > 0:
                cost += weight * min(overlap, 7.0)
        cost += max(0.0, 5.0 - point[1]) * weight * 2
        cost += sum(3.0 for other in others if min(math.dist(point, one) for one in other) < 9)
        if cost >= limit:
            break
    return cost


def _area_around(points: Sequence[Point2]) -> Area:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Area((min(xs), min(ys)), (max(xs), max(ys)))


def _distance(point: Point2, start: Point2, end: Point2) -> float:
    x, y = end[0] - start[0], end[1] - start[1]
    size = x * x + y * y
    share = clamp(((point[0] - start[0]) * x + (point[1] - start[1]) * y) / size, 0, 1) if size > 1e-6 else 0.0
    return math.hypot(point[0] - start[0] - x * share, point[1] - start[1] - y * share)


def _unit(start: Point2, end: Point2) -> Point2:
    size = math.dist(start, end) or 1.0
    return ((end[0] - start[0]) / size, (end[1] - start[1]) / size)


def _along(points: Sequence[Point2], share: float) -> Point2:
    """The point at a share of a line's length."""
    left = share * Course(points).length
    for one, other in pairwise(points):
        piece = math.dist(one, other)
        if left <= piece:
            part = left / (piece or 1.0)
            return (mix(one[0], other[0], part), mix(one[1], other[1], part))
        left -= piece
    return points[-1]


def _arc(points: Sequence[Point2], start: float, end: float) -> list[Point2]:
    """One quadratic arc through the start, the middle and the end of a piece of the path, as seven points."""
    first, middle, last = (_along(points, mix(start, end, share)) for share in (0.0, 0.5, 1.0))
    half = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
    out = (2 * (middle[0] - half[0]), 2 * (middle[1] - half[1]))
    share = min(1.0, 0.45 * math.dist(first, last) / (math.hypot(*out) or 1.0))
    control = (half[0] + out[0] * share, half[1] + out[1] * share)
    return [_bezier(first, control, last, index / 6) for index in range(7)]


def _bezier(first: Point2, control: Point2, last: Point2, share: float) -> Point2:
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (a * first[0] + b * control[0] + c * last[0], a * first[1] + b * control[1] + c * last[1])


def draw_arrow(points: Sequence[Point2]) -> list[Shape]:
    """A shaft that swells towards its head, with a rim in the colour of the page."""
    length = Course(points).length
    head = min(HEAD_LENGTH, length * 0.45)
    neck = 1 - head * 0.85 / length
    shaft = [_along(points, neck * index / 5) for index in range(6)]
    base, tip = shaft[-1], points[-1]
    way = _unit(base, tip)
    half = HEAD_HALF * head / HEAD_LENGTH
    left, right = [], []
    for index, point in enumerate(shaft):
        ahead = _unit(shaft[max(index - 1, 0)], shaft[min(index + 1, 5)])
        width = mix(*SHAFT, index / 5)
        left.append((point[0] - ahead[1] * width, point[1] + ahead[0] * width))
        right.append((point[0] + ahead[1] * width, point[1] - ahead[0] * width))
    barbs = (base[0] - way[1] * half, base[1] + way[0] * half), (base[0] + way[1] * half, base[1] - way[0] * half)
    ring = [*left, barbs[0], tip, barbs[1], *reversed(right)]
    outline = Outline(ring, (0, 5, 6, 7, 8, 9, len(ring) - 1))
    return [Patch("rim", outline), Patch("arrow", outline)]
