"""How far a reader has to travel: over all exercises and imbalances, on a phone and in a desktop's window.

``pytest -s tests/browser/test_layout.py`` prints what was measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import expect

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import exercise_url, imbalance_url
from tests.tabs import HEIGHT, OpenTab, Tabs

pytestmark = pytest.mark.browser

PHONE = 390, 844
EXERCISE = "lower-crossed-syndrome/curl-up.html"
IMBALANCE = "upper-crossed-syndrome/index.html"

PLACES = """(parts) => [
  ...parts.map((part) => document.querySelector(part).getBoundingClientRect().top + scrollY),
  document.documentElement.scrollHeight,
]"""
"""How far down parts of a page begin, and how long the page is, in pixels."""

WORDS = """(part) => {
  const end = document.querySelector(part);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (texts.nextNode() && !end.contains(texts.currentNode)) {
    const {parentElement: element, data} = texts.currentNode;
    const {width, height} = element.getBoundingClientRect();
    const isShown = element.checkVisibility({visibilityProperty: true}) && width > 1 && height > 1;
    count += isShown ? data.split(/\\s+/).filter(Boolean).length : 0;
  }
  return count;
}"""
"""How many words are seen before a part of a page."""

LINES = """(part) => {
  const element = document.querySelector(part);
  const range = document.createRange();
  range.selectNodeContents(element);
  return Math.round(range.getBoundingClientRect().height / parseFloat(getComputedStyle(element).lineHeight));
}"""
"""On how many lines a text stands."""

LOOP = """() => {
  const play = document.querySelector(".bb-play");
  if (!play) return null;
  play.open = true;
  const {left, top, right, bottom} = play.querySelector(".bb-stage__loop :is(img, svg)").getBoundingClientRect();
  return [left, top, right, bottom];
}"""
"""Where an animation lies in the window when it is played, if there is one."""

EDGES = """(part) => {
  const {left, top, right, bottom} = document.querySelector(part).getBoundingClientRect();
  return [left, top, right, bottom];
}"""
"""Where a part of a page lies in the window: left, top, right, bottom."""


def report(name: str, values: Sequence[float]) -> None:
    print(f"{name}: median {median(values):.2f}, worst {max(values):.2f}")


@dataclass(frozen=True)
class Measured:
    """The page of an exercise on a phone; places are in screens, ``loop`` is left, top, right, bottom in pixels."""

    places: list[float]
    words: int
    lines: int
    loop: tuple[float, float, float, float] | None


@pytest.fixture(scope="module")
def on_a_phone(tabs: Tabs, real_catalogue: Catalogue) -> list[Measured]:
    """Every exercise, each opened once."""
    page = tabs.open(*PHONE)
    found = []
    for exercise in real_catalogue.exercises:
        page.goto(exercise_url(exercise))
        places = page.evaluate(PLACES, ["h1", ".bb-steps li", "#stop"])
        words, lines = page.evaluate(WORDS, ".bb-steps"), page.evaluate(LINES, ".bb-who")
        found.append(Measured([place / PHONE[1] for place in places], words, lines, page.evaluate(LOOP)))
    tabs.clear()
    return found


def test_exercise_is_near_on_a_phone(on_a_phone: list[Measured]) -> None:
    """The first step within a screen and a half, the stop signs within three."""
    title, step, stop, end = zip(*(one.places for one in on_a_phone), strict=True)
    for name, values in {"title": title, "first step": step, "stop": stop, "end": end}.items():
        report(name, values)
    assert max(title) <= 0.22
    assert (median(step) <= 1.5, max(step) <= 2) == (True, True)
    assert median(stop) <= 3
    assert median(end) <= 6.5


def test_programme_is_near_on_a_phone(tab: OpenTab, real_catalogue: Catalogue) -> None:
    """The plan comes before what it is based on."""
    page, plan, end = tab(*PHONE), [], []
    for imbalance in real_catalogue.imbalances:
        page.goto(imbalance_url(imbalance.slug))
        places = page.evaluate(PLACES, ["#programme"])
        plan.append(places[0] / PHONE[1])
        end.append(places[1] / PHONE[1])
    report("programme", plan)
    report("end", end)
    assert max(plan) <= 1.6
    assert max(end) <= 9


def test_few_words_stand_before_the_first_step(on_a_phone: list[Measured]) -> None:
    """Who asks first, in a few lines, and how to get ready come before it, little else does."""
    counts, lines = [one.words for one in on_a_phone], [one.lines for one in on_a_phone]
    report("words before the first step", counts)
    report("lines of who asks first", lines)
    assert median(counts) <= 130
    assert max(counts) <= 160
    assert max(lines) <= 4


def fits(loop: tuple[float, float, float, float] | None, narrowest: int, height: int) -> bool:
    """Whether an animation is wide enough, and can be seen whole."""
    return loop is None or (loop[2] - loop[0] >= narrowest and loop[3] - loop[1] <= height)


def test_movement_is_large_and_fits_a_phone(on_a_phone: list[Measured]) -> None:
    """Every loop, when it is played."""
    assert sum(one.loop is not None for one in on_a_phone) > 15
    assert [one for one in on_a_phone if not fits(one.loop, 250, PHONE[1])] == []


def test_picture_and_first_step_are_side_by_side_on_a_desktop(tab: OpenTab, real_catalogue: Catalogue) -> None:
    """Both whole in the first view, and who asks first above them; the movement is large when it is played."""
    page = tab(1280)
    for exercise in real_catalogue.exercises:
        page.goto(exercise_url(exercise))
        ask, picture, step = (page.evaluate(EDGES, part) for part in (".bb-ask", ".bb-stage__pic", ".bb-steps li"))
        assert max(ask[3], picture[3], step[3]) <= HEIGHT, exercise.slug
        assert picture[2] < step[0], exercise.slug
        assert ask[3] < min(picture[1], step[1]), exercise.slug
        assert fits(page.evaluate(LOOP), 420, HEIGHT), exercise.slug


def test_what_is_folded_is_one_tap_away_and_open_without_script_and_on_paper(tab: OpenTab) -> None:
    """The lists that hold for every exercise; who asks first, and emergency signs, are never folded."""
    shared, own = ".bb-ask li:visible", ".bb-ask .bb-who:visible"
    emergency = ".bb-care--stop > p:has-text('999'):visible"
    bare, page = tab(*PHONE, java_script_enabled=False), tab(*PHONE)
    for one in (bare, page):
        one.goto(EXERCISE)
        assert (one.locator(own).count(), one.locator(emergency).count()) == (1, 1)
    assert bare.locator(shared).count() > 10
    assert page.locator(shared).count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(shared).count() == bare.locator(shared).count()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(shared).count() == 0
    page.locator(".bb-ask summary").click()
    assert page.locator(shared).count() == bare.locator(shared).count()


def test_numbers_to_call_are_in_sight_on_a_phone_and_on_a_desktop(tab: OpenTab) -> None:
    """On the page of warning signs, before anything is scrolled and when it is."""
    for size in (PHONE, (1280, HEIGHT)):
        page = tab(*size)
        page.goto("get-help.html")
        numbers = page.locator("a[href='tel:999']:visible").first
        expect(numbers).to_be_in_viewport()
        if size == PHONE:
            page.mouse.wheel(0, 2000)
            expect(numbers).to_be_in_viewport()


def test_part_of_the_programme_is_chosen_and_all_are_there_without_script(tab: OpenTab) -> None:
    """One part at a time, that of the address too; on paper and without script all."""
    parts = ".bb-plan section:visible"
    page, bare = tab(*PHONE), tab(*PHONE, java_script_enabled=False)
    bare.goto(IMBALANCE)
    everything = bare.locator(parts).count()
    assert everything > 3
    page.goto(f"{IMBALANCE}#at-a-desk")
    expect(page.locator(parts)).to_have_count(1)
    expect(page.locator(f"{parts} h3")).to_have_attribute("id", "at-a-desk")
    page.locator(".bb-plan__choice a").first.click()
    expect(page.locator(f"{parts} h3")).to_have_attribute("id", "phase-1")
    page.emulate_media(media="print")
    expect(page.locator(parts)).to_have_count(everything)
