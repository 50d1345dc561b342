"""What a person lies or kneels on: mat, towel, pad, foam roller."""

import math
from collections.abc import Mapping

from builder.content.models import props
from builder.figures.body.places import Place
from builder.figures.body.skeleton import Skeleton
from builder.figures.props.solids import block, cushion
from builder.figures.props.thing import Footprint, Thing
from builder.figures.space.camera import Camera
from builder.figures.space.shapes import Mass, Outline, Patch, Shape, circle

MAT_HALF_WIDTH, MAT_WIDEST, MAT_THICKNESS, MAT_BEYOND = 30.0, 50.0, 1.6, 11.0
"""Half the width of a mat, half its width at most, how thick it is, and how far it reaches beyond what lies on it."""

TOWEL_GIVES = 1.4
"""How far a head sinks into a towel, in cm."""

ROLLER_HALF = 34.0
"""Half the length of a roller, in cm."""


class Mat(Thing[props.Mat]):
    """An exercise mat under everything that is low; ``floor.py`` knows how far that reaches."""

    model = props.Mat

    def draw_on_floor(self, ground: Footprint, camera: Camera) -> list[Shape]:
        """As wide as what lies on it asks for, but never wider than a mat can be unless one lies across."""
        half = max(MAT_HALF_WIDTH, ground.width / 2 + MAT_BEYOND)
        if ground.width < ground.length:
            half = min(half, MAT_WIDEST)
        middle = (ground.z0 + ground.z1) / 2
        low = (ground.x0 - MAT_BEYOND, -MAT_THICKNESS, middle - half)
        mat = block(camera, low, (ground.x1 + MAT_BEYOND, 0.0, middle + half), "mat")
        shadow = Patch("mat", Outline(ground.ellipse(camera, 2.0, -MAT_HALF_WIDTH * 0.1)))
        return mat if camera.looks_down else [*mat, shadow]


class Towel(Thing[props.Towel]):
    """A folded towel or pillow under the head."""

    model = props.Towel

    @property
    def pillow(self) -> float:
        return self.given.height - TOWEL_GIVES

    def draw_under(self, person: Skeleton, camera: Camera) -> list[Shape]:
        x, _, z = person.head_centre
        return cushion(camera, (x - 10, 0.0, z - 13), (x + 10, self.given.height - 0.6, z + 13))


class Pad(Thing[props.Pad]):
    """A cushion under the lower knee."""

    model = props.Pad

    def draw_under(self, person: Skeleton, camera: Camera) -> list[Shape]:
        x, _, z = min((leg.knee for leg in person.legs.values()), key=lambda knee: knee[1])
        return block(camera, (x - 12, -2.5, z - 10), (x + 10, 0.0, z + 10), "pad")


class Roller(Thing[props.Roller]):
    """A foam roller that lies across."""

    model = props.Roller

    def places(self) -> Mapping[str, Place]:
        return {self.name: Place((self.x, self.given.radius * 2, 0.0), wide=True)}

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        x, radius, half = self.x, self.given.radius, ROLLER_HALF
        near, far = camera.page((x, radius, half)), camera.page((x, radius, -half))
        across = math.hypot(far[0] - near[0], far[1] - near[1]) or 1.0
        aside = ((near[1] - far[1]) * radius / across, (far[0] - near[0]) * radius / across)
        sides = [
            (end[0] + sign * aside[0], end[1] + sign * aside[1])
            for end, sign in ((near, 1), (far, 1), (far, -1), (near, -1))
        ]
        return [
            Mass("accent", (Outline(circle(far, radius)), Outline(sides, (0, 1, 2, 3)), Outline(circle(near, radius)))),
            Patch("accent lit", Outline(circle(near, radius * 0.7))),
        ]


KINDS = (Mat, Towel, Pad, Roller)
