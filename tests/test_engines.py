"""Two engines, one site: the engine is a guest and can be changed."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.helpers import DISCLAIMER, build, pages_of, text_of

ENGINE = shutil.which(Path(sys.executable).with_name("zensical")) or shutil.which("zensical")
needs_zensical = pytest.mark.skipif(
    ENGINE is None, reason="zensical is not installed (requirements-zensical.txt): the second engine is left out"
)


@pytest.fixture(scope="module")
def other_site(tiny_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny world, made by the other engine."""
    site_dir = tmp_path_factory.mktemp("zensical") / "site"
    outcome = build(tiny_content, site_dir, "--engine", "zensical")
    assert outcome.code == 0, outcome.err
    return site_dir


def facts(site: Path) -> dict[str, tuple[str, str, bool]]:
    """What must be the same on every page: window title, heading, disclaimer."""
    return {
        name: (text_of(tree, "head > title"), text_of(tree, "h1"), DISCLAIMER in text_of(tree, "[data-disclaimer]"))
        for name, tree in pages_of(site)
    }


@needs_zensical
def test_engines_make_the_same_pages(built: Path, other_site: Path) -> None:
    """Page list, titles, headings and disclaimer do not depend on the engine."""
    assert facts(other_site) == facts(built)


@needs_zensical
def test_engines_lay_the_same_links_in_the_content(built: Path, other_site: Path) -> None:
    """What a page of content links to does not depend on the engine."""

    def links(site: Path) -> dict[str, list[str]]:
        return {
            name: [(node.attributes["href"] or "").removesuffix("/.") for node in tree.css("article p a[href]")]
            for name, tree in pages_of(site)
        }

    assert links(other_site) == links(built)
