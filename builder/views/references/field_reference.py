"""The field reference: every field of an exercise and an imbalance, derived from the models."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from builder.content.models.exercise import Exercise
from builder.content.models.figure import Keyframe
from builder.content.models.imbalance import Imbalance
from builder.content.models.props import Prop
from builder.content.models.values import json_schema

ON_THE_POSE_PAGE = (Keyframe, Prop)
"""What has a page of its own, with pictures, so that the field reference does not go into it."""


@dataclass(frozen=True)
class Field:
    """One field as a contributor sees it; ``inside`` are the fields that hold it, from the outermost."""

    name: str
    inside: tuple[str, ...]
    description: str
    required: bool
    prose: bool
    limit: int | None


@dataclass(frozen=True)
class FieldReference:
    """All fields of one kind of file."""

    title: str
    description: str
    fields: tuple[Field, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return self.title.lower().replace(" ", "-")


def field_references() -> list[FieldReference]:
    """Describe the files that contributors write."""
    return [reference(model) for model in (Exercise, Imbalance)]


def reference(model: type[BaseModel]) -> FieldReference:
    """Describe one kind of file, nested fields after the field that holds them."""
    schema = json_schema(model)
    return FieldReference(schema["title"], schema["description"].replace("\n", " "), tuple(_fields(schema, schema, ())))


def _fields(schema: dict[str, Any], group: dict[str, Any], inside: tuple[str, ...]) -> Iterator[Field]:
    for name, value in group["properties"].items():
        inner = inner_schema(schema, value)
        yield Field(
            name=name,
            inside=inside,
            description=value["description"],
            required=name in group.get("required", []),
            prose="prose" in value,
            limit=value.get("maxLength") if value.get("maxLength", 2000) < 2000 and "pattern" not in value else None,
        )
        if "properties" in inner and inner["title"] not in {model.__name__ for model in ON_THE_POSE_PAGE}:
            yield from _fields(schema, inner, (*inside, name))


def inner_schema(schema: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """Follow lists, optional values and references to the schema of the thing itself."""
    while True:
        if "items" in value:
            value = value["items"]
        elif "anyOf" in value:
            value = value["anyOf"][0]
        elif "$ref" in value:
            value = schema["$defs"][value["$ref"].rsplit("/", 1)[1]]
        else:
            return value
