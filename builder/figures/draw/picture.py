"""One picture of a figure: the person in one pose (or in several, for an animation) with the equipment, in layers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

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
class Stage:
    """What all pictures of a figure from one side share."""

    scene: Scene
    camera: Camera
    look: Look
    ground: Footprint
    muscles: tuple[str, ...]
    muscle_sides: tuple[str, ...]

    @property
    def figure(self) -> Figure:
        """The figure with its equipment in place."""
        return self.scene.figure

    def sight(self, solved: Solved) -> Sight:
        """A pose as this stage shows it."""
        return Sight(solved.person, self.scene.body, self.camera, self.look)


@dataclass(frozen=True)
class Drawing:
    """Layers from back to front; ``far`` says which of them are far-away limbs, ``arrows`` what its arrows cover."""

    layers: tuple[Layer, ...]
    far: tuple[bool, ...]
    arrows: tuple[Point2, ...] = ()

    def points(self) -> Iterable[Point2]:
        """All points of all layers."""
        return (point for layer in self.layers for point in layer.points())


def draw_all(stage: Stage, poses: Sequence[Solved]) -> list[Drawing]:
    """Draw poses that turn into each other: all have the same layers and shapes."""
    sights = [stage.sight(pose) for pose in poses]
    order = plan(sights)
    return [_draw(stage, pose, sight, order) for pose, sight in zip(poses, sights, strict=True)]


def draw(stage: Stage, solved: Solved) -> Drawing:
    """Draw one pose by itself."""
    return draw_all(stage, [solved])[0]


def _draw(stage: Stage, solved: Solved, sight: Sight, order: Plan) -> Drawing:
    things = stage.scene.things
    person = draw_person(sight, order, stage.muscles, stage.muscle_sides)
    behind, before = _standing(stage, sight)
    under = _shapes(thing.draw_under(sight.person, stage.camera) for thing in things)
    layers: list[tuple[Layer, bool]] = [(draw_floor(things, stage.ground, stage.camera), False)]
    layers.append((Layer([*behind, *under]), False))
    held = {
        side: Layer(_shapes(thing.draw_in_hand(side, sight) for thing in things if side in thing.hands))
        for side in SIDES
    }
    behind_head = [side for side in order.hands_behind if side in person.near_arms]
    for side, layer in person.far_arms.items():
        layers += [(held[side], False), (layer, True)]
    layers += [(layer, True) for layer in person.far_legs] + [(layer, False) for layer in person.near_legs]
    layers += [(held[side], False) for side in behind_head]
    layers.append((Layer([*person.body.shapes, *_shapes(thing.draw_over_feet(sight) for thing in things)]), False))
    for side, layer in person.near_arms.items():
        layers += [(Layer([]) if side in behind_head else held[side], False), (layer, False)]
    layers.append((Layer(before), False))
    return Drawing(tuple(layer for layer, _ in layers), tuple(far for _, far in layers))


def _shapes(groups: Iterable[list[Shape]]) -> list[Shape]:
    return list(chain.from_iterable(groups))


def _standing(stage: Stage, sight: Sight) -> tuple[list[Shape], list[Shape]]:
    """Standing equipment behind the person, and before."""
    camera = stage.camera
    here = camera.depth(sight.person.spine.at(20))
    behind: list[Shape] = []
    before: list[Shape] = []
    for thing in stage.scene.things:
        nearer = camera.looks_lengthwise and camera.depth((thing.x, 60.0, 0.0)) - here > NEARER
        (before if nearer else behind).extend(thing.draw(camera, _travel(stage, sight, thing)))
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
