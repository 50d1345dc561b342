"""The illustrations: every sample pose draws, bones keep their length, feet stay on the floor, animations can morph."""

import math
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.content.models.figure import Figure
from builder.content.models.props import Prop
from builder.content.yaml_reader import read_yaml
from builder.figures.body.contact import lowest_foot
from builder.figures.body.sides import SIDES
from builder.figures.examples import examples
from builder.figures.illustrate import Illustration, Picture, illustrate
from builder.figures.solve.between import halfway
from builder.figures.solve.scene import Scene, scene
from builder.figures.solve.solve import Solved
from tests.helpers import REAL

SAMPLES = Path(__file__).parent / "figures"


@cache
def figures() -> dict[str, Figure]:
    """Every figure of the samples and of the real content."""
    found = {path.stem: read_yaml(path.read_text("utf-8"), path.name).data for path in sorted(SAMPLES.glob("*.yml"))}
    for path in sorted((REAL / "exercises").glob("*.yml")):
        data = read_yaml(path.read_text("utf-8"), path.name).data
        if "figure" in data:
            found[f"content {path.stem}"] = data["figure"]
    return {name: Figure.model_validate(data) for name, data in found.items()}


every_figure = pytest.mark.parametrize("name", figures())
every_movement = pytest.mark.parametrize("name", [name for name, figure in figures().items() if len(figure.frames) > 1])


@cache
def solved(name: str) -> Scene:
    """A figure with its key frames solved."""
    return scene(figures()[name])


@cache
def drawn(name: str) -> Illustration:
    """All drawings of a figure."""
    return illustrate(figures()[name])


def looped(name: str) -> Picture:
    """The animation of a figure that moves."""
    picture = drawn(name).animation
    assert picture is not None
    return picture


def on_the_way(name: str, count: int = 6) -> Iterator[Solved]:
    """Poses between the key frames."""
    found = solved(name)
    for start, end in pairwise(found.keyframes):
        for step in range(1, count):
            yield halfway(start, end, step / count, found.world, found.body)


def tree_of(picture: Picture) -> ElementTree.Element:
    """A picture's markup, parsed; what does not parse is not SVG."""
    return ElementTree.fromstring(f"<svg>{picture.markup}</svg>")  # noqa: S314 -- our own


@every_figure
def test_bones_keep_their_length(name: str) -> None:
    """Arms and legs are as long in every pose as the body's table says, key frames and in-betweens."""
    found, lengths = solved(name), solved(name).body.lengths
    for one in (*found.keyframes, *on_the_way(name)):
        for side in SIDES:
            leg, arm = one.person.legs[side], one.person.arms[side]
            assert math.dist(leg.hip, leg.knee) == pytest.approx(lengths.thigh, abs=0.1)
            assert math.dist(leg.knee, leg.ankle) == pytest.approx(lengths.shank, abs=0.1)
            assert math.dist(arm.shoulder, arm.elbow) == pytest.approx(lengths.upper_arm, abs=0.1)
            assert math.dist(arm.elbow, arm.wrist) == pytest.approx(lengths.forearm, abs=0.1)


@every_figure
def test_flat_and_planted_feet_stand_on_the_floor(name: str) -> None:
    """In key frames they are at most 0.15 cm off it."""
    for one in solved(name).keyframes:
        for side in SIDES:
            if one.pose.legs[side].foot in ("flat", "planted"):
                assert lowest_foot(one.person.legs[side]) == pytest.approx(0, abs=0.15)


@every_movement
def test_feet_stay_above_the_floor_on_the_way(name: str) -> None:
    """No foot passes through the floor between key frames."""
    for one in on_the_way(name, 9):
        for side in SIDES:
            assert lowest_foot(one.person.legs[side]) >= -0.15


@every_movement
def test_loop_can_morph(name: str) -> None:
    """All values of an animation have the same commands and as many numbers: shapes glide, they do not jump."""
    animations = list(tree_of(looped(name)).iter("animate"))
    assert animations
    for animation in animations:
        values = animation.get("values", "").split(";")
        assert {re.sub(r"[^a-zA-Z]", "", value) for value in values} == {re.sub(r"[^a-zA-Z]", "", values[0])}
        assert len({len(re.findall(r"-?\d+", value)) for value in values}) == 1
        assert len(animation.get("keyTimes", "").split(";")) == len(values)


@every_movement
@pytest.mark.parametrize("view", ["front", "back"])
def test_movement_is_drawn_from_ahead_and_from_behind(name: str, view: str) -> None:
    """Whatever turns to the reader, or comes to stand before the person, on the way: shapes can morph."""
    animation = illustrate(figures()[name].model_copy(update={"view": view})).animation
    assert animation is not None
    assert "<animate" in animation.markup


@every_figure
def test_picture_refers_only_to_itself(name: str) -> None:
    """Ids are given once and used ids exist; nothing runs, loads or reacts."""
    animation = drawn(name).animation
    for picture in (*drawn(name).stills, *([animation] if animation else [])):
        tree = tree_of(picture)
        ids = [node.get("id", "") for node in tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        assert {node.get("href", "#")[1:] for node in tree.iter("use")} <= set(ids)
        assert set(re.findall(r"url\(#([^)]+)\)", picture.markup)) <= set(ids)
        assert re.findall(r"<script|<style|<image|<a\b|\son\w+=|https?:|style=", picture.markup) == []


@every_figure
def test_ids_of_pictures_on_a_page_differ(name: str) -> None:
    """A page shows all pictures of a figure; no anchor of its text looks like their ids."""
    illustration = drawn(name)
    pictures = [*illustration.stills, *([illustration.animation] if illustration.animation else [])]
    ids = [found for picture in pictures for found in re.findall(r'\bid="([^"]+)"', picture.markup)]
    assert ids
    assert len(ids) == len(set(ids))
    assert all(found.startswith("fig-") for found in ids)


@every_figure
def test_figure_is_drawn_the_same_each_time(name: str) -> None:
    """Same data, same bytes."""
    assert illustrate(figures()[name]) == drawn(name)


def test_band_round_the_feet_passes_under_the_soles() -> None:
    """One line to each hand, and one that only a band round the feet has; its loop, above, ends free."""
    soles = re.findall(r'class="band" d="M\S+ \S+c[^M"]*"', drawn("band-row").stills[0].markup)
    assert len(soles) == 1
    assert 'class="band"' in drawn("content band-pull-apart").stills[0].markup
    assert not re.findall(r'class="band" d="[^M"]*M\S+ \S+c[^M"]*"', drawn("content band-pull-apart").stills[0].markup)


@pytest.mark.parametrize("kind", Prop.model_fields)
def test_thing_is_drawn(kind: str) -> None:
    """Every kind of thing that a figure can name shows, standing about or in the hands."""
    thing = next(prop for prop in examples()[kind].figure.props if prop.kind == kind)
    alone = Figure.model_validate({"desc": kind, "frames": [{"posture": "standing", "hand": "grip"}]})
    assert illustrate(alone.model_copy(update={"props": (thing,)})).stills != illustrate(alone).stills


STANDING = {"posture": "standing"}


@pytest.mark.parametrize(
    ("frames", "same"),
    [
        ([STANDING, {"near": {"elbow": 50}}], [STANDING, {"right": {"elbow": 50}}]),
        ([STANDING, {"elbow": 50}], [STANDING, {"near": {"elbow": 50}, "far": {"elbow": 50}}]),
        ([STANDING, {"chest": 30}], [STANDING, {"pelvis": 32}]),  # standing curves the spine by -12 and 10
        ([STANDING | {"pelvis": 20}, {"chest": 30}], [STANDING, {"chest": 30}]),
        ([STANDING | {"reach": "chin"}, {"elbow": 50}], [STANDING, {"elbow": 50}]),
        ([STANDING | {"reach": "chin"}, {"reach": None}], [STANDING, {"elbow": 8}]),
        ([STANDING | {"point": "up"}, {"shoulder": 40}], [STANDING, {"shoulder": 40}]),
        ([STANDING | {"reach": "chin"}, {"point": "up"}], [STANDING, {"point": "up"}]),
        ([STANDING, {"abduction": 40}], [STANDING, {"shoulder": 40, "plane": 90}]),
        ([STANDING | {"abduction": 40}, {"shoulder": 40}], [STANDING, {"shoulder": 40}]),
        ([STANDING | {"elbow": 90}, {"posture": "kneeling"}], [STANDING, {"posture": "kneeling"}]),
        ([STANDING, {"head_turn": 20}, {"posture": "standing"}], [STANDING, {"head_turn": 20}, {}]),
    ],
)
def test_frame_changes_what_it_names(frames: list[dict[str, object]], same: list[dict[str, object]]) -> None:
    """The last pose is the same however it is written; what a field displaces no longer counts."""
    one, other = (Figure.model_validate({"desc": "x", "frames": written}) for written in (frames, same))
    assert scene(one).keyframes[-1].pose == scene(other).keyframes[-1].pose


def test_frame_goes_on_from_the_one_before() -> None:
    """What a frame does not name stays as it was, on each side."""
    frames = [STANDING | {"near": {"elbow": 90}, "far": {"reach": "chin"}}, {"near": {"shoulder": 40}}]
    pose = scene(Figure.model_validate({"desc": "x", "frames": frames})).keyframes[-1].pose
    assert (pose.arms["right"].elbow, pose.arms["right"].shoulder) == (90, 40)
    assert pose.arms["left"].reach is not None
