"""A site is published in one step, and only one that is right.

Everything happens in a staging folder beside the site; the site itself changes in one step at the very end.
A failure anywhere leaves the old site byte for byte.
"""

import shutil
from pathlib import Path

from builder.site.assembly import MARKER, MARKER_TEXT, BuildRequest, assemble
from builder.site.staging import Staging
from builder.system.disk import swap
from builder.system.errors import BuildError


def publish(request: BuildRequest) -> None:
    """Build the site and put it in the place of the old one, or raise what is EXPECTED and change nothing."""
    _refuse_foreign_folder(request.site_dir)
    pdfs = request.pdf_compiler.compile(request.catalogue, request.illustrations) if request.pdf_compiler else {}
    staging = Staging(request.staging)
    try:
        if problems := assemble(request, staging, pdfs):
            raise BuildError("the finished site is not right, so the old one stays:\n  " + "\n  ".join(problems))
        swap(staging.folder, request.site_dir)
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)


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
