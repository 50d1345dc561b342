"""The book of a world: how long it takes to typeset, and how large it is."""

from pathlib import Path

import typst

from benchmarks.measure import cpu_here
from benchmarks.world import workspace_of
from builder.catalogue.pdf_files import documents
from builder.cli.checking import figure_cache, read_and_check
from builder.pdf.typesetting import PdfCompiler, packed_pdf


def book_cost(world: Path) -> tuple[float, float]:
    """The CPU seconds that the book takes, with data and checks, and its megabytes without drawings."""
    workspace = workspace_of(world)
    cache = figure_cache(workspace)
    catalogue = read_and_check(workspace.content, workspace, cache).catalogue
    if catalogue is None:
        raise SystemExit("the world has problems; run build_site.py check")
    book = next(document for document in documents(catalogue) if document.kind == "book")
    compiler = PdfCompiler(workspace, world / "book", world / "pdf", "content", 0)
    seconds = cpu_here(lambda: compiler.compile(catalogue, cache.illustrations(catalogue), [book]))
    for drawing in (compiler.build_dir / "assets").rglob("*.svg"):
        drawing.write_text(drawing.read_text("utf-8").split(">")[0] + "/>", "utf-8")
    bare = typst.compile(
        compiler.build_dir / "book.typ", sys_inputs=book.inputs, font_paths=[workspace.fonts], pdf_standards=["ua-1"]
    )
    return seconds, len(packed_pdf(bare)) / 1e6
