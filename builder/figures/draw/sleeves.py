"""Arms with their sleeves, and how they grow out of the trunk."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from builder.figures.body.sides import SIGN
from builder.figures.body.sight import Sight
from builder.figures.body.skeleton import raised_by
from builder.figures.draw.limbs import ARM, HEM, bare_limb, hand_shapes
from builder.figures.space.geometry import Point2, smoothstep
from builder.figures.space.shapes import (
    LIGHT_DIRECTION,
    Ink,
    Layer,
    Mass,
    Outline,
    Patch,
    Strokes,
    circle,
    hull,
    inside,
)

CONTOUR = 0.47
"""Half the width of a contour, in cm."""

ACROSS = (1.0, 0.6, 0.0, -0.6, -1.0)
"""Shares of the width at which a line across a limb is drawn."""

BASE, NARROWED = -0.02, 0.4
"""Where the fill of a sleeve begins inside the shoulder (station), and how wide it is there: no corner stands out."""

IN_FRONT = 0.14
"""The station at which the contour of a sleeve begins whose arm hangs in front of the trunk."""

FILLED, INKED = 0.1, ((0.1, 0.03), (0.13, 0.02), (0.2, 0.01))
"""The station at which the fill of a sleeve has its full width, earlier when the arm points at the reader; and how much
further down than its contour starts, and at least how much short of the hem, its ink is drawn. Neither begins where the
contour starts, or a line would show across the shoulder."""

BESIDE_HEAD = 95.0
"""An arm raised more than this many degrees begins to be beside the neck or the head."""


def root(sight: Sight, side: str) -> Outline:
    """Where an arm grows out of the trunk: shoulder, first part of the sleeve, and the folds of the armpit."""
    arm, trunk = sight.arms[side], sight.trunk
    sign = SIGN[side]
    ball = circle(sight.page(sight.person.arms[side].shoulder), 4.7, 12)
    ends = ((0.05, 1.0), (0.14, 1.0), (0.3, 0.75))
    sleeve = [arm.point(station, edge * share, sleeve_grow(station)) for station, share in ends for edge in (1, -1)]
    chest = [
        trunk.slice(station).seen(trunk.slice(station).turn(sign * angle))
        for station, angle in ((36.0, 70.0), (36.0, 110.0), (44.0, 50.0), (44.0, 130.0))
    ]
    return Outline(hull([*ball, *sleeve, *chest], 16), tight=True)


def _beside_head(sight: Sight, side: str) -> float:
    """How much an arm is raised beside the neck or the head, from 0 to 1."""
    return smoothstep((max(raised_by(sight.person.arms[side].upper, sight.person.chest, side)) - BESIDE_HEAD) / 20)


def cap(sight: Sight, side: str) -> Outline:
    """The tip of the shoulder: the muscles of the trunk end at it."""
    arm = sight.arms[side]
    sleeve = [arm.point(station, edge, sleeve_grow(station)) for station in (0.05, 0.14) for edge in (1, -1)]
    return Outline(hull([*circle(sight.page(sight.person.arms[side].shoulder), 5.0, 12), *sleeve], 12), tight=True)


def sleeve_grow(station: float) -> float:
    """How loose a sleeve is at a station, in cm."""
    return 0.15 + 0.35 * smoothstep((station - 0.08) / 0.36)


def far_arm(sight: Sight, side: str) -> Layer:
    """An arm that is drawn behind the trunk, with a whole contour."""
    skin, hem = sight.arms[side], sight.look.sleeve
    sleeve = Outline(_sleeve(sight, side, (0.0, 0.12, 0.29, hem)), (3, 7))
    hand, on_hand = hand_shapes(sight, side)
    bare = bare_limb(skin, hem, ARM)
    shapes = [Mass("skin", (bare, *hand)), *on_hand, Mass("top", (sleeve,)), _hem_line(sight, side)]
    return Layer(shapes, is_far=True)


def near_arm(sight: Sight, side: str, trunk: Outline, slopes: Sequence[Outline]) -> Layer:
    """An arm in front of the trunk: its contour begins, thin, where it leaves the trunk.

    The slopes of the shoulders count as trunk, but not beside the neck, which lies over them.
    """
    skin, hem = sight.arms[side], sight.look.sleeve
    under = (trunk,) if _beside_head(sight, side) > 0.5 else (trunk, *slopes)
    edges = {share: _Edge(sight, side, share, _contour_start(sight, side, share, under)) for share in (1, -1)}
    across = [skin.point(hem, share, sleeve_grow(hem)) for share in HEM]
    across_ink = [skin.point(hem + 0.03, share, sleeve_grow(hem)) for share in HEM]
    fill = [*edges[1].line(), *across, *reversed(edges[-1].line())]
    ink = [*edges[1].ink(), *across_ink, *reversed(edges[-1].ink())]
    hand, on_hand = hand_shapes(sight, side)
    return Layer(
        [
            Mass("skin", (bare_limb(skin, hem, ARM), *hand)),
            *on_hand,
            Ink(Outline(ink, (0, 3, 7, 10))),
            Mass("top", (Outline(fill, (4, 8)),), contour=False, shaded=False),
            *(Patch("top shade", edge.shade()) for edge in edges.values()),
            _hem_line(sight, side),
        ]
    )


@dataclass(frozen=True)
class _Edge:
    """One edge of a sleeve (share 1 or -1), and the station at which its contour begins."""

    sight: Sight
    side: str
    share: int
    start: float

    def line(self) -> list[Point2]:
        """The edge of the fill: from inside the shoulder, where it is narrow, down to the hem."""
        raised = _beside_head(self.sight, self.side)
        deeper = max(self._aimed(), raised)
        base = self.sight.arms[self.side].point(BASE - 0.15 * raised, self.share * (NARROWED + 0.3 * raised))
        return [
            base,
            *(self._point(station) for station in (FILLED - 0.1 * deeper, 0.18, 0.32, self.sight.look.sleeve)),
        ]

    def ink(self) -> list[Point2]:
        """The outer line of the contour, which swells from its start on."""
        hem = self.sight.look.sleeve
        inked = (min(self.start + further, hem - short) for further, short in INKED)
        return [self._point(station, CONTOUR) for station in (*inked, hem)]

    def _point(self, station: float, ink: float = 0.0) -> Point2:
        length = 0.18 if self.start else 0.06
        swell = -0.2 + (ink + 0.2) * smoothstep((station - self.start) / length) if ink else 0.0
        beyond = 0.012 if ink and station == self.sight.look.sleeve else 0.0
        return self.sight.arms[self.side].point(station + beyond, self.share, sleeve_grow(station) + swell)

    def _aimed(self) -> float:
        """How much the arm points at the reader, or away, so that its sleeve is seen end on: 0 to 1."""
        return smoothstep((abs(self.sight.faces(self.sight.person.arms[self.side].upper.up)) - 0.5) / 0.3)

    def shade(self) -> Outline:
        """The strip along the edge that is turned from the light; nothing on the lit side."""
        arm, hem = self.sight.arms[self.side], self.sight.look.sleeve
        outer, middle = arm.point(hem, self.share), arm.point(hem, 0)
        size = math.dist(outer, middle) or 1.0
        away = -((outer[0] - middle[0]) * LIGHT_DIRECTION[0] + (outer[1] - middle[1]) * LIGHT_DIRECTION[1]) / size
        width = 0.32 * max(0.0, away) * (1 - self._aimed())
        stations = (0.2, 0.32, hem)
        outside = [arm.point(station, self.share, sleeve_grow(station)) for station in stations]
        inside_ = [
            arm.point(station, self.share * (1 - width * share), sleeve_grow(station))
            for station, share in zip(stations, (0.0, 0.8, 1.0), strict=True)
        ]
        return Outline([*outside, *reversed(inside_)], (0, 2, 3), tight=True)


def _contour_start(sight: Sight, side: str, share: int, trunk: Sequence[Outline]) -> float:
    """The station at which the contour of this edge begins: a little before the edge leaves the trunk for good.

    An edge that is outside from the shoulder on has it from 0; one that never leaves the trunk has it from IN_FRONT.
    """
    hem = sight.look.sleeve
    count = 12
    last = None
    for index in range(count, -1, -1):
        station = hem * index / count
        point = sight.arms[side].point(station, share, sleeve_grow(station) - 0.4)
        if any(inside(point, outline.points) for outline in trunk):
            break
        last = station
    if last is None:
        return IN_FRONT
    return 0.0 if last < 0.03 else max(0.01, last - 0.08)


def _sleeve(sight: Sight, side: str, stations: Sequence[float]) -> list[Point2]:
    skin = sight.arms[side]
    up = [skin.point(t, 1, sleeve_grow(t)) for t in stations]
    down = [skin.point(t, -1, sleeve_grow(t)) for t in reversed(stations)]
    across = [skin.point(stations[-1], share, sleeve_grow(stations[-1])) for share in HEM]
    return [*up, *across, *down]


def _hem_line(sight: Sight, side: str) -> Strokes:
    skin, hem = sight.arms[side], sight.look.sleeve
    return Strokes("detail", ([skin.point(hem - 0.05, share, 0.4) for share in ACROSS],))
