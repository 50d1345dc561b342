"""Figures in a browser: they play when asked, show the other side, follow the scheme, and look alike everywhere."""

import io
import re
from pathlib import Path
from typing import Literal, cast

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

import resvg_py
import typst
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page, expect

from tests.tabs import OpenTab, listening

pytestmark = pytest.mark.browser

THREE_SHAPES = "upper-crossed-syndrome/prone-ytw.html"
EACH_SIDE = "lower-crossed-syndrome/single-leg-sit-up.html"
BOTH_SIDES = "upper-crossed-syndrome/face-pull.html"

PICTURES = (
    "figures/face-pull-all-light.svg",
    "figures/suspension-row-card-dark.svg",
    "figures/reverse-crunch-loop-light.svg",
    "frieze-long-light.svg",
    "maps/face-pull-light.svg",
    "poses/crop.bust-light.svg",
)

SIZE = "[document.documentElement.width.baseVal.value, document.documentElement.height.baseVal.value]"

MOVEMENT = re.compile(r'd="([^"]*)"><animate [^>]*?values="([^"]*)"[^>]*/>')
"""The shape of a path without movement, and the shapes through which it moves."""

MEAN, FAR_OFF, SHARE = 1.0, 50, 0.0002
"""How far pictures may differ: on the mean in levels of 255, and in what share of their points by more than so many."""


@pytest.fixture(params=[390, 1280])
def page(tab: OpenTab, request: pytest.FixtureRequest) -> Page:
    """A tab, on a phone and on a desk."""
    return tab(request.param)


def loops(requests: list[str]) -> list[str]:
    """The loops among some addresses."""
    return [address for address in requests if "-loop-" in address]


def test_movement_plays_when_asked_and_nothing_moves_on_the_page(page: Page) -> None:
    """The loop is fetched on the press only, and only in the scheme's colours; Escape stops it."""
    requests: list[str] = []
    with listening(page, request=lambda request: requests.append(request.url)):
        page.goto(EACH_SIDE, wait_until="networkidle")
        button = page.locator(".bb-play summary")
        places = (
            "[document.documentElement.scrollHeight, ...['.bb-play summary', '.bb-steps', '.bb-ask'].map("
            "(part) => document.querySelector(part).getBoundingClientRect().top + scrollY)]"
        )
        before = page.evaluate(places)
        assert loops(requests) == []

        expect(page.locator(".bb-stage__loop")).to_be_hidden()
        button.click()
        loop = page.locator(".bb-stage__loop svg")
        expect(loop).to_be_visible()
        expect(page.locator(".bb-stage__pic")).to_be_hidden()
        expect(button.get_by_text("Stop")).to_be_visible()
        expect(button.get_by_text("Play")).to_be_hidden()
        assert [address.rsplit("/")[-1] for address in loops(requests)] == ["single-leg-sit-up-loop-light.svg"]
        assert page.evaluate(places) == before

    page.keyboard.press("Escape")
    expect(loop).to_be_hidden()
    expect(page.locator(".bb-stage__pic")).to_be_visible()
    expect(button).to_be_focused()


LIT = """([count, at]) => {
  const svg = document.querySelector(".bb-stage__loop svg");
  svg.pauseAnimations();
  const {rests, seconds} = Object.values(loops)[0];
  svg.setCurrentTime(at < count ? rests[at] : seconds * 3 - rests[count * 2 - 2 - at]);
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    done([...document.querySelectorAll(".bb-stage__names .is-now")].map((name) => name.textContent).join());
  })));
}"""
"""The name that is lit in each keyframe, on the way there and, two rounds later, on the way back."""


BEGUN_ANEW = """() => {
  const svg = document.querySelector(".bb-stage__loop svg");
  return svg.getCurrentTime() < 10 && !svg.animationsPaused();
}"""


def test_name_of_the_keyframe_that_is_reached_lights_up(page: Page) -> None:
    """There and back, in the place of the captions; a second press begins anew."""
    page.goto(THREE_SHAPES)
    button = page.locator(".bb-play summary")
    button.click()
    expect(page.locator(".bb-stage__names span")).to_have_text(["Y", "T", "W"])
    assert [page.evaluate(LIT, [3, at]) for at in range(4)] == ["Y", "T", "W", "T"]
    button.click()
    button.click()
    page.wait_for_function(BEGUN_ANEW)
    expect(page.get_by_role("img", name="The movement")).to_have_count(1)


def test_movement_plays_without_script(tab: OpenTab) -> None:
    """The button is the browser's own."""
    page = tab(1280, java_script_enabled=False)
    page.goto(EACH_SIDE)
    page.locator(".bb-play summary").click()
    expect(page.locator(".bb-stage__loop img").first).to_be_visible()


def test_other_side_is_shown_when_asked(page: Page) -> None:
    """The drawings turn round and the words with them; an exercise of both sides has no such choice."""
    page.goto(EACH_SIDE)
    figure = page.locator(".bb-pose .fig").first
    expect(page.locator(".bb-side")).to_contain_text("Right side")
    assert figure.evaluate("node => getComputedStyle(node).transform") == "none"
    page.get_by_label("Other side").check()
    expect(page.locator(".bb-side__other")).to_be_visible()
    expect(page.locator(".bb-side__own")).to_be_hidden()
    assert figure.evaluate("node => getComputedStyle(node).transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    page.goto(BOTH_SIDES)
    expect(page.get_by_label("Other side")).to_have_count(0)


def test_figure_is_told_in_words(page: Page) -> None:
    """To a screen reader the pictures are one image with the description; captions and shapes are silent."""
    page.goto(BOTH_SIDES)
    image = page.get_by_role("img", name="Standing in front of a pulley")
    expect(image).to_have_count(1)
    expect(image.locator("svg:not([aria-hidden=true])")).to_have_count(0)


@pytest.mark.parametrize(("scheme", "skin"), [("light", "rgb(239, 204, 176)"), ("dark", "rgb(237, 201, 173)")])
def test_figure_follows_the_scheme_and_paper_is_light(
    tab: OpenTab, scheme: Literal["light", "dark"], skin: str
) -> None:
    """Inline figures take the page's colours."""
    page = tab(1280)
    page.emulate_media(color_scheme=scheme)
    page.goto(BOTH_SIDES)
    limb = page.locator(".fig g[class=skin]").first
    colour = "node => getComputedStyle(node).fill"
    assert limb.evaluate(colour) == skin
    page.emulate_media(media="print")
    assert limb.evaluate(colour) == "rgb(239, 204, 176)"
    expect(page.locator(".bb-play")).to_be_hidden()


def test_pictures_of_a_stage_have_one_scale(page: Page) -> None:
    """Start, finish and the view from behind show the person in one size."""
    for address in (EACH_SIDE, BOTH_SIDES):
        page.goto(address)
        scales = page.locator(".bb-pose .fig").evaluate_all("nodes => nodes.map(node => node.getScreenCTM().a)")
        assert max(scales) - min(scales) < 0.002, scales


@pytest.mark.parametrize("name", PICTURES)
def test_browser_book_and_print_draw_alike(tab: OpenTab, real_site: Path, tmp_path: Path, name: str) -> None:
    """Chromium, resvg and Typst give the same picture, point by point; one that moves begins as it is without movement.

    The browser gets it without: else it would be a picture of some moment.
    """
    moving = (real_site / "assets" / name).read_text(encoding="utf-8")
    assert [still for still, shapes in MOVEMENT.findall(moving) if not shapes.startswith(f"{still};")] == []
    svg = MOVEMENT.sub(r'd="\1">', moving)
    assert "<animate" not in svg
    (tmp_path / "picture.svg").write_text(svg, encoding="utf-8")
    page = tab(1280)
    page.goto((tmp_path / "picture.svg").as_uri())
    width, height = page.evaluate(SIZE)
    page.set_viewport_size({"width": width, "height": height})
    seen = picture(page.screenshot())
    for other in (picture(bytes(resvg_py.svg_to_bytes(svg_string=svg))), picture(printed(svg, *seen.size))):
        assert other.size == seen.size
        levels = ImageChops.difference(seen, other).convert("L").histogram()
        assert sum(level * count for level, count in enumerate(levels)) / sum(levels) <= MEAN
        assert sum(levels[FAR_OFF:]) / sum(levels) <= SHARE


def printed(svg: str, width: int, height: int) -> bytes:
    """A picture as it is in the PDFs."""
    page = f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
    page += '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    compiler = typst.Compiler(page.encode(), ignore_system_fonts=True, sys_inputs={"svg": svg})
    return cast(bytes, compiler.compile(format="png", ppi=72))


def picture(png: bytes) -> Image.Image:
    """A picture on white, a little blurred: edges may lie half a point apart."""
    read = Image.open(io.BytesIO(png)).convert("RGBA")
    ground = Image.new("RGB", read.size, "white")
    ground.paste(read, mask=read)
    return ground.filter(ImageFilter.GaussianBlur(1))
