"""The search box as people use it: text that comes without a key, results that are heard, the way back, no storage."""

from collections.abc import Callable

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Browser, Page, expect

from tests.tabs import OpenTab

pytestmark = pytest.mark.browser

BOX = "input[data-md-component='search-query']"
RESULT = ".md-search-result__item"

BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {get() { throw new DOMException("blocked", "SecurityError") }});
}"""
"""What a browser does whose reader has blocked cookies and the data of sites."""


def inserted(page: Page) -> None:
    """A mouse that pastes, or dictation: the text is there at once."""
    page.keyboard.insert_text("bird dog")


def composed(page: Page) -> None:
    """An input method: the text grows before it is settled."""
    session = page.context.new_cdp_session(page)
    for text in ("bir", "bird do", "bird dog"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    session.send("Input.insertText", {"text": "bird dog"})


@pytest.mark.parametrize("bring", [inserted, composed])
def test_text_is_searched_that_no_key_brought(tab: OpenTab, bring: Callable[[Page], None]) -> None:
    """No key is pressed before or after."""
    page = tab(390)
    page.goto("index.html", wait_until="networkidle")
    page.locator("header label[for='__search']").first.click()
    expect(page.locator(BOX)).to_be_focused()
    bring(page)
    expect(page.locator(RESULT).first).to_contain_text("Bird dog")


def test_results_are_announced(tab: OpenTab) -> None:
    """How many there are is said by a screen reader while the reader types."""
    page = tab(1280)
    page.goto("index.html")
    page.locator(BOX).click()
    page.locator(BOX).fill("bird dog")
    expect(page.get_by_role("dialog", name="Search").get_by_role("status")).to_contain_text("matching document")


@pytest.mark.parametrize("leave", ["field", "result"])
def test_escape_gives_the_focus_back_to_where_it_came_from(tab: OpenTab, leave: str) -> None:
    """From a link to the search and back to that link, from the field and from a result."""
    page = tab(1280)
    page.goto("upper-crossed-syndrome/face-pull.html", wait_until="networkidle")
    link = page.locator("#content a[href]").last
    link.focus()
    page.locator(BOX).focus()
    expect(page.locator("[data-md-toggle='search']")).to_be_checked()
    if leave == "result":
        page.locator(BOX).fill("bird dog")
        page.locator(RESULT).first.wait_for()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-md-toggle='search']")).not_to_be_checked()
    expect(link).to_be_focused()


def test_escape_leads_nowhere_when_the_box_was_closed_in_between(tab: OpenTab) -> None:
    """A control of an earlier visit to the box is not where the reader came from this time."""
    page = tab(1280)
    page.goto("upper-crossed-syndrome/face-pull.html", wait_until="networkidle")
    link = page.locator("#content a[href]").last
    link.focus()
    page.locator(BOX).focus()
    expect(page.locator("[data-md-toggle='search']")).to_be_checked()
    page.mouse.click(20, 600)
    expect(page.locator("[data-md-toggle='search']")).not_to_be_checked()
    page.locator(BOX).click()
    expect(page.locator("[data-md-toggle='search']")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("[data-md-toggle='search']")).not_to_be_checked()
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    expect(link).not_to_be_focused()


def test_search_and_colours_work_where_nothing_may_be_stored(browser: Browser, base: str) -> None:
    """Looking for what is stored is an error there; nothing else may come of it."""
    context = browser.new_context(service_workers="block", base_url=base, color_scheme="dark")
    context.add_init_script(BLOCKED)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto("index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator(BOX).click()
    page.locator(BOX).fill("face pull")
    expect(page.locator(RESULT).first).to_contain_text("Face pull")
    context.close()
    assert problems == []


def test_clinicians_text_is_open_when_the_search_leads_to_it(tab: OpenTab) -> None:
    """What was found is seen, and not the stop signs above it."""
    page = tab(390)
    page.goto("index.html")
    page.locator("header label[for='__search']").first.click()
    page.locator(BOX).fill("quadruped")
    page.locator(f"{RESULT} a[href$='#clinicians']").first.click()
    expect(page.locator("#clinicians")).to_have_attribute("open", "")
    expect(page.locator("#clinicians summary")).to_be_in_viewport()
