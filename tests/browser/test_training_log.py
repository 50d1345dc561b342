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
NEXT = "left-right-imbalance/index.html#phase-2"


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


def bring(page: Page, *sessions: dict[str, object]) -> None:
    """Bring back a saved log."""
    content = json.dumps(sessions).encode()
    file = {"name": "log.json", "mimeType": "application/json", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator("[data-told]")).not_to_be_empty()


def notes(page: Page) -> list[str]:
    """The notes of the sessions that are kept, in their order."""
    return [one["note"] for one in json.loads(page.evaluate("localStorage.getItem('log of /') ?? '[]'"))]


def session(**fields: object) -> dict[str, object]:
    """A session as it is kept."""
    usual = {"on": "2026-12-01", "plan": PLAN, "name": "A", "minutes": 9, "done": 3, "of": 3}
    return usual | {"effort": "easy", "before": None, "after": None, "note": ""} | fields


def test_session_is_kept_when_it_is_saved_and_two_easy_days_call_up_the_rule(page: Page) -> None:
    """Nothing before; then one line a session, and the words of the programme itself with the way to the next phase."""
    train(page, "Easy", "first")
    assert page.evaluate(KEPT) == []
    page.get_by_role("button", name="Save in my log").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("[data-after-rule]")).to_be_hidden()
    page.goto("training-log.html")
    bring(page, session(on="2026-01-01", note="before"))
    train(page, "Easy", "first")
    page.get_by_label("Pain after").select_option("2")
    page.get_by_role("button", name="Save in my log").click()
    rule = page.locator("[data-after-rule]")
    expect(rule).to_contain_text("Go on when both sides can do 1 or 2 more than planned")
    expect(rule.get_by_role("link", name="You may go on to: ")).to_have_attribute("href", NEXT)
    assert axe_faults(page) == []
    page.get_by_role("link", name="My training log").click()
    expect(page.locator("[data-sessions] li")).to_contain_text(["– → 2. first", "first", "before"])
    expect(page.locator("[data-rule] a")).to_have_attribute("href", NEXT)
    assert axe_faults(page) == []


def test_session_in_the_log_is_changed_and_deleted(page: Page) -> None:
    """Each by itself; what was deleted comes back step by step, the last first, while the page is open."""
    page.goto("training-log.html")
    bring(
        page,
        session(note="one"),
        session(on="2026-12-02", note="two", before=1),
        session(on="2026-12-03", note="three"),
    )
    two = page.locator("[data-sessions] li").filter(has_text="two")
    two.get_by_text("Change", exact=True).click()
    expect(two.get_by_label("Pain before")).to_have_value("1")
    two.get_by_label("Too much").check()
    assert axe_faults(page) == []
    two.get_by_label("Note").fill("two, later")
    two.get_by_label("Note").press("Enter")
    expect(page.locator("[data-sessions] li")).to_contain_text(
        ["three", "Too much. Pain, 0 to 10: 1 → –. two, later", "one"]
    )
    expect(two.locator("summary")).to_be_focused()
    two.get_by_text("Change", exact=True).click()
    two.get_by_role("button", name="Delete this session").click()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    assert notes(page) == ["one", "three"]
    page.get_by_role("button", name="Delete everything").click()
    assert page.evaluate(KEPT) == []
    bring(page, session(on="2026-12-04", note="four"))
    undo.click()
    assert notes(page) == ["one", "three", "four"]
    undo.click()
    assert notes(page) == ["one", "two, later", "three", "four"]
    expect(undo).to_be_hidden()


def test_other_tab_that_changed_the_log_loses_nothing(page: Page) -> None:
    """What this one shows may be old; it changes only what is still there."""
    page.goto("training-log.html")
    bring(page, session(note="one"), session(note="two"))
    items = page.locator("[data-sessions] li")
    for item in items.all():
        item.get_by_text("Change", exact=True).click()
    page.evaluate(
        "text => localStorage.setItem('log of /', text)", json.dumps([session(note="one"), session(note="new")])
    )
    items.filter(has_text="two").get_by_role("button", name="Delete this session").click()
    assert notes(page) == ["one", "new"]
    expect(items).to_contain_text(["new", "one"])
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()


def test_full_store_keeps_what_is_there(page: Page) -> None:
    """It says so, and the session can still be saved later."""
    page.goto("training-log.html")
    bring(page, session(note="one"))
    train(page, "Just right", "two")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }")
    page.get_by_role("button", name="Save in my log").click()
    expect(page.get_by_text("This browser did not keep it.")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("two")
    assert notes(page) == ["one"]


def test_log_is_taken_along_brought_back_and_deleted(page: Page) -> None:
    """As a table and as a file; deleting can be undone while the page is open."""
    page.goto("training-log.html")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.get_by_role("button", name="Delete everything")).to_be_hidden()
    sessions = [session(note="=1+1"), session(on="2026-12-03")]
    for _ in range(2):
        bring(page, *sessions)
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


@pytest.mark.parametrize("strange", [b"", b"[{]", json.dumps([session(on="2026-13-01")]).encode()])
def test_strange_file_changes_nothing(page: Page, strange: bytes) -> None:
    """And the page goes on working."""
    page.goto("training-log.html")
    file = {"name": "x.json", "mimeType": "application/json", "buffer": strange}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.get_by_role("status").filter(has_text="no training log")).to_be_visible()
    assert page.evaluate(KEPT) == []
    bring(page, session())
    expect(page.locator("[data-sessions] li")).to_have_count(1)


def test_damaged_log_is_left_as_it_is_until_the_reader_deletes_it(page: Page) -> None:
    """Neither the next session nor a saved log overwrites it; it can be taken along, and comes back."""
    page.goto("training-log.html")
    page.evaluate("localStorage.setItem('log of /', '[{')")
    train(page, "Just right")
    page.get_by_role("button", name="Save in my log").click()
    expect(page.get_by_text("cannot be read")).to_be_visible()
    page.get_by_role("link", name="My training log").click()
    bring(page, session())
    expect(page.get_by_text("cannot be read")).to_be_visible()
    assert page.evaluate("localStorage.getItem('log of /')") == "[{"
    with page.expect_download() as file:
        page.get_by_role("button", name="Save as a file").click()
    assert file.value.path().read_text(encoding="utf-8") == "[{"
    page.get_by_role("button", name="Delete everything").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate("localStorage.getItem('log of /')") == "[{"
