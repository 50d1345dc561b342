"""From joint angles to places in space: the chain of bones.

``skeleton(pose, body)`` hangs everything on the hip's middle at the origin; the solvers then bring it to the floor.
Spine stations are cm above the hip joints: pelvis 0-10, lumbar 10-27, thoracic 27-53.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.figures.body.body import Body
from builder.figures.body.pose import ArmPose, LegPose, Pose
from builder.figures.body.sides import SIDES, SIGN
from builder.figures.space.geometry import (
    ORIGIN,
    UPRIGHT,
    Axes,
    Vector,
    add,
    between,
    smoothstep,
)

STEP = 2.0
"""Length of the straight pieces, in cm, of which the spine's line is made."""

TOP = 56.0
SHOULDER_STATION = 45.4
NECK_STATION = 51.0


@dataclass(frozen=True)
class Spine:
    """The line of the trunk and how it is turned along the way."""

    pelvis: Axes
    lumbar: float
    thoracic: float
    side_bend: float
    twist: float
    points: tuple[Vector, ...]

    def axes(self, station: float) -> Axes:
        """The axes of the trunk at a station."""
        low, high = smoothstep((station - 7) / 22), smoothstep((station - 26) / 24)
        axes = self.pelvis.flexed(self.lumbar * low + self.thoracic * high)
        if self.side_bend:
            axes = axes.tilted(self.side_bend * (0.6 * low + 0.4 * high))
        return axes.twisted(self.twist * high) if self.twist else axes

    def at(self, station: float) -> Vector:
        """The point of the line at a station; below the hips the line goes on straight."""
        if station < 0:
            return add(self.points[0], self.pelvis.up, station)
        place = min(station, TOP - 0.001) / STEP
        index = int(place)
        return between(self.points[index], self.points[index + 1], place - index)

    def moved(self, way: Vector) -> "Spine":
        """The same spine elsewhere."""
        return replace(self, points=tuple(add(point, way) for point in self.points))


@dataclass(frozen=True)
class Leg:
    """A solved leg: joints, axes of thigh, shank and foot, and how far the toes are bent up."""

    hip: Vector
    knee: Vector
    ankle: Vector
    thigh: Axes
    shank: Axes
    foot: Axes
    toes: float

    def moved(self, way: Vector) -> "Leg":
        """The same leg elsewhere."""
        return replace(self, hip=add(self.hip, way), knee=add(self.knee, way), ankle=add(self.ankle, way))


@dataclass(frozen=True)
class Arm:
    """A solved arm: joints and axes. The hand's axes have the palm's back at their right (right hand), fingers down."""

    shoulder: Vector
    elbow: Vector
    wrist: Vector
    upper: Axes
    fore: Axes
    hand: Axes
    kind: str

    def moved(self, way: Vector) -> "Arm":
        """The same arm elsewhere."""
        return replace(self, shoulder=add(self.shoulder, way), elbow=add(self.elbow, way), wrist=add(self.wrist, way))

    def grip(self, distance: float) -> Vector:
        """The middle of what the hand holds."""
        return add(self.wrist, self.hand.up, -distance)


@dataclass(frozen=True)
class Skeleton:
    """A whole solved person."""

    spine: Spine
    neck_base: Vector
    neck: Axes
    skull: Vector
    head: Axes
    legs: Mapping[str, Leg]
    arms: Mapping[str, Arm]

    @property
    def chest(self) -> Axes:
        """The axes of the chest."""
        return self.spine.axes(NECK_STATION)

    @property
    def head_centre(self) -> Vector:
        """The middle of the skull."""
        return self.head.point(self.skull, 2.6, 7.2)

    def moved(self, way: Vector) -> "Skeleton":
        """The same person elsewhere."""
        return replace(
            self,
            spine=self.spine.moved(way),
            neck_base=add(self.neck_base, way),
            skull=add(self.skull, way),
            legs={side: leg.moved(way) for side, leg in self.legs.items()},
            arms={side: arm.moved(way) for side, arm in self.arms.items()},
        )


def spine_of(pose: Pose) -> Spine:
    """Bend the trunk's line from the hips up."""
    pelvis = UPRIGHT.flexed(pose.pelvis)
    if pose.lean:
        pelvis = pelvis.tilted(pose.lean)
    bent = Spine(pelvis, pose.lumbar, pose.thoracic, pose.side_bend, pose.twist, ())
    points = [ORIGIN]
    for index in range(int(TOP / STEP)):
        points.append(add(points[-1], bent.axes((index + 0.5) * STEP).up, STEP))
    return replace(bent, points=tuple(points))


def leg_of(pose: LegPose, side: str, spine: Spine, body: Body) -> Leg:
    """Hang a leg on the pelvis by its angles."""
    sign = SIGN[side]
    hip = add(spine.points[0], spine.pelvis.right, sign * body.lengths.hip)
    thigh = spine.pelvis.flexed(-pose.hip)
    if pose.hip_abduction:
        thigh = thigh.tilted(sign * pose.hip_abduction)
    if pose.hip_rotation:
        thigh = thigh.twisted(-sign * pose.hip_rotation)
    shank = thigh.flexed(pose.knee)
    foot = shank.flexed(-pose.ankle)
    knee = add(hip, thigh.up, -body.lengths.thigh)
    ankle = add(knee, shank.up, -body.lengths.shank)
    return Leg(hip, knee, ankle, thigh, shank, foot, pose.toes)


def shoulder_of(pose: ArmPose, side: str, spine: Spine, body: Body, raised: tuple[float, float]) -> Vector:
    """Where the shoulder joint is: the blade glides with the arm.

    ``raised`` is how far the upper arm is raised forward (negative: behind) and sideways, in degrees.
    """
    chest, sign = spine.axes(NECK_STATION), SIGN[side]
    flexion, abduction = raised
    forward = 2.6 * max(0.0, math.sin(math.radians(min(flexion, 180.0))))
    if flexion < 0:
        forward = -2.4 * smoothstep(-flexion / 60)
    forward -= 1.4 * smoothstep((flexion - 120) / 60)
    up = max(5.2 * smoothstep((flexion - 60) / 120), 6.0 * smoothstep((abduction - 25) / 150))
    up += 0.8 * smoothstep(-flexion / 60) + pose.shrug
    inward = 2.6 * smoothstep((max(abduction, flexion - 20) - 60) / 110)
    middle = chest.point(spine.at(SHOULDER_STATION), -0.6 + forward + pose.protract, up)
    return add(middle, chest.right, sign * (body.lengths.shoulder - inward))


def upper_arm_axes(pose: ArmPose, side: str, chest: Axes) -> Axes:
    """Raise the arm in its plane; a hanging arm keeps its elbow crease to the front whatever the plane."""
    sign = SIGN[side]
    raised = chest.twisted(-sign * pose.plane).flexed(-pose.shoulder)
    inward = pose.plane * (1 - smoothstep((abs(pose.shoulder) - 10) / 35))
    return raised.twisted(sign * (inward - pose.rotation))


def raised_by(upper: Axes, chest: Axes, side: str) -> tuple[float, float]:
    """How far an upper arm is raised forward and sideways against the chest, in degrees."""
    way = (-upper.up[0], -upper.up[1], -upper.up[2])
    ahead, below, aside = _dot(way, chest.front), -_dot(way, chest.up), SIGN[side] * _dot(way, chest.right)
    elevation = math.degrees(math.atan2(math.hypot(ahead, aside), below))
    share = math.hypot(ahead, aside) or 1.0
    past_vertical = ahead < 0 and elevation > 100
    forward = (360 - elevation) * -ahead if past_vertical else elevation * ahead
    return forward / share, elevation * max(0.0, aside) / share


def _dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def arm_by_angles(pose: ArmPose, side: str, shoulder: Vector, upper: Axes, body: Body) -> Arm:
    """Hang an arm on a shoulder by its angles."""
    fore = upper.flexed(-pose.elbow)
    elbow = add(shoulder, upper.up, -body.lengths.upper_arm)
    wrist = add(elbow, fore.up, -body.lengths.forearm)
    hand = fore.twisted(SIGN[side] * (pose.pronation or 0.0)).flexed(-pose.wrist)
    return Arm(shoulder, elbow, wrist, upper, fore, hand, pose.hand)


def skeleton(pose: Pose, body: Body) -> Skeleton:
    """Build the person from angles alone, with the middle of the hips at the origin."""
    spine = spine_of(pose)
    chest = spine.axes(NECK_STATION)
    neck = chest.flexed(pose.neck)
    head = neck.flexed(pose.head).twisted(pose.head_turn).tilted(pose.head_tilt)
    neck_base = add(spine.at(NECK_STATION), chest.front, -1.6)
    arms = {}
    for side in SIDES:
        arm = pose.arms[side]
        upper = upper_arm_axes(arm, side, chest)
        shoulder = shoulder_of(arm, side, spine, body, raised_by(upper, chest, side))
        arms[side] = arm_by_angles(arm, side, shoulder, upper, body)
    return Skeleton(
        spine=spine,
        neck_base=neck_base,
        neck=neck,
        skull=add(neck_base, neck.up, body.lengths.neck),
        head=head,
        legs={side: leg_of(pose.legs[side], side, spine, body) for side in SIDES},
        arms=arms,
    )
