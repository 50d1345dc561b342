"""Arms with their sleeves, and how they grow out of the trunk."""

from collections.abc import Sequence

from builder.figures.geometry import Point2, smoothstep
from builder.figures.limbs import ARM, HEM, hand_shapes
from builder.figures.shapes import Ink, Layer, Mass, Outline, Strokes, circle, hull, inside
from builder.figures.sight import Sight
from builder.figures.skeleton import SIGN

CONTOUR = 0.47
"""Half the width of a contour, in cm."""

ACROSS = (1.0, 0.6, 0.0, -0.6, -1.0)
"""Shares of the width at which a line across a limb is drawn."""


def root(sight: Sight, side: str) -> list[Point2]:
    """Where an arm grows out of the trunk: shoulder, first part of the sleeve, and the folds of the armpit."""
    arm = sight.arms[side]
    sign = SIGN[side]
    ball = circle(sight.page(sight.person.arms[side].shoulder), 5.9, 12)
    sleeve = [arm.point(station, share, 0.3) for station in (0.1, 0.28) for share in (1, -1)]
    chest = [
        sight.trunk.slice(station).seen(sight.trunk.slice(station).turn(sign * angle))
        for station, angle in ((37.0, 70.0), (37.0, 110.0), (44.0, 50.0), (44.0, 130.0))
    ]
    return hull([*ball, *sleeve, *chest], 14)


def sleeve_grow(station: float) -> float:
    """How loose a sleeve is at a station, in cm."""
    return 0.15 + 0.35 * smoothstep((station - 0.08) / 0.36)


def far_arm(sight: Sight, side: str) -> Layer:
    """An arm that is drawn behind the trunk, with a whole contour."""
    skin, hem = sight.arms[side], sight.look.sleeve
    sleeve = Outline(_sleeve(sight, side, (0.0, 0.1, 0.25, hem)), (3, 7))
    arm = Outline(skin.band((hem - 0.03, *ARM)))
    hand, on_hand = hand_shapes(sight, side)
    return Layer([Mass("skin", (arm, *hand)), *on_hand, Mass("top", (sleeve,)), _hem_line(sight, side)])


def near_arm(sight: Sight, side: str, trunk: Sequence[Point2], joined: Outline) -> Layer:
    """An arm in front of the trunk: its contour begins, thin, where it leaves the trunk."""
    skin, hem = sight.arms[side], sight.look.sleeve
    arm = Outline(skin.band((hem - 0.03, *ARM)))
    starts = {share: _contour_start(sight, side, share, trunk) for share in (1, -1)}
    stations = {share: [max(0.0, start), start + 0.09, start + 0.18, hem] for share, start in starts.items()}
    fill = Outline(_sided(sight, side, stations, 0.0, starts), (3, 7))
    ink = Outline(_sided(sight, side, stations, CONTOUR, starts), (3, 7))
    hand, on_hand = hand_shapes(sight, side)
    return Layer(
        [
            Mass("skin", (arm, *hand)),
            *on_hand,
            Ink(ink),
            Mass("top", (fill,), contour=False, joined=(joined,)),
            _hem_line(sight, side),
        ]
    )


def _sided(
    sight: Sight, side: str, stations: dict[int, list[float]], width: float, starts: dict[int, float]
) -> list[Point2]:
    skin, hem = sight.arms[side], sight.look.sleeve

    def point(station: float, share: int) -> Point2:
        swell = -0.2 + (width + 0.2) * smoothstep((station - starts[share]) / 0.18) if width else 0.0
        return skin.point(station + (0.03 if width and station == hem else 0), share, sleeve_grow(station) + swell)

    extra = 0.03 if width else 0.0
    across = [skin.point(hem + extra, share, sleeve_grow(hem)) for share in HEM]
    return [*[point(t, 1) for t in stations[1]], *across, *[point(t, -1) for t in reversed(stations[-1])]]


def _contour_start(sight: Sight, side: str, share: int, trunk: Sequence[Point2]) -> float:
    """The station from which this edge of the sleeve stays outside the trunk; a little before it, inside."""
    hem = sight.look.sleeve
    count = 12
    last = None
    for index in range(count, -1, -1):
        station = hem * index / count
        if inside(sight.arms[side].point(station, share, sleeve_grow(station) - 0.4), trunk):
            break
        last = station
    if last is None:
        return 0.04
    return -0.15 if last < 0.03 else max(0.0, last - 0.08)


def _sleeve(sight: Sight, side: str, stations: Sequence[float]) -> list[Point2]:
    skin = sight.arms[side]
    up = [skin.point(t, 1, sleeve_grow(t)) for t in stations]
    down = [skin.point(t, -1, sleeve_grow(t)) for t in reversed(stations)]
    across = [skin.point(stations[-1], share, sleeve_grow(stations[-1])) for share in HEM]
    return [*up, *across, *down]


def _hem_line(sight: Sight, side: str) -> Strokes:
    skin, hem = sight.arms[side], sight.look.sleeve
    return Strokes("detail", ([skin.point(hem - 0.05, share, 0.4) for share in ACROSS],))
