"""The command ``new``: the skeleton of an exercise, each field with its description."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from builder.cli.report import shown_path
from builder.content.models.exercise import Exercise
from builder.content.models.values import LONGEST_ID, json_schema
from builder.content.source import NAME
from builder.system.disk import write_if_changed
from builder.system.errors import BuildError
from builder.views.field_reference import inner_schema

TODO = "TODO"


def new_exercise(content: Path, slug: str, imbalance: str) -> Path:
    """Write the skeleton of a new exercise and give its path; raise BuildError when there can be none."""
    if not NAME.match(f"{slug}.yml") or len(slug) > LONGEST_ID:
        limits = f"lower-case letters, digits and hyphens, like face-pull, at most {LONGEST_ID}"
        raise BuildError(f"a name is {limits}; found {slug!r}")
    imbalances = sorted(path.stem for path in (content / "imbalances").glob("*.yml"))
    if imbalance not in imbalances:
        raise BuildError(f"there is no imbalance {imbalance!r}; there are {', '.join(imbalances)}")
    path = content / "exercises" / f"{slug}.yml"
    if path.exists():
        raise BuildError(f"{shown_path(path)} is there already")
    write_if_changed(path, skeleton(Exercise, {"imbalance": imbalance}).encode())
    return path


def skeleton(model: type[BaseModel], given: dict[str, str]) -> str:
    """Write a file to fill in: required fields with TODO, optional ones commented out, each with its description."""
    schema = json_schema(model)
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
    inner = inner_schema(schema, value)
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
