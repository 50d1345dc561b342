"""The finder: filters that add up, a count that is announced, a state in the address; by keyboard, without script."""

import re
from collections.abc import Callable

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Page, expect

from builder.catalogue.catalogue import Catalogue
from builder.content.models.exercise import Exercise
from tests.tabs import OpenTab, address_of

pytestmark = pytest.mark.browser

FINDER = "exercises/index.html"
CARDS = ".bb-card:visible"


@pytest.fixture(params=[390, 1280])
def page(tab: OpenTab, request: pytest.FixtureRequest) -> Page:
    """The finder, on a phone and on a desk, with its filters open."""
    opened = tab(request.param)
    opened.goto(FINDER)
    if request.param < 960:
        expect(opened.locator(".bb-filters")).not_to_have_attribute("open", "")
        opened.locator(".bb-filters summary").click()
    return opened


def shown(page: Page) -> set[str]:
    """The titles of the cards that are seen."""
    return {title.strip() for title in page.locator(f"{CARDS} h2").all_text_contents()}


def titles(catalogue: Catalogue, fits: Callable[[Exercise], bool]) -> set[str]:
    """The titles of the exercises that fit."""
    return {exercise.title for exercise in catalogue.exercises if fits(exercise)}


def tick(page: Page, name: str, value: str) -> None:
    """Tick a box as a person does: on its chip."""
    page.locator(f".bb-chip:has(input[name='{name}'][value='{value}'])").click()


def test_groups_add_up_and_the_count_is_announced(page: Page, real_catalogue: Catalogue) -> None:
    """One tick in a group is enough; two groups narrow it down."""
    assert shown(page) == titles(real_catalogue, lambda one: True)
    tick(page, "imbalance", "lower-crossed-syndrome")
    tick(page, "level", "beginner")
    tick(page, "level", "intermediate")
    wanted = titles(
        real_catalogue,
        lambda one: one.imbalance == "lower-crossed-syndrome" and one.level in ("beginner", "intermediate"),
    )
    assert shown(page) == wanted
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        f"{len(wanted)} of {len(real_catalogue.exercises)} exercises"
    )


def test_muscle_is_ticked_on_the_map(page: Page, real_catalogue: Catalogue) -> None:
    """The map and the boxes say the same, whichever was pressed, and a second press takes it back."""
    shape = page.locator("[data-muscle='rhomboids']").first
    shape.click()
    expect(page.locator("input[name='muscles'][value='rhomboids']")).to_be_checked()
    assert shown(page) == titles(real_catalogue, lambda one: "rhomboids" in one.primary_muscles)
    tick(page, "muscles", "gluteus-maximus")
    expect(page.locator("[data-muscle='gluteus-maximus']").first).to_have_class(re.compile("--on"))
    assert address_of(page).endswith("#muscles=rhomboids,gluteus-maximus")
    shape.click()
    expect(page.locator("input[name='muscles'][value='rhomboids']")).not_to_be_checked()


def test_equipment_shows_what_can_be_done_with_what_is_there(page: Page, real_catalogue: Catalogue) -> None:
    """Nothing is shown that needs more than what is ticked."""
    have = {"mat", "towel"}
    for item in sorted(have):
        tick(page, "equipment", item)
    wanted = titles(real_catalogue, lambda one: all(have & set(choices) for choices in one.equipment))
    assert wanted
    assert shown(page) == wanted


def test_state_is_in_the_address(page: Page) -> None:
    """What is ticked can be kept, sent and gone back to."""
    tick(page, "position", "standing")
    tick(page, "muscles", "pectoralis-major")
    assert address_of(page).endswith("#position=standing&muscles=pectoralis-major")
    before = shown(page)
    page.reload()
    assert shown(page) == before
    assert before == {"Doorway chest stretch"}


def test_nothing_found_says_so_and_can_be_cleared(page: Page, real_catalogue: Catalogue) -> None:
    """A person is never left with an empty page."""
    tick(page, "level", "advanced")
    tick(page, "position", "walking")
    expect(page.locator("[data-bb-none]")).to_be_visible()
    page.get_by_role("button", name="Clear all").click()
    assert len(shown(page)) == len(real_catalogue.exercises)
    expect(page.get_by_role("button", name="Clear all")).to_be_hidden()


def test_finder_works_by_keyboard(page: Page) -> None:
    """Space ticks a chip, and one sees where one is."""
    page.locator(".bb-filters summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    first = page.locator(".bb-chip input").first
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    assert page.locator(".bb-chip span").first.evaluate("chip => getComputedStyle(chip).outlineStyle") == "solid"


def test_every_exercise_stands_there_without_script(tab: OpenTab, real_catalogue: Catalogue) -> None:
    """The filters are hidden then, for they could do nothing."""
    page = tab(1280, java_script_enabled=False)
    page.goto(FINDER)
    assert page.locator(CARDS).count() == len(real_catalogue.exercises)
    expect(page.locator(".bb-filters")).to_be_hidden()
    expect(page.locator("[data-bb-clear]")).to_be_hidden()
