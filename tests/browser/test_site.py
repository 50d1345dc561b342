"""The real site in a browser: quiet, findable, safe without script, readable by everybody."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.helpers import DISCLAIMER

pytestmark = pytest.mark.browser

KINDS = {
    "self-checks": "self-checks.html",
    "evidence": "evidence.html",
    "downloads": "downloads.html",
    "sheet": "sheet.html#e=dead-bug&e=chin-tuck",
    "home": "index.html",
    "imbalances": "imbalances/index.html",
    "imbalance": "upper-crossed-syndrome/index.html",
    "exercise": "upper-crossed-syndrome/face-pull.html",
    "exercises": "exercises/index.html",
    "help": "get-help.html",
    "start": "before-you-start.html",
    "glossary": "glossary.html",
    "sources": "sources.html",
    "fields": "contribute/fields.html",
    "poses": "contribute/poses.html",
    "figures": "contribute/figures.html",
    "written": "about.html",
    "lost": "there/is/no/such-page.html",
}
"""One page of each kind."""

WAIT = 15_000
BLOCKED = "Service Worker registration blocked"
"""What the browser says because tests other than those of ``test_offline.py`` let no page keep the site."""

each_kind = pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)


@pytest.fixture(scope="session")
def all_pages(real_site: Path) -> list[str]:
    """The addresses of all pages."""
    return sorted(path.relative_to(real_site).as_posix() for path in real_site.rglob("*.html"))


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    """A page in a fresh context, at the width of a desk."""
    context = browser.new_context(service_workers="block", base_url=base, viewport=size(1280))
    context.set_default_timeout(WAIT)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(browser: Browser, base: str) -> Iterator[Page]:
    """A page in a browser that runs no script of the site."""
    context = browser.new_context(
        service_workers="block", base_url=base, java_script_enabled=False, viewport=size(1280)
    )
    context.set_default_timeout(WAIT)
    yield context.new_page()
    context.close()


def size(width: int) -> ViewportSize:
    """A window of some width."""
    return {"width": width, "height": 900}


@each_kind
def test_page_is_quiet_when_it_opens(page: Page, base: str, address: str) -> None:
    """No error in the console, no request that fails, none that leaves the site."""
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("requestfailed", lambda request: problems.append(f"{request.url} failed"))
    page.on("request", lambda request: problems.append(request.url) if not is_own(request.url, base) else None)
    page.on(
        "response", lambda answer: problems.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
    )
    page.goto(address, wait_until="networkidle")
    if address == KINDS["lost"]:
        problems = [problem for problem in problems if "404" not in problem]
    assert [problem for problem in problems if not problem.startswith(BLOCKED)] == []


def is_own(url: str, base: str) -> bool:
    """Tell whether an address is of the site, or data in the page itself."""
    return url.startswith((base, "data:", "blob:"))


BOX = "input[data-md-component='search-query']"


def type_words(page: Page, words: str) -> None:
    """Type into the search box; the theme looks at it when a key comes up again."""
    page.locator(BOX).fill(words)
    page.locator(BOX).press("End")


def test_search_opens_the_exercise_when_a_result_is_chosen(page: Page) -> None:
    """From the box to the page with the keyboard alone."""
    page.goto("index.html")
    page.keyboard.press("s")
    type_words(page, "face pull")
    page.locator(".md-search-result__link[href*='face-pull.html']").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Face pull")


NOTE = "[data-disclaimer]"
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")


def test_disclaimer_is_seen_on_every_page_without_script(plain_page: Page, all_pages: list[str]) -> None:
    """On a phone, on a desk and on paper, with nothing running."""
    unseen = []
    for address in all_pages:
        plain_page.goto(forwarded(address), wait_until="domcontentloaded")
        for media, width in itertools.product(MEDIA, (320, 1280)):
            plain_page.emulate_media(media=media)
            plain_page.set_viewport_size(size(width))
            if not shows_disclaimer(plain_page):
                unseen.append(f"{address} ({media}, {width})")
    assert unseen == []


def shows_disclaimer(page: Page) -> bool:
    """Whether the whole of it can be seen, in a box of some size."""
    note = page.locator(NOTE)
    box = note.bounding_box()
    shown = note.is_visible() and DISCLAIMER in " ".join(note.inner_text().split())
    return shown and bool(box) and box["width"] >= 150 and box["height"] >= 10 and box["x"] >= 0 and box["y"] >= 0


def forwarded(address: str) -> str:
    """The address to open: the page for lost readers lies behind any wrong one."""
    return KINDS["lost"] if address == "404.html" else address


@pytest.fixture(scope="module")
def narrow_page(browser: Browser, base: str) -> Iterator[Page]:
    """A page as narrow as any phone."""
    context = browser.new_context(service_workers="block", base_url=base, viewport=size(320))
    yield context.new_page()
    context.close()


@each_kind
def test_page_needs_no_sideways_scrolling_when_the_window_is_narrow(narrow_page: Page, address: str) -> None:
    """At 320 pixels, or at 400 % zoom on a desk, nothing sticks out."""
    narrow_page.goto(address)
    assert narrow_page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture(scope="session")
def axe_script() -> str:
    """The accessibility checker that Axe's package brings."""
    import axe_playwright_python  # type: ignore[import-untyped]

    found = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    return found.read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["light-360", "light-1280", "dark-360", "dark-1280"])
def open_page(request: pytest.FixtureRequest, browser: Browser, base: str) -> Iterator[Page]:
    """A page in a colour scheme and a width, whose policy lets the checker in."""
    scheme, width = request.param.split("-")
    context = browser.new_context(
        service_workers="block", base_url=base, bypass_csp=True, color_scheme=scheme, viewport=size(int(width))
    )
    context.set_default_timeout(WAIT)
    yield context.new_page()
    context.close()


@each_kind
def test_page_has_no_fault_that_axe_can_find(open_page: Page, axe_script: str, address: str) -> None:
    """Contrast, names, order, landmarks: in both colour schemes, on a phone and on a desk."""
    open_page.goto(address)
    open_page.add_script_tag(content=axe_script)
    result = open_page.evaluate("axe.run()")
    assert [f"{one['id']}: {node['html'][:160]}" for one in result["violations"] for node in one["nodes"]] == []


@each_kind
def test_disclaimer_is_legible_in_both_schemes(open_page: Page, address: str) -> None:
    """Its style hides nothing: full opacity, a size to read, its own colour, nothing in front of it."""
    open_page.goto(address)
    style = open_page.locator(f"{NOTE} strong").first.evaluate(
        "node => { const s = getComputedStyle(node); const b = getComputedStyle(node.closest('[data-disclaimer]'));"
        " const r = node.getBoundingClientRect();"
        " const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);"
        " return {size: parseFloat(s.fontSize), opacity: s.opacity, visibility: s.visibility, on_top: node === top,"
        " same: s.color === b.backgroundColor} }"
    )
    assert style.pop("size") >= 12
    assert style == {"opacity": "1", "visibility": "visible", "on_top": True, "same": False}


def focused(page: Page) -> str:
    """What has the focus: its text or its name."""
    text: str = page.evaluate(
        "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || '').trim()"
    )
    return " ".join(text.split())


@each_kind
def test_skip_link_comes_first_and_leads_to_the_content(narrow_page: Page, address: str) -> None:
    """One press of Tab shows it, Enter jumps over the navigation."""
    narrow_page.goto(address)
    narrow_page.keyboard.press("Tab")
    assert focused(narrow_page) == "Skip to the content"
    box = narrow_page.locator(".bb-skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    narrow_page.keyboard.press("Enter")
    assert narrow_page.evaluate("document.activeElement.id || location.hash.slice(1)") == "content"


@pytest.mark.parametrize("width", [320, 1280])
def test_navigation_is_reached_with_the_keyboard(page: Page, width: int) -> None:
    """Every entry gets the focus by Tab, visibly, without a drawer to open."""
    page.set_viewport_size(size(width))
    page.goto("index.html")
    wanted = {" ".join(text.split()) for text in page.locator(".bb-nav a").all_inner_texts()}
    met = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        met.add(focused(page))
    assert len(wanted) == 4
    assert wanted <= met


def test_focus_can_be_seen_wherever_it_is(page: Page) -> None:
    """Whatever has the focus is marked by an outline or a shadow."""
    page.goto(KINDS["exercise"])
    unmarked = []
    for _ in range(25):
        page.keyboard.press("Tab")
        marked = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none' })()"
        )
        if not marked:
            unmarked.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unmarked == []


def test_details_open_with_the_keyboard(page: Page) -> None:
    """The box for clinicians is closed at first and opens with Enter."""
    page.goto(KINDS["exercise"])
    box = page.locator("details.bb-clin")
    assert box.get_attribute("open") is None
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(box).to_have_attribute("open", "")
    expect(box.locator("dd").first).to_be_visible()


def test_details_open_without_script(plain_page: Page) -> None:
    """Nothing that can be opened needs a script."""
    plain_page.goto(KINDS["exercise"])
    box = plain_page.locator("details.bb-clin")
    box.locator("summary").click()
    expect(box.locator("dd").first).to_be_visible()


def test_scheme_that_a_reader_chose_stays_on_the_next_page(page: Page) -> None:
    """The choice is kept in the browser and nothing else is."""
    page.emulate_media(color_scheme="light")
    page.goto("index.html")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    for _ in range(3):
        page.locator("label[for^='__palette']:visible").click()
        if page.locator("body").get_attribute("data-md-color-scheme") != before:
            break
    chosen = page.locator("body").get_attribute("data-md-color-scheme")
    assert chosen != before
    page.goto(KINDS["exercise"])
    assert page.locator("body").get_attribute("data-md-color-scheme") == chosen
    assert page.context.cookies() == []
    keys = page.evaluate("Object.keys(localStorage)")
    assert all("palette" in key for key in keys), keys


def test_lost_reader_finds_the_way_from_any_depth(page: Page) -> None:
    """The page for lost readers has working links wherever the wrong address is."""
    page.goto(KINDS["lost"])
    page.locator("article a, .bb-page a").get_by_text("Find an exercise").first.click()
    expect(page.locator("h1")).to_have_text("Find an exercise")


def test_former_address_forwards_when_an_exercise_was_renamed(
    browser: Browser, built: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """The old address leads to the new one without a click and without script."""
    (tmp_path / "back").symlink_to(built)
    context = browser.new_context(
        service_workers="block", base_url=f"{serve(tmp_path / 'back')}", java_script_enabled=False
    )
    page = context.new_page()
    page.goto("chest-and-neck/wall-angel.html")
    page.wait_for_url("**/chest-and-neck/wall-slide.html", timeout=WAIT)
    expect(page.locator("h1")).to_have_text("Wall slide & reach")
    context.close()


def test_site_works_from_disk_when_it_is_opened_without_a_server(browser: Browser, real_site: Path) -> None:
    """A copy on a stick is as good: pages, styles and links."""
    context = browser.new_context(service_workers="block", viewport=size(1280))
    page = context.new_page()
    page.goto((real_site / "index.html").as_uri())
    page.locator(".bb-nav a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith("file://")
    expect(page.locator(NOTE)).to_be_visible()
    context.close()
