"""The kinds of values that content is made of: texts, ids, references to other entries, ranges, days.

Each kind knows its limits; what breaks one is said in a sentence that follows the field's name.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    Strict,
    StringConstraints,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import CoreSchema, core_schema

from builder.content.characters import check_text
from builder.content.markdown import check_address, check_contact, check_prose

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

PlainText = Annotated[
    str, Strict(), StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(check_text)
]
"""Plain text: what is typed is what the reader sees."""

Phrase = Annotated[PlainText, Field(max_length=160)]
"""Plain text of one line: a name, a list entry."""

Name = Annotated[PlainText, Field(max_length=80)]
"""The name of an exercise or an imbalance."""

LONGEST_ID = 60

Id = Annotated[str, Strict(), StringConstraints(pattern=SLUG, max_length=LONGEST_ID)]
"""Lower-case words joined by hyphens: the name of a file or of an entry in vocabulary.yml."""

Url = Annotated[
    str,
    Strict(),
    StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=300),
    AfterValidator(check_address),
]
Contact = Annotated[
    str,
    Strict(),
    StringConstraints(max_length=300),
    AfterValidator(check_contact),
    Field(json_schema_extra={"format": "uri"}),
]
"""Where somebody can be written to."""

LANGUAGE = r"^[a-z]{2,3}$"
Language = Annotated[str, Strict(), StringConstraints(pattern=LANGUAGE)]
"""The code of a language, without country or script."""

Flag = Annotated[bool, Strict()]
Number = Annotated[float, Strict()]
Grade = Literal["A", "B", "C", "G"]


class Prose(str):
    """Text in which *emphasis*, **strong** and [links](page.html) are understood, and nothing else."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda text: cls(check_prose(text)), handler(PlainText), metadata={"pydantic_js_updates": {"prose": True}}
        )


class Reference(str):
    """An id that must exist elsewhere; ``kind`` says among what. ``reference_rules.py`` looks every one of them up."""

    kind: ClassVar[str]
    where: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, handler(Id))


class ExerciseId(Reference):
    """The file name of an exercise."""

    kind, where = "exercise", "content/exercises/"


class ImbalanceId(Reference):
    """The file name of an imbalance."""

    kind, where = "imbalance", "content/imbalances/"


class MuscleId(Reference):
    """A muscle of vocabulary.yml."""

    kind, where = "muscle", "vocabulary.yml"


class EquipmentId(Reference):
    """Equipment of vocabulary.yml."""

    kind, where = "piece of equipment", "vocabulary.yml"


class LevelId(Reference):
    """A level of vocabulary.yml."""

    kind, where = "level", "vocabulary.yml"


class PositionId(Reference):
    """A position of vocabulary.yml."""

    kind, where = "position", "vocabulary.yml"


class SourceId(Reference):
    """A source of sources.yml."""

    kind, where = "source", "sources.yml"


def shortened(value: object) -> str:
    """Show a value in a message, but not a whole page of it."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def check_range(value: object, largest: int) -> object:
    """Return two whole numbers, the first not above the second; raise ValueError for anything else."""
    match value:
        case [int(start), int(goal)] if bool not in (type(start), type(goal)):
            if 1 <= start <= goal <= largest:
                return value
            raise ValueError(
                f"must run from the smaller number to the larger, between 1 and {largest}; found {value!r}"
            )
    raise ValueError(f"must be two whole numbers, start and goal, like [1, 3]; found {shortened(value)}")


def check_day(value: object) -> object:
    """Turn ``2027-03-31`` into a date; raise ValueError for anything else."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value), re.ASCII):
            return date.fromisoformat(str(value))
    except ValueError:
        pass
    raise ValueError(f"must be a day like 2027-03-31; found {shortened(value)}")


@dataclass(frozen=True)
class UpTo:
    """The largest number of a range that anybody can mean."""

    largest: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: check_range(value, self.largest), handler(source)
        )


Range = Annotated[tuple[int, int], Field(examples=[[1, 3]])]
"""Start and goal; the same number twice when there is nothing to build up. ``UpTo`` says how far it may go."""

Sets = Annotated[Range, UpTo(12)]
Reps = Annotated[Range, UpTo(100)]
HoldSeconds = Annotated[Range, UpTo(600)]
PauseSeconds = Annotated[Range, UpTo(60)]
Metres = Annotated[Range, UpTo(1000)]
RestSeconds = Annotated[Range, UpTo(900)]
Days = Annotated[Range, UpTo(7)]
Weeks = Annotated[Range, UpTo(26)]

Day = Annotated[date, BeforeValidator(check_day)]


FileName = SkipJsonSchema[Id]
"""The name of the file itself: put in when it is read, never written in it."""


class Model(BaseModel):
    """Base of every content model: unknown keys are refused and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@cache
def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a model, worked out once; whoever reads it leaves it as it is."""
    return model.model_json_schema()
