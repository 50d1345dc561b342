"""From a catalogue to a published site: write the pages, run the engine, postprocess, verify, swap.

Everything happens in a staging folder beside the site; the site itself changes in one step at the very end.
A failure anywhere leaves the old site byte for byte.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.pdf_files import Document, Download
from builder.figures.svg.style import page_style
from builder.illustrations.drawings import Illustrations, drawings
from builder.illustrations.qr_codes import codes
from builder.pdf.typesetting import PdfCompiler
from builder.site.engine import OUTPUT, Engine, configuration, run
from builder.site.postprocess import MARKER, MARKER_TEXT, add_zip, postprocess
from builder.site.verify import read_site, verify
from builder.system.content_date import day_of
from builder.system.disk import OutputFile, swap, write_files, write_if_changed
from builder.system.errors import BuildError
from builder.system.workspace import Workspace
from builder.views.api import api
from builder.views.pages import pages
from builder.views.templating import environment

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True)
class BuildRequest:
    """What to publish and where; ``epoch`` is the day of the content in seconds since 1970, or None."""

    workspace: Workspace
    catalogue: Catalogue
    illustrations: Illustrations
    engine: Engine
    site_dir: Path
    build_dir: Path
    epoch: int | None
    pdf_compiler: PdfCompiler | None = None
    offline_zip: bool = False

    @property
    def edition(self) -> date | None:
        return day_of(self.epoch)

    @property
    def staging(self) -> Path:
        return self.site_dir.with_name(f".{self.site_dir.name}.new")


def publish(request: BuildRequest) -> None:
    """Build the site and put it in the place of the old one, or raise what is EXPECTED and change nothing."""
    _refuse_foreign_folder(request.site_dir)
    with _only_one(request.build_dir):
        _publish(request)


def _publish(request: BuildRequest) -> None:
    pdfs = request.pdf_compiler.compile(request.catalogue, request.illustrations) if request.pdf_compiler else {}
    prepare(request, pdfs)
    for leftover in (request.staging, request.build_dir / OUTPUT):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        run(request.engine, request.build_dir, request.epoch or 0)
        request.staging.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(request.build_dir / OUTPUT, request.staging)
        postprocess(request.staging, request.catalogue, request.illustrations, pdfs, request.engine.style)
        if request.offline_zip:
            add_zip(request.staging)
        site = request.catalogue.site
        if problems := verify(read_site(request.staging, site.disclaimer.short, site.address)):
            raise BuildError("the finished site is not right, so the old one stays:\n  " + "\n  ".join(problems))
        swap(request.staging, request.site_dir)
    finally:
        shutil.rmtree(request.staging, ignore_errors=True)


@contextmanager
def _only_one(build_dir: Path) -> Iterator[None]:
    """Keep two builds of one site apart, where the system has file locks."""
    build_dir.mkdir(parents=True, exist_ok=True)
    with (build_dir / "lock").open("w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BuildError("another build of this site is running; wait for it, then try again") from None
        yield


def prepare(request: BuildRequest, pdfs: Mapping[Document, Path]) -> None:
    """Write what the engine reads: Markdown and JSON, theme, configuration."""
    catalogue, illustrations = request.catalogue, request.illustrations
    downloads = tuple(Download(document, path.stat().st_size) for document, path in pdfs.items())
    templates = environment(request.workspace.templates, catalogue.words, catalogue.site.months)
    sources = [
        *pages(catalogue, request.edition, illustrations, templates, downloads, offline_zip=request.offline_zip),
        *drawings(catalogue, illustrations, templates),
        *codes(catalogue),
        *api(catalogue),
    ]
    write_files(request.build_dir / "docs", sources)
    write_files(request.build_dir / "theme", theme_files(request.workspace.overrides))
    settings = configuration(
        request.engine, catalogue, request.edition, request.workspace.settings.read_text(encoding="utf-8"), templates
    )
    write_if_changed(request.build_dir / "mkdocs.yml", settings.encode())


def theme_files(overrides: Path) -> Iterable[OutputFile]:
    """Give the theme's files, the parts of the style sheet joined into one, with the colours of figures."""
    parts = sorted((overrides / "assets" / "css").glob("*.css"))
    css = "\n".join([*(part.read_text(encoding="utf-8") for part in parts), page_style()])
    yield OutputFile(PurePosixPath("assets/site.css"), css)
    for path in sorted(overrides.rglob("*")):
        if path.is_file() and path not in parts and path.name != "README.md":
            yield OutputFile(PurePosixPath(path.relative_to(overrides).as_posix()), path.read_bytes())


def _refuse_foreign_folder(site_dir: Path) -> None:
    if site_dir.exists() and not site_dir.is_dir():
        raise BuildError(f"{site_dir} is a file; choose another --site-dir")
    if site_dir.is_dir() and any(site_dir.iterdir()) and not _is_ours(site_dir):
        raise BuildError(
            f"{site_dir} holds files that this program did not make, and they would be lost; "
            "choose another --site-dir or empty it first"
        )


def _is_ours(site_dir: Path) -> bool:
    marker = site_dir / MARKER
    return marker.is_file() and marker.read_text(encoding="utf-8") == MARKER_TEXT and not (site_dir / ".git").exists()
