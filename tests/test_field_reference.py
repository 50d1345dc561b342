"""The field reference and the skeleton of a new file: both follow the models."""

import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from builder.cli.skeleton import TODO, skeleton
from builder.content.models.exercise import Exercise
from builder.content.models.imbalance import Imbalance
from builder.views.references.field_reference import ON_THE_POSE_PAGE, field_references, reference
from tests.helpers import World, run, tree_of

FILLED = {
    "level": "beginner",
    "position": "floor",
    "sides": "each",
    "equipment": "dumbbell",
    "primary_muscles": "trapezius-mid-low",
    "sets": "2",
    "rest_seconds": "60",
    "days_per_week": "3",
    "grade": "C",
    "status": "not-reviewed",
}
"""What a contributor writes for fields that are no free text."""

ADDED = {"sets": "  reps: [5, 8]"}
"""Lines that the skeleton leaves to its reader: one of three amounts."""


def model_fields(model: type[BaseModel], inside: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every field of a model and of the models in it, but for the file's own name and for poses."""
    for name, field in model.model_fields.items():
        if name != "slug":
            yield (*inside, name)
            for inner in models_in(field.annotation):
                if inner not in ON_THE_POSE_PAGE:
                    yield from model_fields(inner, (*inside, name))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif typing.get_origin(annotation) is not None or isinstance(annotation, types.UnionType):
        for part in typing.get_args(annotation):
            yield from models_in(part)


@pytest.mark.parametrize("model", [Exercise, Imbalance], ids=lambda model: model.__name__)
def test_reference_describes_every_field_in_the_order_of_the_model(model: type[BaseModel]) -> None:
    """A new field of a model is in the reference by itself."""
    described = [(*field.inside, field.name) for field in reference(model).fields]
    assert described == list(model_fields(model))
    assert all(field.description.endswith((".", "!")) for field in reference(model).fields)


def test_reference_page_shows_every_field(built: Path) -> None:
    """Contributors see each field, whether it is needed, and what it means."""
    tree = tree_of(built / "contribute/fields.html")
    rows = tree.css("tbody tr")
    fields = [field for one in field_references() for field in one.fields]
    assert len(rows) == len(fields)
    for row, field in zip(rows, fields, strict=True):
        assert field.name in row.text()
        assert field.description in " ".join(row.text().split())


def test_skeleton_names_every_field_of_the_model() -> None:
    """Required fields are there to fill, optional ones as comments, each with its description."""
    text = skeleton(Exercise, {"imbalance": "chest-and-neck"})
    for name, field in Exercise.model_fields.items():
        if name != "slug":
            assert f"\n# {field.description}\n" in text, name
            assert (f"\n{name}:" in text) == field.is_required(), name
            assert (f"\n# {name}: (optional)" in text) != field.is_required(), name


def fill(skeleton_text: str) -> str:
    """Fill in a skeleton as a contributor would: words for every TODO, one amount."""
    lines, name = [], ""
    for number, line in enumerate(skeleton_text.splitlines()):
        if key := re.match(r"[ -]*([a-z_]+):", line):
            name = key[1]
        if not line.lstrip().startswith("#"):
            line = line.replace(TODO, FILLED.get(name, f"Some words, number {number}."))
        lines.append(line)
        if TODO not in line and name in ADDED and not line.endswith(":") and not line.lstrip().startswith("#"):
            lines.append(ADDED[name])
            name = ""
    return "\n".join(lines) + "\n"


def test_new_makes_a_file_that_check_accepts_when_every_todo_is_filled(world: World) -> None:
    """The skeleton leads straight to a valid exercise; that no programme has it yet is a warning."""
    outcome = run("new", "exercise", "bird-dog", "--imbalance", "chest-and-neck", "--content", world.folder)
    assert outcome.code == 0
    place = "exercises/bird-dog.yml"
    problems = world.check()
    assert problems
    assert all(problem.startswith(place) for problem in problems)
    world.write(place, fill(world.read(place)))
    remark = "warning: no programme has this exercise; add it to a phase or a variant of an imbalance"
    assert world.check() == [f"{place}:4:1: {remark}"]


def test_new_lists_the_choices_when_a_field_has_some(world: World) -> None:
    """A contributor sees the words to choose from."""
    run("new", "exercise", "bird-dog", "--imbalance", "chest-and-neck", "--content", world.folder)
    text = world.read("exercises/bird-dog.yml")
    assert "\nsides: TODO  # one of: both, each, alternating\n" in text
    assert "\n  status: TODO  # one of: not-reviewed, reviewed\n" in text


@pytest.mark.parametrize("folder", ["exercises", "imbalances"])
def test_tiny_world_uses_every_field_once_and_leaves_every_optional_one_out_once(
    tiny_content: Path, folder: str
) -> None:
    """So every test over the tiny world sees a field both given and absent."""
    model: type[BaseModel] = Exercise if folder == "exercises" else Imbalance
    world = World(tiny_content)
    used = [given_fields(world.data(f"{folder}/{path.name}")) for path in sorted(world.path(folder).iterdir())]
    everywhere = set.intersection(*used)
    somewhere = set.union(*used)
    assert set(model_fields(model)) <= somewhere
    optional = {name for name, field in model.model_fields.items() if not field.is_required()}
    assert {path[0] for path in everywhere if len(path) == 1} & optional == set()


def given_fields(data: Any, inside: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """The paths of all keys of plain data, list entries taken together."""
    found: set[tuple[str, ...]] = set()
    if isinstance(data, dict):
        for key, value in data.items():
            found |= {(*inside, key)} | given_fields(value, (*inside, key))
    elif isinstance(data, list):
        for value in data:
            found |= given_fields(value, inside)
    return found
