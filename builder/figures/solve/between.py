"""The poses between two keyframes: joint angles glide, and what holds in both frames holds on the way."""

import math
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TypeVar

from builder.figures.body.body import Body
from builder.figures.body.places import World
from builder.figures.body.pose import ArmPose, LegPose, Pose
from builder.figures.body.sides import SIDES
from builder.figures.body.skeleton import Arm, Skeleton
from builder.figures.solve.arms import with_elbow
from builder.figures.solve.legs import lifted
from builder.figures.solve.solve import Solved, solve
from builder.figures.space.geometry import (
    Axes,
    Vector,
    across,
    add,
    axes_along,
    between,
    clamp,
    dot,
    length,
    mix,
    subtract,
    two_bones,
    unit,
)

WIDEST_STEP = 26.0
"""No bone turns more than this many degrees from one drawn pose to the next, so that straight paths look round."""

FEWEST, MOST = 2, 6

PoseT = TypeVar("PoseT", Pose, ArmPose, LegPose)

STRAIGHTER = 20.0
"""An elbow that bends more than this many degrees draws its hand along a straight line."""


def steps(start: Solved, end: Solved) -> int:
    """How many steps the way between two poses is drawn in."""
    widest = max(_turns(start.person, end.person))
    return int(clamp(math.ceil(widest / WIDEST_STEP), FEWEST, MOST))


def _turns(start: Skeleton, end: Skeleton) -> Iterator[float]:
    """How far each bone turns, in degrees."""
    yield _angle(start.spine.pelvis.up, end.spine.pelvis.up)
    yield _angle(start.chest.up, end.chest.up)
    for side in SIDES:
        one, other = start.legs[side], end.legs[side]
        yield from (_angle(one.thigh.up, other.thigh.up), _angle(one.shank.up, other.shank.up))
        arm, later = start.arms[side], end.arms[side]
        yield from (_angle(arm.upper.up, later.upper.up), _angle(arm.fore.up, later.fore.up))


def _angle(one: Vector, other: Vector) -> float:
    return math.degrees(math.acos(clamp(dot(one, other), -1, 1)))


def halfway(start: Solved, end: Solved, share: float, world: World, body: Body) -> Solved:
    """The pose at a share of the way, solved."""
    free = {side: not _held(start.pose.arms[side], end.pose.arms[side]) for side in SIDES}
    pose = _mixed_pose(start.pose, end.pose, share, free)
    solved = solve(pose, world, body)
    person = solved.person
    legs = {
        side: lifted(leg, body) if pose.legs[side].foot in ("free", "toes") else leg
        for side, leg in person.legs.items()
    }
    arms = {
        side: _mixed_arm(start.person, end.person, person, side, share, body)
        if _between_targets(start, end, side, free)
        else arm
        for side, arm in person.arms.items()
    }
    return Solved(solved.pose, replace(person, legs=legs, arms=arms))


def _held(start: ArmPose, end: ArmPose) -> bool:
    """Whether a hand keeps to the same place, or keeps pointing the same way, all the time."""
    same_reach = start.reach is not None and start.reach == end.reach
    return same_reach or (start.point is not None and start.point == end.point)


def _between_targets(start: Solved, end: Solved, side: str, free: dict[str, bool]) -> bool:
    arms = (start.pose.arms[side], end.pose.arms[side])
    leaning = "elbows" in start.pose.support and start.pose.support == end.pose.support
    return free[side] and not leaning and any(arm.reach is not None or arm.point is not None for arm in arms)


def _mixed_pose(start: Pose, end: Pose, share: float, free: dict[str, bool]) -> Pose:
    nearer = start if share < 0.5 else end
    return Pose(
        **_mixed_numbers(start, end, share),
        pin=nearer.pin,
        support=start.support if start.support == end.support else (),
        hang=nearer.hang,
        on=nearer.on,
        rest_head=nearer.rest_head,
        arms={side: _mixed_arm_pose(start.arms[side], end.arms[side], share, free[side]) for side in SIDES},
        legs={side: _mixed_leg_pose(start.legs[side], end.legs[side], share) for side in SIDES},
    )


def _mixed_leg_pose(start: LegPose, end: LegPose, share: float) -> LegPose:
    """A leg that changes how it meets the floor is free on the way."""
    foot = start.foot if start.foot == end.foot else "free"
    foothold = end.foothold if foot == "planted" else None
    return LegPose(**_mixed_numbers(start, end, share), foot=foot, foothold=foothold)


def _mixed_arm_pose(start: ArmPose, end: ArmPose, share: float, free: bool) -> ArmPose:
    nearer = start if share < 0.5 else end
    if not free:
        return nearer
    return ArmPose(**_mixed_numbers(start, end, share), hand=nearer.hand, reach=None, point=None, bend=nearer.bend)


def _mixed_numbers(start: PoseT, end: PoseT, share: float) -> dict[str, float]:
    """Every number of two poses, on the way from one to the other."""
    return {
        field.name: mix(getattr(start, field.name) or 0.0, getattr(end, field.name) or 0.0, share)
        for field in fields(start)
        if field.type in (float, float | None)
    }


def _mixed_arm(start: Skeleton, end: Skeleton, now: Skeleton, side: str, share: float, body: Body) -> Arm:
    """An arm on its way from or to a target, between its two solved places as seen from the chest."""
    one, other = start.arms[side], end.arms[side]
    shoulder = now.chest.point(
        now.spine.at(45), *between(_local(start, one.shoulder), _local(end, other.shoulder), share)
    )
    wrist = between(_local(start, one.wrist, one.shoulder), _local(end, other.wrist, other.shoulder), share)
    pole = between(_elbow(start, one), _elbow(end, other), share)
    if abs(_bend(one) - _bend(other)) < STRAIGHTER:
        wrist = _on_arc(wrist, _local(start, one.wrist, one.shoulder), _local(end, other.wrist, other.shoulder), share)
    target = now.chest.point(shoulder, *wrist)
    way = now.chest.point((0.0, 0.0, 0.0), *pole)
    elbow, hand = two_bones(shoulder, target, body.lengths.upper_arm, body.lengths.forearm, way)
    arm = with_elbow(replace(now.arms[side], shoulder=shoulder), elbow, hand, way)
    kind = one.kind if share < 0.5 else other.kind
    return replace(arm, hand=_carried(arm.fore, one, other, share), kind=kind)


def _local(person: Skeleton, point: Vector, origin: Vector | None = None) -> Vector:
    """A point as seen from the chest (front, up, right), from its middle or from another point."""
    way = subtract(point, origin or person.spine.at(45))
    chest = person.chest
    return (dot(way, chest.front), dot(way, chest.up), dot(way, chest.right))


def _elbow(person: Skeleton, arm: Arm) -> Vector:
    """How far the elbow stands off the line from shoulder to wrist, as seen from the chest."""
    axis = unit(subtract(arm.wrist, arm.shoulder))
    off = across(subtract(arm.elbow, arm.shoulder), axis)
    return (dot(off, person.chest.front), dot(off, person.chest.up), dot(off, person.chest.right))


def _bend(arm: Arm) -> float:
    return _angle(arm.upper.up, arm.fore.up)


def _on_arc(wrist: Vector, start: Vector, end: Vector, share: float) -> Vector:
    """Keep the distance from the shoulder even: an arm that hardly bends swings round."""
    return add((0.0, 0.0, 0.0), unit(wrist), mix(length(start), length(end), share))


def _carried(fore: Axes, one: Arm, other: Arm, share: float) -> Axes:
    """The hand as it is turned against the forearm, part of the way from one pose to the other."""
    first, second = _against(one.fore, one.hand), _against(other.fore, other.hand)
    up, front = (between(a, b, share) for a, b in zip(first, second, strict=True))
    return axes_along(fore.point((0.0, 0.0, 0.0), *up), fore.point((0.0, 0.0, 0.0), *front))


def _against(axes: Axes, hand: Axes) -> tuple[Vector, Vector]:
    """A hand's up and front as seen from the forearm."""

    def seen(way: Vector) -> Vector:
        return (dot(way, axes.front), dot(way, axes.up), dot(way, axes.right))

    return seen(hand.up), seen(hand.front)
