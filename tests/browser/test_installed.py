"""What a browser makes of the manifest: it can be read under the policy of the pages, and the site can be installed."""

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from tests.tabs import OpenTab, listening

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("folder", ["", "upper-crossed-syndrome/"])
def test_site_can_be_installed_from_any_page(tab: OpenTab, base: str, real_catalogue: Catalogue, folder: str) -> None:
    """Nothing in the manifest is wrong; what opens is the first page, and all pages belong to it."""
    page = tab(390)
    refused: list[str] = []
    with listening(page, console=lambda message: refused.append(message.text) if message.type == "error" else None):
        page.goto(f"{folder}index.html")
        browser = page.context.new_cdp_session(page)
        found = browser.send("Page.getAppManifest")
        assert browser.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    assert refused == []
    assert (found["url"], found["errors"]) == (f"{base}{urls.MANIFEST}", [])
    read = found["manifest"]
    assert (read["name"], read["display"]) == (real_catalogue.site.name, "kMinimalUi")
    assert read["startUrl"] == read["scope"] == base
    assert len(read["icons"]) == 3
