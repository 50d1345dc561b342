"""The drawings as files: small, valid, legible in every scheme, and for a handful of poses exactly as accepted."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.catalogue.catalogue import Catalogue
from builder.figures.examples import examples
from builder.figures.illustrate import Illustration, illustrate
from builder.figures.sheet import Sheet, draw_sheet, frieze, row, single
from builder.figures.svg.palette import LOOKS, PALETTES, contrast, figure_colours
from builder.figures.svg.style import page_style
from builder.illustrations.drawings import Illustrations, friezes, last_still
from builder.views.templating import environment
from tests.helpers import ROOT
from tests.test_figures import drawn, every_figure, every_movement, figures

GOLDEN = Path(__file__).parent / "golden"
POSES = ("posture.half-kneeling", "view.back", "hip_abduction", "straps", "towel")
"""Poses whose pictures are kept: every view that differs in kind, held and standing equipment."""

PERSON = ("skin", "hair", "top", "bottom", "shoe")

SVG = "{http://www.w3.org/2000/svg}"


def packed(text: str) -> int:
    """The size of a text as it travels, in bytes."""
    return len(gzip.compress(text.encode(), 9))


def file_of(sheet: Sheet, scheme: str = "light") -> str:
    """A sheet as the file it becomes."""
    return draw_sheet(environment(ROOT / "templates", {}, []), sheet, scheme)


@every_figure
def test_pictures_of_a_figure_are_small(name: str) -> None:
    """What they add to a page: at most 8 kB, with three pictures 9.5 kB."""
    stills = drawn(name).stills
    assert packed("".join(still.markup for still in stills)) <= (9_500 if len(stills) > 2 else 8_000)


@every_movement
def test_loop_is_small(name: str) -> None:
    """At most 20 kB, fetched only when it is asked for."""
    animation = drawn(name).animation
    assert animation is not None
    assert packed(file_of(single(animation, "a"))) <= 20_000


@every_figure
def test_pictures_of_a_figure_have_one_scale(name: str) -> None:
    """All are of one width, and the key frames of one height: laid out alike, they show the person in one size."""
    stills = drawn(name).stills
    frames = stills[: drawn(name).keyframe_count]
    assert max(abs(still.window.width - stills[0].window.width) for still in stills) <= 1
    assert max(abs(still.window.height - frames[0].window.height) for still in frames) <= 1


@every_figure
def test_file_is_whole_and_needs_nothing_else(name: str) -> None:
    """It parses, says its size, has a rule for every class, and loads nothing."""
    text = file_of(row(drawn(name)))
    tree = ElementTree.fromstring(text)  # noqa: S314 -- our own
    assert [tree.get("width"), tree.get("height")] == (tree.get("viewBox") or "").split()[2:]
    style = tree.findtext(f"{SVG}style") or ""
    used = {word for node in tree.iter() for word in (node.get("class") or "").split()} - {*LOOKS}
    assert used <= set(re.findall(r"\.([a-z-]+)", style))
    assert re.findall(r"<script|<image|<a\b|\son\w+=|@import|https?://(?!www\.w3\.org/2000/svg)", text) == []


def test_people_of_a_frieze_stand_on_one_line() -> None:
    """Whatever their pictures cover, the floor of each is at the same height."""
    people = [(drawn(name).stills[-1], drawn(name).look) for name in ("plank", "y-raise", "kettlebell-deadlift")]
    sheet = frieze(people)
    floors = {piece.top - piece.part.top for piece in sheet.pieces}
    assert len(floors) == 1


def test_people_of_a_frieze_do_not_share_ids() -> None:
    """Every reference of a person leads to a shape of that person."""
    person = (drawn("plank").stills[0], drawn("plank").look)
    markups = [piece.picture.markup for piece in frieze([person, person]).pieces]
    own = [set(re.findall(r'\bid="([^"]+)"', markup)) for markup in markups]
    assert not own[0] & own[1]
    for ids, markup in zip(own, markups, strict=True):
        assert {*re.findall(r'href="#([^"]+)"', markup), *re.findall(r"url\(#([^)]+)\)", markup)} == ids


def test_card_shows_the_last_keyframe() -> None:
    """Where an exercise ends, not where it begins, nor a further view of it."""
    views = [name for name in figures() if len(drawn(name).stills) > drawn(name).keyframe_count > 1]
    assert views
    for name in views:
        (piece,) = last_still(drawn(name)).pieces
        assert drawn(name).stills.index(piece.picture) == drawn(name).keyframe_count - 1


def test_frieze_shows_who_is_named_and_drawn(real_catalogue: Catalogue) -> None:
    """The long one has all, the short one two; an exercise without a figure is left out, and nobody gives no frieze."""
    named = real_catalogue.home.frieze
    drawings = Illustrations({slug: drawn("plank") for slug in named[1:]}, {})
    found = friezes(real_catalogue, drawings)
    assert {kind: len(sheet.pieces) for kind, sheet in found.items()} == {"long": len(named) - 1, "short": 2}
    assert friezes(real_catalogue, Illustrations({}, {})) == {}


@pytest.mark.parametrize("name", POSES)
def test_picture_is_the_accepted_one(name: str, accept: bool) -> None:
    """Golden pictures: after a change that is meant, look at them and accept them with ``pytest --accept``."""
    path = GOLDEN / f"{name}.svg"
    text = file_of(last_still(illustrate(examples()[name].figure)))
    if accept:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8"), f"{path.name} is drawn otherwise; see it, then run pytest --accept"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("scheme", PALETTES)
def test_figure_stands_out_in_every_scheme(scheme: str, look: str) -> None:
    """At least 3 to 1, as WCAG asks of graphics: a part or its contour from the ground, arrows, tinted muscles."""
    colour = figure_colours(scheme, look)
    ground = colour["plate"]
    for tone in (*PERSON, *(f"{tone}-far" for tone in ("skin", "top", "bottom"))):
        assert max(contrast(colour["line"], ground), contrast(colour[tone], ground)) >= 3, tone
    assert contrast(colour["arrow"], ground) >= 3
    assert contrast(colour["muscle"], ground) >= 3
    assert contrast(colour["muscle"], colour["edge"]) >= 3, "its edge parts a muscle from cloth and skin"


@pytest.mark.parametrize("scheme", PALETTES)
def test_paper_is_black_and_white_and_screens_are_not(scheme: str) -> None:
    """The colours of print are greys."""
    greys = [value[1:3] == value[3:5] == value[5:7] for value in figure_colours(scheme, "a").values()]
    assert all(greys) if scheme == "print" else not all(greys)


def test_page_has_a_colour_for_every_class_and_dark_ones_on_screens_only() -> None:
    """The style sheet defines each variable that its rules use; dark values are inside ``@media screen``."""
    css = page_style()
    light, dark, rules = re.split(r"@media screen \{\n|\n\}\n", css)
    assert set(re.findall(r"var\((--fig-[a-z-]+)\)", rules)) == set(re.findall(r"(--fig-[a-z-]+):", light))
    assert set(re.findall(r"(--fig-[a-z-]+):", dark)) == set(re.findall(r"(--fig-[a-z-]+):", light))
    assert "slate" in dark
    assert "slate" not in light + rules


def test_muscle_without_a_shape_leaves_the_drawing_as_it_is() -> None:
    """It is described in words; the others are tinted."""
    figure = figures()["plank"]
    assert illustrate(figure, ("obliques", "no-such-muscle")) == illustrate(figure, ("obliques",))


def test_left_side_is_the_mirror_image() -> None:
    """Who works with the left side is drawn as the right one, turned round."""
    figure = figures()["one-arm-pulldown"]
    right, left = illustrate(figure), illustrate(figure.model_copy(update={"side": "left"}))
    assert mirrored(right) == [(still.box.left, still.box.right) for still in left.stills]
    assert all(still.markup.startswith('<g transform="scale(-1 1)">') for still in left.stills)


def mirrored(illustration: Illustration) -> list[tuple[float, float]]:
    """From where to where the pictures would reach, turned round."""
    return [(-still.box.right, -still.box.left) for still in illustration.stills]
