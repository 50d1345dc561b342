"""The ground: a soft patch of floor under the person, or a mat; pads and towels on it."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from builder.content.models.figure import Figure
from builder.figures.body.body import Body
from builder.figures.body.contact import foot_points
from builder.figures.body.skeleton import Skeleton
from builder.figures.body.tubes import trunk_tube
from builder.figures.props.solids import block, cushion
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Vector
from builder.figures.space.shapes import Layer, Outline, Patch, Shape

LOW, OVER_MAT = 14.0, 45.0
"""What is lower than this many cm leaves its mark on the floor, or has the mat under it."""

MAT_HALF_WIDTH, MAT_WIDEST, MAT_THICKNESS = 30.0, 50.0, 1.6


class Footprint(NamedTuple):
    """The stretch of floor that a person touches: from and to along x and z, in cm."""

    x0: float
    x1: float
    z0: float
    z1: float


def footprint(figure: Figure, people: Sequence[Skeleton], body: Body) -> Footprint:
    """The floor under everything that is low in any pose, and under what stands there; a mat, under weights only."""
    on_mat = any(prop.kind == "mat" for prop in figure.props)
    points = [point for person in people for point in _low_points(person, body, OVER_MAT if on_mat else LOW)]
    for prop in figure.props:
        if on_mat == (prop.kind == "kettlebell"):
            points += _base(prop.kind, prop.thing)
    points = points or [(0.0, 0.0, 0.0)]
    xs, zs = [point[0] for point in points], [point[2] for point in points]
    return Footprint(min(xs), max(xs), min(zs), max(zs))


def _base(kind: str, thing: Any) -> list[Vector]:
    """Where a thing stands on the floor, from its one end to the other; nothing for what hangs, or is held."""
    match kind:
        case "kettlebell" if thing.held is None:
            low, high = thing.x - thing.radius, thing.x + thing.radius
        case "bench":
            low, high = thing.x, thing.x + thing.length
        case "chair" | "cable":
            low, high = thing.x, thing.x + 42.0
        case "box":
            low, high = thing.x, thing.x + thing.width
        case _:
            return []
    return [(low, 0.0, -16.0), (high, 0.0, 16.0)]


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


def draw_floor(figure: Figure, ground: Footprint, camera: Camera) -> Layer:
    """The mat, if there is one, or a pale patch of floor."""
    kinds = {prop.kind for prop in figure.props}
    if "mat" in kinds:
        half = max(MAT_HALF_WIDTH, (ground.z1 - ground.z0) / 2 + 11)
        if ground.z1 - ground.z0 < ground.x1 - ground.x0:
            half = min(half, MAT_WIDEST)
        middle = (ground.z0 + ground.z1) / 2
        low = (ground.x0 - 11, -MAT_THICKNESS, middle - half)
        mat = block(camera, low, (ground.x1 + 11, 0.0, middle + half), "mat")
        shadow = Patch("mat", Outline(_ellipse(ground, camera, 2.0, -MAT_HALF_WIDTH * 0.1)))
        return Layer(mat if camera.rise > 60 else [*mat, shadow])
    if camera.rise > 60:
        return Layer([])
    return Layer([Patch("floor", Outline(_ellipse(ground, camera, 12.0, 10.0)))])


def _ellipse(ground: Footprint, camera: Camera, beyond_x: float, beyond_z: float) -> list[tuple[float, float]]:
    """An ellipse on the floor that reaches so many cm beyond what touches it."""
    x, z = (ground.x0 + ground.x1) / 2, (ground.z0 + ground.z1) / 2
    half_x, half_z = (ground.x1 - ground.x0) / 2 + beyond_x, (ground.z1 - ground.z0) / 2 + beyond_z
    turns = (2 * math.pi * index / 12 for index in range(12))
    return [camera.page((x + half_x * math.cos(turn), 0.0, z + half_z * math.sin(turn))) for turn in turns]


def draw_soft_things(figure: Figure, person: Skeleton, camera: Camera) -> list[Shape]:
    """A towel under the head, a pad under the knee."""
    shapes: list[Shape] = []
    for prop in figure.props:
        if prop.kind == "towel":
            x, z = person.head_centre[0], person.head_centre[2]
            shapes += cushion(camera, (x - 10, 0.0, z - 13), (x + 10, prop.thing.height - 0.6, z + 13))
        if prop.kind == "pad":
            knee = min((leg.knee for leg in person.legs.values()), key=lambda point: point[1])
            shapes += block(camera, (knee[0] - 12, -2.5, knee[2] - 10), (knee[0] + 10, 0.0, knee[2] + 10), "pad")
    return shapes
