"""Whole ways through the site with nothing but a keyboard; the policy of the pages has nothing to object to on any."""

import re
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Page, expect

from tests.tabs import OpenTab, listening

pytestmark = pytest.mark.browser

FOCUS = "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"
IN_SIGHT = """(() => {
  const box = document.activeElement.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  return document.activeElement.contains(top) || (top !== null && top.contains(document.activeElement));
})()"""
MOST_TABS = 60


@pytest.fixture(params=[390, 1280])
def page(tab: OpenTab, base: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The first page on a phone and on a desk; at the end no script has failed, and nothing was refused or foreign."""
    opened = tab(request.param, 844)
    refused: list[str] = []
    failed: list[str] = []
    foreign: list[str] = []
    with listening(
        opened,
        console=lambda message: refused.append(message.text) if "Security Policy" in message.text else None,
        pageerror=lambda error: failed.append(str(error)),
        request=lambda asked: foreign.append(asked.url) if not asked.url.startswith((base, "data:")) else None,
    ):
        opened.goto("index.html")
        yield opened
    assert failed == []
    assert refused == []
    assert foreign == []


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus, and is not hidden behind anything."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS).startswith(words):
            assert is_in_sight(page), f"{words} has the focus and cannot be seen"
            return
    raise AssertionError(f"{words!r} was not reached with {MOST_TABS} presses of Tab")


def is_in_sight(page: Page) -> bool:
    """Whether what has the focus comes to stand uncovered; a closing dialog may take a moment."""
    for _ in range(20):
        if page.evaluate(IN_SIGHT):
            return True
        page.wait_for_timeout(100)
    return False


def test_from_the_first_page_to_a_moving_picture(page: Page) -> None:
    """Start, pattern, exercise, movement, and out of it again."""
    tab_to(page, "Find where to start")
    page.keyboard.press("Enter")
    tab_to(page, "Lower-crossed syndrome")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lower-crossed syndrome")
    tab_to(page, "No equipment")
    page.keyboard.press("Enter")
    tab_to(page, "Dead bug")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dead bug")
    tab_to(page, "Play")
    page.keyboard.press("Enter")
    expect(page.locator(".bb-play[open] :is(img, svg):visible").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".bb-play[open]")).to_have_count(0)
    assert page.evaluate(FOCUS).startswith("Play")


def test_from_the_search_to_a_page(page: Page) -> None:
    """A slip of the finger, an arrow, Enter."""
    tab_to(page, "Search")
    page.keyboard.type("glut brige")
    first = page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile(r"h=glut\+brige$"))
    expect(first).to_contain_text("Glute bridge")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/glute-bridge.html"))


def test_from_the_finder_to_an_exercise(page: Page) -> None:
    """Filters are boxes: Space ticks them."""
    tab_to(page, "Exercises")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/exercises/index.html"))
    page.wait_for_load_state("load")
    if not page.locator(".bb-filters").evaluate("(filters) => filters.open"):
        tab_to(page, "Filter")
        page.keyboard.press("Enter")
    page.locator("input[name='have'][value='band']").focus()
    page.keyboard.press("Space")
    tab_to(page, "Clear all")
    page.keyboard.press("Tab")
    title = page.locator(".bb-card:visible h2").first.inner_text()
    assert page.evaluate(FOCUS) == title
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_from_nothing_to_a_printed_sheet(page: Page) -> None:
    """Choose, move, write, print."""
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.goto("sheet.html")
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.locator("input[value='plank'], input[value='front-plank']").focus()
    page.keyboard.press("Space")
    page.locator("input[value='side-plank']").focus()
    page.keyboard.press("Space")
    if (step := page.get_by_role("button", name="Show the sheet")).is_visible():
        step.focus()
        page.keyboard.press("Enter")
    tab_to(page, "Print the sheet")
    page.keyboard.press("Enter")
    expect(page).to_have_title("printed")
    tab_to(page, "Move down: Plank")
    page.keyboard.press("Enter")
    assert page.locator(".bb-item h2").all_inner_texts() == ["Side plank", "Plank"]
    assert page.evaluate(FOCUS) == "Move up: Plank"
