"""One picture of a figure: the person in one pose (or in several, for an animation) with the equipment, in layers."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from statistics import fmean

from builder.content.models.figure import Figure
from builder.figures.arrows.arrow_shape import Area
from builder.figures.body.sides import SIDES
from builder.figures.body.sight import Look, Sight
from builder.figures.draw.person import Plan, draw_person, plan
from builder.figures.props.floor import draw_floor
from builder.figures.props.thing import AnyThing, Footprint
from builder.figures.solve.scene import Scene
from builder.figures.solve.solve import Solved
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Point2, length, subtract
from builder.figures.space.shapes import Layer, Shape

NEARER = 25.0
"""Equipment this many cm nearer to the reader than the person is drawn over the person."""


@dataclass(frozen=True)
class Rectangle:
    """A rectangle on the page, in cm."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def grown(self, margin: float) -> "Rectangle":
        """The rectangle with a margin."""
        return Rectangle(self.left - margin, self.bottom - margin, self.right + margin, self.top + margin)

    def mirrored(self) -> "Rectangle":
        """Its mirror image at x = 0."""
        return Rectangle(-self.right, self.bottom, -self.left, self.top)


def rectangle_around(points: Iterable[Point2]) -> Rectangle:
    """The smallest rectangle around points."""
    found = list(points)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Rectangle(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True)
class Drawing:
    """Layers from back to front; ``arrows`` is what its arrows cover."""

    layers: tuple[Layer, ...]
    arrows: tuple[Point2, ...] = ()

    def points(self) -> Iterable[Point2]:
        """All points of all layers."""
        return (point for layer in self.layers for point in layer.points())


@dataclass(frozen=True, eq=False)
class Stage:
    """What all pictures of a figure from one side share; a pose that is shown twice is seen and drawn once."""

    scene: Scene
    camera: Camera
    look: Look
    ground: Footprint
    muscles: tuple[str, ...]
    muscle_sides: tuple[str, ...]
    _sights: dict[Solved, Sight] = field(default_factory=dict)
    _drawings: dict[tuple[Solved, Plan, frozenset[str]], Drawing] = field(default_factory=dict)

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.scene.figure

    def sight(self, solved: Solved) -> Sight:
        """A pose as this stage shows it."""
        if solved not in self._sights:
            self._sights[solved] = Sight(solved.person, self.scene.body, self.camera, self.look)
        return self._sights[solved]

    def draw(self, poses: Sequence[Solved]) -> list[Drawing]:
        """Draw poses that turn into each other: all have the same layers and shapes."""
        sights = [self.sight(pose) for pose in poses]
        order, before = plan(sights), self._things_before(sights)
        return [self._drawing(pose, order, before) for pose in poses]

    def _things_before(self, sights: Sequence[Sight]) -> frozenset[str]:
        """The names of the things that stand between the reader and the person, in the mean of all poses."""
        if not self.camera.looks_lengthwise:
            return frozenset()
        here = fmean(self.camera.depth(sight.person.spine.at(20)) for sight in sights)
        depths = {thing.name: self.camera.depth((thing.x, 60.0, 0.0)) for thing in self.scene.things}
        return frozenset(name for name, depth in depths.items() if depth - here > NEARER)

    def _drawing(self, pose: Solved, order: Plan, before: frozenset[str]) -> Drawing:
        key = (pose, order, before)
        if key not in self._drawings:
            self._drawings[key] = _draw(self, self.sight(pose), order, before)
        return self._drawings[key]


def _draw(stage: Stage, sight: Sight, order: Plan, nearer: Set[str]) -> Drawing:
    """Draw one pose; ``nearer`` are the things that are drawn over the person."""
    things = stage.scene.things
    person = draw_person(sight, order, stage.muscles, stage.muscle_sides)
    behind, before = _standing(stage, sight, nearer)
    under = _shapes(thing.draw_under(sight.person, stage.camera) for thing in things)
    over_feet = _shapes(thing.draw_over_feet(sight) for thing in things)
    held = {
        side: Layer(_shapes(thing.draw_in_hand(side, sight) for thing in things if _is_drawn_in(side, thing, order)))
        for side in SIDES
    }
    behind_head = [side for side in order.hands_behind if side in person.near_arms]
    before_body = {side: Layer([]) if side in behind_head else held[side] for side in person.near_arms}
    return Drawing(
        (
            draw_floor(things, stage.ground, stage.camera),
            Layer([*behind, *under]),
            *(layer for side, arm in person.far_arms.items() for layer in (held[side], arm)),
            *person.far_legs,
            *person.near_legs,
            *(held[side] for side in behind_head),
            Layer([*person.body.shapes, *over_feet]),
            *(layer for side, arm in person.near_arms.items() for layer in (before_body[side], arm)),
            Layer(before),
        )
    )


def _is_drawn_in(side: str, thing: AnyThing, order: Plan) -> bool:
    return side == order.nearer_hand if thing.is_shared else side in thing.hands


def _shapes(groups: Iterable[list[Shape]]) -> list[Shape]:
    return list(chain.from_iterable(groups))


def _standing(stage: Stage, sight: Sight, nearer: Set[str]) -> tuple[list[Shape], list[Shape]]:
    """Standing equipment behind the person, and before."""
    behind: list[Shape] = []
    before: list[Shape] = []
    for thing in stage.scene.things:
        shapes = thing.draw(stage.camera, _travel(stage, sight, thing))
        (before if thing.name in nearer else behind).extend(shapes)
    return behind, before


def _travel(stage: Stage, sight: Sight, thing: AnyThing) -> float:
    """How far the hand is from what pulls at it, compared with the first pose, in cm."""
    world = stage.scene.world
    for side in thing.hands:
        if side in world.pulls:
            anchor, first = world.places[world.pulls[side]].point, stage.sight(stage.scene.keyframes[0])
            return length(subtract(anchor, sight.grip(side))) - length(subtract(anchor, first.grip(side)))
    return 0.0


def things_in_the_way(stage: Stage, sight: Sight) -> list[Area]:
    """The equipment as rectangles, for arrows to keep clear of."""
    groups = [group for thing in stage.scene.things for group in thing.obstacles(sight, _travel(stage, sight, thing))]
    boxes = [rectangle_around(points) for shapes in groups if (points := list(Layer(shapes).points()))]
    return [Area((box.left, box.bottom), (box.right, box.top)) for box in boxes]
