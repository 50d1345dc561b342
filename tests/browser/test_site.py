"""The real site in a browser: quiet, findable, safe without script, readable by everybody."""

import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Browser, Page, expect

from tests.axe import OF_A_SCHEME, SCHEMES, Scheme, axe_faults, in_scheme
from tests.helpers import DISCLAIMER, MadeOnce, build, make_world
from tests.tabs import HEIGHT, OpenTab, Tabs, listening

pytestmark = pytest.mark.browser

KINDS = {
    "self-checks": "self-checks.html",
    "evidence": "evidence.html",
    "downloads": "downloads.html",
    "sheet": "sheet.html#v=1&e=dead-bug&e=chin-tuck&for=A&on=2026-11-30",
    "sheet-made": "sheet.html#add=dead-bug",
    "train": "train.html",
    "training-log": "training-log.html",
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

BLOCKED = "Service Worker registration blocked"
"""What the browser says because tests other than those of ``test_offline.py`` let no page keep the site."""

MISSING = "Failed to load resource: the server responded with a status of 404"
"""What it says of the page for lost readers."""

WIDTHS = (360, 1280)
"""Of a phone and of a desk."""

NARROWEST = 320
"""Of a small phone, and of a desk at 400 % zoom."""

in_each_scheme = pytest.mark.parametrize("scheme", SCHEMES, scope="module")


@pytest.fixture(scope="session")
def all_pages(real_site: Path) -> list[str]:
    """The addresses of all pages."""
    return sorted(path.relative_to(real_site).as_posix() for path in real_site.rglob("*.html"))


@pytest.fixture(scope="session")
def other_pages(all_pages: list[str]) -> list[str]:
    """The pages that are not the one of their kind that stays open, without the one for lost readers."""
    return sorted({*all_pages} - {"404.html"} - {address.split("#")[0] for address in KINDS.values()})


@pytest.fixture
def page(tab: OpenTab) -> Page:
    """A tab at the width of a desk."""
    return tab(1280)


@pytest.fixture
def plain_page(tab: OpenTab) -> Page:
    """A tab in a browser that runs no script of the site."""
    return tab(1280, java_script_enabled=False)


@dataclass(frozen=True)
class Opened:
    """A page that stays open for all tests that only look at it; what it did wrong so far, and what it may do wrong."""

    page: Page
    problems: list[str]
    allowed: tuple[str, ...]

    def show(self, scheme: Scheme) -> Page:
        """Give the page as it looks in a colour scheme."""
        return in_scheme(self.page, scheme)


@pytest.fixture(scope="module")
def lasting_tabs(browser: Browser, base: str) -> Tabs:
    """Tabs that are not emptied after each test."""
    return Tabs(browser, base)


@pytest.fixture(scope="module", params=itertools.product(KINDS, WIDTHS), ids=lambda one: f"{one[0]}-{one[1]}")
def opened(lasting_tabs: Tabs, base: str, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """A page of each kind, on a phone and on a desk, where nothing fades in or out."""
    kind, width = request.param
    page = lasting_tabs.open(width, reduced_motion="reduce")
    problems: list[str] = []
    with listening(
        page,
        console=lambda message: problems.append(message.text) if message.type in ("error", "warning") else None,
        pageerror=lambda error: problems.append(str(error)),
        requestfailed=lambda request: problems.append(f"{request.url} failed"),
        request=lambda request: problems.append(request.url) if not is_own(request.url, base) else None,
        response=lambda answer: problems.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    ):
        page.goto(KINDS[kind])
        yield Opened(page, problems, (BLOCKED, MISSING, f"404 {base}{KINDS['lost']}") if kind == "lost" else (BLOCKED,))
    lasting_tabs.clear()


def is_own(url: str, base: str) -> bool:
    """Tell whether an address is of the site, or data in the page itself."""
    return url.startswith((base, "data:", "blob:"))


@in_each_scheme
def test_page_has_no_fault_that_axe_can_find(opened: Opened, scheme: Scheme) -> None:
    """Names, order, landmarks on a phone and on a desk; contrast and pictures in both colour schemes."""
    assert axe_faults(opened.show(scheme), *(OF_A_SCHEME if scheme == "dark" else ())) == []


@in_each_scheme
def test_disclaimer_is_legible_in_both_schemes(opened: Opened, scheme: Scheme) -> None:
    """Its style hides nothing: full opacity, a size to read, its own colour, nothing in front of it."""
    style = (
        opened.show(scheme)
        .locator(f"{NOTE} strong")
        .first.evaluate(
            "node => { scrollTo(0, 0); const s = getComputedStyle(node);"
            " const b = getComputedStyle(node.closest('[data-disclaimer]'));"
            " const r = node.getBoundingClientRect();"
            " const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);"
            " return {size: parseFloat(s.fontSize), opacity: s.opacity, visibility: s.visibility, on_top: node === top,"
            " same: s.color === b.backgroundColor} }"
        )
    )
    assert style.pop("size") >= 12
    assert style == {"opacity": "1", "visibility": "visible", "on_top": True, "same": False}


def test_page_is_quiet_when_it_opens_and_is_looked_at(opened: Opened) -> None:
    """No error in the console, no request that fails, none that leaves the site."""
    opened.page.wait_for_load_state("networkidle")
    assert [problem for problem in opened.problems if not problem.startswith(opened.allowed)] == []


BOX = "input[data-md-component='search-query']"


def type_words(page: Page, words: str) -> None:
    """Type into the search box; the theme looks at it when a key comes up again."""
    page.locator(BOX).fill(words)
    page.locator(BOX).press("End")


def test_search_opens_the_exercise_when_a_result_is_chosen(page: Page) -> None:
    """From the box to the page with the keyboard alone."""
    page.goto("index.html")
    page.locator(BOX).focus()
    type_words(page, "face pull")
    page.locator(".md-search-result__link[href*='face-pull.html']").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Face pull")


NOTE = "[data-disclaimer]"
VIEWS: tuple[tuple[Literal["screen", "print"], int], ...] = (
    ("screen", 1280), ("screen", 320), ("print", 320), ("print", 1280),
)  # fmt: skip
UNNEEDED = ["*.svg", "*.woff2", "*.js"]
"""What a text is seen without; no test of this tab runs a script."""

SHOWN = """note => {
  const {x, y, width, height} = note.getBoundingClientRect();
  return note.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && note.innerText.replace(/\\s+/g, " ").includes(DISCLAIMER) && width >= 150 && height >= 10 && x >= 0 && y >= 0;
}""".replace("DISCLAIMER", json.dumps(DISCLAIMER))
"""Whether the whole of the disclaimer can be seen, in a box of some size."""


def test_disclaimer_is_seen_on_every_page_without_script(plain_page: Page, all_pages: list[str]) -> None:
    """On a phone, on a desk and on paper, with nothing running."""
    session = plain_page.context.new_cdp_session(plain_page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": UNNEEDED})
    unseen = []
    for address in all_pages:
        plain_page.goto(forwarded(address))
        for media, width in VIEWS:
            plain_page.emulate_media(media=media)
            plain_page.set_viewport_size({"width": width, "height": HEIGHT})
            if not plain_page.locator(NOTE).evaluate(SHOWN):
                unseen.append(f"{address} ({media}, {width})")
    session.detach()
    assert unseen == []


def forwarded(address: str) -> str:
    """The address to open: the page for lost readers lies behind any wrong one."""
    return KINDS["lost"] if address == "404.html" else address


@pytest.fixture(scope="module", params=KINDS)
def narrow_page(lasting_tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of each kind in a window as narrow as any phone."""
    page = lasting_tabs.open(NARROWEST)
    page.goto(KINDS[request.param])
    yield page
    lasting_tabs.clear()


def test_page_needs_no_sideways_scrolling_when_the_window_is_narrow(narrow_page: Page) -> None:
    """Nothing sticks out."""
    assert is_narrow(narrow_page)


def test_no_other_page_of_a_kind_needs_sideways_scrolling(tab: OpenTab, other_pages: list[str]) -> None:
    """A long word may stand on one page only."""
    page = tab(NARROWEST)
    wide = []
    for address in other_pages:
        page.goto(address)
        if not is_narrow(page):
            wide.append(address)
    assert wide == []


def is_narrow(page: Page) -> bool:
    """Whether all of a page can be seen in the narrowest window."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width <= NARROWEST


def focused(page: Page) -> str:
    """What has the focus: its text or its name."""
    text: str = page.evaluate(
        "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || '').trim()"
    )
    return " ".join(text.split())


def test_skip_link_comes_first_and_leads_to_the_content(narrow_page: Page) -> None:
    """One press of Tab shows it, Enter jumps over the navigation."""
    narrow_page.keyboard.press("Tab")
    assert focused(narrow_page) == "Skip to content"
    box = narrow_page.locator(".bb-skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    narrow_page.keyboard.press("Enter")
    assert narrow_page.evaluate("document.activeElement.id || location.hash.slice(1)") == "content"


@pytest.mark.parametrize("width", [320, 1280])
def test_navigation_is_reached_with_the_keyboard(page: Page, width: int) -> None:
    """Every entry gets the focus by Tab, visibly, without a drawer to open."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto("index.html")
    wanted = {" ".join(text.split()) for text in page.locator(".bb-nav a").all_inner_texts()}
    met = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        met.add(focused(page))
    assert len(wanted) == 5
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
        page.get_by_role("button", name="Colours").click()
        if page.locator("body").get_attribute("data-md-color-scheme") != before:
            break
    chosen = page.locator("body").get_attribute("data-md-color-scheme")
    assert chosen != before
    page.goto(KINDS["exercise"])
    assert page.locator("body").get_attribute("data-md-color-scheme") == chosen
    assert page.context.cookies() == []
    keys = page.evaluate("Object.keys(localStorage)")
    assert all("palette" in key for key in keys), keys


def test_colours_are_one_button_that_says_what_it_does(page: Page) -> None:
    """With the keyboard: each press goes on by one, the focus stays, and the name follows. No radio button is left."""
    page.goto("index.html")
    button = page.get_by_role("banner").get_by_role("button", name="Colours")
    for key, name in (("Enter", "as your device"), ("Space", "light"), ("Enter", "dark"), ("Space", "as your device")):
        expect(button).to_have_accessible_name(re.compile(f"^Colours: {name}"))
        button.press(key)
        expect(button).to_be_focused()
    expect(page.get_by_role("radio")).to_have_count(0)


SINGLE_KEYS = "npfs,./NPFSab1"


@pytest.mark.parametrize("focus", ["body", ".bb-nav a", "summary"])
def test_single_keys_do_nothing(page: Page, focus: str) -> None:
    """WCAG 2.1.4: neither a letter nor a sign leaves the page or opens anything, unless the focus is in a field."""
    page.goto(KINDS["exercise"])
    before = page.url
    expect(
        page.get_by_role("banner").get_by_role("button", name="Colours")
    ).to_be_visible()  # the theme's script has run
    page.locator(focus).first.evaluate("node => node.focus()")
    asked = page.evaluate_handle(
        "() => { const keys = []; addEventListener('keydown', (e) => keys.push(e.key)); return keys }"
    )
    for key in SINGLE_KEYS:
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    assert asked.json_value() == ["Escape"]
    assert page.url == before
    assert page.evaluate("document.querySelector('#__search').checked") is False


LONG_WORD = "Schulterblattstabilisierungsübungsreihe"


@pytest.fixture(scope="module")
def long_titles(made_once: MadeOnce) -> Path:
    """A site whose exercises and imbalances have titles of one word of 39 letters, as ``check`` allows."""

    def fill(folder: Path) -> None:
        world = make_world(folder / "content")
        for number, place in enumerate(
            ("exercises/plank.yml", "exercises/wall-slide.yml", "imbalances/chest-and-neck.yml")
        ):
            world.patch(place, ("title",), f"{LONG_WORD[:-1]}{'abc'[number]}")
        assert build(world.folder, folder / "site").code == 0

    return made_once("long-titles", fill) / "site"


@pytest.mark.parametrize("width", [320, 1280])
def test_title_of_one_long_word_widens_nothing(
    browser: Browser, long_titles: Path, serve: Callable[[Path], str], width: int
) -> None:
    """On no page, with everything unfolded and exercises on the sheet, does anything stick out of the window."""
    context = browser.new_context(service_workers="block", viewport={"width": width, "height": HEIGHT})
    page = context.new_page()
    wide = []
    for path in sorted(long_titles.rglob("*.html")):
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"):
            page.goto(f"{serve(long_titles)}{path.relative_to(long_titles).as_posix()}#e=plank&e=wall-slide")
            page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(path.name)
    context.close()
    assert wide == []


@pytest.fixture(scope="module")
def from_right_to_left(made_once: MadeOnce) -> Path:
    """A site in a language that is read from right to left."""

    def fill(folder: Path) -> None:
        world = make_world(folder / "content")
        world.patch("site.yml", ("language",), "ar")
        assert build(world.folder, folder / "site").code == 0

    return made_once("from-right-to-left", fill) / "site"


@pytest.mark.parametrize(("fixture", "onward"), [("built", 1), ("from_right_to_left", -1)])
def test_chevron_between_pictures_points_the_way_of_reading(
    page: Page, serve: Callable[[Path], str], request: pytest.FixtureRequest, fixture: str, onward: int
) -> None:
    """From the first picture to the second, which stand beside each other in the order of reading."""
    page.goto(f"{serve(request.getfixturevalue(fixture))}chest-and-neck/wall-slide.html")
    way = """(next) => {
      const { left, right, transform } = getComputedStyle(next, "::before");
      const tip = new DOMMatrix(transform).transformPoint({ x: 1, y: -1 });
      const apart = next.getBoundingClientRect().x - next.previousElementSibling.getBoundingClientRect().x;
      return [Math.sign(Math.round(tip.x)), Math.sign(apart), Math.sign(parseFloat(right) - parseFloat(left))];
    }"""
    assert page.locator(".bb-pose--next").first.evaluate(way) == [onward, onward, onward]


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
    page.wait_for_url("**/chest-and-neck/wall-slide.html")
    expect(page.locator("h1")).to_have_text("Wall slide & reach")
    context.close()


def test_site_works_from_disk_when_it_is_opened_without_a_server(browser: Browser, real_site: Path) -> None:
    """A copy on a stick is as good: pages, styles and links."""
    context = browser.new_context(service_workers="block", viewport={"width": 1280, "height": HEIGHT})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((real_site / "index.html").as_uri(), wait_until="networkidle")
    assert [text for text in said if not text.startswith(BLOCKED)] == []
    page.locator(".bb-nav a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith("file://")
    expect(page.locator(NOTE)).to_be_visible()
    context.close()
