"""From the frames of a figure as they are written to whole poses: posture, then the frame before, then the frame."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builder.content.models.figure import Figure, Keyframe, Target
from builder.figures.body.pose import SIDES, ArmPose, LegPose, Pose

POSTURES = Path(__file__).with_name("postures.yml")

PERSONS_SIDE = {"near": "right", "far": "left", "right": "right", "left": "left"}

ARM_KEYS = frozenset(ArmPose.__dataclass_fields__)
LEG_KEYS = frozenset(LegPose.__dataclass_fields__) - {"foothold"}
BODY_KEYS = frozenset(Pose.__dataclass_fields__) - {"arms", "legs"}


@cache
def postures() -> Mapping[str, Mapping[str, Any]]:
    """The postures of ``postures.yml``."""
    read: dict[str, dict[str, Any]] = yaml.load(POSTURES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return read


Given = dict[str, Any]


def poses(figure: Figure) -> list[Pose]:
    """Resolve every frame of a figure."""
    resolved: list[Pose] = []
    state: Given = {}
    posture = ""
    for frame in figure.frames:
        given = frame.model_dump(exclude_unset=True)
        if given.get("posture", posture) != posture or not state:
            posture = given.get("posture", "standing")
            state = _start()
            _apply(state, dict(postures()[posture]))
        _apply(state, given)
        resolved.append(_pose(state))
    return resolved


def changes(frame: Keyframe) -> dict[str, set[str]]:
    """The joints that a frame names itself, for each side."""
    given = frame.model_dump(exclude_unset=True)
    both = set(given)
    return {
        side: both.union(*(given.get(name) or {} for name, persons in PERSONS_SIDE.items() if persons == side))
        for side in SIDES
    }


def _start() -> Given:
    return {"left": {}, "right": {}, "body": {}}


def _apply(state: Given, given: Given) -> None:
    """Put what is given over what there is: plain keys for both sides, then each side's own."""
    sides = {name: given.pop(name) for name in list(given) if name in PERSONS_SIDE}
    body = {key: value for key, value in given.items() if key in BODY_KEYS or key == "chest"}
    state["body"] = _with_root(state["body"], body)
    limbs = {key: value for key, value in given.items() if key not in body}
    for side in SIDES:
        state[side] = _with_limbs(state[side], limbs)
    for name, own in sides.items():
        state[PERSONS_SIDE[name]] = _with_limbs(state[PERSONS_SIDE[name]], own or {})


def _with_root(before: Given, given: Given) -> Given:
    """Pelvis and chest displace each other: one leads, the other follows the spine."""
    kept = {
        key: value
        for key, value in before.items()
        if not (key in ("pelvis", "chest") and {"pelvis", "chest"} & given.keys())
    }
    return kept | given


def _with_limbs(before: Given, given: Given) -> Given:
    """A target and the angles of an arm displace each other."""
    kept = dict(before)
    if "shoulder" in given or "abduction" in given:
        for key in ("reach", "point", "shoulder", "abduction", "plane"):
            kept.pop(key, None)
    if "elbow" in given:
        kept.pop("reach", None)
    if "reach" in given:
        kept.pop("point", None)
    if "point" in given:
        kept.pop("reach", None)
    return kept | given


def _pose(state: Given) -> Pose:
    body = dict(state["body"])
    if "chest" in body:
        body["pelvis"] = body.pop("chest") - body.get("lumbar", 0) - body.get("thoracic", 0)
    return Pose(
        **{key: value for key, value in body.items() if value is not None},
        arms={side: _arm(state[side]) for side in SIDES},
        legs={side: LegPose(**_of(state[side], LEG_KEYS)) for side in SIDES},
    )


def _arm(state: Given) -> ArmPose:
    given = dict(state)
    if "abduction" in given:
        given |= {"shoulder": given["abduction"], "plane": 90}
    for key in ("reach", "point"):
        if key in given:
            given[key] = Target(at=given[key]) if isinstance(given[key], str) else Target(**given[key])
    return ArmPose(**_of(given, ARM_KEYS))


def _of(state: Given, keys: frozenset[str]) -> Given:
    return {key: value for key, value in state.items() if key in keys and value is not None}
