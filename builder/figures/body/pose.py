"""A pose: every joint angle of one keyframe, and what hands and feet must meet.

All angles are degrees; flexion is positive and 0 is standing upright with hanging arms.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from builder.content.models.figure import Target
from builder.figures.space.geometry import Vector


@dataclass(frozen=True)
class Foothold:
    """Where a planted foot stands: its ankle joint and the lean of the foot in degrees."""

    ankle: Vector
    lean: float


@dataclass(frozen=True)
class LegPose:
    """One leg. ``foot`` says how it meets the floor: free, flat, planted, toes, top or tucked."""

    hip: float = 0.0
    hip_abduction: float = 0.0
    hip_rotation: float = 0.0
    knee: float = 0.0
    ankle: float = 0.0
    toes: float = 0.0
    foot: str = "free"
    foothold: Foothold | None = None


@dataclass(frozen=True)
class ArmPose:
    """One arm. ``shoulder`` is how far the arm is raised, ``plane`` where to: 0 forward, 90 sideways.

    ``reach`` puts the hand on a target, ``point`` stretches the arm towards one; either takes the place of the angles.
    """

    shoulder: float = 0.0
    plane: float = 0.0
    rotation: float = 0.0
    elbow: float = 5.0
    wrist: float = 0.0
    pronation: float | None = None
    hand: str = "open"
    reach: Target | None = None
    point: Target | None = None
    bend: str = ""
    shrug: float = 0.0
    protract: float = 0.0


@dataclass(frozen=True)
class Pose:
    """The whole body. ``pelvis`` is the forward lean of the pelvis, ``lean`` its lean to the person's left."""

    pelvis: float = 0.0
    lean: float = 0.0
    lumbar: float = 0.0
    thoracic: float = 0.0
    side_bend: float = 0.0
    twist: float = 0.0
    neck: float = 12.0
    head: float = -12.0
    head_tilt: float = 0.0
    head_turn: float = 0.0
    pin: str = "pelvis"
    support: tuple[str, ...] = ()
    hang: str = ""
    on: str = ""
    lift: float = 0.0
    rest_head: bool = False
    arms: Mapping[str, ArmPose] = field(default_factory=dict)
    legs: Mapping[str, LegPose] = field(default_factory=dict)

    @property
    def chest(self) -> float:
        """The forward lean of the chest."""
        return self.pelvis + self.lumbar + self.thoracic

    def with_legs(self, change: Callable[[str, LegPose], LegPose]) -> "Pose":
        """The pose with each leg changed."""
        return replace(self, legs={side: change(side, leg) for side, leg in self.legs.items()})

    def with_arms(self, change: Callable[[str, ArmPose], ArmPose]) -> "Pose":
        """The pose with each arm changed."""
        return replace(self, arms={side: change(side, arm) for side, arm in self.arms.items()})
