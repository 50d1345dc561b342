"""What a first view costs a reader on a phone: bytes, and text that jumps."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Browser, Page, Route

from builder.catalogue.scripts import SESSION
from tests.tabs import OpenTab

pytestmark = pytest.mark.browser

LIMITS = {
    "upper-crossed-syndrome/face-pull.html": 90_000,
    "left-right-imbalance/dumbbell-row.html": 90_000,
    "train.html": 90_000,
    "": 110_000,
}
"""The most bytes of a first view, as gzip sends them."""

STEADY = (
    *LIMITS,
    "upper-crossed-syndrome/index.html",
    "exercises/index.html",
    "sheet.html",
    "sheet.html#v=1&e=dead-bug",
    "downloads.html",
)
"""Pages on which nothing may jump while they open."""

LATE = re.compile(r"(?<!/offline)\.(svg|js|woff2)$")
"""What may come late: pictures, fonts, and every script but the one for which the text waits."""

AFTER_THE_TEXT = "body > script[src$='.min.js']"
"""The theme's script, which comes after the text."""

TWO_FRAMES = """async () => {
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  return performance.now();
}"""
"""Waits until what is there is painted, and gives the time."""

SHIFT_SINCE = """async (since) => {
  let total = 0;
  const add = (list) => list.forEach((entry) => { total += entry.startTime > since ? entry.value : 0 });
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({type: "layout-shift", buffered: true});
  await document.fonts.ready;
  const seen = (image) => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight;
  await Promise.all([...document.images].filter(seen).map((image) => image.decode()));
  for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done));
  add(observer.takeRecords());
  return total;
}"""
"""How much has jumped, when fonts and pictures in sight are there."""


@pytest.mark.parametrize("address", STEADY)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_a_page_opens(tab: OpenTab, base: str, address: str, width: int) -> None:
    """Pictures have their room before they come, and scripts push nothing away, though they come after the text."""
    page = tab(width, 844)
    with held_back(page) as held:
        page.goto(f"{base}{address}", wait_until="commit")
        page.locator(AFTER_THE_TEXT).wait_for(state="attached")
        since = page.evaluate(TWO_FRAMES)
        assert held
    page.wait_for_load_state()
    assert page.evaluate(SHIFT_SINCE, since) == 0
    page.unroute(LATE)


@contextmanager
def held_back(page: Page) -> Iterator[list[Route]]:
    """Let nothing through that may come late; afterwards everything."""
    held: list[Route] = []
    take: list[Callable[[Route], None]] = [held.append]
    page.route(LATE, lambda route: take[-1](route))
    yield held
    take.append(Route.continue_)
    for route in held:
        route.continue_()


@pytest.mark.parametrize("address", LIMITS)
def test_first_view_is_light(browser: Browser, base: str, real_site: Path, address: str) -> None:
    """Everything that is asked for until the page has come to rest, pictures in sight included, by a new browser."""
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path.removeprefix("/")))
    page.goto(f"{base}{address}", wait_until="networkidle")
    context.close()
    weights = {name: weight(real_site / (name or "index.html")) for name in asked}
    assert sum(weights.values()) <= LIMITS[address], weights


def weight(path: Path) -> int:
    """The bytes of a file as a server sends it."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 9))


def test_script_and_style_of_the_session_are_small(real_site: Path) -> None:
    """They are loaded where somebody trains; calendar and log have their own, a plan its data."""
    files = [SESSION, "assets/train-loader.js", "assets/train.css"]
    assert sum(weight(real_site / name) for name in files) <= 14_000
