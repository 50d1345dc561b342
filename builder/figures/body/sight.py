"""A solved person as one camera sees it: the skin of every part, worked out once and shared by all that is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from builder.figures.body.body import Body, table
from builder.figures.body.sides import SIDES
from builder.figures.body.skeleton import Skeleton
from builder.figures.body.tube import CrossSection, Skin, cross_section
from builder.figures.body.tubes import arm_tube, leg_tube, neck_tube, trunk_tube
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Point2, Vector, dot, interpolate, smoothstep


@dataclass(frozen=True)
class Look:
    """Who is drawn: the hair, and where sleeves and shorts end (stations of the limbs)."""

    hair: str = "short"
    sleeve: float = 0.46
    shorts: float = 0.5


@dataclass(frozen=True)
class Sight:
    """A person, seen."""

    person: Skeleton
    body: Body
    camera: Camera
    look: Look

    @cached_property
    def trunk(self) -> Skin:
        """The trunk."""
        return Skin(trunk_tube(self.person.spine, self.body.surfaces["trunk"]), self.camera)

    @cached_property
    def arms(self) -> Mapping[str, Skin]:
        """Both arms."""
        return {side: Skin(arm_tube(self.person.arms[side], side, self.body), self.camera) for side in SIDES}

    @cached_property
    def legs(self) -> Mapping[str, Skin]:
        """Both legs."""
        return {side: Skin(leg_tube(self.person.legs[side], side, self.body), self.camera) for side in SIDES}

    @cached_property
    def neck(self) -> Skin:
        """The neck."""
        return Skin(neck_tube(self.person, self.body), self.camera)

    @cached_property
    def profile(self) -> float:
        """How much the face is seen from its side: 1 in profile, 0 from the front or the back."""
        return smoothstep((abs(dot(self.camera.towards, self.person.head.right)) - 0.72) / 0.22)

    @cached_property
    def head(self) -> Skin:
        """The head with the profile of its face."""
        centre, axes = self.person.head_centre, self.person.head
        surface = self.body.surfaces["head"]
        relief = [(row[0], extra * self.profile) for row, extra in zip(surface.rows, table().profile, strict=True)]

        def at(station: float) -> CrossSection:
            front, back, outer, inner = surface.reach(station)
            reach = (front + interpolate(relief, station, 1), back, outer, inner)
            return cross_section(axes.point(centre, 0, station), axes.front, axes.right, reach)

        return Skin(at, self.camera)

    def grip(self, side: str) -> Vector:
        """The middle of what a hand holds, in the scene."""
        return self.person.arms[side].grip(self.body.lengths.grip)

    def page(self, point: Vector) -> Point2:
        """Where a point of the scene stands on the page."""
        return self.camera.page(point)

    def faces(self, direction: Vector) -> float:
        """How much a direction points at the reader: 1 straight at, -1 straight away."""
        return dot(self.camera.towards, direction)
