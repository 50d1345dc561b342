"""Motion arrows: which parts of the body get one, and along which way."""

from collections.abc import Iterator, Sequence

from builder.content.models.figure import Arrow
from builder.figures.arrows.arrow_shape import Area, Capsule, Course, Obstacle, place
from builder.figures.body.resolve import PERSONS_SIDE
from builder.figures.body.sight import Sight
from builder.figures.space.geometry import Point2

SECOND = 0.35
"""A second limb gets an arrow of its own when it moves at least this share as far as the first."""

ALIKE = 3.0
"""Two ways that mirror each other within so many cm get arrows that do so exactly."""

LIMBS = (("hand", "far-hand"), ("foot", "far-foot"))
TRUNK = ("hip", "chest", "head")


def landmark(sight: Sight, name: str) -> Point2:
    """Where a part of the body is on the page."""
    side, part = _side_and_part(name)
    person = sight.person
    arm, leg = person.arms[side], person.legs[side]
    match part:
        case "hand":
            place = arm.grip(8.0)
        case "elbow":
            place = arm.elbow
        case "shoulder":
            place = arm.shoulder
        case "foot":
            place = leg.foot.point(leg.ankle, 6, -3)
        case "knee":
            place = leg.knee
        case "hip":
            place = person.spine.at(0)
        case "chest":
            place = person.spine.at(40)
        case "belly":
            place = person.spine.axes(22).point(person.spine.at(22), 9, 0)
        case "nose":
            place = person.head.point(person.head_centre, 11, -3)
        case _:
            place = person.head_centre
    return sight.page(place)


def _side_and_part(name: str) -> tuple[str, str]:
    first, _, rest = name.partition("-")
    return (PERSONS_SIDE[first], rest) if first in PERSONS_SIDE else ("right", name)


def arrows(wanted: Sequence[Arrow] | None, sights: Sequence[Sight], things: Sequence[Area]) -> list[list[Point2]]:
    """The middle lines of all arrows of a figure, from the sights of its poses in order."""
    if len(sights) < 2:
        return []
    chosen = automatic(sights) if wanted is None else [(arrow.of, arrow.offset) for arrow in wanted]
    obstacles: tuple[Obstacle, ...] = (*capsules(sights[0]), *things)
    courses = [Course([landmark(sight, name) for sight in sights], offset, obstacles) for name, offset in chosen]
    if len(courses) == 2 and (middle := _mirror(*courses)) is not None:
        first = place(courses[0], [])
        return [first, [(2 * middle - x, y) for x, y in first]]
    placed: list[list[Point2]] = []
    for course in courses:
        placed.append(place(course, placed))
    return placed


def _mirror(one: Course, other: Course) -> float | None:
    """The x of the line in which two ways mirror each other, or None."""
    pairs = list(zip(one.points, other.points, strict=True))
    middle = (pairs[0][0][0] + pairs[0][1][0]) / 2
    apart = (max(abs(a[0] + b[0] - 2 * middle), abs(a[1] - b[1])) for a, b in pairs)
    return middle if one.offset is None and other.offset is None and max(apart) < ALIKE else None


def automatic(sights: Sequence[Sight]) -> list[tuple[str, None]]:
    """What moves most; both hands when they move alike on both sides of a front view; a second limb if it moves too."""

    def far(name: str) -> float:
        return Course([landmark(sight, name) for sight in sights]).length

    if sights[0].camera.looks_lengthwise:
        reach = {name: far(name) for name in ("left-hand", "right-hand", "head", "hip")}
        most = max(reach.values())
        hands = [name for name in ("left-hand", "right-hand") if reach[name] > max(14.0, 0.6 * most)]
        return [(name, None) for name in hands or [max(reach, key=lambda name: reach[name])]]
    limbs = sorted(((max((far(name), name) for name in pair)) for pair in LIMBS), reverse=True)
    trunk = max((far(name), name) for name in TRUNK)
    if trunk[0] > limbs[0][0]:
        return [(trunk[1], None)]
    second = limbs[1][0] > max(14.0, SECOND * limbs[0][0]) and limbs[1][0] > trunk[0]
    return [(name, None) for _, name in (limbs if second else limbs[:1])]


def capsules(sight: Sight) -> Iterator[Capsule]:
    """The body as thick lines."""
    person, page = sight.person, sight.page
    spine = person.spine
    yield Capsule(page(spine.at(-2)), page(spine.at(22)), 11.5)
    yield Capsule(page(spine.at(22)), page(spine.at(44)), 11.5)
    yield Capsule(page(spine.at(46)), page(person.head_centre), 7)
    yield Capsule(page(person.head_centre), page(person.head_centre), 16)
    for leg in person.legs.values():
        yield Capsule(page(leg.hip), page(leg.knee), 8)
        yield Capsule(page(leg.knee), page(leg.ankle), 6.5)
        yield Capsule(page(leg.ankle), page(leg.foot.point(leg.ankle, 15, -5)), 5)
    for arm in person.arms.values():
        yield Capsule(page(arm.shoulder), page(arm.elbow), 6)
        yield Capsule(page(arm.elbow), page(arm.wrist), 5)
        yield Capsule(page(arm.wrist), page(arm.grip(14.0)), 4.5)
