"""What the search finds of a page: its parts, each under an anchor of its own, and nothing that is left out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder.views.page import Section
from builder.views.search_entries import sections


def of(body: str) -> list[Section]:
    """The parts of a page called T."""
    return list(sections(body, "T"))


def test_page_is_split_at_headings_and_at_boxes_that_have_an_anchor() -> None:
    """A reader who is led to the clinicians' text must not land at the stop signs above it."""
    assert of(
        '<h1 id="t">T</h1><p>Lead.</p><h2 data-id="x" id="stop">Stop <em>if</em></h2><p>Pain.</p>'
        '<details class="a" id="clinicians"><summary>For <b>clinicians</b></summary><p>EMG.</p></details>'
        "<details><summary>More</summary><p>Too.</p></details>"
    ) == [
        Section("", "T", "Lead."),
        Section("stop", "Stop if", "Pain."),
        Section("clinicians", "For clinicians", "EMG. More Too."),
    ]


def test_text_before_the_first_heading_belongs_to_the_page() -> None:
    """A page need not begin with its title, nor have any heading."""
    assert of("<p>Lead.</p><h2 id='a'>A</h2>Text.") == [Section("", "T", "Lead."), Section("a", "A", "Text.")]
    assert of("") == [Section("", "T", "")]


@pytest.mark.parametrize("void", ["<input>", "<br>", "<img src=x>", "<hr>", '<input type="checkbox" checked/>'])
def test_what_is_left_out_ends_where_its_element_ends(void: str) -> None:
    """An element without an end tag inside is not the end of it."""
    form = f"<fieldset><legend>L</legend><label>{void}in</label></fieldset><div>in</div>{void}<p>in</p>"
    body = f"<h1 id='t'>T</h1><p>out</p><div data-search-exclude>{form}</div><p>after</p>"
    assert of(body) == [Section("", "T", "out after")]


def test_links_to_get_about_are_not_found() -> None:
    """The name of the next exercise is no text of this one."""
    assert of('<p>out</p><nav aria-label="Programme"><a href="x.html">Next: <b>Plank</b></a></nav><p>after</p>') == [
        Section("", "T", "out after")
    ]


def test_heading_over_nothing_is_not_found() -> None:
    """The same heading over a list that is left out stands on every exercise."""
    assert of("<h2 id='ask'>Ask first if</h2><ul data-search-exclude><li>a</ul><h2 id='b'>B</h2>b") == [
        Section("", "T", ""),
        Section("b", "B", "b"),
    ]


def documents(site: Path) -> list[dict[str, Any]]:
    """The entries of the index."""
    script = (site / "search" / "pages.js").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(script.removeprefix("var searchPages = "))["docs"]
    return found


def test_lists_of_other_pages_are_not_found(real_site: Path) -> None:
    """The sheet and the finder show all exercises: each is found by what is its own."""
    lengths = {entry["location"]: len(entry["text"]) for entry in documents(real_site)}
    for page in ("sheet.html", "exercises/index.html"):
        assert {place: length for place, length in lengths.items() if place.split("#")[0] == page}.keys() == {page}
        assert 0 < lengths[page] < 400


def test_exercise_is_found_by_its_text_and_not_by_its_foot(real_site: Path) -> None:
    """Clinicians' text and sources have anchors of their own; prints, files and reviews are not found."""
    entries = [
        entry for entry in documents(real_site) if entry["location"].startswith("lower-crossed-syndrome/bird-dog")
    ]
    by_anchor = {entry["location"].partition("#")[2]: entry["text"] for entry in entries}
    assert by_anchor.keys() >= {"", "steps", "clinicians", "sources"}
    assert "Quadruped" in by_anchor["clinicians"]
    assert [text for anchor, text in by_anchor.items() if anchor != "clinicians" and "Quadruped" in text] == []
    foot = re.compile(r"Print this exercise|A4 \d|Also called|Not yet reviewed by a clinician")
    assert [entry["location"] for entry in documents(real_site) if foot.search(entry["text"])] == []
