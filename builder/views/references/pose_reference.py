"""What a contributor can write in a figure, with a picture of each: postures, joints, equipment, views.

Names, limits and descriptions come from the models, pictures from the examples of the figures; a field without an
example is an error of ours, found by the tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.content.models.figure import Figure, Keyframe, Limbs
from builder.content.models.props import Prop
from builder.figures.body.places import DIRECTIONS, body_places
from builder.figures.draw.muscles import muscle_areas
from builder.figures.examples import examples

NOT_DRAWN = {"desc", "props", "highlight", "highlight_side", "arrow", "frames", "also", "name"}
"""Fields that are described in words: they are no pose, or hold what is shown elsewhere."""


@dataclass(frozen=True)
class Shown:
    """A picture: the key of its example, the value it shows (empty when there is only one), the lines behind it."""

    key: str
    value: str
    written: str


@dataclass(frozen=True)
class Option:
    """A field of a thing, in words."""

    name: str
    description: str


@dataclass(frozen=True)
class Entry:
    """One field or thing with its pictures."""

    name: str
    description: str
    pictures: tuple[Shown, ...]
    options: tuple[Option, ...] = ()

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return self.name.replace("_", "-")


@dataclass(frozen=True)
class PoseReference:
    """Everything on the page, in the order in which a contributor meets it."""

    postures: Entry
    body: tuple[Entry, ...]
    limbs: tuple[Entry, ...]
    things: tuple[Entry, ...]
    picture: tuple[Entry, ...]
    described: tuple[Option, ...]
    places: tuple[str, ...]
    directions: tuple[str, ...]
    muscles: tuple[str, ...]


def pose_reference() -> PoseReference:
    """Collect the reference from the models and the examples."""
    postures, *body = (entry for entry in _entries(Keyframe) if entry.name not in Limbs.model_fields)
    return PoseReference(
        postures=postures,
        body=tuple(body),
        limbs=tuple(_entries(Limbs)),
        things=tuple(_things()),
        picture=tuple(_entries(Figure)),
        described=tuple(Option(name, field.description or "") for name, field in _fields(Figure) if name in NOT_DRAWN),
        places=body_places(),
        directions=DIRECTIONS,
        muscles=tuple(muscle_areas()),
    )


def pose_anchors() -> Iterator[str]:
    """The anchors of the page: its groups and their entries."""
    reference = pose_reference()
    for group in ("limbs", "body", "things", "picture"):
        yield group
        yield from (entry.anchor for entry in getattr(reference, group))


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    yield from model.model_fields.items()


def _entries(model: type[BaseModel]) -> Iterator[Entry]:
    for name, field in _fields(model):
        if name not in NOT_DRAWN:
            yield Entry(name, field.description or "", _pictures(name))


def _things() -> Iterator[Entry]:
    for kind, field in _fields(Prop):
        thing = next(inner for inner in field.annotation.__args__ if inner is not type(None))  # type: ignore[union-attr]
        options = tuple(Option(name, inner.description or "") for name, inner in _fields(thing))
        yield Entry(kind, thing.__doc__ or "", _pictures(kind), options)


def _pictures(name: str) -> tuple[Shown, ...]:
    """The pictures of a field: one, or one for each of its values. Raise KeyError when there is none."""
    found = [(key, key.removeprefix(name).removeprefix(".")) for key in examples() if key.split(".")[0] == name]
    if not found:
        raise KeyError(name)
    return tuple(Shown(key, value, examples()[key].written) for key, value in found)
