"""The pose reference: everything a figure can say has a picture, and every picture is drawn without a problem."""

from pathlib import Path
from typing import get_args

import pytest

from builder.content.models.figure import Figure, Keyframe, Posture
from builder.content.yaml_reader import read_yaml
from builder.figures.examples import examples
from builder.figures.figure_rules import find_problems
from builder.views.references.pose_reference import NOT_DRAWN, Entry, pose_reference
from tests.helpers import text_of, tree_of


def entries() -> list[Entry]:
    """Every entry of the reference."""
    found = pose_reference()
    return [found.postures, *found.limbs, *found.body, *found.things, *found.picture]


def test_every_field_has_a_picture_and_every_picture_a_field() -> None:
    """Nothing is left out, nothing is left over."""
    assert {picture.key for entry in entries() for picture in entry.pictures} == set(examples())
    described = {entry.name for entry in entries()} | NOT_DRAWN
    assert set(Keyframe.model_fields) | set(Figure.model_fields) <= described


def test_everything_is_described_in_words() -> None:
    """Each entry and each field of a thing says what it is for."""
    assert any(entry.options for entry in entries())
    assert [entry.name for entry in entries() if not entry.description] == []
    assert [option.name for entry in entries() for option in entry.options if not option.description] == []


def test_every_posture_has_its_picture() -> None:
    """In the order of the model."""
    assert [picture.value for picture in pose_reference().postures.pictures] == list(get_args(Posture))


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_choice_shows_each_of_its_values_or_one_example(entry: Entry) -> None:
    """A field with a picture for one value has one for each."""
    field = {**Figure.model_fields, **Keyframe.model_fields}.get(entry.name)
    values = [picture.value for picture in entry.pictures]
    if field is not None and values != [""]:
        choices = [value for part in (field.annotation, *get_args(field.annotation)) for value in get_args(part)]
        assert values == [value for value in choices if isinstance(value, str)]


@pytest.mark.parametrize("name", examples())
def test_example_is_right_and_says_what_it_draws(name: str) -> None:
    """No problem, and the lines under the picture are the figure, as a contributor would write it."""
    example = examples()[name]
    assert find_problems(example.figure) == []
    written = read_yaml(f"desc: {name}\n{example.written}", "example")
    assert written.problems == ()
    assert Figure.model_validate(written.data) == example.figure


def test_page_shows_pictures_lines_and_names(built: Path) -> None:
    """A contributor finds the picture, the words and the lines of each in one place."""
    tree = tree_of(built / "contribute/poses.html")
    assert "How far the arm is raised" in text_of(tree, "#shoulder")
    assert "near: {shoulder: 120}" in text_of(tree, "#shoulder pre")
    images = tree.css("#shoulder img")
    assert [image.attributes["alt"] for image in images] == ["shoulder", "shoulder"]
    assert all((built / "contribute" / str(image.attributes["src"]).partition("#")[0]).is_file() for image in images)
    assert "latissimus-dorsi" in text_of(tree, "article")
    assert len({node.attributes["id"] for node in tree.css("[id]")}) == len(tree.css("[id]"))


def test_gallery_has_every_exercise(built: Path) -> None:
    """With all its pictures, or word that there is none yet."""
    tree = tree_of(built / "contribute/figures.html")
    titles = [node.text() for node in tree.css(".bb-gallery a")]
    assert titles == ["Wall slide & reach", "Plank", "Suitcase carry"]
    assert len(tree.css(".bb-gallery img")) % 2 == 0
