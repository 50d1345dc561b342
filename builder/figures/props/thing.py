"""What a thing in a scene can do for the figure: offer places, be held, be drawn.

A kind of thing is a class with its model of ``content/models/props.py``; it overrides what it has to say. The rest of
the figures sees things through this class only.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Generic, NamedTuple, Protocol, TypeVar, runtime_checkable

from builder.content.models import props
from builder.figures.body.places import Place
from builder.figures.body.sides import SIDES, side_called
from builder.figures.body.sight import Sight
from builder.figures.body.skeleton import Skeleton
from builder.figures.space.camera import Camera
from builder.figures.space.geometry import Point2, Vector
from builder.figures.space.shapes import Shape

GRIP_ACROSS = 40.0
"""A bar or handle that lies across is held with the forearms turned by this many degrees: the fingers still show."""


class Span(NamedTuple):
    """From where to where something reaches along x, in cm."""

    low: float
    high: float


class Solid(NamedTuple):
    """A box that no body can be in: its lowest and its highest corner, in cm."""

    low: Vector
    high: Vector

    def depth(self, point: Vector) -> float:
        """How far a point is from the nearest face, in cm; negative outside. Nothing leaves through the floor."""
        below = self.low[1] if self.low[1] > 0 else -math.inf
        low, high = (self.low[0], below, self.low[2]), self.high
        return min(min(point[i] - low[i], high[i] - point[i]) for i in range(3))


class Footprint(NamedTuple):
    """A stretch of floor: from and to along x and z, in cm."""

    x0: float
    x1: float
    z0: float
    z1: float

    @property
    def length(self) -> float:
        """How far it reaches along x."""
        return self.x1 - self.x0

    @property
    def width(self) -> float:
        """How far it reaches along z."""
        return self.z1 - self.z0

    def ellipse(self, camera: Camera, beyond_x: float, beyond_z: float) -> list[Point2]:
        """An ellipse on the floor that reaches so many cm beyond it."""
        x, z = (self.x0 + self.x1) / 2, (self.z0 + self.z1) / 2
        half_x, half_z = self.length / 2 + beyond_x, self.width / 2 + beyond_z
        turns = (2 * math.pi * index / 12 for index in range(12))
        return [camera.page((x + half_x * math.cos(turn), 0.0, z + half_z * math.sin(turn))) for turn in turns]


@runtime_checkable
class Holdable(Protocol):
    """What the model of a thing that can be held says."""

    @property
    def held(self) -> props.Held | None:
        """Which hand holds it."""


ModelT = TypeVar("ModelT", bound=props.Thing, covariant=True)


@dataclass(frozen=True)
class Thing(Generic[ModelT]):
    """One thing in a scene: by default it offers nothing, nobody holds it, and it is not drawn.

    ``name`` is what a frame calls it, ``given`` what the figure says of it, ``x`` where it stands, in cm.
    """

    model: ClassVar[type[props.Thing]]

    is_seat: ClassVar[bool] = False
    """Whether a person can be ``on`` it; it then has a place called top."""

    is_hung_from: ClassVar[bool] = False
    """Whether a person can ``hang`` from it, at the place of its name."""

    is_weight: ClassVar[bool] = False
    """Whether it lies about where the person exercises: a mat reaches under it."""

    name: str
    given: ModelT
    x: float = 0.0

    @cached_property
    def hands(self) -> tuple[str, ...]:
        """The person's sides whose hands hold it."""
        held = self.given.held if isinstance(self.given, Holdable) else None
        if held is None:
            return ()
        return SIDES if held == "both" else (side_called(held),)

    @property
    def is_shared(self) -> bool:
        """Whether both hands hold it together: it is drawn once, in the nearer hand."""
        return False

    @property
    def grip_turn(self) -> float:
        """How far a forearm turns to hold it, in degrees."""
        return 0.0

    @property
    def anchor(self) -> Vector | None:
        """Where it is fixed, so that it pulls at the hands that hold it."""
        return None

    @property
    def anchor_name(self) -> str:
        """What a frame calls its anchor."""
        return f"{self.name}.anchor"

    @property
    def pillow(self) -> float:
        """How high it lifts a lying head, in cm."""
        return 0.0

    @property
    def base(self) -> Span | None:
        """Where it stands on the floor; None for what hangs or is held."""
        return None

    def places(self) -> Mapping[str, Place]:
        """The places that hands can go to, by what a frame calls them."""
        return {}

    def solids(self) -> Sequence[Solid]:
        """What of it no body can be in."""
        return ()

    def draw(self, camera: Camera, travel: float) -> list[Shape]:
        """Draw what stands; ``travel`` is how far the hand has gone from its anchor since the first pose, in cm."""
        return []

    def draw_in_hand(self, side: str, sight: Sight) -> list[Shape]:
        """Draw what one hand holds, to lie behind the hand itself."""
        return []

    def draw_under(self, person: Skeleton, camera: Camera) -> list[Shape]:
        """Draw what lies under a part of the person."""
        return []

    def draw_over_feet(self, sight: Sight) -> list[Shape]:
        """Draw what lies round the shoes."""
        return []

    def obstacles(self, sight: Sight, travel: float) -> list[list[Shape]]:
        """What arrows keep clear of, in groups that stand apart."""
        return [self.draw(sight.camera, travel)]


AnyThing = Thing[props.Thing]
"""A thing of whatever kind."""
