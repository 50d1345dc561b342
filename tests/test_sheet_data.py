"""What the script of the sheet is given: every exercise and every programme, in plain text."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.scripts import SHEET_DATA
from tests.helpers import World, build, tree_of

BEGINNING, END = "var sheetData = ", "\n"


def data_of(site: Path) -> Any:
    """The data in the script."""
    return json.loads((site / SHEET_DATA).read_text(encoding="utf-8").removeprefix(BEGINNING).removesuffix(END))


@pytest.fixture(scope="module")
def data(real_site: Path) -> Any:
    """That of the real site."""
    return data_of(real_site)


def test_every_choice_of_the_page_is_known(data: Any, real_site: Path, real_catalogue: Catalogue) -> None:
    """The boxes and the programmes of the page have what they stand for."""
    page = tree_of(real_site / "sheet.html")
    boxes = {box.attributes["value"] for box in page.css("input[name=exercise]")}
    assert boxes == data["exercises"].keys() == real_catalogue.exercise.keys()
    assert {option.attributes["value"] for option in page.css("option[value*='/']")} == data["programmes"].keys()
    plans = [entry for plan in data["programmes"].values() for entry in plan]
    assert {slug for slug, _, _ in plans} <= data["exercises"].keys()
    assert all(dose for _, dose, _ in plans)


def test_page_itself_holds_no_text_of_an_exercise(real_site: Path, real_catalogue: Catalogue) -> None:
    """Only names, doses and small pictures: at many hundred exercises it still opens at once."""
    page = (real_site / "sheet.html").read_text(encoding="utf-8")
    steps = [step for exercise in real_catalogue.exercises for step in exercise.steps if step in page]
    assert steps == []


def test_exercise_says_all_that_a_person_needs(data: Any, real_site: Path, real_catalogue: Catalogue) -> None:
    """How to do it, who asks first and when to stop, all of it, with a page and drawings that are there."""
    for slug, exercise in real_catalogue.exercise.items():
        said = data["exercises"][slug]
        text = json.dumps(said, ensure_ascii=False)
        for part in (*exercise.setup, *exercise.steps, *exercise.ask_first, *exercise.stop_if, exercise.breathing):
            assert json.dumps(part, ensure_ascii=False)[1:-1] in text, slug
        assert (real_site / said["page"]).is_file()
        assert said["sided"] == (exercise.sides != "both")
        if said["figure"]:
            for scheme in ("light", "dark"):
                assert (real_site / f"{said['figure']['file']}{scheme}.svg").is_file()


def test_renamed_exercise_is_found_by_its_former_name(built: Path) -> None:
    """A sheet on paper still opens when an exercise has another name."""
    assert data_of(built)["former"] == {"wall-angel": "wall-slide"}


def test_words_are_plain_text(world: World, tmp_path: Path) -> None:
    """The script writes text, so nothing in it is escaped for HTML."""
    world.replace("words.yml", 'sets_of: "{sets} sets of {amount}"', "sets_of: \"{sets} 'sets' & <b> of {amount}\"")
    assert build(world.folder, tmp_path / "site").code == 0
    doses = [exercise["dose"] for exercise in data_of(tmp_path / "site")["exercises"].values()]
    assert any("'sets' & <b> of" in dose for dose in doses)
