"""The training log: kept on the device when the reader saves a session, nowhere else; to take along, to delete."""

import json

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Page, expect

from tests.axe import axe_faults
from tests.tabs import OpenTab

pytestmark = pytest.mark.browser

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('log of '))"
PLAN = "left-right-imbalance/1"


@pytest.fixture
def page(tab: OpenTab) -> Page:
    """A phone."""
    return tab(390, 844)


def train(page: Page, effort: str, note: str = "") -> None:
    """Go through a session in haste, and say how it was."""
    page.goto("about:blank")
    page.goto(f"train.html#plan={PLAN}")
    page.get_by_role("button", name="Start").click()
    for _ in range(14):
        page.keyboard.press("ArrowRight")
    page.get_by_label(effort).check()
    page.get_by_label("Note").fill(note)


def session(**fields: object) -> dict[str, object]:
    """A session as it is kept."""
    usual = {"on": "2026-12-01", "plan": PLAN, "name": "A", "minutes": 9, "done": 3, "of": 3}
    return usual | {"effort": "easy", "before": None, "after": None, "note": ""} | fields


def test_session_is_kept_when_it_is_saved_and_two_easy_ones_call_up_the_rule(page: Page) -> None:
    """Nothing before; then one line a session, and the words of the programme itself."""
    train(page, "Easy", "first")
    assert page.evaluate(KEPT) == []
    page.get_by_role("button", name="Save in my log").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("[data-after-rule]")).to_be_hidden()
    train(page, "Easy", "second")
    page.get_by_role("button", name="Save in my log").click()
    expect(page.locator("[data-after-rule]")).to_contain_text("Go on when both sides can do 1 or 2 more than planned")
    page.get_by_role("link", name="My training log").click()
    expect(page.locator("[data-sessions] li")).to_contain_text(["second", "first"])
    expect(page.locator("[data-rule] a")).to_have_attribute("href", "left-right-imbalance/index.html#phase-1")
    assert axe_faults(page) == []


def test_log_is_taken_along_brought_back_and_deleted(page: Page) -> None:
    """As a table and as a file; deleting can be undone while the page is open."""
    page.goto("training-log.html")
    expect(page.locator("[data-empty]")).to_be_visible()
    sessions = [session(note="=1+1"), session(on="2026-12-03")]
    chosen = {"name": "log.json", "mimeType": "application/json", "buffer": json.dumps(sessions).encode()}
    page.locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
    expect(page.locator("[data-sessions] li")).to_have_count(2)
    page.locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
    expect(page.locator("[data-sessions] li")).to_have_count(2)
    with page.expect_download() as table:
        page.get_by_role("button", name="Save as a table").click()
    assert "'=1+1" in table.value.path().read_text(encoding="utf-8-sig")
    with page.expect_download() as file:
        page.get_by_role("button", name="Save as a file").click()
    assert json.loads(file.value.path().read_text(encoding="utf-8")) == sessions
    page.get_by_role("button", name="Delete everything").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    assert page.evaluate(KEPT) == []
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-sessions] li")).to_have_count(2)


def test_damaged_log_is_left_as_it_is_and_a_strange_file_changes_nothing(page: Page) -> None:
    """Neither is overwritten by the next session."""
    page.goto("training-log.html")
    strange = {"name": "x.json", "mimeType": "application/json", "buffer": b"[{]"}
    page.locator("input[type=file]").set_input_files(strange)  # type: ignore[arg-type]
    expect(page.get_by_role("status").filter(has_text="no training log")).to_be_visible()
    page.evaluate("localStorage.setItem('log of /', '[{')")
    train(page, "Just right")
    page.get_by_role("button", name="Save in my log").click()
    expect(page.get_by_text("cannot be read")).to_be_visible()
    assert page.evaluate("localStorage.getItem('log of /')") == "[{"
