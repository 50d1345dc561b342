"""From a figure to solved keyframes, and to the poses in between."""

from dataclasses import dataclass, replace

from builder.content.models.figure import Figure
from builder.figures.body.body import Body, body
from builder.figures.body.places import DIRECTIONS, World, body_places
from builder.figures.body.pose import ArmPose, LegPose, Pose
from builder.figures.body.resolve import Stance, poses, stance_of
from builder.figures.props.equipment import placed, things_of, world_of
from builder.figures.props.thing import AnyThing
from builder.figures.solve.legs import foothold
from builder.figures.solve.solve import Solved, solve

LEG_ANGLES = frozenset({"hip", "knee", "ankle", "hip_abduction", "foot"})
"""What puts a foot somewhere else."""


@dataclass(frozen=True)
class Scene:
    """A figure with its equipment in place, and its keyframes solved."""

    figure: Figure
    things: tuple[AnyThing, ...]
    world: World
    body: Body
    keyframes: tuple[Solved, ...]


def scene(figure: Figure) -> Scene:
    """Put the equipment in its place and solve every keyframe."""
    built = body(figure.build)
    given = [stance_of(frame) for frame in figure.frames]
    resolved = poses(given)
    sketch = solve(_without_equipment(resolved[0]), World(), built).person
    things = placed(things_of(figure), sketch, built)
    world = world_of(things)
    solved: list[Solved] = []
    for stance, pose in zip(given, resolved, strict=True):
        pose = _gripping(pose, world)
        if solved:
            pose = _standing_still(pose, solved[-1], stance)
        solved.append(solve(pose, world, built))
    return Scene(figure, things, world, built, tuple(solved))


def _without_equipment(pose: Pose) -> Pose:
    """The pose for a first sketch: nothing hangs, rests or reaches for equipment that has no place yet."""
    own = {*body_places(), *DIRECTIONS}

    def free(side: str, arm: ArmPose) -> ArmPose:
        reach = arm.reach if arm.reach and arm.reach.at in own else None
        point = arm.point if arm.point and arm.point.at in own else None
        hand = "fist" if arm.hand == "grip" else arm.hand
        return replace(arm, reach=reach, point=point, hand=hand, pronation=arm.pronation or 0.0)

    return replace(pose.with_arms(free), hang="", on="")


def _gripping(pose: Pose, world: World) -> Pose:
    """The pose with every gripping hand closed in the way of what it holds."""

    def closed(side: str, arm: ArmPose) -> ArmPose:
        grips = arm.hand == "grip"
        natural = world.grips.get(side, 0.0) if grips else 0.0
        turned = natural if arm.pronation is None else arm.pronation
        return replace(arm, hand="fist" if grips else arm.hand, pronation=turned)

    return pose.with_arms(closed)


def _standing_still(pose: Pose, before: Solved, given: Stance) -> Pose:
    """A planted foot whose leg the frame does not name stays where it stands."""

    def planted(side: str, leg: LegPose) -> LegPose:
        named = given.body.posture is not None or bool(given.limbs[side].model_fields_set & LEG_ANGLES)
        stays = leg.foot == "planted" == before.pose.legs[side].foot and not named
        return replace(leg, foothold=foothold(before.person.legs[side])) if stays else leg

    return pose.with_legs(planted)
