"""Places that hands go to: on the body, and on the equipment of a scene."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.content.models.figure import Target
from builder.figures.body.body import table
from builder.figures.body.sides import SIGN
from builder.figures.body.skeleton import Skeleton
from builder.figures.space.geometry import Vector, add, subtract

DIRECTIONS = ("up", "down", "forward", "back", "out", "floor")
"""Where an arm can point to without any place."""


@dataclass(frozen=True)
class Place:
    """A place in the scene that a hand can go to; where it is wide, each hand stays on its own side of it."""

    point: Vector
    wide: bool = False


@dataclass(frozen=True)
class World:
    """What the equipment offers: places by name; what pulls at each hand and how far its forearm turns to hold it
    (degrees); the height of a pillow."""

    places: Mapping[str, Place] = field(default_factory=dict)
    pulls: Mapping[str, str] = field(default_factory=dict)
    grips: Mapping[str, float] = field(default_factory=dict)
    pillow: float = 0.0


def body_places() -> tuple[str, ...]:
    """The names of all places on the body."""
    return tuple(table().places)


def body_place(name: str, side: str, person: Skeleton) -> Vector | None:
    """Where a place on the body is, or nothing when the body has no such place.

    ``body.yml`` gives the part it belongs to (the head, a station of the trunk, a thigh) and how far it is to the
    front, the top and outwards from there.
    """
    if name not in table().places:
        return None
    part, front, up, out = table().places[name]
    sign = SIGN[side]
    if part == "head":
        return person.head.point(person.head_centre, front, up, sign * out)
    if isinstance(part, str):
        leg = person.legs[side]
        way = subtract(leg.knee, leg.hip)
        return leg.thigh.point(add(leg.hip, way, up), front, 0, sign * out)
    return person.spine.axes(part).point(person.spine.at(part), front, up, sign * out)


def find(target: Target, side: str, person: Skeleton, world: World) -> Vector:
    """Where a target is; a wide place is met at the width of the shoulder."""
    found = body_place(target.at, side, person)
    if found is None:
        place = world.places[target.at]
        found = place.point
        if place.wide:
            found = (found[0], found[1], person.arms[side].shoulder[2])
    return (found[0] + target.forward, found[1] + target.up, found[2] + SIGN[side] * target.out)
