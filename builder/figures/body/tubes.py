"""The tubes of a solved person: trunk, arms, legs, neck and head."""

import math

from builder.figures.body.body import Body, Surface
from builder.figures.body.sides import SIGN
from builder.figures.body.skeleton import Arm, Leg, Skeleton, Spine
from builder.figures.body.tube import CrossSection, Tube, cross_section
from builder.figures.space.geometry import Axes, Vector, add, clamp, cross, dot, length, subtract, unit

LEG_CORNER, ARM_CORNER, NECK_CORNER = 7.0, 4.5, 3.0
"""Over how many cm on each side of a knee, an elbow or the neck the limb's middle line is rounded."""

LEG_BUMP, ARM_BUMP = 2.0, 0.9
"""How far a bent knee or elbow stands out at 90 degrees, in cm."""


def trunk_tube(spine: Spine, surface: Surface) -> Tube:
    """The trunk, by cm above the hip joints."""

    def at(station: float) -> CrossSection:
        axes = spine.axes(station)
        return cross_section(spine.at(station), axes.front, axes.right, surface.reach(station))

    return at


def leg_tube(leg: Leg, side: str, body: Body) -> Tube:
    """A leg: 0 hip, 1 knee, 2 ankle."""
    return _Limb(
        (leg.hip, leg.knee, leg.ankle), (leg.thigh, leg.shank), LEG_CORNER, LEG_BUMP, body.surfaces["leg"], side
    )


def arm_tube(arm: Arm, side: str, body: Body) -> Tube:
    """An arm: 0 shoulder, 1 elbow, 2 wrist."""
    return _Limb(
        (arm.shoulder, arm.elbow, arm.wrist), (arm.upper, arm.fore), ARM_CORNER, ARM_BUMP, body.surfaces["arm"], side
    )


def neck_tube(person: Skeleton, body: Body) -> Tube:
    """The neck, upwards: 0 in the shirt, 2 in the head."""
    chest = person.chest
    base = chest.point(person.neck_base, 0.8, -5)
    middle = add(person.neck_base, person.neck.up, body.lengths.neck / 2)
    top = add(person.skull, person.head.up, 5)
    return _Limb((base, middle, top), (person.neck, person.head), NECK_CORNER, 0, body.surfaces["neck"], "right")


class _Limb:
    """Two straight pieces with a rounded corner; the corner bulges outside and narrows inside when it bends."""

    def __init__(
        self,
        joints: tuple[Vector, Vector, Vector],
        axes: tuple[Axes, Axes],
        corner: float,
        bump: float,
        surface: Surface,
        side: str,
    ) -> None:
        self.joints, self.axes, self.bump, self.surface = joints, axes, bump, surface
        self.sign = SIGN[side]
        ways = [subtract(joints[1], joints[0]), subtract(joints[2], joints[1])]
        self.lengths = [length(way) for way in ways]
        self.ways = [unit(way) for way in ways]
        self.corner = min(corner, self.lengths[0] * 0.9, self.lengths[1] * 0.9)
        cosine = clamp(dot(self.ways[0], self.ways[1]), -1, 1)
        self.bend = math.degrees(math.acos(cosine))
        self.to_front = dot(subtract(self.ways[1], self.ways[0]), axes[0].front) > 0

    def __call__(self, station: float) -> CrossSection:
        centre, way = self._line(station)
        share = clamp(0.5 + (station - 1) / 0.3, 0, 1)
        right = _mixed(self.axes[0].right, self.axes[1].right, share)
        front = unit(cross(right, way))
        right = cross(way, front)
        front = (
            (-front[0], -front[1], -front[2])
            if dot(front, _mixed(self.axes[0].front, self.axes[1].front, share)) < 0
            else front
        )
        ahead, behind, outer, inner = self.surface.reach(station)
        near = max(0.0, 1 - abs(station - 1) / 0.16)
        wider, narrower = self.bend / 90 * self.bump * near, 1 - 0.25 * near * min(1.0, self.bend / 100)
        if self.to_front:
            ahead, behind = ahead * narrower, behind + wider
        else:
            ahead, behind = ahead + wider, behind * narrower
        to_right, to_left = (outer, inner) if self.sign > 0 else (inner, outer)
        return cross_section(centre, front, right, (ahead, behind, to_right, to_left))

    def _line(self, station: float) -> tuple[Vector, Vector]:
        """The middle line and its direction at a station."""
        if station < 1:
            distance = station * self.lengths[0]
            left = self.lengths[0] - distance
            if left >= self.corner:
                return add(self.joints[0], self.ways[0], distance), self.ways[0]
            share = (1 - left / self.corner) / 2
        else:
            distance = (station - 1) * self.lengths[1]
            if distance >= self.corner:
                return add(self.joints[1], self.ways[1], distance), self.ways[1]
            share = 0.5 + distance / self.corner / 2
        return self._curve(share)

    def _curve(self, share: float) -> tuple[Vector, Vector]:
        """The corner as a quadratic curve."""
        start = add(self.joints[1], self.ways[0], -self.corner)
        end = add(self.joints[1], self.ways[1], self.corner)
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        point = tuple(a * start[i] + b * self.joints[1][i] + c * end[i] for i in range(3))
        way = tuple(self.ways[0][i] * (1 - share) + self.ways[1][i] * share for i in range(3))
        return (point[0], point[1], point[2]), unit((way[0], way[1], way[2]))


def _mixed(one: Vector, other: Vector, share: float) -> Vector:
    return unit(add(add((0.0, 0.0, 0.0), one, 1 - share), other, share))
