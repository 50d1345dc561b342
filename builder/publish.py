"""From a catalogue to a published site: write the pages, run the engine, finish, prove, swap.

Everything happens in a staging folder beside the site; the site itself changes in one step at the very end.
A failure anywhere leaves the old site byte for byte.
"""

import ctypes
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from jinja2 import TemplateError, TemplateSyntaxError

from builder.api import api
from builder.catalogue import Catalogue, OutputFile
from builder.drawings import Illustrations, drawings
from builder.engine import OUTPUT, Engine, configuration, run
from builder.errors import BuildError
from builder.figures.style import page_style
from builder.inline_figures import with_figures
from builder.pages import pages
from builder.policy import with_policy
from builder.search import INDEX, search_terms, with_search_terms
from builder.verify import read_site, verify

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).parent.parent
OVERRIDES = ROOT / "site_overrides"
MARK, MARK_TEXT = ".nojekyll", "Made by build_site.py, which may replace this folder.\n"
"""In every site of ours: GitHub Pages then serves the files as they are, and ``publish`` knows what it may replace."""


@dataclass(frozen=True)
class Job:
    """What to publish and where; ``epoch`` is the day of the content in seconds since 1970, or None."""

    catalogue: Catalogue
    illustrations: Illustrations
    engine: Engine
    site_dir: Path
    workshop: Path
    epoch: int | None
    offline_zip: bool = False

    @property
    def edition(self) -> date | None:
        return None if self.epoch is None else datetime.fromtimestamp(self.epoch, UTC).date()

    @property
    def staging(self) -> Path:
        return self.site_dir.with_name(f".{self.site_dir.name}.new")


def publish(job: Job) -> None:
    """Build the site and put it in the place of the old one, or raise BuildError and change nothing."""
    _refuse_foreign_folder(job.site_dir)
    with _only_one(job.workshop):
        _publish(job)


def _publish(job: Job) -> None:
    try:
        prepare(job)
    except TemplateError as error:
        place = f"{error.filename}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        raise BuildError(f"a page template cannot be rendered: {place}{error}") from error
    for leftover in (job.staging, job.workshop / OUTPUT):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        run(job.engine, job.workshop, job.epoch or 0)
        job.staging.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(job.workshop / OUTPUT, job.staging)
        _finish(job)
        site = job.catalogue.site
        if faults := verify(read_site(job.staging, site.disclaimer.short, site.address)):
            raise BuildError("the finished site is not right, so the old one stays:\n  " + "\n  ".join(faults))
        if job.offline_zip:
            write_zip(job.staging, job.staging / "downloads" / "site.zip")
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


def prepare(job: Job) -> None:
    """Write what the engine reads: Markdown and JSON, theme, configuration."""
    catalogue, illustrations = job.catalogue, job.illustrations
    documents = [*pages(catalogue, job.edition, illustrations), *drawings(catalogue, illustrations), *api(catalogue)]
    write_files(job.workshop / "docs", documents)
    write_files(job.workshop / "theme", theme_files(OVERRIDES))
    settings = configuration(job.catalogue, job.edition)
    write_if_changed(job.workshop / "mkdocs.yml", settings.encode())


def theme_files(overrides: Path) -> Iterable[OutputFile]:
    """Give the theme's files, the parts of the style sheet joined into one, with the colours of figures."""
    parts = sorted((overrides / "assets" / "css").glob("*.css"))
    css = "\n".join([*(part.read_text(encoding="utf-8") for part in parts), page_style()])
    yield OutputFile(PurePosixPath("assets/site.css"), css)
    for path in sorted(overrides.rglob("*")):
        if path.is_file() and path not in parts and path.name != "README.md":
            yield OutputFile(PurePosixPath(path.relative_to(overrides).as_posix()), path.read_bytes())


def write_files(folder: Path, files: Iterable[OutputFile]) -> None:
    """Make a folder hold exactly these files; what is right already is not touched."""
    wanted = {folder / file.path: file.content for file in files}
    for path, content in wanted.items():
        write_if_changed(path, content.encode() if isinstance(content, str) else content)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file unless it holds this content already."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _finish(job: Job) -> None:
    """Add to the engine's output what no engine does: figures, the policy of each page, lay words in the index."""
    for path in job.staging.rglob("*.html"):
        page = with_figures(path.read_text(encoding="utf-8"), job.illustrations)
        path.write_text(with_policy(page, style=job.engine.style), encoding="utf-8", newline="\n")
    index = job.staging / INDEX
    if index.exists():
        index.write_text(with_search_terms(index.read_text(encoding="utf-8"), search_terms(job.catalogue)), "utf-8")
    (job.staging / MARK).write_text(MARK_TEXT, encoding="utf-8", newline="\n")


def write_zip(folder: Path, target: Path) -> None:
    """Pack a folder into a zip that is the same for the same files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())


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


def swap(staging: Path, site_dir: Path) -> None:
    """Put a finished folder in the place of the old one; the old one ends up in ``staging``."""
    if not site_dir.exists():
        staging.rename(site_dir)
    elif not _exchange(staging, site_dir):
        aside = staging.with_suffix(".old")
        shutil.rmtree(aside, ignore_errors=True)
        site_dir.rename(aside)
        try:
            staging.rename(site_dir)
        except OSError:
            aside.rename(site_dir)
            raise
        aside.rename(staging)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can (Linux: renameat2 with RENAME_EXCHANGE)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2
    done: int = renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange)
    return done == 0
