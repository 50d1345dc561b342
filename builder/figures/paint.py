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

from builder.figures.geometry import Point2
from builder.figures.line import smooth, straight, units
from builder.figures.shapes import Cast, Ink, Layer, Mass, Outline, Patch, Polygon, Shape, Strokes

LIGHT: Point2 = (1.1, 1.5)
"""Where the light comes from on the page; its length in cm is the width of the shade."""


@dataclass(frozen=True)
class Timing:
    """When a looping drawing shows which pose: indices of poses, the share of the loop at each, the loop in seconds."""

    order: tuple[int, ...] = (0,)
    times: tuple[float, ...] = (0.0,)
    seconds: float = 0.0

    def attributes(self) -> str:
        """The attributes that every animation of the drawing has."""
        times = ";".join(f"{time:.3f}".rstrip("0").rstrip(".").replace("0.", ".", 1) for time in self.times)
        return f'dur="{self.seconds:g}s" repeatCount="indefinite" keyTimes="{times}"'


STILL = Timing()

NEAR, STRAIGHT = 0.13, 0.05
"""A point nearer than this (cm) to the one before, or to the straight way between its neighbours, adds nothing."""


@dataclass
class Painter:
    """Paints layers into SVG and gives out the ids; ``prefix`` keeps the ids of two drawings on one page apart."""

    prefix: str
    timing: Timing = STILL
    light: Point2 = LIGHT
    used: set[str] = field(default_factory=set)
    _ids: dict[int, str] = field(default_factory=dict)
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
        match shapes[0]:
            case Mass():
                return self._mass([shape for shape in shapes if isinstance(shape, Mass)], extra)
            case Ink():
                outlines = [shape.outline for shape in shapes if isinstance(shape, Ink)]
                return self._path(outlines, f' class="{self._class("ink")}"'), ""
            case Patch(kind=kind):
                outlines = [shape.outline for shape in shapes if isinstance(shape, Patch)]
                return "", self._path(outlines, f' class="{self._class(kind, extra)}"')
            case Strokes():
                return "", self._strokes([shape for shape in shapes if isinstance(shape, Strokes)])
            case Cast():
                return "", self._cast(shapes[0], extra)
            case Polygon(kind=kind):
                data = [straight(shape.points) for shape in shapes if isinstance(shape, Polygon)]
                return "", self._element(data, f' class="{self._class(kind, extra)}"')

    def _mass(self, masses: Sequence[Mass], extra: str) -> tuple[str, str]:
        contours, fills, uses = "", "", ""
        for outlines in zip(*(mass.outlines for mass in masses), strict=True):
            name = self._id(outlines[0])
            path = self._path(outlines, f' id="{name}"')
            self._written.add(id(outlines[0]))
            if path and masses[0].contour:
                contours += path
            elif path:
                fills += f"<defs>{path}</defs>"
            uses += f'<use href="#{name}"/>' if path else ""
        if not uses:
            return "", ""
        tone = masses[0].tone
        if extra or not masses[0].shaded:
            return contours, f'{fills}<g class="{self._class(tone, extra)}">{uses}</g>'
        joined = "".join(f'<use href="#{self._id(outline)}"/>' for outline in masses[0].joined)
        lit = f'<g class="{self._class(tone)}" transform="{_translate(self.light)}">{uses}{joined}</g>'
        return contours, f'{fills}<g class="{self._class(tone, "shade")}">{uses}</g>{self._clipped(uses, lit)}'

    def _clipped(self, uses: str, inner: str) -> str:
        self._clips += 1
        name = f"{self.prefix}c{self._clips}"
        return f'<clipPath id="{name}">{uses}</clipPath><g clip-path="url(#{name})">{inner}</g>'

    def _cast(self, cast: Cast, extra: str) -> str:
        if extra:
            return ""
        onto, of = ("".join(f'<use href="#{self._id(outline)}"/>' for outline in part) for part in (cast.onto, cast.of))
        inner = f'<g class="{self._class(cast.tone, "shade")}" transform="{_translate(cast.shift)}">{of}</g>'
        return self._clipped(onto, inner)

    def _strokes(self, strokes: Sequence[Strokes]) -> str:
        data = ["" for _ in strokes]
        for lines in zip(*(stroke.lines for stroke in strokes), strict=True):
            kept = _worth_drawing(lines)
            if len(kept) > 1:
                more = smooth([[line[index] for index in kept] for line in lines], closed=False)
                data = [text + extra for text, extra in zip(data, more, strict=True)]
        return self._element(data, f' class="{self._class(strokes[0].kind)}"') if data[0] else ""

    def _path(self, outlines: Sequence[Outline], attributes: str) -> str:
        """One path, or nothing when it has no size in any pose."""
        kept = _worth_drawing([outline.points for outline in outlines])
        if len(kept) < 3:
            return ""
        corners = [number for number, index in enumerate(kept) if index in outlines[0].corners]
        lines = [[outline.points[index] for index in kept] for outline in outlines]
        if len(corners) == len(kept):
            return self._element([straight(line) for line in lines], attributes)
        return self._element(smooth(lines, corners), attributes)

    def _element(self, data: Sequence[str], attributes: str) -> str:
        if len(set(data)) == 1:
            return f'<path{attributes} d="{data[0]}"/>'
        values = ";".join(data[index] for index in self.timing.order)
        animation = f'<animate attributeName="d" {self.timing.attributes()} values="{values}"/>'
        return f'<path{attributes} d="{data[0]}">{animation}</path>'

    def _class(self, *names: str) -> str:
        name = " ".join(filter(None, names))
        self.used.add(name)
        return name

    def _id(self, outline: Outline) -> str:
        return self._ids.setdefault(id(outline), f"{self.prefix}{len(self._ids) + 1}")


def _translate(way: Point2) -> str:
    return f"translate({units(way[0])} {-units(way[1])})"


def _worth_drawing(lines: Sequence[Sequence[Point2]]) -> list[int]:
    """The points that are needed in at least one pose: apart from the one before, and off the straight way."""
    kept = [0]
    for index in range(1, len(lines[0])):
        if any(_apart(line[index], line[kept[-1]]) for line in lines):
            kept.append(index)
    while len(kept) > 1 and not any(_apart(line[kept[-1]], line[0]) for line in lines):
        kept.pop()
    inner = [
        index
        for before, index, after in zip(kept, kept[1:], kept[2:], strict=False)
        if any(_off(line[before], line[index], line[after]) for line in lines)
    ]
    return [*kept[:1], *inner, *kept[1:][-1:]]


def _apart(one: Point2, other: Point2) -> bool:
    return abs(one[0] - other[0]) > NEAR or abs(one[1] - other[1]) > NEAR


def _off(start: Point2, point: Point2, end: Point2) -> bool:
    """Whether a point is off the straight way from one to another."""
    x, y = end[0] - start[0], end[1] - start[1]
    return abs((point[0] - start[0]) * y - (point[1] - start[1]) * x) > STRAIGHT * math.hypot(x, y)
