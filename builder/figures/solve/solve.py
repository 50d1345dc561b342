"""From a pose to a person in the scene: on the floor, on a seat, on a bar, leaning on hands or elbows."""

from dataclasses import dataclass, replace

from builder.figures.body.body import Body
from builder.figures.body.contact import KNEE, bisect, lowest, lowest_trunk, touch
from builder.figures.body.places import World
from builder.figures.body.pose import Pose
from builder.figures.body.sides import SIDES
from builder.figures.body.skeleton import Skeleton, skeleton
from builder.figures.solve.arms import solve_arm
from builder.figures.solve.legs import kneel, levelled, stand
from builder.figures.space.geometry import Vector, add, clamp


@dataclass(frozen=True, eq=False)
class Solved:
    """A pose with the person that came of it; each is itself, so that what is drawn of it can be kept."""

    pose: Pose
    person: Skeleton


def solve(pose: Pose, world: World, body: Body) -> Solved:
    """Solve a pose."""
    if pose.support:
        return _supported(pose, world, body)
    person = _settled(pose, world, body)
    if pose.hang:
        person = person.moved(_to_bar(pose, person, world, body))
    return Solved(pose, person)


def _settled(pose: Pose, world: World, body: Body) -> Skeleton:
    """Let the person down to the floor or the seat, then see to feet, head and arms."""
    person = skeleton(pose, body)
    person = _with_toes(person, pose)
    if pose.on:
        height = world.places[f"{pose.on}.top"].point[1] - lowest_trunk(person, body)
    else:
        height = pose.lift - lowest(_levelled(person, pose), pose, body)
    person = person.moved((0.0, height, 0.0))
    person = person.moved((-_pin(pose, person), 0.0, 0.0))
    return _finished(person, pose, world, body, 0.0)


def _with_toes(person: Skeleton, pose: Pose) -> Skeleton:
    """On the toes, they bend as far as the foot leans."""
    legs = {
        side: replace(leg, toes=clamp(leg.foot.lean(), 0.0, 85.0)) if pose.legs[side].foot == "toes" else leg
        for side, leg in person.legs.items()
    }
    return replace(person, legs=legs)


def _levelled(person: Skeleton, pose: Pose) -> Skeleton:
    """Flat feet are level while the person is let down."""
    legs = {side: levelled(leg) if pose.legs[side].foot == "flat" else leg for side, leg in person.legs.items()}
    return replace(person, legs=legs)


def _finished(person: Skeleton, pose: Pose, world: World, body: Body, floor: float) -> Skeleton:
    legs = {}
    for side in SIDES:
        leg_pose = pose.legs[side]
        leg = stand(person.legs[side], leg_pose, side, person.spine.pelvis, body)
        if leg_pose.foot in ("top", "tucked"):
            leg = kneel(leg, leg_pose, leg.knee[1] - KNEE if pose.support else floor, body)
        legs[side] = leg
    person = replace(person, legs=legs)
    if pose.rest_head:
        person = _head_down(person, pose, world, body)
    return replace(person, arms={side: solve_arm(side, pose, person, world, body) for side in SIDES})


def _pin(pose: Pose, person: Skeleton) -> float:
    """The x of the landmark that stays where it is while the person moves."""
    legs = person.legs
    match pose.pin:
        case "feet":
            return (legs["left"].ankle[0] + legs["right"].ankle[0]) / 2
        case "heels":
            return legs["right"].foot.point(legs["right"].ankle, -5.6, -6.2)[0]
        case "toes":
            return legs["right"].foot.point(legs["right"].ankle, 12.6, -4.6)[0]
        case "knees":
            return min((leg.knee for leg in legs.values()), key=lambda knee: knee[1])[0]
        case "chest":
            return person.spine.at(40)[0]
        case "head":
            return person.head_centre[0]
        case _:
            return person.spine.at(0)[0]


def _to_bar(pose: Pose, person: Skeleton, world: World, body: Body) -> Vector:
    bar = world.places[pose.hang].point
    hands = [arm.grip(body.lengths.grip) for arm in person.arms.values()]
    x, y = (sum(hand[axis] for hand in hands) / 2 for axis in (0, 1))
    return (bar[0] - x, bar[1] - y, 0.0)


def _supported(pose: Pose, world: World, body: Body) -> Solved:
    """Find the lean at which two parts touch the floor together."""
    first, second = pose.support
    sideways = abs(pose.lean) > 20

    def leaning(angle: float) -> Pose:
        if sideways:
            return replace(pose, lean=angle)
        turned = replace(pose, pelvis=angle)
        if first != "knees":
            return turned
        # Kneeling thighs stay as they are: only the trunk tips.
        return turned.with_legs(
            lambda side, leg: replace(leg, hip=leg.hip + angle - pose.pelvis) if leg.foot in ("top", "tucked") else leg
        )

    def draft(angle: float) -> tuple[Pose, Skeleton]:
        turned = leaning(angle)
        person = _with_toes(skeleton(turned, body), turned)
        return turned, replace(person, arms={side: solve_arm(side, turned, person, world, body) for side in SIDES})

    def gap(angle: float) -> float:
        turned, person = draft(angle)
        return touch(first, person, turned, body) - touch(second, person, turned, body)

    start = pose.lean if sideways else pose.pelvis
    low, high = (start - 50, start + 50) if sideways else (start - 65, start + 50)
    turned, person = draft(bisect(gap, low, high, 0.02))
    down = -touch(first, person, turned, body)
    person = person.moved((0.0, down, 0.0))
    person = person.moved((-_pin(turned, person), 0.0, 0.0))
    return Solved(turned, _finished(person, turned, world, body, 0.0))


def _head_down(person: Skeleton, pose: Pose, world: World, body: Body) -> Skeleton:
    """Turn the neck of a lying person until the head rests on the floor or the pillow."""
    lying = person.chest.lean()
    if abs(lying) < 60:
        return person
    face_down = lying > 0
    rest = (0.6 if face_down else 0.2) + world.pillow

    def with_neck(angle: float) -> Skeleton:
        neck = person.chest.flexed(angle)
        level = (90.0 + pose.head if face_down else -86.0) - neck.lean()
        skull = add(person.neck_base, neck.up, body.lengths.neck)
        return replace(person, neck=neck, skull=skull, head=neck.flexed(level))

    def height(angle: float) -> float:
        moved = with_neck(angle)
        return _lowest_head(moved, body) - rest

    low, high = pose.neck - 45, pose.neck + 45
    return with_neck(bisect(height, low, high, 0.02) if height(low) * height(high) < 0 else pose.neck)


def _lowest_head(person: Skeleton, body: Body) -> float:
    axes, centre = person.head, person.head_centre
    heights = []
    for row in body.surfaces["head"].rows:
        ahead, behind, _, _ = body.surfaces["head"].reach(row[0])
        heights += [axes.point(centre, ahead, row[0])[1], axes.point(centre, -behind, row[0])[1]]
    return min(heights)
