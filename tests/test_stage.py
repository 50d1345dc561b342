"""The illustration on its page: pictures with captions, words for all of it, room kept before anything is loaded."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.helpers import World, build, pages_of, text_of, tree_of

SLIDE, HOLD, UNDRAWN = (
    "chest-and-neck/wall-slide.html",
    "chest-and-neck/plank.html",
    "left-and-right/suitcase-carry.html",
)


def captions(tree: LexborHTMLParser) -> list[str]:
    """What stands under the pictures."""
    return [node.text() for node in tree.css(".bb-pose p")]


def test_pictures_bear_their_names(built: Path) -> None:
    """Key frames first, then further views, each under the name that its author gave."""
    tree = tree_of(built / SLIDE)
    assert captions(tree) == ["Low", "High", "From behind"]
    assert len(tree.css(".bb-pose svg")) == 3


def test_pictures_without_a_name_are_start_and_finish(world: World, tmp_path: Path) -> None:
    """What lies between them is counted."""
    world.patch("exercises/plank.yml", ("figure", "frames"), [{"posture": "plank"}, {"lumbar": 12}, {"lumbar": 9}])
    assert build(world.folder, tmp_path / "site").code == 0
    assert captions(tree_of(tmp_path / "site" / HOLD)) == ["Start", "2", "Finish"]


def test_hold_is_one_picture_without_movement(built: Path) -> None:
    """Nothing to name, nothing to play, no key for arrows."""
    tree = tree_of(built / HOLD)
    assert (len(tree.css(".bb-pose svg")), captions(tree)) == (1, [])
    assert tree.css(".bb-play, .bb-key--arrow") == []


def test_exercise_without_a_figure_has_no_stage(built: Path) -> None:
    """Neither on its page nor on its card."""
    assert tree_of(built / UNDRAWN).css(".bb-stage") == []
    cards = [card for card in tree_of(built / "exercises/index.html").css(".bb-card") if "Suitcase" in card.text()]
    assert [card.css("img") for card in cards] == [[]]


def test_description_and_map_tell_it_in_words(built: Path) -> None:
    """The pictures are one image with the figure's description; the map names the main muscles."""
    tree = tree_of(built / SLIDE)
    image = tree.css_first(".bb-stage [role=img]")
    assert image is not None
    assert image.attributes["aria-label"] == "A person slides both forearms up a wall."
    maps = {node.attributes["alt"] for node in tree.css(".bb-muscles__map img")}
    assert len(maps) == 1
    assert "Muscles that work most: " in str(maps.pop())


@pytest.mark.parametrize(("side", "shown"), [("right", "Right side"), ("left", "Left side")])
def test_side_is_told_when_each_side_is_trained(world: World, tmp_path: Path, side: str, shown: str) -> None:
    """The side of the drawing first, the other for who turns it round."""
    world.replace("exercises/wall-slide.yml", "sides: both", "sides: each")
    world.patch("exercises/wall-slide.yml", ("figure", "side"), side)
    outcome = build(world.folder, tmp_path / "site")
    assert outcome.code == 0, outcome.out
    tree = tree_of(tmp_path / "site" / SLIDE)
    assert shown in text_of(tree, ".bb-side__own")
    assert shown not in text_of(tree, ".bb-side__other")
    assert len(tree.css(".bb-flip input[type=checkbox]")) == 1


def test_room_is_kept_for_every_picture(real_site: Path) -> None:
    """Width and height stand in the page, so nothing moves when a picture arrives."""
    for name, tree in pages_of(real_site):
        for node in tree.css("article img, article svg.fig"):
            assert node.attributes.keys() >= {"width", "height"}, name


def test_ids_are_given_once_on_every_page(real_site: Path) -> None:
    """Also where a figure brings a hundred of its own."""
    for name, tree in pages_of(real_site):
        ids = [node.attributes["id"] for node in tree.css("article [id]")]
        assert len(ids) == len(set(ids)), name
