"""Round parts of the body: a line of cross-sections, and what of their surface the reader sees.

Trunk, limbs, neck and head are all tubes with elliptic cross-sections. A place on a tube is a station along it and an
angle around it: 0 front, 90 the person's right, 180 back, -90 left. Whatever is drawn on the body (outlines, hems, the
hairline, muscles) is given in these coordinates once and is right from every side; what is hidden slides to the edge.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Point2, Vector, add, clamp, dot, mix


class CrossSection(NamedTuple):
    """An ellipse in space: its middle, where front and right are, and its half axes in cm."""

    centre: Vector
    front: Vector
    right: Vector
    depth: float
    half: float

    def lowest(self) -> float:
        """The height of its lowest point."""
        return self.centre[1] - math.hypot(self.depth * self.front[1], self.half * self.right[1])


def cross_section(centre: Vector, front: Vector, right: Vector, reach: Sequence[float]) -> CrossSection:
    """Make a section from how far it reaches to front, back, right and left of a line inside it."""
    ahead, behind, to_right, to_left = reach
    middle = add(add(centre, front, (ahead - behind) / 2), right, (to_right - to_left) / 2)
    return CrossSection(middle, front, right, max(0.05, (ahead + behind) / 2), max(0.05, (to_right + to_left) / 2))


Tube = Callable[[float], CrossSection]
"""Gives the section at a station."""

SurfacePoint = tuple[float, float]
"""A place on a tube: station and angle."""

TURNED_AWAY = 108.0
"""An area whose middle is turned this far away is not seen at all."""

RIM_TURN = 84.0
"""What lies on the surface ends this many degrees from facing the reader, just inside the edge."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A section as the reader sees it: a point and two axes on the page, and which way round it faces the reader.

    ``facing`` and ``edge`` are points of the unit circle (cosine towards the front, sine towards the right).
    """

    middle: Point2
    depth_axis: Point2
    half_axis: Point2
    facing: Point2
    edge: Point2

    def at(self, cosine: float, sine: float) -> Point2:
        """The page point of a point of the unit circle."""
        m, d, h = self.middle, self.depth_axis, self.half_axis
        return (m[0] + d[0] * cosine + h[0] * sine, m[1] + d[1] * cosine + h[1] * sine)

    def across(self, share: float) -> Point2:
        """The surface point at a share of the visible width: 1 and -1 are the two edges."""
        out = math.sqrt(max(0.0, 1 - share * share))
        f, e = self.facing, self.edge
        return self.at(f[0] * out + e[0] * share, f[1] * out + e[1] * share)

    def turn(self, angle: float) -> float:
        """How far from facing the reader an angle of the surface is, -180 to 180; the edges are at 90 and -90."""
        radians = math.radians(angle)
        cosine, sine = math.cos(radians), math.sin(radians)
        towards = cosine * self.facing[0] + sine * self.facing[1]
        aside = cosine * self.edge[0] + sine * self.edge[1]
        return math.degrees(math.atan2(aside, towards))

    def seen(self, turn: float) -> Point2:
        """The page point at a turn from the reader; what is beyond an edge stays at the edge."""
        return self.across(math.sin(math.radians(clamp(turn, -RIM_TURN, RIM_TURN))))


def slice_of(part: CrossSection, camera: Camera, grow: float = 0.0) -> Slice:
    """Project a section, made wider all round by ``grow`` cm."""
    depth, half = max(0.05, part.depth + grow), max(0.05, part.half + grow)
    front_x, front_y = camera.page(part.front)
    right_x, right_y = camera.page(part.right)
    to_front, to_right = dot(camera.towards, part.front), dot(camera.towards, part.right)
    x, y = half * to_front, depth * to_right
    size = math.hypot(x, y) or 1.0
    facing = (x / size, y / size) if size > 1e-6 else (0.0, 1.0)
    return Slice(
        camera.page(part.centre),
        (front_x * depth, front_y * depth),
        (right_x * half, right_y * half),
        facing,
        (facing[1], -facing[0]),
    )


class Rim(NamedTuple):
    """Where a garment or the hair ends: a station for each angle around the tube, from 0 to 180 for both sides."""

    rows: tuple[tuple[float, float], ...]

    def station(self, angle: float) -> float:
        """The station at an angle."""
        angle = abs((angle + 180) % 360 - 180)
        for low, high in zip(self.rows, self.rows[1:], strict=False):
            if angle <= high[0]:
                return mix(low[1], high[1], (angle - low[0]) / ((high[0] - low[0]) or 1))
        return self.rows[-1][1]

    def angles(self) -> list[float]:
        """All given angles, on both sides; a level rim needs none."""
        if len({station for _, station in self.rows}) == 1:
            return []
        return [row[0] for row in self.rows] + [-row[0] for row in self.rows if 0 < row[0] < 180]


class Skin:
    """A tube seen by a camera; sections and slices are worked out once."""

    def __init__(self, tube: Tube, camera: Camera) -> None:
        self.tube = tube
        self.camera = camera
        self._sections: dict[float, CrossSection] = {}
        self._slices: dict[tuple[float, float], Slice] = {}

    def slice(self, station: float, grow: float = 0.0) -> Slice:
        """The slice at a station."""
        key = (station, grow)
        if key not in self._slices:
            self._slices[key] = slice_of(self._section(station), self.camera, grow)
        return self._slices[key]

    def _section(self, station: float) -> CrossSection:
        if station not in self._sections:
            self._sections[station] = self.tube(station)
        return self._sections[station]

    def point(self, station: float, share: float, grow: float = 0.0) -> Point2:
        """A surface point by station and share of the visible width."""
        return self.slice(station, grow).across(share)

    def edges(self, stations: Iterable[float], share: float, grow: float = 0.0) -> list[Point2]:
        """A line along the tube at a share of the visible width."""
        return [self.point(station, share, grow) for station in stations]

    def band(self, stations: Sequence[float], grow: float = 0.0, hem: Sequence[float] = ()) -> list[Point2]:
        """The visible surface between the first and the last station; ``hem`` are shares across its two ends."""
        first = [self.point(stations[0], -share, grow) for share in hem]
        last = [self.point(stations[-1], share, grow) for share in hem]
        up, down = self.edges(stations, 1, grow), self.edges(reversed(stations), -1, grow)
        return [*up, *last, *down, *first]

    def rim(self, rim: "Rim", grow: float = 0.0) -> list[Point2]:
        """The visible part of a rim, from edge to edge; its hidden angles lie where it meets the edge."""
        turns = sorted(
            ((self.slice(rim.station(angle), grow).turn(angle), angle) for angle in rim.angles()), reverse=True
        )
        points = []
        for turn, angle in turns:
            if abs(turn) > 90:
                angle = self._edge_angle(rim, 1 if turn > 0 else -1)
            station = rim.station(angle)
            points.append(self.slice(station, grow).seen(turn))
        return points

    def _edge_angle(self, rim: "Rim", side: int) -> float:
        cosine, sine = self.slice(rim.station(90)).edge
        return math.degrees(math.atan2(sine * side, cosine * side))

    def between(
        self, low: "Rim", high: "Rim", shares: Sequence[float], grow: float = 0.0, hem: Sequence[float] = ()
    ) -> list[Point2]:
        """The visible surface between two rims; ``shares`` are the outline points from low to high.

        ``hem`` are shares across a level lower rim at which it runs round the tube.
        """
        edges = []
        for side in (1, -1):
            start, end = (rim.station(self._edge_angle(rim, side)) for rim in (low, high))
            edges.append([self.point(mix(start, end, share), side, grow) for share in shares])
        lower = [self.point(low.station(0), -share, grow) for share in hem] or [*reversed(self.rim(low, grow))]
        return [*edges[0], *self.rim(high, grow), *reversed(edges[1]), *lower]

    def patch(
        self, places: Sequence[SurfacePoint], grow: float = 0.0, area: Sequence[SurfacePoint] = ()
    ) -> list[Point2]:
        """Places of the surface that belong to one area (themselves, when none is given), as the reader sees them.

        What is turned away lies on the edge that the middle of the area is nearest to, so a hidden area has no size.
        The area must not reach round more than half the tube.
        """
        slices = [self.slice(station, grow) for station, _ in places]
        middle = self._middle(area or places)
        if abs(middle) > TURNED_AWAY:
            return [slices[0].seen(middle)] * len(places)
        return [
            part.seen(middle + (part.turn(angle) - middle + 180) % 360 - 180)
            for part, (_, angle) in zip(slices, places, strict=True)
        ]

    def _middle(self, area: Sequence[SurfacePoint]) -> float:
        turns = [math.radians(self.slice(station).turn(angle)) for station, angle in area]
        return math.degrees(math.atan2(sum(map(math.sin, turns)), sum(map(math.cos, turns))))

    def line(self, places: Sequence[SurfacePoint], hidden_from: float = 86.0) -> list[Point2]:
        """A line on the surface; when its middle is turned away so many degrees it shrinks to a point."""
        points = self.patch(places)
        return [points[0]] * len(points) if abs(self._middle(places)) > hidden_from else points
