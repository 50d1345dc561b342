"""From a figure to solved keyframes, and to the poses in between."""

from dataclasses import dataclass, replace

from builder.content.models.figure import Figure
from builder.figures.body.body import Body, body
from builder.figures.body.places import World
from builder.figures.body.pose import LegPose, Pose
from builder.figures.body.resolve import changes, poses
from builder.figures.props.world import gripping, placed, without_equipment, world_of
from builder.figures.solve.legs import foothold
from builder.figures.solve.solve import Solved, solve

LEG_ANGLES = frozenset({"hip", "knee", "ankle", "hip_abduction", "foot", "posture"})


@dataclass(frozen=True)
class Scene:
    """A figure with its equipment in place, and its keyframes solved."""

    figure: Figure
    world: World
    body: Body
    keyframes: tuple[Solved, ...]


def scene(figure: Figure) -> Scene:
    """Put the equipment in its place and solve every keyframe."""
    built = body(figure.build)
    given = poses(figure)
    sketch = solve(without_equipment(given[0]), World(), built).person
    figure = placed(figure, sketch, built)
    world = world_of(figure)
    solved: list[Solved] = []
    for index, pose in enumerate(given):
        pose = gripping(pose, world)
        if solved:
            pose = _standing_still(pose, solved[-1], changes(figure.frames[index]))
        solved.append(solve(pose, world, built))
    return Scene(figure, world, built, tuple(solved))


def _standing_still(pose: Pose, before: Solved, named: dict[str, set[str]]) -> Pose:
    """A planted foot whose leg is not named again stays where it stands."""

    def planted(side: str, leg: LegPose) -> LegPose:
        stays = leg.foot == "planted" == before.pose.legs[side].foot and not named[side] & LEG_ANGLES
        return replace(leg, foothold=foothold(before.person.legs[side])) if stays else leg

    return pose.with_legs(planted)
