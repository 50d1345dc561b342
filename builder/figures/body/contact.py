"""How a person meets the floor: heights, feet, knees, elbows, and the lean at which two parts touch at once.

The floor is y = 0. A planted foot stands where it is put while the rest moves.
"""

from collections.abc import Callable, Iterable

from builder.figures.body.body import Body, table
from builder.figures.body.pose import Pose
from builder.figures.body.sides import SIDES
from builder.figures.body.skeleton import Leg, Skeleton
from builder.figures.body.tubes import trunk_tube
from builder.figures.space.geometry import Vector

KNEE, ELBOW, PALM, RESTING_HAND, RESTING_WRIST = 5.7, 4.3, 4.5, 2.6, 3.0
"""Height of a joint above the floor when the part rests there; the wrist of a supporting and of a lying hand."""

SOLE = ((-5.6, -6.2), (-4.4, -6.83), (2.0, -6.83), (8.0, -6.83))
TOE = ((12.6, -6.83), (15.8, -6.83), (19.4, -6.73), (21.0, -5.6))
HALF_FOOT = 3.2
"""Half the width of a shoe."""


def foot_points(leg: Leg) -> list[Vector]:
    """The points of a shoe that can touch the floor: sole, and toes as far as they are bent."""
    ball = table().shoes.ball
    bent, joint = leg.foot.flexed(-leg.toes), leg.foot.point(leg.ankle, *ball)
    level = abs(leg.foot.right[1]) < 0.05
    return [
        *(leg.foot.point(leg.ankle, x, y, z) for x, y in SOLE for z in ((0.0,) if level else (-HALF_FOOT, HALF_FOOT))),
        *(
            bent.point(joint, x - ball[0], y - ball[1], z)
            for x, y in TOE
            for z in ((0.0,) if level else (-HALF_FOOT, HALF_FOOT))
        ),
    ]


def lowest_foot(leg: Leg) -> float:
    """The height of the lowest point of a shoe."""
    return min(point[1] for point in foot_points(leg))


def lowest_trunk(person: Skeleton, body: Body) -> float:
    """The height of the lowest point of the trunk."""
    tube = trunk_tube(person.spine, body.surfaces["trunk"])
    return min(tube(row[0]).lowest() for row in body.surfaces["trunk"].rows)


def lowest(person: Skeleton, pose: Pose, body: Body) -> float:
    """The height of what is lowest: trunk, knees and feet, but for planted feet and the feet of kneeling legs.

    Of two flat feet the higher one counts: the other leg bends until both stand.
    """
    heights = [lowest_trunk(person, body)]
    rules = {side: pose.legs[side].foot for side in SIDES}
    heights += [person.legs[side].knee[1] - KNEE for side in SIDES if rules[side] != "planted"]
    heights += [lowest_foot(person.legs[side]) for side in SIDES if rules[side] in ("free", "toes")]
    flat = [lowest_foot(person.legs[side]) for side in SIDES if rules[side] == "flat"]
    return min([*heights, max(flat)] if flat else heights)


def touch(part: str, person: Skeleton, pose: Pose, body: Body) -> float:
    """The height of a part above the floor it is to touch."""
    return _TOUCH[part](person, pose, body)


def _knees(person: Skeleton, pose: Pose, body: Body) -> float:
    kneeling = [side for side in SIDES if pose.legs[side].foot in ("top", "tucked")] or SIDES
    return min(person.legs[side].knee[1] for side in kneeling) - KNEE


def _low(side_of: Callable[[Skeleton], Iterable[float]], height: float) -> Callable[[Skeleton, Pose, Body], float]:
    return lambda person, pose, body: min(side_of(person)) - height


_TOUCH: dict[str, Callable[[Skeleton, Pose, Body], float]] = {
    "toes": _low(lambda person: (lowest_foot(leg) for leg in person.legs.values()), 0),
    "knees": _knees,
    "elbows": _low(lambda person: (arm.elbow[1] for arm in person.arms.values()), ELBOW),
    "hands": _low(lambda person: (arm.wrist[1] for arm in person.arms.values()), PALM),
    "back": lambda person, pose, body: lowest_trunk(person, body),
}


def root_near(height: Callable[[float], float], near: float, low: float, high: float, step: float = 5.0) -> float:
    """The argument nearest to ``near`` at which a height is 0, or where it comes nearest to 0."""
    count = round((high - low) / step)
    places = [low + step * index for index in range(count + 1)]
    heights = [height(place) for place in places]
    crossings = [index for index in range(count) if (heights[index] > 0) != (heights[index + 1] > 0)]
    if not crossings:
        return min(zip(places, heights, strict=True), key=lambda pair: (abs(pair[1]), abs(pair[0] - near)))[0]
    best = min(crossings, key=lambda index: abs(places[index] + step / 2 - near))
    return bisect(height, places[best], places[best + 1])


def bisect(height: Callable[[float], float], low: float, high: float, tolerance: float = 0.01) -> float:
    """Where a height changes its sign between two arguments (regula falsi, Illinois)."""
    at_low, at_high = height(low), height(high)
    middle = low
    for _ in range(40):
        middle = high - at_high * (high - low) / ((at_high - at_low) or 1e-9)
        found = height(middle)
        if abs(found) < tolerance:
            break
        if (found > 0) == (at_high > 0):
            high, at_high, at_low = middle, found, at_low / 2
        else:
            low, at_low, at_high = middle, found, at_high / 2
    return middle
