"""A file to fill in, written from its model: every field with its description, required ones asked for.

Fields whose values are given stand there filled in; optional ones that are not given are commented out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml
from pydantic import BaseModel

from builder.content.models.values import json_schema
from builder.views.references.field_reference import inner_schema

TODO = "TODO"

Schema = Mapping[str, Any]
"""A part of a JSON Schema."""

Placeholder = Callable[[Schema, str], str]
"""What stands for a value that somebody has to write, as YAML: from its schema and the description of its field."""


def todo(value: Schema, description: str) -> str:
    """The word TODO, in the form of the value, with the choices if there are some."""
    if "prefixItems" in value:
        return f"[{TODO}, {TODO}]"
    return f"[{TODO}]" if value.get("type") == "array" else f"{TODO}{choices(value)}"


def choices(value: Schema) -> str:
    """The words to choose from, as a comment."""
    return f"  # one of: {', '.join(value['enum'])}" if "enum" in value else ""


def skeleton(model: type[BaseModel], given: Mapping[str, Any], placeholder: Placeholder = todo) -> str:
    """Write a file to fill in; ``given`` has the values that it has already, as plain data."""
    schema = json_schema(model)
    fields = _Writer(schema, placeholder).fields(schema, given)
    summary = schema["description"].splitlines()[0]
    return "\n".join([f"# {summary}", *(line for field in fields for line in ("", *field))]) + "\n"


class _Writer:
    """Writes the fields of one model; those of a group inside it are explained where it comes first."""

    def __init__(self, schema: dict[str, Any], placeholder: Placeholder) -> None:
        self._schema, self._placeholder = schema, placeholder
        self._explained: set[str] = set()

    def fields(self, group: Schema, given: Mapping[str, Any]) -> Iterator[list[str]]:
        """Give the lines of each field of a group."""
        is_new = group["title"] not in self._explained
        self._explained.add(group["title"])
        for name, value in group["properties"].items():
            comment = [f"# {value['description']}"] if is_new else []
            if name in given or name in group.get("required", ()):
                yield [*comment, *self._field(name, value, given.get(name))]
            elif is_new:
                yield [*comment, f"# {name}: (optional)"]

    def _field(self, name: str, value: dict[str, Any], given: Any) -> Iterator[str]:
        inner = inner_schema(self._schema, value)
        is_list = value.get("type") == "array" and "prefixItems" not in value
        if "properties" in inner:
            yield f"{name}:"
            yield from self._items(inner, given or [{}]) if is_list else self._group(inner, given or {}, "  ")
        elif given is not None:
            yield f"{name}: {_flow(given)}"
        elif is_list:
            yield f"{name}:"
            yield from self._texts(value)
        else:
            yield f"{name}: {self._placeholder(value, value['description'])}"

    def _group(self, group: Schema, given: Mapping[str, Any], indent: str) -> Iterator[str]:
        return (f"{indent}{line}" for field in self.fields(group, given) for line in field)

    def _items(self, group: Schema, given: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        for item in given:
            lines = list(self._group(group, item, "    "))
            first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
            lines[first] = f"  - {lines[first].lstrip()}"
            yield from lines

    def _texts(self, value: dict[str, Any]) -> Iterator[str]:
        """As many entries of a list as it needs, no two alike."""
        for number in range(1, value.get("minItems", 1) + 1):
            description = value["description"] if number == 1 else f"{value['description']} ({number})"
            yield f"  - {self._placeholder(value['items'], description)}"


def _flow(value: Any) -> str:
    """Write plain data as YAML on one line."""
    written = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return written.removesuffix("\n").removesuffix("\n...")
