"""The benchmarks: worlds that are right, a table that says what was missed."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.bars import HEAD, Measurement, as_json, row
from benchmarks.measure import medians
from benchmarks.world import forget_pages, make_world
from builder.system.disk import write_whole
from tests.helpers import files_of, problems_of

MET, MISSED, FREE = Measurement("a", 1, "s", 1), Measurement("b", 1.01, "s", 1), Measurement("c", 9, "s")


def test_bar_is_met_up_to_its_very_value() -> None:
    """What promises nothing cannot be missed."""
    assert [one.is_met for one in (MET, MISSED, FREE)] == [True, False, True]


def test_medians_are_of_runs_in_turn() -> None:
    """One slow run decides nothing, and what is compared is measured side by side."""
    order: list[str] = []
    one, other = iter([1.0, 9.0, 2.0]), iter([5.0, 4.0, 6.0])

    def measure(name: str, values: Iterator[float]) -> float:
        order.append(name)
        return next(values)

    assert medians(3, partial(measure, "one", one), partial(measure, "other", other)) == [2, 5]
    assert order == ["one", "other"] * 3


def test_table_is_narrow_and_names_what_was_missed() -> None:
    """It fits into the README and a terminal."""
    rows = [row(one) for one in (MET, MISSED, FREE)]
    assert {len(line) for line in (*rows, *HEAD.splitlines())} == {93}
    assert ["MISSED" in line for line in rows] == [False, True, False]
    assert [one["is_met"] for one in json.loads(as_json([MET, MISSED]))] == [True, False]


@pytest.mark.parametrize(("found", "code"), [([MET, FREE], 0), ([MET, MISSED], 1)])
def test_benchmarks_fail_when_a_bar_is_missed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    found: list[Measurement],
    code: int,
) -> None:
    """The exit code says so, the table and the JSON too."""
    monkeypatch.setattr(benchmarks, "measured", lambda folder, count: iter(found))
    monkeypatch.setattr("sys.argv", ["benchmarks", "--json", str(tmp_path / "bench.json")])
    assert benchmarks.main() == code
    assert ("MISSED" in capsys.readouterr().out) == bool(code)
    assert len(json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))) == 2


def test_world_of_many_exercises_has_no_problem(tmp_path: Path) -> None:
    """What is measured is a site like the real one, larger."""
    world = make_world(tmp_path, 30)
    assert len(list((world / "content" / "exercises").glob("*.yml"))) == 30
    assert [problem for problem in problems_of(world / "content") if "no programme has" not in problem] == []


def test_full_build_finds_drawings_and_nothing_else(tmp_path: Path) -> None:
    """Locks of builds lie beside the stores, and stay."""
    for name in ("build/drawings/a", "build/figures/b", "build/mkdocs-1/pages/c", "build/site.lock", "site/index.html"):
        write_whole(tmp_path / name, b"")
    forget_pages(tmp_path)
    assert set(files_of(tmp_path)) == {"build/drawings/a", "build/figures/b", "build/site.lock"}


def test_seconds_decide_nothing_where_the_machine_may_be_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ratio that is missed still does."""
    arguments = ["benchmarks", "--relative", "--json", str(tmp_path / "bench.json")]
    monkeypatch.setattr("sys.argv", arguments)
    monkeypatch.setattr(benchmarks, "measured", lambda folder, count: iter([MISSED]))
    assert benchmarks.main() == 0
    monkeypatch.setattr(benchmarks, "measured", lambda folder, count: iter([Measurement("ratio", 1.1, "", 1)]))
    assert benchmarks.main() == 1
