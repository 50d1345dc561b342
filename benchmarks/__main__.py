"""Measure figures, checks and builds, and print one line for each, with the bar it is held against.

A world of many exercises is made from the real ones: the same files under numbered names.
"""

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import typst

from builder.catalogue.pdf_files import documents
from builder.cli.commands import figure_cache, read_and_check
from builder.content.models.figure import Figure
from builder.content.yaml_reader import read_yaml
from builder.figures.illustrate import illustrate
from builder.pdf.typesetting import PdfCompiler, packed_pdf
from builder.system.workspace import repository_workspace

ROOT = Path(__file__).parent.parent
CONTENT, SAMPLES = ROOT / "content", ROOT / "tests" / "figures"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--exercises", type=int, default=1000, metavar="N", help="how many exercises the world has")
    options = parser.parse_args()
    print_row("a figure, pictures and animation, mean", figure_seconds() * 1000, "ms", 60)
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder), options.exercises)
        for what, seconds, bar in measured(world, options.exercises):
            print_row(f"{what}, {options.exercises} exercises", seconds, "s", bar)


def print_row(what: str, value: float, unit: str, bar: float | None) -> None:
    """Print one line."""
    held = f"bar {bar:g} {unit}" if bar is not None else ""
    print(f"{what:55} {value:9.2f} {unit:3} {held}", flush=True)


def figure_seconds() -> float:
    """The mean CPU seconds that a sample's drawings take when nothing is cached; the tables are read before."""
    figures = [Figure.model_validate(read_yaml(path.read_text("utf-8"), "").data) for path in SAMPLES.glob("*.yml")]
    illustrate(figures[0])
    start = time.process_time()
    for figure in figures:
        illustrate(figure)
    return (time.process_time() - start) / len(figures)


def make_world(folder: Path, count: int) -> Path:
    """Copy the repository's parts, with so many exercises; caches and sites stay inside the folder."""
    for part in ("builder", "content", "templates", "site_overrides"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("build_site.py", "mkdocs.yml"):
        shutil.copy(ROOT / part, folder)
    exercises = folder / "content" / "exercises"
    originals = sorted(exercises.glob("*.yml"))
    for number in range(count - len(originals)):
        original = originals[number % len(originals)]
        text = original.read_text(encoding="utf-8")
        text = re.sub(r"^(title: .*)$", rf"\1 {number}", text, count=1, flags=re.MULTILINE)
        text = text.replace("  desc: >-\n    ", f"  desc: >-\n    Number {number}. ")
        text = re.sub(r"^ +exercise: .*\n", "", text, flags=re.MULTILINE)  # a progression must hold from both ends
        (exercises / f"{original.stem}-{number}.yml").write_text(_without_other_names(text), encoding="utf-8")
    return folder


def _without_other_names(text: str) -> str:
    """Leave out the aliases, which must be unique."""
    head, _, rest = text.partition("aliases:\n")
    lines = rest.splitlines(keepends=True)
    while lines and lines[0].startswith("  - "):
        lines.pop(0)
    return head + "".join(lines)


def measured(world: Path, count: int) -> Iterator[tuple[str, float, float | None]]:
    """Time the commands in the world: CPU of the command and all it starts."""
    check, build = (sys.executable, "build_site.py", "check"), (sys.executable, "build_site.py", "build", "--no-pdf")
    yield "check, figures judged for the first time", cpu(world, check), None
    yield "check, figures cached", cpu(world, check), 1.5
    yield "build, figures drawn for the first time", cpu(world, build), None
    (world / "site" / "index.html").unlink()
    full = cpu(world, build)
    yield "build, figures cached", full, None
    yield "build, nothing changed (seconds passed)", clock(lambda: run(world, build)), 1
    seconds, size = book_per_hundred(world, count)
    yield "book, for each 100 exercises", seconds, 1.5
    print_row("book without drawings, for each 100 exercises", size, "MB", 0.7)
    plain = plain_engine(world)
    yield "plain MkDocs with the same Markdown", plain, None
    print_row("build : plain MkDocs", full / plain, "", 0.35)


def book_per_hundred(world: Path, count: int) -> tuple[float, float]:
    """The CPU seconds that the book takes to set, and its megabytes without drawings, both for each 100 exercises."""
    workspace = replace(repository_workspace(), build=world / "build")
    cache = figure_cache(workspace)
    catalogue = read_and_check(world / "content", workspace, cache).catalogue
    if catalogue is None:
        raise SystemExit("the world has problems; run build_site.py check")
    book = next(document for document in documents(catalogue) if document.kind == "book")
    compiler = PdfCompiler(workspace, world / "book", world / "pdf", "content", 0)
    start = time.process_time()
    compiler.compile(catalogue, cache.illustrations(catalogue), [book])
    seconds = time.process_time() - start
    for drawing in (compiler.build_dir / "assets").rglob("*.svg"):
        drawing.write_text(drawing.read_text("utf-8").split(">")[0] + "/>", "utf-8")
    bare = typst.compile(
        compiler.build_dir / "book.typ", sys_inputs=book.inputs, font_paths=[workspace.fonts], pdf_standards=["ua-1"]
    )
    return seconds / count * 100, len(packed_pdf(bare)) / count * 100 / 1e6


def plain_engine(world: Path) -> float:
    """The CPU of MkDocs with Material's own templates and navigation on the Markdown that the build wrote."""
    docs = next((world / "build").glob("mkdocs-*/docs"))
    (docs / "index.md").write_text("# First page\n", encoding="utf-8")  # ours asks for a template of its own
    settings = world / "plain.yml"
    settings.write_text(f"site_name: plain\ndocs_dir: {docs}\nsite_dir: {world / 'plain'}\ntheme: material\n")
    program = Path(sys.executable).with_name("mkdocs")
    return cpu(world, (str(program), "build", "--quiet", "--config-file", str(settings)))


def cpu(world: Path, command: tuple[str, ...]) -> float:
    """The CPU seconds of a command and all it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(world, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def clock(action: Callable[[], object]) -> float:
    """The seconds that pass while something is done."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run(world: Path, command: tuple[str, ...]) -> None:
    """Run a command; stop with what it said when it fails."""
    done = subprocess.run(command, cwd=world, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
