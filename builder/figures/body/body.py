"""The drawn body as typed tables, read from ``body.yml``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builder.figures.space.geometry import interpolate

TABLE = Path(__file__).with_name("body.yml")

Reach = tuple[float, float, float, float]
"""How far a surface reaches to the front, back, outer side and inner side, in cm."""


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

    def __init__(self, rows: Sequence[Sequence[float]]) -> None:
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


@cache
def table() -> dict[str, Any]:
    """The whole of ``body.yml``."""
    read: dict[str, Any] = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return read


@cache
def body(build: str = "medium") -> Body:
    """The body of a build."""
    data = table()
    change = data["builds"].get(build, {})
    surfaces = {name: Surface(_scaled(rows, change.get(name))) for name, rows in data["surfaces"].items()}
    return Body(Lengths(**{**data["lengths"], **change.get("lengths", {})}), surfaces)


def _scaled(rows: Sequence[Sequence[float]], factors: Sequence[Sequence[float]] | None) -> Sequence[Sequence[float]]:
    """A surface made wider or narrower by factors that are given at some stations."""
    if factors is None:
        return rows
    columns = (1, 2, 3, 3)
    return [
        (
            row[0],
            *(reach * interpolate(factors, row[0], column) for reach, column in zip(row[1:], columns, strict=True)),
        )
        for row in rows
    ]
