"""Two engines, one site: the engine is a guest and can be changed."""

import json
import shutil
import sys
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import DISCLAIMER, build, make_world, pages_of, text_of, tree_of
from tests.test_pages import EXERCISE, HOSTILE, PAGE, foreign_parts, inline_scripts, make_hostile, squeezed

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


def facts(site: Path) -> dict[str, tuple[object, ...]]:
    """What must be the same on every page: window title, heading, disclaimer, what is shown of it elsewhere, where it
    was printed from."""
    return {
        name: (
            text_of(tree, "head > title"),
            text_of(tree, "h1"),
            DISCLAIMER in text_of(tree, "[data-disclaimer]"),
            [node.attributes for node in tree.css("meta[property]")],
            text_of(tree, ".bb-foot > .bb-print-only"),
        )
        for name, tree in pages_of(site)
    }


@needs_zensical
def test_engines_make_the_same_pages(built: Path, other_site: Path) -> None:
    """Page list, titles, headings, disclaimer and addresses do not depend on the engine."""
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


@needs_zensical
def test_text_becomes_no_markup_in_the_other_engine(other_site: Path, tmp_path: Path) -> None:
    """What ``test_pages.py`` asks of one engine holds for both: titles as typed, no element, no script of a text."""
    world = make_world(tmp_path / "content")
    make_hostile(world, HOSTILE[2])
    outcome = build(world.folder, tmp_path / "site", "--engine", "zensical")
    assert outcome.code == 0, outcome.err
    assert inline_scripts(tmp_path / "site") == inline_scripts(other_site)
    for name, tree in pages_of(tmp_path / "site"):
        assert foreign_parts(tree) == [], name
        assert text_of(tree, "head > title").endswith(squeezed(world.data("site.yml")["name"])), name
    assert text_of(tree_of(tmp_path / "site" / PAGE), "h1") == squeezed(world.data(EXERCISE)["title"])


def search_index(site: Path) -> dict[str, Any]:
    """The index of our own search."""
    script = (site / "search" / "pages.js").read_text(encoding="utf-8")
    index: dict[str, Any] = json.loads(script.removeprefix("var searchPages = "))
    return index


def search_box(site: Path) -> str:
    """The worker that the search box of the first page asks."""
    settings = json.loads(text_of(tree_of(site / "index.html"), "#__config"))
    return str(settings["search"])


def test_search_box_asks_our_worker(built: Path) -> None:
    """It is named in the settings of each page, as seen from the page, and is there; the theme's own is not."""
    assert search_box(built) == "assets/search-worker.js"
    for name, tree in pages_of(built):
        worker = json.loads(text_of(tree, "#__config"))["search"]
        depth = "/back/" if name == "404.html" else "../" * name.count("/")
        assert worker == f"{depth}assets/search-worker.js", name
    assert (built / "assets/search-worker.js").is_file()
    assert not (built / "assets/javascripts/workers").exists()


@needs_zensical
def test_engines_give_our_search_the_same_index(built: Path, other_site: Path) -> None:
    """What is found does not depend on the engine."""
    assert search_index(other_site) == search_index(built)


@needs_zensical
def test_search_box_of_the_other_engine_reads_our_texts(built: Path, other_site: Path) -> None:
    """Its results are drawn by its own worker, from an index of its own form: each of our sections is in it, with other
    names and lay words, and escaped, because it takes what looks like a tag for one."""
    assert (other_site / search_box(other_site)).is_file()
    text = (other_site / "search.json").read_text(encoding="utf-8")
    assert (other_site / "search.js").read_text(encoding="utf-8") == f"var __index = {text}\n"
    wanted = {
        one["location"]: (
            escape(one["title"], quote=False),
            escape(" ".join([one["text"], *one.get("also", ()), *one.get("terms", ())]), quote=False),
        )
        for one in search_index(built)["docs"]
    }
    items = json.loads(text)["items"]
    assert {one["location"]: (one["title"], one["text"]) for one in items} == wanted
    assert {one["level"] for one in items if "#" not in one["location"]} == {1}
    assert {one["level"] for one in items if "#" in one["location"]} == {2}
    assert any("&amp;" in title for title, _ in wanted.values())
