"""Measure figures, checks and builds, and hold them against their bars. Exit code 1: a bar was missed.

A full build has the figures and drawings of an earlier one and makes all pages anew. CPU seconds are those of a command
and all it starts, the median of three runs; commands that are compared run in turn, so a slow or busy machine changes
little.
"""

import argparse
import contextlib
import io
import math
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path

from benchmarks.bars import HEAD, Measurement, as_json, row
from benchmarks.measure import cost, cpu_here, medians
from benchmarks.paper import book_cost
from benchmarks.plain import write_plain_sites
from benchmarks.world import ROOT, command, edit, forget_pages, make_world, workspace_of
from builder.cli.commands import main as command_line
from builder.content.models.figure import Figure
from builder.content.yaml_reader import read_yaml
from builder.figures.illustrate import illustrate

BUILD, CHECK = command("build", "--no-pdf"), command("check")
RELATIVE = ("", "MB")
"""Units of ratios, of the exponent and of memory; seconds depend on the machine."""

REAL, MANY = 21, 1000
"""Bars in seconds hold for these numbers of exercises; ratios and the exponent hold for any."""

ROUNDS = 3


def main() -> int:
    """Measure, print as it goes, write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--exercises", type=int, default=MANY, metavar="N", help="how many exercises the world has")
    parser.add_argument("--relative", action="store_true", help="let only bars decide that are the same on any machine")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench.json", metavar="FILE")
    options = parser.parse_args()
    print(HEAD)
    measurements = []
    with tempfile.TemporaryDirectory() as folder:
        for measurement in measured(Path(folder), options.exercises):
            measurements.append(measurement)
            print(row(measurement), flush=True)
    options.json.parent.mkdir(exist_ok=True)
    options.json.write_text(as_json(measurements), encoding="utf-8")
    deciding = (one for one in measurements if one.unit in RELATIVE or not options.relative)
    return 0 if all(one.is_met for one in deciding) else 1


def measured(folder: Path, count: int) -> Iterator[Measurement]:
    """Measure everything, the slowest last."""
    (figure,) = medians(ROUNDS, figure_seconds)
    yield Measurement("a figure, pictures and animation, mean", figure * 1000, "ms", 60)
    yield from edits(make_world(folder / "real", REAL), REAL, Bars(check=0.6, build=1.2, live=1))
    few = make_world(folder / "few", max(count * 3 // 10, REAL + 1))
    many = make_world(folder / "many", count)
    yield from edits(many, count, Bars(check=1.8, build=8, live=6, nothing=1) if count == MANY else Bars())
    yield from full_builds(many, count, few)
    seconds, size = book_cost(many)
    yield Measurement("book, for each 100 exercises", seconds / count * 100, "s")
    yield Measurement("book without drawings, for each 100 exercises", size / count * 100, "MB")


def figure_seconds() -> float:
    """The mean CPU seconds that a sample's drawings take when nothing is cached; the tables are read before."""
    samples = sorted((ROOT / "tests" / "figures").glob("*.yml"))
    figures = [Figure.model_validate(read_yaml(path.read_text("utf-8"), "").data) for path in samples]
    illustrate(figures[0])
    return cpu_here(lambda: [illustrate(figure) for figure in figures]) / len(figures)


@dataclass(frozen=True)
class Bars:
    """The most CPU seconds that what a contributor does may take, where anything is promised."""

    check: float | None = None
    build: float | None = None
    live: float | None = None
    nothing: float | None = None


def edits(world: Path, count: int, bars: Bars) -> Iterator[Measurement]:
    """What a contributor waits for, over and over, with everything cached."""
    words = cycle(("both", "your", "this"))
    cost(world, BUILD)

    def check() -> float:
        return cost(world, CHECK).cpu

    def build() -> float:
        edit(world, next(words))
        return cost(world, BUILD).cpu

    def nothing() -> float:
        return cost(world, BUILD).cpu

    checked, built, unchanged = medians(ROUNDS, check, build, nothing)
    (live,) = medians(ROUNDS, partial(live_seconds, world, words))
    of = f"{count} exercises"
    yield Measurement(f"check, {of}", checked, "s", bars.check)
    yield Measurement(f"one word edited, build, {of}", built, "s", bars.build)
    yield Measurement(f"one word edited, live view, {of}", live, "s", bars.live)
    yield Measurement(f"nothing changed, build, {of}", unchanged, "s", bars.nothing)


def live_seconds(world: Path, words: Iterator[str]) -> float:
    """The CPU seconds from an edit to a served page, in a process that has built before."""
    workspace = workspace_of(world)

    def build() -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            if command_line(["build", "--no-pdf"], workspace):
                raise SystemExit("the world could not be built")

    build()
    edit(world, next(words))
    return cpu_here(build)


def full_builds(world: Path, count: int, few: Path) -> Iterator[Measurement]:
    """Builds that find their figures drawn, and nothing else, beside plain MkDocs on the same text."""
    cost(few, BUILD)
    plain_command, pruned_command = write_plain_sites(world)
    small_count = len(list((few / "content" / "exercises").iterdir()))
    memory: list[float] = []

    def full(one: Path) -> float:
        forget_pages(one)
        found = cost(one, BUILD)
        memory.append(found.memory)
        return found.cpu

    plain, pruned, whole, small = medians(
        ROUNDS,
        lambda: cost(world, plain_command).cpu,
        lambda: cost(world, pruned_command).cpu,
        lambda: full(world),
        lambda: full(few),
    )
    of = f"{count} exercises"
    exponent = math.log(whole / small) / math.log(count / small_count)
    yield Measurement(f"full build, {small_count} exercises", small, "s")
    yield Measurement(f"full build, {of}", whole, "s")
    yield Measurement(f"full build, exponent from {small_count} to {count}", exponent, "", 1)
    yield Measurement(f"full build, memory, {of}", max(memory), "MB", 450)
    yield Measurement(f"plain MkDocs, {of}", plain, "s")
    yield Measurement("full build : plain MkDocs", whole / plain, "", 0.35 if count == MANY else None)
    yield Measurement(f"plain MkDocs with navigation.prune, {of}", pruned, "s")
    yield Measurement("full build : plain MkDocs with navigation.prune", whole / pruned, "", 1)


if __name__ == "__main__":
    raise SystemExit(main())
