"""The finder: filters that add up, results that stay in view, a state in the address; by keyboard, without script."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Page, Route, expect

from builder.catalogue.catalogue import Catalogue
from builder.content.models.exercise import Exercise
from tests.tabs import OpenTab, address_of

pytestmark = pytest.mark.browser

FINDER = "exercises/index.html"
CARDS = ".bb-card:visible"
STEP = 24
"""How many cards are shown before somebody asks for more."""

IN_VIEW = """() => {
    const panel = document.querySelector('.bb-filters');
    const header = document.querySelector('.md-header');
    const upper = getComputedStyle(header).position === 'sticky' ? header.getBoundingClientRect().bottom : 0;
    const lower = getComputedStyle(panel).position === 'fixed' ? panel.getBoundingClientRect().top : innerHeight;
    const first = [...document.querySelectorAll('.bb-card, .bb-none')].find((one) => one.offsetParent);
    return [document.querySelector('[data-bb-count]'), first].map((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return top >= upper && bottom <= lower;
    });
}"""
"""Whether the count and the first card are wholly in the window, and under nothing that stays there."""


TICK_EACH = """async () => {
    const inView = IN_VIEW;
    const found = [];
    for (const chip of document.querySelectorAll('.bb-chip')) {
        scrollTo(0, document.documentElement.scrollHeight);
        chip.click();
        await new Promise(requestAnimationFrame);
        found.push([chip.textContent, ...inView()]);
        chip.click();
    }
    return found;
}""".replace("IN_VIEW", IN_VIEW)
"""Tick every box by itself, from the end of the page: its name, and what is in view."""


@pytest.fixture(params=[390, 1280])
def page(tab: OpenTab, request: pytest.FixtureRequest) -> Page:
    """The finder, on a phone and on a desk, with its filters open."""
    return open_finder(tab, request.param)


def open_finder(tab: OpenTab, width: int) -> Page:
    """Open the finder, and its panel where it is closed at first."""
    page = tab(width, 844 if width < 960 else 900)
    page.goto(FINDER)
    if width < 960:
        expect(page.locator(".bb-filters")).not_to_have_attribute("open", "")
        page.locator(".bb-filters > summary").click()
        expect(page.locator("html")).to_have_class(re.compile("bb-filtering"))
    return page


def shown(page: Page) -> set[str]:
    """The titles of the cards that are seen."""
    return {title.strip() for title in page.locator(f"{CARDS} h2").all_text_contents()}


def titles(catalogue: Catalogue, fits: Callable[[Exercise], bool]) -> set[str]:
    """The titles of the exercises that fit."""
    return {exercise.title for exercise in catalogue.exercises if fits(exercise)}


def possible(catalogue: Catalogue, have: set[str]) -> set[str]:
    """The titles of the exercises that need nothing else than these things."""
    return titles(catalogue, lambda one: all(have & set(choices) for choices in one.equipment))


def tick(page: Page, name: str, value: str) -> None:
    """Tick a box as a person does: open its group, then press its chip."""
    chip = page.locator(f".bb-chip:has(input[name='{name}'][value='{value}'])")
    if not chip.is_visible():
        page.locator(f".bb-filter:has(input[name='{name}']) > summary").click()
    chip.click()


def open_groups(page: Page) -> None:
    """Open all groups of filters."""
    page.locator(".bb-filter").evaluate_all("groups => groups.forEach((group) => { group.open = true })")


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
    expect(page.locator(".bb-filter:has([name='level']) > summary")).to_have_text(re.compile(r"Level\s+2 ticked"))


def test_count_and_first_card_are_in_view_after_every_tick(page: Page) -> None:
    """Whatever is ticked, and however far down the page was: nobody looks at an empty screen."""
    open_groups(page)
    found = page.evaluate(TICK_EACH)
    assert len(found) > 30
    assert [name for name, *in_view in found if in_view != [True, True]] == []


def test_muscle_is_ticked_on_the_map(page: Page, real_catalogue: Catalogue) -> None:
    """The map and the boxes say the same, whichever was pressed, and a second press takes it back."""
    page.locator(".bb-filter:has([data-muscle]) > summary").click()
    shape = page.locator("[data-muscle='rhomboids']").first
    shape.click()
    expect(page.locator("input[name='muscles'][value='rhomboids']")).to_be_checked()
    assert shown(page) == titles(real_catalogue, lambda one: "rhomboids" in one.primary_muscles)
    assert page.evaluate(IN_VIEW) == [True, True]
    tick(page, "muscles", "gluteus-maximus")
    expect(page.locator("[data-muscle='gluteus-maximus']").first).to_have_class(re.compile("--on"))
    assert address_of(page).endswith("#muscles=rhomboids,gluteus-maximus")
    shape.click()
    expect(page.locator("input[name='muscles'][value='rhomboids']")).not_to_be_checked()


def test_presets_show_what_can_be_done_with_these_things_and_those_of_every_home(
    page: Page, real_catalogue: Catalogue
) -> None:
    """Nothing is shown that needs more, and nothing is hidden for want of a wall or a pad; presets add up."""
    at_home = {thing.id for thing in real_catalogue.vocabulary.equipment if thing.in_every_home}
    presets = real_catalogue.vocabulary.presets
    assert {"wall", "door-frame", "towel", "chair", "mat"} <= at_home
    found: dict[str, set[str]] = {}
    for preset in presets:
        tick(page, "have", preset.id)
        found[preset.id] = shown(page)
        assert found[preset.id] == possible(real_catalogue, at_home | set(preset.equipment)), preset.label
        tick(page, "have", preset.id)
    wall_and_pad = {real_catalogue.exercise[slug].title for slug in ("wall-slide", "hip-flexor-stretch")}
    assert wall_and_pad <= found["nothing"]
    assert found["nothing"] < found["band"] < found["gym"]
    tick(page, "have", "band")
    tick(page, "equipment", "dumbbell")
    assert shown(page) >= found["band"] | found["dumbbells"]


def test_state_is_in_the_address(page: Page) -> None:
    """What is ticked can be kept, sent and gone back to."""
    tick(page, "have", "nothing")
    tick(page, "position", "standing")
    tick(page, "muscles", "pectoralis-major")
    assert address_of(page).endswith("#have=nothing&position=standing&muscles=pectoralis-major")
    before = shown(page)
    page.reload()
    assert shown(page) == before == {"Doorway chest stretch"}
    page.locator(f"{CARDS} a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Doorway chest stretch")
    page.go_back()
    expect(page.locator(CARDS)).to_have_count(1)


def test_nothing_found_says_so_and_can_be_cleared(page: Page, real_catalogue: Catalogue) -> None:
    """A person is never left with an empty page."""
    tick(page, "level", "advanced")
    tick(page, "position", "walking")
    expect(page.locator("[data-bb-none]")).to_be_visible()
    assert page.evaluate(IN_VIEW) == [True, True]
    page.get_by_role("button", name="Clear all").click()
    assert len(shown(page)) == len(real_catalogue.exercises)
    expect(page.get_by_role("button", name="Clear all")).to_be_hidden()
    expect(page.locator(".bb-filters > summary")).to_be_focused()


def test_finder_works_by_keyboard(page: Page) -> None:
    """A link past the filters, then Space ticks a chip, and one sees where one is."""
    page.locator(".bb-filters > summary").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    first = page.locator(".bb-chip input").first
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    assert page.locator(".bb-chip span").first.evaluate("chip => getComputedStyle(chip).outlineStyle") == "solid"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    assert address_of(page).endswith("#have=nothing")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear all")).to_be_focused()


def test_button_of_the_panel_leads_to_the_results_on_a_phone(tab: OpenTab) -> None:
    """It says how many there are, stays at the lower edge, and is the only thing that stays."""
    page = open_finder(tab, 390)
    tick(page, "imbalance", "left-right-imbalance")
    tick(page, "position", "walking")
    button = page.locator("[data-bb-show]")
    expect(button).to_have_text("Show 1 exercise")
    tick(page, "position", "standing")
    expect(button).to_have_text(f"Show {page.locator(CARDS).count()} exercises")
    box = button.bounding_box()
    assert box
    assert 744 < box["y"] < 844 - box["height"]
    staying = "all => all.filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position)).length"
    assert page.locator(".md-header, .bb-filters, .bb-newer, .bb-count").evaluate_all(staying) == 1
    button.click()
    expect(page.locator(".bb-filters")).not_to_have_attribute("open", "")
    expect(page.locator("#results")).to_be_focused()
    assert page.evaluate(IN_VIEW) == [True, True]


def test_focus_is_not_covered_by_the_panel_on_a_phone(tab: OpenTab) -> None:
    """Who goes on to the cards with the panel open sees where they are; Escape closes it."""
    page = open_finder(tab, 390)
    page.locator("[data-bb-show]").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        focused = "() => document.activeElement.closest('.bb-card').getBoundingClientRect().top"
        assert page.evaluate(focused) < page.evaluate(
            "() => document.querySelector('.bb-filters').getBoundingClientRect().top"
        )
    page.locator("[data-bb-show]").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".bb-filters > summary")).to_be_focused()
    expect(page.locator(".bb-filters")).not_to_have_attribute("open", "")


@contextmanager
def many_cards(page: Page, times: int) -> Iterator[None]:
    """The page with each card many times."""

    def answer(route: Route) -> None:
        response = route.fetch()
        cards = re.search(r'(<ul class="bb-cards[^>]*>)(.*?)</ul>(?=\s*<p class="bb-more)', response.text(), re.DOTALL)
        assert cards
        whole = response.text().replace(cards[0], f"{cards[1]}{cards[2] * times}</ul>")
        route.fulfill(response=response, body=whole)

    page.route(f"**/{FINDER}", answer)
    try:
        yield
    finally:
        page.unroute(f"**/{FINDER}")


def test_hundreds_are_shown_some_at_a_time(tab: OpenTab, real_catalogue: Catalogue) -> None:
    """The first ones, then a button; filters look through all; the address keeps how far; paper has all."""
    page, total = tab(1280), len(real_catalogue.exercises) * 15
    with many_cards(page, 15):
        page.goto(FINDER)
        expect(page.locator(CARDS)).to_have_count(STEP)
        expect(page.get_by_role("main").get_by_role("status")).to_have_text(f"{total} of {total} exercises")
        page.get_by_role("button", name=f"Show {STEP} more").click()
        expect(page.locator(CARDS)).to_have_count(2 * STEP)
        expect(page.locator(f"{CARDS} a").nth(STEP)).to_be_focused()
        page.reload()
        expect(page.locator(CARDS)).to_have_count(2 * STEP)
        tick(page, "imbalance", "left-right-imbalance")
        fitting = 15 * len(real_catalogue.exercises_for["left-right-imbalance"])
        expect(page.locator(CARDS)).to_have_count(STEP)
        assert page.evaluate(IN_VIEW) == [True, True]
        page.emulate_media(media="print")
        expect(page.locator(CARDS)).to_have_count(fitting)
        expect(page.locator(".bb-filters, .bb-more, .bb-count").locator("visible=true")).to_have_count(0)
        page.emulate_media(media="screen")
        for left in range(fitting - STEP, 0, -STEP):
            page.get_by_role("button", name=f"Show {min(STEP, left)} more").click()
        expect(page.locator(CARDS)).to_have_count(fitting)
        expect(page.locator("[data-bb-more]")).to_be_hidden()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_open_panel_does_not_widen_a_narrow_window(tab: OpenTab, direction: str) -> None:
    """320 px is 1280 at 400 %; spaced letters and words, as WCAG 1.4.12 asks, fit too; and so from right to left."""
    page = tab(320, 640)
    page.goto(FINDER)
    page.evaluate("direction => { document.querySelector('.bb-page').dir = direction }", direction)
    page.evaluate(
        "rule => document.styleSheets[0].insertRule(rule)",
        "* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }",
    )
    page.locator(".bb-filters > summary").click()
    open_groups(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    inside = "panel => panel.scrollWidth <= panel.clientWidth"
    assert page.locator(".bb-filters__in").evaluate(inside)


def test_low_window_keeps_the_panel_in_its_place(tab: OpenTab) -> None:
    """At 400 % of a desk, nothing of the little height is taken by what stays."""
    page = tab(320, 256)
    page.goto(FINDER)
    page.locator(".bb-filters > summary").click()
    assert page.locator(".bb-filters").evaluate("panel => getComputedStyle(panel).position") == "static"
    chip = page.locator(".bb-chip").first
    chip.click()
    expect(chip).to_be_in_viewport()


def test_every_exercise_stands_there_without_script(tab: OpenTab, real_catalogue: Catalogue) -> None:
    """The filters are hidden then, for they could do nothing."""
    page = tab(1280, java_script_enabled=False)
    with many_cards(page, 3):
        page.goto(FINDER)
        assert page.locator(CARDS).count() == 3 * len(real_catalogue.exercises)
    for part in (".bb-filters", "[data-bb-clear]", "[data-bb-more]"):
        expect(page.locator(part)).to_be_hidden()
