"""What is wrong with one value, said so that its author knows what to do.

pydantic finds the errors; its own sentences ("Input should be a valid string") are for programmers.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.content.models.values import LANGUAGE, json_schema, shortened
from builder.content.problem import KeyPath, Problem, field_name
from builder.content.source import SourceFile

MOST_LISTED = 16
EMPTY = "must not be empty; write the text"


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word, or list the known ones when they are few."""
    known = sorted(known)
    if near := get_close_matches(found, known, n=1, cutoff=0.6):
        return f"; did you mean {near[0]!r}?"
    return f"; known are {', '.join(known)}" if 0 < len(known) <= MOST_LISTED else ""


def problems_of_values(source: SourceFile, error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Turn pydantic's errors into problems at the values (or keys) they are about."""
    details = error.errors(include_url=False)
    return [_problem(source, detail, model) for detail in details if not _follows_from_another(detail, details)]


def _follows_from_another(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell whether a list is only too short because its entries have errors of their own."""
    path = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(path)] == path and other is not detail for other in details
    )


def _problem(source: SourceFile, detail: ErrorDetails, model: type[BaseModel]) -> Problem:
    key_path = _known_part(source, detail)
    name = field_name(key_path)
    if detail["type"] == "missing":
        return source.problem(key_path[:-1], f"{name} is missing; add it")
    if detail["type"] == "extra_forbidden":
        fields = _fields_at(model, key_path[:-1])
        message = f"{name} is not a field here{did_you_mean(str(key_path[-1]), fields) or '; delete it'}"
        return source.problem(key_path, message, at_key=True)
    if detail["type"] in ("greater_than_equal", "less_than_equal") and (limits := _limits_at(model, key_path)):
        return source.problem(key_path, f"{name} must be from {limits[0]:g} to {limits[1]:g}; {_found(detail)}")
    sentence = _SENTENCES.get(detail["type"], _fallback)(detail)
    if sentence == EMPTY and _may_be_left_out(model, key_path):
        sentence += ", or delete the line"
    return source.problem(key_path, f"{name} {sentence}".strip())


def _may_be_left_out(model: type[BaseModel], key_path: KeyPath) -> bool:
    return key_path[-1] not in _schema_at(model, key_path[:-1]).get("required", ())


def _known_part(source: SourceFile, detail: ErrorDetails) -> KeyPath:
    """Drop what pydantic adds to a path for its own purposes (the arm of a union)."""
    key_path = detail["loc"]
    while key_path and detail["type"] != "missing" and not source.holds(key_path):
        key_path = key_path[:-1]
    return key_path


def _fields_at(model: type[BaseModel], key_path: KeyPath) -> list[str]:
    """The field names of the nested model that a path leads to."""
    return list(_schema_at(model, key_path).get("properties", {}))


def _limits_at(model: type[BaseModel], key_path: KeyPath) -> tuple[float, float] | None:
    """The smallest and largest number that a path may have, where it has both."""
    for option in (here := _schema_at(model, key_path)).get("anyOf", [here]):
        if {"minimum", "maximum"} <= option.keys():
            return option["minimum"], option["maximum"]
    return None


def _schema_at(model: type[BaseModel], key_path: KeyPath) -> dict[str, Any]:
    """The part of a model's schema that a path leads to."""
    schema = json_schema(model)
    here: dict[str, Any] = schema
    for part in key_path:
        here = _resolve(schema, here)
        here = here.get("items", {}) if isinstance(part, int) else here.get("properties", {}).get(part, {})
    return _resolve(schema, here)


def _resolve(schema: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference, also out of a choice, to what it stands for."""
    for option in here.get("anyOf", [here]):
        if "$ref" in option:
            found: dict[str, Any] = schema["$defs"][option["$ref"].rsplit("/", 1)[1]]
            return found
    return next((option for option in here.get("anyOf", ()) if "items" in option), here)


def _fallback(detail: ErrorDetails) -> str:
    return f"is not right: {detail['msg']}"


def _found(detail: ErrorDetails) -> str:
    return f"found {shortened(detail['input'])}"


def _one_of(detail: ErrorDetails) -> str:
    choices = [choice.strip("'") for choice in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    return f"must be one of {', '.join(choices)}; {_found(detail)}{did_you_mean(str(detail['input']), choices)}"


def _pattern(detail: ErrorDetails) -> str:
    if detail["ctx"]["pattern"] == LANGUAGE:
        return f"must be the code of a language, like en or de, without country or script; {_found(detail)}"
    if "http" in detail["ctx"]["pattern"]:
        return f"must be an address that begins with https://; {_found(detail)}"
    return f"must be lower-case letters, digits and hyphens, like face-pull; {_found(detail)}"


def _bounds(word: str) -> Callable[[ErrorDetails], str]:
    return lambda detail: f"must be {word} {next(iter(detail['ctx'].values()))}; {_found(detail)}"


def _text_length(detail: ErrorDetails) -> str:
    return f"must be at most {detail['ctx']['max_length']} characters; found {len(detail['input'].strip())}; shorten it"


def _list_length(detail: ErrorDetails) -> str:
    limits = detail["ctx"]
    if isinstance(detail["input"], str):
        return _text_length(detail)
    wanted = f"at least {limits['min_length']}" if "min_length" in limits else f"at most {limits['max_length']}"
    return f"must have {wanted} {'entries' if not wanted.endswith(' 1') else 'entry'}; found {limits['actual_length']}"


def _text_type(detail: ErrorDetails) -> str:
    if detail["input"] is None:
        return EMPTY
    if isinstance(detail["input"], dict):
        return "must be one text; a colon followed by a space made it a key; put the text in quotes"
    return f"must be text; {_found(detail)}; put it in quotes"


_SENTENCES: dict[str, Callable[[ErrorDetails], str]] = {
    "string_type": _text_type,
    "string_too_short": lambda _: EMPTY,
    "string_too_long": _text_length,
    "string_pattern_mismatch": _pattern,
    "literal_error": _one_of,
    "too_short": _list_length,
    "too_long": _list_length,
    "tuple_type": lambda detail: f"must be a list, one `- entry` a line; {_found(detail)}",
    "model_type": lambda detail: f"must be a group of `key: value` lines; {_found(detail)}",
    "dict_type": lambda detail: f"must be a group of `key: value` lines; {_found(detail)}",
    "int_type": lambda detail: f"must be a whole number; {_found(detail)}",
    "float_type": lambda detail: f"must be a number; {_found(detail)}",
    "bool_type": lambda detail: f"must be true or false; {_found(detail)}",
    "greater_than_equal": _bounds("at least"),
    "less_than_equal": _bounds("at most"),
    "value_error": lambda detail: str(detail["ctx"]["error"]),
}
