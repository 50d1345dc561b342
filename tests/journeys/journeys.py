"""Ways that people take through the site, in each browser that is there, in a narrow window and in a wide one.

What is pressed is named by the words of the content, so that another look changes nothing here.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from tests.helpers import DISCLAIMER
from tests.journeys.browsers import Browser
from tests.journeys.conftest import HEIGHT, WIDTHS
from tests.journeys.reader import Reader

PATTERN = "lower-crossed-syndrome"
EXERCISE = "dead-bug"
OTHER_EXERCISE = "chin-tuck"

CARDS = "[data-imbalance] :is(h2, h3) a"
ON_THE_SHEET = "[data-slug] :is(h2, h3)"

LOOPS = "[...document.querySelectorAll('details[open] :is(img, svg.fig)')].filter((one) => one.checkVisibility())"
DARK = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every((one) => one < 100)"
IN_SIGHT = """((selector) => {
  const first = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
  const { top, bottom } = first?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return 0 < top && bottom < innerHeight;
})(arguments[0])"""
RUNNING = "document.querySelector('.bb-player')?.checkVisibility()"
IN_PLAYER = ".bb-player button"
NEXT = ".bb-player__keys [data-do=next]"
AT = """(() => {
  const number = document.querySelector(".bb-player [data-text=number]");
  return number.checkVisibility() ? Number(number.innerText.match(/\\d+/)[0]) - 1 : -1;
})()"""
KEPT = "window.isKept ?? (navigator.serviceWorker.ready.then(() => { window.isKept = true }), false)"
NOT_UNDERLINED = """
return [...document.querySelectorAll("main a[href*='glossary.html#']")]
  .filter((one) => !getComputedStyle(one).textDecorationLine.includes("underline")).map((one) => one.innerText);
"""


def test_from_the_first_page_to_a_moving_picture(reader: Reader, real_catalogue: Catalogue) -> None:
    """Start, pattern, exercise, movement, and out of it again."""
    pattern, exercise = real_catalogue.imbalance[PATTERN], real_catalogue.exercise[EXERCISE]
    reader.open(urls.HOME)
    reader.press(pattern.title)
    reader.expect_title(pattern.title)
    reader.press(exercise.title)
    reader.expect_title(exercise.title)
    reader.press(real_catalogue.words["play"])
    reader.expect(f"{LOOPS}.some((one) => one.naturalWidth > 0 || one.animationsPaused?.() === false)")
    reader.escape()
    reader.expect(f"{LOOPS}.length === 0")


@pytest.mark.parametrize("typed", ["dead bug", "ded bug"], ids=["rightly", "misspelt"])
def test_from_the_search_to_an_exercise(reader: Reader, real_catalogue: Catalogue, typed: str) -> None:
    """Typed, and typed with a slip."""
    reader.open(urls.HOME)
    reader.search(typed)
    reader.press_first_result(address_of(real_catalogue, EXERCISE))
    reader.expect_title(real_catalogue.exercise[EXERCISE].title)


def test_search_finds_what_comes_without_a_key(reader: Reader, real_catalogue: Catalogue) -> None:
    """Pasted with the mouse, spoken, or put together by an input method."""
    reader.open(urls.HOME)
    reader.paste_into_search("dead bug")
    reader.expect_first_result(address_of(real_catalogue, EXERCISE))


def test_from_the_finder_to_an_exercise_and_back(reader: Reader, real_catalogue: Catalogue) -> None:
    """A filter, an exercise that fits it, and the way back to where the reader was."""
    pattern, fitting = real_catalogue.imbalance[PATTERN], real_catalogue.exercises_for[PATTERN]
    titles = [one.title for one in fitting]
    reader.open(urls.EXERCISES)
    reader.tick(f"input[name=imbalance][value='{pattern.slug}']")
    reader.expect_names(CARDS, titles)
    count = real_catalogue.words["found_count"].format(count=len(fitting), total=len(real_catalogue.exercises))
    reader.expect_text(count)
    reader.escape()  # in a narrow window the filters may stand in front
    reader.press(titles[-1], CARDS)
    reader.expect_title(titles[-1])
    reader.back()
    reader.expect_names(CARDS, titles)
    reader.expect_text(count)
    reader.expect(IN_SIGHT, f"[data-imbalance] a[href$='{fitting[-1].slug}.html']")


def test_sheet_is_made_and_opened_by_a_patient(reader: Reader, real_catalogue: Catalogue, width: int) -> None:
    """Chosen, changed and named; kept when its maker comes back; the link gives somebody else the same sheet."""
    words, chosen = real_catalogue.words, [EXERCISE, OTHER_EXERCISE]
    titles = [real_catalogue.exercise[slug].title for slug in chosen]
    reader.open(urls.SHEET)
    for slug in chosen:
        reader.tick(f"input[name=exercise][value='{slug}']")
    if width == min(WIDTHS):  # where choices and sheet do not fit beside each other
        reader.press(words["show_sheet"])
    reader.expect_names(ON_THE_SHEET, titles)
    reader.write(words["how_much"], "2 × 7 & slowly")
    reader.write(words["prepared_for"], "Zoë")
    reader.expect("location.hash.includes(encodeURIComponent('Zoë'))")
    link = str(reader.script("return location.href"))
    reader.press(real_catalogue.site.navigation.about)
    reader.expect("!document.querySelector('[data-bb-sheet]')")
    reader.back()
    reader.expect_names(ON_THE_SHEET, titles)
    reader.forget()
    reader.open(link)
    reader.expect_names(ON_THE_SHEET, titles)
    reader.expect_text("2 × 7 & slowly")
    reader.expect_text("Zoë")


def test_patient_sees_the_first_exercise_at_once(reader: Reader) -> None:
    """Who opens a sheet came for its exercises, not to make one."""
    reader.open(f"{urls.SHEET}#e={EXERCISE}")
    reader.expect(IN_SIGHT, ON_THE_SHEET)


def test_session_is_followed_to_its_end(reader: Reader, real_catalogue: Catalogue) -> None:
    """From the plan of a pattern through all its steps, with a look at the signs to stop, into the log."""
    words, pattern = real_catalogue.words, real_catalogue.imbalance[PATTERN]
    reader.open(urls.imbalance_url(PATTERN))
    reader.press(words["train_this"])
    reader.press(words["start_session"])
    reader.expect(RUNNING)
    reader.press(words["have_to_stop"], IN_PLAYER)
    reader.expect_text(words["end_session"])
    reader.press(words["go_on"], IN_PLAYER)
    for number in range(len(pattern.programme.phases[0].exercises)):
        reader.expect_text(
            words["exercise_of"].format(number=number + 1, count=len(pattern.programme.phases[0].exercises))
        )
        while reader.script(f"return {AT}") == number:
            reader.press("", NEXT)
    reader.expect_text(words["session_done"])
    reader.press(words["log_save"])
    reader.expect_text(words["log_saved"])


def test_colours_that_were_chosen_stay(reader: Reader, real_catalogue: Catalogue) -> None:
    """On the next page, and when the page is loaded again."""
    words = real_catalogue.words
    reader.open(urls.HOME)
    reader.press(words["colours_as_device"])
    reader.press(words["colours_light"])
    reader.expect(DARK)
    reader.open(urls.GET_HELP)
    reader.expect(DARK)
    reader.reload()
    reader.expect(DARK)
    reader.press(words["colours_dark"])
    reader.expect(f"!{DARK}")


def test_site_is_there_without_a_network(
    journey_browser: Browser,
    network: Callable[[], AbstractContextManager[str]],
    real_catalogue: Catalogue,
) -> None:
    """After one visit: a page that was not opened yet, its picture, its disclaimer, and the search."""
    with network() as base:
        reader = Reader(journey_browser, base)
        reader.resize(max(WIDTHS), HEIGHT)
        reader.open(urls.HOME)
        reader.expect(KEPT)
    reader.press(real_catalogue.imbalance[PATTERN].title)
    reader.press(real_catalogue.exercise[EXERCISE].title)
    reader.expect_title(real_catalogue.exercise[EXERCISE].title)
    reader.expect_text(DISCLAIMER)
    reader.search("chin tuck")
    reader.expect_first_result(address_of(real_catalogue, OTHER_EXERCISE))
    reader.open(f"{base}{urls.TRAIN}#plan={PATTERN}/1")
    reader.press(real_catalogue.words["start_session"])
    reader.expect(RUNNING)
    journey_browser.errors()  # it may say that there is no network


def test_every_page_is_quiet_and_fits(reader: Reader, real_site: Path) -> None:
    """The browser calls nothing an error, nothing sticks out sideways, and links to the glossary look like links."""
    found = []
    for path in sorted(real_site.rglob("*.html")):
        address = path.relative_to(real_site).as_posix()
        reader.open(address)
        if reader.script("return document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{address} is too wide")
        found += [f"{address}: {name!r} is not underlined" for name in reader.script(NOT_UNDERLINED)]
    assert found == []


def address_of(catalogue: Catalogue, slug: str) -> str:
    """The address of an exercise."""
    return urls.exercise_url(catalogue.exercise[slug])
