"""Legs that meet the floor: planted, flat and kneeling feet, and feet that swing over it."""

import math
from dataclasses import replace

from builder.figures.body.body import Body, table
from builder.figures.body.contact import lowest_foot, root_near
from builder.figures.body.pose import Foothold, LegPose
from builder.figures.body.sides import SIGN
from builder.figures.body.skeleton import Leg
from builder.figures.space.geometry import (
    UPRIGHT,
    Axes,
    Vector,
    add,
    axes_along,
    clamp,
    dot,
    length,
    subtract,
    two_bones,
    unit,
)

STRAIGHT = 35.0
"""A planted leg bent less than this stands on its heel; bent more, on its sole."""


def leg_to(leg: Leg, ankle: Vector, foot: Axes, body: Body, pole: Vector) -> Leg:
    """The same leg with its ankle at a place, the knee towards ``pole``."""
    knee, end = two_bones(leg.hip, ankle, body.lengths.thigh, body.lengths.shank, pole)
    thigh = axes_along(subtract(leg.hip, knee), leg.thigh.front)
    shank = axes_along(subtract(knee, end), leg.shank.front)
    return replace(leg, knee=knee, ankle=end, thigh=thigh, shank=shank, foot=foot)


def stand(leg: Leg, pose: LegPose, side: str, pelvis: Axes, body: Body) -> Leg:
    """Bring a planted, flat, kneeling or swinging leg to the floor; the hip stays where it is."""
    if pose.foot == "planted":
        if pose.foothold:
            foot = UPRIGHT.twisted(_heading(leg)).flexed(pose.foothold.lean)
            return leg_to(leg, pose.foothold.ankle, foot, body, _knee_side(leg, pose.foothold.ankle))
        return _planted(leg, pose, side, pelvis, body)
    if pose.foot == "flat":
        leg = levelled(leg)
        ankle = (leg.ankle[0], body.lengths.ankle, leg.ankle[2])
        return leg_to(leg, ankle, leg.foot, body, leg.thigh.front)
    return leg


def levelled(leg: Leg) -> Leg:
    """The same leg with its sole level."""
    return replace(leg, foot=UPRIGHT.twisted(_heading(leg)))


def _heading(leg: Leg) -> float:
    """Which way the toes point, as a turn to the left about the vertical."""
    front = leg.foot.front
    return math.degrees(math.atan2(-front[2], front[0])) if math.hypot(front[0], front[2]) > 0.2 else 0.0


def _knee_side(leg: Leg, ankle: Vector) -> Vector:
    """A planted leg keeps its knee up, or in front when the foot is below the hip."""
    way = unit(subtract(ankle, leg.hip))
    return (0.0, 1.0, 0.0) if abs(way[1]) < 0.9 else leg.thigh.front


def _planted(leg: Leg, pose: LegPose, side: str, pelvis: Axes, body: Body) -> Leg:
    """Turn the thigh until the sole meets the floor, at the angle nearest to the one that is given."""

    def turned(hip: float) -> Leg:
        thigh = pelvis.flexed(-hip)
        if pose.hip_abduction:
            thigh = thigh.tilted(SIGN[side] * pose.hip_abduction)
        shank = thigh.flexed(pose.knee)
        knee = add(leg.hip, thigh.up, -body.lengths.thigh)
        ankle = add(knee, shank.up, -body.lengths.shank)
        foot = shank.flexed(-pose.ankle) if pose.knee < STRAIGHT else UPRIGHT.twisted(_heading(leg))
        return replace(leg, knee=knee, ankle=ankle, thigh=thigh, shank=shank, foot=foot, toes=0.0)

    angle = root_near(lambda hip: lowest_foot(turned(hip)), pose.hip, -45.0, 155.0)
    return turned(angle)


def kneel(leg: Leg, pose: LegPose, floor: float, body: Body) -> Leg:
    """Turn the shank of a kneeling leg until its instep (top) or its bent toes (tucked) lie on the floor."""
    if leg.knee[1] - floor > 14:
        return leg

    def turned(knee: float) -> Leg:
        shank = leg.thigh.flexed(knee)
        ankle = add(leg.knee, shank.up, -body.lengths.shank)
        foot = shank.flexed(74.0 if pose.foot == "top" else -14.0)
        toes = 0.0 if pose.foot == "top" else clamp(foot.lean(), 0.0, 82.0)
        return replace(leg, shank=shank, ankle=ankle, foot=foot, toes=toes)

    def height(knee: float) -> float:
        now = turned(knee)
        upper = min(point[1] for point in _shoe_upper(now))
        return min(lowest_foot(now), upper) - floor - 0.1

    return turned(root_near(height, 90.0, 50.0, 135.0, 8.0))


def _shoe_upper(leg: Leg) -> list[Vector]:
    return [leg.foot.point(leg.ankle, x, y) for x, y in table().shoes.hind.points]


def foothold(leg: Leg) -> Foothold:
    """Where a foot stands now."""
    return Foothold(leg.ankle, leg.foot.lean())


def below_floor(leg: Leg) -> float:
    """How many cm the foot is below the floor."""
    return max(0.0, -lowest_foot(leg))


def lifted(leg: Leg, body: Body) -> Leg:
    """A swinging foot that would pass through the floor is brought up to it."""
    depth = below_floor(leg)
    if not depth:
        return leg
    ankle = add(leg.ankle, (0.0, 1.0, 0.0), depth)
    pole = subtract(
        leg.knee,
        add(
            leg.hip,
            unit(subtract(leg.ankle, leg.hip)),
            dot(subtract(leg.knee, leg.hip), unit(subtract(leg.ankle, leg.hip))),
        ),
    )
    return leg_to(leg, ankle, leg.foot, body, pole if length(pole) > 0.5 else leg.thigh.front)
