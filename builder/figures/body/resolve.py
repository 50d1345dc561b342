"""From the frames of a figure as they are written to whole poses: a posture, then each frame over what was before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar, get_args

from builder.content.models.figure import Keyframe, Limbs, Posture, WholeBody
from builder.figures.body.pose import ArmPose, LegPose, Pose
from builder.figures.body.sides import SIDES, WORDS
from builder.system.tables import reading

POSTURES = Path(__file__).with_name("postures.yml")

FIRST_POSTURE = "standing"
"""The posture of a first frame that names none."""

ROOTS = frozenset({"pelvis", "chest"})
"""One leads, the other follows the spine: to give one displaces both."""

AIMS = frozenset({"reach", "point"})
RAISED = frozenset({"shoulder", "abduction", "plane"})

DISPLACES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(ROOTS, ROOTS),
    "shoulder": AIMS | RAISED,
    "abduction": AIMS | RAISED,
    "elbow": frozenset({"reach"}),
    "reach": frozenset({"point"}),
    "point": frozenset({"reach"}),
}
"""What no longer holds once a field is given anew."""

SIDEWAYS = 90.0
"""The plane of an abducted arm, in degrees."""

ValueT = TypeVar("ValueT")
PartT = TypeVar("PartT", WholeBody, Limbs)


class StartingPosture(Keyframe):
    """A posture of the table: a keyframe in which the head may lie down."""

    rest_head: bool = False


@dataclass(frozen=True)
class Stance:
    """What a frame gives, or all frames so far: of the whole body, and of the limbs of each side of the person."""

    body: WholeBody
    limbs: Mapping[str, Limbs]
    rest_head: bool = False

    def over(self, before: "Stance") -> "Stance":
        """What is given here and, where nothing is, what was given before."""
        return Stance(
            _over(self.body, before.body),
            {side: _over(self.limbs[side], before.limbs[side]) for side in SIDES},
            self.rest_head or before.rest_head,
        )

    def pose(self) -> Pose:
        """The pose: what is not given has its usual value."""
        body = self.body
        lumbar, thoracic = _or(body.lumbar, Pose.lumbar), _or(body.thoracic, Pose.thoracic)
        return Pose(
            pelvis=_or(body.pelvis, Pose.pelvis) if body.chest is None else body.chest - lumbar - thoracic,
            lean=_or(body.lean, Pose.lean),
            lumbar=lumbar,
            thoracic=thoracic,
            side_bend=_or(body.side_bend, Pose.side_bend),
            twist=_or(body.twist, Pose.twist),
            neck=_or(body.neck, Pose.neck),
            head=_or(body.head, Pose.head),
            head_tilt=_or(body.head_tilt, Pose.head_tilt),
            head_turn=_or(body.head_turn, Pose.head_turn),
            pin=_or(body.pin, Pose.pin),
            support=_or(body.support, Pose.support),
            hang=_or(body.hang, Pose.hang),
            on=_or(body.on, Pose.on),
            lift=_or(body.lift, Pose.lift),
            rest_head=self.rest_head,
            arms={side: _arm(limbs) for side, limbs in self.limbs.items()},
            legs={side: _leg(limbs) for side, limbs in self.limbs.items()},
        )


@cache
def postures() -> Mapping[str, Stance]:
    """The postures of ``postures.yml``."""
    with reading(POSTURES) as read:
        frames = (StartingPosture.model_validate({"posture": name, **row}) for name, row in read.items())
        stances = {str(frame.posture): stance_of(frame) for frame in frames}
        return {name: stances[name] for name in get_args(Posture)}


def stance_of(frame: Keyframe) -> Stance:
    """Read one frame by itself."""
    limbs = dict.fromkeys(SIDES, _part(Limbs, frame))
    for side, words in WORDS.items():
        for word in words:
            own: Limbs | None = getattr(frame, word)
            if own is not None:
                limbs[side] = _over(own, limbs[side])
    return Stance(_part(WholeBody, frame), limbs, isinstance(frame, StartingPosture) and frame.rest_head)


def poses(given: Sequence[Stance]) -> list[Pose]:
    """The poses of all frames, from what each of them gives; a frame that names another posture starts from it."""
    found: list[Pose] = []
    stance = postures()[given[0].body.posture or FIRST_POSTURE]
    for one in given:
        if one.body.posture not in (None, stance.body.posture):
            stance = postures()[one.body.posture]
        stance = one.over(stance)
        found.append(stance.pose())
    return found


def _part(model: type[PartT], frame: Keyframe) -> PartT:
    """The fields of a frame that a model has, as far as they are given."""
    names = frame.model_fields_set & model.model_fields.keys()
    return model.model_construct(**{name: getattr(frame, name) for name in names})


def _over(given: PartT, before: PartT) -> PartT:
    """The fields given before with those given now over them; what these displace has no value any more."""
    displaced = _displaced(given.model_fields_set) & before.model_fields_set
    values = {name: getattr(given, name) for name in given.model_fields_set}
    return before.model_copy(update=dict.fromkeys(displaced) | values)


def _displaced(names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(DISPLACES[name] for name in names if name in DISPLACES))


def _or(value: ValueT | None, usual: ValueT) -> ValueT:
    return usual if value is None else value


def _arm(limbs: Limbs) -> ArmPose:
    abducted = limbs.abduction is not None
    return ArmPose(
        shoulder=_or(limbs.abduction if abducted else limbs.shoulder, ArmPose.shoulder),
        plane=SIDEWAYS if abducted else _or(limbs.plane, ArmPose.plane),
        rotation=_or(limbs.rotation, ArmPose.rotation),
        elbow=_or(limbs.elbow, ArmPose.elbow),
        wrist=_or(limbs.wrist, ArmPose.wrist),
        pronation=limbs.pronation,
        hand=_or(limbs.hand, ArmPose.hand),
        reach=limbs.reach,
        point=limbs.point,
        bend=_or(limbs.bend, ArmPose.bend),
        shrug=_or(limbs.shrug, ArmPose.shrug),
        protract=_or(limbs.protract, ArmPose.protract),
    )


def _leg(limbs: Limbs) -> LegPose:
    return LegPose(
        hip=_or(limbs.hip, LegPose.hip),
        hip_abduction=_or(limbs.hip_abduction, LegPose.hip_abduction),
        hip_rotation=_or(limbs.hip_rotation, LegPose.hip_rotation),
        knee=_or(limbs.knee, LegPose.knee),
        ankle=_or(limbs.ankle, LegPose.ankle),
        toes=_or(limbs.toes, LegPose.toes),
        foot=_or(limbs.foot, LegPose.foot),
    )
