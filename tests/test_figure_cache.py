"""The cache of figures: what was drawn is not drawn again, and nothing in it can be wrong."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from builder.catalogue.catalogue import Catalogue
from builder.figures.illustrate import illustrate
from builder.illustrations import cache
from builder.illustrations.cache import FigureCache
from builder.system import digests
from builder.system.digests import input_digest
from builder.system.store import Store
from tests.test_figures import figures


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """A list that grows by the muscles whenever a figure is really drawn."""
    calls: list[Sequence[str]] = []

    def noted(figure: Any, muscles: Sequence[str]) -> Any:
        calls.append(muscles)
        return illustrate(figure, muscles)

    monkeypatch.setattr("builder.figures.illustrate.illustrate", noted)
    return calls


def test_second_build_draws_nothing(tmp_path: Path, drawn: list[Sequence[str]]) -> None:
    """The drawings come from the folder, the same to the last letter."""
    figure = figures()["plank"]
    first = FigureCache(Store(tmp_path)).illustrate(figure, ("obliques",))
    second = FigureCache(Store(tmp_path)).illustrate(figure, ("obliques",))
    assert first == second == illustrate(figure, ("obliques",))
    assert drawn == [("obliques",)]


def test_whatever_makes_a_difference_is_drawn_anew(tmp_path: Path, drawn: list[Sequence[str]]) -> None:
    """Another pose or muscle is another drawing."""
    store, figure = FigureCache(Store(tmp_path)), figures()["plank"].model_copy(update={"highlight": None})
    other = figure.model_copy(update={"side": "left"})
    answers = [
        store.illustrate(figure, ()),
        store.illustrate(figure, ("obliques",)),
        store.illustrate(other, ()),
    ]
    assert len({answer.stills[0].markup + answer.look for answer in answers}) == 3
    assert drawn == [(), ("obliques",), ()]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"stills": []}', b"\xff"])
def test_damaged_cache_is_no_more_than_an_empty_one(tmp_path: Path, drawn: list[Sequence[str]], damage: bytes) -> None:
    """A file that was cut off or written over is drawn again and mended."""
    figure = figures()["plank"]
    whole = FigureCache(Store(tmp_path)).illustrate(figure, ())
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert FigureCache(Store(tmp_path)).illustrate(figure, ()) == whole
    assert FigureCache(Store(tmp_path)).illustrate(figure, ()) == whole
    assert drawn == [(), ()]


def test_problems_are_cached_with_their_key_paths(tmp_path: Path) -> None:
    """What is wrong with a figure is reported the same way from the cache."""
    figure = figures()["plank"].model_copy(update={"highlight": ("no-such-muscle",)})
    first, second = (FigureCache(Store(tmp_path)).problems(figure) for _ in range(2))
    assert [problem.key_path for problem in first] == [("highlight", 0)]
    assert first == second


def test_problem_is_found_again_when_somebody_has_emptied_what_was_found(tmp_path: Path) -> None:
    """A wrong pose does not become right because its file says that nothing was wrong."""
    figure = figures()["plank"].model_copy(update={"highlight": ("no-such-muscle",)})
    found = FigureCache(Store(tmp_path)).problems(figure)
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"[]")
    assert found
    assert FigureCache(Store(tmp_path)).problems(figure) == found


def test_drawings_nobody_asks_for_are_forgotten(tmp_path: Path) -> None:
    """The folder does not grow for ever, and what is in use stays."""
    FigureCache(Store(tmp_path)).problems(figures()["plank"])
    second = FigureCache(Store(tmp_path))
    second.problems(figures()["bird-dog"])
    second.store.prune(limit=0)
    assert len(list(tmp_path.iterdir())) == 1


def test_main_muscles_are_tinted_unless_the_figure_names_others(tmp_path: Path, real_catalogue: Catalogue) -> None:
    """An exercise's page and its drawing say the same."""
    exercise = next(one for one in real_catalogue.exercises if one.figure and one.figure.highlight is None)
    drawings = FigureCache(Store(tmp_path)).illustrations(real_catalogue)
    assert set(drawings.exercises) == {one.slug for one in real_catalogue.exercises if one.figure}
    assert exercise.figure is not None
    expected = illustrate(exercise.figure, exercise.primary_muscles)
    assert drawings.exercises[exercise.slug] == expected


def test_drawings_and_pages_are_made_anew_when_any_code_that_makes_them_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each module and table is in the keys of what it makes, each package that is installed in all of them."""
    folder = shutil.copytree(cache.BUILDER, tmp_path / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(cache, "BUILDER", folder)

    def keys() -> dict[str, bytes]:
        return {
            "figures": cache.figure_code.__wrapped__(),
            "illustrations": cache.illustration_code.__wrapped__(),
            "all": input_digest([folder]),
        }

    before = keys()
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        package, text = path.relative_to(folder).parts[0], path.read_bytes()
        path.write_bytes(text + b"\n")
        changed = {name for name, key in keys().items() if key != before[name]}
        path.write_bytes(text)
        drawn = {"figures": cache.FIGURE_PACKAGES, "illustrations": cache.ILLUSTRATION_PACKAGES}
        assert changed == {"all", *(name for name, packages in drawn.items() if package in packages)}, path
    monkeypatch.setattr(digests, "packages", lambda: ("another",))
    assert not set(before.values()) & set(keys().values())
