"""Things that stand in the scene: bench, chair, box, machines, bar, wall, roller, weights on the floor."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from builder.figures.props.solids import block, disc, line
from builder.figures.props.world import chair_back
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Vector
from builder.figures.space.shapes import Mass, Outline, Patch, Polygon, Shape, Strokes, circle

WALL = 74.0
"""Half the width of the piece of wall that is drawn, in cm."""

Drawer = Callable[[Any, Camera, float], list[Shape]]


def draw_thing(kind: str, thing: Any, camera: Camera, travel: float) -> list[Shape]:
    """Draw a thing; ``travel`` is how far its cable has been pulled out, in cm. What is only held gives nothing."""
    drawer = DRAWERS.get(kind)
    return drawer(thing, camera, travel) if drawer else []


def _bench(bench: Any, camera: Camera, travel: float) -> list[Shape]:
    x0, x1, top = bench.x, bench.x + bench.length, bench.height
    shapes: list[Shape] = []
    for x in (x0 + 9, x1 - 13):
        shapes += block(camera, (x - 4, 0, -13), (x + 8, 2.5, 13), "frame")
        shapes += block(camera, (x, 2.5, -2), (x + 4, top - 7, 2), "frame")
    shapes += block(camera, (x0 + 8, top - 10, -3), (x1 - 8, top - 7, 3), "frame")
    return shapes + block(camera, (x0, top - 7, -14), (x1, top, 14), "pad")


def _chair(chair: Any, camera: Camera, travel: float) -> list[Shape]:
    x0, x1, seat = chair.x, chair.x + 42, chair.height
    shapes: list[Shape] = []
    back = chair_back(chair)
    for z in (-20.0, 17.0):
        for x in (x0 + 1, x1 - 4):
            shapes += block(camera, (x, 0, z), (x + 3, seat - 3, z + 3), "frame")
        shapes += block(camera, (back - 1.5, seat, z), (back + 1.5, seat + 44, z + 3), "frame")
    shapes += block(camera, (back - 2, seat + 20, -20), (back + 2, seat + 44, 20), "pad")
    return shapes + block(camera, (x0, seat - 4, -21), (x1, seat, 21), "pad")


def _box(box: Any, camera: Camera, travel: float) -> list[Shape]:
    return block(camera, (box.x, 0, -22), (box.x + box.width, box.height, 22), "metal")


def _cable(cable: Any, camera: Camera, travel: float) -> list[Shape]:
    """A tower whose upper plates rise as the cable is pulled out. Seen end on, only post and pulley are drawn."""
    x, y = cable.x + 4, cable.height
    pulley = [*block(camera, (x, y - 4, -5), (x + 11, y + 5, 5), "frame"), _wheel(camera, x - 2.5, y)]
    top = max(y + 14, 190.0)
    post = block(camera, (x + 3, 5, -4), (x + 9, top, 4), "metal")
    if abs(camera.turn) > 60:
        base = block(camera, (x, 0, -16), (x + 40, 5, 16), "frame")
        return [*base, *post, *pulley] if camera.towards[0] < 0 else pulley
    lift = min(max(travel, 0.0), 70.0)
    shapes = block(camera, (x, 0, -16), (x + 40, 5, 16), "frame")
    shapes += block(camera, (x + 31, 5, -4), (x + 37, top, 4), "metal")
    shapes += block(camera, (x + 14, 5, -9), (x + 28, 40, 9), "pad")
    shapes += block(camera, (x + 14, 40 + lift, -9), (x + 28, 62 + lift, 9), "pad")
    plates = [line(camera, (x + 14, height, 9), (x + 28, height, 9)) for height in (13, 22, 31, 51 + lift)]
    shapes.append(Strokes("plate", tuple(plates)))
    rods = [line(camera, (x + 21, 5, z), (x + 21, top - 4, z)) for z in (-6, 6)]
    shapes.insert(6, Strokes("cable", tuple(rods)))
    shapes.append(Strokes("cable", (line(camera, (x + 21, 62 + lift, 0), (x + 21, top - 4, 0)),)))
    shapes += [*post, *block(camera, (x, top - 5, -8), (x + 40, top, 8), "frame")]
    return [*shapes, *pulley]


def _wheel(camera: Camera, x: float, y: float) -> Shape:
    return replace(disc(camera, (x, y, -1.5), (x, y, 1.5), 3.6, "metal"), shaded=False)


def _straps(straps: Any, camera: Camera, travel: float) -> list[Shape]:
    x, y = straps.x, straps.height
    shapes = block(camera, (x - 26, y + 4, -6), (x + 26, y + 10, 6), "frame")
    return shapes + block(camera, (x - 2, y - 2, -2), (x + 2, y + 4, 2), "metal")


def _band(band: Any, camera: Camera, travel: float) -> list[Shape]:
    """The post that a band is fixed to."""
    if band.around != "anchor":
        return []
    x, y = band.x, band.height
    post = block(camera, (x + 1, 0, -4), (x + 8, max(y + 14, 150.0), 4), "metal")
    base = block(camera, (x - 12, 0, -14), (x + 21, 4, 14), "frame")
    return [*base, *post, *block(camera, (x - 1, y - 3, -3), (x + 2, y + 3, 3), "frame")]


def _bar(bar: Any, camera: Camera, travel: float) -> list[Shape]:
    x, y, half = bar.x, bar.height, 46.0
    shapes: list[Shape] = []
    for z in (-half + 2, half - 6):
        shapes += block(camera, (x - 2, y, z), (x + 2, y + 34, z + 4), "metal")
    shapes += block(camera, (x - 14, y + 34, -half), (x + 14, y + 39, half), "frame")
    bar = line(camera, (x, y, -half), (x, y, half))
    return [*shapes, Strokes("tube-edge", (bar,)), Strokes("tube", (bar,))]


def _wall(wall: Any, camera: Camera, travel: float) -> list[Shape]:
    x0, x1 = (wall.x - 8, wall.x) if wall.x < 0 else (wall.x, wall.x + 8)
    room = x1 if wall.x < 0 else x0
    board = [camera.page(corner) for corner in ((room, 0, -WALL), (room, 0, WALL), (room, 9, WALL), (room, 9, -WALL))]
    return [*block(camera, (x0, 0, -WALL), (x1, 236, WALL), "wall"), Polygon("wall shade", board)]


def _doorway(doorway: Any, camera: Camera, travel: float) -> list[Shape]:
    shapes: list[Shape] = []
    for z in (-48.0, 40.0):
        shapes += block(camera, (doorway.x, 0, z), (doorway.x + 11, 205, z + 8), "wall")
    return shapes + block(camera, (doorway.x, 205, -48), (doorway.x + 11, 213, 48), "wall")


def _roller(roller: Any, camera: Camera, travel: float) -> list[Shape]:
    x, radius, half = roller.x, roller.radius, 34.0
    near, far = camera.page((x, radius, half)), camera.page((x, radius, -half))
    across = math.hypot(far[0] - near[0], far[1] - near[1]) or 1.0
    aside = ((near[1] - far[1]) * radius / across, (far[0] - near[0]) * radius / across)
    sides = [
        (end[0] + sign * aside[0], end[1] + sign * aside[1])
        for end, sign in ((near, 1), (far, 1), (far, -1), (near, -1))
    ]
    return [
        Mass("accent", (Outline(circle(far, radius)), Outline(sides, (0, 1, 2, 3)), Outline(circle(near, radius)))),
        Patch("accent lit", Outline(circle(near, radius * 0.7))),
    ]


def _kettlebell(kettlebell: Any, camera: Camera, travel: float) -> list[Shape]:
    if kettlebell.held is not None:
        return []
    return kettlebell_at((kettlebell.x, 0.0, 0.0), kettlebell.radius, camera)


def kettlebell_at(base: Vector, radius: float, camera: Camera) -> list[Shape]:
    """A kettlebell whose foot is at a place."""
    x, y = camera.page(base)
    r = radius
    handle = [(-0.62, 1.5), (-0.78, 2.2), (-0.56, 2.74), (0, 2.9), (0.56, 2.74), (0.78, 2.2), (0.62, 1.5)]
    ball = [
        (-0.55, 0.0), (0.55, 0.0), (0.95, 0.55), (1.0, 1.1), (0.66, 1.75), (0, 2.0), (-0.66, 1.75), (-1.0, 1.1),
        (-0.95, 0.55),
    ]  # fmt: skip
    grip = [(x + a * r, y + b * r) for a, b in handle]
    return [
        Strokes("thick-edge", (grip,)),
        Strokes("thick", (grip,)),
        Mass("accent", (Outline([(x + a * r, y + b * r) for a, b in ball], (0, 1)),)),
    ]


DRAWERS: dict[str, Drawer] = {
    "bench": _bench,
    "chair": _chair,
    "box": _box,
    "cable": _cable,
    "straps": _straps,
    "band": _band,
    "bar": _bar,
    "wall": _wall,
    "doorway": _doorway,
    "roller": _roller,
    "kettlebell": _kettlebell,
}
"""How each kind of standing thing is drawn."""
