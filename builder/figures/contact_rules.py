"""Rules of bodies and things: what is inside what, what carries the person, what a hand holds.

The first line of each function is the rule.
"""

import math
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from builder.content.models.figure import Figure
from builder.content.problem import DraftProblem, KeyPath, field_name
from builder.content.rules import Rules
from builder.figures.body.body import Body
from builder.figures.body.contact import foot_points, lowest_foot, lowest_trunk
from builder.figures.body.resolve import poses, stance_of
from builder.figures.body.sides import SIDES, WORDS
from builder.figures.body.tube import CrossSection
from builder.figures.body.tubes import trunk_tube
from builder.figures.props.thing import AnyThing
from builder.figures.solve.scene import Scene
from builder.figures.solve.solve import Solved
from builder.figures.space.geometry import ORIGIN, Vector, add, between, cross, dot, length, subtract

TOUCHES = 0.3
"""How deep, in cm, the middle of a limb may be inside a thing before it is said to be."""

UPRIGHT = 40.0
"""Whose head is this many cm above the hips is upright."""

CARRIED = 3.0
"""What is at most this many cm above the floor stands or lies on it."""

INSIDE_TRUNK = 0.4
"""An arm whose middle is nearer to that of the trunk, as a share of the way to its skin, is inside it."""

SHORTEST_PULL = 15.0
"""Cables and straps are at least this long, in cm."""

STEP = 4
"""How far the sections of the trunk are from each other, in cm."""

ABOVE_THE_SOLE = 1.5
"""Where a shoe has something to be inside with, in cm."""

ALONG_A_LIMB = tuple(number / 16 for number in range(1, 17))
"""Shares of the way from joint to joint, close enough for the seat of a chair to lie between none of them."""

RADIUS = {
    "upper arm": 4.5,
    "forearm": 3.5,
    "hand": 1.5,
    "thigh": 7.5,
    "shin": 4.5,
    "foot": 0.0,
    "trunk": 9.0,
    "head": 9.0,
}
"""From the middle of a part to its skin, in cm."""

rule_of_contact = Rules[[Scene], DraftProblem]()


def side_named(figure: Figure, side: str) -> str:
    """How an author calls a side: near and far where one is nearer."""
    in_side_view, anywhere = WORDS[side]
    return anywhere if figure.view in ("front", "back", "above") else in_side_view


def body_problem(key_path: KeyPath, message: str, *, is_warning: bool = False) -> DraftProblem:
    """A problem whose message is a sentence about the body, after the name of the value that causes it."""
    return DraftProblem(key_path, f"{field_name(key_path)}: {message}", is_warning=is_warning)


def lowest_parts(solved: Scene, one: Solved) -> Iterator[tuple[str, float]]:
    """The height of the lowest point of each part that may touch the floor, in cm."""
    person, body = one.person, solved.body
    yield "trunk", lowest_trunk(person, body)
    yield "head", person.head_centre[1] - 9.0
    for side in SIDES:
        who = side_named(solved.figure, side)
        arm, leg = person.arms[side], person.legs[side]
        yield f"{who} elbow", arm.elbow[1] - 3.0
        yield f"{who} hand", min(arm.wrist[1], arm.grip(body.lengths.hand * 0.8)[1]) - 1.5
        yield f"{who} knee", leg.knee[1] - 4.5
        yield f"{who} foot", lowest_foot(leg)


class Middle(NamedTuple):
    """A point in the middle of a part of the body; the trunk and the head have no side."""

    side: str
    part: str
    point: Vector


@rule_of_contact
def nothing_is_inside_a_thing(solved: Scene) -> Iterator[DraftProblem]:
    """No part of the body is inside a wall, a bench, a box, a machine."""
    for index, one in enumerate(solved.keyframes):
        for thing in solved.things:
            if found := [
                (depth + RADIUS[middle.part], middle)
                for solid in thing.solids()
                for middle in _middles(one, solved.body)
                if (depth := solid.depth(middle.point)) > TOUCHES and not _leans(one, middle, thing)
            ]:
                depth, middle = max(found)
                who = f"{side_named(solved.figure, middle.side)} " if middle.side else ""
                message = (
                    f"the {who}{middle.part} is {depth:.0f} cm inside the {thing.name}; move the thing or the body"
                )
                yield body_problem(("frames", index), message)


def _middles(one: Solved, body: Body) -> Iterator[Middle]:
    for side in SIDES:
        arm, leg = one.person.arms[side], one.person.legs[side]
        limbs = {
            "upper arm": (arm.shoulder, arm.elbow),
            "forearm": (arm.elbow, arm.wrist),
            "hand": (arm.wrist, arm.grip(body.lengths.grip)),
            "thigh": (leg.hip, leg.knee),
            "shin": (leg.knee, leg.ankle),
        }
        for part, (start, end) in limbs.items():
            yield from (Middle(side, part, between(start, end, share)) for share in ALONG_A_LIMB)
        yield from (Middle(side, "foot", add(point, leg.foot.up, ABOVE_THE_SOLE)) for point in foot_points(leg))
    yield from (Middle("", "trunk", one.person.spine.at(station)) for station in (4.0, 20.0, 36.0, 48.0))
    yield Middle("", "head", one.person.head_centre)


def _leans(one: Solved, middle: Middle, thing: AnyThing) -> bool:
    """Whether it is a hand on this very thing: the solver puts its wrist there."""
    reach = one.pose.arms[middle.side].reach if middle.part == "hand" else None
    return reach is not None and reach.at.partition(".")[0] == thing.name


@rule_of_contact
def arms_stay_outside_the_trunk(solved: Scene) -> Iterator[DraftProblem]:
    """No forearm and no hand is inside the person's own trunk."""
    for index, one in enumerate(solved.keyframes):
        tube = trunk_tube(one.person.spine, solved.body.surfaces["trunk"])
        sections = [tube(station) for station in range(2, 46, STEP)]
        for side in SIDES:
            arm = one.person.arms[side]
            for part, points in {
                "forearm": [between(arm.elbow, arm.wrist, share) for share in ALONG_A_LIMB],
                "hand": [arm.grip(solved.body.lengths.grip)],
            }.items():
                if any(_is_within(point, section) for point in points for section in sections):
                    message = f"the {side_named(solved.figure, side)} {part} is inside the trunk; move the arm away"
                    yield body_problem(("frames", index), message)
                    break


def _is_within(point: Vector, section: CrossSection) -> bool:
    """Whether a point is well inside the trunk where it is cut by a section."""
    way = subtract(point, section.centre)
    ahead, aside = dot(way, section.front) / section.depth, dot(way, section.right) / section.half
    is_beside = abs(dot(way, cross(section.front, section.right))) <= STEP / 2
    return is_beside and math.hypot(ahead, aside) < INSIDE_TRUNK


@rule_of_contact
def something_carries_the_person(solved: Scene) -> Iterator[DraftProblem]:
    """The person stands, lies, sits or hangs; who is upright may jump."""
    for index, one in enumerate(solved.keyframes):
        is_jump = one.pose.lift > 0 and one.person.head_centre[1] - one.person.spine.points[0][1] > UPRIGHT
        if one.pose.hang or one.pose.on or is_jump:
            continue
        low = min(height for _, height in lowest_parts(solved, one))
        if low > CARRIED:
            message = f"nothing carries the person, {low:.0f} cm above the floor; let a part touch it"
            yield body_problem(("frames", index), message)


@rule_of_contact
def one_hand_holds_one_thing(solved: Scene) -> Iterator[DraftProblem]:
    """No hand holds two things."""
    for first, second in combinations([thing for thing in solved.things if thing.hands], 2):
        if set(first.hands) & set(second.hands) and not _is_hung_from(first, second):
            place = solved.things.index(second)
            message = f"is in the same hand as {first.name}; give it to the other hand, or delete one of the two"
            yield body_problem(("props", place), message)


def _is_hung_from(*things: AnyThing) -> bool:
    return any(thing.is_hung_from for thing in things)


@rule_of_contact
def cables_have_a_length(solved: Scene) -> Iterator[DraftProblem]:
    """A cable or strap reaches from its anchor to the hand."""
    for thing in solved.things:
        for index, one in enumerate(solved.keyframes):
            for side in thing.hands if thing.anchor else ():
                pull = length(subtract(thing.anchor or ORIGIN, one.person.arms[side].grip(solved.body.lengths.grip)))
                if pull < SHORTEST_PULL:
                    message = f"the {thing.name} is only {pull:.0f} cm long; move its anchor away from the hand"
                    yield body_problem(("frames", index), message)
                    break


@rule_of_contact
def grips_hold_something(solved: Scene) -> Iterator[DraftProblem]:
    """A hand that grips has something to hold; a warning, because a fist is drawn."""
    held = {side for thing in solved.things for side in thing.hands}
    for index, pose in enumerate(poses([stance_of(frame) for frame in solved.figure.frames])):
        for side in SIDES:
            arm = pose.arms[side]
            if arm.hand == "grip" and side not in held and arm.reach is None:
                message = (
                    f"the {side_named(solved.figure, side)} hand grips nothing; name what it holds, or make it a fist"
                )
                yield body_problem(("frames", index), message, is_warning=True)
