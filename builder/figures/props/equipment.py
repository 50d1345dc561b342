"""All things of a figure: which there are, where they stand, what they offer together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.content.models.figure import Figure
from builder.content.models.props import Placed, Prop
from builder.content.models.props import Thing as Model
from builder.figures.body.body import Body
from builder.figures.body.contact import foot_points
from builder.figures.body.places import Place, World
from builder.figures.body.skeleton import Skeleton
from builder.figures.body.tubes import trunk_tube
from builder.figures.props import bands, cables, fixtures, furniture, hand_weights, soft
from builder.figures.props.thing import AnyThing

MODULES = (soft, furniture, cables, bands, fixtures, hand_weights)
KINDS: Mapping[type[Model], type[AnyThing]] = {kind.model: kind for module in MODULES for kind in module.KINDS}
"""Every kind of thing, by its model."""

TRUNK_STATIONS = {"hips": (0.0, 8.0), "back": (34.0, 39.5)}
"""The stations of the trunk that a thing stands beside."""

BEHIND_HIPS = 12.0
"""What a thing stands beside is behind the person when it is this many cm behind the hips."""


def things_of(figure: Figure) -> tuple[AnyThing, ...]:
    """The things of a figure; what is placed beside the person stands at x = 0 until it is placed."""
    return tuple(_thing(prop) for prop in figure.props)


def _thing(prop: Prop) -> AnyThing:
    given = prop.thing
    name, x = (given.id, given.x) if isinstance(given, Placed) else (None, None)
    return KINDS[type(given)](name or prop.kind, given, x or 0.0)


def placed(things: Sequence[AnyThing], person: Skeleton, body: Body) -> tuple[AnyThing, ...]:
    """The things where they stand, measured on a first sketch of the person."""
    return tuple(replace(thing, x=_place(thing, person, body)) for thing in things)


def _place(thing: AnyThing, person: Skeleton, body: Body) -> float:
    """The x of a thing; of one that stands beside a part of the body the x of its near edge."""
    given = thing.given
    if not isinstance(given, Placed) or given.x is not None or given.beside is None:
        return thing.x
    xs = _along_x(given.beside, person, body)
    low, high = min(xs), max(xs)
    backwards = given.beside == "back" or (low + high) / 2 < person.spine.at(0)[0] - BEHIND_HIPS
    return low - given.gap if backwards else high + given.gap


def _along_x(part: str, person: Skeleton, body: Body) -> list[float]:
    """The x of points of a part of the body, its outermost ones among them."""
    legs, arms = person.legs.values(), person.arms.values()
    match part:
        case "head":
            return [person.head_centre[0] - 11, person.head_centre[0] + 11]
        case "hands":
            return [arm.grip(body.lengths.grip)[0] for arm in arms]
        case "shoulders":
            return [arm.shoulder[0] for arm in arms]
        case "knees":
            return [leg.knee[0] for leg in legs]
        case "feet" | "toes":
            return [point[0] for leg in legs for point in foot_points(leg)]
    tube = trunk_tube(person.spine, body.surfaces["trunk"])
    sections = [tube(station) for station in TRUNK_STATIONS[part]]
    heels = [point[0] for leg in legs for point in foot_points(leg)] if part == "back" else []  # no wall is before them
    return [*heels, *(s.centre[0] + sign * s.front[0] * s.depth for s in sections for sign in (1, -1))]


def world_of(things: Sequence[AnyThing]) -> World:
    """Collect what things offer; of two that one hand holds, the later one decides."""
    places: dict[str, Place] = {}
    pulls: dict[str, str] = {}
    grips: dict[str, float] = {}
    for thing in things:
        places |= thing.places()
        if thing.anchor is not None:
            places[thing.anchor_name] = Place(thing.anchor)
            pulls |= dict.fromkeys(thing.hands, thing.anchor_name)
        grips |= dict.fromkeys(thing.hands, thing.grip_turn)
    return World(places, pulls, grips, max((thing.pillow for thing in things), default=0.0))
