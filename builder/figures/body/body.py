"""The drawn body as typed tables, read from ``body.yml``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import PlainValidator, TypeAdapter

from builder.figures.space.geometry import Point2, Vector, interpolate
from builder.figures.space.shapes import Outline, outline_of
from builder.system.tables import reading

TABLE = Path(__file__).with_name("body.yml")

Reach = tuple[float, float, float, float]
"""How far a surface reaches to the front, back, outer side and inner side, in cm."""

SurfaceRow = tuple[float, float, float, float, float]
"""A station, and the reach there."""

FactorRow = tuple[float, float, float, float]
"""A station, and factors there: for the front, the back and both sides."""

Edge = tuple[Point2, ...]
"""Where cloth or hair ends: an angle around the part, and the station there."""

FlatDrawing = Annotated[Outline, PlainValidator(outline_of)]


@dataclass(frozen=True)
class Lengths:
    """Lengths of the body in cm."""

    thigh: float
    shank: float
    ankle: float
    upper_arm: float
    forearm: float
    hand: float
    neck: float
    hip: float
    shoulder: float
    grip: float


class Surface:
    """How far a part reaches round its line, by station."""

    def __init__(self, rows: Sequence[SurfaceRow]) -> None:
        self.rows = rows
        self._known: dict[float, Reach] = {}

    def reach(self, station: float) -> Reach:
        """The reach at a station, softly between the rows of the table."""
        if station not in self._known:
            front, back, outer, inner = (interpolate(self.rows, station, column) for column in (1, 2, 3, 4))
            self._known[station] = (front, back, outer, inner)
        return self._known[station]


@dataclass(frozen=True)
class Body:
    """One build of body: lengths and surfaces."""

    lengths: Lengths
    surfaces: Mapping[str, Surface]


@dataclass(frozen=True)
class Build:
    """How a build differs from the medium one: factors for its surfaces, and lengths in cm."""

    trunk: tuple[FactorRow, ...] = ()
    leg: tuple[FactorRow, ...] = ()
    arm: tuple[FactorRow, ...] = ()
    neck: tuple[FactorRow, ...] = ()
    lengths: Mapping[str, float] = field(default_factory=dict)

    def factors(self, part: str) -> tuple[FactorRow, ...]:
        """The factors for a surface; none for the head."""
        return {"trunk": self.trunk, "leg": self.leg, "arm": self.arm, "neck": self.neck}.get(part, ())


@dataclass(frozen=True)
class Hand:
    """A hand as a flat drawing: its outline, the thumb over it, and the lines on it."""

    outline: FlatDrawing
    thumb: FlatDrawing
    lines: tuple[FlatDrawing, ...]


@dataclass(frozen=True)
class FacingShoe:
    """A shoe from the front or the back."""

    outline: FlatDrawing
    sole: FlatDrawing
    lines: tuple[FlatDrawing, ...]


@dataclass(frozen=True)
class Shoes:
    """A shoe from all sides; from its side it is in two pieces, which meet at the ball."""

    hind: FlatDrawing
    toe: FlatDrawing
    hind_sole: FlatDrawing
    toe_sole: FlatDrawing
    laces: tuple[FlatDrawing, ...]
    ball: Point2
    front: FacingShoe
    back: FacingShoe


@dataclass(frozen=True)
class Face:
    """Eyes, brows and mouth as places on the head (station, angle); ears and nose as points off it, in cm."""

    eye: tuple[Point2, ...]
    brow: tuple[Point2, ...]
    mouth: tuple[Point2, ...]
    ear_root: Vector
    ear: tuple[Point2, ...]
    inner_ear: tuple[Point2, ...]
    nose: tuple[Vector, ...]


@dataclass(frozen=True)
class BodyTable:
    """The whole of ``body.yml``, which describes its parts."""

    lengths: Lengths
    surfaces: Mapping[str, tuple[SurfaceRow, ...]]
    builds: Mapping[str, Build]
    profile: tuple[float, ...]
    hairline: Edge
    neckline: Edge
    collar: Edge
    hands: Mapping[str, Hand]
    shoes: Shoes
    face: Face
    bun: Vector
    tail: tuple[Point2, ...]
    places: Mapping[str, tuple[str | float, float, float, float]]


@cache
def table() -> BodyTable:
    """Read the table."""
    with reading(TABLE) as read:
        return TypeAdapter(BodyTable).validate_python(read)


@cache
def body(build: str = "medium") -> Body:
    """The body of a build."""
    change = table().builds.get(build, Build())
    surfaces = {part: Surface(_scaled(rows, change.factors(part))) for part, rows in table().surfaces.items()}
    return Body(replace(table().lengths, **change.lengths), surfaces)


def _scaled(rows: Sequence[SurfaceRow], factors: Sequence[FactorRow]) -> Sequence[SurfaceRow]:
    """A surface made wider or narrower by factors that are given at some stations."""
    if not factors:
        return rows
    return [
        (
            station,
            front * interpolate(factors, station, 1),
            back * interpolate(factors, station, 2),
            outer * interpolate(factors, station, 3),
            inner * interpolate(factors, station, 3),
        )
        for station, front, back, outer, inner in rows
    ]
