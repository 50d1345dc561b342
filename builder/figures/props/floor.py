"""The ground: a soft patch of floor under the person, or a mat."""

from collections.abc import Iterator, Sequence

from builder.figures.body.body import Body
from builder.figures.body.contact import foot_points
from builder.figures.body.skeleton import Skeleton
from builder.figures.body.tubes import trunk_tube
from builder.figures.props.soft import Mat
from builder.figures.props.thing import AnyThing, Footprint
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Vector
from builder.figures.space.shapes import Layer, Outline, Patch

LOW, OVER_MAT = 14.0, 45.0
"""What is lower than this many cm leaves its mark on the floor, or has the mat under it."""

BASE_HALF = 16.0
"""Half the width of what stands on the floor, in cm."""


def footprint(things: Sequence[AnyThing], people: Sequence[Skeleton], body: Body) -> Footprint:
    """The floor under everything that is low in any pose, and under what stands there; a mat, under weights only."""
    on_mat = mat_of(things) is not None
    points = [point for person in people for point in _low_points(person, body, OVER_MAT if on_mat else LOW)]
    for thing in things:
        if thing.base is not None and on_mat == thing.is_weight:
            points += [(thing.base.low, 0.0, -BASE_HALF), (thing.base.high, 0.0, BASE_HALF)]
    points = points or [(0.0, 0.0, 0.0)]
    xs, zs = [point[0] for point in points], [point[2] for point in points]
    return Footprint(min(xs), max(xs), min(zs), max(zs))


def mat_of(things: Sequence[AnyThing]) -> Mat | None:
    """The mat among things."""
    return next((thing for thing in things if isinstance(thing, Mat)), None)


def _low_points(person: Skeleton, body: Body, low: float) -> Iterator[Vector]:
    tube = trunk_tube(person.spine, body.surfaces["trunk"])
    around: list[tuple[Vector, float]] = [(tube(row[0]).centre, 9.0) for row in body.surfaces["trunk"].rows]
    around.append((person.head_centre, 10.0))
    for leg in person.legs.values():
        around += [(leg.knee, 5.0), *((point, 1.0) for point in foot_points(leg))]
    hands: list[tuple[Vector, float]] = [
        (point, 4.0) for arm in person.arms.values() for point in (arm.elbow, arm.grip(8.0))
    ]
    for (x, y, z), radius in [*around, *(hand for hand in hands if hand[0][1] < LOW)]:
        if y < low:
            yield from ((x - radius, y, z - radius), (x + radius, y, z + radius))


def draw_floor(things: Sequence[AnyThing], ground: Footprint, camera: Camera) -> Layer:
    """The mat, if there is one, or a pale patch of floor."""
    mat = mat_of(things)
    if mat is not None:
        return Layer(mat.draw_on_floor(ground, camera))
    if camera.looks_down:
        return Layer([])
    return Layer([Patch("floor", Outline(ground.ellipse(camera, 12.0, 10.0)))])
