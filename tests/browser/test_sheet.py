"""Make a sheet: choose, order, change, print, send; and what somebody sees who was sent the link."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

import pypdfium2
import zxingcpp
from playwright.sync_api import Browser, Locator, Page, expect

from tests.tabs import OpenTab, address_of

pytestmark = pytest.mark.browser

SHEET = "sheet.html"
FOUR = (
    f"{SHEET}#v=1&e=face-pull&d=2+sets+of+12&n=slowly&e=thoracic-extension-roller&d=1+set+of+8"
    "&e=bird-dog&d=2+sets+of+6&s=left&e=dead-bug&d=1+set+of+8&n=stop+early&for=Zo%C3%AB+Example&by=A.+Physio&on=2026-11-30"
)
"""Four exercises with doses of their own, the two with the most text first."""

PAPERS = {"A4": 297, "Letter": 279.4}
"""Their heights in mm."""


@pytest.fixture
def page(tab: OpenTab) -> Page:
    """The page on a desk, nothing chosen."""
    opened = tab(1280)
    opened.goto(SHEET)
    return opened


def choose(page: Page, slug: str) -> None:
    """Tick an exercise, or untick it."""
    page.locator(f".bb-pick:has(input[value='{slug}'])").click()


def order(page: Page) -> list[str]:
    """What is on the sheet, from the top."""
    return [item.get_attribute("data-slug") or "" for item in page.locator(".bb-item").all()]


def item(page: Page, slug: str) -> Locator:
    """An exercise on the sheet."""
    return page.locator(f".bb-item[data-slug='{slug}']")


def change(page: Page) -> None:
    """Change a sheet that was opened by its link."""
    page.get_by_role("button", name="Change this sheet").click()


def kept(page: Page) -> list[str]:
    """What the site keeps on the device for later, apart from what the theme keeps."""
    values: list[str] = page.evaluate(
        "Object.entries(localStorage).map((one) => one.join(' ')).filter((one) => /e=/.test(one))"
    )
    return values


def test_exercises_come_in_the_order_in_which_they_are_chosen_and_can_be_moved(page: Page) -> None:
    """By mouse and by keyboard; the focus stays where it was."""
    expect(page.locator("[data-bb-none]")).to_be_visible()
    for slug in ("dead-bug", "chin-tuck", "face-pull"):
        choose(page, slug)
    expect(page.locator("[data-bb-count]")).to_have_text("3 chosen")
    assert order(page) == ["dead-bug", "chin-tuck", "face-pull"]
    page.get_by_role("button", name="Move up: Face pull").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move up: Face pull")).to_be_focused()
    page.keyboard.press("Enter")
    assert order(page) == ["face-pull", "dead-bug", "chin-tuck"]
    expect(page.get_by_role("button", name="Move down: Face pull")).to_be_focused()
    page.get_by_role("button", name="Take off the sheet: Dead bug").click()
    assert order(page) == ["face-pull", "chin-tuck"]
    expect(page.get_by_role("button", name="Take off the sheet: Chin tuck")).to_be_focused()
    expect(page.locator("input[value='dead-bug']")).not_to_be_checked()


def test_choices_are_found_by_name(page: Page) -> None:
    """In their groups; a group with none goes."""
    page.get_by_label("Find by name").fill("BUG")
    assert page.locator(".bb-pick:visible").all_inner_texts()[0].startswith("Dead bug")
    assert page.locator(".bb-pick:visible").count() == 1
    assert page.locator(".bb-picks:visible").count() == 1
    page.get_by_label("Find by name").fill("")
    assert page.locator(".bb-pick:visible").count() >= 21


def test_keyboard_goes_past_the_choices(page: Page) -> None:
    """There may be hundreds; the way past them comes first, and is in sight when it has the focus."""
    past = page.get_by_role("button", name="Skip to the sheet")
    past.focus()
    expect(past).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Print the sheet").first).to_be_focused()


def test_sheet_starts_from_a_programme_with_its_doses(page: Page) -> None:
    """From a phase or another way to train; the way back leads to what was there before."""
    choose(page, "dead-bug")
    page.get_by_label("Start from a programme").select_option("upper-crossed-syndrome/1")
    page.get_by_role("button", name="Use this programme").click()
    assert order(page) == ["chin-tuck", "doorway-pec-stretch", "wall-slide", "band-pull-apart"]
    expect(item(page, "chin-tuck").get_by_label("How much")).to_have_value("5 sets of 5 seconds")
    expect(item(page, "chin-tuck").get_by_label("Note")).to_have_value("gently")
    page.go_back()
    expect(page.locator(".bb-item")).to_have_count(1)
    assert order(page) == ["dead-bug"]


def test_link_opens_the_same_sheet_for_somebody_else(tab: OpenTab, page: Page) -> None:
    """Strange signs included; without fields; with what the site says of a dose that was not changed."""
    choose(page, "chin-tuck")
    choose(page, "suitcase-carry")
    item(page, "chin-tuck").get_by_label("How much").fill("5 × 5 s, #1 & <b>")
    item(page, "chin-tuck").get_by_label("Note").fill("gently | 100 %")
    item(page, "suitcase-carry").get_by_label("Side").select_option("left side only")
    page.get_by_label("Prepared for").fill("Zoë & Co")
    page.get_by_label("Prepared for").blur()
    other = tab(390, 844)
    other.goto(address_of(page))
    assert order(other) == ["chin-tuck", "suitcase-carry"]
    expect(item(other, "chin-tuck").locator(".bb-item__dose")).to_have_text("5 × 5 s, #1 & <b> gently | 100 %")
    expect(item(other, "suitcase-carry").locator(".bb-item__dose")).to_have_text(
        "1–4 sets of 10–20 metres, left side only"
    )
    expect(other.get_by_text("Prepared for Zoë & Co")).to_be_visible()
    expect(other.get_by_role("heading", level=1)).to_have_text("Your exercises")
    assert (
        other.locator("input:visible, select:visible").filter(visible=True).and_(other.locator(".bb-sheet *")).count()
        == 0
    )
    assert item(other, "chin-tuck").locator(".bb-item__fig").bounding_box()["y"] < 844  # type: ignore[index]
    change(other)
    expect(item(other, "chin-tuck").get_by_label("Note")).to_have_value("gently | 100 %")
    other.go_back()
    expect(other.get_by_role("button", name="Change this sheet")).to_be_visible()


def test_link_is_encoded_once_and_names_its_version(page: Page) -> None:
    """So that no mail program breaks it."""
    choose(page, "dead-bug")
    item(page, "dead-bug").get_by_label("How much").fill("1 set of 6")
    item(page, "dead-bug").get_by_label("How much").blur()
    fragment = urlsplit(address_of(page)).fragment
    assert "%25" not in fragment
    assert parse_qsl(fragment)[:3] == [("v", "1"), ("e", "dead-bug"), ("d", "1 set of 6")]


def test_links_of_before_still_open(page: Page) -> None:
    """They had no version, were encoded twice, and left out what was not changed."""
    page.goto(f"{SHEET}#e=bird-dog%7C1%2520set%2520of%25206%7Cleft&e=chin-tuck%7C%7Cgently&for=Zo%C3%AB")
    page.reload()
    expect(item(page, "bird-dog").locator(".bb-item__dose")).to_have_text("1 set of 6, left side only")
    expect(item(page, "chin-tuck").locator(".bb-item__dose")).to_have_text(re.compile("sets of .* seconds gently"))
    expect(page.get_by_text("Prepared for Zoë")).to_be_visible()


def test_nonsense_in_the_address_does_no_harm(page: Page) -> None:
    """Unknown exercises are passed over, and the page says so; repeated ones stand once."""
    page.goto(
        f"{SHEET}#v=1&e=no-such&e=dead-bug&s=upwards&e=dead-bug&e=constructor&e=%3Cscript%3E&for=%22%3E%3Cb%3E&on=x"
    )
    page.reload()
    assert order(page) == ["dead-bug"]
    expect(page.get_by_text("no longer on this site")).to_be_visible()
    expect(page.locator("[data-bb-day]")).to_be_hidden()


def test_page_of_an_exercise_adds_it_with_one_tap(tab: OpenTab) -> None:
    """To the sheet of this tab; once; the address is then that of the sheet, and a reload adds nothing."""
    page = tab(390, 844)
    for address in ("lower-crossed-syndrome/dead-bug.html", "upper-crossed-syndrome/chin-tuck.html") * 2:
        page.goto(address)
        page.get_by_role("link", name="Add to sheet").click()
        page.locator(".bb-item").first.wait_for()
    assert order(page) == ["dead-bug", "chin-tuck"]
    expect(page.get_by_text("Chin tuck is on your sheet.")).to_be_visible()
    assert "add=" not in address_of(page)
    expect(item(page, "dead-bug").get_by_label("How much")).to_be_visible()
    page.reload()
    assert order(page) == ["dead-bug", "chin-tuck"]
    expect(item(page, "dead-bug").get_by_label("How much")).to_be_visible()
    page.goto(f"{SHEET}#add=no-such")
    assert order(page) == ["dead-bug", "chin-tuck"]
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chin tuck")


def test_nothing_is_kept_on_the_device_unless_asked(page: Page) -> None:
    """Only the tick keeps it there, and taking the tick away takes it off; the tab forgets it when it is closed."""
    choose(page, "dead-bug")
    assert kept(page) == []
    page.get_by_label("Keep this sheet on this device").check()
    assert len(kept(page)) == 1
    page.evaluate("sessionStorage.clear()")
    page.goto("index.html")
    page.goto(SHEET)
    assert order(page) == ["dead-bug"]
    expect(page.get_by_label("Keep this sheet on this device")).to_be_checked()
    page.get_by_label("Keep this sheet on this device").uncheck()
    assert kept(page) == []


def test_sheet_of_somebody_else_does_not_take_the_place_of_the_kept_one(tab: OpenTab, page: Page) -> None:
    """Neither when it is read nor when it is changed."""
    choose(page, "dead-bug")
    page.get_by_label("Keep this sheet on this device").check()
    before = kept(page)
    page.goto("index.html")
    page.goto(FOUR)
    change(page)
    expect(page.get_by_label("Keep this sheet on this device")).not_to_be_checked()
    page.get_by_label("Prepared by").fill("Somebody")
    page.get_by_label("Prepared by").blur()
    assert kept(page) == before


def test_two_sites_on_one_host_do_not_share_what_is_kept(
    browser: Browser, real_site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """The names of one site's patients stay out of another's: on the device and in the tab."""
    for name in ("en", "other"):
        (tmp_path / name).symlink_to(real_site)
    base = serve(tmp_path)
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{base}en/{SHEET}#add=dead-bug")
    page.get_by_label("Prepared for").fill("Patient A")
    page.get_by_label("Keep this sheet on this device").check()
    page.goto(f"{base}other/{SHEET}#add=chin-tuck")
    assert order(page) == ["chin-tuck"]
    expect(page.get_by_label("Prepared for")).to_have_value("")
    page.get_by_label("Keep this sheet on this device").check()
    page.goto(f"{base}en/{SHEET}")
    assert order(page) == ["dead-bug"]
    expect(page.get_by_label("Prepared for")).to_have_value("Patient A")
    context.close()


def test_sheet_is_made_where_the_browser_keeps_nothing(browser: Browser, base: str) -> None:
    """Some readers block storage; then each access fails."""
    context = browser.new_context(service_workers="block")
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
        "{get() { throw new DOMException('blocked', 'SecurityError') }})"
    )
    page = context.new_page()
    page.goto(f"{base}{SHEET}#add=dead-bug")
    choose(page, "chin-tuck")
    assert order(page) == ["dead-bug", "chin-tuck"]
    page.get_by_label("Keep this sheet on this device").click()
    expect(page.get_by_label("Keep this sheet on this device")).not_to_be_checked()
    page.reload()
    assert order(page) == ["dead-bug", "chin-tuck"]
    context.close()


def test_way_back_and_reload_keep_sheet_and_step(tab: OpenTab) -> None:
    """On a phone, where the steps stand one after the other; the skip link is no sheet."""
    page = tab(390, 844)
    page.goto(SHEET)
    choose(page, "dead-bug")
    page.get_by_role("button", name="Show the sheet").click()
    expect(page.get_by_label("Prepared for")).to_be_visible()
    page.get_by_label("Prepared for").fill("Patient A")
    page.get_by_label("Prepared for").blur()
    page.reload()
    expect(page.get_by_label("Prepared for")).to_have_value("Patient A")
    page.locator(".bb-skip").evaluate("(link) => link.click()")
    expect(page.get_by_label("Prepared for")).to_have_value("Patient A")
    assert "e=dead-bug" in address_of(page)
    page.get_by_role("button", name="Choose exercises").click()
    expect(page.get_by_label("Find by name")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Prepared for")).to_be_visible()
    page.goto("index.html")
    page.go_back()
    expect(page.get_by_label("Prepared for")).to_have_value("Patient A")


def test_clear_all_clears_the_names_too(page: Page) -> None:
    """The next patient's sheet does not say whom the last one was for."""
    choose(page, "dead-bug")
    page.get_by_label("Prepared for").fill("Patient A")
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_label("Prepared for")).to_have_value("")
    assert urlsplit(address_of(page)).fragment == ""
    page.reload()
    assert order(page) == []


def test_link_is_copied_or_shown_to_be_copied(page: Page) -> None:
    """Its address is that of the site for others, not one on this computer."""
    choose(page, "dead-bug")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text } }")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    copied = page.evaluate("window.copied")
    assert copied.startswith("https://balanced-back.example/sheet.html#v=1&e=dead-bug")
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('not allowed') } }")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_label("Link to this sheet")).to_have_value(copied)


def test_page_warns_beside_the_field_that_the_name_is_in_the_link(page: Page) -> None:
    """For the eye and for screen readers."""
    field = page.get_by_label("Prepared for")
    expect(field).to_have_accessible_description(re.compile("becomes part of the link"))
    expect(page.get_by_text("becomes part of the link")).to_be_visible()


def test_code_on_paper_opens_this_very_sheet(page: Page) -> None:
    """A reader of codes finds the link in what is printed, at the address of the site for others."""
    page.goto(FOUR)
    page.emulate_media(media="print")
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))[0].render(scale=3).to_pil()
    codes = zxingcpp.read_barcodes(printed, formats=zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in codes] == [f"https://balanced-back.example/{FOUR}"]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("made", [False, True], ids=["read", "made"])
def test_four_exercises_take_two_pages(page: Page, paper: str, made: bool) -> None:
    """For who reads the sheet and for who makes it; the first page is at least half full."""
    page.goto(FOUR)
    if made:
        change(page)
    page.emulate_media(media="print")
    pages = pypdfium2.PdfDocument(page.pdf(format=paper))
    texts = [one.get_textpage() for one in pages]
    assert len(texts) == 2
    first, last = (text.get_text_range() for text in texts)
    for said in ("Your exercises", "Zoë Example", "A. Physio", "30 November 2026", "not medical advice", "Face pull"):
        assert said in first
    assert "Dead bug" in last
    assert "Stop and call" in last
    assert (
        min(texts[0].get_charbox(index)[1] for index in range(texts[0].count_chars())) < PAPERS[paper] / 25.4 * 72 / 2
    )


def test_paper_has_what_is_chosen_and_the_safety_notes(page: Page) -> None:
    """No buttons, no fields; names, doses, steps, boxes to tick, stop signs, disclaimer."""
    choose(page, "dead-bug")
    page.get_by_label("Prepared by").fill("A physiotherapist")
    page.emulate_media(media="print")
    assert page.locator(":is(input, button, select):visible").count() == 0
    expect(item(page, "dead-bug").locator(".bb-item__dose")).to_have_text(re.compile("1–3 sets"))
    for selector in ("[data-disclaimer]", "#stop", ".bb-item__log"):
        expect(page.locator(selector).first).to_be_visible()
    expect(page.get_by_text("Prepared by A physiotherapist")).to_be_visible()
    expect(page.get_by_role("heading", name="Your exercises")).to_be_visible()
    expect(page.get_by_role("heading", name="Make a sheet")).to_be_hidden()


def test_focus_is_not_printed(page: Page) -> None:
    """Neither the ring round a link nor the field in which somebody typed when they pressed the keys for printing."""
    page.goto(FOUR)
    page.keyboard.press("Tab")
    link = item(page, "face-pull").get_by_role("link")
    link.focus()
    page.emulate_media(media="print")
    ring = "(link) => [getComputedStyle(link).outlineStyle, getComputedStyle(link).boxShadow]"
    assert link.evaluate(ring) == ["none", "none"]


def test_what_is_typed_is_on_paper_at_once(page: Page) -> None:
    """Ctrl+P leaves no field."""
    choose(page, "dead-bug")
    page.get_by_label("Prepared for").press_sequentially("Patient A")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_text("Prepared for Patient A")).to_be_visible()
    assert "for=Patient+A" in address_of(page)


def test_pace_is_folded_for_the_maker_and_said_to_the_patient(page: Page) -> None:
    """Seconds of a repetition, a hold, a rest; what is no such number is left out."""
    page.goto("sheet.html#v=1&e=bird-dog&d=2+sets+of+8&s=left&h=5&r=soon")
    expect(page.locator(".bb-item__dose strong")).to_have_text("2 sets of 8, left side only, hold 5 s")
    page.get_by_role("button", name="Change this sheet").click()
    fold = page.get_by_text("For training along hold 5 s")
    expect(page.get_by_label("Rest between sets")).to_be_hidden()
    fold.click()
    page.get_by_label("Rest between sets").fill("45")
    page.get_by_label("One repetition").fill("600")
    expect(fold).to_have_text("For training along hold 5 s, rest 45 s")
    expect(page).to_have_url(re.compile(r"&s=left&r=45&h=5&on="))
    page.emulate_media(media="print")
    expect(page.locator(".bb-item__time")).to_be_hidden()
    expect(page.locator(".bb-item__dose strong")).to_have_text("2 sets of 8, left side only, hold 5 s, rest 45 s")


def test_page_without_script_says_where_to_go(tab: OpenTab) -> None:
    """To the exercises and to the ready-made sheets; nothing stands there that would not answer."""
    page = tab(1280, java_script_enabled=False)
    page.goto(SHEET)
    note = page.locator(".bb-sheet__no-script")
    expect(note).to_be_visible()
    assert [link.get_attribute("href") for link in note.get_by_role("link").all()] == [
        "exercises/index.html",
        "downloads.html",
    ]
    expect(page.locator(".bb-sheet")).to_be_hidden()
