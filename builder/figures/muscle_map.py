"""The muscle map: a body from the front and from the back, some muscles marked.

The outlines are in ``muscle_map.yml``, the shapes of the SVG in ``templates/svg/muscle_map.svg.j2``. Muscles without a
state are one path, so that a file holds in detail only what it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import PlainValidator, TypeAdapter

from builder.figures.body.sides import SIDES
from builder.figures.space.geometry import smoothstep
from builder.figures.space.shapes import Outline, outline_of
from builder.figures.svg.line import UNITS, smooth
from builder.figures.svg.palette import PALETTES
from builder.system.tables import reading

if TYPE_CHECKING:
    from jinja2 import Environment

TABLE = Path(__file__).with_name("muscle_map.yml")

STATES = ("tight", "weak", "main", "help")
"""What a muscle can be marked as: the names are also those of the palette's colours and of the page's legend."""

TOP, BOTTOM, VIEW_WIDTH = -8, 505, 360
"""The map is cut above the knees, flush with the plate that it stands on; units of a body 800 tall."""

LINE_BELOW = 3
"""Width of the rim round a muscle that lies over another (levator scapulae over trapezius)."""

OVER = "levator-scapulae"


@dataclass(frozen=True)
class MarkedMuscle:
    """A muscle in a state; ``side`` is the person's own left or right, or None for both."""

    muscle: str
    state: str
    side: str | None = None


@dataclass(frozen=True)
class View:
    """One view of the body as paths: the silhouette, all unmarked muscles, each marked one, and those on top."""

    name: str
    body: str
    knees: str
    plain: str
    marked: tuple[tuple[str, str], ...]


HalfOutline = Annotated[Outline, PlainValidator(outline_of)]


@dataclass(frozen=True)
class MapTable:
    """The whole of ``muscle_map.yml``: outlines of the body in both views and in each, of the knee, of muscles."""

    body: Mapping[str, tuple[HalfOutline, ...]]
    knee: tuple[HalfOutline, ...]
    front: Mapping[str, tuple[HalfOutline, ...]]
    back: Mapping[str, tuple[HalfOutline, ...]]

    def muscles(self, view: str) -> Mapping[str, tuple[Outline, ...]]:
        """The outlines of the muscles that a view shows."""
        return self.front if view == "front" else self.back


@cache
def muscle_ids() -> frozenset[str]:
    """The muscles that can be drawn."""
    return frozenset([*_table().front, *_table().back])


def draw_muscle_map(
    environment: "Environment", marked_muscles: tuple[MarkedMuscle, ...], scheme: str, views: tuple[str, ...]
) -> str:
    """Draw the map as an SVG with literal colours and a transparent ground.

    Each muscle takes the state of the first entry that names it. Raises KeyError for an unknown scheme.
    """
    template = environment.get_template("svg/muscle_map.svg.j2")
    return template.render(
        views=muscle_views(marked_muscles, views),
        colours=PALETTES[scheme],
        used=sorted(set(_states(marked_muscles).values())),
        top=TOP,
        height=BOTTOM - TOP,
        width=VIEW_WIDTH,
        rim=LINE_BELOW,
    )


def muscle_views(marked_muscles: tuple[MarkedMuscle, ...], names: tuple[str, ...]) -> list[View]:
    """Give the views of a map as paths, for a page that colours them itself."""
    states = _states(marked_muscles)
    return [_view(name, states) for name in names]


def _states(marked_muscles: tuple[MarkedMuscle, ...]) -> dict[tuple[str, str], str]:
    states: dict[tuple[str, str], str] = {}
    for marked in marked_muscles:
        for side in [marked.side] if marked.side else SIDES:
            states.setdefault((marked.muscle, side), marked.state)
    return states


def _view(name: str, states: Mapping[tuple[str, str], str]) -> View:
    plain, marked = "", []
    for muscle in sorted(_table().muscles(name), key=lambda muscle: muscle == OVER):
        for side in SIDES:
            shape = _muscle(name, muscle, side)
            if state := states.get((muscle, side)):
                marked.append((state, shape))
            elif muscle == OVER:
                marked.append(("", shape))
            else:
                plain += shape
    body = _both_sides(_table().body["both"]) + _both_sides(_table().body[name])
    knees = _both_sides(_table().knee) if name == "front" else ""
    return View(name, body, knees, plain, tuple(marked))


@cache
def _table() -> MapTable:
    with reading(TABLE) as read:
        return TypeAdapter(MapTable).validate_python(read)


@cache
def _muscle(view: str, muscle: str, side: str) -> str:
    """The person's left is drawn right of the mid line from the front, left of it from the back."""
    sign = 1 if (side == "left") == (view == "front") else -1
    return "".join(_drawn(outline, sign) for outline in filter(_is_in_sight, _table().muscles(view)[muscle]))


@cache
def _both_sides(outlines: tuple[Outline, ...]) -> str:
    return "".join(_drawn(outline, sign) for outline in filter(_is_in_sight, outlines) for sign in (1, -1))


def _is_in_sight(outline: Outline) -> bool:
    return any(y < BOTTOM for _, y in outline.points)


def _drawn(outline: Outline, sign: int) -> str:
    """Write an outline of half a body, on the right of the mid line or mirrored to its left: units are not cm here."""
    points = [((VIEW_WIDTH / 2 + sign * _slim(x, y)) / UNITS, -y / UNITS) for x, y in outline.points]
    return smooth([points], outline.corners)[0]


def _slim(x: float, y: float) -> float:
    """Narrow the shoulders and bring the arms closer, by up to 7.5 units; head and legs stay."""
    if y < 112:
        return x
    share = smoothstep((x - 20) / 92) * smoothstep((y - 112) / 38)
    if x < 100 and 220 < y < 420:
        share *= 1 - smoothstep((y - 225) / 105)
    if x < 100 and y >= 395:
        share = 0
    return x - 7.5 * share
