"""From a figure to its drawings: still pictures, and an animation.

``illustrate(figure)`` gives one still picture for each keyframe and each further view, all of one width, so that they
have one scale wherever they stand at one size, and, when there is more than one frame, an animation that moves through
all of them and back. Pictures are markup with classes; ``style.py`` has the rules that give the classes their colours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple

from builder.content.models.figure import Figure
from builder.figures.arrows.arrow_shape import draw_arrow
from builder.figures.arrows.arrows import arrows
from builder.figures.body.sides import SIDES
from builder.figures.body.sight import Look
from builder.figures.draw.picture import Drawing, Rectangle, Stage, rectangle_around, things_in_the_way
from builder.figures.props.floor import footprint
from builder.figures.solve.between import halfway, steps
from builder.figures.solve.scene import Scene, scene
from builder.figures.solve.solve import Solved
from builder.figures.space.camera import VIEWS
from builder.figures.space.shapes import Layer
from builder.figures.svg.line import units
from builder.figures.svg.paint import STILL, Painter, Timing

MARGIN = 3.0
WIDE = 1.15
"""A figure whose pictures are wider than this many times their height is a wide one: its pictures can be stacked."""

HOLD, MOVE = 0.8, 1.5
"""Seconds an animation rests in a keyframe, and seconds it takes from one to the next."""

Ways = list[list[Solved]]
"""The poses from each keyframe to the next, both included."""


@dataclass(frozen=True)
class _Shown:
    """What of a drawing is shown, under what name, and which side works in it: a left one is the mirror image."""

    extent: Rectangle
    box: Rectangle
    name: str
    side: str


@dataclass(frozen=True)
class Picture:
    """A finished drawing: its markup, the classes it uses, its caption and what it covers (cm).

    ``extent`` is what is drawn, ``box`` the same with room around it, so that all pictures of a figure have one size.
    """

    markup: str
    extent: Rectangle
    box: Rectangle
    used: tuple[str, ...]
    name: str = ""

    @property
    def window(self) -> "Window":
        """The box in units of the markup."""
        return window(self.box)


class Window(NamedTuple):
    """A part of the page in units of the markup."""

    left: int
    top: int
    width: int
    height: int

    def __str__(self) -> str:
        """Write it as SVG's ``viewBox``."""
        return " ".join(map(str, self))


def window(box: Rectangle) -> Window:
    """Give a box in cm, whose y runs up, in units of the markup, where it runs down."""
    return Window(units(box.left), units(-box.top), units(box.width), units(box.height))


@dataclass(frozen=True)
class Illustration:
    """All drawings of a figure; a hold has no animation.

    The first ``keyframe_count`` stills show the keyframes, the rest are further views.
    """

    stills: tuple[Picture, ...]
    keyframe_count: int
    animation: Picture | None
    look: str

    @property
    def is_wide(self) -> bool:
        """Whether its keyframes are wider than high: lying people."""
        return _is_wide(self.stills[0].box)


def illustrate(figure: Figure, muscles: Sequence[str] = ()) -> Illustration:
    """Draw a figure; ``muscles`` are tinted when the figure itself names none."""
    solved = scene(figure)
    stage = _stage(solved, figure.view, muscles)
    ways = [_between(solved, start, end) for start, end in pairwise(solved.keyframes)]
    return Illustration(
        tuple(_stills(stage, ways, muscles)),
        len(solved.keyframes),
        _animation(stage, ways),
        figure.look,
    )


def _stills(stage: Stage, ways: Ways, muscles: Sequence[str]) -> Iterator[Picture]:
    solved, figure = stage.scene, stage.figure
    drawings = [stage.draw([frame])[0] for frame in solved.keyframes]
    drawings = [_with_arrows(stage, way, drawing) for way, drawing in zip([*ways, []], drawings, strict=True)]
    names = [frame.name or "" for frame in figure.frames]
    for further in figure.also:
        other = _stage(solved, further.view, muscles)
        drawings += other.draw([solved.keyframes[(further.frame or len(solved.keyframes)) - 1]])
        names.append(further.name or "")
    extents = [_framed(stage, drawing) for drawing in drawings]
    for letter, drawing, extent, box, name in zip(
        ascii_lowercase, drawings, extents, _aligned(extents, len(solved.keyframes)), names, strict=False
    ):
        yield _painted(f"fig-{letter}", [drawing], STILL, _Shown(extent, box, name, figure.side))


def _animation(stage: Stage, ways: Ways) -> Picture | None:
    if not ways:
        return None
    poses, keys = [ways[0][0]], [0]
    for way in ways:
        poses += way[1:]
        keys.append(len(poses) - 1)
    drawings = stage.draw(poses)
    box = rectangle_around(point for drawing in drawings for point in drawing.points()).grown(MARGIN)
    if stage.figure.crop == "bust":
        box = _framed(stage, drawings[0])
    return _painted("fig-loop-", drawings, _timing(keys), _Shown(box, box, "", stage.figure.side))


def _stage(solved: Scene, view: str, muscles: Sequence[str]) -> Stage:
    figure = solved.figure
    chosen = tuple(figure.highlight if figure.highlight is not None else muscles)
    sides = SIDES if figure.highlight_side == "both" else (figure.highlight_side,)
    ground = footprint(solved.things, [frame.person for frame in solved.keyframes], solved.body)
    return Stage(solved, VIEWS[view], Look(hair=figure.hair), ground, chosen, sides)


def _between(solved: Scene, start: Solved, end: Solved) -> list[Solved]:
    """The poses from one keyframe to the next, both included."""
    count = steps(start, end)
    middle = [halfway(start, end, step / count, solved.world, solved.body) for step in range(1, count)]
    return [start, *middle, end]


def _timing(keys: Sequence[int]) -> Timing:
    """Rest in each keyframe, move softly between them, then go back the same way."""
    order, moments = [0], [0.0]

    def rest() -> None:
        order.append(order[-1])
        moments.append(moments[-1] + HOLD)

    def move(to: int) -> None:
        start, count = order[-1], abs(to - order[-1])
        begin = moments[-1]
        for step in range(1, count + 1):
            order.append(start + step * (1 if to > start else -1))
            moments.append(begin + MOVE * _when(step / count))

    rest()
    for key in keys[1:]:
        move(key)
        rest()
    for key in reversed(keys[:-1]):
        move(key)
        if key:
            rest()
    total = moments[-1]
    return Timing(tuple(order), tuple(moment / total for moment in moments), round(total, 2))


def _when(share: float) -> float:
    """When a share of a movement is done, so that it starts and ends softly: the inverse of smoothstep."""
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        if middle * middle * (3 - 2 * middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _with_arrows(stage: Stage, way: Sequence[Solved], drawing: Drawing) -> Drawing:
    """Add the arrows that lead from a keyframe to the next; from the last one none does."""
    if not way:
        return drawing
    sights = [stage.sight(pose) for pose in way]
    lines = arrows(stage.figure.arrow, sights, things_in_the_way(stage, sights[0]))
    layer = Layer([shape for line in lines for shape in draw_arrow(line)])
    return Drawing((*drawing.layers, layer), tuple(layer.points()))


def _framed(stage: Stage, drawing: Drawing) -> Rectangle:
    """What of a drawing is shown."""
    box = rectangle_around(drawing.points()).grown(MARGIN)
    if stage.figure.crop == "bust":
        x, y = stage.sight(stage.scene.keyframes[0]).page(stage.scene.keyframes[0].person.spine.at(42))
        right = max((point[0] + MARGIN for point in drawing.arrows), default=x)
        return Rectangle(x - 27, y - 22, max(x + 36, right), box.top)
    return box


def _aligned(boxes: Sequence[Rectangle], frames: int) -> Iterator[Rectangle]:
    """Give every picture the same width and height; further views of a wide figure keep their own height."""
    width = max(box.width for box in boxes)
    keys = _around(boxes[:frames], width)
    shared = keys if _is_wide(keys) else _around(boxes, width)
    for number, box in enumerate(boxes):
        height = box if _is_wide(keys) and number >= frames else shared
        middle = (box.left + box.right) / 2
        yield Rectangle(middle - width / 2, height.bottom, middle + width / 2, height.top)


def _around(boxes: Sequence[Rectangle], width: float) -> Rectangle:
    return Rectangle(0.0, min(box.bottom for box in boxes), width, max(box.top for box in boxes))


def _is_wide(box: Rectangle) -> bool:
    return box.width > WIDE * box.height


def _painted(prefix: str, drawings: Sequence[Drawing], timing: Timing, shown: _Shown) -> Picture:
    painter = Painter(prefix, timing)
    depths = zip(*(drawing.layers for drawing in drawings), strict=True)
    markup = "".join(painter.paint(poses, "far" if poses[0].is_far else "") for poses in depths)
    extent, box = shown.extent, shown.box
    if shown.side == "left":
        markup, extent, box = f'<g transform="scale(-1 1)">{markup}</g>', extent.mirrored(), box.mirrored()
    return Picture(markup, extent, box, tuple(sorted(painter.used)), shown.name)
