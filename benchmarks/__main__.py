"""Measure figures, checks and builds, and hold them against their bars. Exit code 1: a bar was missed.

A full build has the figures and drawings of an earlier one and makes all pages anew. CPU seconds are those of a command
and all it starts; ratios are between commands of the same run, so a slow or busy machine changes little.
"""

import argparse
import contextlib
import io
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bars import HEAD, Measurement, as_json, row
from benchmarks.measure import cost, cpu_here
from benchmarks.paper import book_cost
from benchmarks.plain import write_plain_site
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


def main() -> int:
    """Measure, print as it goes, write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--exercises", type=int, default=MANY, metavar="N", help="how many exercises the world has")
    parser.add_argument("--relative", action="store_true", help="let only bars decide that are the same on any machine")
    parser.add_argument(
        "--tolerance", type=float, default=0, metavar="SHARE", help="how far over its bar a value may be and still pass"
    )
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
    return 0 if all(one.is_within(options.tolerance) for one in deciding) else 1


def measured(folder: Path, count: int) -> Iterator[Measurement]:
    """Measure everything, the slowest last."""
    yield Measurement("a figure, pictures and animation, mean", figure_seconds() * 1000, "ms", 60)
    yield from real_content(make_world(folder / "real", REAL))
    few = max(count * 3 // 10, REAL + 1)
    small = full_build(make_world(folder / "few", few))
    yield from many(make_world(folder / "many", count), count, few, small)


def figure_seconds() -> float:
    """The mean CPU seconds that a sample's drawings take when nothing is cached; the tables are read before."""
    samples = sorted((ROOT / "tests" / "figures").glob("*.yml"))
    figures = [Figure.model_validate(read_yaml(path.read_text("utf-8"), "").data) for path in samples]
    illustrate(figures[0])
    return cpu_here(lambda: [illustrate(figure) for figure in figures]) / len(figures)


def full_build(world: Path) -> float:
    """The CPU seconds of a build that finds its figures drawn, and nothing else."""
    cost(world, BUILD)
    forget_pages(world)
    return cost(world, BUILD).cpu


def real_content(world: Path) -> Iterator[Measurement]:
    """The content as it is."""
    cost(world, BUILD)
    yield Measurement(f"check, {REAL} exercises", cost(world, CHECK).cpu, "s", 0.6)
    edit(world, "both")
    yield Measurement(f"one word edited, build, {REAL} exercises", cost(world, BUILD).cpu, "s", 1.2)
    yield Measurement(f"one word edited, live view, {REAL} exercises", live_seconds(world), "s", 1)


def live_seconds(world: Path) -> float:
    """The CPU seconds from an edit to a served page, in a process that has built before."""
    workspace = workspace_of(world)

    def build() -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            if command_line(["build", "--no-pdf"], workspace):
                raise SystemExit("the world could not be built")

    build()
    edit(world, "your")
    return cpu_here(build)


def many(world: Path, count: int, few: int, small: float) -> Iterator[Measurement]:
    """A world of so many exercises; bars in seconds are promised for a thousand."""

    def bar(seconds: float) -> float | None:
        return seconds if count == MANY else None

    of = f"{count} exercises"
    full = full_build(world)
    yield Measurement(f"full build, {few} exercises", small, "s")
    yield Measurement(f"full build, {of}", full, "s")
    exponent = math.log(full / small) / math.log(count / few)
    yield Measurement(f"full build, exponent from {few} to {count}", exponent, "", 1)
    forget_pages(world)
    yield Measurement(f"full build, memory, {of}", cost(world, BUILD).memory, "MB", 450)
    yield Measurement(f"check, {of}", cost(world, CHECK).cpu, "s", bar(1.8))
    edit(world, "both")
    yield Measurement(f"one word edited, build, {of}", cost(world, BUILD).cpu, "s", bar(8))
    yield Measurement(f"one word edited, live view, {of}", live_seconds(world), "s", bar(6))
    cost(world, BUILD)
    yield Measurement(f"nothing changed, build, {of} (seconds passed)", cost(world, BUILD).seconds, "s", 1)
    plain = cost(world, write_plain_site(world, prune=False)).cpu
    yield Measurement(f"plain MkDocs, {of}", plain, "s")
    yield Measurement("full build : plain MkDocs", full / plain, "", bar(0.35))
    pruned = cost(world, write_plain_site(world, prune=True)).cpu
    yield Measurement(f"plain MkDocs with navigation.prune, {of}", pruned, "s")
    yield Measurement("full build : plain MkDocs with navigation.prune", full / pruned, "", 1)
    seconds, size = book_cost(world)
    yield Measurement("book, for each 100 exercises", seconds / count * 100, "s")
    yield Measurement("book without drawings, for each 100 exercises", size / count * 100, "MB")


if __name__ == "__main__":
    raise SystemExit(main())
