"""From a catalogue to a published site: write the pages, run the engine, finish, prove, swap.

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
from builder.pdf.typesetting import Press
from builder.site.engine import OUTPUT, OVERRIDES, Engine, configuration, run
from builder.site.postprocess import MARK, MARK_TEXT, add_zip, finish
from builder.site.verify import read_site, verify
from builder.system.content_date import day_of
from builder.system.disk import OutputFile, swap, write_files, write_if_changed
from builder.system.errors import BuildError
from builder.views.api import api
from builder.views.pages import pages
from builder.views.templating import environment

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Job:
    """What to publish and where; ``epoch`` is the day of the content in seconds since 1970, or None."""

    catalogue: Catalogue
    illustrations: Illustrations
    engine: Engine
    site_dir: Path
    workshop: Path
    epoch: int | None
    press: Press | None = None
    offline_zip: bool = False

    @property
    def edition(self) -> date | None:
        return day_of(self.epoch)

    @property
    def staging(self) -> Path:
        return self.site_dir.with_name(f".{self.site_dir.name}.new")


def publish(job: Job) -> None:
    """Build the site and put it in the place of the old one, or raise what is EXPECTED and change nothing."""
    _refuse_foreign_folder(job.site_dir)
    with _only_one(job.workshop):
        _publish(job)


def _publish(job: Job) -> None:
    pdfs = job.press.typeset(job.catalogue, job.illustrations) if job.press else {}
    prepare(job, pdfs)
    for leftover in (job.staging, job.workshop / OUTPUT):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        run(job.engine, job.workshop, job.epoch or 0)
        job.staging.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(job.workshop / OUTPUT, job.staging)
        finish(job.staging, job.catalogue, job.illustrations, pdfs, job.engine.style)
        if job.offline_zip:
            add_zip(job.staging)
        site = job.catalogue.site
        if problems := verify(read_site(job.staging, site.disclaimer.short, site.address)):
            raise BuildError("the finished site is not right, so the old one stays:\n  " + "\n  ".join(problems))
        swap(job.staging, job.site_dir)
    finally:
        shutil.rmtree(job.staging, ignore_errors=True)


@contextmanager
def _only_one(workshop: Path) -> Iterator[None]:
    """Keep two builds of one site apart, where the system has file locks."""
    workshop.mkdir(parents=True, exist_ok=True)
    with (workshop / "lock").open("w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BuildError("another build of this site is running; wait for it, then try again") from None
        yield


def prepare(job: Job, pdfs: Mapping[Document, Path]) -> None:
    """Write what the engine reads: Markdown and JSON, theme, configuration."""
    catalogue, illustrations = job.catalogue, job.illustrations
    downloads = tuple(Download(document, path.stat().st_size) for document, path in pdfs.items())
    made = [
        *pages(catalogue, job.edition, illustrations, downloads, offline_zip=job.offline_zip),
        *drawings(catalogue, illustrations, environment(catalogue.words, catalogue.site.months)),
        *codes(catalogue),
        *api(catalogue),
    ]
    write_files(job.workshop / "docs", made)
    write_files(job.workshop / "theme", theme_files(OVERRIDES))
    settings = configuration(job.engine, job.catalogue, job.edition)
    write_if_changed(job.workshop / "mkdocs.yml", settings.encode())


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
    mark = site_dir / MARK
    return mark.is_file() and mark.read_text(encoding="utf-8") == MARK_TEXT and not (site_dir / ".git").exists()
