"""Head and neck: skull, hair, ear and face, from every side."""

from collections.abc import Sequence
from itertools import groupby

from builder.figures.body.body import table
from builder.figures.body.sight import Sight
from builder.figures.body.tube import Rim, Skin, SurfacePoint
from builder.figures.space.geometry import Point2, Vector, clamp, smoothstep
from builder.figures.space.shapes import Cast, Mass, Outline, Patch, Shape, Strokes, circle, hull, inside

NECK = (0.0, 0.3, 0.6, 0.8, 1.0)
HEAD_END = Rim(((0, 2.0), (180, 2.0)))
CROWN = Rim(((0.0, 11.6), (180.0, 11.6)))
HAIR_STATIONS = (0.0, 0.3, 0.55, 0.75, 0.9, 1.0)
HAIR_THICKNESS = 1.1

BACK_OF_HEAD = (-11.5, -9.6, -7.4, -4.6, -1.2, 3.4, 8.4, 11.6)
"""Outline points of the plain side of the head; the side with the profile has one at every row of the table."""

EAR_OFF = 0.5
"""How many cm more an ear stands off the head from the front and the back, so that the head does not swallow it."""

LEAST_SEEN = 0.5
"""A neckline of which less than this share is seen is not drawn."""

CHIN_SHADOW = (-1.6, -2.6)
"""Where the head's shadow falls on the neck, in cm on the page."""


def head_shapes(sight: Sight, covers: Sequence[Outline] = ()) -> list[Shape]:
    """Neck, head, hair, ear and face, in the order in which they are drawn; raised arms may cover the neckline."""
    head = sight.head
    neck = Outline(sight.neck.between(_collar_rim(-0.12), HEAD_END, NECK, 0.1))
    rows = [row[0] for row in sight.body.surfaces["head"].rows]
    skull = Outline([*head.edges(rows, 1), *head.edges(reversed(BACK_OF_HEAD), -1)])
    hairline = Rim(table().hairline)
    hair = Outline(head.between(hairline, CROWN, HAIR_STATIONS, HAIR_THICKNESS))
    return [
        Mass("skin", (neck,)),
        Strokes("detail", (_longest_seen(sight.neck.rim(_collar_rim(-0.25), 1.0), covers),)),
        Cast("skin", (skull,), (neck,), CHIN_SHADOW),
        *_knot(sight),
        Mass("skin", (skull,), shaded=False),
        Mass("hair", (hair,)),
        *_ears(sight),
        *_face(sight),
    ]


def _longest_seen(line: Sequence[Point2], covers: Sequence[Outline]) -> list[Point2]:
    """Of a line that is partly covered only the longest piece that is seen, or nothing of it: ends look like dots.

    The other points go to the nearest end of that piece, so that the line has as many as ever.
    """
    seen = [not any(inside(point, cover.points) for cover in covers) for point in line]
    runs = [list(run) for is_seen, run in groupby(range(len(line)), lambda index: seen[index]) if is_seen]
    longest = max(runs, key=len, default=[0])
    if len(longest) < LEAST_SEEN * len(line):
        return [line[longest[0]]] * len(line)
    return [line[int(clamp(index, longest[0], longest[-1]))] for index in range(len(line))]


def collar(sight: Sight) -> Outline:
    """The top of the shirt: from the trunk to where the neck comes out, without a notch."""
    shoulders = [sight.trunk.point(station, share, 0.3) for station in (42.0, 46.0) for share in (1, -1)]
    return Outline(hull([*shoulders, *sight.neck.rim(_collar_rim(), 0.8)], 16), tight=True)


def _collar_rim(shift: float = 0.0) -> Rim:
    """Where the neck comes out of the shirt, or a line so much higher on the neck."""
    return Rim(tuple((angle, station + shift) for angle, station in table().collar))


def _knot(sight: Sight) -> list[Shape]:
    """Hair that stands off the head: a bun or a pony tail."""
    axes, centre = sight.person.head, sight.person.head_centre
    if sight.look.hair == "bun":
        front, up, radius = table().bun
        return [Mass("hair", (Outline(circle(sight.page(axes.point(centre, front, up)), radius)),))]
    if sight.look.hair == "tail":
        points = [sight.page(axes.point(centre, front, up)) for front, up in table().tail]
        return [Mass("hair", (Outline(points),))]
    return []


def _ears(sight: Sight) -> list[Shape]:
    """Both ears stand off the head a little; the one on the far side shrinks to nothing behind it."""
    face = table().face
    shapes: list[Shape] = []
    for side in (1.0, -1.0):
        shown = smoothstep((sight.faces(_times(sight.person.head.right, side)) + 0.12) / 0.1)
        outer, inner = (
            [_on_ear(sight, side, back * shown, up * shown) for back, up in line] for line in (face.ear, face.inner_ear)
        )
        shapes += [Patch("ear", Outline(outer)), Strokes("detail", (inner,))]
    return shapes


def _on_ear(sight: Sight, side: float, back: float, up: float) -> Point2:
    """A place on the ear: it leans out from the side of the head, backwards; seen from ahead it stands off more."""
    front, height, out = table().face.ear_root
    out += EAR_OFF * (1 - abs(sight.faces(sight.person.head.right)))
    place = sight.person.head.point(
        sight.person.head_centre, front - back * 0.9, height + up, side * (out + back * 0.45)
    )
    return sight.page(place)


def _face(sight: Sight) -> list[Shape]:
    face, head = table().face, sight.head
    brows = [_line(head, _on_side(face.brow, side)) for side in (1, -1)]
    eyes: list[Shape] = [Patch("eye", Outline(head.patch(_on_side(face.eye, side)))) for side in (1, -1)]
    return [
        Strokes("brow", tuple(brows)),
        *eyes,
        Strokes("detail", (_line(head, _on_side(face.mouth, 1)), _nose(sight))),
    ]


def _nose(sight: Sight) -> list[Point2]:
    """The nose as a line; in profile it is part of the outline, and the line shrinks to nothing."""
    axes, centre = sight.person.head, sight.person.head_centre
    front, up, _ = table().face.nose[0]
    share = 1 - sight.profile if sight.faces(axes.front) > 0 else 0.0
    points = []
    for point in table().face.nose:
        ahead, above = front + (point[0] - front) * share, up + (point[1] - up) * share
        points.append(sight.page(axes.point(centre, ahead - (0 if share else 5), above, point[2] * share)))
    return points


def _line(head: Skin, places: list[SurfacePoint]) -> list[Point2]:
    return head.line(places)


def _times(vector: Vector, factor: float) -> Vector:
    return (vector[0] * factor, vector[1] * factor, vector[2] * factor)


def _on_side(places: Sequence[SurfacePoint], side: int) -> list[SurfacePoint]:
    return [(station, angle * side) for station, angle in places]
