"""Simple solids as the reader sees them: blocks, discs, rods, balls."""

import math

from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Point2, Vector, axes_along, unit
from builder.figures.space.shapes import Mass, Outline, Patch, Polygon, Shape, hull


def block(camera: Camera, low: Vector, high: Vector, tone: str) -> list[Shape]:
    """The three faces of a box that the reader sees, each in its own light: side, front, top."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    towards = camera.towards
    x = x1 if towards[0] > 0 else x0
    z = z1 if towards[2] > 0 else z0
    faces = []
    end_on = abs(towards[0]) > 0.7
    if abs(towards[0]) > 0.03:
        faces.append((tone if end_on else f"{tone} shade", [(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)]))
    if abs(towards[2]) > 0.03:
        faces.append((f"{tone} shade" if end_on else tone, [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]))
    if towards[1] > 0.03:
        faces.append((f"{tone} lit", [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)]))
    return [Polygon(kind, [camera.page(corner) for corner in corners]) for kind, corners in faces]


def cushion(camera: Camera, low: Vector, high: Vector) -> list[Shape]:
    """A soft box with a contour and rounded corners: a folded towel, a pillow."""
    corners = [(x, y, z) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])]
    top = [(x, high[1], z) for x, z in ((low[0], low[2]), (high[0], low[2]), (high[0], high[2]), (low[0], high[2]))]
    body = Outline(hull([camera.page(corner) for corner in corners], 12), tight=True)
    return [Mass("panel", (body,)), Patch("panel lit", Outline([camera.page(corner) for corner in top], (0, 1, 2, 3)))]


def ring(centre: Vector, axis: Vector, radius: float, count: int = 12) -> list[Vector]:
    """Points on a circle in space around an axis of length 1."""
    axes = axes_along(axis, (1.0, 0.0, 0.0))
    turns = (2 * math.pi * index / count for index in range(count))
    return [axes.point(centre, radius * math.cos(turn), 0, radius * math.sin(turn)) for turn in turns]


def disc(camera: Camera, start: Vector, end: Vector, radius: float, tone: str, count: int = 20) -> Mass:
    """A short round thing between two points: a pulley, the weight of a dumbbell."""
    axis = unit((end[0] - start[0], end[1] - start[1], end[2] - start[2]))
    points = [camera.page(point) for centre in (start, end) for point in ring(centre, axis, radius, 20)]
    return Mass(tone, (Outline(hull(points, count), tuple(range(count))),))


def line(camera: Camera, *points: Vector) -> list[Point2]:
    """A line through points of the scene."""
    return [camera.page(point) for point in points]
