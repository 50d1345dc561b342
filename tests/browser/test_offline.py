"""Without a network: the published site after a first visit, a newer edition, and the whole site from one zip."""

import gzip
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.helpers import DISCLAIMER, World, build

pytestmark = pytest.mark.browser

KEPT = """() => new Promise((done) => {
  const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  navigator.serviceWorker.addEventListener("message", ({data}) => data.total && !data.running && done(true));
  navigator.serviceWorker.ready.then(({active}) => active.postMessage({keep: "first", scheme}));
})"""
"""Asks the worker for what it keeps at first, as each page does, and waits until that is there."""

NEW_EDITION = "navigator.serviceWorker.ready.then((kept) => kept.update()).then((kept) => kept.update())"
"""Looks for a newer edition; twice, because the first may join a look that began before it was there."""

IN_CACHE = """caches.open(new URL("./", document.querySelector(".md-logo").href).href)
  .then((cache) => cache.keys()).then((kept) => kept.map(({url}) => new URL(url).pathname.slice(1)))"""
"""The paths of what is kept; for pages at the top of the site."""
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
    page.wait_for_function(KEPT)
    return page


def files_listed(site: Path) -> dict[str, str]:
    """The fingerprints of all files that the worker of a site may keep, by their paths."""
    worker = (site / "service-worker.js").read_text(encoding="utf-8")
    files: dict[str, str] = json.loads(worker.split(" = ")[1].split(";")[0])
    return files


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
    page.locator(".md-search__input").focus()
    page.locator(".md-search__input").fill("face pull")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Face pull")
    page.goto(f"{base}contribute/fields.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    expect(page.get_by_text(DISCLAIMER).first).to_be_visible()


def test_session_runs_without_a_network(context: BrowserContext, real_site: Path, serve: Callable[[Path], str]) -> None:
    """A plan that nobody opened yet: with its pictures and its movements, to its end."""
    base = serve(real_site)
    page = visited(context, base)
    context.set_offline(True)
    page.goto(f"{base}train.html#plan=upper-crossed-syndrome/2")
    expect(page.locator("[data-view=overview] img:visible").first).to_have_js_property("naturalWidth", 378)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".bb-player__fig svg")).to_be_visible()
    while page.locator(".bb-player").is_visible():
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Session finished")).to_be_visible()


def test_first_visit_stores_nothing_about_the_reader(
    context: BrowserContext, real_site: Path, serve: Callable[[Path], str]
) -> None:
    """Only files of the site are kept."""
    page = visited(context, serve(real_site))
    assert page.evaluate(STORED) == {"cookies": "", "local": {}, "session": {}}


@pytest.fixture
def site(real_site: Path, tmp_path: Path) -> Path:
    """The real site, not to be changed but by taking files away."""
    return Path(shutil.copytree(real_site, tmp_path / "site", copy_function=os.link))


LOOP = "assets/figures/face-pull-loop-light.svg"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_first_a_browser_keeps_the_pages_with_their_pictures_in_one_scheme(
    browser: Browser, real_site: Path, serve: Callable[[Path], str], scheme: Literal["light", "dark"]
) -> None:
    """Neither the movements, which are large, nor what would be seen in the other colours; at most five megabytes."""
    context = browser.new_context(color_scheme=scheme)
    page = visited(context, f"{serve(real_site)}disclaimer.html")
    kept: list[str] = page.evaluate(IN_CACHE)
    context.close()
    pages = {path.relative_to(real_site).as_posix() for path in real_site.rglob("*.html")}
    assert {path for path in kept if path.endswith(".html")} == {path for path in pages if "contribute/" not in path}
    assert f"assets/figures/face-pull-card-{scheme}.svg" in kept
    assert f"assets/maps/upper-crossed-syndrome-{scheme}.svg" in kept
    other = "light" if scheme == "dark" else "dark"
    assert [path for path in kept if path.endswith(f"-{other}.svg") or "-loop-" in path] == []
    assert sum(len(gzip.compress((real_site / path).read_bytes(), 6)) for path in kept) <= 5_000_000


def test_what_was_seen_is_kept(context: BrowserContext, real_site: Path, serve: Callable[[Path], str]) -> None:
    """A movement that was played plays again without a network; one that was not does no harm."""
    address = f"{serve(real_site)}upper-crossed-syndrome/face-pull.html"
    page = visited(context, address)
    page.locator(".bb-play > summary").click()
    expect(page.locator(".bb-stage__loop svg")).to_be_visible()
    context.new_cdp_session(page).send("Network.clearBrowserCache")  # else it might come from there
    context.set_offline(True)
    page.reload()
    assert LOOP in page.evaluate(IN_CACHE)
    page.locator(".bb-play > summary").click()
    expect(page.locator(".bb-stage__loop svg")).to_be_visible()


def test_one_missing_file_does_not_stop_offline_use(
    context: BrowserContext, site: Path, serve: Callable[[Path], str]
) -> None:
    """What is there is kept, and the missing page is as if it had never been."""
    (site / "glossary.html").unlink()
    base = serve(site)
    page = visited(context, base)
    context.set_offline(True)
    page.goto(f"{base}get-help.html")
    expect(page.get_by_text(DISCLAIMER).first).to_be_visible()
    page.goto(f"{base}glossary.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")


def test_earlier_page_stands_in_until_the_newer_one_comes(
    context: BrowserContext, world: World, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """A page of a newer edition that does not come costs nobody the one that they have."""
    site = tmp_path / "site"
    assert build(world.folder, site).code == 0
    base = serve(site)
    page = visited(context, base)
    world.replace("exercises/plank.yml", "summary: ", "summary: Brand new. ")
    assert build(world.folder, site).code == 0
    newer = (site / "chest-and-neck/plank.html").rename(tmp_path / "plank.html")
    page.evaluate(NEW_EDITION)
    page.wait_for_function(KEPT)
    context.set_offline(True)
    page.goto(f"{base}chest-and-neck/plank.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plank")
    expect(page.get_by_text("Brand new.")).to_have_count(0)
    context.set_offline(False)
    newer.rename(site / "chest-and-neck/plank.html")
    page = visited(context, base)
    context.set_offline(True)
    page.goto(f"{base}chest-and-neck/plank.html")
    expect(page.get_by_text("Brand new.").first).to_be_visible()


def test_name_of_a_folder_leads_to_its_page_without_a_network(
    context: BrowserContext, real_site: Path, serve: Callable[[Path], str]
) -> None:
    """As a server does it; links of the page go on working, and what stands behind the address stays there."""
    base = serve(real_site)
    page = visited(context, base)
    context.set_offline(True)
    page.goto(f"{base}upper-crossed-syndrome?from=mail#programme")
    assert page.url == f"{base}upper-crossed-syndrome/?from=mail#programme"
    page.get_by_role("link", name="Chin tuck").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chin tuck")


EVERYTHING = "Everything is kept on this device."


def test_everything_is_kept_when_the_reader_asks_for_it(
    context: BrowserContext, site: Path, serve: Callable[[Path], str]
) -> None:
    """Progress is announced; what was interrupted goes on at the next press."""
    base, away = serve(site), site.with_name("away")
    page = visited(context, f"{base}downloads.html")
    button, status = page.get_by_role("button", name="Keep everything"), page.locator("[data-bb-offline] [role=status]")
    expect(button).to_have_text(re.compile(r"\(\d+\.\d MB\)$"))
    expect(status).to_have_text("")
    (site / "assets/figures").rename(away)
    button.click()
    expect(status).to_have_text(re.compile(r"^Not everything came through. Kept so far: \d\d %."))
    away.rename(site / "assets/figures")
    button.click()
    expect(status).to_contain_text(EVERYTHING)
    assert files_listed(site).keys() <= set(page.evaluate(IN_CACHE))
    page.reload()
    expect(status).to_contain_text(EVERYTHING)


def test_who_asked_for_everything_keeps_everything_of_the_next_edition(
    context: BrowserContext, world: World, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """With the next page that is opened; nobody has to press again."""
    site = tmp_path / "site"
    assert build(world.folder, site).code == 0
    base = serve(site)
    page = visited(context, f"{base}downloads.html")
    page.get_by_role("button", name="Keep everything").click()
    expect(page.get_by_text(EVERYTHING)).to_be_visible()
    world.replace("exercises/plank.yml", "posture: plank", "posture: quadruped")
    assert build(world.folder, site).code == 0
    page.evaluate(NEW_EDITION)
    visited(context, f"{base}glossary.html")
    expect(page.get_by_text(EVERYTHING)).to_be_visible()
    keys: list[str] = page.evaluate(IN_CACHE.replace("pathname.slice(1)", "href"))
    assert set(keys) == {f"{base}{path}?{mark}" for path, mark in files_listed(site).items()} | {
        f"{base}?keep-everything"
    }


def test_nothing_is_fetched_unasked_when_the_reader_saves_data(
    context: BrowserContext, real_site: Path, serve: Callable[[Path], str]
) -> None:
    """The button is a request; a page that is opened is none."""
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    page.goto(f"{serve(real_site)}downloads.html", wait_until="networkidle")
    assert page.evaluate("navigator.connection.saveData") is True
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.get_by_role("button", name="Keep everything").click()
    expect(page.get_by_text(EVERYTHING)).to_be_visible()


def test_newer_edition_is_not_fetched_unasked_either(
    context: BrowserContext, site: Path, serve: Callable[[Path], str]
) -> None:
    """Browsers look for a newer worker by themselves: it fetches nothing while the reader saves data."""
    worker = site / "service-worker.js"
    script = worker.read_text(encoding="utf-8")
    worker.unlink()  # it has a second name in the site that all tests share
    saving = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});"
    worker.write_text(saving + script, encoding="utf-8")
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    page.goto(f"{serve(site)}disclaimer.html", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.register('service-worker.js').then(() => navigator.serviceWorker.ready)")
    assert page.evaluate(IN_CACHE) == []


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
    changed.evaluate(NEW_EDITION)
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
