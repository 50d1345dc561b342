"""Equipment in an illustration: what kinds there are, and what can be said of each."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from builder.content.models.values import Model, Number, shortened

Held = Literal["near", "far", "left", "right", "both"]


class Thing(Model):
    """Anything in the drawing that is not the person."""


class Placed(Thing):
    """Equipment that stands somewhere: at an x, or beside a part of the body in the first frame."""

    id: str | None = Field(None, description="A name to reach for, when there are two of a kind.")
    x: Number | None = Field(
        None, ge=-300, le=300, description="Where it stands, in cm from the pinned part of the body."
    )
    beside: Literal["head", "hands", "shoulders", "back", "hips", "knees", "feet", "toes"] | None = Field(
        None, description="The part of the body it stands beside, in the first frame."
    )
    gap: Number = Field(
        0, ge=-120, le=200, description="The free space between that part and the thing, in cm; negative: behind it."
    )


class Mat(Thing):
    """An exercise mat, as long as the person on it."""


class Towel(Thing):
    """A folded towel or pillow under the head."""

    height: Number = Field(5, ge=2, le=15, description="Its height in cm.")


class Pad(Thing):
    """A cushion under the kneeling knee."""


class Bench(Placed):
    """A flat bench."""

    height: Number = Field(46, ge=15, le=80, description="Height of its top in cm.")
    length: Number = Field(78, ge=20, le=150, description="Its length in cm.")
    hand: Number = Field(10, ge=0, le=150, description="Where the place to reach is, from its near end, in cm.")


class Chair(Placed):
    """A chair with a back."""

    height: Number = Field(45, ge=30, le=60, description="Height of the seat in cm.")
    facing: Literal["forward", "back"] = Field("forward", description="Which way someone sitting on it looks.")


class Box(Placed):
    """A box, a step or a low stool."""

    height: Number = Field(30, ge=5, le=80, description="Its height in cm.")
    width: Number = Field(40, ge=20, le=120, description="Its width in cm.")


class Cable(Placed):
    """A cable machine or pulley."""

    height: Number = Field(168, ge=5, le=230, description="Height of the pulley in cm.")
    held: Held = Field("both", description="Which hand holds it.")
    handle: Literal["rope", "grip"] = Field("grip", description="What is held: a rope or a stirrup grip.")


class Straps(Placed):
    """A suspension trainer hung from above."""

    height: Number = Field(206, ge=100, le=260, description="Height of its anchor in cm.")
    held: Held = Field("both", description="Which hand holds it.")


class Band(Placed):
    """An elastic band: round the feet, between the hands, or fixed to an anchor."""

    around: Literal["feet", "hands", "anchor"] = Field("anchor", description="What the band is fixed to.")
    height: Number = Field(120, ge=0, le=230, description="Height of its anchor in cm.")
    held: Held = Field("both", description="Which hand holds it.")


class Bar(Placed):
    """A bar to hang from."""

    height: Number = Field(222, ge=60, le=260, description="Its height in cm.")


class Kettlebell(Placed):
    """A kettlebell, on the floor or in the hand."""

    held: Held | None = Field(None, description="Which hand holds it; left out when it stands on the floor.")
    radius: Number = Field(10, ge=7, le=13, description="Radius of the ball in cm.")


class Dumbbell(Thing):
    """A dumbbell in the hand."""

    held: Held = Field("near", description="Which hand holds it.")


class Bag(Thing):
    """A shopping bag in the hand."""

    held: Held = Field("near", description="Which hand holds it.")


class Roller(Placed):
    """A foam roller under the back."""

    radius: Number = Field(7.5, ge=4, le=10, description="Its radius in cm.")


class Wall(Placed):
    """A wall: behind the person, or where it is placed."""


class Doorway(Placed):
    """A door frame."""


class Prop(Model):
    """One thing in the drawing: its kind and, if needed, where it is."""

    mat: Mat | None = Field(None, description="A mat under the person.")
    towel: Towel | None = Field(None, description="A folded towel under the head.")
    pad: Pad | None = Field(None, description="A cushion under the knee.")
    bench: Bench | None = Field(None, description="A flat bench.")
    chair: Chair | None = Field(None, description="A chair.")
    box: Box | None = Field(None, description="A box or step.")
    cable: Cable | None = Field(None, description="A cable machine.")
    straps: Straps | None = Field(None, description="A suspension trainer.")
    band: Band | None = Field(None, description="An elastic band.")
    bar: Bar | None = Field(None, description="A bar to hang from.")
    kettlebell: Kettlebell | None = Field(None, description="A kettlebell.")
    dumbbell: Dumbbell | None = Field(None, description="A dumbbell.")
    bag: Bag | None = Field(None, description="A shopping bag.")
    roller: Roller | None = Field(None, description="A foam roller.")
    wall: Wall | None = Field(None, description="A wall.")
    doorway: Doorway | None = Field(None, description="A door frame.")

    @property
    def kind(self) -> str:
        """What it is."""
        return next(iter(self.model_fields_set))

    @property
    def thing(self) -> Thing:
        """The thing itself."""
        thing: Thing = getattr(self, self.kind)
        return thing


def as_prop(value: object) -> object:
    """Allow ``- mat`` for ``- mat: {}``, and see that one thing is named."""
    if isinstance(value, str):
        if value not in Prop.model_fields:
            raise ValueError(f"must be one of {', '.join(Prop.model_fields)}; found {value!r}")
        return {value: {}}
    if isinstance(value, Mapping):
        if len(value) != 1:
            raise ValueError(f"must name one thing, like `- mat` or `- bench: {{x: 40}}`; found {shortened(value)}")
        return {kind: {} if thing is None else thing for kind, thing in value.items()}
    return value
