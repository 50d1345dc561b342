"""What browsers keep of a site at first: what is needed most, and never more than the limit."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.site.offline import files
from builder.site.offline.kept import MOST_AT_FIRST, kept_at_first, most_needed
from tests.helpers import build

FRAME = ("assets/site.css", "assets/site.js", "search/pages.js", urls.LOGO)
SEVERAL = (urls.GET_HELP, urls.BEFORE_YOU_START, urls.NOT_FOUND, urls.HOME, urls.EXERCISES)


def of_one_scheme(names: Iterable[str]) -> list[str]:
    """What one browser takes of the files that are kept at first."""
    return [name for name in names if not name.endswith("-dark.svg")]


@pytest.fixture(scope="module")
def large(real_catalogue: Catalogue) -> Catalogue:
    """A catalogue of a thousand exercises."""
    exercises = [
        exercise.model_copy(update={"slug": f"{exercise.slug}-{number}"})
        for number in range(1 + 1000 // len(real_catalogue.exercises))
        for exercise in real_catalogue.exercises
    ]
    return replace(real_catalogue, exercises=tuple(exercises[:1000]))


def test_limit_holds_for_a_thousand_exercises(large: Catalogue) -> None:
    """The frame and the pages of several exercises come first, then pages in the order of reading, then pictures.

    The movements of sessions are scripts, but no page waits for them.
    """
    pages = [*SEVERAL, *map(urls.exercise_url, large.exercises)]
    stems = [urls.figure_file(one.slug, "card") for one in large.exercises]
    pictures = [f"{stem}{scheme}.svg" for stem in stems for scheme in ("light", "dark")]
    movements = [urls.loop_script(one.slug) for one in large.exercises]
    sizes = {name: 20_000 if name.endswith(".html") else 4_000 for name in (*FRAME, *pages, *pictures, *movements)}
    first = kept_at_first(most_needed(large, pages, sizes.keys()), sizes, MOST_AT_FIRST)
    taken = of_one_scheme(first)
    assert MOST_AT_FIRST - 4_000 < sum(sizes[name] for name in taken) <= MOST_AT_FIRST
    assert set(taken[: len(FRAME)]) == set(FRAME)
    kept_pages = [name for name in taken if name.endswith(".html")]
    assert kept_pages == pages[: len(kept_pages)]
    assert len(kept_pages) > 200
    assert not {*movements} & {*taken}


def test_pictures_of_both_schemes_stand_for_one(large: Catalogue) -> None:
    """A browser takes those of one scheme, so that the larger of each two counts."""
    stem = urls.figure_file(large.exercises[0].slug, "card")
    pair = (f"{stem}light.svg", f"{stem}dark.svg")
    sizes = {pair[0]: 90, pair[1]: 100}
    assert kept_at_first(most_needed(large, (), sizes.keys()), sizes, 100) == list(pair)
    assert kept_at_first(most_needed(large, (), sizes.keys()), sizes, 99) == []


def test_what_has_no_room_makes_room_for_what_is_smaller(large: Catalogue) -> None:
    """One large page does not keep out all after it."""
    sizes = {urls.HOME: 10, urls.EXERCISES: 1000, urls.GET_HELP: 10}
    assert kept_at_first(most_needed(large, sizes, sizes.keys()), sizes, 20) == [urls.GET_HELP, urls.HOME]


@pytest.mark.parametrize("limit", [200_000, MOST_AT_FIRST])
def test_published_worker_keeps_to_the_limit(
    tiny_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """As gzip sends the files that the worker names; pictures of movements and codes are not among them."""
    monkeypatch.setattr(files, "MOST_AT_FIRST", limit)
    site = tmp_path / "site"
    assert build(tiny_content, site).code == 0
    listed, first, *_ = (site / "service-worker.js").read_text(encoding="utf-8").split(";\n")
    names = list(json.loads(listed.removeprefix("self.FILES = ")))[: int(first.removeprefix("self.FIRST = "))]
    assert sum(len(gzip.compress((site / name).read_bytes(), 6)) for name in of_one_scheme(names)) <= limit
    assert {"assets/site.css", urls.GET_HELP} <= set(names)
    assert not any("-loop-" in name or "/codes/" in name for name in names)
    assert ("assets/maps/plank-light.svg" in names) == (limit == MOST_AT_FIRST)
