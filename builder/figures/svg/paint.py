"""From layers of shapes to SVG, one pose or many.

A layer is painted in two passes: first every contour, dark, then every fill without a line; so two parts of one body
have no line between them, and a layer has a clean contour against what is behind it. Shade falls on the side that is
turned from the light: each mass is filled with its dark tone, then again with its light one, shifted towards the light
and cut to its own outline. Both are references to the one path, so that shade costs little and moves with it.

Given the same layers in several poses, every path that changes becomes an animation (SMIL), which needs no script.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from builder.figures.space.geometry import Point2
from builder.figures.space.shapes import (
    LIGHT_DIRECTION,
    Cast,
    Ink,
    Layer,
    Mass,
    Outline,
    Patch,
    Polygon,
    Shape,
    Strokes,
)
from builder.figures.svg.line import smooth, straight, units


@dataclass(frozen=True)
class Timing:
    """When an animation shows which pose: indices of poses, the share of its length at each, its length in seconds."""

    order: tuple[int, ...] = (0,)
    times: tuple[float, ...] = (0.0,)
    seconds: float = 0.0

    def attributes(self) -> str:
        """The attributes that every animation of the drawing has."""
        times = ";".join(f"{time:.3f}".rstrip("0").rstrip(".").replace("0.", ".", 1) for time in self.times)
        return f'dur="{self.seconds:g}s" repeatCount="indefinite" keyTimes="{times}"'


STILL = Timing()

ShapeT = TypeVar("ShapeT", Mass, Ink, Patch, Strokes, Cast, Polygon)

NEAR, STRAIGHT = 0.13, 0.1
"""A point nearer than this (cm) to the one before, or to the straight way between its neighbours, adds nothing."""


@dataclass
class Painter:
    """Paints layers into SVG and gives out the ids; ``prefix`` keeps the ids of two drawings on one page apart."""

    prefix: str
    timing: Timing = STILL
    used: set[str] = field(default_factory=set)
    _names: dict[int, str] = field(default_factory=dict)
    _data: dict[int, list[str]] = field(default_factory=dict)
    _written: set[int] = field(default_factory=set)
    _clips: int = 0

    def paint(self, poses: Sequence[Layer], extra: str = "") -> str:
        """Paint one layer, given in every pose; ``extra`` is a class for all its fills."""
        contours, fills = "", ""
        for shapes in zip(*(layer.shapes for layer in poses), strict=True):
            contour, fill = self._shape(shapes, extra)
            contours += contour
            fills += fill
        return (f'<g class="{self._class("contour")}">{contours}</g>' if contours else "") + fills

    def _shape(self, shapes: Sequence[Shape], extra: str) -> tuple[str, str]:
        """The contours and the fills of one shape, given in every pose."""
        match shapes[0]:
            case Mass():
                return self._mass(_alike(shapes, Mass), extra)
            case Ink():
                inks = [ink.outline for ink in _alike(shapes, Ink)]
                return self._path(inks, f' class="{self._class("ink")}"'), ""
            case Patch(kind=kind):
                patches = [patch.outline for patch in _alike(shapes, Patch)]
                return "", self._path(patches, f' class="{self._class(kind, extra)}"')
            case Strokes(kind=kind):
                return "", self._element(_lines(_alike(shapes, Strokes)), f' class="{self._class(kind)}"')
            case Cast():
                return "", "" if extra else self._cast(_alike(shapes, Cast))
            case Polygon(kind=kind):
                data = [straight(polygon.points) for polygon in _alike(shapes, Polygon)]
                return "", self._element(data, f' class="{self._class(kind, extra)}"')

    def _mass(self, masses: Sequence[Mass], extra: str) -> tuple[str, str]:
        drawn = masses[0]
        paths = "".join(map(self._named_path, zip(*(mass.outlines for mass in masses), strict=True)))
        uses = self._uses([mass.outlines for mass in masses])
        if not uses:
            return "", ""
        contours, fills = (paths, "") if drawn.contour else ("", f"<defs>{paths}</defs>" if paths else "")
        if extra or not drawn.shaded:
            return contours, f'{fills}<g class="{self._class(drawn.tone, extra)}">{uses}</g>'
        shaded = f'<g class="{self._class(drawn.tone, "shade")}">{uses}</g>'
        return contours, fills + shaded + self._clipped(uses, uses, self._class(drawn.tone), LIGHT_DIRECTION)

    def _named_path(self, outlines: Sequence[Outline]) -> str:
        """The path that references lead to; an outline that two masses share is written once."""
        if id(outlines[0]) in self._written:
            return ""
        self._written.add(id(outlines[0]))
        return self._path(outlines, f' id="{self._name(outlines[0])}"')

    def _cast(self, casts: Sequence[Cast]) -> str:
        onto, of = self._uses([cast.onto for cast in casts]), self._uses([cast.of for cast in casts])
        return self._clipped(onto, of, self._class(casts[0].tone, "shade"), casts[0].shift) if onto and of else ""

    def _uses(self, poses: Sequence[Sequence[Outline]]) -> str:
        """References to outlines that have a size."""
        return "".join(
            f'<use href="#{self._name(outlines[0])}"/>'
            for outlines in zip(*poses, strict=True)
            if self._outline_data(outlines)
        )

    def _clipped(self, clip: str, inner: str, name: str, shift: Point2) -> str:
        """Show something shifted, inside something else only."""
        self._clips += 1
        clip_name = f"{self.prefix}c{self._clips}"
        return (
            f'<clipPath id="{clip_name}">{clip}</clipPath><g clip-path="url(#{clip_name})">'
            f'<g class="{name}" transform="translate({units(shift[0])} {-units(shift[1])})">{inner}</g></g>'
        )

    def _path(self, outlines: Sequence[Outline], attributes: str) -> str:
        return self._element(self._outline_data(outlines), attributes)

    def _outline_data(self, outlines: Sequence[Outline]) -> list[str]:
        """The data of an outline in every pose, or nothing when it has no size in any."""
        known = self._data.get(id(outlines[0]))
        if known is None:
            known = self._data[id(outlines[0])] = _closed(outlines)
        return known

    def _element(self, data: Sequence[str], attributes: str) -> str:
        if not data:
            return ""
        if len(set(data)) == 1:
            return f'<path{attributes} d="{data[0]}"/>'
        values = ";".join(data[index] for index in self.timing.order)
        animation = f'<animate attributeName="d" {self.timing.attributes()} values="{values}"/>'
        return f'<path{attributes} d="{data[0]}">{animation}</path>'

    def _class(self, *names: str) -> str:
        name = " ".join(filter(None, names))
        self.used.add(name)
        return name

    def _name(self, outline: Outline) -> str:
        return self._names.setdefault(id(outline), f"{self.prefix}{len(self._names) + 1}")


def _alike(shapes: Sequence[Shape], kind: type[ShapeT]) -> list[ShapeT]:
    """One shape in every pose, which is of one kind in all of them."""
    return [shape for shape in shapes if isinstance(shape, kind)]


def _closed(outlines: Sequence[Outline]) -> list[str]:
    kept = _worth_drawing([outline.points for outline in outlines])
    if len(kept) < 3:
        return []
    corners = [number for number, index in enumerate(kept) if index in outlines[0].corners]
    lines = [[outline.points[index] for index in kept] for outline in outlines]
    if len(corners) == len(kept):
        return [straight(line) for line in lines]
    return smooth(lines, corners, tight=outlines[0].tight)


def _lines(strokes: Sequence[Strokes]) -> list[str]:
    """The data of open lines in every pose; lines that have no length in any are left out."""
    data = ["" for _ in strokes]
    for lines in zip(*(stroke.lines for stroke in strokes), strict=True):
        kept = _worth_drawing(lines)
        if len(kept) > 1:
            more = smooth([[line[index] for index in kept] for line in lines], closed=False)
            data = [text + extra for text, extra in zip(data, more, strict=True)]
    return data if data[0] else []


def _worth_drawing(lines: Sequence[Sequence[Point2]]) -> list[int]:
    """The points that are needed in at least one pose: apart from the one before, and off the straight way."""
    kept = [0]
    for index in range(1, len(lines[0])):
        if any(_apart(line[index], line[kept[-1]]) for line in lines):
            kept.append(index)
    while len(kept) > 1 and not any(_apart(line[kept[-1]], line[0]) for line in lines):
        kept.pop()
    chosen = kept[:1]
    for index, after in pairwise(kept[1:]):
        if any(_off(line[chosen[-1]], line[index], line[after]) for line in lines):
            chosen.append(index)
    return [*chosen, *kept[1:][-1:]]


def _apart(one: Point2, other: Point2) -> bool:
    return abs(one[0] - other[0]) > NEAR or abs(one[1] - other[1]) > NEAR


def _off(start: Point2, point: Point2, end: Point2) -> bool:
    """Whether a point is off the straight way from one to another."""
    x, y = end[0] - start[0], end[1] - start[1]
    return abs((point[0] - start[0]) * y - (point[1] - start[1]) * x) > STRAIGHT * math.hypot(x, y)
