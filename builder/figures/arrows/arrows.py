"""Motion arrows: which parts of the body get one, and along which way."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.content.models.figure import Arrow
from builder.figures.arrows.arrow_shape import Area, Capsule, Course, Obstacle, place
from builder.figures.body.sides import side_called
from builder.figures.body.sight import Sight
from builder.figures.body.skeleton import Skeleton
from builder.figures.space.geometry import Point2, Vector

SECOND, BOTH_HANDS = 0.35, 0.6
"""A second limb gets an arrow of its own when it moves at least this share as far as the first; from the front or the
back each hand when it moves this share as far as what moves most."""

LEAST_MOVED = 14.0
"""What moves less than this many cm gets no second arrow."""

RESTING = 0.5
"""What moves less than this many cm on the page gets no arrow at all."""

ALIKE = 3.0
"""Two ways that mirror each other within so many cm get arrows that do so exactly."""


class Landmark(NamedTuple):
    """A part of the body whose path an arrow can follow; the side counts for limbs only."""

    side: str
    part: str

    def path(self, sights: Sequence[Sight]) -> list[Point2]:
        """Where it is on the page in each pose."""
        return [sight.page(self.place(sight.person)) for sight in sights]

    def place(self, person: Skeleton) -> Vector:
        """Where it is in the scene."""
        arm, leg = person.arms[self.side], person.legs[self.side]
        match self.part:
            case "hand":
                return arm.grip(8.0)
            case "elbow":
                return arm.elbow
            case "shoulder":
                return arm.shoulder
            case "foot":
                return leg.foot.point(leg.ankle, 6, -3)
            case "knee":
                return leg.knee
            case "hip":
                return person.spine.at(0)
            case "chest":
                return person.spine.at(40)
            case "belly":
                return person.spine.axes(22).point(person.spine.at(22), 9, 0)
            case "nose":
                return person.head.point(person.head_centre, 11, -3)
        return person.head_centre


HANDS = (Landmark("left", "hand"), Landmark("right", "hand"))
FEET = (Landmark("left", "foot"), Landmark("right", "foot"))
HIP, CHEST, HEAD = (Landmark("right", part) for part in ("hip", "chest", "head"))


def landmark_called(name: str) -> Landmark:
    """The landmark that an author's word means: the right one unless it names a side."""
    word, _, part = name.partition("-")
    return Landmark(side_called(word), part) if part else Landmark("right", name)


def is_moving(path: Sequence[Point2]) -> bool:
    """Whether a part that goes this way on the page moves enough for an arrow."""
    return Course(path).length >= RESTING


def arrows(wanted: Sequence[Arrow] | None, sights: Sequence[Sight], things: Sequence[Area]) -> list[list[Point2]]:
    """The middle lines of all arrows of a figure, from the sights of its poses in order."""
    if len(sights) < 2:
        return []
    chosen: list[tuple[Landmark, tuple[float, float] | None]]
    if wanted is None:
        chosen = [(landmark, None) for landmark in automatic(sights)]
    else:
        chosen = [(landmark_called(arrow.of), arrow.offset) for arrow in wanted]
    obstacles: tuple[Obstacle, ...] = (*capsules(sights[0]), *things)
    courses = [
        Course(path, offset, obstacles) for landmark, offset in chosen if is_moving(path := landmark.path(sights))
    ]
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


def automatic(sights: Sequence[Sight]) -> list[Landmark]:
    """What moves most; both hands when they move alike on both sides of a front view; a second limb if it moves too."""
    moved = {landmark: Course(landmark.path(sights)).length for landmark in (*HANDS, *FEET, HEAD, HIP, CHEST)}

    def most(*landmarks: Landmark) -> Landmark:
        return max(landmarks, key=lambda landmark: moved[landmark])

    if sights[0].camera.looks_lengthwise:
        first = most(*HANDS, HEAD, HIP)
        hands = [hand for hand in HANDS if moved[hand] > max(LEAST_MOVED, BOTH_HANDS * moved[first])]
        return hands or [first]
    hand, foot, trunk = most(*reversed(HANDS)), most(*reversed(FEET)), most(HIP, HEAD, CHEST)
    first = most(hand, foot)
    second = foot if first is hand else hand
    if moved[trunk] > moved[first]:
        return [trunk]
    also = moved[second] > max(LEAST_MOVED, SECOND * moved[first]) and moved[second] > moved[trunk]
    return [first, second] if also else [first]


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
