"""Arms that meet something: pointing, reaching, leaning on the elbows, and how a hand lies in what it holds."""

import math
from dataclasses import dataclass, replace

from builder.content.models.figure import Target
from builder.figures.body.body import Body
from builder.figures.body.contact import ELBOW, PALM, RESTING_HAND, RESTING_WRIST
from builder.figures.body.places import World, find
from builder.figures.body.pose import ArmPose, Pose
from builder.figures.body.sides import SIGN
from builder.figures.body.skeleton import Arm, Skeleton, arm_by_angles, raised_by, shoulder_of, upper_arm_axes
from builder.figures.space.geometry import (
    Axes,
    Vector,
    across,
    add,
    axes_along,
    clamp,
    dot,
    length,
    subtract,
    two_bones,
    unit,
)

GRIP = "fist"
FLAT_FOREARM = 12.0
"""A flat hand whose elbow is hardly higher than its wrist, in cm, lies on the floor with its forearm."""

DOWN: Vector = (0.0, -1.0, 0.0)


@dataclass(frozen=True)
class Miss:
    """A hand that does not get to its target, by so many cm."""

    side: str
    target: str
    distance: float


def solve_arm(side: str, pose: Pose, person: Skeleton, world: World, body: Body) -> Arm:
    """Put one arm where the pose wants it. The blade and the arm depend on each other: they are solved in turn."""
    arm_pose, chest = pose.arms[side], person.chest
    arm = person.arms[side]
    for _ in range(3):
        shoulder = shoulder_of(arm_pose, side, person.spine, body, raised_by(arm.upper, chest, side))
        arm = _arm_from(side, arm_pose, pose, replace(arm, shoulder=shoulder), person, world, body)
    return arm


def _arm_from(side: str, arm_pose: ArmPose, pose: Pose, arm: Arm, person: Skeleton, world: World, body: Body) -> Arm:
    if "elbows" in pose.support and arm_pose.reach is None:
        return _on_elbow(side, arm_pose, arm, person, body)
    if arm_pose.point is not None:
        solved = _pointing(side, arm_pose, arm_pose.point, arm, person, world, body)
    elif arm_pose.reach is not None:
        solved = _reaching(side, arm_pose, arm_pose.reach, arm, person, world, body)
    else:
        upper = upper_arm_axes(arm_pose, side, person.chest)
        solved = arm_by_angles(arm_pose, side, arm.shoulder, upper, body)
    lying = arm_pose.hand == "flat" and abs(solved.wrist[1] - solved.elbow[1]) < FLAT_FOREARM
    kind = "rest" if lying else arm_pose.hand
    return replace(solved, hand=_hand_axes(side, arm_pose, solved, person, world), kind=kind)


def _on_elbow(side: str, arm_pose: ArmPose, arm: Arm, person: Skeleton, body: Body) -> Arm:
    """Lean on the forearm: upper arm upright, forearm along the floor to the front, turned outward as far as given."""
    chest = person.chest
    on_side = abs(chest.front[1]) < 0.7
    ahead, out = (chest.front, chest.up) if on_side else (chest.up, add((0.0, 0.0, 0.0), chest.right, SIGN[side]))
    ahead, out = unit(across(ahead, DOWN)), unit(across(out, DOWN))
    turn = math.radians(arm_pose.rotation)
    ahead = add(add((0.0, 0.0, 0.0), ahead, math.cos(turn)), out, math.sin(turn))
    sink = (ELBOW - RESTING_WRIST) / body.lengths.forearm
    way = unit((ahead[0], -sink, ahead[2]))
    elbow = add(arm.shoulder, DOWN, body.lengths.upper_arm)
    upper = axes_along((0.0, 1.0, 0.0), ahead)
    fore = axes_along((-way[0], -way[1], -way[2]), (0.0, 1.0, 0.0))
    wrist = add(elbow, way, body.lengths.forearm)
    return replace(arm, elbow=elbow, wrist=wrist, upper=upper, fore=fore, hand=fore, kind=arm.kind)


def _pointing(
    side: str, arm_pose: ArmPose, target: Target, arm: Arm, person: Skeleton, world: World, body: Body
) -> Arm:
    """Stretch the arm in a direction or towards a place, the elbow bent a little if so given."""
    chest, shoulder, sign = person.chest, arm.shoulder, SIGN[side]
    reach = body.lengths.upper_arm + body.lengths.forearm
    match target.at:
        case "up" | "down" | "forward" | "back" | "out":
            way = {"up": (0.0, 1.0, 0.0), "down": DOWN, "forward": (1.0, 0.0, 0.0), "back": (-1.0, 0.0, 0.0)}.get(
                target.at, (0.0, 0.0, sign)
            )
        case "floor":
            low = clamp((shoulder[1] - RESTING_HAND) / reach, 0.0, 0.9)
            feet = (-chest.up[0], 0.0, -chest.up[2])
            way = add(unit(feet), DOWN, low)
        case _:
            way = subtract(find(target, side, person, world), shoulder)
    way = add(add(unit(way), (0.0, 1.0, 0.0), target.up / reach), (0.0, 0.0, sign), target.out / reach)
    way = add(way, (1.0, 0.0, 0.0), target.forward / reach)
    bent = reach * math.cos(math.radians(min(arm_pose.elbow, 170.0) / 2))
    end = add(shoulder, unit(way), bent)
    return _to(side, arm_pose, arm, end, person, body)


def _reaching(side: str, arm_pose: ArmPose, aim: Target, arm: Arm, person: Skeleton, world: World, body: Body) -> Arm:
    """Bring the wrist, or the middle of a grip, to the target."""
    target = find(aim, side, replace(person, arms={**person.arms, side: arm}), world)
    if arm_pose.hand == "flat":
        return _to(side, arm_pose, arm, add(target, (0.0, 1.0, 0.0), PALM), person, body)
    solved = _to(side, arm_pose, arm, target, person, body)
    if arm_pose.hand != GRIP:
        return solved
    for _ in range(5):
        hand = _hand_axes(side, arm_pose, solved, person, world)
        solved = _to(side, arm_pose, solved, add(target, hand.up, body.lengths.grip), person, body)
    return solved


def _to(side: str, arm_pose: ArmPose, arm: Arm, wrist: Vector, person: Skeleton, body: Body) -> Arm:
    pole = elbow_side(arm_pose.bend or _natural_bend(arm_pose), side, person)
    elbow, end = two_bones(arm.shoulder, wrist, body.lengths.upper_arm, body.lengths.forearm, pole)
    return with_elbow(arm, elbow, end, pole)


NATURAL_BEND = {"hip": "back-out", "waist": "back-out", "low-back": "back-out", "behind-head": "out", "temple": "out"}


def _natural_bend(arm_pose: ArmPose) -> str:
    """Where the elbow points when nothing is said: down, but outwards with the hand on the hip or at the head."""
    return NATURAL_BEND.get(arm_pose.reach.at, "down") if arm_pose.reach else "down"


def with_elbow(arm: Arm, elbow: Vector, wrist: Vector, pole: Vector) -> Arm:
    """An arm through three joints; the crease of the elbow lies opposite to where the elbow points."""
    up, down = unit(subtract(arm.shoulder, elbow)), unit(subtract(elbow, wrist))
    crease = across((-down[0], -down[1], -down[2]), up)
    if length(crease) < 0.05:
        crease = across((-pole[0], -pole[1], -pole[2]), up)
    upper = axes_along(up, crease)
    turned = across(upper.up, down)
    fore = axes_along(down, turned if length(turned) > 0.05 else crease)
    return replace(arm, elbow=elbow, wrist=wrist, upper=upper, fore=fore, hand=fore)


def elbow_side(bend: str, side: str, person: Skeleton) -> Vector:
    """Where the elbow points: a side of the chest, or two joined by a hyphen."""
    chest, sign = person.chest, SIGN[side]
    ways = {
        "down": (-chest.up[0], -chest.up[1], -chest.up[2]),
        "up": chest.up,
        "back": (-chest.front[0], -chest.front[1], -chest.front[2]),
        "front": chest.front,
        "out": (chest.right[0] * sign, chest.right[1] * sign, chest.right[2] * sign),
    }
    pole = (0.0, 0.0, 0.0)
    for part in bend.split("-"):
        pole = add(pole, ways[part])
    return add(pole, ways["out"], 0.12)


def _hand_axes(side: str, arm_pose: ArmPose, arm: Arm, person: Skeleton, world: World) -> Axes:
    """How the hand is turned: on the floor, in line with what pulls at it, or as the wrist says."""
    sign = SIGN[side]
    if arm_pose.hand in ("flat", "rest"):
        return _on_floor(side, arm_pose, arm, person)
    hand = arm.fore.twisted(sign * (arm_pose.pronation or 0.0)).flexed(-arm_pose.wrist)
    if arm_pose.hand == GRIP and side in world.pulls:
        pull = unit(subtract(world.places[world.pulls[side]].point, arm.wrist))
        fingers = (-hand.up[0], -hand.up[1], -hand.up[2])
        angle = math.degrees(math.acos(clamp(dot(pull, fingers), -1, 1)))
        share = min(1.0, 40.0 / angle) if angle > 1 else 0.0
        way = unit(add(fingers, subtract(pull, fingers), share))
        return axes_along((-way[0], -way[1], -way[2]), hand.front)
    return hand


def _on_floor(side: str, arm_pose: ArmPose, arm: Arm, person: Skeleton) -> Axes:
    """A hand on the floor: palm down, fingers along the forearm, or ahead when the arm comes from above."""
    way = subtract(arm.wrist, arm.elbow)
    level = (way[0], 0.0, way[2])
    if arm_pose.hand == "flat" and length(level) < 14:
        ahead = person.chest.up if abs(person.chest.up[1]) < 0.8 else person.chest.front
        level = (ahead[0], 0.0, ahead[2])
    fingers = unit(level)
    back = (0.0, SIGN[side], 0.0)
    up = (-fingers[0], -fingers[1], -fingers[2])
    front = (up[1] * back[2] - up[2] * back[1], up[2] * back[0] - up[0] * back[2], up[0] * back[1] - up[1] * back[0])
    return Axes(front, up, back)


def misses(pose: Pose, person: Skeleton, world: World, body: Body) -> list[Miss]:
    """The hands that do not get to their targets."""
    found = []
    for side, arm_pose in pose.arms.items():
        if arm_pose.reach is None:
            continue
        arm = person.arms[side]
        target = find(arm_pose.reach, side, person, world)
        if arm_pose.hand == "flat":
            target = add(target, (0.0, 1.0, 0.0), PALM)
        hand = arm.grip(body.lengths.grip) if arm_pose.hand == GRIP else arm.wrist
        distance = length(subtract(target, hand))
        if distance > 1.0:
            found.append(Miss(side, arm_pose.reach.at, distance))
    return found
