"""Where the equipment stands and what it offers to the body: places to reach, grips, pulls, seats."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from builder.content.models.figure import Figure
from builder.content.models.props import Placed, Prop
from builder.figures.body.body import Body
from builder.figures.body.contact import foot_points
from builder.figures.body.places import DIRECTIONS, Place, World, body_places
from builder.figures.body.pose import SIDES, ArmPose, Pose
from builder.figures.body.resolve import PERSONS_SIDE
from builder.figures.body.skeleton import Skeleton
from builder.figures.body.tubes import trunk_tube

ACROSS = 40.0
"""A bar or handle that lies across is held with the forearms turned by this many degrees: the fingers still show."""


def name_of(prop: Prop) -> str:
    """The name by which a thing is reached for: its id, or its kind."""
    return getattr(prop.thing, "id", None) or prop.kind


def hands_on(thing: Any) -> tuple[str, ...]:
    """The person's sides whose hands hold a thing."""
    held = getattr(thing, "held", None)
    return () if held is None else SIDES if held == "both" else (PERSONS_SIDE[held],)


def placed(figure: Figure, person: Skeleton, body: Body) -> Figure:
    """The figure with every ``beside`` turned into an ``x``, measured on a first sketch of the person."""
    props = []
    for prop in figure.props:
        thing = prop.thing
        if isinstance(thing, Placed):
            x = thing.x if thing.x is not None else _beside(thing, person, body)
            props.append(prop.model_copy(update={prop.kind: thing.model_copy(update={"x": x})}))
        else:
            props.append(prop)
    return figure.model_copy(update={"props": tuple(props)})


def _beside(thing: Placed, person: Skeleton, body: Body) -> float:
    """The x of the thing's near edge."""
    if thing.beside is None:
        return 0.0
    low, high = _extent(thing.beside, person, body)
    hips = person.spine.at(0)[0]
    backwards = thing.beside == "back" or (low + high) / 2 < hips - 12
    return low - thing.gap if backwards else high + thing.gap


def _extent(part: str, person: Skeleton, body: Body) -> tuple[float, float]:
    """From where to where a part of the body reaches along x."""
    legs, arms = person.legs.values(), person.arms.values()
    match part:
        case "head":
            xs = [person.head_centre[0] - 11, person.head_centre[0] + 11]
        case "hands":
            xs = [arm.grip(body.lengths.grip)[0] for arm in arms]
        case "shoulders":
            xs = [arm.shoulder[0] for arm in arms]
        case "knees":
            xs = [leg.knee[0] for leg in legs]
        case "feet" | "toes":
            xs = [point[0] for leg in legs for point in foot_points(leg)]
        case _:
            tube = trunk_tube(person.spine, body.surfaces["trunk"])
            stations = (0.0, 8.0) if part == "hips" else (34.0, 39.5)
            sections = [tube(station) for station in stations]
            xs = [s.centre[0] + sign * s.front[0] * s.depth for s in sections for sign in (1, -1)]
    return min(xs), max(xs)


def world_of(figure: Figure) -> World:
    """Collect what the equipment offers; what has no place yet counts as standing at x = 0."""
    places: dict[str, Place] = {}
    pulls: dict[str, str] = {}
    grips: dict[str, float] = {}
    pillow = 0.0
    for prop in figure.props:
        name, thing = name_of(prop), prop.thing
        places |= dict(_places(prop.kind, name, thing))
        for side in hands_on(thing):
            grips[side] = ACROSS if prop.kind == "kettlebell" and thing.held == "both" else 0.0
            if f"{name}.anchor" in places:
                pulls[side] = f"{name}.anchor"
        if prop.kind == "bar":
            grips = dict.fromkeys(SIDES, ACROSS)
        if prop.kind == "towel":
            pillow = thing.height - 1.4
    return World(places, pulls, grips, pillow)


def _places(kind: str, name: str, thing: Any) -> Iterator[tuple[str, Place]]:
    x = getattr(thing, "x", None) or 0.0
    match kind:
        case "bench":
            yield name, Place((x + thing.hand, thing.height, 0.0), wide=True)
            yield f"{name}.top", Place((x, thing.height, 0.0), wide=True)
        case "box" | "chair":
            middle = x + getattr(thing, "width", 42) / 2
            yield name, Place((middle, thing.height, 0.0), wide=True)
            yield f"{name}.top", Place((middle, thing.height, 0.0), wide=True)
            if kind == "chair":
                yield f"{name}.back", Place((chair_back(thing), thing.height + 44, 0.0), wide=True)
        case "cable" | "straps":
            yield f"{name}.anchor", Place((x, thing.height, 0.0))
        case "band" if thing.around == "anchor":
            yield f"{name}.anchor", Place((x, thing.height, 0.0))
        case "bar":
            yield name, Place((x, thing.height, 0.0), wide=True)
        case "kettlebell":
            yield f"{name}.handle", Place((x, thing.radius * 2.8, 0.0))
            yield f"{name}.horn", Place((x, thing.radius * 2.2, thing.radius * 0.7))
        case "wall":
            yield name, Place((x, 120.0, 0.0), wide=True)
        case "doorway":
            yield name, Place((x, 120.0, 0.0), wide=True)
        case "roller":
            yield name, Place((x, thing.radius * 2, 0.0), wide=True)


def chair_back(chair: Any) -> float:
    """The x of a chair's back rest."""
    return float((chair.x or 0.0) + (1.5 if chair.facing == "forward" else 40.5))


def gripping(pose: Pose, world: World) -> Pose:
    """The pose with every gripping hand closed in the way of what it holds."""

    def closed(side: str, arm: ArmPose) -> ArmPose:
        grips = arm.hand == "grip"
        natural = world.grips.get(side, 0.0) if grips else 0.0
        turned = natural if arm.pronation is None else arm.pronation
        return replace(arm, hand="fist" if grips else arm.hand, pronation=turned)

    return pose.with_arms(closed)


def without_equipment(pose: Pose) -> Pose:
    """The pose for a first sketch: nothing hangs, rests or reaches for equipment that has no place yet."""
    own = {*body_places(), *DIRECTIONS}

    def free(side: str, arm: ArmPose) -> ArmPose:
        reach = arm.reach if arm.reach and arm.reach.at in own else None
        point = arm.point if arm.point and arm.point.at in own else None
        hand = "fist" if arm.hand == "grip" else arm.hand
        return replace(arm, reach=reach, point=point, hand=hand, pronation=arm.pronation or 0.0)

    return replace(pose.with_arms(free), hang="", on="")
