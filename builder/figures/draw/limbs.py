"""Arms and legs: skin, sleeves, shorts, hands, socks and shoes."""

import math
from collections.abc import Sequence
from typing import Literal

from builder.figures.body.body import table
from builder.figures.body.sides import SIGN
from builder.figures.body.sight import Sight
from builder.figures.body.tube import Skin
from builder.figures.draw.drawing import Flat
from builder.figures.space.geometry import Axes, Vector, add, clamp
from builder.figures.space.shapes import Mass, Outline, Patch, Shape, Strokes

LEG = (0.6, 0.8, 0.95, 1.06, 1.2, 1.34, 1.5, 1.7, 1.88, 2.0)
THIGH = (-0.06, 0.06, 0.2, 0.36)
LOWER_THIGH = (0.14, 0.2, 0.28, 0.36)
"""Stations of the outline of a thigh; where a far one lies behind the seat it begins lower, so as not to show there."""

UNDER_CLOTH, WEDGE = 0.3, 0.6
"""The skin begins this much before the hem, this much narrower: no gap shows when the limb points at the reader."""

EASE = 0.8
"""How loose the shorts are, in cm."""

ARM = (0.58, 0.78, 0.94, 1.05, 1.16, 1.32, 1.6, 1.84, 2.06)
SOCK = (1.83, 1.93, 2.05)
HEM = (0.75, 0.0, -0.75)
"""Shares of the width at which a hem is drawn, so that it runs round the limb."""

ShoeView = Literal["side", "front", "back"]
"""From where a shoe is drawn; the drawings differ in their points, so one cannot turn into another."""

END_ON_FROM = 0.8
"""A fist that points at the reader, or away, by more than this is seen on its knuckles."""


def leg_shapes(sight: Sight, side: str, shoe: ShoeView) -> tuple[list[Shape], Outline]:
    """Skin, sock and shoe of a leg, and the outline of its side of the shorts."""
    skin = sight.legs[side]
    hem = sight.look.shorts
    front, back = (THIGH if _stands_out(sight, side, share) else LOWER_THIGH for share in (1, -1))
    points = [
        *skin.edges((*front, hem), 1, EASE),
        *(skin.point(hem, share, EASE) for share in HEM),
        *skin.edges((hem, *reversed(back)), -1, EASE),
    ]
    leg = Mass("skin", (bare_limb(skin, hem, LEG),))
    sock = Mass("sock", (Outline(skin.band(SOCK, 0.2, HEM), (2, 6, 9, 0)),), shaded=False)
    shapes = [leg, sock, *shoe_shapes(sight, side, shoe), *_knee(sight, side)]
    return shapes, Outline(points, (len(front), len(front) + len(HEM) + 1))


def bare_limb(skin: Skin, hem: float, stations: Sequence[float]) -> Outline:
    """The bare part of a limb. Under its cloth it is a wedge, so that neither a line shows there nor a gap."""
    start, edge = hem - UNDER_CLOTH, hem - 0.02
    points = [
        skin.point(start, WEDGE),
        *skin.band((edge, *stations)),
        skin.point(start, -WEDGE),
    ]
    return Outline(points, (0, 1, len(points) - 2, len(points) - 1))


def _stands_out(sight: Sight, side: str, share: int) -> bool:
    """Whether this edge of the thigh lies on the side on which its hip stands out from under the other."""
    edge, middle = sight.legs[side].point(0.2, share), sight.legs[side].point(0.2, 0)
    hips = {one: sight.page(leg.hip) for one, leg in sight.person.legs.items()}
    own, other = hips[side], hips["left" if side == "right" else "right"]
    along = (edge[0] - middle[0]) * (own[0] - other[0]) + (edge[1] - middle[1]) * (own[1] - other[1])
    return (
        along > 0 or sight.camera.depth(sight.person.legs[side].hip) >= sight.camera.depth(sight.person.spine.at(0)) - 4
    )


def _knee(sight: Sight, side: str) -> list[Shape]:
    """A mark on the front of the knee; it hides when the knee is seen from behind."""
    places = [(0.985, -34.0), (1.03, 0.0), (0.985, 34.0)]
    return [Strokes("detail", (sight.legs[side].line(places, hidden_from=55),))]


def shoe_shapes(sight: Sight, side: str, view: ShoeView) -> list[Shape]:
    """The shoe, in the drawing from one of its sides."""
    leg = sight.person.legs[side]
    flat = Flat(sight.camera, leg.ankle, leg.foot)
    shoes = table().shoes
    if view == "side":
        ball = shoes.ball
        bent = leg.foot.flexed(-leg.toes)
        toe = Flat(sight.camera, leg.foot.point(leg.ankle, *ball), bent, (-ball[0], -ball[1]))
        return [
            Mass("shoe", (flat.outline(shoes.hind), toe.outline(shoes.toe))),
            Patch("sole", flat.outline(shoes.hind_sole)),
            Patch("sole", toe.outline(shoes.toe_sole)),
            Strokes("detail", tuple(flat.points(line) for line in shoes.laces)),
        ]
    facing = Flat(sight.camera, leg.ankle, Axes(_times(leg.foot.right, SIGN[side]), leg.foot.up, leg.foot.front))
    shoe = shoes.front if view == "front" else shoes.back
    sole = facing.outline(shoe.sole)
    lines = tuple(facing.points(line) for line in shoe.lines)
    return [Mass("shoe", (facing.outline(shoe.outline), sole)), Patch("sole", sole), Strokes("detail", lines)]


def _times(vector: Vector, factor: float) -> Vector:
    return (vector[0] * factor, vector[1] * factor, vector[2] * factor)


ON_PALM = {"fist": "fist", "open": "palm"}
ON_BACK = {"fist": "fist", "open": "open"}
ON_EDGE = {"fist": "end", "flat": "flat", "rest": "rest"}
END_ON = {"fist": "knuckles"}
"""Which drawing shows a hand from which side; what is missing is not seen from there."""

SLANT = 35.0
"""No open hand is drawn more aslant than this many degrees: fingers tell more than the exact turn of the wrist."""


def hand_shapes(sight: Sight, side: str) -> tuple[tuple[Outline, Outline], list[Shape]]:
    """The outlines of the hand and its thumb, in the drawing that fits the view, and the lines on them."""
    arm = sight.person.arms[side]
    name, axes = _hand_drawing(sight, arm.kind, arm.hand, SIGN[side])
    drawing = table().hands[name]
    flat = Flat(sight.camera, arm.wrist, axes)
    lines = tuple(flat.points(line) for line in drawing.lines)
    return (flat.outline(drawing.outline), flat.outline(drawing.thumb)), [Strokes("detail", lines)]


def _hand_drawing(sight: Sight, kind: str, hand: Axes, sign: float) -> tuple[str, Axes]:
    """Which drawing shows a hand, and the axes it is laid along: fingers to the front, thumb or back to the top.

    The hand's turn about the forearm is 0 when the reader sees its back, 90 the thumb, 180 the palm.
    """
    back, fingers = _times(hand.right, sign), _times(hand.up, -1)
    turn = math.degrees(math.atan2(sight.faces(hand.front), sight.faces(back)))
    if kind in END_ON and abs(sight.faces(fingers)) > END_ON_FROM:
        return END_ON[kind], Axes(back, hand.front, hand.right)
    if kind == "open":
        shown = clamp(turn, -SLANT, SLANT) if abs(turn) < 90 else math.copysign(max(abs(turn), 180 - SLANT), turn)
        change = math.radians(shown - turn)
        thumb = add(_times(hand.front, math.cos(change)), back, math.sin(change))
        return (ON_BACK if abs(turn) < 90 else ON_PALM)[kind], Axes(fingers, thumb, hand.right)
    if kind in ON_BACK and not 45 < abs(turn) < 135:
        return (ON_BACK if abs(turn) < 90 else ON_PALM)[kind], Axes(fingers, hand.front, hand.right)
    return ON_EDGE[kind], Axes(fingers, back, hand.right)
