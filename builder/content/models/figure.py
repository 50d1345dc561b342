"""What an illustration is: who is drawn, from where, with what, in which poses. Fields, limits, descriptions.

A pose is given in joint angles. Flexion is positive, 0 is standing upright with hanging arms; a second frame names only
what changes. Angles beyond their limits are refused; beyond the usual range (``usual``) they are worth a second look.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, Strict

from builder.content.models.props import Prop, as_prop
from builder.content.models.values import Model, MuscleId, Number, Phrase, PlainText

LANDMARKS = ("hand", "foot", "knee", "elbow", "shoulder", "hip", "chest", "belly", "head", "nose")

USUAL: dict[str, tuple[float, float]] = {
    "lumbar": (-25, 55),
    "thoracic": (-12, 35),
    "neck": (-30, 45),
    "head": (-44, 20),
    "hip": (-25, 125),
    "hip_abduction": (-15, 45),
    "knee": (0, 140),
    "ankle": (-50, 25),
    "shoulder": (-60, 185),
    "elbow": (0, 148),
    "wrist": (-75, 75),
    "side_bend": (-35, 35),
    "twist": (-40, 40),
}
"""What most joints can do without strain, in degrees. Beyond it ``check`` warns."""


def _angle(low: float, high: float, description: str) -> float | None:
    """The default of a field that is left out: a field of so many degrees."""
    field: float | None = Field(None, ge=low, le=high, description=f"{description} Degrees, {low:g} to {high:g}.")
    return field


def _cm(low: float, high: float, description: str) -> float | None:
    """The default of a field that is left out: a field of so many cm."""
    field: float | None = Field(None, ge=low, le=high, description=f"{description} In cm, {low:g} to {high:g}.")
    return field


def _as_target(value: object) -> object:
    return {"at": value} if isinstance(value, str) else value


class Target(Model):
    """Where a hand goes: the name of a place, or a place and cm forward, up and outward from it."""

    at: str = Field(description="A place on the body or on the equipment.")
    forward: Number = Field(0, ge=-80, le=80, description="So many cm further forward.")
    up: Number = Field(0, ge=-80, le=80, description="So many cm higher.")
    out: Number = Field(0, ge=-80, le=80, description="So many cm further out to the side.")


Reach = Annotated[Target, BeforeValidator(_as_target, json_schema_input_type=Target | str)]

Bend = Literal[
    "down", "up", "back", "front", "out", "down-out", "up-out", "back-out", "front-out", "back-down", "back-up"
]


class Limbs(Model):
    """The joints of one side, or of both."""

    shoulder: Number | None = _angle(-70, 210, "How far the arm is raised: 90 level, 180 overhead, negative behind.")
    plane: Number | None = _angle(-40, 140, "In which plane the arm is raised: 0 forward, 90 to the side.")
    abduction: Number | None = _angle(0, 190, "Short for a shoulder angle in the plane to the side.")
    rotation: Number | None = _angle(-100, 100, "Turns the upper arm outward (+) or inward (-).")
    elbow: Number | None = _angle(0, 155, "How far the elbow is bent.")
    pronation: Number | None = _angle(-100, 110, "Turns the palm: 0 thumb to the front of the elbow, 90 palm down.")
    wrist: Number | None = _angle(-85, 85, "How far the wrist is bent towards the thumb.")
    hand: Literal["open", "fist", "grip", "flat", "rest"] | None = Field(
        None, description="open, fist, grip (holds something), flat (leans on something), rest (lies on the floor)."
    )
    reach: Reach | None = Field(None, description="Puts the hand on a place; takes the place of the arm's angles.")
    point: Reach | None = Field(None, description="Stretches the arm towards a place or a direction.")
    bend: Bend | None = Field(None, description="Where the elbow points when the hand reaches for something.")
    shrug: Number | None = _cm(-4, 6, "Raises the shoulder.")
    protract: Number | None = _cm(-4, 6, "Moves the shoulder forward (+) or back (-).")
    hip: Number | None = _angle(-40, 145, "How far the thigh is lifted forward.")
    hip_abduction: Number | None = _angle(-30, 70, "How far the leg is out to the side.")
    hip_rotation: Number | None = _angle(-60, 60, "Turns the thigh outward (+) or inward (-).")
    knee: Number | None = _angle(0, 155, "How far the knee is bent.")
    ankle: Number | None = _angle(-80, 35, "Foot pulled up (+) or pointed (-).")
    toes: Number | None = _angle(0, 85, "How far the toes are bent up.")
    foot: Literal["free", "flat", "planted", "toes", "top", "tucked"] | None = Field(
        None,
        description="How the foot meets the floor: free, flat (sole level), planted (stays where it stands), toes, "
        "top (kneeling, instep down), tucked (kneeling, toes bent).",
    )


Posture = Literal[
    "standing", "hinge", "squat", "seated", "long-sitting", "kneeling", "half-kneeling", "quadruped", "plank",
    "supine", "prone", "leaning-back", "hanging", "side-lying",
]  # fmt: skip
Support = Literal["toes", "knees", "hands", "elbows", "back"]


class WholeBody(Model):
    """The trunk and the head, and how the whole body is held."""

    name: Phrase | None = Field(None, description="Its caption, when it is not simply start or finish.")
    posture: Posture | None = Field(None, description="The posture it starts from.")
    pelvis: Number | None = _angle(-180, 180, "Forward lean of the pelvis: 0 upright, 90 face down, -90 face up.")
    chest: Number | None = _angle(-180, 180, "Forward lean of the chest, instead of the pelvis.")
    lean: Number | None = _angle(-120, 120, "Lean of the whole body to the person's left (+) or right (-).")
    lumbar: Number | None = _angle(-40, 70, "Rounds (+) or hollows (-) the lower back.")
    thoracic: Number | None = _angle(-25, 50, "Rounds (+) or straightens (-) the upper back.")
    side_bend: Number | None = _angle(-45, 45, "Bends the trunk to the left (+) or right (-).")
    twist: Number | None = _angle(-60, 60, "Turns the chest to the left (+) or right (-).")
    neck: Number | None = _angle(-70, 70, "Bends the neck forward (+) or back (-).")
    head: Number | None = _angle(-50, 40, "Nods the head forward (+) or back (-).")
    head_tilt: Number | None = _angle(-40, 40, "Tilts the head to the left (+) or right (-).")
    head_turn: Number | None = _angle(-80, 80, "Turns the head to the left (+) or right (-).")
    pin: Literal["feet", "heels", "toes", "knees", "pelvis", "chest", "head", "hands"] | None = Field(
        None, description="What stays in its place while the person moves."
    )
    support: tuple[Support, Support] | None = Field(
        None, description="Two parts that touch the floor; the lean is worked out."
    )
    hang: str | None = Field(None, description="The bar that the hands hang from.")
    on: str | None = Field(None, description="The bench, chair or box that the person sits or lies on.")
    lift: Number | None = _cm(0, 60, "Lifts the person off the floor.")


class Keyframe(WholeBody, Limbs):
    """One key pose. A first frame names a posture; a later one names only what changes."""

    near: Limbs | None = Field(None, description="The side towards the reader in a side view: the right.")
    far: Limbs | None = Field(None, description="The side away from the reader in a side view: the left.")
    left: Limbs | None = Field(None, description="The person's left side.")
    right: Limbs | None = Field(None, description="The person's right side.")


def _check_landmark(value: str) -> str:
    if not re.fullmatch(rf"((near|far|left|right)-)?({'|'.join(LANDMARKS)})", value):
        raise ValueError(
            f"must be one of {', '.join(LANDMARKS)}, with near-, far-, left- or right- before it; found {value!r}"
        )
    return value


Centimetres = Annotated[Number, Field(ge=-100, le=100)]


class Arrow(Model):
    """One arrow: along the path of a part of the body."""

    of: Annotated[str, AfterValidator(_check_landmark)] = Field(description="The part whose path it follows.")
    offset: tuple[Centimetres, Centimetres] | None = Field(
        None, description="Where it stands, in cm to the right and up from the path. Left out: where there is room."
    )


def _as_arrows(value: object) -> object:
    """Allow ``none``, one name, one arrow or a list of either."""
    if value == "none":
        return []
    arrows = value if isinstance(value, list) else [value]
    return [{"of": arrow} if isinstance(arrow, str) else arrow for arrow in arrows]


_Arrows = tuple[Arrow | str, ...] | Arrow | str

View = Literal["side", "side-front", "side-back", "front", "back", "above"]


class Further(Model):
    """One more picture of a frame, from another side."""

    view: View = Field(description="From where the body is seen.")
    frame: Annotated[int, Strict(), Field(ge=1, le=6)] | None = Field(
        None, description="Which frame it shows, counted from 1; the last when left out."
    )
    name: Phrase | None = Field(None, description="Its caption.")


class Figure(Model):
    """The illustration as data: a pose a frame, in joint angles."""

    desc: PlainText = Field(description="What the drawing shows, for readers who cannot see it.")
    view: View = Field("side", description="From where the body is seen.")
    side: Literal["right", "left"] = Field(
        "right", description="The side that works in the drawing, for an exercise that is done on each side."
    )
    look: Literal["a", "b", "c"] = Field("a", description="Which of the three drawn people is shown.")
    hair: Literal["short", "bun", "tail"] = Field("short", description="Hair of the drawn person.")
    build: Literal["slim", "medium", "broad", "round"] = Field("medium", description="Build of the drawn person.")
    props: tuple[Annotated[Prop, BeforeValidator(as_prop, json_schema_input_type=Prop | str)], ...] = Field(
        (), description="Equipment in the drawing."
    )
    highlight: tuple[MuscleId, ...] | None = Field(
        None, description="Muscles tinted in the drawing; the primary muscles when left out."
    )
    highlight_side: Literal["both", "left", "right"] = Field("both", description="On which side they are tinted.")
    arrow: Annotated[tuple[Arrow, ...], BeforeValidator(_as_arrows, json_schema_input_type=_Arrows)] | None = Field(
        None, description="none, or the part whose path an arrow follows, or several. Left out: what moves most."
    )
    frames: tuple[Keyframe, ...] = Field(min_length=1, max_length=6, description="One pose a frame, in order.")
    also: tuple[Further, ...] = Field((), max_length=2, description="Further pictures from another side.")
    crop: Literal["whole", "bust"] = Field(
        "whole", description="whole, or bust: only head and chest, for small movements."
    )
