"""What the script of a session is given: every plan with its numbers, the same as those on the pages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.scripts import TRAIN_DATA
from builder.catalogue.session_time import session_minutes
from builder.catalogue.urls import exercise_url, imbalance_url, loop_script
from tests.helpers import World, build, tree_of
from tests.test_sheet_data import data_of as sheet_data_of

BEGINNING = "var trainData = "


def data_of(site: Path) -> Any:
    """The data in the script."""
    return json.loads((site / TRAIN_DATA).read_text(encoding="utf-8").removeprefix(BEGINNING))


@pytest.fixture(scope="module")
def data(real_site: Path) -> Any:
    """That of the real site."""
    return data_of(real_site)


def test_every_plan_is_there_with_the_minutes_that_are_published(data: Any, real_catalogue: Catalogue) -> None:
    """Each phase and each variant, with fewer sets and with more."""
    plans = {
        f"{imbalance.slug}/{key}": part
        for imbalance in real_catalogue.imbalances
        for key, part in imbalance.programme.plans
    }
    assert data["plans"].keys() == plans.keys()
    assert len(plans) >= 18
    for key, part in plans.items():
        for sets, minutes in enumerate(data["plans"][key]["minutes"]):
            wanted = session_minutes(
                part.exercises, real_catalogue.exercise, real_catalogue.training, more_sets=bool(sets)
            )
            assert tuple(minutes) == wanted, key


def test_page_sheet_and_session_say_the_same_dose(data: Any, real_site: Path, real_catalogue: Catalogue) -> None:
    """One source: the row of the plan, the line on the page of the exercise, the sheet and the session."""
    sheet = sheet_data_of(real_site)["programmes"]
    exercises = {one.slug: tree_of(real_site / exercise_url(one)) for one in real_catalogue.exercises}
    for key, plan in data["plans"].items():
        imbalance, part = key.split("/")
        page = tree_of(real_site / imbalance_url(imbalance))
        links = page.css(f"a[href$='#plan={key}']")
        rows = [link.parent.css_first(".bb-rows__dose").text(strip=True) for link in links if link.parent.tag == "li"]
        assert len(rows) == len(plan["items"]) == len(sheet[key])
        for row, item, (slug, dose, note) in zip(rows, plan["items"], sheet[key], strict=True):
            line = exercises[slug].css_first(f".bb-inplans [data-plan='{key}'] dd").text(strip=True)
            assert (item["slug"], item["note"], row) == (slug, note, line), part
            numbers = sorted({*item["sets"], *item["amount"]})
            for text in (row, dose):
                assert sorted({*map(int, re.findall(r"\d+", text.removesuffix(f", {note}")))} - {0}) == numbers, text


def test_side_that_tires_first_goes_first_where_the_programme_says_so(data: Any) -> None:
    """And nowhere else."""
    weaker = {key.split("/")[0] for key, plan in data["plans"].items() if plan["weaker"]}
    assert weaker == {"left-right-imbalance"}


def test_phases_lead_on_and_variants_lead_nowhere(data: Any) -> None:
    """Weeks 1 and 2 to weeks 3 and 4, to weeks 5 to 8."""
    following = {key: plan["next"] for key, plan in data["plans"].items() if key.startswith("upper-crossed")}
    assert following["upper-crossed-syndrome/1"] == "2"
    assert following["upper-crossed-syndrome/3"] is following["upper-crossed-syndrome/at-a-desk"] is None


def test_animation_is_a_script_of_its_own_that_says_when_it_rests(
    data: Any, real_site: Path, real_catalogue: Catalogue
) -> None:
    """For each exercise that moves; the picture has no style of its own, and no second id of a name."""
    for slug, exercise in data["exercises"].items():
        file = real_site / loop_script(slug)
        assert file.is_file() == exercise["moves"], slug
        if exercise["moves"]:
            text = file.read_text(encoding="utf-8").strip()
            loop = json.loads(text.split("] = ", 1)[1].removesuffix(";"))
            figure = real_catalogue.exercise[slug].figure
            assert figure is not None
            assert f'dur="{loop["seconds"]:g}s"' in loop["markup"]
            assert len(loop["rests"]) == len(figure.frames)
            assert loop["rests"] == sorted(loop["rests"])
            assert loop["rests"][-1] < loop["seconds"]
            assert "style" not in loop["markup"]
            ids = re.findall(r'\bid="([^"]+)"', loop["markup"])
            assert len(ids) == len(set(ids))


def test_words_are_plain_text(world: World, tmp_path: Path) -> None:
    """The script writes text, so nothing in it is escaped for HTML."""
    world.replace("words.yml", "weeks: Weeks {weeks}", 'weeks: "Weeks & <b>: {weeks}"')
    assert build(world.folder, tmp_path / "site").code == 0
    assert any("Weeks & <b>" in plan["name"] for plan in data_of(tmp_path / "site")["plans"].values())
