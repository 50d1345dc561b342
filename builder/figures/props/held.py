"""Things in the hands: dumbbell, kettlebell, bag, rope, stirrup grip, straps, band."""

from typing import Any

from builder.content.models.figure import Figure
from builder.figures.body.places import World
from builder.figures.body.sight import Sight
from builder.figures.body.skeleton import Arm
from builder.figures.props.equipment import kettlebell_at
from builder.figures.props.solids import disc, line, ring
from builder.figures.props.world import hands_on, name_of
from builder.figures.space.geometry import Vector, add, between, length, smoothstep, subtract, unit
from builder.figures.space.shapes import Mass, Outline, Patch, Shape, Strokes, hull

DOWN: Vector = (0.0, -1.0, 0.0)


def draw_held(figure: Figure, world: World, sight: Sight, side: str) -> list[Shape]:
    """Everything that one hand holds, to be drawn before the hand itself."""
    shapes: list[Shape] = []
    for prop in figure.props:
        if side in hands_on(prop.thing):
            shapes += _held(prop.kind, prop.thing, name_of(prop), world, sight, side)
    return shapes


def _held(kind: str, thing: Any, name: str, world: World, sight: Sight, side: str) -> list[Shape]:
    arm = sight.person.arms[side]
    hand = arm.grip(sight.body.lengths.grip)
    match kind:
        case "dumbbell":
            return _dumbbell(arm, hand, sight)
        case "bag":
            return _bag(hand, sight)
        case "kettlebell":
            return _kettlebell(thing, hand, sight, side)
        case "cable":
            anchor = world.places[f"{name}.anchor"].point
            return _rope(anchor, hand, sight) if thing.handle == "rope" else _stirrup(anchor, arm, hand, sight, "cable")
        case "straps":
            return _stirrup(world.places[f"{name}.anchor"].point, arm, hand, sight, "strap")
        case "band":
            return _band(thing, name, world, hand, sight, side)
    return []


def _dumbbell(arm: Arm, hand: Vector, sight: Sight) -> list[Shape]:
    """A short bar across the hand with a round weight at each end; the outer face that is seen is lighter."""
    camera, axis = sight.camera, arm.hand.front
    bar = line(camera, add(hand, axis, -8.0), add(hand, axis, 8.0))
    weights: list[Shape] = []
    for sign in (-1, 1):
        inner, outer = (add(hand, axis, sign * reach) for reach in (6.6, 13.0))
        weights.append(disc(camera, inner, outer, 6.6, "accent", count=24))
        seen = smoothstep(sign * sight.faces(axis) / 0.2)
        face = [camera.page(point) for point in ring(outer, axis, 4.9 * seen)]
        weights.append(Patch("accent lit", Outline(face)))
    return [Strokes("tube-edge", (bar,)), Strokes("tube", (bar,)), *weights]


def _bag(hand: Vector, sight: Sight) -> list[Shape]:
    """A shopping bag that hangs from the hand."""
    camera = sight.camera
    top, bottom = add(hand, DOWN, 16.0), add(hand, DOWN, 46.0)
    corners = [
        add(add(place, (1.0, 0.0, 0.0), x), (0.0, 0.0, 1.0), z)
        for place, half in ((top, 13.0), (bottom, 15.0))
        for x in (-half, half)
        for z in (-6.0, 6.0)
    ]
    handles = tuple(line(camera, add(top, (1.0, 0.0, 0.0), x), hand) for x in (-9.0, 9.0))
    body = Outline(hull([camera.page(corner) for corner in corners], 12), tuple(range(12)))
    return [Strokes("strap", handles), Mass("accent", (body,))]


def _kettlebell(thing: Any, hand: Vector, sight: Sight, side: str) -> list[Shape]:
    """It hangs from the hand; with both hands on it, from the middle between them, drawn once."""
    if thing.held == "both":
        other = sight.person.arms["left" if side == "right" else "right"].grip(sight.body.lengths.grip)
        if sight.camera.depth(other) > sight.camera.depth(hand):
            return []
        hand = between(hand, other, 0.5)
    return kettlebell_at(add(hand, DOWN, thing.radius * 2.8), thing.radius, sight.camera)


def _rope(anchor: Vector, hand: Vector, sight: Sight) -> list[Shape]:
    """A rope through the fist, joined to the cable in front of it, with a knob at its end."""
    camera = sight.camera
    way = unit(subtract(anchor, hand))
    middle = (hand[0], hand[1], 0.0)
    joint = add(middle, unit(subtract(anchor, middle)), min(26.0, length(subtract(anchor, middle)) / 2))
    tail = unit(add(add((0.0, 0.0, 0.0), way, -0.7), DOWN, 0.6))
    rope = line(camera, joint, between(joint, hand, 0.6), hand, add(hand, tail, 5.0), add(hand, tail, 8.5))
    knob = [camera.page(point) for point in ring(add(hand, tail, 9.0), camera.towards, 2.4, 8)]
    return [
        Strokes("cable", (line(camera, anchor, joint),)),
        Strokes("rope-edge", (rope,)),
        Strokes("rope", (rope,)),
        Mass("pad", (Outline(knob),), shaded=False),
    ]


def _stirrup(anchor: Vector, arm: Arm, hand: Vector, sight: Sight, kind: str) -> list[Shape]:
    """A handle across the fist on a triangle of webbing, in line with the cable or strap."""
    camera, axis = sight.camera, arm.hand.front
    apex = add(hand, unit(subtract(anchor, hand)), 14.0)
    ends = [add(hand, axis, -6.6), add(hand, axis, 6.6)]
    handle = line(camera, add(hand, axis, -7.4), add(hand, axis, 7.4))
    web = line(camera, ends[0], apex), line(camera, apex, ends[1])
    return [
        Strokes(kind, (line(camera, anchor, apex), *web)),
        Strokes("tube-edge", (handle,)),
        Strokes("tube", (handle,)),
    ]


def _band(thing: Any, name: str, world: World, hand: Vector, sight: Sight, side: str) -> list[Shape]:
    """An elastic band from its anchor, the feet or the other hand to this one."""
    camera = sight.camera
    if thing.around == "hands":
        if side == "left":
            return []
        other = sight.person.arms["left"].grip(sight.body.lengths.grip)
        points = line(camera, other, between(other, hand, 0.5), hand)
    elif thing.around == "feet":
        points = line(camera, foot_end(sight, side), hand)
    else:
        points = line(camera, world.places[f"{name}.anchor"].point, hand)
    tail = line(camera, hand, add(hand, DOWN, 6.0))
    return [Strokes("band-edge", (points, tail)), Strokes("band", (points, tail))]


def foot_end(sight: Sight, side: str) -> Vector:
    """Where a band round the feet leaves the sole."""
    leg = sight.person.legs[side]
    return leg.foot.point(leg.ankle, 9.5, -7.4)


def draw_over_feet(figure: Figure, sight: Sight) -> list[Shape]:
    """The part of a band that lies round the soles, drawn over the shoes."""
    shapes: list[Shape] = []
    for prop in figure.props:
        if prop.kind == "band" and prop.thing.around == "feet":
            leg = sight.person.legs["right"]
            sole = line(
                sight.camera, *(leg.foot.point(leg.ankle, x, y) for x, y in ((6.5, -7.0), (9.5, -7.7), (12.5, -7.0)))
            )
            shapes += [Strokes("band-edge", (sole,)), Strokes("band", (sole,))]
    return shapes
