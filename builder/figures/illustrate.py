"""From a figure to its drawings: still pictures side by side, and a loop.

``stills(figure)`` gives one picture for each key frame and each further view, all of one scale. ``loop(figure)`` gives
one picture that moves through all key frames and back. Both are finished markup; ``document`` makes files of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.figure_model import Figure
from builder.figures.arrow_shape import draw_arrow
from builder.figures.arrows import arrows
from builder.figures.between import halfway, steps
from builder.figures.camera import VIEWS
from builder.figures.floor import footprint
from builder.figures.paint import STILL, Painter, Timing
from builder.figures.palette import figure_colours
from builder.figures.picture import Box, Drawing, Stage, box_of, draw, draw_all, things_in_the_way
from builder.figures.pose import SIDES
from builder.figures.scene import Scene, scene
from builder.figures.shapes import Layer
from builder.figures.sight import Look
from builder.figures.solve import Solved
from builder.figures.style import rules

MARGIN = 3.0
HOLD, MOVE = 0.8, 1.5
"""Seconds a loop rests in a key frame, and seconds it takes from one to the next."""


@dataclass(frozen=True)
class Picture:
    """A finished drawing: its markup, what it covers (cm), the classes it uses and its caption."""

    markup: str
    box: Box
    used: frozenset[str]
    name: str = ""


def stills(figure: Figure, prefix: str = "", muscles: Sequence[str] = ()) -> list[Picture]:
    """Draw every key frame, then the further views; all have the same floor line and the same height."""
    solved = scene(figure)
    stage = _stage(solved, figure.view, muscles)
    drawings = [_with_arrows(stage, index, draw(stage, frame)) for index, frame in enumerate(solved.frames)]
    names = [frame.name or "" for frame in figure.frames]
    for further in figure.also:
        other = _stage(solved, further.view, muscles)
        drawings.append(draw(other, solved.frames[(further.frame or len(solved.frames)) - 1]))
        names.append(further.name or "")
    boxes = _aligned([_framed(stage, drawing) for drawing in drawings])
    return [
        _painted(f"{prefix}{'abcdefgh'[index]}", [drawing], STILL, box, name)
        for index, (drawing, box, name) in enumerate(zip(drawings, boxes, names, strict=True))
    ]


def loop(figure: Figure, prefix: str = "", muscles: Sequence[str] = ()) -> Picture | None:
    """Draw the movement as a loop, forward and back; a hold has none."""
    solved = scene(figure)
    if len(solved.frames) < 2:
        return None
    stage = _stage(solved, figure.view, muscles)
    poses, keys = _way(solved)
    drawings = draw_all(stage, poses)
    box = box_of(point for drawing in drawings for point in drawing.points()).grown(MARGIN)
    if figure.crop == "bust":
        box = _framed(stage, drawings[0])
    return _painted(f"{prefix}l", drawings, _timing(keys), box, "")


def _stage(solved: Scene, view: str, muscles: Sequence[str]) -> Stage:
    figure = solved.figure
    chosen = tuple(figure.highlight if figure.highlight is not None else muscles)
    sides = SIDES if figure.highlight_side == "both" else (figure.highlight_side,)
    ground = footprint([frame.person for frame in solved.frames], solved.body)
    return Stage(solved, VIEWS[view], Look(hair=figure.hair), ground, chosen, sides)


def _way(solved: Scene) -> tuple[list[Solved], list[int]]:
    """All poses of a loop in order, and the places of the key frames among them."""
    poses, keys = [solved.frames[0]], [0]
    for start, end in pairwise(solved.frames):
        poses += _between(solved, start, end)[1:]
        keys.append(len(poses) - 1)
    return poses, keys


def _between(solved: Scene, start: Solved, end: Solved) -> list[Solved]:
    """The poses from one key frame to the next, both included."""
    count = steps(start, end)
    middle = [halfway(start, end, step / count, solved.world, solved.body) for step in range(1, count)]
    return [start, *middle, end]


def _timing(keys: Sequence[int]) -> Timing:
    """Rest in each key frame, move softly between them, then go back the same way."""
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


def _with_arrows(stage: Stage, index: int, drawing: Drawing) -> Drawing:
    """Add the arrows that lead from a key frame to the next."""
    frames = stage.scene.frames[index : index + 2]
    if len(frames) < 2:
        return drawing
    sights = [stage.sight(pose) for pose in _between(stage.scene, *frames)]
    lines = arrows(stage.figure.arrow, sights, things_in_the_way(stage, frames[0]))
    layer = Layer([shape for line in lines for shape in draw_arrow(line)])
    return Drawing((*drawing.layers, layer), (*drawing.far, False))


def _framed(stage: Stage, drawing: Drawing) -> Box:
    """What of a drawing is shown."""
    box = box_of(drawing.points()).grown(MARGIN)
    if stage.figure.crop == "bust":
        x, y = stage.sight(stage.scene.frames[0]).page(stage.scene.frames[0].person.spine.at(42))
        return Box(x - 27, y - 22, x + 36, box.top)
    return box


def _aligned(boxes: Sequence[Box]) -> Iterator[Box]:
    """Give every picture the same bottom and top."""
    bottom, top = min(box.bottom for box in boxes), max(box.top for box in boxes)
    return (Box(box.left, bottom, box.right, top) for box in boxes)


def _painted(prefix: str, drawings: Sequence[Drawing], timing: Timing, box: Box, name: str) -> Picture:
    painter = Painter(prefix, timing)
    markup = "".join(
        painter.paint(poses, "far" if far else "")
        for poses, far in zip(zip(*(drawing.layers for drawing in drawings), strict=True), drawings[0].far, strict=True)
    )
    return Picture(markup, box, frozenset(painter.used), name)


def style(pictures: Sequence[Picture], scheme: str, look: str) -> str:
    """The rules that pictures need, with the colours themselves."""
    colours = figure_colours(scheme, look)
    used = frozenset[str]().union(*(picture.used for picture in pictures))
    return "".join(rules(used, lambda tone: colours[tone]))
