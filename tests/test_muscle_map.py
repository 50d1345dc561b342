"""The muscle map: the right muscles on the right side in the right state, small, legible, the same each time."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from builder.catalogue.catalogue import Catalogue
from builder.figures.muscle_map import STATES, MarkedMuscle, draw_muscle_map, muscle_ids
from builder.figures.svg.palette import PALETTES, SCREENS, contrast
from builder.illustrations.drawings import maps, muscles_of_exercise
from builder.views.templating import environment
from tests.helpers import ROOT, World, run, tree_of

SVG = "{http://www.w3.org/2000/svg}"
BOTH = ("front", "back")
MIDDLE = 180
"""The mid line of a view."""


def draw(*marked_muscles: MarkedMuscle, scheme: str = "light", views: tuple[str, ...] = BOTH) -> ElementTree.Element:
    """A map as a parsed tree; what does not parse is not SVG."""
    svg = draw_muscle_map(environment(ROOT / "templates", {}, []), marked_muscles, scheme, views)
    return ElementTree.fromstring(svg)  # noqa: S314 -- our own


def marked(tree: ElementTree.Element, state: str) -> list[float]:
    """Where the shapes of a state begin, from the left edge of their view."""
    shapes = [node.get("d", "") for node in tree.iter(f"{SVG}path") if node.get("class") == state]
    return [float(re.match(r"M([\d.]+)", shape)[1]) for shape in shapes]  # type: ignore[index]


def test_map_can_draw_every_muscle_of_the_vocabulary(real_catalogue: Catalogue) -> None:
    """One set of ids for texts and drawings: each muscle of one is in the other."""
    assert muscle_ids() == set(real_catalogue.muscles)


@pytest.mark.parametrize("state", STATES)
def test_map_marks_a_muscle_in_its_state(state: str) -> None:
    """A mark shows on both sides and nowhere else."""
    tree = draw(MarkedMuscle("latissimus-dorsi", state))
    assert len(marked(tree, state)) == 2
    assert [len(marked(tree, other)) for other in STATES if other != state] == [0, 0, 0]


def test_map_hatches_less_and_fills_more() -> None:
    """Solid is tight and main, hatched is weak and help: readable without colour."""
    tree = draw(*(MarkedMuscle(muscle, state) for muscle, state in zip(sorted(muscle_ids()), STATES, strict=False)))
    assert {node.get("id") for node in tree.iter(f"{SVG}pattern")} == {"weak", "help"}
    style = tree.findtext(f"{SVG}style") or ""
    assert ".weak{fill:url(#weak)}" in style
    assert ".help{fill:url(#help)}" in style


def test_map_shows_sides_as_the_person_has_them() -> None:
    """From the front the person's left is on the reader's right; from behind it is on the left."""
    front = marked(draw(MarkedMuscle("biceps", "main", "left"), views=("front",)), "main")
    back = marked(draw(MarkedMuscle("latissimus-dorsi", "main", "left"), views=("back",)), "main")
    assert len(front) == len(back) == 1
    assert front[0] > MIDDLE > back[0]


def test_map_brings_the_arms_closer_and_leaves_the_legs() -> None:
    """The forearms are 7.5 units nearer to the mid line than in the table, at the elbow as at the wrist."""
    table = yaml.safe_load((ROOT / "builder/figures/muscle_map.yml").read_text(encoding="utf-8"))["front"]
    for muscle, moved in {"forearms": 7.5, "quadriceps": 0}.items():
        first = float(table[muscle][0].split(",")[0])
        drawn = marked(draw(MarkedMuscle(muscle, "main", "left"), views=("front",)), "main")
        assert drawn == [pytest.approx(MIDDLE + first - moved, abs=0.5)], muscle


def test_map_takes_the_first_mark_when_two_name_a_muscle() -> None:
    """A main muscle that also helps is main."""
    tree = draw(MarkedMuscle("biceps", "main"), MarkedMuscle("biceps", "help"))
    assert (len(marked(tree, "main")), len(marked(tree, "help"))) == (2, 0)


def test_map_has_nothing_that_runs_or_loads() -> None:
    """No script, no foreign address, no event; the ground is transparent."""
    text = draw_muscle_map(environment(ROOT / "templates", {}, []), (MarkedMuscle("biceps", "weak"),), "dark", BOTH)
    assert re.findall(r"<script|\son\w+=|href|@import|<rect", text) == []
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_maps_of_the_site_are_small_and_the_same_each_time(real_catalogue: Catalogue) -> None:
    """At most 10 kB packed, and drawn twice they are alike to the byte."""
    templates = environment(ROOT / "templates", {}, [])
    files = {drawing.path: drawing.draw() for drawing in maps(real_catalogue, templates, SCREENS)}
    assert len(files) == 2 * (len(real_catalogue.exercises) + len(real_catalogue.imbalances))
    assert [path for path, svg in files.items() if len(gzip.compress(svg.encode(), 9)) > 10_000] == []
    assert files == {drawing.path: drawing.draw() for drawing in maps(real_catalogue, templates, SCREENS)}


def test_page_has_no_map_when_no_muscle_on_it_has_a_shape(world: World, tmp_path: Path) -> None:
    """A bare body beside a legend says nothing; the names are there in words, and the PDFs do without too."""
    for place in ("vocabulary.yml", "exercises/suitcase-carry.yml", "imbalances/left-and-right.yml"):
        world.replace(place, "trapezius-mid-low", "lats")
    world.replace("exercises/wall-slide.yml", "trapezius-mid-low", "lats")
    site = tmp_path / "site"
    outcome = run("build", "--content", world.folder, "--site-dir", site)
    assert outcome.code == 0, outcome.err
    assert "'lats', which exercises/suitcase-carry.yml names, has no shape" in outcome.err
    maps = {path.name for path in (site / "assets/maps").iterdir()}
    assert maps == {f"{name}-{scheme}.svg" for name in ("chest-and-neck", "plank", "wall-slide") for scheme in SCREENS}
    for page in ("left-and-right/index.html", "left-and-right/suitcase-carry.html"):
        assert tree_of(site / page).css_first("[src*='assets/maps/'], .bb-pattern, .bb-stage .bb-key") is None
    assert (site / "downloads/exercise-suitcase-carry-large-print-a4.pdf").exists()


def test_exercise_marks_name_main_muscles_first(real_catalogue: Catalogue) -> None:
    """What the page calls main is solid on its map, what it calls helping is hatched."""
    exercise = real_catalogue.exercise["face-pull"]
    marked_muscles = {mark.muscle: mark.state for mark in muscles_of_exercise(exercise)}
    assert marked_muscles == dict.fromkeys(exercise.secondary_muscles, "help") | dict.fromkeys(
        exercise.primary_muscles, "main"
    )


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize("colour", ["tight", "weak", "main"])
def test_marked_muscle_stands_out_from_the_plate(scheme: str, colour: str) -> None:
    """At least 3 to 1, as WCAG asks of graphics."""
    palette = PALETTES[scheme]
    assert contrast(getattr(palette, colour), palette.plate) >= 3


def test_contrast_is_what_wcag_defines() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_palette_is_the_one_of_the_style_sheet() -> None:
    """Legend and drawing show the same colours."""
    tokens = Path(ROOT / "site_overrides/assets/css/10-tokens.css").read_text(encoding="utf-8")
    for palette in (PALETTES[scheme] for scheme in SCREENS):
        for colour in (palette.tight, palette.weak, palette.main, palette.help):
            assert colour in tokens, colour
