"""Without a network: the published site after a first visit, a newer edition, and the whole site from one zip."""

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.helpers import DISCLAIMER, World, build

pytestmark = pytest.mark.browser

KEPT = "navigator.serviceWorker.ready.then((kept) => Boolean(kept.active))"
STORED = "({cookies: document.cookie, local: {...localStorage}, session: {...sessionStorage}})"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser that has never been here."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def visited(context: BrowserContext, address: str) -> Page:
    """A page that was open until the browser had kept the site."""
    page = context.new_page()
    page.goto(address)
    assert page.evaluate(KEPT)
    return page


def test_site_works_without_a_network_after_the_first_visit(
    context: BrowserContext, real_site: Path, serve: Callable[[Path], str]
) -> None:
    """Pages nobody opened yet, with drawings, search and disclaimer."""
    base = serve(real_site)
    page = visited(context, f"{base}")
    context.set_offline(True)
    page.goto(f"{base}upper-crossed-syndrome/face-pull.html")
    expect(page.get_by_text(DISCLAIMER).first).to_be_visible()
    page.goto(f"{base}exercises/")
    assert page.evaluate("[...document.images].every((image) => image.loading === 'lazy' || image.naturalWidth > 0)")
    page.keyboard.press("s")
    page.locator(".md-search__input").fill("face pull")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Face pull")
    page.goto(f"{base}contribute/fields.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    expect(page.get_by_text(DISCLAIMER).first).to_be_visible()


def test_first_visit_stores_nothing_about_the_reader(
    context: BrowserContext, real_site: Path, serve: Callable[[Path], str]
) -> None:
    """Only files of the site are kept."""
    page = visited(context, serve(real_site))
    assert page.evaluate(STORED) == {"cookies": "", "local": {}, "session": {}}


def test_reader_is_told_when_the_open_page_has_changed(
    context: BrowserContext, world: World, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """A page that did not change says nothing; the changed one offers the new text, and nothing old is left."""
    site = tmp_path / "site"
    assert build(world.folder, site).code == 0
    base = serve(site)
    changed = visited(context, f"{base}chest-and-neck/plank.html")
    same = visited(context, f"{base}disclaimer.html")
    world.replace("exercises/plank.yml", "summary: ", "summary: Brand new. ")
    assert build(world.folder, site).code == 0
    changed.evaluate("navigator.serviceWorker.ready.then((kept) => kept.update())")
    notice = changed.get_by_role("button", name="Show the new one")
    expect(notice).to_be_visible()
    expect(same.get_by_role("button", name="Show the new one")).to_be_hidden()
    context.set_offline(True)
    notice.click()
    expect(changed.get_by_text("Brand new.").first).to_be_visible()
    expect(notice).to_be_hidden()


def test_lost_reader_is_not_told_of_a_newer_page(
    context: BrowserContext, real_site: Path, serve: Callable[[Path], str]
) -> None:
    """The page for lost readers has no address of its own, and is as new as any."""
    page = visited(context, f"{serve(real_site)}no/such/page.html")
    page.wait_for_timeout(300)
    expect(page.get_by_role("button", name="Show the new one")).to_be_hidden()


def test_old_pages_are_never_shown_while_there_is_a_network(
    context: BrowserContext, world: World, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """The disclaimer that is read is the one that is published."""
    site = tmp_path / "site"
    assert build(world.folder, site).code == 0
    page = visited(context, serve(site))
    published = site / "disclaimer.html"
    published.write_text(published.read_text(encoding="utf-8").replace(DISCLAIMER, "A newer disclaimer."))
    os.utime(published, (2e9, 2e9))
    page.goto(f"{page.url}disclaimer.html")
    expect(page.get_by_text("A newer disclaimer.").first).to_be_visible()


def test_zip_opens_from_disk(context: BrowserContext, world: World, tmp_path: Path) -> None:
    """It holds the whole site but itself, and its pages do not offer it; the published page says its size."""
    site, unpacked = tmp_path / "site", tmp_path / "unpacked"
    assert build(world.folder, site, "--offline-zip").code == 0
    zipfile.ZipFile(site / "downloads" / "site.zip").extractall(unpacked)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((unpacked / "downloads.html").as_uri())
    expect(page.get_by_role("link", name="Zip file")).to_have_count(0)
    page.goto((site / "downloads.html").as_uri())
    expect(page.get_by_role("link", name="Zip file")).to_contain_text("MB")
    assert {address.split(":")[0] for address in requests} == {"file"}
