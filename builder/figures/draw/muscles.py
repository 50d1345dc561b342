"""Muscles on the body: areas of its skin, with the run of their fibres."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, TypeAdapter

from builder.figures.body.sides import SIDES, SIGN
from builder.figures.body.sight import Sight
from builder.figures.body.tube import Skin, SurfacePoint
from builder.figures.space.geometry import Point2, mix
from builder.figures.space.shapes import Outline, Patch, Shape, Strokes, inside
from builder.system.tables import reading

TABLE = Path(__file__).with_name("muscles.yml")

FIBRES = 2
FIBRE_SPAN = (0.18, 0.5, 0.82)
"""How many fibres are drawn in a muscle, and at which shares of its length."""

LEAST_SEEN, LEAST_WIDTH = 0.4, 1.5
"""A muscle of which less than this share is seen, or which is seen this narrow (cm), is not drawn."""

PARTS: Mapping[str, tuple[float, float]] = {
    "trunk": (1.0, 0.2),
    "neck": (7.0, 0.1),
    "leg": (43.0, 0.12),
    "arm": (29.0, 0.08),
}
"""How many cm a station and a degree are worth on each part, to see which way a muscle is longer."""


INSET = -0.35
"""Muscles are drawn this much inside the outline of the body, in cm, so that a rim of cloth or skin stays."""


@dataclass(frozen=True)
class MuscleArea:
    """One area of a muscle: the part it is on, its outline, which points of it are its tips, and its fibres."""

    part: str
    places: tuple[SurfacePoint, ...]
    tips: tuple[int, int]
    fibres: tuple[tuple[SurfacePoint, ...], ...]


@dataclass(frozen=True)
class _Entry:
    """An area as the table gives it: at least a triangle, or it has no two tips."""

    part: Literal["trunk", "neck", "leg", "arm"]
    places: Annotated[tuple[SurfacePoint, ...], Field(min_length=3)]


@cache
def muscle_areas() -> Mapping[str, tuple[MuscleArea, ...]]:
    """All muscles that can be tinted in a figure."""
    with reading(TABLE) as read:
        table = TypeAdapter(dict[str, tuple[_Entry, ...]]).validate_python(read)
        return {name: tuple(_area(entry.part, entry.places) for entry in entries) for name, entries in table.items()}


def _area(part: str, places: Sequence[Sequence[float]]) -> MuscleArea:
    corners = tuple((place[0], place[1]) for place in places)
    tips = _tips(part, corners)
    return MuscleArea(part, corners, tips, tuple(_fibres(corners, *tips)))


def _tips(part: str, corners: tuple[SurfacePoint, ...]) -> tuple[int, int]:
    """The two points of an outline that are farthest apart."""
    station, degree = PARTS[part]
    flat = [(place[0] * station, place[1] * degree) for place in corners]
    pairs = [(i, j) for i in range(len(flat)) for j in range(i + 2, len(flat))]
    return max(pairs, key=lambda pair: math.dist(flat[pair[0]], flat[pair[1]]))


def _fibres(corners: tuple[SurfacePoint, ...], first: int, last: int) -> list[tuple[SurfacePoint, ...]]:
    """Lines along a muscle from tip to tip, evenly between its two long edges."""
    one, other = corners[first : last + 1], (*corners[last:], *corners[: first + 1])[::-1]
    return [
        tuple(_between(_along(one, span), _along(other, span), number / (FIBRES + 1)) for span in FIBRE_SPAN)
        for number in range(1, FIBRES + 1)
    ]


def _along(line: Sequence[SurfacePoint], share: float) -> SurfacePoint:
    place = share * (len(line) - 1)
    index = min(int(place), len(line) - 2)
    return _between(line[index], line[index + 1], place - index)


def _between(one: SurfacePoint, other: SurfacePoint, share: float) -> SurfacePoint:
    return (mix(one[0], other[0], share), mix(one[1], other[1], share))


class Covers(NamedTuple):
    """What lies over the muscles of the trunk: the arms, and the tips of the shoulders, at which muscles end."""

    arms: Sequence[Outline] = ()
    shoulders: Sequence[Outline] = ()


UNCOVERED = Covers()


def muscles_on(
    sight: Sight,
    parts: Sequence[tuple[str, str]],
    muscles: Sequence[str],
    sides: Sequence[str],
    covers: Covers = UNCOVERED,
) -> list[Shape]:
    """Draw muscles on the given parts: pairs of part and side; the trunk and the neck carry both sides.

    A muscle without areas is not drawn: ``check`` has warned of it.
    A muscle that lies almost wholly under a cover or round the edge shrinks to nothing: a scrap would only puzzle.
    """
    shapes: list[Shape] = []
    for areas in (areas for name, areas in muscle_areas().items() if name in muscles):
        for area in areas:
            for part, side in parts:
                for own in _sides_on(part, side, sides) if part == area.part else ():
                    patch, fibres = _drawn(_skin(sight, part, side), area, SIGN[own], covers)
                    shapes += [patch, Strokes("fibre", tuple(fibres))]
    return shapes


def _sides_on(part: str, side: str, sides: Sequence[str]) -> list[str]:
    """The sides of the muscles that a part carries, of those that are wanted."""
    carried = [side] if part in ("arm", "leg") else SIDES
    return [one for one in carried if one in sides]


def _skin(sight: Sight, part: str, side: str) -> Skin:
    return {"trunk": sight.trunk, "neck": sight.neck}.get(part) or (sight.arms if part == "arm" else sight.legs)[side]


def _drawn(skin: Skin, area: MuscleArea, sign: float, covers: Covers) -> tuple[Patch, list[list[Point2]]]:
    places = [(station, angle * sign) for station, angle in area.places]
    points = skin.patch(places, INSET, places)
    fibres = [skin.patch([(station, angle * sign) for station, angle in line], INSET, places) for line in area.fibres]
    for shoulder in covers.shoulders:
        points = _ending_at(points, shoulder)
    if covers.arms:
        points = _largest_piece(points, [any(inside(point, arm.points) for arm in covers.arms) for point in points])
    fibres = [[point if inside(point, points) else line[1] for point in line] for line in fibres]
    if _width(points) < LEAST_WIDTH or (covers.arms and _seen(points, fibres, covers.arms) < LEAST_SEEN):
        points, fibres = [points[0]] * len(points), [[points[0]] * len(line) for line in fibres]
    return Patch("muscle", Outline(points, area.tips, tight=True)), fibres


def _ending_at(points: list[Point2], cover: Outline) -> list[Point2]:
    """Draw in what lies under a cover to where the outline of the area meets it."""
    hidden = [inside(point, cover.points) for point in points]
    if all(hidden) or not any(hidden):
        return points
    kept = list(points)
    for index, is_hidden in enumerate(hidden):
        if is_hidden:
            kept[index] = _nearest_crossing(points, hidden, index, cover)
    return kept


def _nearest_crossing(points: Sequence[Point2], hidden: Sequence[bool], index: int, cover: Outline) -> Point2:
    """Where the outline leaves the cover, on the nearer side of a point that lies under it."""
    count = len(points)
    for step in range(1, count):
        for way in (-1, 1):
            other = (index + way * step) % count
            if not hidden[other]:
                return _leaving(points[(other - way) % count], points[other], cover)
    raise ValueError("nothing shows")


def _leaving(under: Point2, outside: Point2, cover: Outline) -> Point2:
    """The last place on the way from under a cover to outside that is still under it."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        if inside(_between(under, outside, middle), cover.points):
            low = middle
        else:
            high = middle
    return _between(under, outside, high)


def _largest_piece(points: list[Point2], hidden: Sequence[bool]) -> list[Point2]:
    """Draw in what shows beyond a cover in a second place: those points go to the nearest hidden one before them."""
    runs = [run for run, group in groupby(range(len(points)), lambda index: hidden[index]) for run in [list(group)]]
    shown = [run for run in runs if not hidden[run[0]]]
    if len(shown) > 1 and not hidden[0] and not hidden[-1]:
        shown = [shown[-1] + shown[0], *shown[1:-1]]
    if len(shown) < 2:
        return points
    longest = max(shown, key=len)
    kept = list(points)
    for run in shown:
        if run is not longest:
            for index in run:
                kept[index] = points[run[0] - 1]
    return kept


def _width(points: Sequence[Point2]) -> float:
    """The mean width of an area: of a long strip, its area over its length."""
    pairs = [*pairwise(points), (points[-1], points[0])]
    area = abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs)) / 2
    around = sum(math.dist(one, other) for one, other in pairs)
    return 2 * area / around if around else 0.0


def _seen(points: Sequence[Point2], fibres: Sequence[Sequence[Point2]], covers: Sequence[Outline]) -> float:
    """Which share of a muscle is not under anything."""
    places = [*points, *(point for line in fibres for point in line)]
    free = sum(not any(inside(place, cover.points) for cover in covers) for place in places)
    return free / len(places)
