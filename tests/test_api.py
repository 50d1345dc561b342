"""The published JSON and the schemas that editors use."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builder.catalogue.catalogue import SCHEMAS
from builder.catalogue.urls import API_VERSION
from builder.check.check import FILES, FOLDERS
from builder.content.models.figure import Figure
from builder.views.api import schemas
from tests.helpers import DISCLAIMER, REAL, World, files_of, run

KINDS = {model: name for name, model in SCHEMAS.items()}
PLACES = [place for place in FILES if place != "words.yml"] + [
    "exercises/wall-slide.yml",
    "exercises/plank.yml",
    "exercises/suitcase-carry.yml",
    "imbalances/chest-and-neck.yml",
    "imbalances/left-and-right.yml",
]


def schema_for(place: str) -> dict[str, Any]:
    """The published schema for a file."""
    kind = FILES[place] if place in FILES else FOLDERS[place.split("/")[0]]
    schema: dict[str, Any] = json.loads(schemas()[f"schema/{KINDS[kind]}.json"])
    return schema


def json_of(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("place", PLACES)
def test_schema_accepts_a_file_when_check_accepts_it(tiny_content: Path, place: str) -> None:
    """What an editor underlines is what ``check`` would refuse, and nothing else."""
    schema = schema_for(place)
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(World(tiny_content).data(place))) == []


@pytest.mark.parametrize("path", sorted(REAL.glob("*/*.yml")), ids=lambda path: path.stem)
def test_schema_accepts_every_file_of_the_real_content(path: Path) -> None:
    """Editors that use the schema are calm with the content there is."""
    place = path.relative_to(REAL).as_posix()
    assert list(Draft202012Validator(schema_for(place)).iter_errors(World(REAL).data(place))) == []


@pytest.mark.parametrize(
    ("key_path", "value"),
    [
        (("sides",), "bth"),
        (("titel",), "Plank"),
        (("slug",), "plank"),
        (("title",), "x" * 81),
        (("summary",), ""),
        (("steps",), ["only one"]),
        (("equipment",), [[]]),
        (("primary_muscles",), ["Rectus Abdominis"]),
        (("dose", "sets"), [1]),
        (("dose", "sets"), ["1", "2"]),
        (("dose", "extra"), 1),
        (("clinician", "grade"), "D"),
        (("breathing",), 12),
    ],
)
def test_schema_refuses_a_value_when_check_refuses_it(
    world: World, key_path: tuple[str | int, ...], value: object
) -> None:
    """The schema is derived from the models that do the checking."""
    place = "exercises/plank.yml"
    world.patch(place, key_path, value)
    assert list(Draft202012Validator(schema_for(place)).iter_errors(world.data(place)))
    assert world.check()


def test_schema_describes_every_field_for_editors() -> None:
    """A description shows when a contributor points at a key."""
    for path, text in schemas().items():
        schema = json.loads(text)
        for part in [schema, *schema.get("$defs", {}).values()]:
            for name, value in part.get("properties", {}).items():
                assert value.get("description"), f"{path}: {name}"


def test_api_gives_an_exercise_as_its_file_says(built: Path, tiny_content: Path) -> None:
    """Every field of the file is in the JSON, with the slug and the address of the page."""
    data = World(tiny_content).data("exercises/wall-slide.yml")
    answer = json_of(built / f"api/v{API_VERSION}/exercises/wall-slide.json")
    exercise = answer["exercise"]
    assert exercise["slug"] == "wall-slide"
    assert exercise["url"] == "https://example.test/back/chest-and-neck/wall-slide.html"
    figure = Figure.model_validate(data.pop("figure"))
    assert Figure.model_validate(exercise["figure"]).model_dump() == figure.model_dump()
    assert {key: exercise[key] for key in data} == data


def test_api_gives_an_imbalance_with_its_exercises(built: Path) -> None:
    """The exercises of an imbalance are listed, the easiest first."""
    answer = json_of(built / f"api/v{API_VERSION}/imbalances/chest-and-neck.json")
    assert answer["imbalance"]["exercises"] == ["wall-slide", "plank"]
    assert answer["imbalance"]["url"] == "https://example.test/back/chest-and-neck/"


def test_api_lists_have_everything_once(built: Path) -> None:
    """The lists hold what the single files hold."""
    folder = built / f"api/v{API_VERSION}"
    exercises = json_of(folder / "exercises.json")["exercises"]
    assert [exercise["slug"] for exercise in exercises] == ["plank", "suitcase-carry", "wall-slide"]
    for exercise in exercises:
        assert json_of(folder / f"exercises/{exercise['slug']}.json")["exercise"] == exercise
    imbalances = json_of(folder / "imbalances.json")["imbalances"]
    assert [imbalance["slug"] for imbalance in imbalances] == ["chest-and-neck", "left-and-right"]


def test_api_says_version_disclaimer_and_licence_in_every_answer(built: Path) -> None:
    """Whoever uses the data learns what it is not."""
    meta = {
        "api_version": API_VERSION,
        "disclaimer": DISCLAIMER,
        "licence": "https://creativecommons.org/licenses/by/4.0/",
    }
    answers = [path for path in (built / "api").rglob("*.json") if path.parent.name != "schema"]
    assert len(answers) == 8
    for path in answers:
        assert json_of(path)["meta"] == meta, path.name


def test_api_keeps_letters_when_a_text_has_other_than_ascii(built: Path) -> None:
    """Letters are written as letters."""
    assert "nur Übung & Zeit" in (built / f"api/v{API_VERSION}/exercises.json").read_text(encoding="utf-8")


def test_schema_command_writes_the_published_schemas(built: Path, tmp_path: Path) -> None:
    """Editors can have the schemas without a site, and they are the same."""
    outcome = run("schema", tmp_path / "schema")
    assert outcome.code == 0
    published = files_of(built / f"api/v{API_VERSION}/schema")
    assert files_of(tmp_path / "schema") == published
    assert sorted(published) == sorted(f"{name}.json" for name in SCHEMAS)
