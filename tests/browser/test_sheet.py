"""Make a sheet: choose, order, change, print; the choice lives in the address and, if asked, on the device."""

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Page, expect

from tests.tabs import OpenTab, address_of

pytestmark = pytest.mark.browser

SHEET = "sheet.html"


@pytest.fixture
def page(tab: OpenTab) -> Page:
    """The page, on a phone, nothing chosen."""
    opened = tab(390)
    opened.goto(SHEET)
    return opened


def choose(page: Page, slug: str) -> None:
    """Tick an exercise, or untick it."""
    page.locator(f".bb-chip:has(input[value='{slug}'])").click()


def order(page: Page) -> list[str]:
    """What is on the sheet, from the top."""
    return [item.get_attribute("data-slug") or "" for item in page.locator(".bb-sheet__one:visible").all()]


def item(page: Page, slug: str) -> str:
    """A selector of an exercise on the sheet."""
    return f".bb-sheet__one[data-slug='{slug}']"


def test_exercises_come_in_the_order_in_which_they_are_chosen_and_can_be_moved(page: Page) -> None:
    """By touch and by keyboard; the focus stays where it was."""
    expect(page.locator("[data-bb-none]")).to_be_visible()
    for slug in ("dead-bug", "chin-tuck", "face-pull"):
        choose(page, slug)
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("3 chosen")
    assert order(page) == ["dead-bug", "chin-tuck", "face-pull"]
    page.get_by_role("button", name="Move up: Face pull").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move up: Face pull")).to_be_focused()
    page.keyboard.press("Enter")
    assert order(page) == ["face-pull", "dead-bug", "chin-tuck"]
    expect(page.get_by_role("button", name="Move down: Face pull")).to_be_focused()
    page.get_by_role("button", name="Take off the sheet: Dead bug").click()
    assert order(page) == ["face-pull", "chin-tuck"]
    expect(page.locator("input[value='dead-bug']")).not_to_be_checked()


def test_address_holds_the_whole_sheet(tab: OpenTab, page: Page) -> None:
    """Sent to somebody else it opens the same, strange signs included."""
    choose(page, "chin-tuck")
    choose(page, "suitcase-carry")
    page.locator(item(page, "chin-tuck")).get_by_label("How much").fill("5 × 5 s, #1 & <b>")
    page.locator(item(page, "chin-tuck")).get_by_label("Note").fill("gently | 100 %")
    page.locator(item(page, "suitcase-carry")).get_by_label("Side").select_option("left side only")
    page.get_by_label("Prepared for").fill("Zoë & Co")
    other = tab(1280)
    other.goto(address_of(page))
    assert order(other) == ["chin-tuck", "suitcase-carry"]
    expect(other.locator(item(other, "chin-tuck")).get_by_label("How much")).to_have_value("5 × 5 s, #1 & <b>")
    expect(other.locator(item(other, "chin-tuck")).get_by_label("Note")).to_have_value("gently | 100 %")
    expect(other.locator(item(other, "suitcase-carry")).get_by_label("Side")).to_have_value("left")
    expect(other.locator(item(other, "suitcase-carry")).get_by_label("How much")).to_have_value(
        "1–4 sets of 10–20 metres"
    )
    expect(other.get_by_label("Prepared for")).to_have_value("Zoë & Co")


def test_nothing_is_stored_unless_asked(page: Page) -> None:
    """Only the tick puts it on the device, and taking the tick away takes it off."""
    stored = "Object.keys(localStorage).filter((key) => key.includes('sheet')).length"
    choose(page, "dead-bug")
    assert page.evaluate(stored) == 0
    page.get_by_label("Keep this sheet on this device").check()
    assert page.evaluate(stored) == 1
    page.goto("index.html")
    page.goto(SHEET)
    assert order(page) == ["dead-bug"]
    page.get_by_label("Keep this sheet on this device").uncheck()
    assert page.evaluate(stored) == 0


def test_nonsense_in_the_address_does_no_harm(page: Page) -> None:
    """Unknown exercises and repeated ones are passed over."""
    page.goto(f"{SHEET}#e=no-such&e=dead-bug|%|nowhere&e=dead-bug&e=%3Cscript%3E&for=%22%3E%3Cb%3E")
    page.reload()
    assert order(page) == ["dead-bug"]


def test_paper_has_what_is_chosen_and_the_safety_notes(page: Page) -> None:
    """No buttons, no chips; names, doses, steps, boxes to tick, code, stop signs, disclaimer."""
    choose(page, "dead-bug")
    page.get_by_label("Prepared by").fill("A physiotherapist")
    page.emulate_media(media="print")
    expect(page.locator(".bb-sheet__make")).to_be_hidden()
    expect(page.locator(".bb-sheet__tools").first).to_be_hidden()
    for selector in ("[data-disclaimer]", "#stop", f"{item(page, 'dead-bug')} .bb-sheet__log"):
        expect(page.locator(selector).first).to_be_visible()
    expect(page.locator(f"{item(page, 'dead-bug')} .bb-sheet__code")).to_be_visible()
    expect(page.get_by_label("Prepared by")).to_be_visible()
    expect(page.get_by_label("Prepared for")).to_be_hidden()
    assert order(page) == ["dead-bug"]


def test_everything_is_there_without_script(tab: OpenTab) -> None:
    """Then all exercises stand there, with the way to the ready-made sheets."""
    page = tab(1280, java_script_enabled=False)
    page.goto(SHEET)
    assert len(order(page)) >= 21
    expect(page.locator(".bb-sheet__no-script a")).to_be_visible()
    expect(page.locator(".bb-sheet__make")).to_be_hidden()
