"""The anchors that ``check`` knows are those of the finished site: it lets links to them through, and no others."""

import re
from pathlib import Path

from builder.views.template_words import anchors_written
from tests import helpers
from tests.helpers import World, pages_of

DRAWN = re.compile(r"__|.*-[a-z]+\d+$")
"""Anchors of the theme and of the parts of drawings: nobody links to them."""


def anchors_of(site: Path) -> dict[str, set[str]]:
    """The anchors of every page but the lists of terms and sources, whose entries have a rule of their own."""
    found = {}
    for address, tree in pages_of(site):
        anchors = {node.attributes["id"] or "" for node in tree.css("[id]")}
        found[address] = {anchor for anchor in anchors if not DRAWN.match(anchor)}
    return {address: anchors for address, anchors in found.items() if address not in ("sources.html", "glossary.html")}


def link_to(world: World, links: list[str]) -> list[str]:
    """Put links into a page and give what is wrong with each."""
    text = world.read("pages/about.md")
    world.write("pages/about.md", text + "".join(f"\n[x]({link})\n" for link in links))
    problems = world.check()
    world.write("pages/about.md", text)
    return [problem.split(": links to ")[1] for problem in problems]


def test_check_lets_a_link_through_when_the_page_has_the_anchor(world: World, built: Path) -> None:
    """Every anchor of every page of the site may be linked, but for those of parts that a page may lack."""
    pages = anchors_of(built)
    links = [f"{address}#{anchor}" for address, anchors in pages.items() for anchor in sorted(anchors)]
    refused = {problem.split(",")[0]: problem for problem in link_to(world, links)}
    assert {message.partition(", ")[2] for link, message in refused.items() if "wall-angel" not in link} == {
        "which is there only at times; link to the page itself"
    }
    assert {link.partition("#")[2] for link in refused} == {
        "equipment", "sources", "idea", "gaps", "wall-slide-reach",
    }  # fmt: skip


def test_check_knows_the_anchors_that_templates_always_write(built: Path) -> None:
    """What is said to be always there is on each page that the template makes, here on the pages named like one."""
    pages = anchors_of(built)
    written = anchors_written(*helpers.workspace.page_sources)
    samples = {"exercise": "chest-and-neck/plank.html", "imbalance": "left-and-right/index.html", "home": "index.html"}
    for template, anchors in written.items():
        address = samples.get(template) or next((one for one in pages if one.endswith(f"{template}.html")), None)
        for anchor in (one for one, always in anchors.items() if always and address):
            assert anchor in pages[str(address)], (template, anchor)


def test_check_refuses_a_link_when_no_page_has_the_anchor(world: World, built: Path) -> None:
    """An anchor that is nowhere is found on every kind of page."""
    links = [f"{address}#nowhere" for address in anchors_of(built)]
    assert len(link_to(world, links)) == len(links)
