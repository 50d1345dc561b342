"""What a first view costs a reader on a phone: bytes, and text that jumps."""

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LIMITS = {
    "upper-crossed-syndrome/face-pull.html": 90_000,
    "left-right-imbalance/dumbbell-row.html": 90_000,
    "": 110_000,
}
"""The most bytes of a first view, as gzip sends them."""

SHIFT = """
new Promise((done) => {
  let total = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (total += entry.value)))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(total), 800);
})
"""


STEADY = (*LIMITS, "upper-crossed-syndrome/index.html", "exercises/index.html", "sheet.html", "downloads.html")
"""Pages on which nothing may jump while they open."""


@pytest.mark.parametrize("address", STEADY)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_a_page_opens(
    browser: Browser, real_site: Path, serve: Callable[[Path], str], address: str, width: int
) -> None:
    """Pictures have their room before they come, and scripts push nothing away."""
    context = browser.new_context(service_workers="block", viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{serve(real_site)}{address}")
    shift = page.evaluate(SHIFT)
    context.close()
    assert shift == 0


@pytest.mark.parametrize("address", LIMITS)
def test_first_view_is_light(browser: Browser, real_site: Path, serve: Callable[[Path], str], address: str) -> None:
    """Everything that is asked for until the page has come to rest, pictures in sight included."""
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path.removeprefix("/")))
    page.goto(f"{serve(real_site)}{address}", wait_until="networkidle")
    context.close()
    weights = {name: weight(real_site / (name or "index.html")) for name in asked}
    assert sum(weights.values()) <= LIMITS[address], weights


def weight(path: Path) -> int:
    """The bytes of a file as a server sends it."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 9))
