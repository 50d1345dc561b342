"""Arms and legs: skin, sleeves, shorts, hands, socks and shoes."""

from collections.abc import Sequence

from builder.figures.body import table
from builder.figures.drawing import Flat, points_of
from builder.figures.geometry import Frame, Point2, Vector
from builder.figures.shapes import Mass, Outline, Patch, Shape, Strokes
from builder.figures.sight import Sight
from builder.figures.skeleton import SIGN

LEG = (0.6, 0.8, 0.93, 1.0, 1.09, 1.2, 1.32, 1.48, 1.68, 1.86, 2.0)
THIGH = (-0.06, 0.06, 0.2, 0.36)
ARM = (0.52, 0.6, 0.7, 0.8, 0.9, 1.0, 1.12, 1.28, 1.55, 1.8, 2.06)
SOCK = (1.83, 1.93, 2.05)
HEM = (0.75, 0.0, -0.75)
"""Shares of the width at which a hem is drawn, so that it runs round the limb."""


def leg_shapes(sight: Sight, side: str, *, from_side: bool) -> tuple[list[Shape], Outline]:
    """Skin, sock and shoe of a leg, and the outline of its side of the shorts."""
    skin = sight.legs[side]
    hem = sight.look.shorts
    shorts = Outline(skin.band((*THIGH, hem), 0.8, HEM), (len(THIGH), len(THIGH) + 4))
    leg = Mass("skin", (Outline(skin.band((hem - 0.08, *LEG))),))
    sock = Mass("sock", (Outline(skin.band(SOCK, 0.2, HEM), (2, 6, 9, 0)),), shaded=False)
    return [leg, sock, *shoe_shapes(sight, side, from_side=from_side), *_knee(sight, side)], shorts


def _knee(sight: Sight, side: str) -> list[Shape]:
    """A mark on the front of the knee; it hides when the knee is seen from behind."""
    places = [(0.985, -34.0), (1.03, 0.0), (0.985, 34.0)]
    return [Strokes("detail", (sight.legs[side].line(places, hidden_from=55),))]


def shoe_shapes(sight: Sight, side: str, *, from_side: bool) -> list[Shape]:
    """The shoe, in the drawing from the side or in that from the front or back."""
    leg = sight.person.legs[side]
    ahead = sight.faces(leg.foot.front)
    flat = Flat(sight.camera, leg.ankle, leg.foot)
    shoes = table()["shoes"]
    if from_side:
        ball = points_of(shoes["ball"])[0]
        bent = leg.foot.flexed(-leg.toes)
        toe = Flat(sight.camera, leg.foot.point(leg.ankle, *ball), bent, (-ball[0], -ball[1]))
        return [
            Mass("shoe", (flat.outline(shoes["hind"]), toe.outline(shoes["toe"]))),
            Patch("sole", flat.outline(shoes["hind_sole"])),
            Patch("sole", toe.outline(shoes["toe_sole"])),
            Strokes("detail", tuple(flat.points(line) for line in shoes["laces"])),
        ]
    facing = Flat(sight.camera, leg.ankle, Frame(_times(leg.foot.right, SIGN[side]), leg.foot.up, leg.foot.front))
    name = "front" if ahead > 0 else "back"
    sole = facing.outline(shoes["front_sole"])
    return [Mass("shoe", (facing.outline(shoes[name]),)), Patch("sole", sole)]


def _times(vector: Vector, factor: float) -> Vector:
    return (vector[0] * factor, vector[1] * factor, vector[2] * factor)


FLAT_ON = {
    "fist": "fist",
    "open": "open",
    "side": "side",
    "palm": "palm",
    "flat": "flat",
    "rest": "rest",
    "end": "side",
}
ON_EDGE = {"fist": "end", "open": "edge", "side": "end", "palm": "edge", "flat": "flat", "rest": "rest", "end": "end"}


def hand_shapes(sight: Sight, side: str) -> tuple[Outline, list[Shape]]:
    """The outline of the hand, in the drawing that fits the view, and what is drawn on it."""
    arm = sight.person.arms[side]
    frame = arm.hand
    back = _times(frame.right, SIGN[side])
    fingers = _times(frame.up, -1)
    on_back, on_edge = sight.faces(back), sight.faces(frame.front)
    if abs(on_back) >= abs(on_edge) and arm.kind not in ("flat", "rest"):
        name = FLAT_ON[arm.kind]
        if name == "open" and on_back < 0:
            name = "palm"
        up = frame.front
    else:
        name, up = ON_EDGE[arm.kind], back
    hand = table()["hands"][name]
    flat = Flat(sight.camera, arm.wrist, Frame(fingers, up, frame.right))
    thumb = flat.outline(hand["thumb"])
    if name == "edge" and on_edge < 0:
        thumb = Outline([thumb.points[0]] * len(thumb.points))
    lines = Strokes("detail", tuple(flat.points(line) for line in hand["lines"]))
    return flat.outline(hand["outline"]), [Patch("thumb", thumb), lines]


def sleeve_band(sight: Sight, side: str, stations: Sequence[float], grow: float) -> list[Point2]:
    """The visible surface of a sleeve."""
    return sight.arms[side].band(stations, grow, HEM)
