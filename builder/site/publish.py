"""A site is published when it is right, and the old one stays until then.

Everything happens in a staging folder; the site itself changes at the very end, in one step where the system can.
A failure before leaves the old site byte for byte.
"""

import shutil

from builder.site.assembly import BuildRequest, assemble
from builder.site.site_folder import Staging, put_in_place, require_own_files, staging_folder
from builder.system.errors import BuildError


def publish(request: BuildRequest) -> None:
    """Build the site and put it in the place of the old one, or raise what is EXPECTED and change nothing."""
    pdfs = request.pdf_compiler.compile(request.catalogue, request.illustrations) if request.pdf_compiler else {}
    staging = Staging(staging_folder(request.site_dir))
    try:
        if problems := assemble(request, staging, pdfs):
            raise BuildError("the finished site is not right, so the old one stays:\n  " + "\n  ".join(problems))
        require_own_files(request.site_dir)  # again: somebody may have put a file there meanwhile
        put_in_place(staging.folder, request.site_dir)
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)
