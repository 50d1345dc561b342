"""The whole person as layers from the back to the front."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from builder.figures.body.body import table
from builder.figures.body.sides import SIDES, SIGN, other_side
from builder.figures.body.sight import Sight
from builder.figures.body.tube import Rim
from builder.figures.draw.head import collar, head_shapes
from builder.figures.draw.limbs import HEM, ShoeView, leg_shapes
from builder.figures.draw.muscles import Covers, muscles_on
from builder.figures.draw.sleeves import ACROSS, cap, far_arm, near_arm, root
from builder.figures.space.shapes import Cast, Layer, Mass, Outline, Shape, Strokes, circle, hull

SHIRT_HEM, SEAM = 4.6, 6.4
"""Stations of the trunk at which the shirt and the seam of its hem are."""

SHIRT = (0, 0.1, 0.22, 0.34, 0.46, 0.58, 0.7, 0.81, 0.9, 1)
"""Outline points of the shirt, as shares of the way from its hem to the neckline."""

PELVIS = (-9.8, -8.6, -5.8, -1.5, 3, 9)
"""Outline points of the seat of the shorts, as stations of the trunk."""

BEHIND = -5.0
"""A limb that is this many cm further away than the trunk is drawn behind it."""

FROM_SIDE = 0.6
"""A shoe whose side faces the reader, or away, by this much or more is drawn from the side."""

ARM_SHADOW = (-1.3, -2.0)
"""Where the shadow of a bare arm falls on the shirt, in cm on the page."""


@dataclass(frozen=True)
class Person:
    """The layers of a person: limbs behind the body, legs, the body, arms in front of it."""

    far_arms: Mapping[str, Layer]
    far_legs: tuple[Layer, ...]
    near_legs: tuple[Layer, ...]
    body: Layer
    near_arms: Mapping[str, Layer]


@dataclass(frozen=True)
class Plan:
    """What is drawn before what, and in which drawing: the same for all poses of an animation."""

    near_arms: tuple[str, ...]
    far_legs: tuple[str, ...]
    near_legs: tuple[str, ...]
    head_behind: bool
    hands_behind: tuple[str, ...]
    nearer_hand: str
    shoes: tuple[tuple[str, ShoeView], ...]


def plan(sights: Sequence[Sight]) -> Plan:
    """Decide by the mean of all poses."""
    legs = [_leg_depths(sight) for sight in sights]
    apart = {side: fmean(depths[side] - depths[other_side(side)] for depths in legs) for side in SIDES}
    far_legs = tuple(side for side in SIDES if apart[side] < -8)
    shanks = {side: fmean(_shank_depth(sight, side) for sight in sights) for side in SIDES if side not in far_legs}
    return Plan(
        tuple(side for side in SIDES if fmean(_arm_depth(sight, side) for sight in sights) >= BEHIND),
        far_legs,
        tuple(sorted(shanks, key=lambda side: shanks[side])),
        fmean(_head_depth(sight) for sight in sights) < -8,
        tuple(side for side in SIDES if fmean(_hand_depth(sight, side) for sight in sights) < 0),
        max(reversed(SIDES), key=lambda side: fmean(sight.camera.depth(sight.grip(side)) for sight in sights)),
        tuple((side, _shoe_view(sights, side)) for side in SIDES),
    )


def draw_person(sight: Sight, order: Plan, muscles: Sequence[str] = (), sides: Sequence[str] = SIDES) -> Person:
    """Draw a person in layers, with the worked muscles of the given sides."""
    trunk = trunk_outline(sight)
    slopes = [yoke(sight, side) for side in SIDES]
    roots = {side: root(sight, side) for side in order.near_arms}
    shirt = Mass("top", (trunk, *slopes, *roots.values(), collar(sight)))
    legs = {side: leg_shapes(sight, side, view) for side, view in order.shoes}
    shorts = Mass("bottom", (Outline(sight.trunk.band(PELVIS, 0.5)), *(legs[side][1] for side in order.near_legs)))
    clothed = [shorts, shirt, *_folds(sight, order.near_legs)]
    arms = {side: near_arm(sight, side, trunk, slopes) for side in order.near_arms}
    over = [outline for arm in arms.values() for outline in _solid(arm)]
    head = head_shapes(sight, over)
    shapes = [*head, *clothed] if order.head_behind else [*clothed, *head]
    parts = [("trunk", "right"), ("neck", "right"), *(("leg", side) for side in order.near_legs)]
    caps = [cap(sight, side) for side in arms]
    shapes += muscles_on(sight, parts, muscles, sides, Covers(over, caps))
    shapes += [Cast("top", _solid(arm, "skin"), shirt.outlines, ARM_SHADOW) for arm in arms.values()]
    for side, arm in arms.items():
        arm.shapes += muscles_on(sight, [("arm", side)], muscles, sides)
    return Person(
        {side: far_arm(sight, side) for side in SIDES if side not in order.near_arms},
        tuple(Layer([*legs[side][0], Mass("bottom", (legs[side][1],))], is_far=True) for side in order.far_legs),
        tuple(Layer(legs[side][0]) for side in order.near_legs),
        Layer(shapes),
        arms,
    )


def _head_depth(sight: Sight) -> float:
    """How much nearer to the reader the head is than the root of the neck: far behind in a bow seen from the back."""
    return sight.camera.depth(sight.person.head_centre) - sight.camera.depth(sight.person.neck_base)


def _hand_depth(sight: Sight, side: str) -> float:
    """How much nearer to the reader a hand is than the head; only a view from behind puts hands behind it."""
    if sight.camera.turn > -60:
        return 0.0
    return sight.camera.depth(sight.grip(side)) - sight.camera.depth(sight.person.head_centre)


def _shoe_view(sights: Sequence[Sight], side: str) -> ShoeView:
    """Which drawing shows a shoe."""
    feet = [sight.person.legs[side].foot for sight in sights]
    if fmean(abs(sight.faces(foot.right)) for sight, foot in zip(sights, feet, strict=True)) >= FROM_SIDE:
        return "side"
    ahead = fmean(sight.faces(foot.front) for sight, foot in zip(sights, feet, strict=True))
    return "front" if ahead > 0 else "back"


def _solid(arm: Layer, tone: str = "") -> tuple[Outline, ...]:
    """The outlines of the masses of an arm, or of those of one tone."""
    masses = (shape for shape in arm.shapes if isinstance(shape, Mass) and tone in ("", shape.tone))
    return tuple(outline for mass in masses for outline in mass.outlines)


def _arm_depth(sight: Sight, side: str) -> float:
    """How much nearer to the reader a shoulder is than the middle of the trunk."""
    person, camera = sight.person, sight.camera
    return camera.depth(person.arms[side].shoulder) - camera.depth(person.spine.at(45))


def _shank_depth(sight: Sight, side: str) -> float:
    """How near to the reader the lower part of a leg is."""
    leg = sight.person.legs[side]
    return sight.camera.depth(leg.knee) + sight.camera.depth(leg.ankle)


def _leg_depths(sight: Sight) -> dict[str, float]:
    return {side: sight.camera.depth(sight.person.legs[side].hip) for side in SIDES}


def trunk_outline(sight: Sight) -> Outline:
    """The shirt from its hem to the neckline."""
    neckline = Rim(table().neckline)
    hem = Rim(((0, SHIRT_HEM), (90, SHIRT_HEM), (180, SHIRT_HEM)))
    points = sight.trunk.between(hem, neckline, SHIRT, 0.35, HEM)
    return Outline(points, (0, len(points) - 1 - len(HEM)), tight=True)


def yoke(sight: Sight, side: str) -> Outline:
    """The slope from the neck to the tip of the shoulder; it rises with the arm."""
    person = sight.person
    chest, sign = person.chest, SIGN[side]
    base = chest.point(person.spine.at(48.2), -1.8, 0, sign * 4.0)
    tip = chest.point(person.arms[side].shoulder, -0.4, 0.4, -sign * 1.5)
    return Outline(hull([*circle(sight.page(base), 4.4, 12), *circle(sight.page(tip), 4.25, 12)], 14), tight=True)


def _folds(sight: Sight, near_legs: Sequence[str]) -> list[Shape]:
    """The hems of shirt and shorts."""
    shorts = [[sight.legs[side].point(sight.look.shorts - 0.04, share, 0.7) for share in ACROSS] for side in near_legs]
    return [Strokes("detail", ([sight.trunk.point(SEAM, share, 0.35) for share in ACROSS], *shorts))]
