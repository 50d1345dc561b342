"""Every page as Axe sees it: `make test` looks at one page of each kind, for the others take more than a minute."""

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from tests.axe import SCHEMES, axe_faults, in_scheme
from tests.tabs import OpenTab

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_has_a_fault_that_axe_can_find(tab: OpenTab, real_site: Path, width: int) -> None:
    """On a phone and on a desk, in both colour schemes, with all open that can be opened."""
    page = tab(width, reduced_motion="reduce")
    found = []
    for address in sorted(path.relative_to(real_site).as_posix() for path in real_site.rglob("*.html")):
        page.goto(address)
        for scheme in SCHEMES:
            found += [f"{address}, {scheme}: {fault}" for fault in axe_faults(in_scheme(page, scheme))]
    assert found == []
