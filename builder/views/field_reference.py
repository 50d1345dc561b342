"""What can be said of the models' fields: the field reference and the skeleton of a new exercise.

Both are derived from the models, so a new field appears in them by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from builder.content.models.exercise import Exercise, Imbalance
from builder.content.models.figure import Frame
from builder.content.models.props import Prop

TODO = "TODO"

ON_THE_POSE_PAGE = (Frame, Prop)
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
class Reference:
    """All fields of one kind of file."""

    title: str
    description: str
    fields: tuple[Field, ...]


def references() -> list[Reference]:
    """Describe the files that contributors write."""
    return [reference(model) for model in (Exercise, Imbalance)]


def reference(model: type[BaseModel]) -> Reference:
    """Describe one kind of file, nested fields after the field that holds them."""
    schema = model.model_json_schema()
    return Reference(schema["title"], schema["description"].replace("\n", " "), tuple(_fields(schema, schema, ())))


def _fields(schema: dict[str, Any], group: dict[str, Any], inside: tuple[str, ...]) -> Iterator[Field]:
    for name, value in group["properties"].items():
        inner = _inner(schema, value)
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


def _inner(schema: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
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


def skeleton(model: type[BaseModel], given: dict[str, str]) -> str:
    """Write a file to fill in: required fields with TODO, optional ones commented out, each with its description."""
    schema = model.model_json_schema()
    return "\n".join(_skeleton_lines(schema, schema, given, "")) + "\n"


def _skeleton_lines(schema: dict[str, Any], group: dict[str, Any], given: dict[str, str], indent: str) -> Iterator[str]:
    for name, value in group["properties"].items():
        optional = name not in group.get("required", [])
        if indent == "":
            yield ""
        yield f"{indent}# {value['description']}"
        if optional:
            yield f"{indent}# {name}: (optional)"
        elif name in given:
            yield f"{indent}{name}: {given[name]}"
        else:
            yield from _entry(schema, name, value, indent)


def _entry(schema: dict[str, Any], name: str, value: dict[str, Any], indent: str) -> Iterator[str]:
    inner = _inner(schema, value)
    is_list = value.get("type") == "array" and "prefixItems" not in value
    if "properties" in inner:
        yield f"{indent}{name}:"
        lines = list(_skeleton_lines(schema, inner, {}, indent + "  " * (2 if is_list else 1)))
        if is_list:
            first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
            lines[first] = f"{indent}  - {lines[first].lstrip()}"
        yield from lines
    elif "prefixItems" in value:
        yield f"{indent}{name}: [{TODO}, {TODO}]"
    elif is_list:
        item = f"[{TODO}]" if value["items"].get("type") == "array" else TODO
        yield from (f"{indent}{name}:", f"{indent}  - {item}")
    else:
        choices = f"  # one of: {', '.join(value['enum'])}" if "enum" in value else ""
        yield f"{indent}{name}: {TODO}{choices}"
